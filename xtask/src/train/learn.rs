//! Logistic regression over several classes, small enough to read, the same on every run.
//!
//! Absent on purpose: anything random from outside; rows are visited in an order that follows from their number.

use std::collections::BTreeMap;

use shared::detect::features::{Feature, Group};
use shared::detect::linear::softmax;

use super::own::SOURCE as OWN;

pub struct Example {
    pub class: usize,
    pub source: String,
    /// How much it weighs among others of its source and class.
    pub share: f32,
    pub features: Vec<Feature>,
}

/// How a model is learned; each number chosen by cross-validation over sources.
#[derive(Clone, Copy, Debug)]
pub struct Taste {
    /// The strongest features that are kept: at this number more made no difference.
    pub keep: usize,
    /// How much a weight is drawn to nothing.
    pub shrink: f32,
    /// Weight of a row seen by its concepts alone: what is learned in English must hold where no word is known.
    pub concepts_alone: f32,
    /// Small sources weigh more, by this power of how small they are.
    pub even: f32,
    /// How much all our own phrases weigh.
    pub own: f32,
    pub rounds: usize,
}

const RATE: f32 = 0.4;
/// Rare classes weigh more, by this power of how rare they are.
const BALANCE: f32 = 0.35;

struct Sample {
    class: usize,
    weight: f32,
    features: Vec<(usize, f32)>,
}

/// A model in the format of `shared::detect::linear`.
pub fn learn(examples: &[&Example], classes: usize, taste: Taste) -> Vec<u8> {
    let mut seen: BTreeMap<u32, u32> = BTreeMap::new();
    for example in examples {
        let mut hashes: Vec<u32> = example.features.iter().map(|feature| feature.hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes.into_iter().for_each(|hash| *seen.entry(hash).or_default() += 1);
    }
    let vocabulary: Vec<u32> = seen.iter().filter(|(_, n)| **n >= 2).map(|(hash, _)| *hash).collect();
    let first = fit(examples, classes, &vocabulary, taste);
    let mut strongest: Vec<(f32, u32)> = vocabulary
        .iter()
        .enumerate()
        .map(|(i, hash)| (first.row(i).iter().fold(0.0_f32, |most, w| most.max(w.abs())), *hash))
        .collect();
    strongest.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    strongest.truncate(taste.keep);
    let mut kept: Vec<u32> = strongest.into_iter().map(|(_, hash)| hash).collect();
    kept.sort_unstable();
    fit(examples, classes, &kept, taste).write(&kept)
}

struct Fitted {
    classes: usize,
    weights: Vec<f32>,
    biases: Vec<f32>,
}

impl Fitted {
    fn row(&self, feature: usize) -> &[f32] {
        &self.weights[feature * self.classes..(feature + 1) * self.classes]
    }

    fn write(&self, vocabulary: &[u32]) -> Vec<u8> {
        let largest = self.weights.iter().fold(1e-6_f32, |most, w| most.max(w.abs()));
        let scale = largest / 127.0;
        let mut bytes = vec![self.classes as u8];
        bytes.extend((vocabulary.len() as u32).to_le_bytes());
        bytes.extend(scale.to_le_bytes());
        self.biases.iter().for_each(|bias| bytes.extend(bias.to_le_bytes()));
        vocabulary.iter().for_each(|hash| bytes.extend(&hash.to_le_bytes()[..3]));
        bytes.extend(self.weights.iter().map(|w| (w / scale).round() as i8 as u8));
        bytes
    }
}

fn fit(examples: &[&Example], classes: usize, vocabulary: &[u32], taste: Taste) -> Fitted {
    let samples = samples(examples, classes, vocabulary, taste);
    let shrink = taste.shrink;
    let mut fitted =
        Fitted { classes, weights: vec![0.0; vocabulary.len() * classes], biases: vec![0.0; classes] };
    let mut squares = vec![1e-3_f32; fitted.weights.len()];
    let mut bias_squares = vec![1.0_f32; classes];
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut state = 20_261_120_u64;
    // The mean over the later rounds is steadier than where the last one happened to end.
    let (mut sums, mut bias_sums) = (vec![0.0_f32; fitted.weights.len()], vec![0.0_f32; classes]);
    let counted = taste.rounds.div_ceil(2);
    for round in 0..taste.rounds {
        for i in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (state >> 33) as usize % (i + 1));
        }
        for &i in &order {
            let sample = &samples[i];
            let mut errors = fitted.biases.clone();
            for &(feature, value) in &sample.features {
                for (error, weight) in errors.iter_mut().zip(fitted.row(feature)) {
                    *error += weight * value;
                }
            }
            softmax(&mut errors);
            errors[sample.class] -= 1.0;
            errors.iter_mut().for_each(|error| *error *= sample.weight);
            for &(feature, value) in &sample.features {
                for (class, error) in errors.iter().enumerate() {
                    let at = feature * classes + class;
                    let slope = error * value + shrink * fitted.weights[at];
                    squares[at] += slope * slope;
                    fitted.weights[at] -= RATE * slope / squares[at].sqrt();
                }
            }
            for (class, error) in errors.iter().enumerate() {
                bias_squares[class] += error * error;
                fitted.biases[class] -= RATE * error / bias_squares[class].sqrt();
            }
        }
        if round + counted >= taste.rounds {
            sums.iter_mut().zip(&fitted.weights).for_each(|(sum, weight)| *sum += weight);
            bias_sums.iter_mut().zip(&fitted.biases).for_each(|(sum, bias)| *sum += bias);
        }
    }
    let mean = |sums: Vec<f32>| sums.into_iter().map(|sum| sum / counted as f32).collect();
    Fitted { classes, weights: mean(sums), biases: mean(bias_sums) }
}

