//! Task `e_retrieval`: does search find the right document, and does it do so better than plain BM25?
//!
//! The baseline is written here and knows nothing of `shared`. Absent on purpose: the evaluation texts, which are read
//! from the folder that is given and never kept.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use shared::knowledge::{Article, Knowledge, Query, compile, search};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A document or a question as it stands in a file.
#[derive(Clone)]
pub struct Row {
    pub id: String,
    pub title: String,
    pub text: String,
    pub gold: Vec<String>,
    pub context: Vec<String>,
    pub label: String,
    pub kb: String,
    pub source: String,
    pub intent: String,
}

/// What was measured for one question.
struct Measured {
    question: Row,
    rank: Option<usize>,
    baseline: Option<usize>,
    got: String,
}

pub fn run(folder: &Path) -> Result<Value> {
    let mut out = serde_json::Map::new();
    for kb in bases(folder)? {
        let rows = measure(folder, &kb)?;
        out.insert(
            kb,
            json!({
                "questions": rows.len(),
                "mrr_at_10": mrr(rows.iter().map(|r| r.rank)),
                "hit_at_1": hit(rows.iter().map(|r| r.rank)),
                "baseline_mrr_at_10": mrr(rows.iter().map(|r| r.baseline)),
                "baseline_hit_at_1": hit(rows.iter().map(|r| r.baseline)),
            }),
        );
    }
    Ok(Value::Object(out))
}

/// A table for people, and the worst misses of each base.
pub fn print(folder: &Path) -> Result<()> {
    println!(
        "{:<24}{:>10}{:>8}{:>8}{:>12}{:>10}",
        "e_retrieval", "questions", "MRR@10", "hit@1", "BM25 MRR@10", "hit@1"
    );
    let mut misses = String::new();
    let mut sums = [0.0f64; 2];
    let bases = bases(folder)?;
    for kb in &bases {
        let rows = measure(folder, kb)?;
        let (ours, plain) = (mrr(rows.iter().map(|r| r.rank)), mrr(rows.iter().map(|r| r.baseline)));
        sums[0] += ours;
        sums[1] += plain;
        println!(
            "{kb:<24}{:>10}{ours:>8.3}{:>8.3}{plain:>12.3}{:>10.3}",
            rows.len(),
            hit(rows.iter().map(|r| r.rank)),
            hit(rows.iter().map(|r| r.baseline)),
        );
        misses.push_str(&format!("\n{kb}: found late or not at all\n"));
        let mut worst: Vec<&Measured> = rows.iter().filter(|r| r.rank.is_none_or(|n| n > 3)).collect();
        worst.sort_by_key(|r| std::cmp::Reverse(r.rank.unwrap_or(usize::MAX)));
        for row in worst.iter().take(12) {
            let place = row.rank.map_or("-".to_owned(), |n| n.to_string());
            let text: String = row.question.text.chars().take(90).collect();
            misses.push_str(&format!(
                "  {place:>3}  {text}  (wanted {}, got {})\n",
                row.question.gold.join(" or "),
                row.got
            ));
        }
    }
    let count = bases.len().max(1) as f64;
    println!("{:<24}{:>18.3}{:>20.3}", "mean", sums[0] / count, sums[1] / count);
    println!("{misses}");
    Ok(())
}

fn measure(folder: &Path, kb: &str) -> Result<Vec<Measured>> {
    let documents = rows(&folder.join(format!("e_{kb}_docs.jsonl")))?;
    let knowledge = compile(documents.iter().map(article).collect());
    let plain = Plain::new(&documents);
    let questions = rows(&folder.join(format!("e_{kb}_queries.jsonl")))?;
    Ok(questions
        .into_iter()
        .map(|question| {
            let ids = found(&knowledge, &question);
            let rank = place(&ids, &question.gold);
            let baseline = place(&plain.search(&question.text), &question.gold);
            Measured { rank, baseline, got: ids.first().cloned().unwrap_or_default(), question }
        })
        .collect())
}

/// Searches as a customer's turn would.
pub fn ask<'a>(question: &'a Row, context: &'a [&'a str]) -> Query<'a> {
    Query { text: &question.text, page_path: None, language: None, context, shown: &[] }
}

fn found(knowledge: &Knowledge, question: &Row) -> Vec<String> {
    let context: Vec<&str> = question.context.iter().map(String::as_str).collect();
    search(knowledge, &ask(question, &context)).hits.into_iter().map(|h| h.id).collect()
}

