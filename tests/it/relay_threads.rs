//! Live relay through Help Scout and Front, on real workerd, with a fake of the tool outside: as [`crate::relay`] does
//! for Slack and Chatwoot. Both have no idempotency, and each loses the answer to what it has made.
//!
//! 1. Help Scout: one conversation with the words and the note, a token by client credentials, later words as a thread of
//!    the customer; a reply under a name, told twice and shown once; a note, a draft and a wrong signature are not.
//! 2. Front: accepted is not there, so it is looked for; the note once; an unsigned, an old and a foreign webhook change
//!    nothing; archiving closes, and what we archive ourselves does not come back.

use crate::client::{Customer, request};
use crate::relay::{Tool, now, persons, press, with_backend};
use crate::stage::{Stage, until};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha1::Sha1;
use sha2::Sha256;
use shared::wire::{Command, Notice, Shown};

fn noticed(customer: &Customer, wanted: Notice) {
    customer.wait("a notice", |shown| {
        matches!(shown, Shown::Notice { kind, .. } if *kind == wanted).then_some(())
    });
}

fn post(stage: &Stage, path: &str, headers: &[(&str, &str)], body: &str) -> u16 {
    request("POST", &stage.url(path), headers, body).expect("the Worker is there").status
}

/// What was sent to addresses that end so.
fn ending(made: &[(String, Value)], part: &str) -> Vec<Value> {
    made.iter().filter(|(url, _)| url.ends_with(part)).map(|(_, body)| body.clone()).collect()
}

