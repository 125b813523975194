//! What a conversation hears of the world, and what it has done to it.

use super::Home;
use super::booking::Booked;
use crate::action::End;
use crate::enrich::Known;
use crate::feedback::Verdict;
use crate::identity::Identity;
use crate::log::{Ms, Spent};
use crate::page::Page;
use crate::parts::{Arrangement, Attachment, Choice, Contact, Source};
use crate::team::Team;
use crate::wording::Wording;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// What happened outside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    Said {
        key: String,
        text: String,
        page: Option<Page>,
    },
    AskedForPerson {
        key: String,
        text: String,
        contact: Contact,
        page: Option<Page>,
    },
    /// The customer gave a file; the edge has looked at its bytes and stored them.
    Attached {
        key: String,
        file: Attachment,
    },
    Chose {
        choice: Choice,
    },
    Left {
        contact: Contact,
    },
    /// The customer filled in a card's form, or pressed its yes.
    Filled {
        turn: u32,
        fields: BTreeMap<String, String>,
    },
    /// The customer pressed a card's no.
    Canceled {
        turn: u32,
    },
    /// The customer picked what to do instead of waiting here.
    Arranged {
        how: Arrangement,
    },
    /// The desk said whether a time to be called can be had.
    Booked {
        handoff: u32,
        booked: Booked,
    },
    /// The desk told who is there and how much there is to do.
    TeamSeen {
        team: Team,
    },
    /// The site's token was checked by the edge, which has the secret and the clock.
    Identified {
        identity: Identity,
    },
    /// The site says that nobody is signed in any more.
    SignedOut,
    /// A token was refused; the customer stays who they say they are.
    NotIdentified {
        why: String,
    },
    Stopped {
        turn: u32,
        so_far: String,
    },
    Rated {
        turn: u32,
        helped: bool,
        why: String,
    },
    /// The customer said how it was, or that they would rather not (0).
    Scored {
        survey: u32,
        score: u8,
        note: String,
    },
    Ended,
    AnswerEnded {
        turn: u32,
        end: AnswerEnd,
    },
    /// A model was asked; reported whatever became of its answer, and before that is.
    Spent {
        spent: Spent,
    },
    DeliveryEnded {
        key: String,
        end: DeliveryEnd,
    },
    ActionEnded {
        turn: u32,
        end: End,
    },
    /// A person said yes or no to an action that needs one
    PersonApproved {
        name: String,
        turn: u32,
        yes: bool,
    },
    PersonClaimed {
        name: String,
    },
    PersonSaid {
        name: String,
        text: String,
    },
    /// The same of a person: at the desk, or in a tool whose file the edge has fetched and stored.
    PersonAttached {
        name: String,
        file: Attachment,
    },
    /// A person changed words of theirs, as the backend calls them; without words, took them back.
    PersonCorrected {
        message: String,
        text: String,
    },
    PersonClosed {
        name: String,
    },
    PersonHandedBack {
        name: String,
    },
    /// Somebody of the team wants a delivery tried now.
    RetryAsked {
        parcel: String,
        name: String,
    },
    /// Somebody of the team leaves a delivery that was given up.
    UndeliveredLeft {
        parcel: String,
        name: String,
    },
    /// A backend's webhook told one of these: about which ticket, under which name, with the person's picture.
    Told {
        at: Home,
        key: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        picture: String,
        event: Box<Event>,
    },
    /// Somebody of the team says what was wrong with a handoff; the edge has checked the link.
    FeedbackGiven {
        handoff: u32,
        verdict: Verdict,
        note: String,
    },
    /// Other tools were asked about the customer.
    Enriched {
        handoff: u32,
        known: Vec<Known>,
    },
    /// A model was asked to word a handoff.
    Worded {
        handoff: u32,
        wording: Wording,
    },
    /// A deadline may have passed.
    Ticked,
    /// The object was loaded after an eviction or a crash: whatever ran is gone.
    Woke,
}

impl Event {
    /// Which person did it.
    pub fn person(&self) -> Option<&str> {
        match self {
            Event::PersonApproved { name, .. }
            | Event::PersonClaimed { name }
            | Event::PersonSaid { name, .. }
            | Event::PersonAttached { name, .. }
            | Event::PersonClosed { name }
            | Event::PersonHandedBack { name } => Some(name),
            _ => None,
        }
    }
}

/// How the making of an answer ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerEnd {
    /// It is not clear what is meant: a question back, with what may be pressed
    Asked {
        text: String,
        replies: Vec<String>,
    },
    Answered {
        text: String,
        sources: Vec<Source>,
    },
    /// The provider says that no source answers it.
    NoSource,
    /// It would be the answer before once more, to other words of the customer.
    SaidBefore,
    /// A sentence of it stands in no source, so that none of it may be said.
    Ungrounded {
        why: String,
    },
    /// A sentence of it says that the assistant did something, which it did not.
    ClaimedAction {
        claim: String,
    },
    /// The provider wants an action taken instead.
    Acts {
        action: String,
        arguments: BTreeMap<String, Value>,
    },
    Failed {
        why: String,
    },
}

/// How a try to deliver ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeliveryEnd {
    Accepted {
        ticket: String,
    },
    /// To be tried again, not before `after` milliseconds where the backend said so
    Refused {
        why: String,
        after: Option<Ms>,
    },
    /// Never to be tried again at this backend
    Impossible {
        why: String,
    },
}

/// All that the program can do to the world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Make an answer for the turn with this provider; report [`Event::AnswerEnded`].
    Generate { turn: u32, provider: String },
    /// Stop making it; nothing needs to be reported.
    StopGenerating { turn: u32 },
    /// Ask other tools about the customer; report [`Event::Enriched`].
    LookUp { handoff: u32 },
    /// Ask a model to word the handoff; report [`Event::Worded`], whatever came of it.
    Word { handoff: u32 },
    /// Ask the desk who is there; report [`Event::TeamSeen`], if it answers.
    LookAtTeam,
    /// Deliver the parcel with this key; report [`Event::DeliveryEnded`].
    Deliver { key: String, backend: String },
    /// Ask the desk for the time to be called of this handoff, or give it back; report [`Event::Booked`] where one was asked for.
    Book { handoff: u32 },
    /// Tell the desk what has not been delivered; nothing needs to be reported.
    TellUndelivered,
    /// Call the open action's address; report [`Event::ActionEnded`].
    Act { turn: u32, key: String },
}
