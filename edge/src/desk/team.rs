//! Who is there and how much there is to do, told to the conversations that wait: by the alarm, so that many changes at
//! once are told once, and a crash between two of them tells them again.

use super::{Desk, index::Index};
use crate::config;
use crate::error::Fault;
use futures_util::FutureExt as _;
use shared::log::Ms;
use shared::site::Site;
use shared::team::{self, Open, Team};
use shared::wire::desk::Card;
use std::time::Duration;
use worker::{Method, Request, RequestInit, console_error};

/// Changes within this time are told together, in milliseconds.
const GATHER: u64 = 25;
/// After a conversation could not be told, in milliseconds.
const AGAIN: u64 = 5_000;

impl Desk {
    /// Something changed that waiting customers are told of.
    pub(super) fn changed(&self) {
        // Polled once, here: the runtime takes the alarm in the same synchronous block.
        let _armed = self.state.storage().set_alarm(Duration::from_millis(GATHER)).now_or_never();
    }

    /// The team as somebody who does not wait yet sees it.
    pub(super) fn team(&self, index: &Index, site: &Site, now: Ms) -> worker::Result<Team> {
        let cards = index.listing(Vec::new())?.open;
        Ok(Team { loads: self.loads(index, site, &cards, now)?, ahead: None })
    }

    fn loads(&self, index: &Index, site: &Site, cards: &[Card], now: Ms) -> worker::Result<Vec<team::Load>> {
        let waits = index.waits(now.saturating_sub(team::RECENT))?;
        let mut loads = team::loads(&site.routing, &self.present(None), &open(cards), &waits);
        if site.callback.is_some() {
            for load in &mut loads {
                load.full =
                    index.full(&load.queue, site.calls_at_once(site.routing.queue(&load.queue)), now)?;
            }
        }
        Ok(loads)
    }

    /// Tells every waiting conversation what changed for it.
    pub(super) async fn tell_waiting(&self) -> Result<(), Fault> {
        let index = self.index.as_ref().map_err(|why| Fault::Ours(format!("the desk's store: {why}")))?;
        let site = config::site(&self.env)?;
        let cards = index.listing(Vec::new())?.open;
        let loads = self.loads(index, &site, &cards, config::now())?;
        let open = open(&cards);
        let mut missed = false;
        for (at, card) in cards.iter().enumerate() {
            let Some(ahead) = team::ahead(&site.routing, &open, at) else { continue };
            let queue = &site.routing.queue(&card.queue).name;
            let own = loads.iter().filter(|load| load.queue == *queue).cloned().collect();
            let team = Team { loads: own, ahead: Some(ahead) };
            let mark = team.mark();
            if index.told(card)? == mark {
                continue;
            }
            match self.tell_one(&card.conversation, &team).await {
                Ok(()) => index.note_told(card, &mark)?,
                Err(fault) => {
                    missed = true;
                    console_error!("{}: who is there was not told: {}", card.reference, fault.trouble().text);
                }
            }
        }
        if missed {
            let _armed = self.state.storage().set_alarm(Duration::from_millis(AGAIN)).now_or_never();
        }
        Ok(())
    }

    async fn tell_one(&self, id: &str, team: &Team) -> Result<(), Fault> {
        let mut init = RequestInit::new();
        init.with_method(Method::Post).with_body(Some(serde_json::to_string(team)?.into()));
        let request = Request::new_with_init(&format!("https://conversation/{id}/team"), &init)?;
        let stub = self.env.durable_object("CONVERSATION")?.get_by_name(id)?;
        match stub.fetch_with_request(request).await?.status_code() {
            // A conversation that is gone needs no news.
            200 | 404 | 410 => Ok(()),
            status => Err(Fault::Ours(format!("the conversation answered {status}"))),
        }
    }
}

fn open(cards: &[Card]) -> Vec<Open<'_>> {
    cards.iter().map(|card| Open { queue: &card.queue, agent: card.agent.as_deref() }).collect()
}
