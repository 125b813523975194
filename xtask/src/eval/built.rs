//! Help centers built from rows that name their intent: each intent an article, its first rows the ways to ask.
//!
//! Every second intent is left out of the help center; questions with it have no answer, and are hard, since they are of
//! the same trade. They teach the confidence beside the bases of `d_out_of_scope`, and judge it where they were not learned.
//! Absent on purpose: rows with several intents.

use super::retrieval::{Row, rows};
use anyhow::Result;
use shared::knowledge::Article;
use std::collections::BTreeMap;
use std::path::Path;

/// The sources with enough rows an intent, under licenses that let a model be passed on.
pub const SOURCES: [&str; 2] = ["banking77", "bitext"];
/// Rows that make an article; fewer make none. More than [`TAUGHT`] are asked.
const LEAST: usize = 6;
const TAUGHT: usize = 10;
/// Questions asked of one intent, so that none rules.
const ASKED: usize = 8;

pub struct Base {
    pub articles: Vec<Article>,
    pub inside: Vec<Row>,
    pub outside: Vec<Row>,
}

pub fn base(folder: &Path, source: &str) -> Result<Base> {
    let mut by_intent: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for file in ["a_human_request.jsonl", "b_risk_topics.jsonl"] {
        let path = folder.join(file);
        if !path.is_file() {
            continue;
        }
        for row in rows(&path)?.into_iter().filter(|row| row.source == source && !row.intent.contains('+')) {
            let same = by_intent.entry(row.intent.to_lowercase()).or_default();
            if !row.intent.is_empty() && same.iter().all(|other| other.text != row.text) {
                same.push(row);
            }
        }
    }
    let mut base = Base { articles: Vec::new(), inside: Vec::new(), outside: Vec::new() };
    for (at, (intent, mut list)) in by_intent.into_iter().filter(|(_, list)| list.len() >= LEAST).enumerate()
    {
        list.sort_by(|a, b| a.id.cmp(&b.id));
        if at % 2 == 1 {
            base.outside.extend(list.into_iter().take(ASKED));
            continue;
        }
        let mut article = Article::new(&intent, &intent.replace('_', " "), "");
        let taught = TAUGHT.min(list.len() * 2 / 3);
        let asked = list.split_off(taught);
        article.intents = list.into_iter().map(|row| row.text).collect();
        base.articles.push(article);
        base.inside
            .extend(asked.into_iter().take(ASKED).map(|row| Row { gold: vec![intent.clone()], ..row }));
    }
    Ok(base)
}
