//! Neighboring words of the question that are neighbors in the article too.
//!
//! "Gift card" in an article about gifts and cards is not the same as "gift card". Looked for in the units that already
//! have the most of the question, so the price does not grow with the article.

use super::{Look, Rule};
use crate::knowledge::index::Field;

pub const RULE: Rule = Rule {
    name: "phrase",
    about: "neighboring words of the question that are neighbors in the article too",
    weight: 0.3,
    score,
};

/// Units looked at: those with the largest share of the question.
const UNITS: usize = 6;

fn score(look: &Look<'_>, article: usize) -> f32 {
    let index = &look.knowledge.index;
    let pairs: Vec<(u32, u32, f32)> = look
        .asking
        .row
        .windows(2)
        .filter_map(|w| Some((w[0]?, w[1]?)))
        .map(|(a, b)| {
            let weight = |t: u32| index.idf[t as usize] * index.strengths[t as usize];
            (a, b, weight(a) + weight(b))
        })
        .collect();
    let ideal: f32 = pairs.iter().map(|p| p.2).sum();
    if ideal <= 0.0 {
        return 0.0;
    }
    let mut units: Vec<usize> = look
        .walk
        .of(article)
        .filter(|u| look.walk.shares[*u] > 0.0 && index.units[*u].field != Field::Refusal)
        .collect();
    units.sort_by(|a, b| look.walk.shares[*b].total_cmp(&look.walk.shares[*a]).then(a.cmp(b)));
    units.truncate(UNITS);
    let found: f32 = pairs
        .iter()
        .filter(|(a, b, _)| {
            units.iter().any(|u| index.units[*u].terms.windows(2).any(|w| w[0] == *a && w[1] == *b))
        })
        .map(|p| p.2)
        .sum();
    found / ideal
}
