//! A time to be called, asked of the desk, which counts for all conversations. Giving one back is tried a few times: at
//! worst a slot stays taken that is not needed.

use crate::conversation::{Once, Room};
use crate::desk;
use shared::conversation::{Booked, Booking, Event};
use std::rc::Rc;
use std::time::Duration;
use worker::{Delay, console_error};

/// Pauses between tries, in milliseconds: together less than the conversation waits for an answer.
const PAUSES: [u64; 3] = [200, 1_000, 4_000];

pub async fn book(room: &Rc<Room>, handoff: u32) {
    let what = || {
        room.with(|conversation, site| {
            let asked =
                conversation.handoffs.iter().any(|one| one.number == handoff && one.booking.is_some());
            conversation.booking(handoff, site).map(|booking| (booking, asked))
        })
    };
    for pause in PAUSES.into_iter().map(Some).chain([None]) {
        // Asked anew each time: the customer may have picked something else meanwhile.
        let Ok(Some((booking, asked))) = what() else { return };
        match desk::book(&room.env, &booking).await {
            Ok(booked) if asked => return report(room, handoff, &booking, booked),
            Ok(_) => return,
            Err(fault) => console_error!("the desk did not book a call: {}", fault.trouble().text),
        }
        let Some(pause) = pause else { return };
        Delay::from(Duration::from_millis(pause)).await;
    }
}

fn report(room: &Rc<Room>, handoff: u32, booking: &Booking, booked: Booked) {
    // What is asked for now may be another slot than the one that was answered: that one has its own answer.
    let same = room.with(|conversation, _| {
        let one = conversation.handoffs.iter().find(|one| one.number == handoff);
        one.and_then(|one| one.booking.as_ref()).is_some_and(|asked| Some(asked.at) == booking.at)
    });
    if !same.unwrap_or(false) {
        return;
    }
    if let Err(fault) = room.take(Event::Booked { handoff, booked }, Once::Free) {
        console_error!("the answer to a booking could not be kept: {}", fault.trouble().text);
    }
}
