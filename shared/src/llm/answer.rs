//! What a model writes to what a customer sees: sentence by sentence, each only after its check.
//!
//! Withholding and streaming go together so: a sentence is shown when it is whole and stands in a source it cites, so
//! nothing unsupported is ever on the screen, and the price is the time of one sentence, not of the answer. Sentences
//! before the first citation wait for it. The first one that fails ends the answer, and all of it is withdrawn: half an
//! answer can mislead ("You can return it. But only…").
//!
//! The result does not depend on how the text was cut into pieces. A wrong citation number is mended where another
//! article given supports the sentence; an answer that cites nothing is not mended. Absent on purpose: I/O, and the
//! customer's words about what happens then.

mod citation;
mod kept;
mod sentence;

pub use kept::Kept;

use super::decode::End;
use super::grounding::{Evidence, Given, Support};
use crate::parts;

/// What the model says when no source answers. A word no article has, in capitals, so that no prose contains it.
pub const NO_SOURCE: &str = "NO_SOURCE";

/// A longer answer is cut: four screens of a phone, which nobody asked for.
const LONGEST: usize = 6_000;

/// How it ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    Answered {
        text: String,
        sources: Vec<parts::Source>,
    },
    /// The model says that no source answers
    NoSource,
    /// A sentence does not stand in its source
    Ungrounded {
        sentence: String,
        why: String,
    },
    /// A sentence says that the assistant did something
    ClaimedAction {
        sentence: String,
    },
    /// There was nothing to show
    Empty,
}

/// What reading a piece brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// To be shown now
    pub pieces: Vec<String>,
    /// There will be no more
    pub verdict: Option<Verdict>,
}

/// An answer being read.
pub struct Reader {
    given: Vec<Given>,
    evidence: Evidence,
    /// Said in place of what no source answers, after what one did
    rest: String,
    /// What must not be repeated
    kept: Kept,
    /// Not yet a whole sentence
    buffer: String,
    /// Whole, not yet shown
    held: Vec<Held>,
    /// Places of the articles cited so far, in the order of their numbers
    cited: Vec<Support>,
    shown: String,
    begun: bool,
    /// Within a thought that has no end yet
    thinks: bool,
    over: bool,
}

/// A sentence that waits.
struct Held {
    text: String,
    /// Without its marks
    bare: String,
    /// Places of the articles it cites
    cites: Vec<usize>,
    claims: bool,
}

impl Reader {
    pub fn new(given: Vec<Given>, evidence: Evidence, kept: Kept, rest: String) -> Self {
        Self {
            given,
            evidence,
            rest,
            kept,
            buffer: String::new(),
            held: Vec::new(),
            cited: Vec::new(),
            shown: String::new(),
            begun: false,
            thinks: false,
            over: false,
        }
    }

    /// Takes the next characters.
    pub fn read(&mut self, piece: &str) -> Read {
        self.buffer.push_str(piece);
        self.go_on(false)
    }

    /// The model is done. After a cut, what is not a whole sentence is dropped.
    pub fn end(&mut self, end: End) -> Read {
        if end == End::Cut {
            let mut whole = 0;
            while let Some(next) = sentence::end(&self.buffer[whole..], false) {
                whole += next;
            }
            self.buffer.truncate(whole);
        }
        let mut read = self.go_on(true);
        if read.verdict.is_none() && !self.over {
            self.over = true;
            read.verdict = Some(self.verdict());
        }
        read
    }

    fn go_on(&mut self, end: bool) -> Read {
        let mut read = Read::default();
        if self.over || !self.begin(end) {
            return read;
        }
        while let Some(at) = sentence::end(&self.buffer, end) {
            let rest = self.buffer.split_off(at);
            let unit = std::mem::replace(&mut self.buffer, rest);
            read.verdict = self.take(&unit, &mut read.pieces);
            if read.verdict.is_some() {
                self.over = true;
                break;
            }
        }
        read
    }

    /// Thoughts that some open models write before the answer are no answer. Whether it has begun.
    fn begin(&mut self, end: bool) -> bool {
        const OPEN: &str = "<think>";
        const CLOSE: &str = "</think>";
        if self.begun {
            return true;
        }
        let text = self.buffer.trim_start();
        if let Some(thought) = text.strip_prefix(OPEN).or(self.thinks.then_some(text)) {
            self.thinks = true;
            match thought.find(CLOSE) {
                Some(at) => self.buffer = thought[at + CLOSE.len()..].trim_start().to_owned(),
                None if end => self.buffer.clear(),
                None => {
                    // Of a thought only the beginning of its end is kept: it may be long.
                    let tail = thought.len().saturating_sub(CLOSE.len());
                    self.buffer = thought[thought.ceil_char_boundary(tail)..].to_owned();
                    return false;
                }
            }
            self.thinks = false;
            self.begun = !self.buffer.is_empty() || end;
            return self.begun;
        }
        if !end && OPEN.starts_with(text) {
            return false;
        }
        self.buffer = text.to_owned();
        self.begun = true;
        true
    }

