//! The mood of a message.

use super::Spoken;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Angry,
    Negative,
    Neutral,
    Positive,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Sentiment {
    pub label: Label,
    pub valence: f32,
    pub evidence: Vec<Spoken>,
}

pub fn sentiment(_message: &str) -> Sentiment {
    Sentiment { label: Label::Neutral, valence: 0.0, evidence: Vec::new() }
}

pub fn message_features(_message: &str) -> Vec<super::features::Feature> { Vec::new() }
