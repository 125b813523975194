//! No approved source answers the question (T2, T10, V6).

use super::{Ended, Scene, Signal, flag};
use crate::policy::{Finding, Kind, Spec};

pub struct NoSource;

impl Signal for NoSource {
    fn spec(&self) -> Spec {
        Spec { name: "no-source", kind: Kind::Flag, means: "No article answers the question." }
    }

    fn observe(&self, scene: &Scene<'_>) -> Option<Finding> {
        if scene.ended != Some(Ended::NoSource) {
            return None;
        }
        let search = scene.search?;
        let unknown = &search.unknown_words;
        Some(flag(
            self.spec(),
            match &search.best {
                _ if !unknown.is_empty() => format!("no article knows “{}”", unknown.join("”, “")),
                Some(best) => format!("the nearest article, “{best}”, does not answer it"),
                None => "no article is about it".to_owned(),
            },
        ))
    }
}
