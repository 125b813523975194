//! Signatures over raw bytes: Standard Webhooks, for what goes out and what comes in.
//!
//! Source: the Standard Webhooks specification (`spec/standard-webhooks.md`). Time is an argument; comparison is in
//! constant time. Absent: where the secret comes from.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

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
}
