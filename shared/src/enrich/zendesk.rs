//! Zendesk: open and recent tickets of the customer, and how often they wrote in the last seven days. Mapping after
//! Zendesk's OpenAPI of the Support API ("List search results").

use super::{Enricher, Fact, Setting, Who, fact};
use crate::backend::talk::{Next, Talk};
use crate::date;
use crate::http::{Sign, encode};
use crate::tool::Tool;
use serde_json::Value;

pub struct Zendesk;

const WEEK: u64 = 7 * 86_400_000;
const NEWEST: usize = 3;

impl Enricher for Zendesk {
    fn kind(&self) -> &'static str {
        "zendesk"
    }

    fn means(&self) -> &'static str {
        "Zendesk: open and recent tickets, and how often the customer wrote in the last seven days."
    }

    fn settings(&self) -> &'static [Setting] {
        &[
            ("url", "the address of your Zendesk, as in `https://acme.zendesk.com`"),
            ("email", "the e-mail address of the agent the token belongs to"),
            ("token", "an API token"),
        ]
    }

    fn look(&self, who: &Who, tool: Tool<'_>, talk: &mut Talk<'_>) -> Result<Vec<Fact>, Next> {
        // Quoted, so that an address is one word of the query, whatever stands in it.
        let query = encode(&format!("type:ticket requester:\"{}\"", who.email.replace(['"', '\\'], "")));
        let path = format!("/api/v2/search?query={query}&sort_by=created_at&sort_order=desc");
        let mut request = Tool::request("GET", &format!("{}{path}", tool.var("url")), None);
        request.sign = Some(Sign::Basic {
            user: format!("{}/token", tool.var("email")),
            password: tool.secret("token"),
        });
        let found = talk.ask(request)?;
        let tickets: Vec<&Value> = found["results"].as_array().into_iter().flatten().collect();
        if tickets.is_empty() {
            return Ok(Vec::new());
        }
        let is_open =
            |ticket: &&&Value| matches!(ticket["status"].as_str(), Some("new" | "open" | "pending" | "hold"));
        let made = |ticket: &Value| ticket["created_at"].as_str().and_then(date::from_iso).unwrap_or(0);
        let open = tickets.iter().filter(is_open).count();
        let lately = tickets.iter().filter(|ticket| made(ticket) + WEEK >= who.now).count();
        let mut facts: Vec<Fact> = [
            fact("open tickets", &open.to_string()),
            fact("tickets in the last seven days", &lately.to_string()),
        ]
        .into_iter()
        .flatten()
        .collect();
        for ticket in tickets.iter().take(NEWEST) {
            let text = |key: &str| ticket[key].as_str().unwrap_or("");
            let day: String = text("created_at").chars().take(10).collect();
            let number = &ticket["id"];
            facts
                .extend(fact("ticket", &format!("#{number} {day} {} ({})", text("subject"), text("status"))));
        }
        Ok(facts)
    }
}
