//! Intercom: a conversation per handoff with the packet as a note, live both ways.
//!
//! Mapping after Intercom's OpenAPI 2.16 (contacts, conversations, tags) and developers.intercom.com ("Webhooks", "Signed
//! notifications"). Intercom has no idempotency: the contact is named by us (`external_id`), its conversations are
//! searched from the moment of the handoff on, and parts are looked for by words and time before they are sent.
//!
//! Replies: subscribe the app to `conversation.admin.replied`, `conversation.admin.closed`, `conversation.admin.noted` (a
//! note `!back` gives the conversation back to the assistant) and `conversation_part.redacted`, to `/hook/{name}`.

use super::talk::{Next, Talk, id, success};
use super::{Backend, Delivery, Heard, News, Of, Setting, Words, base, placed, plain};
use crate::conversation::{Cargo, Event};
use crate::destination::{self, Asking, Found};
use crate::http::{Arrived, FillKind, HttpRequest};
use crate::log::Voice;
use crate::packet::render::{self, Form};
use crate::policy::Words as _;
use crate::signature::Scheme;
use crate::site;
use serde_json::{Value, json};

pub struct Intercom;

const API: &str = "https://api.intercom.io";
const VERSION: &str = "2.16";
/// What is read of all topics.
const TOPICS: [&str; 4] = [
    "conversation.admin.replied",
    "conversation.admin.closed",
    "conversation.admin.noted",
    "conversation_part.redacted",
];
/// No limit is documented; this is a long note, and far from the 64 kB an answer is read to.
const NOTE: usize = 30_000;

impl Backend for Intercom {
    fn kind(&self) -> &'static str {
        "intercom"
    }

    fn means(&self) -> &'static str {
        "Intercom: a conversation per handoff with the packet as an internal note, live both ways."
    }

    fn settings(&self) -> &'static [Setting] {
        &[
            ("token", "the access token of your app"),
            ("admin", "the id of the admin who writes notes, a number"),
        ]
    }

    fn options(&self) -> &'static [Setting] {
        &[
            ("client-secret", "the client secret of your app; without it replies do not come back"),
            ("url", "the address of your region, as in `https://api.eu.intercom.io`"),
        ]
    }

    fn mapping(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("customer", "contact of the role user, by `external_id`"),
            ("what the customer wrote", "`body` of the conversation, later replies of the contact"),
            ("briefing, transcript", "a note by the admin"),
            ("priority", "a tag, as in `baton-urgent` (Intercom's own priority is read-only)"),
            ("closed", "a part of the type `close`"),
        ]
    }

    fn places(&self, asking: &Asking<'_>, talk: &mut Talk<'_>) -> Result<Vec<Found>, Next> {
        let tool = asking.tool;
        let request = HttpRequest::new("GET", format!("{}/admins", tool.base(API)))
            .with("authorization", format!("Bearer {}", tool.secret("token")))
            .with("intercom-version", VERSION);
        let named = asking.named("admin");
        let admin = destination::state(talk.ask_any(request)?, |value| {
            match destination::listed(&value["admins"], "id", &named) {
                Some(one) => destination::there(&one["name"]),
                None => destination::gone("no admin of the workspace has this id"),
            }
        });
        Ok(vec![("admin", admin)])
    }

    fn deliver(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
        let ticket = delivery.ticket();
        let path = format!("/conversations/{ticket}");
        match delivery.cargo {
            Cargo::Packet => packet(delivery, talk),
            Cargo::Said { .. } | Cargo::Contact { .. } | Cargo::Late { .. } | Cargo::Withdrawn => {
                let Some((at, words)) = delivery.words() else { return Ok(String::new()) };
                let known =
                    talk.ask(request(delivery, "GET", &format!("{path}?display_as=plaintext"), None))?;
                if is_there(&known, words.text(), at) {
                    return Ok(String::new());
                }
                let body = escape(words.text());
                match words {
                    Words::Said(_) => {
                        let contact = known.pointer("/contacts/contacts/0/id").unwrap_or(&Value::Null);
                        let reply = json!({
                            "message_type": "comment", "type": "user", "body": body,
                            "intercom_user_id": id(contact)?,
                        });
                        talk.ask(request(delivery, "POST", &format!("{path}/reply"), Some(&reply)))?;
                    }
                    Words::Left(_) => note(delivery, talk, ticket, &body)?,
                }
                Ok(String::new())
            }
            Cargo::Claimed | Cargo::Bug | Cargo::Alarm => Ok(String::new()),
            Cargo::Closed => {
                let body = json!({ "message_type": "close", "type": "admin", "admin_id": "" });
                let mut close = request(delivery, "POST", &format!("{path}/parts"), Some(&body));
                delivery.fill(&mut close, "/admin_id", "admin", FillKind::Text);
                talk.ask(close)?;
                Ok(String::new())
            }
        }
    }

    fn find(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<Option<String>, Next> {
        match contact(delivery, talk)? {
            Some(contact) => found(delivery, talk, &contact),
            None => Ok(None),
        }
    }

    fn signed_by(&self) -> Option<(Scheme, &'static str)> {
        Some((Scheme::Intercom, "client-secret"))
    }

    fn cannot(&self) -> &'static [&'static str] {
        &[
            "that somebody types: Intercom's API tells it of neither side",
            "an edit of a reply: only that it was redacted",
        ]
    }

    fn hosts(&self) -> &'static [&'static str] {
        &[
            "intercomcdn.com",
            "intercomcdn.eu",
            "intercomassets.com",
            "intercom-attachments.com",
            "intercom.io",
        ]
    }

    fn hear(&self, arrived: &Arrived, backend: &site::Backend, talk: &mut Talk<'_>) -> Result<Heard, Next> {
        hear(&arrived.body, backend, talk)
    }
}

