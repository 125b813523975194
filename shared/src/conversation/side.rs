//! What goes on beside a handoff and never holds it up: a bug report where it is about a fault, and what other tools
//! know of the customer. Both are added to the ticket later, wherever it lives by then.

use super::outbox::{Cargo, Parcel, ParcelState};
use super::{Conversation, Draft, Effect};
use crate::enrich::{self, Known};
use crate::log::{Passed, What};
use crate::page::Page;
use crate::tracker;

/// Places on the way that one note tells: more of them help nobody.
const PASSED: usize = 8;

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
    /// the place of now. A note that has not left yet is replaced by one that also says what it would have said: an error
    /// on the way is what an agent wants to know.
    pub(super) fn moved(&mut self, before: Option<Page>) {
        let (Some(page), Some(handoff)) = (self.next.page.clone(), self.next.open_handoff()) else { return };
        let place = |page: &Page| (page.path().to_owned(), page.errors.clone());
        if !self.next.is_with_people() || before.as_ref().map(place) == Some(place(&page)) {
            return;
        }
        let number = handoff.number;
        let Conversation { log, outbox, .. } = &mut self.next;
        let mut through: Vec<Passed> = Vec::new();
        outbox.retain(|parcel| {
            let (Cargo::Late { seq }, ParcelState::Waiting { .. }) = (&parcel.cargo, &parcel.state) else {
                return true;
            };
            let told = log.iter().rev().find(|entry| entry.seq == *seq).map(|entry| &entry.what);
            match told {
                Some(What::CustomerMoved { handoff, page, through: earlier }) if *handoff == number => {
                    through.extend(earlier.iter().cloned());
                    through.push(Passed { path: page.path().to_owned(), errors: page.errors.clone() });
                    false
                }
                _ => true,
            }
        });
        // The page of now, once, and of many the last.
        through.retain(|one| one.path != page.path() || one.errors != page.errors);
        let first = through.len().saturating_sub(PASSED);
        through.drain(..first);
        let seq = self.log(What::CustomerMoved { handoff: number, page, through });
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

#[cfg(test)]
mod tests {
    use super::super::tests::play;
    use super::*;
    use crate::conversation::Event;
    use crate::parts::Contact;
    use crate::view;

    #[test]
    fn pages_passed_too_fast_for_a_note_each_are_told_in_one_with_their_errors() {
        let at = |path: &str, error: &str| {
            let errors = if error.is_empty() { Vec::new() } else { vec![error.to_owned()] };
            Some(Page { url: format!("https://shop.example{path}"), errors, ..Page::default() })
        };
        let said = |key: &str, page: Option<Page>| Event::Said {
            key: key.to_owned(),
            text: "And now?".to_owned(),
            page,
        };
        let press = Event::AskedForPerson {
            key: "k".to_owned(),
            text: String::new(),
            contact: Contact::default(),
            page: at("/lamps", ""),
        };
        let events = [
            press,
            said("a", at("/checkout", "Card declined")),
            said("b", at("/cart", "")),
            said("c", at("/checkout", "")),
            said("d", at("/checkout", "")),
        ];
        let start = Conversation::new("0123456789abcdef0123456789abcdef", "en");
        let end = events.into_iter().fold(start, |conversation, event| play(&conversation, event, 1000).next);
        let notes: Vec<String> = end
            .outbox
            .iter()
            .filter_map(|parcel| match parcel.cargo {
                Cargo::Late { seq } => end.log.iter().find(|entry| entry.seq == seq),
                _ => None,
            })
            .filter_map(|entry| match &entry.what {
                What::CustomerMoved { page, through, .. } => Some(view::moved_words(page, through)),
                _ => None,
            })
            .collect();
        assert_eq!(
            notes,
            [
                "The customer is now on: https://shop.example/checkout (came through /checkout, with the error: Card declined, then /cart)"
            ]
        );
    }
}
