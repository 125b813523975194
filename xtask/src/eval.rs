//! `cargo xtask eval [FOLDER] [--task NAME] [--json]`: how well the detectors do on a folder of labeled texts.
//! `--show ID` prints the tickets of the dialogues whose ids begin so: to be read by a person.
//!
//! One file per task beside this one, each with `run` (numbers) and `print` (for people). Any folder in the format of
//! `../shared/eval/README.md` will do; a task whose file is missing is skipped with a sentence. Absent on purpose:
//! training, which is `cargo xtask train`.

pub mod built;
pub mod dialogues;
pub mod injection;
pub mod markdown;
pub mod person;
pub mod pii;
pub mod reliability;
pub mod retrieval;
pub mod risk;
pub mod scope;
pub mod score;
pub mod sentiment;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

struct Task {
    name: &'static str,
    /// The file it reads; a task with several names what they begin with.
    file: &'static str,
    run: fn(&Path) -> Result<Value>,
    print: fn(&Path) -> Result<()>,
}

const TASKS: &[Task] = &[
    Task { name: "a_human_request", file: "a_human_request.jsonl", run: person::run, print: person::print },
    Task { name: "b_risk_topics", file: "b_risk_topics.jsonl", run: risk::run, print: risk::print },
    Task { name: "c_sentiment", file: "c_sentiment.jsonl", run: sentiment::run, print: sentiment::print },
    Task { name: "d_out_of_scope", file: "d_out_of_scope.jsonl", run: scope::run, print: scope::print },
    Task { name: "e_retrieval", file: "e_", run: retrieval::run, print: retrieval::print },
    Task { name: "f_dialogues", file: "f_dialogues.jsonl", run: dialogues::run, print: dialogues::print },
    Task {
        name: "g_prompt_injection",
        file: "g_prompt_injection.jsonl",
        run: injection::run,
        print: injection::print,
    },
    Task { name: "h_pii", file: "h_pii.jsonl", run: pii::run, print: pii::print },
    Task { name: "i_xss_markdown", file: "i_xss_markdown.jsonl", run: markdown::run, print: markdown::print },
];

const DEFAULT_FOLDER: &str = "../shared/eval";

pub fn run(args: &[String]) -> Result<()> {
    let (mut folder, mut task, mut json) = (PathBuf::from(DEFAULT_FOLDER), None, false);
    let (mut plot, mut show) = (None, None);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--json" => json = true,
            "--plot" => {
                plot = Some(args.next().context("`--plot` needs a file, as in docs/img/confidence.svg")?)
            }
            "--show" => {
                show = Some(
                    args.next().context("`--show` needs the beginning of a dialogue's id, as in abcd-1")?,
                )
            }
            "--task" => match args.next() {
                Some(name) if TASKS.iter().any(|t| t.name == name) => task = Some(name.as_str()),
                _ => bail!("`--task` needs one of {}", names()),
            },
            flag if flag.starts_with('-') => {
                bail!(
                    "`{flag}` is not known; there are `--task NAME`, `--json`, `--show ID` and `--plot FILE`"
                )
            }
            path => folder = PathBuf::from(path),
        }
    }
    if !folder.is_dir() {
        bail!("`{}` is not a folder; give the one with the labeled texts", folder.display());
    }
    if let Some(begins) = show {
        return dialogues::show(&folder, begins);
    }
    if let Some(file) = plot {
        std::fs::write(file, scope::plot(&folder)?).with_context(|| format!("cannot write {file}"))?;
        return Ok(());
    }
    let mut results = Map::new();
    for chosen in TASKS.iter().filter(|t| task.is_none_or(|name| name == t.name)) {
        if !score::has_file(&folder, chosen.file) {
            eprintln!("{} is skipped: there is no `{}` in `{}`", chosen.name, chosen.file, folder.display());
        } else if json {
            results.insert(chosen.name.to_owned(), (chosen.run)(&folder)?);
        } else {
            (chosen.print)(&folder)?;
        }
    }
    if json {
        println!("{}", Value::Object(results));
    }
    Ok(())
}

fn names() -> String {
    TASKS.iter().map(|task| format!("`{}`", task.name)).collect::<Vec<_>>().join(", ")
}
