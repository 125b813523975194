//! A request and a response as data. Backends and providers make and read them; only the edge sends them.
//!
//! Secrets stand in a request by name (`{secret:NAME}`), never by value; the edge fills them in on the last line
//! before sending, so that nothing here can leak one.

use crate::date;
use serde::{Deserialize, Serialize};

/// What to send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HttpRequest {
    /// `GET`, `POST`, `PUT`, `PATCH`
    pub method: String,
    /// Absolute; may hold `{var:NAME}` for a variable of the environment
    pub url: String,
    /// Names in lowercase; values may hold `{secret:NAME}`
    pub headers: Vec<(String, String)>,
    pub body: String,
    /// How the request is signed, where a signature needs the secret's bytes
    pub sign: Option<Sign>,
    /// Variables that belong into the JSON of the body. By place and never by pattern: a body also holds words of
    /// customers, who may know how we write patterns.
    #[serde(default)]
    pub fills: Vec<Fill>,
}

/// A place in a JSON body, and the variable whose value belongs there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fill {
    /// JSON pointer (RFC 6901) to a value that is there already
    pub at: String,
    pub variable: String,
    pub kind: FillKind,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FillKind {
    Text,
    Number,
    /// A text, with this after it
    Before(String),
    /// Part of a name: the place is an object, which gets one more entry
    Entry {
        before: String,
        value: String,
    },
}

/// A signature the edge computes with a secret it alone can read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sign {
    /// Standard Webhooks: headers `webhook-id`, `webhook-timestamp`, `webhook-signature`
    StandardWebhooks { secret: String, id: String },
    /// `authorization: Basic …` (RFC 7617) of two texts, which may hold `{var:NAME}` and `{secret:NAME}`
    Basic { user: String, password: String },
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

/// A webhook as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    pub method: String,
    /// As the sender wrote it, with the query
    pub url: String,
    /// Names in lowercase
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// The longest wait a server is believed, in seconds.
const LONGEST_WAIT: u64 = 3600;

impl HttpRequest {
    pub fn new(method: &str, url: impl Into<String>) -> Self {
        Self {
            method: method.to_owned(),
            url: url.into(),
            headers: Vec::new(),
            body: String::new(),
            sign: None,
            fills: Vec::new(),
        }
    }

    /// A request with a JSON body.
    pub fn json(method: &str, url: impl Into<String>, body: &serde_json::Value) -> Self {
        let mut request = Self::new(method, url).with("content-type", "application/json");
        request.body = body.to_string();
        request
    }

    /// The body with every fill in its place. The error is a sentence without any value.
    pub fn filled(&self, value: impl Fn(&str) -> Option<String>) -> Result<String, String> {
        if self.fills.is_empty() {
            return Ok(self.body.clone());
        }
        let mut body: serde_json::Value =
            serde_json::from_str(&self.body).map_err(|_| "its body is not JSON".to_owned())?;
        for Fill { at, variable, kind } in &self.fills {
            let text = value(variable).ok_or_else(|| format!("variable `{variable}` is not set"))?;
            let place = body.pointer_mut(at).ok_or_else(|| format!("its body has no place `{at}`"))?;
            *place = match kind {
                FillKind::Text => text.into(),
                FillKind::Entry { before, value } => {
                    let mut object = place.as_object().cloned().unwrap_or_default();
                    object.insert(format!("{before}{text}"), value.as_str().into());
                    object.into()
                }
                FillKind::Before(rest) => format!("{text}{rest}").into(),
                FillKind::Number => text
                    .trim()
                    .parse::<u64>()
                    .map_err(|_| format!("variable `{variable}` is not a number"))?
                    .into(),
            };
        }
        Ok(body.to_string())
    }

    /// With one more header.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }
}

impl Arrived {
    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }
}

