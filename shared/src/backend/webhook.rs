//! A signed webhook: for a backend without a file here, or a team's own.
//!
//! Outbound and inbound follow the Standard Webhooks specification (`spec/standard-webhooks.md`): `webhook-id` is the
//! delivery key and stays the same over all tries, 2xx is accepted, 410 means never again.
//!
//! Outbound `type`s: `handoff.created` (data: the packet), `customer.said`, `customer.left`, `handoff.closed`.
//! Inbound: `{"type": "agent.said" | "agent.claimed" | "agent.closed" | "agent.handed-back",
//! "data": {"conversation": "…", "agent": {"name": "…"}, "text": "…"}}` to `/hook/{name}`.

use super::{Backend, Delivery, Scheme};
use crate::conversation::{Cargo, Event};
use crate::http::{HttpRequest, Sign};
use crate::log::What;
use crate::packet::packet;
use serde::Deserialize;
use serde_json::json;

pub struct Webhook;

impl Backend for Webhook {
    fn kind(&self) -> &'static str {
        "webhook"
    }

    fn means(&self) -> &'static str {
        "A signed webhook by the Standard Webhooks scheme, both ways."
    }

    fn settings(&self) -> &'static [(&'static str, &'static str)] {
        &[("url", "the address to post to"), ("secret", "the signing secret, `whsec_` and base64")]
    }

    fn request(&self, delivery: &Delivery<'_>) -> Option<HttpRequest> {
        let conversation = delivery.conversation;
        let (kind, data) = match delivery.cargo {
            Cargo::Packet => {
                let packet = packet(conversation, delivery.handoff, delivery.site);
                ("handoff.created", serde_json::to_value(packet).ok()?)
            }
            Cargo::Said { seq } => ("customer.said", said(delivery, *seq)?),
            Cargo::Contact { .. } => ("customer.left", json!({ "contact": conversation.contact })),
            // An agent of this backend claimed it there; it knows.
            Cargo::Claimed => return None,
            Cargo::Closed => ("handoff.closed", json!({})),
        };
        let mut data = data;
        if let Some(object) = data.as_object_mut() {
            object.insert("conversation".to_owned(), json!(conversation.id));
            object.insert("reference".to_owned(), json!(delivery.handoff.reference));
        }
        let setting = |key: &str| delivery.backend.settings.get(key).cloned().unwrap_or_default();
        Some(HttpRequest {
            method: "POST".to_owned(),
            url: format!("{{var:{}}}", setting("url")),
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: json!({ "type": kind, "timestamp": iso(delivery.handoff.at), "data": data }).to_string(),
            sign: Some(Sign::StandardWebhooks { secret: setting("secret"), id: delivery.key.to_owned() }),
        })
    }

    fn signed_by(&self) -> Option<Scheme> {
        Some(Scheme::StandardWebhooks { secret: "secret" })
    }

    fn receive(&self, body: &str) -> Result<(String, Event), String> {
        let hook: Hook =
            serde_json::from_str(body).map_err(|error| format!("the body is not understood: {error}"))?;
        let name = hook.data.agent.name.trim().to_owned();
        if name.is_empty() {
            return Err("`data.agent.name` is empty: customers are told who speaks".to_owned());
        }
        let event = match hook.kind.as_str() {
            "agent.claimed" => Event::PersonClaimed { name },
            "agent.said" if !hook.data.text.trim().is_empty() => {
                Event::PersonSaid { name, text: hook.data.text }
            }
            "agent.said" => return Err("`data.text` is empty".to_owned()),
            "agent.closed" => Event::PersonClosed { name },
            "agent.handed-back" => Event::PersonHandedBack { name },
            other => {
                return Err(format!(
                    "unknown type `{other}`: one of agent.said, agent.claimed, agent.closed, agent.handed-back"
                ));
            }
        };
        Ok((hook.data.conversation, event))
    }
}

fn said(delivery: &Delivery<'_>, seq: u64) -> Option<serde_json::Value> {
    let entry = delivery.conversation.log.iter().find(|entry| entry.seq == seq)?;
    match &entry.what {
        What::CustomerSaid { text, .. } => Some(json!({ "seq": seq, "at": entry.at, "text": text })),
        _ => None,
    }
}

#[derive(Deserialize)]
struct Hook {
    #[serde(rename = "type")]
    kind: String,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    conversation: String,
    agent: Agent,
    #[serde(default)]
    text: String,
}

#[derive(Deserialize)]
struct Agent {
    name: String,
}

/// RFC 3339 in UTC, as the specification asks of `timestamp`. Days to civil date after Howard Hinnant, "chrono-compatible
/// low-level date algorithms".
pub fn iso(ms: u64) -> String {
    let (days, rest) = (ms / 86_400_000, ms % 86_400_000);
    let z = days as i64 + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    let (h, m, s, milli) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000);
    format!("{year:04}-{month:02}-{day:02}T{h:02}:{m:02}:{s:02}.{milli:03}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_the_specification_asks() {
        assert_eq!(iso(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(iso(1_709_164_800_123), "2024-02-29T00:00:00.123Z");
    }

    #[test]
    fn a_webhook_that_makes_no_sense_says_what_is_wrong() {
        let told = |body: &str| {
            Webhook.receive(body).map(|_| ()).unwrap_or_else(|why| assert!(!why.is_empty(), "{body}"))
        };
        for body in
            ["", "[]", "{}", r#"{"type":"agent.said","data":{"conversation":"c","agent":{"name":" "}}}"#]
        {
            assert!(Webhook.receive(body).is_err(), "{body}");
            told(body);
        }
        let said =
            r#"{"type":"agent.said","data":{"conversation":"c1","agent":{"name":"Sarah"},"text":"Hi"}}"#;
        let event = Event::PersonSaid { name: "Sarah".to_owned(), text: "Hi".to_owned() };
        assert_eq!(Webhook.receive(said), Ok(("c1".to_owned(), event)));
    }
}
