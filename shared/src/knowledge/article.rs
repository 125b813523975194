//! Articles: what the front matter and the body of one Markdown file say, and all that can be wrong with them.
//!
//! Absent on purpose: ranking and the index (`index.rs`), and the clock: whether an article is due for review is asked
//! with today's date as an argument.

use super::front_matter::{self, Entry, Value};
use super::passage::{self, Passage};
use crate::problem::{self, Problem};
use serde::{Deserialize, Serialize};

/// An article larger than this is a mistake (an export, a log): 200 kB is a book of a hundred pages.
const LARGEST: usize = 200_000;

/// The keys of the front matter. The order is the one in which the documentation lists them.
pub const KEYS: &[&str] = &[
    "id",
    "title",
    "pages",
    "language",
    "owner",
    "reviewed-on",
    "review-every",
    "intents",
    "do-not-answer",
    "related",
    "source",
    "imported",
];

/// One article of the help center.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The file's name without its extension
    pub id: String,
    pub title: String,
    /// Paths of the site on which the article is likely meant; `*` stands for anything
    pub pages: Vec<String>,
    /// Two letters, as in `en`
    pub language: String,
    pub owner: Option<String>,
    /// As in `2026-10-05`
    pub reviewed_on: Option<String>,
    pub review_every_days: Option<u32>,
    /// How customers ask for it, in their words
    pub intents: Vec<String>,
    /// What looks like this article and is not answered by it
    pub do_not_answer: Vec<String>,
    pub related: Vec<String>,
    /// Where it was imported from, as an address or a file
    #[serde(default)]
    pub source: Option<String>,
    /// Markdown
    pub body: String,
    pub passages: Vec<Passage>,
}

impl Article {
    /// An article from a title and Markdown, for tests and for knowledge that comes from elsewhere.
    pub fn new(id: &str, title: &str, body: &str) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            pages: Vec::new(),
            language: "en".to_owned(),
            owner: None,
            reviewed_on: None,
            review_every_days: None,
            intents: Vec::new(),
            do_not_answer: Vec::new(),
            related: Vec::new(),
            source: None,
            body: body.to_owned(),
            passages: passage::split(body),
        }
    }

    /// Whether its review was due before `today` (as in `2026-10-05`). Without a date or an interval it never is.
    pub fn is_due_for_review(&self, today: &str) -> bool {
        let reviewed = self.reviewed_on.as_deref().and_then(day_number);
        match (reviewed, self.review_every_days, day_number(today)) {
            (Some(reviewed), Some(every), Some(today)) => reviewed + i64::from(every) < today,
            _ => false,
        }
    }
}

/// Reads all articles, or says everything that is wrong with them, ordered by file and line.
pub fn read(files: &[(String, Vec<u8>)]) -> Result<Vec<Article>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut articles: Vec<(Article, &str, usize)> = Vec::new();
    let mut names: Vec<&(String, Vec<u8>)> = files.iter().collect();
    names.sort_by(|a, b| a.0.cmp(&b.0));
    for (file, bytes) in names {
        let Some(text) = text_of(file, bytes, &mut problems) else { continue };
        let (article, id_line, related_line) = one(file, text, &mut problems);
        if let Some((_, first, _)) = articles.iter().find(|(a, _, _)| a.id == article.id) {
            problems.push(
                Problem::new(file, id_line, format!("the id `{}` is already taken by {first}", article.id))
                    .help("rename one of the two files"),
            );
        }
        articles.push((article, file, related_line));
    }
    for (article, file, line) in &articles {
        for id in &article.related {
            if articles.iter().any(|(other, _, _)| other.id == *id) {
                continue;
            }
            let mut problem = Problem::new(file, *line, format!("no article has the id `{id}`"));
            if let Some(near) = problem::nearest(id, articles.iter().map(|(a, _, _)| a.id.as_str())) {
                problem = problem.help(format!("did you mean `{near}`?"));
            }
            problems.push(problem);
        }
    }
    problems.sort();
    if problems.is_empty() { Ok(articles.into_iter().map(|(a, _, _)| a).collect()) } else { Err(problems) }
}

fn text_of<'a>(file: &str, bytes: &'a [u8], problems: &mut Vec<Problem>) -> Option<&'a str> {
    let line_of = |at: usize| bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    if bytes.len() > LARGEST {
        problems.push(
            Problem::new(file, line_of(LARGEST), format!("the article has {} kB", bytes.len() / 1000))
                .help("split it: an article answers one question, and may have up to 200 kB"),
        );
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => match text.find('\0') {
            None => Some(text),
            Some(at) => {
                let help = "save it as Markdown, in UTF-8";
                problems.push(Problem::new(file, line_of(at), "not a text file").help(help));
                None
            }
        },
        Err(e) => {
            let help = "save the file in the encoding UTF-8";
            problems.push(Problem::new(file, line_of(e.valid_up_to()), "not UTF-8").help(help));
            None
        }
    }
}

