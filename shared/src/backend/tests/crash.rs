//! A crash after any request of a delivery, then the whole delivery again: one ticket, one note, each word once.
//!
//! The fakes keep what is made as the tools do, as far as a look-up of ours can see it.

use super::*;

/// A tool that keeps what it was sent: address and body, in order.
#[derive(Default)]
struct Tool {
    made: Vec<(String, Value)>,
}

impl Tool {
    fn all(&self, part: &str) -> Vec<&Value> {
        self.made.iter().filter(|(url, _)| url.contains(part)).map(|(_, body)| body).collect()
    }

    fn take(&mut self, kind: &str, request: &HttpRequest) -> HttpResponse {
        let url = request.url.split('?').next().unwrap_or("").to_owned();
        let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
        let now = 1_760_000_000;
        let said = match (kind, request.method.as_str()) {
            ("slack", "GET") => {
                let thread = request.url.contains("replies");
                let messages = self.made.iter().filter(|(_, body)| body["thread_ts"].is_string() == thread);
                let messages: Vec<Value> = messages
                    .map(|(_, body)| json!({ "ts": "1760000000.000100", "metadata": body["metadata"] }))
                    .collect();
                json!({ "ok": true, "messages": messages })
            }
            ("zendesk", "GET") if url.ends_with("/search") => {
                let ticket = |body: &&Value| json!({ "id": 5, "external_id": body["ticket"]["external_id"] });
                json!({ "results": self.all("/tickets").iter().filter(|b| b["ticket"]["external_id"].is_string()).map(ticket).collect::<Vec<_>>() })
            }
            ("zendesk", "GET") if url.ends_with("/comments") => {
                let comment = |body: &&Value| json!({ "created_at": "2025-10-09T08:53:20Z", "plain_body": body["ticket"]["comment"]["body"] });
                json!({ "comments": self.all("/tickets").iter().map(comment).collect::<Vec<_>>() })
            }
            ("chatwoot", "GET") if url.starts_with("{var:CHATWOOT_URL}/public") => {
                let one = |body: &&Value| json!({ "id": 9, "custom_attributes": body["custom_attributes"] });
                return answer(
                    200,
                    &[],
                    &json!(self.all("/s-1/conversations").iter().map(one).collect::<Vec<_>>()).to_string(),
                );
            }
            ("chatwoot", "GET") => {
                let one = |body: &&Value| {
                    let mut message = (*body).clone();
                    message["created_at"] = json!(now);
                    message
                };
                json!({ "payload": self.all("/messages").iter().map(one).collect::<Vec<_>>() })
            }
            ("intercom", "GET")
                if url.contains("find_by_external_id") && self.all("/contacts").is_empty() =>
            {
                return answer(404, &[], "{}");
            }
            ("intercom", "GET") if url.contains("find_by_external_id") => {
                json!({ "id": "64b7d4c1a2e3f40012345678" })
            }
            ("intercom", "GET") => {
                let part = |body: &&Value| json!({ "part_type": body["message_type"], "body": body["body"], "created_at": now });
                let parts = self.all("/reply").iter().map(part).collect::<Vec<_>>();
                json!({
                    "conversation_parts": { "conversation_parts": parts },
                    "contacts": { "contacts": [{ "id": "64b7d4c1a2e3f40012345678" }] },
                })
            }
            ("intercom", "POST") if url.ends_with("/search") => {
                let made = self.made.iter().filter(|(url, _)| url.ends_with("/conversations"));
                return answer(
                    200,
                    &[],
                    &json!({ "conversations": made.map(|_| json!({ "id": "77" })).collect::<Vec<_>>() })
                        .to_string(),
                );
            }
            ("freshdesk", "GET") if url.ends_with("/tickets") => {
                let tickets = self.made.iter().filter(|(url, _)| url.ends_with("/tickets"));
                let tickets: Vec<Value> =
                    tickets.map(|(_, body)| json!({ "id": 3, "subject": body["subject"] })).collect();
                return answer(200, &[], &json!(tickets).to_string());
            }
            ("freshdesk", "GET") if url.ends_with("/conversations") => {
                let note = |body: &&Value| {
                    let mut text = plain::from_html(body["body"].as_str().unwrap_or(""));
                    // As the tool tells it: without markup of any kind.
                    for sign in ["*", "_", "`", "[", "!"] {
                        text = text.replace(&format!("\\{sign}"), sign);
                    }
                    json!({ "private": body["private"], "body_text": text, "created_at": "2025-10-09T08:53:20Z" })
                };
                return answer(
                    200,
                    &[],
                    &json!(self.all("/notes").iter().map(note).collect::<Vec<_>>()).to_string(),
                );
            }
            ("hubspot", "POST") if url.ends_with("tickets/search") => {
                let tickets = self.made.iter().filter(|(url, _)| url.ends_with("/objects/tickets"));
                json!({ "results": tickets.map(|(_, body)| json!({ "id": "3", "properties": body["properties"] })).collect::<Vec<_>>() })
            }
            ("hubspot", "POST") if url.ends_with("/search") => json!({ "results": [] }),
            ("hubspot", "GET") => {
                let linked =
                    self.made.iter().any(|(url, _)| url.contains("/notes/") && url.contains("/tickets/"));
                let notes = if linked { json!([{ "id": "1" }]) } else { json!([]) };
                json!({ "associations": { "notes": { "results": notes } } })
            }
            ("helpscout", "POST") if url.ends_with("/oauth2/token") => json!({ "access_token": "t-1" }),
            ("helpscout", "GET") if url.ends_with("/conversations") => {
                let made = self.made.iter().filter(|(url, _)| url.ends_with("/conversations"));
                let made: Vec<Value> =
                    made.map(|(_, body)| json!({ "id": 8, "subject": body["subject"] })).collect();
                json!({ "_embedded": { "conversations": made } })
            }
            ("helpscout", "GET") => {
                let thread =
                    |body: &&Value| json!({ "body": body["text"], "createdAt": "2025-10-09T08:53:20Z" });
                let threads = [self.all("/customer"), self.all("/notes")].concat();
                let threads: Vec<Value> = threads.iter().map(thread).collect();
                json!({ "primaryCustomer": { "id": 3 }, "_embedded": { "threads": threads } })
            }
            ("front", "GET") if url.contains("/contacts/") => {
                let received = self.all("/incoming_messages");
                let Some(first) = received.first() else { return answer(404, &[], "{}") };
                json!({ "_results": [{ "id": "cnv_1", "subject": first["subject"] }] })
            }
            ("front", "GET") => {
                let part = if url.ends_with("/comments") { "/comments" } else { "/incoming_messages" };
                let one = |body: &&Value| json!({ "body": body["body"], "created_at": now });
                json!({ "_results": self.all(part).iter().map(one).collect::<Vec<_>>() })
            }
            ("sunshine", "GET") if url.ends_with("/messages") => json!({ "messages": self.all("/messages") }),
            ("sunshine", "GET") => {
                let made = self.made.iter().filter(|(url, _)| url.ends_with("/conversations"));
                json!({ "conversations": made.map(|(_, body)| json!({ "id": "c-1", "metadata": body["metadata"] })).collect::<Vec<_>>() })
            }
            _ => return self.keep(url, request, body),
        };
        answer(200, &[], &said.to_string())
    }

