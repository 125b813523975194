//! `cargo xtask test`: everything that can fail, in the order of what is quick to find out.
//!
//! `--contracts` also runs every backend against mock servers of its tool: the descriptions stand in `contracts` beside
//! the checkout (or in `$BATON_CONTRACTS`), and their tools are installed by npm the first time, about 285 MB.
//!
//! The last line is the count of all tests together. A check that fails (formatting, lints, a build) counts as one
//! failed test, so that the count never says that all is well when it is not.

use crate::build::{self, Pace};
use crate::say::Plan;
use crate::{chromium, tools};
use anyhow::{Result, bail};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

#[derive(Default)]
struct Count {
    passed: u32,
    failed: u32,
    skipped: u32,
}

impl Count {
    /// From a line of cargo's: `test result: ok. 12 passed; 0 failed; 1 ignored; …`
    fn read(&mut self, line: &str) {
        let Some((_, numbers)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        for part in numbers.split("; ") {
            match part.split_once(' ').and_then(|(number, what)| Some((number.parse::<u32>().ok()?, what))) {
                Some((number, "passed")) => self.passed += number,
                Some((number, "failed")) => self.failed += number,
                Some((number, "ignored")) => self.skipped += number,
                _ => {}
            }
        }
    }
}

const CHECKS: [(&str, &[&str]); 3] = [
    ("check formatting", &["fmt", "--all", "--check"]),
    ("check lints", &["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"]),
    (
        "check lints of what runs in Wasm",
        &[
            "clippy",
            "--quiet",
            "--package",
            "edge",
            "--package",
            "widget",
            "--target",
            "wasm32-unknown-unknown",
            "--",
            "--deny",
            "warnings",
        ],
    ),
];

pub fn command(args: &[String]) -> Result<()> {
    crate::only(args, &["--quick", "--contracts"])?;
    let checks = if args.iter().any(|arg| arg == "--quick") { &[] } else { &CHECKS[..] };
    let mut steps: Vec<&'static str> = Vec::from(["run the tests without browser and workerd"]);
    steps.extend(build::STEPS);
    steps.extend(["find Chromium", "run the tests end to end"]);
    steps.splice(0..0, checks.iter().map(|(name, _)| *name));
    let mut plan = Plan::new(&steps);
    let contracts = args.iter().any(|arg| arg == "--contracts").then(contracts).transpose()?;

    let mut count = Count::default();
    let mut problems = Vec::new();
    if !checks.is_empty() {
        tools::rust()?; // lints of what runs in Wasm need the target
    }
    for (name, words) in checks {
        if let Err(problem) = plan.step(|| tools::quietly(tools::cargo().args(*words))) {
            println!("{problem:#}");
            problems.push(*name);
        }
    }
    plan.step(|| cargo_test(tools::cargo().arg("test"), "the tests", &mut count, &mut problems))?;
    if let Err(problem) = end_to_end(&mut plan, contracts, &mut count, &mut problems) {
        println!("{problem:#}");
        problems.push("what the end-to-end tests need");
    }

    plan.finish("tested");
    count.failed += u32::try_from(problems.len()).unwrap_or(u32::MAX);
    for name in &problems {
        println!("failed: {name}");
    }
    println!("{} passed, {} failed, {} skipped", count.passed, count.failed, count.skipped);
    if count.failed > 0 {
        bail!("not all is well; the first failure above is the one to look at")
    } else {
        Ok(())
    }
}

/// Where the descriptions of other people's services are.
fn contracts() -> Result<PathBuf> {
    let beside = tools::root().join("../shared/contracts");
    let folder = std::env::var_os("BATON_CONTRACTS").map_or(beside, PathBuf::from);
    if !folder.join("serve.sh").is_file() {
        bail!("no contracts in {}: set BATON_CONTRACTS to the folder that has serve.sh", folder.display());
    }
    Ok(folder)
}

fn end_to_end(
    plan: &mut Plan,
    contracts: Option<PathBuf>,
    count: &mut Count,
    problems: &mut Vec<&'static str>,
) -> Result<()> {
    build::all(plan, Pace::Full)?;
    let chrome = plan.step(chromium::find_or_install)?;
    plan.step(|| {
        let mut cargo = tools::cargo();
        cargo.args(["test", "--package", "tests"]);
        cargo.env("BATON_CHROME", chrome).env("BATON_NODE", tools::node()?);
        cargo.env("BATON_WRANGLER", tools::wrangler()).env("BATON_WORKER", tools::bundle());
        cargo.env("BATON_XTASK", std::env::current_exe()?);
        cargo.env("BATON_SERVE", tools::root().join("xtask/js/serve.mjs"));
        if let Some(folder) = &contracts {
            cargo.env("BATON_CONTRACTS", folder);
        }
        cargo_test(&mut cargo, "the end-to-end tests", count, problems)
    })
}

/// Passes on what cargo says and counts along. A failing run that counted no failure did not compile.
fn cargo_test(
    cargo: &mut Command,
    name: &'static str,
    count: &mut Count,
    problems: &mut Vec<&'static str>,
) -> Result<()> {
    let failed = count.failed;
    let mut child = tools::start(cargo.arg("--no-fail-fast").stdout(Stdio::piped()))?;
    let out = child.stdout.take().expect("standard output was asked for as a pipe");
    for line in BufReader::new(out).lines() {
        let line = line?;
        count.read(&line);
        println!("{line}");
    }
    if !child.wait()?.success() && count.failed == failed {
        problems.push(name);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_several_runs_are_added() {
        let mut count = Count::default();
        count.read(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        );
        count.read("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out");
        count.read("running 5 tests");
        assert_eq!((count.passed, count.failed, count.skipped), (15, 2, 1));
    }
}
