//! What a support team must not keep: found in a customer's words, and replaced by what it was.
//!
//! One kind a file; each is told from its look-alikes by check digits, by form, and by the words beside it. Applied
//! before anything is stored and again before any model reads it. Doing it twice changes nothing.
//! Absent on purpose: names and postal addresses, which take a model to find and which a team needs.

mod card;
mod card_code;
mod credential;
mod email;
mod iban;
mod ip_address;
mod national_id;
mod phone;
mod text;

use serde::{Deserialize, Serialize};
use std::ops::Range;
use text::Text;

/// Which of the kinds that a team may want to keep are removed all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub emails: bool,
    pub phones: bool,
    pub ip_addresses: bool,
}

/// One kind of thing to remove.
pub struct Redaction {
    /// What logs and packets call it
    pub name: &'static str,
    /// What it is, in a sentence
    pub doc: &'static str,
    pub when: When,
    find: fn(&Text<'_>, &mut Vec<Match>),
}

/// When a kind is removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Always,
    /// With [`Settings::emails`]
    Emails,
    /// With [`Settings::phones`]
    Phones,
    /// With [`Settings::ip_addresses`]
    IpAddresses,
}

/// A place in a [`Text`], and what would stand there instead.
struct Match {
    place: Range<usize>,
    mask: String,
}

/// Every kind there is. Where two claim the same characters, the earlier has them.
pub const REDACTIONS: &[&Redaction] = &[
    &credential::CREDENTIAL,
    &card::CARD,
    &card_code::CARD_CODE,
    &iban::IBAN,
    &national_id::NATIONAL_ID,
    &email::EMAIL,
    &ip_address::IP_ADDRESS,
    &phone::PHONE,
];

/// A text without what must not be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted {
    pub text: String,
    /// In the order of the original text, removed or kept
    pub found: Vec<Found>,
    /// What only came to light once something beside it was gone
    later: Vec<&'static str>,
}

/// What was found, in bytes of the original text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Name of its [`Redaction`]
    pub kind: &'static str,
    pub start: usize,
    pub end: usize,
    /// Whether it is gone from the text
    pub removed: bool,
}

impl Redacted {
    /// Names of the kinds that were removed, each once.
    pub fn kinds(&self) -> Vec<String> {
        let mut kinds: Vec<String> = Vec::new();
        let removed = self.found.iter().filter(|found| found.removed).map(|found| found.kind);
        for kind in removed.chain(self.later.iter().copied()) {
            if !kinds.iter().any(|known| known == kind) {
                kinds.push(kind.to_owned());
            }
        }
        kinds
    }
}

/// Times a text is gone over again: one thing gone can make another stand free.
const PASSES: usize = 4;

/// Removes what must not be kept, or what the site does not want to. Total.
pub fn redact(source: &str, settings: &Settings) -> Redacted {
    let mut redacted = pass(source, settings);
    let removes = |found: &[Found]| found.iter().any(|found| found.removed);
    let mut again = removes(&redacted.found);
    for _ in 0..PASSES {
        if !again {
            break;
        }
        let next = pass(&redacted.text, settings);
        again = removes(&next.found);
        redacted.later.extend(next.found.iter().filter(|found| found.removed).map(|found| found.kind));
        redacted.text = next.text;
    }
    redacted
}

fn pass(source: &str, settings: &Settings) -> Redacted {
    let text = Text::new(source);
    let mut taken: Vec<(Range<usize>, String, &Redaction)> = Vec::new();
    let mut matches = Vec::new();
    for redaction in REDACTIONS {
        (redaction.find)(&text, &mut matches);
        for found in matches.drain(..) {
            let free = |other: &(Range<usize>, String, &Redaction)| {
                other.0.end <= found.place.start || found.place.end <= other.0.start
            };
            if !found.place.is_empty() && taken.iter().all(free) {
                taken.push((found.place, found.mask, redaction));
            }
        }
    }
    taken.sort_by_key(|(place, ..)| place.start);
    let (mut clean, mut from, mut found) =
        (String::with_capacity(source.len()), 0, Vec::with_capacity(taken.len()));
    for (place, mask, redaction) in taken {
        let Range { start, end } = text.bytes(&place);
        let removed = settings.removes(redaction.when);
        if removed {
            clean.push_str(&source[from..start]);
            clean.push_str(&mask);
            from = end;
        }
        found.push(Found { kind: redaction.name, start, end, removed });
    }
    clean.push_str(&source[from..]);
    Redacted { text: clean, found, later: Vec::new() }
}

impl Settings {
    fn removes(&self, when: When) -> bool {
        match when {
            When::Always => true,
            When::Emails => self.emails,
            When::Phones => self.phones,
            When::IpAddresses => self.ip_addresses,
        }
    }
}

#[cfg(test)]
mod tests;
