//! What has not arrived where it should: told to the team beside the backends that fail. A list for the desk, with what
//! each backend answered; a word to try at once, or to leave what was given up; and the alarm, a second channel that is
//! told once when nobody confirmed a handoff.
//!
//! The list is a view of outbox and log: whatever changes the outbox changes it, and the desk is told whenever it did.

use super::outbox::{Cargo, Parcel, ParcelState};
use super::{Conversation, Draft, Effect, Handoff, Mode};
use crate::log::What;
use crate::policy::Words as _;
use crate::site::Site;
use crate::wire::desk::{Tried, Undelivered};

/// Failed tries from which on it is listed: a single one happens, and is over in a second.
const TRIES_BEFORE_LISTED: u32 = 2;

impl Parcel {
    /// Its name in its conversation, the same wherever it goes now.
    pub fn name(&self) -> String {
        let stop = match self.cargo {
            Cargo::Withdrawn | Cargo::Bug => format!(".{}", self.stop),
            _ => String::new(),
        };
        let key = self.key("", "");
        format!("{}{stop}", key.trim_matches('.'))
    }

    fn is_listed(&self) -> bool {
        let moved_on = self.cargo == Cargo::Packet && self.stop > 0;
        moved_on || self.tries >= TRIES_BEFORE_LISTED || self.state == ParcelState::GivenUp
    }

    /// What it is, to the team.
    fn what(&self) -> &'static str {
        match self.cargo {
            Cargo::Packet => "the handoff",
            Cargo::Said { .. } => "what the customer said later",
            Cargo::Contact { .. } => "an address or a wish of the customer",
            Cargo::Claimed => "that somebody took it",
            Cargo::Closed => "that it is over",
            Cargo::Withdrawn => "that it was taken elsewhere",
            Cargo::Late { .. } => "what became known later",
            Cargo::Bug => "the bug report",
            Cargo::Alarm => "the alarm",
        }
    }
}

impl Conversation {
    /// All that should have arrived and has not, in the order it was posted.
    pub fn undelivered(&self, site: &Site) -> Vec<Undelivered> {
        self.outbox.iter().filter(|one| one.is_listed()).filter_map(|one| self.listed(one, site)).collect()
    }

    fn listed(&self, parcel: &Parcel, site: &Site) -> Option<Undelivered> {
        let handoff = self.handoffs.iter().find(|handoff| handoff.number == parcel.handoff)?;
        Some(Undelivered {
            conversation: self.id.clone(),
            reference: handoff.reference.clone(),
            parcel: parcel.name(),
            what: parcel.what().to_owned(),
            priority: handoff.decision.priority.word().to_owned(),
            since: if parcel.cargo == Cargo::Packet { handoff.at } else { parcel.since },
            tried: self.tried(parcel, handoff, site),
            next: parcel.due(),
        })
    }

    /// Who was asked to take it, in that order, and what each said last.
    fn tried(&self, parcel: &Parcel, handoff: &Handoff, site: &Site) -> Vec<Tried> {
        let backends = match parcel.cargo {
            Cargo::Packet => handoff.route.iter().take(parcel.stop + 1).cloned().collect(),
            _ => Vec::from_iter(self.backend_of(parcel, site)),
        };
        let told = |backend: String| {
            let of = parcel.key(&self.id, &backend);
            let failed = self.log.iter().filter_map(|entry| match &entry.what {
                What::DeliveryFailed { key, why, .. } if *key == of => Some((entry.at, why.clone())),
                _ => None,
            });
            let all: Vec<_> = failed.collect();
            let (at, answer) = all.last().cloned().unwrap_or_default();
            Tried { backend, tries: all.len() as u32, answer, at }
        };
        backends.into_iter().map(told).collect()
    }

    /// Whether a handoff that is not in the best of hands needs somebody to look: nobody has confirmed it, or only the
    /// desk did, in the place of a backend that did not, and nobody there took it.
    fn needs_alarm(&self, handoff: &Handoff, site: &Site) -> bool {
        if handoff.closed || site.handoff.alarm.is_none() {
            return false;
        }
        handoff.home.is_none() || (self.fell_back(handoff, site) && self.mode == Mode::Waiting)
    }

