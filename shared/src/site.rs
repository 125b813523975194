//! A site: everything a support lead edits, compiled to one checked value, or every problem at once.
//!
//! The compiled site is one JSON text (the artefact). It is made by `cargo xtask build`, carried by the Worker, and
//! names a content hash per part; every turn records them.

mod read;

use crate::knowledge::Knowledge;
use crate::lang::Words;
use crate::log::Versions;
use crate::policy::Policy;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use read::{Files, compile};

/// A checked site.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Site {
    /// The name customers know
    pub name: String,
    /// Addresses of pages that may use this Worker, as in `https://shop.example`; `*` for any
    pub origins: Vec<String>,
    /// Languages the site speaks, the first is the default
    pub languages: Vec<String>,
    /// Support hours in the owner's words, as in `Monday to Friday, 9:00 to 17:00 CET`
    pub hours: String,
    /// Questions shown in an empty chat
    pub suggestions: Vec<String>,
    pub brand: Brand,
    pub handoff: HandoffRules,
    /// Who writes answers, in the order they are tried (names in [`crate::llm::PROVIDERS`])
    pub providers: Vec<String>,
    /// In the order a handoff tries them; the desk last
    pub backends: Vec<Backend>,
    /// Days after the last message at which a conversation is deleted
    pub retention_days: u32,
    pub policy: Policy,
    pub knowledge: Knowledge,
    /// How the assistant speaks
    pub persona: String,
    /// By language
    pub words: BTreeMap<String, Words>,
    pub versions: Versions,
}

/// How the launcher and the chat look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// `#rrggbb`
    pub color: String,
    /// `left` or `right`
    pub position: String,
}

/// How a handoff is delivered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoffRules {
    /// Seconds of failed tries after which the next backend has its turn
    pub next_backend_after: u64,
}

/// A support backend as configured: what kind, and the names of what it needs from the environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backend {
    /// Unique; part of delivery keys
    pub name: String,
    /// Which file of `shared/src/backend/` speaks to it
    pub kind: String,
    /// Setting of the kind to name of the environment variable or secret that holds its value
    pub settings: BTreeMap<String, String>,
}

impl Site {
    /// The words of a language the site speaks; of its default for any other.
    pub fn words(&self, language: &str) -> &Words {
        self.words
            .get(language)
            .or_else(|| self.languages.first().and_then(|default| self.words.get(default)))
            .expect("a compiled site has the words of each of its languages, and at least one")
    }

    /// One sentence of Baton's own, with the site's facts and the given ones filled in.
    pub fn say(&self, language: &str, key: &str, fill: &[(&str, &str)]) -> String {
        let mut all = vec![("site", self.name.as_str()), ("hours", self.hours.as_str())];
        all.extend_from_slice(fill);
        self.words(language).say(&format!("said.{key}"), &all)
    }

    /// What is baked into embed.js: public, and as small as it can be.
    pub fn embed(&self) -> serde_json::Value {
        let languages: BTreeMap<&str, BTreeMap<String, String>> =
            self.words.iter().map(|(tag, words)| (tag.as_str(), words.section("shell"))).collect();
        serde_json::json!({
            "base": "",
            "site": self.name,
            "brand": { "name": self.name, "color": self.brand.color },
            "position": self.brand.position,
            "langs": languages,
        })
    }

    /// Whether a page of this origin may use the Worker.
    pub fn allows(&self, origin: &str) -> bool {
        self.origins.iter().any(|allowed| allowed == "*" || allowed.eq_ignore_ascii_case(origin))
    }
}
