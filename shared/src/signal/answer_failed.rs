//! Every way to answer failed: a fault of ours, not of the question.

use super::{Ended, Scene, Signal, cause, flag};
use crate::policy::{Finding, Kind, Spec};

pub struct AnswerFailed;

impl Signal for AnswerFailed {
    fn spec(&self) -> Spec {
        cause("answer-failed", Kind::Flag, "The assistant could not produce an answer: a fault.")
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        match scene.ended {
            Some(Ended::Failed) => flag(self.spec(), "every provider failed"),
            _ => Vec::new(),
        }
    }
}
