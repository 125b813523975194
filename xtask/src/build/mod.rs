//! `cargo xtask build`: everything that is served or deployed.
//!
//! Compiling the Worker, the widget and the tool that writes their JavaScript, and fetching packages, go on at the
//! same time: linking uses one core, and two cores are what CI has.

pub mod edge;
pub mod site;
pub mod widget;

use crate::say::Plan;
use crate::tools;
use anyhow::{Result, anyhow};
use std::path::{Path, PathBuf};

/// What a full build does in minutes for the last kilobyte, a fast one leaves out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    Full,
    Fast,
}

impl Pace {
    pub fn of(args: &[String]) -> Self {
        if args.iter().any(|arg| arg == "--fast") { Self::Fast } else { Self::Full }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Fast => "fast",
        }
    }

    fn profile(self, full: &'static str) -> &'static str {
        match self {
            Self::Full => full,
            Self::Fast => "dev",
        }
    }

    fn artifact(self, full: &'static str, name: &str) -> PathBuf {
        let profile = match self {
            Self::Full => full,
            Self::Fast => "debug",
        };
        tools::target().join("wasm32-unknown-unknown").join(profile).join(format!("{name}.wasm"))
    }
}

pub const STEPS: [&str; 4] = [
    "compile the site",
    "install the parts of Rust for Wasm",
    "install npm packages; compile the Worker and the widget",
    "write what is served",
];

pub fn command(args: &[String]) -> Result<()> {
    crate::only(args, &["--fast"])?;
    let mut plan = Plan::new(&STEPS);
    all(&mut plan, Pace::of(args))?;
    plan.finish("built");
    Ok(())
}

/// The four steps of `STEPS`. The site is first, because its mistakes are found in a moment.
pub fn all(plan: &mut Plan, pace: Pace) -> Result<()> {
    plan.step(site::compile)?;
    plan.step(tools::rust)?;
    plan.step(|| {
        together(&[
            &|| tools::npm().and_then(|()| tools::node().map(drop)),
            &|| edge::compile(pace),
            &|| widget::compile(pace),
            &|| tools::quietly(tools::cargo().args(["build", "--package", "bindgen"])),
        ])
    })?;
    plan.step(|| {
        together(&[
            &|| {
                widget::pack(pace)
                    .and_then(|()| widget::embed())
                    .and_then(|()| widget::person())
                    .and_then(|()| widget::more())
                    .and_then(|()| widget::live())
            },
            &tools::npm,
        ])?;
        edge::bundle(pace)
    })
}

/// Runs all of them at once; the first failure in their order is the one told.
fn together(works: &[&(dyn Fn() -> Result<()> + Sync)]) -> Result<()> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = works.iter().map(|work| scope.spawn(work)).collect();
        let done =
            threads.into_iter().map(|thread| thread.join().unwrap_or(Err(anyhow!("a build step panicked"))));
        done.collect::<Vec<_>>().into_iter().collect()
    })
}

/// The tool of xtask/bindgen, compiled.
fn bindgen() -> PathBuf {
    tools::target().join("debug/bindgen")
}

/// Makes `to` the same as `from`: copies what is there, removes what is not.
fn mirror(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(to)? {
        let entry = entry?;
        let there = from.join(entry.file_name());
        let folder = entry.file_type()?.is_dir();
        if folder && !there.is_dir() {
            std::fs::remove_dir_all(entry.path())?;
        } else if !folder && !there.is_file() {
            std::fs::remove_file(entry.path())?;
        }
    }
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let copy = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            mirror(&entry.path(), &copy)?;
        } else {
            std::fs::copy(entry.path(), copy)?;
        }
    }
    Ok(())
}