    fn fell_back(&self, handoff: &Handoff, site: &Site) -> bool {
        let is_desk = |name: &str| site.backends.iter().any(|one| one.name == name && one.kind == "desk");
        let first = handoff.route.first();
        handoff.home.as_ref().is_some_and(|home| is_desk(&home.backend) && first != Some(&home.backend))
    }

    /// Who was asked to take a handoff, and what each said last.
    pub fn asked(&self, handoff: &Handoff, site: &Site) -> Vec<Tried> {
        let stop = handoff.route.len().saturating_sub(1);
        let packet = Parcel { stop, ..Parcel::new(handoff.number, Cargo::Packet, handoff.at) };
        self.tried(&packet, handoff, site)
    }
}

impl Draft<'_> {
    /// Has somebody told in good time, where the owner names whom.
    pub(super) fn set_alarm(&mut self, handoff: u32) {
        let Some(alarm) = &self.world.site.handoff.alarm else { return };
        if self.world.backends.contains(&alarm.backend) {
            self.post(Parcel::new(handoff, Cargo::Alarm, self.world.now + alarm.after * 1000));
        }
    }

    /// An alarm that is not needed any more goes; one that has begun to be told is told.
    pub(super) fn drop_alarms(&mut self) {
        let site = self.world.site;
        let needed = |parcel: &Parcel| {
            let begun = parcel.tries > 0 || matches!(parcel.state, ParcelState::Sent { .. });
            let handoff = self.next.handoffs.iter().find(|handoff| handoff.number == parcel.handoff);
            (begun && site.handoff.alarm.is_some())
                || handoff.is_some_and(|handoff| self.next.needs_alarm(handoff, site))
        };
        let keep: Vec<bool> =
            self.next.outbox.iter().map(|one| one.cargo != Cargo::Alarm || needed(one)).collect();
        let mut keep = keep.into_iter();
        self.next.outbox.retain(|_| keep.next().unwrap_or(true));
    }

    /// The desk hears of every change of the list.
    pub(super) fn tell_undelivered(&mut self, before: &Vec<Undelivered>) {
        let site = self.world.site;
        let told = self.effects.contains(&Effect::TellUndelivered);
        if !told && *before != self.next.undelivered(site) {
            self.effects.push(Effect::TellUndelivered);
        }
    }

    /// After a crash nobody knows whether it heard.
    pub(super) fn tell_again(&mut self) {
        if !self.next.undelivered(self.world.site).is_empty() {
            self.effects.push(Effect::TellUndelivered);
        }
    }

    /// Somebody of the team wants it tried now. What was given up begins anew, a packet at the first backend.
    pub(super) fn retry(&mut self, parcel: &str, name: &str) {
        let now = self.world.now;
        let found = self.next.outbox.iter_mut().find(|one| one.name() == parcel);
        match found.map(|one| (one.state.clone(), one)) {
            Some((ParcelState::Waiting { .. }, one)) => one.state = ParcelState::Waiting { due: now },
            Some((ParcelState::GivenUp, one)) => {
                let stop = if one.cargo == Cargo::Packet { 0 } else { one.stop };
                let state = ParcelState::Waiting { due: now };
                *one = Parcel { stop, tries: 0, state, ..one.clone() };
            }
            Some((ParcelState::Sent { .. }, _)) => {
                self.ignore("retry-asked", "it is being tried now");
                return self.effects.push(Effect::TellUndelivered);
            }
            None => {
                self.ignore("retry-asked", "nothing of this name waits to be delivered");
                return self.effects.push(Effect::TellUndelivered);
            }
        }
        self.log(What::RetryAsked { parcel: parcel.to_owned(), name: name.to_owned() });
    }

    /// Somebody of the team has seen that it was given up, and leaves it so.
    pub(super) fn leave_undelivered(&mut self, parcel: &str, name: &str) {
        let before = self.next.outbox.len();
        self.next.outbox.retain(|one| one.name() != parcel || one.state != ParcelState::GivenUp);
        if self.next.outbox.len() == before {
            self.ignore("undelivered-left", "nothing of this name was given up");
            return self.effects.push(Effect::TellUndelivered);
        }
        self.log(What::UndeliveredLeft { parcel: parcel.to_owned(), name: name.to_owned() });
    }
}

#[cfg(test)]
mod tests;
