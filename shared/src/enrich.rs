//! What other tools know of the customer, looked up at the moment of the handoff: in parallel, under one deadline, beside
//! the packet. The customer's receipt never waits for it; what comes is added to the ticket that is there already, and
//! what does not come says why.
//!
//! Only for somebody the site vouches for, or, where the owner says so, for the address a customer states: a stranger
//! who types another's address must not have that person's records told to anybody who reads the ticket as theirs.

mod hubspot;
mod stripe;
mod zendesk;

use crate::backend::talk::{Next, Talk};
use crate::conversation::Conversation;
use crate::date;
use crate::log::Ms;
use crate::packet::render::{Form, escape, one_line};
use crate::site::{Enrichment, Identified};
use crate::tool::Tool;
use serde::{Deserialize, Serialize};

/// A name of a setting, and what its variable holds.
pub type Setting = (&'static str, &'static str);

/// A tool that knows customers.
pub trait Enricher: Sync {
    /// Its name in `site.toml`: `kind = "…"`
    fn kind(&self) -> &'static str;

    /// What it is, in a sentence, for the docs
    fn means(&self) -> &'static str;

    fn settings(&self) -> &'static [Setting];

    fn options(&self) -> &'static [Setting] {
        &[]
    }

    /// What it knows; an empty list is nobody it knows.
    fn look(&self, who: &Who, tool: Tool<'_>, talk: &mut Talk<'_>) -> Result<Vec<Fact>, Next>;
}

/// Every enricher there is, in the order of the docs.
pub const ENRICHERS: &[&dyn Enricher] = &[&hubspot::HubSpot, &stripe::Stripe, &zendesk::Zendesk];

pub fn of_kind(kind: &str) -> Option<&'static dyn Enricher> {
    ENRICHERS.iter().find(|enricher| enricher.kind() == kind).copied()
}

/// Who is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    pub email: String,
    pub now: Ms,
}

/// One thing a tool knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fact {
    pub label: String,
    pub text: String,
}

/// What a tool knows, or why it says nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Known {
    /// Its name in `site.toml`
    pub source: String,
    pub facts: Vec<Fact>,
    /// Empty where it answered
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

impl Known {
    /// One line for people.
    pub fn line(&self) -> String {
        if !self.why.is_empty() {
            return format!("{}: nothing, {}", self.source, self.why);
        }
        let facts: Vec<String> =
            self.facts.iter().map(|fact| format!("{} {}", fact.label, fact.text)).collect();
        format!("{}: {}", self.source, facts.join("; "))
    }
}

/// Whom to look up, or why nobody.
pub fn who(conversation: &Conversation, rules: Enrichment, now: Ms) -> Result<Who, &'static str> {
    let vouched = conversation.identity.as_ref().map(|identity| identity.email.as_str());
    let stated = conversation.contact.email.as_str();
    let email = match (vouched, rules.identity) {
        (Some(email), _) if !email.is_empty() => email,
        (_, Identified::Stated) if !stated.is_empty() => stated,
        (Some(_), _) => return Err("the site vouches for the customer without an e-mail address"),
        (None, Identified::Verified) if !stated.is_empty() => {
            return Err("the customer states an address that nobody vouches for");
        }
        (None, _) => return Err("there is no e-mail address to look for"),
    };
    Ok(Who { email: email.trim().to_lowercase(), now })
}

/// A fact, if there is one: words of the tool, on one line and not too long.
fn fact(label: &str, text: &str) -> Option<Fact> {
    let text = escape(&one_line(text), Form::Plain, 300);
    (!text.is_empty()).then(|| Fact { label: label.to_owned(), text })
}

/// A day, of milliseconds.
fn day(ms: Ms) -> String {
    date::iso(ms).chars().take(10).collect()
}

#[cfg(test)]
mod tests;
