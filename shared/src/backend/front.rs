//! Front: a conversation per handoff in a custom channel, the packet as a comment, live both ways.
//!
//! Mapping after dev.frontapp.com: "Creating a Custom Channel", the Core API reference ("Receive custom message", "List
//! contact conversations", "Create comment", "Update conversation") and "Application webhooks". A message that is
//! received is only accepted; its conversation is there a moment later. So the customer is a contact by our name (its
//! `custom` handle), and conversation, messages and comments are looked for under it before anything is sent.
//!
//! Replies: an application webhook with outbound messages and archived conversations, to `/hook/{name}`.

use super::talk::{Next, Talk, id, refused, success};
use super::{Backend, Delivery, Heard, News, Of, Setting, Words, plain};
use crate::conversation::{Cargo, DeliveryEnd, Event};
use crate::destination::{self, Asking, Found};
use crate::http::{Arrived, HttpRequest};
use crate::log::Voice;
use crate::packet::render::{self, Form};
use crate::signature::Scheme;
use crate::site;
use serde_json::{Value, json};

pub struct Front;

const API: &str = "https://api2.frontapp.com";
/// No limit is documented; long enough, and far from the 64 kB an answer is read to.
const NOTE: usize = 30_000;
const SAID: usize = 20_000;

impl Backend for Front {
    fn kind(&self) -> &'static str {
        "front"
    }

    fn means(&self) -> &'static str {
        "Front: a conversation per handoff in a custom channel with the packet as a comment, live both ways."
    }

    fn settings(&self) -> &'static [Setting] {
        &[
            ("token", "an API token of the scope Shared resources"),
            ("channel", "the id of the custom channel, as in `cha_123`"),
        ]
    }

    fn options(&self) -> &'static [Setting] {
        &[
            (
                "webhook-secret",
                "the signing key of the app whose webhook tells of replies; without it they do not come back",
            ),
            ("url", "another address of the API"),
        ]
    }

    fn mapping(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("customer", "contact by the custom handle that is the conversation's id, with `name`"),
            ("goal, reference", "`subject`"),
            ("what the customer wrote", "a received message; later words likewise, in the same `thread_ref`"),
            ("briefing, transcript", "a comment, which only the team sees"),
            ("conversation, handoff", "`metadata.thread_ref`"),
            ("closed", "`status: archived`"),
        ]
    }

    fn places(&self, asking: &Asking<'_>, talk: &mut Talk<'_>) -> Result<Vec<Found>, Next> {
        let tool = asking.tool;
        let url = format!("{}/channels/{}", tool.base(API), tool.var("channel"));
        let request =
            HttpRequest::new("GET", url).with("authorization", format!("Bearer {}", tool.secret("token")));
        let channel = destination::state(talk.ask_any(request)?, |value| match value["type"].as_str() {
            Some("custom") if value["is_valid"] == json!(false) => {
                destination::gone("Front says that it is not valid")
            }
            Some("custom") => destination::there(&value["name"]),
            _ => destination::gone("it is not a custom channel, so it takes no messages from here"),
        });
        Ok(vec![("channel", channel)])
    }

    fn deliver(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
        let ticket = delivery.ticket();
        let path = format!("/conversations/{ticket}");
        match delivery.cargo {
            Cargo::Claimed => {}
            Cargo::Packet => return packet(delivery, talk),
            Cargo::Closed => {
                let body = json!({ "status": "archived" });
                talk.ask(request(delivery, "PATCH", &path, Some(&body)))?;
            }
            _ => {
                let Some((at, words)) = delivery.words() else { return Ok(String::new()) };
                match words {
                    Words::Said(text) => {
                        let known = talk.ask(request(delivery, "GET", &format!("{path}/messages"), None))?;
                        if !is_there(&known, &text, at) {
                            let subject = render::title(&delivery.packet(), 200);
                            receive(delivery, talk, &subject, &text)?;
                        }
                    }
                    Words::Left(text) => {
                        let known = talk.ask(request(delivery, "GET", &format!("{path}/comments"), None))?;
                        if !is_there(&known, &text, at) {
                            let body = json!({ "body": render::escape(&text, Form::Plain, NOTE) });
                            talk.ask(request(delivery, "POST", &format!("{path}/comments"), Some(&body)))?;
                        }
                    }
                }
            }
        }
        Ok(String::new())
    }

    fn find(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<Option<String>, Next> {
        found(delivery, talk)
    }

    fn signed_by(&self) -> Option<(Scheme, &'static str)> {
        Some((Scheme::Front, "webhook-secret"))
    }

    fn hear(&self, arrived: &Arrived, _: &site::Backend, _: &mut Talk<'_>) -> Result<Heard, Next> {
        let challenge = arrived.header("x-front-challenge");
        if !challenge.is_empty() {
            return Ok(Heard::Answer(challenge.to_owned()));
        }
        Ok(read(&arrived.body))
    }
}

