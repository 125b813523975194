//! Who the site says the customer is: a signed token (JWT, HS256) the page got from the site's own server.
//!
//! What a customer types is claimed; what this token says is verified. The algorithm is fixed: a token that names
//! another, or none, is refused. Time is an argument. Absent: other algorithms, keys by address, and everything else
//! that a token may carry.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// A customer the site vouches for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Identity {
    /// The site's own id of the customer (`sub`)
    pub id: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The kind of account, as in `enterprise`; lowercase
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tier: String,
}

/// The longest token, in bytes.
pub const TOKEN_LIMIT: usize = 4_000;

/// The shortest secret, in bytes: RFC 7518 asks for as many bits as the hash has.
pub const SECRET_AT_LEAST: usize = 32;

/// How far the clocks of two servers may differ, in seconds.
const LEEWAY: u64 = 60;

/// Why a token was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not three parts of base64url JSON, or without `sub` or `exp`
    Malformed,
    /// Another algorithm than HS256
    Algorithm,
    /// Signed with another secret, or changed
    Wrong,
    /// Past its `exp`
    Expired,
    /// Before its `nbf`
    TooEarly,
    /// Our own secret is shorter than [`SECRET_AT_LEAST`]
    Secret,
}

impl Refused {
    /// For the log and the owner.
    pub fn means(self) -> &'static str {
        match self {
            Refused::Malformed => "it is not a token with `sub` and `exp`",
            Refused::Algorithm => "it is not signed with HS256",
            Refused::Wrong => "its signature does not fit",
            Refused::Expired => "it has expired",
            Refused::TooEarly => "it is not valid yet",
            Refused::Secret => "the site's secret is missing or shorter than 32 bytes",
        }
    }
}

#[derive(Deserialize)]
struct Head {
    alg: String,
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    exp: u64,
    #[serde(default)]
    nbf: Option<u64>,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    tier: Option<String>,
}

/// Checks a token. `now` in seconds since 1970.
pub fn verify(secret: &str, token: &str, now: u64) -> Result<Identity, Refused> {
    if secret.len() < SECRET_AT_LEAST {
        return Err(Refused::Secret);
    }
    let mut parts = token.trim().split('.');
    let (Some(head), Some(body), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Refused::Malformed);
    };
    if token.len() > TOKEN_LIMIT {
        return Err(Refused::Malformed);
    }
    let algorithm: Head = json(head)?;
    if algorithm.alg != "HS256" {
        return Err(Refused::Algorithm);
    }
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(|_| Refused::Secret)?;
    mac.update(head.as_bytes());
    mac.update(b".");
    mac.update(body.as_bytes());
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| Refused::Malformed)?;
    mac.verify_slice(&signature).map_err(|_| Refused::Wrong)?;
    // Only what was signed is looked at.
    let claims: Claims = json(body)?;
    if claims.exp.saturating_add(LEEWAY) <= now {
        return Err(Refused::Expired);
    }
    if claims.nbf.is_some_and(|nbf| nbf > now + LEEWAY) {
        return Err(Refused::TooEarly);
    }
    let short = |text: Option<String>| {
        let mut text = text.unwrap_or_default().trim().to_owned();
        crate::page::cut(&mut text, 200);
        text
    };
    let id = short(Some(claims.sub));
    if id.is_empty() {
        return Err(Refused::Malformed);
    }
    let tier = short(claims.tier).to_lowercase();
    Ok(Identity { id, email: short(claims.email), name: short(claims.name), tier })
}

fn json<T: serde::de::DeserializeOwned>(part: &str) -> Result<T, Refused> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| Refused::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| Refused::Malformed)
}

/// Signs an identity, valid for an hour: for tests and for the site's own examples.
pub fn sign(secret: &str, identity: &Identity, now: u64) -> Result<String, Refused> {
    let claims = serde_json::json!({
        "sub": identity.id, "email": identity.email, "name": identity.name, "tier": identity.tier,
        "iat": now, "exp": now + 3_600,
    });
    signed(secret, r#"{"alg":"HS256","typ":"JWT"}"#, &claims.to_string())
}

fn signed(secret: &str, head: &str, claims: &str) -> Result<String, Refused> {
    let text = format!("{}.{}", URL_SAFE_NO_PAD.encode(head), URL_SAFE_NO_PAD.encode(claims));
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(|_| Refused::Secret)?;
    mac.update(text.as_bytes());
    Ok(format!("{text}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "a-secret-of-at-least-thirty-two-bytes";
    const HEAD: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

    fn check(head: &str, claims: &str) -> Result<Identity, Refused> {
        verify(SECRET, &signed(SECRET, head, claims).unwrap(), 1_700_000_000)
    }

    /// The token of RFC 7515, appendix A.1: our reading of base64url and HMAC against somebody else's.
    #[test]
    fn the_vector_of_the_rfc_has_a_signature_that_fits() {
        let token = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let key = URL_SAFE_NO_PAD
            .decode("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow")
            .unwrap();
        let (text, signature) = token.rsplit_once('.').unwrap();
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(text.as_bytes());
        assert_eq!(URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()), signature);
    }

    #[test]
    fn what_the_site_signed_is_believed() {
        let ada = Identity {
            id: "cus_81".to_owned(),
            email: "ada@example.com".to_owned(),
            name: "Ada".to_owned(),
            tier: "enterprise".to_owned(),
        };
        let token = sign(SECRET, &ada, 1_700_000_000).unwrap();
        assert_eq!(verify(SECRET, &token, 1_700_000_100), Ok(ada));
        assert_eq!(verify(SECRET, &token, 1_700_000_000 + 3_600 + LEEWAY), Err(Refused::Expired));
        assert_eq!(
            verify("another-secret-of-thirty-two-bytes-or-more", &token, 1_700_000_100),
            Err(Refused::Wrong)
        );
    }

    #[test]
    fn everything_else_is_refused_and_says_why() {
        let good = r#"{"sub":"7","exp":1700000100}"#;
        assert!(check(HEAD, good).is_ok());
        assert_eq!(check(r#"{"alg":"none"}"#, good), Err(Refused::Algorithm));
        assert_eq!(check(r#"{"alg":"RS256"}"#, good), Err(Refused::Algorithm));
        assert_eq!(check(HEAD, r#"{"sub":"7"}"#), Err(Refused::Malformed));
        assert_eq!(check(HEAD, r#"{"sub":" ","exp":1700000100}"#), Err(Refused::Malformed));
        assert_eq!(check(HEAD, r#"{"sub":"7","exp":1600000000}"#), Err(Refused::Expired));
        assert_eq!(check(HEAD, r#"{"sub":"7","exp":1800000000,"nbf":1750000000}"#), Err(Refused::TooEarly));
        for token in ["", "a", "a.b", "a.b.c", "a.b.c.d", "é.é.é", &"x".repeat(100_000)] {
            assert_eq!(verify(SECRET, token, 1), Err(Refused::Malformed), "{token:.20}");
        }
        assert_eq!(verify("short", "a.b.c", 1), Err(Refused::Secret));
        let token = signed(SECRET, HEAD, good).unwrap();
        let (text, _) = token.rsplit_once('.').unwrap();
        assert_eq!(verify(SECRET, &format!("{text}."), 1_700_000_000), Err(Refused::Wrong));
    }
}
