//! A condition as the file says it: `asks-for-person`, `not no-source`, `misses is at least 2`, `risk is refund`,
//! `mentions ridiculous`, `page matches /checkout/*`. Checked against the signal's kind, tested, and said again.

use super::decide::Facts;
use super::{Kind, Spec, Threshold, Value, Vocabulary};
use crate::problem::nearest;
use serde::{Deserialize, Serialize};
use std::fmt;

/// `signal` `test`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    pub signal: String,
    pub test: Test,
}

/// How the signal's value is looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Test {
    Holds,
    HoldsNot,
    Compares { op: Op, limit: Limit },
    Is(String),
    IsNot(String),
    Matches(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Op {
    AtLeast,
    AtMost,
    Above,
    Below,
}

/// What a number is compared with: a number, or a threshold of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    Number(f64),
    Named(String),
}

/// What conditions of a file may speak of.
pub struct Known<'a> {
    pub specs: &'a [Spec],
    pub vocabulary: &'a Vocabulary,
    pub thresholds: &'a [Threshold],
}

/// Spellings, longest first where one begins another.
const OPERATORS: &[(&str, &str)] = &[
    (" is at least ", ">="),
    (" is at most ", "<="),
    (" is more than ", ">"),
    (" is above ", ">"),
    (" is less than ", "<"),
    (" is below ", "<"),
    (" is not ", "!="),
    (" is ", "="),
    (" matches ", "~"),
    (" >= ", ">="),
    (" <= ", "<="),
    (" > ", ">"),
    (" < ", "<"),
    (" = ", "="),
];

/// `mentions NAME` reads better than `mentions is NAME`.
const MENTIONS: &str = "mentions";

impl Op {
    pub fn holds(self, number: f64, limit: f64) -> bool {
        match self {
            Op::AtLeast => number >= limit,
            Op::AtMost => number <= limit,
            Op::Above => number > limit,
            Op::Below => number < limit,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Op::AtLeast => "is at least",
            Op::AtMost => "is at most",
            Op::Above => "is more than",
            Op::Below => "is below",
        }
    }
}

impl Condition {
    /// Reads a condition and checks it against what there is. The error is what to say, and what to do next.
    pub fn read(text: &str, known: &Known<'_>) -> Result<Self, (String, String)> {
        let text = text.trim();
        let (text, negated) = text.strip_prefix("not ").map_or((text, false), |rest| (rest.trim(), true));
        let mention = text.strip_prefix(MENTIONS).and_then(|rest| rest.strip_prefix(' '));
        let (name, compared) = match mention {
            Some(list) if !list.starts_with("is ") => (MENTIONS, Some(("=", list.trim()))),
            _ => split(text),
        };
        let spec = find(name, known.specs)?;
        let test = match (compared, negated) {
            (None, negated) => match spec.kind {
                Kind::Flag | Kind::Word(_) | Kind::Name(_) if negated => Test::HoldsNot,
                Kind::Flag | Kind::Word(_) | Kind::Name(_) => Test::Holds,
                kind => return Err(not_alone(spec, kind)),
            },
            (Some((op, value)), negated) => match (compare(spec, op, value, known)?, negated) {
                (test, false) => test,
                (Test::Is(word), true) => Test::IsNot(word),
                _ => {
                    return Err((
                        format!("`not {text}` says it twice round"),
                        "turn the comparison, as in `is below` for `not … is at least`".to_owned(),
                    ));
                }
            },
        };
        Ok(Self { signal: spec.name.to_owned(), test })
    }

    /// Whether it holds; a signal that found nothing is a flag that does not hold and no value at all.
    pub fn holds(&self, facts: &Facts<'_>) -> bool {
        let mut values = facts.all(&self.signal).map(|finding| &finding.value);
        let set = |value: &Value| *value != Value::Flag(false);
        match &self.test {
            Test::Holds => values.any(set),
            Test::HoldsNot => !values.any(set),
            Test::Compares { op, limit } => {
                let limit = facts.limit(limit);
                values.any(|value| matches!(value, Value::Number(n) if op.holds(*n, limit)))
            }
            Test::Is(word) => values.any(|value| matches!(value, Value::Word(w) if w == word)),
            Test::IsNot(word) => !values.any(|value| matches!(value, Value::Word(w) if w == word)),
            Test::Matches(pattern) => {
                values.any(|value| matches!(value, Value::Word(w) if crate::page::matches_path(pattern, w)))
            }
        }
    }

    /// Whether it asks for something to be there, rather than for its absence.
    pub fn is_positive(&self) -> bool {
        !matches!(self.test, Test::HoldsNot | Test::IsNot(_))
    }
}

