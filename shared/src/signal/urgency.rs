//! How urgent the customer says it is (T5, R7). A hint: it moves thresholds and priority.

use super::{Scene, Signal, hint, number, quoted};
use crate::policy::{Finding, Kind, Spec};

pub struct Urgency;

impl Signal for Urgency {
    fn spec(&self) -> Spec {
        hint(
            "urgency",
            Kind::Number { least: 0.0, most: 1.0, unit: "urgency" },
            "How urgent the newest message says it is, from 0 to 1 (now).",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        match scene.heard() {
            Some(heard) if heard.urgency > 0.0 => {
                let rounded = (f64::from(heard.urgency) * 100.0).round() / 100.0;
                number(self.spec(), rounded, format!("the customer wrote {}", quoted(&heard.urgent_words)))
            }
            _ => Vec::new(),
        }
    }
}
