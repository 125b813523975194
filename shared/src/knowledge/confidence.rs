//! How sure search is that its top hit answers the question.
//!
//! A few signs of the search ([`signs`]) are weighed and put through a logistic curve; the weights are learned by
//! `cargo xtask train` ([`weights`]). Three things come before: an example of what an article does not answer is the owner's
//! word, a question in the words of a title or an intent is answered, and one whose subject is unknown is doubted. Absent on purpose: thresholds; what is sure
//! enough is the policy's business.

pub mod signs;
mod weights;

pub use weights::{CONSTANT, WEIGHTS};

use super::Hit;
use super::index::Field;
use super::rank::Look;

/// Of a question that is worded like an example of what an article does not answer: less than any threshold that a site
/// may set, so that nothing is answered and a person is offered.
const REFUSED: f32 = 0.02;
/// How much alike it must be worded, and how much more than any title or intent.
const REFUSES: f32 = 0.7;

/// An intent or title that is worded like the question, in three words or more, is an answer even if its words are as
/// common as those of "when are you open".
const WORDED_ALIKE: f32 = 0.9;

/// Of a question whose subject no article knows, this part of the confidence is left: on the bases of `cargo xtask train`
/// there were 89 such questions, and the first article was right for four.
const FOREIGN: f32 = 0.25;
/// In fewer articles than these, a word that half of them have may still be the subject of one.
const FEW: usize = 8;

/// What a confidence rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    Signs,
    /// It is worded like what an article does not answer
    Refused,
    /// Its subject is in no article
    Foreign,
    /// It is worded like a title or an intent
    Alike,
}

/// From 0 to 1, and what it rests on, given at least one hit.
pub fn confidence(look: &Look<'_>, hits: &[Hit], signs: &[f32; signs::COUNT]) -> (f32, Because) {
    if is_refused(look, hits) {
        return (REFUSED, Because::Refused);
    }
    let (sure, because) = match is_foreign(look) {
        true => (FOREIGN * weigh(signs), Because::Foreign),
        false => (weigh(signs), Because::Signs),
    };
    if sure < WORDED_ALIKE && look.asking.row.len() >= 3 && look.asking.row.iter().all(Option::is_some) {
        let alike = look.walk.of(hits[0].article).any(|u| {
            let field = look.knowledge.index.units[u].field;
            matches!(field, Field::Title | Field::Intent) && look.walk.cosines[u] >= WORDED_ALIKE
        });
        if alike {
            return (WORDED_ALIKE, Because::Alike);
        }
    }
    (sure, because)
}

/// The signs, weighed.
pub fn weigh(signs: &[f32; signs::COUNT]) -> f32 {
    let odds: f32 = signs.iter().zip(&WEIGHTS).map(|(sign, weight)| sign * weight).sum();
    1.0 / (1.0 + (-(odds + CONSTANT)).exp())
}

/// Whether the question has words of its own that stand nowhere in the articles, and beside them only such as everyone
/// says or as half of the articles have: "can I use the sauna with my lamp", asked of a shop of lamps.
fn is_foreign(look: &Look<'_>) -> bool {
    let index = &look.knowledge.index;
    let common = if index.articles() < FEW { 0.0 } else { index.rarity(index.articles() / 2) };
    let mut unknown = false;
    for slot in look.asking.slots.iter().filter(|slot| slot.says_something()) {
        if slot.known && slot.rarity > common {
            return false;
        }
        unknown |= !slot.known && !slot.earlier;
    }
    unknown
}

/// Whether the question is worded like something that an article says it does not answer, more than like anything that
/// any article does. Any article: the next best would not answer it either, only less obviously.
fn is_refused(look: &Look<'_>, hits: &[Hit]) -> bool {
    let (mut against, mut own) = (0.0f32, 0.0f32);
    let units = look.knowledge.index.units.iter().zip(&look.walk.cosines);
    for (unit, cosine) in units.filter(|(_, cosine)| **cosine > 0.0) {
        match unit.field {
            Field::Refusal => against = against.max(*cosine),
            Field::Title | Field::Intent => own = own.max(*cosine),
            Field::Heading | Field::Body => {}
        }
    }
    let least = if hits[0].rules.iter().any(|rule| rule.rule == "refusal") { 0.5 * REFUSES } else { REFUSES };
    against >= least && against > own
}
