//! A folded message as numbers for a linear model: its words, pairs of words, pieces of words, and concepts.
//!
//! Absent on purpose: a dictionary. A feature is a hash, so the model needs no list of words, only weights.

use super::lexicon::Hit;
use super::normalize::{Folded, Word};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Words, pairs of neighbors, pairs with one between.
    Words,
    /// Three to five letters in a row: sees through misspelling and inflection.
    Pieces,
    /// What a lexicon found, alone and in pairs: the same in all languages.
    Concepts,
}

#[derive(Clone, Copy, Debug)]
pub struct Feature {
    /// 24 bits.
    pub hash: u32,
    pub value: f32,
    pub group: Group,
    /// The words it stands for.
    pub at: u32,
    pub len: u32,
}

/// Very long messages are read at both ends; what is decisive is hardly in the middle only.
const HEAD: usize = 700;
const TAIL: usize = 300;
const MOST_CONCEPTS: usize = 14;

/// All features of a message; each group has length one, so that long messages do not shout.
pub fn features(folded: &Folded, hits: &[Hit]) -> Vec<Feature> {
    let mut out = Vec::with_capacity(256);
    words(folded, &mut out);
    let words_end = out.len();
    concepts(hits, &mut out);
    let concepts_end = out.len();
    pieces(folded, &mut out);
    let (words, rest) = out.split_at_mut(words_end);
    let (concepts, pieces) = rest.split_at_mut(concepts_end - words_end);
    for group in [words, concepts, pieces] {
        let length = (group.len() as f32).sqrt().max(1.0);
        group.iter_mut().for_each(|feature| feature.value /= length);
    }
    out
}

fn read_words(folded: &Folded) -> impl Iterator<Item = (usize, &Word)> {
    let count = folded.words().len();
    let middle = HEAD..count.saturating_sub(TAIL).max(HEAD);
    folded.words().iter().enumerate().filter(move |(at, _)| !middle.contains(at))
}

fn words(folded: &Folded, out: &mut Vec<Feature>) {
    let mut before = [hash(1, b"^"), 0];
    let mut push = |hash: u32, at: usize, len: usize| {
        let (at, len) = (at as u32, len as u32);
        out.push(Feature { hash: hash & HASH, value: 1.0, group: Group::Words, at, len });
    };
    for (at, word) in read_words(folded) {
        let text = folded.text(word);
        let one =
            if text.bytes().any(|b| b.is_ascii_digit()) { hash(1, b"#") } else { hash(1, text.as_bytes()) };
        push(one, at, 1);
        push(mix(before[0], one), at.saturating_sub(1), 2);
        if before[1] != 0 {
            push(mix(before[1] ^ 0x5555, one), at.saturating_sub(2), 3);
        }
        before = [one, before[0]];
    }
}

fn concepts(hits: &[Hit], out: &mut Vec<Feature>) {
    let mut seen: Vec<Hit> = Vec::with_capacity(MOST_CONCEPTS);
    for hit in hits {
        if seen.len() < MOST_CONCEPTS && seen.iter().all(|other| other.tag != hit.tag) {
            seen.push(*hit);
        }
    }
    seen.sort_unstable();
    for (i, one) in seen.iter().enumerate() {
        let alone = hash(3, &one.tag.to_le_bytes());
        let feature = |hash: u32| Feature {
            hash: hash & HASH,
            value: 1.0,
            group: Group::Concepts,
            at: one.at,
            len: one.len,
        };
        out.push(feature(alone));
        for other in &seen[i + 1..] {
            out.push(feature(mix(alone, hash(3, &other.tag.to_le_bytes()))));
        }
    }
}

fn pieces(folded: &Folded, out: &mut Vec<Feature>) {
    let mut padded = Vec::with_capacity(32);
    for (at, word) in read_words(folded) {
        let text = folded.text(word);
        // Scripts written in more than one byte have short words; their words and pairs say enough.
        if text.len() < 4 || text.len() > 30 || !text.bytes().all(|b| b.is_ascii_lowercase()) {
            continue;
        }
        padded.clear();
        padded.push(b' ');
        padded.extend_from_slice(text.as_bytes());
        padded.push(b' ');
        for size in 3..=5 {
            for piece in padded.windows(size) {
                let hash = hash(2, piece) & HASH;
                out.push(Feature { hash, value: 1.0, group: Group::Pieces, at: at as u32, len: 1 });
            }
        }
    }
}

const HASH: u32 = 0xFF_FFFF;

/// FNV-1a with a last stir, so that the low bits are as good as the high ones.
fn hash(kind: u32, bytes: &[u8]) -> u32 {
    let mut hash = 0x811C_9DC5 ^ kind.wrapping_mul(0x9E37_79B1);
    for byte in bytes {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    hash ^ hash >> 15
}

fn mix(a: u32, b: u32) -> u32 {
    let hash = (a.rotate_left(7) ^ b).wrapping_mul(0x85EB_CA6B);
    hash ^ hash >> 13
}