/// What an admin did. Pictures stand with the admins only, who are asked for once there is something to show.
fn hear(body: &str, backend: &site::Backend, talk: &mut Talk<'_>) -> Result<Heard, Next> {
    let Ok(body) = serde_json::from_str::<Value>(body) else {
        return Ok(Heard::NotUnderstood("the body is not JSON".to_owned()));
    };
    let text = |value: &Value, pointer: &str| {
        value.pointer(pointer).and_then(Value::as_str).unwrap_or("").trim().to_owned()
    };
    let topic = text(&body, "/topic");
    let Some(topic) = TOPICS.iter().find(|known| **known == topic) else {
        return Ok(Heard::Nothing("neither a reply nor the end"));
    };
    let item = &body["data"]["item"];
    let redacted = *topic == "conversation_part.redacted";
    let ticket = if redacted { &item["conversation_id"] } else { &item["id"] };
    let Ok(ticket) = id(ticket).or_else(|_| id(&item["conversation"]["id"])).or_else(|_| id(&item["id"]))
    else {
        return Ok(Heard::NotUnderstood("`data.item.id` is missing".to_owned()));
    };
    let parts = item.pointer("/conversation_parts/conversation_parts").and_then(Value::as_array);
    let whole = std::slice::from_ref(&item["conversation_part"]);
    let mut news = Vec::new();
    for part in parts.map_or(if redacted { whole } else { &[] }, Vec::as_slice) {
        // The contact's parts are ours; a bot is not a person.
        if text(part, "/author/type") != "admin" {
            continue;
        }
        let name = Some(text(part, "/author/name")).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| "Support".to_owned());
        let key = id(&part["id"]).unwrap_or_else(|_| text(&body, "/id"));
        let of = Of::Ticket(ticket.clone());
        if redacted {
            let event = Event::PersonCorrected { message: key.clone(), text: String::new() };
            news.push(News::new(of, format!("{key}-redacted"), event));
            continue;
        }
        let said = said(part);
        if text(part, "/part_type") == "note" {
            // Notes stay inside, but for this one word.
            if said == "!back" {
                news.push(News::new(of, key, Event::PersonHandedBack { name }));
            }
            continue;
        }
        if !said.is_empty() && *topic != "conversation.admin.noted" {
            let picture = picture(part, backend, talk)?;
            let event = Event::PersonSaid { name: name.clone(), text: said };
            news.push(News::new(of.clone(), key.clone(), event).with_picture(&picture));
        }
        if *topic == "conversation.admin.closed" {
            news.push(News::new(of, format!("{key}-closed"), Event::PersonClosed { name }));
        }
    }
    Ok(if news.is_empty() { Heard::Nothing("a bot or an internal note") } else { Heard::News(news) })
}

