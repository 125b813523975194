//! Live relay through Intercom and Zendesk messaging, on real workerd, with a fake of the tool outside: as
//! [`crate::relay`] does for Slack and Chatwoot.
//!
//! 1. Intercom: the handoff once, later words as the contact's reply, an agent's reply and attachment under a name, told
//!    twice and shown once; a note and a wrong signature are not; closing closes.
//! 2. Sunshine Conversations: likewise; a picture comes as its address; ours and bots are dropped; the end of the ticket.

use crate::client::{Customer, request};
use crate::relay::{Tool, now, persons, press, with_backend};
use crate::stage::{Stage, until};
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha1::Sha1;
use shared::wire::{Notice, Shown};

fn receipt(customer: &Customer) {
    customer.wait("the receipt", |shown| {
        matches!(shown, Shown::Notice { kind: Notice::Delivered, .. }).then_some(())
    });
}

fn closed(customer: &Customer) {
    customer
        .wait("the end", |shown| matches!(shown, Shown::Notice { kind: Notice::Closed, .. }).then_some(()));
}

fn post(stage: &Stage, path: &str, header: (&str, &str), body: &str) -> u16 {
    request("POST", &stage.url(path), &[header], body).expect("the Worker is there").status
}

#[test]
fn a_reply_at_intercom_reaches_the_customer_once_and_closing_it_closes_the_chat() {
    let tool = Tool::start(|_, method, url, made| {
        let part =
            |body: &Value| json!({ "part_type": "comment", "body": body["body"], "created_at": now() });
        let parts: Vec<Value> =
            made.iter().filter(|(url, _)| url.ends_with("/reply")).map(|(_, body)| part(body)).collect();
        match (method, url) {
            ("GET", url) if url.contains("find_by_external_id") => (404, json!({ "errors": [] })),
            ("GET", _) => {
                let contacts = json!({ "contacts": [{ "id": "64b7d4c1a2e3f40012345678" }] });
                (200, json!({ "contacts": contacts, "conversation_parts": { "conversation_parts": parts } }))
            }
            ("POST", "/conversations/search") => (200, json!({ "conversations": [] })),
            ("POST", "/conversations") => (200, json!({ "conversation_id": "77" })),
            _ => (200, json!({ "id": "64b7d4c1a2e3f40012345678" })),
        }
    });
    let vars = [("IC_URL", tool.url.as_str()), ("IC_TOKEN", "t1"), ("IC_ADMIN", "123"), ("IC_SECRET", "s1")];
    let settings =
        json!({ "url": "IC_URL", "token": "IC_TOKEN", "admin": "IC_ADMIN", "client-secret": "IC_SECRET" });
    let stage = with_backend(&vars, "intercom", settings);
    let mut customer = Customer::new(&stage);
    customer.say("Where is my order?");
    press(&mut customer);
    receipt(&customer);
    assert_eq!(tool.made("/conversations/77/reply").len(), 1, "one note");
    customer.say("Hello?");
    let reply = until("the words in the conversation", || {
        tool.made("/conversations/77/reply").into_iter().find(|body| body["body"] == "Hello?")
    });
    assert_eq!((reply["type"].as_str(), reply["message_type"].as_str()), (Some("user"), Some("comment")));

    let hook = |body: &Value, secret: &str| {
        let body = body.to_string();
        let mut mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).expect("any key will do");
        mac.update(body.as_bytes());
        let hex: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        post(&stage, "/hook/intercom", ("x-hub-signature", &format!("sha1={hex}")), &body)
    };
    let told = |topic: &str, part: Value| {
        json!({ "type": "notification_event", "id": "notif_1", "topic": topic,
            "data": { "item": { "id": "77", "conversation_parts": { "conversation_parts": [part] } } } })
    };
    let sarah = json!({ "type": "admin", "name": "Sarah" });
    let said = json!({ "id": "p1", "part_type": "comment", "body": "<p>It is <b>on its way</b>.</p>", "author": sarah,
        "attachments": [{ "url": "https://files.example/label.pdf" }] });
    let reply = told("conversation.admin.replied", said);
    assert_eq!(hook(&reply, "wrong"), 401);
    for _ in 0..2 {
        assert_eq!(hook(&reply, "s1"), 200, "{}", stage.said());
    }
    let note = json!({ "id": "p2", "part_type": "note", "body": "internal", "author": sarah });
    assert_eq!(hook(&told("conversation.admin.noted", note.clone()), "s1"), 200);
    assert_eq!(hook(&told("conversation.admin.replied", note), "s1"), 200);
    customer.wait("the agent's words", |shown| matches!(shown, Shown::Person { .. }).then_some(()));
    let words = "It is **on its way**.\nhttps://files.example/label.pdf".to_owned();
    assert_eq!(persons(&customer), [("Sarah".to_owned(), words)]);
    let end = json!({ "id": "p3", "part_type": "close", "body": "", "author": sarah });
    assert_eq!(hook(&told("conversation.admin.closed", end), "s1"), 200);
    closed(&customer);
}

