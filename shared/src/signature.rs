//! Signatures over raw bytes: Standard Webhooks, out and in, and how each support tool signs its webhooks.
//!
//! Sources: the Standard Webhooks specification (`spec/standard-webhooks.md`); docs.slack.dev "Verifying requests";
//! developer.zendesk.com "Verifying webhooks"; developers.intercom.com "Signed notifications"; chatwoot
//! `lib/webhooks/trigger.rb`; hubspot-api-client `utils/signature.py`; helpscout-api-php `IncomingWebhook.php`;
//! dev.frontapp.com "Application webhooks"; the Sunshine Conversations specification. Time is an argument; comparison
//! is in constant time. Absent: where the secret comes from.

use crate::date;
use crate::http::Arrived;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

/// How far a timestamp may be from now, in seconds: the five minutes of the specification's libraries.
pub const TOLERANCE: u64 = 300;

/// Why a signature was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A header is missing or not of its form
    Malformed,
    /// The timestamp is too far from now
    Stale,
    /// No signature fits
    Wrong,
    /// Our own secret is not `whsec_` and base64
    Secret,
}

/// How a webhook is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    StandardWebhooks,
    Slack,
    Zendesk,
    Intercom,
    Chatwoot,
    HubSpot,
    HelpScout,
    Front,
    /// No signature: the secret itself, in this header
    Shared {
        header: &'static str,
    },
}

impl Refused {
    /// For the log, and for whoever sent it.
    pub fn why(self) -> &'static str {
        match self {
            Refused::Malformed => "its signature headers are missing or malformed",
            Refused::Stale => "its timestamp is more than five minutes from now",
            Refused::Wrong => "its signature does not fit its body",
            Refused::Secret => "our secret is not `whsec_` and base64",
        }
    }
}

/// Checks a webhook as it arrived. `now` in seconds since 1970. Where a scheme has no timestamp (Intercom, Help Scout,
/// a shared secret) only the delivery's id, done once, keeps a replay harmless.
pub fn check(scheme: Scheme, secret: &str, arrived: &Arrived, now: u64) -> Result<(), Refused> {
    let body = arrived.body.as_bytes();
    let header = |name: &str| arrived.header(name);
    match scheme {
        Scheme::StandardWebhooks => {
            let (id, at) = (header("webhook-id"), header("webhook-timestamp"));
            verify(secret, id, at, header("webhook-signature"), body, now)
        }
        Scheme::Slack => {
            let at = header("x-slack-request-timestamp");
            fresh(at.parse().ok(), now)?;
            let given = unhex(header("x-slack-signature").strip_prefix("v0=").ok_or(Refused::Malformed)?);
            sha256(secret, &[b"v0:", at.as_bytes(), b":", body], given)
        }
        Scheme::Zendesk => {
            let at = header("x-zendesk-webhook-signature-timestamp");
            fresh(date::from_iso(at).map(|ms| ms / 1000), now)?;
            sha256(secret, &[at.as_bytes(), body], unbase64(header("x-zendesk-webhook-signature")))
        }
        Scheme::Intercom => {
            let given = unhex(header("x-hub-signature").strip_prefix("sha1=").ok_or(Refused::Malformed)?);
            sha1(secret, body, given)
        }
        Scheme::Chatwoot => {
            let at = header("x-chatwoot-timestamp");
            fresh(at.parse().ok(), now)?;
            let given =
                unhex(header("x-chatwoot-signature").strip_prefix("sha256=").ok_or(Refused::Malformed)?);
            sha256(secret, &[at.as_bytes(), b".", body], given)
        }
        Scheme::HubSpot => {
            let at = header("x-hubspot-request-timestamp");
            fresh(at.parse::<u64>().ok().map(|ms| ms / 1000), now)?;
            let parts = [arrived.method.as_bytes(), arrived.url.as_bytes(), body, at.as_bytes()];
            sha256(secret, &parts, unbase64(header("x-hubspot-signature-v3")))
        }
        Scheme::HelpScout => sha1(secret, body, unbase64(header("x-helpscout-signature"))),
        Scheme::Front => {
            let at = header("x-front-request-timestamp");
            fresh(at.parse::<u64>().ok().map(|ms| ms / 1000), now)?;
            sha256(secret, &[at.as_bytes(), b":", body], unbase64(header("x-front-signature")))
        }
        Scheme::Shared { header: name } => {
            // Hashed first: then neither the time nor the length tells anything about the secret.
            let given = header(name);
            let same = Sha256::digest(given.as_bytes()) == Sha256::digest(secret.as_bytes());
            if given.is_empty() {
                Err(Refused::Malformed)
            } else if same {
                Ok(())
            } else {
                Err(Refused::Wrong)
            }
        }
    }
}

