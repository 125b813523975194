//! A conversation as a few lines anyone can write, and what a policy decides in it: the examples of a policy file.
//!
//! One line is a message of the customer. Of several, each says who: `customer: …`, `assistant: …` (an answer that was
//! shown), `assistant has no answer`, `assistant fails`, `assistant claims: …`, `an action fails`, `an action is forbidden`, `customer says it did not help`,
//! `page: /path`, `page shows: …`, `nobody is available`, `signed in` or `signed in as TIER`, `confidence: 0.2`, `a person takes over`,
//! `a person closes it`, `2 days pass`. What is decided is what follows from the last of them.
//! Absent on purpose: the knowledge. A story says what search found, if that matters.

use crate::identity::Identity;
use crate::log::{Entry, Ms, What};
use crate::page::Page;
use crate::policy::{self, Decision, Finding, Policy, Vocabulary, Wanted};
use crate::problem::Problem;
use crate::reading::{self, Reading};
use crate::signal::{self, Ended, Scene, Search};

/// Reads a policy file and proves its examples: one that disagrees with its rules does not load.
pub fn policy(name: &str, text: &str) -> Result<Policy, Vec<Problem>> {
    let policy = policy::read(name, text, &signal::specs())?;
    let mut problems = Vec::new();
    for rule in &policy.rules {
        for example in &rule.examples {
            match decide(&example.story, &policy) {
                Err((what, help)) => problems.push(
                    Problem::new(name, example.line, format!("{what} in an example of rule `{}`", rule.id))
                        .help(help),
                ),
                Ok(told) => problems.extend(disagrees(name, &policy, rule, example, &told.decision)),
            }
        }
    }
    problems.sort();
    if problems.is_empty() { Ok(policy) } else { Err(problems) }
}

/// What was decided in a story, and everything that was seen.
pub struct Told {
    pub findings: Vec<Finding>,
    pub decision: Decision,
}

/// Plays a story. The error is what cannot be understood, and what to do next.
pub fn decide(story: &str, policy: &Policy) -> Result<Told, (String, String)> {
    let stage = Stage::play(story, &policy.vocabulary)?;
    let findings = stage.findings();
    let decision = policy::decide(policy, &findings, &[]);
    Ok(Told { findings, decision })
}

fn disagrees(
    name: &str,
    policy: &Policy,
    rule: &policy::Rule,
    example: &policy::Example,
    decision: &Decision,
) -> Option<Problem> {
    let told = shortened(&example.story);
    let by_it = decision.rule == rule.id;
    let (what, help) = match (example.wanted, by_it) {
        (Wanted::Decides, true) | (Wanted::DoesNot, false) => return None,
        (Wanted::Decides, false) => {
            let passed = decision.passed_over.iter().find(|passed| passed.rule == rule.id);
            let above = policy.rules.iter().find(|other| other.id == decision.rule);
            let help = match (passed, above) {
                (Some(passed), _) => format!("`{}` does not hold: {}", rule.id, passed.why),
                (None, Some(above)) => {
                    format!("`{}` on line {} stands above and holds", above.id, above.line)
                }
                (None, None) => "change the example or the rules".to_owned(),
            };
            (
                format!("“{told}” is an example of rule `{}`, and `{}` decides it", rule.id, decision.rule),
                help,
            )
        }
        (Wanted::DoesNot, true) => {
            let spoke: Vec<&str> =
                decision.evidence.iter().map(|finding| finding.evidence.as_str()).collect();
            (
                format!("“{told}” is a counter-example of rule `{}`, which decides it", rule.id),
                format!("because of {}", spoke.join("; ")),
            )
        }
    };
    Some(Problem::new(name, example.line, what).help(help))
}

fn shortened(story: &str) -> String {
    let last = story.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default();
    let mut text = last.strip_prefix("customer: ").unwrap_or(last).to_owned();
    if text.len() > 80 {
        crate::page::cut(&mut text, 77);
        text.push('…');
    }
    text
}

/// A conversation being told.
struct Stage<'v> {
    vocabulary: &'v Vocabulary,
    log: Vec<Entry>,
    now: Ms,
    turn: u32,
    page: Page,
    identity: Option<Identity>,
    nobody: Option<String>,
    said: Option<Reading>,
    search: Option<Search>,
    ended: Option<Ended>,
    claim: Option<String>,
}

const DAY: Ms = 86_400_000;

