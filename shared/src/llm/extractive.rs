//! Answers without a model: the words of an article that answer, quoted, with their source.
//!
//! Absent on purpose: words of its own about the matter. What it says stands in an article; it only chooses, cites, asks
//! back where two articles fit alike, and admits when none does.

mod expect;
mod more;
mod quote;

pub use more::{has_more, more};

use crate::knowledge::{Found, Hit, Kind, Knowledge, Query, Reading, search};
use expect::expected;
use quote::{Quote, quotes};
use serde::{Deserialize, Serialize};

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    Answer(Answer),
    /// Which of these is meant?
    Clarify {
        choices: Vec<Source>,
    },
    NoAnswer {
        why: String,
    },
}

/// An answer and where it stands.
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

/// Below this confidence nothing is answered. On the sets of `d_out_of_scope` it lets nine in ten answerable questions
/// through.
pub const NO_SOURCE: f32 = 0.3;
/// Below this confidence the customer is asked whether this is meant.
pub const UNSURE: f32 = 0.5;
/// How near, relative to the first, another article must come to be considered beside it.
const NEAR: f32 = 0.8;
/// How near it must come for the question to be ambiguous.
const ALIKE: f32 = 0.93;

/// Answers from what was found, and from nothing else.
pub fn answer(knowledge: &Knowledge, query: &Query<'_>, found: &Found) -> Outcome {
    two_questions(knowledge, query).unwrap_or_else(|| one_question(knowledge, query, found))
}

/// The articles a short question fits alike, if it does: which of them is meant must be asked.
pub fn tie(knowledge: &Knowledge, query: &Query<'_>, found: &Found) -> Option<Vec<Source>> {
    let [first, second, ..] = found.hits.as_slice() else { return None };
    // Looked at closely only where the scores are near and the words are few.
    if found.confidence < UNSURE || second.score <= ALIKE * first.score || query.text.len() > 60 {
        return None;
    }
    match answer(knowledge, query, found) {
        Outcome::Clarify { choices } => Some(choices),
        _ => None,
    }
}

/// The same for a message that asks one thing.
pub fn one_question(knowledge: &Knowledge, query: &Query<'_>, found: &Found) -> Outcome {
    if found.hits.is_empty() || found.confidence < NO_SOURCE {
        let why = match found.unknown_words.as_slice() {
            [] => "no article speaks about this".to_owned(),
            words => {
                format!("no article speaks about this; unknown to all of them: `{}`", words.join("`, `"))
            }
        };
        return Outcome::NoAnswer { why };
    }
    if found.confidence < UNSURE {
        return clarify(knowledge, &near(found)[..]);
    }
    let reading = Reading::new(knowledge, query);
    let candidates = near(found);
    let mut picks: Vec<Pick<'_>> =
        candidates.iter().filter_map(|hit| pick(knowledge, query, &reading, hit)).collect();
    let top = found.hits[0].score.max(1e-6);
    // The article's rank and the quote's fit decide together; between articles of one rank the quote decides.
    let worth = |p: &Pick<'_>| p.fit + 2.5 * p.hit.score / top;
    picks.sort_by(|a, b| worth(b).total_cmp(&worth(a)).then(a.hit.article.cmp(&b.hit.article)));
    let Some(best) = picks.first() else {
        return Outcome::NoAnswer { why: "the article that fits has nothing to quote".to_owned() };
    };
    if let Some(second) = picks.get(1)
        && reading.content_words() <= 2
        && second.hit.score.min(best.hit.score) > ALIKE * top
        && worth(best) - worth(second) < 0.1
    {
        return clarify(knowledge, &candidates);
    }
    Outcome::Answer(compose(knowledge, &picks[..1]))
}

/// An article and what to quote of it.
struct Pick<'a> {
    hit: &'a Hit,
    quotes: Vec<Quote>,
    fit: f32,
}

fn pick<'a>(
    knowledge: &Knowledge,
    query: &Query<'_>,
    reading: &Reading<'_>,
    hit: &'a Hit,
) -> Option<Pick<'a>> {
    let quotes = quotes(knowledge.articles.get(hit.article)?, reading, expected(query.text));
    let fit = quotes.iter().map(|q| q.fit).fold(f32::MIN, f32::max);
    (!quotes.is_empty()).then_some(Pick { hit, quotes, fit })
}

/// The hits that come near the first, the first included; at most three.
fn near(found: &Found) -> Vec<&Hit> {
    let top = found.hits.first().map_or(0.0, |h| h.score);
    found.hits.iter().filter(|h| h.score >= NEAR * top).take(3).collect()
}

