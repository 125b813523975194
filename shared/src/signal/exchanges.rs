//! How long this has been going on (T8): messages of the customer since a person last had the conversation.

use super::{Scene, Signal, cause, count, number, since_person};
use crate::detect::courtesy::courtesy;
use crate::log::What;
use crate::policy::{Finding, Spec};

pub struct Exchanges;

impl Signal for Exchanges {
    fn spec(&self) -> Spec {
        cause(
            "exchanges",
            count("messages"),
            "Messages of the customer in this conversation, or since a person had it; greetings, “ok” and the like not counted.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        let says = |what: &What| matches!(what, What::CustomerSaid { text, .. } if courtesy(text).is_none());
        let said = since_person(scene.log).iter().filter(|entry| says(&entry.what)).count();
        match said {
            0 => Vec::new(),
            1 => number(self.spec(), 1.0, "1 message"),
            n => number(self.spec(), n as f64, format!("{n} messages")),
        }
    }
}
