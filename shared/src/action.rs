//! Actions: what the assistant may do besides answering, as the site's owner declared it in `site.toml`.
//!
//! An action is data: what it is for, what it needs to know ([`schema`]), where it is called ([`call`]). A rule, the
//! customer's words or a model may ask for one; whether it happens is decided in [`crate::conversation`], and what the
//! customer sees of it is one [`Card`].
//!
//! Invariants: the host of a call is a constant of the file, values are only ever values ([`call::request`]); a value
//! the schema does not allow is never sent; what the site vouches for is not asked, and cannot be said differently.
//! Absent on purpose: I/O, and any code of the owner.

pub mod call;
pub mod schema;

use crate::identity::Identity;
use crate::parts::{Card, Field};
use crate::policy::vocabulary::{List, Table, Vocabulary};
use crate::site::Site;
use schema::Schema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Values by the names of parameters.
pub type Arguments = BTreeMap<String, Value>;

/// Words for people by language; under the empty tag for every language.
pub type Told = BTreeMap<String, String>;

/// Something that can be done by calling an address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// Unique; the name of the tool a model sees
    pub name: String,
    pub title: Told,
    /// When to use it, in a sentence, for a model and for the owner
    pub when: String,
    /// What customers write when they mean it, as phrases ([`crate::policy::vocabulary`])
    pub asks: Vec<String>,
    pub parameters: Vec<Parameter>,
    pub method: String,
    /// Scheme and host are constants; `{name}` in path and query stands for a parameter
    pub url: String,
    /// Name of the secret that is sent as a bearer token
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Name of the secret that signs the call (Standard Webhooks)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign: Option<String>,
    /// Only for customers the site vouches for
    pub needs_identity: bool,
    /// Only once a person approved
    pub needs_approval: bool,
    /// Asked of the customer before it is done
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm: Option<Told>,
    /// What the customer is told once it is done; `{name}` and `{/pointer}` are filled in
    pub done: Told,
    /// What of the answer the card shows
    pub rows: Vec<Row>,
    /// Where in a refusal the reason stands, in words for customers
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Seconds it may take
    pub deadline: u32,
}

/// Something an action needs to know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    pub name: String,
    pub title: Told,
    pub schema: Schema,
    /// How it looks
    pub example: String,
    pub optional: bool,
    /// What the site's token says about it stands, and is not asked
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Claim>,
}

/// A claim of the site's token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Claim {
    Id,
    Email,
    Name,
}

/// A line of a card: a label, and where in the answer its value stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub label: Told,
    /// JSON pointer (RFC 6901)
    pub value: String,
}

/// How far an action has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The customer is asked for what it needs
    Form,
    /// The customer is asked whether to do it
    Confirm,
    /// A person is asked whether to do it
    Approval,
    /// The call is under way
    Running,
    Done,
    /// It was tried and did not succeed, or nobody knows whether it did
    Failed,
    /// It may not be done for this customer
    Forbidden,
    /// The customer or a person said no, or something else came between
    Canceled,
}

impl Stage {
    /// As it crosses the network, and as reports write it.
    pub fn word(self) -> &'static str {
        match self {
            Stage::Form => "form",
            Stage::Confirm => "confirm",
            Stage::Approval => "approval",
            Stage::Running => "running",
            Stage::Done => "done",
            Stage::Failed => "failed",
            Stage::Forbidden => "forbidden",
            Stage::Canceled => "canceled",
        }
    }

    /// Whether something may still come of it.
    pub fn open(self) -> bool {
        matches!(self, Stage::Form | Stage::Confirm | Stage::Approval | Stage::Running)
    }
}

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// With these values, by their pointers
    Done { values: BTreeMap<String, String> },
    /// The other side understood and said no, with a reason for the customer where it gave one
    Declined { reason: String, why: String },
    /// This may not be done
    Forbidden { why: String },
    /// Nobody knows what became of it
    Failed { why: String },
}

/// The text for a language, else for all, else the first.
pub fn told<'t>(words: &'t Told, language: &str) -> &'t str {
    let text = words.get(language).or_else(|| words.get("")).or_else(|| words.values().next());
    text.map_or("", String::as_str)
}

impl Action {
    /// What it is called, in a language.
    pub fn title(&self, language: &str) -> &str {
        told(&self.title, language)
    }

    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// Names of the secrets without which it cannot be called.
    pub fn secrets(&self) -> impl Iterator<Item = &str> {
        self.key.iter().chain(&self.sign).map(String::as_str)
    }

    /// What the site vouches for stands over whatever was said.
    pub fn vouched(&self, arguments: &mut Arguments, identity: Option<&Identity>) {
        let Some(identity) = identity else { return };
        for parameter in &self.parameters {
            let claim = match parameter.from {
                Some(Claim::Id) => &identity.id,
                Some(Claim::Email) => &identity.email,
                Some(Claim::Name) => &identity.name,
                None => continue,
            };
            match parameter.schema.read(claim) {
                Some(value) => arguments.insert(parameter.name.clone(), value),
                None => arguments.remove(&parameter.name),
            };
        }
    }

    /// What it still needs to know.
    pub fn missing(&self, arguments: &Arguments) -> Vec<&Parameter> {
        let lacks = |p: &&Parameter| !p.optional && !arguments.contains_key(&p.name);
        self.parameters.iter().filter(lacks).collect()
    }

    /// Values of parameters that stand in a message and are not known yet.
    pub fn found(&self, text: &str, known: &Arguments) -> Arguments {
        let new = self.parameters.iter().filter(|parameter| !known.contains_key(&parameter.name));
        let found = new.filter_map(|parameter| {
            let value = parameter.schema.find(text)?;
            Some((parameter.name.clone(), parameter.schema.read(&value)?))
        });
        found.collect()
    }

