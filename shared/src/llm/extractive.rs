//! Answers without a model: the passage that answers, quoted, with its source.
//!
//! Absent on purpose: words of its own about the matter. What it says stands in an article.

use crate::knowledge::{Found, Knowledge, Query};
use serde::{Deserialize, Serialize};

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    Answer(Answer),
    /// Two articles fit alike: which one is meant?
    Clarify {
        text: String,
        choices: Vec<Source>,
    },
    NoAnswer {
        why: String,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Markdown, with `[1]` where a source is cited
    pub text: String,
    /// In the order of their numbers
    pub sources: Vec<Source>,
}

/// Where a part of an answer stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub article: String,
    pub title: String,
    /// The passage's place in its article
    pub passage: usize,
    pub heading: String,
}

/// Answers from what was found, and from nothing else.
pub fn answer(knowledge: &Knowledge, query: &Query<'_>, found: &Found) -> Outcome {
    let _ = query;
    let Some(hit) = found.hits.first().filter(|_| found.confidence >= 0.35) else {
        return Outcome::NoAnswer { why: "no article answers this".to_owned() };
    };
    let article = &knowledge.articles[hit.article];
    let passage = &article.passages[hit.passage];
    let source = Source {
        article: article.id.clone(),
        title: article.title.clone(),
        passage: hit.passage,
        heading: passage.heading.clone(),
    };
    Outcome::Answer(Answer { text: format!("{} [1]", passage.text), sources: vec![source] })
}
