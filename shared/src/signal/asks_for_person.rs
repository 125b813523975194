//! The customer asks for a person, in words (T1, T1c, T18). The button needs no signal: it is an event of its own.

use super::{Scene, Signal, flag};
use crate::detect::person::asks_for_person;
use crate::policy::{Finding, Kind, Spec};

pub struct AsksForPerson;

impl Signal for AsksForPerson {
    fn spec(&self) -> Spec {
        Spec {
            name: "asks-for-person",
            kind: Kind::Flag,
            means: "The customer asks for a person, an agent, a representative, a manager or a call back.",
        }
    }

    fn observe(&self, scene: &Scene<'_>) -> Option<Finding> {
        let request = asks_for_person(scene.text?)?;
        let spoken: Vec<&str> = request.evidence.iter().map(|spoken| spoken.words.as_str()).collect();
        Some(flag(self.spec(), format!("the customer wrote “{}”", spoken.join("”, “"))))
    }
}
