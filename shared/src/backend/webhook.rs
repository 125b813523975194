//! A signed webhook: for a backend without a file here, or a team's own.
//!
//! Outbound and inbound follow the Standard Webhooks specification (`spec/standard-webhooks.md`): `webhook-id` is the
//! delivery key and stays the same over all tries, 2xx is accepted, 410 means never again.
//!
//! Outbound `type`s: `handoff.created` (data: the packet), `customer.said`, `customer.typing`, `customer.left`, `handoff.closed`,
//! `customer.moved` (another page, another error), `customer.identified`, `customer.ended`, `handoff.worded` (what a model
//! worded or translated, as far as it was believed), `customer.details` (what the customer filled in after the handoff),
//! `customer.known` (what other tools know), `bug.reported`, `handoff.withdrawn` (it was taken elsewhere, for want of a
//! confirmation; its ticket, if there is one, is void), `handoff.unconfirmed` (an alarm: nobody took this one; data: the
//! packet, with its `warning`),
//! `ping` (whether destinations are still there: nothing is to be done).
//! Inbound: `{"type": "agent.said" | "agent.corrected" | "agent.typing" | "agent.claimed" | "agent.closed" |
//! "agent.handed-back", "data": {"conversation": "…", "agent": {"name": "…", "picture": "…"}, "text": "…"}}` to `/hook/{name}`.
//! A picture is an address at the host of `url`. `agent.corrected` names in `data.message` the `webhook-id` of what was
//! said; with an empty text it is taken back. `data.on: false` ends typing.

use super::talk::{Next, Talk, by_words};
use super::{Backend, Delivery, Heard, News, Of, Setting, Told, Words, plain};
use crate::conversation::{Cargo, DeliveryEnd, Event};
use crate::date::iso;
use crate::destination::{self, Asking, Found, State};
use crate::http::{Arrived, HttpRequest, Sign};
use crate::log::{Entry, What};
use crate::signature::Scheme;
use crate::site;
use serde::Deserialize;
use serde_json::{Value, json};

pub struct Webhook;

impl Backend for Webhook {
    fn kind(&self) -> &'static str {
        "webhook"
    }

    fn means(&self) -> &'static str {
        "A signed webhook by the Standard Webhooks scheme, both ways."
    }

    fn settings(&self) -> &'static [Setting] {
        &[("url", "the address to post to"), ("secret", "the signing secret, `whsec_` and base64")]
    }

    fn mapping(&self) -> &'static [(&'static str, &'static str)] {
        &[("packet", "`data` of `handoff.created`, as in [packet.schema.json](packet.schema.json)")]
    }

    /// A signed `ping`, which tells nothing and wants nothing: is somebody there, and do they take our signature?
    fn places(&self, asking: &Asking<'_>, talk: &mut Talk<'_>) -> Result<Vec<Found>, Next> {
        let tool = asking.tool;
        let body = json!({ "type": "ping", "data": {} });
        let mut request = HttpRequest::json("POST", tool.var("url"), &body);
        let secret = tool.0.settings.get("secret").cloned().unwrap_or_default();
        request.sign = Some(Sign::StandardWebhooks { secret, id: format!("ping.{}", tool.0.name) });
        let answer = talk.ask_any(request)?;
        Ok(vec![match answer.status {
            401 | 403 => ("secret", destination::gone("it refused a signed ping: is this its secret?")),
            // It is there and has read it; whether it takes handoffs, only a handoff tells.
            400 | 422 => {
                let why = format!(
                    "it answered {} to a signed `ping`: let it answer 200 to types it does not know",
                    answer.status
                );
                ("url", State::Unknown(why))
            }
            _ => match by_words(answer) {
                DeliveryEnd::Accepted { .. } => ("url", State::There("it took a signed ping".to_owned())),
                DeliveryEnd::Impossible { why } => ("url", State::Gone(why)),
                DeliveryEnd::Refused { why, .. } => ("url", State::Unknown(why)),
            },
        }])
    }

    fn deliver(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
        let conversation = delivery.conversation;
        let (kind, data) = match delivery.cargo {
            Cargo::Packet if delivery.warning.is_some() => ("handoff.unconfirmed", json!(delivery.packet())),
            Cargo::Packet => ("handoff.created", json!(delivery.packet())),
            Cargo::Said { seq } => match delivery.words() {
                Some((at, Words::Said(text))) => match delivery.file() {
                    Some((file, url)) => {
                        ("customer.attached", json!({ "seq": seq, "at": at, "file": file, "url": url }))
                    }
                    None => ("customer.said", json!({ "seq": seq, "at": at, "text": text })),
                },
                _ => return Ok(String::new()),
            },
            Cargo::Contact { .. } => {
                ("customer.left", json!({ "contact": conversation.contact, "wish": delivery.handoff.wish }))
            }
            // An agent of this backend claimed it there; it knows.
            Cargo::Claimed | Cargo::Bug | Cargo::Alarm => return Ok(String::new()),
            Cargo::Late { seq } => match conversation.log.iter().find(|entry| entry.seq == *seq) {
                Some(Entry { what: What::Enriched { known, .. }, .. }) => {
                    ("customer.known", json!({ "known": known }))
                }
                Some(Entry { what: What::Scored { about, name, score, note, .. }, .. }) => {
                    ("customer.scored", json!({ "about": about, "name": name, "score": score, "note": note }))
                }
                Some(Entry { what: What::Reported { tracker, issue, .. }, .. }) => {
                    ("bug.reported", json!({ "tracker": tracker, "issue": issue }))
                }
                Some(Entry { what: What::DetailsGiven { details, .. }, .. }) => {
                    let details: Vec<_> = details
                        .iter()
                        .map(|(label, value)| json!({ "label": label, "value": value }))
                        .collect();
                    ("customer.details", json!({ "details": details }))
                }
                Some(Entry { what: What::Worded { wording, .. }, .. }) => {
                    ("handoff.worded", json!({ "wording": wording }))
                }
                Some(Entry { what: What::CustomerMoved { page, through, .. }, .. }) => {
                    ("customer.moved", json!({ "page": page, "through": through }))
                }
                Some(Entry { what: What::CustomerIdentified { identity }, .. }) => {
                    ("customer.identified", json!({ "identity": identity }))
                }
                Some(Entry { what: What::CustomerEnded, .. }) => ("customer.ended", json!({})),
                _ => return Ok(String::new()),
            },
            Cargo::Closed => ("handoff.closed", json!({})),
            Cargo::Withdrawn => ("handoff.withdrawn", json!({})),
        };
        match by_words(talk.ask_any(post(delivery, kind, data))?) {
            DeliveryEnd::Accepted { ticket } => Ok(ticket),
            end => Err(Next::Done(end)),
        }
    }

    fn typing(&self, delivery: &Delivery<'_>, on: bool) -> Option<HttpRequest> {
        Some(post(delivery, "customer.typing", json!({ "on": on })))
    }

    /// There is nothing to look at: the receiver knows by the key of `handoff.created` whether it has it.
    fn find(&self, delivery: &Delivery<'_>, _: &mut Talk<'_>) -> Result<Option<String>, Next> {
        Ok(Some(delivery.handoff.reference.clone()))
    }

    fn signed_by(&self) -> Option<(Scheme, &'static str)> {
        Some((Scheme::StandardWebhooks, "secret"))
    }

    fn hear(&self, arrived: &Arrived, _: &site::Backend, _: &mut Talk<'_>) -> Result<Heard, Next> {
        let key = arrived.header("webhook-id").to_owned();
        Ok(match read(&arrived.body) {
            Ok((of, picture, told)) => Heard::News(vec![News { of, key, told, picture }]),
            Err(why) => Heard::NotUnderstood(why),
        })
    }
}

