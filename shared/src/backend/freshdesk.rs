//! Freshdesk: a ticket per handoff with the packet as a private note. One way: agents answer by e-mail from the ticket.
//!
//! Mapping after node-freshdesk's types and developers.freshdesk.com ("Tickets", "Create a note", "List all tickets").
//! Freshdesk has no idempotency: the requester is named by us (`unique_external_id`), and their tickets are listed
//! before one is made. Its automation webhooks are not signed, so none are taken.

use super::talk::{Next, Talk, id, success};
use super::{Backend, Delivery, Setting, Words};
use crate::conversation::Cargo;
use crate::date;
use crate::destination::{self, Asking, Found};
use crate::http::{HttpRequest, Sign};
use crate::log::Voice;
use crate::packet::render::{self, Form};
use crate::policy::Words as _;
use serde_json::{Value, json};

pub struct Freshdesk;

/// No limit is documented; tickets of 64 kB are known to work.
const NOTE: usize = 60_000;

impl Backend for Freshdesk {
    fn kind(&self) -> &'static str {
        "freshdesk"
    }

    fn means(&self) -> &'static str {
        "Freshdesk: a ticket per handoff with the packet as a private note; agents answer by e-mail from there."
    }

    fn settings(&self) -> &'static [Setting] {
        &[
            ("url", "the address of your Freshdesk, as in `https://acme.freshdesk.com`"),
            ("key", "the API key of an agent"),
        ]
    }

    fn mapping(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("goal, reference", "`subject`"),
            ("what the customer wrote", "`description`, later notes of the requester"),
            ("briefing, transcript", "a note, `private: true`"),
            ("priority", "`priority`: 4 urgent, 3 high, 2 normal, 1 low"),
            ("reason, layer", "`tags`"),
            ("customer", "requester by `unique_external_id`, with `name` and `email`"),
            ("channel", "`source: 7` (chat)"),
            ("closed", "`status: 4` (resolved)"),
        ]
    }

    fn places(&self, asking: &Asking<'_>, talk: &mut Talk<'_>) -> Result<Vec<Found>, Next> {
        let tool = asking.tool;
        let mut request = HttpRequest::new("GET", format!("{}/api/v2/agents/me", tool.var("url")));
        request.sign = Some(Sign::Basic { user: tool.secret("key"), password: "X".to_owned() });
        let key =
            destination::state(talk.ask_any(request)?, |value| destination::there(&value["contact"]["name"]));
        Ok(vec![("key", key)])
    }

    fn deliver(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
        let path = format!("/api/v2/tickets/{}", delivery.ticket());
        match delivery.cargo {
            Cargo::Packet => packet(delivery, talk),
            Cargo::Said { .. } | Cargo::Contact { .. } | Cargo::Late { .. } | Cargo::Withdrawn => {
                let Some((at, words)) = delivery.words() else { return Ok(String::new()) };
                let known = talk.ask(request(delivery, "GET", &format!("{path}/conversations"), None))?;
                if is_there(&known, words.text(), at) {
                    return Ok(String::new());
                }
                let html = render::escape(words.text(), Form::Html, NOTE);
                let note = match words {
                    Words::Said(_) => {
                        let ticket = talk.ask(request(delivery, "GET", &path, None))?;
                        json!({
                            "body": html, "private": false, "incoming": true,
                            "user_id": ticket["requester_id"],
                        })
                    }
                    Words::Left(_) => json!({ "body": html, "private": true }),
                };
                talk.ask(request(delivery, "POST", &format!("{path}/notes"), Some(&note)))?;
                Ok(String::new())
            }
            Cargo::Claimed | Cargo::Bug | Cargo::Alarm => Ok(String::new()),
            Cargo::Closed => {
                let body = json!({ "status": 4 });
                let answer = talk.ask_any(request(delivery, "PUT", &path, Some(&body)))?;
                // Resolving may need fields only an agent can fill: the team's own business.
                if answer.status == 400 { Ok(String::new()) } else { success(answer).map(|_| String::new()) }
            }
        }
    }

    fn find(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<Option<String>, Next> {
        found(delivery, talk)
    }
}

