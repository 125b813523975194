//! The index: all words of all articles, by where they stand.
//!
//! What is stored is small: the vocabulary and, for each unit of text, its row of terms. What search needs beside it
//! (postings, frequencies, norms) is counted again on loading, so the stored form stays small and cannot contradict itself.
//! Absent on purpose: positions in the original text; passages are quoted whole.

use super::article::Article;
use super::concepts::Concepts;
use super::passage;
use super::words::{Stems, cut};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where in its article a unit of text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Field {
    Title,
    Intent,
    Heading,
    Body,
    /// An entry of `do-not-answer`: it speaks against the article
    Refusal,
}

/// The fields that speak for an article, in the order of [`Field`].
pub const FIELDS: usize = 4;

/// A title, an intent, a heading or a passage: a row of terms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    pub article: u32,
    pub field: Field,
    /// The passage; for a heading, the first one below it; 0 for titles and intents
    pub passage: u32,
    pub terms: Vec<u32>,
}

/// What a walk over the postings needs of a unit, close together: it is read for every word of every question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub article: u32,
    pub field: Field,
    /// Its number of terms beside the average of the units of the body
    pub size: f32,
}

/// What is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Stored {
    language: String,
    terms: Vec<String>,
    strengths: Vec<f32>,
    surfaces: Vec<(String, u32)>,
    units: Vec<Unit>,
}

/// Ready to be searched.
///
/// Invariant: `terms` and `surfaces` are sorted; postings are sorted by unit; units are grouped by article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct Index {
    /// The language of most articles
    pub language: String,
    pub terms: Vec<String>,
    /// How much each term says by itself
    pub strengths: Vec<f32>,
    /// Words as written that differ from their term, for typo tolerance
    pub surfaces: Vec<(String, u32)>,
    pub units: Vec<Unit>,
    pub concepts: Concepts,
    /// By term, then by concept: unit and count
    pub postings: Vec<Vec<(u32, u32)>>,
    /// Rarity of each term and concept, counted in articles
    pub idf: Vec<f32>,
    /// The rarity of a word that stands nowhere
    pub idf_unknown: f32,
    /// Where each unit stands
    pub places: Vec<Place>,
    /// The length of each unit's vector of rarities
    pub norms: Vec<f32>,
    /// Terms per article and field, and their averages
    pub lengths: Vec<[f32; FIELDS]>,
    pub average: [f32; FIELDS],
    /// The letters of each surface as a bit set, to skip words that cannot be near
    pub letters: Vec<u32>,
}

impl Index {
    pub fn new(articles: &[Article]) -> Self {
        let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
        for article in articles {
            *languages.entry(article.language.as_str()).or_default() += 1;
        }
        let language = languages.iter().max_by_key(|(_, n)| **n).map_or("en", |(l, _)| *l).to_owned();
        let mut build = Build::default();
        for (a, article) in articles.iter().enumerate() {
            let stems = Stems::new(&article.language);
            build.unit(&stems, a, Field::Title, 0, &article.title);
            for intent in &article.intents {
                build.unit(&stems, a, Field::Intent, 0, intent);
            }
            let mut heading = "";
            for (p, passage) in article.passages.iter().enumerate() {
                if passage.heading != heading {
                    heading = &passage.heading;
                    build.unit(&stems, a, Field::Heading, p, heading);
                }
                build.unit(&stems, a, Field::Body, p, &passage::plain(&passage.text));
            }
            for refusal in &article.do_not_answer {
                build.unit(&stems, a, Field::Refusal, 0, refusal);
            }
        }
        build.stored(language).into()
    }

    pub fn term(&self, term: &str) -> Option<u32> {
        self.terms.binary_search_by(|t| t.as_str().cmp(term)).ok().map(|i| i as u32)
    }

    /// The posting list of a concept.
    pub fn concept(&self, group: usize) -> u32 {
        (self.terms.len() + group) as u32
    }

    /// The rarity of a word that so many articles have.
    pub fn rarity(&self, holders: usize) -> f32 {
        idf(self.articles(), holders)
    }

    pub fn articles(&self) -> usize {
        self.lengths.len()
    }
}

#[derive(Default)]
struct Build {
    ids: BTreeMap<String, u32>,
    terms: Vec<String>,
    strengths: Vec<f32>,
    surfaces: BTreeMap<String, u32>,
    units: Vec<Unit>,
}

impl Build {
    fn unit(&mut self, stems: &Stems, article: usize, field: Field, passage: usize, text: &str) {
        let mut row = Vec::new();
        for word in cut(text) {
            if let Some(id) = self.surfaces.get(&word) {
                row.push(*id);
                continue;
            }
            let term = stems.term(&word);
            let id = *self.ids.entry(term.clone()).or_insert_with(|| {
                self.terms.push(term);
                self.strengths.push(0.0);
                (self.terms.len() - 1) as u32
            });
            let strength = &mut self.strengths[id as usize];
            *strength = strength.max(stems.strength(&word));
            self.surfaces.insert(word, id);
            row.push(id);
        }
        if !row.is_empty() {
            self.units.push(Unit { article: article as u32, field, passage: passage as u32, terms: row });
        }
    }

    /// Renumbers the terms in the order of the alphabet, so that the same articles give the same bytes.
    fn stored(self, language: String) -> Stored {
        let mut place = vec![0u32; self.terms.len()];
        let (mut terms, mut strengths) = (Vec::new(), Vec::new());
        for (term, old) in self.ids {
            place[old as usize] = terms.len() as u32;
            terms.push(term);
            strengths.push(self.strengths[old as usize]);
        }
        let mut units = self.units;
        for id in units.iter_mut().flat_map(|u| u.terms.iter_mut()) {
            *id = place[*id as usize];
        }
        let surfaces = self.surfaces.into_iter().map(|(word, id)| (word, place[id as usize])).collect();
        Stored { language, terms, strengths, surfaces, units }
    }
}

