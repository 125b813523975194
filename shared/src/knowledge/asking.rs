//! The question, prepared: which words count, how much, and what else may stand for them.
//!
//! A word becomes a slot with alternatives: itself, what a typo may have meant, its two halves or its union with the
//! next word, and its concepts. Earlier turns come in only where the question leans on them.
//! Absent on purpose: looking at articles; that is `walk.rs`.

use super::Query;
use super::index::{Index, letters};
use super::words::{FILLER, FUNCTION, Stems, cut, fold, is_common};
use std::collections::BTreeSet;

/// One word of the question.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    pub word: String,
    /// Posting lists that may stand for the word, and how well, from 0 to 1
    pub alternatives: Vec<(u32, f32)>,
    /// Rarity times how much the word says
    pub weight: f32,
    /// How rare it is in the articles; of several that it may stand for, the rarest
    pub rarity: f32,
    /// How much the word says by itself
    pub strength: f32,
    /// The weight in judging whether there is an answer at all, from 0 to 1; see `confidence.rs`
    pub say: f32,
    /// Whether the word stands in the articles, as it is or as a typo
    pub known: bool,
    /// Said in an earlier turn, not in this one
    pub earlier: bool,
}

impl Slot {
    /// Whether it is a word that can be the subject of a question: no phrase, number, filler or function word.
    pub fn says_something(&self) -> bool {
        self.strength >= 1.0 && !self.word.contains(' ') && !self.word.bytes().all(|b| b.is_ascii_digit())
    }
}

/// A question, ready to be looked up.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    pub slots: Vec<Slot>,
    pub text: String,
    /// The terms of this turn in their order, `None` where unknown
    pub row: Vec<Option<u32>>,
    /// The terms of this turn as they were written, known or not, and how much each says by itself
    pub spoken: Vec<(String, f32)>,
    /// Neighbors of this turn that are both known
    pub pairs: Vec<Pair>,
    /// By term: whether it is one of `row`
    pub asked: Vec<bool>,
}

/// Two terms that are neighbors in the question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    pub terms: (u32, u32),
    pub weight: f32,
}

/// What one earlier turn's words weigh, relative to those of the present turn; halved with each turn further back.
/// From the follow-up questions of MTRAG: flat between 0.5 and 0.7.
const EARLIER: f32 = 0.5;
/// How much rarity counts in judging whether there is an answer: less than in ranking, where 1 is right. Flat between 0.25
/// and 0.5 on the sets of `d_out_of_scope`.
const EVENNESS: f32 = 0.4;
/// The weight of a word that merely begins like the one that was asked for.
const FAMILY: f32 = 0.5;
/// The weight of a concept beside that of the word itself.
const CONCEPT: f32 = 0.2;

/// The weight of a concept where the word itself stands nowhere.
const INSTEAD: f32 = 0.6;
/// How much a phrase says that names a concept ("where is my order"), beside its words.
const PHRASE: f32 = 0.5;

impl Asking {
    pub fn new(index: &Index, query: &Query<'_>) -> Self {
        let language = query.language.unwrap_or(&index.language);
        let stems = Stems::new(language);
        let mut asking = Self {
            slots: Vec::new(),
            text: query.text.to_owned(),
            row: Vec::new(),
            spoken: Vec::new(),
            pairs: Vec::new(),
            asked: vec![false; index.terms.len()],
        };
        let words = cut(query.text);
        asking.add(index, &stems, &words, 1.0);
        asking.pair(index);
        let says: f32 = asking.slots.iter().filter(|s| s.known).map(|s| s.strength).sum();
        let pull = if leans(&words, says) { EARLIER } else { EARLIER * 0.5 };
        let mut part = pull;
        for turn in query.context.iter().rev().take(4) {
            asking.add(index, &stems, &cut(turn), part);
            // Earlier turns only add what they say; their function words are noise.
            asking.slots.retain(|slot| !slot.earlier || slot.strength > FILLER);
            part *= 0.5;
        }
        for slot in &mut asking.slots {
            let rarity = slot.weight / slot.strength / index.idf_unknown.max(1e-6);
            slot.say = slot.strength * rarity.powf(EVENNESS);
        }
        asking
    }

