//! What is a person's matter whatever the assistant knows (T3, T7): a topic, split by whether something happened or
//! is wanted, or whether a rule is only asked about. "What is your refund policy?" and "you refused my refund" share
//! their words and not their answer.

use super::{Scene, Signal, cause, quoted, word};
use crate::policy::{Finding, Kind, Spec};

const TOPICS: &[&str] = &[
    "billing-dispute",
    "refund",
    "cancellation",
    "fraud-or-security",
    "legal",
    "data-privacy",
    "complaint",
    "account-access",
    "self-harm",
];

/// It happened, or is wanted.
pub struct Risk;

impl Signal for Risk {
    fn spec(&self) -> Spec {
        cause(
            "risk",
            Kind::Word(TOPICS),
            "A sensitive topic: something happened to the customer, or is wanted.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        topics(self.spec(), scene, false)
    }
}

/// Only the rule is asked about.
pub struct AsksAbout;

impl Signal for AsksAbout {
    fn spec(&self) -> Spec {
        cause(
            "asks-about",
            Kind::Word(TOPICS),
            "The customer only asks what the rule is on a sensitive topic.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        topics(self.spec(), scene, true)
    }
}

/// Below this a topic is a guess: short messages that name a card or a broken thing often have a half.
const SURE: f32 = 0.65;

fn topics(spec: Spec, scene: &Scene<'_>, asks_only: bool) -> Vec<Finding> {
    let risks = scene.said.map(|said| said.risks.as_slice()).unwrap_or_default();
    risks
        .iter()
        .filter(|risk| risk.asks_only == asks_only && risk.score >= SURE)
        .flat_map(|risk| {
            let spoke =
                if risk.words.is_empty() { String::new() } else { format!(": {}", quoted(&risk.words)) };
            word(spec, &risk.topic, format!("{} ({:.0} %){spoke}", risk.topic, risk.score * 100.0))
        })
        .collect()
}
