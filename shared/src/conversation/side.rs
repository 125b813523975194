//! What goes on beside a handoff and never holds it up: a bug report where it is about a fault, and what other tools
//! know of the customer. Both are added to the ticket later, wherever it lives by then.

use super::outbox::{Cargo, Parcel};
use super::{Draft, Effect};
use crate::enrich::{self, Known};
use crate::log::What;
use crate::tracker;

impl Draft<'_> {
    /// Begins both for the handoff just made.
    pub(super) fn beside(&mut self) {
        let now = self.world.now;
        let site = self.world.site;
        let Some(handoff) = self.next.handoffs.last() else { return };
        let number = handoff.number;
        if tracker::is_fault(self.next.page.as_ref(), handoff) {
            for stop in 0..site.trackers.len() {
                self.post(Parcel { stop, ..Parcel::new(number, Cargo::Bug, now) });
            }
        }
        if site.enrichers.is_empty() {
            return;
        }
        match enrich::who(&self.next, site.enrichment, now) {
            Ok(_) => {
                // A second more than the edge takes, which then has said why.
                let until = now + (site.enrichment.deadline + 1) * 1000;
                if let Some(handoff) = self.next.handoffs.last_mut() {
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
