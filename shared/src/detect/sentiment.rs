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

/// How likely displeasure must be to be said: calling a content customer angry costs more than missing a mood.
const SURE: f32 = 0.55;
/// The same for a text with words that are as strong in a joke or a story as in anger.
const SURE_OF_STRONG_WORDS: f32 = 0.87;
/// The same for a text with strong words that speaks neither to us nor of its writer: most often it tells a story.
const SURE_OF_A_STORY: f32 = 0.93;

/// The same with a model of one's own.
pub fn sentiment_with(model: &Model, message: &str) -> Sentiment {
    let Reading { folded, features, sure } = read(message);
    let probabilities = model.probabilities(&features);
    let &[neutral, positive, negative, angry] = probabilities.as_slice() else {
        return Sentiment { label: Label::Neutral, valence: 0.0, evidence: Vec::new() };
    };
    // Anger is a kind of displeasure: the two together against the rest first, then which of them.
    let displeased = negative + angry;
    let (label, class) = if folded.words().is_empty() {
        (Label::Neutral, 0)
    } else if displeased < sure && positive >= neutral && positive >= displeased {
        (Label::Positive, 1)
    } else if displeased < sure {
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
    read(message).features
}

struct Reading {
    folded: Folded,
    features: Vec<Feature>,
    /// What displeasure must reach to be said of this text.
    sure: f32,
}

fn read(message: &str) -> Reading {
    let folded = fold(message);
    let mut hits = lexicon().find(&folded);
    let has = |kinds: &[u16]| hits.iter().any(|hit| kinds.contains(&hit.tag));
    let strong = has(&[words::HEATED]);
    let story = has(&words::STRONG) && !has(&words::PARTY);
    hits.retain(|hit| hit.tag != words::HEATED);
    emoticons::find(message, &folded, &mut hits);
    let hits = with_turns(&folded, hits);
    let features = features(&folded, &hits);
    let sure = match (strong, story) {
        (_, true) => SURE_OF_A_STORY,
        (true, false) => SURE_OF_STRONG_WORDS,
        (false, false) => SURE,
    };
    Reading { folded, features, sure }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(label: Label, messages: &[&str]) {
        let wrong: Vec<(&&str, Sentiment)> = messages
            .iter()
            .map(|message| (message, sentiment(message)))
            .filter(|(_, found)| found.label != label)
            .collect();
        assert!(wrong.is_empty(), "not {label:?}: {wrong:#?}");
    }

    #[test]
    fn moods_are_told_apart_in_several_languages() {
        check(
            Label::Positive,
            &["thank you, this is great!", "me encanta, gracias", "das ist super, danke", "太棒了，谢谢"],
        );
        check(
            Label::Neutral,
            &["where is my order?", "¿cuándo llega mi pedido?", "wann kommt mein Paket", "", "🙃 42"],
        );
        check(Label::Angry, &["I am furious, you fucking idiots", "ich bin stinksauer auf euch"]);
        check(
            Label::Negative,
            &["this is disappointing and you did not help me", "la calidad es mala y no funciona"],
        );
    }

    #[test]
    fn friendly_strong_words_are_no_displeasure() {
        for message in
            ["holy shit this is amazing", "damn good coffee, thanks", "haha this killed me, so funny"]
        {
            assert_eq!(sentiment(message).label, Label::Positive, "{message}");
        }
    }

    #[test]
    fn the_evidence_are_words_of_the_message() {
        let message = "Your service is TERRIBLE and useless";
        let found = sentiment(message);
        assert!(found.valence < -0.3, "{found:?}");
        assert!(found.evidence.iter().all(|spoken| message[spoken.start..spoken.end] == *spoken.words));
    }

    #[test]
    fn any_text_has_an_answer() {
        for message in ["\u{200b}", ":(", "!!!!", &"kill ".repeat(20_000), "т а"] {
            sentiment(message);
        }
    }
}
