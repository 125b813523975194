//! Slack: a card in a channel, the transcript in its thread, replies from the thread.
//!
//! Mapping after docs.slack.dev (`chat.postMessage`, `chat.update`, `conversations.history`, `conversations.replies`,
//! Block Kit limits, Events API). Slack has no idempotency: our key stands in the message's metadata, and each delivery
//! looks for it first. The bot needs `chat:write`, `channels:history` (private channels: `groups:history`),
//! `users:read`, and the events `message.channels` or `message.groups` sent to `/hook/{name}`.
//!
//! In the thread a message that begins with `>` goes to the customer, and so do its edits; `!close` closes, `!back` gives
//! the conversation back to the assistant; everything else stays in the team.

use super::talk::{Next, Talk, id, impossible, success};
use super::{Backend, Delivery, Heard, News, Of, Setting, Words, base, placed, plain};
use crate::conversation::{Cargo, DeliveryEnd, Event, Mode};
use crate::destination::{self, Asking, Found, State};
use crate::http::{Arrived, FillKind, HttpRequest, encode};
use crate::packet::render::{self, Form};
use crate::policy::Words as _;
use crate::signature::Scheme;
use crate::site;
use serde_json::{Value, json};

pub struct Slack;

const API: &str = "https://slack.com/api";
/// A section holds 3000 characters, a header 150 (Block Kit reference).
const SECTION: usize = 2_900;
const HEADER: usize = 140;
/// A message is cut at 40,000 characters, and reads well up to 4,000 (`chat.postMessage`).
const MESSAGE: usize = 3_900;
/// Messages of transcript in a thread: a message a second is what a channel takes.
const MESSAGES: usize = 4;
/// Names of mentioned people that are asked for, of one message.
const MENTIONS: usize = 2;

