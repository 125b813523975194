//! Words that are nearly ours: misspelt ("agnet"), run together ("tosomebody"), drawn out ("agennnt").
//!
//! Absent on purpose: correcting anything but the few words a request for a person hangs on.

use crate::detect::lexicon::Lexicon;
use crate::detect::normalize::Word;

/// Words worth a guess: long enough that one wrong letter leaves them theirs alone.
const HANGS_ON: [&str; 25] = [
    "human",
    "agent",
    "agents",
    "person",
    "people",
    "someone",
    "somebody",
    "anyone",
    "operator",
    "assistant",
    "representative",
    "supervisor",
    "advisor",
    "manager",
    "contact",
    "speak",
    "speaking",
    "talking",
    "chatting",
    "contacting",
    "connect",
    "transfer",
    "customer",
    "support",
    "live",
];

/// Words one letter away that mean something else.
const ANOTHER_WORD: [&str; 21] = [
    "contract",
    "contracts",
    "steak",
    "sneak",
    "speaks",
    "spear",
    "speck",
    "stalking",
    "walking",
    "taking",
    "humans",
    "humane",
    "customers",
    "contacts",
    "managed",
    "stocking",
    "lives",
    "lived",
    "liver",
    "olive",
    "liven",
];

/// Gives the word, or what it was meant to be, or its parts.
pub(super) fn read<'a>(lexicon: &'a Lexicon, word: &Word, text: &'a str, mut give: impl FnMut(&'a str)) {
    let plain = text.len() >= 5 && text.bytes().all(|b| b.is_ascii_lowercase());
    if !plain || lexicon.knows(text) {
        return give(text);
    }
    if word.drawn_out
        && let Some(known) = lexicon.usual_spelling(text).and_then(|spelling| lexicon.kept(&spelling))
    {
        return give(known);
    }
    if let Some(meant) = HANGS_ON.iter().find(|known| is_one_slip_away(text, known))
        && !ANOTHER_WORD.contains(&text)
    {
        return give(meant);
    }
    if word.put_together || (8..=24).contains(&text.len()) {
        let mut parts = Vec::new();
        if take_apart(lexicon, text, &mut parts) {
            return parts.into_iter().rev().for_each(give);
        }
    }
    give(text);
}

/// One letter added, missing, wrong, or two swapped; the first letter is right.
fn is_one_slip_away(written: &str, meant: &str) -> bool {
    let (a, b) = (written.as_bytes(), meant.as_bytes());
    if a[0] != b[0] || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([_, rest @ ..], _) if a.len() > b.len() => rest == b,
        (_, [_, rest @ ..]) if b.len() > a.len() => rest == a,
        ([a1, a2, a_rest @ ..], [b1, b2, b_rest @ ..]) if a1 == b2 && a2 == b1 => a_rest == b_rest,
        ([_, a_rest @ ..], [_, b_rest @ ..]) => a_rest == b_rest,
        _ => false,
    }
}

/// Parts from the last to the first. Longest first part first; one of them must be a word that a request hangs on.
fn take_apart<'a>(lexicon: &Lexicon, text: &'a str, parts: &mut Vec<&'a str>) -> bool {
    fn rest<'a>(lexicon: &Lexicon, text: &'a str, depth: usize, parts: &mut Vec<&'a str>) -> bool {
        if text.is_empty() {
            return true;
        }
        if depth == 0 {
            return false;
        }
        for cut in (1..=text.len().min(14)).rev() {
            let Some((first, after)) = text.split_at_checked(cut) else { continue };
            let is_word = lexicon.tags_of(first).any(|tag| tag >> 8 == 0);
            if is_word && rest(lexicon, after, depth - 1, parts) {
                parts.push(first);
                return true;
            }
        }
        false
    }
    rest(lexicon, text, 7, parts) && parts.iter().any(|part| HANGS_ON.contains(part))
}
