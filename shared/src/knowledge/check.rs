//! What makes good articles worse: `cargo xtask knowledge check`. Problems that `read` refuses are not repeated here.
//!
//! An error is what makes the assistant say something wrong: two articles that contradict each other, or that are the same.
//! A warning is what makes it weaker: nobody owns the article, its review is overdue, a word may mean anything.
//! Absent on purpose: the clock (today is an argument), and taste.

mod facts;
mod text;

use super::article::Article;
use crate::problem::Problem;
use facts::Fact;
use std::collections::{BTreeMap, BTreeSet};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    Error,
    Warning,
}

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Advice {
    pub grade: Grade,
    pub problem: Problem,
}

/// An article with its file, as advice names it, and the text of the file.
pub struct Source<'a> {
    pub file: &'a str,
    pub text: &'a str,
    pub article: &'a Article,
}

/// The share of equal rows of four words above which two articles are one.
const SAME: f32 = 0.6;
/// The share above which they say much the same.
const ALIKE: f32 = 0.3;
/// An article shorter than this says too little to be compared, or to be an answer of several parts.
const SHORT: usize = 30;

/// All advice, by grade, file and line. `today` is as in `2026-10-05`.
pub fn check(sources: &[Source<'_>], today: &str) -> Vec<Advice> {
    let mut all = Vec::new();
    for source in sources {
        let mut note = |grade: Grade, line: usize, what: String, help: &str| {
            all.push(Advice { grade, problem: Problem::new(source.file, line, what).help(help) });
        };
        front_matter(source, today, &mut note);
        structure(source, &mut note);
        text::vague(source, &mut note);
        links(source, sources, &mut note);
    }
    alike(sources, &mut all);
    intents(sources, &mut all);
    contradictions(sources, &mut all);
    all.sort();
    all.dedup();
    all
}

type Note<'n> = dyn FnMut(Grade, usize, String, &str) + 'n;

/// The line of a key of the front matter, or of its end where it is missing.
fn line_of(source: &Source<'_>, key: &str) -> usize {
    let start = format!("{key}:");
    let mut lines = source.text.lines().enumerate();
    let found = lines.find(|(n, line)| line.starts_with(&start) || (*n > 0 && line.trim_end() == "---"));
    found.map_or(1, |(n, _)| n + 1)
}

fn front_matter(source: &Source<'_>, today: &str, note: &mut Note<'_>) {
    let article = source.article;
    let mut missing = |is: bool, key: &str, help: &str| {
        if is {
            note(Grade::Warning, line_of(source, key), format!("no `{key}`"), help);
        }
    };
    missing(
        article.pages.is_empty(),
        "pages",
        "name the paths where customers need it, as in `pages: [/returns/*]`",
    );
    missing(article.owner.is_none(), "owner", "say who keeps it true, as in `owner: returns lead`");
    missing(
        article.reviewed_on.is_none(),
        "reviewed-on",
        "say when somebody last read it, as in `reviewed-on: 2026-10-05`",
    );
    missing(
        article.review_every_days.is_none(),
        "review-every",
        "say how often it is to be read, as in `review-every: 180 days`",
    );
    missing(article.intents.is_empty(), "intents", "write how customers ask for it, in their words");
    missing(
        article.do_not_answer.is_empty(),
        "do-not-answer",
        "write what looks like it and is for a person, as in `do-not-answer: [my refund was refused]`",
    );
    missing(
        article.related.is_empty(),
        "related",
        "name the articles a customer may need next, as in `related: [refund-times]`",
    );
    let told = source.text.lines().any(|line| line.starts_with("language:"));
    missing(!told, "language", "say in which language it is, as in `language: en`");
    if let Some(date) = &article.reviewed_on {
        if date.as_str() > today {
            let what = format!("reviewed on {date}, which is still to come");
            note(Grade::Warning, line_of(source, "reviewed-on"), what, "write the day on which it was read");
        } else if article.is_due_for_review(today) {
            let every = article.review_every_days.unwrap_or(0);
            let what =
                format!("its review was due: last on {date}, every {every} days, and today is {today}");
            note(
                Grade::Warning,
                line_of(source, "reviewed-on"),
                what,
                "read it, mend it, and write today's date",
            );
        }
    }
    if article.related.contains(&article.id) {
        let what = "it is related to itself".to_owned();
        note(Grade::Warning, line_of(source, "related"), what, "remove it from `related`");
    }
    for refused in &article.do_not_answer {
        let mut own = std::iter::once(&article.title).chain(&article.intents);
        if let Some(same) = own.find(|own| text::key(own) == text::key(refused)) {
            let what = format!("`{refused}` is both answered (“{same}”) and not answered");
            note(Grade::Error, line_of(source, "do-not-answer"), what, "remove one of the two");
        }
    }
}

/// A problem, what to do, how to know that it is done: for articles that are long enough to have parts.
fn structure(source: &Source<'_>, note: &mut Note<'_>) {
    let article = source.article;
    let words = article.body.split_whitespace().count();
    let headings: Vec<String> =
        article.body.lines().filter(|line| line.starts_with('#')).map(str::to_lowercase).collect();
    let has = |names: &[&str]| headings.iter().any(|heading| names.iter().any(|name| heading.contains(name)));
    if words < 2 * SHORT || !article.language.starts_with("en") {
        return;
    }
    let line = article.passages.first().map_or(1, |passage| passage.line);
    let steps = article.body.lines().any(|line| line.trim_start().starts_with("1. "));
    if headings.is_empty() {
        let help =
            "cut it up: `## Problem`, `## Steps`, `## You are done when`; an answer quotes one part, not all";
        return note(Grade::Warning, line, "no headings".to_owned(), help);
    }
    if !has(&["problem", "question", "situation"]) {
        let help = "begin with what the customer sees or wants, in a sentence";
        note(Grade::Warning, line, "no heading `## Problem`".to_owned(), help);
    }
    if steps && !has(&["done when", "success", "result", "worked", "know it"]) {
        let help = "end with `## You are done when`: how the customer knows that it worked";
        note(Grade::Warning, line, "steps, and no sign of success".to_owned(), help);
    }
}

/// Links to other articles by their file.
fn links(source: &Source<'_>, all: &[Source<'_>], note: &mut Note<'_>) {
    for (n, line) in source.text.lines().enumerate() {
        for rest in line.split("](").skip(1) {
            let target = rest.split([')', ' ', '#']).next().unwrap_or("");
            if !target.ends_with(".md") || target.contains("://") || target.starts_with('/') {
                continue;
            }
            let id = target.rsplit('/').next().unwrap_or(target).trim_end_matches(".md");
            if !all.iter().any(|other| other.article.id == id) {
                let what = format!("it links to `{target}`, which is not there");
                note(Grade::Error, n + 1, what, "mend the link, or name the article in `related`");
            }
        }
    }
}

