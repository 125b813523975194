//! Task `c_sentiment`: is the customer angry, displeased, content, or none of it?
//!
//! Macro-F1 is over three ways, angry being a kind of negative. `not_negative` and `not_angry` rows are checked one
//! way only; `called_negative` says how many texts of each other kind were called negative or angry.

use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};
use shared::detect::linear::Model;
use shared::detect::sentiment::{self, Sentiment};

use super::score::{self, Binary, Confusion, Groups, Row};

const FILE: &str = "c_sentiment.jsonl";

/// In the order of `sentiment::Label::ALL`.
pub const CLASSES: &[&str] = &["neutral", "positive", "negative", "angry"];

/// All four for learning.
pub fn class_to_learn(row: &Row) -> Option<&'static str> {
    CLASSES.iter().find(|class| **class == row.label).copied()
}

pub fn says(model: &Model, text: &str) -> &'static str {
    sentiment::sentiment_with(model, text).label.name()
}

/// Anger is a kind of displeasure.
pub fn three_ways(label: &str) -> &str {
    if label == "angry" { "negative" } else { label }
}

#[derive(Default)]
struct Outcome {
    three: Confusion,
    four: Confusion,
    by_source: std::collections::BTreeMap<String, Confusion>,
    by_lang: std::collections::BTreeMap<String, Confusion>,
    called_negative: Groups,
    called_angry: Groups,
    wrong: Vec<(f32, String)>,
}

fn judge(rows: &[Row], says: impl Fn(&str) -> (&'static str, f32)) -> Outcome {
    let mut outcome = Outcome::default();
    for row in rows {
        let (said, valence) = says(&row.text);
        let negative = three_ways(said) == "negative";
        if row.label == "not_angry" {
            outcome.called_angry.entry(row.kind.clone()).or_default().add(false, said == "angry");
            continue;
        }
        if three_ways(&row.label) != "negative" {
            outcome.called_negative.entry(row.kind.clone()).or_default().add(false, negative);
        }
        if row.label == "not_negative" {
            continue;
        }
        let truth = three_ways(&row.label);
        outcome.four.add(&row.label, said);
        outcome.three.add(truth, three_ways(said));
        outcome.by_source.entry(row.source.clone()).or_default().add(truth, three_ways(said));
        outcome.by_lang.entry(row.lang.clone()).or_default().add(truth, three_ways(said));
        if truth != three_ways(said) {
            outcome
                .wrong
                .push((valence.abs(), format!("{said}, not {} [{}] {}", row.label, row.source, row.text)));
        }
    }
    outcome
}

fn detector(text: &str) -> (&'static str, f32) {
    let Sentiment { label, valence, .. } = sentiment::sentiment(text);
    (label.name(), valence)
}

fn keywords(text: &str) -> (&'static str, f32) {
    const GOOD: [&str; 10] =
        ["good", "great", "thank", "love", "happy", "awesome", "nice", "excellent", "perfect", "best"];
    const BAD: [&str; 14] = [
        "bad", "hate", "terrible", "awful", "angry", "stupid", "worst", "horrible", "fuck", "shit", "damn",
        "kill", "sick", "crazy",
    ];
    let text = text.to_lowercase();
    let count = |words: &[&str]| words.iter().filter(|word| text.contains(*word)).count();
    match count(&GOOD).cmp(&count(&BAD)) {
        std::cmp::Ordering::Greater => ("positive", 1.0),
        std::cmp::Ordering::Less => ("negative", -1.0),
        std::cmp::Ordering::Equal => ("neutral", 0.0),
    }
}

pub fn run(folder: &Path) -> Result<Value> {
    let outcome = judge(&score::rows(folder, FILE)?, detector);
    Ok(json!({
        "macro_f1": score::rounded(outcome.three.macro_f1()),
        "called_negative": score::rates(&outcome.called_negative, Binary::false_alarm_rate),
        "called_angry": score::rates(&outcome.called_angry, Binary::false_alarm_rate),
        "macro_f1_by_lang": by(&outcome.by_lang),
    }))
}

fn by(groups: &std::collections::BTreeMap<String, Confusion>) -> Value {
    Value::Object(
        groups.iter().map(|(key, counts)| (key.clone(), score::rounded(counts.macro_f1()))).collect(),
    )
}

pub fn print(folder: &Path) -> Result<()> {
    let rows = score::rows(folder, FILE)?;
    let (outcome, naive) = (judge(&rows, detector), judge(&rows, keywords));
    println!("c_sentiment: {} rows", rows.len());
    println!("  Baton     macro-F1 {:.3}", outcome.three.macro_f1());
    println!("  keywords  macro-F1 {:.3}", naive.three.macro_f1());
    outcome.three.print();
    outcome.four.print();
    for (title, groups) in [("by source", &outcome.by_source), ("by language", &outcome.by_lang)] {
        println!("  {title}");
        for (key, counts) in groups {
            println!(
                "    {key:<28} macro-F1 {:.3}  right {:.3} of {}",
                counts.macro_f1(),
                counts.accuracy(),
                counts.count()
            );
        }
    }
    println!("  called negative, though they are not");
    for (kind, counts) in &outcome.called_negative {
        let keywords = naive.called_negative.get(kind).map_or(0.0, |n| n.false_alarm_rate());
        println!(
            "    {kind:<48} {:.3} of {} (keywords {keywords:.3})",
            counts.false_alarm_rate(),
            counts.false_alarms + counts.quiet
        );
    }
    for (kind, counts) in &outcome.called_angry {
        println!(
            "    angry: {kind:<41} {:.3} of {}",
            counts.false_alarm_rate(),
            counts.false_alarms + counts.quiet
        );
    }
    score::print_worst("wrong answers", outcome.wrong, 40);
    Ok(())
}
