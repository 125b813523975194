//! What people do in a tool of their own, told by its webhooks: the same as at the desk, and besides which handoff it is
//! about, what the agent looks like, and that words said before were changed.
//!
//! Webhooks come late, twice and out of order. Words of an agent are always shown, whichever handoff they answer; but the
//! end of an earlier handoff does not end this one.

use super::{Conversation, Draft, Event, Home};
use crate::log::What;
use serde::{Deserialize, Serialize};

/// Faces kept of one conversation: more agents than ever take one.
const FACES: usize = 20;

/// What an agent looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Face {
    pub name: String,
    /// An address at the backend, or as the site's owner wrote it
    pub url: String,
    /// The backend that told it; empty: the owner
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub backend: String,
}

impl Conversation {
    /// The picture with this number, counted from 1, as [`Draft::face`] names it.
    pub fn face(&self, number: usize) -> Option<&Face> {
        self.faces.get(number.checked_sub(1)?)
    }
}

impl Draft<'_> {
    pub(super) fn told(&mut self, at: Home, key: String, picture: String, event: Event) {
        let about = match event {
            Event::PersonClosed { .. } | Event::PersonHandedBack { .. } => !self.is_earlier(&at),
            _ => true,
        };
        if !about {
            return self.ignore("told", "it is the end of an earlier handoff");
        }
        if let Some(name) = event.person() {
            self.keep_face(name, picture, &at.backend);
        }
        match event {
            Event::PersonSaid { name, text } => self.said_as(name, text, key),
            event => self.take(event),
        }
    }

    /// Whether a backend speaks of a ticket that is not the open handoff's.
    fn is_earlier(&self, at: &Home) -> bool {
        let home = self.next.open_handoff().and_then(|handoff| handoff.home.as_ref());
        let other = |home: &Home| home.backend == at.backend && home.ticket != at.ticket;
        !at.ticket.is_empty() && home.is_some_and(other)
    }

    fn keep_face(&mut self, name: &str, url: String, backend: &str) {
        let known = self.next.faces.iter().rfind(|face| face.name == name);
        let new = known.is_none_or(|face| face.url != url);
        if !url.is_empty() && new && self.next.faces.len() < FACES {
            let (name, backend) = (name.to_owned(), backend.to_owned());
            self.next.faces.push(Face { name, url, backend });
        }
    }

    /// Where the Worker has the picture of this agent; empty where there is none. The owner's word goes first.
    pub(super) fn face(&mut self, name: &str) -> String {
        if let Some(url) = self.world.site.faces.get(name) {
            self.keep_face(name, url.clone(), "");
        }
        let at = self.next.faces.iter().rposition(|face| face.name == name);
        at.map_or_else(String::new, |at| format!("/face/{}/{}", self.next.id, at + 1))
    }

    /// The agent changed what they had said; without words, took it back.
    pub(super) fn corrected(&mut self, message: &str, text: String) {
        let said = self.next.log.iter().rev().find_map(|entry| match &entry.what {
            What::PersonSaid { message: known, name, .. } if known == message => {
                Some((entry.seq, name.clone()))
            }
            _ => None,
        });
        let Some((of, name)) = said.filter(|_| !message.is_empty()) else {
            return self.ignore("person-corrected", "nobody said it here");
        };
        let now = self.next.log.iter().rev().find_map(|entry| match &entry.what {
            What::PersonCorrected { of: known, text, .. } if *known == of => Some(text),
            What::PersonSaid { text, .. } if entry.seq == of => Some(text),
            _ => None,
        });
        if now == Some(&text) {
            return self.ignore("person-corrected", "it says the same already");
        }
        self.log(What::PersonCorrected { of, name, text });
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::play;
    use super::*;
    use crate::conversation::DeliveryEnd;
    use crate::parts::Contact;
    use crate::view;

    const ID: &str = "0123456789abcdef0123456789abcdef";

    fn at(ticket: &str) -> Home {
        Home { backend: "webhook".to_owned(), ticket: ticket.to_owned() }
    }

    fn told(ticket: &str, key: &str, picture: &str, event: Event) -> Event {
        let (key, picture) = (key.to_owned(), picture.to_owned());
        Event::Told { at: at(ticket), key, picture, event: Box::new(event) }
    }

    fn said(text: &str) -> Event {
        Event::PersonSaid { name: "Sarah".to_owned(), text: text.to_owned() }
    }

    /// Handed over for the nth time, with a ticket of this name.
    fn handed(from: &Conversation, number: u32) -> Conversation {
        let press = Event::AskedForPerson {
            key: format!("k{number}"),
            text: String::new(),
            contact: Contact::default(),
            page: None,
        };
        let key = format!("{ID}.{number}.packet.webhook");
        let end = DeliveryEnd::Accepted { ticket: format!("T{number}") };
        [press, Event::DeliveryEnded { key, end }]
            .into_iter()
            .fold(from.clone(), |conversation, event| play(&conversation, event, 1000).next)
    }

    fn after(from: &Conversation, events: Vec<Event>) -> Conversation {
        events.into_iter().fold(from.clone(), |conversation, event| play(&conversation, event, 2000).next)
    }

    #[test]
    fn the_end_of_an_earlier_handoff_does_not_end_this_one() {
        let sarah = || "Sarah".to_owned();
        let first = handed(&Conversation::new(ID, "en"), 1);
        let back = Event::PersonHandedBack { name: sarah() };
        let again = handed(&after(&first, vec![told("T1", "b", "", back)]), 2);
        let close = || Event::PersonClosed { name: sarah() };
        let still = after(&again, vec![told("T1", "c", "", close())]);
        assert!(still.is_with_people() && still.open_handoff().is_some());
        assert!(after(&still, vec![told("T2", "d", "", close())]).open_handoff().is_none());
        // A backend that names no ticket is believed.
        assert!(after(&still, vec![told("", "e", "", close())]).open_handoff().is_none());
    }

    #[test]
    fn an_agent_s_picture_is_kept_once_and_named_by_number() {
        let handed = handed(&Conversation::new(ID, "en"), 1);
        let url = "https://a.example/s.png";
        let with =
            after(&handed, vec![told("T1", "m1", url, said("Hi")), told("T1", "m2", url, said("There"))]);
        assert_eq!(with.faces.len(), 1);
        assert_eq!(with.face(1).map(|face| face.url.as_str()), Some(url));
        let shown = |entry: &crate::log::Entry| match &entry.what {
            What::PersonJoined { picture, .. } | What::PersonSaid { picture, .. } => Some(picture.clone()),
            _ => None,
        };
        let pictures: Vec<String> = with.log.iter().filter_map(shown).collect();
        assert_eq!(pictures, vec![format!("/face/{ID}/1"); 3]);
        assert_eq!((with.face(0), with.face(2)), (None, None));
    }

    #[test]
    fn what_an_agent_corrects_or_takes_back_is_so_for_who_looks_later() {
        let handed = handed(&Conversation::new(ID, "en"), 1);
        let correct = |message: &str, text: &str| {
            told("T1", "x", "", Event::PersonCorrected { message: message.to_owned(), text: text.to_owned() })
        };
        let said = vec![told("T1", "m1", "", said("Tusday")), told("T1", "m2", "", said("Bye"))];
        let talk = after(&handed, said);
        let words = |conversation: &Conversation| {
            let frames = view::frames(&conversation.log, 0);
            frames.iter().filter_map(view::person_words).collect::<Vec<_>>().join(" | ")
        };
        assert_eq!(words(&talk), "Tusday | Bye");
        let mended =
            after(&talk, vec![correct("m1", "Tuesday"), correct("m1", "Tuesday"), correct("m9", "?")]);
        assert_eq!(words(&mended), "Tuesday | Bye");
        let entries = mended.log.iter().filter(|entry| matches!(entry.what, What::PersonCorrected { .. }));
        assert_eq!(entries.count(), 1, "told twice, it is corrected once");
        assert_eq!(words(&after(&mended, vec![correct("m2", "")])), "Tuesday");
    }
}