impl From<Index> for Stored {
    fn from(i: Index) -> Self {
        let Index { language, terms, strengths, surfaces, units, .. } = i;
        Self { language, terms, strengths, surfaces, units }
    }
}

impl From<Stored> for Index {
    fn from(stored: Stored) -> Self {
        let Stored { language, terms, strengths, surfaces, mut units } = stored;
        // A file that was tampered with must not make search panic: a row that points nowhere is dropped.
        units.retain(|u| u.terms.iter().all(|t| (*t as usize) < terms.len()));
        let concepts = Concepts::new(&language);
        let width = terms.len() + concepts.count();
        let count = units.iter().map(|u| u.article as usize + 1).max().unwrap_or(0);
        let mut index = Self {
            postings: vec![Vec::new(); width],
            idf: vec![0.0; width],
            idf_unknown: idf(count, 0),
            places: Vec::new(),
            norms: vec![0.0; units.len()],
            lengths: vec![[0.0; FIELDS]; count],
            average: [1.0; FIELDS],
            letters: surfaces.iter().map(|(word, _)| letters(word)).collect(),
            language,
            terms,
            strengths,
            surfaces,
            units,
            concepts,
        };
        index.post();
        index.weigh();
        index
    }
}

impl Index {
    fn post(&mut self) {
        for (u, unit) in self.units.iter().enumerate() {
            let row: Vec<&str> = unit.terms.iter().map(|t| self.terms[*t as usize].as_str()).collect();
            let groups = self.concepts.find(&row).into_iter().map(|(_, _, g)| (self.terms.len() + g) as u32);
            let mut ids: Vec<u32> = unit.terms.clone();
            // Function words of long texts say nothing and would fill the longest lists.
            if unit.field == Field::Body {
                ids.retain(|t| self.strengths[*t as usize] > super::words::FUNCTION);
            }
            ids.extend(groups);
            ids.sort_unstable();
            for same in ids.chunk_by(|a, b| a == b) {
                self.postings[same[0] as usize].push((u as u32, same.len() as u32));
            }
            if unit.field != Field::Refusal {
                self.lengths[unit.article as usize][unit.field as usize] += unit.terms.len() as f32;
            }
        }
    }

    fn weigh(&mut self) {
        let count = self.articles();
        for (list, idf_of) in self.postings.iter().zip(&mut self.idf) {
            let mut holders = 0;
            let mut last = None;
            for (u, _) in list {
                let unit = &self.units[*u as usize];
                if unit.field != Field::Refusal && last != Some(unit.article) {
                    last = Some(unit.article);
                    holders += 1;
                }
            }
            *idf_of = idf(count, holders);
        }
        for field in 0..FIELDS {
            let sum: f32 = self.lengths.iter().map(|l| l[field]).sum();
            self.average[field] = (sum / count.max(1) as f32).max(1.0);
        }
        let (mut bodies, mut words) = (0.0f32, 0.0);
        for (u, unit) in self.units.iter().enumerate() {
            if unit.field == Field::Body {
                bodies += 1.0;
                words += unit.terms.len() as f32;
            }
            let mut ids = unit.terms.clone();
            ids.sort_unstable();
            ids.dedup();
            let square: f32 =
                ids.iter().map(|t| self.idf[*t as usize] * self.strengths[*t as usize]).map(|w| w * w).sum();
            self.norms[u] = square.sqrt().max(1e-6);
        }
        let average = (words / bodies.max(1.0)).max(1.0);
        let place = |unit: &Unit| Place {
            article: unit.article,
            field: unit.field,
            size: unit.terms.len() as f32 / average,
        };
        self.places = self.units.iter().map(place).collect();
    }
}

/// Robertson and Spärck Jones' rarity in the form that is never negative (as in Lucene's BM25).
fn idf(count: usize, holders: usize) -> f32 {
    let (n, df) = (count as f32, holders as f32);
    (1.0 + (n - df + 0.5).max(0.0) / (df + 0.5)).ln()
}

/// The letters of a word as a bit set: a to z, then everything else by remainder.
pub fn letters(word: &str) -> u32 {
    word.chars().fold(0, |set, c| {
        let bit = if c.is_ascii_lowercase() { c as u32 - 'a' as u32 } else { 26 + c as u32 % 6 };
        set | 1 << bit
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_is_the_same_after_it_was_stored_and_loaded() {
        let index = Index::new(&[
            Article::new("a", "Return an item", "## How\nSend it back within 30 days."),
            Article::new("b", "Pay", "Cards and transfers."),
        ]);
        let json = serde_json::to_string(&index).expect("plain data serialises");
        assert_eq!(serde_json::from_str::<Index>(&json).expect("what was stored can be read"), index);
    }

    #[test]
    fn a_row_that_points_nowhere_is_dropped() {
        let index = Index::new(&[Article::new("a", "Pay", "Cards.")]);
        let json = serde_json::to_string(&index)
            .expect("plain data serialises")
            .replace("\"terms\":[0]", "\"terms\":[9]");
        assert!(serde_json::from_str::<Index>(&json).is_ok());
    }

    #[test]
    fn rarer_words_weigh_more_and_unknown_ones_most() {
        assert!(idf(10, 1) > idf(10, 5) && idf(10, 0) > idf(10, 1) && idf(10, 10) > 0.0);
    }
}
