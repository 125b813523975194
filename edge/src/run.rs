//! One arm per effect. Each does its work and reports by an event; nothing here decides what follows.

use crate::conversation::{Once, Room};
use crate::{act, booking, deliver, desk, generate, lookup, undelivered, word};
use shared::conversation::{Effect, Event};
use std::rc::Rc;
use worker::console_error;

pub async fn run(room: Rc<Room>, effect: Effect) {
    match effect {
        Effect::Generate { turn, provider } => generate::generate(&room, turn, &provider).await,
        Effect::StopGenerating { turn } => generate::stop(&room, turn),
        Effect::Act { turn, key } => act::act(&room, turn, &key).await,
        Effect::LookUp { handoff } => lookup::look_up(&room, handoff).await,
        Effect::Word { handoff } => word::word(&room, handoff).await,
        Effect::LookAtTeam => match desk::team(&room.env).await {
            Ok(team) => {
                if let Err(fault) = room.take(Event::TeamSeen { team }, Once::Free) {
                    console_error!("who is there could not be kept: {}", fault.trouble().text);
                }
            }
            Err(fault) => console_error!("who is there could not be asked: {}", fault.trouble().text),
        },
        Effect::Book { handoff } => booking::book(&room, handoff).await,
        Effect::TellUndelivered => undelivered::tell(&room).await,
        Effect::Deliver { key, backend } => deliver::deliver(&room, &key, &backend).await,
    }
}
