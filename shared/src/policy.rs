//! The escalation policy: an ordered list of rules over named signals, read from a file a support lead edits.
//!
//! The first rule whose conditions all hold decides. A decision always carries its reasons: the rule, its because,
//! the evidence, and the rules passed over with why. Nothing here knows the conversation, a model, or a clock; what
//! can be known is in the findings.
//!
//! Invariant: a finding `asks-for-person` leads to [`Outcome::Transfer`], whatever the file says ([`decide()`]).

mod check;
mod condition;
mod decide;
mod explain;
mod reach;
mod read;
mod template;
mod threshold;
pub mod vocabulary;

pub use condition::{Condition, Known, Limit, Op, Test};
pub use decide::{ASKS_FOR_PERSON, Facts, NO_RULE, decide, raised, why_not};
pub use explain::table;
pub use read::read;
pub use template::{ANSWER, Template, Tone, template};
pub use threshold::{Move, Threshold};
pub use vocabulary::{Table, Vocabulary};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A checked policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    /// What the author calls this version, as in `2026-11-20`
    pub version: String,
    /// What the assistant is for, in one sentence (G2)
    pub job: String,
    /// The words it defines
    pub vocabulary: Vocabulary,
    /// Numbers with a name, which hints may move
    pub thresholds: Vec<Threshold>,
    /// Each of these that holds makes a handoff one step more urgent
    pub raise_priority: Vec<Condition>,
    /// In order: the first that holds decides
    pub rules: Vec<Rule>,
    /// Words around answers, in order: the first that holds is used
    #[serde(default)]
    pub templates: Vec<Template>,
}

impl Policy {
    /// No rule: the assistant answers, and who asks for a person gets one.
    pub fn without_rules() -> Self {
        Self {
            version: String::new(),
            job: String::new(),
            vocabulary: Vocabulary::default(),
            thresholds: Vec::new(),
            raise_priority: Vec::new(),
            rules: Vec::new(),
            templates: Vec::new(),
        }
    }
}

/// If all conditions hold, this happens, because.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    pub id: String,
    /// Who wanted it: kept apart everywhere (T15)
    pub layer: Layer,
    /// One sentence for customers, agents and reports
    pub because: String,
    /// All must hold
    pub when: Vec<Condition>,
    /// And of these at least one, where there are any
    pub any: Vec<Condition>,
    pub then: Outcome,
    /// The action that the assistant takes instead of answering, where it goes on
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    pub reason: Reason,
    pub priority: Priority,
    /// What the customer is told, by language; the shipped words where there are none
    pub say: BTreeMap<String, String>,
    /// The line the rule starts on
    pub line: usize,
    /// Conversations it is for, and such as it is not for; proven when the file is read, and not carried further
    #[serde(skip)]
    pub examples: Vec<Example>,
}

/// A conversation, as a few lines of text, that the author says a rule decides or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    pub story: String,
    pub wanted: Wanted,
    pub line: usize,
}

/// What an example is an example of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// This rule decides.
    Decides,
    /// This rule does not.
    DoesNot,
}

/// What a rule asks for. Declared from mild to strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The assistant goes on.
    Answer,
    /// The customer chooses between the assistant and a person.
    Offer,
    /// A person, now.
    Transfer,
}

/// Who wanted the handoff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    UserRequested,
    AssistantDetected,
    BusinessRule,
}

/// The short, stable list of reasons for a handoff (V6). Reports group by these; they never change their meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The customer asked for a person.
    UserRequestedAgent,
    /// The assistant was not sure enough.
    LowAnswerConfidence,
    /// No approved source answers it.
    MissingKnowledgeSource,
    /// Security, identity, privacy, money, law: a person's matter.
    SensitiveAccountIssue,
    /// The customer is unhappy, or nothing helped.
    ComplaintOrFrustration,
    /// Something must be done that the assistant cannot or may not do, or a system failed.
    ToolOrSystemAction,
}

/// How soon a person should look. Declared from urgent to low, so that sorting puts urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    Urgent,
    High,
    Normal,
    Low,
}

