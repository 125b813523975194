//! Numbers, dates, prices and addresses: what must stand in a source exactly as it stands in the answer.
//!
//! A number is compared by its value and, where both sides name one, by its unit and currency: "30 days" is not in
//! "30 hours", "$4.90" not in "€4.90". Number words count where a unit follows ("thirty days"), in English.

use crate::knowledge::fold;

/// The facts of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    numbers: Vec<Number>,
    addresses: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Number {
    /// As written, for the reason
    written: String,
    /// `4.9`, `1000`, `17` for 5 pm and 17:00, `9:30`
    value: String,
    unit: Option<&'static str>,
    currency: Option<&'static str>,
}

impl Facts {
    pub fn of(text: &str) -> Self {
        let addresses = text.split(|c: char| c.is_whitespace() || "()<>[]\"'“”,;|*`".contains(c));
        let addresses: Vec<String> = addresses.filter_map(address).collect();
        Self { numbers: numbers(text), addresses }
    }

    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.addresses.is_empty()
    }

    /// The first fact that none of the sources has, as it was written.
    pub fn missing(&self, sources: &[&Self]) -> Option<String> {
        let stands = |address: &&String| {
            let known = |other: &String| {
                let rest = other.strip_prefix(address.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
            };
            sources.iter().any(|source| source.addresses.iter().any(known))
        };
        if let Some(address) = self.addresses.iter().find(|address| !stands(address)) {
            return Some(address.clone());
        }
        let number = self.numbers.iter().find(|number| !sources.iter().any(|source| source.has(number)));
        number.map(|number| number.written.clone())
    }

    fn has(&self, wanted: &Number) -> bool {
        let agree = |a: Option<&str>, b: Option<&str>| a.is_none() || b.is_none() || a == b;
        self.numbers.iter().any(|number| {
            number.value == wanted.value
                && agree(number.unit, wanted.unit)
                && agree(number.currency, wanted.currency)
        })
    }
}

/// An address without what a sentence puts around it: web, mail, or a name with a domain.
fn address(token: &str) -> Option<String> {
    let token = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '/').to_lowercase();
    let bare = token.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    let schemed = bare.len() < token.len();
    let host = bare.split(['/', '?', '#']).next().unwrap_or("");
    let (before, last) = host.rsplit_once('.').unwrap_or(("", ""));
    let domain = before.rsplit(['.', '@']).next().is_some_and(|label| label.chars().count() >= 2)
        && last.len() >= 2
        && last.chars().all(char::is_alphabetic);
    let scheme = token
        .split_once(':')
        .is_some_and(|(scheme, _)| matches!(scheme, "javascript" | "data" | "tel" | "mailto"));
    (schemed || domain || scheme || bare.contains('@') && bare.len() > 3)
        .then(|| bare.trim_end_matches('/').to_owned())
}

const CURRENCIES: &[(&str, &[&str])] = &[
    ("€", &["€", "eur", "euro", "euros"]),
    ("$", &["$", "usd", "dollar", "dollars"]),
    ("£", &["£", "gbp", "pound", "pounds"]),
    ("¥", &["¥", "jpy", "yen"]),
    ("fr", &["chf", "francs"]),
];

/// Units by their words in seven languages, without accents.
const UNITS: &[(&str, &[&str])] = &[
    ("%", &["%", "percent", "prozent", "procent"]),
    ("minute", &["minute", "minutes", "min", "mins", "minuten", "minuto", "minutos", "minuti", "minuut"]),
    (
        "hour",
        &[
            "hour", "hours", "hr", "hrs", "stunde", "stunden", "heure", "heures", "hora", "horas", "ora",
            "ore", "uur", "uren",
        ],
    ),
    (
        "day",
        &[
            "day", "days", "tag", "tage", "tagen", "jour", "jours", "dia", "dias", "giorno", "giorni", "dag",
            "dagen",
        ],
    ),
    (
        "week",
        &[
            "week",
            "weeks",
            "woche",
            "wochen",
            "semaine",
            "semaines",
            "semana",
            "semanas",
            "settimana",
            "settimane",
            "weken",
        ],
    ),
    (
        "month",
        &[
            "month", "months", "monat", "monate", "monaten", "mois", "mes", "meses", "mese", "mesi", "maand",
            "maanden",
        ],
    ),
    (
        "year",
        &[
            "year", "years", "jahr", "jahre", "jahren", "an", "ans", "annee", "annees", "ano", "anos",
            "anno", "anni", "jaar", "jaren",
        ],
    ),
];

/// Words that may stand between a number and its unit.
const BETWEEN: &[&str] = &["business", "working", "calendar", "full", "more", "extra", "whole", "additional"];

const WORDS: &[(&str, &str)] = &[
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("sixty", "60"),
    ("ninety", "90"),
];

