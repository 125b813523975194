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

/// What a customer who waits may pick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Arrangement {
    /// To wait here after all
    Wait,
    /// To be called at a time that was offered; 0 for as soon as possible
    Callback { at: u64, phone: String },
    /// An answer by e-mail
    Email { email: String },
    /// To leave it with the team
    Ticket,
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

/// Something being done for the customer, or done, as a card of the chat. The same for every action there is: what it
/// says is decided here, the chat only draws it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    pub title: String,
    /// One or two sentences, plain
    pub text: String,
    /// Label and value
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<(String, String)>,
    /// What the customer is asked for
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// `form`, `confirm`, `running`, `approval`, `done`, `failed`, `forbidden` or `canceled`
    pub state: String,
    /// Words of the button that goes on; empty where there is nothing to go on with
    #[serde(skip_serializing_if = "String::is_empty")]
    pub go: String,
    /// Words of the button that stops it; empty where it cannot be stopped
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cancel: String,
}

/// One thing a card asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Field {
    pub name: String,
    pub label: String,
    /// The type of the `<input>`: `text`, `email`, `number` or `date`
    pub kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// What it looks like, as in `DK-20441`
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// One of these, where it is one of a few
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
}

/// Whom a question how it was is about: never both at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum About {
    Assistant,
    Person,
}

/// What was filled into a form, by name. A list, in the order of the form: the chat has no other use for a map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, String)> for Fields {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(fields: T) -> Self {
        Self(fields.into_iter().collect())
    }
}

impl Serialize for Fields {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let map = std::collections::BTreeMap::deserialize(from)?;
        Ok(map.into_iter().collect())
    }
}

/// A file that one side gave the other, as the record has it. The bytes are kept beside the log, under `id`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Attachment {
    /// Names the bytes within their conversation; gives no access
    pub id: String,
    /// As the sender called it, made safe; for people, and says nothing about what it is
    pub name: String,
    /// What its first bytes show, as in `image/png`
    pub kind: String,
    pub bytes: u64,
    /// Pixels of an image, so that its place is kept before it arrives; 0 where unknown
    #[serde(skip_serializing_if = "is_zero")]
    pub width: u32,
    #[serde(skip_serializing_if = "is_zero")]
    pub height: u32,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}
