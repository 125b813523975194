//! How long this has been going on (T8): messages of the customer since a person last had the conversation.

use super::{Scene, Signal, cause, count, number, since_person};
use crate::log::What;
use crate::policy::{Finding, Spec};

pub struct Exchanges;

impl Signal for Exchanges {
    fn spec(&self) -> Spec {
        cause(
            "exchanges",
            count("messages"),
            "Messages of the customer in this conversation, or since a person had it.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        let said =
            since_person(scene.log).iter().filter(|e| matches!(e.what, What::CustomerSaid { .. })).count();
        match said {
            0 => Vec::new(),
            1 => number(self.spec(), 1.0, "1 message"),
            n => number(self.spec(), n as f64, format!("{n} messages")),
        }
    }
}
