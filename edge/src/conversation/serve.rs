//! What is asked of a conversation's object. Only [`crate::route`] reaches it, after it checked who asks.
//!
//! Addresses inside: `/{id}/do`, `/{id}/listen`, `/{id}/types`, `/{id}/socket` for the customer; `/{id}/agent`, `/{id}/agent/do`,
//! `/{id}/agent/socket` for an agent whose name is in `x-baton-agent`; `/{id}/event` and `/{id}/typing` for a verified webhook;
//! `/{id}/face?n=N` where a picture is; `/{id}/feedback` for a feedback link, `/{id}/file…` and `/{id}/agent/file…` for files;
//! what is signed is checked here, where its key is.

use super::listen::{AGENT, CUSTOMER, send_one};
use super::{Once, Room, files};
use crate::config;
use crate::error::Fault;
use crate::http;
use crate::random;
use crate::route::{AGENT_HEADER, Visitor};
use shared::backend::Told;
use shared::conversation::Event;
use shared::feedback::{self, Verdict};
use shared::identity::{self, Identity, Keys, Refused};
use shared::lang;
use shared::llm::budget;
use shared::view;
use shared::wire::desk::{AgentCommand, AgentRequest, Update};
use shared::wire::{BODY_LIMIT, Code, Command, Frame, Keyed, Reply, TEXT_LIMIT, VERSION};
use std::rc::Rc;
use std::time::Duration;
use worker::{Request, Response, Url, WebSocket, WebSocketIncomingMessage, WebSocketPair, console_error};

/// How long a sign of typing is believed: the desk repeats it every few seconds, tools say when it ends.
const AT_THE_DESK: Duration = Duration::from_secs(6);
const IN_A_TOOL: Duration = Duration::from_secs(20);

/// A verified webhook, passed on by [`crate::hook`].
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Inbound {
    /// The webhook's own id: done once
    pub key: String,
    pub event: Event,
}

/// What a feedback link or its page says, passed on by [`crate::feedback`].
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Judged {
    pub conversation: String,
    pub handoff: u32,
    pub verdict: Verdict,
    pub until: u64,
    pub sign: String,
    pub note: String,
    /// Sent from the page; else the page is only shown
    pub confirmed: bool,
}

