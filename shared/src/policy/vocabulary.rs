//! The word lists a policy file defines, found in a message in one pass.
//!
//! A phrase is one or more words; `*` at the end of a word stands for any ending. Both sides are folded
//! ([`crate::detect::normalize`]), so accents, case and tricks with letters make no difference.

use crate::detect::normalize::{Folded, fold};
use serde::{Deserialize, Serialize};

/// The lists of a policy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<List>", into = "Vec<List>")]
pub struct Vocabulary {
    lists: Vec<List>,
    /// Every phrase by the first letters of its first word, sorted.
    phrases: Vec<Phrase>,
}

/// A list: `[words.NAME]` and the like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    pub table: Table,
    pub name: String,
    pub phrases: Vec<String>,
}

/// What a list is for: the table of the file it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Table {
    /// Phrases a rule names
    Words,
    /// Product areas
    Areas,
    /// What customers ask to be done and the assistant cannot do
    Cannot,
    /// What is done only once a person approves
    Approval,
    /// What the shop does not support here at all
    Unsupported,
}

/// A phrase of a list, standing in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index of the list
    pub list: usize,
    /// Position of the first word, and how many
    pub at: usize,
    pub len: usize,
}

#[derive(Clone, Debug, PartialEq)]
struct Phrase {
    key: u32,
    words: Vec<Piece>,
    list: usize,
}

#[derive(Clone, Debug, PartialEq)]
struct Piece {
    text: String,
    any_ending: bool,
}

/// The shortest stem, in bytes: as much as the index looks at. A shorter one would mean almost any word.
const SHORTEST_STEM: usize = 4;

impl Table {
    /// As the file writes it, and what it means.
    pub const ALL: [(&'static str, Table, &'static str); 5] = [
        ("words", Table::Words, "phrases a rule names, as in `mentions NAME`"),
        ("areas", Table::Areas, "product areas, counted by `areas` and named by `area is NAME`"),
        ("cannot", Table::Cannot, "what customers ask to be done and the assistant cannot do"),
        ("approval", Table::Approval, "what is done only once a person approves"),
        ("unsupported", Table::Unsupported, "what is not supported here"),
    ];
}

impl Vocabulary {
    pub fn new(lists: Vec<List>) -> Self {
        let mut phrases: Vec<Phrase> = Vec::new();
        for (at, list) in lists.iter().enumerate() {
            phrases.extend(list.phrases.iter().filter_map(|written| phrase(written, at)));
        }
        phrases.sort_by_key(|phrase| phrase.key);
        Self { lists, phrases }
    }

    pub fn lists(&self) -> &[List] {
        &self.lists
    }

    /// The names of one table.
    pub fn names(&self, table: Table) -> impl Iterator<Item = &str> {
        self.lists.iter().filter(move |list| list.table == table).map(|list| list.name.as_str())
    }

    /// Where phrases stand in a folded message.
    pub fn find(&self, folded: &Folded) -> Vec<Place> {
        let mut places = Vec::new();
        for at in 0..folded.words().len() {
            let wanted = key(folded.at(at));
            let from = self.phrases.partition_point(|phrase| phrase.key < wanted);
            for phrase in self.phrases[from..].iter().take_while(|phrase| phrase.key == wanted) {
                let stands = phrase.words.iter().enumerate().all(|(i, piece)| {
                    let word = folded.at(at + i);
                    word == piece.text || (piece.any_ending && word.starts_with(piece.text.as_str()))
                });
                if stands {
                    places.push(Place { list: phrase.list, at, len: phrase.words.len() });
                }
            }
        }
        places
    }
}

impl From<Vec<List>> for Vocabulary {
    fn from(lists: Vec<List>) -> Self {
        Self::new(lists)
    }
}

impl From<Vocabulary> for Vec<List> {
    fn from(vocabulary: Vocabulary) -> Self {
        vocabulary.lists
    }
}

/// What is wrong with a phrase as written, and what to do.
pub fn problem(written: &str) -> Option<(String, String)> {
    let folded = fold(&written.replace('*', " "));
    if folded.words().iter().all(|word| word.breaks) {
        return Some((format!("`{written}` has no word"), "write one or more words".to_owned()));
    }
    let short = written.split_whitespace().find(|word| word.ends_with('*') && word.len() <= SHORTEST_STEM);
    short.map(|word| {
        (
            format!("`{word}` would mean almost any word"),
            format!("at least {SHORTEST_STEM} letters before the `*`"),
        )
    })
}

fn phrase(written: &str, list: usize) -> Option<Phrase> {
    let mut words = Vec::new();
    for token in written.split_whitespace() {
        let (token, any_ending) = token.strip_suffix('*').map_or((token, false), |stem| (stem, true));
        let folded = fold(token);
        let pieces: Vec<String> = folded
            .words()
            .iter()
            .filter(|word| !word.breaks)
            .map(|word| folded.text(word).to_owned())
            .collect();
        let last = pieces.len().saturating_sub(1);
        words.extend(
            pieces
                .into_iter()
                .enumerate()
                .map(|(i, text)| Piece { text, any_ending: any_ending && i == last }),
        );
    }
    let first = words.first()?;
    let key = key(&first.text);
    Some(Phrase { key, words, list })
}

/// The first four bytes of a word: equal for equal words, and for a stem and each of its words.
fn key(word: &str) -> u32 {
    let mut bytes = [0; SHORTEST_STEM];
    for (to, from) in bytes.iter_mut().zip(word.bytes()) {
        *to = from;
    }
    u32::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(phrases: &[&str], message: &str, expected: &[&str]) {
        let list = List {
            table: Table::Words,
            name: "list".to_owned(),
            phrases: phrases.iter().map(|text| (*text).to_owned()).collect(),
        };
        let folded = fold(message);
        let found: Vec<String> = Vocabulary::new(vec![list])
            .find(&folded)
            .iter()
            .map(|place| folded.spoken(message, place.at as u32, place.len as u32, 1.0).words)
            .collect();
        assert_eq!(found, expected, "{message}");
    }

    #[test]
    fn phrases_and_stems_are_found_however_they_are_written() {
        check(&["this is ridiculous"], "Well, THIS is ridiculous!", &["THIS is ridiculous"]);
        check(&["refund*"], "refunds and refunded, not fund", &["refunds", "refunded"]);
        check(&["geht nicht"], "Das geht nícht", &["geht nícht"]);
        check(&["我的订单"], "请问我的订单在哪里", &["我的订单"]);
        check(&["l'agent"], "où est l'agent", &["l'agent"]);
        check(&["fire"], "firefox", &[]);
    }

    #[test]
    fn a_phrase_that_means_nothing_or_anything_is_refused() {
        assert!(problem("…").is_some());
        assert!(problem("re*").is_some());
        assert!(problem("refund*").is_none());
    }
}
