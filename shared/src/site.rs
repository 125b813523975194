//! A site: everything a support lead edits, compiled to one checked value, or every problem at once.
//!
//! The compiled site is one JSON text (the artefact). It is made by `cargo xtask build`, carried by the Worker, and
//! names a content hash per part; every turn records them.

mod actions;
pub mod artifact;
mod handoff;
pub(crate) mod look;
mod providers;
mod read;

use crate::action::Action;
use crate::attachment;
use crate::help;
use crate::hours::{self, Hours};
use crate::knowledge::Knowledge;
use crate::lang::Words;
use crate::log::{Ms, Versions};
use crate::policy::{self, Policy};
use crate::redact;
use crate::routing::{Queue, Routing};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[cfg(test)]
pub(crate) use actions::actions;
pub(crate) use actions::parameters;
pub use look::{Brand, Greeting, Launcher, Prefetch, Theme};
pub(crate) use read::agents_language;
pub use read::{Files, compile, hash};

/// A checked site.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Site {
    /// The name customers know
    pub name: String,
    /// Addresses of pages that may use this Worker, as in `https://shop.example`; `*` for any
    pub origins: Vec<String>,
    /// Languages the site speaks, the first is the default
    pub languages: Vec<String>,
    /// Support hours in the owner's words, as in `Monday to Friday, 9:00 to 17:00 CET`; empty where `opening` stands
    pub hours: String,
    /// Support hours that can be reckoned with
    #[serde(default)]
    pub opening: Option<Hours>,
    /// Queues, and which handoff goes where
    #[serde(default)]
    pub routing: Routing,
    /// Questions shown in an empty chat
    pub suggestions: Vec<String>,
    pub brand: Brand,
    #[serde(default)]
    pub launcher: Launcher,
    /// What the assistant says first, where a page has words of its own
    #[serde(default)]
    pub greetings: Vec<Greeting>,
    /// What is offered on some pages before anybody asks
    #[serde(default)]
    pub help: Vec<help::Rule>,
    pub handoff: HandoffRules,
    /// What is removed from customers' words beside what always is
    #[serde(default)]
    pub redaction: redact::Settings,
    /// Who writes answers, in the order they are tried; the embedded answerer last
    pub providers: Vec<Provider>,
    pub answers: Answers,
    pub budget: Budget,
    /// What the assistant may do besides answering
    #[serde(default)]
    pub actions: Vec<Action>,
    /// Hosts that actions may call
    #[serde(default)]
    pub action_hosts: Vec<String>,
    /// This is the demo: the Worker serves the small API of its shop, too
    #[serde(default)]
    pub demo: bool,
    /// How customers are called back, where they are
    #[serde(default)]
    pub callback: Option<Callback>,
    /// In the order a handoff tries them; the desk last
    pub backends: Vec<Backend>,
    /// Where bug reports go
    #[serde(default)]
    pub trackers: Vec<Backend>,
    /// Tools that are asked about a customer at the handoff
    #[serde(default)]
    pub enrichers: Vec<Backend>,
    #[serde(default)]
    pub enrichment: Enrichment,
    /// Whether customers are asked how it was
    #[serde(default)]
    pub survey: Survey,
    /// Files that customers may send
    #[serde(default)]
    pub attachments: attachment::Rules,
    /// Pictures of agents, by the name customers see: a path of the Worker's own files, or an `https` address
    #[serde(default)]
    pub faces: BTreeMap<String, String>,
    /// Days after the last message at which a conversation is deleted
    pub retention_days: u32,
    pub policy: Policy,
    pub knowledge: Knowledge,
    /// How the assistant speaks
    pub persona: String,
    /// By language
    pub words: BTreeMap<String, Words>,
    pub versions: Versions,
    /// Content hash per part of the artefact ([`artifact::PARTS`]); empty before it is one
    #[serde(default)]
    pub parts: BTreeMap<String, String>,
}

/// After whom customers are asked how it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    pub assistant: bool,
    pub person: bool,
}

impl Default for Survey {
    fn default() -> Self {
        Self { assistant: true, person: true }
    }
}

