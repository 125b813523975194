//! How it was: one question at the end, about whoever had the conversation last, once for what was said since the question
//! before. About the person when a person said anything, else about the assistant when it answered anything.

use super::Draft;
use super::outbox::{Cargo, Parcel};
use crate::log::{Entry, What};
use crate::page;
use crate::parts::About;

/// The longest words to a score, in bytes.
const NOTE: usize = 1_000;

impl Draft<'_> {
    /// Asks, where there is something to ask about. `over`: the conversation, and not only the person's part of it.
    pub(super) fn ask_how_it_was(&mut self, over: bool) {
        let log = &self.next.log;
        let asked = |entry: &Entry| matches!(entry.what, What::Surveyed { .. });
        let since = &log[log.iter().rposition(asked).map_or(0, |at| at + 1)..];
        let person = since.iter().rev().find_map(|entry| match &entry.what {
            What::PersonSaid { name, .. } | What::PersonAttached { name, .. } => Some(name.clone()),
            _ => None,
        });
        let answered = |entry: &Entry| match &entry.what {
            What::AssistantSaid { sources, .. } => !sources.is_empty(),
            What::Acted { stage, .. } => !stage.open(),
            _ => false,
        };
        let rules = self.world.site.survey;
        let about = match person {
            Some(name) => rules.person.then_some((About::Person, name)),
            None => (over && rules.assistant && since.iter().any(answered))
                .then_some((About::Assistant, String::new())),
        };
        if let Some((about, name)) = about {
            let survey = log.iter().filter(|entry| asked(entry)).count() as u32 + 1;
            self.log(What::Surveyed { survey, about, name });
        }
    }

    /// Once; words may be added to a number that stands.
    pub(super) fn scored(&mut self, survey: u32, score: u8, note: &str) {
        let asked = self.next.log.iter().find_map(|entry| match &entry.what {
            What::Surveyed { survey: asked, about, name } if *asked == survey => Some((*about, name.clone())),
            _ => None,
        });
        let Some((about, name)) = asked else {
            return self.ignore("scored", "nothing of this number was asked");
        };
        let before = self.next.log.iter().rev().find_map(|entry| match &entry.what {
            What::Scored { survey: scored, score, note, .. } if *scored == survey => {
                Some((*score, note.is_empty()))
            }
            _ => None,
        });
        let mut note = self.kept(note.trim());
        page::cut(&mut note, NOTE);
        let adds = before == Some((score, true)) && !note.is_empty();
        if score > 5 || (before.is_some() && !adds) {
            return self.ignore("scored", "it was said already how it was");
        }
        let seq = self.log(What::Scored { survey, about, name, score, note });
        if let Some(handoff) = self.next.handoffs.last().filter(|_| score > 0) {
            let number = handoff.number;
            self.post(Parcel::new(number, Cargo::Late { seq }, self.world.now));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::conversation::tests::go_on as play;
    use crate::conversation::{Conversation, Event};
    use crate::log::What;
    use crate::parts::{About, Contact, Source};

    fn asked(new: &[What]) -> Option<(u32, About)> {
        new.iter().find_map(|what| match what {
            What::Surveyed { survey, about, .. } => Some((*survey, *about)),
            _ => None,
        })
    }

    fn answered(conversation: &mut Conversation) {
        let said =
            Event::Said { key: "k".to_owned(), text: "how do I send something back".to_owned(), page: None };
        play(conversation, said);
        let source = Source {
            article: "returns".to_owned(),
            title: String::new(),
            heading: String::new(),
            passage: String::new(),
        };
        let end =
            crate::conversation::AnswerEnd::Answered { text: "So. [1]".to_owned(), sources: vec![source] };
        let turn = conversation.turn;
        play(conversation, Event::AnswerEnded { turn, end });
    }

    fn score(survey: u32, score: u8, note: &str) -> Event {
        Event::Scored { survey, score, note: note.to_owned() }
    }

    #[test]
    fn assistant_and_person_are_asked_about_apart_and_each_once() {
        let mut conversation = Conversation::new("0123456789abcdef0123456789abcdef", "en");
        assert_eq!(asked(&play(&mut conversation, Event::Ended)), None, "nothing was said");
        answered(&mut conversation);
        assert_eq!(asked(&play(&mut conversation, Event::Ended)), Some((1, About::Assistant)));
        let press = Event::AskedForPerson {
            key: "p".to_owned(),
            text: String::new(),
            contact: Contact::default(),
            page: None,
        };
        play(&mut conversation, press);
        let name = || "Ana".to_owned();
        assert_eq!(
            asked(&play(&mut conversation, Event::PersonClosed { name: name() })),
            None,
            "nobody spoke"
        );
        play(&mut conversation, Event::PersonSaid { name: name(), text: "Hello".to_owned() });
        let back = play(&mut conversation, Event::PersonHandedBack { name: name() });
        assert_eq!(asked(&back), Some((2, About::Person)));
        assert_eq!(asked(&play(&mut conversation, Event::Ended)), None, "nothing new was said");
    }

    #[test]
    fn a_score_counts_once_words_may_follow_and_nothing_may_be_said() {
        let mut conversation = Conversation::new("0123456789abcdef0123456789abcdef", "en");
        answered(&mut conversation);
        play(&mut conversation, Event::Ended);
        let scored = |new: Vec<What>| match new.as_slice() {
            [What::Scored { score, note, .. }] => Some((*score, note.clone())),
            _ => None,
        };
        assert_eq!(scored(play(&mut conversation, score(7, 4, ""))), None, "never asked");
        assert_eq!(scored(play(&mut conversation, score(1, 6, ""))), None, "no such score");
        assert_eq!(scored(play(&mut conversation, score(1, 4, ""))), Some((4, String::new())));
        assert_eq!(scored(play(&mut conversation, score(1, 2, ""))), None, "said already");
        let noted = scored(play(&mut conversation, score(1, 4, "my card is 4111 1111 1111 1111")));
        assert!(noted.is_some_and(|(_, note)| note.starts_with("my card") && !note.contains("4111")));
        assert_eq!(scored(play(&mut conversation, score(1, 4, "again"))), None);
        answered(&mut conversation);
        play(&mut conversation, Event::Ended);
        assert_eq!(scored(play(&mut conversation, score(2, 0, ""))), Some((0, String::new())));
    }
}