pub async fn serve(room: &Rc<Room>, mut request: Request) -> Result<Response, Fault> {
    let url = request.url()?;
    let path = url.path().trim_start_matches('/').to_owned();
    let (id, rest) = path.split_once('/').unwrap_or((&path, ""));
    let header =
        |request: &Request, name: &str| request.headers().get(name).ok().flatten().unwrap_or_default();
    match rest {
        "do" => {
            let visitor = Visitor {
                language: header(&request, "x-baton-language"),
                country: header(&request, "x-baton-country"),
                browser: header(&request, "x-baton-browser"),
                payer: header(&request, "x-baton-payer"),
            };
            if !visitor.payer.is_empty() {
                room.payer.replace(visitor.payer.clone());
            }
            let asked: shared::wire::Request = http::parse(&http::text(&mut request, BODY_LIMIT).await?)?;
            let done = commands(room, id, &visitor, asked.commands)?;
            let frames = room.catch_up(asked.after, asked.have)?;
            Ok(Response::from_json(&Reply { v: VERSION, done, frames })?)
        }
        "listen" => {
            let asked: shared::wire::Request = http::parse(&http::text(&mut request, BODY_LIMIT).await?)?;
            room.must_exist()?;
            let frames = room.listen(asked.after, asked.have).await?;
            Ok(Response::from_json(&Reply { v: VERSION, done: Vec::new(), frames })?)
        }
        "socket" => {
            room.must_exist()?;
            let after = query(&url, "after").and_then(|n| n.parse().ok()).unwrap_or(0);
            let pair = WebSocketPair::new()?;
            room.state.accept_websocket_with_tags(&pair.server, &[CUSTOMER]);
            send_one(&pair.server, &room.catch_up(after, None)?);
            let response = Response::from_websocket(pair.client)?;
            response.headers().set("sec-websocket-protocol", "baton.v1")?;
            Ok(response)
        }
        "agent" => {
            room.must_exist()?;
            Ok(Response::from_json(&opened(room)?)?)
        }
        "agent/do" => {
            let name = http::from_header(&request, AGENT_HEADER).unwrap_or_default();
            let asked: AgentRequest = http::parse(&http::text(&mut request, BODY_LIMIT).await?)?;
            room.must_exist()?;
            let done = agent_commands(room, &name, asked)?;
            Ok(Response::from_json(&Reply { v: VERSION, done, frames: Vec::new() })?)
        }
        "agent/socket" => {
            room.must_exist()?;
            let first = Update::Opened(Box::new(opened(room)?));
            let pair = WebSocketPair::new()?;
            room.state.accept_websocket_with_tags(&pair.server, &[AGENT]);
            send_one(&pair.server, &first);
            Ok(Response::from_websocket(pair.client)?)
        }
        "file" | "agent/file" => files::receive(room, request, id).await,
        path if path.starts_with("file/") => files::give(room, &url, id, &path[5..], true),
        path if path.starts_with("agent/file/") => files::give(room, &url, id, &path[11..], false),
        "team" => {
            let team = http::parse(&http::text(&mut request, BODY_LIMIT).await?)?;
            room.must_exist()?;
            room.take(Event::TeamSeen { team }, Once::Free)?;
            Ok(Response::empty()?)
        }
        "event" => {
            let inbound: Inbound = http::parse(&http::text(&mut request, 2 * BODY_LIMIT).await?)?;
            room.must_exist()?;
            room.take(inbound.event, Once::Keyed(&inbound.key))?;
            Ok(Response::empty()?)
        }
        "typing" => {
            let told: Told = http::parse(&http::text(&mut request, BODY_LIMIT).await?)?;
            room.must_exist()?;
            if let Told::Typing { name, on } = told {
                room.tell_typing(if on { &name } else { "" }, IN_A_TOOL);
            }
            Ok(Response::empty()?)
        }
        "types" => {
            room.must_exist()?;
            room.customer_types();
            Ok(Response::from_json(&Reply { v: VERSION, done: Vec::new(), frames: Vec::new() })?)
        }
        "face" => {
            room.must_exist()?;
            let number = query(&url, "n").and_then(|n| n.parse().ok()).unwrap_or(0);
            match room.with(|conversation, _| conversation.face(number).cloned())? {
                Some(face) => Ok(Response::from_json(&face)?),
                None => Err(Fault::theirs(Code::NotFound, "there is no such picture")),
            }
        }
        "feedback" => {
            let asked: Judged = http::parse(&http::text(&mut request, BODY_LIMIT).await?)?;
            room.must_exist()?;
            Ok(Response::ok(judged(room, asked)?)?)
        }
        _ => Err(Fault::theirs(Code::NotFound, "no such address")),
    }
}

/// Checks a feedback link with the conversation's own key, records what was sent, and returns the reference.
fn judged(room: &Rc<Room>, asked: Judged) -> Result<String, Fault> {
    let Judged { conversation, handoff, verdict, until, sign, note, confirmed } = asked;
    let key = room.feedback_key()?;
    feedback::check(key.as_bytes(), &conversation, handoff, until, &sign, config::now()).map_err(
        |refused| {
            let text = match refused {
                feedback::Refused::Expired => {
                    "this link is too old: tell the team that looks after the assistant"
                }
                feedback::Refused::Forged => "this link is not complete: open it from the ticket again",
            };
            console_error!("feedback on handoff {handoff} of `{conversation}` refused: {refused:?}");
            Fault::theirs(
                if refused == feedback::Refused::Expired { Code::Expired } else { Code::Unauthorized },
                text,
            )
        },
    )?;
    if confirmed {
        // Sent twice, it is said once; a different verdict or note is another.
        let key = format!("feedback-{}", &random::hash(&format!("{handoff} {verdict:?} {note}"))[..32]);
        room.take(Event::FeedbackGiven { handoff, verdict, note }, Once::Keyed(&key))?;
    }
    let known = room.with(|conversation, _| {
        conversation.handoffs.iter().find(|one| one.number == handoff).map(|one| one.reference.clone())
    })?;
    known.ok_or_else(|| Fault::theirs(Code::Unknown, "there is no such handoff"))
}

