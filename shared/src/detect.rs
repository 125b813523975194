//! What a message says about its writer's needs: asks for a person, a risk topic, mood, urgency, language, an attempt
//! to give the assistant new orders. Each detector is a function from text to a value with its evidence.
//!
//! Absent on purpose: what follows from it. Detectors know no policy, no history and no customer; they never decide.
//! Any text is fine: empty, 100 kB, only emoji, mixed scripts. The same text gives the same answer, always.

pub(crate) mod lexicon;
pub mod normalize;
mod pattern;
pub mod person;

#[cfg(feature = "core")]
pub mod courtesy;
#[cfg(feature = "core")]
pub mod features;
#[cfg(feature = "core")]
pub mod injection;
#[cfg(feature = "core")]
pub mod language;
#[cfg(feature = "core")]
pub mod linear;
#[cfg(feature = "core")]
pub mod risk;
#[cfg(feature = "core")]
pub mod sentiment;
#[cfg(feature = "core")]
pub mod urgency;

/// Words of the message that spoke for a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoken {
    /// As the customer wrote them.
    pub words: String,
    /// Byte span in the original message.
    pub start: usize,
    pub end: usize,
    /// How strongly they spoke; more is more.
    pub weight: f32,
}

impl Spoken {
    /// The words of `message` between two of its byte positions.
    fn in_message(message: &str, start: u32, end: u32, weight: f32) -> Spoken {
        let (start, end) = (start as usize, end as usize);
        let words = message.get(start..end).unwrap_or_default().to_owned();
        Spoken { words, start, end, weight }
    }
}
