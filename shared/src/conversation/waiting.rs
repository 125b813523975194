//! Waiting for a person: what is really so, what the customer is told of it, and what they may do instead.

use super::booking::slots_of;
use super::outbox::{Cargo, Parcel};
use super::{Conversation, Draft, Handoff, Mode};
use crate::hours::{Hours, Opening};
use crate::log::{Ms, What};
use crate::parts::{Arrangement, Contact};
use crate::promise::words::{Told, words};
use crate::promise::{self, Promise, Reached, State};
use crate::site::Site;
use crate::team::Team;
use crate::wire::{Slot, Way};
use serde::{Deserialize, Serialize};

/// Failed tries after which a packet is no longer said to be on its way.
const TRIES_BEFORE_STUCK: u32 = 3;
/// Times to be called that are offered at once.
const SLOTS: usize = 5;
/// Days ahead a call may be asked for.
const AHEAD: Ms = 8 * 86_400_000;
/// What the desk told is news for so long, in milliseconds.
pub(super) const NEWS: Ms = 60_000;

/// What the customer picked instead of waiting here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Wish {
    /// To be called at this number, between these moments (milliseconds since 1970)
    /// (`when`: on the team's clock; `slot`: the desk counted it)
    Callback {
        phone: String,
        from: Ms,
        to: Ms,
        when: String,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        slot: bool,
    },
    /// An answer to this address
    Email { email: String },
    /// An answer here, whenever: nobody waits
    Ticket,
}

impl Conversation {
    /// The handoff that waits for a person.
    fn waits(&self) -> Option<&Handoff> {
        self.open_handoff().filter(|_| matches!(self.mode, Mode::Handing | Mode::Waiting))
    }

    /// What is told about waiting now; nothing where nobody waits.
    pub fn promise(&self, site: &Site, now: Ms) -> Option<Promise> {
        Some(promise::promise(&self.state(self.waits()?, site, now)))
    }