    fn pair(&mut self, index: &Index) {
        let weight = |term: u32| index.idf[term as usize] * index.strengths[term as usize];
        let pair = |(a, b): (u32, u32)| Pair { terms: (a, b), weight: weight(a) + weight(b) };
        self.pairs = self.row.windows(2).filter_map(|two| Some(pair((two[0]?, two[1]?)))).collect();
        for term in self.row.iter().flatten() {
            self.asked[*term as usize] = true;
        }
    }

    /// The sum of all weights: what a perfect match would reach.
    pub fn ideal(&self) -> f32 {
        self.slots.iter().map(|s| s.weight).sum::<f32>().max(1e-6)
    }

    /// The words that were looked for, typos corrected, each once.
    pub fn effective(&self, index: &Index) -> String {
        let mut words: Vec<&str> = Vec::new();
        for slot in &self.slots {
            let list = slot.alternatives.first().map_or(u32::MAX, |a| a.0) as usize;
            // A phrase repeats words that stand here already.
            if slot.word.contains(' ') {
                continue;
            }
            // A word that was replaced is shown as what replaced it.
            let replaced = slot.alternatives.first().is_some_and(|a| a.1 < 1.0) && list < index.terms.len();
            let word = if replaced { index.terms[list].as_str() } else { slot.word.as_str() };
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words.join(" ")
    }

    /// Content words of this turn that stand nowhere in the articles.
    pub fn unknown(&self) -> Vec<String> {
        let unknown = |s: &&Slot| !s.known && !s.earlier && s.strength > FILLER;
        let words: BTreeSet<&str> = self.slots.iter().filter(unknown).map(|s| s.word.as_str()).collect();
        words.into_iter().map(str::to_owned).collect()
    }

    fn add(&mut self, index: &Index, stems: &Stems, words: &[String], part: f32) {
        let terms: Vec<String> = words.iter().map(|w| stems.term(w)).collect();
        let earlier = part < 1.0;
        let mut place = Vec::new();
        for (i, (word, term)) in words.iter().zip(&terms).enumerate() {
            let (id, mut strength) = (index.term(term), stems.strength(word));
            if !earlier {
                self.row.push(id);
                self.spoken.push((term.clone(), strength));
            }
            let found = id.map(|id| vec![(id, 1.0)]).unwrap_or_else(|| {
                let next = words.get(i + 1).map(String::as_str);
                stand_ins(index, stems, (word, term, strength), next)
            });
            // The same word twice says no more than once; keep the first.
            if let Some((id, _)) = found.first()
                && let Some(same) =
                    self.slots.iter().position(|s| s.alternatives.first().is_some_and(|a| a.0 == *id))
            {
                place.push(same);
                continue;
            }
            place.push(self.slots.len());
            if found.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) {
                // An amount, a size or an order number that no article mentions: expected.
                strength = strength.min(FILLER);
            }
            let rarity = found.iter().map(|(id, _)| index.idf[*id as usize]).fold(0.0, f32::max);
            let known = !found.is_empty();
            let rarity = if known { rarity } else { index.idf_unknown };
            self.slots.push(Slot {
                word: word.clone(),
                alternatives: found,
                weight: rarity * strength * part,
                rarity,
                strength,
                say: 0.0,
                known,
                earlier,
            });
        }
        let row: Vec<&str> = terms.iter().map(String::as_str).collect();
        for (at, length, group) in index.concepts.find(&row) {
            let list = index.concept(group);
            if index.postings[list as usize].is_empty() {
                continue;
            }
            if length > 1 {
                // A phrase says something that its words do not: it gets a slot of its own.
                self.slots.push(Slot {
                    word: words[at..at + length].join(" "),
                    alternatives: vec![(list, 1.0)],
                    weight: index.idf[list as usize] * PHRASE * part,
                    rarity: index.idf[list as usize],
                    strength: PHRASE,
                    say: 0.0,
                    known: true,
                    earlier,
                });
                continue;
            }
            let Some(slot) = self.slots.get_mut(place[at]) else { continue };
            if slot.alternatives.iter().any(|(id, _)| *id == list) {
                continue;
            }
            let itself =
                slot.alternatives.iter().any(|(id, fits)| *fits >= 0.8 && (*id as usize) < index.terms.len());
            if !slot.known {
                slot.known = true;
                slot.rarity = index.idf[list as usize];
                slot.weight = slot.rarity * slot.strength * part;
            }
            slot.alternatives.push((list, if itself { CONCEPT } else { INSTEAD }));
        }
    }
}

