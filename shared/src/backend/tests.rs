//! Over the registry.
//! 1. Kinds and words; 2. what a status means; 3. requests: absolute, secrets by name, strangers' words only in bodies;
//! 4. limits with hostile packets; 5. a crash after any request makes nothing twice; 6. answers that are no answers;
//! 7. webhooks: replies come back, echoes, notes and bots do not.

mod crash;
mod hooks;

use super::*;
use crate::conversation::{Home, World, step};
use crate::parts::Contact;
use crate::site::{Files, compile};
use serde_json::{Value, json};
use std::sync::LazyLock;

static LINKS: LazyLock<Vec<feedback::Link>> = LazyLock::new(|| {
    feedback::links("https://chat.example", b"key", "0123456789abcdef0123456789abcdef", 1, 1_760_000_000_000)
});

/// What nobody may find outside a body.
const STRANGER: &str = "stranger-7";

pub fn hostile() -> String {
    let html =
        "<script>alert(1)</script><img src=x> </p> & &amp; \"quoted\" 'and' \\ {secret:TOKEN} {var:EMAIL}";
    format!(
        "{STRANGER} {html} \u{202E}gnp.exe\u{0} {{{{ticket.id}}}} <!channel> *_`~ [x](javascript:1) مرحبا 日本 🙂"
    )
}