fn fresh(at: Option<u64>, now: u64) -> Result<(), Refused> {
    match at {
        None => Err(Refused::Malformed),
        Some(at) if at.abs_diff(now) > TOLERANCE => Err(Refused::Stale),
        Some(_) => Ok(()),
    }
}

fn sha256(secret: &str, parts: &[&[u8]], given: Option<Vec<u8>>) -> Result<(), Refused> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(|_| Refused::Secret)?;
    parts.iter().for_each(|part| mac.update(part));
    mac.verify_slice(&given.ok_or(Refused::Malformed)?).map_err(|_| Refused::Wrong)
}

fn sha1(secret: &str, body: &[u8], given: Option<Vec<u8>>) -> Result<(), Refused> {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).map_err(|_| Refused::Secret)?;
    mac.update(body);
    mac.verify_slice(&given.ok_or(Refused::Malformed)?).map_err(|_| Refused::Wrong)
}

fn unbase64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok().filter(|bytes| !bytes.is_empty())
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    let digits = digits.filter(|digits| !digits.is_empty() && digits.len() % 2 == 0)?;
    Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

/// The value of `webhook-signature` for a body.
pub fn sign(secret: &str, id: &str, timestamp: u64, body: &[u8]) -> Result<String, Refused> {
    Ok(format!("v1,{}", STANDARD.encode(mac(secret, id, timestamp, body)?.finalize().into_bytes())))
}

/// Checks the three headers against a body. `now` in seconds since 1970.
pub fn verify(
    secret: &str,
    id: &str,
    timestamp: &str,
    signature: &str,
    body: &[u8],
    now: u64,
) -> Result<(), Refused> {
    let timestamp: u64 = timestamp.parse().map_err(|_| Refused::Malformed)?;
    if id.is_empty() || signature.is_empty() {
        return Err(Refused::Malformed);
    }
    if timestamp.abs_diff(now) > TOLERANCE {
        return Err(Refused::Stale);
    }
    let mac = mac(secret, id, timestamp, body)?;
    let fits = signature
        .split(' ')
        .filter_map(|one| one.strip_prefix("v1,"))
        .filter_map(|encoded| STANDARD.decode(encoded).ok())
        .any(|bytes| mac.clone().verify_slice(&bytes).is_ok());
    if fits { Ok(()) } else { Err(Refused::Wrong) }
}

fn mac(secret: &str, id: &str, timestamp: u64, body: &[u8]) -> Result<Hmac<Sha256>, Refused> {
    let key =
        STANDARD.decode(secret.strip_prefix("whsec_").unwrap_or(secret)).map_err(|_| Refused::Secret)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|_| Refused::Secret)?;
    mac.update(format!("{id}.{timestamp}.").as_bytes());
    mac.update(body);
    Ok(mac)
}

#[cfg(test)]
mod tests {
    use super::*;

    // The vector of the specification's own libraries (test_sign of standard-webhooks/libraries/rust).
    const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    const ID: &str = "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk";
    const BODY: &[u8] = br#"{"email":"test@example.com","username":"test_user"}"#;
    const SIGNATURE: &str = "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=";

    #[test]
    fn the_vector_of_the_specification_is_reproduced() {
        assert_eq!(sign(SECRET, ID, 1649367553, BODY).as_deref(), Ok(SIGNATURE));
        assert_eq!(verify(SECRET, ID, "1649367553", SIGNATURE, BODY, 1649367560), Ok(()));
    }

    #[test]
    fn what_was_changed_is_old_or_malformed_is_refused() {
        fn at(signature: &str, body: &[u8], now: u64) -> Result<(), Refused> {
            verify(SECRET, ID, "1649367553", signature, body, now)
        }
        assert_eq!(at(SIGNATURE, b"{}", 1649367553), Err(Refused::Wrong));
        assert_eq!(at("v1,AAAA v2,x", BODY, 1649367553), Err(Refused::Wrong));
        assert_eq!(at(&format!("v1,AAAA {SIGNATURE}"), BODY, 1649367553), Ok(()));
        assert_eq!(at(SIGNATURE, BODY, 1649367553 + TOLERANCE + 1), Err(Refused::Stale));
        assert_eq!(verify(SECRET, ID, "yesterday", SIGNATURE, BODY, 1), Err(Refused::Malformed));
        assert_eq!(sign("whsec_***", ID, 1, BODY), Err(Refused::Secret));
    }