    /// What a model or a form gave: the values that are allowed, and the parameters whose value is not. What is no
    /// parameter is left out.
    pub fn checked(&self, given: &BTreeMap<String, Value>) -> (Arguments, Vec<&Parameter>) {
        let (mut good, mut wrong) = (Arguments::new(), Vec::new());
        for parameter in &self.parameters {
            let Some(value) = given.get(&parameter.name) else { continue };
            let text = match value {
                Value::Null => continue,
                Value::String(text) => text.trim().to_owned(),
                other => other.to_string(),
            };
            match parameter.schema.read(&text) {
                Some(value) => drop(good.insert(parameter.name.clone(), value)),
                None if text.is_empty() => {}
                None => wrong.push(parameter),
            }
        }
        (good, wrong)
    }

    /// The parameters as JSON Schema, for a model. Nothing is required: what the customer did not say is asked for, and
    /// a model that must give a value makes one up.
    pub fn json_schema(&self) -> Value {
        let properties: serde_json::Map<String, Value> = self
            .parameters
            .iter()
            .map(|parameter| (parameter.name.clone(), parameter.schema.json(told(&parameter.title, "en"))))
            .collect();
        serde_json::json!({ "type": "object", "properties": properties, "additionalProperties": false })
    }

    /// What the customer sees at a stage.
    pub fn card(
        &self,
        stage: Stage,
        arguments: &Arguments,
        text: String,
        say: &dyn Fn(&str) -> String,
        language: &str,
    ) -> Card {
        let said = |parameter: &Parameter| {
            let value = arguments.get(&parameter.name).map(schema::text)?;
            Some((told(&parameter.title, language).to_owned(), value))
        };
        let rows = match stage {
            Stage::Confirm | Stage::Approval => self.parameters.iter().filter_map(said).collect(),
            _ => Vec::new(),
        };
        let fields = match stage {
            Stage::Form => {
                self.parameters.iter().map(|parameter| field(parameter, arguments, language)).collect()
            }
            _ => Vec::new(),
        };
        let (go, cancel) = match stage {
            Stage::Form => (say("action-send"), say("action-cancel")),
            Stage::Confirm => (say("action-yes"), say("action-no")),
            _ => (String::new(), String::new()),
        };
        let (title, state) = (self.title(language).to_owned(), stage.word().to_owned());
        Card { title, text, rows, fields, state, go, cancel }
    }

    /// The finished card: the owner's sentence and rows, with the values of the answer.
    pub fn finished(&self, arguments: &Arguments, values: &BTreeMap<String, String>, language: &str) -> Card {
        let mut text = told(&self.done, language).to_owned();
        for (name, value) in arguments {
            text = text.replace(&format!("{{{name}}}"), &schema::text(value));
        }
        for pointer in self.pointers() {
            let value = values.get(pointer).map_or("", String::as_str);
            text = text.replace(&format!("{{{pointer}}}"), value);
        }
        let row = |row: &Row| {
            let value = values.get(&row.value).filter(|value| !value.is_empty())?;
            Some((told(&row.label, language).to_owned(), value.clone()))
        };
        let rows = self.rows.iter().filter_map(row).collect();
        let (title, state) = (self.title(language).to_owned(), Stage::Done.word().to_owned());
        Card { title, text, rows, state, ..Card::default() }
    }

    /// Every pointer into the answer that is shown.
    pub fn pointers(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.rows.iter().map(|row| row.value.as_str()).collect();
        for text in self.done.values() {
            let gaps = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(gap, _)| gap);
            all.extend(gaps.filter(|gap| gap.starts_with('/')));
        }
        all
    }
}

/// The field of a form that asks for it.
pub fn field(parameter: &Parameter, arguments: &Arguments, language: &str) -> Field {
    Field {
        name: parameter.name.clone(),
        label: told(&parameter.title, language).to_owned(),
        kind: parameter.schema.input().to_owned(),
        value: arguments.get(&parameter.name).map(schema::text).unwrap_or_default(),
        hint: parameter.example.clone(),
        options: parameter.schema.one_of.clone(),
        optional: parameter.optional,
    }
}

/// The action of this name, if it may be called here.
pub fn named<'s>(site: &'s Site, ready: &[String], name: &str) -> Option<&'s Action> {
    site.actions.iter().find(|action| action.name == name && ready.contains(&action.name))
}

/// The action that a message asks for by its phrases: the one with the longest. One that changes something is meant
/// only by who wants it done: how it is done, an article says.
pub fn meant<'s>(site: &'s Site, ready: &[String], text: &str, wants_it_done: bool) -> Option<&'s Action> {
    let able = |action: &&Action| {
        ready.contains(&action.name) && (wants_it_done || action.method == "GET") && !action.asks.is_empty()
    };
    let actions: Vec<&Action> = site.actions.iter().filter(able).collect();
    if actions.is_empty() {
        return None;
    }
    let list = |action: &&Action| List {
        table: Table::Words,
        name: action.name.clone(),
        phrases: action.asks.clone(),
    };
    let vocabulary = Vocabulary::new(actions.iter().map(list).collect());
    let mut text = text.to_owned();
    crate::page::cut(&mut text, 2_000);
    let places = vocabulary.find(&crate::detect::normalize::fold(&text));
    let best = places.iter().max_by_key(|place| (place.len, std::cmp::Reverse(place.list)))?;
    actions.get(best.list).copied()
}

#[cfg(test)]
pub(crate) mod tests;
