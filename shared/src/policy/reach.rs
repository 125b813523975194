//! Whether a rule is ever reached: by trying every combination of what its signals, and one more, can say.
//!
//! Exact for flags and numbers. A word, a name, a pattern or a named threshold counts as a thing that may hold or
//! not by itself; that allows some impossible combinations, so it may miss an unreachable rule and never accuses a
//! reachable one. Rules that speak of more combinations than [`MOST`] are not tried.

use super::condition::{Condition, Known, Limit, Op, Test};
use super::{Kind, Rule};
use std::collections::BTreeMap;

/// What is known of a rule.
pub enum Reach<'r> {
    Reached,
    /// Its own conditions exclude each other
    Never,
    /// Whenever it holds, one of these above it does
    Covered(Vec<&'r Rule>),
}

/// Combinations tried for one rule and one more signal: enough for six flags and two numbers.
const MOST: usize = 1_024;

/// A flag or number by its signal; anything else by its signal and what it is compared with.
type Variable = (String, String);

/// What each variable can be: nothing, or a number (1 for what is no number).
type Values = BTreeMap<Variable, Vec<Option<f64>>>;

pub fn reach<'r>(above: &'r [Rule], rule: &Rule, known: &Known<'_>) -> Reach<'r> {
    let own = signals(rule);
    match uncovered(&[], rule, known) {
        Some(Found::NeverHolds) => return Reach::Never,
        None => return Reach::Reached,
        Some(_) => {}
    }
    let extras = above.iter().flat_map(signals).filter(|signal| !own.contains(signal));
    let mut tried: Vec<Option<&str>> = std::iter::once(None).chain(extras.map(Some)).collect();
    tried.sort_unstable();
    tried.dedup();
    for extra in tried {
        let fits = |other: &&Rule| signals(other).iter().all(|s| own.contains(s) || Some(*s) == extra);
        let over: Vec<&Rule> = above.iter().filter(fits).collect();
        let covered = |over: &[&Rule]| matches!(uncovered(over, rule, known), Some(Found::Covered));
        if covered(&over) {
            let one = over.iter().find(|one| covered(&[**one])).copied();
            return Reach::Covered(one.map_or(over, |one| vec![one]));
        }
    }
    Reach::Reached
}

enum Found {
    NeverHolds,
    Covered,
    Free,
}

/// Whether the rule holds in some combination in which none of the others does; nothing where there are too many.
fn uncovered(over: &[&Rule], rule: &Rule, known: &Known<'_>) -> Option<Found> {
    let mut values = Values::new();
    for condition in over.iter().copied().chain([rule]).flat_map(|rule| rule.when.iter().chain(&rule.any)) {
        extend(&mut values, condition, known);
    }
    let count = values.values().try_fold(1usize, |n, of| n.checked_mul(of.len())).filter(|n| *n <= MOST)?;
    let mut found = Found::NeverHolds;
    for mut number in 0..count {
        let mut now: BTreeMap<&Variable, Option<f64>> = BTreeMap::new();
        for (variable, of) in &values {
            now.insert(variable, of[number % of.len()]);
            number /= of.len();
        }
        if holds(rule, &now) {
            if !over.iter().any(|other| holds(other, &now)) {
                return Some(Found::Free);
            }
            found = Found::Covered;
        }
    }
    Some(found)
}

fn signals(rule: &Rule) -> Vec<&str> {
    rule.when.iter().chain(&rule.any).map(|condition| condition.signal.as_str()).collect()
}

fn variable(condition: &Condition) -> Variable {
    let with = match &condition.test {
        Test::Holds | Test::HoldsNot | Test::Compares { limit: Limit::Number(_), .. } => String::new(),
        Test::Compares { op, limit: Limit::Named(name) } => format!("{op:?} {name}"),
        Test::Is(word) | Test::IsNot(word) => format!("is {word}"),
        Test::Matches(pattern) => format!("matches {pattern}"),
    };
    (condition.signal.clone(), with)
}

/// Adds what a condition's variable can be: not there, and there; of a number each limit and what is around it.
fn extend(values: &mut Values, condition: &Condition, known: &Known<'_>) {
    let of = values.entry(variable(condition)).or_insert_with(|| vec![None]);
    let spec = known.specs.iter().find(|spec| spec.name == condition.signal);
    let there = match (&condition.test, spec.map(|spec| spec.kind)) {
        (Test::Compares { limit: Limit::Number(n), .. }, Some(Kind::Number { least, most, .. })) => {
            // Counts are whole; a probability or a mood has values between any two.
            let step = if most <= 1.0 { 0.0005 } else { 1.0 };
            let around = [*n - step, *n, *n + step];
            around.into_iter().filter(|value| (least..=most).contains(value)).collect()
        }
        _ => vec![1.0],
    };
    for value in there {
        if !of.contains(&Some(value)) {
            of.push(Some(value));
        }
    }
}

fn holds(rule: &Rule, now: &BTreeMap<&Variable, Option<f64>>) -> bool {
    let holds = |condition: &Condition| {
        let value = now.get(&variable(condition)).copied().flatten();
        // Any word of a signal is the signal.
        let any = || now.iter().any(|((signal, _), value)| *signal == condition.signal && value.is_some());
        match &condition.test {
            Test::Holds => any(),
            Test::HoldsNot => !any(),
            Test::IsNot(_) => value.is_none(),
            Test::Compares { op, limit: Limit::Number(limit) } => {
                value.is_some_and(|n| Op::holds(*op, n, *limit))
            }
            Test::Compares { .. } | Test::Is(_) | Test::Matches(_) => value.is_some(),
        }
    };
    rule.when.iter().all(holds) && (rule.any.is_empty() || rule.any.iter().any(holds))
}