    fn state<'a>(&'a self, handoff: &'a Handoff, site: &'a Site, now: Ms) -> State<'a> {
        let queue = site.routing.queue(queue_of(handoff));
        let team = self.team.as_ref();
        State {
            now,
            reached: self.reached(handoff, site),
            hours: queue.hours.as_ref().or(site.opening.as_ref()),
            // Until the desk told this one's place, who is there is not yet known for it.
            load: team.filter(|team| team.ahead.is_some()).and_then(|team| team.load(&queue.name)),
            ahead: team.and_then(|team| team.ahead),
            callback: match handoff.wish {
                Some(Wish::Callback { from, to, .. }) => Some((from, to)),
                _ => None,
            },
            by: handoff.by,
        }
    }

    fn reached(&self, handoff: &Handoff, site: &Site) -> Reached {
        let Some(home) = &handoff.home else {
            let packet = |parcel: &&Parcel| parcel.handoff == handoff.number && parcel.cargo == Cargo::Packet;
            let tries = self.outbox.iter().find(packet).map_or(TRIES_BEFORE_STUCK, |parcel| parcel.tries);
            let stuck = handoff.asked_for_address || tries >= TRIES_BEFORE_STUCK;
            return if stuck { Reached::Failing } else { Reached::OnItsWay };
        };
        let desk = site.backends.iter().any(|backend| backend.name == home.backend && backend.kind == "desk");
        if desk { Reached::Desk { since: handoff.confirmed.unwrap_or(handoff.at) } } else { Reached::Tool }
    }

    /// The promise in the customer's language; empty where nobody waits.
    pub fn promise_words(&self, site: &Site, now: Ms) -> String {
        let (Some(handoff), Some(promise)) = (self.waits(), self.promise(site, now)) else {
            return String::new();
        };
        words(&promise, &self.told(handoff, site, now, &site.hours_in(&self.language)))
    }

    fn told<'a>(&'a self, handoff: &'a Handoff, site: &'a Site, now: Ms, open: &'a str) -> Told<'a> {
        let phone = match &handoff.wish {
            Some(Wish::Callback { phone, .. }) => phone.as_str(),
            _ => "",
        };
        Told {
            now,
            language: &self.language,
            words: site.words(&self.language),
            hours: hours_of(handoff, site),
            open,
            reference: &handoff.reference,
            phone,
        }
    }

    /// When the promise must be looked at again although nothing arrives.
    fn look_again(&self, site: &Site, now: Ms) -> Option<Ms> {
        let state = self.state(self.waits()?, site, now);
        promise::until(&state, &promise::promise(&state))
    }

    /// What the customer may pick, and the times at which they can be called. Nothing while it connects, nor before the
    /// team has the request: first it must be safe.
    pub fn ways(&self, site: &Site, now: Ms) -> (Vec<Way>, Vec<Slot>) {
        let Some(handoff) = self.waits().filter(|handoff| handoff.home.is_some()) else {
            return (Vec::new(), Vec::new());
        };
        if self.promise(site, now) == Some(Promise::Live) {
            return (Vec::new(), Vec::new());
        }
        let slots = self.slots(handoff, site, now);
        let mut ways = Vec::new();
        if handoff.wish.is_some() {
            ways.push(Way::Wait);
        }
        if !slots.is_empty() && !matches!(handoff.wish, Some(Wish::Callback { .. })) {
            ways.push(Way::Callback);
        }
        if !matches!(handoff.wish, Some(Wish::Email { .. })) {
            ways.push(Way::Email);
        }
        if handoff.wish != Some(Wish::Ticket) {
            ways.push(Way::Ticket);
        }
        (ways, slots)
    }

    /// The first is as soon as the owner promises, named 0; then whole slots in open time.
    fn slots(&self, handoff: &Handoff, site: &Site, now: Ms) -> Vec<Slot> {
        let open = site.hours_in(&self.language);
        let told = self.told(handoff, site, now, &open);
        let (Some(callback), Some(hours)) = (&site.callback, told.hours) else { return Vec::new() };
        let Some(soon) = hours.after(now, callback.within.into()) else { return Vec::new() };
        let long = Ms::from(callback.slot) * 60_000;
        let when = crate::hours::words::moment(soon, now, &hours.zone, told.words);
        let full = self.full(&site.routing.queue(queue_of(handoff)).name);
        let (phone, when_it_is) = (String::new(), String::new());
        let at_once = Wish::Callback { phone, from: now, to: soon, when: when_it_is, slot: true };
        let free = slots_of(handoff, &at_once, site).iter().any(|at| !full.contains(at));
        let first =
            free.then(|| Slot { at: 0, text: told.words.say("said.callback-soon", &[("when", &when)]) });
        let later = hours.slots(soon, callback.slot.into(), SLOTS + full.len()).into_iter();
        let later = later.take_while(|at| *at < now + AHEAD).filter(|at| !full.contains(at)).take(SLOTS);
        let later = later.map(|at| Slot { at, text: told.slot(at, at + long) });
        first.into_iter().chain(later).collect()
    }

    /// From and to of a call at a time that was offered a while ago; nothing if it cannot be had any more.
    fn callback_at(&self, handoff: &Handoff, site: &Site, now: Ms, at: Ms) -> Option<(Ms, Ms)> {
        let (callback, hours) = (site.callback.as_ref()?, hours_of(handoff, site)?);
        if at == 0 {
            return Some((now, hours.after(now, callback.within.into())?));
        }
        let to = at.checked_add(Ms::from(callback.slot) * 60_000)?;
        let whole = at > now && to < now + AHEAD + 86_400_000;
        let open = whole && hours.opening(at).is_open();
        (open && hours.opening(at).changes().is_none_or(|closes| closes >= to)).then_some((at, to))
    }
}

pub(super) fn queue_of(handoff: &Handoff) -> &str {
    handoff.routed.as_ref().map_or("", |routed| routed.queue.as_str())
}

pub(super) fn hours_of<'a>(handoff: &Handoff, site: &'a Site) -> Option<&'a Hours> {
    site.routing.queue(queue_of(handoff)).hours.as_ref().or(site.opening.as_ref())
}

