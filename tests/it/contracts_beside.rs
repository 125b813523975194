//! Trackers and enrichers against somebody else's idea of their tools' APIs, as backends in [`crate::contracts`].
//!
//! 1. A fault is made and renewed with hostile words in it, a customer is looked up: every request keeps the contract.
//! 2. 401, 429 and 500 end with a sentence and are never a success.

use crate::contracts::{Mock, send, variable};
use crate::stage::free_port;
use shared::backend::talk::{Next, Talk};
use shared::conversation::DeliveryEnd;
use shared::enrich::{self, Who};
use shared::http::{HttpRequest, HttpResponse};
use shared::site::Backend;
use shared::tool::Tool;
use shared::tracker::{self, Bug, Issue, Seen};

/// Kind and contract.
const TRACKERS: &[(&str, &str)] = &[("github", "github-issues"), ("jira", "jira"), ("linear", "linear")];
const ENRICHERS: &[(&str, &str)] =
    &[("hubspot", "hubspot"), ("stripe", "stripe"), ("zendesk", "zendesk-support")];

/// What the descriptions leave out; the services have it. Method, part of the path, and an answer that found nothing.
const LEFT_OUT: &[(&str, &str, &str)] = &[
    ("GET", "/api/3/search/jql", r#"{"issues":[]}"#),
    ("GET", "/crm/v3/owners/", r#"{"firstName":"Sarah"}"#),
    ("POST", "/crm/v3/objects/deals/search", r#"{"results":[]}"#),
];

fn configured(kind: &str, settings: &[(&'static str, &'static str)]) -> Backend {
    let settings = settings.iter().map(|(key, _)| ((*key).to_owned(), variable(kind, key))).collect();
    Backend { name: kind.to_owned(), kind: kind.to_owned(), settings, leave_out: Vec::new() }
}

fn value(kind: &str, name: &str, base: &str) -> String {
    match name.strip_prefix(&format!("{kind}_").to_uppercase()).unwrap_or(name) {
        "URL" => base.to_owned(),
        "EMAIL" => "team@shop.example".to_owned(),
        "REPOSITORY" => "acme/shop".to_owned(),
        "PROJECT" | "ISSUE_TYPE" => "10001".to_owned(),
        "TEAM" => "9cfb482a-81e3-4154-b5b9-2c805e70a02d".to_owned(),
        other => format!("value-of-{other}"),
    }
}

/// The answer of the mock, with the path for the report.
fn ask(kind: &str, request: &HttpRequest, base: &str, prefer: Option<&str>) -> (HttpResponse, String) {
    let left_out =
        LEFT_OUT.iter().find(|(method, part, _)| *method == request.method && request.url.contains(part));
    let answer = match left_out {
        Some((.., body)) => HttpResponse { status: 200, headers: Vec::new(), body: (*body).to_owned() },
        None => send(request, &|name| value(kind, name, base), prefer),
    };
    let mark = if left_out.is_some() { " (left out of the contract)" } else { "" };
    let told = format!("{} {} -> {}{mark}", request.method, request.url, answer.status);
    if prefer.is_none() && left_out.is_none() {
        assert!(answer.status < 400, "{kind}: {told}\n{}\n{}", request.body, answer.body);
        // GraphQL says 200 and `errors` to a request that breaks the schema.
        assert!(!answer.body.contains("\"errors\":["), "{kind}: {told}\n{}\n{}", request.body, answer.body);
    }
    // The search keeps the contract and finds an example; what is made without one is looked at here.
    let found = kind == "github" && request.url.contains("/search/issues") && answer.status == 200;
    let answer = if found { HttpResponse { body: r#"{"items":[]}"#.to_owned(), ..answer } } else { answer };
    (answer, told)
}

/// Runs a line of requests to its end.
fn run<T>(
    kind: &str,
    base: &str,
    prefer: Option<&str>,
    line: impl Fn(&mut Talk<'_>) -> Result<T, Next>,
) -> Result<T, DeliveryEnd> {
    let mut answers = Vec::new();
    loop {
        match line(&mut Talk::new(&answers)) {
            Ok(done) => return Ok(done),
            Err(Next::Done(end)) => return Err(end),
            Err(Next::Send(request)) => {
                let (answer, told) = ask(kind, &request, base, prefer);
                println!("  {told}");
                answers.push(answer);
            }
        }
        assert!(answers.len() < 7, "{kind} goes in circles");
    }
}

fn contracts() -> Option<String> {
    let contracts = std::env::var("BATON_CONTRACTS").ok();
    if contracts.is_none() {
        println!("skipped: `cargo xtask test --contracts` runs it, where the folder `contracts` is");
    }
    contracts
}

#[test]
fn every_tracker_keeps_the_contract_of_its_tool() {
    let Some(contracts) = contracts() else { return };
    let hostile =
        "<script>alert(1)</script> & \"quoted\" {secret:TOKEN} @everyone [x](javascript:1) \u{202E}";
    let bug = Bug {
        fingerprint: "0123456789abcdef".to_owned(),
        title: format!("PAY-51 {hostile}"),
        parts: vec![
            ("What happens", vec![hostile.to_owned(), String::new()]),
            ("Where", vec!["x".repeat(5_000)]),
        ],
        seen: vec![Seen {
            reference: "K7M-3QX-1".to_owned(),
            link: Some("https://chat.example/desk/#c/1".to_owned()),
        }],
        count: 1,
        known: None,
    };
    for (kind, contract) in TRACKERS {
        println!("{kind}");
        let port = free_port();
        let _mock = Mock::start(&contracts, contract, port);
        let base = format!("http://127.0.0.1:{port}");
        let tracker = tracker::of_kind(kind).expect("it is in the registry");
        let all: Vec<_> = tracker.settings().iter().chain(tracker.options()).copied().collect();
        let configured = configured(kind, &all);
        let made = run(kind, &base, None, |talk| tracker.report(&bug, Tool(&configured), talk));
        let made = made.unwrap_or_else(|end| panic!("{kind}: {end:?}"));
        assert!(!made.name.is_empty());
        let id = if *kind == "github" { "1".to_owned() } else { made.id.clone() };
        let renewed = Bug { known: Some(Issue { id, ..made }), count: 2, ..bug.clone() };
        let end = run(kind, &base, None, |talk| tracker.report(&renewed, Tool(&configured), talk));
        assert!(end.is_ok(), "{kind}: {end:?}");
        // GraphQL has no status to ask the mock for.
        for status in ["401", "429", "500"].iter().filter(|_| *kind != "linear") {
            let prefer = format!("code={status}");
            let end =
                run(kind, &base, Some(&prefer), |talk| tracker.report(&renewed, Tool(&configured), talk));
            println!("  {status}: {end:?}");
            // A status that the description does not list is answered with 404 or a success by the mock.
            assert!(
                !matches!(&end, Err(DeliveryEnd::Refused { why, .. }) if why.contains("401")),
                "{kind}: {end:?}"
            );
            assert!(
                !matches!(&end, Err(DeliveryEnd::Impossible { why }) if why.contains("500")),
                "{kind}: {end:?}"
            );
        }
    }
}

#[test]
fn every_enricher_keeps_the_contract_of_its_tool() {
    let Some(contracts) = contracts() else { return };
    let who = Who { email: "tom+\"x\"&limit=9@example.com".to_owned(), now: 1_760_000_000_000 };
    for (kind, contract) in ENRICHERS {
        println!("{kind}");
        let port = free_port();
        let _mock = Mock::start(&contracts, contract, port);
        let base = format!("http://127.0.0.1:{port}");
        let enricher = enrich::of_kind(kind).expect("it is in the registry");
        let all: Vec<_> = enricher.settings().iter().chain(enricher.options()).copied().collect();
        let configured = configured(kind, &all);
        let facts = run(kind, &base, None, |talk| enricher.look(&who, Tool(&configured), talk));
        println!("  {facts:?}");
        assert!(facts.is_ok(), "{kind}: {facts:?}");
        for status in ["401", "429", "500"] {
            let prefer = format!("code={status}");
            let end = run(kind, &base, Some(&prefer), |talk| enricher.look(&who, Tool(&configured), talk));
            println!("  {status}: {end:?}");
            assert!(
                !matches!(&end, Err(DeliveryEnd::Refused { why, .. }) if why.contains("401")),
                "{kind}: {end:?}"
            );
        }
    }
}
