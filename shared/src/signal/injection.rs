//! The message tries to give the assistant new orders (K10). It is recorded and not answered; the customer who wrote
//! it, perhaps by accident, is treated like any other.

use super::{Scene, Signal, cause, flag, quoted};
use crate::policy::{Finding, Kind, Spec};

/// What protects the assistant is that it can do nothing but answer; a doubtful message is better answered.
const SURE: f32 = 0.8;

pub struct Injection;

impl Signal for Injection {
    fn spec(&self) -> Spec {
        cause("injection", Kind::Flag, "The message tries to give the assistant new orders.")
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        match scene.said.and_then(|said| said.injection.as_ref()) {
            Some(orders) if orders.score >= SURE => {
                flag(self.spec(), format!("the message has {}", quoted(&orders.words)))
            }
            _ => Vec::new(),
        }
    }
}
