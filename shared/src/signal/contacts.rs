//! The customer was here before (T12): how often people had the conversation, and how long ago a person closed it.

use super::{Scene, Signal, cause, count, number};
use crate::log::What;
use crate::policy::{Finding, Kind, Spec};

pub struct Contacts;

impl Signal for Contacts {
    fn spec(&self) -> Spec {
        cause(
            "contacts-before",
            count("handoffs"),
            "How often this conversation was handed to people before.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        let before = scene.log.iter().filter(|entry| matches!(entry.what, What::HandedOver { .. })).count();
        if before == 0 {
            return Vec::new();
        }
        number(self.spec(), before as f64, format!("handed over {before} times before"))
    }
}

pub struct DaysSincePerson;

const DAY: f64 = 86_400_000.0;

impl Signal for DaysSincePerson {
    fn spec(&self) -> Spec {
        cause(
            "days-since-person",
            Kind::Number { least: 0.0, most: 3650.0, unit: "days" },
            "Days since people finished with the customer's last request in this conversation.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        let finished = scene.log.iter().rposition(|entry| match &entry.what {
            What::HandedBack { .. } => true,
            What::Closed { name, .. } => !name.is_empty(),
            _ => false,
        });
        let Some(at) = finished else { return Vec::new() };
        let days = (scene.now.saturating_sub(scene.log[at].at) as f64 / DAY * 10.0).floor() / 10.0;
        let by = match &scene.log[at].what {
            What::Closed { name, .. } | What::HandedBack { name, .. } => name.as_str(),
            _ => "a person",
        };
        number(self.spec(), days, format!("{by} finished with it {days} days ago"))
    }
}