    /// What is sent under an idempotency key, or to a place with a name, is kept once.
    fn keep(&mut self, url: String, request: &HttpRequest, body: Value) -> HttpResponse {
        let key =
            request.headers.iter().find(|(name, _)| name == "idempotency-key").map(|(_, key)| key.clone());
        let url = key.map_or(url.clone(), |key| format!("{url}#{key}"));
        let named = url.contains('#') || request.method == "PUT" || url.ends_with("create_or_update");
        if request.method != "GET" && !(named && self.made.iter().any(|made| made.0 == url && made.1 == body))
        {
            self.made.push((url, body));
        }
        yes()
    }
}

/// What must be there once: kind, part of the address, what the body has.
const ONCE: &[(&str, &str, &str)] = &[
    ("slack", "chat.postMessage", "\"blocks\""),
    ("slack", "chat.postMessage", "Are you there?"),
    ("zendesk", "/api/v2/tickets#", "html_body"),
    ("zendesk", "/api/v2/tickets/", "Are you there?"),
    ("chatwoot", "/s-1/conversations", "baton_handoff"),
    ("chatwoot", "/messages", "Handoff"),
    ("chatwoot", "/messages", "goal\\n\\nmore"),
    ("chatwoot", "/messages", "Are you there?"),
    ("intercom", "/conversations", "\"from\""),
    ("intercom", "/reply", "<h3>Handoff"),
    ("intercom", "/reply", "Are you there?"),
    ("freshdesk", "/api/v2/tickets", "unique_external_id"),
    ("freshdesk", "/notes", "<h3>Handoff"),
    ("freshdesk", "/notes", "Are you there?"),
    ("hubspot", "/objects/tickets", "hs_ticket_priority"),
    ("hubspot", "/associations/default/tickets/", "null"),
    ("sunshine", "/conversations", "participants"),
    ("sunshine", "/messages", "goal\\n\\nmore"),
    ("sunshine", "/messages", "Are you there?"),
    ("helpscout", "/v2/conversations", "\"threads\""),
    ("helpscout", "/customer", "Are you there?"),
    ("front", "/incoming_messages", "goal\\n\\nmore"),
    ("front", "/incoming_messages", "Are you there?"),
    ("front", "/comments", "Handoff"),
    ("resend", "/emails#", "Handoff"),
];

