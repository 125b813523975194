//! Who the site says the customer is: a proof the page got from the site's own server.
//!
//! Three kinds: a token (JWT) signed with HS256 by a secret, one signed with ES256 by a key of which only the public
//! half is here, or, as other messengers have it, `hmac:HEX:ID`: the customer's id and its HMAC-SHA256. What a customer
//! types is claimed; what this says is verified. The algorithm of a token decides which of our keys it is held against,
//! and each key has one algorithm, so none can be taken for another; one that names another, or none, is refused. Time
//! is an argument. Absent: other algorithms, keys by address, and everything else that a token may carry.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
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
    /// Another algorithm than HS256 and ES256
    Algorithm,
    /// Signed with another secret, or changed
    Wrong,
    /// Past its `exp`
    Expired,
    /// Before its `nbf`
    TooEarly,
    /// Our own secret is shorter than [`SECRET_AT_LEAST`]
    Secret,
    /// Our own public key is missing or none
    PublicKey,
}

/// What proofs are held against. What is empty is not set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Keys<'a> {
    /// Shared with the site's server: HS256 and `hmac:`
    pub secret: &'a str,
    /// PEM of a P-256 public key: ES256
    pub public: &'a str,
}

impl Refused {
    /// For the log and the owner.
    pub fn means(self) -> &'static str {
        match self {
            Refused::Malformed => "it is not a token with `sub` and `exp`",
            Refused::Algorithm => "it is signed neither with HS256 nor with ES256",
            Refused::Wrong => "its signature does not fit",
            Refused::Expired => "it has expired",
            Refused::TooEarly => "it is not valid yet",
            Refused::Secret => "`IDENTITY_SECRET` is missing or shorter than 32 bytes",
            Refused::PublicKey => "`IDENTITY_PUBLIC_KEY` is missing or no PEM of a P-256 public key",
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

/// Checks a proof. `now` in seconds since 1970.
pub fn verify(keys: Keys<'_>, token: &str, now: u64) -> Result<Identity, Refused> {
    if let Some(rest) = token.trim().strip_prefix("hmac:") {
        return by_hmac(keys.secret, rest);
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
    let text = format!("{head}.{body}");
    let signature = || URL_SAFE_NO_PAD.decode(signature).map_err(|_| Refused::Malformed);
    match algorithm.alg.as_str() {
        "HS256" => {
            mac(keys.secret, text.as_bytes())?.verify_slice(&signature()?).map_err(|_| Refused::Wrong)?
        }
        "ES256" => {
            let key = public_key(keys.public).ok_or(Refused::PublicKey)?;
            let signature = Signature::from_slice(&signature()?).map_err(|_| Refused::Wrong)?;
            key.verify(text.as_bytes(), &signature).map_err(|_| Refused::Wrong)?;
        }
        _ => return Err(Refused::Algorithm),
    }
    // Only what was signed is looked at.
    let claims: Claims = json(body)?;
    if claims.exp.saturating_add(LEEWAY) <= now {
        return Err(Refused::Expired);
    }
    if claims.nbf.is_some_and(|nbf| nbf > now + LEEWAY) {
        return Err(Refused::TooEarly);
    }
    let id = short(Some(claims.sub));
    if id.is_empty() {
        return Err(Refused::Malformed);
    }
    let tier = short(claims.tier).to_lowercase();
    Ok(Identity { id, email: short(claims.email), name: short(claims.name), tier })
}

/// `HEX:ID`: nothing but the id is signed, so nothing but the id is believed, and it never expires.
fn by_hmac(secret: &str, rest: &str) -> Result<Identity, Refused> {
    let (hex, id) = rest.split_once(':').ok_or(Refused::Malformed)?;
    let bytes: Option<Vec<u8>> = hex
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    let given = bytes.filter(|bytes| bytes.len() == 32).ok_or(Refused::Malformed)?;
    if id.trim().is_empty() || id.len() > 200 {
        return Err(Refused::Malformed);
    }
    mac(secret, id.as_bytes())?.verify_slice(&given).map_err(|_| Refused::Wrong)?;
    let email = if id.contains('@') { id.to_owned() } else { String::new() };
    Ok(Identity { id: id.to_owned(), email, name: String::new(), tier: String::new() })
}

fn mac(secret: &str, text: &[u8]) -> Result<Hmac<Sha256>, Refused> {
    if secret.len() < SECRET_AT_LEAST {
        return Err(Refused::Secret);
    }
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(|_| Refused::Secret)?;
    mac.update(text);
    Ok(mac)
}

/// The key of a PEM (`BEGIN PUBLIC KEY`). The DER of a P-256 key is a fixed head and the point (RFC 5480).
fn public_key(pem: &str) -> Option<VerifyingKey> {
    const HEAD: [u8; 26] = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
        0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
    ];
    let body = pem.split("-----").nth(2)?;
    // Variables are often one line, with `\n` written out.
    let body: String = body.replace("\\n", "").split_whitespace().collect();
    let der = STANDARD.decode(body).ok()?;
    VerifyingKey::from_sec1_bytes(der.strip_prefix(&HEAD)?).ok()
}

fn short(text: Option<String>) -> String {
    let mut text = text.unwrap_or_default().trim().to_owned();
    crate::page::cut(&mut text, 200);
    text
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

    fn keys(secret: &str) -> Keys<'_> {
        Keys { secret, public: "" }
    }

    /// Made by OpenSSL (`openssl ecparam -name prime256v1 -genkey`), as an owner would.
    const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAETTvV0M0KkGQeCmFaEIZKe2tsz2ci\nND8NptUfD/0+FtA7P8z24fSaVntSHx/0D6+BiAr1XxOi+MGEtC40KwBveQ==\n-----END PUBLIC KEY-----";

    #[test]
    fn what_another_program_signed_with_its_private_key_is_believed() {
        let token = "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJjdXNfODEiLCJlbWFpbCI6ImFkYUBleGFtcGxlLmNvbSIsInRpZXIiOiJUcmFkZSIsImV4cCI6MTgwMDAwMDAwMH0.IETOAUAtBGkTNeNPOVfkMeRsGSn3eJ-deFZveTWAdaOIa3I3d4U_AvQz_AhY8CSJzt_kZiWI00HphHaS25OuvQ";
        let keys = Keys { secret: SECRET, public: PUBLIC };
        let known = verify(keys, token, 1_700_000_000).unwrap();
        assert_eq!((known.id.as_str(), known.tier.as_str()), ("cus_81", "trade"));
        assert_eq!(verify(keys, token, 1_900_000_000), Err(Refused::Expired));
        assert_eq!(verify(Keys { secret: SECRET, public: "" }, token, 1), Err(Refused::PublicKey));
        assert_eq!(
            verify(Keys { public: &PUBLIC.replace('A', "B"), ..keys }, token, 1),
            Err(Refused::PublicKey)
        );
        let (text, signature) = token.rsplit_once('.').unwrap();
        let turned = format!("{}{}", if signature.starts_with('A') { "B" } else { "A" }, &signature[1..]);
        assert_eq!(verify(keys, &format!("{text}.{turned}"), 1), Err(Refused::Wrong));
        assert_eq!(verify(keys, &format!("{text}."), 1), Err(Refused::Wrong));
        // The classic: the public key, which everybody knows, used as the secret of HS256.
        let forged = signed(PUBLIC, HEAD, r#"{"sub":"7","exp":1700000100}"#).unwrap();
        assert_eq!(verify(keys, &forged, 1_700_000_000), Err(Refused::Wrong));
    }

    #[test]
    fn the_id_and_its_hmac_are_believed_and_nothing_beside_the_id() {
        // `echo -n cus_81 | openssl dgst -sha256 -hmac a-secret-of-at-least-thirty-two-bytes`
        let proof = "hmac:6e32ea6491ee50e754edc9c941dd44bace7ae844ccb631890a0d6671332b877a:cus_81";
        assert_eq!(verify(keys(SECRET), proof, 1).map(|known| known.id), Ok("cus_81".to_owned()));
        assert_eq!(verify(keys(SECRET), &proof.replace("cus_81", "cus_82"), 1), Err(Refused::Wrong));
        for malformed in
            ["hmac:", "hmac::7", "hmac:zz:7", "hmac:ab:7", &format!("{proof}{}", "x".repeat(300))]
        {
            assert_eq!(verify(keys(SECRET), malformed, 1), Err(Refused::Malformed), "{malformed:.40}");
        }
        assert_eq!(verify(keys("short"), proof, 1), Err(Refused::Secret));
    }

    fn check(head: &str, claims: &str) -> Result<Identity, Refused> {
        verify(keys(SECRET), &signed(SECRET, head, claims).unwrap(), 1_700_000_000)
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
        assert_eq!(verify(keys(SECRET), &token, 1_700_000_100), Ok(ada));
        assert_eq!(verify(keys(SECRET), &token, 1_700_000_000 + 3_600 + LEEWAY), Err(Refused::Expired));
        assert_eq!(
            verify(keys("another-secret-of-thirty-two-bytes-or-more"), &token, 1_700_000_100),
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
            assert_eq!(verify(keys(SECRET), token, 1), Err(Refused::Malformed), "{token:.20}");
        }
        assert_eq!(verify(keys("short"), &signed("short", HEAD, good).unwrap(), 1), Err(Refused::Secret));
        let token = signed(SECRET, HEAD, good).unwrap();
        let (text, _) = token.rsplit_once('.').unwrap();
        assert_eq!(verify(keys(SECRET), &format!("{text}."), 1_700_000_000), Err(Refused::Wrong));
    }
}
