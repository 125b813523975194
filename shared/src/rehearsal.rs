//! A conversation played without a Worker: the core with the embedded answerer, and a backend that takes all at once.
//!
//! What `policy try`, `routing try`, the scripts of `tests/` and the judge of packets have in common. Absent on purpose: actions,
//! look-ups and the team at the desk, which here never answer; and models, but for the one answer a caller may put into
//! their mouth.

use crate::conversation::{AnswerEnd, Conversation, DeliveryEnd, Effect, Event, Handoff, World, step};
use crate::log::{Entry, Ms, Voice, What};
use crate::packet::Packet;
use crate::prompt;
use crate::reading;
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

    /// A conversation as a packet tells it, at the moment it was handed over and not yet handed over: its words read
    /// anew. What a packet does not hold, such as the customer's country, is not there.
    pub fn of_packet(packet: &Packet, site: &Site) -> Self {
        let mut past = Self::new(&packet.language);
        past.now = packet.at;
        let conversation = &mut past.conversation;
        conversation.id.clone_from(&packet.conversation);
        conversation.contact = packet.customer.claimed.clone();
        conversation.identity.clone_from(&packet.customer.account);
        conversation.page.clone_from(&packet.page);
        let mut all: Vec<(Ms, What)> = Vec::new();
        let first = packet.transcript.first().map_or(packet.at, |line| line.at);
        if let Some(page) = &packet.page {
            all.push((first, What::PageSeen { page: page.clone() }));
        }
        if let Some(identity) = &packet.customer.account {
            all.push((first, What::CustomerIdentified { identity: identity.clone() }));
        }
        for line in &packet.transcript {
            let text = line.text.clone();
            match line.voice {
                Voice::Customer => {
                    let reading = Box::new(reading::read(&text, &site.policy.vocabulary));
                    all.push((
                        line.at,
                        What::CustomerSaid { key: String::new(), text, redacted: Vec::new() },
                    ));
                    all.push((line.at, What::Read { reading }));
                }
                Voice::Assistant => {
                    conversation.turn += 1;
                    let (turn, provider) = (conversation.turn, String::new());
                    all.push((
                        line.at,
                        What::AssistantSaid {
                            turn,
                            text,
                            sources: Vec::new(),
                            provider,
                            replies: Vec::new(),
                        },
                    ));
                }
                Voice::Person => all.push((
                    line.at,
                    What::PersonSaid {
                        name: line.name.clone(),
                        text,
                        picture: String::new(),
                        message: String::new(),
                    },
                )),
            }
        }
        conversation.log =
            all.into_iter().zip(1..).map(|((at, what), seq)| Entry { seq, at, what }).collect();
        past
    }

    /// Presses the human button; where the handoff goes, and why.
    pub fn hand_over(&mut self, site: &Site) -> Option<&Handoff> {
        let contact = self.conversation.contact.clone();
        let (key, text) = ("rehearsal".to_owned(), String::new());
        self.take(site, Event::AskedForPerson { key, text, contact, page: None });
        self.conversation.handoffs.last()
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
                    | Effect::Word { .. }
                    | Effect::Act { .. }
                    | Effect::LookAtTeam
                    | Effect::Book { .. }
                    | Effect::TellUndelivered => {}
                }
            }
        }
    }

    fn answered(&mut self, site: &Site) -> AnswerEnd {
        let written = self.answer.take().map(|text| AnswerEnd::Answered { text, sources: Vec::new() });
        written.unwrap_or_else(|| prompt::extract(&self.conversation, site))
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
