//! No approved source answers the question (T2, T10, V6).

use super::{Ended, Scene, Signal, cause, flag, quoted};
use crate::policy::{Finding, Kind, Spec};

pub struct NoSource;

impl Signal for NoSource {
    fn spec(&self) -> Spec {
        cause("no-source", Kind::Flag, "No article answers the question.")
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        if scene.ended != Some(Ended::NoSource) {
            return Vec::new();
        }
        let evidence = match scene.search {
            Some(search) if !search.unknown_words.is_empty() => {
                format!("no article knows {}", quoted(&search.unknown_words))
            }
            Some(search) if search.best.is_some() => {
                let best = search.best.as_deref().unwrap_or_default();
                format!("the nearest article, “{best}”, does not answer it")
            }
            _ => "no article is about it".to_owned(),
        };
        flag(self.spec(), evidence)
    }
}
