//! Zendesk messaging by Sunshine Conversations: a live conversation in the Agent Workspace, both ways.
//!
//! Mapping after Zendesk's OpenAPI of Sunshine Conversations v2 (users, conversations, messages, switchboard). There is
//! no idempotency: user, conversation and messages carry our names (`externalId`, `metadata`) and are looked for first.
//! The thread holds what the customer saw and nothing else. There are no private notes: the briefing travels with the
//! control, into the ticket field the owner names.
//!
//! Replies: a webhook of a custom integration with `conversation:message`, `conversation:typing`, `switchboard:passControl`
//! and `switchboard:releaseControl`, to `/hook/{name}`; its secret comes back in `X-API-Key`. Closing the ticket closes;
//! control passed to anybody but the agents, or released, gives the conversation back to the assistant.

use super::talk::{Next, Talk, id, success};
use super::{Backend, Delivery, Heard, News, Of, Setting, Words, plain};
use crate::conversation::{Cargo, Event};
use crate::destination::{self, Asking, Found, State};
use crate::http::{Arrived, FillKind, HttpRequest, Sign};
use crate::log::{Voice, What};
use crate::packet::Packet;
use crate::packet::render::{self, Form};
use crate::policy::Words as _;
use crate::signature::Scheme;
use crate::site;
use serde_json::{Value, json};

pub struct Sunshine;

/// A text holds 4096 characters, metadata 4 kB.
const TEXT: usize = 4_000;
const METADATA: usize = 3_000;
/// The newest turns that are shown in the thread: a request each.
const TURNS: usize = 8;

impl Backend for Sunshine {
    fn kind(&self) -> &'static str {
        "sunshine"
    }

    fn means(&self) -> &'static str {
        "Zendesk messaging by Sunshine Conversations: a live conversation in the Agent Workspace, both ways."
    }

    fn settings(&self) -> &'static [Setting] {
        &[
            ("url", "the address of the API, as in `https://acme.zendesk.com/sc`"),
            ("app", "the id of the app"),
            ("key-id", "the id of an API key of the app"),
            ("key-secret", "the secret of that key"),
        ]
    }

    fn options(&self) -> &'static [Setting] {
        &[
            ("webhook-secret", "the secret of the webhook; without it replies do not come back"),
            ("switchboard", "the name of the integration that gets the control; without it the next one"),
            ("packet-field", "the id of a custom ticket field (multi-line) for the briefing"),
        ]
    }

    fn mapping(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("customer", "user by `externalId`, `profile`"),
            ("transcript", "messages of user and business, as the customer saw them, the newest turns"),
            ("briefing", "`metadata` of passControl: the ticket field `packet-field`"),
            ("reason, priority", "`metadata` of passControl: tags of the ticket"),
            ("conversation, handoff", "`metadata` of the conversation"),
            ("what the customer says later", "messages of the user"),
        ]
    }

    fn places(&self, asking: &Asking<'_>, talk: &mut Talk<'_>) -> Result<Vec<Found>, Next> {
        let tool = asking.tool;
        let mut look = |path: &str| {
            let mut request =
                HttpRequest::new("GET", format!("{}/v2/apps/{}/{path}", tool.var("url"), tool.var("app")));
            let (user, password) = (tool.var("key-id"), tool.secret("key-secret"));
            request.sign = Some(Sign::Basic { user, password });
            talk.ask_any(request)
        };
        let mut found = vec![(
            "app",
            destination::state(look("integrations")?, |_| State::There("the key works".to_owned())),
        )];
        if tool.has("switchboard") {
            let all = look("switchboards")?;
            let id = all.value().and_then(|value| id(&value["switchboards"][0]["id"]).ok());
            let state = match id {
                Some(id) => {
                    let named = asking.named("switchboard");
                    destination::state(
                        look(&format!("switchboards/{id}/switchboardIntegrations"))?,
                        |value| match destination::listed(&value["switchboardIntegrations"], "name", &named) {
                            Some(one) => destination::there(&one["name"]),
                            None => destination::gone("no integration of the switchboard has this name"),
                        },
                    )
                }
                None => destination::state(all, |_| destination::gone("the app has no switchboard")),
            };
            found.push(("switchboard", state));
        }
        Ok(found)
    }

    fn deliver(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
        match (delivery.cargo, delivery.words()) {
            (Cargo::Packet, _) => packet(delivery, talk),
            // An address is for the team; there is no place here that the customer does not share.
            (Cargo::Said { .. }, Some((_, Words::Said(text)))) => {
                let ticket = delivery.ticket();
                let known = known(delivery, talk, ticket)?;
                say(delivery, talk, ticket, &known, delivery.key, Voice::Customer, &text)?;
                Ok(String::new())
            }
            // That nobody reads on is for the agents; the customer has left and does not see it.
            (Cargo::Late { seq }, Some((_, Words::Left(text)))) if ended(delivery, *seq) => {
                let ticket = delivery.ticket();
                let known = known(delivery, talk, ticket)?;
                say(delivery, talk, ticket, &known, delivery.key, Voice::Assistant, &text)?;
                Ok(String::new())
            }
            _ => Ok(String::new()),
        }
    }

    fn find(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<Option<String>, Next> {
        found(delivery, talk)?.map(|one| id(&one["id"])).transpose()
    }

    fn signed_by(&self) -> Option<(Scheme, &'static str)> {
        Some((Scheme::Shared { header: "x-api-key" }, "webhook-secret"))
    }

    fn cannot(&self) -> &'static [&'static str] {
        &[
            "that the customer types: the API takes activities of users only where they read",
            "a change of what an agent said: messages there are not edited",
            "notes for the team alone: of what becomes known later only that the customer ended the conversation is told",
        ]
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["zendesk.com", "zdassets.com", "zdusercontent.com", "smooch.io", "gravatar.com"]
    }

    fn hear(&self, arrived: &Arrived, _: &site::Backend, _: &mut Talk<'_>) -> Result<Heard, Next> {
        Ok(read(&arrived.body))
    }
}

