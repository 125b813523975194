//! Which risk topics a message raises: a bill in dispute, a refund, fraud, the law, a customer who may harm themselves.
//!
//! A lexicon of thirteen languages finds concepts, a linear model weighs them together with the words. Absent on
//! purpose: what a shop does about a topic, and how sure it wants to be; that is the policy's.

mod words;

use std::sync::OnceLock;

use super::Spoken;
use super::features::{Feature, features};
use super::lexicon::{Hit, Lexicon};
use super::linear::Model;
use super::normalize::{Folded, fold};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    BillingDispute,
    Refund,
    Cancellation,
    FraudOrSecurity,
    Legal,
    DataPrivacy,
    Complaint,
    AccountAccess,
    SelfHarm,
}

impl Topic {
    /// In the order of the model's classes, which begin with "none of them".
    pub const ALL: [Topic; 9] = [
        Topic::BillingDispute,
        Topic::Refund,
        Topic::Cancellation,
        Topic::FraudOrSecurity,
        Topic::Legal,
        Topic::DataPrivacy,
        Topic::Complaint,
        Topic::AccountAccess,
        Topic::SelfHarm,
    ];

    /// As policies and labeled data write it.
    pub fn name(self) -> &'static str {
        match self {
            Topic::BillingDispute => "billing_dispute",
            Topic::Refund => "refund",
            Topic::Cancellation => "cancellation",
            Topic::FraudOrSecurity => "fraud_or_security",
            Topic::Legal => "legal",
            Topic::DataPrivacy => "data_privacy",
            Topic::Complaint => "complaint",
            Topic::AccountAccess => "account_access",
            Topic::SelfHarm => "self_harm",
        }
    }
}

/// Whether something happened or is wanted, or whether a rule is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Action,
    Info,
}

#[derive(Clone, Debug, PartialEq)]
pub struct RiskFinding {
    pub topic: Topic,
    pub kind: Kind,
    /// A probability, 0 to 1.
    pub score: f32,
    pub evidence: Vec<Spoken>,
}

/// Below this a topic is not mentioned: the second of two topics in one message often has a quarter.
const LEAST: f32 = 0.25;

/// How much likelier than "none of them" a topic must be: so far ahead, a third fewer false alarms cost nothing else in
/// cross-validation.
const AHEAD: f32 = 2.5;

/// The topics a message raises, surest first; none when nothing is likelier than every topic.
pub fn risk(message: &str) -> Vec<RiskFinding> {
    match shipped() {
        Some(model) => risk_with(model, message),
        None => Vec::new(),
    }
}

/// The same with a model of one's own.
pub fn risk_with(model: &Model, message: &str) -> Vec<RiskFinding> {
    let reading = Reading::new(message);
    let probabilities = model.probabilities(&reading.features);
    let none = probabilities.first().copied().unwrap_or(1.0);
    let mut findings = Vec::new();
    for (topic, &probability) in Topic::ALL.into_iter().zip(probabilities.iter().skip(1)) {
        let named = topic == Topic::SelfHarm && reading.harm().is_some();
        let likeliest = probability > none * AHEAD && probability >= LEAST;
        if named {
            findings.push(reading.finding(message, topic, probability.max(0.97), Vec::new()));
        } else if likeliest && (topic != Topic::SelfHarm || probability > 0.6) {
            let speakers = model.speakers(&reading.features, topic as usize + 1, 3);
            findings.push(reading.finding(message, topic, probability, speakers));
        }
    }
    findings.sort_by(|a, b| b.score.total_cmp(&a.score));
    findings
}

/// The numbers the model sees; for training.
pub fn message_features(message: &str) -> Vec<Feature> {
    Reading::new(message).features
}

struct Reading {
    folded: Folded,
    hits: Vec<Hit>,
    features: Vec<Feature>,
}

impl Reading {
    fn new(message: &str) -> Reading {
        let folded = fold(message);
        let hits = lexicon().find(&folded);
        let features = features(&folded, &hits);
        Reading { folded, hits, features }
    }

    fn has(&self, concept: u16) -> bool {
        self.hits.iter().any(|hit| hit.tag == concept)
    }

