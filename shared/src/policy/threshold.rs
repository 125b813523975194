//! A number with a name, as in `misses is at least patience`, that hints may move: an angry customer is given to a
//! person sooner. A hint moves it within limits the author sets and never decides alone.

use super::Finding;
use super::condition::{Condition, Known, Limit, Op};
use super::decide::Facts;
use crate::section::{At, Section};
use serde::{Deserialize, Serialize};

/// `[threshold.NAME]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Threshold {
    pub name: String,
    /// Where nothing moves it
    pub is: f64,
    pub moves: Vec<Move>,
    pub never_below: Option<f64>,
    pub never_above: Option<f64>,
}

/// `lower by 1 when sentiment is below -0.5`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Move {
    /// Added to the threshold; negative for `lower`
    pub by: f64,
    pub when: Condition,
}

impl Threshold {
    /// Its value for these findings, and what moved it.
    pub fn now(&self, facts: &Facts<'_>) -> (f64, Vec<Finding>) {
        let mut value = self.is;
        let mut moved_by = Vec::new();
        for step in self.moves.iter().filter(|step| step.when.holds(facts)) {
            value += step.by;
            moved_by.extend(facts.all(&step.when.signal).next().cloned());
        }
        // Thousandths: sums of such steps should read as they were written.
        (self.within((value * 1000.0).round() / 1000.0), moved_by)
    }

    /// The lowest and highest value the moves can give it.
    pub fn range(&self) -> (f64, f64) {
        let sum =
            |keep: fn(f64) -> bool| -> f64 { self.moves.iter().map(|m| m.by).filter(|by| keep(*by)).sum() };
        (self.within(self.is + sum(|by| by < 0.0)), self.within(self.is + sum(|by| by > 0.0)))
    }

    fn within(&self, value: f64) -> f64 {
        value.max(self.never_below.unwrap_or(f64::MIN)).min(self.never_above.unwrap_or(f64::MAX))
    }
}

/// Reads `[threshold.NAME]` tables; a move may look at any signal, and at no other threshold.
pub fn read(top: &Section<'_, '_>, known: &Known<'_>) -> Vec<Threshold> {
    let Some(mut tables) = top.section("threshold") else { return Vec::new() };
    tables.called = "threshold".to_owned();
    let mut all = Vec::new();
    for (name, section) in tables.all_sections() {
        if known.specs.iter().any(|spec| spec.name == name.value) || name.value.parse::<f64>().is_ok() {
            let what = format!("`{}` cannot name a threshold", name.value);
            let help = "a word that is no signal, as in `patience`".to_owned();
            section.file.problem(name.offset, what, Some(help));
        }
        let is = section.decimal("is");
        if !section.has("is") {
            let what = format!("{} has no number `is`", section.called);
            let help = "what it is where nothing moves it, as in `is = 2`".to_owned();
            section.file.problem(section.offset, what, Some(help));
        }
        let never_below = section.decimal("never-below").map(|at| at.value);
        let never_above = section.decimal("never-above").map(|at| at.value);
        let moves =
            section.texts("moves").into_iter().filter_map(|text| movement(&section, &text, known)).collect();
        if let Some(is) = is {
            let threshold = Threshold { name: name.value, is: is.value, moves, never_below, never_above };
            if threshold.within(is.value) != is.value {
                let what = format!("{} is {}, outside its own limits", section.called, is.value);
                let help = "mend `is`, `never-below` or `never-above`".to_owned();
                section.file.problem(is.offset, what, Some(help));
            }
            all.push(threshold);
        }
        section.done();
    }
    all
}

fn movement(section: &Section<'_, '_>, text: &At<String>, known: &Known<'_>) -> Option<Move> {
    let wrong = |what: String, help: String| section.file.problem(text.offset, what, Some(help));
    let form = || "as in `lower by 1 when sentiment is below -0.5`".to_owned();
    let Some((step, condition)) = text.value.split_once(" when ") else {
        wrong(format!("`{}` does not say when", text.value), form());
        return None;
    };
    let (sign, by) = match step.trim().split_once(" by ") {
        Some(("lower", by)) => (-1.0, by),
        Some(("raise", by)) => (1.0, by),
        _ => {
            wrong(format!("`{step}` is no movement"), form());
            return None;
        }
    };
    let Some(by) = by.trim().parse::<f64>().ok().filter(|by| by.is_finite() && *by > 0.0) else {
        wrong(format!("`{}` is not a number to move by", by.trim()), form());
        return None;
    };
    match Condition::read(condition, known) {
        Ok(when) => Some(Move { by: sign * by, when }),
        Err((what, help)) => {
            wrong(format!("{what} in {}", section.called), help);
            None
        }
    }
}

/// Whether a comparison with this limit can hold for every value the signal may have, once hints moved the limit.
pub fn always_holds(op: Op, limit: &Limit, thresholds: &[Threshold], least: f64, most: f64) -> bool {
    let (low, high) = match limit {
        Limit::Number(n) => (*n, *n),
        Limit::Named(name) => match thresholds.iter().find(|threshold| threshold.name == *name) {
            Some(threshold) => threshold.range(),
            None => return false,
        },
    };
    match op {
        Op::AtLeast => low <= least,
        Op::Above => low < least,
        Op::AtMost => high >= most,
        Op::Below => high > most,
    }
}
