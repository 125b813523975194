//! Task `f_dialogues`: does the handoff packet of a real dialogue hold what the next person needs?
//!
//! The customer's turns are played to the demo site through the pure core, without any model, until a rule hands over
//! or they are all said and the human button is pressed. Then a second reader, which knows nothing but the text of the
//! ticket, is asked: who, what, tried, why, where, how urgent. Absent on purpose: any look into the packet by that
//! reader; and a judgment of style.

use crate::build::site;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use shared::conversation::Event;
use shared::log::What;
use shared::packet::{self, Packet, render};
use shared::page::Page;
use shared::parts::Contact;
use shared::rehearsal::Rehearsal;
use shared::site::Site;
use std::fs;
use std::path::Path;

struct Dialogue {
    id: String,
    source: String,
    /// What the customer said, in order
    said: Vec<String>,
}

/// A dialogue of the file's format; nothing if it is none.
fn dialogue(row: &Value) -> Option<Dialogue> {
    let said = row["turns"].as_array()?.iter().filter(|turn| turn["role"] == "customer");
    let said = said.filter_map(|turn| turn["text"].as_str()).filter(|text| !text.trim().is_empty());
    let text = |key: &str| Some(row[key].as_str()?.to_owned());
    Some(Dialogue { id: text("id")?, source: text("source")?, said: said.map(str::to_owned).collect() })
}

/// What became of one dialogue.
struct Judged {
    id: String,
    source: String,
    by_button: bool,
    completeness: f32,
    /// Required fields that are neither there nor marked absent with a reason
    silent: Vec<&'static str>,
    /// Questions the ticket leaves open to its reader
    unanswered: Vec<&'static str>,
    /// Quotations that stand in no message
    untrue: Vec<String>,
    /// Identifiers the customer wrote, and how many of them the packet names
    identifiers: usize,
    named: usize,
}

pub fn run(folder: &Path) -> Result<Value> {
    let all = judge(folder)?;
    let count = all.len().max(1) as f32;
    let share = |holds: &dyn Fn(&Judged) -> bool| all.iter().filter(|one| holds(one)).count() as f32 / count;
    let (named, identifiers): (usize, usize) =
        all.iter().fold((0, 0), |(named, all), one| (named + one.named, all + one.identifiers));
    Ok(json!({
        "dialogues": all.len(),
        "every_field_present_or_marked": share(&|one| one.silent.is_empty()),
        "reader_can_answer": share(&|one| one.unanswered.is_empty()),
        "quotations_true": share(&|one| one.untrue.is_empty()),
        "identifiers_named": if identifiers == 0 { 1.0 } else { named as f32 / identifiers as f32 },
        "completeness": all.iter().map(|one| one.completeness).sum::<f32>() / count,
    }))
}

pub fn print(folder: &Path) -> Result<()> {
    let told = run(folder)?;
    let all = judge(folder)?;
    println!("f_dialogues: {} played to the demo site, no model", all.len());
    for (name, means) in [
        (
            "every_field_present_or_marked",
            "packets with every required field there, or marked absent with the reason",
        ),
        ("reader_can_answer", "tickets whose reader can say who, what, tried, why, where, how urgent"),
        ("quotations_true", "packets whose quotations all stand in a message"),
        ("identifiers_named", "identifiers the customer wrote that the packet names"),
        ("completeness", "mean share of the required fields that are there"),
    ] {
        println!("  {:>7.3}  {means}", told[name].as_f64().unwrap_or(0.0));
    }
    let mut sources: Vec<&str> = all.iter().map(|one| one.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    for source in sources {
        let of: Vec<&Judged> = all.iter().filter(|one| one.source == source).collect();
        let by_rule = of.iter().filter(|one| !one.by_button).count();
        println!("    {source:12} {} dialogues, {by_rule} handed over by a rule before they ended", of.len());
    }
    for one in &all {
        for (what, list) in [("lacks without a word", &one.silent), ("leaves open", &one.unanswered)] {
            if !list.is_empty() {
                println!("    {} {what}: {}", one.id, list.join(", "));
            }
        }
        for quotation in &one.untrue {
            println!("    {} quotes what nobody wrote: “{quotation}”", one.id);
        }
        if one.named < one.identifiers {
            println!("    {} names {} of {} identifiers", one.id, one.named, one.identifiers);
        }
    }
    Ok(())
}

fn judge(folder: &Path) -> Result<Vec<Judged>> {
    let path = folder.join("f_dialogues.jsonl");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let site = site::read_site()?;
    let mut all = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let row: Value = serde_json::from_str(line).unwrap_or_default();
        let dialogue =
            dialogue(&row).with_context(|| format!("{}:{}: not a dialogue", path.display(), at + 1))?;
        all.extend(one(&dialogue, &site));
    }
    Ok(all)
}

/// The tickets of the dialogues whose ids begin so, as an agent reads them.
pub fn show(folder: &Path, begins: &str) -> Result<()> {
    let path = folder.join("f_dialogues.jsonl");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let site = site::read_site()?;
    let rows = text.lines().filter_map(|line| dialogue(&serde_json::from_str(line).ok()?));
    let mut shown = 0;
    for dialogue in rows.filter(|one| one.id.starts_with(begins)) {
        let Some((_, packet, _)) = play(&dialogue, &site) else { continue };
        println!("──── {} ({})", dialogue.id, dialogue.source);
        println!("{}\n", render::note(&packet, render::Form::Plain, 60_000));
        shown += 1;
    }
    anyhow::ensure!(shown > 0, "no dialogue of {} has an id that begins with `{begins}`", path.display());
    Ok(())
}

