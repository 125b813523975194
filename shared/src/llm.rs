//! Who may write the assistant's answers, and what becomes of what they write.
//!
//! A provider is a mapping: our prompt to a request, its bytes to our pieces. One provider a file; a new one is a file
//! here and a line in [`PROVIDERS`], and site checks, docs and tests find it there. Whatever it writes goes through
//! [`answer`], which shows a sentence only after [`grounding`] found it in a source.
//!
//! Absent on purpose: any I/O, and trust in what a model says about its sources.

pub mod answer;
mod anthropic;
pub mod breaker;
pub mod budget;
pub mod decode;
pub mod extractive;
pub mod grounding;
mod openai_chat;
mod openai_responses;
mod refusal;
pub mod sse;
mod workers_ai;

pub use refusal::refusal;
pub use workers_ai::BINDING;

use crate::http::HttpRequest;
use crate::site;
use decode::{Fault, News, Protocol};
use serde_json::{Value, json};

/// The embedded answerer: from the knowledge alone, needs no key and no network.
pub const EXTRACTIVE: &str = "extractive";

/// What a model is asked, whoever it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// Persona and rules
    pub system: String,
    /// The conversation, oldest first; the first and the last are the customer's, and no two in a row have one voice
    pub messages: Vec<Message>,
    /// What it may ask to be done instead of answering
    pub tools: Vec<Tool>,
}

/// An action, as a model is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    pub name: String,
    pub when: String,
    /// JSON Schema of its parameters
    pub parameters: Value,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub voice: Voice,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    Customer,
    Assistant,
}

/// A setting of `[[provider]]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    pub key: &'static str,
    pub means: &'static str,
    pub holds: Holds,
}

/// What a setting holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// An `https` address, with the one used where none is given
    Address(&'static str),
    /// A word, which must be given
    Word,
    /// The name of a secret. A provider whose secret is not set is left out
    Secret,
    /// The same where none may be needed
    OptionalSecret,
}

/// Somebody who writes answers.
pub trait Provider: Sync {
    /// Its name in `site.toml`: `kind = "…"`
    fn kind(&self) -> &'static str;

    /// What it is, in a sentence, for the docs
    fn means(&self) -> &'static str;

    fn settings(&self) -> &'static [Setting];

    /// What to send; nothing where nobody is asked.
    fn request(&self, configured: &site::Provider, prompt: &Prompt) -> Option<HttpRequest>;

    /// A reader for one stream of answers.
    fn protocol(&self) -> Box<dyn Protocol>;

    /// The binding of the Worker it is reached by, where it is not by address.
    fn binding(&self, _configured: &site::Provider) -> Option<&'static str> {
        None
    }
}

/// Every provider there is, in the order of the docs.
pub const PROVIDERS: &[&dyn Provider] = &[
    &openai_chat::OpenaiChat,
    &openai_responses::OpenaiResponses,
    &anthropic::Anthropic,
    &workers_ai::WorkersAi,
    &Embedded,
];

/// The provider of a kind.
pub fn of_kind(kind: &str) -> Option<&'static dyn Provider> {
    PROVIDERS.iter().find(|provider| provider.kind() == kind).copied()
}

/// [`extractive`], which nobody has to be asked for.
struct Embedded;

impl Provider for Embedded {
    fn kind(&self) -> &'static str {
        EXTRACTIVE
    }

    fn means(&self) -> &'static str {
        "The embedded answerer: passages of the help articles, word for word, with their source. Always there, and last."
    }

    fn settings(&self) -> &'static [Setting] {
        &[]
    }

    fn request(&self, _: &site::Provider, _: &Prompt) -> Option<HttpRequest> {
        None
    }

    fn protocol(&self) -> Box<dyn Protocol> {
        Box::new(Silence)
    }
}

/// A stream nobody sends.
struct Silence;

impl Protocol for Silence {
    fn read(&mut self, _: &sse::Event, out: &mut Vec<News>) {
        out.push(News::Failed(Fault::malformed()));
    }
}

/// A request with a JSON body that is answered by a stream.
fn post(url: String, mut headers: Vec<(String, String)>, body: &Value) -> HttpRequest {
    headers.push(("content-type".to_owned(), "application/json".to_owned()));
    headers.push(("accept".to_owned(), "text/event-stream".to_owned()));
    HttpRequest {
        method: "POST".to_owned(),
        url,
        headers,
        body: body.to_string(),
        sign: None,
        fills: Vec::new(),
    }
}

/// The conversation as all protocols write it: a role and the words.
fn messages(prompt: &Prompt) -> Vec<Value> {
    let message = |message: &Message| {
        let role = match message.voice {
            Voice::Customer => "user",
            Voice::Assistant => "assistant",
        };
        json!({ "role": role, "content": message.text })
    };
    prompt.messages.iter().map(message).collect()
}

/// The settings all keyed protocols begin with: where the server is, and which model.
const fn server(usual: &'static str) -> Setting {
    Setting { key: "base-url", means: "where it is, with its version", holds: Holds::Address(usual) }
}

const fn model(means: &'static str) -> Setting {
    Setting { key: "model", means, holds: Holds::Word }
}

/// The header of those who want the key as a bearer token; none where no key is configured.
fn bearer(configured: &site::Provider) -> Vec<(String, String)> {
    match configured.setting("key") {
        "" => Vec::new(),
        key => vec![("authorization".to_owned(), format!("Bearer {{secret:{key}}}"))],
    }
}

#[cfg(test)]
mod tests;