    /// A named way to harm oneself that is no idiom. Said by a list and not by the model: it must not depend on the
    /// company it keeps.
    fn harm(&self) -> Option<Hit> {
        let idioms = || self.hits.iter().filter(|hit| hit.tag == words::NO_HARM);
        let inside = |hit: &Hit, idiom: &Hit| hit.at < idiom.at + idiom.len && idiom.at < hit.at + hit.len;
        self.hits
            .iter()
            .find(|hit| hit.tag == words::HARM && !idioms().any(|idiom| inside(hit, idiom)))
            .copied()
    }

    fn kind(&self, topic: Topic) -> Kind {
        let asks_a_rule =
            self.has(words::POLICY) || (self.has(words::HOW_LONG) && !self.has(words::WHERE_IS));
        let info = match topic {
            Topic::SelfHarm | Topic::Legal | Topic::Complaint | Topic::FraudOrSecurity => false,
            Topic::DataPrivacy => {
                !(self.has(words::BREACH) || self.has(words::CLOSE) || self.has(words::LEGAL))
            }
            Topic::Cancellation => asks_a_rule || self.has(words::FEE),
            Topic::BillingDispute | Topic::Refund | Topic::AccountAccess => asks_a_rule,
        };
        if info { Kind::Info } else { Kind::Action }
    }

    fn finding(
        &self,
        message: &str,
        topic: Topic,
        score: f32,
        speakers: Vec<(u32, u32, f32)>,
    ) -> RiskFinding {
        let harm = self.harm().filter(|_| topic == Topic::SelfHarm).map(|hit| (hit.at, hit.len, score));
        let spans = harm.into_iter().chain(speakers);
        let evidence = spans.map(|(at, len, weight)| self.folded.spoken(message, at, len, weight)).collect();
        RiskFinding { topic, kind: self.kind(topic), score, evidence }
    }
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::new(words::all()))
}

fn shipped() -> Option<&'static Model> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    MODEL.get_or_init(|| Model::read(include_bytes!("risk/model.bin"))).as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topics(message: &str) -> Vec<(Topic, Kind)> {
        risk(message).into_iter().map(|finding| (finding.topic, finding.kind)).collect()
    }

    #[test]
    fn what_happened_is_told_from_what_the_rule_is() {
        assert_eq!(topics("what is your refund policy?")[0], (Topic::Refund, Kind::Info));
        assert_eq!(topics("you refused my refund, I want my money back")[0], (Topic::Refund, Kind::Action));
        assert_eq!(topics("please close my account")[0], (Topic::Cancellation, Kind::Action));
    }

    #[test]
    fn topics_are_found_in_several_languages() {
        for (topic, message) in [
            (Topic::Refund, "quiero que me devuelvan el dinero"),
            (Topic::FraudOrSecurity, "meine Karte wurde gestohlen"),
            (Topic::AccountAccess, "j'ai oublié mon mot de passe"),
            (Topic::Legal, "il mio avvocato vi contatterà, vi denuncio"),
            (Topic::Cancellation, "我想取消订单"),
            (Topic::Complaint, "quero fazer uma reclamação"),
            (Topic::SelfHarm, "ich will nicht mehr leben"),
        ] {
            assert_eq!(topics(message).first().map(|found| found.0), Some(topic), "{message}");
        }
    }

    #[test]
    fn ordinary_questions_and_idioms_raise_nothing() {
        for message in
            ["what are your opening hours?", "I'm dying to know when it ships", "never mind, cancel that", ""]
        {
            assert_eq!(topics(message), [], "{message}");
        }
    }

    #[test]
    fn harm_is_heard_amid_anything_else_and_in_disguise() {
        let long =
            format!("{} I want to kill myself {}", "about my order ".repeat(40), "and my refund ".repeat(40));
        for message in [long.as_str(), "i want to k i l l myself", "ＫＩＬＬ myself"] {
            let found = risk(message);
            let harm = found.iter().find(|finding| finding.topic == Topic::SelfHarm);
            assert!(harm.is_some_and(|finding| !finding.evidence.is_empty()), "{message}: {found:?}");
        }
    }
}
