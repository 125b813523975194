//! The assistant's own words claim an action it did not take (T6, G5). The answer was withheld before this is seen.

use super::{Ended, Scene, Signal, cause, flag};
use crate::policy::{Finding, Kind, Spec};

pub struct ClaimsAction;

impl Signal for ClaimsAction {
    fn spec(&self) -> Spec {
        cause(
            "claims-action",
            Kind::Flag,
            "The assistant's answer claimed something was done or arranged that was not; it was not shown.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        match scene.ended {
            Some(Ended::Withheld) => {
                let claim = scene.claim.unwrap_or_default();
                flag(self.spec(), format!("the assistant wrote “{claim}”, and did no such thing"))
            }
            _ => Vec::new(),
        }
    }
}