fn read(body: &str) -> Heard {
    let Ok(body) = serde_json::from_str::<Value>(body) else {
        return Heard::NotUnderstood("the body is not JSON".to_owned());
    };
    let event = if body["payload"].is_object() { &body["payload"] } else { &body };
    let text = |pointer: &str| event.pointer(pointer).and_then(Value::as_str).unwrap_or("").trim();
    let of = text("/conversation/id");
    if of.is_empty() {
        return Heard::Nothing("it speaks of no conversation");
    }
    let (of, key) = (Of::Ticket(of.to_owned()), text("/id").to_owned());
    let named = |pointer: &str| {
        let part =
            |key: &str| event.pointer(&format!("{pointer}/{key}")).and_then(Value::as_str).unwrap_or("");
        let name = render::one_line(&format!("{} {}", part("first_name"), part("last_name")));
        if name.is_empty() { "Support".to_owned() } else { name }
    };
    match text("/type") {
        "outbound" | "out_reply" => {
            let message = "/target/data";
            if event.pointer("/target/data/is_inbound") == Some(&json!(true)) {
                return Heard::Nothing("the customer's own words");
            }
            let html = text("/target/data/body");
            let said =
                if html.is_empty() { text("/target/data/text").to_owned() } else { plain::from_html(html) };
            if said.trim().is_empty() {
                return Heard::Nothing("the message is empty");
            }
            let name = named(&format!("{message}/author"));
            let event = Event::PersonSaid { name, text: said.trim().to_owned() };
            Heard::News(vec![News::new(of, key, event)])
        }
        "archive" => {
            // What we archive ourselves comes back as of the API: the handoff is over already.
            if text("/source/_meta/type") == "api" {
                return Heard::Nothing("we archived it");
            }
            let event = Event::PersonClosed { name: named("/source/data") };
            Heard::News(vec![News::new(of, key, event)])
        }
        _ => Heard::Nothing("neither a reply nor the end"),
    }
}

/// The conversation of this handoff among those of the contact named by us.
fn found(delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<Option<String>, Next> {
    let path = format!("/contacts/alt:custom:{}/conversations", delivery.conversation.id);
    let answer = talk.ask_any(request(delivery, "GET", &path, None))?;
    if answer.status == 404 {
        return Ok(None);
    }
    let all = success(answer)?;
    let reference = &delivery.handoff.reference;
    let ours = |one: &&Value| one["subject"].as_str().is_some_and(|subject| subject.contains(reference));
    all["_results"].as_array().into_iter().flatten().find(ours).map(|one| id(&one["id"])).transpose()
}

fn packet(delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
    let packet = delivery.packet();
    let ticket = match found(delivery, talk)? {
        Some(ticket) => ticket,
        None => {
            let said: Vec<&str> = packet
                .transcript
                .iter()
                .filter(|line| line.voice == Voice::Customer)
                .map(|line| line.text.as_str())
                .collect();
            let said = said.join("\n\n");
            let said = if said.trim().is_empty() { &packet.summary.requested } else { &said };
            receive(delivery, talk, &render::title(&packet, 200), said)?;
            // Accepted is not there: the next try finds it, or this one if it was quick.
            match found(delivery, talk)? {
                Some(ticket) => ticket,
                None => {
                    let why = "it took the message and has no conversation of it yet".to_owned();
                    return Err(Next::Done(DeliveryEnd::Refused { why, after: Some(2_000) }));
                }
            }
        }
    };
    let path = format!("/conversations/{ticket}/comments");
    let known = talk.ask(request(delivery, "GET", &path, None))?;
    let noted = known["_results"]
        .as_array()
        .into_iter()
        .flatten()
        .any(|comment| comment["body"].as_str().is_some_and(|body| body.contains(&packet.reference)));
    if !noted {
        let body = json!({ "body": render::note(&packet, Form::Markdown, NOTE) });
        talk.ask(request(delivery, "POST", &path, Some(&body)))?;
    }
    Ok(ticket)
}

/// A message of the customer in the channel.
fn receive(delivery: &Delivery<'_>, talk: &mut Talk<'_>, subject: &str, text: &str) -> Result<(), Next> {
    let contact = &delivery.conversation.contact;
    let name = if contact.name.is_empty() {
        format!("Visitor {}", delivery.handoff.reference)
    } else {
        render::escape(&render::one_line(&contact.name), Form::Plain, 100)
    };
    let body = json!({
        "sender": { "handle": delivery.conversation.id, "name": name },
        "subject": subject,
        "body": render::escape(text, Form::Markdown, SAID),
        "body_format": "markdown",
        "metadata": { "thread_ref": delivery.external_id() },
    });
    let path = format!("/channels/{}/incoming_messages", delivery.var("channel"));
    let answer = talk.ask(request(delivery, "POST", &path, Some(&body)))?;
    match answer["message_uid"].as_str() {
        Some(_) => Ok(()),
        None => Err(refused("it accepted, but named no message: check that the channel is a custom one")),
    }
}

/// Whether these words stand there, not older than they are. Front counts in seconds, with a fraction.
fn is_there(known: &Value, text: &str, at: u64) -> bool {
    known["_results"].as_array().into_iter().flatten().any(|one| {
        let made = one["created_at"].as_f64().or(one["posted_at"].as_f64()).unwrap_or(0.0);
        let said = one["text"].as_str().or(one["body"].as_str()).unwrap_or("").replace('\\', "");
        made + 1.0 >= at as f64 / 1000.0
            && render::one_line(&said) == render::one_line(&text.replace('\\', ""))
    })
}

fn request(delivery: &Delivery<'_>, method: &str, path: &str, body: Option<&Value>) -> HttpRequest {
    let url = format!("{}{path}", delivery.base(API));
    let request =
        body.map_or_else(|| HttpRequest::new(method, &url), |body| HttpRequest::json(method, &url, body));
    request.with("authorization", format!("Bearer {}", delivery.secret("token")))
}
