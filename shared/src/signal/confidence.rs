//! How likely the best article answers the question (T2).

use super::{Scene, Signal, cause, number};
use crate::policy::{Finding, Kind, Spec};

pub struct Confidence;

impl Signal for Confidence {
    fn spec(&self) -> Spec {
        cause(
            "confidence",
            Kind::Number { least: 0.0, most: 1.0, unit: "probability" },
            "The probability that the best article answers the question, from 0 to 1.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        scene.search.map_or_else(Vec::new, |search| {
            let best = search.best.as_deref().unwrap_or("none");
            let rounded = (f64::from(search.confidence) * 100.0).round() / 100.0;
            number(self.spec(), rounded, format!("best article: “{best}”"))
        })
    }
}
