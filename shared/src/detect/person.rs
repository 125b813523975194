//! Whether the customer asks for a person, in thirteen languages.
//!
//! One grammar per language (`person/*.rs`): words by class, and what is peculiar to it. The patterns below hold for
//! all of them. Runs in the widget too, so that the wish is honored before the network answers: no model file, no
//! tables but the words themselves. Absent on purpose: mood ("this is useless") and how to reach the shop ("what is
//! your number"); the first is `sentiment`, the second a question like any other.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod hi;
mod it;
mod ja;
mod nl;
mod pl;
mod pt;
mod spelling;
mod tr;
mod zh;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::Spoken;
use super::lexicon::{Hit, Lexicon};
use super::normalize::{Folded, fold};
use super::pattern::{Pattern, classes_of};

/// How the customer asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// In so many words: "let me talk to a person".
    Explicit,
    /// By the word alone, as one shouts at a phone menu: "agent!"
    Escape,
    /// To be called: a person, but later and elsewhere.
    Callback,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PersonRequest {
    pub kind: Kind,
    pub score: f32,
    pub evidence: Vec<Spoken>,
}

/// The words of a language, by class:
///
/// `S` speak, `K` reach or call, `C` connect or put through, `W` want, need, give me, `N` human, agent, `T` customer
/// service, `P` someone, person, `A` real, live, `D` articles, prepositions, fillers, `H` help, answer, `f` from,
/// `i` is there, `v` available, `n` not, `B` bot, `Y` you are, `b` adverbs between *you are* and a noun, `E` am I
/// talking to, `q` do I have to, `L` please, hello, now, `r` call me back, `x` nothing of the kind and `p` a *not*
/// that negates something else. `x`, `p`, `B` and `E` hide the shorter entries inside them; other letters are a
/// grammar's own.
struct Grammar {
    code: &'static str,
    words: &'static [(char, &'static str)],
    /// Asking, beside what is shared.
    asks: &'static str,
    /// Not asking, although the words are there.
    never: &'static str,
}

const GRAMMARS: [&Grammar; 13] = [
    &en::GRAMMAR,
    &es::GRAMMAR,
    &fr::GRAMMAR,
    &de::GRAMMAR,
    &pt::GRAMMAR,
    &it::GRAMMAR,
    &nl::GRAMMAR,
    &pl::GRAMMAR,
    &tr::GRAMMAR,
    &ar::GRAMMAR,
    &hi::GRAMMAR,
    &zh::GRAMMAR,
    &ja::GRAMMAR,
];

const ASKS: &str = "S D* A* N, S D* A* T, S D* A* P, K D* A* N, K D* A* T, K D* A* P, C 3 D* A* N, C 3 D* A* T, \
    C D* A* P, W D* A* N, W D* A P, W D* P D* H, H 3 f D* A* N, H f D* A P, i D* A* N, i D* A P, \
    A* N v, A P v, P 2 D* S, P f D* A* T, P f D* A* N, N D* H, n W* D* S D* B, n W* D* K D* B, \
    n W D* B, W D* A A* H, W D* H A, W D* P A, i D* P A";
const ESCAPES: &str = "^ L* D* A* N L* $, ^ L* D* A P L* $, ^ L* D* T L* $, ^ L* D* P A L* $, ^ L* D* H A L* $, \
    ^ L* D* A A* H L* $";
const CALLBACKS: &str = "r";
const NEVER: &str = "n W D* A* N, n W D* A* P, n W D* S D* A* N, n W D* S D* A* P, n W D* S D* A* T, n C D* A* N, \
    n C D* A* T, n S D* A* N, n K D* A* N, n D* H f D* A* N, Y b* D* A* N, Y b* D* A* P, E D* A* N, \
    E D* A* P, E D* A* T, ^ L* F D* A* N, ^ L* F D* A* P, q S D* A* N, q S D* A* P, q S D* A* T, \
    q K D* A* N, q K D* A* P, q K D* A* T, n r, n W D* r";

/// Whether the message asks for a person, how, and in which words.
pub fn asks_for_person(message: &str) -> Option<PersonRequest> {
    let engine = engine();
    let folded = fold(message);
    let reading = Reading::new(&engine.lexicon, &folded);
    let hits = reading.hits(&engine.lexicon);
    let by_language: Vec<(&Rules, Vec<Hit>)> = hits
        .chunk_by(|a, b| a.tag >> 8 == b.tag >> 8)
        .map(|hits| {
            let classes = hits.iter().map(|hit| Hit { tag: hit.tag & 0xFF, ..*hit }).collect();
            (&engine.rules[usize::from(hits[0].tag >> 8)], classes)
        })
        .collect();
    let asked: Vec<(Kind, usize, usize)> =
        by_language.iter().flat_map(|(rules, hits)| rules.asked(hits, &reading.breaks)).collect();
    if asked.is_empty() {
        return None;
    }
    // A *not* of one language counts in all: "I do not need" comes before words that German and French have too.
    let never: Vec<(usize, usize)> =
        by_language.iter().flat_map(|(rules, hits)| rules.never(hits, &reading.breaks)).collect();
    let is_meant =
        |(_, from, to): &&(Kind, usize, usize)| !never.iter().any(|(start, end)| start < to && from < end);
    let best = asked.iter().filter(is_meant).min_by_key(|(kind, ..)| *kind).copied();
    best.map(|(kind, from, to)| {
        let (start, end) = reading.span(&folded, from, to);
        let score = match kind {
            Kind::Explicit => 0.95,
            Kind::Escape => 0.85,
            Kind::Callback => 0.8,
        };
        PersonRequest { kind, score, evidence: vec![Spoken::in_message(message, start, end, score)] }
    })
}

