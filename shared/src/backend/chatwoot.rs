//! Chatwoot: a conversation in an inbox of the kind API, the packet as a private note, live both ways.
//!
//! Mapping after Chatwoot's swagger (client and application API) and its source (`message_builder.rb`,
//! `public/api/v1/inboxes/*_controller.rb`, `webhooks/trigger.rb`). Chatwoot has no idempotency: the contact is named by
//! us, its conversations carry the handoff's name in `custom_attributes`, and messages are looked for by their words
//! and time before they are sent.
//!
//! Replies: the inbox's webhook URL is `/hook/{name}`. It is told of every message, ours and private ones too. Resolving
//! closes; setting it to pending, or a private note `!back`, gives the conversation back to the assistant.

use super::talk::{Next, Talk, id, success};
use super::{Backend, Delivery, Heard, News, Of, Setting, Words, plain};
use crate::conversation::{Cargo, Event};
use crate::destination::{self, Asking, Found, State};
use crate::http::{Arrived, HttpRequest};
use crate::log::Voice;
use crate::packet::render::{self, Form};
use crate::policy::Words as _;
use crate::signature::Scheme;
use crate::site;
use serde_json::{Value, json};

pub struct Chatwoot;

/// A message holds 150,000 characters (`app/models/message.rb`).
const MESSAGE: usize = 100_000;

impl Backend for Chatwoot {
    fn kind(&self) -> &'static str {
        "chatwoot"
    }

    fn means(&self) -> &'static str {
        "Chatwoot: a conversation per handoff in an API inbox with the packet as a private note, live both ways."
    }

    fn settings(&self) -> &'static [Setting] {
        &[
            ("url", "the address of your Chatwoot, as in `https://app.chatwoot.com`"),
            ("account", "the number of the account, as in `1`"),
            ("inbox", "the identifier of the API inbox"),
            ("token", "an access token of an agent or a bot"),
        ]
    }

    fn options(&self) -> &'static [Setting] {
        &[("webhook-secret", "the secret of the inbox's webhook; without it replies do not come back")]
    }

    fn mapping(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("customer", "contact, by `source_id`"),
            ("what the customer wrote", "incoming messages"),
            ("briefing, transcript", "a private message"),
            ("priority", "`priority`: urgent, high, medium, low"),
            ("reason, layer", "`labels`"),
            ("conversation, handoff, reference, page", "`custom_attributes` of the conversation"),
            ("closed", "`status: resolved`"),
        ]
    }

    fn places(&self, asking: &Asking<'_>, talk: &mut Talk<'_>) -> Result<Vec<Found>, Next> {
        let tool = asking.tool;
        let url = format!("{}/api/v1/accounts/{}/inboxes", tool.var("url"), tool.var("account"));
        let all =
            talk.ask_any(HttpRequest::new("GET", url).with("api_access_token", tool.secret("token")))?;
        if matches!(all.status, 401 | 403) {
            // A bot may write and not look around: its key is tried with the first handoff.
            let why = format!(
                "it answered {}: a bot's key may not look, an agent's that may not is void",
                all.status
            );
            return Ok(vec![("inbox", State::Unknown(why))]);
        }
        let named = asking.named("inbox");
        let inbox = destination::state(all, |value| {
            match destination::listed(&value["payload"], "inbox_identifier", &named) {
                Some(one) => destination::there(&one["name"]),
                None => destination::gone("no inbox of the account has this identifier"),
            }
        });
        Ok(vec![("inbox", inbox)])
    }

    fn deliver(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
        let ticket = delivery.ticket();
        match delivery.cargo {
            Cargo::Packet => packet(delivery, talk),
            Cargo::Said { .. } | Cargo::Contact { .. } | Cargo::Late { .. } | Cargo::Withdrawn => {
                let Some((at, words)) = delivery.words() else { return Ok(String::new()) };
                let known = talk.ask(request(delivery, "GET", ticket, "/messages", None))?;
                if is_there(&known, words.text(), at) {
                    return Ok(String::new());
                }
                let message = match &words {
                    Words::Said(text) => incoming(text),
                    Words::Left(text) => private(&render::escape(text, Form::Markdown, MESSAGE)),
                };
                talk.ask(request(delivery, "POST", ticket, "/messages", Some(&message)))?;
                Ok(String::new())
            }
            Cargo::Claimed | Cargo::Bug | Cargo::Alarm => Ok(String::new()),
            Cargo::Closed => {
                let body = json!({ "status": "resolved" });
                talk.ask(request(delivery, "POST", ticket, "/toggle_status", Some(&body)))?;
                Ok(String::new())
            }
        }
    }

    fn find(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<Option<String>, Next> {
        // The contact's own name there is the one we gave it, and a contact nobody made has no conversations.
        let path = format!("/{}/conversations", delivery.conversation.id);
        let answer = talk.ask_any(client(delivery, "GET", &path, None))?;
        if answer.status == 404 { Ok(None) } else { ours(&success(answer)?, delivery) }
    }

    fn signed_by(&self) -> Option<(Scheme, &'static str)> {
        Some((Scheme::Chatwoot, "webhook-secret"))
    }

    fn typing(&self, delivery: &Delivery<'_>, on: bool) -> Option<HttpRequest> {
        let status = if on { "on" } else { "off" };
        // The contact's name there is the one we gave it.
        let path = format!(
            "/{}/conversations/{}/toggle_typing?typing_status={status}",
            delivery.conversation.id,
            delivery.ticket()
        );
        Some(client(delivery, "POST", &path, Some(&json!({ "typing_status": status }))))
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["gravatar.com"]
    }

    fn hear(&self, arrived: &Arrived, _: &site::Backend, _: &mut Talk<'_>) -> Result<Heard, Next> {
        Ok(read(&arrived.body, arrived.header("x-chatwoot-delivery")))
    }
}

