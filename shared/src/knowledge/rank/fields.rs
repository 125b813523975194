//! The words of the question in title, intents, headings and body together.
//!
//! BM25F (Robertson, Zaragoza & Taylor 2004): counts are weighted by field before they saturate, so a word in the title
//! and in the body is not counted as two words.

use super::{Look, Rule};

pub const RULE: Rule = Rule {
    name: "fields",
    about: "words of the question in title, intents, headings and body, rare words first (BM25F)",
    weight: 1.6,
    score,
};

fn score(look: &Look<'_>, article: usize) -> f32 {
    look.walk.fields[article]
}
