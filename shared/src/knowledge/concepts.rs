//! Words and phrases that mean the same thing to a help center: "send back" and "return".
//!
//! Both articles and questions are marked with the groups found in them, so a phrase on one side meets a word on the
//! other. Only general truths of English support language stand here. Absent on purpose: words of one trade or one shop;
//! those belong into the `intents` of an article.

use super::words::{Stems, cut};
use std::collections::BTreeMap;

/// One group a line, members separated by commas. A word may be in several groups.
const GROUPS: &str = include_str!("concepts.txt");

/// The groups, ready to be found in a row of terms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Concepts {
    /// From the first term of a member to the rest of it, and its group
    members: BTreeMap<String, Vec<(Vec<String>, usize)>>,
    count: usize,
}

impl Concepts {
    /// The groups of a language: so far those of English, elsewhere none.
    pub fn new(language: &str) -> Self {
        if !language.starts_with("en") {
            return Self::default();
        }
        let stems = Stems::new("en");
        let mut members: BTreeMap<String, Vec<(Vec<String>, usize)>> = BTreeMap::new();
        let mut count = 0;
        for group in GROUPS.lines().filter(|g| !g.is_empty() && !g.starts_with('#')) {
            for member in group.split(',') {
                let mut terms: Vec<String> = cut(member).iter().map(|w| stems.term(w)).collect();
                if terms.is_empty() {
                    continue;
                }
                let first = terms.remove(0);
                members.entry(first).or_default().push((terms, count));
            }
            count += 1;
        }
        Self { members, count }
    }

    pub fn count(&self) -> usize {
        self.count
    }

    /// Every group in a row of terms: the position and length of the member, and the group.
    pub fn find(&self, terms: &[&str]) -> Vec<(usize, usize, usize)> {
        let mut found = Vec::new();
        for (at, first) in terms.iter().enumerate() {
            for (rest, group) in self.members.get(*first).into_iter().flatten() {
                let end = at + 1 + rest.len();
                if end <= terms.len() && rest.iter().zip(&terms[at + 1..end]).all(|(a, b)| a == b) {
                    found.push((at, end - at, *group));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(text: &str) -> Vec<usize> {
        let stems = Stems::new("en");
        let terms: Vec<String> = cut(text).iter().map(|w| stems.term(w)).collect();
        let terms: Vec<&str> = terms.iter().map(String::as_str).collect();
        Concepts::new("en").find(&terms).into_iter().map(|(_, _, group)| group).collect()
    }

    #[test]
    fn a_phrase_and_a_word_meet_in_their_group() {
        let (phrase, word) = (groups("can I send it, I mean send back, my shoes"), groups("returns"));
        assert!(word.iter().any(|group| phrase.contains(group)));
    }

    #[test]
    fn no_group_has_fewer_than_two_members() {
        for group in GROUPS.lines().filter(|g| !g.is_empty() && !g.starts_with('#')) {
            assert!(group.split(',').filter(|m| !m.trim().is_empty()).count() >= 2, "{group}");
        }
    }
}