fn read(body: &str, delivery: &str) -> Heard {
    let Ok(body) = serde_json::from_str::<Value>(body) else {
        return Heard::NotUnderstood("the body is not JSON".to_owned());
    };
    let text = |pointer: &str| body.pointer(pointer).and_then(Value::as_str).unwrap_or("");
    let named = |name: &str| {
        let name = if name.trim().is_empty() { "Support" } else { name.trim() };
        name.to_owned()
    };
    // Of a message and of typing the conversation is a part, of the conversation's own news it is the whole.
    let place = if body["conversation"].is_object() { "/conversation" } else { "" };
    let conversation = text(&format!("{place}/custom_attributes/baton_conversation")).to_owned();
    if conversation.is_empty() {
        return Heard::Nothing("the conversation is not one of ours");
    }
    let ticket = body.pointer(&format!("{place}/id")).map(id).and_then(Result::ok).unwrap_or_default();
    let of = Of::Both { conversation, ticket };
    let is_person = |pointer: &str| text(pointer).eq_ignore_ascii_case("user");
    match text("/event") {
        "message_created" | "message_updated" => {
            if text("/message_type") != "outgoing" {
                return Heard::Nothing("the customer's own words, or news of Chatwoot's own");
            }
            // Our own come as the contact's, as private, or by the bot whose token it is.
            if !is_person("/sender/type") {
                return Heard::Nothing("a bot wrote it");
            }
            let (name, message) = (named(text("/sender/name")), format!("message-{}", body["id"]));
            let back = body["private"] == json!(true) && text("/content").trim() == "!back";
            if back && text("/event") == "message_created" {
                return Heard::News(vec![News::new(of, message, Event::PersonHandedBack { name })]);
            }
            if body["private"] != json!(false) {
                return Heard::Nothing("an internal note");
            }
            let gone = body.pointer("/content_attributes/deleted") == Some(&json!(true));
            let said = if gone { String::new() } else { said(&body) };
            if text("/event") == "message_updated" {
                // Told also when it was delivered or read: the same words change nothing.
                let key = format!("{message}-now-{}", site::hash(&said));
                let event = Event::PersonCorrected { message, text: said };
                return Heard::News(vec![News::new(of, key, event)]);
            }
            if said.is_empty() {
                return Heard::Nothing("the message is empty");
            }
            let picture = picture(&body);
            let event = Event::PersonSaid { name, text: said };
            Heard::News(vec![News::new(of, message, event).with_picture(&picture)])
        }
        topic @ ("conversation_typing_on" | "conversation_typing_off") => {
            if !is_person("/user/type") || body["is_private"] == json!(true) {
                return Heard::Nothing("the customer types, or somebody writes a note");
            }
            let on = topic.ends_with("on");
            Heard::News(vec![News::typing(of, named(text("/user/name")), on)])
        }
        "conversation_status_changed" => {
            let name = named(text("/meta/assignee/name"));
            let event = match text("/status") {
                "resolved" => Event::PersonClosed { name },
                // What is pending is with the bot.
                "pending" => Event::PersonHandedBack { name },
                _ => return Heard::Nothing("the conversation goes on"),
            };
            // Older servers name no delivery; the moment tells a second end from the first told twice.
            let at = body.get("updated_at").map(Value::to_string).unwrap_or_default();
            let key = format!("{}-{}-{delivery}{at}", text("/status"), of.ticket());
            Heard::News(vec![News::new(of, key, event)])
        }
        _ => Heard::Nothing("neither a message nor typing nor the end"),
    }
}

