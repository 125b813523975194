//! The log of a conversation to its packet.

use super::{
    ActionTaken, Customer, Escalation, FailedSearch, Line, Missing, Packet, SCHEMA, SourceShown, Summary,
    Tried,
};
use crate::action::Stage;
use crate::conversation::{Conversation, Handoff};
use crate::detect::person::asks_for_person;
use crate::log::{Entry, What, transcript};
use crate::policy::Layer;
use crate::site::Site;

/// The packet of one handoff. The same for every try: it holds what was in the log when it was handed over, and the
/// contact details known now.
pub fn packet(conversation: &Conversation, handoff: &Handoff, site: &Site) -> Packet {
    let log: Vec<&Entry> = conversation.log.iter().filter(|entry| entry.seq <= handoff.seq).collect();
    let since = log
        .iter()
        .rposition(|entry| {
            entry.seq < handoff.seq && matches!(entry.what, What::HandedOver { .. } | What::Closed { .. })
        })
        .map_or(0, |at| at + 1);
    let recent = &log[since..];
    let page = log.iter().rev().find_map(|entry| match &entry.what {
        What::PageSeen { page } => Some(page.clone()),
        _ => None,
    });
    let tried = tried(recent);
    let (goal, goal_known) = goal(recent);
    let confidence = recent.iter().rev().find_map(|entry| match &entry.what {
        What::Searched { confidence, .. } => Some(*confidence),
        _ => None,
    });
    let decision = &handoff.decision;
    let versions = recent
        .iter()
        .rev()
        .find_map(|entry| match &entry.what {
            What::Decided { versions, .. } => Some(versions.clone()),
            _ => None,
        })
        .unwrap_or_else(|| site.versions.clone());
    let mut packet = Packet {
        schema: SCHEMA.to_owned(),
        conversation: conversation.id.clone(),
        reference: handoff.reference.clone(),
        number: handoff.number,
        at: handoff.at,
        site: site.name.clone(),
        channel: "web-chat".to_owned(),
        language: conversation.language.clone(),
        summary: Summary { goal, blocker: blocker(&tried, handoff), requested: requested(handoff), tried },
        escalation: Escalation {
            reason: decision.reason,
            layer: decision.layer,
            rule: decision.rule.clone(),
            because: decision.because.clone(),
            evidence: decision.evidence.clone(),
            passed_over: decision.passed_over.clone(),
            confidence,
        },
        priority: decision.priority,
        routing: handoff.routed.clone(),
        customer: Customer {
            claimed: conversation.contact.clone(),
            verified: conversation.identity.is_some(),
            account: conversation.identity.clone(),
        },
        trail: page.as_ref().map(|page| page.trail.clone()).unwrap_or_default(),
        page,
        sources: sources(recent),
        actions: actions(recent),
        failed_searches: failed_searches(recent),
        versions,
        transcript: lines(conversation, handoff.seq),
        feedback: Vec::new(),
        missing: Vec::new(),
        completeness: 1.0,
    };
    packet.missing = missing(&packet, goal_known);
    // Required: goal, tried, who, page. What is absent is listed with its reason above the line.
    packet.completeness = (REQUIRED - packet.missing.len().min(REQUIRED)) as f32 / REQUIRED as f32;
    packet
}

const REQUIRED: usize = 4;

/// What the customer wants: the first thing said that is more than asking for a person.
fn goal(log: &[&Entry]) -> (String, bool) {
    let mut said = log.iter().filter_map(|entry| match &entry.what {
        What::CustomerSaid { text, .. } => Some(text.as_str()),
        _ => None,
    });
    let first =
        said.clone().find(|text| asks_for_person(text).is_none() && text.split_whitespace().count() > 1);
    match first.or_else(|| said.next()) {
        Some(text) => {
            let mut goal = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if goal.len() > 280 {
                crate::page::cut(&mut goal, 277);
                goal.push('…');
            }
            (goal, true)
        }
        None => ("The customer asked for a person before saying why.".to_owned(), false),
    }
}

