//! `cargo xtask policy`: the escalation policy for people: read it as tables, try it on words, check it.

use crate::build::site::read_site;
use anyhow::{Context, Result, anyhow, bail};
use shared::conversation::Event;
use shared::identity::Identity;
use shared::log::What;
use shared::page::Page;
use shared::policy::{self, Decision, Policy, Words};
use shared::rehearsal::Rehearsal;
use shared::site::Site;
use shared::story;
use std::path::Path;

const HELP: &str = "say one of
  policy explain [FILE]                   the policy as tables, for people
  policy check [FILE…]                    refuses what is wrong, all at once, with lines
  policy try [--policy FILE] \"words\"      what is decided, why, and what was passed over
  policy try [--policy FILE] TRANSCRIPT   the same for a file with a line per message:
                                          customer: …, assistant: …, page: /path, page shows: …, signed in as TIER,
                                          presses the human button, chooses a person, chooses the assistant";

pub fn command(args: &[String]) -> Result<()> {
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["explain"] => print!("{}", policy::table(&read_site()?.policy)),
        ["explain", file] => print!("{}", policy::table(&read(file)?)),
        ["check"] => told("site/policy.toml", &read_site()?.policy),
        ["check", files @ ..] => {
            let mut wrong = Vec::new();
            for file in files {
                match read(file) {
                    Ok(policy) => told(file, &policy),
                    Err(problems) => wrong.push(format!("{problems:#}")),
                }
            }
            if !wrong.is_empty() {
                bail!("{}", wrong.join("\n"));
            }
        }
        ["try", "--policy", file, words] => {
            let mut site = read_site()?;
            site.policy = read(file)?;
            attempt(&site, words)?;
        }
        ["try", words] => attempt(&read_site()?, words)?,
        _ => bail!("{HELP}"),
    }
    Ok(())
}

fn told(file: &str, policy: &Policy) {
    let examples: usize = policy.rules.iter().map(|rule| rule.examples.len()).sum();
    println!(
        "{file}: {} rules, {examples} examples, version {}, nothing to mend",
        policy.rules.len(),
        policy.version
    );
}

/// A policy file of its own, with its examples proven.
fn read(file: &str) -> Result<Policy> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
    story::policy(file, &text).map_err(|problems| {
        let told: Vec<String> = problems.iter().map(|problem| format!("  {problem}")).collect();
        anyhow!("{file} does not load:\n{}", told.join("\n"))
    })
}

/// One message, or the lines of a file.
fn attempt(site: &Site, words: &str) -> Result<()> {
    let text = if Path::new(words).is_file() {
        std::fs::read_to_string(words).with_context(|| format!("cannot read {words}"))?
    } else {
        words.to_owned()
    };
    let mut play = Play::new(site);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    for (i, line) in lines.iter().enumerate() {
        let after = |head: &str| line.strip_prefix(head).map(str::trim);
        let key = format!("k{i}");
        if let Some(path) = after("page:") {
            play.page.url = path.to_owned();
        } else if let Some(error) = after("page shows:") {
            play.page.errors = vec![error.to_owned()];
        } else if let Some(tier) = after("signed in as") {
            let (email, name) = (String::new(), String::new());
            let identity = Identity { id: "you".to_owned(), email, name, tier: tier.to_lowercase() };
            play.take(Event::Identified { identity });
        } else if after("assistant:").is_some() {
            // Taken with the customer's line above it.
        } else {
            let words = after("customer:").unwrap_or(line);
            println!("customer: {words}");
            let next = lines.get(i + 1).and_then(|next| next.strip_prefix("assistant:")).map(str::trim);
            play.rehearsal.answer = next.map(str::to_owned);
            let page = Some(play.page.clone());
            let choice = |choice| Event::Chose { choice };
            play.take(match words {
                "presses the human button" => {
                    Event::AskedForPerson { key, text: String::new(), contact: Default::default(), page }
                }
                "chooses a person" => choice(shared::parts::Choice::Person),
                "chooses the assistant" => choice(shared::parts::Choice::Assistant),
                _ => Event::Said { key, text: words.to_owned(), page },
            });
        }
    }
    Ok(())
}

fn tell(decision: &Decision) {
    println!(
        "  {} by `{}` ({}, {}, priority {}): {}",
        decision.outcome.word(),
        decision.rule,
        decision.layer.word(),
        decision.reason.word(),
        decision.priority.word(),
        decision.because
    );
    for finding in &decision.evidence {
        println!("    evidence: {}: {}", finding.signal, finding.evidence);
    }
    for passed in &decision.passed_over {
        println!("    not `{}`: {}", passed.rule, passed.why);
    }
}

/// A rehearsal that tells what happens.
struct Play<'s> {
    site: &'s Site,
    rehearsal: Rehearsal,
    page: Page,
}

impl<'s> Play<'s> {
    fn new(site: &'s Site) -> Self {
        let rehearsal = Rehearsal::new(site.languages.first().map_or("en", String::as_str));
        Self { site, rehearsal, page: Page { url: "/".to_owned(), ..Page::default() } }
    }

    /// Takes an event and all that follows, and tells what a reader wants to see of it.
    fn take(&mut self, event: Event) {
        let before = self.rehearsal.conversation.log.len();
        self.rehearsal.take(self.site, event);
        for entry in &self.rehearsal.conversation.log[before..] {
            match &entry.what {
                What::Decided { decision, .. } => tell(decision),
                What::AnswerDropped { why, .. } => println!("  withheld: {why}"),
                What::AssistantSaid { text, .. } | What::AssistantGaveUp { text, .. } => {
                    println!("  assistant: {}", text.replace('\n', "\n             "));
                }
                What::Offered { text, .. } => println!("  offer: {text}"),
                What::HandedOver { text, .. } | What::Reminded { text, .. } => {
                    println!("  to the customer: {}", text.replace('\n', "\n                   "));
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tools;

    #[test]
    fn every_policy_that_is_shipped_loads_with_its_examples() {
        let folder = tools::root().join("site/policies");
        let mut files = vec![tools::root().join("site/policy.toml")];
        files.extend(
            std::fs::read_dir(folder).expect("the folder is there").map_while(Result::ok).map(|e| e.path()),
        );
        assert!(files.len() >= 3, "{files:?}");
        for file in files {
            let policy = read(&file.to_string_lossy()).unwrap_or_else(|problems| panic!("{problems:#}"));
            for rule in &policy.rules {
                assert!(!rule.examples.is_empty(), "{}: rule `{}` has no example", file.display(), rule.id);
            }
        }
    }
}
