//! Tools that keep tickets and mails, on real workerd, with a fake outside that keeps every request whole: Zendesk,
//! Freshdesk, HubSpot, Teams, and e-mail by Resend, Postmark and SendGrid. (Chats are in `relay*.rs`.)
//!
//! Each makes what it is sent and loses the answer. What is asked, in order, with which key in which header; that there
//! is one ticket all the same (or, where the tool has no way, a second with the same reference); that later words, the
//! end and nothing else follow it; and that no header or address holds a word of the customer.

use crate::client::Customer;
use crate::relay::{Asked, Tool, with_backend};
use crate::stage::{Stage, until};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use expect_test::{Expect, expect};
use serde_json::{Value, json};
use shared::wire::{Command, Contact, Notice, Shown};

const GOAL: &str = "Where is my {secret:KEY} order?";

struct Played {
    asked: Vec<Asked>,
    reference: String,
    stage: Stage,
}

impl Played {
    /// A line a request: method, path, and what says who asks and under which key. A run of the same thing is one line.
    fn trace(&self, conversation: &str) -> String {
        let mut lines: Vec<String> = Vec::new();
        for one in &self.asked {
            let mut line = format!("{} {}", one.method, one.url);
            for name in ["authorization", "x-postmark-server-token", "idempotency-key"] {
                let value = one.header(name);
                let basic = value.strip_prefix("Basic ").and_then(|text| STANDARD.decode(text).ok());
                let value =
                    basic.map_or(value.to_owned(), |b| format!("Basic {}", String::from_utf8_lossy(&b)));
                if !value.is_empty() {
                    line.push_str(&format!(", {name}: {value}"));
                }
            }
            lines.push(line.replace(conversation, "CONVERSATION"));
        }
        lines.join("\n")
    }
}

/// A handoff with an address, words after it, and its end. `there` says when the words, and then the end, have arrived.
fn play(
    kind: &str,
    settings: &[(&str, &str)],
    tool: &Tool,
    there: [&dyn Fn(&Asked) -> bool; 2],
) -> (Customer, Played) {
    let mut vars: Vec<(String, String)> = vec![("TOOL_URL".to_owned(), tool.url.clone())];
    let mut named = json!({ "url": "TOOL_URL" });
    for (key, value) in settings {
        let name = format!("TOOL_{}", key.to_uppercase().replace('-', "_"));
        named[*key] = json!(name);
        vars.push((name, (*value).to_owned()));
    }
    let vars: Vec<(&str, &str)> = vars.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let stage = with_backend(&vars, kind, named);
    let mut customer = Customer::new(&stage);
    customer.act(Command::Person {
        text: GOAL.to_owned(),
        contact: Contact {
            name: "Maya".to_owned(),
            email: "maya@example.com".to_owned(),
            ..Contact::default()
        },
        page: None,
    });
    customer.wait("the receipt", |shown| {
        matches!(shown, Shown::Notice { kind: Notice::Delivered, .. }).then_some(())
    });
    customer.say("Hello?");
    until("the words there", || tool.asked().iter().any(there[0]).then_some(()));
    customer.act(Command::End);
    until("the end there", || tool.asked().iter().any(there[1]).then_some(()));
    let reference = customer.reference();
    let asked = tool.asked();
    for one in &asked {
        let outside = format!("{} {:?}", one.url, one.headers);
        assert!(!outside.contains("Where is") && !outside.contains("maya@"), "{kind}: {outside}");
        assert_eq!(one.header("content-type").contains("json"), one.body != Value::Null, "{kind}: {outside}");
        assert!(!one.body.to_string().contains("key-1"), "{kind}: a customer cannot have a secret filled in");
    }
    (customer, Played { asked, reference, stage })
}

/// Bodies posted to addresses that end so.
fn posted<'a>(played: &'a Played, end: &str) -> Vec<&'a Value> {
    let of = |one: &&Asked| one.method == "POST" && one.url.ends_with(end);
    played.asked.iter().filter(of).map(|one| &one.body).collect()
}

