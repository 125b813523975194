//! Webhooks that come in another order than things happened, of every tool that sends any, on real workerd: the end
//! overtook two replies, one of which is told twice, and what we wrote ourselves is told to us. No word is lost, none is
//! doubled, nothing of ours is taken for a person's, and the end is told once.

use crate::client::{Customer, request};
use crate::receiver::SECRET as WEBHOOK_SECRET;
use crate::relay::{Tool, now, persons, press, with_backend};
use crate::stage::Stage;
use crate::untrusted::signed;
use serde_json::{Value, json};
use shared::backend;
use shared::signature;
use shared::wire::{Notice, Shown};

const SECRET: &str = "hook-1";

/// What the tool says to whatever it is asked: it takes all and knows of nothing.
fn answer(kind: &str, method: &str, url: &str, made: &[(String, Value)]) -> (u16, Value) {
    match (kind, method) {
        ("slack", _) if url.contains("users.info") => {
            (200, json!({ "ok": true, "user": { "profile": { "display_name": "Sarah" } } }))
        }
        ("slack", _) => (200, json!({ "ok": true, "channel": "C1", "ts": "1.1", "messages": [] })),
        ("zendesk", "GET") => {
            (200, json!({ "results": [], "comments": [], "ticket": { "requester_id": 6 } }))
        }
        ("zendesk", _) => (201, json!({ "ticket": { "id": 5 }, "user": { "id": 6 } })),
        ("sunshine", "GET") => (200, json!({ "conversations": [], "messages": [] })),
        ("sunshine", _) => (201, json!({ "user": { "id": "u-1" }, "conversation": { "id": "c-1" } })),
        ("chatwoot", "GET") if url.starts_with("/public") => (200, json!([])),
        ("chatwoot", "GET") => (200, json!({ "payload": [] })),
        ("chatwoot", _) => (200, json!({ "source_id": "s-1", "id": 9 })),
        ("intercom", "GET") if url.contains("find_by_external_id") => (404, json!({ "errors": [] })),
        ("intercom", _) => (
            200,
            json!({ "id": "64b7d4c1a2e3f40012345678", "conversation_id": "77", "conversations": [], "admins": [] }),
        ),
        ("helpscout", "POST") => (201, json!({ "access_token": "t", "id": 8 })),
        ("helpscout", _) => (200, json!({ "id": 8, "_embedded": { "conversations": [], "threads": [] } })),
        ("front", "GET") if url.starts_with("/contacts/") => {
            let received = made.iter().find(|(url, _)| url.ends_with("/incoming_messages"));
            match received {
                Some((_, body)) => {
                    (200, json!({ "_results": [{ "id": "cnv_1", "subject": body["subject"] }] }))
                }
                None => (404, json!({})),
            }
        }
        ("front", "GET") => (200, json!({ "_results": [] })),
        ("front", _) => (202, json!({ "status": "accepted", "message_uid": "u1" })),
        _ => (200, json!({})),
    }
}

/// What happened there.
#[derive(Clone, Copy, PartialEq)]
enum Did<'a> {
    Said(&'a str),
    /// What we wrote, told to us
    Echo,
    Closed,
}

