//! Word lists of many languages, found in a folded message in one pass.
//!
//! An entry is one or more words; `*` after a word means any ending. Entries are written as people write them, with
//! accents, and folded once when the lexicon is built. Absent on purpose: meaning. A tag is a number to its owner.

#[cfg(any(feature = "core", test))]
use super::normalize::Folded;
use super::normalize::fold;

/// One place where an entry stands in the message, in words from `at`, `len` of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    pub tag: u16,
    pub at: u32,
    pub len: u32,
}

pub struct Lexicon {
    /// Folded pieces of all entries, one after the other.
    text: String,
    pieces: Vec<Piece>,
    entries: Vec<Entry>,
    /// First four bytes of a piece, and which piece; sorted.
    index: Vec<(u32, u32)>,
    /// One bit per hashed index key: most words of a message are in no list and leave here.
    seen: Box<[u64; SEEN_WORDS]>,
}

const SEEN_WORDS: usize = 256;

struct Piece {
    from: u32,
    to: u32,
    entry: u32,
    any_ending: bool,
    first: bool,
}

struct Entry {
    tag: u16,
    pieces_from: u32,
    pieces_to: u32,
}

/// The first four bytes of a word as a number: equal words have equal keys, and so have a stem of four bytes or
/// more and each of its words.
fn key(word: &str) -> u32 {
    let mut bytes = [0; 4];
    for (to, from) in bytes.iter_mut().zip(word.bytes()) {
        *to = from;
    }
    u32::from_be_bytes(bytes)
}

fn seen_bit(key: u32) -> (usize, u64) {
    let hash = key.wrapping_mul(0x9E37_79B1) >> 18;
    ((hash >> 6) as usize, 1 << (hash & 63))
}

