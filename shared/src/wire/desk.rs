//! What crosses the network between the desk's page and the Worker.
//!
//! `POST /desk/api/sign-in` [`SignIn`] sets a session cookie; every other address under `/desk/api/` needs it:
//! - `GET /desk/api/me` [`Me`]
//! - `GET /desk/api/list` [`Listing`]; `/desk/api/socket` sends a [`Listing`] after each change
//! - `GET /desk/api/c/{id}` [`Opened`]; `/desk/api/c/{id}/socket` sends an [`Opened`] first, then [`Update`]s
//! - `POST /desk/api/c/{id}/do` [`AgentRequest`], answered by a [`super::Reply`] without frames
//! - `POST /desk/api/sign-out`

use serde::{Deserialize, Serialize};

/// An agent signs in with the desk's password and the name customers will see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    pub name: String,
    pub password: String,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    pub name: String,
    /// The site's name, for the page's head
    pub site: String,
}

/// Every handoff at the desk: open ones by urgency then age, then the newest closed ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    pub open: Vec<Card>,
    pub closed: Vec<Card>,
    /// Agents with the desk open now
    pub agents: Vec<String>,
    /// What models cost today, in words; empty if nothing
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub spent: String,
    /// What has not arrived where it should, also of conversations that are worked on elsewhere
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undelivered: Vec<Undelivered>,
    /// Destinations the site names that are not there any more
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<Gone>,
}

/// A destination that is not there any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// The tool's name in `site.toml`
    pub tool: String,
    /// The setting that names it
    pub what: String,
    pub why: String,
    /// Milliseconds since 1970: when it was found gone first
    pub since: u64,
}

/// Something no backend has confirmed yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undelivered {
    pub conversation: String,
    pub reference: String,
    /// Its name in the conversation, for [`AgentCommand::Retry`] and [`AgentCommand::Leave`]
    pub parcel: String,
    /// As in `the handoff`
    pub what: String,
    /// Of the handoff
    pub priority: String,
    /// Milliseconds since 1970: since when it should be there
    pub since: u64,
    /// Who was asked, in that order
    pub tried: Vec<Tried>,
    /// When it is tried next; nothing once it was given up
    pub next: Option<u64>,
}

/// A backend that was asked to take something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    pub backend: String,
    /// How often it was tried and failed
    pub tries: u32,
    /// What it said last, and when; empty if it was not asked yet
    pub answer: String,
    pub at: u64,
}

/// One handoff in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Conversation id, for the addresses above
    pub conversation: String,
    pub reference: String,
    /// `urgent`, `high`, `normal` or `low`
    pub priority: String,
    /// Stable reason code
    pub reason: String,
    /// One line: what the customer wants
    pub goal: String,
    /// Name or address of the customer, empty if unknown
    pub who: String,
    /// Path of the page
    pub page: String,
    /// Name of the queue it went to
    #[serde(default)]
    pub queue: String,
    pub language: String,
    /// Milliseconds since 1970
    pub at: u64,
    /// What the customer picked instead of waiting, in words; empty if nothing
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub wish: String,
    /// When a person answers at the latest, as the customer was told (milliseconds since 1970)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<u64>,
    /// Who took it
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<u64>,
}

/// A conversation as an agent sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    pub card: Card,
    /// The packet as a briefing
    pub briefing: Briefing,
    /// The whole transcript, in order
    pub lines: Vec<Line>,
    /// Who has it now, as the customer is told
    pub status: super::Status,
    /// What waits for an agent's yes or no
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Approval>,
}

/// An action that is done only once a person approves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub turn: u32,
    pub title: String,
    /// Label and value of what it would be done with
    pub rows: Vec<(String, String)>,
}

/// The packet, worded for a reader with fifteen seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Briefing {
    pub goal: String,
    /// What was tried, and what came of it
    pub tried: Vec<String>,
    pub blocker: String,
    /// Why it was handed over: the rule's `because`, then the evidence
    pub why: String,
    pub evidence: Vec<String>,
    /// Label and value: who, page, visible error, language, urgency, versions …
    pub facts: Vec<(String, String)>,
    pub sources: Vec<String>,
    /// What a full packet would have and this one lacks, with the reason
    pub missing: Vec<String>,
    /// A model's sentences, each found in what was said; nothing where no model was asked
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub short: Vec<String>,
    /// The customer's words and those sentences, translated by a machine into the agents' language
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translated: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub translated_into: String,
}

/// One line of the transcript, as agents see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub seq: u64,
    pub at: u64,
    pub who: Who,
    pub name: String,
    /// Of a file, its name
    pub text: String,
    /// At `/desk/api/c/{id}/file/{file}`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<super::Attachment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    Customer,
    Assistant,
    Person,
    /// What the system did: handed over, delivered, closed
    System,
}

/// News of an open conversation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Update {
    Opened(Box<Opened>),
    Line(Line),
    Status(super::Status),
    /// The customer types
    Typing,
}

/// What an agent does, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentRequest {
    pub v: u32,
    pub commands: Vec<AgentKeyed>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentKeyed {
    /// As [`super::Keyed::key`]
    pub key: String,
    #[serde(rename = "do")]
    pub command: AgentCommand,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum AgentCommand {
    /// Takes the conversation, or takes it over
    Claim,
    /// Says something to the customer; claims if nobody has
    Say { text: String },
    /// Says yes or no to an [`Approval`]; claims if nobody has
    Approve { turn: u32, yes: bool },
    /// Types
    Typing,
    /// Has what is not delivered tried now
    Retry { parcel: String },
    /// Leaves a delivery that was given up, so that it is not listed any more
    Leave { parcel: String },
    /// Done: the conversation is over
    Close,
    /// Done: the assistant may go on
    HandBack,
}
