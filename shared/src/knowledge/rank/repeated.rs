//! Whether the article was already shown to a customer who says that it did not help.
//!
//! Showing it again is the surest way to be called stupid. Without such words a shown article may well be asked about
//! again ("and how long?"), and nothing is taken from it.

use super::{Look, Rule};

pub const RULE: Rule = Rule {
    name: "repeated",
    about: "already shown to a customer who says it did not help",
    weight: 1.0,
    score,
};

/// How customers say so, as `cut` writes it.
const MISSED: &[&str] = &[
    "didnt work",
    "doesnt work",
    "did not work",
    "does not work",
    "not working",
    "still not",
    "still doesnt",
    "still cant",
    "still isnt",
    "didnt help",
    "doesnt help",
    "did not help",
    "not helpful",
    "not what i",
    "already tried",
    "tried that",
    "already did",
    "did that",
    "that is wrong",
    "thats wrong",
    "another way",
    "something else",
    "anything else",
    "other option",
    "no luck",
    "same problem",
    "same error",
    "wrong answer",
];

fn score(look: &Look<'_>, article: usize) -> f32 {
    let id = look.knowledge.articles[article].id.as_str();
    if look.query.shown.contains(&id) && says_it_missed(look.query.text) { -1.0 } else { 0.0 }
}

/// Whether the customer says that the last answer was no help.
pub fn says_it_missed(text: &str) -> bool {
    let text = format!(" {} ", crate::knowledge::words::cut(text).join(" "));
    MISSED.iter().any(|phrase| text.contains(&format!(" {phrase} ")))
}

#[cfg(test)]
mod tests {
    use super::says_it_missed;

    #[test]
    fn complaints_about_the_last_answer_are_heard() {
        assert!(says_it_missed("That didn't work.") && says_it_missed("I've already tried that"));
        assert!(!says_it_missed("and how long does it take?"));
    }
}
