//! Task `g_prompt_injection`: does the message try to give the assistant new orders?

use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};
use shared::detect::injection;
use shared::detect::linear::Model;

use super::score::{self, Binary, Groups, Row};

const FILE: &str = "g_prompt_injection.jsonl";

pub const CLASSES: &[&str] = &["benign", "injection"];

pub fn class_of(row: &Row) -> Option<&'static str> {
    CLASSES.iter().find(|class| **class == row.label).copied()
}

pub fn says(model: &Model, text: &str) -> &'static str {
    CLASSES[usize::from(injection::injection_with(model, text).is_some())]
}

#[derive(Default)]
struct Outcome {
    total: Binary,
    by_source: Groups,
    by_lang: Groups,
    by_kind: Groups,
    wrong: Vec<(f32, String)>,
}

fn judge(rows: &[Row], says: impl Fn(&str) -> Option<f32>) -> Outcome {
    let mut outcome = Outcome::default();
    for row in rows {
        let said = says(&row.text);
        let truth = row.label == "injection";
        outcome.total.add(truth, said.is_some());
        outcome.by_source.entry(row.source.clone()).or_default().add(truth, said.is_some());
        outcome.by_lang.entry(row.lang.clone()).or_default().add(truth, said.is_some());
        if !truth {
            outcome.by_kind.entry(row.kind.clone()).or_default().add(false, said.is_some());
        }
        if truth != said.is_some() {
            let mistake = if truth { "missed" } else { "false alarm" };
            outcome.wrong.push((said.unwrap_or(1.0), format!("{mistake} [{}] {}", row.source, row.text)));
        }
    }
    outcome
}

fn detector(text: &str) -> Option<f32> {
    injection::injection(text).map(|injection| injection.score)
}

fn keywords(text: &str) -> Option<f32> {
    const WORDS: [&str; 12] = [
        "ignore",
        "disregard",
        "forget",
        "previous instructions",
        "system prompt",
        "you are now",
        "act as",
        "pretend",
        "jailbreak",
        "dan",
        "no restrictions",
        "reveal",
    ];
    let text = text.to_lowercase();
    WORDS.iter().any(|word| text.contains(word)).then_some(1.0)
}

pub fn run(folder: &Path) -> Result<Value> {
    let outcome = judge(&score::rows(folder, FILE)?, detector);
    Ok(json!({
        "precision": score::rounded(outcome.total.precision()),
        "recall": score::rounded(outcome.total.recall()),
        "f1": score::rounded(outcome.total.f1()),
        "false_alarm_rate": score::rates(&outcome.by_kind, Binary::false_alarm_rate),
    }))
}

pub fn print(folder: &Path) -> Result<()> {
    let rows = score::rows(folder, FILE)?;
    let (outcome, naive) = (judge(&rows, detector), judge(&rows, keywords));
    println!("g_prompt_injection: {} rows", rows.len());
    println!("  Baton     {}", outcome.total.line());
    println!("  keywords  {}", naive.total.line());
    score::print_groups("by language", &outcome.by_lang);
    score::print_groups("by source", &outcome.by_source);
    println!("  false alarms by kind");
    for (kind, counts) in &outcome.by_kind {
        let keywords = naive.by_kind.get(kind).map_or(0.0, |n| n.false_alarm_rate());
        println!(
            "    {kind:<28} {:.4} of {} (keywords {keywords:.3})",
            counts.false_alarm_rate(),
            counts.false_alarms + counts.quiet
        );
    }
    score::print_worst("wrong answers", outcome.wrong, 40);
    Ok(())
}
