//! Calling an action: the core says what to send and what the answer means; here is only the sending, and the waiting.
//!
//! The values are looked up when the call begins: they are in the state, so that a crash repeats the same call.

use crate::conversation::{Once, Room};
use crate::{config, demo, http};
use futures_util::future::{Either, select};
use shared::action::{End, call};
use shared::conversation::Event;
use shared::http::{HttpRequest, HttpResponse};
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;
use worker::{Delay, console_error, console_log};

pub async fn act(room: &Rc<Room>, turn: u32, key: &str) {
    let end = called(room, turn, key).await;
    match &end {
        End::Done { .. } => console_log!("action `{key}` is done"),
        End::Declined { why, .. } | End::Forbidden { why } | End::Failed { why } => {
            console_error!("action `{key}` did not succeed: {why}");
        }
    }
    if let Err(fault) = room.take(Event::ActionEnded { turn, end }, Once::Free) {
        console_error!("the outcome of action `{key}` could not be kept: {}", fault.trouble().text);
    }
}

async fn called(room: &Rc<Room>, turn: u32, key: &str) -> End {
    let failed = |why: &str| End::Failed { why: why.to_owned() };
    let known = room.with(|conversation, site| {
        let act = conversation.act.as_ref().filter(|act| act.turn == turn)?;
        let action = site.actions.iter().find(|action| action.name == act.action)?;
        Some((action.clone(), act.arguments.clone()))
    });
    let Ok(Some((action, arguments))) = known else { return failed("it is not wanted any more") };
    let request = match call::request(&action, &arguments, key) {
        Ok(request) => request,
        Err(why) => return End::Declined { reason: String::new(), why },
    };
    let deadline = Delay::from(Duration::from_secs(action.deadline.into()));
    match select(pin!(send(room, request)), pin!(deadline)).await {
        Either::Left((answer, _)) => call::end(&action, answer),
        Either::Right(_) => failed(&format!("it did not answer in {} seconds", action.deadline)),
    }
}

/// The demo shop is in this Worker; a call to it takes the same way but for the network.
async fn send(room: &Rc<Room>, mut request: HttpRequest) -> Result<HttpResponse, String> {
    let site = config::site(&room.env).map_err(|_| "the site cannot be read".to_owned())?;
    if !request.url.starts_with('/') {
        return http::open(&room.env, &request).await?.whole().await;
    }
    request.url = format!("https://shop.demo{}", request.url);
    let outbound = http::outbound(&room.env, &request)?;
    let broken = |_| "the demo shop does not answer".to_owned();
    let mut response = match demo::serve(outbound, &room.env, &site).await {
        Ok(response) => response,
        Err(fault) => return Err(fault.trouble().text),
    };
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    Ok(HttpResponse { status: response.status_code(), headers, body: response.text().await.map_err(broken)? })
}