/// The words of the file for a closed list, in one place for reading, explaining and docs.
pub trait Words: Copy + PartialEq + Sized + 'static {
    const WORDS: &'static [(&'static str, Self)];

    fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, value)| *value == self).map_or("", |(word, _)| *word)
    }
}

impl Words for Outcome {
    const WORDS: &'static [(&'static str, Self)] =
        &[("answer", Self::Answer), ("offer", Self::Offer), ("transfer", Self::Transfer)];
}

impl Words for Layer {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("user-requested", Self::UserRequested),
        ("assistant-detected", Self::AssistantDetected),
        ("business-rule", Self::BusinessRule),
    ];
}

impl Words for Reason {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("user-requested-agent", Self::UserRequestedAgent),
        ("low-answer-confidence", Self::LowAnswerConfidence),
        ("missing-knowledge-source", Self::MissingKnowledgeSource),
        ("sensitive-account-issue", Self::SensitiveAccountIssue),
        ("complaint-or-frustration", Self::ComplaintOrFrustration),
        ("tool-or-system-action", Self::ToolOrSystemAction),
    ];
}

impl Reason {
    /// What the code stands for, for those who read reports.
    pub fn means(self) -> &'static str {
        match self {
            Reason::UserRequestedAgent => {
                "The customer asked for a person: by the button, in words, or by a choice."
            }
            Reason::LowAnswerConfidence => {
                "The assistant was not sure enough that its best source answers the question."
            }
            Reason::MissingKnowledgeSource => {
                "No approved article answers the question, or it is outside what the site supports."
            }
            Reason::SensitiveAccountIssue => {
                "Money, security, identity, privacy, law or safety: a person's matter whatever the assistant knows."
            }
            Reason::ComplaintOrFrustration => "The customer is unhappy, or what was tried did not help.",
            Reason::ToolOrSystemAction => {
                "Something must be done that the assistant cannot or may not do, or a system failed."
            }
        }
    }
}

impl Layer {
    pub fn means(self) -> &'static str {
        match self {
            Layer::UserRequested => "The customer, by button, in words, or by taking the choice.",
            Layer::AssistantDetected => "The assistant, which could not help or was about to claim too much.",
            Layer::BusinessRule => "The site: some matters are a person's.",
        }
    }
}

impl Words for Priority {
    const WORDS: &'static [(&'static str, Self)] =
        &[("urgent", Self::Urgent), ("high", Self::High), ("normal", Self::Normal), ("low", Self::Low)];
}

/// What a signal saw, because of what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// Name of the signal
    pub signal: String,
    pub value: Value,
    /// The words or facts that spoke, for a reader
    pub evidence: String,
}

/// What a signal can say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    Flag(bool),
    Number(f64),
    Word(String),
}

/// What a signal may be compared with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Holds or not: written alone, or after `not`
    Flag,
    /// A number from `least` to `most`, in `unit`
    Number { least: f64, most: f64, unit: &'static str },
    /// Some of these words, several at once; alone it means any of them
    Word(&'static [&'static str]),
    /// Some of the names the file gives in this table, several at once; alone it means any of them
    Name(Table),
    /// Any text; compared with `is` or, with `*` in it, `matches`
    Text,
}

/// What a signal may cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A handoff, by itself if the policy says so
    Cause,
    /// Nothing by itself: it moves thresholds and priority, and joins causes (T5)
    Hint,
}

/// What the policy needs to know of a signal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spec {
    pub name: &'static str,
    pub kind: Kind,
    pub role: Role,
    /// One sentence
    pub means: &'static str,
}

/// What was decided, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Decision {
    pub outcome: Outcome,
    /// The action to take, where the rule names one
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// Id of the rule; `no-rule` where none held
    pub rule: String,
    pub layer: Layer,
    pub reason: Reason,
    pub because: String,
    pub priority: Priority,
    /// The findings that made the rule hold
    pub evidence: Vec<Finding>,
    /// The rules above it, with the condition that did not hold
    pub passed_over: Vec<PassedOver>,
    /// Version of the policy
    pub policy: String,
}

/// A rule that did not hold, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PassedOver {
    pub rule: String,
    /// The first condition that did not hold, with what was found instead
    pub why: String,
}
