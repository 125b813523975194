//! The outbox: what must reach a backend, in order, under keys that stay the same over all tries at one backend.
//!
//! One parcel of a handoff is under way at a time, so the order within a conversation is kept. A packet moves on to
//! the next backend when one keeps failing; the last one is tried for a long but bounded time, while the customer has
//! been asked for an address. A backend that was left may have taken the packet without saying so: once another has
//! confirmed, it is told that the ticket is withdrawn, on a lane of its own that holds up nothing else. What was given up
//! stays, for the team to see and to have tried again ([`super::undelivered`]). Nothing here is a future: a crash between
//! two lines repeats work under the same key.

use super::{Conversation, DeliveryEnd, Draft, Effect, Home, Mode};
use crate::log::{Ms, What};
use crate::site::Site;
use serde::{Deserialize, Serialize};

/// How long one try may take before it counts as failed, in milliseconds.
const TRY_DEADLINE: Ms = 15_000;
/// First pause between tries; doubled each time.
const FIRST_PAUSE: Ms = 1_000;
/// Longest pause between the first tries: a backend that comes back has everything soon after.
const EAGER_PAUSE: Ms = 30_000;
/// How many tries these are: about twenty minutes, in which somebody may still be waiting at the chat. Of a backend that
/// refuses two calls in three, one parcel in ten million fails so often.
const EAGER_TRIES: u32 = 40;
/// Longest pause between tries.
const LONGEST_PAUSE: Ms = 5 * 60_000;
/// Failed tries at one backend before the next one may have its turn.
const TRIES_BEFORE_NEXT: u32 = 3;
/// Failed tries at the last backend before the customer is asked for an address.
const TRIES_BEFORE_ADDRESS: u32 = 4;
/// Failed tries at the last backend before a parcel is given up: with the pauses above, a good day.
const TRIES_IN_ALL: u32 = 300;

/// Time for what a backend took without saying so to be seen by its own search, before it is withdrawn there.
const WITHDRAWN_AFTER: Ms = 60_000;

/// Something to bring to a backend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// Number of the handoff it belongs to
    pub handoff: u32,
    pub cargo: Cargo,
    /// Index into the handoff's route, of a bug into the site's trackers; the rest goes where the packet went
    pub stop: usize,
    /// Failed tries at this backend
    pub tries: u32,
    /// When the first try at this backend was due
    pub since: Ms,
    pub state: ParcelState,
}

/// What a parcel holds; the content is made from the log when it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cargo {
    /// The handoff packet
    Packet,
    /// What the customer said at this position
    Said { seq: u64 },
    /// The address the customer left at this position
    Contact { seq: u64 },
    /// That a person took it
    Claimed,
    /// That the handoff is over
    Closed,
    /// That a packet that may have arrived there was taken elsewhere
    Withdrawn,
    /// What became known after the packet, at this position: for the team
    Late { seq: u64 },
    /// The fault the handoff is about, for a tracker
    Bug,
    /// That nobody confirmed the packet, with the packet: for the backend that is told then, and only then
    Alarm,
}

/// Where a parcel is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParcelState {
    /// Here, to be sent at `due`
    Waiting { due: Ms },
    /// Under way; counts as failed at `deadline`
    Sent { deadline: Ms },
    /// Not tried any more, unless somebody of the team wants it
    GivenUp,
}

impl Parcel {
    pub(super) fn new(handoff: u32, cargo: Cargo, now: Ms) -> Self {
        Self { handoff, cargo, stop: 0, tries: 0, since: now, state: ParcelState::Waiting { due: now } }
    }

    /// When it next needs attention.
    pub fn due(&self) -> Option<Ms> {
        match self.state {
            ParcelState::Waiting { due } => Some(due),
            ParcelState::Sent { deadline } => Some(deadline),
            ParcelState::GivenUp => None,
        }
    }

    /// What it may not overtake: the other parcels of its handoff, but withdrawals, bug reports and alarms only themselves.
    pub fn lane(&self) -> (u32, u8, usize) {
        match self.cargo {
            Cargo::Withdrawn => (self.handoff, 1, self.stop),
            Cargo::Bug => (self.handoff, 2, self.stop),
            Cargo::Alarm => (self.handoff, 3, 0),
            _ => (self.handoff, 0, 0),
        }
    }

    /// The key of this parcel at one backend.
    pub fn key(&self, conversation: &str, backend: &str) -> String {
        let cargo = match self.cargo {
            Cargo::Packet => "packet".to_owned(),
            Cargo::Said { seq } => format!("said-{seq}"),
            Cargo::Contact { seq } => format!("contact-{seq}"),
            Cargo::Claimed => format!("claimed-{}", self.since),
            Cargo::Closed => format!("closed-{}", self.since),
            Cargo::Withdrawn => "withdrawn".to_owned(),
            Cargo::Late { seq } => format!("late-{seq}"),
            Cargo::Bug => "bug".to_owned(),
            Cargo::Alarm => "alarm".to_owned(),
        };
        format!("{conversation}.{}.{cargo}.{backend}", self.handoff)
    }
}

