//! The language of the message (K9, R5), and whether the site speaks it.

use super::{Scene, Signal, cause, flag, word};
use crate::policy::{Finding, Kind, Spec};

/// Below this the guess is not worth a finding: a short message looks like several languages.
const SURE: f32 = 0.5;

pub struct Language;

impl Signal for Language {
    fn spec(&self) -> Spec {
        cause("language", Kind::Text, "The language of the message, as in `language is fr`.")
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        match guess(scene) {
            Some((code, sure)) => {
                word(self.spec(), code, format!("the message is in `{code}` ({:.0} %)", sure * 100.0))
            }
            None => Vec::new(),
        }
    }
}

pub struct ForeignLanguage;

impl Signal for ForeignLanguage {
    fn spec(&self) -> Spec {
        cause("foreign-language", Kind::Flag, "The message is in a language the site does not speak.")
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        match guess(scene) {
            Some((code, _)) if !scene.languages.iter().any(|tag| tag.split('-').next() == Some(code)) => {
                flag(self.spec(), format!("the message is in `{code}`"))
            }
            _ => Vec::new(),
        }
    }
}

fn guess<'s>(scene: &'s Scene<'_>) -> Option<(&'s str, f32)> {
    let (code, sure) = scene.said?.language.as_ref()?;
    (*sure >= SURE).then_some((code.as_str(), *sure))
}
