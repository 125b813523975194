//! The customer types: told to the desk at once, and to the tool the handoff lives in, where that takes it.
//!
//! Kept nowhere and tried once: the next sign comes in three seconds, or the words do.

use super::Room;
use super::listen::AGENT;
use crate::{config, http};
use shared::backend::{self, Delivery};
use shared::conversation::Cargo;
use shared::http::HttpRequest;
use shared::wire::desk::Update;
use std::rc::Rc;
use std::time::Duration;
use worker::{Delay, console_error};

/// A tool is told at most so often, in milliseconds; and that it ended after so long a silence.
const AGAIN: u64 = 4_000;
const SILENCE: Duration = Duration::from_secs(6);

impl Room {
    pub fn customer_types(self: &Rc<Self>) {
        if !self.with(|conversation, _| conversation.is_with_people()).unwrap_or(false) {
            return;
        }
        self.send(AGENT, &Update::Typing);
        let now = config::now();
        let (last, count) = self.typed.get();
        if now < last + AGAIN {
            self.typed.set((last, count + 1));
            return;
        }
        self.typed.set((now, count + 1));
        let Some(request) = self.typing_told(true) else { return };
        let room = self.clone();
        self.state.wait_until(async move {
            room.tell_tool(request).await;
            // Until nothing was heard for a while: then it has ended.
            loop {
                let before = room.typed.get().1;
                Delay::from(SILENCE).await;
                if room.typed.get().1 == before {
                    break;
                }
            }
            if room.typed.get().0 == now
                && let Some(request) = room.typing_told(false)
            {
                room.tell_tool(request).await;
            }
        });
    }

    async fn tell_tool(&self, request: HttpRequest) {
        match http::send(&self.env, &request).await {
            Ok(answer) if answer.status < 300 => {}
            Ok(answer) => console_error!("that the customer types was not told: {}", answer.status),
            Err(why) => console_error!("that the customer types was not told: {why}"),
        }
    }

    fn typing_told(&self, on: bool) -> Option<HttpRequest> {
        let told = self.with(|conversation, site| {
            let handoff = conversation.open_handoff()?;
            let home = handoff.home.as_ref()?;
            let configured = site.backends.iter().find(|backend| backend.name == home.backend)?;
            let key = format!("{}.{}.typing-{}", conversation.id, handoff.number, config::now());
            let delivery = Delivery {
                key: &key,
                cargo: &Cargo::Claimed,
                conversation,
                handoff,
                site,
                backend: configured,
                feedback: &[],
                files: None,
                warning: None,
            };
            backend::of_kind(&configured.kind)?.typing(&delivery, on)
        });
        told.ok().flatten()
    }
}
