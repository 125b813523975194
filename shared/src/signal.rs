//! Signals: what can be seen in a conversation, each with its evidence. They decide nothing; the policy does.
//!
//! One signal a file. A new one is a file here and a line in [`SIGNALS`]; checks, docs and the policy's error messages
//! find it there.

mod answer_failed;
mod asks_for_person;
mod confidence;
mod exchanges;
mod misses;
mod no_source;
mod page;

use crate::log::{Entry, What};
use crate::page::Page;
use crate::policy::{Finding, Kind, Spec, Value};

/// What a signal may look at.
pub struct Scene<'a> {
    /// Everything that happened, the newest last
    pub log: &'a [Entry],
    /// The customer's words this is about; absent where the assistant's turn ended
    pub text: Option<&'a str>,
    /// The page the customer is on
    pub page: Option<&'a Page>,
    /// What the knowledge holds on it
    pub search: Option<&'a Search>,
    /// How the assistant's turn ended
    pub ended: Option<Ended>,
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
    /// With an answer
    Answered,
    /// With "I do not know"
    NoSource,
    /// Every provider failed
    Failed,
}

/// One thing to look for.
pub trait Signal: Sync {
    fn spec(&self) -> Spec;
    /// What was seen, or nothing.
    fn observe(&self, scene: &Scene<'_>) -> Option<Finding>;
}

/// Every signal there is, in the order of the docs.
pub const SIGNALS: &[&dyn Signal] = &[
    &asks_for_person::AsksForPerson,
    &no_source::NoSource,
    &confidence::Confidence,
    &misses::Misses,
    &exchanges::Exchanges,
    &answer_failed::AnswerFailed,
    &page::OnPage,
    &page::VisibleError,
];

/// Names, kinds and meanings, for the policy.
pub fn specs() -> Vec<Spec> {
    SIGNALS.iter().map(|signal| signal.spec()).collect()
}

/// What all signals see.
pub fn observe(scene: &Scene<'_>) -> Vec<Finding> {
    SIGNALS.iter().filter_map(|signal| signal.observe(scene)).collect()
}

fn flag(spec: Spec, evidence: impl Into<String>) -> Finding {
    Finding { signal: spec.name.to_owned(), value: Value::Flag(true), evidence: evidence.into() }
}

fn number(spec: Spec, value: f64, evidence: impl Into<String>) -> Finding {
    Finding { signal: spec.name.to_owned(), value: Value::Number(value), evidence: evidence.into() }
}

const fn count(name: &'static str, means: &'static str, unit: &'static str) -> Spec {
    Spec { name, kind: Kind::Number { least: 0.0, most: 1000.0, unit }, means }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signal_has_its_own_name_and_a_sentence() {
        let specs = specs();
        for (i, spec) in specs.iter().enumerate() {
            assert!(spec.means.ends_with('.'), "`{}` says what it means in a sentence", spec.name);
            assert!(spec.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "`{}`", spec.name);
            assert!(specs[..i].iter().all(|other| other.name != spec.name), "`{}` stands twice", spec.name);
        }
    }
}
