//! The log of a conversation to its packet.

use super::{
    ActionTaken, Collected, Customer, Escalation, FailedSearch, FileGiven, Intent, Line, Missing, Mood,
    Packet, SCHEMA, Score, SourceShown, Summary, Tried, told,
};
use crate::action::Stage;
use crate::conversation::{Conversation, Handoff};
use crate::detect::courtesy::courtesy;
use crate::detect::person::asks_for_person;
use crate::enrich::Known;
use crate::log::{Entry, Voice, What, transcript};
use crate::page::Page;
use crate::policy::Layer;
use crate::policy::vocabulary::Table;
use crate::site::Site;
use crate::wording::Wording;

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
    let (goal, goal_seq) = goal(recent);
    let (requested, requested_seq) = requested(recent, handoff, goal_seq);
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
        language: conversation.written_in().to_owned(),
        summary: Summary {
            goal,
            blocker: blocker(&tried, page.as_ref(), handoff),
            requested,
            tried,
            goal_seq,
            requested_seq,
        },
        intent: intent(recent),
        collected: collected(recent),
        mood: mood(recent),
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
        wish: handoff.wish.clone(),
        customer: Customer {
            claimed: conversation.contact.clone(),
            verified: conversation.identity.is_some(),
            account: conversation.identity.clone(),
        },
        trail: page.as_ref().map(|page| page.trail.clone()).unwrap_or_default(),
        page,
        sources: sources(recent),
        actions: actions(recent),
        scores: scores(&log),
        attachments: attachments(&log),
        failed_searches: failed_searches(recent),
        versions,
        transcript: lines(conversation, handoff.seq),
        known: known(conversation, handoff),
        wording: wording(conversation, handoff),
        feedback: Vec::new(),
        warning: None,
        missing: Vec::new(),
        completeness: 1.0,
    };
    packet.missing = missing(&packet);
    packet.completeness = 1.0 - packet.missing.len() as f32 / REQUIRED as f32;
    packet
}

/// Names of facts by which customers say in the chat who they are.
pub const WHO: [&str; 4] = ["name", "email address", "telephone number", "account number"];

/// What a full packet has: goal, intent, tried, requested, who, whether verified, page, visible error, sources and mood
/// may be missing, each with its reason; language, urgency, reason, versions and transcript are always there.
const REQUIRED: usize = 15;

/// The messages of the customer, with their positions.
fn said<'a>(log: &'a [&Entry]) -> impl DoubleEndedIterator<Item = (u64, &'a str)> + Clone {
    log.iter().filter_map(|entry| match &entry.what {
        What::CustomerSaid { text, .. } => Some((entry.seq, text.as_str())),
        _ => None,
    })
}

/// What the customer wants: the first thing said that is more than a greeting or asking for a person.
fn goal(log: &[&Entry]) -> (String, Option<u64>) {
    let mut said = said(log);
    let says_more = |(_, text): &(u64, &str)| {
        asks_for_person(text).is_none() && says_something(text) && courtesy(text).is_none()
    };
    match said.clone().find(says_more).or_else(|| said.next()) {
        Some((seq, text)) => (short(text, 280), Some(seq)),
        None => ("The customer asked for a person before saying why.".to_owned(), None),
    }
}

/// More than one word, or than a few characters where words are not set apart.
fn says_something(text: &str) -> bool {
    text.split_whitespace().nth(1).is_some() || text.chars().filter(|c| !c.is_ascii()).count() > 3
}

fn intent(log: &[&Entry]) -> Intent {
    let mut intent = Intent::default();
    let mut surest = 0.0;
    let add = |list: &mut Vec<String>, name: &str| {
        if !list.iter().any(|known| known == name) {
            list.push(name.to_owned());
        }
    };
    for entry in log {
        match &entry.what {
            What::Read { reading } => {
                reading.risks.iter().for_each(|risk| add(&mut intent.topics, &risk.topic));
                let areas = reading.mentions.iter().filter(|mention| mention.table == Table::Areas);
                areas.for_each(|mention| add(&mut intent.areas, &mention.name));
            }
            // A search for "that is not it" finds something, too: the surest one tells what it is about.
            What::Searched { hits, confidence, .. } if *confidence >= surest => {
                surest = *confidence;
                intent.nearest_article = hits.first().map(|hit| hit.title.clone());
                intent.nearest_confidence = hits.first().map(|_| *confidence);
            }
            _ => {}
        }
    }
    intent
}

