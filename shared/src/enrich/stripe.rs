//! Stripe: the customer, subscriptions, and the last charges, failed ones too. Mapping after Stripe's OpenAPI ("List all
//! customers", "List subscriptions", "List all charges"). Only reads; a restricted key with read access to customers,
//! subscriptions and charges is enough. Nothing of a card is taken over.

use super::{Enricher, Fact, Setting, Who, day, fact};
use crate::backend::talk::{Next, Talk, id, success};
use crate::http::{HttpRequest, encode};
use crate::tool::Tool;
use serde_json::Value;

pub struct Stripe;

const API: &str = "https://api.stripe.com";
const NEWEST: usize = 3;

impl Enricher for Stripe {
    fn kind(&self) -> &'static str {
        "stripe"
    }

    fn means(&self) -> &'static str {
        "Stripe: since when somebody is a customer, subscriptions, and the last three charges, failed ones too."
    }

    fn settings(&self) -> &'static [Setting] {
        &[("key", "a restricted key that may read customers, subscriptions and charges")]
    }

    fn options(&self) -> &'static [Setting] {
        &[("url", "another address of the API")]
    }

    fn look(&self, who: &Who, tool: Tool<'_>, talk: &mut Talk<'_>) -> Result<Vec<Fact>, Next> {
        let path = format!("/v1/customers?email={}&limit=1", encode(&who.email));
        let found = talk.ask(request(&path, tool))?;
        let Some(customer) = found["data"].as_array().and_then(|all| all.first()) else {
            return Ok(Vec::new());
        };
        let mut facts: Vec<Fact> = Vec::new();
        if let Some(since) = customer["created"].as_u64() {
            facts.extend(fact("customer since", &day(since * 1000)));
        }
        if customer["delinquent"] == Value::Bool(true) {
            facts.extend(fact("invoices", "the last payment is overdue"));
        }
        let customer = encode(&id(&customer["id"])?);
        let path = format!("/v1/subscriptions?customer={customer}&status=all&limit={NEWEST}");
        if let Ok(all) = success(talk.ask_any(request(&path, tool))?) {
            facts.extend(list(&all).filter_map(subscription));
        }
        let path = format!("/v1/charges?customer={customer}&limit={NEWEST}");
        if let Ok(all) = success(talk.ask_any(request(&path, tool))?) {
            facts.extend(list(&all).filter_map(charge));
        }
        Ok(facts)
    }
}

fn list(all: &Value) -> impl Iterator<Item = &Value> {
    all["data"].as_array().into_iter().flatten().take(NEWEST)
}

fn subscription(one: &Value) -> Option<Fact> {
    let price = one.pointer("/items/data/0/price").unwrap_or(&Value::Null);
    let name = price["nickname"].as_str().filter(|name| !name.is_empty()).or(price["lookup_key"].as_str());
    let every =
        price["recurring"]["interval"].as_str().map(|every| format!(" a {every}")).unwrap_or_default();
    let costs = money(&price["unit_amount"], &price["currency"]).map(|sum| format!(", {sum}{every}"));
    let until = one["current_period_end"].as_u64().map(|until| format!(", paid until {}", day(until * 1000)));
    let ends = if one["cancel_at_period_end"] == Value::Bool(true) { ", then it ends" } else { "" };
    fact(
        "subscription",
        &format!(
            "{} ({}{}{}{ends})",
            name.unwrap_or("plan"),
            one["status"].as_str().unwrap_or("?"),
            costs.unwrap_or_default(),
            until.unwrap_or_default(),
        ),
    )
}

fn charge(one: &Value) -> Option<Fact> {
    let sum = money(&one["amount"], &one["currency"])?;
    let at = one["created"].as_u64().map(|at| day(at * 1000)).unwrap_or_default();
    let state = one["status"].as_str().unwrap_or("?");
    let why = one["failure_message"].as_str().or(one["failure_code"].as_str());
    let why = why.map(|why| format!(": {why}")).unwrap_or_default();
    let refunded = if one["refunded"] == Value::Bool(true) { ", refunded" } else { "" };
    fact("charge", &format!("{at} {sum} {state}{why}{refunded}"))
}

/// Sums are in the smallest unit; a few currencies have none but the whole (docs.stripe.com/currencies).
fn money(amount: &Value, currency: &Value) -> Option<String> {
    const WHOLE: [&str; 16] = [
        "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "ugx", "vnd", "vuv", "xaf",
        "xof", "xpf",
    ];
    let (amount, currency) = (amount.as_i64()?, currency.as_str()?);
    let upper = currency.to_uppercase();
    if WHOLE.contains(&currency) {
        return Some(format!("{amount} {upper}"));
    }
    Some(format!("{}.{:02} {upper}", amount / 100, (amount % 100).abs()))
}

fn request(path: &str, tool: Tool<'_>) -> HttpRequest {
    Tool::request("GET", &format!("{}{path}", tool.base(API)), None)
        .with("authorization", format!("Bearer {}", tool.secret("key")))
}
