//! `cargo xtask import`: a help center that exists elsewhere becomes articles in site/knowledge.
//!
//! Each source is a file of `import/` and yields [`Found`]s; what they become is decided here. An article somebody edited
//! by hand is never overwritten unasked: the front matter holds a hash of what was written, and only text that still
//! has it is replaced. What is left out is told, with the reason.

mod folder;
mod html;
mod intercom;
mod markdown;
mod pages;
mod robots;
mod table;
mod zendesk;

use crate::build::site;
use anyhow::{Context, Result, bail};
use shared::knowledge;
use shared::site::hash;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// An article somewhere else.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub title: String,
    /// Markdown
    pub body: String,
    /// Paths of the site on which it is likely meant
    pub pages: Vec<String>,
    /// Empty where its source does not say
    pub language: String,
    /// Its address, or its file and place there
    pub source: String,
    /// What its file would be called elsewhere; empty: after its title
    pub name: String,
    /// Other ways to ask for it
    pub intents: Vec<String>,
}

/// What a source gives: articles, and what it leaves out with the reason.
#[derive(Debug, Default)]
pub struct Haul {
    pub found: Vec<Found>,
    pub skipped: Vec<(String, String)>,
}

impl Haul {
    fn skip(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.skipped.push((what.into(), why.into()));
    }
}

/// The kinds of sources: name, what follows it, and what it reads.
const SOURCES: [(&str, &str, &str); 6] = [
    ("folder", "FOLDER", "Markdown and HTML files of a folder and those below it"),
    ("pages", "URL", "your own site: its sitemap, or the sitemap at this address"),
    (
        "zendesk",
        "FILE|FOLDER",
        "articles as Zendesk's help center API gives them (GET /api/v2/help_center/articles.json)",
    ),
    ("intercom", "FILE|FOLDER", "articles as Intercom's API gives them (GET /articles)"),
    (
        "csv",
        "FILE",
        "a table with the columns question and answer; language, page and variants if it has them",
    ),
    ("help", "", "this list"),
];

/// How to import, whatever the source.
#[derive(Debug, Default, PartialEq)]
struct Manner {
    into: PathBuf,
    language: String,
    /// Also what was edited by hand
    force: bool,
    /// Tell, and write nothing
    dry: bool,
    /// Pages whose path begins so
    only: String,
    most: usize,
}

pub fn command(args: &[String]) -> Result<()> {
    let (words, manner) = manner(args)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let haul = match words.as_slice() {
        ["folder", path] => folder::read(Path::new(path))?,
        ["pages", url] => pages::read(url, &manner.only, manner.most)?,
        ["zendesk", path] => zendesk::read(&texts(Path::new(path))?)?,
        ["intercom", path] => intercom::read(&texts(Path::new(path))?)?,
        ["csv", path] => table::read(&text(Path::new(path))?, path)?,
        [] | ["help"] => {
            print!("{}", help());
            return Ok(());
        }
        _ => bail!("say what to import and from where:\n{}", help()),
    };
    let report = store(haul, &manner)?;
    print!("{report}");
    Ok(())
}

fn help() -> String {
    let rows =
        SOURCES.map(|(name, what, about)| format!("  cargo xtask import {name:8} {what:12} {about}\n"));
    rows.concat()
        + "\n  --into FOLDER   where articles go (site/knowledge)      --language xx   of articles that do not say\n  \
           --dry-run       tell, and write nothing                 --force         also over what was edited by hand\n  \
           --only /help/   pages whose path begins so              --most N        pages that are read (300)\n"
}

fn manner(args: &[String]) -> Result<(Vec<String>, Manner)> {
    let mut manner = Manner { into: site::folder().join("knowledge"), most: 300, ..Manner::default() };
    let mut words = Vec::new();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().cloned().with_context(|| format!("`{arg}` needs a value after it"));
        match arg.as_str() {
            "--into" => manner.into = PathBuf::from(value()?),
            "--language" => manner.language = value()?.to_lowercase(),
            "--only" => manner.only = value()?,
            "--most" => manner.most = value()?.parse().context("`--most` takes a number")?,
            "--force" => manner.force = true,
            "--dry-run" => manner.dry = true,
            flag if flag.starts_with('-') => bail!("`{flag}` means nothing here:\n{}", help()),
            word => words.push(word.to_owned()),
        }
    }
    Ok((words, manner))
}

