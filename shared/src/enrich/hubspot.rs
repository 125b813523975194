//! HubSpot: contact, company, owner and deals. Mapping after hubspot-api-client (CRM v3 objects: search of contacts and
//! deals) and developers.hubspot.com ("Owners"). Scopes: `crm.objects.contacts.read`, `crm.objects.deals.read`,
//! `crm.objects.owners.read`; what a scope is missing for is left out.

use super::{Enricher, Fact, Setting, Who, fact};
use crate::backend::talk::{Next, Talk, id, success};
use crate::http::{HttpRequest, encode};
use crate::tool::Tool;
use serde_json::{Value, json};

pub struct HubSpot;

const API: &str = "https://api.hubapi.com";
/// The newest deals: a person reads no more.
const DEALS: usize = 3;

impl Enricher for HubSpot {
    fn kind(&self) -> &'static str {
        "hubspot"
    }

    fn means(&self) -> &'static str {
        "HubSpot: the contact with company, stage and owner, and the newest deals."
    }

    fn settings(&self) -> &'static [Setting] {
        &[("token", "the access token of a private app")]
    }

    fn options(&self) -> &'static [Setting] {
        &[("url", "another address of the API")]
    }

    fn look(&self, who: &Who, tool: Tool<'_>, talk: &mut Talk<'_>) -> Result<Vec<Fact>, Next> {
        let search = json!({
            "filterGroups": [{ "filters": [{ "propertyName": "email", "operator": "EQ", "value": who.email }] }],
            "properties": ["firstname", "lastname", "company", "jobtitle", "lifecyclestage", "hubspot_owner_id"],
            "limit": 1,
        });
        let found = talk.ask(request("POST", "/crm/v3/objects/contacts/search", Some(&search), tool))?;
        let Some(contact) = found["results"].as_array().and_then(|all| all.first()) else {
            return Ok(Vec::new());
        };
        let has = |key: &str| contact["properties"][key].as_str().unwrap_or("");
        let mut facts: Vec<Fact> = [
            fact("contact", &format!("{} {}", has("firstname"), has("lastname"))),
            fact("company", has("company")),
            fact("role", has("jobtitle")),
            fact("stage", has("lifecyclestage")),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !has("hubspot_owner_id").is_empty() {
            let path = format!("/crm/v3/owners/{}", encode(has("hubspot_owner_id")));
            if let Ok(owner) = success(talk.ask_any(request("GET", &path, None, tool))?) {
                let part = |key: &str| owner[key].as_str().unwrap_or("").to_owned();
                facts.extend(fact(
                    "owner",
                    &format!("{} {} {}", part("firstName"), part("lastName"), part("email")),
                ));
            }
        }
        let search = json!({
            "filterGroups": [{ "filters": [{
                "propertyName": "associations.contact", "operator": "EQ", "value": id(&contact["id"])?,
            }]}],
            "properties": ["dealname", "amount", "dealstage", "closedate"],
            "sorts": [{ "propertyName": "createdate", "direction": "DESCENDING" }],
            "limit": DEALS,
        });
        if let Ok(deals) =
            success(talk.ask_any(request("POST", "/crm/v3/objects/deals/search", Some(&search), tool))?)
        {
            for deal in deals["results"].as_array().into_iter().flatten().take(DEALS) {
                let has = |key: &str| deal["properties"][key].as_str().unwrap_or("");
                let amount =
                    if has("amount").is_empty() { String::new() } else { format!(", {}", has("amount")) };
                facts.extend(fact("deal", &format!("{} ({}{amount})", has("dealname"), has("dealstage"))));
            }
        }
        Ok(facts)
    }
}

fn request(method: &str, path: &str, body: Option<&Value>, tool: Tool<'_>) -> HttpRequest {
    Tool::request(method, &format!("{}{path}", tool.base(API)), body)
        .with("authorization", format!("Bearer {}", tool.secret("token")))
}
