//! Task `d_out_of_scope`: does the confidence of search tell questions the articles answer from those they do not?
//!
//! A base without answerable rows of its own is measured against its questions of `e_retrieval`. Absent on purpose: a
//! threshold; what is measured is the order, and how many unanswerable questions are caught when 90 % of the others pass.

use super::retrieval::{Row, article, ask, bases, rows};
use anyhow::Result;
use serde_json::{Value, json};
use shared::knowledge::{Knowledge, compile, search};
use std::path::Path;

struct Base {
    kb: String,
    inside: Vec<Asked>,
    outside: Vec<Asked>,
    vague: Vec<Asked>,
}

struct Asked {
    text: String,
    confidence: f64,
    top: String,
    right: bool,
}

pub fn run(folder: &Path) -> Result<Value> {
    let mut out = serde_json::Map::new();
    for base in measure(folder)? {
        out.insert(
            base.kb.clone(),
            json!({
                "in_scope": base.inside.len(),
                "out_of_scope": base.outside.len(),
                "auroc": auroc(&base.inside, &base.outside),
                "caught_at_90": caught(&base.inside, &base.outside),
                "threshold_at_90": keeps_90(&base.inside),
                "underspecified_caught_at_90": caught(&base.inside, &base.vague),
            }),
        );
    }
    Ok(Value::Object(out))
}

/// A table for people, and the worst mistakes on both sides.
pub fn print(folder: &Path) -> Result<()> {
    println!(
        "{:<24}{:>8}{:>8}{:>8}{:>14}{:>14}{:>12}",
        "d_out_of_scope", "inside", "outside", "AUROC", "caught at 90%", "at confidence", "calibration"
    );
    let bases = measure(folder)?;
    let mut details = String::new();
    for base in &bases {
        println!(
            "{:<24}{:>8}{:>8}{:>8.3}{:>13.1}%{:>14.2}{:>12.3}",
            base.kb,
            base.inside.len(),
            base.outside.len(),
            auroc(&base.inside, &base.outside),
            100.0 * caught(&base.inside, &base.outside),
            keeps_90(&base.inside),
            calibration(base),
        );
        for (name, list, sign) in [
            ("believed, but unanswerable", &base.outside, -1.0),
            ("answerable, but doubted", &base.inside, 1.0),
        ] {
            details.push_str(&format!("\n{}: {name}\n", base.kb));
            let mut worst: Vec<&Asked> = list.iter().collect();
            worst.sort_by(|a, b| (sign * a.confidence).total_cmp(&(sign * b.confidence)));
            for row in worst.iter().take(12) {
                let text: String = row.text.chars().take(90).collect();
                let mark = if row.right { "" } else { ", wrong" };
                details.push_str(&format!("  {:.2}  {text}  (top {}{mark})\n", row.confidence, row.top));
            }
        }
    }
    println!("{details}");
    Ok(())
}

/// The reliability of the confidence over all questions, those without an answer included, as a picture.
pub fn plot(folder: &Path) -> Result<String> {
    let bases = measure(folder)?;
    let all = bases.iter().flat_map(|base| base.inside.iter().chain(&base.outside));
    let said: Vec<(f64, bool)> = all.map(|asked| (asked.confidence, asked.right)).collect();
    let title = format!("{} questions to {} help centers", said.len(), bases.len());
    Ok(super::reliability::svg(&title, &said))
}

fn measure(folder: &Path) -> Result<Vec<Base>> {
    let all = rows(&folder.join("d_out_of_scope.jsonl"))?;
    let mut out = Vec::new();
    for kb in bases(folder)? {
        let of = |label: &str| {
            all.iter().filter(|r| r.kb == kb && r.label == label).cloned().collect::<Vec<Row>>()
        };
        let outside = of("out_of_scope");
        if outside.is_empty() {
            continue;
        }
        let mut inside = of("in_scope");
        if inside.is_empty() {
            inside = rows(&folder.join(format!("e_{kb}_queries.jsonl")))?;
        }
        let documents = rows(&folder.join(format!("e_{kb}_docs.jsonl")))?;
        let knowledge = compile(documents.iter().map(article).collect());
        let asked = |rows: Vec<Row>| rows.iter().map(|r| one(&knowledge, r)).collect::<Vec<Asked>>();
        out.push(Base {
            inside: asked(inside),
            outside: asked(outside),
            vague: asked(of("underspecified")),
            kb,
        });
    }
    Ok(out)
}

fn one(knowledge: &Knowledge, row: &Row) -> Asked {
    let context: Vec<&str> = row.context.iter().map(String::as_str).collect();
    let found = search(knowledge, &ask(row, &context));
    let top = found.hits.first().map(|h| h.id.clone()).unwrap_or_default();
    Asked {
        text: row.text.clone(),
        confidence: f64::from(found.confidence),
        right: row.gold.contains(&top),
        top,
    }
}

/// The chance that an answerable question is trusted more than an unanswerable one.
fn auroc(inside: &[Asked], outside: &[Asked]) -> f64 {
    let mut sum = 0.0;
    for i in inside {
        for o in outside {
            sum += match i.confidence.total_cmp(&o.confidence) {
                std::cmp::Ordering::Greater => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Less => 0.0,
            };
        }
    }
    sum / (inside.len() * outside.len()).max(1) as f64
}

/// The confidence that 90 % of the answerable questions reach.
fn keeps_90(inside: &[Asked]) -> f64 {
    let mut values: Vec<f64> = inside.iter().map(|a| a.confidence).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 10).copied().unwrap_or(0.0)
}

fn caught(inside: &[Asked], outside: &[Asked]) -> f64 {
    let least = keeps_90(inside);
    outside.iter().filter(|a| a.confidence < least).count() as f64 / outside.len().max(1) as f64
}

/// The mean difference, over tenths, between the confidence and how often the first hit was right.
fn calibration(base: &Base) -> f64 {
    let all: Vec<&Asked> = base.inside.iter().chain(&base.outside).collect();
    let mut sum = 0.0;
    for tenth in 0..10 {
        let here: Vec<&&Asked> =
            all.iter().filter(|a| ((a.confidence * 10.0) as usize).min(9) == tenth).collect();
        let said: f64 = here.iter().map(|a| a.confidence).sum();
        let was = here.iter().filter(|a| a.right).count() as f64;
        sum += (said - was).abs();
    }
    sum / all.len().max(1) as f64
}