fn tried(log: &[&Entry]) -> Vec<Tried> {
    let mut tried: Vec<Tried> = Vec::new();
    for entry in log {
        match &entry.what {
            What::AssistantSaid { turn, sources, .. } if !sources.is_empty() => {
                let titles: Vec<String> =
                    sources.iter().map(|source| format!("“{}”", source.title)).collect();
                let what = format!("The assistant answered from {}", titles.join(" and "));
                tried.push(Tried {
                    turn: *turn,
                    what,
                    outcome: "the customer did not say whether it helped".to_owned(),
                });
            }
            What::Acted { turn, stage, card, .. } if !stage.open() => {
                let what = format!("The assistant used “{}”", card.title);
                let outcome = match stage {
                    Stage::Done => format!("it was done: {}", card.text),
                    Stage::Canceled => "it was canceled".to_owned(),
                    Stage::Forbidden => "it may not be done for this customer".to_owned(),
                    _ => "it did not succeed".to_owned(),
                };
                tried.push(Tried { turn: *turn, what, outcome });
            }
            What::AssistantGaveUp { turn, .. } => {
                let what = "The assistant looked for an answer".to_owned();
                tried.push(Tried { turn: *turn, what, outcome: "it had none and said so".to_owned() });
            }
            What::CustomerRated { turn, helped, why } => {
                if let Some(answer) = tried.iter_mut().find(|tried| tried.turn == *turn) {
                    let why = if why.is_empty() { String::new() } else { format!(": “{why}”") };
                    answer.outcome = format!(
                        "the customer said it {}{why}",
                        if *helped { "helped" } else { "did not help" }
                    );
                }
            }
            What::CustomerSaid { .. } => {
                if let Some(answer) =
                    tried.last_mut().filter(|tried| tried.outcome.ends_with("whether it helped"))
                {
                    answer.outcome = "the customer went on asking".to_owned();
                }
            }
            _ => {}
        }
    }
    tried
}

fn blocker(tried: &[Tried], handoff: &Handoff) -> String {
    match tried.last() {
        Some(last) if handoff.decision.layer == Layer::UserRequested => {
            format!("{}, and {}. Then {}.", last.what, last.outcome, handoff.decision.because)
        }
        _ => {
            let because = &handoff.decision.because;
            let mut chars = because.chars();
            chars
                .next()
                .map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), chars.as_str()))
        }
    }
}

fn requested(handoff: &Handoff) -> String {
    match handoff.decision.layer {
        Layer::UserRequested => "To talk to a person.".to_owned(),
        Layer::AssistantDetected | Layer::BusinessRule => {
            "An answer; the customer has not asked for a person in words.".to_owned()
        }
    }
}

fn sources(log: &[&Entry]) -> Vec<SourceShown> {
    let mut shown: Vec<SourceShown> = Vec::new();
    for entry in log {
        if let What::AssistantSaid { turn, sources, .. } = &entry.what {
            for source in sources {
                if shown.iter().all(|other| other.article != source.article) {
                    shown.push(SourceShown {
                        turn: *turn,
                        article: source.article.clone(),
                        title: source.title.clone(),
                    });
                }
            }
        }
    }
    shown
}

/// Of each action the last stage it came to.
fn actions(log: &[&Entry]) -> Vec<ActionTaken> {
    let mut taken: Vec<ActionTaken> = Vec::new();
    for entry in log {
        let What::Acted { turn, action, stage, arguments, card, why } = &entry.what else { continue };
        taken.retain(|other| other.turn != *turn);
        taken.push(ActionTaken {
            turn: *turn,
            action: action.clone(),
            title: card.title.clone(),
            arguments: arguments.clone(),
            stage: *stage,
            told: card.text.clone(),
            result: if *stage == Stage::Done { card.rows.clone() } else { Vec::new() },
            why: why.clone(),
        });
    }
    taken
}

fn failed_searches(log: &[&Entry]) -> Vec<FailedSearch> {
    let mut failed = Vec::new();
    for (i, entry) in log.iter().enumerate() {
        let What::Searched { turn, query, hits, confidence, unknown_words } = &entry.what else { continue };
        let answered = log[i + 1..].iter().find_map(|later| match &later.what {
            What::AssistantSaid { .. } => Some(true),
            What::AssistantGaveUp { .. } => Some(false),
            _ => None,
        });
        if answered == Some(false) {
            failed.push(FailedSearch {
                turn: *turn,
                query: query.clone(),
                nearest: hits.first().map(|hit| hit.title.clone()),
                confidence: *confidence,
                unknown_words: unknown_words.clone(),
            });
        }
    }
    failed
}

fn lines(conversation: &Conversation, until: u64) -> Vec<Line> {
    transcript(&conversation.log)
        .take_while(|(entry, ..)| entry.seq <= until)
        .map(|(entry, voice, name, text)| Line {
            seq: entry.seq,
            at: entry.at,
            voice,
            name: name.to_owned(),
            text: text.to_owned(),
        })
        .collect()
}

fn missing(packet: &Packet, goal_known: bool) -> Vec<Missing> {
    let mut missing = Vec::new();
    let mut lacks =
        |field: &str, why: &str| missing.push(Missing { field: field.to_owned(), why: why.to_owned() });
    if !goal_known {
        lacks("goal", "the customer pressed the human button before writing anything");
    }
    if packet.summary.tried.is_empty() && packet.actions.is_empty() {
        lacks("tried", "the conversation was handed over before the assistant answered");
    }
    if packet.customer.claimed.is_empty() && packet.customer.account.is_none() {
        lacks("customer", "the customer is not signed in and left no address");
    }
    if packet.page.is_none() {
        lacks("page", "the page told nothing about itself");
    }
    missing
}