/// How a handoff is delivered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoffRules {
    /// Seconds of failed tries after which the next backend has its turn
    pub next_backend_after: u64,
    /// Seconds a model has to word a handoff, and as many to translate it; 0: it is not asked
    #[serde(default)]
    pub wording: u64,
    /// What the agents read; none: whatever the customer writes. A queue may have its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Who is told when nobody confirmed a handoff
    #[serde(default)]
    pub alarm: Option<Alarm>,
}

/// The second channel to the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    /// Name of the backend that is told; it gets no handoffs otherwise
    pub backend: String,
    /// Seconds without a confirmation after which it is told
    pub after: u64,
}

/// Calling customers back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callback {
    /// Minutes of open time within which "as soon as possible" is (L10)
    pub within: u32,
    /// Minutes of one slot
    pub slot: u32,
    /// Calls of a queue in one slot; else one for each of its agents
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_once: Option<u32>,
}

impl Site {
    /// How many can be called in one slot of a queue.
    pub fn calls_at_once(&self, queue: &Queue) -> u32 {
        let said = self.callback.and_then(|callback| callback.at_once);
        said.unwrap_or(queue.agents.len().max(1) as u32)
    }
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
    /// Parts of a handoff it does not get, as [`crate::packet::PARTS`] names them
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leave_out: Vec<String>,
}

/// Who is looked up in other tools, and how long that may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrichment {
    pub identity: Identified,
    /// Seconds for all together
    pub deadline: u64,
}

impl Default for Enrichment {
    fn default() -> Self {
        Self { identity: Identified::Verified, deadline: 4 }
    }
}

/// Whose word an address needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Identified {
    /// The site's
    Verified,
    /// The customer's own is enough
    Stated,
}

/// Somebody who writes answers, as configured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Provider {
    /// Unique; stands in the log
    pub name: String,
    /// Which file of `shared/src/llm/` speaks to it
    pub kind: String,
    /// Addresses and words as they are; of secrets the names
    pub settings: BTreeMap<String, String>,
    /// The most tokens of one answer
    pub max_tokens: u32,
    /// Seconds for a whole answer
    pub deadline: u32,
    pub price: Price,
}

/// What a million tokens cost, in the owner's currency.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Price {
    pub input: f64,
    pub output: f64,
}

/// How answers are made and checked.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    /// The share of a sentence's words that must stand in its source
    pub support: f32,
    #[serde(default)]
    pub length: Length,
    /// Whether a question that fits two articles alike is asked back
    #[serde(default = "yes")]
    pub ask_back: bool,
}

/// How long answers are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Length {
    /// What was asked, and the rest by one press
    #[default]
    Short,
    /// All that the sources say on it
    Full,
}

fn yes() -> bool {
    true
}

/// What answers may cost: one conversation here, and the rest by its name; nothing is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    pub tokens: Option<u64>,
    /// Millionths of the currency of the prices
    pub micros: Option<u64>,
    /// One visitor, on one day
    #[serde(default)]
    pub visitor: Limit,
    /// The whole site, on one day
    #[serde(default)]
    pub day: Limit,
    /// The whole site, in one month
    #[serde(default)]
    pub month: Limit,
    /// Messages of one customer in a minute
    #[serde(default)]
    pub messages: Option<u32>,
}

/// What may be spent; nothing is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    pub tokens: Option<u64>,
    /// Millionths of the currency of the prices
    pub micros: Option<u64>,
}

impl Provider {
    /// The one that is always there.
    pub fn embedded() -> Self {
        let name = crate::llm::EXTRACTIVE.to_owned();
        let price = Price { input: 0.0, output: 0.0 };
        Self { kind: name.clone(), name, settings: BTreeMap::new(), max_tokens: 0, deadline: 38, price }
    }

    /// A setting, empty where it is not given.
    pub fn setting(&self, key: &str) -> &str {
        self.settings.get(key).map_or("", String::as_str)
    }

    /// Names of the secrets without which it cannot be asked.
    pub fn secrets(&self) -> Vec<&str> {
        let kind = crate::llm::of_kind(&self.kind);
        let settings = kind.map(|kind| kind.settings()).unwrap_or_default();
        let secret = |holds| matches!(holds, crate::llm::Holds::Secret | crate::llm::Holds::OptionalSecret);
        let names =
            settings.iter().filter(|setting| secret(setting.holds)).map(|setting| self.setting(setting.key));
        names.filter(|name| !name.is_empty()).collect()
    }
}

