//! Whether the question is rather one of those the article says it does not answer.
//!
//! Speaks against the article only where an entry of `do-not-answer` is worded more like the question than its own
//! title and intents are.

use super::{Look, Rule};
use crate::knowledge::index::Field;

pub const RULE: Rule = Rule {
    name: "refusal",
    about: "the question is rather one that the article says it does not answer",
    weight: 1.0,
    score,
};

fn score(look: &Look<'_>, article: usize) -> f32 {
    let (mut against, mut own) = (0.0f32, 0.0f32);
    for u in look.walk.of(article) {
        match look.knowledge.index.units[u].field {
            Field::Refusal => against = against.max(look.walk.cosines[u]),
            Field::Title | Field::Intent => own = own.max(look.walk.cosines[u]),
            Field::Heading | Field::Body => {}
        }
    }
    // Below a third the two merely share a word.
    if against > own && against > 0.35 { -against } else { 0.0 }
}