/// A site with every backend of the registry, all settings and options set.
pub fn site() -> Site {
    let mut text =
        String::from("name = \"Shop\"\nhours = \"always\"\norigins = [\"*\"]\nlanguages = [\"en\"]\n");
    for backend in BACKENDS.iter().skip(1).chain(BACKENDS.iter().take(1)) {
        let kind = backend.kind();
        text.push_str(&format!("[[backend]]\nname = \"{kind}\"\nkind = \"{kind}\"\n"));
        for (key, _) in backend.settings().iter().chain(backend.options()) {
            text.push_str(&format!("{key} = \"{}\"\n", format!("{kind}_{key}").to_uppercase()));
        }
    }
    let policy = "version = \"1\"\njob = \"Answers.\"\n\n[[rule]]\nid = \"person\"\nwhen = \"asks-for-person\"\nthen = \"transfer\"\nbecause = \"the customer asked\"\nlayer = \"user-requested\"\nreason = \"user-requested-agent\"\n";
    let (policy, persona) = (policy.to_owned(), "Plain.".to_owned());
    compile(&Files { site: text, policy, persona, knowledge: Vec::new() }).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

/// Handed over with these words, then more words and an address.
pub fn conversation(site: &Site, words: &[String]) -> Conversation {
    let backends: Vec<String> = site.backends.iter().map(|backend| backend.name.clone()).collect();
    let world = World {
        now: 1_760_000_000_000,
        site,
        backends: &backends,
        providers: &["extractive".to_owned()],
        actions: &[],
    };
    let contact =
        Contact { name: hostile(), email: "tom@example.com".to_owned(), phone: "+32 2 123 45 67".to_owned() };
    let said = |i: usize, text: &str| Event::Said { key: format!("k{i}"), text: text.to_owned(), page: None };
    let mut events: Vec<Event> = words.iter().enumerate().map(|(i, text)| said(i, text)).collect();
    events.push(Event::AskedForPerson {
        key: "person".to_owned(),
        text: String::new(),
        contact: contact.clone(),
        page: None,
    });
    events.push(said(900, &format!("Are you there? {}", hostile())));
    events.push(Event::Left { contact });
    let start = Conversation::new("0123456789abcdef0123456789abcdef", "en");
    events.into_iter().fold(start, |conversation, event| step(&conversation, event, &world).next)
}

pub fn cargos(conversation: &Conversation) -> Vec<Cargo> {
    let posted = conversation.outbox.iter().map(|parcel| parcel.cargo.clone());
    posted.chain([Cargo::Claimed, Cargo::Closed, Cargo::Withdrawn]).collect()
}

pub fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> HttpResponse {
    let headers = headers.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    HttpResponse { status, headers, body: body.to_owned() }
}

/// An answer every tool could have given: it took what was sent and knows nothing yet.
pub fn yes() -> HttpResponse {
    let body = json!({
        "ok": true, "ts": "1760000000.000100", "id": "64b7d4c1a2e3f40012345678", "source_id": "s-1",
        "conversation_id": "77", "ErrorCode": 0, "MessageID": "m-1", "requester_id": 6, "access_token": "t-1", "primaryCustomer": { "id": 3 }, "message_uid": "u1",
        "_results": [{ "id": "cnv_1", "subject": "[7BH-6J0-1] " }], "messages": [], "payload": [],
        "results": [], "conversations": [], "ticket": { "id": 5, "requester_id": 6 }, "user": { "id": 7 },
        "conversation": { "id": "c-1" }, "comments": [], "contacts": { "contacts": [{ "id": "64b7d4c1a2e3f40012345678" }] },
    });
    answer(200, &[], &body.to_string())
}

/// The requests of every delivery of every backend, with the words.
fn all_requests(words: &[String], mut look: impl FnMut(&dyn Backend, &Delivery<'_>, usize, &HttpRequest)) {
    let site = site();
    let conversation = conversation(&site, words);
    for backend in BACKENDS {
        let configured =
            site.backends.iter().find(|one| one.kind == backend.kind()).expect("all are configured");
        let mut handoff = conversation.handoffs[0].clone();
        handoff.home =
            Some(Home { backend: configured.name.clone(), ticket: "1760000000.000100".to_owned() });
        for cargo in &cargos(&conversation) {
            let key = format!("{}.1.{}", conversation.id, backend.kind());
            let delivery = Delivery {
                key: &key,
                cargo,
                conversation: &conversation,
                handoff: &handoff,
                site: &site,
                backend: configured,
                feedback: &LINKS,
                files: None,
                warning: None,
            };
            let mut answers = Vec::new();
            let end = loop {
                match next(*backend, &delivery, &answers) {
                    Next::Done(end) => break end,
                    Next::Send(request) => look(*backend, &delivery, answers.len(), &request),
                }
                answers.push(yes());
                assert!(answers.len() < 24, "`{}` goes in circles", backend.kind());
            };
            assert!(matches!(end, DeliveryEnd::Accepted { .. }), "`{}` {cargo:?}: {end:?}", backend.kind());
        }
    }
}

#[test]
fn every_backend_has_its_own_kind_and_says_what_it_is() {
    for (i, backend) in BACKENDS.iter().enumerate() {
        let kind = backend.kind();
        assert!(backend.means().ends_with('.'), "`{kind}`");
        assert!(!backend.mapping().is_empty(), "`{kind}` does not say where our fields go");
        assert!(BACKENDS[..i].iter().all(|other| other.kind() != kind), "`{kind}`");
        let known =
            |key: &str| backend.settings().iter().chain(backend.options()).any(|(known, _)| *known == key);
        assert!(backend.signed_by().is_none_or(|(_, secret)| known(secret)), "`{kind}`");
    }
}

#[test]
fn a_status_means_accepted_again_or_never() {
    let end = |status, headers: &[(&str, &str)]| by_status(&answer(status, headers, ""), String::new());
    assert_eq!(end(204, &[]), DeliveryEnd::Accepted { ticket: String::new() });
    assert!(matches!(end(429, &[("retry-after", "7")]), DeliveryEnd::Refused { after: Some(7000), .. }));
    assert!(matches!(end(503, &[("retry-after", "soon")]), DeliveryEnd::Refused { after: None, .. }));
    assert!(matches!(end(403, &[("x-ratelimit-remaining", "0")]), DeliveryEnd::Refused { .. }));
    assert!(matches!(end(401, &[]), DeliveryEnd::Impossible { .. }));
    assert!(matches!(end(302, &[]), DeliveryEnd::Impossible { .. }));
}

#[test]
fn requests_are_absolute_hold_secrets_by_name_and_strangers_only_in_bodies() {
    all_requests(&[hostile()], |backend, delivery, nth, request| {
        let kind = backend.kind();
        let absolute = ["https://", "{var:", "desk:/"].iter().any(|start| request.url.starts_with(start));
        assert!(absolute, "`{kind}`: {}", request.url);
        let outside = format!("{} {:?} {:?}", request.url, request.headers, request.sign);
        assert!(!outside.contains(STRANGER), "`{kind}`: {outside}");
        for (name, value) in &request.headers {
            let secret = ["authorization", "token", "key"].iter().any(|part| name.contains(part));
            // Help Scout's own token is in an answer before it is in a request.
            let named = value.contains("{secret:") || name == "idempotency-key" || value == "Bearer t-1";
            assert!(!secret || named, "`{kind}`: {name}");
            assert_eq!(*name, name.to_lowercase(), "`{kind}`");
        }
        assert!(request.body.is_empty() || serde_json::from_str::<Value>(&request.body).is_ok(), "`{kind}`");
        // Filled by place: the stranger's patterns are still there, as text.
        let filled = request.filled(|_| Some("7".to_owned()));
        assert!(filled.is_ok(), "`{kind}`: {filled:?}");
        // Teams has neither a key nor a look-up; its card names the conversation.
        let whole = format!("{outside} {} {:?}", request.body, request.fills);
        let named = whole.contains(delivery.key) || whole.contains(&delivery.conversation.id);
        let looks = request.method == "GET"
            || request.url.ends_with("/search")
            || request.url.ends_with("/oauth2/token");
        let first = *delivery.cargo == Cargo::Packet && nth == 0;
        assert!(!first || named || looks, "`{kind}` begins without a key and without a look-up");
    });
}

/// Every text in a body that a tool limits: where it stands, and the most it may have.
fn limits(kind: &str) -> &'static [(&'static str, usize)] {
    match kind {
        "slack" => &[("text", 40_000)],
        "zendesk" => &[("html_body", 65_535), ("body", 65_535), ("subject", 255)],
        "chatwoot" => &[("content", 150_000)],
        "freshdesk" => &[("subject", 255), ("body", 65_535), ("description", 65_535)],
        "hubspot" => &[("content", 65_536), ("hs_note_body", 65_536), ("subject", 255)],
        "helpscout" => &[("subject", 200), ("text", 60_000)],
        "front" => &[("subject", 200), ("body", 30_000)],
        "sunshine" => &[("text", 4_096), ("givenName", 128)],
        _ => &[],
    }
}

