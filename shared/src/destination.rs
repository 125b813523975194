//! Whether what a site names at its tools is still there: the channel, the inbox, the group, the pipeline, and whether
//! the key may go there. A tool's own file says what to ask and what its answers mean; here is what all have in common.
//!
//! Nothing that is asked changes anything. A tool that is away says nothing about its channels: that is not known, and
//! only what is known to be gone is shown as such.

use crate::backend;
use crate::backend::talk::{Next, Talk, by_status};
use crate::conversation::DeliveryEnd;
use crate::http::HttpResponse;
use crate::site::{self, Site};
use crate::tool::Tool;
use crate::tracker;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Something a site names at a tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The tool's name in `site.toml`
    pub tool: String,
    /// The setting that names it, as in `channel`
    pub what: String,
    pub state: State,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// What the tool calls it
    There(String),
    /// Handoffs do not arrive there
    Gone(String),
    /// The tool could not be asked, or does not tell
    Unknown(String),
}

/// What a tool was asked about, before it has its name.
pub type Found = (&'static str, State);

/// Who asks: the tool as configured, and what its variables hold. A setting that is a secret is of no use here.
pub struct Asking<'a> {
    pub tool: Tool<'a>,
    pub value: &'a dyn Fn(&str) -> Option<String>,
}

impl Asking<'_> {
    /// The value of a setting; empty where it is not set.
    pub fn named(&self, key: &str) -> String {
        self.tool.0.settings.get(key).and_then(|name| (self.value)(name)).unwrap_or_default()
    }
}

/// What follows from the answers so far.
pub enum Ask {
    Send(Box<crate::http::HttpRequest>),
    Done(Vec<Place>),
}

/// What to ask a tool next. Total.
pub fn next(asking: &Asking<'_>, answers: &[HttpResponse]) -> Ask {
    let tool = asking.tool.0;
    let talk = &mut Talk::new(answers);
    let told = match (backend::of_kind(&tool.kind), tracker::of_kind(&tool.kind)) {
        (Some(kind), _) => kind.places(asking, talk),
        (None, Some(kind)) => kind.places(asking, talk),
        (None, None) => Ok(Vec::new()),
    };
    match told {
        Ok(found) => Ask::Done(found.into_iter().map(|one| place(tool, one)).collect()),
        Err(Next::Send(request)) => Ask::Send(request),
        Err(Next::Done(end)) => Ask::Done(vec![unknown(tool, &said(&end))]),
    }
}

/// Why a tool of this kind cannot be asked; empty where it can.
pub fn unasked(tool: &site::Backend) -> &'static str {
    backend::of_kind(&tool.kind).map_or("", |kind| kind.unasked())
}

fn place(tool: &site::Backend, (what, state): Found) -> Place {
    Place { tool: tool.name.clone(), what: what.to_owned(), state }
}

/// A tool that could not be asked at all.
pub fn unknown(tool: &site::Backend, why: &str) -> Place {
    Place { tool: tool.name.clone(), what: "address".to_owned(), state: State::Unknown(why.to_owned()) }
}

/// What of a tool is not set here. That is fine for one nobody counts on: it is left out.
pub fn unset(site: &Site, tool: &site::Backend, value: &dyn Fn(&str) -> Option<String>) -> Option<Place> {
    let missing: Vec<&str> =
        tool.settings.values().filter(|name| value(name).is_none()).map(String::as_str).collect();
    if missing.is_empty() {
        return None;
    }
    let counts: Vec<String> = site
        .routing
        .queues
        .iter()
        .filter(|queue| queue.backend.as_ref() == Some(&tool.name))
        .map(|queue| format!("queue `{}`", queue.name))
        .chain(
            site.handoff
                .alarm
                .iter()
                .filter(|alarm| alarm.backend == tool.name)
                .map(|_| "`alarm`".to_owned()),
        )
        .collect();
    let what = "variables".to_owned();
    let left_out = format!("`{}` is not set, so it is left out", missing.join("`, `"));
    let state = if counts.is_empty() {
        State::Unknown(left_out)
    } else {
        State::Gone(format!("{left_out}, and {} counts on it: set it, or name another", counts.join(" and ")))
    };
    Some(Place { tool: tool.name.clone(), what, state })
}

/// Every tool that handoffs or bug reports go to.
pub fn tools(site: &Site) -> impl Iterator<Item = &site::Backend> {
    site.backends.iter().chain(&site.trackers)
}

/// What an answer says about the thing that was asked for, read from its JSON where there is one.
pub fn state(answer: &HttpResponse, read: impl FnOnce(&Value) -> State) -> State {
    match by_status(answer, String::new()) {
        DeliveryEnd::Accepted { .. } => match answer.value() {
            Some(value) => read(&value),
            None => {
                State::Unknown("it answered with something that is not JSON: check the address".to_owned())
            }
        },
        _ if matches!(answer.status, 404 | 410) => State::Gone("it is not there any more".to_owned()),
        end @ DeliveryEnd::Impossible { .. } => State::Gone(said(&end)),
        end @ DeliveryEnd::Refused { .. } => State::Unknown(said(&end)),
    }
}

/// A name as the tool tells it, in one short line.
pub fn there(value: &Value) -> State {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let plain: String = text.chars().filter(|c| !c.is_control()).take(80).collect();
    State::There(if value.is_null() { "there".to_owned() } else { plain })
}

pub fn gone(why: &str) -> State {
    State::Gone(why.to_owned())
}

/// The one of a list whose field is this, and its name.
pub fn listed<'v>(list: &'v Value, field: &str, wanted: &str) -> Option<&'v Value> {
    let is = |one: &&Value| match &one[field] {
        Value::String(text) => text == wanted,
        Value::Number(number) => number.to_string() == wanted,
        _ => false,
    };
    list.as_array()?.iter().find(is)
}

fn said(end: &DeliveryEnd) -> String {
    match end {
        DeliveryEnd::Refused { why, .. } | DeliveryEnd::Impossible { why } => why.clone(),
        DeliveryEnd::Accepted { .. } => "it accepted what was only asked".to_owned(),
    }
}

impl Place {
    pub fn is_gone(&self) -> bool {
        matches!(self.state, State::Gone(_))
    }

    /// For a person.
    pub fn line(&self) -> String {
        let (mark, text) = match &self.state {
            State::There(name) => ("there", name),
            State::Gone(why) => ("GONE", why),
            State::Unknown(why) => ("unknown", why),
        };
        format!("{} {}: {mark}: {text}", self.tool, self.what)
    }
}

#[cfg(test)]
mod tests;
