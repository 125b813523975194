//! Files at the conversation's object: looked at, kept, logged, given out.

use super::{Once, Room};
use crate::error::Fault;
use crate::files::{KEY_HEADER, must_be_ours, name_of, response};
use crate::http;
use crate::random;
use crate::route::AGENT_HEADER;
use crate::{config, conversation::serve};
use shared::attachment::{Links, Refused, size};
use shared::conversation::Event;
use shared::lang;
use shared::log::What;
use shared::wire::{Code, Frame, Reply, Shown, VERSION};
use std::rc::Rc;
use worker::{Request, Response, Url};

/// Takes a file of the customer's, or of an agent's whose name the session gave.
pub async fn receive(room: &Rc<Room>, mut request: Request, id: &str) -> Result<Response, Fault> {
    let header = |name: &str| request.headers().get(name).ok().flatten().unwrap_or_default();
    let key = header(KEY_HEADER);
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if key.is_empty() || key.len() > 40 || !key.bytes().all(plain) {
        return Err(Fault::theirs(Code::Invalid, "a key is 1 to 40 characters of `[A-Za-z0-9_-]`"));
    }
    let agent = http::from_header(&request, AGENT_HEADER);
    let site = config::site(&room.env)?;
    let (language, country) = (header("x-baton-language"), header("x-baton-country"));
    let name = name_of(&request);
    match agent {
        Some(_) => room.must_exist()?,
        None => room.begin(id, lang::choose(&language, &site.languages), &country)?,
    }
    let bytes = request.bytes().await?;
    if !room.was_done(&key)? {
        if agent.is_none() && serve::too_fast(room)? {
            let text = "that was much in a short time; this one is sent again in a moment";
            return Err(Fault::theirs(Code::TooMany, text));
        }
        // The same over all tries, so that a try that broke off between keeping and logging leaves nothing behind.
        let file = random::hash(&format!("{id} {key}"))[..22].to_owned();
        let rules = &site.attachments;
        let taken = room.with(|conversation, _| match agent {
            Some(_) => rules.read(&file, &name, &bytes),
            None => rules.take(&conversation.log, &file, &name, &bytes),
        })?;
        let taken = taken.map_err(|why| refusal(why, rules.bytes))?;
        room.store()?.put_file(&file, &bytes)?;
        let event = match agent {
            Some(name) => Event::PersonAttached { name, file: taken },
            None => Event::Attached { key: key.clone(), file: taken },
        };
        room.take(event, Once::Keyed(&key))?;
    }
    let frames = if request.url()?.path().contains("/agent/") { Vec::new() } else { room.catch_up(0, None)? };
    Ok(Response::from_json(&Reply { v: VERSION, done: vec![key], frames })?)
}

fn refusal(why: Refused, limit: u64) -> Fault {
    let (code, text) = match why {
        Refused::Off => (Code::Invalid, "this chat takes no files: describe it in words".to_owned()),
        Refused::Empty => (Code::Invalid, "the file is empty: choose another".to_owned()),
        Refused::TooLarge => (Code::TooLarge, format!("the file is too large: at most {}", size(limit))),
        Refused::Kind => {
            (Code::Invalid, "this kind of file cannot be sent: send a picture or a PDF".to_owned())
        }
        Refused::TooMany => (Code::Full, "no more files can be sent in this conversation".to_owned()),
    };
    Fault::theirs(code, text)
}

/// Gives a file out: to agents as it is, to everybody else by its signed link.
pub fn give(room: &Rc<Room>, url: &Url, id: &str, file: &str, signed: bool) -> Result<Response, Fault> {
    room.must_exist()?;
    if signed {
        let query = |name: &str| serve::query(url, name).unwrap_or_default();
        must_be_ours(&room.feedback_key()?, id, file, &query("until"), &query("sign"))?;
    }
    let known = room.with(|conversation, _| {
        conversation.log.iter().find_map(|entry| match &entry.what {
            What::CustomerAttached { file: known, .. } | What::PersonAttached { file: known, .. } => {
                (known.id == file).then(|| known.clone())
            }
            _ => None,
        })
    })?;
    let gone = || Fault::theirs(Code::Unknown, "there is no such file");
    let known = known.ok_or_else(gone)?;
    let bytes = room.store()?.file(file)?.ok_or_else(gone)?;
    response(bytes, &known.kind, &known.name)
}

impl Room {
    /// Puts the signed links into frames that show files. The address is the one the chat itself was loaded from.
    pub fn signed(&self, id: &str, mut frames: Vec<Frame>) -> Result<Vec<Frame>, Fault> {
        let shows = |frame: &Frame| matches!(frame, Frame::Shown { entry: Shown::Attached { .. }, .. });
        if !frames.iter().any(shows) {
            return Ok(frames);
        }
        let key = self.feedback_key()?;
        let links = Links { address: "", key: key.as_bytes(), conversation: id };
        for frame in &mut frames {
            if let Frame::Shown { entry: Shown::Attached { file, url, .. }, .. } = frame {
                *url = links.chat(file, config::now());
            }
        }
        Ok(frames)
    }
}