/// Reads one file; also returns the lines of `id` and `related`, which can only be checked once all files are read.
fn one(file: &str, text: &str, problems: &mut Vec<Problem>) -> (Article, usize, usize) {
    let before = problems.len();
    let parts = front_matter::split(file, text, problems);
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file).trim_end_matches(".md");
    let mut article = Article::new(stem, "", parts.body);
    for p in &mut article.passages {
        p.line += parts.body_line - 1;
    }
    let (mut id_line, mut related_line) = (1, 0);
    // Without front matter nothing more is said than that.
    let mut titled = parts.entries.is_empty() && problems.len() > before;
    for e in &parts.entries {
        match e.key.as_str() {
            "id" => {
                id_line = e.line;
                if let Some(id) = word(file, e, problems)
                    && id != stem
                {
                    problems.push(
                        Problem::new(file, e.line, format!("the id `{id}` is not the file's name"))
                            .help(format!("write `id: {stem}`, or rename the file to {id}.md")),
                    );
                    article.id = id;
                }
            }
            "title" => {
                titled = true;
                article.title = word(file, e, problems).unwrap_or_default();
            }
            "language" => {
                if let Some(language) = word(file, e, problems) {
                    if !(2..=3).contains(&language.split('-').next().unwrap_or("").len()) {
                        problems.push(
                            Problem::new(file, e.line, format!("`{language}` is not a language"))
                                .help("write its code, as in `en` or `pt-br`"),
                        );
                    }
                    article.language = language.to_lowercase();
                }
            }
            "owner" => article.owner = word(file, e, problems),
            "reviewed-on" => {
                article.reviewed_on = word(file, e, problems);
                if let Some(date) = &article.reviewed_on
                    && day_number(date).is_none()
                {
                    problems.push(
                        Problem::new(file, e.line, format!("`{date}` is not a date"))
                            .help("write it as year-month-day, as in `2026-10-05`"),
                    );
                }
            }
            "review-every" => {
                if let Some(text) = word(file, e, problems) {
                    article.review_every_days = days(&text);
                    if article.review_every_days.is_none() {
                        problems.push(
                            Problem::new(file, e.line, format!("`{text}` is not an interval"))
                                .help("write it as in `180 days`, `8 weeks`, `6 months` or `1 year`"),
                        );
                    }
                }
            }
            "pages" => {
                article.pages = list(e);
                for page in article.pages.iter().filter(|p| !p.starts_with(['/', '*'])) {
                    problems.push(
                        Problem::new(file, e.line, format!("the page `{page}` does not begin with `/`"))
                            .help("give the path alone, without the domain, as in `/returns/*`"),
                    );
                }
            }
            "intents" => article.intents = list(e),
            "do-not-answer" => article.do_not_answer = list(e),
            "source" => article.source = word(file, e, problems),
            // What `cargo xtask import` wrote, so that it knows its own text from an edited one.
            "imported" => {}
            "related" => {
                article.related = list(e);
                related_line = e.line;
            }
            unknown => {
                let help = match problem::nearest(unknown, KEYS.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the keys are: {}", KEYS.join(", ")),
                };
                problems.push(Problem::new(file, e.line, format!("unknown key `{unknown}`")).help(help));
            }
        }
    }
    if !titled {
        problems.push(
            Problem::new(file, 1, "the article has no title").help("add `title: …` between the `---` lines"),
        );
    }
    if article.passages.is_empty() {
        problems.push(
            Problem::new(file, parts.body_line, "the article is empty")
                .help("write the answer below the second `---`, or delete the file"),
        );
    }
    (article, id_line, related_line)
}

/// The text of an entry that must be one text and not be empty.
fn word(file: &str, e: &Entry, problems: &mut Vec<Problem>) -> Option<String> {
    match &e.value {
        Value::Text(text) if !text.is_empty() => Some(text.clone()),
        Value::Text(_) => {
            problems.push(
                Problem::new(file, e.line, format!("`{}` is empty", e.key))
                    .help("give it a value, or remove the line"),
            );
            None
        }
        Value::List(_) => {
            problems.push(
                Problem::new(file, e.line, format!("`{}` is a list", e.key)).help("it takes a single value"),
            );
            None
        }
    }
}

fn list(e: &Entry) -> Vec<String> {
    match &e.value {
        Value::List(items) => items.clone(),
        Value::Text(text) if text.is_empty() => Vec::new(),
        Value::Text(text) => vec![text.clone()],
    }
}

fn days(text: &str) -> Option<u32> {
    let (number, unit) = text.trim().split_once(' ')?;
    let each = match unit.trim().trim_end_matches('s') {
        "day" => 1,
        "week" => 7,
        "month" => 30,
        "year" => 365,
        _ => return None,
    };
    number.parse::<u32>().ok().filter(|n| (1..=3650).contains(n)).map(|n| n * each)
}