fn ended(delivery: &Delivery<'_>, seq: u64) -> bool {
    let log = &delivery.conversation.log;
    log.iter().any(|entry| entry.seq == seq && matches!(entry.what, What::CustomerEnded))
}

fn read(body: &str) -> Heard {
    let Ok(body) = serde_json::from_str::<Value>(body) else {
        return Heard::NotUnderstood("the body is not JSON".to_owned());
    };
    let Some(events) = body["events"].as_array() else {
        return Heard::NotUnderstood("`events` is missing: use a webhook of API version 2".to_owned());
    };
    let news: Vec<News> = events.iter().filter_map(news).collect();
    if news.is_empty() { Heard::Nothing("nothing a person said or ended") } else { Heard::News(news) }
}

fn news(event: &Value) -> Option<News> {
    let text = |pointer: &str| event.pointer(pointer).and_then(Value::as_str).unwrap_or("");
    let of = Of::Ticket(Some(text("/payload/conversation/id")).filter(|id| !id.is_empty())?.to_owned());
    let named = |place: &str| {
        let name = text(&format!("{place}/displayName")).trim();
        if name.is_empty() { "Support".to_owned() } else { name.to_owned() }
    };
    let key = text("/id");
    match text("/type") {
        "conversation:message" => {
            // Ours come back as of the API; users are customers; an AI is not a person.
            let ours = text("/payload/message/source/type").starts_with("api");
            let bot = event.pointer("/payload/message/author/subtypes/0").is_some();
            if text("/payload/message/author/type") != "business" || ours || bot {
                return None;
            }
            let said = said(event.pointer("/payload/message/content")?);
            let said = Some(said).filter(|said| !said.is_empty())?;
            let event = Event::PersonSaid { name: named("/payload/message/author"), text: said };
            Some(News::new(of, key, event).with_picture(text("/payload/message/author/avatarUrl")))
        }
        "conversation:typing" => {
            let ours = text("/payload/activity/source/type").starts_with("api");
            if text("/payload/activity/author/type") != "business" || ours {
                return None;
            }
            let on = text("/payload/activity/type") == "typing:start";
            Some(News::typing(of, named("/payload/activity/author"), on))
        }
        "switchboard:passControl" | "switchboard:releaseControl" => {
            let name = named("/payload/message/author");
            let holder = text("/payload/conversation/activeSwitchboardIntegration/integrationType");
            let event = match text("/payload/reason") {
                "ticketClosed" => Event::PersonClosed { name },
                // Passed to the agents: that was us. Passed by them to anything else, a person has let go of it.
                "" if !holder.starts_with("zd") => Event::PersonHandedBack { name },
                _ => return None,
            };
            Some(News::new(of, key, event))
        }
        _ => None,
    }
}

