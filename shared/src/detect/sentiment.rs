//! The mood of a message: angry, negative, neutral or positive.
//!
//! A lexicon of thirteen languages finds words that carry a mood and whether a *not* turns them; a linear model weighs
//! them with the rest. Absent on purpose: any claim to know. A mood is a hint: it may move a threshold, never decide.

mod emoticons;
mod words;

use std::sync::OnceLock;

use super::Spoken;
use super::features::{Feature, features};
use super::lexicon::{Hit, Lexicon};
use super::linear::Model;
use super::normalize::{Folded, fold};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Angry,
    Negative,
    Neutral,
    Positive,
}

impl Label {
    /// In the order of the model's classes.
    pub const ALL: [Label; 4] = [Label::Neutral, Label::Positive, Label::Negative, Label::Angry];

    pub fn name(self) -> &'static str {
        match self {
            Label::Angry => "angry",
            Label::Negative => "negative",
            Label::Neutral => "neutral",
            Label::Positive => "positive",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Sentiment {
    pub label: Label,
    /// From -1 (angry) to 1 (delighted).
    pub valence: f32,
    pub evidence: Vec<Spoken>,
}

/// The mood of a message; neutral when it says nothing of it.
pub fn sentiment(message: &str) -> Sentiment {
    match shipped() {
        Some(model) => sentiment_with(model, message),
        None => Sentiment { label: Label::Neutral, valence: 0.0, evidence: Vec::new() },
    }
}

/// How likely displeasure must be to be said: strong words are often friendly, and calling a content customer angry
/// costs more than missing a mood.
const SURE: f32 = 0.75;

/// The same with a model of one's own.
pub fn sentiment_with(model: &Model, message: &str) -> Sentiment {
    let (folded, features) = read(message);
    let probabilities = model.probabilities(&features);
    let &[neutral, positive, negative, angry] = probabilities.as_slice() else {
        return Sentiment { label: Label::Neutral, valence: 0.0, evidence: Vec::new() };
    };
    // Anger is a kind of displeasure: the two together against the rest first, then which of them.
    let displeased = negative + angry;
    let (label, class) = if folded.words().is_empty() {
        (Label::Neutral, 0)
    } else if displeased < SURE && positive >= neutral && positive >= displeased {
        (Label::Positive, 1)
    } else if displeased < SURE {
        (Label::Neutral, 0)
    } else if negative >= angry {
        (Label::Negative, 2)
    } else {
        (Label::Angry, 3)
    };
    let valence = (positive - 0.6 * negative - angry).clamp(-1.0, 1.0);
    let speakers = if class == 0 { Vec::new() } else { model.speakers(&features, class, 3) };
    let evidence =
        speakers.into_iter().map(|(at, len, weight)| folded.spoken(message, at, len, weight)).collect();
    Sentiment { label, valence, evidence }
}

/// The numbers the model sees; for training.
pub fn message_features(message: &str) -> Vec<Feature> {
    read(message).1
}

fn read(message: &str) -> (Folded, Vec<Feature>) {
    let folded = fold(message);
    let mut hits = lexicon().find(&folded);
    emoticons::find(message, &folded, &mut hits);
    let hits = with_turns(&folded, hits);
    let features = features(&folded, &hits);
    (folded, features)
}

/// How far back a *not* reaches.
const REACH: u32 = 4;

/// Words of mood that a *not* turns, turned; and for every word its direction.
fn with_turns(folded: &Folded, hits: Vec<Hit>) -> Vec<Hit> {
    let answered_no = answered_no(folded);
    let is_break = |at: u32| folded.words().get(at as usize).is_some_and(|word| word.breaks);
    let mut out: Vec<Hit> = Vec::with_capacity(hits.len() * 2);
    for hit in &hits {
        let not = hits.iter().any(|other| {
            other.tag == words::NOT
                && other.at + other.len <= hit.at
                && hit.at - other.at <= REACH
                && !(other.at..hit.at).any(is_break)
        });
        let tag = match words::turns(hit.tag) {
            Some(turned) if not != answered_no => turned,
            _ => hit.tag,
        };
        out.push(Hit { tag, ..*hit });
        if let Some(direction) = words::direction(tag) {
            out.push(Hit { tag: direction, ..*hit });
        }
    }
    out
}

/// "Was it good? No": the last clause is a bare no to a question.
fn answered_no(folded: &Folded) -> bool {
    let words: Vec<&str> = folded
        .words()
        .iter()
        .map(|word| folded.text(word))
        .filter(|word| !matches!(*word, "." | "!"))
        .collect();
    matches!(words.as_slice(), [.., "?", "no" | "nope" | "non" | "nein" | "nao" | "nee" | "nie" | "hayir"])
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::new(words::all()))
}

fn shipped() -> Option<&'static Model> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    MODEL.get_or_init(|| Model::read(include_bytes!("sentiment/model.bin"))).as_ref()
}