impl Backend for Slack {
    fn kind(&self) -> &'static str {
        "slack"
    }

    fn means(&self) -> &'static str {
        "Slack: a card per handoff in a channel, the transcript in its thread, replies that begin with `>` go to the customer."
    }

    fn settings(&self) -> &'static [Setting] {
        &[("token", "the bot token, `xoxb-…`"), ("channel", "the id of the channel, as in `C0123456789`")]
    }

    fn options(&self) -> &'static [Setting] {
        &[
            ("signing-secret", "the signing secret of the Slack app; without it replies do not come back"),
            ("desk", "the address of this Worker, for a link to the desk"),
            ("url", "another address of the Slack API"),
        ]
    }

    fn mapping(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("goal, reference", "header of the card"),
            ("briefing", "sections of the card"),
            ("priority", "emoji in the header, and a fact"),
            ("delivery key, conversation", "`metadata.event_payload`"),
            ("transcript", "replies in the thread"),
            ("what the customer says later", "replies in the thread"),
            ("taken, closed", "the card's last line (`chat.update`)"),
        ]
    }

    fn places(&self, asking: &Asking<'_>, talk: &mut Talk<'_>) -> Result<Vec<Found>, Next> {
        let tool = asking.tool;
        let ask = |method: &str, path: &str| {
            let request = HttpRequest::new(method, format!("{}/{path}", tool.base(API)));
            request.with("authorization", format!("Bearer {}", tool.secret("token")))
        };
        // Slack says 200 to everything, and `ok` or not.
        let read = |value: &Value, name: &str, lost: &[&str]| match value["error"].as_str().unwrap_or("") {
            _ if value["ok"] == json!(true) => match value.pointer("/channel/is_archived") {
                Some(Value::Bool(true)) => destination::gone("it is archived"),
                _ => destination::there(value.pointer(name).unwrap_or(&Value::Null)),
            },
            error if lost.contains(&error) => State::Gone(format!("it said: {error}")),
            error => State::Unknown(format!("it said: {error}")),
        };
        let who = talk.ask_any(ask("GET", "auth.test"))?;
        let key = ["invalid_auth", "account_inactive", "token_revoked", "token_expired", "not_authed"];
        let token = destination::state(who, |value| read(value, "/team", &key));
        let path = format!("conversations.info?channel={}", tool.var("channel"));
        let channel = talk.ask_any(ask("GET", &path))?;
        let channel =
            destination::state(channel, |value| read(value, "/channel/name", &["channel_not_found"]));
        Ok(vec![("token", token), ("channel", channel)])
    }

    fn deliver(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
        match delivery.cargo {
            Cargo::Packet => packet(delivery, talk),
            Cargo::Said { .. } | Cargo::Contact { .. } | Cargo::Late { .. } | Cargo::Withdrawn => {
                let Some((at, words)) = delivery.words() else { return Ok(String::new()) };
                let thread = delivery.ticket();
                let query = format!("&ts={thread}&oldest={}", at / 1000);
                let known = keys(delivery, talk, "conversations.replies", &query)?;
                if !known.iter().any(|(key, _)| key == delivery.key) {
                    let text = match words {
                        Words::Said(text) => format!("*Customer:* {}", escape(&text, MESSAGE - 20)),
                        Words::Left(text) => format!("_{}_", escape(&text, MESSAGE - 20)),
                    };
                    post(delivery, talk, reply(thread, &text, delivery.key))?;
                }
                Ok(String::new())
            }
            Cargo::Bug | Cargo::Alarm => Ok(String::new()),
            Cargo::Claimed | Cargo::Closed => {
                let card = card(delivery);
                let mut update = json!({ "channel": "", "ts": delivery.ticket() });
                for key in ["text", "blocks"] {
                    update[key] = card[key].clone();
                }
                call(talk, request(delivery, "POST", "chat.update", Some(&update)))?;
                Ok(String::new())
            }
        }
    }

    fn find(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<Option<String>, Next> {
        posted_card(delivery, talk)
    }

    fn signed_by(&self) -> Option<(Scheme, &'static str)> {
        Some((Scheme::Slack, "signing-secret"))
    }

    fn cannot(&self) -> &'static [&'static str] {
        &["that somebody types: Slack tells apps of neither side's typing"]
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["slack-edge.com", "slack.com", "slack-files.com", "gravatar.com", "wp.com"]
    }

    fn hear(&self, arrived: &Arrived, backend: &site::Backend, talk: &mut Talk<'_>) -> Result<Heard, Next> {
        let Ok(body) = serde_json::from_str::<Value>(&arrived.body) else {
            return Ok(Heard::NotUnderstood(
                "the body is not JSON: send events, not commands, here".to_owned(),
            ));
        };
        let text = |pointer: &str| body.pointer(pointer).and_then(Value::as_str).unwrap_or("");
        if text("/type") == "url_verification" {
            return Ok(Heard::Answer(text("/challenge").to_owned()));
        }
        if text("/event/type") != "message" {
            return Ok(Heard::Nothing("it is not a message"));
        }
        // An edit has the message as it is now inside, a deletion as it was.
        let (place, was) = match text("/event/subtype") {
            "" | "file_share" => ("/event", None),
            "message_changed" => ("/event/message", Some(text("/event/previous_message/text"))),
            "message_deleted" => ("/event/previous_message", Some(text("/event/previous_message/text"))),
            _ => return Ok(Heard::Nothing("it is no message of a person")),
        };
        let gone = text("/event/subtype") == "message_deleted";
        let of = |key: &str| text(&format!("{place}/{key}"));
        let (thread, user) = (of("thread_ts"), of("user"));
        if thread.is_empty() {
            return Ok(Heard::Nothing("it is not a reply in a thread"));
        }
        if !of("bot_id").is_empty() {
            return Ok(Heard::Nothing("a bot wrote it"));
        }
        let said = of("text").trim();
        let message = format!("{}:{}", text("/event/channel"), of("ts"));
        let ticket = Of::Ticket(thread.to_owned());
        let (reply, before) = (marked(said).filter(|_| !gone), was.and_then(marked));
        if before.is_some() && reply.is_none() {
            let event = Event::PersonCorrected { message, text: String::new() };
            return Ok(Heard::News(vec![News::new(ticket, key(&body), event)]));
        }
        if reply.is_none() && (was.is_some() || !matches!(said, "!close" | "!back")) {
            return Ok(Heard::Nothing("it stays in the team: it does not begin with `>`"));
        }
        let profile = |talk: &mut Talk<'_>, id: &str| {
            let token = placed(backend, "secret", "token").unwrap_or_default();
            let url = format!("{}/users.info?user={}", base(backend, API), encode(id));
            let request = HttpRequest::new("GET", url).with("authorization", format!("Bearer {token}"));
            talk.ask_any(request).map(|answer| answer.value().unwrap_or_default())
        };
        let who = profile(talk, user)?;
        let named = name(&who);
        let Some(reply) = reply else {
            let name = named.unwrap_or_else(|| "Support".to_owned());
            let event = if said == "!close" {
                Event::PersonClosed { name }
            } else {
                Event::PersonHandedBack { name }
            };
            return Ok(Heard::News(vec![News::new(ticket, message, event)]));
        };
        let mut names = Vec::new();
        for id in plain::mentions(reply).into_iter().take(MENTIONS) {
            names.extend(name(&profile(talk, id)?).map(|name| (id, name)));
        }
        // A quote of several lines has the mark on each.
        let lines: Vec<&str> = reply.split("\n&gt;").map(str::trim).collect();
        let text = plain::from_mrkdwn(&lines.join("\n"), &names);
        if text.is_empty() {
            return Ok(Heard::Nothing("the reply is empty"));
        }
        if before.is_some() {
            let event = Event::PersonCorrected { message, text };
            return Ok(Heard::News(vec![News::new(ticket, key(&body), event)]));
        }
        let name = named.unwrap_or_else(|| "Support".to_owned());
        let picture = who.pointer("/user/profile/image_72").and_then(Value::as_str).unwrap_or("");
        // Told again, an event has the same id; a message has one position in its channel in any case.
        let event = Event::PersonSaid { name, text };
        Ok(Heard::News(vec![News::new(ticket, message, event).with_picture(picture)]))
    }
}