fn place(ids: &[String], gold: &[String]) -> Option<usize> {
    ids.iter().take(10).position(|id| gold.contains(id)).map(|i| i + 1)
}

fn mrr(ranks: impl Iterator<Item = Option<usize>>) -> f64 {
    mean(ranks.map(|r| r.map_or(0.0, |n| 1.0 / n as f64)))
}

fn hit(ranks: impl Iterator<Item = Option<usize>>) -> f64 {
    mean(ranks.map(|r| if r == Some(1) { 1.0 } else { 0.0 }))
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (count, sum) = values.fold((0.0f64, 0.0), |(n, s), v| (n + 1.0, s + v));
    sum / count.max(1.0)
}

/// The bases that have both documents and questions.
pub fn bases(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(kb) = name.strip_prefix("e_").and_then(|n| n.strip_suffix("_docs.jsonl"))
            && folder.join(format!("e_{kb}_queries.jsonl")).is_file()
        {
            names.push(kb.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// All rows of a file of one JSON object per line.
pub fn rows(file: &Path) -> Result<Vec<Row>> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(i, line)| {
            let v: Value = serde_json::from_str(line)
                .with_context(|| format!("{}:{}: not JSON", file.display(), i + 1))?;
            let text = |key: &str| v[key].as_str().unwrap_or_default().to_owned();
            let list = |key: &str| match &v[key] {
                Value::Array(items) => items.iter().filter_map(|i| i.as_str().map(str::to_owned)).collect(),
                Value::String(one) => vec![one.clone()],
                _ => Vec::new(),
            };
            let id = v["doc_id"].as_str().or(v["id"].as_str()).unwrap_or_default().to_owned();
            Ok(Row {
                id,
                title: text("title"),
                text: text("text"),
                gold: list("gold"),
                context: list("context"),
                label: text("label"),
                kb: text("kb"),
                source: text("source"),
                intent: text("intent"),
            })
        })
        .collect()
}

/// A document as an article. A document that is nothing but short lines is a list of questions customers ask, which in an
/// article are its intents; everything else is Markdown.
pub fn article(document: &Row) -> Article {
    let lines: Vec<&str> = document.text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let short =
        |l: &&str| l.split_whitespace().count() <= 40 && !l.starts_with(['#', '-', '*', '|', '`', '>']);
    let asked = lines.len() >= 3 && lines.iter().all(short) && !document.text.contains("\n\n");
    let mut article = Article::new(&document.id, &document.title, if asked { "" } else { &document.text });
    if asked {
        article.intents = lines.iter().map(|l| (*l).to_owned()).collect();
    }
    article
}

/// Plain BM25: lower-case words, no stemming, no stop words, k1 = 1.2, b = 0.75.
struct Plain {
    ids: Vec<String>,
    lengths: Vec<f64>,
    counts: BTreeMap<String, Vec<(usize, f64)>>,
}

impl Plain {
    fn new(documents: &[Row]) -> Self {
        let mut counts: BTreeMap<String, Vec<(usize, f64)>> = BTreeMap::new();
        let mut lengths = Vec::new();
        for (d, document) in documents.iter().enumerate() {
            let words = words(&format!("{} {}", document.title, document.text));
            lengths.push(words.len() as f64);
            let mut own: BTreeMap<String, f64> = BTreeMap::new();
            for word in words {
                *own.entry(word).or_default() += 1.0;
            }
            for (word, n) in own {
                counts.entry(word).or_default().push((d, n));
            }
        }
        Self { ids: documents.iter().map(|d| d.id.clone()).collect(), lengths, counts }
    }

    fn search(&self, text: &str) -> Vec<String> {
        let average = mean(self.lengths.iter().copied());
        let mut scores = vec![0.0f64; self.ids.len()];
        for word in words(text) {
            let Some(list) = self.counts.get(&word) else { continue };
            let (n, df) = (self.ids.len() as f64, list.len() as f64);
            let idf = (1.0 + (n - df + 0.5) / (df + 0.5)).ln();
            for (d, tf) in list {
                scores[*d] += idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * self.lengths[*d] / average));
            }
        }
        let mut order: Vec<usize> = (0..scores.len()).filter(|d| scores[*d] > 0.0).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        order.into_iter().take(10).map(|d| self.ids[d].clone()).collect()
    }
}

fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}