fn said(body: &Value) -> String {
    let mut said = plain::from_markdown(body["content"].as_str().unwrap_or(""));
    for attachment in body["attachments"].as_array().into_iter().flatten() {
        if let Some(address) = attachment["data_url"].as_str() {
            said.push_str(&format!("\n{address}"));
        }
    }
    said.trim().to_owned()
}

/// The sender's picture, which stands only where the conversation names them.
fn picture(body: &Value) -> String {
    let places = ["/conversation/messages/0/sender", "/conversation/meta/assignee"];
    let sender = &body["sender"]["id"];
    let of = |place: &&str| {
        let known = body.pointer(place).filter(|known| known["id"] == *sender && !sender.is_null())?;
        let fields = ["thumbnail", "avatar_url"].map(|field| known[field].as_str().unwrap_or(""));
        fields.into_iter().find(|url| !url.is_empty()).map(str::to_owned)
    };
    places.iter().find_map(of).unwrap_or_default()
}

fn packet(delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
    let packet = delivery.packet();
    let contact = &packet.customer.claimed;
    let name = if contact.name.is_empty() {
        format!("Visitor {}", packet.reference)
    } else {
        render::escape(&render::one_line(&contact.name), Form::Plain, 100)
    };
    let source = &delivery.conversation.id;
    let mut body = json!({
        "source_id": source,
        "identifier": format!("baton-{source}"),
        "name": name,
        "custom_attributes": { "language": packet.language },
    });
    if !contact.email.is_empty() {
        body["email"] = json!(contact.email);
    }
    // Chatwoot refuses what is not E.164.
    let digits: String = contact.phone.chars().filter(|c| !" -().".contains(*c)).collect();
    if digits.starts_with('+') && digits.len() > 7 && digits[1..].bytes().all(|b| b.is_ascii_digit()) {
        body["phone_number"] = json!(digits);
    }
    let contact = talk.ask(client(delivery, "POST", "", Some(&body)))?;
    let source = id(&contact["source_id"])?;

    let conversations = talk.ask(client(delivery, "GET", &format!("/{source}/conversations"), None))?;
    let ticket = match ours(&conversations, delivery)? {
        Some(ticket) => ticket,
        None => {
            let attributes = json!({ "custom_attributes": {
                "baton_conversation": delivery.conversation.id,
                "baton_handoff": delivery.external_id(),
                "reference": packet.reference,
                "reason": packet.escalation.reason.word(),
                "page": packet.page.as_ref().map(|page| page.url.clone()).unwrap_or_default(),
            }});
            let made =
                talk.ask(client(delivery, "POST", &format!("/{source}/conversations"), Some(&attributes)))?;
            id(&made["id"])?
        }
    };
    let known = talk.ask(request(delivery, "GET", &ticket, "/messages", None))?;
    // In the thread: what the customer wrote, nothing else. What the assistant said is in the note.
    let said: Vec<String> = packet
        .transcript
        .iter()
        .filter(|line| line.voice == Voice::Customer)
        .map(|line| line.text.clone())
        .collect();
    let mut said = said.join("\n\n");
    said = render::escape(&said, Form::Plain, MESSAGE);
    if !said.trim().is_empty() && !is_there(&known, &said, 0) {
        talk.ask(request(delivery, "POST", &ticket, "/messages", Some(&incoming(&said))))?;
    }
    let noted = messages(&known).any(|message| {
        message["private"] == json!(true)
            && message["content"].as_str().is_some_and(|content| content.contains(&packet.reference))
    });
    if !noted {
        let note = private(&render::note(&packet, Form::Markdown, MESSAGE));
        talk.ask(request(delivery, "POST", &ticket, "/messages", Some(&note)))?;
    }
    let priority = match packet.priority.word() {
        "normal" => "medium",
        other => other,
    };
    let sets = [
        ("/toggle_priority", json!({ "priority": priority })),
        (
            "/labels",
            json!({ "labels": ["baton", packet.escalation.reason.word(), packet.escalation.layer.word()] }),
        ),
        // With an agent bot on the inbox it begins as pending, which agents do not see.
        ("/toggle_status", json!({ "status": "open" })),
    ];
    // The packet is there. That a label or a priority is not is no reason to bring it to somebody else.
    for (path, body) in sets {
        talk.ask_any(request(delivery, "POST", &ticket, path, Some(&body)))?;
    }
    Ok(ticket)
}

