//! Every backend against somebody else's idea of its API: mock servers made from the vendors' own descriptions, which
//! answer 4xx to a request that breaks the contract.
//!
//! 1. A packet, later words, an address, a person's name and the end are taken, with hostile texts in all of them.
//! 2. What is asked about channels, inboxes and the like, the tool knows.
//! 3. A server that says 429 or 500 is asked again later; 401 is not.
//!
//! The descriptions stand in a folder `contracts` beside the checkout, which not everybody has, and their tools take a
//! minute to install: so this runs by `cargo xtask test --contracts` only, which names the folder.

use shared::backend::{self, Delivery, Next};
use shared::conversation::{Cargo, Conversation, DeliveryEnd, Event, Home, World, step};
use shared::destination::{self, Ask, Asking};
use shared::http::{HttpRequest, HttpResponse, Sign};
use shared::parts::Contact;
use shared::site::{self, Files, Site};
use shared::tool::Tool;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::stage::free_port;

/// Kind, and its contracts with the paths each one serves.
pub const MOCKS: &[(&str, &[(&str, &str)])] = &[
    ("slack", &[("slack", "/")]),
    ("zendesk", &[("zendesk-support", "/")]),
    ("chatwoot", &[("chatwoot-client", "/public/"), ("chatwoot-application", "/")]),
    ("intercom", &[("intercom", "/")]),
    ("freshdesk", &[("freshdesk", "/")]),
    ("hubspot", &[("hubspot", "/")]),
    ("teams", &[("teams", "/")]),
    ("resend", &[("resend", "/")]),
    ("postmark", &[("postmark", "/")]),
    ("sendgrid", &[("sendgrid", "/")]),
    ("sunshine", &[("zendesk-sunshine-conversations", "/")]),
];