fn samples(examples: &[&Example], classes: usize, vocabulary: &[u32], taste: Taste) -> Vec<Sample> {
    let mut counts = vec![0_usize; classes];
    examples.iter().for_each(|example| counts[example.class] += 1);
    let mean = examples.len() as f32 / classes as f32;
    let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
    examples.iter().for_each(|example| *sources.entry(example.source.as_str()).or_default() += 1);
    let usual = examples.len() as f32 / sources.len().max(1) as f32;
    let known =
        |feature: &Feature| vocabulary.binary_search(&feature.hash).ok().map(|at| (at, feature.value));
    let mut samples = Vec::with_capacity(examples.len() * 2);
    for example in examples {
        let rare = (mean / counts[example.class].max(1) as f32).powf(BALANCE);
        let small = (usual / sources[example.source.as_str()] as f32).powf(taste.even).min(4.0);
        let own = if example.source == OWN { taste.own } else { small };
        let weight = rare * own * example.share;
        let class = example.class;
        let features = merged(example.features.iter().filter_map(known).collect());
        samples.push(Sample { class, weight, features });
        let concepts = example.features.iter().filter(|feature| feature.group == Group::Concepts);
        let features = merged(concepts.filter_map(known).collect());
        if !features.is_empty() {
            samples.push(Sample { class, weight: weight * taste.concepts_alone, features });
        }
    }
    samples
}

/// The same feature twice is one of twice the value.
fn merged(mut features: Vec<(usize, f32)>) -> Vec<(usize, f32)> {
    features.sort_by_key(|feature| feature.0);
    features.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same {
            kept.1 += later.1;
        }
        same
    });
    features
}

/// A model with something added to its first class.
pub fn leaned(mut model: Vec<u8>, by: f32) -> Vec<u8> {
    // Classes, count of features and scale come before: one byte and two times four.
    if let Some(bias) = model.get_mut(9..).and_then(|rest| rest.first_chunk_mut::<4>()) {
        *bias = (f32::from_le_bytes(*bias) + by).to_le_bytes();
    }
    model
}

/// Which fifth a text belongs to, whatever file or order it comes in.
pub fn fold_of(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5_u32, |hash, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193)) / 7 % 5
}
