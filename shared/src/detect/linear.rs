//! A linear model in a compact binary, and which words spoke for its answer.
//!
//! Made by `cargo xtask train`. Absent on purpose: learning, and any probability it does not compute itself.
//!
//! The file: number of classes (1 byte), number of features (4 bytes, little endian), scale (f32), one bias per class
//! (f32), the features' hashes in rising order (3 bytes each), then one signed byte per feature and class.

use super::features::Feature;

pub struct Model {
    classes: usize,
    scale: f32,
    biases: Vec<f32>,
    weights: Vec<i8>,
    /// Open addressing: hash and position of the weights, or `EMPTY`.
    slots: Vec<(u32, u32)>,
    mask: u32,
}

const EMPTY: u32 = u32::MAX;

impl Model {
    /// Reads a model; `None` if the bytes are not one.
    pub fn read(bytes: &[u8]) -> Option<Model> {
        let (&classes, rest) = bytes.split_first()?;
        let classes = usize::from(classes);
        let (count, rest) = rest.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let (scale, mut rest) = rest.split_first_chunk::<4>()?;
        let mut biases = Vec::with_capacity(classes);
        for _ in 0..classes {
            let (bias, after) = rest.split_first_chunk::<4>()?;
            biases.push(f32::from_le_bytes(*bias));
            rest = after;
        }
        let (hashes, weights) = rest.split_at_checked(count.checked_mul(3)?)?;
        if weights.len() != count * classes {
            return None;
        }
        let size = (count * 2).next_power_of_two().max(2);
        let mask = size as u32 - 1;
        let mut slots = vec![(EMPTY, 0); size];
        for (i, hash) in hashes.chunks_exact(3).enumerate() {
            let hash = u32::from_le_bytes([hash[0], hash[1], hash[2], 0]);
            let mut slot = hash & mask;
            while slots[slot as usize].0 != EMPTY {
                slot = (slot + 1) & mask;
            }
            slots[slot as usize] = (hash, i as u32);
        }
        let weights = weights.iter().map(|byte| *byte as i8).collect();
        Some(Model { classes, scale: f32::from_le_bytes(*scale), biases, weights, slots, mask })
    }

    /// One probability per class.
    pub fn probabilities(&self, features: &[Feature]) -> Vec<f32> {
        let mut scores = vec![0.0_f32; self.classes];
        for feature in features {
            if let Some(weights) = self.weights(feature.hash) {
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score += feature.value * f32::from(*weight);
                }
            }
        }
        for (score, bias) in scores.iter_mut().zip(&self.biases) {
            *score = *score * self.scale + bias;
        }
        softmax(&mut scores);
        scores
    }

    /// The words that spoke most for a class: position, count, weight; strongest first.
    pub fn speakers(&self, features: &[Feature], class: usize, most: usize) -> Vec<(u32, u32, f32)> {
        let mut speakers: Vec<(u32, u32, f32)> = Vec::new();
        for feature in features {
            let Some(weight) = self.weights(feature.hash).and_then(|weights| weights.get(class)) else {
                continue;
            };
            let said = feature.value * f32::from(*weight) * self.scale;
            if said == 0.0 {
                continue;
            }
            match speakers.iter_mut().find(|(at, len, _)| (*at, *len) == (feature.at, feature.len)) {
                Some((.., sum)) => *sum += said,
                None => speakers.push((feature.at, feature.len, said)),
            }
        }
        speakers.retain(|(.., said)| *said > 0.05);
        speakers.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
        let mut kept: Vec<(u32, u32, f32)> = Vec::with_capacity(most);
        for speaker in speakers {
            let overlaps =
                kept.iter().any(|other| speaker.0 < other.0 + other.1 && other.0 < speaker.0 + speaker.1);
            if !overlaps && kept.len() < most {
                kept.push(speaker);
            }
        }
        kept
    }

    fn weights(&self, hash: u32) -> Option<&[i8]> {
        let mut slot = hash & self.mask;
        loop {
            let (found, at) = self.slots[slot as usize];
            if found == hash {
                return self.weights.get(at as usize * self.classes..(at as usize + 1) * self.classes);
            }
            if found == EMPTY {
                return None;
            }
            slot = (slot + 1) & self.mask;
        }
    }
}

/// Scores to probabilities, in place.
pub fn softmax(scores: &mut [f32]) {
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|score| *score = (*score - highest).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_a_model_is_refused() {
        for bytes in [&b""[..], b"\x02", b"\x02\xff\xff\xff\xff", &[9; 40]] {
            assert!(Model::read(bytes).is_none());
        }
    }
}
