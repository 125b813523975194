//! Whether the message tries to give the assistant new orders.

use super::Spoken;

#[derive(Clone, Debug, PartialEq)]
pub struct Injection {
    pub score: f32,
    pub evidence: Vec<Spoken>,
}

pub fn injection(_message: &str) -> Option<Injection> {
    None
}

pub fn message_features(_message: &str) -> Vec<super::features::Feature> { Vec::new() }
