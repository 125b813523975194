//! A fault to a tracker: the index says whose turn it is and who has seen it, the core says what to send.
//!
//! One report of a fault at a time: fifty customers who meet it in the same minute make one issue, and its count is
//! right. A turn that is lost to a crash ends by itself.

use crate::config;
use crate::conversation::Room;
use crate::desk::{self, Reported};
use crate::http;
use shared::backend::talk::{Next, Talk};
use shared::conversation::{Conversation, DeliveryEnd, Handoff};
use shared::site::{self, Site};
use shared::tool::Tool;
use shared::tracker::{self, Bug, Issue, Seen};
use std::rc::Rc;

/// Requests in one report; a tracker that wants more goes in circles.
const LONGEST: usize = 6;
/// When to ask again for the turn, in milliseconds.
const AGAIN: u64 = 2_000;

pub async fn report(
    room: &Rc<Room>,
    site: &Site,
    configured: &site::Backend,
    conversation: &Conversation,
    handoff: &Handoff,
) -> DeliveryEnd {
    let Some(kind) = tracker::of_kind(&configured.kind) else {
        return DeliveryEnd::Impossible { why: "no such kind of tracker".to_owned() };
    };
    if let Some(name) = configured.settings.values().find(|name| config::var(&room.env, name).is_none()) {
        return DeliveryEnd::Impossible { why: format!("variable `{name}` is not set") };
    }
    let bug = tracker::bug(conversation, handoff, site);
    let link = config::address(&room.env).map(|address| format!("{address}/desk/#c/{}", conversation.id));
    let mut fault = Reported {
        tracker: configured.name.clone(),
        fingerprint: bug.fingerprint.clone(),
        conversation: conversation.id.clone(),
        seen: Seen { reference: handoff.reference.clone(), link },
        issue: None,
    };
    let turn = match desk::begin_fault(&room.env, &fault).await {
        Ok(turn) => turn,
        Err(why) => return DeliveryEnd::Refused { why, after: None },
    };
    if !turn.yours {
        let why = "another report of the same fault is under way".to_owned();
        return DeliveryEnd::Refused { why, after: Some(AGAIN) };
    }
    let count = turn.count;
    let bug = Bug { seen: turn.seen, count, known: turn.issue, ..bug };
    let end = bring(room, kind, &bug, configured).await;
    fault.issue = end.as_ref().ok().cloned();
    desk::end_fault(&room.env, &fault).await;
    match end {
        Ok(Issue { name, url, .. }) => {
            let customers = if count == 1 { "customer" } else { "customers" };
            DeliveryEnd::Accepted { ticket: format!("{name} {url} ({count} {customers})").replace("  ", " ") }
        }
        Err(end) => end,
    }
}

async fn bring(
    room: &Rc<Room>,
    kind: &dyn tracker::Tracker,
    bug: &Bug,
    configured: &site::Backend,
) -> Result<Issue, DeliveryEnd> {
    let mut answers = Vec::new();
    while answers.len() < LONGEST {
        match kind.report(bug, Tool(configured), &mut Talk::new(&answers)) {
            Ok(issue) => return Ok(filled(room, issue)),
            Err(Next::Done(end)) => return Err(end),
            Err(Next::Send(request)) => match http::send(&room.env, &request).await {
                Ok(answer) => answers.push(answer),
                Err(why) => return Err(DeliveryEnd::Refused { why, after: None }),
            },
        }
    }
    Err(DeliveryEnd::Impossible { why: "it asked for more requests than a report may take".to_owned() })
}

/// An address may hold the name of a variable, as addresses of requests do.
fn filled(room: &Rc<Room>, issue: Issue) -> Issue {
    let url = shared::http::fill(&issue.url, |name| config::var(&room.env, name));
    Issue { url: url.unwrap_or_default(), ..issue }
}
