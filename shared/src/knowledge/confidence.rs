//! How sure search is that its top hit answers the question.
//!
//! One quantity, put through a logistic curve: the evidence, that is, how much of what the question says the article
//! speaks about (`Walk::evidence`). Its words are weighed more evenly than in ranking, it saturates slowly, and short
//! questions are distrusted. Rejected, because on bases they had not seen they made it worse: the margin to the second
//! hit, the closest intent, the best passage, votes of the nearest units, and regressions over all of them together.
//! Absent on purpose: thresholds; what is sure enough is the policy's business.

use super::Hit;
use super::index::Field;
use super::rank::Look;

/// The logistic curve, fitted to whether the first hit was right, over the sets of `e_retrieval` and `d_out_of_scope`.
const SLOPE: f32 = 20.0;
const CONSTANT: f32 = -3.2;
/// What is left of the confidence where the article itself says that it does not answer this.
const REFUSED: f32 = 0.3;

/// An intent or title that is worded like the question, in three words or more, is an answer even if its words are as
/// common as those of "when are you open".
const WORDED_ALIKE: f32 = 0.9;

/// From 0 to 1; 0 without a hit.
pub fn confidence(look: &Look<'_>, hits: &[Hit]) -> f32 {
    let Some(top) = hits.first() else { return 0.0 };
    let odds = SLOPE * look.walk.evidence[top.article] + CONSTANT;
    let mut sure = 1.0 / (1.0 + (-odds).exp());
    if look.asking.row.len() >= 3 && look.asking.row.iter().all(Option::is_some) {
        let alike = look.walk.of(top.article).any(|u| {
            let field = look.knowledge.index.units[u].field;
            matches!(field, Field::Title | Field::Intent) && look.walk.cosines[u] >= WORDED_ALIKE
        });
        if alike {
            sure = sure.max(WORDED_ALIKE);
        }
    }
    if top.rules.iter().any(|r| r.rule == "refusal") { sure * REFUSED } else { sure }
}
