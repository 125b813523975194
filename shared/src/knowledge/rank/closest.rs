//! The title or intent that is worded most like the question.
//!
//! An article may collect the words of a question from ten different intents; one intent that has them all is better
//! evidence. Cosine of rarity-weighted words, of the best unit with a share of the next two, as in weighted nearest
//! neighbors.

use super::{Look, Rule};
use crate::knowledge::index::Field;

pub const RULE: Rule = Rule {
    name: "closest",
    about: "the title or intent that is worded most like the question",
    weight: 0.3,
    score,
};

fn score(look: &Look<'_>, article: usize) -> f32 {
    let mut best = [0.0f32; 3];
    for u in look.walk.of(article) {
        let field = look.knowledge.index.units[u].field;
        if !matches!(field, Field::Title | Field::Intent | Field::Heading) {
            continue;
        }
        let mut cosine = look.walk.cosines[u];
        for place in &mut best {
            if cosine > *place {
                std::mem::swap(&mut cosine, place);
            }
        }
    }
    0.7 * best[0] + 0.2 * best[1] + 0.1 * best[2]
}
