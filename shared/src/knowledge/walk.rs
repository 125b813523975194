//! One walk over the postings of a question: what each article and each unit of text has of it.
//!
//! The ranking rules read what is collected here; none of them touches the postings. Absent on purpose: any judgement.

use super::asking::Asking;
use super::index::{FIELDS, Field, Index};

/// What was collected.
#[derive(Clone, Debug)]
pub struct Walk {
    /// Articles that have any word of the question, in their order
    pub candidates: Vec<usize>,
    /// By article: the sum of the BM25F parts of all slots, divided by what a perfect match would reach
    pub fields: Vec<f32>,
    /// By article: the share of the question's weight that stands anywhere in the article
    pub covered: Vec<f32>,
    /// By article: how much of what the question says the article speaks about; see `confidence.rs`
    pub evidence: Vec<f32>,
    /// By unit: BM25, divided by what a perfect match would reach
    pub units: Vec<f32>,
    /// By unit: the cosine between question and unit
    pub cosines: Vec<f32>,
    /// By unit: the share of the question's weight that stands in the unit
    pub shares: Vec<f32>,
    /// The first unit of each article, and the end
    pub starts: Vec<usize>,
}

/// How much a word counts by its field: title, intents, headings, body. From the sets of `e_retrieval`, where the
/// optimum is wide; the order (title before intents before headings before body) is what matters.
const WEIGHTS: [f32; FIELDS] = [2.0, 1.2, 0.7, 1.0];
/// With this many words of intents on an average article, intents count half: fourteen ways to ask share words by chance,
/// three were chosen.
const INTENTS: f32 = 60.0;
/// How much length counts against a field. Titles and intents are short by nature; a long list of intents is no fault.
const LENGTH: [f32; FIELDS] = [0.3, 0.5, 0.3, 0.75];
/// Saturation, as usual between 1.2 and 2 (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework").
const K1: f32 = 1.6;
/// Saturation of the evidence: slower than in ranking, since one mention of a word in passing is no sign of an answer.
const SLOW: f32 = 3.0;
/// Length normalization of single units.
const B: f32 = 0.6;

/// A question of few words proves little even if all of them are found: as if so many words more had been said.
const BREVITY: f32 = 1.2;

impl Walk {
    pub fn new(index: &Index, asking: &Asking) -> Self {
        let (articles, units) = (index.articles(), index.units.len());
        let mut starts = vec![0usize; articles + 1];
        for unit in &index.units {
            starts[unit.article as usize + 1] += 1;
        }
        for a in 0..articles {
            starts[a + 1] += starts[a];
        }
        let mut walk = Self {
            candidates: Vec::new(),
            fields: vec![0.0; articles],
            covered: vec![0.0; articles],
            evidence: vec![0.0; articles],
            units: vec![0.0; units],
            cosines: vec![0.0; units],
            shares: vec![0.0; units],
            starts,
        };
        let mut weights = WEIGHTS;
        weights[Field::Intent as usize] /= 1.0 + index.average[Field::Intent as usize] / INTENTS;
        let mut seen = vec![false; articles];
        let mut slot_fields = vec![[0.0f32; FIELDS]; articles];
        let mut slot_best = vec![0.0f32; articles];
        let mut slot_units = vec![(0.0f32, 0.0f32); units];
        for slot in &asking.slots {
            let (mut touched, mut touched_units) = (Vec::new(), Vec::new());
            for (list, part) in &slot.alternatives {
                for (u, count) in &index.postings[*list as usize] {
                    let unit = &index.units[*u as usize];
                    let here = &mut slot_units[*u as usize];
                    if here.0 == 0.0 {
                        touched_units.push(*u as usize);
                    }
                    here.0 += part * *count as f32;
                    here.1 = here.1.max(*part);
                    if unit.field == Field::Refusal {
                        continue;
                    }
                    let a = unit.article as usize;
                    if slot_best[a] == 0.0 {
                        touched.push(a);
                    }
                    slot_best[a] = slot_best[a].max(*part);
                    slot_fields[a][unit.field as usize] += part * *count as f32;
                }
            }
            for a in touched {
                let mut tf = 0.0;
                for f in 0..FIELDS {
                    let length = index.lengths[a][f] / index.average[f];
                    tf += weights[f] * slot_fields[a][f] / (1.0 - LENGTH[f] + LENGTH[f] * length);
                }
                walk.fields[a] += slot.weight * tf / (K1 + tf);
                walk.evidence[a] += slot.say * tf / (SLOW + tf);
                walk.covered[a] += slot.weight * slot_best[a].min(1.0);
                slot_fields[a] = [0.0; FIELDS];
                slot_best[a] = 0.0;
                if !std::mem::replace(&mut seen[a], true) {
                    walk.candidates.push(a);
                }
            }
            for u in touched_units {
                let (tf, best) = std::mem::take(&mut slot_units[u]);
                let length = index.units[u].terms.len() as f32 / index.average_unit;
                walk.units[u] += slot.weight * tf / (K1 * (1.0 - B + B * length) + tf);
                walk.cosines[u] += slot.weight * slot.weight * best;
                walk.shares[u] += slot.weight * best;
            }
        }
        walk.candidates.sort_unstable();
        walk.normalize(index, asking);
        walk
    }

    fn normalize(&mut self, index: &Index, asking: &Asking) {
        let ideal = asking.ideal();
        let said = asking.slots.iter().map(|s| s.say).sum::<f32>() + BREVITY;
        for evidence in &mut self.evidence {
            *evidence /= said;
        }
        let norm = asking.slots.iter().map(|s| s.weight * s.weight).sum::<f32>().sqrt().max(1e-6);
        for score in
            self.fields.iter_mut().chain(&mut self.covered).chain(&mut self.units).chain(&mut self.shares)
        {
            *score /= ideal;
        }
        for (score, unit_norm) in self.cosines.iter_mut().zip(&index.norms) {
            *score = (*score / (norm * unit_norm)).min(1.0);
        }
    }

    /// The units of an article.
    pub fn of(&self, article: usize) -> std::ops::Range<usize> {
        self.starts[article]..self.starts[article + 1]
    }
}
