//! The log of a conversation: everything that happened, in order, in the past tense.
//!
//! The log is the truth. The transcript is a view of it, and so is what the customer sees ([`crate::view`]), the
//! packet ([`crate::packet`]) and, later, every measure. Entries are never changed; their position is their id.

use crate::action::{Arguments, Stage};
use crate::conversation::Wish;
use crate::enrich::Known;
use crate::feedback::Verdict;
use crate::identity::Identity;
use crate::page::Page;
use crate::parts::{About, Attachment, Card, Choice, Contact, Source};
use crate::policy::Decision;
use crate::promise::Promise;
use crate::reading::Reading;
use crate::wording::Wording;
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970, UTC.
pub type Ms = u64;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Position in the log, from 1
    pub seq: u64,
    pub at: Ms,
    pub what: What,
}

/// A place the customer passed through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// Empty where it may not be told
    pub path: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<String>,
}

/// Which assistant answered: changes of any of these can change what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Versions {
    pub policy: String,
    pub knowledge: String,
    pub prompt: String,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// The customer said something.
    CustomerSaid {
        key: String,
        /// As it may be kept
        text: String,
        /// Kinds of what was removed ([`crate::redact::REDACTIONS`])
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        redacted: Vec<String>,
    },
    /// What the customer said before this entry was read: what signals look at.
    Read { reading: Box<Reading> },
    /// The customer gave a file.
    CustomerAttached { key: String, file: Attachment },
    /// The site vouched for the customer.
    CustomerIdentified { identity: Identity },
    /// The site no longer vouches for the customer.
    CustomerSignedOut,
    /// The customer pressed the human button.
    CustomerAskedForPerson,
    /// The customer took a choice.
    CustomerChose { choice: Choice },
    /// The customer left an address.
    CustomerLeft { contact: Contact },
    /// The customer stopped the running answer.
    CustomerStopped { turn: u32 },
    /// The customer said whether an answer helped.
    CustomerRated { turn: u32, helped: bool, why: String },
    /// The customer was asked how it was, with the assistant or with the person of this name.
    Surveyed { survey: u32, about: About, name: String },
    /// The customer said how it was: 1 (very bad) to 5 (very good), 0 for nothing to say; words may follow the number.
    Scored { survey: u32, about: About, name: String, score: u8, note: String },
    /// The customer ended the conversation.
    CustomerEnded,
    /// The customer was on this page, first seen with the entry before.
    PageSeen { page: Page },
    /// While people have it, the customer went to another page, or an error appeared there.
    /// `through`: places before it that the team was not told of, oldest first, with the errors seen there.
    CustomerMoved {
        handoff: u32,
        page: Page,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        through: Vec<Passed>,
    },
    /// The knowledge was searched.
    Searched { turn: u32, query: String, hits: Vec<Found>, confidence: f32, unknown_words: Vec<String> },
    /// The policy decided, for the reasons it names.
    Decided { turn: u32, decision: Box<Decision>, versions: Versions },
    /// The assistant answered.
    AssistantSaid {
        turn: u32,
        text: String,
        sources: Vec<Source>,
        provider: String,
        /// What the customer may answer by one press
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        replies: Vec<String>,
    },
    /// The assistant said what it says when it has nothing: it does not know, or it failed.
    AssistantGaveUp { turn: u32, text: String },
    /// A model was asked, whatever became of its answer.
    Spent(Spent),
    /// An answer was dropped, with the reason (never shown).
    AnswerDropped { turn: u32, why: String },
    /// An action came to a stage.
    Acted {
        turn: u32,
        action: String,
        stage: Stage,
        arguments: Arguments,
        /// As the customer sees it
        card: Card,
        /// For the record; never shown
        #[serde(default, skip_serializing_if = "String::is_empty")]
        why: String,
    },
    /// A person said yes to an action.
    Approved { turn: u32, name: String },
    /// The customer was given the choice.
    Offered { turn: u32, text: String, choices: Vec<Choice> },
    /// The conversation was handed to people.
    HandedOver { handoff: u32, reference: String, text: String },
    /// A customer who asked again was told that people have it already.
    Reminded { handoff: u32, reference: String, text: String },
    /// A backend confirmed a delivery.
    Delivered { key: String, backend: String, ticket: String },
    /// A try at a backend failed.
    DeliveryFailed { key: String, backend: String, why: String },
    /// Every backend failed for now; the customer was asked for an address.
    AskedForAddress { handoff: u32, text: String },
    /// A delivery will not be tried again.
    DeliveryAbandoned { key: String, why: String },
    /// Somebody of the team wanted a delivery tried at once.
    RetryAsked { parcel: String, name: String },
    /// Somebody of the team left a delivery that was given up.
    UndeliveredLeft { parcel: String, name: String },
    /// The customer was told that the team has it.
    Confirmed { handoff: u32, text: String },
    /// The customer was asked for details after the handoff, asked again, or skipped it: as the card says.
    DetailsAsked { handoff: u32, turn: u32, card: Card },
    /// The customer gave details: label and value.
    DetailsGiven { handoff: u32, turn: u32, details: Vec<(String, String)>, card: Card },
    /// The customer was told that their address was added.
    AddressNoted { handoff: u32, text: String },
    /// What the customer is told about waiting became of another kind.
    Promised { handoff: u32, promise: Promise },
    /// The customer picked what to do instead of waiting here; or could not, where it was not to be had any more.
    Arranged { handoff: u32, wish: Option<Wish>, taken: bool, text: String },
    /// A person took the conversation.
    PersonJoined {
        name: String,
        text: String,
        /// Where the Worker has a picture of them
        #[serde(default, skip_serializing_if = "String::is_empty")]
        picture: String,
    },
    /// A person said something.
    PersonSaid {
        name: String,
        text: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        picture: String,
        /// What the person's own tool calls these words
        #[serde(default, skip_serializing_if = "String::is_empty")]
        message: String,
    },
    /// A person gave a file.
    PersonAttached { name: String, file: Attachment },
    /// A person changed what they said at this position; without words, took it back.
    PersonCorrected { of: u64, name: String, text: String },
    /// A person gave the conversation back to the assistant.
    HandedBack { name: String, text: String },
    /// The conversation was closed, by a person or by the customer.
    Closed { name: String, text: String },
    /// What other tools know of the customer.
    Enriched { handoff: u32, known: Vec<Known> },
    /// A model worded the handoff, as far as it was believed.
    Worded { handoff: u32, wording: Wording },
    /// The fault of a handoff has an issue.
    Reported { handoff: u32, tracker: String, issue: String },
    /// Somebody of the team said what was wrong with a handoff.
    FeedbackGiven { handoff: u32, reference: String, verdict: Verdict, note: String },
    /// News came that made no sense any more; it changed nothing.
    Ignored { event: String, why: String },
}

