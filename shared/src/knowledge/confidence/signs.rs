//! What may tell an answered question from an unanswered one: four numbers about a search, each from 0 to about 1.
//!
//! Absent on purpose: any judgement; `confidence.rs` weighs them. Tried beside these and left out, because on bases they
//! had not seen they added nothing or harmed: the gap to the second hit, the best passage, the closest title, unknown and
//! missing words by themselves, the rarest missing word, the question's length, the rarity of what was found.

use crate::knowledge::Hit;
use crate::knowledge::letters::Letters;
use crate::knowledge::rank::Look;

/// The signs: name, and what it says.
pub const SIGNS: [(&str, &str); COUNT] = [
    ("evidence", "how much of what the question says the best article speaks about"),
    ("guessed", "the share of the question that stands there only as a near word or a part of one"),
    ("spread", "how far the best articles differ: where all are alike, none is about it"),
    (
        "letters",
        "how much better than by chance the ways to ask for the best articles read like it, letter by letter",
    ),
];
pub const COUNT: usize = 4;

/// Fewer hits than this have no spread of their own.
const LEAST: usize = 3;
/// Articles whose sentences are read.
const READ: usize = 3;

/// The signs of a search with at least one hit.
pub fn signs(look: &Look<'_>, hits: &[Hit]) -> [f32; COUNT] {
    let top = &hits[0];
    let evidence = if top.score > 0.0 { 4.0 * look.walk.evidence[top.article] } else { 0.0 };
    let (mut guessed, mut all) = (0.0, 1e-6);
    for slot in look.asking.slots.iter().filter(|slot| !slot.word.contains(' ')) {
        all += slot.say;
        if slot.alternatives.first().is_some_and(|(_, fits)| *fits < 1.0) {
            guessed += slot.say;
        }
    }
    // The deviation of the scores (Shtok et al. 2012, "Predicting query performance by query-drift estimation"). Of one
    // hit or two, as if nothing had filled the third place: alone, it stands out.
    let places = hits.len().max(LEAST) as f32;
    let mean = hits.iter().map(|hit| hit.score).sum::<f32>() / places;
    let squares = hits.iter().map(|hit| (hit.score - mean).powi(2)).sum::<f32>();
    let empty = (LEAST - hits.len().min(LEAST)) as f32 * mean * mean;
    let spread = 4.0 * ((squares + empty) / places).sqrt();
    let question = Letters::of_question(look.asking);
    let sign = |hit: &Hit| question.sign(&look.knowledge.index, look.walk, hit.article);
    let letters = hits.iter().take(READ).map(sign).reduce(f32::max).map_or(0.0, |best| 2.0 * best);
    [evidence, guessed / all, spread, letters]
}