impl Conversation {
    /// When something must happen although nothing arrives: the alarm is this and nothing else.
    pub fn due(&self) -> Option<Ms> {
        self.work_due().into_iter().chain(self.look_again).min()
    }

    /// When work goes on: an answer being made, deliveries. Without any, a conversation may be forgotten in its time.
    pub fn work_due(&self) -> Option<Ms> {
        let answer = match self.mode {
            Mode::Answering { due, .. } => Some(due),
            _ => None,
        };
        let call = self.act.as_ref().and_then(|act| act.due);
        let looking = self.handoffs.iter().filter_map(|handoff| handoff.looking);
        let deliveries = self.turns().into_iter().filter_map(|at| self.outbox[at].due());
        deliveries.chain(answer).chain(call).chain(looking).chain(self.booking_due()).min()
    }

    /// Whose turn it is: of each lane the first parcel. One that was given up has none and holds up nobody, but for a
    /// packet: what follows it waits for it.
    pub fn turns(&self) -> Vec<usize> {
        let mut busy = Vec::new();
        let mut turns = Vec::new();
        for (at, parcel) in self.outbox.iter().enumerate() {
            let over = parcel.state == ParcelState::GivenUp;
            if busy.contains(&parcel.lane()) || (over && parcel.cargo != Cargo::Packet) {
                continue;
            }
            busy.push(parcel.lane());
            if !over {
                turns.push(at);
            }
        }
        turns
    }

    /// The backend a parcel goes to now: a packet's along the route, the rest where the packet was confirmed.
    pub fn backend_of(&self, parcel: &Parcel, site: &Site) -> Option<String> {
        let handoff = self.handoffs.iter().find(|handoff| handoff.number == parcel.handoff)?;
        match parcel.cargo {
            Cargo::Bug => site.trackers.get(parcel.stop).map(|tracker| tracker.name.clone()),
            Cargo::Packet | Cargo::Withdrawn => handoff.route.get(parcel.stop).cloned(),
            Cargo::Alarm => site.handoff.alarm.as_ref().map(|alarm| alarm.backend.clone()),
            _ => handoff.home.as_ref().map(|home| home.backend.clone()),
        }
    }
}

