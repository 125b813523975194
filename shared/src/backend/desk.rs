//! The built-in desk: local, needs nobody else, always the last of the route.
//!
//! Its requests go to the Desk object under the address `desk:` and never leave the Worker.

use super::{Backend, Delivery};
use crate::conversation::Cargo;
use crate::http::HttpRequest;
use crate::packet::packet;
use crate::view;

pub struct Desk;

impl Backend for Desk {
    fn kind(&self) -> &'static str {
        "desk"
    }

    fn means(&self) -> &'static str {
        "The desk that comes with Baton: agents read the packet and reply on a page of the Worker itself."
    }

    fn settings(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }

    /// Packet and contact details put or renew a card in the list; what is said is read in the conversation itself.
    fn request(&self, delivery: &Delivery<'_>) -> Option<HttpRequest> {
        let card = || {
            let packet = packet(delivery.conversation, delivery.handoff, delivery.site);
            view::card(delivery.conversation, delivery.handoff, &packet)
        };
        let (path, body) = match delivery.cargo {
            Cargo::Packet | Cargo::Contact { .. } | Cargo::Claimed => {
                ("put", serde_json::to_string(&card()).ok()?)
            }
            Cargo::Closed => ("close", serde_json::to_string(&card()).ok()?),
            Cargo::Said { .. } => return None,
        };
        Some(HttpRequest {
            method: "POST".to_owned(),
            url: format!("desk:/{path}"),
            headers: Vec::new(),
            body,
            sign: None,
        })
    }
}