/// A webhook as the tool writes it, `key` being what it names it by.
fn told(kind: &str, conversation: &str, key: u32, did: Did<'_>) -> Value {
    let (ours, closed) = (did == Did::Echo, did == Did::Closed);
    let text = match did {
        Did::Said(text) => text,
        _ => "ours",
    };
    let name = |prefix: &str| format!("{prefix}{key}");
    match kind {
        "webhook" => {
            let kind = if closed { "agent.closed" } else { "agent.said" };
            json!({ "type": kind, "data": { "conversation": conversation, "agent": { "name": "Sarah" }, "text": text } })
        }
        "slack" => {
            let words = if closed { "!close".to_owned() } else { format!("&gt; {text}") };
            let mut event = json!({ "type": "message", "channel": "C1", "user": "U1", "text": words,
                "thread_ts": "1.1", "ts": name("2.") });
            if ours {
                event["bot_id"] = json!("B1");
            }
            json!({ "type": "event_callback", "event_id": name("E"), "event": event })
        }
        "zendesk" => {
            let (kind, event) = if closed {
                ("zen:event-type:ticket.status_changed", json!({ "current": "SOLVED" }))
            } else {
                let author = json!({ "is_staff": !ours, "name": "Sarah" });
                let comment = json!({ "author": author, "body": text, "is_public": true });
                ("zen:event-type:ticket.comment_added", json!({ "comment": comment }))
            };
            json!({ "type": kind, "id": name("w"), "event": event,
                "detail": { "id": "5", "external_id": format!("{conversation}.1") } })
        }
        "sunshine" => {
            let event = if closed {
                json!({ "type": "switchboard:passControl",
                    "payload": { "conversation": { "id": "c-1" }, "reason": "ticketClosed" } })
            } else {
                let source = if ours { "api:conversations" } else { "zd:agentWorkspace" };
                json!({ "type": "conversation:message", "payload": { "conversation": { "id": "c-1" }, "message": {
                    "author": { "type": "business", "displayName": "Sarah" }, "source": { "type": source },
                    "content": { "type": "text", "text": text } } } })
            };
            let mut event = event;
            event["id"] = json!(name("e"));
            json!({ "events": [event] })
        }
        "chatwoot" => {
            let whole = json!({ "id": 9, "custom_attributes": { "baton_conversation": conversation } });
            if closed {
                let mut body = whole;
                body["event"] = json!("conversation_status_changed");
                body["status"] = json!("resolved");
                return body;
            }
            let (direction, by) = if ours { ("incoming", "contact") } else { ("outgoing", "user") };
            json!({ "event": "message_created", "id": key, "message_type": direction, "private": false,
                "content": text, "sender": { "type": by, "name": "Sarah" }, "conversation": whole })
        }
        "intercom" => {
            let (topic, part, by) = match did {
                Did::Said(_) => ("conversation.admin.replied", "comment", "admin"),
                Did::Echo => ("conversation.user.replied", "comment", "user"),
                Did::Closed => ("conversation.admin.closed", "close", "admin"),
            };
            let body = if closed { String::new() } else { format!("<p>{text}</p>") };
            json!({ "type": "notification_event", "id": name("n"), "topic": topic,
                "data": { "item": { "id": "77", "conversation_parts": { "conversation_parts": [
                    { "id": name("p"), "part_type": part, "body": body, "author": { "type": by, "name": "Sarah" } },
                ] } } } })
        }
        "helpscout" if closed => json!({ "id": 8, "status": "closed", "closedAt": "2026-01-02T03:04:05Z" }),
        "helpscout" => {
            let (kind, by) = if ours { ("customer", "customer") } else { ("message", "user") };
            json!({ "id": 8, "status": "active", "_embedded": { "threads": [
                { "id": key, "type": kind, "state": "published", "body": text,
                    "createdBy": { "id": 4, "type": by, "first": "Sarah" } },
            ] } })
        }
        "front" => {
            let (kind, by) = if closed { ("archive", "teammate") } else { ("outbound", "teammate") };
            json!({ "type": kind, "payload": { "id": name("evt_"), "type": kind, "conversation": { "id": "cnv_1" },
                "source": { "_meta": { "type": by }, "data": { "first_name": "Sarah" } },
                "target": { "data": { "is_inbound": ours, "body": text, "author": { "first_name": "Sarah" } } } } })
        }
        other => panic!("`{other}` sends webhooks and has no words here"),
    }
}

fn post(stage: &Stage, kind: &str, key: u32, did: Did<'_>, body: &Value) -> u16 {
    let body = body.to_string();
    let mut headers = if kind == "webhook" {
        let id = format!("hook-{key}");
        let signature =
            signature::sign(WEBHOOK_SECRET, &id, now(), body.as_bytes()).expect("the secret is good");
        vec![("webhook-id", id), ("webhook-timestamp", now().to_string()), ("webhook-signature", signature)]
    } else {
        signed(kind, SECRET, now(), &body).unwrap_or_else(|| panic!("`{kind}` is signed"))
    };
    for (name, value) in &mut headers {
        if *name == "x-helpscout-event" && did == Did::Closed {
            "convo.status".clone_into(value);
        }
    }
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    request("POST", &stage.url(&format!("/hook/{kind}")), &headers, &body)
        .expect("the Worker is there")
        .status
}

#[test]
fn whatever_order_a_tool_tells_things_in_no_word_is_lost_and_none_is_doubled() {
    let hooking = backend::BACKENDS.iter().filter(|backend| backend.signed_by().is_some());
    for backend in hooking {
        let kind = backend.kind();
        let tool = Tool::start(move |_, method, url, made| answer(kind, method, url, made));
        let secret = backend.signed_by().map_or("", |(_, secret)| secret);
        let mut vars: Vec<(String, &str)> = Vec::new();
        let mut settings = json!({});
        for (key, _) in backend.settings().iter().chain(backend.options()) {
            let name = format!("TOOL_{}", key.to_uppercase().replace('-', "_"));
            settings[*key] = json!(name);
            vars.push((
                name,
                match *key {
                    "url" => tool.url.as_str(),
                    _ if kind == "webhook" => WEBHOOK_SECRET,
                    key if key == secret => SECRET,
                    _ => "123",
                },
            ));
        }
        let vars: Vec<(&str, &str)> = vars.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        let stage = with_backend(&vars, kind, settings);
        let mut customer = Customer::new(&stage);
        press(&mut customer);
        customer.wait("the receipt", |shown| {
            matches!(shown, Shown::Notice { kind: Notice::Delivered, .. }).then_some(())
        });
        let id = customer.id();
        let tell = |key: u32, did: Did<'_>| {
            let status = post(&stage, kind, key, did, &told(kind, &id, key, did));
            assert_eq!(status, 200, "{kind}: {}", stage.said());
        };
        tell(9, Did::Closed);
        tell(1, Did::Said("First"));
        tell(2, Did::Said("Second"));
        tell(1, Did::Said("First"));
        if kind != "webhook" {
            tell(3, Did::Echo);
        }
        tell(9, Did::Closed);
        let words: Vec<String> = persons(&customer).into_iter().map(|(_, text)| text).collect();
        assert_eq!(words, ["First", "Second"], "{kind}: {}", stage.said());
        let seen = customer.seen().expect("the Worker is there");
        let ends = seen.iter().filter(|one| matches!(one, Shown::Notice { kind: Notice::Closed, .. }));
        assert_eq!(ends.count(), 1, "{kind}");
    }
}