/// Two questions in one message, each with an article of its own: both answers.
fn two_questions(knowledge: &Knowledge, query: &Query<'_>) -> Option<Outcome> {
    let parts = clauses(query.text);
    if parts.len() != 2 {
        return None;
    }
    let founds: Vec<(Query<'_>, Found)> =
        parts.iter().map(|part| Query { text: part, ..*query }).map(|q| (q, search(knowledge, &q))).collect();
    let sure = |f: &Found| f.confidence >= UNSURE && !f.hits.is_empty();
    if !founds.iter().all(|(_, f)| sure(f)) || founds[0].1.hits[0].article == founds[1].1.hits[0].article {
        return None;
    }
    let picks: Vec<Pick<'_>> = founds
        .iter()
        .filter_map(|(q, f)| pick(knowledge, q, &Reading::new(knowledge, q), &f.hits[0]))
        .collect();
    (picks.len() == 2).then(|| Outcome::Answer(compose(knowledge, &picks)))
}

/// Cuts a message at the ends of its sentences and at "and" before a question word; pieces too short to be a question
/// stay with what they follow.
fn clauses(text: &str) -> Vec<String> {
    const OPENERS: &[&str] = &[
        "how", "what", "when", "where", "can", "do", "does", "is", "are", "will", "which", "why", "also", "i",
    ];
    let mut out: Vec<String> = Vec::new();
    let mut ends = true;
    let words: Vec<&str> = text.split_whitespace().collect();
    for (i, word) in words.iter().enumerate() {
        let joins = matches!(word.to_lowercase().as_str(), "and" | "but")
            && words.get(i + 1).is_some_and(|next| OPENERS.contains(&next.to_lowercase().as_str()));
        if joins {
            ends = true;
            continue;
        }
        match out.last_mut() {
            Some(last) if !ends || last.split(' ').count() < 3 => {
                last.push(' ');
                last.push_str(word);
            }
            _ => out.push((*word).to_owned()),
        }
        ends = word.ends_with(['?', '!', '.', ';']);
    }
    if out.len() > 1 && out.last().is_some_and(|last| last.split(' ').count() < 3) {
        let last = out.pop().unwrap_or_default();
        if let Some(before) = out.last_mut() {
            before.push(' ');
            before.push_str(&last);
        }
    }
    out
}

fn compose(knowledge: &Knowledge, picks: &[Pick<'_>]) -> Answer {
    let mut text = String::new();
    let mut sources = Vec::new();
    for (i, pick) in picks.iter().enumerate() {
        let article = &knowledge.articles[pick.hit.article];
        let mark = format!("[{}]", i + 1);
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        // Steps and lists begin with what they are steps of; a sentence speaks for itself.
        let bare_list = pick.quotes[0].kind != Kind::Paragraph
            && pick.quotes[0].text.starts_with(|c: char| !c.is_alphabetic());
        let mut cited = bare_list || picks.len() > 1;
        if cited {
            text.push_str(&format!("**{}** {mark}\n\n", article.title));
        }
        for (n, quote) in pick.quotes.iter().enumerate() {
            if n > 0 {
                text.push_str("\n\n");
            }
            match (cited, quote.kind, quote.text.split_once('\n')) {
                (false, Kind::List | Kind::Steps, Some((lead, rest))) => {
                    text.push_str(&format!("{lead} {mark}\n{rest}"));
                }
                (false, Kind::Table | Kind::Code, _) => text.push_str(&format!("{}\n\n{mark}", quote.text)),
                (false, ..) => text.push_str(&format!("{} {mark}", quote.text)),
                (true, ..) => text.push_str(&quote.text),
            }
            cited = true;
        }
        sources.push(source(knowledge, pick.hit, Some(pick.quotes[0].passage)));
    }
    Answer { text, sources }
}

fn clarify(knowledge: &Knowledge, hits: &[&Hit]) -> Outcome {
    Outcome::Clarify { choices: hits.iter().map(|h| source(knowledge, h, None)).collect() }
}

fn source(knowledge: &Knowledge, hit: &Hit, passage: Option<usize>) -> Source {
    let article = &knowledge.articles[hit.article];
    let passage = passage.unwrap_or(hit.passage);
    let heading = article.passages.get(passage).map(|p| p.heading.clone()).unwrap_or_default();
    Source { article: article.id.clone(), title: article.title.clone(), passage, heading }
}

#[cfg(test)]
mod tests;
