//! Bringing a parcel to a backend: the core says what to send and what the answers mean, one request after another.
//!
//! The whole talk has less time than the outbox allows a try, so two tries never talk at once. The conversation is
//! copied first: what the customer does meanwhile goes into the next parcel, not into the middle of this one.

use crate::config;
use crate::conversation::{Once, Room};
use crate::{desk, http, report};
use futures_util::future::{Either, select};
use shared::attachment::Links;
use shared::backend::{self, Backend, Delivery, Next};
use shared::conversation::{Cargo, Conversation, DeliveryEnd, Event, Handoff};
use shared::feedback;
use shared::http::{HttpRequest, HttpResponse};
use shared::packet;
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;
use worker::{Delay, console_error, console_log};

/// How long all requests of a delivery may take together: less than the 15 seconds of the outbox.
const DEADLINE: Duration = Duration::from_secs(12);
/// Requests in one delivery; a backend that wants more goes in circles.
const LONGEST: usize = 24;

/// The longest pause within a talk, in milliseconds.
const SHORT: u64 = 1_000;

pub async fn deliver(room: &Rc<Room>, key: &str, name: &str) {
    let end = match select(pin!(bring(room, key, name)), pin!(Delay::from(DEADLINE))).await {
        Either::Left((end, _)) => end,
        Either::Right(_) => {
            let why = format!("it was not done in {} seconds", DEADLINE.as_secs());
            DeliveryEnd::Refused { why, after: None }
        }
    };
    match &end {
        DeliveryEnd::Accepted { .. } => console_log!("delivered `{key}`"),
        DeliveryEnd::Refused { why, .. } | DeliveryEnd::Impossible { why } => {
            console_error!("`{key}` was not delivered: {why}");
        }
    }
    if let Err(fault) = room.take(Event::DeliveryEnded { key: key.to_owned(), end }, Once::Free) {
        console_error!("the outcome of `{key}` could not be kept: {}", fault.trouble().text);
    }
}

async fn bring(room: &Rc<Room>, key: &str, name: &str) -> DeliveryEnd {
    let impossible = |why: &str| DeliveryEnd::Impossible { why: why.to_owned() };
    let Ok(site) = config::site(&room.env) else { return impossible("the site cannot be read") };
    if let Some(tracker) = site.trackers.iter().find(|tracker| tracker.name == name) {
        let bug = room.with(|conversation, _| {
            let parcel =
                conversation.outbox.iter().find(|parcel| parcel.key(&conversation.id, name) == key)?;
            Some((conversation.clone(), parcel.handoff))
        });
        let Ok(Some((conversation, number))) = bug else { return impossible("the parcel is gone") };
        let conversation = packet::keep_back(conversation, &tracker.leave_out);
        let Some(handoff) = numbered(&conversation, number) else { return impossible("the handoff is gone") };
        return report::report(room, &site, tracker, &conversation, &handoff).await;
    }
    let Some(configured) = site.backends.iter().find(|backend| backend.name == name) else {
        return impossible("no such backend is configured any more");
    };
    let Some(kind) = backend::of_kind(&configured.kind) else { return impossible("no such kind of backend") };
    let parcel = room.with(|conversation, _| {
        let parcel = conversation.outbox.iter().find(|parcel| parcel.key(&conversation.id, name) == key)?;
        Some((conversation.clone(), parcel.cargo.clone(), parcel.handoff))
    });
    let Ok(Some((conversation, cargo, number))) = parcel else { return impossible("the parcel is gone") };
    let conversation = packet::keep_back(conversation, &configured.leave_out);
    let Some(handoff) = numbered(&conversation, number) else { return impossible("the handoff is gone") };
    let signing = config::address(&room.env).zip(room.feedback_key().ok());
    let links = signing.as_ref().map_or_else(Vec::new, |(address, key)| {
        feedback::links(address, key.as_bytes(), &conversation.id, handoff.number, handoff.at)
    });
    let files = signing.as_ref().map(|(address, key)| Links {
        address,
        key: key.as_bytes(),
        conversation: &conversation.id,
    });
    let warning = (cargo == Cargo::Alarm).then(|| {
        let page = config::address(&room.env).map(|address| format!("{address}/desk/#c/{}", conversation.id));
        packet::warning(&conversation, &handoff, &site, page.as_deref())
    });
    let delivery = Delivery {
        key,
        cargo: &cargo,
        conversation: &conversation,
        handoff: &handoff,
        site: &site,
        backend: configured,
        feedback: &links,
        files,
        warning: warning.as_ref(),
    };
    let mut answers = Vec::new();
    while answers.len() < LONGEST {
        match backend::next(kind, &delivery, &answers) {
            Next::Send(request) => match patiently(room, &request).await {
                Ok(answer) => answers.push(answer),
                Err(why) => return DeliveryEnd::Refused { why, after: None },
            },
            Next::Done(end) => return remembered(room, kind, &delivery, end).await,
        }
    }
    impossible("it asked for more requests than a delivery may take")
}

/// The handoff as the destination may see it: taken from what was kept back, not from what was before.
fn numbered(conversation: &Conversation, number: u32) -> Option<Handoff> {
    conversation.handoffs.iter().find(|handoff| handoff.number == number).cloned()
}

/// A ticket whose webhooks will come under its own name is written down before the conversation hears that it exists.
/// If that fails, the delivery is tried again and finds the ticket by its look-up.
async fn remembered(
    room: &Rc<Room>,
    kind: &dyn Backend,
    delivery: &Delivery<'_>,
    end: DeliveryEnd,
) -> DeliveryEnd {
    let DeliveryEnd::Accepted { ticket } = &end else { return end };
    if *delivery.cargo != Cargo::Packet || ticket.is_empty() || kind.signed_by().is_none() {
        return end;
    }
    match desk::remember(&room.env, &delivery.backend.name, ticket, &delivery.conversation.id).await {
        Ok(()) => end,
        Err(why) => DeliveryEnd::Refused { why: format!("its ticket could not be kept: {why}"), after: None },
    }
}

/// Sends a request; one that only looks is repeated at once where it fails, so that a long talk need not begin anew.
async fn patiently(room: &Rc<Room>, request: &HttpRequest) -> Result<HttpResponse, String> {
    let mut tries = if request.method == "GET" { 3 } else { 1 };
    loop {
        let answer = send(room, request).await;
        tries -= 1;
        let again = match &answer {
            Ok(answer) => {
                matches!(answer.status, 429 | 500..) && answer.retry_after().is_none_or(|ms| ms <= SHORT)
            }
            Err(_) => true,
        };
        if tries == 0 || !again {
            return answer;
        }
        let pause = answer.ok().and_then(|answer| answer.retry_after()).unwrap_or(SHORT / 4);
        Delay::from(Duration::from_millis(pause)).await;
    }
}

async fn send(room: &Rc<Room>, request: &HttpRequest) -> Result<HttpResponse, String> {
    match request.url.strip_prefix("desk:/") {
        Some(path) => desk::call(&room.env, path, &request.body).await,
        None => http::send(&room.env, request).await,
    }
}
