//! Small plain values that the log, the packet and the wire have in common.

use serde::{Deserialize, Serialize};

/// How a person can reach the customer outside the chat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub phone: String,
}

impl Contact {
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.email.is_empty() && self.phone.is_empty()
    }
}

/// One of the choices of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// A person, now
    Person,
    /// The assistant may go on
    Assistant,
}

/// A source of an answer, numbered from 1 in the order of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// Id of the article
    pub article: String,
    /// Title of the article
    pub title: String,
    /// The heading the passage stands under
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// The passage that was used, as Markdown
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub passage: String,
}
