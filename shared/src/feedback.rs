//! What the team says about a handoff: links in every ticket, signed and with an end, that lead to a page of ours.
//!
//! Opening a link shows the page and nothing else (mail programs and chat tools open links by themselves); only what is
//! sent from there is recorded, in the conversation's log. The signature is made with a key of the conversation's own,
//! which stays in its store. Absent: that key, the clock, the page.

use crate::log::Ms;
use crate::policy::Words;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// How long the links of a handoff work.
const LASTS: Ms = 60 * 86_400_000;
/// The longest note with it, in bytes.
pub const NOTE: usize = 1_000;

/// What was wrong with a handoff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    BotShouldHaveKnown,
    ShouldHaveEscalatedSooner,
    WrongTeam,
    SummaryWrong,
}

impl Words for Verdict {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("bot-should-have-known", Self::BotShouldHaveKnown),
        ("should-have-escalated-sooner", Self::ShouldHaveEscalatedSooner),
        ("wrong-team", Self::WrongTeam),
        ("summary-wrong", Self::SummaryWrong),
    ];
}

impl Verdict {
    /// As people read it
    pub fn means(self) -> &'static str {
        match self {
            Self::BotShouldHaveKnown => "Bot should have known this",
            Self::ShouldHaveEscalatedSooner => "Should have escalated sooner",
            Self::WrongTeam => "Wrong team",
            Self::SummaryWrong => "Summary wrong",
        }
    }
}

/// A link of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    pub verdict: Verdict,
    pub url: String,
}

/// Why a link is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Its time is over
    Expired,
    /// It is not one of ours
    Forged,
}

/// The links of a handoff, for a Worker reached at `address`. The same whenever they are made.
pub fn links(address: &str, key: &[u8], conversation: &str, handoff: u32, at: Ms) -> Vec<Link> {
    let until = (at + LASTS) / 1000;
    let sign = sign(key, conversation, handoff, until);
    let url = |verdict: Verdict| {
        let address = address.trim_end_matches('/');
        let verdict = verdict.word();
        format!("{address}/feedback/{conversation}/{handoff}/{verdict}?until={until}&sign={sign}")
    };
    Verdict::WORDS.iter().map(|(_, verdict)| Link { verdict: *verdict, url: url(*verdict) }).collect()
}

/// Checks what a link says of itself. `now` in milliseconds since 1970.
pub fn check(
    key: &[u8],
    conversation: &str,
    handoff: u32,
    until: u64,
    given: &str,
    now: Ms,
) -> Result<(), Refused> {
    let given = URL_SAFE_NO_PAD.decode(given).map_err(|_| Refused::Forged)?;
    mac(key, conversation, handoff, until)
        .and_then(|mac| mac.verify_truncated_left(&given).ok())
        .filter(|()| given.len() == BYTES)
        .ok_or(Refused::Forged)?;
    if now / 1000 > until { Err(Refused::Expired) } else { Ok(()) }
}

/// Bytes of a signature: half of it is enough (RFC 2104, 5), and a link stays short enough for a mail.
const BYTES: usize = 16;

fn sign(key: &[u8], conversation: &str, handoff: u32, until: u64) -> String {
    let full = mac(key, conversation, handoff, until).map(|mac| mac.finalize().into_bytes());
    full.map_or_else(String::new, |bytes| URL_SAFE_NO_PAD.encode(&bytes[..BYTES]))
}

/// One signature for the four links of a handoff: whoever may say one may say another.
fn mac(key: &[u8], conversation: &str, handoff: u32, until: u64) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(format!("feedback {conversation} {handoff} {until}").as_bytes());
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn a_link_is_good_for_its_handoff_and_its_time_only() {
        let links = links("https://chat.example/", b"key", ID, 1, 1_000);
        assert_eq!(links.len(), 4);
        let (head, query) = links[2].url.split_once('?').expect("it has a query");
        assert_eq!(head, format!("https://chat.example/feedback/{ID}/1/wrong-team"));
        let (until, sign) = query.trim_start_matches("until=").split_once("&sign=").expect("it is signed");
        let until: u64 = until.parse().expect("a number");
        assert_eq!(check(b"key", ID, 1, until, sign, 2_000), Ok(()));
        assert_eq!(check(b"key", ID, 1, until, sign, 1_000 + LASTS + 1_000), Err(Refused::Expired));
        for (key, id, handoff, until, sign) in [
            (b"yek", ID, 1, until, sign),
            (b"key", "1123456789abcdef0123456789abcdef", 1, until, sign),
            (b"key", ID, 2, until, sign),
            (b"key", ID, 1, until + 1, sign),
            (b"key", ID, 1, until, ""),
            (b"key", ID, 1, until, &sign[..2]),
            (b"key", ID, 1, until, "not base64!"),
        ] {
            assert_eq!(check(key, id, handoff, until, sign, 2_000), Err(Refused::Forged), "{id} {sign}");
        }
    }
}