/// What the customer told; of equal values the newest.
fn collected(log: &[&Entry]) -> Vec<Collected> {
    let mut all: Vec<Collected> = Vec::new();
    for (seq, text) in said(log) {
        for one in told::collected(seq, text) {
            all.retain(|known| known.value != one.value);
            all.push(one);
        }
    }
    all
}

fn mood(log: &[&Entry]) -> Vec<Mood> {
    let mut all = Vec::new();
    let mut said = 0;
    for entry in log {
        match &entry.what {
            What::CustomerSaid { .. } => said = entry.seq,
            What::Read { reading } if said > 0 => {
                let words = reading.mood_words.iter().chain(&reading.urgent_words).cloned().collect();
                let (mood, angry, urgency) = (reading.mood, reading.angry, reading.urgency);
                all.push(Mood { seq: said, mood, angry, urgency, words });
                said = 0;
            }
            _ => {}
        }
    }
    all
}

/// The longest question quoted with what was tried, in bytes: enough to know it again.
const QUESTION: usize = 90;

/// One line, cut with a mark where it is too long.
fn short(text: &str, most: usize) -> String {
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.len() > most {
        crate::page::cut(&mut line, most - 3);
        line.push('…');
    }
    line
}

fn tried(log: &[&Entry]) -> Vec<Tried> {
    let mut tried: Vec<Tried> = Vec::new();
    // What was asked last, as a quotation behind a space.
    let mut question = String::new();
    for entry in log {
        if let What::CustomerSaid { text, .. } = &entry.what {
            question = format!(" “{}”", short(text, QUESTION));
        }
        match &entry.what {
            What::AssistantSaid { turn, sources, .. } if !sources.is_empty() => {
                let titles: Vec<String> =
                    sources.iter().map(|source| format!("“{}”", source.title)).collect();
                let what = format!("The assistant answered{question} from {}", titles.join(" and "));
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
                let what = match question.as_str() {
                    "" => "The assistant looked for an answer".to_owned(),
                    question => format!("The assistant looked for an answer to{question}"),
                };
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
            What::CustomerSaid { text, .. } => {
                if let Some(answer) =
                    tried.last_mut().filter(|tried| tried.outcome.ends_with("whether it helped"))
                {
                    answer.outcome = "the customer went on asking".to_owned();
                }
                if let Some(words) = told::attempt(text) {
                    let what = format!("The customer: “{words}”");
                    let outcome = "it did not end the matter".to_owned();
                    tried.push(Tried { turn: 0, what, outcome });
                }
            }
            _ => {}
        }
    }
    tried
}

/// The blocker of who pressed the button first of all.
pub const NOTHING_YET: &str = "Nothing was answered yet.";

/// What stands in the way: a rule of the site wants a person; the page shows an error; what was tried last did not end it.
fn blocker(tried: &[Tried], page: Option<&Page>, handoff: &Handoff) -> String {
    let decision = &handoff.decision;
    let error = page.and_then(|page| page.errors.first());
    match (error, tried.last()) {
        _ if decision.layer == Layer::BusinessRule => {
            format!("A rule of the site wants a person here: {}.", decision.because)
        }
        (Some(error), _) => format!("The page shows “{}”.", short(error, QUESTION * 2)),
        (None, Some(last)) => format!("{}: {}.", last.what, last.outcome),
        (None, None) => NOTHING_YET.to_owned(),
    }
}

/// Messages that are looked at for a wish, from the newest on: an older one is the goal.
const LOOKED_BACK: usize = 12;

/// The last wish in words, and whether a person was asked for.
fn requested(log: &[&Entry], handoff: &Handoff, goal: Option<u64>) -> (String, Option<u64>) {
    // "Yes, please do that" says nothing to who was not there: the newest that does goes first.
    let mut wish = None;
    for (seq, text) in said(log).rev().take(LOOKED_BACK) {
        let Some(found) = told::wish(text) else { continue };
        let alone = found.alone;
        if alone || wish.is_none() {
            wish = Some((seq, found.words));
        }
        if alone {
            break;
        }
    }
    let asked = handoff.decision.layer == Layer::UserRequested;
    match (wish, asked) {
        (Some((seq, words)), true) if Some(seq) == goal => {
            (format!("To talk to a person, about: “{words}”"), Some(seq))
        }
        (Some((seq, words)), true) => (format!("To talk to a person; before that: “{words}”"), Some(seq)),
        (Some((seq, words)), false) => (format!("“{words}”"), Some(seq)),
        (None, true) => ("To talk to a person.".to_owned(), None),
        (None, false) => ("An answer; the customer has not asked for a person in words.".to_owned(), None),
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

fn scores(log: &[&Entry]) -> Vec<Score> {
    let mut scores: Vec<Score> = Vec::new();
    let mut numbers = Vec::new();
    for entry in log {
        if let What::Scored { survey, about, name, score: score @ 1.., note } = &entry.what {
            let said = Score {
                seq: entry.seq,
                about: *about,
                name: name.clone(),
                score: *score,
                note: note.clone(),
            };
            // Words that follow a number stand with it.
            match numbers.iter().position(|number| number == survey) {
                Some(at) => scores[at] = said,
                None => {
                    numbers.push(*survey);
                    scores.push(said);
                }
            }
        }
    }
    scores
}

fn attachments(log: &[&Entry]) -> Vec<FileGiven> {
    let given = |entry: &&Entry| {
        let (voice, file) = match &entry.what {
            What::CustomerAttached { file, .. } => (Voice::Customer, file.clone()),
            What::PersonAttached { file, .. } => (Voice::Person, file.clone()),
            _ => return None,
        };
        Some(FileGiven { seq: entry.seq, at: entry.at, voice, file, url: String::new() })
    };
    log.iter().filter_map(given).collect()
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

/// What other tools said about this handoff's customer, whenever that was.
fn known(conversation: &Conversation, handoff: &Handoff) -> Vec<Known> {
    let said = conversation.log.iter().rev().find_map(|entry| match &entry.what {
        What::Enriched { handoff: number, known } if *number == handoff.number => Some(known.clone()),
        _ => None,
    });
    said.unwrap_or_default()
}

/// What a model worded of this handoff.
fn wording(conversation: &Conversation, handoff: &Handoff) -> Wording {
    let said = conversation.log.iter().rev().find_map(|entry| match &entry.what {
        What::Worded { handoff: number, wording } if *number == handoff.number => Some(wording.clone()),
        _ => None,
    });
    said.unwrap_or_default()
}

fn missing(packet: &Packet) -> Vec<Missing> {
    let mut missing = Vec::new();
    let mut lacks =
        |field: &str, why: &str| missing.push(Missing { field: field.to_owned(), why: why.to_owned() });
    if packet.summary.goal_seq.is_none() {
        lacks("goal", "the customer pressed the human button before writing anything");
    }
    let intent = &packet.intent;
    if intent.topics.is_empty() && intent.areas.is_empty() && intent.nearest_article.is_none() {
        lacks("intent", "no topic, area or article was recognized in what the customer wrote");
    }
    if packet.summary.tried.is_empty() && packet.actions.is_empty() {
        lacks("tried", "no answer was given before the handoff");
    }
    let says_who = packet.collected.iter().any(|one| WHO.contains(&one.name.as_str()));
    if packet.customer.claimed.is_empty() && packet.customer.account.is_none() && !says_who {
        lacks("customer", "the customer is not signed in, left no address and told no name");
    }
    if !packet.customer.verified {
        lacks("identity", "the site did not vouch for the customer: verify before acting on an account");
    }
    match &packet.page {
        None => lacks("page", "the page told nothing about itself"),
        Some(page) if page.errors.is_empty() => lacks("visible error", "none was visible on the page"),
        Some(_) => {}
    }
    if packet.sources.is_empty() {
        lacks("sources", "no article was shown");
    }
    if packet.mood.is_empty() {
        lacks("mood", "the customer wrote nothing");
    }
    missing
}
