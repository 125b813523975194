//! The part of JSON Schema that one value of an action needs: its type, what it may be, and how to find it in a message.
//!
//! `type` (string, integer, number, boolean), `enum`, `pattern`, `format` (email, date), `minLength`, `maxLength`,
//! `minimum`, `maximum`. A `pattern` must fit the whole value, which is what everybody means by it. Nothing else is
//! understood, and the file that says it is refused: a limit that is not checked is worse than none.

use regex_lite::Regex;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What a value may be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Schema {
    pub kind: Kind,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    pub min_length: usize,
    pub max_length: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    String,
    Integer,
    Number,
    Boolean,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    Email,
    Date,
}

/// The longest value, in bytes, where the file sets no limit.
pub const LONGEST: usize = 200;

/// Bytes a pattern may need compiled: a slip such as `(a{99}){99}` is told when the file is read, and not paid for here.
const COMPILED: usize = 64_000;

/// A compiled pattern; `None` if it is none.
pub fn pattern(text: &str) -> Option<Regex> {
    regex_lite::RegexBuilder::new(text).size_limit(COMPILED).build().ok()
}

/// A value as a person reads it.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

impl Schema {
    /// A text without a limit of its own.
    pub fn string() -> Self {
        Self {
            kind: Kind::String,
            one_of: Vec::new(),
            pattern: None,
            format: None,
            min_length: 1,
            max_length: LONGEST,
            minimum: None,
            maximum: None,
        }
    }

    /// The value that a text is, if it is allowed. Control characters never are.
    pub fn read(&self, text: &str) -> Option<Value> {
        let text = text.trim();
        if text.len() > self.max_length
            || text.chars().count() < self.min_length
            || text.chars().any(char::is_control)
        {
            return None;
        }
        if !self.one_of.is_empty() {
            let one = self.one_of.iter().find(|one| one.to_lowercase() == text.to_lowercase())?;
            return Some(Value::String(one.clone()));
        }
        let within =
            |n: f64| self.minimum.is_none_or(|least| n >= least) && self.maximum.is_none_or(|most| n <= most);
        match self.kind {
            Kind::Boolean => text.parse::<bool>().ok().map(Value::Bool),
            Kind::Integer => text.parse::<i64>().ok().filter(|n| within(*n as f64)).map(Value::from),
            Kind::Number => text.parse::<f64>().ok().filter(|n| n.is_finite() && within(*n)).map(Value::from),
            Kind::String => self.is_text(text).then(|| Value::String(self.cased(text))),
        }
    }

    /// What a pattern in capitals wants is meant by who writes small letters.
    fn cased(&self, text: &str) -> String {
        let fits = |text: &str| self.pattern.as_deref().is_some_and(|p| whole(p, text));
        let upper = text.to_uppercase();
        if self.pattern.is_some() && !fits(text) && fits(&upper) { upper } else { text.to_owned() }
    }

    fn is_text(&self, text: &str) -> bool {
        let formed = match self.format {
            Some(Format::Email) => is_email(text),
            Some(Format::Date) => is_day(text),
            None => true,
        };
        formed && self.pattern.as_deref().is_none_or(|p| whole(p, text) || whole(p, &text.to_uppercase()))
    }

    /// Where a value of this kind stands in a message, if it can be told from any other word: by its pattern, as an
    /// e-mail address, or as one of a few words.
    pub fn find(&self, message: &str) -> Option<String> {
        let mut message = message.to_owned();
        crate::page::cut(&mut message, 2_000);
        let words = || message.split(|c: char| c.is_whitespace() || "()<>[]\"“”„«»,;".contains(c));
        let bare = |word: &str| word.trim_matches(|c: char| ".:!?'’#".contains(c)).to_owned();
        if self.format == Some(Format::Email) {
            return words().map(bare).find(|word| is_email(word));
        }
        if let Some(text) = &self.pattern {
            // Any text would fit `.*`; what is found must say that it is one: it holds a digit.
            let telling = |word: &String| word.bytes().any(|b| b.is_ascii_digit());
            return words()
                .map(bare)
                .filter(telling)
                .find(|word| whole(text, word) || whole(text, &word.to_uppercase()));
        }
        let lower = format!(" {} ", message.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " "));
        let stands = |one: &&String| {
            let one = one.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " ");
            lower.contains(&format!(" {one} "))
        };
        self.one_of.iter().find(stands).cloned()
    }

    /// As JSON Schema.
    pub fn json(&self, description: &str) -> Value {
        let kind = match self.kind {
            Kind::String => "string",
            Kind::Integer => "integer",
            Kind::Number => "number",
            Kind::Boolean => "boolean",
        };
        let mut schema = json!({ "type": kind, "description": description });
        if !self.one_of.is_empty() {
            schema["enum"] = json!(self.one_of);
        }
        if let Some(pattern) = &self.pattern {
            schema["pattern"] = json!(format!("^(?:{pattern})$"));
        }
        if let Some(minimum) = self.minimum {
            schema["minimum"] = json!(minimum);
        }
        if let Some(maximum) = self.maximum {
            schema["maximum"] = json!(maximum);
        }
        schema
    }

    /// The type of the field a person fills in.
    pub fn input(&self) -> &'static str {
        match (self.kind, self.format) {
            (_, Some(Format::Email)) => "email",
            (_, Some(Format::Date)) => "date",
            (Kind::Integer | Kind::Number, _) => "number",
            _ => "text",
        }
    }
}

fn whole(written: &str, text: &str) -> bool {
    pattern(&format!("^(?:{written})$")).is_some_and(|regex| regex.is_match(text))
}

/// Something, an at sign, a host with a dot, and no sign that has a meaning anywhere else.
fn is_email(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "._+-'".contains(c);
    text.len() <= 200
        && text.split_once('@').is_some_and(|(name, host)| {
            let labels = host.split('.').count() > 1 && host.split('.').all(|label| !label.is_empty());
            !name.is_empty()
                && name.chars().all(plain)
                && labels
                && host.chars().all(|c| c.is_alphanumeric() || "-.".contains(c))
        })
}

/// A day as in `2026-11-20`, which is in the calendar.
fn is_day(text: &str) -> bool {
    let start = crate::date::from_iso(&format!("{text}T00:00:00Z"));
    start.is_some_and(|ms| crate::date::iso(ms).get(..10) == Some(text))
}
