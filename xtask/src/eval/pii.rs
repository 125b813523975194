//! Task `h_pii`: is what must not be kept found, and are order numbers, prices and dates left alone?
//!
//! A labeled place counts as found when something of its type overlaps it. Kinds that the labels do not assert (PINs,
//! passwords, card codes) are neither right nor wrong here; the tests beside each kind judge them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use shared::redact::{Settings, redact};

use super::score::{self, Binary, Groups};

const FILE: &str = "h_pii.jsonl";

/// Our name and the labels'.
const TYPES: [(&str, &str); 6] = [
    ("card", "CREDIT_CARD"),
    ("iban", "IBAN_CODE"),
    ("national-id", "US_SSN"),
    ("e-mail", "EMAIL_ADDRESS"),
    ("ip-address", "IP_ADDRESS"),
    ("phone", "PHONE_NUMBER"),
];

/// A type and a place in bytes.
type Span = (String, usize, usize);

struct Row {
    text: String,
    kind: String,
    spans: Vec<Span>,
    asserted: Vec<String>,
}

fn rows(folder: &Path) -> Result<Vec<Row>> {
    let path = folder.join(FILE);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .enumerate()
        .map(|(i, line)| {
            row(line).with_context(|| format!("{}:{} is not a row of this task", path.display(), i + 1))
        })
        .collect()
}

fn row(line: &str) -> Option<Row> {
    let value: Value = serde_json::from_str(line).ok()?;
    let text = value["text"].as_str()?.to_owned();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let place = |value: &Value| bytes.get(usize::try_from(value.as_u64()?).ok()?).copied();
    let asserted: Vec<String> = value["assert_types"]
        .as_array()?
        .iter()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect();
    let spans = value["spans"].as_array()?.iter();
    let spans = spans
        .map(|span| Some((span["type"].as_str()?.to_owned(), place(&span["start"])?, place(&span["end"])?)));
    let spans: Option<Vec<Span>> = spans.collect();
    let spans = spans?.into_iter().filter(|(kind, ..)| asserted.contains(kind)).collect();
    Some(Row { text, kind: value["subtype"].as_str().unwrap_or_default().to_owned(), spans, asserted })
}

#[derive(Default)]
struct Outcome {
    total: Binary,
    by_type: Groups,
    /// Of texts without anything to find: did it find something?
    by_kind: Groups,
    /// Of texts with look-alikes of cards: was one taken for a card?
    cards: BTreeMap<String, Binary>,
    wrong: Vec<(f32, String)>,
}

fn judge(rows: &[Row], find: impl Fn(&str) -> Vec<Span>) -> Outcome {
    let mut outcome = Outcome::default();
    for row in rows {
        let found: Vec<Span> =
            find(&row.text).into_iter().filter(|(kind, ..)| row.asserted.contains(kind)).collect();
        let meet = |a: &Span, b: &Span| a.0 == b.0 && a.1 < b.2 && b.1 < a.2;
        let mut add = |kind: &str, truth, said, what: &str| {
            outcome.total.add(truth, said);
            outcome.by_type.entry(kind.to_owned()).or_default().add(truth, said);
            if truth != said {
                let mistake = if truth { "missed" } else { "false alarm" };
                outcome.wrong.push((1.0, format!("{mistake} {kind} `{what}` [{}] {}", row.kind, row.text)));
            }
        };
        for span in &row.spans {
            add(&span.0, true, found.iter().any(|found| meet(found, span)), &row.text[span.1..span.2]);
        }
        for found in found.iter().filter(|found| !row.spans.iter().any(|span| meet(found, span))) {
            add(&found.0, false, true, &row.text[found.1..found.2]);
        }
        if row.spans.is_empty() {
            let card = found.iter().any(|(kind, ..)| kind == "CREDIT_CARD");
            outcome.by_kind.entry(row.kind.clone()).or_default().add(false, !found.is_empty());
            outcome.cards.entry(row.kind.clone()).or_default().add(false, card);
        }
    }
    outcome
}

fn baton(text: &str) -> Vec<Span> {
    let found = redact(text, &Settings::default()).found.into_iter();
    found
        .filter_map(|found| {
            let (_, kind) = TYPES.iter().find(|(ours, _)| *ours == found.kind)?;
            Some(((*kind).to_owned(), found.start, found.end))
        })
        .collect()
}

/// What plain patterns do: the digits, the check digit, an at sign; no words.
fn patterns(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut add = |kind: &str, start: usize, end: usize| found.push((kind.to_owned(), start, end));
    let mut at = 0;
    for token in text.split_inclusive(char::is_whitespace) {
        let word = token.trim_end().trim_end_matches(['.', ',', '?', '!', ';']);
        let (start, end) = (at, at + word.len());
        at += token.len();
        let digits: Vec<u8> = word.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
        let only = |signs: &[u8]| word.bytes().all(|b| b.is_ascii_digit() || signs.contains(&b));
        let parts: Vec<usize> = word.split(['-', '.']).map(str::len).collect();
        let sum: usize = digits
            .iter()
            .rev()
            .enumerate()
            .map(|(i, d)| {
                let d = usize::from(*d) * (1 + i % 2);
                d / 10 + d % 10
            })
            .sum();
        if word.contains('@') && word.contains('.') {
            add("EMAIL_ADDRESS", start, end);
        } else if only(b"-") && (12..=19).contains(&digits.len()) && sum.is_multiple_of(10) {
            add("CREDIT_CARD", start, end);
        } else if only(b"-") && parts == [3, 2, 4] {
            add("US_SSN", start, end);
        } else if only(b".") && parts.len() == 4 && digits.len() > 4 {
            add("IP_ADDRESS", start, end);
        } else if word.len() > 14
            && word.is_ascii()
            && word[..2].bytes().all(|b| b.is_ascii_uppercase())
            && digits.len() > 8
        {
            add("IBAN_CODE", start, end);
        } else if only(b"+-.()") && (9..=13).contains(&digits.len()) {
            add("PHONE_NUMBER", start, end);
        }
    }
    found
}

pub fn run(folder: &Path) -> Result<Value> {
    let outcome = judge(&rows(folder)?, baton);
    let recall: Map<String, Value> = outcome
        .by_type
        .iter()
        .map(|(kind, counts)| (kind.clone(), score::rounded(counts.recall())))
        .collect();
    Ok(json!({
        "f1": score::rounded(outcome.total.f1()),
        "precision": score::rounded(outcome.total.precision()),
        "recall": score::rounded(outcome.total.recall()),
        "recall_by_type": recall,
        "false_alarm_rate": score::rates(&outcome.by_kind, Binary::false_alarm_rate),
        "taken_for_cards": score::rates(&outcome.cards, Binary::false_alarm_rate),
    }))
}

pub fn print(folder: &Path) -> Result<()> {
    let rows = rows(folder)?;
    let (outcome, plain) = (judge(&rows, baton), judge(&rows, patterns));
    println!("h_pii: {} rows", rows.len());
    println!("  Baton     {}", outcome.total.line());
    println!("  patterns  {}", plain.total.line());
    score::print_groups("by type", &outcome.by_type);
    println!("  texts without anything to find: false alarms");
    for (kind, counts) in &outcome.by_kind {
        let rate =
            |outcome: &Outcome| outcome.by_kind.get(kind).map_or(0.0, |counts| counts.false_alarm_rate());
        let count = counts.false_alarms + counts.quiet;
        println!("    {kind:<48} {:.4} of {count} (patterns {:.3})", rate(&outcome), rate(&plain));
    }
    score::print_worst("wrong answers", outcome.wrong, 40);
    Ok(())
}
