//! `cargo xtask train FOLDER [--cross] [--task NAME]`: makes the detectors' models from labeled texts.
//!
//! Only rows whose licence lets a model be passed on are read. The same folder gives the same bytes. `--cross` writes
//! nothing and prints what a model says of a source it has not seen, and of a fifth of all rows it has not seen
//! (`--misses` adds what it got wrong). Absent on purpose: judging the shipped models, which is `cargo xtask eval`.

mod confidence;
mod cross;
pub mod learn;
mod own;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use shared::detect::features::Feature;
use shared::detect::linear::Model;
use shared::detect::{injection, risk, sentiment};

use crate::eval::score::{self, Row};
use learn::{Example, Taste};

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
    own: &'static [&'static str],
    /// The answer that is a false alarm when it is not true.
    alarm: fn(&str) -> bool,
    /// Rates of false alarms that a kind of row should stay below; what comes after counts against a model.
    limits: &'static [(&'static str, f64)],
    /// How it learns, chosen by cross-validation.
    taste: Taste,
    /// Added to class 0 once all is learned, chosen by cross-validation.
    lean: f32,
}

const RECIPES: [Recipe; 3] = [
    Recipe {
        name: "b_risk_topics",
        file: "b_risk_topics.jsonl",
        ships: "shared/src/detect/risk/model.bin",
        classes: crate::eval::risk::CLASSES,
        class_of: crate::eval::risk::class_of,
        features: risk::message_features,
        own: own::RISK,
        alarm: |said| said != "none",
        says: crate::eval::risk::says,
        judged: |class| class,
        limits: &[("ordinary", 0.04), ("hard_none", 0.06)],
        taste: Taste { keep: 7_500, shrink: 4e-5, concepts_alone: 0.2, even: 0.3, own: 1.0, rounds: 20 },
        lean: 0.75,
    },
    Recipe {
        name: "c_sentiment",
        file: "c_sentiment.jsonl",
        ships: "shared/src/detect/sentiment/model.bin",
        classes: crate::eval::sentiment::CLASSES,
        class_of: crate::eval::sentiment::class_to_learn,
        features: sentiment::message_features,
        own: own::SENTIMENT,
        alarm: |said| said == "negative",
        says: crate::eval::sentiment::says,
        judged: crate::eval::sentiment::three_ways,
        limits: &[("trap_strong_words_positive", 0.08), ("trap_strong_words_neutral", 0.08)],
        taste: Taste { keep: 9_000, shrink: 1e-4, concepts_alone: 0.6, even: 0.0, own: 0.35, rounds: 10 },
        lean: 0.75,
    },
    Recipe {
        name: "g_prompt_injection",
        file: "g_prompt_injection.jsonl",
        ships: "shared/src/detect/injection/model.bin",
        classes: crate::eval::injection::CLASSES,
        class_of: crate::eval::injection::class_of,
        features: injection::message_features,
        own: own::INJECTION,
        alarm: |said| said == "injection",
        says: crate::eval::injection::says,
        judged: |class| class,
        limits: &[("benign_same_words", 0.03), ("benign_trigger_word", 0.03)],
        taste: Taste { keep: 4_000, shrink: 2e-4, concepts_alone: 0.6, even: 0.0, own: 0.5, rounds: 20 },
        lean: 0.25,
    },
];

pub fn run(args: &[String]) -> Result<()> {
    let cross = args.iter().any(|arg| arg == "--cross");
    let misses = args.iter().any(|arg| arg == "--misses");
    let task = args.iter().position(|arg| arg == "--task").and_then(|at| args.get(at + 1));
    let folder = args.iter().enumerate().find(|(i, arg)| {
        let after_task = *i > 0 && args[i - 1] == "--task";
        !arg.starts_with("--") && !after_task
    });
    let Some((_, folder)) = folder else {
        bail!("say which folder has the labeled texts: `cargo xtask train FOLDER`")
    };
    if task.is_none_or(|name| name == "confidence")
        && Path::new(folder).join("d_out_of_scope.jsonl").is_file()
    {
        confidence::run(Path::new(folder), cross)?;
    }
    for recipe in RECIPES.iter().filter(|recipe| task.is_none_or(|name| name == recipe.name)) {
        if !score::has_file(Path::new(folder), recipe.file) {
            eprintln!("{} is skipped: there is no `{}` in `{folder}`", recipe.name, recipe.file);
            continue;
        }
        let rows = score::rows(Path::new(folder), recipe.file)?;
        if cross { cross::print(recipe, &rows, misses) } else { recipe.ship(&rows)? }
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
    /// The row as the model sees it, if it has a class and may be learned from.
    fn example(&self, row: &Row) -> Option<Example> {
        if !may_learn_from(row) {
            return None;
        }
        let name = (self.class_of)(row)?;
        let class = self.classes.iter().position(|class| *class == name)?;
        let source = row.source.clone();
        Some(Example { class, source, share: 1.0, features: (self.features)(&row.text) })
    }

    /// Our own phrases as the model sees them.
    fn own_examples(&self) -> Vec<Example> {
        own::phrases(self.own)
            .filter_map(|phrase| {
                let class = self.classes.iter().position(|class| *class == phrase.class)?;
                let features = (self.features)(&phrase.text);
                Some(Example { class, source: own::SOURCE.to_owned(), share: phrase.share, features })
            })
            .collect()
    }

    fn learn(&self, examples: &[&Example], lean: f32) -> Vec<u8> {
        learn::leaned(learn::learn(examples, self.classes.len(), self.taste), lean)
    }

    fn ship(&self, rows: &[Row]) -> Result<()> {
        let mut examples = self.own_examples();
        examples.extend(rows.iter().filter_map(|row| self.example(row)));
        let bytes = self.learn(&examples.iter().collect::<Vec<_>>(), self.lean);
        let path = workspace().join(self.ships);
        std::fs::write(&path, &bytes).with_context(|| format!("cannot write `{}`", path.display()))?;
        println!("{}: {} bytes to {}", self.name, bytes.len(), self.ships);
        let mut sources: Vec<&str> = examples.iter().map(|example| example.source.as_str()).collect();
        sources.sort_unstable();
        sources.dedup();
        println!("  learned {} phrases from {}", examples.len(), sources.join(", "));
        Ok(())
    }
}

/// The folder that holds `shared`: models are shipped from the sources.
fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}
