//! English words that everybody writes: whoever writes one means it, however near it is to a word of an article.
//!
//! "President" is not a slip of "present", nor "cash" of "case". Absent on purpose: rare words and names; that no article
//! knows them is found out by spelling alone.

use super::Stems;
use std::collections::BTreeSet;
use std::sync::OnceLock;

const WORDS: &str = include_str!("common.txt");

/// Whether a word of a language, given without its ending, is one of them. Other languages than English have no list.
pub fn is_common(language: &str, term: &str) -> bool {
    static STEMS: OnceLock<BTreeSet<String>> = OnceLock::new();
    if !language.starts_with("en") {
        return false;
    }
    let stems = STEMS.get_or_init(|| {
        let english = Stems::new("en");
        let words = WORDS.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
        words.map(|word| english.term(word)).collect()
    });
    stems.contains(term)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_every_form_and_slips_are_not() {
        let english = Stems::new("en");
        let common = |word: &str| is_common("en", &english.term(word));
        for word in ["president", "presidents", "stories", "shopping", "taxes", "breeding", "protests"] {
            assert!(common(word), "{word}");
        }
        for slip in ["pasword", "recieved", "orderd", "delivary", "matress", "refnd"] {
            assert!(!common(slip), "{slip}");
        }
        assert!(!is_common("de", "president"));
    }
}
