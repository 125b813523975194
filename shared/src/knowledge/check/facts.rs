//! Facts: an amount of time or money, a share, a phone number or an address, with the sentence that says what of.
//!
//! Two facts contradict each other when their sentences are about the same and their values are not. Absent on purpose:
//! tables and lists, whose rows differ in a word that is easily overlooked, and sentences with two values of a kind, which
//! say themselves how they differ.

use super::Source;
use super::text::subject;
use crate::knowledge::passage::{Kind, plain};
use std::collections::BTreeSet;

/// What kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Time,
    Money,
    Share,
    Phone,
    Email,
}

/// A value and the sentence it stands in.
#[derive(Clone, Debug)]
pub struct Fact {
    sort: Sort,
    /// As written
    pub value: String,
    /// The same for comparing: days, money with its currency, digits
    amount: String,
    pub sentence: String,
    pub line: usize,
    about: BTreeSet<String>,
}

/// Words two sentences must share at least, and the share of all their words.
const SHARED: usize = 2;
const OVERLAP: f32 = 0.6;

impl Fact {
    pub fn contradicts(&self, other: &Fact) -> bool {
        if self.sort != other.sort || self.amount == other.amount {
            return false;
        }
        let shared = self.about.intersection(&other.about).count();
        let all = self.about.union(&other.about).count().max(1);
        shared >= SHARED && shared as f32 / all as f32 >= OVERLAP
    }
}

pub fn of(source: &Source<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    for passage in source.article.passages.iter().filter(|passage| passage.kind == Kind::Paragraph) {
        for (n, line) in passage.text.lines().enumerate() {
            for sentence in sentences(&plain(line)) {
                let found = values(&sentence);
                for (sort, value, amount) in &found {
                    if found.iter().filter(|(other, ..)| other == sort).count() > 1 {
                        continue;
                    }
                    facts.push(Fact {
                        sort: *sort,
                        value: value.clone(),
                        amount: amount.clone(),
                        about: subject(&sentence.replace(value.as_str(), " "), &source.article.language),
                        sentence: sentence.clone(),
                        line: passage.line + n,
                    });
                }
            }
        }
    }
    facts
}

/// Cuts at the ends of sentences, not at the point of a number.
fn sentences(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut start = 0;
    for (at, sign) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | ';')) {
        let end = at + sign.len_utf8();
        if text[end..].chars().next().is_none_or(char::is_whitespace) {
            all.push(text[start..end].trim().to_owned());
            start = end;
        }
    }
    all.push(text[start..].trim().to_owned());
    all.retain(|sentence| !sentence.is_empty());
    all
}

/// Every value of a sentence: its kind, as written, and for comparing.
fn values(sentence: &str) -> Vec<(Sort, String, String)> {
    const AROUND: &[char] = &[',', ';', ':', '(', ')', '"', '“', '”', '.', '?', '!'];
    let words: Vec<&str> = sentence.split_whitespace().map(|word| word.trim_matches(AROUND)).collect();
    let mut found = phones(sentence);
    for (i, word) in words.iter().enumerate() {
        let next = words.get(i + 1).copied().unwrap_or_default();
        let after = words.get(i + 2).copied().unwrap_or_default();
        if word.contains('@') && word.contains('.') {
            found.push((Sort::Email, (*word).to_owned(), word.to_lowercase()));
        } else if let Some(amount) = number(word) {
            let at_work = ["business", "working"].contains(&next);
            let (unit, written) = if at_work {
                (after, format!("{word} {next} {after}"))
            } else {
                (next, format!("{word} {next}"))
            };
            let currency = currency(next);
            if let Some(days) = days(unit) {
                let kind = if at_work { " at work" } else { "" };
                found.push((Sort::Time, written, format!("{:.3}{kind}", amount * days)));
            } else if let Some(currency) = currency {
                found.push((Sort::Money, written, format!("{amount:.2} {currency}")));
            } else if ["%", "percent"].contains(&next) {
                found.push((Sort::Share, written, format!("{amount:.2}")));
            }
        } else if let Some((amount, currency)) = word
            .chars()
            .next()
            .and_then(|sign| Some((number(&word[sign.len_utf8()..])?, currency(&sign.to_string())?)))
        {
            found.push((Sort::Money, (*word).to_owned(), format!("{amount:.2} {currency}")));
        } else if let Some(share) = word.strip_suffix('%').and_then(number) {
            found.push((Sort::Share, (*word).to_owned(), format!("{share:.2}")));
        } else if let Some(amount) = word.strip_suffix("-day").and_then(number) {
            found.push((Sort::Time, (*word).to_owned(), format!("{amount:.3}")));
        }
    }
    found
}

/// A phone number: eight digits or more behind a plus sign, with the signs people put between them.
fn phones(sentence: &str) -> Vec<(Sort, String, String)> {
    let mut found = Vec::new();
    for part in sentence.split('+').skip(1) {
        let end = part.find(|c: char| !(c.is_ascii_digit() || " -()./".contains(c))).unwrap_or(part.len());
        let written = part[..end].trim_end_matches([' ', '-', '.', '(', '/']);
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        if digits.len() >= 8 {
            found.push((Sort::Phone, format!("+{written}"), digits));
        }
    }
    found
}

/// `30`, `6.90`, `1,000`, and small numbers in words.
fn number(word: &str) -> Option<f64> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    if let Some(n) = WORDS.iter().position(|known| *known == word.to_lowercase()) {
        return Some(n as f64);
    }
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // A comma with three digits behind it parts thousands; otherwise it is a decimal point.
    let plain = match word.rsplit_once(',') {
        Some((_, behind)) if behind.len() == 3 => word.replace(',', ""),
        _ => word.replace(',', "."),
    };
    plain.parse().ok()
}

fn currency(word: &str) -> Option<&'static str> {
    Some(match word.to_lowercase().as_str() {
        "€" | "eur" | "euro" | "euros" => "EUR",
        "$" | "dollar" | "dollars" | "usd" => "USD",
        "£" | "pound" | "pounds" | "gbp" => "GBP",
        "chf" => "CHF",
        _ => return None,
    })
}

fn days(unit: &str) -> Option<f64> {
    Some(match unit.to_lowercase().trim_end_matches('s') {
        "minute" | "minuten" => 1.0 / 1440.0,
        "hour" | "stunde" | "stunden" => 1.0 / 24.0,
        "day" | "tag" | "tage" | "tagen" => 1.0,
        "week" | "woche" | "wochen" => 7.0,
        "month" | "monat" | "monate" | "monaten" => 30.0,
        "year" | "jahr" | "jahre" | "jahren" => 365.0,
        _ => return None,
    })
}