/// What is for the customer, without its mark.
fn marked(said: &str) -> Option<&str> {
    let said = said.trim();
    said.strip_prefix("&gt;").or_else(|| said.strip_prefix('>'))
}

/// The name of an event that changed a message.
fn key(body: &Value) -> String {
    let text = |pointer: &str| body.pointer(pointer).and_then(Value::as_str).unwrap_or("");
    format!("{}:{}:{}", text("/event/channel"), text("/event/ts"), text("/event/subtype"))
}

fn name(who: &Value) -> Option<String> {
    let places = ["/user/profile/display_name", "/user/profile/real_name", "/user/real_name", "/user/name"];
    let name =
        places.iter().find_map(|place| who.pointer(place)?.as_str().filter(|name| !name.trim().is_empty()));
    name.map(|name| name.trim().to_owned())
}

fn packet(delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
    let (thread, posted) = match posted_card(delivery, talk)? {
        Some(thread) => {
            let query = format!("&ts={thread}");
            let posted = keys(delivery, talk, "conversations.replies", &query)?;
            (thread, posted)
        }
        None => (id(&post(delivery, talk, card(delivery))?["ts"])?, Vec::new()),
    };
    let lines = render::lines(&delivery.packet(), Form::Mrkdwn, MESSAGE - 200);
    let mut texts = render::pack(&lines, MESSAGE);
    if texts.len() > MESSAGES {
        let gap = texts.len() - (MESSAGES - 1);
        texts.splice(1..=gap, [format!("_({} messages are left out here; the desk has all)_", gap)]);
    }
    for (i, text) in texts.iter().enumerate() {
        let key = format!("{}.{i}", delivery.key);
        if !posted.iter().any(|(known, _)| *known == key) {
            post(delivery, talk, reply(&thread, text, &key))?;
        }
    }
    Ok(thread)
}