/// The languages in which asking for a person is understood.
pub fn languages() -> impl Iterator<Item = &'static str> {
    GRAMMARS.iter().map(|grammar| grammar.code)
}

/// A language's words by class, and its patterns under `asks` and `never`, for the small matcher of the browser
/// (`widget/embed/person.js`). Nothing for a language that is not understood.
pub fn portable(code: &str) -> Option<BTreeMap<String, String>> {
    let grammar = GRAMMARS.iter().find(|grammar| grammar.code == code)?;
    let mut tables: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (class, entries) in grammar.words {
        tables.entry(class.to_string()).or_default().push(entries);
    }
    tables.insert("asks".to_owned(), vec![ASKS, ESCAPES, CALLBACKS, grammar.asks]);
    tables.insert("never".to_owned(), vec![NEVER, grammar.never]);
    let tidy = |lists: Vec<&str>| {
        let entries = lists.iter().flat_map(|list| list.split(',')).map(str::trim).filter(|e| !e.is_empty());
        entries.collect::<Vec<_>>().join(",")
    };
    Some(tables.into_iter().map(|(name, lists)| (name, tidy(lists))).collect())
}

struct Rules {
    asks: Vec<Pattern>,
    escapes: Vec<Pattern>,
    callbacks: Vec<Pattern>,
    never: Vec<Pattern>,
}

impl Rules {
    /// Every place where a person is asked for, whatever speaks against it.
    fn asked(&self, hits: &[Hit], breaks: &[bool]) -> Vec<(Kind, usize, usize)> {
        let present = classes_of(hits);
        let mut found = Vec::new();
        for (kind, patterns) in
            [(Kind::Explicit, &self.asks), (Kind::Escape, &self.escapes), (Kind::Callback, &self.callbacks)]
        {
            for pattern in patterns.iter().filter(|pattern| pattern.may_match(present)) {
                pattern.matches(hits, breaks, |from, to| found.push((kind, from, to)));
            }
        }
        found
    }

    fn never(&self, hits: &[Hit], breaks: &[bool]) -> Vec<(usize, usize)> {
        let present = classes_of(hits);
        let mut spans = Vec::new();
        for pattern in self.never.iter().filter(|pattern| pattern.may_match(present)) {
            pattern.matches(hits, breaks, |from, to| spans.push((from, to)));
        }
        spans
    }
}

struct Engine {
    lexicon: Lexicon,
    rules: Vec<Rules>,
}

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let tables = (0_u16..).zip(GRAMMARS).flat_map(|(language, grammar)| {
            grammar.words.iter().map(move |(class, entries)| (language << 8 | *class as u16, *entries))
        });
        let patterns =
            |shared: &str, own: &str| shared.split(',').chain(own.split(',')).map(Pattern::new).collect();
        let rules = GRAMMARS.iter().map(|grammar| Rules {
            asks: patterns(ASKS, grammar.asks),
            escapes: patterns(ESCAPES, ""),
            callbacks: patterns(CALLBACKS, ""),
            never: patterns(NEVER, grammar.never),
        });
        Engine { lexicon: Lexicon::new(tables), rules: rules.collect() }
    })
}

/// Hits without those inside a longer one that hides them, by language and place. A phrase of one language hides
/// words of all: `agent` is English in "chat agent history", whatever it may be elsewhere.
fn visible(mut hits: Vec<Hit>) -> Vec<Hit> {
    let hides = |hit: &&Hit| matches!((hit.tag & 0xFF) as u8, b'x' | b'p' | b'B' | b'E') && hit.len > 1;
    let hiding: Vec<Hit> = hits.iter().filter(hides).copied().collect();
    hits.retain(|hit| {
        // Phrases are at most eight words long, so what covers this one begins close by.
        let from = hiding.partition_point(|other| other.at + 8 < hit.at);
        let near = hiding[from..].iter().take_while(|other| other.at <= hit.at);
        !near.into_iter().any(|other| other.len > hit.len && hit.at + hit.len <= other.at + other.len)
    });
    hits.sort_unstable_by_key(|hit| (hit.tag >> 8, hit.at, hit.len, hit.tag));
    hits
}

/// The words as the grammars see them: misspelt ones corrected, run-together ones taken apart.
struct Reading<'a> {
    words: Vec<&'a str>,
    /// Which word of the folded message each one is from.
    origin: Vec<u32>,
    breaks: Vec<bool>,
}

impl<'a> Reading<'a> {
    fn new(lexicon: &'a Lexicon, folded: &'a Folded) -> Reading<'a> {
        let count = folded.words().len();
        let mut reading = Reading {
            words: Vec::with_capacity(count),
            origin: Vec::with_capacity(count),
            breaks: Vec::with_capacity(count),
        };
        for (at, word) in folded.words().iter().enumerate() {
            let text = folded.text(word);
            spelling::read(lexicon, word, text, |part| {
                reading.words.push(part);
                reading.origin.push(at as u32);
                reading.breaks.push(word.breaks);
            });
        }
        reading
    }

    /// Hits of all languages, by language and place.
    fn hits(&self, lexicon: &Lexicon) -> Vec<Hit> {
        let mut hits = Vec::new();
        for at in 0..self.words.len() {
            lexicon.find_at(&self.words, at, &mut hits);
        }
        visible(hits)
    }

    fn span(&self, folded: &Folded, from: usize, to: usize) -> (u32, u32) {
        let word = |at: usize| self.origin.get(at).and_then(|&origin| folded.words().get(origin as usize));
        let start = word(from).map_or(0, |word| word.start);
        (start, word(to.saturating_sub(1)).map_or(start, |word| word.end))
    }
}

#[cfg(test)]
mod tests;
