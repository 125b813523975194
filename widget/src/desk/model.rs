//! What the desk knows, what can happen to it, and what it can do to the world. Plain values; `update` moves them.

use super::outbox::Outbox;
use serde::{Deserialize, Serialize};
use shared::wire::desk::{AgentCommand, AgentRequest, Card, Listing, Me, Opened, Update};
use shared::wire::{Reply, Trouble};
use std::collections::{BTreeMap, BTreeSet};

/// Everything the desk knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    pub screen: Screen,
    pub me: Option<Me>,
    pub sign_in: SigningIn,
    /// Absent until the first answer
    pub listing: Option<Listing>,
    /// The socket that carries the listing
    pub link: Link,
    /// The conversation on screen
    pub open: Option<Open>,
    /// Text not sent yet, by conversation
    pub drafts: BTreeMap<String, String>,
    pub outbox: Outbox,
    /// References that arrived while the desk was open and nobody looked at yet
    pub fresh: BTreeSet<String>,
    /// What waits for a yes or no
    pub asking: Option<Question>,
    /// The list of shortcuts is shown
    pub help: bool,
    /// Single letters act (WCAG 2.1.4: can be turned off)
    pub shortcuts: bool,
    /// The last news in words, for screen readers; the number makes equal sentences two announcements
    pub told: (u32, String),
    /// Something about the desk as a whole that did not work
    pub notice: Option<String>,
    /// This page and the Worker speak different versions
    pub outdated: bool,
    /// When the customer was last told that the agent types
    pub typed_at: u64,
    /// Milliseconds since 1970
    pub now: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// Asking who is signed in
    #[default]
    Starting,
    SignIn,
    Desk,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SigningIn {
    pub busy: bool,
    /// The last name used in this tab
    pub name: String,
    pub problem: Option<String>,
    /// A session ended while the desk was open
    pub ended: bool,
}

/// The conversation on screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Open {
    pub id: String,
    pub link: Link,
    /// Absent until the first answer
    pub loaded: Option<Opened>,
    pub problem: Option<String>,
    /// The customer types until then
    pub typing_until: u64,
    /// The transcript from the beginning, not only from around the handoff
    pub unfolded: bool,
    /// The briefing shows its first line only
    pub briefed: bool,
}

/// One socket, over all its tries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// News of an older generation is ignored
    pub generation: u32,
    pub state: LinkState,
    pub tries: u32,
    /// When it last came up
    pub up_at: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkState {
    #[default]
    Connecting,
    Live,
    /// Down; trying again after a pause
    Waiting,
}

/// What is worth asking twice: the customer is told at once, and it cannot be taken back silently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    Close,
    HandBack,
    /// Somebody else has it
    TakeOver,
}

/// Which socket.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wire {
    List,
    Conversation(String),
}

/// What a socket told.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    Up,
    Listing(Box<Listing>),
    Update(Box<Update>),
    /// Not understood: the Worker is newer than this page
    Garbled,
    Down,
}

/// Why a request failed.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// No answer
    Network,
    Trouble(Trouble),
}

/// What can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// The page was loaded, with what this tab kept and the conversation in the address
    Started {
        kept: Kept,
        conversation: Option<String>,
    },
    MeAnswered(Result<Me, Failure>),
    SignInPressed {
        name: String,
        password: String,
    },
    SignInAnswered(Result<(), Failure>),
    SignOutPressed,
    SignedOut(Result<(), Failure>),
    Listed(Result<Listing, Failure>),
    /// The address names another conversation, or none
    Went(Option<String>),
    Fetched {
        conversation: String,
        result: Box<Result<Opened, Failure>>,
    },
    Heard {
        wire: Wire,
        generation: u32,
        news: News,
    },
    ReconnectDue {
        wire: Wire,
        generation: u32,
    },
    Stepped(Step),
    Drafted(String),
    /// The agent does something to the open conversation
    Did {
        key: String,
        command: AgentCommand,
    },
    /// The agent does something to a conversation from the list
    DidTo {
        conversation: String,
        key: String,
        command: AgentCommand,
    },
    Answered {
        conversation: String,
        result: Result<Reply, Failure>,
    },
    RetryDue {
        conversation: String,
    },
    /// A message that failed goes back to the composer
    TakenBack {
        key: String,
    },
    Asked(Option<Question>),
    HelpToggled,
    ShortcutsToggled,
    Unfolded,
    BriefingToggled,
    Ticked,
    /// The network or the page's visibility came back
    Returned,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Next,
    Previous,
}

/// What the desk can do to the world.
#[derive(Clone, Debug, PartialEq)]
pub enum Cmd {
    FetchMe,
    SignIn {
        name: String,
        password: String,
    },
    SignOut,
    FetchList,
    Fetch(String),
    Post {
        conversation: String,
        request: AgentRequest,
    },
    /// Tells the customer that somebody types; lost is lost
    Typing(String),
    Connect {
        wire: Wire,
        generation: u32,
    },
    Disconnect(Wire),
    /// After about this many milliseconds
    Later {
        ms: u64,
        msg: Box<Msg>,
    },
    Keep(Kept),
    /// Writes the address; `None` is the list
    Go(Option<String>),
}

/// What survives a reload of this tab.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    pub name: String,
    pub drafts: BTreeMap<String, String>,
    pub outbox: Outbox,
    pub shortcuts_off: bool,
}

impl Model {
    /// The name the agent signed in with.
    pub fn name(&self) -> &str {
        self.me.as_ref().map_or("", |me| me.name.as_str())
    }

    pub fn open_id(&self) -> Option<&str> {
        self.open.as_ref().map(|open| open.id.as_str())
    }

    /// The text in the composer.
    pub fn draft(&self) -> &str {
        self.open_id().and_then(|id| self.drafts.get(id)).map_or("", String::as_str)
    }

    /// Open handoffs nobody has taken.
    pub fn unclaimed(&self) -> usize {
        self.listing.iter().flat_map(|all| &all.open).filter(|card| card.agent.is_none()).count()
    }

    /// The card before or after the one on screen; the first when none is.
    pub fn neighbor(&self, step: Step) -> Option<&Card> {
        let cards = &self.listing.as_ref()?.open;
        let here = cards.iter().position(|card| Some(card.conversation.as_str()) == self.open_id());
        match (here, step) {
            (None, _) => cards.first(),
            (Some(at), Step::Next) => cards.get(at + 1),
            (Some(at), Step::Previous) => cards.get(at.checked_sub(1)?),
        }
    }

    pub fn kept(&self) -> Kept {
        Kept {
            name: self.sign_in.name.clone(),
            drafts: self.drafts.clone(),
            outbox: self.outbox.clone(),
            shortcuts_off: !self.shortcuts,
        }
    }
}