/// The thread of the card, if it was posted.
fn posted_card(delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<Option<String>, Next> {
    let since = format!("&oldest={}", delivery.handoff.at / 1000);
    let known = keys(delivery, talk, "conversations.history", &since)?;
    let key = delivery.packet_key();
    Ok(known.into_iter().find(|(known, _)| *known == key).map(|(_, thread)| thread))
}

/// The card: what a person needs to take it.
fn card(delivery: &Delivery<'_>) -> Value {
    let packet = delivery.packet();
    let sign = match packet.priority.word() {
        "urgent" => "🔴",
        "high" => "🟠",
        _ => "🔵",
    };
    let title = format!("{sign} {}", render::title(&packet, HEADER - 8));
    let mut blocks =
        vec![json!({ "type": "header", "text": { "type": "plain_text", "text": title, "emoji": true } })];
    for text in render::pack(&render::briefing(&packet, Form::Mrkdwn, 700), SECTION).into_iter().take(8) {
        blocks.push(json!({ "type": "section", "text": { "type": "mrkdwn", "text": text } }));
    }
    let mut footer = match (&delivery.conversation.mode, delivery.handoff.closed) {
        (_, true) => "*Closed.*".to_owned(),
        (Mode::WithPerson { name }, _) => format!("*Taken by {}.*", escape(name, 100)),
        _ => "Reply in the thread: `> …` goes to the customer, `!close` closes, `!back` gives it back to the assistant; everything else stays here."
            .to_owned(),
    };
    if let Some(page) = delivery.desk_page() {
        footer.push_str(&format!(" <{page}|Open at the desk>"));
    }
    blocks.push(json!({ "type": "context", "elements": [{ "type": "mrkdwn", "text": footer }] }));
    json!({
        "channel": "",
        "text": escape(&title, MESSAGE),
        "blocks": blocks,
        "unfurl_links": false,
        "unfurl_media": false,
        "metadata": metadata(&delivery.packet_key()),
    })
}

fn reply(thread: &str, text: &str, key: &str) -> Value {
    json!({
        "channel": "",
        "thread_ts": thread,
        "text": text,
        "unfurl_links": false,
        "unfurl_media": false,
        "metadata": metadata(key),
    })
}

fn metadata(key: &str) -> Value {
    json!({ "event_type": "baton_delivery", "event_payload": { "key": key } })
}

/// Keys of ours in a channel or thread, with the messages they stand in.
fn keys(
    delivery: &Delivery<'_>,
    talk: &mut Talk<'_>,
    method: &str,
    query: &str,
) -> Result<Vec<(String, String)>, Next> {
    let channel = delivery.var("channel");
    let path = format!("{method}?channel={channel}{query}&include_all_metadata=true&limit=200");
    let found = call(talk, request(delivery, "GET", &path, None))?;
    let messages = found["messages"].as_array().cloned().unwrap_or_default();
    let key = |message: &Value| {
        let key = message.pointer("/metadata/event_payload/key")?.as_str()?;
        Some((key.to_owned(), message["ts"].as_str()?.to_owned()))
    };
    Ok(messages.iter().filter_map(key).collect())
}

fn post(delivery: &Delivery<'_>, talk: &mut Talk<'_>, message: Value) -> Result<Value, Next> {
    call(talk, request(delivery, "POST", "chat.postMessage", Some(&message)))
}

fn request(delivery: &Delivery<'_>, method: &str, path: &str, body: Option<&Value>) -> HttpRequest {
    let url = format!("{}/{path}", delivery.base(API));
    let mut request = match body {
        Some(body) => HttpRequest::json(method, url, body),
        None => HttpRequest::new(method, url),
    };
    if body.is_some() {
        delivery.fill(&mut request, "/channel", "channel", FillKind::Text);
    }
    request.with("authorization", format!("Bearer {}", delivery.secret("token")))
}

/// Slack says 200 and `ok: false` where others have a status.
fn call(talk: &mut Talk<'_>, request: HttpRequest) -> Result<Value, Next> {
    let answer = talk.ask_any(request)?;
    let body = success(answer)?;
    if body["ok"] == json!(true) {
        return Ok(body);
    }
    let error = body["error"].as_str().unwrap_or("without a reason").to_owned();
    let why = format!("it said no: {}", error.chars().take(80).collect::<String>());
    match error.as_str() {
        "ratelimited"
        | "rate_limited"
        | "internal_error"
        | "fatal_error"
        | "service_unavailable"
        | "request_timeout"
        | "team_added_to_org"
        | "accesslimited" => Err(Next::Done(DeliveryEnd::Refused { why, after: answer.retry_after() })),
        "not_in_channel" | "channel_not_found" => {
            Err(impossible(&format!("{why}: check the channel's id and invite the bot to it")))
        }
        _ => Err(impossible(&format!("{why}: check the token and its scopes"))),
    }
}

fn escape(text: &str, limit: usize) -> String {
    render::escape(text, Form::Mrkdwn, limit)
}