/// The conversation of this handoff among a contact's.
fn ours(conversations: &Value, delivery: &Delivery<'_>) -> Result<Option<String>, Next> {
    let mark = json!(delivery.external_id());
    let mut all = conversations.as_array().into_iter().flatten();
    let ours = all.find(|one| one.pointer("/custom_attributes/baton_handoff") == Some(&mark));
    ours.map(|one| id(&one["id"])).transpose()
}

/// The client API, at the inbox's contacts.
fn client(delivery: &Delivery<'_>, method: &str, path: &str, body: Option<&Value>) -> HttpRequest {
    let (base, inbox) = (delivery.var("url"), delivery.var("inbox"));
    let url = format!("{base}/public/api/v1/inboxes/{inbox}/contacts{path}");
    body.map_or_else(|| HttpRequest::new(method, &url), |body| HttpRequest::json(method, &url, body))
}

fn incoming(text: &str) -> Value {
    json!({ "content": text, "message_type": "incoming", "private": false })
}

fn private(text: &str) -> Value {
    json!({ "content": text, "message_type": "outgoing", "private": true })
}

fn messages(known: &Value) -> impl Iterator<Item = &Value> {
    known["payload"].as_array().into_iter().flatten()
}

/// Whether these words are there and not older than they are. Within a conversation they are sent in order, so the
/// same words later are not yet there.
fn is_there(known: &Value, text: &str, at: u64) -> bool {
    messages(known).any(|message| {
        let made = message["created_at"].as_u64().unwrap_or(0);
        made >= at / 1000
            && message["content"]
                .as_str()
                .is_some_and(|said| render::one_line(said) == render::one_line(text))
    })
}

/// The application API, at one conversation.
fn request(
    delivery: &Delivery<'_>,
    method: &str,
    ticket: &str,
    path: &str,
    body: Option<&Value>,
) -> HttpRequest {
    let (base, account) = (delivery.var("url"), delivery.var("account"));
    let url = format!("{base}/api/v1/accounts/{account}/conversations/{ticket}{path}");
    let request =
        body.map_or_else(|| HttpRequest::new(method, &url), |body| HttpRequest::json(method, &url, body));
    request.with("api_access_token", delivery.secret("token"))
}
