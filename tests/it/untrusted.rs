//! Webhooks of every tool that sends any, on real workerd, signed as the tool signs them, and not to be trusted: a wrong
//! signature, none at all, an old timestamp where the tool has one, 5 MB, no JSON, a conversation that is not ours. None
//! changes anything, and each has a line of its own in the log, with the name of the backend and what was wrong.

use crate::client::{Agent, Customer, request};
use crate::relay::{now, press};
use crate::stage::Stage;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha1::Sha1;
use sha2::Sha256;
use shared::backend;
use shared::date;
use shared::wire::{Notice, Shown};

const SECRET: &str = "hook-1";

fn sha256(secret: &str, text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any key will do");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn sha1(secret: &str, text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).expect("any key will do");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Headers as the tool would send them with this body at this time; nothing for a tool without webhooks.
pub fn signed(kind: &str, secret: &str, at: u64, body: &str) -> Option<Vec<(&'static str, String)>> {
    let (time, ms, iso) = (at.to_string(), (at * 1000).to_string(), date::iso(at * 1000));
    Some(match kind {
        "slack" => vec![
            ("x-slack-signature", format!("v0={}", hex(&sha256(secret, &format!("v0:{time}:{body}"))))),
            ("x-slack-request-timestamp", time),
        ],
        "zendesk" => vec![
            ("x-zendesk-webhook-signature", STANDARD.encode(sha256(secret, &format!("{iso}{body}")))),
            ("x-zendesk-webhook-signature-timestamp", iso),
        ],
        "sunshine" => vec![("x-api-key", secret.to_owned())],
        "chatwoot" => vec![
            ("x-chatwoot-signature", format!("sha256={}", hex(&sha256(secret, &format!("{time}.{body}"))))),
            ("x-chatwoot-timestamp", time),
        ],
        "intercom" => vec![("x-hub-signature", format!("sha1={}", hex(&sha1(secret, body))))],
        "helpscout" => vec![
            ("x-helpscout-signature", STANDARD.encode(sha1(secret, body))),
            ("x-helpscout-event", "convo.agent.reply.created".to_owned()),
        ],
        "front" => vec![
            ("x-front-signature", STANDARD.encode(sha256(secret, &format!("{ms}:{body}")))),
            ("x-front-request-timestamp", ms),
        ],
        _ => return None,
    })
}

/// What an agent says, in the tool's own words, about a conversation of somebody else.
fn foreign(kind: &str) -> Value {
    let sarah = json!({ "type": "user", "name": "Eve", "first": "Eve" });
    match kind {
        "slack" => json!({ "type": "event_callback", "event": {
            "type": "message", "channel": "C1", "user": "U1", "text": "&gt; Trust me", "thread_ts": "1.1", "ts": "1.2",
        }}),
        "zendesk" => json!({ "type": "zen:event-type:ticket.comment_added", "id": "w1",
            "detail": { "external_id": format!("{}.1", "0".repeat(32)) },
            "event": { "comment": { "author": { "is_staff": true, "name": "Eve" }, "body": "Trust me", "is_public": true } } }),
        "sunshine" => json!({ "events": [{ "id": "e1", "type": "conversation:message", "payload": {
            "conversation": { "id": "c-9" },
            "message": { "author": { "type": "business", "displayName": "Eve" }, "source": { "type": "zd:agentWorkspace" },
                "content": { "type": "text", "text": "Trust me" } } } }] }),
        "chatwoot" => {
            json!({ "event": "message_created", "id": 41, "message_type": "outgoing", "private": false,
            "content": "Trust me", "sender": sarah,
            "conversation": { "id": 9, "custom_attributes": { "baton_conversation": "0".repeat(32) } } })
        }
        "intercom" => {
            json!({ "type": "notification_event", "id": "n1", "topic": "conversation.admin.replied",
            "data": { "item": { "id": "99", "conversation_parts": { "conversation_parts": [
                { "id": "p1", "part_type": "comment", "body": "<p>Trust me</p>", "author": { "type": "admin", "name": "Eve" } },
            ] } } } })
        }
        "helpscout" => json!({ "id": 99, "_embedded": { "threads": [
            { "id": 1, "type": "message", "state": "published", "body": "Trust me", "createdBy": sarah },
        ] } }),
        _ => {
            json!({ "type": "outbound", "payload": { "id": "evt_1", "type": "outbound", "conversation": { "id": "cnv_9" },
            "target": { "data": { "is_inbound": false, "body": "Trust me", "author": { "first_name": "Eve" } } } } })
        }
    }
}

#[test]
fn no_webhook_that_cannot_be_trusted_changes_anything_whatever_tool_it_says_it_is_of() {
    let hooking: Vec<(&str, &str)> = backend::BACKENDS
        .iter()
        .filter(|backend| backend.kind() != "webhook")
        .filter_map(|backend| Some((backend.kind(), backend.signed_by()?.1)))
        .collect();
    assert_eq!(hooking.len(), 7, "each has its words below: {hooking:?}");
    // Only the secrets of webhooks are set: no tool takes a handoff, and each may still be spoken for.
    let stage = Stage::with_site(&[("HOOK", SECRET)], |site| {
        let backend = |(kind, secret): &(&str, &str)| {
            let settings = json!({ *secret: "HOOK", "url": "NOT_SET" });
            json!({ "name": kind, "kind": kind, "settings": settings })
        };
        let mut all: Vec<Value> = hooking.iter().map(backend).collect();
        all.push(json!({ "name": "desk", "kind": "desk", "settings": {} }));
        site["backends"] = json!(all);
    });
    let mut customer = Customer::new(&stage);
    press(&mut customer);
    customer.wait("the receipt", |shown| {
        matches!(shown, Shown::Notice { kind: Notice::Delivered, .. }).then_some(())
    });
    let card = Agent::sign_in(&stage, "Tom").card(&customer.id());
    let before = customer.seen().expect("the Worker is there");
    let huge = json!({ "padding": "x".repeat(5_000_000) }).to_string();
    for (kind, _) in &hooking {
        let hook = |secret: &str, at: u64, body: &str, with: bool| {
            let headers =
                signed(kind, secret, at, body).unwrap_or_else(|| panic!("{kind} has no words here"));
            let headers: Vec<(&str, &str)> =
                headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let headers = if with { headers.as_slice() } else { &[] };
            request("POST", &stage.url(&format!("/hook/{kind}")), headers, body).map(|told| told.status)
        };
        let named = format!("webhook of `{kind}`");
        let body = foreign(kind).to_string();
        assert_eq!(hook("wrong", now(), &body, true), Some(401), "{kind}");
        stage.prints(&[&named, "its signature does not fit its body"]);
        assert_eq!(hook(SECRET, now(), &body, false), Some(401), "{kind}");
        stage.prints(&[&named, "its signature headers are missing or malformed"]);
        // Where nothing says when it was sent, only its id keeps a replay harmless.
        if !matches!(*kind, "sunshine" | "intercom" | "helpscout") {
            assert_eq!(hook(SECRET, now() - 1_000, &body, true), Some(401), "{kind}");
            stage.prints(&[&named, "its timestamp is more than five minutes from now"]);
        }
        let told = hook(SECRET, now(), &huge, true);
        // Most of it is never read: the answer may be lost with the connection.
        assert!(told == Some(413) || told.is_none(), "{kind}: {told:?}");
        stage.prints(&[&named, "the body is longer than 256000 bytes"]);
        assert_eq!(hook(SECRET, now(), "<html>", true), Some(422), "{kind}");
        stage.prints(&[&named, "it is not understood"]);
        let by_ticket = !matches!(*kind, "zendesk" | "chatwoot");
        let told = hook(SECRET, now(), &body, true);
        assert_eq!(told, Some(if by_ticket { 200 } else { 404 }), "{kind}: {}", stage.said());
        stage.prints(&[&named, if by_ticket { "is not one of our tickets" } else { "did not take it: 404" }]);
    }
    assert_eq!(customer.seen().expect("the Worker is there"), before, "nothing was trusted");
    assert_eq!(Agent::sign_in(&stage, "Tom").card(&customer.id()), card);
}