/// Whether a question cannot be understood by itself.
fn leans(words: &[String], says: f32) -> bool {
    const POINTING: &[&str] = &[
        "it", "its", "that", "this", "they", "them", "those", "these", "there", "one", "he", "she", "his",
        "her", "also", "instead",
    ];
    let opens =
        words.first().is_some_and(|w| matches!(w.as_str(), "and" | "but" | "so" | "what" | "then" | "also"));
    let points = words.iter().any(|w| POINTING.contains(&w.as_str()));
    says < 2.5 || points && says < 5.0 || opens && says < 3.5
}

/// What a word that stands nowhere may stand for: its union with the next word, its two halves, or a near word.
fn stand_ins(
    index: &Index,
    stems: &Stems,
    (word, term, strength): (&str, &str, f32),
    next: Option<&str>,
) -> Vec<(u32, f32)> {
    if let Some(next) = next
        && let Some(id) = index.term(&stems.term(&format!("{word}{next}")))
    {
        return vec![(id, 0.9)];
    }
    // A word that everybody knows is no typo.
    if strength < 1.0 || is_common(&index.language, term) {
        return Vec::new();
    }
    let length = word.chars().count();
    if length >= 6 && word.is_ascii() {
        for at in 3..=word.len() - 3 {
            let (a, b) = word.split_at(at);
            if stems.strength(a) > FUNCTION
                && stems.strength(b) > FUNCTION
                && let (Some(a), Some(b)) = (index.term(&stems.term(a)), index.term(&stems.term(b)))
            {
                return vec![(a, 0.8), (b, 0.8)];
            }
        }
    }
    let near = near(index, word);
    if near.is_empty() { family(index, word) } else { near }
}

/// Words of the articles that begin alike, as "dimmable" and "dimmer": at most three, the longest common beginning first.
fn family(index: &Index, word: &str) -> Vec<(u32, f32)> {
    let same = |other: &str| word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let start: String = word.chars().take(4).collect();
    let length = word.chars().count();
    if length < 5 || start.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let from = index.surfaces.partition_point(|(s, _)| s.as_str() < start.as_str());
    let mut found: Vec<(usize, u32)> = index.surfaces[from..]
        .iter()
        .take_while(|(s, _)| s.starts_with(&start))
        // Half of the longer word: "rest" is not the family of "restaurant". And both must end as words are derived:
        // "polish" is not the family of "policy".
        .filter(|(s, _)| 2 * same(s) >= length.max(s.chars().count()))
        .filter(|(s, _)| {
            [word, s.as_str()].iter().all(|w| derived(&w.chars().skip(same(s)).collect::<String>()))
        })
        .map(|(s, id)| (same(s), *id))
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    found.dedup_by_key(|f| f.1);
    found.into_iter().take(3).map(|(_, id)| (id, FAMILY)).collect()
}

/// Whether a rest of a word is an ending that makes words of words, with the letter that may stand before it.
fn derived(rest: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "", "s", "es", "er", "ers", "or", "ors", "ed", "ing", "ings", "able", "ible", "ment", "ments", "ion",
        "ions", "ation", "ations", "al", "als", "ly", "ity", "ness", "ful", "y", "ive", "ance", "ence",
        "ant", "ent", "en", "et", "ette", "ist", "ism", "ist", "ize", "ise", "ized", "ised", "age", "ure",
        "ic", "ical", "less", "e",
    ];
    let after_one = rest.char_indices().nth(1).map_or("", |(at, _)| &rest[at..]);
    ENDINGS.contains(&rest) || (rest.chars().count() > 2 && ENDINGS.contains(&after_one))
}

