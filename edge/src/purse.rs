//! What answers cost beyond one conversation, counted by the desk's object ([`desk::spend`]) and asked for only where the site
//! limits it. Asked at most every ten seconds of one visitor and isolate, and waited for a third of a second: a desk that does
//! not answer makes nobody wait, and nobody poor. What is spent is counted a second later, that of many answers at once; a
//! crash may lose that second's, which stands in the conversations' logs all the same.

use crate::conversation::Room;
use crate::{config, desk, random};
use futures_util::future::{Either, select};
use shared::conversation::Conversation;
use shared::llm::budget::{self, Sum, Sums};
use shared::log::Spent;
use shared::site::Site;
use std::cell::{Cell, RefCell};
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

/// What was spent waits so long, so that many answers are counted in one call.
const GATHER: Duration = Duration::from_millis(1_000);
/// After so many milliseconds whoever was to count has gone.
const GONE: u64 = 5_000;

thread_local! {
    static KNOWN: RefCell<BTreeMap<String, (u64, Sums)>> = const { RefCell::new(BTreeMap::new()) };
    /// Spent here and not yet counted at the desk, by payer
    static WAITING: RefCell<BTreeMap<String, Sum>> = const { RefCell::new(BTreeMap::new()) };
    /// Since when somebody is about to count it
    static COUNTING: Cell<Option<u64>> = const { Cell::new(None) };
}

/// Who pays: the customer where the site vouches for them, else where they come from.
fn payer(room: &Room, conversation: &Conversation) -> String {
    match &conversation.identity {
        Some(who) => random::hash(&format!("customer {}", who.id))[..16].to_owned(),
        None => room.payer.borrow().clone(),
    }
}

/// The same as [`affords`] where nobody needs to be asked; nothing where somebody does.
pub fn known(room: &Room, conversation: &Conversation, site: &Site) -> Option<Result<(), String>> {
    if !budget::is_shared(site.budget) {
        return Some(Ok(()));
    }
    let (payer, now) = (payer(room, conversation), config::now());
    let known = KNOWN.with_borrow(|known| known.get(&payer).copied());
    let (_, sums) = known.filter(|(at, _)| at + FRESH > now)?;
    Some(budget::affords(site.budget, &with_waiting(sums, &payer)))
}

/// Whether a model may be asked; else a sentence for the log.
pub async fn affords(room: &Rc<Room>) -> Result<(), String> {
    let known = room
        .with(|conversation, site| (known(room, conversation, site), payer(room, conversation), site.budget));
    let Ok((known, payer, limits)) = known else { return Ok(()) };
    if let Some(known) = known {
        return known;
    }
    let asked = BTreeMap::from([(payer.clone(), Sum::default())]);
    match select(pin!(count(room, asked)), pin!(Delay::from(PATIENCE))).await {
        Either::Left((true, _)) => {
            let sums = KNOWN.with_borrow(|known| known.get(&payer).map(|(_, sums)| *sums));
            sums.map_or(Ok(()), |sums| budget::affords(limits, &with_waiting(sums, &payer)))
        }
        _ => Ok(()),
    }
}

/// What was spent, with what is not counted yet.
fn with_waiting(mut sums: Sums, payer: &str) -> Sums {
    WAITING.with_borrow(|waiting| {
        for (who, sum) in waiting {
            sums.day.add(*sum);
            sums.month.add(*sum);
            if who == payer {
                sums.visitor.add(*sum);
            }
        }
    });
    sums
}

/// Counts what an answer cost, soon. Nobody waits for it.
pub fn spent(room: &Rc<Room>, spent: &Spent) {
    let sum = Sum { calls: 1, tokens: spent.input + spent.output, micros: spent.micros };
    let payer = room.with(|conversation, _| payer(room, conversation)).unwrap_or_default();
    WAITING.with_borrow_mut(|waiting| waiting.entry(payer).or_default().add(sum));
    let now = config::now();
    if COUNTING.get().is_some_and(|since| since + GONE > now) {
        return;
    }
    COUNTING.set(Some(now));
    let counting = room.clone();
    room.state.wait_until(async move {
        Delay::from(GATHER).await;
        COUNTING.set(None);
        count(&counting, WAITING.take()).await;
    });
}

/// Adds at the desk, and keeps what it says was spent in all. Whether it answered.
async fn count(room: &Rc<Room>, sums: BTreeMap<String, Sum>) -> bool {
    match desk::spend(&room.env, &sums).await {
        Ok(told) => {
            KNOWN.with_borrow_mut(|known| {
                if known.len() >= MOST {
                    known.clear();
                }
                known.extend(told.into_iter().map(|(payer, sums)| (payer, (config::now(), sums))));
            });
            true
        }
        Err(fault) => {
            console_error!("what answers cost is not counted: {}", fault.trouble().text);
            false
        }
    }
}
