//! A time to be called is had by as many as there are people to call: the desk counts, for all conversations together.
//!
//! What a customer picks is asked of the desk and is theirs once it says yes; nothing is promised before. "As soon as
//! possible" takes the first slot that is free within the time it promises: where none is, it is not offered.

use super::waiting::{Wish, hours_of, queue_of};
use super::{Conversation, Draft, Effect, Handoff};
use crate::hours::Hours;
use crate::log::{Ms, What};
use crate::site::Site;
use crate::team::{Load, Team};
use serde::{Deserialize, Serialize};

/// Slots that are looked at for a call as soon as possible.
const MOST_SLOTS: usize = 64;

/// How long the desk may take, in milliseconds.
const PATIENCE: Ms = 10_000;

/// A slot that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub wish: Wish,
    /// Its beginning
    pub at: Ms,
    /// When no answer counts as no
    pub due: Ms,
}

/// A request to the desk: to have this slot, or none any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    pub conversation: String,
    pub handoff: u32,
    pub queue: String,
    pub at: Option<Ms>,
    /// As good as that one, in this order: of a call as soon as possible
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub or: Vec<Ms>,
    /// As many may have it
    pub most: u32,
}

/// What the desk said: whether the slot is this one's, and which are taken by as many as may have them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booked {
    pub yes: bool,
    pub full: Vec<Ms>,
}

impl Conversation {
    /// What to ask the desk for a handoff.
    pub fn booking(&self, handoff: u32, site: &Site) -> Option<Booking> {
        let one = self.handoffs.iter().find(|one| one.number == handoff)?;
        let queue = site.routing.queue(queue_of(one));
        let slots = match (&one.booking, &one.wish) {
            (Some(asked), _) => slots_of(one, &asked.wish, site),
            (None, Some(wish @ Wish::Callback { slot: true, .. })) if !one.closed => {
                slots_of(one, wish, site)
            }
            _ => Vec::new(),
        };
        let mut slots = slots.into_iter();
        Some(Booking {
            conversation: self.id.clone(),
            handoff,
            queue: queue.name.clone(),
            at: slots.next(),
            or: slots.collect(),
            most: site.calls_at_once(queue),
        })
    }

    /// Slots of a queue that nobody can have any more, as the desk last told.
    pub(super) fn full(&self, queue: &str) -> &[Ms] {
        self.team.as_ref().and_then(|team| team.load(queue)).map_or(&[], |load| load.full.as_slice())
    }

    /// Until when the desk may answer.
    pub(super) fn booking_due(&self) -> Option<Ms> {
        self.handoffs.iter().filter_map(|handoff| Some(handoff.booking.as_ref()?.due)).min()
    }
}

/// The slots in which this wish could be met: the one that was picked; of "as soon as possible" every one up to its end,
/// the running one first.
pub(super) fn slots_of(handoff: &Handoff, wish: &Wish, site: &Site) -> Vec<Ms> {
    let (Wish::Callback { from, to, .. }, Some(callback)) = (wish, &site.callback) else { return Vec::new() };
    let long = Ms::from(callback.slot) * 60_000;
    let picked = |hours: &Hours| to - from == long && hours.slots(*from, callback.slot.into(), 1) == [*from];
    match hours_of(handoff, site) {
        Some(hours) if !picked(hours) => {
            let begun = from.saturating_sub(long - 1);
            let all = hours.slots(begun, callback.slot.into(), MOST_SLOTS);
            let within: Vec<Ms> = all.into_iter().take_while(|at| at < to).collect();
            // Less open time than a slot is long: then it is that one's beginning that is counted.
            if within.is_empty() { vec![from / long * long] } else { within }
        }
        _ => vec![*from],
    }
}

impl Draft<'_> {
    /// Asks the desk for the slot. A slot asked for before is given back by it: a handoff has one.
    pub(super) fn ask_slot(&mut self, wish: Wish, at: Ms) {
        let due = self.world.now + PATIENCE;
        let Some(handoff) = self.next.handoffs.last_mut() else { return };
        handoff.booking = Some(Asked { wish, at, due });
        let handoff = handoff.number;
        self.effects.push(Effect::Book { handoff });
    }

    /// Tells the desk that a slot is not needed any more, where there was one.
    pub(super) fn free_slot(&mut self) {
        let Some(handoff) = self.next.handoffs.last_mut() else { return };
        let held = matches!(handoff.wish, Some(Wish::Callback { slot: true, .. }));
        if handoff.booking.take().is_some() || held {
            let handoff = handoff.number;
            self.effects.push(Effect::Book { handoff });
        }
    }

    /// The desk answered.
    pub(super) fn booked(&mut self, handoff: u32, said: Booked) {
        let site = self.world.site;
        let Some(one) = self.next.handoffs.iter_mut().find(|one| one.number == handoff) else {
            return self.ignore("booked", "there is no such handoff");
        };
        let queue = site.routing.queue(queue_of(one)).name.clone();
        let asked = one.booking.take();
        let team = self.next.team.get_or_insert(Team { loads: Vec::new(), ahead: None });
        match team.loads.iter_mut().find(|load| load.queue == queue) {
            Some(load) => load.full = said.full,
            None => {
                team.loads.push(Load { queue, here: 0, free: 0, waiting: 0, wait: None, full: said.full })
            }
        }
        let Some(asked) = asked else { return self.ignore("booked", "nothing was asked for") };
        if said.yes {
            return self.grant(asked.wish);
        }
        let text = self.say("slot-gone", &[]);
        self.log(What::Arranged { handoff, wish: None, taken: false, text });
    }

    /// The desk did not answer: nothing was promised, and nothing is.
    pub(super) fn expire_booking(&mut self) {
        let now = self.world.now;
        let late = |one: &&Handoff| one.booking.as_ref().is_some_and(|asked| asked.due <= now);
        let Some(handoff) = self.next.handoffs.iter().find(late).map(|one| one.number) else { return };
        let queue =
            self.next.handoffs.iter().find(late).map(|one| queue_of(one).to_owned()).unwrap_or_default();
        let full = self.next.full(&queue).to_vec();
        self.booked(handoff, Booked { yes: false, full });
        // It may have heard all the same.
        self.effects.push(Effect::Book { handoff });
    }

    /// After a crash the desk is asked again; it says the same to the same.
    pub(super) fn book_again(&mut self) {
        let due = self.world.now + PATIENCE;
        for handoff in &mut self.next.handoffs {
            if let Some(asked) = &mut handoff.booking {
                asked.due = due;
                self.effects.push(Effect::Book { handoff: handoff.number });
            }
        }
    }
}