#[test]
fn a_crash_after_any_request_makes_nothing_twice() {
    let site = site();
    let conversation = conversation(&site, &["stranger-7 and the goal".to_owned(), "more".to_owned()]);
    for backend in BACKENDS {
        let kind = backend.kind();
        let configured = site.backends.iter().find(|one| one.kind == kind).expect("all are configured");
        for crash in 0..24 {
            let mut tool = Tool::default();
            let mut handoff = conversation.handoffs[0].clone();
            for cargo in &cargos(&conversation) {
                let key = format!("{}.{cargo:?}", conversation.id);
                let mut ticket = String::new();
                for stop in [Some(crash), None] {
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
                    while stop.is_none_or(|stop| answers.len() <= stop) {
                        match next(*backend, &delivery, &answers) {
                            Next::Send(request) => answers.push(tool.take(kind, &request)),
                            Next::Done(DeliveryEnd::Accepted { ticket: named }) => {
                                ticket = named;
                                break;
                            }
                            Next::Done(end) => panic!("`{kind}` {cargo:?}: {end:?}"),
                        }
                    }
                }
                if *cargo == Cargo::Packet {
                    handoff.home = Some(Home { backend: configured.name.clone(), ticket });
                }
            }
            for (_, part, has) in ONCE.iter().filter(|(of, ..)| *of == kind) {
                let count = tool
                    .made
                    .iter()
                    .filter(|(url, body)| url.contains(part) && body.to_string().contains(has))
                    .count();
                assert_eq!(count, 1, "`{kind}`, crash after {crash}: `{has}` at {part}\n{:#?}", tool.made);
            }
        }
    }
}

/// Kinds that have a look-up, and what shows there that nobody need work on it.
const VOID: &[(&str, &str, &str)] = &[
    ("webhook", "{var:WEBHOOK_URL}", "handoff.withdrawn"),
    ("slack", "chat.postMessage", "taken elsewhere"),
    ("slack", "chat.update", "*Closed.*"),
    ("zendesk", "/api/v2/tickets/5", "taken elsewhere"),
    ("zendesk", "/api/v2/tickets/5", "solved"),
    ("chatwoot", "/messages", "taken elsewhere"),
    ("chatwoot", "/toggle_status", "resolved"),
    ("intercom", "/reply", "taken elsewhere"),
    ("intercom", "/parts", "close"),
    ("freshdesk", "/notes", "taken elsewhere"),
    ("hubspot", "/objects/tickets/", "taken elsewhere"),
    ("helpscout", "/notes", "taken elsewhere"),
    ("helpscout", "/v2/conversations/8", "closed"),
    ("front", "/comments", "taken elsewhere"),
    ("front", "/conversations/cnv_1", "archived"),
];

/// Brings one cargo as far as it goes, or only so many requests.
fn bring(
    tool: &mut Tool,
    backend: &dyn Backend,
    delivery: &Delivery<'_>,
    stop: Option<usize>,
) -> Option<DeliveryEnd> {
    let mut answers = Vec::new();
    while stop.is_none_or(|stop| answers.len() < stop) {
        match next(backend, delivery, &answers) {
            Next::Send(request) => answers.push(tool.take(backend.kind(), &request)),
            Next::Done(end) => return Some(end),
        }
    }
    None
}

#[test]
fn a_ticket_nobody_confirmed_is_voided_once_another_backend_has_the_handoff() {
    let site = site();
    let conversation = conversation(&site, &["stranger-7 and the goal".to_owned()]);
    let handoff = &conversation.handoffs[0];
    for kind in VOID.iter().map(|(kind, ..)| *kind) {
        let backend = of_kind(kind).expect("it is in the registry");
        let configured = site.backends.iter().find(|one| one.kind == kind).expect("all are configured");
        let delivery = |key: &'static str, cargo: &'static Cargo| Delivery {
            key,
            cargo,
            conversation: &conversation,
            handoff,
            site: &site,
            backend: configured,
            feedback: &LINKS,
            files: None,
            warning: None,
        };
        let key: &str = Box::leak(format!("{}.1.packet.{kind}", conversation.id).into_boxed_str());
        // Nothing was made there: it is looked for, and nothing is made now.
        let mut tool = Tool::default();
        let end = bring(&mut tool, backend, &delivery("w", &Cargo::Withdrawn), None);
        assert!(matches!(end, Some(DeliveryEnd::Accepted { .. })), "`{kind}`: {end:?}");
        assert!(
            kind == "webhook" || tool.made.iter().all(|(url, _)| url.ends_with("/search")),
            "`{kind}` {:#?}",
            tool.made
        );
        // All of it was made, and the confirmation was lost.
        let mut tool = Tool::default();
        bring(&mut tool, backend, &delivery(key, &Cargo::Packet), None);
        for _ in 0..2 {
            let end = bring(&mut tool, backend, &delivery("w", &Cargo::Withdrawn), None);
            assert!(matches!(end, Some(DeliveryEnd::Accepted { .. })), "`{kind}`: {end:?}");
        }
        for (_, part, has) in VOID.iter().filter(|(of, ..)| *of == kind) {
            let there =
                tool.made.iter().any(|(url, body)| url.contains(part) && body.to_string().contains(has));
            assert!(there, "`{kind}`: `{has}` at {part}\n{:#?}", tool.made);
        }
    }
}