fn check(customer: &Customer, played: &Played, expected: Expect) {
    expected.assert_eq(&played.trace(&customer.id()));
    played.stage.prints(&["was not delivered: it answered 500"]);
}

fn says(body: &Value, part: &str) -> bool {
    body.to_string().contains(part)
}

#[test]
fn freshdesk_gets_one_ticket_with_a_note_and_later_words_as_the_requester_s() {
    let tool = Tool::start(|_, method, url, made| {
        let of = |end: &str| -> Vec<Value> {
            made.iter().filter(|(url, _)| url.ends_with(end)).map(|(_, body)| body.clone()).collect()
        };
        let tickets: Vec<Value> = of("/api/v2/tickets")
            .into_iter()
            .map(|mut ticket| {
                ticket["id"] = json!(7);
                ticket
            })
            .collect();
        match (method, url) {
            ("GET", url) if url.contains("?unique_external_id=") && tickets.is_empty() => {
                (400, json!({ "errors": [{ "message": "there is no such contact" }] }))
            }
            ("GET", url) if url.contains("?unique_external_id=") => (200, json!(tickets)),
            ("GET", url) if url.ends_with("/conversations") => {
                let note = |body: Value| json!({ "body_text": body["body"], "private": body["private"], "created_at": "2000-01-01T00:00:00Z" });
                (200, json!(of("/notes").into_iter().map(note).collect::<Vec<_>>()))
            }
            ("GET", _) => (200, json!({ "id": 7, "requester_id": 6 })),
            // It is made, and the answer is lost.
            ("POST", "/api/v2/tickets") if tickets.is_empty() => (500, json!({})),
            _ => (201, json!({ "id": 7 })),
        }
    });
    let (customer, played) = play(
        "freshdesk",
        &[("key", "key-1")],
        &tool,
        [&|one| one.url.ends_with("/notes") && says(&one.body, "Hello?"), &|one| one.method == "PUT"],
    );
    check(
        &customer,
        &played,
        expect![[r#"
        GET /api/v2/tickets?unique_external_id=CONVERSATION, authorization: Basic key-1:X
        POST /api/v2/tickets, authorization: Basic key-1:X
        GET /api/v2/tickets?unique_external_id=CONVERSATION, authorization: Basic key-1:X
        GET /api/v2/tickets/7/conversations, authorization: Basic key-1:X
        POST /api/v2/tickets/7/notes, authorization: Basic key-1:X
        GET /api/v2/tickets/7/conversations, authorization: Basic key-1:X
        GET /api/v2/tickets/7, authorization: Basic key-1:X
        POST /api/v2/tickets/7/notes, authorization: Basic key-1:X
        GET /api/v2/tickets/7/conversations, authorization: Basic key-1:X
        POST /api/v2/tickets/7/notes, authorization: Basic key-1:X
        PUT /api/v2/tickets/7, authorization: Basic key-1:X"#]],
    );
    let ticket = posted(&played, "/api/v2/tickets")[0];
    assert_eq!(
        (ticket["unique_external_id"].as_str(), ticket["email"].as_str(), ticket["source"].as_u64()),
        (Some(customer.id().as_str()), Some("maya@example.com"), Some(7))
    );
    assert!(says(&ticket["subject"], &played.reference) && says(&ticket["description"], "{secret:KEY}"));
    let notes = posted(&played, "/notes");
    assert!(notes[0]["private"] == true && says(&notes[0]["body"], "Goal:"), "{notes:?}");
    let hello = notes.iter().find(|note| note["body"] == "Hello?").expect("the words are a note");
    assert_eq!(
        (&hello["private"], &hello["incoming"], &hello["user_id"]),
        (&json!(false), &json!(true), &json!(6))
    );
    assert_eq!(played.asked.last().map(|one| one.body.clone()), Some(json!({ "status": 4 })));
}

#[test]
fn zendesk_gets_one_ticket_under_our_key_and_later_words_as_the_requester_s_comment() {
    let tool = Tool::start(|_, method, url, made| {
        let tickets: Vec<&Value> =
            made.iter().filter(|(url, _)| url.ends_with("/api/v2/tickets")).map(|(_, body)| body).collect();
        match (method, url) {
            // Its search lags: what was just made is not in it, so that only the key keeps it from a second one.
            ("GET", url) if url.contains("/search") => (200, json!({ "results": [] })),
            ("GET", url) if url.contains("/comments") => (200, json!({ "comments": [] })),
            ("GET", _) => (200, json!({ "ticket": { "id": 5, "requester_id": 6 } })),
            ("POST", "/api/v2/tickets") if tickets.is_empty() => (500, json!({})),
            _ => (200, json!({ "ticket": { "id": 5 } })),
        }
    });
    let (customer, played) = play(
        "zendesk",
        &[("email", "bot@shop.example"), ("token", "key-1"), ("group", "44"), ("reason-field", "55")],
        &tool,
        [&|one| one.method == "PUT" && says(&one.body, "Hello?"), &|one| says(&one.body, "solved")],
    );
    check(
        &customer,
        &played,
        expect![[r#"
        GET /api/v2/search?query=type%3Aticket%20external_id%3ACONVERSATION.1, authorization: Basic bot@shop.example/token:key-1
        POST /api/v2/tickets, authorization: Basic bot@shop.example/token:key-1, idempotency-key: CONVERSATION.1.packet.zendesk
        GET /api/v2/search?query=type%3Aticket%20external_id%3ACONVERSATION.1, authorization: Basic bot@shop.example/token:key-1
        POST /api/v2/tickets, authorization: Basic bot@shop.example/token:key-1, idempotency-key: CONVERSATION.1.packet.zendesk
        GET /api/v2/tickets/5/comments?sort_order=desc, authorization: Basic bot@shop.example/token:key-1
        GET /api/v2/tickets/5, authorization: Basic bot@shop.example/token:key-1
        PUT /api/v2/tickets/5, authorization: Basic bot@shop.example/token:key-1
        GET /api/v2/tickets/5/comments?sort_order=desc, authorization: Basic bot@shop.example/token:key-1
        PUT /api/v2/tickets/5, authorization: Basic bot@shop.example/token:key-1
        PUT /api/v2/tickets/5, authorization: Basic bot@shop.example/token:key-1"#]],
    );
    let tickets: Vec<&Value> =
        posted(&played, "/api/v2/tickets").into_iter().map(|one| &one["ticket"]).collect();
    assert_eq!(tickets[0], tickets[1], "the same body under the same key");
    let ticket = tickets[0];
    assert_eq!(
        (&ticket["external_id"], &ticket["group_id"]),
        (&json!(format!("{}.1", customer.id())), &json!(44))
    );
    assert_eq!(
        (&ticket["custom_fields"][0]["id"], &ticket["comment"]["public"]),
        (&json!(55), &json!(false))
    );
    assert!(
        says(&ticket["subject"], &played.reference) && says(&ticket["comment"]["html_body"], "{secret:KEY}")
    );
    let hello = played.asked.iter().find(|one| says(&one.body, "Hello?")).expect("it was waited for");
    assert_eq!(hello.body["ticket"]["comment"], json!({ "body": "Hello?", "public": true, "author_id": 6 }));
}

#[test]
fn hubspot_gets_one_ticket_with_contact_and_note_and_later_words_in_its_content() {
    let tool = Tool::start(|_, method, url, made| {
        let of = |end: &str| -> Vec<Value> {
            made.iter().filter(|(url, _)| url.ends_with(end)).map(|(_, body)| body.clone()).collect()
        };
        let tickets = of("/crm/v3/objects/tickets");
        match (method, url) {
            ("POST", "/crm/v3/objects/tickets/search") => {
                let found: Vec<Value> = tickets
                    .iter()
                    .map(|one| json!({ "id": "501", "properties": one["properties"] }))
                    .collect();
                (200, json!({ "results": found }))
            }
            ("POST", url) if url.ends_with("/search") => (200, json!({ "results": [] })),
            ("GET", _) => (200, json!({ "id": "501" })),
            ("POST", "/crm/v3/objects/tickets") if tickets.is_empty() => (500, json!({})),
            ("POST", "/crm/v3/objects/contacts") => (201, json!({ "id": "31" })),
            ("POST", "/crm/v3/objects/notes") => (201, json!({ "id": "41" })),
            _ => (200, json!({ "id": "501" })),
        }
    });
    let settings = [("token", "key-1"), ("pipeline", "0"), ("stage", "1"), ("closed-stage", "4")];
    let (customer, played) = play(
        "hubspot",
        &settings,
        &tool,
        [&|one| one.method == "PATCH" && says(&one.body, "Hello?"), &|one| {
            one.body.pointer("/properties/hs_pipeline_stage") == Some(&json!("4"))
        }],
    );
    check(
        &customer,
        &played,
        expect![[r#"
        POST /crm/v3/objects/tickets/search, authorization: Bearer key-1
        POST /crm/v3/objects/tickets, authorization: Bearer key-1
        POST /crm/v3/objects/tickets/search, authorization: Bearer key-1
        GET /crm/v3/objects/tickets/501?associations=notes, authorization: Bearer key-1
        POST /crm/v3/objects/contacts/search, authorization: Bearer key-1
        POST /crm/v3/objects/contacts, authorization: Bearer key-1
        PUT /crm/v4/objects/tickets/501/associations/default/contacts/31, authorization: Bearer key-1
        POST /crm/v3/objects/notes, authorization: Bearer key-1
        PUT /crm/v4/objects/notes/41/associations/default/contacts/31, authorization: Bearer key-1
        PUT /crm/v4/objects/notes/41/associations/default/tickets/501, authorization: Bearer key-1
        PATCH /crm/v3/objects/tickets/501, authorization: Bearer key-1
        POST /crm/v3/objects/notes, authorization: Bearer key-1
        PUT /crm/v4/objects/notes/41/associations/default/tickets/501, authorization: Bearer key-1
        PATCH /crm/v3/objects/tickets/501, authorization: Bearer key-1"#]],
    );
    let ticket = &posted(&played, "/objects/tickets")[0]["properties"];
    assert_eq!((&ticket["hs_pipeline"], &ticket["hs_pipeline_stage"]), (&json!("0"), &json!("1")));
    assert!(
        says(&ticket["subject"], &played.reference) && says(&ticket["content"], "{secret:KEY}"),
        "{ticket}"
    );
    assert_eq!(posted(&played, "/objects/contacts")[0]["properties"]["email"], "maya@example.com");
    assert!(says(&posted(&played, "/objects/notes")[0]["properties"]["hs_note_body"], "Goal:"));
}

#[test]
fn teams_gets_a_card_that_leads_to_the_desk_and_a_lost_answer_the_same_reference_again() {
    let tool = Tool::start(|_, _, _, made| match made.len() {
        0 => (500, json!({})),
        // What the older connector says with 200 when too many come at once.
        2 => (
            200,
            json!(
                "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429"
            ),
        ),
        _ => (202, json!(1)),
    });
    let (customer, played) = play(
        "teams",
        &[("desk", "https://chat.shop.example")],
        &tool,
        [&|one| says(&one.body, "Hello?"), &|one| says(&one.body, "] Closed")],
    );
    check(
        &customer,
        &played,
        expect![[r#"
        POST /
        POST /
        POST /
        POST /
        POST /
        POST /"#]],
    );
    let cards: Vec<&Value> = played.asked.iter().map(|one| &one.body["attachments"][0]["content"]).collect();
    let head = |card: &Value| card["body"][0]["text"].as_str().unwrap_or_default().to_owned();
    assert_eq!(head(cards[0]), head(cards[1]), "the same card, so that nobody takes it for another customer");
    for card in &cards {
        assert!(head(card).contains(&played.reference), "{card}");
        let desk = format!("https://chat.shop.example/desk/#c/{}", customer.id());
        assert_eq!((&card["type"], &card["actions"][0]["url"]), (&json!("AdaptiveCard"), &json!(desk)));
    }
}

/// What of a mail's own headers is said, whatever the service calls them.
fn mail_header(mail: &Value, name: &str) -> String {
    let listed = mail["Headers"].as_array().and_then(|all| all.iter().find(|one| one["Name"] == name));
    let value = listed.map_or(&mail["headers"][name], |one| &one["Value"]);
    value.as_str().unwrap_or_default().to_owned()
}

fn mails(kind: &str, ok: (u16, Value), expected: Expect) {
    let tool = Tool::start(move |_, _, _, made| if made.is_empty() { (500, json!({})) } else { ok.clone() });
    let settings = [("key", "key-1"), ("from", "chat@shop.example"), ("to", "team@shop.example")];
    let ended = |one: &Asked| says(&one.body, "ended the conversation");
    let (customer, played) = play(kind, &settings, &tool, [&|one| says(&one.body, "Hello?"), &ended]);
    check(&customer, &played, expected);
    let bodies: Vec<&Value> = played.asked.iter().map(|one| &one.body).collect();
    assert_eq!(bodies[0], bodies[1], "{kind}: the same mail, with the same id");
    let id = |mail: &Value| mail_header(mail, "Message-ID");
    let packet = format!("<{}.1.packet.{kind}@baton.invalid>", customer.id());
    assert_eq!(id(bodies[0]), packet);
    for mail in &bodies {
        for part in [played.reference.as_str(), "chat@shop.example", "team@shop.example", "maya@example.com"]
        {
            assert!(says(mail, part), "{kind}: {part}: {mail}");
        }
    }
    for later in &bodies[2..] {
        assert_ne!(id(later), packet);
        assert_eq!(mail_header(later, "References"), packet, "{kind}: one thread");
    }
    assert!(says(bodies[0], "Goal:") && says(bodies[0], "{secret:KEY}"), "{kind}");
}

#[test]
fn resend_gets_a_mail_under_our_key_and_later_ones_in_its_thread() {
    mails(
        "resend",
        (200, json!({ "id": "m-1" })),
        expect![[r#"
        POST /emails, authorization: Bearer key-1, idempotency-key: CONVERSATION.1.packet.resend
        POST /emails, authorization: Bearer key-1, idempotency-key: CONVERSATION.1.packet.resend
        POST /emails, authorization: Bearer key-1, idempotency-key: CONVERSATION.1.said-10.resend
        POST /emails, authorization: Bearer key-1, idempotency-key: CONVERSATION.1.late-13.resend"#]],
    );
}

#[test]
fn postmark_gets_a_mail_with_our_id_and_later_ones_in_its_thread() {
    mails(
        "postmark",
        (200, json!({ "ErrorCode": 0, "MessageID": "m-1" })),
        expect![[r#"
        POST /email, x-postmark-server-token: key-1
        POST /email, x-postmark-server-token: key-1
        POST /email, x-postmark-server-token: key-1
        POST /email, x-postmark-server-token: key-1"#]],
    );
}

#[test]
fn sendgrid_gets_a_mail_with_our_id_and_later_ones_in_its_thread() {
    mails(
        "sendgrid",
        (202, Value::Null),
        expect![[r#"
        POST /v3/mail/send, authorization: Bearer key-1
        POST /v3/mail/send, authorization: Bearer key-1
        POST /v3/mail/send, authorization: Bearer key-1
        POST /v3/mail/send, authorization: Bearer key-1"#]],
    );
}
