//! Whether a sentence stands in a source: a check anyone can follow, with the reason in words when it fails.
//!
//! A sentence that claims something must pass all of these against the articles it cites:
//! 1. every number with its unit or currency, and every address, stands in them ([`facts`]);
//! 2. every name stands in some article given, in the question, or is the site's;
//! 3. enough of its words stand in one passage, or in two together: the threshold is the site's (`support`);
//! 4. no sentence of theirs says the same with the opposite sign;
//! 5. it claims no action of the assistant ("I've refunded you"): that is in no article.
//!
//! What is true but unsupported fails; so does, without a check of its own, whatever repeats the rules or another
//! customer's words, because no article has them. Absent on purpose: a second model as a judge. Known limits: a claim
//! that uses the right words in the wrong relation passes; where answer and article differ in language only 1, 2 and 5
//! can be checked.

mod acts;
mod facts;

use crate::knowledge::{Stems, cut};
use facts::Facts;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// A number or an address that stands in one of two texts and not in the other, where both should say the same.
pub fn other_fact(one: &str, other: &str) -> Option<String> {
    let (one, other) = (Facts::of(one), Facts::of(other));
    one.missing(&[&other]).or_else(|| other.missing(&[&one]))
}

/// The share of words, unless the site says otherwise. See the table of cases in the tests: lower lets added claims
/// through, higher refuses plain paraphrases.
pub const SUPPORT: f32 = 0.55;

/// How alike a claim and a sentence are that contradict each other.
const SAME: f32 = 0.9;

/// An article as the model was given it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub article: String,
    pub title: String,
    pub language: String,
    /// Heading and Markdown of each passage
    pub passages: Vec<(String, String)>,
}

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    /// Place in the list of articles given
    pub source: usize,
    /// The passage of it that fits best
    pub passage: usize,
}

/// All an answer may rest on.
pub struct Evidence {
    given: Vec<Given>,
    /// What is in each, once somebody asks: most answers rest on one of the four
    sources: Vec<OnceCell<Source>>,
    question: BTreeSet<String>,
    /// The question's and the site's words as they are, for names
    known: BTreeSet<String>,
    language: String,
    stems: Stems,
    support: f32,
}

struct Source {
    passages: Vec<BTreeSet<String>>,
    sentences: Vec<Sentence>,
    facts: Facts,
    words: BTreeSet<String>,
    comparable: bool,
}

/// A sentence of a source, for contradictions.
struct Sentence {
    terms: BTreeSet<String>,
    negated: bool,
    limits: BTreeSet<String>,
}

impl Evidence {
    /// `language` is the one the answer is in; `site` the name it may always use.
    pub fn new(given: &[Given], question: &str, site: &str, language: &str, support: f32) -> Self {
        let stems = Stems::new(language);
        let sources = given.iter().map(|_| OnceCell::new()).collect();
        let known = cut(question).into_iter().chain(cut(site)).collect();
        let question = terms(question, &stems);
        Self {
            given: given.to_vec(),
            sources,
            question,
            known,
            language: language.to_owned(),
            stems,
            support,
        }
    }

    fn source(&self, place: usize) -> Option<&Source> {
        let (given, cell) = (self.given.get(place)?, self.sources.get(place)?);
        Some(cell.get_or_init(|| source(given, &self.language)))
    }

    /// Whether a sentence claims anything. Courtesy, questions, admissions and the line that leads into a list do not.
    pub fn claims(&self, sentence: &str) -> bool {
        let text = sentence.trim().trim_end_matches(['*', '_', ')', '"', '”', '»']);
        let facts = Facts::of(sentence);
        if !facts.is_empty() || acts::claims_action(sentence) {
            return true;
        }
        let words = cut(sentence).len();
        let leads_in = text.ends_with(':') && words <= 8;
        let asks = text.ends_with('?') || text.ends_with('？');
        !(terms(sentence, &self.stems).is_empty() || leads_in || asks || acts::admits(sentence))
    }

    /// Whether a sentence stands in the articles at these places, and where; else why not.
    pub fn check(&self, sentence: &str, cited: &[usize]) -> Result<Support, String> {
        if acts::claims_action(sentence) {
            return Err("it claims an action that nobody took".to_owned());
        }
        let cited: Vec<(usize, &Source)> =
            cited.iter().filter_map(|place| Some((*place, self.source(*place)?))).collect();
        if cited.is_empty() {
            return Err("it cites no source".to_owned());
        }
        if let Some(fact) =
            Facts::of(sentence).missing(&cited.iter().map(|(_, s)| &s.facts).collect::<Vec<_>>())
        {
            return Err(format!("`{fact}` stands in no source it cites"));
        }
        if let Some(name) = self.unknown_name(sentence) {
            return Err(format!("the name `{name}` stands in no source"));
        }
        let terms = terms(sentence, &self.stems);
        let (support, share) = self.best(&terms, &cited);
        if !cited.iter().any(|(_, source)| source.comparable) {
            return Ok(support);
        }
        if share < self.support {
            return Err(format!("only {:.0} % of its words stand in the source", share * 100.0));
        }
        if contradicts(sentence, &terms, &cited) {
            return Err("a source says the opposite".to_owned());
        }
        Ok(support)
    }

    /// Whether an action is claimed, which no source can make true.
    pub fn claims_action(&self, sentence: &str) -> bool {
        acts::claims_action(sentence)
    }

