//! The question is about something else altogether (T10): the knowledge has next to nothing on it, and words of it
//! stand in no article. What is close but unanswered is `no-source`, once the assistant tried.

use super::{Scene, Signal, cause, flag, quoted};
use crate::policy::{Finding, Kind, Spec};

/// Next to no evidence: search gives 0.09 where nothing speaks for the best article.
const NOTHING: f32 = 0.13;

pub struct OutOfScope;

impl Signal for OutOfScope {
    fn spec(&self) -> Spec {
        cause("out-of-scope", Kind::Flag, "The question is about something no article touches.")
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        match (scene.said, scene.search) {
            (Some(said), Some(search))
                if search.confidence < NOTHING
                    && !search.unknown_words.is_empty()
                    && said.person.is_none() =>
            {
                flag(self.spec(), format!("no article knows {}", quoted(&search.unknown_words)))
            }
            _ => Vec::new(),
        }
    }
}