/// Days since 0000-03-01 in the Gregorian calendar; the usual count with March as the first month, so that the leap day
/// is the last of its year.
fn day_number(date: &str) -> Option<i64> {
    let mut parts = date.split('-');
    let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
    if y.len() != 4 || m.len() != 2 || d.len() != 2 || parts.next().is_some() {
        return None;
    }
    let (y, m, d): (i64, i64, i64) = (y.parse().ok()?, m.parse().ok()?, d.parse().ok()?);
    let leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    let longest = match m {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=longest).contains(&d) {
        return None;
    }
    let (y, m) = if m > 2 { (y, m - 3) } else { (y - 1, m + 9) };
    Some(365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + d)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(files: &[(&str, &str)], expected: Expect) {
        let files: Vec<(String, Vec<u8>)> =
            files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
        let said = match read(&files) {
            Ok(articles) => format!("{articles:#?}\n"),
            Err(problems) => problems.iter().map(|p| format!("{p}\n")).collect(),
        };
        expected.assert_eq(&said);
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        check(
            &[
                (
                    "knowledge/a.md",
                    "---\nid: b\ntitel: A\nreviewed-on: 2026-02-30\nreview-every: often\n---\n\n",
                ),
                (
                    "knowledge/b.md",
                    "---\ntitle: B\npages: [shop.example/x]\nrelated: [rfund]\nlanguage: english\n---\nText.",
                ),
                ("knowledge/refund.md", "---\ntitle:\nowner: [a, b]\n---\nText."),
                ("knowledge/raw.md", "Just text."),
                ("knowledge/zip.md", "PK\0\0"),
            ],
            expect![[r#"
                knowledge/a.md:1: the article has no title
                    help: add `title: …` between the `---` lines
                knowledge/a.md:2: the id `b` is not the file's name
                    help: write `id: a`, or rename the file to b.md
                knowledge/a.md:3: unknown key `titel`
                    help: did you mean `title`?
                knowledge/a.md:4: `2026-02-30` is not a date
                    help: write it as year-month-day, as in `2026-10-05`
                knowledge/a.md:5: `often` is not an interval
                    help: write it as in `180 days`, `8 weeks`, `6 months` or `1 year`
                knowledge/a.md:7: the article is empty
                    help: write the answer below the second `---`, or delete the file
                knowledge/b.md:1: the id `b` is already taken by knowledge/a.md
                    help: rename one of the two files
                knowledge/b.md:3: the page `shop.example/x` does not begin with `/`
                    help: give the path alone, without the domain, as in `/returns/*`
                knowledge/b.md:4: no article has the id `rfund`
                    help: did you mean `refund`?
                knowledge/b.md:5: `english` is not a language
                    help: write its code, as in `en` or `pt-br`
                knowledge/raw.md:1: no front matter at the top
                    help: begin the file with a line `---`, then `title: …`, then a line `---`
                knowledge/refund.md:2: `title` is empty
                    help: give it a value, or remove the line
                knowledge/refund.md:3: `owner` is a list
                    help: it takes a single value
                knowledge/zip.md:1: not a text file
                    help: save it as Markdown, in UTF-8
            "#]],
        );
    }

    #[test]
    fn an_article_is_due_the_day_after_its_interval_ended() {
        let mut article = Article::new("a", "A", "Text.");
        article.reviewed_on = Some("2026-10-05".into());
        article.review_every_days = days("180 days");
        assert!(!article.is_due_for_review("2027-04-03"));
        assert!(article.is_due_for_review("2027-04-04"));
        assert!(!Article::new("a", "A", "Text.").is_due_for_review("2027-04-04"));
    }

    #[test]
    fn a_file_that_is_too_large_or_not_utf8_is_refused_with_its_line() {
        let good = b"---\nid: e\ntitle: E\n---\nText.".to_vec();
        let files = vec![
            ("a.md".to_owned(), vec![b'x'; LARGEST + 1]),
            ("b.md".to_owned(), b"---\ntitle: caf\xe9\n---\n".to_vec()),
            ("c.md".to_owned(), b"x\n".repeat(LARGEST)),
            ("d.md".to_owned(), b"---\ntitle: D\n---\n\x7fELF\0\0".to_vec()),
            ("one/e.md".to_owned(), good.clone()),
            ("two/e.md".to_owned(), good),
            ("f.md".to_owned(), b"---\ntitle: F\n".to_vec()),
            ("g.md".to_owned(), b"---\ntitle: G\nno key here\n---\nText.".to_vec()),
        ];
        let problems = read(&files).expect_err("they are broken");
        let told: Vec<String> = problems.iter().map(|p| p.to_string()).collect();
        expect![[r#"
            a.md:1: the article has 200 kB
                help: split it: an article answers one question, and may have up to 200 kB
            b.md:2: not UTF-8
                help: save the file in the encoding UTF-8
            c.md:100001: the article has 400 kB
                help: split it: an article answers one question, and may have up to 200 kB
            d.md:4: not a text file
                help: save it as Markdown, in UTF-8
            f.md:1: the front matter is never closed
                help: put a line `---` after its last entry
            f.md:2: the article is empty
                help: write the answer below the second `---`, or delete the file
            g.md:3: `no key here` is not an entry
                help: write it as `key: value`
            two/e.md:2: the id `e` is already taken by one/e.md
                help: rename one of the two files"#]]
        .assert_eq(&told.join("\n"));
    }
}
