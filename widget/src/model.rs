//! The chat as a value: what is shown, what is still to be sent, how the Worker is reached.
//!
//! `update` is total and pure: every message gives the next model and a list of commands for the shell. It knows no
//! clock, no randomness, no browser; what it promises is tested natively, in `tests.rs`.
//!
//! Invariants, over any order of messages:
//! - an entry is shown once, in the order of its position, whatever is repeated;
//! - a command stays in the outbox, with its key, until the Worker says it is done or refuses it for good;
//! - of a running answer a prefix is shown, never a text with a hole.

mod items;
pub mod link;
mod outbox;
#[cfg(test)]
mod tests;

pub use items::{Body, Helped, Item, Mark};
use link::Link;
pub use outbox::Pending;
use shared::page::Page;
use shared::wire::{Frame, Have, Keyed, Reply, Speaker, Status, Trouble};

/// Everything the chat knows.
pub struct Model {
    /// What is shown: entries by position, then the running answer, then what is not yet accepted
    pub items: Vec<Item>,
    /// The last position seen
    pub seq: u64,
    pub status: Status,
    pub outbox: Vec<Pending>,
    pub link: Link,
    /// Who types, besides us
    pub typing: String,
    /// What went wrong with the conversation as a whole
    pub trouble: Option<Trouble>,
    /// The panel is open
    pub open: bool,
    /// Messages of others that came while it was closed
    pub unread: u32,
    /// The browser says there is no network
    pub offline: bool,
    /// The Worker knows this conversation
    known: bool,
    /// Entries of before this page are being caught up with: nothing of them is news
    catching_up: bool,
    /// A request with the outbox is on its way
    posting: bool,
    /// Tries of it that failed in a row
    tries: u32,
    /// The conversation was gone, and of the next one nothing has been heard: once is enough
    renewed: bool,
    /// Who the site says the visitor is: shown to every conversation before anything is said in it
    proof: Option<Keyed>,
    /// Turns up to this one are over
    over: Option<u32>,
    next: u32,
}

/// What happened.
#[derive(Debug)]
pub enum Msg {
    /// The app runs. `known`: this browser already has a conversation.
    Start {
        known: bool,
        open: bool,
    },
    /// The visitor did something, here or before the app ran. Keys already known are left out.
    Wanted {
        commands: Vec<Keyed>,
        page: Page,
        /// Keys of the messages among them that ask for a person, as far as one can know here
        asking: Vec<String>,
    },
    /// The visitor wants an unsent message tried again
    Retry,
    /// The Worker answered a request
    Posted(Reply),
    /// A request came to nothing; `None`: the network
    Refused(Option<Trouble>),
    /// News
    Frames(Vec<Frame>),
    Link(link::News),
    /// The panel was opened or closed
    Opened(bool),
    /// The network came or went
    Network {
        online: bool,
    },
    /// The waiting time of a failed request is over
    PostAgain,
    /// The site says who the visitor is, or that nobody is signed in
    Proof(Keyed),
    /// This browser has a conversation: another tab began it
    Known,
    /// Another tab left the conversation, or began another: nothing of it stays here
    Left,
    /// An answer was rated
    Rated {
        turn: u32,
        helped: Helped,
    },
}

/// What the shell is to do.
#[derive(Debug, PartialEq)]
pub enum Cmd {
    /// `POST /api/do`
    Post {
        commands: Vec<Keyed>,
        after: u64,
    },
    /// Remember these commands over a reload
    Keep(Vec<Keyed>),
    /// Forget them: done, or refused for good
    Forget(Vec<String>),
    Link(link::Do),
    /// Say [`Msg::PostAgain`] after this many milliseconds, more or less
    PostAfter(u32),
    /// Read this to those who cannot see
    Announce(String),
    Unread(u32),
    /// This conversation is gone; the next command begins another
    NewToken,
}

impl Default for Model {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            seq: 0,
            status: Status {
                at: 0,
                speaker: Speaker::Assistant,
                reference: String::new(),
                answering: None,
                promise: String::new(),
                waiting: String::new(),
                ways: Vec::new(),
                slots: Vec::new(),
                replies: Vec::new(),
            },
            outbox: Vec::new(),
            link: Link::default(),
            typing: String::new(),
            trouble: None,
            open: false,
            unread: 0,
            offline: false,
            known: false,
            catching_up: false,
            posting: false,
            tries: 0,
            renewed: false,
            proof: None,
            over: None,
            next: 0,
        }
    }
}

impl Model {
    /// How much of the running answer is shown.
    pub fn have(&self) -> Option<Have> {
        self.running().map(|(turn, pieces)| Have { turn, pieces })
    }

    /// Whether a person was asked for, by the button or in words, and the Worker has not answered yet.
    pub fn asking(&self) -> bool {
        let asks = |p: &Pending| p.asks || matches!(p.keyed.command, shared::wire::Command::Person { .. });
        self.outbox.iter().any(|p| !p.refused && asks(p))
    }

    /// The turn that is being answered: said by the Worker, or seen by its pieces.
    pub fn answering(&self) -> Option<u32> {
        self.status.answering.or_else(|| self.running().map(|(turn, _)| turn))
    }
}

/// The next model, and what to do.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Cmd> {
    let mut cmds = Vec::new();
    match msg {
        Msg::Start { known, open } => {
            (model.known, model.catching_up, model.open) = (known, known, open);
            connect(model, &mut cmds);
        }
        Msg::Wanted { commands, page, asking } => outbox::want(model, commands, page, &asking, &mut cmds),
        Msg::Retry | Msg::PostAgain => outbox::flush(model, &mut cmds),
        Msg::Posted(reply) => {
            (model.posting, model.tries, model.known) = (false, 0, true);
            (model.renewed, model.trouble) = (false, None);
            items::frames(model, reply.frames, &mut cmds);
            outbox::done(model, &reply.done, &mut cmds);
            connect(model, &mut cmds);
            outbox::flush(model, &mut cmds);
        }
        Msg::Refused(trouble) => outbox::refused(model, trouble, &mut cmds),
        Msg::Frames(frames) => items::frames(model, frames, &mut cmds),
        Msg::Link(news) => {
            let was = model.link.live();
            let have = model.have();
            let said = model.link.update(news, model.seq, have);
            cmds.extend(said.into_iter().map(Cmd::Link));
            // The Worker is there again: what waits goes now.
            if !was && model.link.live() {
                outbox::flush(model, &mut cmds);
            }
        }
        Msg::Opened(open) => {
            model.open = open;
            if open {
                model.unread = 0;
                cmds.push(Cmd::Unread(0));
                connect(model, &mut cmds);
            }
        }
        Msg::Network { online } => {
            model.offline = !online;
            if online {
                let have = model.have();
                cmds.extend(model.link.update(link::News::Wake, model.seq, have).into_iter().map(Cmd::Link));
                outbox::flush(model, &mut cmds);
            }
        }
        Msg::Proof(proof) => {
            model.proof = Some(proof);
            if model.known {
                outbox::prove(model);
                outbox::flush(model, &mut cmds);
            }
        }
        Msg::Left => outbox::leave(model, &mut cmds),
        Msg::Known => {
            model.known = true;
            connect(model, &mut cmds);
        }
        Msg::Rated { turn, helped } => items::rated(model, turn, helped),
    }
    cmds
}

/// A connection only for a conversation that exists: an opened panel makes none.
fn connect(model: &mut Model, cmds: &mut Vec<Cmd>) {
    if model.known {
        let have = model.have();
        cmds.extend(model.link.update(link::News::Wanted, model.seq, have).into_iter().map(Cmd::Link));
    }
}