impl Draft<'_> {
    /// After everything else of a step: keeps what the customer is told now, where it is of another kind, and when it
    /// must be looked at again.
    pub(super) fn promise(&mut self) {
        let (site, now) = (self.world.site, self.world.now);
        self.next.look_again = self.next.look_again(site, now);
        let Some(promise) = self.next.promise(site, now) else { return };
        let Some(handoff) = self.next.handoffs.last_mut() else { return };
        if handoff.told.is_none_or(|told| told.mode() != promise.mode()) {
            handoff.told = Some(promise);
            let handoff = handoff.number;
            self.log(What::Promised { handoff, promise });
        }
    }

    /// The desk told who is there.
    pub(super) fn team_seen(&mut self, team: Team) {
        // An answer to a question asked before the handoff knows no place, and must not take it away.
        let known = self.next.team.take().and_then(|team| team.ahead);
        self.next.team = Some(Team { ahead: team.ahead.or(known), ..team });
        self.next.team_at = self.world.now;
    }

    /// Why nobody could take a handoff now: closed, or as the desk told just now.
    pub(super) fn nobody(&self) -> Option<String> {
        let (site, now) = (self.world.site, self.world.now);
        if let Some(Opening::Closed { .. }) = site.opening.as_ref().map(|hours| hours.opening(now)) {
            return Some("the team does not work at this hour".to_owned());
        }
        let loads = &self.news()?.loads;
        if loads.iter().all(|load| load.here == 0) {
            return Some("nobody is at the desk".to_owned());
        }
        let free: u32 = loads.iter().map(|load| load.free).max().unwrap_or(0);
        (free == 0).then(|| "everybody at the desk has their hands full".to_owned())
    }

    /// The customer picked what to do instead of waiting here, or to wait after all.
    pub(super) fn arranged(&mut self, how: Arrangement) {
        let (site, now) = (self.world.site, self.world.now);
        let Some(handoff) = self.next.waits() else {
            return self.ignore("arranged", "nobody waits for a person");
        };
        let number = handoff.number;
        let wish = match how {
            Arrangement::Wait => None,
            Arrangement::Ticket => Some(Wish::Ticket),
            Arrangement::Email { email } => Some(Wish::Email { email }),
            Arrangement::Callback { at, phone } => {
                let Some((from, to)) = self.next.callback_at(handoff, site, now, at) else {
                    let text = self.say("slot-gone", &[]);
                    self.log(What::Arranged { handoff: number, wish: None, taken: false, text });
                    return;
                };
                let zone = hours_of(handoff, site).map(|hours| &hours.zone);
                let when = zone.map(|zone| crate::hours::words::dated(from, to, zone)).unwrap_or_default();
                Some(Wish::Callback { phone, from, to, when, slot: true })
            }
        };
        if handoff.wish == wish && handoff.booking.is_none() {
            return self.ignore("arranged", "it was picked before");
        }
        match wish {
            Some(wish @ Wish::Callback { slot: true, .. }) => {
                let first =
                    self.next.open_handoff().and_then(|one| slots_of(one, &wish, site).first().copied());
                self.ask_slot(wish, first.unwrap_or(now));
            }
            Some(wish) => {
                self.free_slot();
                self.grant(wish);
            }
            None => {
                self.free_slot();
                self.settle(None);
            }
        }
    }

    /// The customer has what they picked.
    pub(super) fn grant(&mut self, wish: Wish) {
        self.settle(Some(wish));
    }

    fn settle(&mut self, wish: Option<Wish>) {
        let (site, now) = (self.world.site, self.world.now);
        let Some(handoff) = self.next.open_handoff() else {
            return self.ignore("arranged", "the handoff is over");
        };
        let (number, reference) = (handoff.number, handoff.reference.clone());
        let open = site.hours_in(&self.next.language);
        let (key, contact, when) = match &wish {
            None => ("arranged-wait", Contact::default(), String::new()),
            Some(Wish::Ticket) => ("arranged-ticket", Contact::default(), String::new()),
            Some(Wish::Email { email }) => {
                ("arranged-email", Contact { email: email.clone(), ..Contact::default() }, String::new())
            }
            Some(Wish::Callback { phone, from, to, .. }) => {
                let when = self.next.told(handoff, site, now, &open).slot(*from, *to);
                ("arranged-callback", Contact { phone: phone.clone(), ..Contact::default() }, when)
            }
        };
        let fill = [
            ("email", contact.email.as_str()),
            ("phone", &contact.phone),
            ("when", &when),
            ("reference", &reference),
        ];
        let text = self.say(key, &fill);
        self.keep_contact(contact);
        let seq = self.log(What::Arranged { handoff: number, wish: wish.clone(), taken: true, text });
        if let Some(handoff) = self.next.handoffs.last_mut() {
            handoff.wish = wish;
        }
        self.post(Parcel::new(number, Cargo::Contact { seq }, now));
    }
}

#[cfg(test)]
mod tests;
