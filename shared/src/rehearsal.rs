//! A conversation played without a Worker: the core with the embedded answerer, and a backend that takes all at once.
//!
//! What `policy try`, the scripts of `tests/` and the judge of packets have in common. Absent on purpose: actions,
//! look-ups and the team at the desk, which here never answer; and models, but for the one answer a caller may put into
//! their mouth.

use crate::conversation::{AnswerEnd, Conversation, DeliveryEnd, Effect, Event, World, step};
use crate::log::Ms;
use crate::prompt;
use crate::site::Site;
use std::collections::VecDeque;

/// A conversation and its clock.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    pub conversation: Conversation,
    /// Goes on by a millisecond an event; a caller may set it ahead
    pub now: Ms,
    /// What a model answers next, instead of the embedded answerer
    pub answer: Option<String>,
}

impl Rehearsal {
    pub fn new(language: &str) -> Self {
        let conversation = Conversation::new("0123456789abcdef0123456789abcdef", language);
        Self { conversation, now: 0, answer: None }
    }

    /// Takes an event and all that follows from it.
    pub fn take(&mut self, site: &Site, event: Event) {
        let (backends, providers) = (["desk".to_owned()], ["extractive".to_owned()]);
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            self.now += 1;
            let world =
                World { now: self.now, site, backends: &backends, providers: &providers, actions: &[] };
            let step = step(&self.conversation, event, &world);
            self.conversation = step.next;
            for effect in step.effects {
                match effect {
                    Effect::Generate { turn, .. } => {
                        events.push_back(Event::AnswerEnded { turn, end: self.answered(site) });
                    }
                    Effect::Deliver { key, .. } => {
                        let end = DeliveryEnd::Accepted { ticket: String::new() };
                        events.push_back(Event::DeliveryEnded { key, end });
                    }
                    Effect::StopGenerating { .. }
                    | Effect::LookUp { .. }
                    | Effect::Act { .. }
                    | Effect::LookAtTeam => {}
                }
            }
        }
    }

    fn answered(&mut self, site: &Site) -> AnswerEnd {
        let written = self.answer.take().map(|text| (text, Vec::new()));
        written
            .or_else(|| prompt::extract(&self.conversation, site))
            .map_or(AnswerEnd::NoSource, |(text, sources)| AnswerEnd::Answered { text, sources })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::Mode;
    use crate::conversation::tests::site;

    #[test]
    fn a_rehearsal_ends_where_nothing_more_follows() {
        let mut rehearsal = Rehearsal::new("en");
        let said =
            |key: &str, text: &str| Event::Said { key: key.to_owned(), text: text.to_owned(), page: None };
        rehearsal.take(site(), said("a", "how do I send something back?"));
        assert_eq!(rehearsal.conversation.mode, Mode::Listening);
        rehearsal.take(site(), said("b", "I want to talk to a person"));
        assert!(rehearsal.conversation.handoffs[0].home.is_some(), "the backend took it at once");
    }
}
