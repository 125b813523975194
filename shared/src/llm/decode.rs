//! A provider's stream to pieces of text, usage, and one end: what the edge feeds, whatever the protocol.
//!
//! Bytes in, news out; the decoder never owns the stream and keeps its state between chunks. After an end or a failure
//! there is nothing more. Absent on purpose: waiting, deadlines, and what the pieces mean ([`super::answer`]).

use super::sse::{Event, Events};
use crate::log::Ms;
use serde_json::Value;

/// One thing a stream said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// The next characters of the answer
    Piece(String),
    /// Tokens so far; a zero is not known yet
    Usage(Usage),
    /// It wants this tool called, with these arguments as it wrote them, and says no more
    Called {
        name: String,
        arguments: String,
    },
    Ended(End),
    Failed(Fault),
}

/// How an answer that did not fail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Complete,
    /// At `max-tokens`: the last sentence is not whole
    Cut,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// For the log; never words of the provider, which may repeat keys and prompts
    pub why: String,
    pub blame: Blame,
}

/// What a fault says about the next try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blame {
    /// Too much at once; come back after so long, where it said so
    Busy(Option<Ms>),
    /// The key, the model or the request is wrong: the next try will be, too
    Setup,
    /// It broke, was cut or was late
    Broken,
    /// It works, and would not answer this
    Declined,
}

/// Tokens of one call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    pub input: u64,
    pub output: u64,
}

/// How one protocol reads its events.
pub trait Protocol {
    /// What an event says. Unknown events say nothing; an event that is not JSON where JSON is due is a failure.
    fn read(&mut self, event: &Event, out: &mut Vec<News>);

    /// The stream is over and no event said so: whether it may end here.
    fn end(&mut self) -> News {
        News::Failed(Fault::cut())
    }
}

impl Fault {
    pub fn new(blame: Blame, why: impl Into<String>) -> Self {
        Self { why: why.into(), blame }
    }

    /// The stream ended before the answer did.
    pub fn cut() -> Self {
        Self::new(Blame::Broken, "its answer was cut off")
    }

    /// Something else than the protocol's JSON.
    pub fn malformed() -> Self {
        Self::new(Blame::Broken, "it sent something that cannot be read")
    }
}

/// A stream may not be longer. Every token is wrapped in a few hundred bytes of JSON, so this is about 10,000 tokens,
/// more than any `max-tokens` here; a server that goes on is broken.
pub const STREAM_LIMIT: usize = 4_000_000;

/// A stream being read.
pub struct Decoder {
    events: Events,
    protocol: Box<dyn Protocol>,
    usage: Usage,
    bytes: usize,
    over: bool,
}

impl Decoder {
    pub fn new(protocol: Box<dyn Protocol>) -> Self {
        Self { events: Events::default(), protocol, usage: Usage::default(), bytes: 0, over: false }
    }

    /// Tokens, as far as the provider told.
    pub fn usage(&self) -> Usage {
        self.usage
    }

    /// Takes the next bytes.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<News> {
        if self.over {
            return Vec::new();
        }
        self.bytes += bytes.len();
        let mut events = Vec::new();
        let read = self.events.feed(bytes, &mut events);
        let mut news = self.tell(&events);
        if !self.over && (read.is_err() || self.bytes > STREAM_LIMIT) {
            self.over = true;
            news.push(News::Failed(Fault::new(Blame::Broken, "it sent far too much")));
        }
        news
    }

    /// The stream is over: what was left, and an end in any case.
    pub fn finish(&mut self) -> Vec<News> {
        if self.over {
            return Vec::new();
        }
        let mut events = Vec::new();
        self.events.finish(&mut events);
        let mut news = self.tell(&events);
        // Half an event is not the provider's bad JSON but a cut.
        if let Some(News::Failed(fault)) = news.last_mut().filter(|_| self.over) {
            if *fault == Fault::malformed() {
                *fault = Fault::cut();
            }
        } else if !self.over {
            self.over = true;
            news.push(self.protocol.end());
        }
        news
    }

    fn tell(&mut self, events: &[Event]) -> Vec<News> {
        let mut told = Vec::new();
        for event in events {
            self.protocol.read(event, &mut told);
        }
        let mut news = Vec::new();
        for item in told {
            match item {
                _ if self.over => break,
                News::Usage(usage) => {
                    self.usage.input = self.usage.input.max(usage.input);
                    self.usage.output = self.usage.output.max(usage.output);
                }
                News::Piece(text) if text.is_empty() => {}
                News::Piece(_) => news.push(item),
                News::Ended(_) | News::Failed(_) | News::Called { .. } => {
                    self.over = true;
                    news.push(item);
                }
            }
        }
        news
    }
}

/// The most that is kept of a call's arguments, in bytes: no form here has more fields.
pub const ARGUMENTS_LIMIT: usize = 20_000;

/// A tool call that arrives in parts: the first name counts, and what follows it.
#[derive(Default)]
pub struct Call {
    name: String,
    arguments: String,
}

impl Call {
    /// One part more. A second call beside the first is left out: one thing is done at a time.
    pub fn add(&mut self, index: u64, name: Option<&str>, arguments: Option<&str>) {
        if index == 0 && self.name.len() + self.arguments.len() < ARGUMENTS_LIMIT {
            self.name.push_str(name.unwrap_or(""));
            self.arguments.push_str(arguments.unwrap_or(""));
        }
    }

    pub fn begun(&self) -> bool {
        !self.name.is_empty()
    }

    /// The call, if there is one. A name that no action can have is nonsense.
    pub fn take(&mut self) -> Option<News> {
        let Self { name, arguments } = std::mem::take(self);
        let plain =
            name.len() <= 64 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b));
        match name.as_str() {
            "" => None,
            _ if plain => Some(News::Called { name, arguments }),
            _ => Some(News::Failed(Fault::malformed())),
        }
    }
}

/// The JSON of an event, or the failure that it is none.
pub fn json(event: &Event, out: &mut Vec<News>) -> Option<Value> {
    match serde_json::from_str(&event.data) {
        Ok(value) => Some(value),
        Err(_) => {
            out.push(News::Failed(Fault::malformed()));
            None
        }
    }
}

/// A count of tokens; what is none counts as not known.
pub fn count(value: &Value) -> u64 {
    value.as_u64().unwrap_or(0)
}

/// An error a provider names within its stream. Only names are kept: prose may repeat a key or the prompt.
pub fn named(error: &Value) -> Fault {
    let name = |key: &str| {
        let text = match &error[key] {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'));
        (plain && (1..=60).contains(&text.len()) && !text.starts_with("sk-")).then_some(text)
    };
    let name = name("type").filter(|name| name != "error").or_else(|| name("code"));
    let why = name
        .as_ref()
        .map_or_else(|| "it reported an error".to_owned(), |name| format!("it reported `{name}`"));
    let blame = match name.as_deref() {
        Some("rate_limit_error" | "rate_limit_exceeded" | "overloaded_error" | "429" | "529" | "503") => {
            Blame::Busy(None)
        }
        Some(
            "authentication_error"
            | "permission_error"
            | "not_found_error"
            | "invalid_request_error"
            | "billing_error"
            | "insufficient_quota"
            | "invalid_api_key"
            | "model_not_found"
            | "401"
            | "403"
            | "404",
        ) => Blame::Setup,
        _ => Blame::Broken,
    };
    Fault::new(blame, why)
}

#[cfg(test)]
pub(super) mod tests;
