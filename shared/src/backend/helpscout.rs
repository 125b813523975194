//! Help Scout: a conversation per handoff, the packet as a note in it, live both ways.
//!
//! Mapping after developer.helpscout.com/mailbox-api: "Authentication" (client credentials, as JSON), "Create
//! Conversation", "List Conversations", "Create Customer Thread", "Create Note", "Update Conversation", and
//! developer.helpscout.com/webhooks. There is no idempotency: the customer's words and the note go in one request, after
//! a search by the reference in the subject; later words are looked for among the threads. Ids come in the header
//! `Resource-ID`. A token lasts two days and is asked for in each talk: nothing here keeps one.
//!
//! Replies: a webhook with `convo.agent.reply.created` and `convo.status`, to `/hook/{name}`.

use super::talk::{Next, Talk, by_status, id, impossible, success};
use super::{Backend, Delivery, Heard, News, Of, Setting, Words, plain};
use crate::conversation::{Cargo, DeliveryEnd, Event};
use crate::date;
use crate::destination::{self, Asking, Found, State};
use crate::http::{Arrived, FillKind, HttpRequest, HttpResponse, encode};
use crate::log::Voice;
use crate::packet::render::{self, Form};
use crate::policy::Words as _;
use crate::signature::Scheme;
use crate::site;
use crate::tool::Tool;
use serde_json::{Value, json};

pub struct HelpScout;

const API: &str = "https://api.helpscout.net";
/// No limit is documented for version 2; version 1 took requests of 256 kB.
const NOTE: usize = 60_000;
const SAID: usize = 30_000;

impl Backend for HelpScout {
    fn kind(&self) -> &'static str {
        "helpscout"
    }

    fn means(&self) -> &'static str {
        "Help Scout: a conversation per handoff with the packet as a note, live both ways."
    }

    fn settings(&self) -> &'static [Setting] {
        &[
            ("app-id", "the id of an OAuth2 application (Your Profile, My apps)"),
            ("app-secret", "the secret of that application"),
            ("mailbox", "the id of the inbox, a number"),
        ]
    }

    fn options(&self) -> &'static [Setting] {
        &[
            ("webhook-secret", "the secret of the webhook; without it replies do not come back"),
            ("url", "another address of the API"),
        ]
    }

    fn mapping(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("goal, reference", "`subject`"),
            ("what the customer wrote", "a thread of the type `customer`; later words likewise"),
            ("briefing, transcript", "a thread of the type `note`"),
            ("customer", "`customer` by e-mail address, or a new one by name where there is none"),
            ("reason, layer, priority, language", "`tags`"),
            ("closed", "`status: closed`"),
        ]
    }

    fn places(&self, asking: &Asking<'_>, talk: &mut Talk<'_>) -> Result<Vec<Found>, Next> {
        let tool = asking.tool;
        let answer = talk.ask_any(credentials(tool))?;
        let mut token = String::new();
        let state = destination::state(answer, |value| match value["access_token"].as_str() {
            Some(given) if !given.is_empty() => {
                token = given.to_owned();
                State::There("the key works".to_owned())
            }
            _ => destination::gone("it gave no token: check `app-id` and `app-secret`"),
        });
        if token.is_empty() {
            return Ok(vec![("app-id", state)]);
        }
        let url = format!("{}/v2/mailboxes/{}", tool.base(API), tool.var("mailbox"));
        let request = HttpRequest::new("GET", url).with("authorization", format!("Bearer {token}"));
        let mailbox = destination::state(talk.ask_any(request)?, |value| destination::there(&value["name"]));
        Ok(vec![("app-id", state), ("mailbox", mailbox)])
    }

    fn deliver(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
        let ticket = delivery.ticket();
        let path = format!("/v2/conversations/{ticket}");
        match delivery.cargo {
            Cargo::Claimed => return Ok(String::new()),
            Cargo::Packet => {
                let token = token(delivery, talk)?;
                return packet(delivery, talk, &token);
            }
            Cargo::Closed => {
                let token = token(delivery, talk)?;
                let body = json!({ "op": "replace", "path": "/status", "value": "closed" });
                talk.ask(request(delivery, &token, "PATCH", &path, Some(&body)))?;
            }
            _ => {
                let Some((at, words)) = delivery.words() else { return Ok(String::new()) };
                let token = token(delivery, talk)?;
                let known =
                    talk.ask(request(delivery, &token, "GET", &format!("{path}?embed=threads"), None))?;
                if is_there(&known, words.text(), at) {
                    return Ok(String::new());
                }
                let text = render::escape(words.text(), Form::Html, SAID);
                let (place, body) = match words {
                    Words::Said(_) => {
                        let customer = id(&known["primaryCustomer"]["id"])?;
                        let customer = customer.parse::<u64>().map_or(json!(customer), |id| json!(id));
                        ("customer", json!({ "customer": { "id": customer }, "text": text }))
                    }
                    Words::Left(_) => ("notes", json!({ "text": text })),
                };
                talk.ask(request(delivery, &token, "POST", &format!("{path}/{place}"), Some(&body)))?;
            }
        }
        Ok(String::new())
    }

    fn find(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<Option<String>, Next> {
        let token = token(delivery, talk)?;
        found(delivery, talk, &token)
    }

    fn signed_by(&self) -> Option<(Scheme, &'static str)> {
        Some((Scheme::HelpScout, "webhook-secret"))
    }

    fn hear(&self, arrived: &Arrived, _: &site::Backend, _: &mut Talk<'_>) -> Result<Heard, Next> {
        Ok(read(&arrived.body, arrived.header("x-helpscout-event")))
    }
}

