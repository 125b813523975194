//! What the agent did that the Worker has not confirmed, or that the transcript does not show yet.
//!
//! A command keeps its key over all tries, so sending it again is harmless. Commands of one conversation travel
//! in order, one request at a time.
//!
//! Invariant: a text leaves the outbox only when the transcript shows it, when a newer transcript was fetched after
//! its confirmation, or when the agent takes it back. Nothing typed is lost in between.

use serde::{Deserialize, Serialize};
use shared::wire::desk::{AgentCommand, AgentKeyed, AgentRequest, Line, Who};
use shared::wire::{Code, Trouble, VERSION};
use std::collections::BTreeSet;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Outbox {
    pub items: Vec<Sending>,
    /// Conversations with a request under way; a reload forgets it and asks again
    #[serde(skip)]
    flying: BTreeSet<String>,
    /// Tries in a row that failed
    #[serde(skip)]
    pub tries: u32,
}

/// A command on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    pub key: String,
    pub conversation: String,
    pub command: AgentCommand,
    pub at: u64,
    /// The last position of the transcript when it was sent: what shows it comes after
    pub after: u64,
    pub state: State,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    Waiting,
    /// At least one try got no answer
    Retrying,
    /// Confirmed; the transcript does not show it yet
    Sent,
    /// Refused, with the reason
    Failed(String),
}

impl Sending {
    pub fn text(&self) -> Option<&str> {
        match &self.command {
            AgentCommand::Say { text } => Some(text),
            _ => None,
        }
    }

    fn due(&self) -> bool {
        matches!(self.state, State::Waiting | State::Retrying)
    }
}

impl Outbox {
    /// What waits in this conversation, oldest first.
    pub fn of(&self, conversation: &str) -> impl Iterator<Item = &Sending> {
        self.items.iter().filter(move |item| item.conversation == conversation)
    }

    /// Whether this command is on its way.
    pub fn doing(&self, conversation: &str, command: &AgentCommand) -> bool {
        self.of(conversation).any(|item| item.due() && item.command == *command)
    }

    /// Conversations with something to send.
    pub fn waiting(&self) -> BTreeSet<String> {
        self.items.iter().filter(|item| item.due()).map(|item| item.conversation.clone()).collect()
    }

    /// The next request of this conversation, unless one is under way.
    pub fn take_off(&mut self, conversation: &str) -> Option<AgentRequest> {
        if self.flying.contains(conversation) {
            return None;
        }
        let due = self.of(conversation).filter(|item| item.due());
        let commands: Vec<_> =
            due.map(|item| AgentKeyed { key: item.key.clone(), command: item.command.clone() }).collect();
        if commands.is_empty() {
            return None;
        }
        self.flying.insert(conversation.to_owned());
        Some(AgentRequest { v: VERSION, commands })
    }

    /// The Worker did these. Returns their commands; what is not a text is finished by it.
    pub fn confirm(&mut self, conversation: &str, done: &[String]) -> Vec<AgentCommand> {
        self.flying.remove(conversation);
        self.tries = 0;
        let mut commands = Vec::new();
        for item in self.items.iter_mut().filter(|item| item.conversation == conversation) {
            if item.due() && done.contains(&item.key) {
                item.state = State::Sent;
                commands.push(item.command.clone());
            }
        }
        self.items.retain(|item| item.state != State::Sent || item.text().is_some());
        commands
    }

    /// No answer, or not now: the same keys go again. Returns the tries so far.
    pub fn postpone(&mut self, conversation: &str) -> u32 {
        self.flying.remove(conversation);
        self.tries = self.tries.saturating_add(1);
        for item in self.items.iter_mut().filter(|item| item.conversation == conversation && item.due()) {
            item.state = State::Retrying;
        }
        self.tries
    }

    /// Refused: the command it is about, or all when it names none. A refused text stays, with the reason;
    /// anything else goes, because pressing the button again is easier. Returns whether something went.
    pub fn refuse(&mut self, conversation: &str, trouble: &Trouble) -> bool {
        self.flying.remove(conversation);
        for item in self.items.iter_mut().filter(|item| item.conversation == conversation && item.due()) {
            if trouble.key.is_empty() || trouble.key == item.key {
                item.state = State::Failed(trouble.text.clone());
            }
        }
        let before = self.items.len();
        self.items.retain(|item| !matches!(item.state, State::Failed(_)) || item.text().is_some());
        self.items.len() < before
    }

