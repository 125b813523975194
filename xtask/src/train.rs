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

use crate::eval::score::{self, Confusion, Row};
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
    /// The strongest features that are kept: at this number more made no difference in cross-validation.
    keep: usize,
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
        says: crate::eval::risk::says,
        judged: |class| class,
        keep: 6_000,
    },
    Recipe {
        name: "c_sentiment",
        file: "c_sentiment.jsonl",
        ships: "shared/src/detect/sentiment/model.bin",
        classes: crate::eval::sentiment::CLASSES,
        class_of: crate::eval::sentiment::class_to_learn,
        features: sentiment::message_features,
        own: include_str!("train/own/sentiment.txt"),
        says: crate::eval::sentiment::says,
        judged: crate::eval::sentiment::three_ways,
        keep: 6_000,
    },
    Recipe {
        name: "g_prompt_injection",
        file: "g_prompt_injection.jsonl",
        ships: "shared/src/detect/injection/model.bin",
        classes: crate::eval::injection::CLASSES,
        class_of: crate::eval::injection::class_of,
        features: injection::message_features,
        own: include_str!("train/own/injection.txt"),
        says: crate::eval::injection::says,
        judged: |class| class,
        keep: 4_000,
    },
];

pub fn run(args: &[String]) -> Result<()> {
    let cross = args.iter().any(|arg| arg == "--cross");
    let task = args.iter().position(|arg| arg == "--task").and_then(|at| args.get(at + 1));
    let folder = args.iter().enumerate().find(|(i, arg)| {
        let after_task = *i > 0 && args[i - 1] == "--task";
        !arg.starts_with("--") && !after_task
    });
    let Some((_, folder)) = folder else { bail!("say which folder has the labeled texts: `cargo xtask train FOLDER`") };
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
        learn::learn(&examples, self.classes.len(), self.keep)
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
        println!("{}: a source it has not seen", self.name);
        let mut total = Confusion::default();
        for source in &sources {
            let mut own = Confusion::default();
            self.test(rows, |row| row.source == *source, &mut [&mut total, &mut own]);
            println!("  {source:<28} right {:.3} of {}", own.accuracy(), own.count());
        }
        println!("  macro-F1 {:.3}  something against nothing F1 {:.3}", total.macro_f1(), total.any_f1(self.classes[0]));
        total.print();
        println!("{}: a fifth of the rows it has not seen", self.name);
        let mut total = Confusion::default();
        for fifth in 0..5 {
            self.test(rows, |row| learn::fold_of(&row.text) == fifth, &mut [&mut total]);
        }
        println!("  macro-F1 {:.3}  something against nothing F1 {:.3}", total.macro_f1(), total.any_f1(self.classes[0]));
        total.print();
    }

    fn test(&self, rows: &[Row], held_out: impl Fn(&Row) -> bool, counts: &mut [&mut Confusion]) {
        let bytes = self.train(rows.iter().filter(|row| !held_out(row)));
        let Some(model) = Model::read(&bytes) else { return };
        for row in rows.iter().filter(|row| held_out(row)) {
            if let Some(truth) = (self.class_of)(row) {
                let said = (self.judged)((self.says)(&model, &row.text));
                counts.iter_mut().for_each(|count| count.add((self.judged)(truth), said));
            }
        }
    }
}

/// The folder that holds `shared`: models are shipped from the sources.
fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}
