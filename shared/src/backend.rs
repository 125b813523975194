//! Support backends: where handoffs go. Each is a mapping, without I/O: ours to a request, a response to ours, a
//! webhook to ours. The edge sends and receives; secrets are names until then.
//!
//! One backend a file. A new one is a file here and a line in [`BACKENDS`]; site checks, docs and contract tests find
//! it there.

mod desk;
mod webhook;

use crate::conversation::{Cargo, Conversation, DeliveryEnd, Event, Handoff};
use crate::http::{HttpRequest, HttpResponse};
use crate::site::{self, Site};

/// What is brought, and how it is named over all tries.
pub struct Delivery<'a> {
    /// Stable over all tries at one backend
    pub key: &'a str,
    pub cargo: &'a Cargo,
    pub conversation: &'a Conversation,
    pub handoff: &'a Handoff,
    pub site: &'a Site,
    /// As configured
    pub backend: &'a site::Backend,
}

/// A support backend.
pub trait Backend: Sync {
    /// Its name in `site.toml`: `kind = "…"`
    fn kind(&self) -> &'static str;

    /// What it is, in a sentence, for the docs
    fn means(&self) -> &'static str;

    /// Settings it needs: key in `site.toml`, and what the named variable or secret holds
    fn settings(&self) -> &'static [(&'static str, &'static str)];

    /// What to send; nothing where this backend has no use for this cargo (it counts as accepted).
    fn request(&self, delivery: &Delivery<'_>) -> Option<HttpRequest>;

    /// What the response means. The default reads the status alone.
    fn response(&self, response: &HttpResponse) -> DeliveryEnd {
        by_status(response, String::new())
    }

    /// How a webhook of its own is verified, where it sends any
    fn signed_by(&self) -> Option<Scheme> {
        None
    }

    /// What a verified webhook says: conversation id and event. Text for a person where it makes no sense.
    fn receive(&self, _body: &str) -> Result<(String, Event), String> {
        Err("this backend sends no webhooks".to_owned())
    }
}

/// How an inbound webhook is signed, and the setting that names the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    StandardWebhooks { secret: &'static str },
}

/// Every backend there is, in the order of the docs.
pub const BACKENDS: &[&dyn Backend] = &[&desk::Desk, &webhook::Webhook];

/// The backend of a kind.
pub fn of_kind(kind: &str) -> Option<&'static dyn Backend> {
    BACKENDS.iter().find(|backend| backend.kind() == kind).copied()
}

/// 2xx is accepted; 429 and 5xx, and what says when to come back, are tried again; the rest of 4xx never will be.
pub fn by_status(response: &HttpResponse, ticket: String) -> DeliveryEnd {
    let why = format!("it answered {}", response.status);
    match response.status {
        200..=299 => DeliveryEnd::Accepted { ticket },
        408 | 425 | 429 | 500.. => DeliveryEnd::Refused { why, after: response.retry_after() },
        // A redirect of a POST is a wrong address more often than a place to follow with a packet in hand.
        _ => DeliveryEnd::Impossible { why },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_backend_has_its_own_kind_and_says_what_it_is() {
        for (i, backend) in BACKENDS.iter().enumerate() {
            assert!(backend.means().ends_with('.'), "`{}`", backend.kind());
            assert!(BACKENDS[..i].iter().all(|other| other.kind() != backend.kind()), "`{}`", backend.kind());
        }
    }

    #[test]
    fn a_status_means_accepted_again_or_never() {
        let answer = |status, headers: &[(&str, &str)]| {
            let headers = headers.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
            by_status(&HttpResponse { status, headers, body: String::new() }, String::new())
        };
        assert_eq!(answer(204, &[]), DeliveryEnd::Accepted { ticket: String::new() });
        assert!(matches!(
            answer(429, &[("retry-after", "7")]),
            DeliveryEnd::Refused { after: Some(7000), .. }
        ));
        assert!(matches!(answer(503, &[("retry-after", "soon")]), DeliveryEnd::Refused { after: None, .. }));
        assert!(matches!(answer(401, &[]), DeliveryEnd::Impossible { .. }));
        assert!(matches!(answer(302, &[]), DeliveryEnd::Impossible { .. }));
    }
}