#[test]
fn a_reply_at_help_scout_reaches_the_customer_once_and_nothing_is_made_twice() {
    let tool = Tool::start(|_, method, url, made| {
        let of = |part: &str| ending(made, part);
        let all = of("/v2/conversations");
        match (method, url) {
            ("POST", "/v2/oauth2/token") => (200, json!({ "access_token": "tok-1", "token_type": "bearer" })),
            ("GET", url) if url.starts_with("/v2/conversations?") => {
                let listed: Vec<Value> =
                    all.iter().map(|body| json!({ "id": 8, "subject": body["subject"] })).collect();
                (200, json!({ "_embedded": { "conversations": listed } }))
            }
            ("GET", _) => {
                let thread = |body: &Value| json!({ "type": "customer", "body": body["text"], "createdAt": shared::date::iso(now() * 1000) });
                let threads: Vec<Value> = of("/8/customer").iter().map(thread).collect();
                (200, json!({ "id": 8, "primaryCustomer": { "id": 3 }, "_embedded": { "threads": threads } }))
            }
            // It is made, and the answer is lost.
            ("POST", "/v2/conversations") if all.is_empty() => (500, json!({})),
            ("POST", "/v2/customers") => (201, json!({ "id": 3 })),
            _ => (201, json!({ "id": 8 })),
        }
    });
    let vars = [
        ("HS_URL", tool.url.as_str()),
        ("HS_APP", "app-1"),
        ("HS_SECRET", "app-secret-1"),
        ("HS_MAILBOX", "77"),
        ("HS_HOOK", "hook-1"),
    ];
    let settings = json!({ "url": "HS_URL", "app-id": "HS_APP", "app-secret": "HS_SECRET", "mailbox": "HS_MAILBOX", "webhook-secret": "HS_HOOK" });
    let stage = with_backend(&vars, "helpscout", settings);
    let mut customer = Customer::new(&stage);
    customer.say("Where is my order?");
    press(&mut customer);
    noticed(&customer, Notice::Delivered);
    let made = tool.made("/v2/conversations");
    let made: Vec<&Value> = made.iter().filter(|body| body["subject"].is_string()).collect();
    assert_eq!(made.len(), 1, "{made:?}");
    assert_eq!(made[0]["mailboxId"], 77, "a number, as the API wants it");
    assert_eq!(made[0]["threads"][1]["type"], "note");
    assert!(made[0]["threads"][1]["text"].as_str().is_some_and(|note| note.contains("Where is my order?")));
    let asked = &tool.made("/oauth2/token")[0];
    assert_eq!(
        (asked["client_id"].as_str(), asked["client_secret"].as_str()),
        (Some("app-1"), Some("app-secret-1"))
    );
    customer.say("Hello?");
    let said = until("the words in the conversation", || tool.made("/8/customer").into_iter().next());
    assert_eq!((said["text"].as_str(), said["customer"]["id"].as_u64()), (Some("Hello?"), Some(3)));
    customer.act(Command::Leave {
        contact: shared::wire::Contact { email: "maya@shop.example".to_owned(), ..Default::default() },
    });
    until("the address as a note", || {
        tool.made("/8/notes")
            .into_iter()
            .find(|body| body["text"].as_str().is_some_and(|text| text.contains("maya@shop.example")))
    });

    let hook = |event: &str, body: &Value, secret: &str| {
        let body = body.to_string();
        let mut mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).expect("any key will do");
        mac.update(body.as_bytes());
        let signature = STANDARD.encode(mac.finalize().into_bytes());
        post(
            &stage,
            "/hook/helpscout",
            &[("x-helpscout-event", event), ("x-helpscout-signature", &signature)],
            &body,
        )
    };
    let thread = |id: u64, kind: &str, state: &str, text: &str| {
        json!({ "id": id, "type": kind, "state": state, "body": text,
            "createdBy": { "id": 4, "type": "user", "first": "Sarah", "last": "Bird" } })
    };
    let told = |threads: Value| json!({ "id": 8, "status": "active", "_embedded": { "threads": threads } });
    let replied = told(json!([
        thread(3, "message", "published", "<p>It is <b>on its way</b>.</p>"),
        thread(4, "note", "published", "a secret"),
        thread(5, "message", "draft", "not yet"),
    ]));
    const REPLY: &str = "convo.agent.reply.created";
    assert_eq!(hook(REPLY, &replied, "wrong"), 401);
    stage.prints(&["webhook of `helpscout` refused", "its signature does not fit its body"]);
    for _ in 0..2 {
        assert_eq!(hook(REPLY, &replied, "hook-1"), 200, "{}", stage.said());
    }
    customer.wait("the agent's words", |shown| matches!(shown, Shown::Person { .. }).then_some(()));
    assert_eq!(persons(&customer), [("Sarah Bird".to_owned(), "It is **on its way**.".to_owned())]);
    let closed = json!({ "id": 8, "status": "closed", "closedAt": "2026-01-02T03:04:05Z", "closedByUser": { "first": "Sarah" } });
    assert_eq!(hook("convo.status", &closed, "hook-1"), 200);
    noticed(&customer, Notice::Closed);
}