    /// One sentence more.
    fn take(&mut self, unit: &str, pieces: &mut Vec<String>) -> Option<Verdict> {
        if unit.contains(NO_SOURCE) {
            // Whatever waits for a citation gets none any more.
            if self.cited.is_empty() {
                return Some(Verdict::NoSource);
            }
            if let Some(verdict) = self.unsupported() {
                return Some(verdict);
            }
            let gap = if self.shown.ends_with(char::is_whitespace) { "" } else { " " };
            let rest = format!("{gap}{}", self.rest);
            self.show(rest, pieces);
            return Some(self.verdict());
        }
        if let Some(why) = self.kept.told_by(unit) {
            return Some(Verdict::Ungrounded { sentence: String::new(), why: why.to_owned() });
        }
        let (bare, cites) = citation::read(unit, self.given.len());
        let claims = self.evidence.claims(&bare);
        self.held.push(Held { text: unit.to_owned(), bare, cites, claims });
        let verdict = self.release(pieces);
        // Nobody waits for a citation longer than an answer may be.
        let waiting = || self.held.iter().map(|held| held.text.len()).sum::<usize>();
        if verdict.is_none() && waiting() > LONGEST { self.unsupported() } else { verdict }
    }

    /// Shows what may be shown, in order.
    fn release(&mut self, pieces: &mut Vec<String>) -> Option<Verdict> {
        while let Some(first) = self.held.first() {
            let before: Vec<usize> = self.cited.iter().map(|support| support.source).collect();
            let mut found = None;
            if first.claims {
                // A citation further on is one for the sentences that waited for it.
                let later =
                    self.held.iter().find(|held| !held.cites.is_empty()).map(|held| held.cites.clone());
                let own = if first.cites.is_empty() { None } else { Some(first.cites.clone()) };
                let waits = own.is_none();
                let places = match own {
                    Some(own) => own,
                    None => before.iter().copied().chain(later.unwrap_or_default()).collect(),
                };
                match self.evidence.check(&first.bare, &places) {
                    Ok(support) => found = Some(support),
                    Err(why) if waits && !self.evidence.claims_action(&first.bare) => {
                        let _not_yet = why;
                        return None;
                    }
                    Err(why) => match self.mended(&first.bare, &places) {
                        Some(support) => found = Some(support),
                        None => return Some(self.ungrounded(&first.bare, why)),
                    },
                }
            }
            let held = self.held.remove(0);
            let text = self.numbered(&held, found);
            self.show(text, pieces);
            if self.shown.len() > LONGEST {
                return Some(self.verdict());
            }
        }
        None
    }

    /// Another article given that supports what was cited wrongly.
    fn mended(&self, sentence: &str, cited: &[usize]) -> Option<Support> {
        (0..self.given.len())
            .filter(|place| !cited.contains(place))
            .find_map(|place| self.evidence.check(sentence, &[place]).ok())
    }

    /// A sentence with the numbers of the list that the customer sees.
    fn numbered(&mut self, held: &Held, found: Option<Support>) -> String {
        let Some(support) = found else {
            // What claims nothing has nothing to cite.
            return if held.cites.is_empty() { held.text.clone() } else { citation::marked(&held.text, &[]) };
        };
        if held.cites.is_empty() {
            self.number(support);
            return held.text.clone();
        }
        let mut supports = vec![support];
        let mended = !held.cites.contains(&support.source);
        if !mended {
            let others = held.cites.iter().filter(|place| **place != support.source);
            let others = others.filter_map(|place| self.evidence.check(&held.bare, &[*place]).ok());
            supports.extend(others);
        }
        let mut numbers: Vec<usize> = supports.into_iter().map(|support| self.number(support)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        citation::marked(&held.text, &numbers)
    }

    /// The number of an article in the customer's list.
    fn number(&mut self, support: Support) -> usize {
        let known = self.cited.iter().position(|known| known.source == support.source);
        known.unwrap_or_else(|| {
            self.cited.push(support);
            self.cited.len() - 1
        }) + 1
    }

    fn show(&mut self, text: String, pieces: &mut Vec<String>) {
        if text.is_empty() || (self.shown.is_empty() && text.trim().is_empty()) {
            return;
        }
        self.shown.push_str(&text);
        pieces.push(text);
    }

    /// The first sentence that still waits for a source; one that claims an action before all others.
    fn unsupported(&self) -> Option<Verdict> {
        let acts = self.held.iter().find(|held| self.evidence.claims_action(&held.bare));
        let held = acts.or_else(|| self.held.iter().find(|held| held.claims))?;
        let places: Vec<usize> = self.cited.iter().map(|support| support.source).collect();
        let why = self.evidence.check(&held.bare, &places).err();
        Some(self.ungrounded(&held.bare, why.unwrap_or_else(|| "it cites no source".to_owned())))
    }

    fn ungrounded(&self, sentence: &str, why: String) -> Verdict {
        let sentence = sentence.trim().to_owned();
        if self.evidence.claims_action(&sentence) {
            return Verdict::ClaimedAction { sentence };
        }
        Verdict::Ungrounded { sentence, why }
    }

    fn verdict(&mut self) -> Verdict {
        if let Some(verdict) = self.unsupported() {
            return verdict;
        }
        let text = self.shown.trim().to_owned();
        if text.is_empty() {
            return Verdict::Empty;
        }
        let sources = self.cited.iter().filter_map(|support| {
            let given = self.given.get(support.source)?;
            let (heading, passage) = given.passages.get(support.passage).cloned().unwrap_or_default();
            let (article, title) = (given.article.clone(), given.title.clone());
            Some(parts::Source { article, title, heading, passage })
        });
        Verdict::Answered { text, sources: sources.collect() }
    }
}

/// A text without its citations: the numbers of an earlier answer mean nothing in the next prompt.
pub fn without_marks(text: &str) -> String {
    citation::read(text, 0).0
}

#[cfg(test)]
mod tests;
