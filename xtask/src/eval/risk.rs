//! Task `b_risk_topics`: which risk topic does the message raise, if any?
//!
//! The surest finding counts. `not_legal_lexical_trap` rows have legal words and no legal matter: `legal` must not be
//! said, anything else may.

use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};
use shared::detect::linear::Model;
use shared::detect::risk::{self, RiskFinding, Topic};

use super::score::{self, Binary, Confusion, Groups, Row};

const FILE: &str = "b_risk_topics.jsonl";
const TRAP: &str = "not_legal_lexical_trap";

pub const CLASSES: &[&str] = &[
    "none",
    "billing_dispute",
    "refund",
    "cancellation",
    "fraud_or_security",
    "legal",
    "data_privacy",
    "complaint",
    "account_access",
    "self_harm",
];

/// The label, if it is one of the classes.
pub fn class_of(row: &Row) -> Option<&'static str> {
    CLASSES.iter().find(|class| **class == row.label).copied()
}

pub fn says(model: &Model, text: &str) -> &'static str {
    top(&risk::risk_with(model, text)).0
}

fn top(findings: &[RiskFinding]) -> (&'static str, f32) {
    findings.first().map_or(("none", 0.0), |finding| (finding.topic.name(), finding.score))
}

#[derive(Default)]
struct Outcome {
    confusion: Confusion,
    by_source: Groups,
    by_lang: Groups,
    /// Of each kind of row without a topic: how many were given one.
    by_kind: Groups,
    wrong: Vec<(f32, String)>,
}

fn judge(rows: &[Row], says: impl Fn(&str) -> (&'static str, f32)) -> Outcome {
    let mut outcome = Outcome::default();
    for row in rows {
        let (said, score) = says(&row.text);
        let wrong = if row.label == TRAP {
            outcome.by_kind.entry(row.kind.clone()).or_default().add(false, said == "legal");
            said == "legal"
        } else {
            let risky = row.label != "none";
            outcome.confusion.add(&row.label, said);
            outcome.by_source.entry(row.source.clone()).or_default().add(risky, said != "none");
            outcome.by_lang.entry(row.lang.clone()).or_default().add(risky, said != "none");
            if !risky {
                outcome.by_kind.entry(row.kind.clone()).or_default().add(false, said != "none");
            }
            said != row.label
        };
        if wrong {
            outcome.wrong.push((score, format!("{said}, not {} [{}] {}", row.label, row.source, row.text)));
        }
    }
    outcome
}

fn detector(text: &str) -> (&'static str, f32) {
    top(&risk::risk(text))
}

fn keywords(text: &str) -> (&'static str, f32) {
    const WORDS: [(Topic, &str); 9] = [
        (Topic::SelfHarm, "suicide,kill myself,self-harm,end my life,want to die"),
        (Topic::Legal, "lawyer,attorney,sue,legal,court"),
        (Topic::DataPrivacy, "privacy,gdpr,personal data,data breach"),
        (Topic::FraudOrSecurity, "fraud,stolen,hacked,scam,unauthorized"),
        (Topic::Refund, "refund,money back,reimburse"),
        (Topic::Cancellation, "cancel,close my account,terminate"),
        (Topic::BillingDispute, "charged,overcharged,billing,invoice"),
        (Topic::AccountAccess, "password,locked out,log in,login"),
        (Topic::Complaint, "complaint,complain,unacceptable"),
    ];
    let text = text.to_lowercase();
    let topic = WORDS.iter().find(|(_, words)| words.split(',').any(|word| text.contains(word)));
    topic.map_or(("none", 0.0), |(topic, _)| (topic.name(), 1.0))
}

pub fn run(folder: &Path) -> Result<Value> {
    let outcome = judge(&score::rows(folder, FILE)?, detector);
    Ok(json!({
        "macro_f1": score::rounded(outcome.confusion.macro_f1()),
        "any_risk_f1": score::rounded(outcome.confusion.any_f1("none")),
        "false_alarm_rate": score::rates(&outcome.by_kind, Binary::false_alarm_rate),
    }))
}

pub fn print(folder: &Path) -> Result<()> {
    let rows = score::rows(folder, FILE)?;
    let (outcome, naive) = (judge(&rows, detector), judge(&rows, keywords));
    println!("b_risk_topics: {} rows", rows.len());
    for (name, outcome) in [("Baton", &outcome), ("keywords", &naive)] {
        println!(
            "  {name:<9} macro-F1 {:.3}  any risk F1 {:.3}",
            outcome.confusion.macro_f1(),
            outcome.confusion.any_f1("none")
        );
    }
    outcome.confusion.print();
    score::print_groups("any risk, by source", &outcome.by_source);
    score::print_groups("any risk, by language", &outcome.by_lang);
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
    score::print_worst("wrong answers", outcome.wrong, 40);
    Ok(())
}
