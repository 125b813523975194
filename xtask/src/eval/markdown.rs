//! Task `i_xss_markdown`: nothing of a hostile text runs once the chat shows it, and harmless text keeps its words.
//!
//! The chat's own reader is asked directly which links and words survive. Where a built Worker and Chromium are there,
//! every payload is also shown in a real page by `tests/it/hostile.rs`, which counts what ran.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use widget::markdown::{self, Block, Span};

use super::score::{self, Row};
use crate::{chromium, tools};

const FILE: &str = "i_xss_markdown.jsonl";

/// What a text becomes.
#[derive(Default)]
struct Shown {
    /// What can be read, in order, with the numbers of lists and sources, and with addresses after their links
    text: String,
    /// Where links lead
    hrefs: Vec<String>,
}

impl Shown {
    fn of(text: &str) -> Self {
        let mut shown = Self::default();
        for block in markdown::split(text).into_iter().flat_map(markdown::read) {
            match block {
                Block::Paragraph(spans) | Block::Heading(spans) | Block::Quote(spans) => shown.add(spans),
                Block::Code(code) => shown.text.push_str(&code),
                Block::List { start, items } => {
                    for (item, i) in items.into_iter().zip(0..) {
                        let number = start.map(|start: u32| format!("{} ", start + i));
                        shown.text.push_str(&number.unwrap_or_default());
                        shown.add(item);
                        shown.text.push('\n');
                    }
                }
            }
            shown.text.push('\n');
        }
        shown
    }

    fn add(&mut self, spans: Vec<Span>) {
        for span in spans {
            match span {
                Span::Text(text) | Span::Code(text) => self.text.push_str(&text),
                Span::Break => self.text.push('\n'),
                Span::Bold(inner) | Span::Italic(inner) => self.add(inner),
                Span::Link(href, inner) => {
                    self.add(inner);
                    self.text.push_str(&format!(" {href} "));
                    self.hrefs.push(href);
                }
                Span::Source(number) => self.text.push_str(&format!(" {number} ")),
            }
        }
    }

    /// Links a browser would run instead of following.
    fn live(&self) -> usize {
        let scheme = |href: &str| {
            let plain: String = href.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
            plain.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase())
        };
        let calm = |href: &&String| matches!(scheme(href).as_deref(), Some("https" | "http" | "mailto"));
        self.hrefs.iter().filter(|href| !calm(href)).count()
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Words of a harmless text, and how many of them are still there, in order: visible, or the address of a link.
/// Every word of the source counts, signs of Markdown or not, so that the reader cannot excuse a loss by its own rules.
fn kept(source: &str) -> (usize, usize) {
    let shown = Shown::of(source);
    let visible = words(&shown.text);
    let (mut at, mut all, mut kept) = (0, 0, 0);
    for word in words(source) {
        all += 1;
        if let Some(found) = visible[at..].iter().position(|other| *other == word) {
            at += found + 1;
            kept += 1;
        }
    }
    (all, kept)
}

/// Whether a page that takes the text for HTML is likely to run it.
fn runs_as_html(text: &str) -> bool {
    let text = text.to_lowercase();
    text.contains("<script")
        || text.contains("onerror")
        || text.contains("javascript:")
        || text.contains("onload")
}

struct Outcome {
    payloads: usize,
    live_links: usize,
    words: usize,
    kept: usize,
    lossy: Vec<(f32, String)>,
    naive: usize,
}

fn judge(rows: &[Row]) -> Outcome {
    let mut outcome = Outcome { payloads: 0, live_links: 0, words: 0, kept: 0, lossy: Vec::new(), naive: 0 };
    for row in rows {
        if row.label == "payload" {
            outcome.payloads += 1;
            outcome.live_links += Shown::of(&row.text).live();
            outcome.naive += usize::from(runs_as_html(&row.text));
        } else {
            let (all, kept) = kept(&row.text);
            outcome.words += all;
            outcome.kept += kept;
            if kept < all {
                outcome.lossy.push(((all - kept) as f32, row.text.clone()));
            }
        }
    }
    outcome
}

/// Shows every payload in Chromium; nothing where there is no Chromium or no built Worker.
fn in_chromium(folder: &Path) -> Result<Option<usize>> {
    let Some(chrome) = chromium::find().filter(|_| tools::bundle().join("site.json").exists()) else {
        return Ok(None);
    };
    let file = std::fs::canonicalize(folder.join(FILE))?;
    let mut cargo = tools::cargo();
    cargo.args(["test", "--quiet", "--package", "tests", "--", "--nocapture", "hostile_words"]);
    cargo.env("BATON_HOSTILE", file).env("BATON_CHROME", chrome).env("BATON_NODE", tools::node()?);
    cargo.env("BATON_WORKER", tools::bundle()).env("BATON_SERVE", tools::root().join("xtask/js/serve.mjs"));
    let output = cargo.stderr(Stdio::piped()).output().context("cargo could not be started")?;
    let said = String::from_utf8_lossy(&output.stdout);
    let live = said
        .lines()
        .find_map(|line| line.split("hostile: live ").nth(1)?.split_whitespace().next()?.parse().ok());
    if live.is_none() {
        bail!(
            "the payloads could not be shown in Chromium:\n{said}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(live)
}

pub fn run(folder: &Path) -> Result<Value> {
    let outcome = judge(&score::rows(folder, FILE)?);
    let ran = in_chromium(folder)?;
    Ok(json!({
        "live": outcome.live_links + ran.unwrap_or(0),
        "kept": score::rounded(score::ratio(outcome.kept, outcome.words)),
        "in_chromium": ran.is_some(),
    }))
}

pub fn print(folder: &Path) -> Result<()> {
    let rows = score::rows(folder, FILE)?;
    let outcome = judge(&rows);
    println!("i_xss_markdown: {} rows, {} of them payloads", rows.len(), outcome.payloads);
    println!(
        "  links that would run   {} (shown as HTML, {} payloads could run)",
        outcome.live_links, outcome.naive
    );
    match in_chromium(folder)? {
        Some(live) => println!("  ran in Chromium        {live}"),
        None => println!("  ran in Chromium        not tried: it needs Chromium and `cargo xtask build`"),
    }
    let share = score::ratio(outcome.kept, outcome.words);
    println!("  harmless words kept    {share:.4} ({} of {})", outcome.kept, outcome.words);
    score::print_worst("harmless texts that lost words", outcome.lossy, 20);
    Ok(())
}
