//! How sure search is that its top hit answers the question.
//!
//! A logistic regression over a handful of features that do not depend on the number or the length of articles.
//! Absent on purpose: thresholds; what is sure enough is the policy's business.

use super::rank::Look;
use super::{Hit, index::Field};
use serde::{Deserialize, Serialize};

/// What the estimate is made from, each from 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Features(pub Vec<f32>);

/// Names of the features, in their order.
pub const FEATURES: &[&str] = &["top", "margin", "covered", "closest", "share", "known", "brevity"];

/// The regression's weights, in the order of [`FEATURES`], and its constant.
const WEIGHTS: [f32; 7] = [2.0, 2.0, 2.0, 2.0, 1.0, 1.0, 0.0];
const CONSTANT: f32 = -4.0;

pub fn features(look: &Look<'_>, hits: &[Hit]) -> Option<Features> {
    let top = hits.first()?;
    let a = top.article;
    let second = hits.get(1).map_or(0.0, |h| h.score.max(0.0));
    let (mut closest, mut share) = (0.0f32, 0.0f32);
    for u in look.walk.of(a) {
        match look.knowledge.index.units[u].field {
            Field::Title | Field::Intent | Field::Heading => closest = closest.max(look.walk.cosines[u]),
            Field::Body | Field::Refusal => {}
        }
        if look.knowledge.index.units[u].field != Field::Refusal {
            share = share.max(look.walk.shares[u]);
        }
    }
    let slots = || look.asking.slots.iter().filter(|s| !s.earlier);
    let all: f32 = slots().map(|s| s.weight).sum::<f32>().max(1e-6);
    let known: f32 = slots().filter(|s| s.known).map(|s| s.weight).sum::<f32>() / all;
    let says: f32 = slots().map(|s| s.strength).sum();
    Some(Features(vec![
        (top.score / 2.0).clamp(0.0, 1.0),
        ((top.score - second) / top.score.max(1e-6)).clamp(0.0, 1.0),
        look.walk.covered[a].min(1.0),
        closest.min(1.0),
        share.min(1.0),
        known,
        1.0 / (1.0 + says),
    ]))
}

pub fn confidence(features: Option<&Features>) -> f32 {
    let Some(Features(values)) = features else { return 0.0 };
    let sum: f32 = values.iter().zip(WEIGHTS).map(|(v, w)| v * w).sum::<f32>() + CONSTANT;
    1.0 / (1.0 + (-sum).exp())
}
