//! `cargo xtask bench NAME`: what is promised in numbers, measured.
//!
//! `policy`: how long a decision takes, natively beside an open rule engine, and as Wasm, and what it weighs. The case is in `bench/`, a
//! crate of its own: nothing else pays for the engine it is compared with. `search`: how long a search among a thousand
//! articles takes, likewise. `handoffs [COUNT] [KILLS]`: a thousand
//! handoffs to a backend in trouble while workerd is killed ten times. `relay`: how long words take between customer
//! and agent. These two are end-to-end tests, at full size. `stream`: what Baton adds to a model's words, how many streams it
//! carries at once, what a turn costs (`xtask/js/stream.mjs`, against the Worker built last); with `--gateways` two gateways for
//! models are installed under `target/` and carry the same words in the same run. `widget`: what the chat costs the page it is on
//! (`xtask/js/widget-bench.mjs`); with `--peers` beside widgets from npm, which are put under `target/`.

use crate::build::{self, Pace};
use crate::chromium;
use crate::say::Plan;
use crate::tools;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

pub fn command(args: &[String]) -> Result<()> {
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["policy"] => policy(),
        ["search"] => search(),
        ["handoffs"] => {
            end_to_end("every_handoff_is_one_ticket", &[("BATON_HANDOFFS", "1000"), ("BATON_KILLS", "10")])
        }
        ["handoffs", count, kills] => {
            for (number, what) in [(count, "count"), (kills, "number of kills")] {
                number
                    .parse::<u32>()
                    .with_context(|| format!("`{number}` is no {what}; say `bench handoffs 1000 10`"))?;
            }
            end_to_end("every_handoff_is_one_ticket", &[("BATON_HANDOFFS", count), ("BATON_KILLS", kills)])
        }
        ["stream"] => stream(false),
        ["stream", "--gateways"] => stream(true),
        ["widget"] => widget(false),
        ["widget", "--peers"] => widget(true),
        ["relay"] => end_to_end("latency::", &[("BATON_ROUNDS", "300")]),
        _ => bail!(
            "say `bench policy`, `bench search`, `bench stream`, `bench widget`, `bench widget --peers`, `bench handoffs`, `bench handoffs COUNT KILLS`, or `bench relay`"
        ),
    }
}

/// One end-to-end test on the built Worker, with its numbers shown.
fn end_to_end(test: &str, settings: &[(&str, &str)]) -> Result<()> {
    let mut plan = Plan::new(&build::STEPS);
    build::all(&mut plan, Pace::Full)?;
    plan.finish("built");
    let mut cargo = tools::cargo();
    cargo.args(["test", "-q", "-p", "tests", "--", "--nocapture", "--test-threads", "1", test]);
    cargo.env("BATON_NODE", tools::node()?).env("BATON_WORKER", tools::bundle());
    cargo.env("BATON_SERVE", tools::root().join("xtask/js/serve.mjs"));
    run(cargo.envs(settings.iter().copied()))
}

fn policy() -> Result<()> {
    run(tools::cargo().args(["run", "-q", "--profile", "speed", "-p", "bench", "--", "policy"]))?;
    let module = module()?;
    let person = tools::root().join("public/w/person-en.js");
    run(Command::new(tools::node()?).arg(tools::root().join("bench/bench.mjs")).arg(module).arg(person))
}

fn search() -> Result<()> {
    run(tools::cargo().args(["run", "-q", "--profile", "speed", "-p", "bench", "--", "search"]))?;
    run(Command::new(tools::node()?).arg(tools::root().join("bench/search.mjs")).arg(module()?))
}

/// The cases as Wasm, as the Worker is built: the release profile, without std's own rebuilding, which changes nothing here.
fn module() -> Result<PathBuf> {
    let wasm = "wasm32-unknown-unknown";
    run(tools::cargo().args(["build", "-q", "--release", "-p", "bench", "--lib", "--target", wasm]))?;
    Ok(tools::target().join(wasm).join("release/bench.wasm"))
}

fn stream(install: bool) -> Result<()> {
    let (bundle, gateways) = (tools::bundle(), tools::target().join("gateways"));
    if !bundle.join("site.json").exists() {
        bail!("there is no Worker yet; say `cargo xtask build`");
    }
    if install {
        std::fs::create_dir_all(&gateways)?;
        // Without one npm would install into the repository above.
        std::fs::write(gateways.join("package.json"), "{\"private\":true}")?;
        run(Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "@portkey-ai/gateway"])
            .current_dir(&gateways))?;
        run(Command::new("python3").args(["-m", "venv", "venv"]).current_dir(&gateways))?;
        run(Command::new("venv/bin/pip").args(["install", "-q", "litellm[proxy]"]).current_dir(&gateways))?;
    }
    let js = tools::root().join("xtask/js");
    run(Command::new(tools::node()?).arg(js.join("stream.mjs")).arg(bundle).arg(gateways))
}

/// What each carries in one file; none needs its dependencies to show a launcher.
const PEERS: [&str; 4] = ["@typebot.io/js", "flowise-embed", "@n8n/chat", "deep-chat"];

fn widget(install: bool) -> Result<()> {
    let (bundle, peers) = (tools::bundle(), tools::target().join("peers"));
    if !bundle.join("site.json").exists() {
        bail!("there is no Worker yet; say `cargo xtask build`");
    }
    if install {
        for name in PEERS {
            let folder = peers.join(name);
            std::fs::create_dir_all(&folder)?;
            let packed =
                tools::command("npm").args(["pack", "--silent", name]).current_dir(&folder).output()?;
            let file = String::from_utf8_lossy(&packed.stdout).trim().to_owned();
            if !packed.status.success() || file.is_empty() {
                println!("{name} is left out: {}", String::from_utf8_lossy(&packed.stderr).trim());
                continue;
            }
            run(Command::new("tar").args(["xzf", &file, "--strip-components=1"]).current_dir(&folder))?;
        }
    }
    let js = tools::root().join("xtask/js");
    run(Command::new(tools::node()?)
        .arg(js.join("widget-bench.mjs"))
        .args([bundle, js.join("serve.mjs"), chromium::find_or_install()?, peers])
        .arg(tools::root().join("tests/it/fake_worker.js")))
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {command:?}"))?;
    if !status.success() {
        bail!("{command:?} failed");
    }
    Ok(())
}