    /// The share of words in the best passage and the one that adds most to it, and where the best is. A word that only
    /// the question has counts half: it is what is spoken about, and no evidence.
    fn best(&self, terms: &BTreeSet<String>, cited: &[(usize, &Source)]) -> (Support, f32) {
        let mut best = (Support { source: cited[0].0, passage: 0 }, BTreeSet::new());
        let mut all: Vec<BTreeSet<&String>> = Vec::new();
        for (place, source) in cited {
            for (passage, words) in source.passages.iter().enumerate() {
                let found: BTreeSet<&String> = terms.iter().filter(|term| stands(term, words)).collect();
                if found.len() > best.1.len() {
                    best = (Support { source: *place, passage }, found.clone());
                }
                all.push(found);
            }
        }
        let (support, first) = best;
        let second = all.iter().max_by_key(|found| found.difference(&first).count());
        let both: BTreeSet<&String> =
            second.map_or(first.clone(), |second| first.union(second).copied().collect());
        let worth = |term: &String| match both.contains(term) {
            true => 1.0,
            false if self.question.contains(term) => 0.5,
            false => 0.0,
        };
        let share = terms.iter().map(worth).sum::<f32>() / (terms.len().max(1) as f32);
        (support, if terms.is_empty() { 1.0 } else { share })
    }

    /// A capital within a sentence is a name, but in German, where it is any noun.
    fn unknown_name(&self, sentence: &str) -> Option<String> {
        if self.language.starts_with("de") {
            return None;
        }
        let mut begins = true;
        for token in sentence.split_whitespace() {
            let word = token.trim_matches(|c: char| !c.is_alphanumeric());
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            let name = capital
                && !begins
                && word.chars().count() > 1
                && !word.starts_with("I'")
                && !word.starts_with("I’");
            let parts = cut(word);
            let known = |part: &String| {
                self.known.contains(part)
                    || (0..self.given.len())
                        .filter_map(|place| self.source(place))
                        .any(|source| stands(part, &source.words))
            };
            if name && !parts.iter().all(known) {
                return Some(word.to_owned());
            }
            let ends = token.ends_with([':', '.', '!', '?', '"', '”', '|', '—', '–']);
            begins =
                (begins && word.is_empty()) || ends || (begins && word.chars().all(|c| c.is_ascii_digit()));
        }
        None
    }
}

fn source(given: &Given, language: &str) -> Source {
    let terms = &mut Terms { stems: Stems::new(&given.language), known: BTreeMap::new() };
    let mut whole = given.title.clone();
    let (mut sentences, mut passages, mut all) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (heading, text) in &given.passages {
        whole.push_str(&format!("\n{heading}\n{text}"));
        let head = cut(&format!("{} {heading}", given.title));
        let mut passage = terms.of(&head);
        all.extend(head);
        for text in text.split(['.', '!', '?', '\n', ';']) {
            let words = cut(text);
            let (terms, limits) = (terms.of(&words), acts::limits(&words));
            passage.extend(terms.iter().cloned());
            sentences.push(Sentence { terms, negated: acts::negated(text, &words), limits });
            all.extend(words);
        }
        passages.push(passage);
    }
    Source {
        passages,
        sentences,
        facts: Facts::of(&whole),
        words: all,
        comparable: short(&given.language) == short(language),
    }
}

/// The terms of many texts: an article says its words again and again, and stemming each anew takes most of the time.
struct Terms {
    stems: Stems,
    known: BTreeMap<String, Option<String>>,
}

impl Terms {
    fn of(&mut self, words: &[String]) -> BTreeSet<String> {
        let Self { stems, known } = self;
        let mut all = BTreeSet::new();
        for word in words {
            match known.get(word) {
                Some(term) => all.extend(term.clone()),
                None => all.extend(known.entry(word.clone()).or_insert(term(word, stems)).clone()),
            }
        }
        all
    }
}

fn short(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or("").to_lowercase()
}

/// The words that say something, by their stems.
fn terms(text: &str, stems: &Stems) -> BTreeSet<String> {
    cut(text).iter().filter_map(|word| term(word, stems)).collect()
}

/// The stem of a word that says something. Numbers are facts, not words.
fn term(word: &str, stems: &Stems) -> Option<String> {
    let says = word.chars().count() > 1
        && !word.chars().all(|c| c.is_ascii_digit())
        && stems.strength(word) >= 1.0
        && !acts::is_courtesy(word);
    says.then(|| stems.term(word))
}

/// Itself, or a word of one family: `deliver` and `delivery` part late.
fn stands(term: &str, words: &BTreeSet<String>) -> bool {
    if words.contains(term) {
        return true;
    }
    let Some((cut, _)) = term.char_indices().nth(5) else { return false };
    let near = |word: &&String| word.starts_with(&term[..cut]) && word.len().abs_diff(term.len()) <= 4;
    words
        .range(term[..cut].to_owned()..)
        .take_while(|word| word.starts_with(&term[..cut]))
        .any(|word| near(&word))
}

/// Every sentence of the sources that says the same has the other sign.
fn contradicts(text: &str, terms: &BTreeSet<String>, cited: &[(usize, &Source)]) -> bool {
    if terms.len() < 2 {
        return false;
    }
    let words = cut(text);
    let (negated, limits) = (acts::negated(text, &words), acts::limits(&words));
    let mut same = cited
        .iter()
        .filter(|(_, source)| source.comparable)
        .flat_map(|(_, source)| &source.sentences)
        .filter(|sentence| {
            let found = terms.iter().filter(|term| stands(term, &sentence.terms)).count();
            found as f32 >= SAME * terms.len() as f32 && sentence.limits == limits
        })
        .peekable();
    same.peek().is_some() && same.all(|sentence| sentence.negated != negated)
}

#[cfg(test)]
mod tests;
