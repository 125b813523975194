//! How long this has been going on (T8): messages of the customer since a person last had the conversation.

use super::{Scene, Signal, count, number, since_person};
use crate::log::What;
use crate::policy::{Finding, Spec};

pub struct Exchanges;

impl Signal for Exchanges {
    fn spec(&self) -> Spec {
        count(
            "exchanges",
            "Messages of the customer in this conversation, or since a person had it.",
            "messages",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Option<Finding> {
        let said =
            since_person(scene.log).iter().filter(|e| matches!(e.what, What::CustomerSaid { .. })).count();
        (said > 0).then(|| number(self.spec(), said as f64, format!("{said} messages")))
    }
}
