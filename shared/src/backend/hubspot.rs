//! HubSpot: a ticket per handoff, the packet as a note on ticket and contact. One way: agents answer from the ticket.
//!
//! Mapping after hubspot-api-client (CRM v3 objects, v4 default associations) and developers.hubspot.com. HubSpot has no
//! idempotency: the ticket is searched by its subject, which holds our reference, and notes are made only on a ticket
//! that has none. What the customer says later grows `content`, which may be written twice and stays the same.

use super::talk::{Next, Talk, id, success};
use super::{Backend, Delivery, Setting};
use crate::attachment;
use crate::conversation::Cargo;
use crate::date::iso;
use crate::destination::{self, Asking, Found, State};
use crate::http::{FillKind, HttpRequest};
use crate::log::What;
use crate::packet::Packet;
use crate::packet::render::{self, Form};
use crate::policy::Words as _;
use serde_json::{Value, json};

pub struct HubSpot;

const API: &str = "https://api.hubapi.com";
/// A property of text holds 65,536 characters.
const TEXT: usize = 60_000;

impl Backend for HubSpot {
    fn kind(&self) -> &'static str {
        "hubspot"
    }

    fn means(&self) -> &'static str {
        "HubSpot: a ticket per handoff with the packet as a note on ticket and contact; agents answer from there."
    }

    fn settings(&self) -> &'static [Setting] {
        &[
            ("token", "the token of a private app that may read and write tickets, contacts and notes"),
            ("pipeline", "the id of the ticket pipeline, `0` for the one every account has"),
            ("stage", "the id of the stage new tickets begin in, as in `1`"),
        ]
    }

    fn options(&self) -> &'static [Setting] {
        &[
            ("closed-stage", "the id of the stage for closed tickets; without it they stay where they are"),
            ("url", "another address of the HubSpot API"),
        ]
    }

    fn mapping(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("goal, reference", "`subject`"),
            ("what the customer wrote, then and later", "`content`"),
            ("briefing, transcript", "a note, `hs_note_body`"),
            ("priority", "`hs_ticket_priority`: URGENT, HIGH, MEDIUM, LOW"),
            ("customer", "contact by e-mail, made if there is none, associated with the ticket"),
            ("closed", "`hs_pipeline_stage`, where `closed-stage` is set"),
        ]
    }

    fn places(&self, asking: &Asking<'_>, talk: &mut Talk<'_>) -> Result<Vec<Found>, Next> {
        let tool = asking.tool;
        let request = HttpRequest::new("GET", format!("{}/crm/v3/pipelines/tickets", tool.base(API)))
            .with("authorization", format!("Bearer {}", tool.secret("token")));
        let answer = talk.ask_any(request)?;
        let named = asking.named("pipeline");
        let pipeline = |value: &Value| destination::listed(&value["results"], "id", &named).cloned();
        let state = destination::state(answer, |value| match pipeline(value) {
            Some(one) if one["archived"] == json!(true) => destination::gone("the pipeline is archived"),
            Some(one) => destination::there(&one["label"]),
            None => destination::gone("no ticket pipeline has this id"),
        });
        let is_there = matches!(state, State::There(_));
        let mut found = vec![("pipeline", state)];
        for key in ["stage", "closed-stage"].into_iter().filter(|key| is_there && tool.has(key)) {
            let named = asking.named(key);
            let stage = destination::state(answer, |value| {
                let stages = pipeline(value).map(|one| one["stages"].clone()).unwrap_or_default();
                match destination::listed(&stages, "id", &named) {
                    Some(one) => destination::there(&one["label"]),
                    None => destination::gone("the pipeline has no stage of this id"),
                }
            });
            found.push((key, stage));
        }
        Ok(found)
    }

    fn deliver(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
        let path = format!("/crm/v3/objects/tickets/{}", delivery.ticket());
        match delivery.cargo {
            Cargo::Packet => packet(delivery, talk),
            Cargo::Withdrawn => {
                let Some((_, words)) = delivery.words() else { return Ok(String::new()) };
                let content = format!("{}\n\n{}", words.text(), content(delivery));
                let body = json!({ "properties": { "content": content } });
                talk.ask(request(delivery, "PATCH", &path, Some(&body)))?;
                Ok(String::new())
            }
            Cargo::Said { .. } | Cargo::Contact { .. } => {
                let body = json!({ "properties": { "content": content(delivery) } });
                talk.ask(request(delivery, "PATCH", &path, Some(&body)))?;
                Ok(String::new())
            }
            Cargo::Closed if delivery.has("closed-stage") => {
                let body = json!({ "properties": { "hs_pipeline_stage": "" } });
                let mut close = request(delivery, "PATCH", &path, Some(&body));
                delivery.fill(&mut close, "/properties/hs_pipeline_stage", "closed-stage", FillKind::Text);
                talk.ask(close)?;
                Ok(String::new())
            }
            // A note of its own; told again after a crash it may be there twice, and says the same.
            Cargo::Late { .. } => {
                let Some((at, words)) = delivery.words() else { return Ok(String::new()) };
                let note = json!({ "properties": {
                    "hs_note_body": render::escape(words.text(), Form::Html, TEXT), "hs_timestamp": iso(at),
                }});
                let note = talk.ask(request(delivery, "POST", "/crm/v3/objects/notes", Some(&note)))?;
                let note = id(&note["id"])?;
                associate(delivery, talk, ("notes", &note), ("tickets", delivery.ticket()))?;
                Ok(String::new())
            }
            Cargo::Claimed | Cargo::Closed | Cargo::Bug | Cargo::Alarm => Ok(String::new()),
        }
    }

    fn find(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<Option<String>, Next> {
        found(delivery, talk, &render::title(&delivery.packet(), 200))
    }
}

