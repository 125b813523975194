//! What one message of the customer says, read once when it arrives and kept in the log: signals look at readings,
//! and no detector runs twice over the same words.
//!
//! Absent on purpose: what follows from it, and everything that is not in the words themselves.

mod contact;
mod phrases;

use crate::detect::courtesy::courtesy;
use crate::detect::normalize::{Folded, fold};
use crate::detect::person::{self, asks_for_person};
use crate::detect::risk::{self, Topic, risk};
use crate::detect::sentiment::{self, sentiment};
use crate::detect::urgency::urgency;
use crate::detect::{Spoken, injection, language};
use crate::policy::vocabulary::{Place, Table, Vocabulary};
use serde::{Deserialize, Serialize};

pub use contact::{contact, name};
pub use phrases::claims_action;

/// A message, read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reading {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<Asked>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Risk>,
    /// From -1 (angry) to 1 (delighted)
    pub mood: f32,
    #[serde(skip_serializing_if = "is_false")]
    pub angry: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mood_words: Vec<String>,
    /// 0 is "when you can", 1 is "now"
    pub urgency: f32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub urgent_words: Vec<String>,
    /// Mostly capitals, where the script has them
    #[serde(skip_serializing_if = "is_false")]
    pub shouted: bool,
    /// An attempt to give the assistant new orders
    #[serde(skip_serializing_if = "Option::is_none")]
    pub injection: Option<Orders>,
    /// Two-letter code, and how sure
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<(String, f32)>,
    /// "That did not work", in the customer's words
    #[serde(skip_serializing_if = "Option::is_none")]
    pub did_not_help: Option<String>,
    /// Asks for something to be done, rather than how it is done
    #[serde(skip_serializing_if = "is_false")]
    pub wants_it_done: bool,
    /// Words of the policy's own lists
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
}

/// Asked for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub callback: bool,
    pub words: Vec<String>,
}

/// Raised a risk topic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Risk {
    /// As policies write it, as in `billing-dispute`
    pub topic: String,
    /// Only asks about the rule: "what is your refund policy?"
    pub asks_only: bool,
    pub score: f32,
    pub words: Vec<String>,
}

/// Tried to give the assistant new orders.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Orders {
    pub score: f32,
    pub words: Vec<String>,
}

/// Named something the policy lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    pub table: Table,
    pub name: String,
    pub words: String,
}

/// The longest text that is read, in bytes: what the wire lets through. The rest of a longer one is kept, not read.
const LONGEST: usize = crate::wire::TEXT_LIMIT;

/// Reads a message. Total: any text.
pub fn read(text: &str, vocabulary: &Vocabulary) -> Reading {
    let mut text = text.to_owned();
    crate::page::cut(&mut text, LONGEST);
    let text = text.as_str();
    let folded = fold(text);
    let mood = sentiment(text);
    let urgency = urgency(text);
    let wants_it_done = phrases::wants_it_done(&folded);
    let did_not_help = phrases::did_not_help(text, &folded);
    // "That didn't work" has no topic of its own: what it is about was said before.
    let only_that = did_not_help.is_some() && folded.words().iter().filter(|word| !word.breaks).count() <= 6;
    // "Is anyone there?" and "ok" are known word by word; what a model learned from longer messages says less.
    let small_talk = courtesy(text).is_some();
    Reading {
        person: asks_for_person(text).map(|asked| Asked {
            callback: asked.kind == person::Kind::Callback,
            words: words(&asked.evidence),
        }),
        risks: risk(text)
            .iter()
            .filter(|found| !(only_that || small_talk) || found.topic == Topic::SelfHarm)
            .map(|found| topic(found, wants_it_done))
            .collect(),
        mood: if small_talk { mood.valence.max(0.0) } else { mood.valence },
        angry: mood.label == sentiment::Label::Angry && !small_talk,
        mood_words: words(&mood.evidence),
        urgency: urgency.level,
        urgent_words: words(&urgency.evidence),
        shouted: shouted(text),
        injection: injection::injection(text)
            .filter(|_| !small_talk)
            .map(|found| Orders { score: found.score, words: words(&found.evidence) }),
        language: language::language(text).map(|(code, sure)| (code.to_owned(), sure)),
        did_not_help,
        wants_it_done,
        mentions: mentions(text, &folded, vocabulary),
    }
}

