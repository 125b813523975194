//! Signals: what can be seen in a conversation, each with its evidence. They decide nothing; the policy does.
//!
//! One signal a file, or two that are the two sides of one thing. A new one is a file here and a line in [`SIGNALS`];
//! checks, docs and the policy's error messages find it there. What words say is in the [`Reading`], made once.

mod acted;
mod action;
mod answer_failed;
mod areas;
mod asks_for_person;
mod claims_action;
mod confidence;
mod contacts;
mod exchanges;
mod identity;
mod injection;
mod language;
mod mentions;
mod misses;
mod mood;
mod no_source;
mod nobody;
mod page;
mod region;
mod risk;
mod scope;
mod urgency;

use crate::identity::Identity;
use crate::log::{Entry, Ms, What};
use crate::page::Page;
use crate::policy::{Finding, Kind, Role, Spec, Value};
use crate::reading::Reading;

/// What a signal may look at.
pub struct Scene<'a> {
    /// Everything that happened, the newest last
    pub log: &'a [Entry],
    pub now: Ms,
    /// The customer's newest words, where they are what this is about; absent where the assistant's turn ended
    pub said: Option<&'a Reading>,
    /// The page the customer is on
    pub page: Option<&'a Page>,
    /// Who the site says it is
    pub identity: Option<&'a Identity>,
    /// Two letters, as the network says; empty if unknown
    pub country: &'a str,
    /// Why nobody could take a handoff now; absent if somebody could, or it is not known
    pub nobody: Option<&'a str>,
    /// Languages the site speaks
    pub languages: &'a [String],
    /// What the knowledge holds on it
    pub search: Option<&'a Search>,
    /// How the assistant's turn ended
    pub ended: Option<Ended>,
    /// The words of an answer that claim an action, where that is how the turn ended
    pub claim: Option<&'a str>,
}

/// A search, as far as signals need it.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// Calibrated probability (0 to 1) that the best hit answers
    pub confidence: f32,
    /// Title of the best hit
    pub best: Option<String>,
    /// Words of the question found nowhere
    pub unknown_words: Vec<String>,
}

/// How a turn of the assistant ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// With "I do not know"
    NoSource,
    /// Every provider failed
    Failed,
    /// With an answer that claimed an action and was withheld
    Withheld,
    /// With an action that did not succeed
    ActionFailed,
    /// With an action that may not be done for this customer
    ActionForbidden,
}

/// One thing to look for.
pub trait Signal: Sync {
    fn spec(&self) -> Spec;
    /// What was seen: nothing, one finding, or several of a signal that names things.
    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding>;
}

/// Every signal there is, in the order of the docs.
pub const SIGNALS: &[&dyn Signal] = &[
    &asks_for_person::AsksForPerson,
    &asks_for_person::AsksForCallback,
    &asks_for_person::AskedBefore,
    &risk::Risk,
    &risk::AsksAbout,
    &mentions::Mentions,
    &areas::Area,
    &areas::Areas,
    &action::AsksForAction,
    &action::NeedsApproval,
    &action::Unsupported,
    &acted::Acted,
    &claims_action::ClaimsAction,
    &confidence::Confidence,
    &no_source::NoSource,
    &scope::OutOfScope,
    &answer_failed::AnswerFailed,
    &misses::Misses,
    &exchanges::Exchanges,
    &contacts::Contacts,
    &contacts::DaysSincePerson,
    &mood::Sentiment,
    &mood::Angry,
    &mood::UnhappyTurns,
    &mood::Shouts,
    &urgency::Urgency,
    &page::OnPage,
    &page::VisibleError,
    &page::ErrorText,
    &page::TookOffer,
    &region::Region,
    &nobody::NobodyAvailable,
    &language::Language,
    &language::ForeignLanguage,
    &identity::Verified,
    &identity::Tier,
    &injection::Injection,
];

/// Names, kinds and meanings, for the policy.
pub fn specs() -> Vec<Spec> {
    SIGNALS.iter().map(|signal| signal.spec()).collect()
}

/// What all signals see.
pub fn observe(scene: &Scene<'_>) -> Vec<Finding> {
    SIGNALS.iter().flat_map(|signal| signal.observe(scene)).collect()
}

impl Scene<'_> {
    /// The newest reading, also where the words are not what this is about: a mood lasts.
    fn heard(&self) -> Option<&Reading> {
        self.said.or_else(|| readings(self.log).next())
    }
}

/// The readings of a log, newest first.
fn readings(log: &[Entry]) -> impl Iterator<Item = &Reading> {
    log.iter().rev().filter_map(|entry| match &entry.what {
        What::Read { reading } => Some(&**reading),
        _ => None,
    })
}

/// The entries since a person last had the conversation: what was tried before that is not held against the assistant.
fn since_person(log: &[Entry]) -> &[Entry] {
    let start = log
        .iter()
        .rposition(|entry| {
            matches!(entry.what, What::HandedOver { .. } | What::HandedBack { .. } | What::Closed { .. })
        })
        .map_or(0, |at| at + 1);
    &log[start..]
}

const fn cause(name: &'static str, kind: Kind, means: &'static str) -> Spec {
    Spec { name, kind, role: Role::Cause, means }
}

const fn hint(name: &'static str, kind: Kind, means: &'static str) -> Spec {
    Spec { name, kind, role: Role::Hint, means }
}

const fn count(unit: &'static str) -> Kind {
    Kind::Number { least: 0.0, most: 1000.0, unit }
}

fn finding(spec: Spec, value: Value, evidence: impl Into<String>) -> Vec<Finding> {
    vec![Finding { signal: spec.name.to_owned(), value, evidence: evidence.into() }]
}

fn flag(spec: Spec, evidence: impl Into<String>) -> Vec<Finding> {
    finding(spec, Value::Flag(true), evidence)
}

fn number(spec: Spec, value: f64, evidence: impl Into<String>) -> Vec<Finding> {
    finding(spec, Value::Number(value), evidence)
}

fn word(spec: Spec, value: &str, evidence: impl Into<String>) -> Vec<Finding> {
    finding(spec, Value::Word(value.to_owned()), evidence)
}

/// “one”, “two”
fn quoted(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|words| format!("“{words}”")).collect();
    quoted.join(", ")
}

#[cfg(test)]
pub(crate) mod tests;