/// Name of the signal, and what it is compared with.
fn split(text: &str) -> (&str, Option<(&'static str, &str)>) {
    let found = OPERATORS
        .iter()
        .filter_map(|(words, op)| text.find(words).map(|at| (at, *words, *op)))
        // The earliest operator; of two at the same place the longer one.
        .min_by_key(|(at, words, _)| (*at, usize::MAX - words.len()));
    match found {
        None => (text, None),
        Some((at, words, op)) => {
            (text[..at].trim(), Some((op, text[at + words.len()..].trim().trim_matches('"'))))
        }
    }
}

fn find<'s>(name: &str, specs: &'s [Spec]) -> Result<&'s Spec, (String, String)> {
    specs.iter().find(|spec| spec.name == name).ok_or_else(|| {
        let names = || specs.iter().map(|spec| spec.name);
        (format!("unknown signal `{name}`"), suggest(name, names(), "the signals are"))
    })
}

fn suggest<'n>(word: &str, names: impl Iterator<Item = &'n str> + Clone, list: &str) -> String {
    match nearest(word, names.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("{list} `{}`", names.collect::<Vec<_>>().join("`, `")),
    }
}

fn not_alone(spec: &Spec, kind: Kind) -> (String, String) {
    let example = match kind {
        Kind::Number { .. } => "is at least 2",
        _ => "matches /checkout/*",
    };
    (format!("`{}` needs something to compare with", spec.name), format!("as in `{} {example}`", spec.name))
}

fn compare(spec: &Spec, op: &str, value: &str, known: &Known<'_>) -> Result<Test, (String, String)> {
    match spec.kind {
        Kind::Flag => Err((
            format!("`{}` holds or not; it has no value", spec.name),
            format!("write `{0}` or `not {0}`", spec.name),
        )),
        Kind::Number { least, most, unit } => {
            let limit = limit(spec, value, (least, most, unit), known)?;
            let op = match op {
                ">=" => Op::AtLeast,
                "<=" => Op::AtMost,
                ">" => Op::Above,
                "<" => Op::Below,
                _ => {
                    return Err((
                        format!("`{}` is a number of {unit}", spec.name),
                        "compare with `is at least`, `is at most`, `is more than` or `is below`".to_owned(),
                    ));
                }
            };
            Ok(Test::Compares { op, limit })
        }
        Kind::Word(words) if !words.contains(&value) => Err((
            format!("`{}` is never `{value}`", spec.name),
            suggest(value, words.iter().copied(), "one of"),
        )),
        Kind::Name(table) if known.vocabulary.names(table).all(|name| name != value) => {
            let (called, ..) = super::vocabulary::Table::ALL[table as usize];
            let names: Vec<&str> = known.vocabulary.names(table).collect();
            let help = match nearest(value, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("define it: `{value} = [\"…\"]` under `[{called}]`"),
            };
            Err((format!("the file has no `{value}` under `[{called}]`"), help))
        }
        Kind::Word(_) | Kind::Name(_) => word_test(spec, op, value),
        Kind::Text => match op {
            "~" => Ok(Test::Matches(value.to_owned())),
            _ => word_test(spec, op, value),
        },
    }
}

fn limit(
    spec: &Spec,
    value: &str,
    (least, most, unit): (f64, f64, &str),
    known: &Known<'_>,
) -> Result<Limit, (String, String)> {
    if known.thresholds.iter().any(|threshold| threshold.name == value) {
        return Ok(Limit::Named(value.to_owned()));
    }
    let between = format!("between {least} and {most}, without a unit");
    let Ok(number) = value.parse::<f64>() else {
        let name = value.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !value.is_empty();
        let help = match nearest(value, known.thresholds.iter().map(|t| t.name.as_str())) {
            Some(near) => format!("did you mean `{near}`?"),
            None if name => format!("{between}, or a threshold: `[threshold.{value}]`"),
            None => between,
        };
        return Err((format!("`{value}` is not a number of {unit}"), help));
    };
    if !(least..=most).contains(&number) {
        return Err((
            format!("`{}` is never {number}: it counts {unit}", spec.name),
            format!("between {least} and {most}"),
        ));
    }
    Ok(Limit::Number(number))
}

fn word_test(spec: &Spec, op: &str, value: &str) -> Result<Test, (String, String)> {
    match op {
        "=" => Ok(Test::Is(value.to_owned())),
        "!=" => Ok(Test::IsNot(value.to_owned())),
        _ => Err((format!("`{}` is a word", spec.name), "compare with `is` or `is not`".to_owned())),
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Limit::Number(n) => write!(f, "{n}"),
            Limit::Named(name) => f.write_str(name),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.signal;
        match &self.test {
            Test::Holds => f.write_str(name),
            Test::HoldsNot => write!(f, "not {name}"),
            Test::Compares { op, limit } => write!(f, "{name} {} {limit}", op.words()),
            Test::Is(word) if name == MENTIONS => write!(f, "mentions {word}"),
            Test::IsNot(word) if name == MENTIONS => write!(f, "not mentions {word}"),
            Test::Is(word) => write!(f, "{name} is {word}"),
            Test::IsNot(word) => write!(f, "{name} is not {word}"),
            Test::Matches(pattern) => write!(f, "{name} matches {pattern}"),
        }
    }
}