fn words(evidence: &[Spoken]) -> Vec<String> {
    evidence.iter().map(|spoken| spoken.words.clone()).filter(|words| !words.is_empty()).collect()
}

fn topic(finding: &risk::RiskFinding, wants_it_done: bool) -> Risk {
    // "How do I return it?" asks what an article answers, however sensitive the topic. Of a dispute it does not: "how
    // can it be that I was charged twice" is no question about a rule.
    let how_to = !wants_it_done
        && matches!(
            finding.topic,
            Topic::Refund | Topic::Cancellation | Topic::AccountAccess | Topic::DataPrivacy
        );
    Risk {
        topic: finding.topic.name().replace('_', "-"),
        asks_only: finding.kind == risk::Kind::Info || how_to,
        score: finding.score,
        words: words(&finding.evidence),
    }
}

/// Most letters are capitals, in three words or more: one word in capitals is a name or an order number.
fn shouted(text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    let loud =
        text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_uppercase()).count() > 1).count();
    loud >= 3 && capitals > 3 * small
}

/// The first mention of each list.
fn mentions(text: &str, folded: &Folded, vocabulary: &Vocabulary) -> Vec<Mention> {
    let mut seen: Vec<Place> = Vec::new();
    for place in vocabulary.find(folded) {
        if seen.iter().all(|other| other.list != place.list) {
            seen.push(place);
        }
    }
    seen.into_iter()
        .filter_map(|place| {
            let list = vocabulary.lists().get(place.list)?;
            let words = folded.spoken(text, place.at as u32, place.len as u32, 1.0).words;
            Some(Mention { table: list.table, name: list.name.clone(), words })
        })
        .collect()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_message_is_read_once_for_all_signals() {
        let reading =
            read("THIS IS RIDICULOUS, I was charged twice!! Call me back today", &Vocabulary::default());
        assert!(reading.person.as_ref().is_some_and(|asked| asked.callback), "{reading:?}");
        assert!(reading.risks.iter().any(|risk| risk.topic == "billing-dispute"), "{reading:?}");
        assert!(reading.mood < 0.0 && reading.urgency > 0.0, "{reading:?}");
        assert_eq!(reading.language.as_ref().map(|(code, _)| code.as_str()), Some("en"));
    }

    #[test]
    fn capitals_are_shouting_only_in_a_sentence() {
        assert!(shouted("WHERE IS MY ORDER"));
        assert!(!shouted("my order is AB-12 XYZ"));
        assert!(!shouted("我的订单在哪里"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_read_without_panic_and_always_alike(text in "(\\PC|[\u{200b}\u{202e}\u{301}аеоНumаn 🙂人話])*") {
            let once = read(&text, &Vocabulary::default());
            prop_assert_eq!(&once, &read(&text, &Vocabulary::default()));
            let stored = serde_json::to_string(&once).unwrap();
            prop_assert_eq!(once, serde_json::from_str::<Reading>(&stored).unwrap());
        }
    }

    #[test]
    fn the_extremes_are_read_too() {
        for text in ["", " ", "🙂🙂🙂", "\u{200b}\u{200b}", &"a".repeat(100_000), &"ж人a ".repeat(20_000)]
        {
            read(text, &Vocabulary::default());
        }
        for text in ["I want a h u m a n", "tаlk to аgent", "hu\u{200b}man please"] {
            assert!(read(text, &Vocabulary::default()).person.is_some(), "{text}");
        }
    }
}