/// The dialogue as it went at the demo site: what was said and done, the packet, and whether it took the button.
fn play(dialogue: &Dialogue, site: &Site) -> Option<(Rehearsal, Packet, bool)> {
    let page = Page { url: "/account/".to_owned(), title: "Your account".to_owned(), ..Page::default() };
    let mut talk = Rehearsal::new("en");
    for (at, text) in dialogue.said.iter().enumerate() {
        if talk.conversation.handoffs.is_empty() {
            let (text, page) = (text.clone(), Some(page.clone()));
            talk.take(site, Event::Said { key: format!("k{at}"), text, page });
        }
    }
    let by_button = talk.conversation.handoffs.is_empty();
    if by_button {
        let (text, contact) = (String::new(), Contact::default());
        talk.take(site, Event::AskedForPerson { key: "button".to_owned(), text, contact, page: Some(page) });
    }
    let packet = packet::packet(&talk.conversation, talk.conversation.handoffs.first()?, site);
    Some((talk, packet, by_button))
}

fn one(dialogue: &Dialogue, site: &Site) -> Option<Judged> {
    let (talk, packet, by_button) = play(dialogue, site)?;
    let conversation = &talk.conversation;
    let heard: Vec<&str> = conversation
        .log
        .iter()
        .filter_map(|entry| match &entry.what {
            What::CustomerSaid { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let identifiers = identifiers(&heard);
    let ticket = render::note(&packet, render::Form::Plain, 60_000);
    Some(Judged {
        id: dialogue.id.clone(),
        source: dialogue.source.clone(),
        by_button,
        completeness: packet.completeness,
        silent: silent(&packet),
        unanswered: unanswered(&ticket),
        untrue: untrue(&packet, &heard),
        named: identifiers.iter().filter(|id| packet.collected.iter().any(|one| one.value == **id)).count(),
        identifiers: identifiers.len(),
    })
}

/// Required fields that are neither there nor marked absent.
fn silent(packet: &Packet) -> Vec<&'static str> {
    let intent = &packet.intent;
    let topic = !intent.topics.is_empty() || !intent.areas.is_empty() || intent.nearest_article.is_some();
    let said = packet.collected.iter().any(|one| packet::WHO.contains(&one.name.as_str()));
    let known = said || !packet.customer.claimed.is_empty() || packet.customer.account.is_some();
    let fields = [
        ("goal", packet.summary.goal_seq.is_some()),
        ("intent", topic),
        ("tried", !packet.summary.tried.is_empty()),
        ("requested", !packet.summary.requested.is_empty()),
        ("customer", known),
        ("identity", packet.customer.verified),
        ("page", packet.page.is_some()),
        ("visible error", packet.page.as_ref().is_some_and(|page| !page.errors.is_empty())),
        ("sources", !packet.sources.is_empty()),
        ("mood", !packet.mood.is_empty()),
        ("language", !packet.language.is_empty()),
        ("transcript", !packet.transcript.is_empty()),
        ("reason", !packet.escalation.because.is_empty()),
        ("versions", !packet.versions.policy.is_empty()),
    ];
    let marked = |name: &str| packet.missing.iter().any(|one| one.field == name && !one.why.is_empty());
    fields.into_iter().filter(|(name, there)| !there && !marked(name)).map(|(name, _)| name).collect()
}

/// What the ticket does not tell somebody who reads nothing else.
fn unanswered(ticket: &str) -> Vec<&'static str> {
    let briefing = ticket.split("\nTranscript").next().unwrap_or_default();
    let says = |label: &str| {
        briefing
            .lines()
            .any(|line| line.strip_prefix(label).is_some_and(|rest| rest.trim().chars().count() > 2))
    };
    let questions: [(&'static str, &str); 6] = [
        ("who", "Customer:"),
        ("what", "Goal:"),
        ("tried", "Tried:"),
        ("why", "Why:"),
        ("where", "Page:"),
        ("how urgent", "Urgency:"),
    ];
    questions.into_iter().filter(|(_, label)| !says(label)).map(|(question, _)| question).collect()
}

/// Quotations of the packet that nobody wrote.
fn untrue(packet: &Packet, heard: &[&str]) -> Vec<String> {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let heard: Vec<String> = heard.iter().map(|text| one_line(text)).collect();
    let requested = packet.summary.requested_seq.and(packet.summary.requested.split(['“', '”']).nth(1));
    let tried = packet.summary.tried.iter().filter(|tried| tried.turn == 0);
    let tried = tried.filter_map(|tried| tried.what.split(['“', '”']).nth(1));
    let goal = packet.summary.goal_seq.map(|_| packet.summary.goal.as_str());
    let facts = packet.collected.iter().map(|one| one.value.split(' ').next().unwrap_or_default());
    goal.into_iter()
        .chain(requested)
        .chain(tried)
        .chain(facts)
        .map(|quotation| quotation.trim_end_matches('…').to_owned())
        .filter(|quotation| !heard.iter().any(|text| text.contains(quotation.as_str())))
        .collect()
}

/// What looks like an identifier to anyone: at least four letters and digits with two digits among them, and letters or
/// a number sign with it.
fn identifiers(heard: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in heard.iter().flat_map(|text| text.split_whitespace()) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '#');
        let digits = bare.bytes().filter(u8::is_ascii_digit).count();
        let others = bare.bytes().any(|b| b.is_ascii_uppercase() || matches!(b, b'#' | b'_'));
        let id = bare.trim_start_matches('#').to_owned();
        let plain = id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        if plain && id.len() >= 4 && digits >= 2 && others && !found.contains(&id) {
            found.push(id);
        }
    }
    found
}
