//! What answers cost beyond one conversation, counted by the desk's object ([`desk::spend`]) and asked for only where the site
//! limits it. Asked at most every ten seconds of one visitor and isolate, and waited for a third of a second: a desk that does
//! not answer makes nobody wait, and nobody poor.

use crate::conversation::Room;
use crate::{config, desk, random};
use futures_util::future::{Either, select};
use shared::llm::budget::{self, Sum, Sums};
use shared::log::Spent;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;
use worker::{Delay, console_error};

/// How long sums are believed, in milliseconds.
const FRESH: u64 = 10_000;
const PATIENCE: Duration = Duration::from_millis(300);
/// Visitors remembered in an isolate.
const MOST: usize = 500;

thread_local! {
    static KNOWN: RefCell<BTreeMap<String, (u64, Sums)>> = const { RefCell::new(BTreeMap::new()) };
}

/// Who pays: the customer where the site vouches for them, else where they come from.
fn payer(room: &Room) -> String {
    let known = room.with(|conversation, _| conversation.identity.as_ref().map(|who| who.id.clone()));
    match known {
        Ok(Some(id)) => random::hash(&format!("customer {id}"))[..16].to_owned(),
        _ => room.payer.borrow().clone(),
    }
}

/// Whether a model may be asked; else a sentence for the log.
pub async fn affords(room: &Rc<Room>) -> Result<(), String> {
    let Ok(limits) = room.with(|_, site| site.budget) else { return Ok(()) };
    if !budget::is_shared(limits) {
        return Ok(());
    }
    let (payer, now) = (payer(room), config::now());
    let known = KNOWN.with_borrow(|known| known.get(&payer).copied());
    let sums = match known.filter(|(at, _)| at + FRESH > now) {
        Some((_, sums)) => sums,
        None => match select(pin!(count(room, &payer, Sum::default())), pin!(Delay::from(PATIENCE))).await {
            Either::Left((Some(sums), _)) => sums,
            _ => return Ok(()),
        },
    };
    budget::affords(limits, &sums)
}

/// Counts what an answer cost. Nobody waits for it.
pub fn spent(room: &Rc<Room>, spent: &Spent) {
    let sum = Sum { calls: 1, tokens: spent.input + spent.output, micros: spent.micros };
    let (room, payer) = (room.clone(), payer(room));
    let counting = room.clone();
    room.state.wait_until(async move {
        let _counted = count(&counting, &payer, sum).await;
    });
}

async fn count(room: &Rc<Room>, payer: &str, sum: Sum) -> Option<Sums> {
    match desk::spend(&room.env, payer, sum).await {
        Ok(sums) => {
            KNOWN.with_borrow_mut(|known| {
                if known.len() >= MOST {
                    known.clear();
                }
                known.insert(payer.to_owned(), (config::now(), sums));
            });
            Some(sums)
        }
        Err(fault) => {
            console_error!("what an answer cost is not counted: {}", fault.trouble().text);
            None
        }
    }
}
