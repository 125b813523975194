//! What is wrong in a file somebody wrote by hand: the place, the sentence, and what to do next.
//!
//! Readers never stop at the first problem: they return all of them, so that one run is enough to mend a file.

use serde::{Deserialize, Serialize};
use std::fmt;

/// One thing that is wrong in a file of `site/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// The file, relative to the site folder, as in `knowledge/returns.md`
    pub file: String,
    /// The line, counted from 1; 0 where the whole file is meant
    pub line: usize,
    /// What is wrong: lowercase, no final period, the user's words in backticks
    pub what: String,
    /// What to do next, where it can be said
    pub help: Option<String>,
}

impl Problem {
    pub fn new(file: &str, line: usize, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, what: what.into(), help: None }
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}: {}", self.file, self.what)?;
        } else {
            write!(f, "{}:{}: {}", self.file, self.line, self.what)?;
        }
        match &self.help {
            Some(help) => write!(f, "\n    help: {help}"),
            None => Ok(()),
        }
    }
}

/// The line, counted from 1, on which the byte at `offset` of `text` stands.
pub fn line_of(text: &str, offset: usize) -> usize {
    let end = offset.min(text.len());
    text.as_bytes()[..end].iter().filter(|b| **b == b'\n').count() + 1
}

/// The known name nearest to `word`, if one is near enough to be what was meant.
///
/// Distance is Damerau-Levenshtein (optimal string alignment); near enough is a third of the word's length, at least 1.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|name| (distance(word, name), name))
        .filter(|(d, _)| *d <= limit)
        .min()
        .map(|(_, name)| name)
}

fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_suggested_only_when_it_is_near() {
        let known = ["asks-for-person", "no-source", "repeated-miss"];
        assert_eq!(nearest("ask-for-person", known), Some("asks-for-person"));
        assert_eq!(nearest("no-suorce", known), Some("no-source"));
        assert_eq!(nearest("weather", known), None);
    }

    #[test]
    fn a_problem_names_file_and_line_and_what_to_do_next() {
        let p =
            Problem::new("policy.toml", 7, "unknown signal `no-suorce`").help("did you mean `no-source`?");
        assert_eq!(
            p.to_string(),
            "policy.toml:7: unknown signal `no-suorce`\n    help: did you mean `no-source`?"
        );
        assert_eq!(line_of("a\nb\nc", 4), 3);
    }
}