impl<'v> Stage<'v> {
    fn play(story: &str, vocabulary: &'v Vocabulary) -> Result<Self, (String, String)> {
        let mut stage = Self {
            vocabulary,
            log: Vec::new(),
            now: 1,
            turn: 0,
            page: Page { url: "/".to_owned(), ..Page::default() },
            identity: None,
            nobody: None,
            said: None,
            search: None,
            ended: None,
            claim: None,
        };
        let lines: Vec<&str> = story.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        match lines.as_slice() {
            [only] if !stage.line(only) => stage.customer(only),
            [_] => {}
            lines => {
                if let Some(unknown) = lines.iter().find(|line| !stage.line(line)) {
                    let help = "each line says who, as in `customer: it still does not work`; \
                        `shared/src/story.rs` lists what there is";
                    return Err((format!("`{unknown}` is no line of a story"), help.to_owned()));
                }
            }
        }
        Ok(stage)
    }

    /// Takes a line; false if it is none.
    fn line(&mut self, line: &str) -> bool {
        let after = |head: &str| line.strip_prefix(head).map(str::trim);
        if let Some(words) = after("customer:") {
            self.customer(words);
        } else if let Some(words) = after("assistant:") {
            self.assistant(words);
        } else if let Some(words) = after("assistant claims:") {
            self.claim = reading::claims_action(words);
            let ended = self.claim.as_ref().map(|_| Ended::Withheld);
            self.give_up(ended);
        } else if let Some(path) = after("page:") {
            self.page.url = path.to_owned();
        } else if let Some(error) = after("page shows:") {
            self.page.errors = vec![error.to_owned()];
        } else if line == "nobody is available" {
            self.nobody = Some("nobody is at the desk".to_owned());
        } else if let Some(tier) = after("signed in as") {
            self.sign_in(tier);
        } else if let Some(confidence) = after("confidence:").and_then(|n| n.parse().ok()) {
            self.search = Some(Search { confidence, best: None, unknown_words: Vec::new() });
        } else if let Some(days) = line.strip_suffix(" days pass").and_then(|n| n.parse::<Ms>().ok()) {
            self.now += days.min(10_000) * DAY;
        } else {
            match line {
                "assistant has no answer" => self.give_up(Some(Ended::NoSource)),
                "assistant fails" => self.give_up(Some(Ended::Failed)),
                "customer says it did not help" => self.rate(),
                "an action fails" => self.act(Ended::ActionFailed),
                "an action is forbidden" => self.act(Ended::ActionForbidden),
                "signed in" => self.sign_in(""),
                "a person takes over" => self.hand_over(),
                "a person closes it" => self.close(),
                _ => return false,
            }
        }
        true
    }

    fn log(&mut self, what: What) {
        let seq = self.log.len() as u64 + 1;
        self.now += 1;
        self.log.push(Entry { seq, at: self.now, what });
    }

    fn customer(&mut self, words: &str) {
        let reading = reading::read(words, self.vocabulary);
        self.log(What::CustomerSaid { key: String::new(), text: words.to_owned(), redacted: Vec::new() });
        self.log(What::Read { reading: Box::new(reading.clone()) });
        (self.said, self.ended, self.claim) = (Some(reading), None, None);
    }

    fn assistant(&mut self, words: &str) {
        self.turn += 1;
        let (text, provider) = (words.to_owned(), String::new());
        self.log(What::AssistantSaid {
            turn: self.turn,
            text,
            sources: Vec::new(),
            provider,
            replies: Vec::new(),
        });
        self.said = None;
    }

    fn give_up(&mut self, ended: Option<Ended>) {
        self.turn += 1;
        self.log(What::AssistantGaveUp { turn: self.turn, text: String::new() });
        (self.said, self.ended) = (None, ended);
    }

    fn act(&mut self, ended: Ended) {
        (self.said, self.ended) = (None, Some(ended));
    }

    fn rate(&mut self) {
        self.log(What::CustomerRated { turn: self.turn, helped: false, why: String::new() });
        (self.said, self.ended) = (None, None);
    }

    fn sign_in(&mut self, tier: &str) {
        let id = "customer-1".to_owned();
        let identity = Identity { id, email: String::new(), name: String::new(), tier: tier.to_lowercase() };
        self.log(What::CustomerIdentified { identity: identity.clone() });
        self.identity = Some(identity);
    }

    fn hand_over(&mut self) {
        self.log(What::HandedOver { handoff: 1, reference: String::new(), text: String::new() });
        self.said = None;
    }

    fn close(&mut self) {
        self.log(What::Closed { name: "a person".to_owned(), text: String::new() });
        self.said = None;
    }

    fn findings(&self) -> Vec<Finding> {
        signal::observe(&Scene {
            log: &self.log,
            now: self.now,
            said: self.said.as_ref(),
            page: Some(&self.page),
            identity: self.identity.as_ref(),
            country: "",
            nobody: self.nobody.as_deref(),
            languages: &["en".to_owned()],
            search: self.search.as_ref(),
            ended: self.ended,
            claim: self.claim.as_deref(),
        })
    }
}

#[cfg(test)]
mod tests;
