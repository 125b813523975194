//! Whether anybody could take a handoff now (T13): a rule may then offer something else than a person at once.

use super::{Scene, Signal, cause, flag};
use crate::policy::{Finding, Kind, Spec};

pub struct NobodyAvailable;

impl Signal for NobodyAvailable {
    fn spec(&self) -> Spec {
        cause(
            "nobody-available",
            Kind::Flag,
            "Nobody could come now: the team does not work at this hour, nobody is at the desk, or all have their hands full.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        scene.nobody.map_or_else(Vec::new, |why| flag(self.spec(), why))
    }
}
