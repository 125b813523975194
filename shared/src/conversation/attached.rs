//! Files that customer and people give each other.
//!
//! Where people have the conversation, a file goes to them as words do. The assistant cannot look into one: it says so, keeps
//! it for the team, and leaves the choice; an answer being made goes on.

use super::{Draft, Mode};
use crate::log::What;
use crate::parts::{Attachment, Choice};

impl Draft<'_> {
    pub(super) fn attached(&mut self, key: String, mut file: Attachment) {
        file.name = self.kept(&file.name);
        self.log(What::CustomerAttached { key, file });
        match self.next.mode {
            Mode::Handing | Mode::Waiting | Mode::WithPerson { .. } => self.relay_last(),
            // One offer for several files; an answer is not stopped for one.
            Mode::Answering { .. } | Mode::Offering { .. } => {}
            Mode::Listening | Mode::Closed => {
                self.next.turn += 1;
                let turn = self.next.turn;
                let text = self.say("file-kept", &[]);
                let choices = vec![Choice::Person, Choice::Assistant];
                self.log(What::Offered { turn, text, choices });
                self.next.mode = Mode::Offering { turn, pending: false };
            }
        }
    }

    pub(super) fn person_attached(&mut self, name: String, file: Attachment) {
        if self.speaks(&name, "person-attached") {
            self.log(What::PersonAttached { name, file });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::conversation::tests::{go_on as play, site};
    use crate::conversation::{Cargo, Conversation, Event};
    use crate::log::What;
    use crate::parts::{Attachment, Choice, Contact};

    fn file(name: &str) -> Event {
        let file = Attachment { id: name.to_owned(), name: name.to_owned(), ..Attachment::default() };
        Event::Attached { key: name.to_owned(), file }
    }

    #[test]
    fn the_assistant_says_once_that_it_cannot_look_and_a_person_gets_every_file() {
        let mut conversation = Conversation::new("0123456789abcdef0123456789abcdef", "en");
        let first = play(&mut conversation, file("card 4111 1111 1111 1111.png"));
        let [What::CustomerAttached { file: kept, .. }, What::Offered { .. }] = first.as_slice() else {
            panic!("{first:?}")
        };
        assert!(!kept.name.contains("4111"), "{}", kept.name);
        let second = play(&mut conversation, file("two.png"));
        assert!(matches!(second.as_slice(), [What::CustomerAttached { .. }]), "{second:?}");
        play(&mut conversation, Event::Chose { choice: Choice::Person });
        let handoff = conversation.handoffs[0].clone();
        let packet = crate::packet::packet(&conversation, &handoff, site());
        assert_eq!(packet.attachments.len(), 2);
        assert_eq!(packet.attachments[1].file.name, "two.png");
        let third = play(&mut conversation, file("three.pdf"));
        let [What::CustomerAttached { .. }] = third.as_slice() else { panic!("{third:?}") };
        let seq = conversation.log.last().map_or(0, |entry| entry.seq);
        assert!(conversation.outbox.iter().any(|parcel| parcel.cargo == Cargo::Said { seq }));
        let agent = Event::PersonAttached { name: "Ana".to_owned(), file: Attachment::default() };
        let given = play(&mut conversation, agent);
        let [What::PersonJoined { .. }, What::PersonAttached { .. }] = given.as_slice() else {
            panic!("{given:?}")
        };
    }

    #[test]
    fn a_person_cannot_give_a_file_to_a_conversation_that_was_never_handed_over() {
        let mut conversation = Conversation::new("0123456789abcdef0123456789abcdef", "en");
        let agent = Event::PersonAttached { name: "Ana".to_owned(), file: Attachment::default() };
        assert!(matches!(play(&mut conversation, agent).as_slice(), [What::Ignored { .. }]));
        let press = Event::AskedForPerson {
            key: "k".to_owned(),
            text: String::new(),
            contact: Contact::default(),
            page: None,
        };
        play(&mut conversation, press);
        assert_eq!(conversation.handoffs.len(), 1);
    }
}
