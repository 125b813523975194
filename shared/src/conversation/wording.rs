//! A model may word a handoff, beside it and never in its way: it is asked once, under a deadline, and what is kept of its
//! words is added to the ticket later, wherever that lives by then. If nothing comes, nothing is missing.

use super::outbox::{Cargo, Parcel};
use super::{Draft, Effect};
use crate::log::{Ms, What};
use crate::wording::Wording;

/// A second more than the edge takes for both questions it may ask.
const GRACE: Ms = 1_000;

impl Draft<'_> {
    /// Asks for the handoff just made, where the site has a model and wants it to.
    pub(super) fn word(&mut self) {
        let site = self.world.site;
        let seconds = site.handoff.wording;
        if seconds == 0 || !site.has_model(self.world.providers) {
            return;
        }
        let until = self.world.now + 2 * seconds * 1000 + GRACE;
        if let Some(handoff) = self.next.handoffs.last_mut() {
            handoff.wording = Some(until);
            self.effects.push(Effect::Word { handoff: handoff.number });
        }
    }

    pub(super) fn worded(&mut self, handoff: u32, wording: Wording) {
        let now = self.world.now;
        let asked = self.next.handoffs.iter_mut().find(|one| one.number == handoff && one.wording.is_some());
        let Some(asked) = asked else {
            return self.ignore("worded", "nobody is asked about this handoff any more");
        };
        let late = asked.wording.take().is_some_and(|until| until < now);
        let closed = asked.closed;
        if late {
            return self.ignore("worded", "it came after its deadline");
        }
        if wording == Wording::default() {
            return;
        }
        let says = !wording.is_empty();
        let seq = self.log(What::Worded { handoff, wording });
        if says && !closed {
            self.post(Parcel::new(handoff, Cargo::Late { seq }, now));
        }
    }

    /// After a crash nobody is being asked: they are asked again while there is time.
    pub(super) fn word_again(&mut self) {
        let now = self.world.now;
        for handoff in &mut self.next.handoffs {
            handoff.wording = handoff.wording.filter(|until| *until > now);
            if handoff.wording.is_some() {
                self.effects.push(Effect::Word { handoff: handoff.number });
            }
        }
    }
}
