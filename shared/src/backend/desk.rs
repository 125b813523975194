//! The built-in desk: local, needs nobody else, always the last of the route.
//!
//! Its requests go to the Desk object under the address `desk:` and never leave the Worker.

use super::talk::{Next, Talk, by_status};
use super::{Backend, Delivery, Setting};
use crate::conversation::{Cargo, DeliveryEnd};
use crate::http::HttpRequest;
use crate::view;

pub struct Desk;

impl Backend for Desk {
    fn kind(&self) -> &'static str {
        "desk"
    }

    fn means(&self) -> &'static str {
        "The desk that comes with Baton: agents read the packet and reply on a page of the Worker itself."
    }

    fn settings(&self) -> &'static [Setting] {
        &[]
    }

    fn unasked(&self) -> &'static str {
        "it is in the Worker itself: where the Worker is, it is"
    }

    fn mapping(&self) -> &'static [(&'static str, &'static str)] {
        &[("packet", "a card in the list; the briefing and the whole transcript beside the conversation")]
    }

    /// Packet and contact details put or renew a card in the list; what is said is read in the conversation itself.
    fn deliver(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
        let path = match delivery.cargo {
            Cargo::Packet | Cargo::Contact { .. } | Cargo::Claimed => "put",
            Cargo::Closed | Cargo::Withdrawn => "close",
            Cargo::Said { .. } | Cargo::Late { .. } | Cargo::Bug | Cargo::Alarm => return Ok(String::new()),
        };
        let card = view::card(delivery.conversation, delivery.handoff, &delivery.packet());
        let mut request = HttpRequest::new("POST", format!("desk:/{path}"));
        request.body = serde_json::to_string(&card).unwrap_or_default();
        match by_status(talk.ask_any(request)?, String::new()) {
            DeliveryEnd::Accepted { ticket } => Ok(ticket),
            end => Err(Next::Done(end)),
        }
    }
}