impl Lexicon {
    /// Entries are separated by commas.
    ///
    /// Invariant: a piece with any ending has four bytes or more; a shorter one counts as a whole word.
    pub fn new(tables: impl Iterator<Item = (u16, &'static str)>) -> Lexicon {
        let mut lexicon = Lexicon {
            text: String::new(),
            pieces: Vec::new(),
            entries: Vec::new(),
            index: Vec::new(),
            seen: Box::new([0; SEEN_WORDS]),
        };
        for (tag, entries) in tables {
            entries.split(',').for_each(|entry| lexicon.add(tag, entry));
        }
        lexicon.index.sort_unstable();
        lexicon
    }

    fn add(&mut self, tag: u16, entry: &str) {
        let pieces_from = self.pieces.len() as u32;
        for written in entry.split_whitespace() {
            let any_ending = written.ends_with('*');
            let folded = fold(written);
            let last = folded.words().len().saturating_sub(1);
            for (i, word) in folded.words().iter().enumerate() {
                let letters = folded.text(word);
                let from = self.text.len() as u32;
                self.text.push_str(letters);
                let to = self.text.len() as u32;
                let first = self.pieces.len() as u32 == pieces_from;
                let any_ending = any_ending && i == last && letters.len() >= 4;
                let key = key(letters);
                let (word, bit) = seen_bit(key);
                self.seen[word] |= bit;
                self.index.push((key, self.pieces.len() as u32));
                self.pieces.push(Piece { from, to, entry: self.entries.len() as u32, any_ending, first });
            }
        }
        let pieces_to = self.pieces.len() as u32;
        if pieces_to > pieces_from {
            self.entries.push(Entry { tag, pieces_from, pieces_to });
        }
    }

    fn piece_is(&self, piece: &Piece, word: &str) -> bool {
        let letters = self.text.get(piece.from as usize..piece.to as usize).unwrap_or_default();
        if piece.any_ending { word.starts_with(letters) } else { word == letters }
    }

    fn pieces_with_key(&self, key: u32) -> impl Iterator<Item = &Piece> {
        let (word, bit) = seen_bit(key);
        let from = if self.seen[word] & bit == 0 {
            self.index.len()
        } else {
            self.index.partition_point(|(other, _)| *other < key)
        };
        self.index[from..]
            .iter()
            .take_while(move |(other, _)| *other == key)
            .map(|(_, at)| &self.pieces[*at as usize])
    }

    /// Whether the word stands in some entry, at any place of it.
    pub fn knows(&self, word: &str) -> bool {
        self.pieces_with_key(key(word)).any(|piece| self.piece_is(piece, word))
    }

    /// Our own copy of a word we know, which lives as long as the lexicon.
    pub fn kept(&self, word: &str) -> Option<&str> {
        let piece = self.pieces_with_key(key(word)).find(|piece| self.piece_is(piece, word))?;
        self.text.get(piece.from as usize..piece.to as usize)
    }

    /// Tags of the entries that are this one word.
    pub fn tags_of<'a>(&'a self, word: &'a str) -> impl Iterator<Item = u16> + 'a {
        self.pieces_with_key(key(word))
            .filter(move |piece| piece.first && self.piece_is(piece, word))
            .filter_map(|piece| {
                let entry = &self.entries[piece.entry as usize];
                (entry.pieces_to - entry.pieces_from == 1).then_some(entry.tag)
            })
    }

    /// All entries that begin at a position of `words`.
    pub fn find_at(&self, words: &[&str], at: usize, hits: &mut Vec<Hit>) {
        let Some(&word) = words.get(at) else { return };
        self.find_from(word, words, at, hits);
        if word.starts_with(is_arabic) {
            for stem in without_proclitic(word) {
                self.find_from(stem, words, at, hits);
            }
        }
    }

    fn find_from(&self, first: &str, words: &[&str], at: usize, hits: &mut Vec<Hit>) {
        for piece in self.pieces_with_key(key(first)) {
            if !piece.first || !self.piece_is(piece, first) {
                continue;
            }
            let entry = &self.entries[piece.entry as usize];
            let rest = &self.pieces[entry.pieces_from as usize + 1..entry.pieces_to as usize];
            let follows = |(i, piece): (usize, &Piece)| {
                words.get(at + 1 + i).is_some_and(|word| self.piece_is(piece, word))
            };
            if rest.iter().enumerate().all(follows) {
                hits.push(Hit { tag: entry.tag, at: at as u32, len: rest.len() as u32 + 1 });
            }
        }
    }

    /// All entries of a folded message, in the order they stand, drawn-out words read both ways.
    #[cfg(any(feature = "core", test))]
    pub fn find(&self, folded: &Folded) -> Vec<Hit> {
        let words: Vec<&str> = folded.words().iter().map(|word| folded.text(word)).collect();
        let mut hits = Vec::new();
        for (at, word) in folded.words().iter().enumerate() {
            let before = hits.len();
            self.find_at(&words, at, &mut hits);
            if word.drawn_out && hits.len() == before {
                let spelling = self.usual_spelling(words[at]);
                if let Some(spelling) = spelling {
                    self.find_from(&spelling, &words, at, &mut hits);
                }
            }
        }
        hits
    }

    /// A drawn-out word with some of its doubled letters made single, if that is a word we know.
    pub fn usual_spelling(&self, word: &str) -> Option<String> {
        let letters: Vec<char> = word.chars().collect();
        let doubled: Vec<usize> = (1..letters.len()).filter(|&i| letters[i] == letters[i - 1]).collect();
        if doubled.len() > 5 {
            return None;
        }
        (1..1_u32 << doubled.len()).rev().find_map(|dropped| {
            let keeps =
                |i: &usize| doubled.iter().position(|d| d == i).is_none_or(|bit| dropped & (1 << bit) == 0);
            let spelling: String = (0..letters.len()).filter(keeps).map(|i| letters[i]).collect();
            self.knows(&spelling).then_some(spelling)
        })
    }
}

fn is_arabic(c: char) -> bool {
    ('\u{621}'..='\u{64A}').contains(&c)
}

/// Arabic writes "and", "with", "for" and "the" as one with the word.
fn without_proclitic(word: &str) -> impl Iterator<Item = &str> {
    const PROCLITICS: [&str; 10] = ["و", "ف", "ب", "ل", "ال", "لل", "وال", "بال", "فال", "س"];
    PROCLITICS.iter().filter_map(|clitic| word.strip_prefix(clitic)).filter(|stem| stem.len() >= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(entries: &'static str, message: &str, expected: &[(u32, u32)]) {
        let lexicon = Lexicon::new([(7, entries)].into_iter());
        let found: Vec<(u32, u32)> =
            lexicon.find(&fold(message)).iter().map(|hit| (hit.at, hit.len)).collect();
        assert_eq!(found, expected, "{message}");
    }

    #[test]
    fn entries_are_words_stems_and_phrases() {
        check("agent, ticket*, zurück rufen", "The agent's tickets", &[(2, 1)]);
        check("agent, zurück rufen", "agent, bitte zuruck RUFEN", &[(0, 1), (3, 2)]);
        check("人工", "我要人工", &[(2, 2)]);
    }

    #[test]
    fn arabic_proclitics_and_drawn_out_words_are_seen_through() {
        check("موظف", "والموظف بموظف", &[(0, 1), (1, 1)]);
        check("support", "suppooort suuupport", &[(0, 1), (1, 1)]);
    }
}
