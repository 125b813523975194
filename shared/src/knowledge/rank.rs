//! The ranking rules: one file each, listed here in the order in which an explanation names them.
//!
//! A rule gives an article a number; its weight turns the number into points, and the points add up. A new rule is one
//! file and one line. Absent on purpose: rules that reorder or cut what others found; whatever a rule thinks is visible
//! as its points.

mod closest;
mod fields;
mod language;
mod page;
mod passage;
mod phrase;
mod refusal;
mod repeated;

use super::asking::Asking;
use super::walk::Walk;
use super::{Knowledge, Query};
use serde::{Deserialize, Serialize};

/// All a rule may look at.
pub struct Look<'a> {
    pub knowledge: &'a Knowledge,
    pub query: &'a Query<'a>,
    pub asking: &'a Asking,
    pub walk: &'a Walk,
}

/// One way to judge how well an article fits.
pub struct Rule {
    pub name: &'static str,
    /// What it does, in a sentence for the documentation
    pub about: &'static str,
    /// Points for a score of 1
    pub weight: f32,
    /// From -1 to 1
    pub score: fn(&Look<'_>, article: usize) -> f32,
}

/// The points one rule gave one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RuleScore {
    pub rule: String,
    pub score: f32,
}

/// Every rule.
pub const RANKING: &[&Rule] = &[
    &fields::RULE,
    &closest::RULE,
    &passage::RULE,
    &phrase::RULE,
    &page::RULE,
    &language::RULE,
    &refusal::RULE,
    &repeated::RULE,
];

/// The passage of an article that has most of the question.
pub fn best_passage(look: &Look<'_>, article: usize) -> Option<usize> {
    passage::best(look, article).map(|(p, _)| p)
}