/// A message on a socket: commands of the customer. Agents post theirs.
pub fn message(room: &Rc<Room>, socket: &WebSocket, message: WebSocketIncomingMessage) {
    let reply = match message {
        _ if !room.state.get_tags(socket).iter().any(|tag| tag == CUSTOMER) => return,
        WebSocketIncomingMessage::Binary(_) => Err(Fault::theirs(Code::Malformed, "messages are text")),
        WebSocketIncomingMessage::String(text) if text.len() > BODY_LIMIT => {
            Err(Fault::theirs(Code::TooLarge, format!("a message is at most {BODY_LIMIT} bytes")))
        }
        WebSocketIncomingMessage::String(text) => {
            http::parse::<shared::wire::Request>(&text).and_then(|asked| {
                room.must_exist()?;
                let id = room.with(|conversation, _| conversation.id.clone())?;
                commands(room, &id, &Visitor::default(), asked.commands)
            })
        }
    };
    match reply {
        Ok(keys) => send_one(socket, &[Frame::Done { keys }]),
        Err(fault) => send_one(socket, &[Frame::Trouble(fault.trouble())]),
    }
}

/// Does commands in order and once. The first that cannot be done stops the rest, which the client sends again.
fn commands(
    room: &Rc<Room>,
    id: &str,
    visitor: &Visitor,
    commands: Vec<Keyed>,
) -> Result<Vec<String>, Fault> {
    for keyed in &commands {
        keyed.check()?;
    }
    if commands.is_empty() {
        room.must_exist()?;
    } else {
        // The page's language says more than the browser's: it is the one the customer is reading.
        let page = commands.iter().find_map(|keyed| keyed.command.page()).map(|page| page.language.as_str());
        let site = config::site(&room.env)?;
        let wish = page.filter(|language| !language.is_empty()).unwrap_or(&visitor.language);
        room.begin(id, lang::choose(wish, &site.languages), &visitor.country)?;
    }
    for keyed in &commands {
        if let Command::Identify { token } = &keyed.command {
            belongs(room, token)?;
        }
    }
    let mut done = Vec::new();
    for Keyed { key, mut command } in commands {
        if let Some(page) = command.page_mut() {
            page.browser.clone_from(&visitor.browser);
        }
        if matches!(command, Command::Say { .. }) && !room.was_done(&key)? && too_fast(room)? {
            // Nothing is lost: the client keeps it and sends it again. The human button is never slowed down.
            let text = "that was many messages in a short time; this one is sent again in a moment";
            return Err(Fault::theirs(Code::TooMany, text));
        }
        let event = event(room, &key, command);
        room.take(event, Once::Keyed(&key))?;
        done.push(key);
    }
    Ok(done)
}

pub fn too_fast(room: &Room) -> Result<bool, Fault> {
    room.with(|conversation, site| budget::too_fast(site.budget, &conversation.log, config::now()))
}

/// Who a proof says the customer is.
fn shown(room: &Room, proof: &str) -> Result<Identity, Refused> {
    let variable = |name: &str| config::var(&room.env, name).unwrap_or_default();
    let (secret, public) = (variable("IDENTITY_SECRET"), variable("IDENTITY_PUBLIC_KEY"));
    identity::verify(Keys { secret: &secret, public: &public }, proof, config::now() / 1000)
}