fn said(part: &Value) -> String {
    let mut said = plain::from_html(part["body"].as_str().unwrap_or(""));
    for attachment in part["attachments"].as_array().into_iter().flatten() {
        said.push_str(&format!("\n{}", attachment["url"].as_str().unwrap_or("")));
    }
    said.trim().to_owned()
}

/// The picture of the admin who wrote a part; one that cannot be had is none.
fn picture(part: &Value, backend: &site::Backend, talk: &mut Talk<'_>) -> Result<String, Next> {
    let token = placed(backend, "secret", "token").unwrap_or_default();
    let list = HttpRequest::new("GET", format!("{}/admins?display_avatar=true", base(backend, API)))
        .with("authorization", format!("Bearer {token}"))
        .with("accept", "application/json")
        .with("intercom-version", VERSION);
    let admins = talk.ask_any(list)?.value().unwrap_or_default();
    let who = id(&part["author"]["id"]).unwrap_or_default();
    let mut admins = admins["admins"].as_array().into_iter().flatten();
    let admin = admins.find(|admin| id(&admin["id"]).is_ok_and(|id| id == who));
    let url = admin.and_then(|admin| {
        admin.pointer("/avatar/image_url").or_else(|| admin.get("avatar")).and_then(Value::as_str)
    });
    Ok(url.unwrap_or_default().to_owned())
}

fn packet(delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
    let packet = delivery.packet();
    let contact = match contact(delivery, talk)? {
        Some(contact) => contact,
        None => make_contact(delivery, talk)?,
    };
    let (ticket, noted) = match found(delivery, talk, &contact)? {
        Some(ticket) => {
            let path = format!("/conversations/{ticket}?display_as=plaintext");
            let known = talk.ask(request(delivery, "GET", &path, None))?;
            let noted = parts(&known).any(|part| {
                part["part_type"] == json!("note")
                    && part["body"].as_str().is_some_and(|body| body.contains(&packet.reference))
            });
            (ticket, noted)
        }
        None => {
            let said: Vec<String> = packet
                .transcript
                .iter()
                .filter(|line| line.voice == Voice::Customer)
                .map(|line| escape(&line.text))
                .collect();
            let mut body = said.join("<br><br>");
            if body.trim().is_empty() {
                body = escape(&packet.summary.requested);
            }
            let new = json!({ "from": { "type": "user", "id": contact }, "body": body });
            let made = talk.ask(request(delivery, "POST", "/conversations", Some(&new)))?;
            (id(&made["conversation_id"])?, false)
        }
    };
    if !noted {
        note(delivery, talk, &ticket, &render::note(&packet, Form::Html, NOTE))?;
    }
    // The packet is there. That a tag is not is no reason to bring it to somebody else.
    let tag = json!({ "name": format!("baton-{}", packet.priority.word()) });
    let tag = talk.ask_any(request(delivery, "POST", "/tags", Some(&tag)))?;
    if let Some(tag) = success(tag).ok().and_then(|tag| id(&tag["id"]).ok()) {
        let attach = json!({ "id": tag, "admin_id": "" });
        let mut attach = request(delivery, "POST", &format!("/conversations/{ticket}/tags"), Some(&attach));
        delivery.fill(&mut attach, "/admin_id", "admin", FillKind::Text);
        talk.ask_any(attach)?;
    }
    Ok(ticket)
}

