//! A request and a response as data. Backends and providers make and read them; only the edge sends them.
//!
//! Secrets stand in a request by name (`{secret:NAME}`), never by value; the edge fills them in on the last line
//! before sending, so that nothing here can leak one.

use serde::{Deserialize, Serialize};

/// What to send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HttpRequest {
    /// `GET`, `POST`, `PUT`
    pub method: String,
    /// Absolute; may hold `{var:NAME}` for a variable of the environment
    pub url: String,
    /// Names in lowercase; values may hold `{secret:NAME}`
    pub headers: Vec<(String, String)>,
    pub body: String,
    /// How the request is signed, where a signature needs the secret's bytes
    pub sign: Option<Sign>,
}

/// A signature the edge computes with a secret it alone can read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sign {
    /// Standard Webhooks: headers `webhook-id`, `webhook-timestamp`, `webhook-signature`
    StandardWebhooks { secret: String, id: String },
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HttpResponse {
    pub status: u16,
    /// Names in lowercase
    pub headers: Vec<(String, String)>,
    /// Cut at 64 kB
    pub body: String,
}

impl HttpResponse {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// `Retry-After` in milliseconds, where it counts seconds (RFC 9110, 10.2.3). At most one hour is believed.
    pub fn retry_after(&self) -> Option<u64> {
        let seconds: u64 = self.header("retry-after")?.trim().parse().ok()?;
        Some(seconds.min(3600) * 1000)
    }
}