/// A conversation is not shown to another customer than its own.
fn belongs(room: &Room, proof: &str) -> Result<(), Fault> {
    let who = if proof.is_empty() { None } else { Some(shown(room, proof)) };
    let who = match who {
        // A proof that is refused says nothing about anybody.
        Some(Err(_)) => return Ok(()),
        Some(Ok(identity)) => Some(identity),
        None => None,
    };
    if room.with(|conversation, _| conversation.is_anothers(who.as_ref()))? {
        let text = "this conversation is another customer's; begin a new one";
        return Err(Fault::theirs(Code::Unauthorized, text));
    }
    Ok(())
}

fn event(room: &Room, key: &str, command: Command) -> Event {
    let key = key.to_owned();
    match command {
        Command::Say { text, page } => Event::Said { key, text, page },
        Command::Person { text, contact, page } => Event::AskedForPerson { key, text, contact, page },
        Command::Identify { token } if token.is_empty() => Event::SignedOut,
        Command::Identify { token } => match shown(room, &token) {
            Ok(identity) => Event::Identified { identity },
            Err(refused) => Event::NotIdentified { why: refused.means().to_owned() },
        },
        Command::Choose { choice } => Event::Chose { choice },
        Command::Leave { contact } => Event::Left { contact },
        Command::Fill { turn, fields } => Event::Filled { turn, fields: fields.0.into_iter().collect() },
        Command::Cancel { turn } => Event::Canceled { turn },
        Command::Arrange { how } => Event::Arranged { how },
        Command::Stop { turn } => {
            let running = room.running.borrow();
            let so_far = running
                .as_ref()
                .filter(|running| running.turn == turn)
                .map(|running| running.pieces.concat());
            Event::Stopped { turn, so_far: so_far.unwrap_or_default() }
        }
        Command::Rate { turn, helped, why } => Event::Rated { turn, helped, why },
        Command::Score { survey, score, note } => Event::Scored { survey, score, note },
        Command::End => Event::Ended,
    }
}

fn agent_commands(room: &Rc<Room>, name: &str, asked: AgentRequest) -> Result<Vec<String>, Fault> {
    if asked.v != VERSION {
        return Err(Fault::theirs(Code::Version, "the desk is of another version: reload the page"));
    }
    let mut done = Vec::new();
    for keyed in asked.commands {
        let name = name.to_owned();
        let event = match keyed.command {
            AgentCommand::Claim => Event::PersonClaimed { name },
            AgentCommand::Say { text } if text.trim().is_empty() => {
                return Err(Fault::theirs(Code::Invalid, "the message is empty"));
            }
            AgentCommand::Say { text } if text.len() > TEXT_LIMIT => {
                return Err(Fault::theirs(
                    Code::TooLarge,
                    "the message is too long: send it in parts of at most 8,000 bytes",
                ));
            }
            AgentCommand::Say { text } => Event::PersonSaid { name, text },
            AgentCommand::Typing => {
                room.tell_typing(&name, AT_THE_DESK);
                done.push(keyed.key);
                continue;
            }
            AgentCommand::Approve { turn, yes } => Event::PersonApproved { name, turn, yes },
            AgentCommand::Retry { parcel } => Event::RetryAsked { parcel, name },
            AgentCommand::Leave { parcel } => Event::UndeliveredLeft { parcel, name },
            AgentCommand::Close => Event::PersonClosed { name },
            AgentCommand::HandBack => Event::PersonHandedBack { name },
        };
        room.take(event, Once::Keyed(&keyed.key))?;
        done.push(keyed.key);
    }
    Ok(done)
}

fn opened(room: &Rc<Room>) -> Result<shared::wire::desk::Opened, Fault> {
    room.with(|conversation, site| view::opened(conversation, site, config::now()))?
        .ok_or_else(|| Fault::theirs(Code::Unknown, "this conversation was never handed over"))
}

pub fn query(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}
