//! How much the ways to ask for an article read like the question: the cosine between their groups of three letters.
//!
//! Words as such know nothing of "delivere" and "delivered", and a question of many words that no article has should be
//! worth less: here every letter that is asked for counts, known or not. Looked at in the few best articles only, for the
//! confidence. Absent on purpose: rarity and bodies (tried; they added nothing), and ranking.

use super::asking::Asking;
use super::index::{Field, Index};
use super::walk::Walk;
use super::words::FUNCTION;
use std::cmp::Ordering;

/// What a function word counts beside another.
const SMALL: f32 = 0.5;
/// How much the best unit counts beside the mean of the next three: one way to ask may be alike by chance.
const BEST: f32 = 0.6;
const NEXT: usize = 3;
/// The most ways to ask that are looked at in an article: those with the most of the question.
const UNITS: usize = 24;
/// As much alike is a question whose words merely happen to be there: the middle between those with an answer and those
/// without on the bases of `cargo xtask train`.
const NEITHER: f32 = 0.45;

/// A text as its groups of letters in their order, of length 1. Built some seventy times in a search: a sorted list takes a
/// fifth of the time of a map.
pub struct Letters(Vec<(u64, f32)>);

impl Letters {
    /// Of words with what each counts.
    fn new<'a>(words: impl Iterator<Item = (&'a str, f32)>) -> Self {
        let mut all: Vec<(u64, f32)> = Vec::new();
        for (word, counts) in words {
            // The word between spaces, three letters at a time; 21 bits hold any letter.
            let mut group = u64::from(' ');
            for (at, letter) in word.chars().chain([' ']).enumerate() {
                group = (group << 21 | u64::from(letter)) & ((1 << 63) - 1);
                if at > 0 {
                    all.push((group, counts));
                }
            }
        }
        all.sort_by_key(|(group, _)| *group);
        let mut groups: Vec<(u64, f32)> = Vec::with_capacity(all.len());
        for (group, counts) in all {
            match groups.last_mut() {
                Some(last) if last.0 == group => last.1 += counts,
                _ => groups.push((group, counts)),
            }
        }
        // The second of a group says less than the first.
        let length = groups.iter().map(|(_, count)| count).sum::<f32>().sqrt().max(1e-6);
        groups.iter_mut().for_each(|(_, count)| *count = count.sqrt() / length);
        Self(groups)
    }

    /// The question of this turn, with typos as they are.
    pub fn of_question(asking: &Asking) -> Self {
        Self::new(asking.spoken.iter().map(|(term, strength)| (term.as_str(), counts(*strength))))
    }

    fn of_unit(index: &Index, unit: usize) -> Self {
        let terms = index.units[unit].terms.iter().map(|term| *term as usize);
        Self::new(terms.map(|term| (index.terms[term].as_str(), counts(index.strengths[term]))))
    }

    fn cosine(&self, other: &Self) -> f32 {
        let (mut mine, mut theirs) = (self.0.as_slice(), other.0.as_slice());
        let mut sum = 0.0;
        while let ([(a, part), rest_of_mine @ ..], [(b, other), rest_of_theirs @ ..]) = (mine, theirs) {
            match a.cmp(b) {
                Ordering::Less => mine = rest_of_mine,
                Ordering::Greater => theirs = rest_of_theirs,
                Ordering::Equal => {
                    sum += part * other;
                    (mine, theirs) = (rest_of_mine, rest_of_theirs);
                }
            }
        }
        sum
    }

    /// How much better than by chance the ways to ask for an article read like it, from about -0.5 to 0.5, in the part
    /// that they are of its words: of an article that answers in many words, what it says is the better evidence.
    pub fn sign(&self, index: &Index, walk: &Walk, article: usize) -> f32 {
        let words = index.lengths[article];
        let (asked, said) = (words[Field::Intent as usize], words[Field::Body as usize]);
        if asked > 0.0 { (self.alike(index, walk, article) - NEITHER) * asked / (asked + said) } else { 0.0 }
    }

    /// The best of the ways to ask, with a share of the next three.
    fn alike(&self, index: &Index, walk: &Walk, article: usize) -> f32 {
        let mut units: Vec<usize> = walk
            .of(article)
            .filter(|unit| walk.shares[*unit] > 0.0)
            .filter(|unit| matches!(index.units[*unit].field, Field::Title | Field::Intent))
            .collect();
        units.sort_by(|a, b| walk.shares[*b].total_cmp(&walk.shares[*a]).then(a.cmp(b)));
        let mut alike: Vec<f32> =
            units.into_iter().take(UNITS).map(|unit| self.cosine(&Self::of_unit(index, unit))).collect();
        alike.sort_by(|a, b| b.total_cmp(a));
        match alike.as_slice() {
            [] => 0.0,
            [one] => *one,
            [best, next @ ..] => {
                let next = &next[..next.len().min(NEXT)];
                BEST * best + (1.0 - BEST) * next.iter().sum::<f32>() / next.len() as f32
            }
        }
    }
}

fn counts(strength: f32) -> f32 {
    if strength <= FUNCTION { SMALL } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cosine(a: &str, b: &str) -> f32 {
        let letters = |text: &str| Letters::new(text.split(' ').map(|word| (word, 1.0)));
        letters(a).cosine(&letters(b))
    }

    #[test]
    fn texts_are_alike_by_their_letters_and_less_with_every_foreign_word() {
        assert!((cosine("late fee", "late fee") - 1.0).abs() < 1e-5);
        assert!(cosine("delivere", "delivered") > 0.8 && cosine("delivery", "lamp") == 0.0);
        assert!(cosine("late fee", "late fee") > cosine("late fee sauna", "late fee"));
        assert!(cosine("退款", "退款多久") > 0.0, "two letters of a script without spaces are a group too");
    }
}