/// The ticket of this handoff, by its subject, which begins with the reference.
fn found(delivery: &Delivery<'_>, talk: &mut Talk<'_>, subject: &str) -> Result<Option<String>, Next> {
    let search = json!({
        "filterGroups": [{ "filters": [{ "propertyName": "subject", "operator": "EQ", "value": subject }] }],
        "properties": ["subject"],
        "limit": 1,
    });
    let found = talk.ask(request(delivery, "POST", "/crm/v3/objects/tickets/search", Some(&search)))?;
    let first = found["results"].as_array().and_then(|all| all.first());
    let ours =
        first.filter(|one| one.pointer("/properties/subject").and_then(Value::as_str) == Some(subject));
    ours.map(|ticket| id(&ticket["id"])).transpose()
}

fn packet(delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
    let packet = delivery.packet();
    let subject = render::title(&packet, 200);
    let (ticket, noted) = match found(delivery, talk, &subject)? {
        Some(ticket) => {
            let path = format!("/crm/v3/objects/tickets/{ticket}?associations=notes");
            let known = talk.ask(request(delivery, "GET", &path, None))?;
            let notes = known.pointer("/associations/notes/results").and_then(Value::as_array);
            (ticket, notes.is_some_and(|notes| !notes.is_empty()))
        }
        None => (make(delivery, talk, &packet, &subject)?, false),
    };
    let contact = contact(delivery, talk, &packet)?;
    if let Some(contact) = &contact {
        associate(delivery, talk, ("tickets", &ticket), ("contacts", contact))?;
    }
    if !noted {
        let note = json!({ "properties": {
            "hs_note_body": render::note(&packet, Form::Html, TEXT),
            "hs_timestamp": iso(packet.at),
        }});
        let note = talk.ask(request(delivery, "POST", "/crm/v3/objects/notes", Some(&note)))?;
        let note = id(&note["id"])?;
        if let Some(contact) = &contact {
            associate(delivery, talk, ("notes", &note), ("contacts", contact))?;
        }
        // Last: from here on a look-up finds it, and nothing is made twice.
        associate(delivery, talk, ("notes", &note), ("tickets", &ticket))?;
    }
    Ok(ticket)
}

