//! Words: vague ones, and those by which texts are compared.

use super::{Grade, Note, Source};
use crate::knowledge::words::{FILLER, Stems, cut};
use std::collections::BTreeSet;

/// What a customer cannot act on, and what to write instead.
const VAGUE: &[(&str, &str)] = &[
    ("as soon as possible", "write by when, as in `within 2 business days`"),
    ("asap", "write by when"),
    ("in due course", "write by when"),
    ("shortly", "write how long it takes"),
    ("a few days", "write how many days"),
    ("a couple of days", "write how many days"),
    ("some time", "write how long"),
    ("at your earliest convenience", "write by when"),
    ("normally", "say when it is otherwise, or leave the word out"),
    ("usually", "say when it is otherwise, or leave the word out"),
    ("generally", "say when it is otherwise, or leave the word out"),
    ("in most cases", "say in which it is otherwise"),
    ("in some cases", "say in which"),
    ("from time to time", "write how often"),
    ("etc", "name all of them, or leave it out"),
    ("and so on", "name all of them, or leave it out"),
    ("various", "name them"),
    ("appropriate", "say which"),
    ("a reasonable", "write how much or how long"),
    ("may vary", "say by what, and between which limits"),
    ("a small fee", "write how much"),
    ("so schnell wie möglich", "schreiben Sie bis wann"),
    ("in der regel", "schreiben Sie, wann nicht"),
    ("normalerweise", "schreiben Sie, wann nicht"),
    ("demnächst", "schreiben Sie bis wann"),
    ("einige tage", "schreiben Sie wie viele"),
    ("usw", "nennen Sie alle"),
];

pub fn vague(source: &Source<'_>, note: &mut Note<'_>) {
    for passage in &source.article.passages {
        for (n, line) in passage.text.lines().enumerate() {
            let words = format!(" {} ", cut(line).join(" "));
            for (phrase, help) in VAGUE {
                if words.contains(&format!(" {} ", cut(phrase).join(" "))) {
                    note(Grade::Warning, passage.line + n, format!("`{phrase}` may mean anything"), help);
                }
            }
        }
    }
}

/// A question by its words alone.
pub fn key(text: &str) -> String {
    cut(text).join(" ")
}

/// Every row of four words.
pub fn shingles(text: &str) -> BTreeSet<Vec<String>> {
    cut(text).windows(4).map(<[String]>::to_vec).collect()
}

/// The stems that say what a sentence is about, without numbers.
pub fn subject(text: &str, language: &str) -> BTreeSet<String> {
    let stems = Stems::new(language);
    let says = |word: &&String| {
        stems.strength(word) > FILLER && word.chars().all(char::is_alphabetic) && word.chars().count() > 2
    };
    cut(text).iter().filter(says).map(|word| stems.term(word)).collect()
}