/// What one call of a model cost. Made by [`crate::llm::budget`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spent {
    pub turn: u32,
    /// Its name in `site.toml`
    pub provider: String,
    /// Tokens of the prompt
    pub input: u64,
    /// Tokens of the answer
    pub output: u64,
    /// Millionths of the currency the prices are in
    pub micros: u64,
    /// The provider did not tell, or the answer was left: counted from the letters
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub estimated: bool,
}

/// A search result, as far as the record needs it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    pub article: String,
    pub title: String,
    pub score: f32,
}

/// Who spoke a line of the transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    Customer,
    Assistant,
    Person,
}

/// The words exchanged, in order: voice, name (of a person, else empty), text. Of a file, its name.
pub fn transcript(log: &[Entry]) -> impl Iterator<Item = (&Entry, Voice, &str, &str)> {
    log.iter().filter_map(|entry| {
        let (voice, name, text) = match &entry.what {
            What::CustomerSaid { text, .. } => (Voice::Customer, "", text),
            What::AssistantSaid { text, .. }
            | What::AssistantGaveUp { text, .. }
            | What::Offered { text, .. } => (Voice::Assistant, "", text),
            What::CustomerAttached { file, .. } => (Voice::Customer, "", &file.name),
            What::PersonAttached { name, file } => (Voice::Person, name.as_str(), &file.name),
            // As it was said: what was read is the record. The correction is an entry of its own.
            What::PersonSaid { name, text, .. } => (Voice::Person, name.as_str(), text),
            What::PersonCorrected { name, text, .. } if !text.is_empty() => {
                (Voice::Person, name.as_str(), text)
            }
            // A card that still waits is no word; what became of it is.
            What::Acted { stage, card, .. } if !stage.open() => (Voice::Assistant, "", &card.text),
            _ => return None,
        };
        Some((entry, voice, name, text.as_str()))
    })
}