/// The words of a message of any kind: its text, what its cards say, where its buttons lead, its file.
fn said(content: &Value) -> String {
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or("").trim().to_owned();
    let html = text(content, "htmlText");
    let markdown = text(content, "markdownText");
    let mut lines = vec![match (html.is_empty(), markdown.is_empty()) {
        (false, _) => plain::from_html(&html),
        (_, false) => plain::from_markdown(&markdown),
        _ => plain::literal(&text(content, "text")),
    }];
    let actions = |value: &Value| -> Vec<String> {
        let actions = value["actions"].as_array().into_iter().flatten();
        let link = |action: &Value| {
            let (label, uri) = (text(action, "text"), text(action, "uri"));
            (!uri.is_empty())
                .then(|| plain::from_html(&format!("<a href=\"{}\">{}</a>", escape(&uri), escape(&label))))
        };
        actions.filter_map(link).collect()
    };
    lines.extend(actions(content));
    for item in content["items"].as_array().into_iter().flatten() {
        let (title, words) = (text(item, "title"), text(item, "description"));
        lines.push([plain::literal(&title), plain::literal(&words)].join("\n"));
        lines.extend(actions(item));
    }
    lines.push(text(content, "mediaUrl"));
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn escape(text: &str) -> String {
    render::escape(text, Form::Html, TEXT)
}

fn packet(delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
    let packet = delivery.packet();
    let external = &delivery.conversation.id;
    let contact = &packet.customer.claimed;
    let name =
        if contact.name.is_empty() { format!("Visitor {}", packet.reference) } else { contact.name.clone() };
    let mut user = json!({
        "externalId": external,
        "profile": { "givenName": render::escape(&render::one_line(&name), Form::Plain, 100), "locale": packet.language },
    });
    if !contact.email.is_empty() && contact.email.len() <= 128 {
        user["profile"]["email"] = json!(contact.email);
    }
    let made = talk.ask_any(request(delivery, "POST", "/users", Some(&user)))?;
    if made.status != 409 {
        success(made)?;
    }
    let mark = json!(delivery.external_id());
    let found = found(delivery, talk)?;
    let passed = found
        .as_ref()
        .and_then(|one| one.pointer("/activeSwitchboardIntegration/integrationType"))
        .is_some_and(|kind| kind.as_str().is_some_and(|kind| kind.starts_with("zd")));
    let ticket = match found {
        Some(found) => id(&found["id"])?,
        None => {
            let new = json!({
                "type": "personal",
                "participants": [{ "userExternalId": external, "subscribeSDKClient": false }],
                "metadata": { "baton_handoff": mark, "baton_conversation": external, "reference": packet.reference },
            });
            let made = talk.ask(request(delivery, "POST", "/conversations", Some(&new)))?;
            id(&made["conversation"]["id"])?
        }
    };
    if passed {
        return Ok(ticket);
    }
    let known = known(delivery, talk, &ticket)?;
    let turns = turns(&packet);
    for (i, (voice, text)) in turns.iter().enumerate().skip(turns.len().saturating_sub(TURNS)) {
        say(delivery, talk, &ticket, &known, &format!("{}.{i}", delivery.key), *voice, text)?;
    }
    talk.ask(pass(delivery, &ticket, &packet))?;
    Ok(ticket)
}

/// The conversation there that carries the name of this handoff.
fn found(delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<Option<Value>, Next> {
    let list = format!("/conversations?filter%5BuserExternalId%5D={}", delivery.conversation.id);
    // A user nobody has seen yet has none.
    let answer = talk.ask_any(request(delivery, "GET", &list, None))?;
    let all = if answer.status == 404 { Value::Null } else { success(answer)? };
    let mark = json!(delivery.external_id());
    let mut listed = all["conversations"].as_array().into_iter().flatten();
    Ok(listed.find(|one| one.pointer("/metadata/baton_handoff") == Some(&mark)).cloned())
}

/// The transcript in turns: what one side said until the other spoke.
fn turns(packet: &Packet) -> Vec<(Voice, String)> {
    let mut turns: Vec<(Voice, String)> = Vec::new();
    for line in &packet.transcript {
        match turns.last_mut() {
            Some((voice, text)) if *voice == line.voice => {
                text.push_str("\n\n");
                text.push_str(&line.text);
            }
            _ => turns.push((line.voice, line.text.clone())),
        }
    }
    turns
}

/// Hands the conversation to the agents, with the briefing.
fn pass(delivery: &Delivery<'_>, ticket: &str, packet: &Packet) -> HttpRequest {
    let tags = ["baton", packet.escalation.reason.word(), packet.priority.word()].join(",");
    let body = json!({
        "switchboardIntegration": "next",
        "metadata": { "dataCapture.systemField.tags": tags, "baton_reference": packet.reference },
    });
    let mut pass = request(delivery, "POST", &format!("/conversations/{ticket}/passControl"), Some(&body));
    delivery.fill(&mut pass, "/switchboardIntegration", "switchboard", FillKind::Text);
    let briefing = render::pack(&render::briefing(packet, Form::Plain, 400), METADATA);
    let value = briefing.into_iter().next().unwrap_or_default();
    let entry = FillKind::Entry { before: "dataCapture.ticketField.".to_owned(), value };
    delivery.fill(&mut pass, "/metadata", "packet-field", entry);
    pass
}

/// Keys of ours among the conversation's messages.
fn known(delivery: &Delivery<'_>, talk: &mut Talk<'_>, ticket: &str) -> Result<Vec<String>, Next> {
    let path = format!("/conversations/{ticket}/messages?page%5Bsize%5D=100");
    let found = talk.ask(request(delivery, "GET", &path, None))?;
    let key = |message: &Value| Some(message.pointer("/metadata/baton_key")?.as_str()?.to_owned());
    Ok(found["messages"].as_array().into_iter().flatten().filter_map(key).collect())
}

fn say(
    delivery: &Delivery<'_>,
    talk: &mut Talk<'_>,
    ticket: &str,
    known: &[String],
    key: &str,
    voice: Voice,
    text: &str,
) -> Result<(), Next> {
    if known.iter().any(|known| known == key) {
        return Ok(());
    }
    let author = match voice {
        Voice::Customer => json!({ "type": "user", "userExternalId": delivery.conversation.id }),
        Voice::Assistant | Voice::Person => json!({ "type": "business" }),
    };
    let message = json!({
        "author": author,
        "content": { "type": "text", "text": render::escape(text, Form::Plain, TEXT) },
        "metadata": { "baton_key": key },
    });
    talk.ask(request(delivery, "POST", &format!("/conversations/{ticket}/messages"), Some(&message)))
        .map(|_| ())
}

fn request(delivery: &Delivery<'_>, method: &str, path: &str, body: Option<&Value>) -> HttpRequest {
    let url = format!("{}/v2/apps/{}{path}", delivery.var("url"), delivery.var("app"));
    let mut request =
        body.map_or_else(|| HttpRequest::new(method, &url), |body| HttpRequest::json(method, &url, body));
    request.sign =
        Some(Sign::Basic { user: delivery.var("key-id"), password: delivery.secret("key-secret") });
    request
}