impl HttpResponse {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.header(name)?.trim().parse().ok()
    }

    /// When the server wants to be asked again, in milliseconds from its answer. At most one hour is believed.
    ///
    /// `Retry-After` in seconds or as a date (RFC 9110, 10.2.3; a date is read against the server's own `Date`);
    /// where a service has none, its own: Help Scout `x-ratelimit-retry-after`, Intercom and GitHub
    /// `x-ratelimit-reset` (a time), HubSpot's interval.
    pub fn retry_after(&self) -> Option<u64> {
        let served = self.header("date").and_then(date::from_http);
        let until = |at: u64| Some(at.saturating_sub(served?));
        let wait = self
            .number("retry-after-ms")
            .or_else(|| self.number("retry-after").map(|s| s.saturating_mul(1000)))
            .or_else(|| until(date::from_http(self.header("retry-after")?)?))
            .or_else(|| self.number("x-ratelimit-retry-after").map(|s| s.saturating_mul(1000)))
            .or_else(|| until(self.number("x-ratelimit-reset")?.saturating_mul(1000)))
            .or_else(|| {
                self.number("x-hubspot-ratelimit-interval-milliseconds").filter(|_| self.status == 429)
            });
        wait.map(|ms| ms.min(LONGEST_WAIT * 1000))
    }

    /// The body as JSON, if it is some.
    pub fn value(&self) -> Option<serde_json::Value> {
        serde_json::from_str(&self.body).ok()
    }
}

/// Replaces each `{var:NAME}` and `{secret:NAME}` by its value. The error is a sentence without any value.
pub fn fill(text: &str, value: impl Fn(&str) -> Option<String>) -> Result<String, String> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(start) = ["{var:", "{secret:"].iter().filter_map(|mark| rest.find(mark)).min() {
        let Some(end) = rest[start..].find('}').map(|end| start + end) else { break };
        let name = rest[start + 1..end].split(':').nth(1).unwrap_or("");
        filled.push_str(&rest[..start]);
        filled.push_str(&value(name).ok_or_else(|| format!("variable `{name}` is not set"))?);
        rest = &rest[end + 1..];
    }
    filled.push_str(rest);
    Ok(filled)
}

/// A value inside an address, with everything escaped that is not a letter, a digit or one of `-._~` (RFC 3986).
pub fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_to_come_back_is_read_from_every_variant() {
        let check = |status, headers: &[(&str, &str)], expected| {
            let headers = headers.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
            assert_eq!(HttpResponse { status, headers, body: String::new() }.retry_after(), expected);
        };
        let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
        check(429, &[("retry-after", "7")], Some(7000));
        check(429, &[("retry-after", "99999")], Some(3_600_000));
        check(429, &[("retry-after", "soon")], None);
        check(503, &[("retry-after", "Sun, 06 Nov 1994 08:49:47 GMT"), date], Some(10_000));
        check(503, &[("retry-after", "Sun, 06 Nov 1994 08:49:47 GMT")], None);
        check(403, &[("x-ratelimit-reset", "784111797"), date], Some(20_000));
        check(429, &[("x-ratelimit-retry-after", "3")], Some(3000));
        check(429, &[("x-hubspot-ratelimit-interval-milliseconds", "10000")], Some(10_000));
    }

    #[test]
    fn a_body_is_filled_by_place_and_never_by_pattern() {
        let mut request = HttpRequest::json(
            "POST",
            "https://a.example",
            &serde_json::json!({ "to": "", "n": 0, "text": "{var:A} {secret:B}" }),
        );
        request.fills = vec![
            Fill { at: "/to".to_owned(), variable: "A".to_owned(), kind: FillKind::Text },
            Fill { at: "/n".to_owned(), variable: "N".to_owned(), kind: FillKind::Number },
        ];
        let value = |name: &str| Some(if name == "N" { "7".to_owned() } else { "\"x".to_owned() });
        let filled = request.filled(value);
        assert_eq!(filled.as_deref(), Ok(r#"{"n":7,"text":"{var:A} {secret:B}","to":"\"x"}"#));
        assert!(request.filled(|_| None).is_err_and(|why| why.contains("`A`")));
        assert!(request.filled(|_| Some("x".to_owned())).is_err_and(|why| why.contains("not a number")));
    }

    #[test]
    fn a_value_in_an_address_is_only_a_value() {
        assert_eq!(encode("a b&c=d/é"), "a%20b%26c%3Dd%2F%C3%A9");
    }
}
