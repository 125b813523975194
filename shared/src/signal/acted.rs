//! An action that did not happen (T6): it failed, or may not be done for this customer. Nobody pretends otherwise.

use super::{Ended, Scene, Signal, cause, word};
use crate::log::What;
use crate::policy::{Finding, Kind, Spec};

pub struct Acted;

impl Signal for Acted {
    fn spec(&self) -> Spec {
        cause(
            "action",
            Kind::Word(&["failed", "forbidden"]),
            "An action of the assistant did not succeed, or may not be done for this customer.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        let how = match scene.ended {
            Some(Ended::ActionFailed) => "failed",
            Some(Ended::ActionForbidden) => "forbidden",
            _ => return Vec::new(),
        };
        let last = scene.log.iter().rev().find_map(|entry| match &entry.what {
            What::Acted { card, why, .. } => Some(format!("“{}”: {why}", card.title)),
            _ => None,
        });
        word(self.spec(), how, last.unwrap_or_else(|| "an action".to_owned()))
    }
}
