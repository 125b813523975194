//! The cases that are measured: a policy of 200 rules, a conversation of 50 turns, and the decision on the newest message;
//! and a search among a thousand articles ([`search`]).
//!
//! Also what a page of Wasm exports, without any glue, so that Node.js can time it as workerd would run it.

pub mod search;

use shared::log::{Entry, What};
use shared::policy::{self, Decision, Finding, Policy};
use shared::reading::{self, Reading};
use shared::signal::{self, Scene, Search};
use std::sync::OnceLock;

/// How many rules and turns.
pub const RULES: usize = 200;
pub const TURNS: usize = 50;

/// The message the decision is about: of usual length, and so that only the last rule holds.
pub const MESSAGE: &str =
    "Hello, I tried the second lamp with the new bulb yesterday evening and it still flickers a little";

/// A conversation, ready for its next decision.
pub struct Case {
    pub policy: Policy,
    log: Vec<Entry>,
    search: Search,
}

/// Conditions of the rules, two a rule; together they never hold for [`MESSAGE`].
const CONDITIONS: [&str; 10] = [
    "exchanges is at least 60",
    "misses is at least 7",
    "confidence is below 0.05",
    "risk is legal",
    "sentiment is below -0.95",
    "page matches /checkout/*",
    "urgency is at least 0.9",
    "tier is enterprise",
    "verified",
    "injection",
];

impl Case {
    pub fn prepared() -> Self {
        let policy = shared::story::policy("bench.toml", &rules())
            .unwrap_or_else(|problems| panic!("{}", problems[0]));
        let mut log = Vec::new();
        for turn in 1..=TURNS as u32 {
            let text = format!("{MESSAGE}, number {turn}");
            let reading = Box::new(reading::read(&text, &policy.vocabulary));
            let answer = "Hold the button for ten seconds.".to_owned();
            let said = What::CustomerSaid { key: format!("k{turn}"), text, redacted: Vec::new() };
            let answered = What::AssistantSaid {
                turn,
                text: answer,
                sources: Vec::new(),
                provider: String::new(),
                replies: Vec::new(),
            };
            for what in [said, What::Read { reading }, answered] {
                log.push(Entry { seq: log.len() as u64 + 1, at: 1_000 * u64::from(turn), what });
            }
        }
        let search = Search { confidence: 0.7, best: Some("Bulbs".to_owned()), unknown_words: Vec::new() };
        Self { policy, log, search }
    }

    /// Reads the newest message: every detector, once.
    pub fn read(&self) -> Reading {
        reading::read(MESSAGE, &self.policy.vocabulary)
    }

    /// Every signal over the whole conversation.
    pub fn observe(&self, said: &Reading) -> Vec<Finding> {
        signal::observe(&Scene {
            log: &self.log,
            now: 60_000,
            said: Some(said),
            page: None,
            identity: None,
            country: "",
            nobody: None,
            languages: &["en".to_owned()],
            search: Some(&self.search),
            ended: None,
            claim: None,
        })
    }

    pub fn decide(&self, findings: &[Finding]) -> Decision {
        policy::decide(&self.policy, findings, &[])
    }

    /// All of it, as it happens when a message arrives.
    pub fn all(&self) -> Decision {
        self.decide(&self.observe(&self.read()))
    }
}

/// The conditions of rule `i`: two of the ten, with numbers that differ so that no rule covers another.
pub fn conditions(i: usize) -> [String; 2] {
    let vary = |condition: &str| match condition {
        "exchanges is at least 60" => format!("exchanges is at least {}", 260 - i),
        "misses is at least 7" => format!("misses is at least {}", 260 - i),
        "confidence is below 0.05" => format!("confidence is below 0.0{:04}", i + 100),
        "sentiment is below -0.95" => format!("sentiment is below -0.9{:03}", 900 - i),
        "urgency is at least 0.9" => format!("urgency is at least 0.9{:03}", 900 - i),
        "page matches /checkout/*" => format!("page matches /checkout/{i}/*"),
        "tier is enterprise" => format!("tier is enterprise-{i}"),
        other => other.to_owned(),
    };
    let first = [0, 1, 2, 4, 5, 6, 7][i % 7];
    let second = [3, 8, 9][i % 3];
    [vary(CONDITIONS[first]), CONDITIONS[second].to_owned()]
}

fn rules() -> String {
    let rule = |id: &str, when: &str, then: &str| {
        format!(
            "[[rule]]\nid = \"{id}\"\nlayer = \"business-rule\"\nbecause = \"it is measured\"\nwhen = [{when}]\nthen = \"{then}\"\nreason = \"tool-or-system-action\"\n\n"
        )
    };
    let mut text = "version = \"bench\"\njob = \"Is measured.\"\n\n".to_owned();
    text.push_str(&rule("asks", "\"asks-for-person\"", "transfer"));
    for i in 0..RULES - 2 {
        let [one, two] = conditions(i);
        text.push_str(&rule(&format!("rule-{i}"), &format!("\"{one}\", \"{two}\""), "offer"));
    }
    text.push_str(&rule("last", "\"exchanges is at least 50\"", "offer"));
    text
}

fn case() -> &'static Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(Case::prepared)
}

/// For Node.js: makes the case, and says how many rules were passed over, so that a wrong case is seen.
#[unsafe(no_mangle)]
pub extern "C" fn prepare() -> u32 {
    case().all().passed_over.len() as u32
}

/// For Node.js: so many decisions, everything included.
#[unsafe(no_mangle)]
pub extern "C" fn decide(times: u32) -> u32 {
    (0..times).map(|_| std::hint::black_box(case().all()).passed_over.len() as u32).fold(0, u32::wrapping_add)
}

/// For Node.js: makes the help center, and says how many articles it has.
#[unsafe(no_mangle)]
pub extern "C" fn prepare_search() -> u32 {
    search::knowledge().articles.len() as u32
}

/// For Node.js: one of the questions, so many times.
#[unsafe(no_mangle)]
pub extern "C" fn find(question: u32, times: u32) -> u32 {
    (0..times)
        .map(|_| std::hint::black_box(search::search(question as usize)).hits.len() as u32)
        .fold(0, u32::wrapping_add)
}

/// For Node.js: how many questions there are.
#[unsafe(no_mangle)]
pub extern "C" fn questions() -> u32 {
    search::QUESTIONS.len() as u32
}
