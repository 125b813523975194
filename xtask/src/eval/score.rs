//! Rows in, rates out: what all tasks share.
//!
//! Absent on purpose: what counts as right, which each task knows for itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

/// One labeled text.
#[derive(Clone, Debug)]
pub struct Row {
    pub text: String,
    pub label: String,
    /// `subtype` or `kind`, whichever the file has.
    pub kind: String,
    pub source: String,
    pub lang: String,
    pub licence: String,
}

/// Whether the folder has the file, or one that begins so if the name ends in `_`.
pub fn has_file(folder: &Path, name: &str) -> bool {
    if !name.ends_with('_') {
        return folder.join(name).is_file();
    }
    let Ok(files) = fs::read_dir(folder) else { return false };
    files.flatten().any(|file| file.file_name().to_string_lossy().starts_with(name))
}

/// All rows of a file, one JSON object per line.
pub fn rows(folder: &Path, name: &str) -> Result<Vec<Row>> {
    let path = folder.join(name);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(i, line)| {
            let value: Value = serde_json::from_str(line)
                .with_context(|| format!("{}:{} is not JSON", path.display(), i + 1))?;
            let field = |name: &str| value[name].as_str().map(str::to_owned);
            Ok(Row {
                text: field("text").with_context(|| format!("{}:{} has no `text`", path.display(), i + 1))?,
                label: field("label")
                    .with_context(|| format!("{}:{} has no `label`", path.display(), i + 1))?,
                kind: field("subtype").or(field("kind")).unwrap_or_default(),
                source: field("source").unwrap_or_default(),
                lang: field("lang").unwrap_or_default(),
                licence: field("licence").unwrap_or_default(),
            })
        })
        .collect()
}

/// Right and wrong answers to a yes-or-no question.
#[derive(Clone, Copy, Debug, Default)]
pub struct Binary {
    pub hits: usize,
    pub false_alarms: usize,
    pub misses: usize,
    pub quiet: usize,
}

impl Binary {
    pub fn add(&mut self, truth: bool, said: bool) {
        match (truth, said) {
            (true, true) => self.hits += 1,
            (false, true) => self.false_alarms += 1,
            (true, false) => self.misses += 1,
            (false, false) => self.quiet += 1,
        }
    }

    pub fn precision(self) -> f64 {
        ratio(self.hits, self.hits + self.false_alarms)
    }

    pub fn recall(self) -> f64 {
        ratio(self.hits, self.hits + self.misses)
    }

    pub fn f1(self) -> f64 {
        ratio(2 * self.hits, 2 * self.hits + self.false_alarms + self.misses)
    }

    pub fn false_alarm_rate(self) -> f64 {
        ratio(self.false_alarms, self.false_alarms + self.quiet)
    }

    pub fn line(self) -> String {
        format!(
            "P {:.3}  R {:.3}  F1 {:.3}   right {} · false alarms {} · missed {} · rightly quiet {}",
            self.precision(),
            self.recall(),
            self.f1(),
            self.hits,
            self.false_alarms,
            self.misses,
            self.quiet
        )
    }
}

/// Part of whole; nothing of nothing is zero.
pub fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Counts by some key, in the key's order.
pub type Groups = BTreeMap<String, Binary>;

pub fn rates(groups: &Groups, rate: fn(Binary) -> f64) -> Value {
    Value::Object(
        groups.iter().map(|(key, counts)| (key.clone(), rounded(rate(*counts)))).collect::<Map<_, _>>(),
    )
}

/// Four digits are more than the data can tell.
pub fn rounded(value: f64) -> Value {
    json!((value * 10_000.0).round() / 10_000.0)
}

pub fn print_groups(title: &str, groups: &Groups) {
    println!("  {title}");
    for (key, counts) in groups {
        println!("    {key:<28} {}", counts.line());
    }
}

/// Truth against answer, for several labels.
#[derive(Clone, Debug, Default)]
pub struct Confusion(BTreeMap<(String, String), usize>);

impl Confusion {
    pub fn add(&mut self, truth: &str, said: &str) {
        *self.0.entry((truth.to_owned(), said.to_owned())).or_default() += 1;
    }

    pub fn labels(&self) -> Vec<String> {
        let mut labels: Vec<String> = self.0.keys().map(|(truth, _)| truth.clone()).collect();
        labels.dedup();
        labels
    }

    pub fn of(&self, label: &str) -> Binary {
        let mut counts = Binary::default();
        for ((truth, said), n) in &self.0 {
            match (truth == label, said == label) {
                (true, true) => counts.hits += n,
                (true, false) => counts.misses += n,
                (false, true) => counts.false_alarms += n,
                (false, false) => counts.quiet += n,
            }
        }
        counts
    }

    /// The mean F1 over the labels that occur as truth.
    pub fn macro_f1(&self) -> f64 {
        let labels = self.labels();
        labels.iter().map(|label| self.of(label).f1()).sum::<f64>() / labels.len().max(1) as f64
    }

    pub fn count(&self) -> usize {
        self.0.values().sum()
    }

    pub fn accuracy(&self) -> f64 {
        ratio(self.0.iter().filter(|((truth, said), _)| truth == said).map(|(_, n)| n).sum(), self.count())
    }

    /// Any label but `nothing` against it, whichever label it is.
    pub fn any(&self, nothing: &str) -> Binary {
        let mut counts = Binary::default();
        for ((truth, said), n) in &self.0 {
            (0..*n).for_each(|_| counts.add(truth != nothing, said != nothing));
        }
        counts
    }

    pub fn any_f1(&self, nothing: &str) -> f64 {
        self.any(nothing).f1()
    }

    pub fn print(&self) {
        let mut said: Vec<&String> = self.0.keys().map(|(_, said)| said).collect();
        said.sort();
        said.dedup();
        let short = |label: &str| label.chars().take(9).collect::<String>();
        println!("  confusion (row: truth, column: answer)");
        println!(
            "    {:<18} {}",
            "",
            said.iter().map(|s| format!("{:>9}", short(s))).collect::<Vec<_>>().join(" ")
        );
        for truth in self.labels() {
            let count = |s: &String| self.0.get(&(truth.clone(), s.clone())).copied().unwrap_or(0);
            let cells: Vec<String> = said.iter().map(|s| format!("{:>9}", count(s))).collect();
            println!("    {truth:<18} {}  F1 {:.3}", cells.join(" "), self.of(&truth).f1());
        }
    }
}

/// The wrong answers one was surest of, at most `most` of them.
pub fn print_worst(title: &str, mut wrong: Vec<(f32, String)>, most: usize) {
    wrong.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("  {title}: {}", wrong.len());
    for (score, text) in wrong.iter().take(most) {
        let line: String = text.chars().map(|c| if c == '\n' { ' ' } else { c }).take(150).collect();
        println!("    {score:.2}  {line}");
    }
}