fn walk(value: &Value, look: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| {
            look(key, value);
            walk(value, look);
        }),
        Value::Array(all) => all.iter().for_each(|value| walk(value, look)),
        _ => {}
    }
}

#[test]
fn huge_and_hostile_packets_stay_within_the_limits_of_every_tool() {
    let huge = format!("{} {}", hostile(), "<&\"'*_é🙂".repeat(500));
    let words: Vec<String> = (0..60).map(|i| format!("{i} {huge}")).collect();
    all_requests(&words, |backend, _, _, request| {
        let kind = backend.kind();
        let Ok(body) = serde_json::from_str::<Value>(&request.body) else { return };
        walk(&body, &mut |key, value| {
            let Some(text) = value.as_str() else { return };
            for (name, most) in limits(kind) {
                assert!(*name != key || text.len() <= *most, "`{kind}`: `{key}` has {}", text.len());
            }
            let markup = ["html", "html_body", "HtmlBody", "hs_note_body", "description"].contains(&key);
            assert!(!markup || !text.contains("<script"), "`{kind}`: `{key}` is not escaped");
        });
        if kind == "slack" {
            let blocks = body["blocks"].as_array().cloned().unwrap_or_default();
            assert!(blocks.len() <= 50);
            for block in &blocks {
                let most = if block["type"] == "header" { 150 } else { 3_000 };
                let text = block.pointer("/text/text").and_then(Value::as_str).unwrap_or("");
                assert!(text.chars().count() <= most, "{text}");
                assert!(block["type"] == "header" || !text.contains("<!channel>"), "{text}");
            }
        }
        if kind == "teams" {
            assert!(request.body.len() <= 28_000, "{}", request.body.len());
        }
    });
}

#[test]
fn an_answer_that_is_no_answer_ends_a_delivery_with_a_sentence() {
    let site = site();
    let conversation = conversation(&site, &[hostile()]);
    let handoff = &conversation.handoffs[0];
    for backend in BACKENDS {
        let configured =
            site.backends.iter().find(|one| one.kind == backend.kind()).expect("all are configured");
        let (key, cargo) = ("k", Cargo::Packet);
        let delivery = Delivery {
            key,
            cargo: &cargo,
            conversation: &conversation,
            handoff,
            site: &site,
            backend: configured,
            feedback: &LINKS,
            files: None,
            warning: None,
        };
        let html = "<!doctype html><title>Log in</title>";
        for odd in [
            answer(200, &[("content-type", "text/html")], html),
            answer(200, &[], r#"{"ok":false,"error":"invalid_auth","ErrorCode":300,"Message":"no"}"#),
            answer(200, &[], r#"{"ok":false,"error":"ratelimited"}"#),
            answer(302, &[("location", "https://elsewhere.example")], ""),
            answer(500, &[], html),
            answer(429, &[("retry-after", "9")], ""),
            answer(401, &[], r#"{"error":{"message":"bad token"}}"#),
            answer(200, &[], "[[[]]]"),
            answer(200, &[], "null"),
            answer(200, &[], ""),
        ] {
            // The same odd answer to everything: it ends, and without a panic.
            let mut answers = Vec::new();
            let end = loop {
                match next(*backend, &delivery, &answers) {
                    Next::Done(end) => break end,
                    Next::Send(_) => answers.push(odd.clone()),
                }
                assert!(answers.len() < 24, "`{}` goes in circles over {odd:?}", backend.kind());
            };
            match end {
                DeliveryEnd::Accepted { .. } => {
                    let kind = backend.kind();
                    assert!(odd.status < 300 && odd.body != html, "`{kind}` {odd:?}");
                    // Only who is asked for no more than 2xx may take an empty yes.
                    let bare = ["desk", "webhook", "teams", "sendgrid"].contains(&kind);
                    assert!(bare, "`{kind}` took {odd:?} for a ticket");
                    assert!(kind == "desk" || !odd.body.contains("false"), "`{kind}` {odd:?}");
                }
                DeliveryEnd::Refused { why, after } => {
                    assert!(!why.is_empty());
                    assert!(odd.status != 429 || after == Some(9000), "`{}`", backend.kind());
                }
                DeliveryEnd::Impossible { why } => {
                    assert!(
                        !why.is_empty() && odd.status != 429 && odd.status < 500,
                        "`{}` {why}",
                        backend.kind()
                    );
                }
            }
        }
    }
}
