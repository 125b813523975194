//! The handoff packet: typed facts from the record, for the person who takes over.
//!
//! Everything in it is read off the log up to the handoff; what a full packet would have and this one lacks is listed
//! with the reason, so that nobody wonders. Its JSON Schema is generated from these types (`docs/packet.schema.json`).
//! Absent on purpose: what a model thinks. Words of a model come later, beside the facts, never instead ([`crate::wording`]).

mod facts;
mod keep_back;
pub mod render;
mod told;
mod warning;

use crate::action::Stage;
use crate::conversation::Wish;
use crate::enrich::Known;
use crate::feedback;
use crate::identity::Identity;
use crate::log::{Ms, Versions, Voice};
use crate::page::Page;
use crate::parts::{About, Attachment, Contact};
use crate::policy::{Finding, Layer, PassedOver, Priority, Reason};
use crate::routing::Routed;
use crate::wording::Wording;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use facts::{NOTHING_YET, WHO, packet};
pub use keep_back::{PARTS, Part, keep_back};
pub use warning::{Warning, warning};

/// Name and version of this shape. A field may be added; nothing changes its meaning without a new number.
pub const SCHEMA: &str = "baton.handoff/1";

/// A handoff, complete in itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Packet {
    /// [`SCHEMA`]
    pub schema: String,
    /// Conversation id: 32 hexadecimal digits
    pub conversation: String,
    /// What customer and team call this handoff
    pub reference: String,
    /// 1 for the first handoff of the conversation
    pub number: u32,
    /// When it was handed over, in milliseconds since 1970
    pub at: Ms,
    /// Name of the site
    pub site: String,
    /// The channel it came through; `web-chat` today (P6)
    pub channel: String,
    /// Language of the conversation (P7)
    pub language: String,
    /// Before all else, where this is no handoff that arrived but news of one that did not
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<Warning>,
    /// Read this first (P2, P15, P16)
    pub summary: Summary,
    /// What it is about (P3)
    #[serde(default)]
    pub intent: Intent,
    /// Numbers, amounts and dates the customer told, and who they said they are (P5, P8)
    #[serde(default)]
    pub collected: Vec<Collected>,
    /// How the customer sounded, message by message (P14, P23)
    #[serde(default)]
    pub mood: Vec<Mood>,
    /// Why it was handed over (P4, P13)
    pub escalation: Escalation,
    /// How soon to look (P14)
    pub priority: Priority,
    /// Which queue it went to, and why (R1 to R10)
    #[serde(default)]
    pub routing: Option<Routed>,
    /// What the customer picked instead of waiting, if it was before this was sent
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wish: Option<Wish>,
    /// Who it is, as far as known (P5, P19)
    pub customer: Customer,
    /// Where the customer is, and what is visible there (P11, P12)
    pub page: Option<Page>,
    /// Paths visited before, oldest first (P11)
    pub trail: Vec<String>,
    /// Articles shown, in order (P9)
    pub sources: Vec<SourceShown>,
    /// What was done for the customer, or waits to be, in order
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<ActionTaken>,
    /// How the customer said it was, with the assistant and with people, apart (M11, M12)
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<Score>,
    /// Files given up to the handoff, in order; a later one follows as the customer's words do
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<FileGiven>,
    /// Questions the knowledge did not answer (P10)
    pub failed_searches: Vec<FailedSearch>,
    /// What was in force (P21)
    pub versions: Versions,
    /// Every word exchanged up to the handoff (P1)
    pub transcript: Vec<Line>,
    /// What other tools know of the customer: at the desk, once they have answered; a ticket gets it as a note of its own
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<Known>,
    /// What a model worded and translated: at the desk, once it has; a ticket gets it as a note of its own (P2, P7)
    #[serde(default, skip_serializing_if = "Wording::is_empty")]
    pub wording: Wording,
    /// Links for the team to say what was wrong with the handoff, where the Worker knows its own address
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub feedback: Vec<feedback::Link>,
    /// Fields this packet lacks, with the reason
    pub missing: Vec<Missing>,
    /// Share of the required fields that are present, 0 to 1 (M6)
    pub completeness: f32,
}

