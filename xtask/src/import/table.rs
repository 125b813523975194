//! A table of questions and answers (CSV). Rows with the same answer are one article that is asked for in several ways.

use super::{Found, Haul, html};
use anyhow::{Context, Result, bail};

/// Column names that are understood, in lower case.
const QUESTION: &[&str] =
    &["question", "questions", "q", "title", "frage", "pregunta", "domanda", "vraag", "pergunta"];
const ANSWER: &[&str] = &[
    "answer",
    "answers",
    "a",
    "body",
    "response",
    "text",
    "antwort",
    "réponse",
    "reponse",
    "respuesta",
    "risposta",
    "antwoord",
    "resposta",
];
const LANGUAGE: &[&str] = &["language", "lang", "locale", "sprache"];
const PAGE: &[&str] = &["page", "pages", "path"];
const VARIANTS: &[&str] = &["variants", "intents", "alternatives", "other questions", "also asked as"];

pub fn read(text: &str, name: &str) -> Result<Haul> {
    let first = text.lines().next().unwrap_or("");
    // What a spreadsheet writes depends on its country.
    let count = |mark: &char| first.matches(*mark).count();
    let delimiter = [',', ';', '\t'].into_iter().max_by_key(count).unwrap_or(',');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter as u8).flexible(true).from_reader(text.as_bytes());
    let heads: Vec<String> = reader.headers()?.iter().map(|head| head.trim().to_lowercase()).collect();
    let column = |names: &[&str]| heads.iter().position(|head| names.contains(&head.as_str()));
    let (Some(question), Some(answer)) = (column(QUESTION), column(ANSWER)) else {
        bail!(
            "{name} needs a first row with the columns `question` and `answer`; it has: {}",
            heads.join(", ")
        );
    };
    let (language, page, variants) = (column(LANGUAGE), column(PAGE), column(VARIANTS));
    let mut haul = Haul::default();
    for (n, row) in reader.records().enumerate() {
        let row = row.with_context(|| format!("{name}, row {} cannot be read", n + 2))?;
        let line = row.position().map_or(n + 2, |place| place.line() as usize);
        let cell = |column: Option<usize>| column.and_then(|at| row.get(at)).unwrap_or("").trim().to_owned();
        let (title, told) = (cell(Some(question)), format!("row at line {line}"));
        let body = body(&cell(Some(answer)));
        if title.is_empty() || body.is_empty() {
            haul.skip(told, if title.is_empty() { "no question" } else { "no answer" });
            continue;
        }
        let mut ways: Vec<String> =
            cell(variants).split(['|', ';', '\n']).map(|way| way.trim().to_owned()).collect();
        ways.retain(|way| !way.is_empty());
        if let Some(same) =
            haul.found.iter_mut().find(|found| found.body == body && found.language == cell(language))
        {
            same.intents.push(title.clone());
            same.intents.extend(ways);
            let first = same.title.clone();
            haul.skip(
                format!("“{title}”"),
                format!("same answer as “{first}”: kept as another way to ask it"),
            );
            continue;
        }
        let mut pages: Vec<String> = cell(page).split_whitespace().map(str::to_owned).collect();
        pages.retain(|path| path.starts_with('/'));
        let source = format!("{}: {title}", name.rsplit('/').next().unwrap_or(name));
        haul.found.push(Found {
            title,
            body,
            pages,
            language: cell(language),
            source,
            intents: ways,
            name: String::new(),
        });
    }
    Ok(haul)
}

/// Answers are text, Markdown or HTML.
fn body(cell: &str) -> String {
    let tags = ["<p", "<br", "<ul", "<ol", "<a ", "<b>", "<strong", "<div", "<li"];
    if tags.iter().any(|tag| cell.contains(tag)) { html::fragment(cell, None) } else { cell.to_owned() }
}
