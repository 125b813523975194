//! The demo shop's own small system, as far as the three actions of `site/site.toml` need one: a fixed customer with two
//! orders, and answers a real shop would give. It keeps nothing: what it makes is derived from the call's key, so that
//! the same call made twice does one thing.

use crate::identity::Identity;
use serde_json::{Value, json};

/// Name of the secret that the demo's calls are signed with.
pub const SECRET: &str = "ACTION_SECRET";

const EMAIL: &str = "ines.maes@mail.example";

/// What the shop answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
}

struct Order {
    number: &'static str,
    items: &'static str,
    state: &'static str,
    arrives: &'static str,
    /// It has arrived, so that it can be sent back
    here: bool,
}

const ORDERS: [Order; 2] = [
    Order {
        number: "DK-20441",
        items: "Osier pendant, Ember bulbs",
        state: "On its way",
        arrives: "in 1 to 2 business days",
        here: false,
    },
    Order {
        number: "DK-20418",
        items: "Mora table lamp",
        state: "Delivered",
        arrives: "it has arrived",
        here: true,
    },
];

impl Answer {
    fn ok(body: Value) -> Self {
        Self { status: 200, body }
    }

    fn no(status: u16, message: &str) -> Self {
        Self { status, body: json!({ "message": message }) }
    }

    /// To a call without a signature that fits.
    pub fn refused(why: &str) -> Self {
        Self::no(401, why)
    }
}

/// The customer of the account pages; another kind of account where the page asks for one.
pub fn customer(asked: &str) -> Identity {
    let tier = if asked.contains("trade") { "trade" } else { "home" };
    let text = |text: &str| text.to_owned();
    Identity { id: text("cus_2041"), email: text(EMAIL), name: text("Ines Maes"), tier: text(tier) }
}

/// Answers a call. `key` is that of the call, the same over all tries.
pub fn answer(method: &str, path: &str, query: &[(String, String)], body: &str, key: &str) -> Answer {
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    let asked = |name: &str| {
        let queried = query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        queried.or_else(|| body[name].as_str()).unwrap_or_default().trim().to_lowercase()
    };
    let order = |number: &str| {
        let number = number.to_uppercase();
        let own = asked("email") == EMAIL;
        ORDERS.iter().find(|order| order.number == number && own)
    };
    const UNKNOWN: &str = "There is no order of that number under this email address. Please check both.";
    match (method, path.split_once('/').unwrap_or((path, ""))) {
        ("GET", ("orders", number)) => match order(number) {
            Some(order) => Answer::ok(json!({
                "order": order.number, "items": order.items, "state": order.state, "arrives": order.arrives,
            })),
            None => Answer::no(404, UNKNOWN),
        },
        ("POST", ("returns", "")) => match order(&asked("order")) {
            None => Answer::no(404, UNKNOWN),
            Some(order) if !order.here => Answer::no(
                409,
                "This order has not arrived yet, so it cannot be sent back. You can start the return once it is there.",
            ),
            Some(order) => Answer::ok(json!({
                "number": format!("RT-{}", &crate::site::hash(key).to_uppercase()[..5]),
                "items": order.items, "label": "by email, within 10 minutes", "until": "14 days from today",
            })),
        },
        // The same to everybody: who has an account is nobody else's business.
        ("POST", ("password-reset", "")) => Answer::ok(json!({ "valid": "60 minutes" })),
        _ => Answer::no(405, "no such call"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(number: &str, email: &str) -> u16 {
        let query = [("email".to_owned(), email.to_owned())];
        answer("GET", &format!("orders/{number}"), &query, "", "k").status
    }

    #[test]
    fn an_order_is_shown_to_who_knows_its_number_and_its_address() {
        assert_eq!(order("DK-20441", EMAIL), 200);
        assert_eq!(order("dk-20441", "Ines.Maes@mail.example"), 200);
        assert_eq!(order("DK-20441", "somebody@else.example"), 404);
        assert_eq!(order("DK-99999", EMAIL), 404);
    }

    #[test]
    fn the_same_call_made_twice_starts_one_return() {
        let body = format!("{{\"order\":\"DK-20418\",\"email\":\"{EMAIL}\",\"reason\":\"changed my mind\"}}");
        let made = |key: &str| answer("POST", "returns", &[], &body, key);
        assert_eq!(made("k1"), made("k1"));
        assert_ne!(made("k1"), made("k2"));
        assert_eq!(answer("POST", "returns", &[], "not json", "k").status, 404);
    }
}
