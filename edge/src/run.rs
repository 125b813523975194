//! One arm per effect. Each does its work and reports by an event; nothing here decides what follows.

use crate::conversation::Room;
use crate::{act, deliver, generate, lookup};
use shared::conversation::Effect;
use std::rc::Rc;

pub async fn run(room: Rc<Room>, effect: Effect) {
    match effect {
        Effect::Generate { turn, provider } => generate::generate(&room, turn, &provider).await,
        Effect::StopGenerating { turn } => generate::stop(&room, turn),
        Effect::Act { turn, key } => act::act(&room, turn, &key).await,
        Effect::LookUp { handoff } => lookup::look_up(&room, handoff).await,
        Effect::Deliver { key, backend } => deliver::deliver(&room, &key, &backend).await,
    }
}
