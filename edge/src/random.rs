//! Random bytes and hashes of secrets. The core has neither.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq as _;

/// 32 random bytes as 43 characters of base64url.
pub fn token() -> Result<String, crate::error::Fault> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes)
        .map_err(|error| crate::error::Fault::Ours(format!("no randomness: {error}")))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// SHA-256 as 64 hexadecimal digits.
pub fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The id of the conversation a token names: the first half of its hash (see `shared::wire`).
pub fn conversation_id(token: &str) -> String {
    hash(token)[..32].to_owned()
}

/// Whether two secrets are the same, without telling by time how far they agree.
pub fn same(a: &str, b: &str) -> bool {
    hash(a).as_bytes().ct_eq(hash(b).as_bytes()).into()
}
