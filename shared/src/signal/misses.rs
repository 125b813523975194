//! Unproductive turns in a row (T4): "I do not know", a failed answer, an answer the customer says did not help.
//!
//! Turns that helped are not counted, and one that helped starts the count again. A failed turn is counted from the
//! log, where the turn that just ended already stands.

use super::{Scene, Signal, count, number, since_person};
use crate::log::What;
use crate::policy::{Finding, Spec};

pub struct Misses;

impl Signal for Misses {
    fn spec(&self) -> Spec {
        count("misses", "Turns of the assistant in a row that did not help.", "turns")
    }

    fn observe(&self, scene: &Scene<'_>) -> Option<Finding> {
        let mut misses: Vec<(u32, &str)> = Vec::new();
        for entry in since_person(scene.log) {
            match &entry.what {
                What::AssistantGaveUp { turn, .. } => misses.push((*turn, "the assistant had no answer")),
                What::CustomerRated { turn, helped: false, .. } if misses.iter().all(|(t, _)| t != turn) => {
                    misses.push((*turn, "the customer said it did not help"));
                }
                What::CustomerRated { helped: true, .. } => misses.clear(),
                _ => {}
            }
        }
        let told: Vec<String> = misses.iter().map(|(turn, why)| format!("turn {turn}: {why}")).collect();
        (!misses.is_empty()).then(|| number(self.spec(), misses.len() as f64, told.join("; ")))
    }
}
