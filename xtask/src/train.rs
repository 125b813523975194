//! `cargo xtask train FOLDER [--cross] [--task NAME]`: makes the detectors' models from labeled texts.
//!
//! Only rows whose licence lets a model be passed on are read. The same folder gives the same bytes. `--cross` writes
//! nothing and prints what a model says of a source it has not seen, and of a fifth of all rows it has not seen.
//! Absent on purpose: judging the shipped models, which is `cargo xtask eval`.

pub mod learn;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use shared::detect::features::Feature;
use shared::detect::linear::Model;
use shared::detect::{injection, risk, sentiment};

use crate::eval::score::{self, Confusion, Groups, Row};
use learn::Example;

/// How one model is made.
struct Recipe {
    name: &'static str,
    file: &'static str,
    /// Where the model is shipped, below the workspace.
    ships: &'static str,
    /// Class 0 is "nothing".
    classes: &'static [&'static str],
    class_of: fn(&Row) -> Option<&'static str>,
    features: fn(&str) -> Vec<Feature>,
    /// The detector with a model of one's own, as a class.
    says: fn(&Model, &str) -> &'static str,
    /// Classes that count as one when answers are judged.
    judged: fn(&str) -> &str,
    /// Phrases of our own, which every model of this kind learns from: what no source has, and other languages.
    own: &'static str,
    /// The answer that is a false alarm when it is not true.
    alarm: fn(&str) -> bool,
    /// The strongest features that are kept: at this number more made no difference in cross-validation.
    keep: usize,
    /// How much a weight is drawn to nothing, chosen by cross-validation.
    shrink: f32,
}

const RECIPES: [Recipe; 3] = [
    Recipe {
        name: "b_risk_topics",
        file: "b_risk_topics.jsonl",
        ships: "shared/src/detect/risk/model.bin",
        classes: crate::eval::risk::CLASSES,
        class_of: crate::eval::risk::class_of,
        features: risk::message_features,
        own: include_str!("train/own/risk.txt"),
        alarm: |said| said != "none",
        says: crate::eval::risk::says,
        judged: |class| class,
        keep: 6_000,
        shrink: 5e-5,
    },
    Recipe {
        name: "c_sentiment",
        file: "c_sentiment.jsonl",
        ships: "shared/src/detect/sentiment/model.bin",
        classes: crate::eval::sentiment::CLASSES,
        class_of: crate::eval::sentiment::class_to_learn,
        features: sentiment::message_features,
        own: include_str!("train/own/sentiment.txt"),
        alarm: |said| said == "negative",
        says: crate::eval::sentiment::says,
        judged: crate::eval::sentiment::three_ways,
        keep: 6_000,
        shrink: 6e-4,
    },
    Recipe {
        name: "g_prompt_injection",
        file: "g_prompt_injection.jsonl",
        ships: "shared/src/detect/injection/model.bin",
        classes: crate::eval::injection::CLASSES,
        class_of: crate::eval::injection::class_of,
        features: injection::message_features,
        own: include_str!("train/own/injection.txt"),
        alarm: |said| said == "injection",
        says: crate::eval::injection::says,
        judged: |class| class,
        keep: 4_000,
        shrink: 2e-4,
    },
];

pub fn run(args: &[String]) -> Result<()> {
    let cross = args.iter().any(|arg| arg == "--cross");
    let task = args.iter().position(|arg| arg == "--task").and_then(|at| args.get(at + 1));
    let folder = args.iter().enumerate().find(|(i, arg)| {
        let after_task = *i > 0 && args[i - 1] == "--task";
        !arg.starts_with("--") && !after_task
    });
    let Some((_, folder)) = folder else {
        bail!("say which folder has the labeled texts: `cargo xtask train FOLDER`")
    };
    for recipe in RECIPES.iter().filter(|recipe| task.is_none_or(|name| name == recipe.name)) {
        if !score::has_file(Path::new(folder), recipe.file) {
            eprintln!("{} is skipped: there is no `{}` in `{folder}`", recipe.name, recipe.file);
            continue;
        }
        let rows = score::rows(Path::new(folder), recipe.file)?;
        if cross { recipe.cross(&rows) } else { recipe.ship(&rows)? }
    }
    Ok(())
}

/// Whether a model made from the row may be passed on under our license.
fn may_learn_from(row: &Row) -> bool {
    const OPEN: [&str; 6] = ["MIT", "Apache", "CC-BY-3", "CC-BY-4", "CDLA", "public domain"];
    const NOT: [&str; 2] = ["ODbL", "CC-BY-SA"];
    OPEN.iter().any(|open| row.licence.contains(open)) && !NOT.iter().any(|not| row.licence.contains(not))
}