fn text(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned())
}

/// The JSON files of an export: one file, or all of a folder by name.
fn texts(path: &Path) -> Result<Vec<(String, String)>> {
    if !path.is_dir() {
        return Ok(vec![(path.display().to_string(), text(path)?)]);
    }
    let mut files: Vec<PathBuf> = std::fs::read_dir(path)?.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|kind| kind == "json"));
    files.sort();
    if files.is_empty() {
        bail!("no .json file in {}", path.display());
    }
    files.iter().map(|file| Ok((file.display().to_string(), text(file)?))).collect()
}

/// What became of an import.
#[derive(Debug, Default, PartialEq)]
struct Report {
    new: Vec<String>,
    updated: Vec<String>,
    same: usize,
    overwritten: Vec<String>,
    kept: Vec<(String, String)>,
    skipped: Vec<(String, String)>,
    problems: Vec<String>,
    dry: bool,
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let would = if self.dry { " (nothing was written: --dry-run)" } else { "" };
        writeln!(
            f,
            "{} new, {} updated, {} unchanged, {} kept, {} skipped{would}",
            self.new.len(),
            self.updated.len() + self.overwritten.len(),
            self.same,
            self.kept.len(),
            self.skipped.len()
        )?;
        for (mark, ids) in [("+", &self.new), ("~", &self.updated), ("!", &self.overwritten)] {
            for id in ids {
                writeln!(
                    f,
                    "  {mark} {id}.md{}",
                    if mark == "!" { ": edited by hand, overwritten (--force)" } else { "" }
                )?;
            }
        }
        for (id, why) in &self.kept {
            writeln!(f, "  = {id}.md kept: {why}")?;
        }
        for (what, why) in &self.skipped {
            writeln!(f, "  - {what}: {why}")?;
        }
        if !self.problems.is_empty() {
            writeln!(f, "\nto mend before it can be published:")?;
            self.problems.iter().try_for_each(|problem| writeln!(f, "  {problem}"))?;
        } else if !self.dry && !self.new.is_empty() {
            writeln!(
                f,
                "\nread them over, `cargo xtask knowledge check` says what to look at; then `cargo xtask publish`"
            )?;
        }
        Ok(())
    }
}

/// A file that is there already.
struct Known {
    source: String,
    /// Its text is as it was imported
    untouched: bool,
    entries: BTreeMap<String, String>,
    text: String,
}

/// Writes what was found.
fn store(haul: Haul, manner: &Manner) -> Result<Report> {
    let known = known(&manner.into)?;
    let mut report = Report { skipped: haul.skipped, dry: manner.dry, ..Report::default() };
    let mut taken: BTreeSet<String> = known.keys().cloned().collect();
    let mut bodies: BTreeMap<String, String> = BTreeMap::new();
    for mut found in haul.found {
        found.title = found.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let told = if found.source.is_empty() { found.title.clone() } else { found.source.clone() };
        if found.title.is_empty() {
            report.skipped.push((told, "it has no title".to_owned()));
            continue;
        }
        if found.body.trim().is_empty() {
            report.skipped.push((told, "it has no text".to_owned()));
            continue;
        }
        if found.language.is_empty() {
            found.language = manner.language.clone();
        }
        let same = hash(&format!("{}\n{}", found.language, found.body.trim()));
        if let Some(first) = bodies.get(&same) {
            report.skipped.push((told, format!("the same text as {first}.md")));
            continue;
        }
        let there = known.iter().find(|(_, known)| !known.source.is_empty() && known.source == found.source);
        let id = match there {
            Some((id, _)) => id.clone(),
            None => free(&slug(if found.name.is_empty() { &found.title } else { &found.name }), &taken),
        };
        taken.insert(id.clone());
        bodies.insert(same, id.clone());
        let new = written(&id, &found, there.map(|(_, known)| &known.entries));
        match there {
            None => report.new.push(id.clone()),
            Some((_, known)) if known.text == new => {
                report.same += 1;
                continue;
            }
            Some((_, known)) if known.untouched => report.updated.push(id.clone()),
            Some(_) if manner.force => report.overwritten.push(id.clone()),
            Some(_) => {
                let why = "it was edited by hand since it was imported; --force overwrites it";
                report.kept.push((id, why.to_owned()));
                continue;
            }
        }
        if !manner.dry {
            std::fs::create_dir_all(&manner.into)?;
            std::fs::write(manner.into.join(format!("{id}.md")), new)?;
        }
    }
    if !manner.dry {
        report.problems = problems(&manner.into)?;
    }
    Ok(report)
}

