//! One walk over the postings of a question: what each article and each unit of text has of it.
//!
//! The ranking rules read what is collected here; none of them touches the postings. Absent on purpose: any judgement.

use super::asking::{Asking, Slot};
use super::index::{FIELDS, Field, Index};

/// What was collected.
#[derive(Clone, Debug)]
pub struct Walk {
    /// Articles that have any word of the question
    touched: Vec<usize>,
    /// By article: whether it is one of them
    seen: Vec<bool>,
    /// By article: the sum of the BM25F parts of all slots, divided by what a perfect match would reach
    pub fields: Vec<f32>,
    /// By article: how much of what the question says the article speaks about; see `confidence.rs`
    pub evidence: Vec<f32>,
    /// By article: what of the earlier turns it speaks about
    recalled: Vec<f32>,
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
/// What an earlier word counts that the article does not have: the customer may have changed the subject since. On
/// MTRAG's conversations 0 is best, on all its questions 1, because there only the unanswerable all have a history.
const FORGOTTEN: f32 = 0.5;
/// Length normalization of single units.
const B: f32 = 0.6;

/// A question of few words proves little even if all of them are found: as if so many words more had been said.
const BREVITY: f32 = 1.2;

/// What one slot has gathered so far, by article and by unit; emptied after each slot.
struct Gathered {
    fields: Vec<[f32; FIELDS]>,
    /// Weighted count, and how well the best alternative stands for the word
    units: Vec<(f32, f32)>,
    touched: Vec<usize>,
    touched_units: Vec<usize>,
}

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
            touched: Vec::new(),
            seen: vec![false; articles],
            fields: vec![0.0; articles],
            evidence: vec![0.0; articles],
            recalled: vec![0.0; articles],
            units: vec![0.0; units],
            cosines: vec![0.0; units],
            shares: vec![0.0; units],
            starts,
        };
        let mut weights = WEIGHTS;
        weights[Field::Intent as usize] /= 1.0 + index.average[Field::Intent as usize] / INTENTS;
        let mut gathered = Gathered {
            fields: vec![[0.0; FIELDS]; articles],
            units: vec![(0.0, 0.0); units],
            touched: Vec::new(),
            touched_units: Vec::new(),
        };
        for slot in &asking.slots {
            // Most words have one list, whose units stand in the order of their articles: nothing needs to be gathered.
            if let [(list, part)] = slot.alternatives.as_slice() {
                walk.add_list(index, slot, &weights, *list, *part);
                continue;
            }
            gathered.gather(index, slot);
            walk.add_articles(index, slot, &weights, &mut gathered);
            walk.add_units(index, slot, &mut gathered);
        }
        walk.normalize(index, asking);
        walk.touched = (0..articles).filter(|article| walk.seen[*article]).collect();
        walk
    }

    fn add_list(&mut self, index: &Index, slot: &Slot, weights: &[f32; FIELDS], list: u32, part: f32) {
        let (mut article, mut counts) = (None, [0.0; FIELDS]);
        for (u, count) in &index.postings[list as usize] {
            let (u, points) = (*u as usize, part * *count as f32);
            let place = &index.places[u];
            self.add_unit(place.size, slot, u, points, part);
            if place.field == Field::Refusal {
                continue;
            }
            if article != Some(place.article)
                && let Some(done) = article.replace(place.article)
            {
                self.add_article(index, slot, weights, done as usize, std::mem::take(&mut counts));
            }
            counts[place.field as usize] += points;
        }
        if let Some(last) = article {
            self.add_article(index, slot, weights, last as usize, counts);
        }
    }

    fn add_articles(&mut self, index: &Index, slot: &Slot, weights: &[f32; FIELDS], gathered: &mut Gathered) {
        for a in gathered.touched.drain(..) {
            let counts = std::mem::take(&mut gathered.fields[a]);
            self.add_article(index, slot, weights, a, counts);
        }
    }

    fn add_article(
        &mut self,
        index: &Index,
        slot: &Slot,
        weights: &[f32; FIELDS],
        a: usize,
        counts: [f32; FIELDS],
    ) {
        let mut tf = 0.0;
        for f in (0..FIELDS).filter(|f| counts[*f] != 0.0) {
            let length = index.lengths[a][f] / index.average[f];
            tf += weights[f] * counts[f] / (1.0 - LENGTH[f] + LENGTH[f] * length);
        }
        self.fields[a] += slot.weight * tf / (K1 + tf);
        self.evidence[a] += slot.say * tf / (SLOW + tf);
        if slot.earlier {
            self.recalled[a] += slot.say;
        }
        self.seen[a] = true;
    }

    fn add_units(&mut self, index: &Index, slot: &Slot, gathered: &mut Gathered) {
        for u in gathered.touched_units.drain(..) {
            let (tf, best) = std::mem::take(&mut gathered.units[u]);
            self.add_unit(index.places[u].size, slot, u, tf, best);
        }
    }

    fn add_unit(&mut self, size: f32, slot: &Slot, u: usize, tf: f32, best: f32) {
        self.units[u] += slot.weight * tf / (K1 * (1.0 - B + B * size) + tf);
        self.cosines[u] += slot.weight * slot.weight * best;
        self.shares[u] += slot.weight * best;
    }

    fn normalize(&mut self, index: &Index, asking: &Asking) {
        let ideal = asking.ideal();
        let sum =
            |earlier: bool| asking.slots.iter().filter(|s| s.earlier == earlier).map(|s| s.say).sum::<f32>();
        let (now, before) = (sum(false), sum(true));
        for (evidence, recalled) in self.evidence.iter_mut().zip(&self.recalled) {
            *evidence /= BREVITY + now + recalled + FORGOTTEN * (before - recalled);
        }
        let norm = asking.slots.iter().map(|s| s.weight * s.weight).sum::<f32>().sqrt().max(1e-6);
        // Most units of a large help center have nothing of the question.
        for score in self.fields.iter_mut().chain(&mut self.units).chain(&mut self.shares) {
            if *score != 0.0 {
                *score /= ideal;
            }
        }
        for (score, unit_norm) in self.cosines.iter_mut().zip(&index.norms) {
            if *score != 0.0 {
                *score = (*score / (norm * unit_norm)).min(1.0);
            }
        }
    }

    /// The articles with the most of the question by their words alone, at most `most`.
    pub fn candidates(&self, most: usize) -> Vec<usize> {
        let mut best = self.touched.clone();
        let order = |a: &usize, b: &usize| self.fields[*b].total_cmp(&self.fields[*a]).then(a.cmp(b));
        if best.len() > most {
            best.select_nth_unstable_by(most, order);
            best.truncate(most);
        }
        best.sort_unstable_by(order);
        best
    }

    /// The units of an article.
    pub fn of(&self, article: usize) -> std::ops::Range<usize> {
        self.starts[article]..self.starts[article + 1]
    }
}

impl Gathered {
    fn gather(&mut self, index: &Index, slot: &Slot) {
        for (list, part) in &slot.alternatives {
            for (u, count) in &index.postings[*list as usize] {
                let unit = &index.places[*u as usize];
                let points = part * *count as f32;
                let here = &mut self.units[*u as usize];
                if here.0 == 0.0 {
                    self.touched_units.push(*u as usize);
                }
                here.0 += points;
                here.1 = here.1.max(*part);
                if unit.field == Field::Refusal {
                    continue;
                }
                let counts = &mut self.fields[unit.article as usize];
                if *counts == [0.0; FIELDS] {
                    self.touched.push(unit.article as usize);
                }
                counts[unit.field as usize] += points;
            }
        }
    }
}