/// Words of the articles within one or two slips of the keys, nearest first, at most three.
fn near(index: &Index, word: &str) -> Vec<(u32, f32)> {
    let folded = fold(word);
    let letters_of: Vec<char> = folded.chars().collect();
    // A slip in a short word makes another word; two slips need a long one.
    let limit = match letters_of.len() {
        0..=3 => return Vec::new(),
        4..=8 => 1,
        _ => 2,
    };
    if letters_of.iter().any(|c| c.is_ascii_digit()) {
        return Vec::new();
    }
    let set = letters(&folded);
    let begins = (letters_of.first().copied(), letters_of.get(1).copied());
    let mut found: Vec<(usize, u32, u32)> = Vec::new();
    for ((surface, id), other) in index.surfaces.iter().zip(&index.letters) {
        // Each slip changes at most two members of the set of letters; an accent may change one more. The first letter is
        // rarely wrong; it may have changed places with the second.
        if (set ^ other).count_ones() > 2 * limit as u32 + 2
            || surface.len().abs_diff(folded.len()) > limit + 2
            || !begins_alike(begins, surface)
        {
            continue;
        }
        if let Some(d) = slips(&letters_of, &fold(surface).chars().collect::<Vec<_>>(), limit) {
            found.push((d, index.postings[*id as usize].len() as u32, *id));
        }
    }
    // Nearest first, then the commonest: a slip is likelier in a word that is used more.
    found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
    let best = found.first().map_or(0, |f| f.0);
    let mut ids: Vec<(u32, f32)> = Vec::new();
    for (d, _, id) in found {
        if d == best && ids.len() < 3 && !ids.iter().any(|(other, _)| *other == id) {
            ids.push((id, 1.0 - 0.15 * d as f32));
        }
    }
    ids
}

fn begins_alike((a1, a2): (Option<char>, Option<char>), surface: &str) -> bool {
    let (b1, b2) = match surface.as_bytes() {
        [one, two, ..] if one.is_ascii() && two.is_ascii() => {
            (Some(char::from(*one)), Some(char::from(*two)))
        }
        _ => {
            let folded = fold(surface);
            let mut chars = folded.chars();
            (chars.next(), chars.next())
        }
    };
    a1 == b1 || (a1 == b2 && a2 == b1)
}

/// Damerau-Levenshtein distance (optimal string alignment) if it is at most `limit`.
fn slips(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        if row.iter().all(|d| *d > limit) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|d| *d <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::article::Article;

    fn index() -> Index {
        Index::new(&[
            Article::new("a", "Return an item", "Send it back within thirty days. The password stays."),
            Article::new("b", "Opening hours", "We login at nine."),
        ])
    }

    fn asking(text: &str, context: &[&str]) -> Asking {
        Asking::new(&index(), &Query { text, page_path: None, language: None, context, shown: &[] })
    }

    #[test]
    fn a_typo_stands_for_the_word_it_is_near() {
        for typo in ["pasword", "passwrod", "passsword", "opning"] {
            assert_eq!(asking(typo, &[]).unknown(), Vec::<String>::new(), "{typo}");
        }
        assert_eq!(asking("refrigerator", &[]).unknown(), ["refrigerator"]);
    }

    #[test]
    fn words_written_together_or_apart_are_the_same() {
        assert!(asking("log in", &[]).slots[0].known);
        assert!(asking("openinghours", &[]).slots[0].known);
    }

    #[test]
    fn earlier_turns_add_their_content_with_less_weight() {
        let asked = asking("and how long?", &["I want to return my shoes"]);
        let word = asked.slots.iter().find(|s| s.word == "return").expect("it was said before");
        assert!(word.earlier && word.weight < asking("return", &[]).slots[0].weight);
        assert!(!asked.slots.iter().any(|s| s.word == "want"));
    }

    #[test]
    fn a_number_no_article_mentions_is_not_an_unknown_word() {
        assert_eq!(asking("where is order 99813", &[]).unknown(), ["order"]);
    }
}