/// Words of `/person` alone (edge/src/person_form.rs): embed.js, where every byte counts, has a shorter form.
const ONLY_THE_FORM: [&str; 5] = ["form-title", "form-intro", "form-text", "form-name", "form-send"];

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
        let hours = self.hours_in(language);
        let mut all = vec![("site", self.name.as_str()), ("hours", hours.as_str())];
        all.extend_from_slice(fill);
        self.words(language).say(&format!("said.{key}"), &all)
    }

    /// What the assistant says first on a page. It is not part of the conversation.
    pub fn greeting(&self, language: &str, path: &str) -> String {
        let Some(own) = look::greeting(&self.greetings, path, language) else {
            return self.say(language, "greeting", &[]);
        };
        own.replace("{site}", &self.name).replace("{hours}", &self.hours_in(language))
    }

    /// What is true about reaching a person at this moment, before anybody asked for one.
    pub fn person_now(&self, language: &str, now: Ms) -> String {
        let Some(hours) = &self.opening else { return self.say(language, "person-available", &[]) };
        let opening = hours.opening(now);
        let Some(when) = opening.changes() else { return self.say(language, "person-available", &[]) };
        let when = hours::words::moment(when, now, &hours.zone, self.words(language));
        let key = if opening.is_open() { "person-open" } else { "person-closed" };
        self.say(language, key, &[("when", &when)])
    }

    /// Whether anything that is decided before a handoff asks who is there.
    pub fn asks_team(&self) -> bool {
        let named = |condition: &policy::Condition| condition.signal == "nobody-available";
        self.routing
            .queues
            .iter()
            .any(|queue| queue.most_waiting.is_some() || queue.when.iter().chain(&queue.any).any(named))
            || self.policy.rules.iter().any(|rule| rule.when.iter().chain(&rule.any).any(named))
    }

    /// Support hours as a customer reads them.
    pub fn hours_in(&self, language: &str) -> String {
        let reckoned = self.opening.as_ref().map(|hours| hours::words::week(hours, self.words(language)));
        reckoned.unwrap_or_else(|| self.hours.clone())
    }

    /// What is baked into embed.js, of one language each: public, and as small as it can be.
    pub fn embed(&self) -> serde_json::Value {
        let shell = |words: &Words| {
            let mut shell = words.section("shell");
            shell.retain(|key, _| !ONLY_THE_FORM.contains(&key.as_str()));
            shell
        };
        let languages: BTreeMap<&str, BTreeMap<String, String>> =
            self.words.iter().map(|(tag, words)| (tag.as_str(), shell(words))).collect();
        let launchers: BTreeMap<&str, serde_json::Value> =
            self.words.keys().map(|tag| (tag.as_str(), self.launcher.embed(tag))).collect();
        let offers: BTreeMap<&str, serde_json::Value> = self
            .words
            .iter()
            .filter(|_| !self.help.is_empty())
            .map(|(tag, words)| {
                let rules = help::portable(&self.help, tag);
                (tag.as_str(), serde_json::json!({ "rules": rules, "words": words.section("help") }))
            })
            .collect();
        serde_json::json!({
            "help": offers,
            "name": self.name,
            "look": self.brand.embed(),
            "launcher": launchers,
            "langs": languages,
        })
    }

    /// Whether any of these providers is a model.
    pub fn has_model(&self, names: &[String]) -> bool {
        self.model(names).is_some()
    }

    /// The first of these providers that is a model.
    pub fn model(&self, names: &[String]) -> Option<&Provider> {
        let of = |name: &String| self.providers.iter().find(|provider| provider.name == *name);
        names.iter().filter_map(of).find(|provider| provider.kind != crate::llm::EXTRACTIVE)
    }

    /// What the agents of a queue read, where that is another language than the customer's.
    pub fn agents_read(&self, queue: &str, customer: &str) -> Option<&str> {
        let of_queue = self.routing.queue(queue).language.as_deref();
        of_queue.or(self.handoff.language.as_deref()).filter(|language| *language != customer)
    }

    /// Whether a page of this origin may use the Worker.
    pub fn allows(&self, origin: &str) -> bool {
        self.origins.iter().any(|allowed| allowed == "*" || allowed.eq_ignore_ascii_case(origin))
    }
}