fn post(delivery: &Delivery<'_>, kind: &str, mut data: Value) -> HttpRequest {
    if let Some(object) = data.as_object_mut() {
        object.insert("conversation".to_owned(), json!(delivery.conversation.id));
        object.insert("reference".to_owned(), json!(delivery.handoff.reference));
    }
    let body = json!({ "type": kind, "timestamp": iso(delivery.handoff.at), "data": data });
    let mut request = HttpRequest::json("POST", delivery.var("url"), &body);
    let secret = delivery.backend.settings.get("secret").cloned().unwrap_or_default();
    request.sign = Some(Sign::StandardWebhooks { secret, id: delivery.key.to_owned() });
    request
}

fn read(body: &str) -> Result<(Of, String, Told), String> {
    let hook: Hook =
        serde_json::from_str(body).map_err(|error| format!("the body is not understood: {error}"))?;
    let name = hook.data.agent.name.trim().to_owned();
    if name.is_empty() {
        return Err("`data.agent.name` is empty: customers are told who speaks".to_owned());
    }
    let event = match hook.kind.as_str() {
        "agent.claimed" => Event::PersonClaimed { name },
        "agent.said" if !hook.data.text.trim().is_empty() => {
            Event::PersonSaid { name, text: plain::from_markdown(&hook.data.text) }
        }
        "agent.said" => return Err("`data.text` is empty".to_owned()),
        "agent.corrected" if hook.data.message.is_empty() => {
            return Err("`data.message` is empty: name the `webhook-id` of what was said".to_owned());
        }
        "agent.corrected" => {
            Event::PersonCorrected { message: hook.data.message, text: plain::from_markdown(&hook.data.text) }
        }
        "agent.typing" => {
            let told = Told::Typing { name, on: hook.data.on.unwrap_or(true) };
            return Ok((Of::Conversation(hook.data.conversation), String::new(), told));
        }
        "agent.closed" => Event::PersonClosed { name },
        "agent.handed-back" => Event::PersonHandedBack { name },
        other => {
            return Err(format!(
                "unknown type `{other}`: one of agent.said, agent.corrected, agent.typing, agent.claimed, agent.closed, agent.handed-back"
            ));
        }
    };
    Ok((Of::Conversation(hook.data.conversation), hook.data.agent.picture, Told::Event(Box::new(event))))
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
    #[serde(default)]
    message: String,
    #[serde(default)]
    on: Option<bool>,
}

#[derive(Deserialize)]
struct Agent {
    name: String,
    #[serde(default)]
    picture: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_webhook_that_makes_no_sense_says_what_is_wrong() {
        for body in
            ["", "[]", "{}", r#"{"type":"agent.said","data":{"conversation":"c","agent":{"name":" "}}}"#]
        {
            assert!(read(body).is_err_and(|why| !why.is_empty()), "{body}");
        }
        let said =
            r#"{"type":"agent.said","data":{"conversation":"c1","agent":{"name":"Sarah"},"text":"Hi"}}"#;
        let event = Event::PersonSaid { name: "Sarah".to_owned(), text: "Hi".to_owned() };
        let of = || Of::Conversation("c1".to_owned());
        assert_eq!(read(said), Ok((of(), String::new(), Told::Event(Box::new(event)))));
        let types =
            r#"{"type":"agent.typing","data":{"conversation":"c1","agent":{"name":"Sarah"},"on":false}}"#;
        let told = Told::Typing { name: "Sarah".to_owned(), on: false };
        assert_eq!(read(types), Ok((of(), String::new(), told)));
    }
}
