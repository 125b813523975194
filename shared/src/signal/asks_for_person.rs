//! The customer asks for a person, in words (T1, T1b, T1c, T18). The button needs no signal: it is an event of its own.

use super::{Scene, Signal, cause, flag, quoted};
use crate::log::What;
use crate::policy::{Finding, Kind, Spec};

pub struct AsksForPerson;

impl Signal for AsksForPerson {
    fn spec(&self) -> Spec {
        cause(
            "asks-for-person",
            Kind::Flag,
            "The customer asks for a person, an agent, a representative, a manager or a call back.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        let asked = scene.said.and_then(|said| said.person.as_ref());
        asked.map_or_else(Vec::new, |asked| {
            flag(self.spec(), format!("the customer wrote {}", quoted(&asked.words)))
        })
    }
}

/// To be called counts as asking for a person, and says where.
pub struct AsksForCallback;

impl Signal for AsksForCallback {
    fn spec(&self) -> Spec {
        cause("asks-for-callback", Kind::Flag, "The customer asks to be called back.")
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        let asked = scene.said.and_then(|said| said.person.as_ref()).filter(|asked| asked.callback);
        asked.map_or_else(Vec::new, |asked| {
            flag(self.spec(), format!("the customer wrote {}", quoted(&asked.words)))
        })
    }
}

/// Asked earlier in this conversation, by words, button or choice.
pub struct AskedBefore;

impl Signal for AskedBefore {
    fn spec(&self) -> Spec {
        cause(
            "asked-for-person-before",
            Kind::Flag,
            "The customer asked for a person earlier in this conversation.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        let newest = scene.log.iter().rposition(|entry| matches!(entry.what, What::CustomerSaid { .. }));
        let before = &scene.log[..newest.unwrap_or(0)];
        let times = before
            .iter()
            .filter(|entry| match &entry.what {
                What::CustomerAskedForPerson => true,
                What::Read { reading } => reading.person.is_some(),
                _ => false,
            })
            .count();
        match times {
            0 => Vec::new(),
            1 => flag(self.spec(), "the customer asked once before"),
            n => flag(self.spec(), format!("the customer asked {n} times before")),
        }
    }
}
