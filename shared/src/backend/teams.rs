//! Microsoft Teams: a card per handoff in a channel. One way; the card links to the desk.
//!
//! Mapping after the Adaptive Cards 1.5 schema and the Teams documentation of incoming webhooks and the Workflows
//! trigger "When a Teams webhook request is received". Teams has no idempotency and nothing to look up: after a crash
//! between sending and hearing back the card comes a second time, with the same reference.

use super::talk::{Next, Talk, by_status, impossible};
use super::{Backend, Delivery, Setting, Words};
use crate::conversation::{Cargo, DeliveryEnd};
use crate::http::{FillKind, HttpRequest};
use crate::packet::render::{self, Form};
use serde_json::{Value, json};

pub struct Teams;

/// A message holds 28 kB.
const MESSAGE: usize = 26_000;

impl Backend for Teams {
    fn kind(&self) -> &'static str {
        "teams"
    }

    fn means(&self) -> &'static str {
        "Microsoft Teams: a card per handoff in a channel, one way; people answer at the desk, which the card links to."
    }

    fn settings(&self) -> &'static [Setting] {
        &[
            ("url", "the address of the channel's workflow or incoming webhook"),
            ("desk", "the address of this Worker, for the link to the desk"),
        ]
    }

    fn unasked(&self) -> &'static str {
        "a Teams workflow answers nothing but cards: `cargo xtask backend try NAME` sends one to the channel"
    }

    fn mapping(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("goal, reference, priority", "title of an Adaptive Card"),
            ("briefing", "text blocks"),
            ("conversation", "the card's link to the desk"),
            ("what the customer says later", "a card of its own"),
        ]
    }

    fn deliver(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
        let reference = &delivery.handoff.reference;
        let texts = match (delivery.cargo, delivery.words()) {
            (Cargo::Packet, _) => {
                let packet = delivery.packet();
                let mut texts = vec![render::escape(&render::title(&packet, 200), Form::Markdown, 400)];
                texts.extend(render::briefing(&packet, Form::Markdown, 900));
                texts
            }
            (_, Some((_, words))) => {
                let who = if matches!(words, Words::Said(_)) { "The customer wrote" } else { "News" };
                vec![format!("\\[{reference}\\] {who}"), render::escape(words.text(), Form::Markdown, 8_000)]
            }
            (Cargo::Closed, _) => vec![format!("\\[{reference}\\] Closed")],
            _ => return Ok(String::new()),
        };
        let answer = talk.ask_any(card(delivery, texts))?;
        // The older connector says 200 and puts what went wrong into words; `1` is its yes.
        let failed = answer.body.contains("failed") || answer.body.contains("error");
        match by_status(answer, String::new()) {
            DeliveryEnd::Accepted { .. } if failed && answer.body.contains("429") => {
                let why = "it took the card and then said that too many came".to_owned();
                Err(Next::Done(DeliveryEnd::Refused { why, after: Some(30_000) }))
            }
            DeliveryEnd::Accepted { .. } if failed => {
                Err(impossible("it took the card and then said that it failed: check the workflow's runs"))
            }
            DeliveryEnd::Accepted { ticket } => Ok(ticket),
            end => Err(Next::Done(end)),
        }
    }
}

/// A card of these texts, the first in bold; the last ones are left out where it would be too long.
fn card(delivery: &Delivery<'_>, mut texts: Vec<String>) -> HttpRequest {
    loop {
        let mut blocks: Vec<Value> = texts
            .iter()
            .map(|text| json!({ "type": "TextBlock", "text": text.trim_end(), "wrap": true }))
            .collect();
        if let Some(first) = blocks.first_mut() {
            first["weight"] = json!("Bolder");
            first["size"] = json!("Medium");
        }
        let body = json!({
            "type": "message",
            "attachments": [{
                "contentType": "application/vnd.microsoft.card.adaptive",
                "content": {
                    "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                    "type": "AdaptiveCard",
                    "version": "1.4",
                    "body": blocks,
                    "actions": [{ "type": "Action.OpenUrl", "title": "Open at the desk", "url": "" }],
                },
            }],
        });
        let mut request = HttpRequest::json("POST", delivery.var("url"), &body);
        if request.body.len() > MESSAGE && texts.len() > 1 {
            texts.pop();
            continue;
        }
        let conversation = &delivery.conversation.id;
        delivery.fill(
            &mut request,
            "/attachments/0/content/actions/0/url",
            "desk",
            FillKind::Before(format!("/desk/#c/{conversation}")),
        );
        return request;
    }
}
