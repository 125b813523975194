//! Whether the article is in the customer's language.
//!
//! The same article in two languages shares names and numbers; without this rule the wrong one may win by them.

use super::{Look, Rule};
use crate::knowledge::same_language;

pub const RULE: Rule = Rule {
    name: "language",
    about: "articles in another language than the customer's step back",
    weight: 0.4,
    score,
};

fn score(look: &Look<'_>, article: usize) -> f32 {
    let Some(wanted) = look.query.language else { return 0.0 };
    let same = same_language(wanted, &look.knowledge.articles[article].language);
    if same { 0.0 } else { -1.0 }
}