    /// The transcript is shown up to here: texts it contains are no longer ours to show. A confirmed text counts
    /// as shown by any later words of the agent, since the Worker may have redacted it.
    pub fn reconcile(&mut self, conversation: &str, agent: &str, lines: &[Line]) {
        let mut used = BTreeSet::new();
        self.items.retain(|item| {
            let Some(text) = item.text().filter(|_| item.conversation == conversation) else {
                return true;
            };
            let shown = lines.iter().find(|line| {
                let ours = line.who == Who::Person && line.name == agent && line.seq > item.after;
                let same = line.text.trim() == text.trim() || item.state == State::Sent;
                ours && same && !used.contains(&line.seq)
            });
            match shown {
                Some(line) => {
                    used.insert(line.seq);
                    false
                }
                None => true,
            }
        });
    }

    /// Takes a text out again, to be changed.
    pub fn take_back(&mut self, key: &str) -> Option<Sending> {
        let at = self.items.iter().position(|item| item.key == key && item.text().is_some())?;
        Some(self.items.remove(at))
    }
}

/// Whether the same request may succeed later.
pub fn passing(code: Code) -> bool {
    matches!(code, Code::TooMany | Code::Internal | Code::Unavailable)
}

/// Milliseconds to wait before try number `tries + 1`; the shell spreads it, so that desks do not return in step.
pub fn backoff(tries: u32) -> u64 {
    (500_u64 << tries.min(6)).min(30_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(key: &str, text: &str) -> Sending {
        let command = AgentCommand::Say { text: text.to_owned() };
        let conversation = "c".to_owned();
        Sending { key: key.to_owned(), conversation, command, at: 0, after: 4, state: State::Waiting }
    }

    fn line(seq: u64, text: &str) -> Line {
        Line { seq, at: 0, who: Who::Person, name: "Ana".to_owned(), text: text.to_owned(), file: None }
    }

    fn outbox(items: Vec<Sending>) -> Outbox {
        Outbox { items, ..Outbox::default() }
    }

    fn keys(request: &AgentRequest) -> Vec<&str> {
        request.commands.iter().map(|keyed| keyed.key.as_str()).collect()
    }

    #[test]
    fn one_request_at_a_time_and_the_same_keys_again() {
        let mut outbox = outbox(vec![say("a", "one"), say("b", "two")]);
        assert_eq!(keys(&outbox.take_off("c").unwrap()), ["a", "b"]);
        assert_eq!(outbox.take_off("c"), None);
        assert_eq!(outbox.postpone("c"), 1);
        assert_eq!(keys(&outbox.take_off("c").unwrap()), ["a", "b"]);
    }

    #[test]
    fn a_confirmed_text_stays_until_the_transcript_shows_it() {
        let mut outbox = outbox(vec![say("a", "one")]);
        outbox.take_off("c");
        outbox.confirm("c", &["a".to_owned()]);
        assert_eq!(outbox.items.len(), 1);
        outbox.reconcile("c", "Ana", &[line(4, "one")]);
        assert_eq!(outbox.items.len(), 1, "a line from before it was sent is another message");
        outbox.reconcile("c", "Ana", &[line(5, "one [number]")]);
        assert!(outbox.items.is_empty());
    }

    #[test]
    fn a_text_whose_confirmation_was_lost_is_recognized_in_the_transcript() {
        let mut outbox = outbox(vec![say("a", "one"), say("b", "one")]);
        outbox.reconcile("c", "Ana", &[line(5, "one")]);
        assert_eq!(outbox.items.len(), 1, "one line shows one text");
    }

    #[test]
    fn a_refused_text_keeps_its_words_and_a_refused_claim_goes() {
        let mut claim = say("a", "");
        claim.command = AgentCommand::Claim;
        let mut outbox = outbox(vec![claim, say("b", "one")]);
        let trouble = Trouble { code: Code::Invalid, text: "closed".to_owned(), key: String::new() };
        assert!(outbox.refuse("c", &trouble));
        assert_eq!(outbox.take_back("b").unwrap().text(), Some("one"));
        assert!(outbox.items.is_empty());
    }

    #[test]
    fn the_pause_grows_and_stops_growing() {
        assert_eq!([0, 1, 3, 6, 99].map(backoff), [500, 1_000, 4_000, 30_000, 30_000]);
    }
}