#[test]
fn a_reply_in_zendesk_messaging_reaches_the_customer_once_and_the_ticket_s_end_is_the_chat_s() {
    let tool = Tool::start(|_, method, url, made| {
        let messages: Vec<Value> =
            made.iter().filter(|(url, _)| url.ends_with("/messages")).map(|(_, body)| body.clone()).collect();
        match (method, url) {
            ("GET", url) if url.contains("/messages") => (200, json!({ "messages": messages })),
            ("GET", _) => (200, json!({ "conversations": [] })),
            ("POST", url) if url.ends_with("/conversations") => {
                (201, json!({ "conversation": { "id": "c-1" } }))
            }
            _ => (200, json!({ "user": { "id": "u-1" } })),
        }
    });
    let vars = [
        ("SC_URL", tool.url.as_str()),
        ("SC_APP", "a1"),
        ("SC_KEY", "k1"),
        ("SC_SECRET", "s1"),
        ("SC_HOOK", "h1"),
    ];
    let settings = json!({ "url": "SC_URL", "app": "SC_APP", "key-id": "SC_KEY", "key-secret": "SC_SECRET", "webhook-secret": "SC_HOOK" });
    let stage = with_backend(&vars, "sunshine", settings);
    let mut customer = Customer::new(&stage);
    customer.say("Where is my order?");
    press(&mut customer);
    receipt(&customer);
    assert_eq!(tool.made("/passControl").len(), 1, "the agents have the conversation");
    customer.say("Hello?");
    until("the words in the conversation", || {
        tool.made("/messages")
            .into_iter()
            .find(|body| body.pointer("/content/text") == Some(&json!("Hello?")))
    });
    let hook = |events: Value, secret: &str| {
        post(&stage, "/hook/sunshine", ("x-api-key", secret), &json!({ "events": events }).to_string())
    };
    let message = |id: &str, author: Value, source: &str, content: Value| {
        json!({ "id": id, "type": "conversation:message", "payload": { "conversation": { "id": "c-1" },
            "message": { "author": author, "source": { "type": source }, "content": content } } })
    };
    let sarah = json!({ "type": "business", "displayName": "Sarah" });
    let bot = json!({ "type": "business", "displayName": "Bot", "subtypes": ["AI"] });
    let text = |text: &str| json!({ "type": "text", "text": text });
    let picture = json!({ "type": "image", "mediaUrl": "https://files.example/lamp.png" });
    let events = json!([
        message("e1", sarah.clone(), "zd:agentWorkspace", text("On its way.")),
        message("e2", sarah.clone(), "zd:agentWorkspace", picture),
        message("e3", sarah, "api:conversations", text("an echo of ours")),
        message("e4", bot, "zd:answerBot", text("a bot")),
        message("e5", json!({ "type": "user" }), "api:conversations", text("Hello?")),
    ]);
    assert_eq!(hook(events.clone(), "wrong"), 401);
    for _ in 0..2 {
        assert_eq!(hook(events.clone(), "h1"), 200, "{}", stage.said());
    }
    let sarah = |text: &str| ("Sarah".to_owned(), text.to_owned());
    assert_eq!(persons(&customer), [sarah("On its way."), sarah("https://files.example/lamp.png")]);
    let end = json!([{ "id": "e9", "type": "switchboard:passControl", "payload": { "conversation": { "id": "c-1" }, "reason": "ticketClosed" } }]);
    assert_eq!(hook(end, "h1"), 200);
    closed(&customer);
}
