//! What we say while we work: the step, how long such a step took last time, how long is left.
//!
//! Durations of earlier runs are kept in the target folder, so a first run shows none. They are the last ones, not
//! averages: a build after a small change is best predicted by the one before.

use crate::tools;
use anyhow::Result;
use std::collections::BTreeMap;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Long enough not to scroll the screen away, short enough that nobody thinks it hangs.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The steps of one command, known beforehand so that the rest can be estimated.
pub struct Plan {
    /// Names of the steps still to come, the next one first.
    left: Vec<&'static str>,
    total: usize,
    started: Instant,
    past: BTreeMap<String, f64>,
}

impl Plan {
    pub fn new(steps: &[&'static str]) -> Self {
        Self { left: steps.to_vec(), total: steps.len(), started: Instant::now(), past: recall() }
    }

    /// Does the next step. Its name is the key under which its duration is remembered.
    pub fn step<T>(&mut self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let number = self.total - self.left.len() + 1;
        let known: Option<f64> = self.left.iter().map(|name| self.past.get(*name)).sum();
        let name = if self.left.is_empty() { "one more thing" } else { self.left.remove(0) };
        let about = known.filter(|all| *all >= 2.0).map_or(String::new(), |all| {
            let this = self.past.get(name).copied().unwrap_or(0.0);
            format!(" ({} last time; {} for all that is left)", seconds(this), seconds(all))
        });
        println!("[{number}/{}] {name}{about}", self.total);

        let begun = Instant::now();
        let done = with_heartbeat(begun, work);
        let took = begun.elapsed().as_secs_f64();
        if done.is_ok() {
            self.past.insert(name.to_owned(), took);
            remember(&self.past);
            if took >= 1.0 {
                println!("      done in {}", seconds(took));
            }
        }
        done
    }

    pub fn finish(&self, what: &str) {
        println!("{what} in {}", seconds(self.started.elapsed().as_secs_f64()));
    }
}

/// A line every so often, because a silent build looks like a hanging one.
fn with_heartbeat<T>(begun: Instant, work: impl FnOnce() -> T) -> T {
    std::thread::scope(|scope| {
        let (stop, stopped) = channel::<()>();
        scope.spawn(move || {
            while stopped.recv_timeout(HEARTBEAT) == Err(RecvTimeoutError::Timeout) {
                println!("      … {}{}", seconds(begun.elapsed().as_secs_f64()), tools::now_doing());
            }
        });
        let done = work();
        drop(stop);
        done
    })
}

fn seconds(seconds: f64) -> String {
    if seconds < 90.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{:.0} min {:02.0} s", (seconds / 60.0).floor(), seconds % 60.0)
    }
}

/// Lines of `seconds<space>name`. A file that cannot be read is a first run.
fn recall() -> BTreeMap<String, f64> {
    let text = std::fs::read_to_string(tools::target().join("xtask-durations")).unwrap_or_default();
    text.lines()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(seconds, name)| Some((name.to_owned(), seconds.parse().ok()?)))
        .collect()
}

/// Best effort: an estimate that is missing next time is no reason to fail now.
fn remember(past: &BTreeMap<String, f64>) {
    let text: String = past.iter().map(|(name, seconds)| format!("{seconds:.3} {name}\n")).collect();
    let _ = std::fs::write(tools::target().join("xtask-durations"), text);
}
