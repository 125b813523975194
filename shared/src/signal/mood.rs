//! How the customer feels, as far as words tell (T5, T21). Hints: they move thresholds and priority, and never hand
//! over by themselves, because a model that reads moods is wrong too often for that.

use super::{Scene, Signal, count, flag, hint, number, quoted, readings, since_person};
use crate::policy::{Finding, Kind, Spec};

/// At this mood and below a message counts as unhappy: between the neutral of the model and clear displeasure.
const UNHAPPY: f32 = -0.3;

pub struct Sentiment;

impl Signal for Sentiment {
    fn spec(&self) -> Spec {
        hint(
            "sentiment",
            Kind::Number { least: -1.0, most: 1.0, unit: "mood" },
            "The mood of the newest message, from -1 (angry) to 1 (delighted).",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        scene.heard().map_or_else(Vec::new, |heard| {
            let rounded = (f64::from(heard.mood) * 100.0).round() / 100.0;
            let spoke = match heard.mood_words.as_slice() {
                [] => "no word of mood".to_owned(),
                words => format!("mood in {}", quoted(words)),
            };
            number(self.spec(), rounded, spoke)
        })
    }
}

pub struct Angry;

impl Signal for Angry {
    fn spec(&self) -> Spec {
        hint("angry", Kind::Flag, "The newest message sounds angry.")
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        match scene.heard() {
            Some(heard) if heard.angry => {
                flag(self.spec(), format!("anger in {}", quoted(&heard.mood_words)))
            }
            _ => Vec::new(),
        }
    }
}

/// Unhappy messages in a row, the newest last.
pub struct UnhappyTurns;

impl Signal for UnhappyTurns {
    fn spec(&self) -> Spec {
        hint("unhappy-turns", count("messages"), "Unhappy messages of the customer in a row.")
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        let in_a_row =
            readings(since_person(scene.log)).take_while(|reading| reading.mood <= UNHAPPY).count();
        if in_a_row == 0 {
            return Vec::new();
        }
        number(self.spec(), in_a_row as f64, format!("{in_a_row} unhappy messages in a row"))
    }
}

pub struct Shouts;

impl Signal for Shouts {
    fn spec(&self) -> Spec {
        hint("shouts", Kind::Flag, "The newest message is written in capitals.")
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        match scene.heard() {
            Some(heard) if heard.shouted => flag(self.spec(), "written in capitals"),
            _ => Vec::new(),
        }
    }
}
