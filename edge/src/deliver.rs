//! Bringing a parcel to a backend: the core says what to send and what the answer means.

use crate::config;
use crate::conversation::{Once, Room};
use crate::desk;
use crate::http;
use shared::backend::{self, Delivery};
use shared::conversation::{DeliveryEnd, Event};
use shared::http::HttpRequest;
use std::rc::Rc;
use worker::{console_error, console_log};

pub async fn deliver(room: &Rc<Room>, key: &str, name: &str) {
    let end = bring(room, key, name).await;
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
    let Some(configured) = site.backends.iter().find(|backend| backend.name == name) else {
        return impossible("no such backend is configured any more");
    };
    let Some(kind) = backend::of_kind(&configured.kind) else { return impossible("no such kind of backend") };
    let request = room.with(|conversation, site| {
        let parcel = conversation.outbox.iter().find(|parcel| parcel.key(&conversation.id, name) == key)?;
        let handoff = conversation.handoffs.iter().find(|handoff| handoff.number == parcel.handoff)?;
        let delivery =
            Delivery { key, cargo: &parcel.cargo, conversation, handoff, site, backend: configured };
        Some(kind.request(&delivery))
    });
    match request {
        Err(_) | Ok(None) => impossible("the parcel is gone"),
        Ok(Some(None)) => DeliveryEnd::Accepted { ticket: String::new() },
        Ok(Some(Some(request))) => match send(room, &request).await {
            Ok(response) => kind.response(&response),
            Err(why) => DeliveryEnd::Refused { why, after: None },
        },
    }
}

async fn send(room: &Rc<Room>, request: &HttpRequest) -> Result<shared::http::HttpResponse, String> {
    match request.url.strip_prefix("desk:/") {
        Some(path) => desk::call(&room.env, path, &request.body).await,
        None => http::send(&room.env, request).await,
    }
}