impl Recipe {
    fn examples<'a>(&self, rows: impl Iterator<Item = &'a Row>) -> Vec<Example> {
        let class = |row: &Row| {
            let name = (self.class_of)(row)?;
            self.classes.iter().position(|class| *class == name)
        };
        rows.filter(|row| may_learn_from(row))
            .filter_map(|row| Some(Example { class: class(row)?, features: (self.features)(&row.text) }))
            .collect()
    }

    fn train<'a>(&self, rows: impl Iterator<Item = &'a Row>) -> Vec<u8> {
        let mut examples = self.examples(rows);
        examples.extend(self.own_examples());
        learn::learn(&examples, self.classes.len(), self.keep, self.shrink)
    }

    /// `# class`, then a phrase per line.
    fn own_examples(&self) -> impl Iterator<Item = Example> {
        let mut class = None;
        self.own.lines().filter_map(move |line| {
            if let Some(name) = line.strip_prefix("# ") {
                class = self.classes.iter().position(|class| *class == name);
                return None;
            }
            Some(Example { class: class?, features: (self.features)(line) })
        })
    }

    fn ship(&self, rows: &[Row]) -> Result<()> {
        let bytes = self.train(rows.iter());
        let path = workspace().join(self.ships);
        std::fs::write(&path, &bytes).with_context(|| format!("cannot write `{}`", path.display()))?;
        println!("{}: {} bytes to {}", self.name, bytes.len(), self.ships);
        let mut sources: Vec<&str> =
            rows.iter().filter(|row| may_learn_from(row)).map(|row| row.source.as_str()).collect();
        sources.sort_unstable();
        sources.dedup();
        println!("  learned from {}", sources.join(", "));
        Ok(())
    }

    fn cross(&self, rows: &[Row]) {
        let mut sources: Vec<&str> = rows.iter().map(|row| row.source.as_str()).collect();
        sources.sort_unstable();
        sources.dedup();
        let by_source: Vec<Vec<&Row>> =
            sources.iter().map(|source| rows.iter().filter(|row| row.source == *source).collect()).collect();
        let by_fifth: Vec<Vec<&Row>> = (0..5)
            .map(|fifth| rows.iter().filter(|row| learn::fold_of(&row.text) == fifth).collect())
            .collect();
        for (what, parts) in [("a source it has not seen", by_source), ("a fifth it has not seen", by_fifth)]
        {
            println!("{}: {what}", self.name);
            let mut all = Answers::default();
            for part in parts {
                let answers = self.answers(rows, &part);
                let name = if what.contains("source") { part[0].source.as_str() } else { "a fifth" };
                println!(
                    "  {name:<28} right {:.3} of {}",
                    answers.confusion.accuracy(),
                    answers.confusion.count()
                );
                all.add(answers);
            }
            println!(
                "  macro-F1 {:.3}  something against nothing F1 {:.3}",
                all.confusion.macro_f1(),
                all.confusion.any_f1(self.classes[0])
            );
            all.confusion.print();
            for (kind, counts) in &all.alarms {
                println!("  false alarms {kind:<40} {:.3}", counts.false_alarm_rate());
            }
        }
    }

    /// What a model that has not seen some rows says of them.
    fn answers(&self, rows: &[Row], unseen: &[&Row]) -> Answers {
        let mut answers = Answers::default();
        let is_unseen = |row: &Row| unseen.iter().any(|other| std::ptr::eq(*other, row));
        let bytes = self.train(rows.iter().filter(|row| !is_unseen(row)));
        let Some(model) = Model::read(&bytes) else { return answers };
        for row in unseen {
            let Some(truth) = (self.class_of)(row).map(self.judged) else { continue };
            let said = (self.judged)((self.says)(&model, &row.text));
            answers.confusion.add(truth, said);
            if !(self.alarm)(truth) {
                answers.alarms.entry(row.kind.clone()).or_default().add(false, (self.alarm)(said));
            }
        }
        answers
    }
}

#[derive(Default)]
struct Answers {
    confusion: Confusion,
    /// Of each kind of row that must not raise an alarm.
    alarms: Groups,
}

impl Answers {
    fn add(&mut self, other: Answers) {
        self.confusion.add_all(&other.confusion);
        for (kind, counts) in other.alarms {
            self.alarms.entry(kind).or_default().add_all(counts);
        }
    }
}

/// The folder that holds `shared`: models are shipped from the sources.
fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}