fn read(body: &str, event: &str) -> Heard {
    let Ok(body) = serde_json::from_str::<Value>(body) else {
        return Heard::NotUnderstood("the body is not JSON".to_owned());
    };
    let Ok(ticket) = id(&body["id"]) else {
        return Heard::NotUnderstood(
            "`id` is missing: use webhooks with the whole payload, not notifications".to_owned(),
        );
    };
    let of = Of::Ticket(ticket);
    match event {
        "convo.agent.reply.created" => {
            let threads = body.pointer("/_embedded/threads").and_then(Value::as_array);
            let mut news: Vec<News> =
                threads.into_iter().flatten().filter_map(|one| reply(&of, one)).collect();
            // The newest first, as they come; told before, they are done already.
            news.truncate(5);
            news.reverse();
            if news.is_empty() { Heard::Nothing("no published reply of a person") } else { Heard::News(news) }
        }
        "convo.status" if body["status"] == json!("closed") => {
            let key = format!("closed-{}", body["closedAt"].as_str().unwrap_or(""));
            let by = [&body["closedByUser"]["first"], &body["closedByUser"]["last"]];
            Heard::News(vec![News::new(of, key, Event::PersonClosed { name: named(by) })])
        }
        _ => Heard::Nothing("neither a reply nor the end"),
    }
}

fn reply(of: &Of, thread: &Value) -> Option<News> {
    let by = &thread["createdBy"];
    let published = thread["state"].as_str().is_none_or(|state| state == "published");
    if thread["type"] != json!("message") || by["type"] != json!("user") || !published {
        return None;
    }
    let mut text = plain::from_html(thread["body"].as_str().unwrap_or(""));
    let attachments = thread.pointer("/_embedded/attachments").and_then(Value::as_array);
    for attachment in attachments.into_iter().flatten() {
        let link = attachment.pointer("/_links/web/href").and_then(Value::as_str);
        text.push_str(&format!("\n{}", link.or(attachment["filename"].as_str()).unwrap_or("")));
    }
    let text = text.trim().to_owned();
    let event = Event::PersonSaid { name: named([&by["first"], &by["last"]]), text };
    let said = !matches!(&event, Event::PersonSaid { text, .. } if text.is_empty());
    said.then(|| Some(News::new(of.clone(), id(&thread["id"]).ok()?, event)))?
}

fn named(parts: [&Value; 2]) -> String {
    let words: Vec<&str> = parts
        .iter()
        .filter_map(|part| part.as_str())
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if words.is_empty() { "Support".to_owned() } else { words.join(" ") }
}

fn credentials(tool: Tool<'_>) -> HttpRequest {
    let body = json!({ "grant_type": "client_credentials", "client_id": "", "client_secret": "" });
    let mut ask = HttpRequest::json("POST", format!("{}/v2/oauth2/token", tool.base(API)), &body);
    tool.fill(&mut ask, "/client_id", "app-id", FillKind::Text);
    tool.fill(&mut ask, "/client_secret", "app-secret", FillKind::Text);
    ask
}

