//! The commands of this repository: `cargo xtask NAME`.
//!
//! One row of `COMMANDS` and one file per command. What it takes to build for the browser and for workerd is in
//! `build/` and `tools.rs`; no command that works on text alone needs any of it.

mod backend;
mod bench;
mod build;
mod chromium;
mod docs;
mod eval;
mod guards;
mod import;
mod knowledge;
mod policy;
mod publish;
mod routing;
mod run;
mod say;
mod sizes;
mod test;
#[cfg(test)]
mod tidy;
mod tools;
mod train;
mod web;

use anyhow::{Result, bail};
use std::process::ExitCode;

/// A name, what it does, and the function that does it, given what was said after the name.
type Command = (&'static str, &'static str, fn(&[String]) -> Result<()>);

const COMMANDS: &[Command] = &[
    ("run", "build what changed and start everything on this machine (--port N, --fast)", run::command),
    ("test", "check formatting and lints, then run every test, end to end included (--quick)", test::command),
    ("build", "the Worker, the widget and the site, into dist/worker and public (--fast)", build::command),
    ("sizes", "bytes of all that is served: raw, gzip, brotli (--json)", sizes::command),
    ("backend", "list the support backends, or send a sample handoff: backend try NAME", backend::command),
    (
        "bench",
        "what is promised in numbers, measured (policy, handoffs, relay, stream, widget)",
        bench::command,
    ),
    (
        "knowledge",
        "what makes the articles worse than they could be, and why words find what they find: check, try (--site FOLDER)",
        knowledge::command,
    ),
    ("policy", "explain the escalation policy, check it, or try it on words", policy::command),
    (
        "routing",
        "whether every destination is still there, where words or a packet go, and what past handoffs would: check, try, replay",
        routing::command,
    ),
    (
        "import",
        "articles from a folder, your own site, Zendesk, Intercom or a table into site/knowledge",
        import::command,
    ),
    (
        "publish",
        "serve site/ on a running Worker without a deploy (URL, --list, --rollback N)",
        publish::command,
    ),
    (
        "guards",
        "switch off each guard once and see its tests fail (WORDS of its row, --workerd)",
        guards::command,
    ),
    ("docs", "write the documents that are generated from the code", docs::command),
    ("eval", "judge the detectors on a folder of labeled texts (--task NAME, --json)", eval::run),
    ("train", "make the detectors' models from a folder of labeled texts (--cross, --task NAME)", train::run),
    ("help", "this list", help),
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let name = args.first().map_or("help", String::as_str);
    let rest = args.get(1..).unwrap_or_default();
    let done = match COMMANDS.iter().find(|(known, ..)| *known == name) {
        Some((_, _, command)) => command(rest),
        None => unknown(name),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\nxtask {name}: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

fn unknown(name: &str) -> Result<()> {
    bail!("no command `{name}`; `cargo xtask help` lists them")
}

fn help(_: &[String]) -> Result<()> {
    println!("cargo xtask NAME\n");
    for (name, about, _) in COMMANDS {
        println!("  {name:8} {about}");
    }
    Ok(())
}

/// Refuses what a command does not know, instead of ignoring a mistyped flag.
fn only(args: &[String], known: &[&str]) -> Result<()> {
    match args.iter().find(|arg| arg.starts_with('-') && !known.contains(&arg.as_str())) {
        Some(arg) if known.is_empty() => bail!("`{arg}` means nothing here; leave it out"),
        Some(arg) => bail!("`{arg}` means nothing here; there is {}", known.join(", ")),
        None => Ok(()),
    }
}