#[test]
fn a_reply_at_front_reaches_the_customer_once_and_archiving_it_closes_the_chat() {
    let tool = Tool::start(|_, method, url, made| {
        let of = |part: &str| ending(made, part);
        let received = of("/incoming_messages");
        match (method, url) {
            // Accepted is not there: the conversation shows a request later.
            ("GET", url) if url.starts_with("/contacts/") && received.is_empty() => (404, json!({})),
            ("GET", url) if url.starts_with("/contacts/") => {
                (200, json!({ "_results": [{ "id": "cnv_1", "subject": received[0]["subject"] }] }))
            }
            ("GET", url) if url.ends_with("/comments") => {
                let comment = |body: &Value| json!({ "body": body["body"], "posted_at": now() });
                let notes = of("/comments");
                (200, json!({ "_results": notes.iter().map(comment).collect::<Vec<_>>() }))
            }
            ("GET", _) => {
                let message = |body: &Value| json!({ "text": body["body"], "created_at": now() });
                (200, json!({ "_results": received.iter().map(message).collect::<Vec<_>>() }))
            }
            // The message is taken, and the answer is lost.
            ("POST", url) if url.ends_with("/incoming_messages") && received.is_empty() => (500, json!({})),
            ("POST", url) if url.ends_with("/incoming_messages") => {
                (202, json!({ "status": "accepted", "message_uid": "u1" }))
            }
            _ => (200, json!({})),
        }
    });
    let vars =
        [("FR_URL", tool.url.as_str()), ("FR_TOKEN", "t1"), ("FR_CHANNEL", "cha_1"), ("FR_HOOK", "hook-1")];
    let settings =
        json!({ "url": "FR_URL", "token": "FR_TOKEN", "channel": "FR_CHANNEL", "webhook-secret": "FR_HOOK" });
    let stage = with_backend(&vars, "front", settings);
    let mut customer = Customer::new(&stage);
    customer.say("Where is my order?");
    press(&mut customer);
    noticed(&customer, Notice::Delivered);
    let received = tool.made("/channels/cha_1/incoming_messages");
    assert_eq!(received.len(), 1, "{received:?}");
    assert_eq!(received[0]["sender"]["handle"], customer.id());
    let notes = tool.made("/conversations/cnv_1/comments");
    assert_eq!(notes.len(), 1, "one note");
    assert!(notes[0]["body"].as_str().is_some_and(|note| note.contains("Where is my order?")), "{notes:?}");
    customer.say("Hello?");
    until("the words in the conversation", || {
        tool.made("/incoming_messages").into_iter().find(|body| body["body"] == "Hello?")
    });

    let hook = |body: &Value, at: u64, secret: &str| {
        let (body, time) = (body.to_string(), (at * 1000).to_string());
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any key will do");
        mac.update(format!("{time}:{body}").as_bytes());
        let signature = STANDARD.encode(mac.finalize().into_bytes());
        post(
            &stage,
            "/hook/front",
            &[("x-front-request-timestamp", &time), ("x-front-signature", &signature)],
            &body,
        )
    };
    let event = |id: &str, kind: &str, of: &str, source: &str, inbound: bool| {
        json!({ "type": kind, "authorization": { "id": "cmp_1" }, "payload": {
            "id": id, "type": kind, "conversation": { "id": of },
            "source": { "_meta": { "type": source }, "data": { "first_name": "Sarah", "last_name": "Bird" } },
            "target": { "_meta": { "type": "message" }, "data": { "id": "msg_1", "is_inbound": inbound,
                "body": "<p>On its way.</p>", "author": { "first_name": "Sarah", "last_name": "Bird" } } },
        }})
    };
    let reply = event("evt_1", "outbound", "cnv_1", "teammate", false);
    assert_eq!(hook(&reply, now(), "wrong"), 401);
    stage.prints(&["webhook of `front` refused", "its signature does not fit its body"]);
    assert_eq!(hook(&reply, now() - 1_000, "hook-1"), 401);
    stage.prints(&["webhook of `front` refused", "its timestamp is more than five minutes from now"]);
    for _ in 0..2 {
        assert_eq!(hook(&reply, now(), "hook-1"), 200, "{}", stage.said());
    }
    assert_eq!(hook(&event("evt_2", "outbound", "cnv_9", "teammate", false), now(), "hook-1"), 200);
    stage.prints(&["webhook of `front`: `cnv_9` is not one of our tickets"]);
    assert_eq!(hook(&event("evt_3", "inbound", "cnv_1", "teammate", true), now(), "hook-1"), 200);
    assert_eq!(hook(&event("evt_4", "archive", "cnv_1", "api", false), now(), "hook-1"), 200);
    customer.wait("the agent's words", |shown| matches!(shown, Shown::Person { .. }).then_some(()));
    assert_eq!(persons(&customer), [("Sarah Bird".to_owned(), "On its way.".to_owned())]);
    assert_eq!(hook(&event("evt_5", "archive", "cnv_1", "teammate", false), now(), "hook-1"), 200);
    noticed(&customer, Notice::Closed);
}
