//! How urgent a message is.

use super::Spoken;

#[derive(Clone, Debug, PartialEq)]
pub struct Urgency {
    pub level: f32,
    pub evidence: Vec<Spoken>,
}

pub fn urgency(_message: &str) -> Urgency {
    Urgency { level: 0.0, evidence: Vec::new() }
}
