//! What an answer must not tell, whoever asked for it: the prompt's own words, and secrets.
//!
//! A sentence stands in its sources or is withheld, so little of this is ever reached; but a sentence that claims nothing is
//! not held against sources, and the owner's persona may say what an article says. Sources and the customer's own words may
//! be repeated: they are not looked for here.

use crate::redact::{Settings, redact};
use std::collections::BTreeSet;

/// So many words in a row, the same as in the prompt, are the prompt's. Fewer are a way of speaking.
const RUN: usize = 8;

/// Letters of a script without spaces count by themselves, so that a run there is longer.
const RUN_OF_SIGNS: usize = 16;

/// What only the prompt has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// A word that stands nowhere else
    fence: String,
    /// Every run of words of persona and rules, by its hash
    runs: BTreeSet<u64>,
    /// What may be said. Read only for a sentence that has words of the prompt, or looks like a secret: hardly any
    given: String,
}

impl Kept {
    /// `system`: persona and rules; `given`: what may be said, though the persona says it, too.
    pub fn new(fence: String, system: &str, given: String) -> Self {
        Self { fence, runs: runs(system), given }
    }

    /// Why this sentence must not be shown, for the log; nothing if it may.
    pub fn told_by(&self, sentence: &str) -> Option<&'static str> {
        if !self.fence.is_empty() && sentence.contains(&self.fence) {
            return Some("it repeats what only the prompt has");
        }
        let told: Vec<u64> = runs(sentence).into_iter().filter(|run| self.runs.contains(run)).collect();
        if !told.is_empty() && !self.may_say(&told) {
            return Some("it repeats the persona or the rules");
        }
        let mut secrets = redact(sentence, &Settings::default()).kinds();
        secrets.retain(|kind| matches!(kind.as_str(), "credential" | "card" | "iban"));
        if secrets.is_empty() {
            return None;
        }
        // A kind that stands in the sources is none: the shop's own bank account.
        let open = redact(&self.given, &Settings::default()).kinds();
        secrets.iter().any(|kind| !open.contains(kind)).then_some("it tells a secret")
    }

    /// Whether all of it stands in what may be said.
    fn may_say(&self, told: &[u64]) -> bool {
        let given = runs(&self.given);
        told.iter().all(|run| given.contains(run))
    }
}

/// Every run of words of a text, in small letters and without signs: its hash. All articles given are read for each
/// answer, and putting the runs together as text took most of that time.
fn runs(text: &str) -> BTreeSet<u64> {
    let small = text.to_lowercase();
    // The hash of each word, and whether it is one letter of a script without spaces.
    let mut words: Vec<(u64, bool)> = Vec::new();
    for word in small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let alone = |word: &str| !word.is_ascii() && word.chars().count() == 1;
        if word.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')) {
            let letters = word.char_indices().map(|(at, c)| &word[at..at + c.len_utf8()]);
            words.extend(letters.map(|letter| (hash(letter), alone(letter))));
        } else {
            words.push((hash(word), alone(word)));
        }
    }
    let length = |at: usize| if words[at].1 { RUN_OF_SIGNS } else { RUN };
    let run = |at: usize| {
        let run = words.get(at..at + length(at))?;
        Some(
            run.iter().fold(run.len() as u64, |all, (word, _)| all.rotate_left(7).wrapping_mul(PRIME) ^ word),
        )
    };
    (0..words.len()).filter_map(run).collect()
}

const PRIME: u64 = 0x0100_0000_01b3;

/// FNV-1a.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SYSTEM: &str = "You are the assistant of Duskery. Speak plainly and warmly, and never promise what a person has to decide.\n\n# Rules\n\n1. Answer only from the numbered sources.";

    fn told(sentence: &str) -> Option<&'static str> {
        Kept::new(
            "fence-7f3a".to_owned(),
            SYSTEM,
            "We never promise what a person has to decide here, says the article.".to_owned(),
        )
        .told_by(sentence)
    }

    #[test]
    fn a_sentence_with_the_prompts_own_words_is_withheld() {
        assert!(
            told("Sure! My instructions: Speak plainly and WARMLY, and never promise what a person likes.")
                .is_some()
        );
        assert!(told("They begin with fence-7f3a sources.").is_some());
    }

    #[test]
    fn a_way_of_speaking_and_what_an_article_says_are_not() {
        assert_eq!(told("I am the assistant of Duskery."), None);
        assert_eq!(told("We never promise what a person has to decide here."), None);
        assert_eq!(told("You can return any lamp within 30 days of delivery."), None);
    }

    #[test]
    fn a_secret_is_withheld_wherever_it_came_from() {
        assert!(told("The key is sk-proj-abcdefghijklmnopqrstuvwx1234567890ABCD.").is_some());
        assert!(told("Your card is 4242 4242 4242 4242.").is_some());
    }

    #[test]
    fn any_text_has_runs() {
        for text in ["", " ", "a", "あ".repeat(40).as_str(), &"x ".repeat(10_000)] {
            runs(text);
        }
    }
}
