//! Task `a_human_request`: does the message ask for a person?
//!
//! Asking to be called back is a wish of its own in Baton and counts as "not a person now" here. The labels
//! `contact_channel`, `implicit_escalation` and `ambiguous` are reported apart.

use std::path::Path;

use anyhow::Result;
use serde_json::{Map, Value, json};
use shared::detect::person::{Kind, asks_for_person};

use super::score::{self, Binary, Groups, Row};

const FILE: &str = "a_human_request.jsonl";
const APART: [&str; 3] = ["contact_channel", "implicit_escalation", "ambiguous"];

#[derive(Default)]
struct Outcome {
    total: Binary,
    by_lang: Groups,
    by_source: Groups,
    /// Of each kind of row that does not ask: how many were taken for asking.
    by_kind: Groups,
    apart: Groups,
    wrong: Vec<(f32, String)>,
}

fn judge(rows: &[Row], says: impl Fn(&str) -> Option<f32>) -> Outcome {
    let mut outcome = Outcome::default();
    for row in rows {
        let said = says(&row.text);
        if APART.contains(&row.label.as_str()) {
            outcome.apart.entry(row.label.clone()).or_default().add(false, said.is_some());
            continue;
        }
        let truth = row.label == "human_request";
        outcome.total.add(truth, said.is_some());
        outcome.by_lang.entry(row.lang.clone()).or_default().add(truth, said.is_some());
        outcome.by_source.entry(row.source.clone()).or_default().add(truth, said.is_some());
        if !truth {
            outcome.by_kind.entry(row.kind.clone()).or_default().add(false, said.is_some());
        }
        if truth != said.is_some() {
            let mistake = if truth { "missed" } else { "false alarm" };
            let score = said.unwrap_or(1.0);
            outcome
                .wrong
                .push((score, format!("{mistake} [{} {} {}] {}", row.lang, row.source, row.kind, row.text)));
        }
    }
    outcome
}

fn detector(text: &str) -> Option<f32> {
    asks_for_person(text).filter(|request| request.kind != Kind::Callback).map(|request| request.score)
}

/// What a shop would write in an afternoon.
fn keywords(text: &str) -> Option<f32> {
    const WORDS: [&str; 9] =
        ["human", "agent", "person", "representative", "operator", "someone", "somebody", "talk to", "speak"];
    let text = text.to_lowercase();
    WORDS.iter().any(|word| text.contains(word)).then_some(1.0)
}

pub fn run(folder: &Path) -> Result<Value> {
    let outcome = judge(&score::rows(folder, FILE)?, detector);
    let asked: Groups =
        outcome.by_lang.iter().filter(|(_, n)| n.hits + n.misses > 0).map(|(k, n)| (k.clone(), *n)).collect();
    let alarms: Map<String, Value> =
        outcome.by_kind.iter().map(|(k, n)| (k.clone(), score::rounded(n.false_alarm_rate()))).collect();
    Ok(json!({
        "precision": score::rounded(outcome.total.precision()),
        "recall": score::rounded(outcome.total.recall()),
        "f1": score::rounded(outcome.total.f1()),
        "recall_by_lang": score::rates(&asked, Binary::recall),
        "false_alarm_rate": alarms,
    }))
}

pub fn print(folder: &Path) -> Result<()> {
    let rows = score::rows(folder, FILE)?;
    let (outcome, naive) = (judge(&rows, detector), judge(&rows, keywords));
    println!("a_human_request: {} rows", rows.len());
    println!("  Baton     {}", outcome.total.line());
    println!("  keywords  {}", naive.total.line());
    score::print_groups("by language", &outcome.by_lang);
    score::print_groups("by source", &outcome.by_source);
    println!("  false alarms by kind");
    for (kind, counts) in &outcome.by_kind {
        let keywords = naive.by_kind.get(kind).map_or(0.0, |n| n.false_alarm_rate());
        println!(
            "    {kind:<28} {:.4} ({} of {}; keywords {keywords:.3})",
            counts.false_alarm_rate(),
            counts.false_alarms,
            counts.false_alarms + counts.quiet
        );
    }
    println!("  apart (taken for asking)");
    for (label, counts) in &outcome.apart {
        println!("    {label:<28} {} of {}", counts.false_alarms, counts.false_alarms + counts.quiet);
    }
    score::print_worst("wrong answers", outcome.wrong, 60);
    Ok(())
}