/// Look-ups the descriptions leave out; the services have them. Kind, method, end of the path, and an answer that
/// found nothing.
const LEFT_OUT: &[(&str, &str, &str, &str)] = &[
    ("slack", "GET", "/conversations.history", r#"{"ok":true,"messages":[]}"#),
    ("chatwoot", "GET", "/conversations", "[]"),
    ("intercom", "POST", "/conversations/search", r#"{"conversations":[]}"#),
    ("freshdesk", "GET", "/api/v2/tickets", "[]"),
    ("sunshine", "GET", "/conversations", r#"{"conversations":[]}"#),
    // What `routing check` asks.
    ("slack", "GET", "/conversations.info", r#"{"ok":true,"channel":{"name":"support"}}"#),
    ("zendesk", "GET", "/users/me.json", r#"{"user":{"role":"agent","name":"Bot"}}"#),
    ("zendesk", "GET", "/groups/{var:ZENDESK_GROUP}.json", r#"{"group":{"name":"Billing"}}"#),
    (
        "zendesk",
        "GET",
        "/ticket_fields/{var:ZENDESK_REASON_FIELD}.json",
        r#"{"ticket_field":{"title":"Reason"}}"#,
    ),
    ("sunshine", "GET", "/integrations", r#"{"integrations":[]}"#),
    ("sunshine", "GET", "/switchboards", r#"{"switchboards":[]}"#),
    ("freshdesk", "GET", "/agents/me", r#"{"contact":{"name":"Sarah"}}"#),
    ("postmark", "GET", "/server", r#"{"Name":"Shop"}"#),
    ("sendgrid", "GET", "/v3/scopes", r#"{"scopes":["mail.send"]}"#),
    ("resend", "GET", "/domains", r#"{"data":[]}"#),
];

pub struct Mock(Child);

impl Mock {
    pub fn start(contracts: &str, name: &str, port: u16) -> Self {
        let mut command = Command::new("bash");
        command.arg(PathBuf::from(contracts).join("serve.sh")).arg(name).arg(port.to_string());
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("bash is there");
        let out = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
        let mut lines = out.lines().map_while(Result::ok);
        let ready = lines.any(|line| line.contains("listening on") || line.contains("mock on"));
        // Read on: a mock that nobody listens to any more dies of it.
        std::thread::spawn(move || lines.for_each(drop));
        assert!(ready, "the mock of {name} did not start");
        Self(child)
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        Command::new("kill").args(["-9", "--", &group]).stderr(Stdio::null()).status().ok();
        self.0.wait().ok();
    }
}

const HOSTILE: &str = "<script>alert(1)</script> \u{202E}gnp.exe \"quoted\" 'and' \\ {secret:TOKEN} {{ticket.id}} <!channel> *_` مرحبا 🙂";

fn site(kinds: &[&str]) -> Site {
    let mut text =
        String::from("name = \"Shop\"\nhours = \"always\"\norigins = [\"*\"]\nlanguages = [\"en\"]\n");
    for kind in kinds {
        let backend = backend::of_kind(kind).expect("a kind of the list is in the registry");
        text.push_str(&format!("[[backend]]\nname = \"{kind}\"\nkind = \"{kind}\"\n"));
        for (key, _) in backend.settings().iter().chain(backend.options()) {
            text.push_str(&format!("{key} = \"{}\"\n", variable(kind, key)));
        }
    }
    let policy = "version = \"1\"\njob = \"Answers.\"\n\n[[rule]]\nid = \"person\"\nwhen = \"asks-for-person\"\nthen = \"transfer\"\nbecause = \"the customer asked\"\nlayer = \"user-requested\"\nreason = \"user-requested-agent\"\n";
    let files =
        Files { site: text, policy: policy.to_owned(), persona: "Plain.".to_owned(), knowledge: Vec::new() };
    site::compile(&files)
        .unwrap_or_else(|problems| panic!("{}", problems.iter().map(ToString::to_string).collect::<String>()))
}

pub fn variable(kind: &str, key: &str) -> String {
    format!("{kind}_{key}").to_uppercase().replace('-', "_")
}

/// What each variable holds: an id of the form the tool wants, an address, or any text.
fn value(kind: &str, name: &str, base: &str) -> String {
    let key = name.strip_prefix(&format!("{kind}_").to_uppercase()).unwrap_or(name);
    match (kind, key) {
        ("teams", "URL") => format!("{base}/webhookb2/abc"),
        (_, "URL") => base.to_owned(),
        (_, "DESK") => "https://baton.example".to_owned(),
        ("intercom", "ADMIN") | (_, "ACCOUNT" | "GROUP" | "REASON_FIELD") => "123".to_owned(),
        (_, "FROM" | "TO" | "EMAIL") => "team@shop.example".to_owned(),
        _ => format!("value-of-{key}"),
    }
}

fn handed_over(site: &Site) -> Conversation {
    let backends: Vec<String> = site.backends.iter().map(|backend| backend.name.clone()).collect();
    let world = World {
        now: 1_760_000_000_000,
        site,
        backends: &backends,
        providers: &["extractive".to_owned()],
        actions: &[],
    };
    let contact = Contact {
        name: "Tom \"<b>\" \u{202E}x".to_owned(),
        email: "tom@example.com".to_owned(),
        phone: "+32 2 123 45 67".to_owned(),
    };
    let mut conversation = Conversation::new("0123456789abcdef0123456789abcdef", "en");
    let said = |key: &str, text: String| Event::Said { key: key.to_owned(), text, page: None };
    let events = [
        said("k1", format!("My order never came. {HOSTILE}")),
        said("k2", "x".repeat(7_900)),
        Event::AskedForPerson {
            key: "k3".to_owned(),
            text: HOSTILE.to_owned(),
            contact: contact.clone(),
            page: None,
        },
        said("k4", format!("Are you there? {HOSTILE}")),
        Event::Left { contact },
    ];
    for event in events {
        conversation = step(&conversation, event, &world).next;
    }
    conversation
}

fn fill(text: &str, value: &dyn Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = ["{var:", "{secret:"].iter().filter_map(|mark| rest.find(mark)).min() {
        let end = rest[start..].find('}').map(|end| start + end).expect("a name in braces ends");
        out.push_str(&rest[..start]);
        out.push_str(&value(rest[start + 1..end].split(':').nth(1).unwrap_or("")));
        rest = &rest[end + 1..];
    }
    out + rest
}

pub fn send(request: &HttpRequest, value: &dyn Fn(&str) -> String, prefer: Option<&str>) -> HttpResponse {
    let url = fill(&request.url, value);
    let mut built = ureq::http::Request::builder().method(request.method.as_str()).uri(&url);
    for (name, text) in &request.headers {
        built = built.header(name, fill(text, value));
    }
    if let Some(Sign::Basic { user, password }) = &request.sign {
        use base64::Engine as _;
        let both = format!("{}:{}", fill(user, value), fill(password, value));
        let both = base64::engine::general_purpose::STANDARD.encode(both);
        built = built.header("authorization", format!("Basic {both}"));
    }
    if let Some(prefer) = prefer {
        built = built.header("prefer", prefer);
    }
    let body = request.filled(|name| Some(value(name))).expect("every fill has a place");
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .allow_non_standard_methods(true)
        .build()
        .into();
    let built = built.body(body).unwrap_or_else(|error| panic!("{url}: {error}"));
    let mut answer = agent.run(built).unwrap_or_else(|error| panic!("{url}: {error}"));
    let headers = answer
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str().to_lowercase(), value.to_str().unwrap_or("").to_owned()))
        .collect();
    let body = answer.body_mut().read_to_string().unwrap_or_default();
    HttpResponse { status: answer.status().as_u16(), headers, body }
}

/// Brings one cargo; every answer of the mock must be a success. How it ended, and the requests that were made.
fn bring(
    kind: &str,
    delivery: &Delivery<'_>,
    bases: &BTreeMap<&str, String>,
    prefer: Option<&str>,
    told: &mut Vec<String>,
) -> DeliveryEnd {
    let backend = backend::of_kind(kind).expect("a kind of the list is in the registry");
    let mut answers = Vec::new();
    loop {
        let request = match backend::next(backend, delivery, &answers) {
            Next::Done(end) => return end,
            Next::Send(request) => request,
        };
        let base = |path: &str| {
            let found = bases.iter().rev().find(|(prefix, _)| path.starts_with(**prefix));
            found.map(|(_, base)| base.clone()).expect("every path has a mock")
        };
        let path = fill(&request.url, &|name| value(kind, name, ""));
        let base = base(&path);
        let address = path.split('?').next().unwrap_or("");
        let left_out = LEFT_OUT
            .iter()
            .find(|(of, method, end, _)| *of == kind && *method == request.method && address.ends_with(end));
        let answer = match left_out {
            Some((.., body)) => HttpResponse { status: 200, headers: Vec::new(), body: (*body).to_owned() },
            None => send(&request, &|name| value(kind, name, &base), prefer),
        };
        let mark = if left_out.is_some() { " (left out of the contract)" } else { "" };
        told.push(format!(
            "{} {} -> {}{mark}",
            request.method,
            path.chars().take(90).collect::<String>(),
            answer.status
        ));
        if prefer.is_none() && answer.status >= 400 && !(answer.status == 404 && path.contains("external_id"))
        {
            let body: String = answer.body.chars().take(1500).collect();
            panic!(
                "{kind}: {} {path}\n{}\n-> {} {body}",
                request.method,
                request.body.chars().take(3000).collect::<String>(),
                answer.status
            );
        }
        answers.push(answer);
        assert!(answers.len() < 24, "{kind} goes in circles: {told:?}");
    }
}

/// What the tool is asked about, as its description has it: every question is one it knows.
fn places(kind: &str, configured: &site::Backend, bases: &BTreeMap<&str, String>) -> Vec<String> {
    let named = |name: &str| Some(value(kind, name, ""));
    let asking = Asking { tool: Tool(configured), value: &named };
    let mut answers: Vec<HttpResponse> = Vec::new();
    loop {
        let request = match destination::next(&asking, &answers) {
            Ask::Done(places) => return places.iter().map(|place| place.line()).collect(),
            Ask::Send(request) => request,
        };
        let path = fill(&request.url, &|name| value(kind, name, ""));
        let found = bases.iter().rev().find(|(prefix, _)| path.starts_with(**prefix));
        let base = found.map(|(_, base)| base.clone()).expect("every path has a mock");
        let is = |(of, method, end, _): &&(&str, &str, &str, &str)| {
            let end = fill(end, &|name| value(kind, name, ""));
            *of == kind
                && *method == request.method
                && path.split('?').next().is_some_and(|path| path.ends_with(&end))
        };
        let answer = match LEFT_OUT.iter().find(is) {
            Some((.., body)) => HttpResponse { status: 200, headers: Vec::new(), body: (*body).to_owned() },
            None => send(&request, &|name| value(kind, name, &base), None),
        };
        assert!(
            answer.status < 400,
            "{kind}: {} {path} -> {} {}",
            request.method,
            answer.status,
            answer.body
        );
        answers.push(answer);
        assert!(answers.len() < 8, "{kind} goes in circles");
    }
}

#[test]
fn every_backend_keeps_the_contract_of_its_tool() {
    let Ok(contracts) = std::env::var("BATON_CONTRACTS") else {
        return println!("skipped: `cargo xtask test --contracts` runs it, where the folder `contracts` is");
    };
    let only = std::env::var("BATON_CONTRACTS_ONLY").unwrap_or_default();
    let kinds: Vec<&str> =
        MOCKS.iter().map(|(kind, _)| *kind).filter(|kind| backend::of_kind(kind).is_some()).collect();
    let site = site(&kinds);
    let conversation = handed_over(&site);
    for (kind, contracts_of_it) in MOCKS.iter().filter(|(kind, _)| kinds.contains(kind)) {
        if !only.is_empty() && !only.split(',').any(|name| name == *kind) {
            continue;
        }
        let mut mocks = Vec::new();
        let mut bases = BTreeMap::new();
        for (name, prefix) in *contracts_of_it {
            let port = free_port();
            mocks.push(Mock::start(&contracts, name, port));
            bases.insert(*prefix, format!("http://127.0.0.1:{port}"));
        }
        let configured =
            site.backends.iter().find(|backend| backend.kind == *kind).expect("it is configured");
        let mut handoff = conversation.handoffs[0].clone();
        let seqs: Vec<Cargo> = conversation
            .outbox
            .iter()
            .map(|parcel| parcel.cargo.clone())
            .chain([Cargo::Claimed, Cargo::Closed])
            .collect();
        assert!(seqs.len() >= 5, "packet, words, address, claimed, closed: {seqs:?}");
        let mut told = Vec::new();
        for cargo in &seqs {
            let key = format!("{}.1.{:?}.{kind}", conversation.id, cargo)
                .to_lowercase()
                .replace([' ', '{', '}', ':'], "-");
            let delivery = Delivery {
                key: &key,
                cargo,
                conversation: &conversation,
                handoff: &handoff,
                site: &site,
                backend: configured,
                feedback: &[],
                files: None,
                warning: None,
            };
            told.push(format!("{cargo:?}"));
            match bring(kind, &delivery, &bases, None, &mut told) {
                DeliveryEnd::Accepted { ticket } if *cargo == Cargo::Packet => {
                    handoff.home = Some(Home { backend: (*kind).to_owned(), ticket });
                }
                DeliveryEnd::Accepted { .. } => {}
                end => panic!("{kind} {cargo:?}: {end:?}\n{}", told.join("\n")),
            }
        }
        let places = places(kind, configured, &bases);
        println!("{kind}\n  {}\n  {}", told.join("\n  "), places.join("\n  "));
        let packet = |prefer: &str| {
            let delivery = Delivery {
                key: "k",
                cargo: &Cargo::Packet,
                conversation: &conversation,
                handoff: &conversation.handoffs[0],
                site: &site,
                backend: configured,
                feedback: &[],
                files: None,
                warning: None,
            };
            bring(kind, &delivery, &bases, Some(prefer), &mut Vec::new())
        };
        // A status the contract does not list is answered with a success or with 404: neither may become a repeat.
        for status in ["429", "500"] {
            let end = packet(format!("code={status}").as_str());
            println!("  {status}: {end:?}");
            assert!(
                !matches!(&end, DeliveryEnd::Impossible { why } if why.contains(status)),
                "{kind}: {end:?}"
            );
        }
        let unauthorized = packet("code=401");
        assert!(
            !matches!(&unauthorized, DeliveryEnd::Refused { why, .. } if why.contains("401")),
            "{kind}: {unauthorized:?}"
        );
    }
}

#[test]
fn a_mock_refuses_what_breaks_the_contract() {
    let Ok(contracts) = std::env::var("BATON_CONTRACTS") else {
        return println!("skipped: `cargo xtask test --contracts` runs it, where the folder `contracts` is");
    };
    let port = free_port();
    let _mock = Mock::start(&contracts, "slack", port);
    let spoilt = HttpRequest::json(
        "POST",
        format!("http://127.0.0.1:{port}/chat.postMessage"),
        &serde_json::json!({ "chanel": "C1" }),
    );
    let spoilt = spoilt.with("authorization", "Bearer x");
    assert_eq!(send(&spoilt, &|_| String::new(), None).status, 422);
}
