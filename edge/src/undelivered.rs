//! Tells the desk what a conversation has not delivered. The desk may be what fails: then it is tried a few times, and the
//! next change tells it all again.

use crate::conversation::Room;
use crate::desk::{self, Missing};
use std::rc::Rc;
use std::time::Duration;
use worker::{Delay, console_error};

/// Pauses between tries, in milliseconds.
const PAUSES: [u64; 3] = [500, 3_000, 15_000];

pub async fn tell(room: &Rc<Room>) {
    let missing = || {
        room.with(|conversation, site| Missing {
            conversation: conversation.id.clone(),
            seq: conversation.log.last().map_or(0, |entry| entry.seq),
            list: conversation.undelivered(site),
        })
    };
    let Ok(mut now) = missing() else { return };
    for one in &now.list {
        let (asked, next) = (one.tried.last(), if one.next.is_some() { "" } else { ", given up" });
        let (backend, why) =
            asked.map_or(("none", ""), |asked| (asked.backend.as_str(), asked.answer.as_str()));
        console_error!("{}: {} has not arrived at `{backend}`: {why}{next}", one.reference, one.what);
    }
    for pause in PAUSES.into_iter().map(Some).chain([None]) {
        let Err(fault) = desk::undelivered(&room.env, &now).await else { return };
        console_error!("the desk was not told what has not arrived: {}", fault.trouble().text);
        let Some(pause) = pause else { return };
        Delay::from(Duration::from_millis(pause)).await;
        let Ok(newer) = missing() else { return };
        now = newer;
    }
}