fn token(delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
    let answer = talk.ask(credentials(Tool(delivery.backend)))?;
    let token = answer["access_token"].as_str().filter(|token| !token.is_empty());
    token.map(str::to_owned).ok_or_else(|| impossible("it gave no token: check `app-id` and `app-secret`"))
}

/// The conversation whose subject has our reference.
fn found(delivery: &Delivery<'_>, talk: &mut Talk<'_>, token: &str) -> Result<Option<String>, Next> {
    let reference = &delivery.handoff.reference;
    let query = encode(&format!("(subject:\"{reference}\")"));
    let path = format!("/v2/conversations?status=all&query={query}");
    let all = talk.ask(request(delivery, token, "GET", &path, None))?;
    let listed = all.pointer("/_embedded/conversations").and_then(Value::as_array);
    let ours = |one: &&Value| one["subject"].as_str().is_some_and(|subject| subject.contains(reference));
    listed.into_iter().flatten().find(ours).map(|one| id(&one["id"])).transpose()
}

fn packet(delivery: &Delivery<'_>, talk: &mut Talk<'_>, token: &str) -> Result<String, Next> {
    if let Some(ticket) = found(delivery, talk, token)? {
        return Ok(ticket);
    }
    let packet = delivery.packet();
    let contact = &packet.customer.claimed;
    let name = if contact.name.is_empty() {
        format!("Visitor {}", packet.reference)
    } else {
        render::escape(&render::one_line(&contact.name), Form::Plain, 40)
    };
    let customer = if contact.email.is_empty() {
        let new = json!({ "firstName": name });
        let made = talk.ask_any(request(delivery, token, "POST", "/v2/customers", Some(&new)))?;
        let made = resource(made)?;
        json!({ "id": made.parse::<u64>().map_or(json!(made), |id| json!(id)) })
    } else {
        json!({ "email": contact.email, "firstName": name })
    };
    let said: Vec<String> = packet
        .transcript
        .iter()
        .filter(|line| line.voice == Voice::Customer)
        .map(|line| render::escape(&line.text, Form::Html, SAID / 8))
        .collect();
    let said = render::pack(&said, SAID).into_iter().next().unwrap_or_default().replace('\n', "<br><br>");
    let said =
        if said.is_empty() { render::escape(&packet.summary.requested, Form::Html, 500) } else { said };
    let mut body = json!({
        "subject": render::title(&packet, 200),
        "type": "chat",
        "mailboxId": 0,
        "status": "active",
        "customer": customer,
        "threads": [
            { "type": "customer", "customer": customer, "text": said },
            { "type": "note", "text": render::note(&packet, Form::Html, NOTE) },
        ],
        "tags": [
            "baton", packet.escalation.reason.word(), packet.escalation.layer.word(),
            format!("priority-{}", packet.priority.word()), format!("lang-{}", packet.language),
        ],
    });
    body["autoReply"] = json!(false);
    let mut make = request(delivery, token, "POST", "/v2/conversations", Some(&body));
    delivery.fill(&mut make, "/mailboxId", "mailbox", FillKind::Number);
    resource(talk.ask_any(make)?)
}

/// The id of what was made, which stands in a header.
fn resource(answer: &HttpResponse) -> Result<String, Next> {
    match by_status(answer, String::new()) {
        DeliveryEnd::Accepted { .. } => match answer.header("resource-id") {
            Some(made) if !made.is_empty() => Ok(made.to_owned()),
            _ => success(answer).and_then(|body| id(&body["id"])),
        },
        end => Err(Next::Done(end)),
    }
}

/// Whether these words stand in a thread that is not older than they are.
fn is_there(known: &Value, text: &str, at: u64) -> bool {
    let threads = known.pointer("/_embedded/threads").and_then(Value::as_array);
    threads.into_iter().flatten().any(|thread| {
        let made = thread["createdAt"].as_str().and_then(date::from_iso).unwrap_or(0);
        made + 1000 >= at && plain::is_the_same(thread["body"].as_str().unwrap_or(""), text)
    })
}

fn request(
    delivery: &Delivery<'_>,
    token: &str,
    method: &str,
    path: &str,
    body: Option<&Value>,
) -> HttpRequest {
    let url = format!("{}{path}", delivery.base(API));
    let request =
        body.map_or_else(|| HttpRequest::new(method, &url), |body| HttpRequest::json(method, &url, body));
    request.with("authorization", format!("Bearer {token}"))
}