impl Draft<'_> {
    /// Puts a parcel in line.
    pub(super) fn post(&mut self, parcel: Parcel) {
        self.next.outbox.push(parcel);
    }

    fn backend_of(&self, parcel: &Parcel) -> Option<String> {
        self.next.backend_of(parcel, self.world.site)
    }

    /// Sends what is due: of each lane the first parcel only.
    pub(super) fn pump(&mut self) {
        let now = self.world.now;
        self.drop_orphans();
        self.drop_alarms();
        for i in self.next.turns() {
            let parcel = &self.next.outbox[i];
            let ParcelState::Waiting { due } = parcel.state else { continue };
            if due > now {
                continue;
            }
            if let Some(backend) = self.backend_of(parcel) {
                let key = parcel.key(&self.next.id, &backend);
                self.next.outbox[i].state = ParcelState::Sent { deadline: now + TRY_DEADLINE };
                self.effects.push(Effect::Deliver { key, backend });
            } else {
                // A packet without a backend: none is configured here. Kept, and looked at again.
                self.next.outbox[i].state = ParcelState::Waiting { due: now + LONGEST_PAUSE };
                self.ask_for_address(i);
            }
        }
    }

    /// What should follow a packet that was given up has nowhere to go.
    fn drop_orphans(&mut self) {
        let orphan = |parcel: &Parcel| {
            !matches!(parcel.cargo, Cargo::Packet | Cargo::Alarm)
                && self.backend_of(parcel).is_none()
                && !self.next.outbox.iter().any(|p| p.handoff == parcel.handoff && p.cargo == Cargo::Packet)
        };
        let orphans: Vec<Parcel> = self.next.outbox.iter().filter(|parcel| orphan(parcel)).cloned().collect();
        for parcel in orphans {
            self.next.outbox.retain(|other| *other != parcel);
            let key = parcel.key(&self.next.id, "none");
            self.log(What::DeliveryAbandoned { key, why: "the packet before it was given up".to_owned() });
        }
    }

    /// After a crash: what was under way goes again at once, under the same key.
    pub(super) fn resend(&mut self) {
        let now = self.world.now;
        for parcel in &mut self.next.outbox {
            if matches!(parcel.state, ParcelState::Sent { .. }) {
                parcel.state = ParcelState::Waiting { due: now };
            }
        }
    }

    /// Tries that never reported have failed.
    pub(super) fn expire_deliveries(&mut self) {
        let now = self.world.now;
        let late: Vec<usize> = (0..self.next.outbox.len())
            .filter(
                |i| matches!(self.next.outbox[*i].state, ParcelState::Sent { deadline } if deadline <= now),
            )
            .rev()
            .collect();
        for i in late {
            self.failed(i, "no answer before the deadline".to_owned(), None, false);
        }
    }

    pub(super) fn delivery_ended(&mut self, key: &str, end: DeliveryEnd) {
        let at = self.next.outbox.iter().position(|parcel| {
            matches!(parcel.state, ParcelState::Sent { .. })
                && self.backend_of(parcel).is_some_and(|backend| parcel.key(&self.next.id, &backend) == key)
        });
        let Some(at) = at else {
            return self.ignore("delivery-ended", &format!("nothing is under way as `{key}`"));
        };
        match end {
            DeliveryEnd::Accepted { ticket } => self.delivered(at, key, ticket),
            DeliveryEnd::Refused { why, after } => self.failed(at, why, after, false),
            DeliveryEnd::Impossible { why } => self.failed(at, why, None, true),
        }
    }

    fn delivered(&mut self, at: usize, key: &str, ticket: String) {
        let Some(backend) = self.backend_of(&self.next.outbox[at]) else { return };
        let parcel = self.next.outbox.remove(at);
        self.log(What::Delivered { key: key.to_owned(), backend: backend.clone(), ticket: ticket.clone() });
        if parcel.cargo == Cargo::Bug {
            let handoff = parcel.handoff;
            let seq = self.log(What::Reported { handoff, tracker: backend, issue: ticket });
            self.post(Parcel::new(handoff, Cargo::Late { seq }, self.world.now));
            return;
        }
        if parcel.cargo != Cargo::Packet {
            return;
        }
        let Some(handoff) = self.next.handoffs.iter_mut().find(|handoff| handoff.number == parcel.handoff)
        else {
            return;
        };
        handoff.home = Some(Home { backend, ticket });
        handoff.confirmed = Some(self.world.now);
        let left: Vec<usize> =
            (0..parcel.stop).filter(|stop| handoff.route[*stop] != handoff.route[parcel.stop]).collect();
        let reference = handoff.reference.clone();
        if !handoff.closed && self.next.mode == Mode::Handing {
            let text = self.say("delivered", &[("reference", &reference)]);
            self.log(What::Confirmed { handoff: parcel.handoff, text });
            self.next.mode = Mode::Waiting;
            // Which times to be called are still to be had, wherever it is worked on.
            if self.world.site.callback.is_some() {
                self.effects.push(Effect::LookAtTeam);
            }
        }
        // A backend that failed may have taken it all the same: no answer is not a no.
        for stop in left {
            let due = self.world.now + WITHDRAWN_AFTER;
            self.post(Parcel { stop, ..Parcel::new(parcel.handoff, Cargo::Withdrawn, due) });
        }
    }

    fn failed(&mut self, at: usize, why: String, after: Option<Ms>, for_good: bool) {
        let now = self.world.now;
        let Some(backend) = self.backend_of(&self.next.outbox[at]) else { return };
        let key = self.next.outbox[at].key(&self.next.id, &backend);
        self.log(What::DeliveryFailed { key: key.clone(), backend, why: why.clone() });
        let patience = self.world.site.handoff.next_backend_after * 1000;
        let parcel = &mut self.next.outbox[at];
        parcel.tries += 1;
        let stops =
            self.next.handoffs.iter().find(|h| h.number == parcel.handoff).map_or(0, |h| h.route.len());
        let last = parcel.cargo != Cargo::Packet || parcel.stop + 1 >= stops;
        let worn = parcel.tries >= TRIES_BEFORE_NEXT && now.saturating_sub(parcel.since) >= patience;
        if !last && (for_good || worn) {
            *parcel = Parcel { stop: parcel.stop + 1, ..Parcel::new(parcel.handoff, Cargo::Packet, now) };
            return;
        }
        if parcel.tries >= TRIES_IN_ALL || (for_good && parcel.cargo != Cargo::Packet) {
            parcel.state = ParcelState::GivenUp;
            self.log(What::DeliveryAbandoned { key, why });
            return;
        }
        let pause = pause(parcel.tries, &key).max(after.unwrap_or(0));
        parcel.state = ParcelState::Waiting { due: now + pause };
        if last && (for_good || parcel.tries >= TRIES_BEFORE_ADDRESS) {
            self.ask_for_address(at);
        }
    }

    /// Nothing took the packet for now: the customer is asked for an address, once a handoff.
    fn ask_for_address(&mut self, at: usize) {
        let parcel = &self.next.outbox[at];
        let (number, is_packet) = (parcel.handoff, parcel.cargo == Cargo::Packet);
        let Some(handoff) = self.next.handoffs.iter_mut().find(|handoff| handoff.number == number) else {
            return;
        };
        if !is_packet || handoff.asked_for_address || handoff.closed {
            return;
        }
        handoff.asked_for_address = true;
        let reference = handoff.reference.clone();
        let text = self.say("leave-address", &[("reference", &reference)]);
        self.log(What::AskedForAddress { handoff: number, text });
    }
}

/// Exponential backoff with jitter: between three quarters and all of the doubled pause. The jitter is a hash of key
/// and try, so that the same history always gives the same times.
fn pause(tries: u32, key: &str) -> Ms {
    let longest = if tries <= EAGER_TRIES { EAGER_PAUSE } else { LONGEST_PAUSE };
    let full = FIRST_PAUSE.saturating_mul(1 << tries.saturating_sub(1).min(20)).min(longest);
    let seed = format!("{key} {tries}").bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    full - (full / 4) * (seed >> 32) / u64::from(u32::MAX)
}