fn alike(sources: &[Source<'_>], all: &mut Vec<Advice>) {
    let rows: Vec<BTreeSet<Vec<String>>> =
        sources.iter().map(|source| text::shingles(&source.article.body)).collect();
    for (i, a) in sources.iter().enumerate() {
        for (j, b) in sources.iter().enumerate().skip(i + 1) {
            let (few, many) = (rows[i].len().min(rows[j].len()), rows[i].len().max(rows[j].len()));
            if few < SHORT / 2 || a.article.language != b.article.language || few * 4 < many {
                continue;
            }
            let common = rows[i].intersection(&rows[j]).count();
            let share = common as f32 / (rows[i].len() + rows[j].len() - common) as f32;
            if share >= ALIKE {
                let grade = if share >= SAME { Grade::Error } else { Grade::Warning };
                let what = format!("{:.0} % of it stands in {} too", 100.0 * share, a.file);
                let help = "keep one, and add to its `intents` how the other was asked for";
                all.push(Advice { grade, problem: Problem::new(b.file, 0, what).help(help) });
            }
        }
    }
}

/// One way to ask for two articles: the assistant must ask back.
fn intents(sources: &[Source<'_>], all: &mut Vec<Advice>) {
    let mut first: BTreeMap<(String, String), &Source<'_>> = BTreeMap::new();
    for source in sources {
        let mut own = BTreeSet::new();
        for intent in source.article.intents.iter().chain([&source.article.title]) {
            let key = (source.article.language.clone(), text::key(intent));
            if key.1.is_empty() || !own.insert(key.clone()) {
                continue;
            }
            if let Some(other) = first.get(&key) {
                let what = format!("“{intent}” asks for {} too", other.file);
                let problem = Problem::new(source.file, line_of(source, "intents"), what)
                    .help("leave it with the article that answers it best");
                all.push(Advice { grade: Grade::Error, problem });
            } else {
                first.insert(key, source);
            }
        }
    }
}

fn contradictions(sources: &[Source<'_>], all: &mut Vec<Advice>) {
    let facts: Vec<(usize, Fact)> = sources
        .iter()
        .enumerate()
        .flat_map(|(s, source)| facts::of(source).into_iter().map(move |fact| (s, fact)))
        .collect();
    for (i, (s, fact)) in facts.iter().enumerate() {
        for (t, other) in &facts[i + 1..] {
            let (a, b) = (&sources[*s], &sources[*t]);
            if a.article.language != b.article.language || !fact.contradicts(other) {
                continue;
            }
            let what = format!("{} here, but {} in {}:{}", other.value, fact.value, a.file, fact.line);
            let help = format!(
                "“{}” and “{}”: mend one, or say in both what makes them differ",
                other.sentence, fact.sentence
            );
            all.push(Advice {
                grade: Grade::Error,
                problem: Problem::new(b.file, other.line, what).help(help),
            });
        }
    }
}

#[cfg(test)]
mod tests;