fn named(table: &[(&'static str, &[&str])], word: &str) -> Option<&'static str> {
    let word = fold(&word.to_lowercase());
    table.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(name, _)| *name)
}

/// A text as numbers, words and single signs.
fn tokens(text: &str) -> Vec<&str> {
    let kind = |c: char| if c.is_ascii_digit() { 1 } else { u8::from(c.is_alphabetic()) * 2 };
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let mut chars = rest.char_indices().skip(1).peekable();
        let mut end = rest.len();
        while let Some((at, c)) = chars.next() {
            // A separator with a digit on both sides belongs to the number.
            let inner = kind(first) == 1
                && matches!(c, '.' | ',' | ':')
                && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
            if kind(first) == 0 || (kind(c) != kind(first) && !inner) {
                end = at;
                break;
            }
        }
        if !first.is_whitespace() {
            tokens.push(&rest[..end]);
        }
        rest = &rest[end..];
    }
    tokens
}

fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    for line in text.lines() {
        let tokens = tokens(line);
        for (i, token) in tokens.iter().enumerate() {
            let digits = token.starts_with(|c: char| c.is_ascii_digit());
            let word =
                WORDS.iter().find(|(word, _)| token.eq_ignore_ascii_case(word)).map(|(_, value)| *value);
            // The number of a step is not a number of the matter.
            let marks_step = i == 0 && matches!(tokens.get(1), Some(&"." | &")")) && tokens.len() > 2;
            if !(digits || word.is_some()) || marks_step {
                continue;
            }
            let after: Vec<&str> = tokens[i + 1..]
                .iter()
                .copied()
                .filter(|t| !BETWEEN.contains(t) && *t != "-")
                .take(2)
                .collect();
            let next = after.first().copied().unwrap_or("");
            let unit = named(UNITS, next);
            let before = i.checked_sub(1).map_or("", |at| tokens[at]);
            let currency = named(CURRENCIES, before).or_else(|| named(CURRENCIES, next));
            if word.is_some() && unit.is_none() && currency.is_none() {
                continue;
            }
            let value = word.map_or_else(|| value(token, next, after.get(1).copied()), str::to_owned);
            let sign = if currency.is_some_and(|c| c == before) { before } else { "" };
            let tail = if unit.is_some() || currency.is_some() && sign.is_empty() { next } else { "" };
            let written = format!("{sign}{token} {tail}").trim().to_owned();
            found.push(Number { written, value, unit, currency });
        }
    }
    found
}

/// The value of digits with separators: the last separator is a decimal one unless three digits follow it.
fn value(token: &str, next: &str, after: Option<&str>) -> String {
    if let Some((hours, minutes)) = token.split_once(':') {
        let hour = clock(hours, next, after);
        return if minutes == "00" { hour } else { format!("{hour}:{minutes}") };
    }
    let (whole, decimals) = match token.rfind(['.', ',']) {
        Some(at) if token.len() - at - 1 != 3 => (&token[..at], &token[at + 1..]),
        _ => (token, ""),
    };
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let decimals = decimals.trim_end_matches('0');
    let whole = clock(&whole, next, after);
    if decimals.is_empty() { whole } else { format!("{whole}.{decimals}") }
}

/// Hours of the afternoon as on a clock of 24, and no leading zeros.
fn clock(hours: &str, next: &str, after: Option<&str>) -> String {
    let bare = hours.trim_start_matches('0');
    let bare = if bare.is_empty() { "0" } else { bare };
    let afternoon = next.eq_ignore_ascii_case("pm") || next.eq_ignore_ascii_case("p") && after == Some(".");
    match bare.parse::<u32>() {
        Ok(hour) if afternoon && hour < 12 => (hour + 12).to_string(),
        _ => bare.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What of a sentence does not stand in a source.
    fn missing(sentence: &str, source: &str) -> Option<String> {
        Facts::of(sentence).missing(&[&Facts::of(source)])
    }

    #[test]
    fn a_number_stands_with_its_unit_and_currency() {
        for (sentence, source) in [
            ("within 30 days", "You have 30 days."),
            ("within thirty days", "You have 30 days."),
            ("30-day window", "30 days"),
            ("takes 3–5 business days", "takes 3 to 5 business days"),
            ("It is €4.90.", "Shipping: 4,90 €"),
            ("It costs 5 euros", "€5.00"),
            ("over 1,000 lamps", "1000 lamps"),
            ("from 9 to 5 pm", "9:00 to 17:00"),
            ("1. Open the page", "Open the page"),
            ("write to help@duskery.example", "Mail: <help@duskery.example>."),
            ("see https://duskery.example/returns", "at [returns](https://duskery.example/returns/)"),
            ("one of two options", "no number here"),
        ] {
            assert_eq!(missing(sentence, source), None, "`{sentence}` in `{source}`");
        }
    }

    #[test]
    fn what_differs_is_named() {
        for (sentence, source, what) in [
            ("within 45 days", "You have 30 days.", "45 days"),
            ("within 30 hours", "You have 30 days.", "30 hours"),
            ("within thirty weeks", "You have 30 days.", "thirty weeks"),
            ("It is $4.90.", "It is €4.90.", "$4.90"),
            ("It is €4.95.", "It is €4.90.", "€4.95"),
            ("10 % off", "10 days", "10 %"),
            ("until 6 pm", "9:00 to 17:00", "6"),
            ("write to ceo@duskery.example", "help@duskery.example", "ceo@duskery.example"),
            ("![x](https://evil.example/?q=1)", "https://duskery.example", "evil.example/?q=1"),
            ("call evil.com now", "no address", "evil.com"),
        ] {
            assert_eq!(missing(sentence, source).as_deref(), Some(what), "`{sentence}` in `{source}`");
        }
    }
}
