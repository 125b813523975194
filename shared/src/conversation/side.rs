//! What goes on beside a handoff and never holds it up: a bug report where it is about a fault, and what other tools
//! know of the customer. Both are added to the ticket later, wherever it lives by then.

use super::outbox::{Cargo, Parcel, ParcelState};
use super::{Conversation, Draft, Effect};
use crate::enrich::{self, Known};
use crate::log::What;
use crate::page::Page;
use crate::tracker;

impl Draft<'_> {
    /// Begins both for the handoff just made.
    pub(super) fn beside(&mut self) {
        let (site, now) = (self.world.site, self.world.now);
        let Some(handoff) = self.next.handoffs.last() else { return };
        let number = handoff.number;
        if tracker::is_fault(self.next.page.as_ref(), handoff) {
            for stop in 0..site.trackers.len() {
                self.post(Parcel { stop, ..Parcel::new(number, Cargo::Bug, now) });
            }
        }
        self.look_up(number);
    }

    /// Asks other tools who the customer of this handoff is.
    fn look_up(&mut self, number: u32) {
        let (site, now) = (self.world.site, self.world.now);
        if site.enrichers.is_empty() {
            return;
        }
        match enrich::who(&self.next, site.enrichment, now) {
            Ok(_) => {
                // A second more than the edge takes, which then has said why.
                let until = now + (site.enrichment.deadline + 1) * 1000;
                if let Some(handoff) = self.next.handoffs.iter_mut().find(|one| one.number == number) {
                    handoff.looking = Some(until);
                }
                self.effects.push(Effect::LookUp { handoff: number });
            }
            // Nobody was asked: for the desk to show, not worth a note in a ticket.
            Err(why) => {
                let known = self.unknown(why);
                self.log(What::Enriched { handoff: number, known });
            }
        }
    }

    /// The site has come to vouch for the customer: now other tools may be asked, where they were not.
    pub(super) fn look_up_again(&mut self) {
        let open = self.next.open_handoff().filter(|handoff| handoff.looking.is_none());
        if let Some(number) = open.map(|handoff| handoff.number) {
            self.look_up(number);
        }
    }

    /// What became known at this position goes to whoever has the handoff, as a note.
    pub(super) fn late(&mut self, seq: u64) {
        if let Some(number) = self.next.open_handoff().map(|handoff| handoff.number) {
            self.post(Parcel::new(number, Cargo::Late { seq }, self.world.now));
        }
    }

    /// The customer is on another page than before, or sees another error, while people have it: they get one note, with
    /// the place of now. A note that has not left yet is replaced.
    pub(super) fn moved(&mut self, before: Option<Page>) {
        let (Some(page), Some(handoff)) = (self.next.page.clone(), self.next.open_handoff()) else { return };
        let place = |page: &Page| (page.path().to_owned(), page.errors.clone());
        if !self.next.is_with_people() || before.as_ref().map(place) == Some(place(&page)) {
            return;
        }
        let number = handoff.number;
        let Conversation { log, outbox, .. } = &mut self.next;
        let moved = |seq: u64| {
            log.iter().any(|entry| entry.seq == seq && matches!(entry.what, What::CustomerMoved { .. }))
        };
        outbox.retain(|parcel| match (&parcel.cargo, &parcel.state) {
            (Cargo::Late { seq }, ParcelState::Waiting { .. }) => parcel.handoff != number || !moved(*seq),
            _ => true,
        });
        let seq = self.log(What::CustomerMoved { handoff: number, page });
        self.late(seq);
    }

    pub(super) fn enriched(&mut self, handoff: u32, known: Vec<Known>) {
        let open = self.next.handoffs.iter_mut().find(|one| one.number == handoff && one.looking.is_some());
        let Some(open) = open else {
            return self.ignore("enriched", "nobody is asked about this handoff any more");
        };
        open.looking = None;
        let seq = self.log(What::Enriched { handoff, known });
        self.post(Parcel::new(handoff, Cargo::Late { seq }, self.world.now));
    }

    /// The edge reports within its deadline; if it did not, it was killed and not yet woken, or a tool holds it up.
    pub(super) fn expire_looking(&mut self) {
        let now = self.world.now;
        let late: Vec<u32> = self
            .next
            .handoffs
            .iter()
            .filter(|handoff| handoff.looking.is_some_and(|until| until <= now))
            .map(|handoff| handoff.number)
            .collect();
        for handoff in late {
            let known = self.unknown("it did not answer in time");
            self.enriched(handoff, known);
        }
    }

    /// After a crash nobody is being asked: they are asked again.
    pub(super) fn look_again(&mut self) {
        let until = self.world.now + (self.world.site.enrichment.deadline + 1) * 1000;
        for handoff in self.next.handoffs.iter_mut().filter(|handoff| handoff.looking.is_some()) {
            handoff.looking = Some(until);
            self.effects.push(Effect::LookUp { handoff: handoff.number });
        }
    }

    fn unknown(&self, why: &str) -> Vec<Known> {
        let names = self.world.site.enrichers.iter().map(|enricher| enricher.name.clone());
        names.map(|source| Known { source, facts: Vec::new(), why: why.to_owned() }).collect()
    }
}
