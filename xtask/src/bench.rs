//! `cargo xtask bench policy`: how long a decision takes, natively beside an open rule engine, and as Wasm.
//!
//! The case is in `bench/`, a crate of its own: nothing else pays for the engine it is compared with.

use crate::tools;
use anyhow::{Context, Result, bail};
use std::process::Command;

pub fn command(args: &[String]) -> Result<()> {
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["policy"] => policy(),
        _ => bail!("say `bench policy`"),
    }
}

fn policy() -> Result<()> {
    run(tools::cargo().args(["run", "-q", "--profile", "speed", "-p", "bench"]))?;
    // As the Worker is built: the release profile, without std's own rebuilding, which changes nothing here.
    let wasm = "wasm32-unknown-unknown";
    run(tools::cargo().args(["build", "-q", "--release", "-p", "bench", "--lib", "--target", wasm]))?;
    let module = tools::target().join(wasm).join("release/bench.wasm");
    run(Command::new(tools::node()?).arg(tools::root().join("bench/bench.mjs")).arg(module))
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {command:?}"))?;
    if !status.success() {
        bail!("{command:?} failed");
    }
    Ok(())
}
