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
    let (index, pairs) = (&look.knowledge.index, &look.asking.pairs);
    let ideal: f32 = pairs.iter().map(|pair| pair.weight).sum();
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
    let mut found = vec![false; pairs.len()];
    for unit in units {
        for two in index.units[unit].terms.windows(2) {
            // Most words of an article are none of the question.
            if look.asking.asked[two[0] as usize] && look.asking.asked[two[1] as usize] {
                let same = pairs.iter().zip(&mut found).filter(|(pair, _)| pair.terms == (two[0], two[1]));
                same.for_each(|(_, found)| *found = true);
            }
        }
    }
    pairs.iter().zip(&found).filter(|(_, found)| **found).map(|(pair, _)| pair.weight).sum::<f32>() / ideal
}