fn make(
    delivery: &Delivery<'_>,
    talk: &mut Talk<'_>,
    packet: &Packet,
    subject: &str,
) -> Result<String, Next> {
    let priority = match packet.priority.word() {
        "urgent" => "URGENT",
        "high" => "HIGH",
        "low" => "LOW",
        _ => "MEDIUM",
    };
    let body = json!({ "properties": {
        "subject": subject,
        "content": content(delivery),
        "hs_ticket_priority": priority,
        "hs_pipeline": "",
        "hs_pipeline_stage": "",
    }});
    let mut make = request(delivery, "POST", "/crm/v3/objects/tickets", Some(&body));
    delivery.fill(&mut make, "/properties/hs_pipeline", "pipeline", FillKind::Text);
    delivery.fill(&mut make, "/properties/hs_pipeline_stage", "stage", FillKind::Text);
    id(&talk.ask(make)?["id"])
}

/// The contact of the address the customer gave, if they gave one. An address two tries make at once is there the
/// second time: the next try finds it.
fn contact(delivery: &Delivery<'_>, talk: &mut Talk<'_>, packet: &Packet) -> Result<Option<String>, Next> {
    let claimed = &packet.customer.claimed;
    if claimed.email.is_empty() {
        return Ok(None);
    }
    let search = json!({
        "filterGroups": [{ "filters": [{ "propertyName": "email", "operator": "EQ", "value": claimed.email }] }],
        "properties": ["email"],
        "limit": 1,
    });
    let found = talk.ask(request(delivery, "POST", "/crm/v3/objects/contacts/search", Some(&search)))?;
    if let Some(contact) = found["results"].as_array().and_then(|all| all.first()) {
        return id(&contact["id"]).map(Some);
    }
    let mut properties = json!({ "email": claimed.email });
    for (key, value) in [("firstname", &claimed.name), ("phone", &claimed.phone)] {
        if !value.is_empty() {
            properties[key] = json!(render::escape(&render::one_line(value), Form::Plain, 100));
        }
    }
    let body = json!({ "properties": properties });
    let answer = talk.ask_any(request(delivery, "POST", "/crm/v3/objects/contacts", Some(&body)))?;
    match answer.status {
        // The search lags: it is there, and the answer says under which id.
        409 => Ok(answer
            .body
            .split("Existing ID: ")
            .nth(1)
            .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>())
            .filter(|id| !id.is_empty())),
        // Not an address HubSpot takes; the note has it.
        400 => Ok(None),
        _ => id(&success(answer)?["id"]).map(Some),
    }
}

fn associate(
    delivery: &Delivery<'_>,
    talk: &mut Talk<'_>,
    from: (&str, &str),
    to: (&str, &str),
) -> Result<(), Next> {
    let path = format!("/crm/v4/objects/{}/{}/associations/default/{}/{}", from.0, from.1, to.0, to.1);
    talk.ask(request(delivery, "PUT", &path, None)).map(|_| ())
}

/// All the customer wrote and left, up to the cargo that is brought: the same however often it is brought.
fn content(delivery: &Delivery<'_>) -> String {
    let until = match delivery.cargo {
        Cargo::Said { seq } | Cargo::Contact { seq } => *seq,
        _ => delivery.handoff.seq,
    };
    let said =
        delivery.conversation.log.iter().filter(|entry| entry.seq <= until).filter_map(|entry| match &entry
            .what
        {
            What::CustomerSaid { text, .. } => Some(text.clone()),
            What::CustomerAttached { file, .. } => {
                let url = delivery.files.map(|links| links.ticket(file, entry.at)).unwrap_or_default();
                Some(attachment::line(file, &url))
            }
            What::CustomerLeft { contact } => {
                Some(format!("(left an address: {} {} {})", contact.name, contact.email, contact.phone))
            }
            _ => None,
        });
    let all: Vec<String> = said.collect();
    let mut text = render::escape(&all.join("\n\n"), Form::Plain, usize::MAX);
    if text.len() > TEXT {
        // The newest matter: the note has the rest.
        let mut start = text.len() - TEXT;
        while !text.is_char_boundary(start) {
            start += 1;
        }
        text = text[start..].to_owned();
    }
    text
}

fn request(delivery: &Delivery<'_>, method: &str, path: &str, body: Option<&Value>) -> HttpRequest {
    let url = format!("{}{path}", delivery.base(API));
    let request =
        body.map_or_else(|| HttpRequest::new(method, &url), |body| HttpRequest::json(method, &url, body));
    request.with("authorization", format!("Bearer {}", delivery.secret("token")))
}
