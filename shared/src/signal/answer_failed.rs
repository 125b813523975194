//! Every way to answer failed: a fault of ours, not of the question.

use super::{Ended, Scene, Signal, flag};
use crate::policy::{Finding, Kind, Spec};

pub struct AnswerFailed;

impl Signal for AnswerFailed {
    fn spec(&self) -> Spec {
        Spec {
            name: "answer-failed",
            kind: Kind::Flag,
            means: "The assistant could not produce an answer: a fault.",
        }
    }

    fn observe(&self, scene: &Scene<'_>) -> Option<Finding> {
        (scene.ended == Some(Ended::Failed)).then(|| flag(self.spec(), "every provider failed"))
    }
}