    type Signed = (Scheme, &'static str, Vec<(&'static str, &'static str)>, &'static str, u64);

    /// Scheme, secret, headers, body, when it was signed. Slack's is its documentation's example; the others are of
    /// the formula in the vendor's source, computed by another program.
    fn signed() -> Vec<Signed> {
        const BODY: &str = "{\"event\":\"message_created\",\"id\":7,\"content\":\"Hallo – ok\"}";
        let at = 1_700_000_000;
        vec![
            (
                Scheme::Slack,
                "8f742231b10e8888abcd99yyyzzz85a5",
                vec![
                    ("x-slack-request-timestamp", "1531420618"),
                    (
                        "x-slack-signature",
                        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
                    ),
                ],
                "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
                1_531_420_618,
            ),
            (
                Scheme::Zendesk,
                "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==",
                vec![
                    ("x-zendesk-webhook-signature-timestamp", "2026-01-01T00:00:00Z"),
                    ("x-zendesk-webhook-signature", "jE+zZ0Wtueyl6Khy+p7ezvtjwRl7oYJdNbnkgQR19tM="),
                ],
                BODY,
                1_767_225_600,
            ),
            (
                Scheme::Intercom,
                "client-secret",
                vec![("x-hub-signature", "sha1=72b90ad4530d23cadd3d758985b61021912d00c7")],
                BODY,
                at,
            ),
            (
                Scheme::Chatwoot,
                "cw-secret",
                vec![
                    ("x-chatwoot-timestamp", "1700000000"),
                    (
                        "x-chatwoot-signature",
                        "sha256=1f23046a86cc47a0511c95274cce4b0e945f2917dfae108bfccedbde2836cfbf",
                    ),
                ],
                BODY,
                at,
            ),
            (
                Scheme::HubSpot,
                "hs-secret",
                vec![
                    ("x-hubspot-request-timestamp", "1700000000000"),
                    ("x-hubspot-signature-v3", "lUbQ/sv0pxSALT+8xiqccpJEH7SQ3ntfkPJnNIDDJw8="),
                ],
                BODY,
                at,
            ),
            (
                Scheme::HelpScout,
                "hs",
                vec![("x-helpscout-signature", "6JrAQtlJBKfqb/Q9LC0L/nFUGkU=")],
                BODY,
                at,
            ),
            (
                Scheme::Front,
                "fr",
                vec![
                    ("x-front-request-timestamp", "1700000000000"),
                    ("x-front-signature", "BVhIkQ5LfbKA/4vHGjnUsfuHwaOj55lrIjZQQXvJFTI="),
                ],
                BODY,
                at,
            ),
            (Scheme::Shared { header: "x-api-key" }, "s3cret", vec![("x-api-key", "s3cret")], BODY, at),
        ]
    }

    fn arrived(headers: &[(&str, &str)], body: &str) -> Arrived {
        Arrived {
            method: "POST".to_owned(),
            url: "https://bot.example/hooks/hubspot?x=1".to_owned(),
            headers: headers.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
            body: body.to_owned(),
        }
    }

    #[test]
    fn every_scheme_takes_what_its_tool_signed_and_nothing_else() {
        for (scheme, secret, headers, body, at) in signed() {
            let good = arrived(&headers, body);
            assert_eq!(check(scheme, secret, &good, at + TOLERANCE), Ok(()), "{scheme:?}");
            assert_eq!(check(scheme, "another", &good, at), Err(Refused::Wrong), "{scheme:?}");
            let changed = arrived(&headers, &format!("{body} "));
            let shared = matches!(scheme, Scheme::Shared { .. });
            assert_eq!(check(scheme, secret, &changed, at).is_ok(), shared, "{scheme:?}");
            assert!(check(scheme, secret, &arrived(&[], body), at).is_err(), "{scheme:?}");
            let timeless = shared || matches!(scheme, Scheme::Intercom | Scheme::HelpScout);
            assert_eq!(check(scheme, secret, &good, at + TOLERANCE + 1).is_ok(), timeless, "{scheme:?}");
            for name in headers.iter().map(|(name, _)| *name) {
                for garbage in ["", "é", "v0=", "sha1=zz", "sha256=0", "9".repeat(400).as_str()] {
                    let spoilt: Vec<(&str, &str)> =
                        headers.iter().map(|(k, v)| (*k, if *k == name { garbage } else { *v })).collect();
                    assert!(check(scheme, secret, &arrived(&spoilt, body), at).is_err(), "{scheme:?} {name}");
                }
            }
        }
    }
}