/// The articles of a folder as they are read for a release: all that is wrong with them.
fn problems(folder: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.extension().is_some_and(|kind| kind == "md") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push((format!("knowledge/{name}"), std::fs::read(&path)?));
        }
    }
    Ok(knowledge::read(&files).err().unwrap_or_default().iter().map(ToString::to_string).collect())
}

fn known(folder: &Path) -> Result<BTreeMap<String, Known>> {
    let mut all = BTreeMap::new();
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let Some(id) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".md")) else { continue };
        let text = text(&path)?;
        let (head, body) = parts(&text);
        let mut entries = BTreeMap::new();
        let mut last = String::new();
        for line in head.lines() {
            match line.split_once(':') {
                Some((key, value)) if !line.starts_with([' ', '-']) => {
                    last = key.trim().to_owned();
                    entries.insert(last.clone(), value.trim().to_owned());
                }
                // A list with an item a line.
                _ => {
                    if let Some(value) = entries.get_mut(&last) {
                        value.push('\n');
                        value.push_str(line);
                    }
                }
            }
        }
        let entry = |key: &str| entries.get(key).cloned().unwrap_or_default();
        let untouched = entry("imported") == fingerprint(&entry("title"), body);
        all.insert(id.to_owned(), Known { source: unquoted(&entry("source")), untouched, entries, text });
    }
    Ok(all)
}

/// Front matter and body.
fn parts(text: &str) -> (&str, &str) {
    let inside = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    inside.unwrap_or(("", text))
}

fn fingerprint(title: &str, body: &str) -> String {
    hash(&format!("{title}\n{}", body.trim()))
}

/// What a person added to the front matter stays.
const STAYS: [&str; 7] =
    ["pages", "owner", "reviewed-on", "review-every", "intents", "do-not-answer", "related"];

fn written(id: &str, found: &Found, before: Option<&BTreeMap<String, String>>) -> String {
    let list = |items: &[String]| {
        let items: Vec<String> = items.iter().map(|item| item_text(item)).collect();
        format!("[{}]", items.join(", "))
    };
    let title = plain_text(&found.title);
    let mut head = BTreeMap::from([("id", id.to_owned()), ("title", title.clone())]);
    let mut put = |key: &'static str, value: String, is_there: bool| {
        if is_there {
            head.insert(key, value);
        }
    };
    put("pages", list(&found.pages), !found.pages.is_empty());
    put("language", found.language.clone(), !found.language.is_empty());
    put("intents", list(&found.intents), !found.intents.is_empty());
    put("source", plain_text(&found.source), !found.source.is_empty());
    put("imported", fingerprint(&title, &found.body), true);
    for key in STAYS {
        if let Some(value) = before.and_then(|before| before.get(key)) {
            head.insert(key, value.clone());
        }
    }
    let order = knowledge::KEYS.iter().filter_map(|key| Some(format!("{key}: {}\n", head.get(key)?)));
    format!("---\n{}---\n\n{}\n", order.collect::<String>().replace(": \n", ":\n"), found.body.trim())
}

/// A value that is read back as it is.
fn plain_text(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.starts_with(['[', '"', '\'']) { format!("\"{}\"", text.replace('"', "'")) } else { text }
}

fn unquoted(text: &str) -> String {
    text.trim().trim_matches('"').to_owned()
}

fn item_text(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.contains([',', '"', '[', ']']) || text.starts_with('\'') {
        format!("\"{}\"", text.replace('"', "'"))
    } else {
        text
    }
}

fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in knowledge::fold(&text.to_lowercase()).chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() && !matches!(c, '\'' | '’') {
            slug.push('-');
        }
        if slug.chars().count() >= 60 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-').to_owned();
    if slug.is_empty() { "article".to_owned() } else { slug }
}

fn free(wanted: &str, taken: &BTreeSet<String>) -> String {
    let more = (2..).map(|n| format!("{wanted}-{n}"));
    std::iter::once(wanted.to_owned()).chain(more).find(|id| !taken.contains(id)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