/// The conversation in four facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Summary {
    /// What the customer wants, in the customer's own words
    pub goal: String,
    /// What was tried, and what came of it
    pub tried: Vec<Tried>,
    /// What stands in the way
    pub blocker: String,
    /// What the customer asked for at the end
    pub requested: String,
    /// Positions of the messages that goal and request are quoted from; nothing where they are no quotation
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal_seq: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_seq: Option<u64>,
}

/// What it is about, as far as the record tells.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Intent {
    /// Risk topics the customer raised, as in `billing-dispute`, in order
    pub topics: Vec<String>,
    /// Product areas of the policy that were named
    pub areas: Vec<String>,
    /// Title of the article that came nearest to anything the customer asked
    pub nearest_article: Option<String>,
    /// Probability that it answers, 0 to 1
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest_confidence: Option<f32>,
}

/// A fact in the customer's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Collected {
    /// As in `order number`, `amount`, `date`, `name`, `email address`
    pub name: String,
    pub value: String,
    /// Position of the message it stands in
    pub seq: u64,
}

/// How one message sounded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mood {
    /// Position of the message
    pub seq: u64,
    /// From -1 (angry) to 1 (delighted)
    pub mood: f32,
    pub angry: bool,
    /// From 0 (when you can) to 1 (now)
    pub urgency: f32,
    /// The words that sounded so
    pub words: Vec<String>,
}

/// A turn of the assistant and its outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tried {
    pub turn: u32,
    pub what: String,
    pub outcome: String,
}

/// Why people have it now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Escalation {
    /// Stable reason code
    pub reason: Reason,
    pub layer: Layer,
    /// Id of the rule that decided
    pub rule: String,
    pub because: String,
    pub evidence: Vec<Finding>,
    /// Rules that did not hold
    pub passed_over: Vec<PassedOver>,
    /// Probability that the best article answered the last question, 0 to 1
    pub confidence: Option<f32>,
}

/// Who the customer is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Customer {
    /// As the customer says
    pub claimed: Contact,
    /// Whether the site vouches for the customer; if not, verify before acting on an account
    pub verified: bool,
    /// Who the site says it is, with the kind of account
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Identity>,
}

/// An article the customer was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceShown {
    pub turn: u32,
    pub article: String,
    pub title: String,
}

/// An action and how far it came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActionTaken {
    pub turn: u32,
    /// Its name in `site.toml`
    pub action: String,
    pub title: String,
    /// What it was or would be done with: the customer's values, and the site's where it vouches for them
    pub arguments: BTreeMap<String, serde_json::Value>,
    /// `approval`: it waits for a person
    pub stage: Stage,
    /// What the customer was told
    pub told: String,
    /// Label and value of what came of it
    pub result: Vec<(String, String)>,
    /// Why it did not happen
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// How it was, as the customer said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Score {
    /// Position in the conversation's log
    pub seq: u64,
    pub about: About,
    /// Of the person; empty for the assistant
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// 1 (very bad) to 5 (very good)
    pub score: u8,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A file, and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileGiven {
    /// Position in the conversation's log
    pub seq: u64,
    pub at: Ms,
    /// Who gave it
    pub voice: Voice,
    pub file: Attachment,
    /// A signed link that ends after 60 days; empty where the Worker does not know its own address
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub url: String,
}

/// A question without a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FailedSearch {
    pub turn: u32,
    pub query: String,
    /// Title of the nearest article
    pub nearest: Option<String>,
    pub confidence: f32,
    /// Words that stand in no article
    pub unknown_words: Vec<String>,
}

/// A line of the transcript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Line {
    /// Position in the conversation's log
    pub seq: u64,
    pub at: Ms,
    pub voice: Voice,
    /// Of a person; else empty
    pub name: String,
    pub text: String,
}

/// A field that is not there, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Missing {
    pub field: String,
    pub why: String,
}