/// The contact named by the conversation, if there is one.
fn contact(delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<Option<String>, Next> {
    let path = format!("/contacts/find_by_external_id/{}", delivery.conversation.id);
    let found = talk.ask_any(request(delivery, "GET", &path, None))?;
    if found.status == 404 { Ok(None) } else { id(&success(found)?["id"]).map(Some) }
}

/// The contact's conversation since the handoff. A second early, because Intercom counts in seconds.
fn found(delivery: &Delivery<'_>, talk: &mut Talk<'_>, contact: &str) -> Result<Option<String>, Next> {
    let since = (delivery.handoff.at / 1000).saturating_sub(1);
    let query = json!({ "query": { "operator": "AND", "value": [
        { "field": "contact_ids", "operator": "=", "value": contact },
        { "field": "created_at", "operator": ">", "value": since },
    ]}});
    let search = talk.ask(request(delivery, "POST", "/conversations/search", Some(&query)))?;
    let first = search["conversations"].as_array().and_then(|all| all.first());
    first.map(|one| id(&one["id"])).transpose()
}

/// A contact named by the conversation. Somebody may have the address already: a stranger who claims it gets a contact
/// without it, and the note says what was claimed.
fn make_contact(delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
    let claimed = &delivery.conversation.contact;
    let mut contact = json!({ "role": "user", "external_id": delivery.conversation.id });
    if !claimed.name.is_empty() {
        contact["name"] = json!(render::escape(&render::one_line(&claimed.name), Form::Plain, 100));
    }
    if claimed.email.is_empty() {
        return id(&talk.ask(request(delivery, "POST", "/contacts", Some(&contact)))?["id"]);
    }
    let mut with_address = contact.clone();
    with_address["email"] = json!(claimed.email);
    let answer = talk.ask_any(request(delivery, "POST", "/contacts", Some(&with_address)))?;
    if matches!(answer.status, 400 | 409 | 422) {
        return id(&talk.ask(request(delivery, "POST", "/contacts", Some(&contact)))?["id"]);
    }
    id(&success(answer)?["id"])
}

fn note(delivery: &Delivery<'_>, talk: &mut Talk<'_>, ticket: &str, html: &str) -> Result<(), Next> {
    let body = json!({ "message_type": "note", "type": "admin", "admin_id": "", "body": html });
    let mut note = request(delivery, "POST", &format!("/conversations/{ticket}/reply"), Some(&body));
    delivery.fill(&mut note, "/admin_id", "admin", FillKind::Text);
    talk.ask(note).map(|_| ())
}

fn parts(known: &Value) -> impl Iterator<Item = &Value> {
    known.pointer("/conversation_parts/conversation_parts").and_then(Value::as_array).into_iter().flatten()
}

/// Whether these words stand in a part that is not older than they are.
fn is_there(known: &Value, text: &str, at: u64) -> bool {
    parts(known).any(|part| {
        part["created_at"].as_u64().unwrap_or(0) >= at / 1000
            && part["body"].as_str().is_some_and(|said| plain::is_the_same(said, text))
    })
}

fn escape(text: &str) -> String {
    render::escape(text, Form::Html, NOTE)
}

fn request(delivery: &Delivery<'_>, method: &str, path: &str, body: Option<&Value>) -> HttpRequest {
    let url = format!("{}{path}", delivery.base(API));
    let request =
        body.map_or_else(|| HttpRequest::new(method, &url), |body| HttpRequest::json(method, &url, body));
    request
        .with("authorization", format!("Bearer {}", delivery.secret("token")))
        .with("accept", "application/json")
        .with("intercom-version", VERSION)
}
