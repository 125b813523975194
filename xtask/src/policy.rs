//! `cargo xtask policy`: the escalation policy for people: read it as a table, try it on words, check it.

use crate::build::site::read_site;
use anyhow::{Context, Result, bail};
use shared::conversation::{AnswerEnd, Conversation, DeliveryEnd, Effect, Event, World, step};
use shared::log::What;
use shared::page::Page;
use shared::policy::{self, Decision, Words};
use shared::prompt;
use shared::site::Site;
use std::collections::VecDeque;

pub fn command(args: &[String]) -> Result<()> {
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["explain"] => print!("{}", policy::table(&read_site()?.policy)),
        ["check"] => {
            let site = read_site()?;
            println!(
                "site/policy.toml: {} rules, version {}, nothing to mend",
                site.policy.rules.len(),
                site.policy.version
            );
        }
        ["try", words] => try_words(words)?,
        _ => bail!(
            "say `policy explain`, `policy check`, or `policy try \"words of a customer\"` (or a file of them, one a line)"
        ),
    }
    Ok(())
}

/// One message, or a file with a message a line; a line `page: /path` says where the next ones are written.
fn try_words(words: &str) -> Result<()> {
    let site = read_site()?;
    let text = if std::path::Path::new(words).is_file() {
        std::fs::read_to_string(words).with_context(|| format!("cannot read {words}"))?
    } else {
        words.to_owned()
    };
    let mut conversation = Conversation::new("00000000000000000000000000000000", "en");
    let mut page = None;
    for (i, line) in text.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        if let Some(path) = line.strip_prefix("page: ") {
            page = Some(Page { url: path.to_owned(), ..Page::default() });
            continue;
        }
        let said = line.strip_prefix("customer: ").unwrap_or(line);
        println!("customer: {said}");
        let before = conversation.log.len();
        let event = Event::Said { key: format!("k{i}"), text: said.to_owned(), page: page.clone() };
        conversation = play(conversation, event, &site);
        for entry in &conversation.log[before..] {
            match &entry.what {
                What::Decided { decision, .. } => tell(decision),
                What::AssistantSaid { text, .. } | What::AssistantGaveUp { text, .. } => {
                    println!("  assistant: {}", text.replace('\n', "\n             "));
                }
                What::Offered { text, .. } => println!("  offer: {text}"),
                What::HandedOver { text, .. } | What::Reminded { text, .. } => {
                    println!("  to the customer: {text}")
                }
                _ => {}
            }
        }
    }
    Ok(())
}

fn tell(decision: &Decision) {
    println!("  {} by `{}`: {}", decision.outcome.word(), decision.rule, decision.because);
    for finding in &decision.evidence {
        println!("    evidence: {}: {}", finding.signal, finding.evidence);
    }
    for passed in &decision.passed_over {
        println!("    not `{}`: {}", passed.rule, passed.why);
    }
}

/// Runs the core with a backend that accepts and the embedded answerer, until nothing more follows.
fn play(mut conversation: Conversation, event: Event, site: &Site) -> Conversation {
    let (backends, providers) = (["desk".to_owned()], ["extractive".to_owned()]);
    let mut events = VecDeque::from([event]);
    let mut now = conversation.log.last().map_or(0, |entry| entry.at);
    while let Some(event) = events.pop_front() {
        now += 1;
        let step =
            step(&conversation, event, &World { now, site, backends: &backends, providers: &providers });
        conversation = step.next;
        for effect in step.effects {
            match effect {
                Effect::Generate { turn, .. } => {
                    let end = prompt::extract(&conversation, site)
                        .map_or(AnswerEnd::NoSource, |(text, sources)| AnswerEnd::Answered { text, sources });
                    events.push_back(Event::AnswerEnded { turn, end });
                }
                Effect::Deliver { key, .. } => {
                    let end = DeliveryEnd::Accepted { ticket: String::new() };
                    events.push_back(Event::DeliveryEnded { key, end });
                }
                Effect::StopGenerating { .. } => {}
            }
        }
    }
    conversation
}