/// The ticket of this handoff among its requester's.
fn found(delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<Option<String>, Next> {
    let list = format!("/api/v2/tickets?unique_external_id={}", delivery.conversation.id);
    let answer = talk.ask_any(request(delivery, "GET", &list, None))?;
    // A requester nobody has seen yet is an error there.
    let listed = if matches!(answer.status, 400 | 404) { Value::Null } else { success(answer)? };
    let ours = |ticket: &&Value| {
        ticket["subject"].as_str().is_some_and(|subject| subject.contains(&delivery.handoff.reference))
    };
    listed.as_array().into_iter().flatten().find(ours).map(|ticket| id(&ticket["id"])).transpose()
}

fn packet(delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
    let packet = delivery.packet();
    let (ticket, known) = match found(delivery, talk)? {
        Some(ticket) => {
            let path = format!("/api/v2/tickets/{ticket}/conversations");
            let known = talk.ask(request(delivery, "GET", &path, None))?;
            (ticket, known)
        }
        None => (make(delivery, talk, &packet)?, Value::Null),
    };
    let noted = known.as_array().into_iter().flatten().any(|note| {
        note["private"] == json!(true)
            && note["body_text"].as_str().is_some_and(|body| body.contains(&packet.reference))
    });
    if !noted {
        let note = json!({ "body": render::note(&packet, Form::Html, NOTE), "private": true });
        talk.ask(request(delivery, "POST", &format!("/api/v2/tickets/{ticket}/notes"), Some(&note)))?;
    }
    Ok(ticket)
}

fn make(
    delivery: &Delivery<'_>,
    talk: &mut Talk<'_>,
    packet: &crate::packet::Packet,
) -> Result<String, Next> {
    let said: Vec<String> = packet
        .transcript
        .iter()
        .filter(|line| line.voice == Voice::Customer)
        .map(|line| render::escape(&line.text, Form::Html, NOTE / 8))
        .collect();
    let said = render::pack(&said, NOTE).into_iter().next().unwrap_or_default().replace('\n', "<br><br>");
    let contact = &packet.customer.claimed;
    let name =
        if contact.name.is_empty() { format!("Visitor {}", packet.reference) } else { contact.name.clone() };
    let priority = match packet.priority.word() {
        "urgent" => 4,
        "high" => 3,
        "low" => 1,
        _ => 2,
    };
    let mut ticket = json!({
        "subject": render::title(packet, 200),
        "description": if said.is_empty() { render::escape(&packet.summary.requested, Form::Html, 500) } else { said },
        "status": 2,
        "priority": priority,
        "source": 7,
        "unique_external_id": delivery.conversation.id,
        "name": render::escape(&render::one_line(&name), Form::Plain, 100),
        "tags": ["baton", packet.escalation.reason.word(), packet.escalation.layer.word()],
    });
    if !contact.email.is_empty() {
        ticket["email"] = json!(contact.email);
    }
    id(&talk.ask(request(delivery, "POST", "/api/v2/tickets", Some(&ticket)))?["id"])
}

/// Whether these words stand in a note that is not older than they are.
fn is_there(known: &Value, text: &str, at: u64) -> bool {
    known.as_array().into_iter().flatten().any(|note| {
        let made = note["created_at"].as_str().and_then(date::from_iso).unwrap_or(0);
        made + 1000 >= at
            && note["body_text"].as_str().is_some_and(|said| render::one_line(said) == render::one_line(text))
    })
}

fn request(delivery: &Delivery<'_>, method: &str, path: &str, body: Option<&Value>) -> HttpRequest {
    let url = format!("{}{path}", delivery.var("url"));
    let mut request =
        body.map_or_else(|| HttpRequest::new(method, &url), |body| HttpRequest::json(method, &url, body));
    // The key is the user name; the password is any letter.
    request.sign = Some(Sign::Basic { user: delivery.secret("key"), password: "X".to_owned() });
    request
}
