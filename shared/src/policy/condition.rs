//! A condition as the file says it: `asks-for-person`, `not no-source`, `misses is at least 2`,
//! `page matches /checkout/*`. Read, checked against the signal's kind, tested, and said again.

use super::{Finding, Kind, Spec, Value};
use crate::problem::nearest;
use serde::{Deserialize, Serialize};
use std::fmt;

/// `signal` `test` `value`.
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
    AtLeast(f64),
    AtMost(f64),
    Above(f64),
    Below(f64),
    Is(String),
    IsNot(String),
    Matches(String),
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

impl Condition {
    /// Reads a condition and checks it against the signals there are. The error is what to say, and what to do next.
    pub fn read(text: &str, specs: &[Spec]) -> Result<Self, (String, String)> {
        let text = text.trim();
        let found = OPERATORS
            .iter()
            .filter_map(|(words, op)| text.find(words).map(|at| (at, *words, *op)))
            .min_by_key(
                // the earliest operator; of two at the same place the longer one
                |(at, words, _)| (*at, usize::MAX - words.len()),
            );
        let (name, test) = match found {
            None => match text.strip_prefix("not ") {
                Some(name) => (name.trim(), None.ok_or("!")),
                None => (text, None.ok_or("")),
            },
            Some((at, words, op)) => {
                (text[..at].trim(), Ok((op, text[at + words.len()..].trim().trim_matches('"'))))
            }
        };
        let spec = find(name, specs)?;
        let test = match test {
            Err(alone) => match spec.kind {
                Kind::Flag if alone.is_empty() => Test::Holds,
                Kind::Flag => Test::HoldsNot,
                kind => return Err(not_alone(spec, kind)),
            },
            Ok((op, value)) => compare(spec, op, value)?,
        };
        Ok(Self { signal: spec.name.to_owned(), test })
    }

    /// Whether it holds for a finding; a signal that found nothing is a flag that does not hold and no value at all.
    pub fn holds(&self, finding: Option<&Finding>) -> bool {
        let value = finding.map(|f| &f.value);
        match (&self.test, value) {
            (Test::Holds, value) => value == Some(&Value::Flag(true)),
            (Test::HoldsNot, value) => value != Some(&Value::Flag(true)),
            (Test::AtLeast(limit), Some(Value::Number(n))) => n >= limit,
            (Test::AtMost(limit), Some(Value::Number(n))) => n <= limit,
            (Test::Above(limit), Some(Value::Number(n))) => n > limit,
            (Test::Below(limit), Some(Value::Number(n))) => n < limit,
            (Test::Is(word), Some(Value::Word(w))) => w == word,
            (Test::IsNot(word), Some(Value::Word(w))) => w != word,
            (Test::IsNot(_), None) => true,
            (Test::Matches(pattern), Some(Value::Word(w))) => crate::page::matches_path(pattern, w),
            _ => false,
        }
    }
}

fn find<'s>(name: &str, specs: &'s [Spec]) -> Result<&'s Spec, (String, String)> {
    specs.iter().find(|spec| spec.name == name).ok_or_else(|| {
        let help = match nearest(name, specs.iter().map(|spec| spec.name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                format!(
                    "the signals are `{}`",
                    specs.iter().map(|spec| spec.name).collect::<Vec<_>>().join("`, `")
                )
            }
        };
        (format!("unknown signal `{name}`"), help)
    })
}

fn not_alone(spec: &Spec, kind: Kind) -> (String, String) {
    let example = match kind {
        Kind::Number { .. } => "is at least 2".to_owned(),
        Kind::Word(words) => format!("is {}", words.first().unwrap_or(&"…")),
        Kind::Text | Kind::Flag => "matches /checkout/*".to_owned(),
    };
    (format!("`{}` needs something to compare with", spec.name), format!("as in `{} {example}`", spec.name))
}

fn compare(spec: &Spec, op: &str, value: &str) -> Result<Test, (String, String)> {
    match spec.kind {
        Kind::Flag => Err((
            format!("`{}` holds or not; it has no value", spec.name),
            format!("write `{0}` or `not {0}`", spec.name),
        )),
        Kind::Number { least, most, unit } => {
            let number: f64 = value.parse().map_err(|_| {
                (
                    format!("`{value}` is not a number of {unit}"),
                    format!("between {least} and {most}, without a unit"),
                )
            })?;
            if !(least..=most).contains(&number) {
                return Err((
                    format!("`{}` is never {number}: it counts {unit}", spec.name),
                    format!("between {least} and {most}"),
                ));
            }
            match op {
                ">=" => Ok(Test::AtLeast(number)),
                "<=" => Ok(Test::AtMost(number)),
                ">" => Ok(Test::Above(number)),
                "<" => Ok(Test::Below(number)),
                _ => Err((
                    format!("`{}` is a number of {unit}", spec.name),
                    "compare with `is at least`, `is at most`, `is more than` or `is below`".to_owned(),
                )),
            }
        }
        Kind::Word(words) => {
            if !words.contains(&value) {
                let help = match nearest(value, words.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("one of `{}`", words.join("`, `")),
                };
                return Err((format!("`{}` is never `{value}`", spec.name), help));
            }
            word_test(spec, op, value)
        }
        Kind::Text => match op {
            "~" => Ok(Test::Matches(value.to_owned())),
            _ => word_test(spec, op, value),
        },
    }
}

fn word_test(spec: &Spec, op: &str, value: &str) -> Result<Test, (String, String)> {
    match op {
        "=" => Ok(Test::Is(value.to_owned())),
        "!=" => Ok(Test::IsNot(value.to_owned())),
        _ => Err((format!("`{}` is a word", spec.name), "compare with `is` or `is not`".to_owned())),
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.signal;
        match &self.test {
            Test::Holds => write!(f, "{name}"),
            Test::HoldsNot => write!(f, "not {name}"),
            Test::AtLeast(n) => write!(f, "{name} is at least {n}"),
            Test::AtMost(n) => write!(f, "{name} is at most {n}"),
            Test::Above(n) => write!(f, "{name} is more than {n}"),
            Test::Below(n) => write!(f, "{name} is below {n}"),
            Test::Is(word) => write!(f, "{name} is {word}"),
            Test::IsNot(word) => write!(f, "{name} is not {word}"),
            Test::Matches(pattern) => write!(f, "{name} matches {pattern}"),
        }
    }
}
