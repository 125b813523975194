//! How much of a question stands in a given text: for choosing sentences, where search chooses articles.
//!
//! Absent on purpose: what kind of answer is expected; that is for who writes the answer.

use super::asking::Asking;
use super::words::{Stems, cut};
use super::{Knowledge, Query};

/// A question, ready to be held against texts.
pub struct Reading<'a> {
    knowledge: &'a Knowledge,
    asking: Asking,
    stems: Stems,
}

impl<'a> Reading<'a> {
    pub fn new(knowledge: &'a Knowledge, query: &Query<'_>) -> Self {
        let asking = Asking::new(&knowledge.index, &super::heard(knowledge, query));
        Self { knowledge, asking, stems: Stems::new(&knowledge.index.language) }
    }

    /// The share of the question that stands in `text`, from 0 to 1.
    pub fn share(&self, text: &str) -> f32 {
        let index = &self.knowledge.index;
        let terms: Vec<String> = cut(text).iter().map(|w| self.stems.term(w)).collect();
        let row: Vec<&str> = terms.iter().map(String::as_str).collect();
        let mut lists: Vec<u32> = row.iter().filter_map(|t| index.term(t)).collect();
        lists.extend(index.concepts.find(&row).into_iter().map(|(_, _, group)| index.concept(group)));
        let (mut found, mut all) = (0.0, 1e-6);
        for slot in &self.asking.slots {
            let best = slot.alternatives.iter().filter(|(l, _)| lists.contains(l)).map(|(_, part)| *part);
            found += slot.say * best.fold(0.0, f32::max);
            all += slot.say;
        }
        found / all
    }

    /// How many words of this turn say something.
    pub fn content_words(&self) -> usize {
        self.asking
            .slots
            .iter()
            .filter(|s| !s.earlier && s.strength > super::words::FILLER && !s.word.contains(' '))
            .count()
    }
}
