//! The one passage that has most of the question.
//!
//! A long article mentions many words in many places; the answer stands in one.

use super::{Look, Rule};
use crate::knowledge::index::Field;

pub const RULE: Rule =
    Rule { name: "passage", about: "the one passage that has most of the question", weight: 0.1, score };

fn score(look: &Look<'_>, article: usize) -> f32 {
    best(look, article).map_or(0.0, |(_, score)| score)
}

/// The best passage of an article and its score. A passage below a heading that has the words is helped by it.
pub fn best(look: &Look<'_>, article: usize) -> Option<(usize, f32)> {
    let mut heading = 0.0f32;
    let mut best: Option<(usize, f32)> = None;
    for u in look.walk.of(article) {
        let unit = &look.knowledge.index.units[u];
        match unit.field {
            Field::Heading => heading = look.walk.units[u],
            Field::Body => {
                let score = (look.walk.units[u] + 0.4 * heading).min(1.0);
                if score > 0.0 && best.is_none_or(|(_, s)| score > s) {
                    best = Some((unit.passage as usize, score));
                }
            }
            Field::Title | Field::Intent | Field::Refusal => {}
        }
    }
    best
}
