//! Unproductive turns in a row (T4): "I do not know", a failed answer, an answer the customer says did not help, by
//! the thumb or in words ("that didn't work").
//!
//! Turns that helped are not counted, and one that helped starts the count again. A failed turn is counted from the
//! log, where the turn that just ended already stands.

use super::{Scene, Signal, cause, count, number, since_person};
use crate::log::{Entry, What};
use crate::policy::{Finding, Spec};

pub struct Misses;

impl Signal for Misses {
    fn spec(&self) -> Spec {
        cause(
            "misses",
            count("turns"),
            "Turns of the assistant in a row that did not help, as far as is known.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        let misses = misses(since_person(scene.log));
        if misses.is_empty() {
            return Vec::new();
        }
        let told: Vec<String> = misses.iter().map(|(turn, why)| format!("turn {turn}: {why}")).collect();
        number(self.spec(), misses.len() as f64, told.join("; "))
    }
}

fn misses(log: &[Entry]) -> Vec<(u32, String)> {
    let mut misses: Vec<(u32, String)> = Vec::new();
    let mut answered = None;
    for entry in log {
        let missed = match &entry.what {
            What::AssistantSaid { turn, .. } => {
                answered = Some(*turn);
                continue;
            }
            What::AssistantGaveUp { turn, .. } => (*turn, "the assistant had no answer".to_owned()),
            What::CustomerRated { turn, helped: false, .. } => {
                (*turn, "the customer said it did not help".to_owned())
            }
            What::CustomerRated { helped: true, .. } => {
                misses.clear();
                continue;
            }
            // About the last answer; without one there is nothing that could have helped.
            What::Read { reading } => match (&reading.did_not_help, answered.take()) {
                (Some(words), Some(turn)) => (turn, format!("the customer wrote “{words}”")),
                _ => continue,
            },
            _ => continue,
        };
        if misses.iter().all(|(turn, _)| *turn != missed.0) {
            misses.push(missed);
        }
    }
    misses
}
