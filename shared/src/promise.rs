//! The promise: what a customer who waits for a person is told. One total function from what is really so.
//!
//! It answers three questions: am I in a queue, will somebody reply later, by when. It says no more than is known: the
//! words for connecting exist in [`Promise::Live`] alone, a place in line only while people are there to come to it, a
//! time only where the owner promised one or the hours say it. Each state of the world has one promise, so when the
//! world changes, what is told changes. Absent: guesses. A wait is told as what others waited lately.

pub mod words;

use crate::hours::{Hours, Opening};
use crate::log::Ms;
use crate::team::{COUNTED, Load};
use serde::{Deserialize, Serialize};

/// So long somebody who is free may take to come before "connecting" is no longer said.
pub const CONNECTING: Ms = 90_000;

const WEEK: Ms = 7 * 86_400_000;

/// What is really so.
#[derive(Clone, Debug)]
pub struct State<'a> {
    pub now: Ms,
    pub reached: Reached,
    /// Of the queue, where they can be reckoned with
    pub hours: Option<&'a Hours>,
    /// Of the queue at the desk, as last told
    pub load: Option<&'a Load>,
    /// Who waits at the desk before this one
    pub ahead: Option<u32>,
    /// When the customer is to be called, if that was picked
    pub callback: Option<(Ms, Ms)>,
    /// When a person answers at the latest, as the owner promises
    pub by: Option<Ms>,
}

/// How far the request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// Nowhere yet
    OnItsWay,
    /// Nowhere: every backend failed for now
    Failing,
    /// The desk, where it is known who is there; since when
    Desk { since: Ms },
    /// A tool that does not tell who is there
    Tool,
}

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "mode")]
pub enum Promise {
    /// It is on its way to the team.
    Sending,
    /// It cannot be brought there for now, and that goes on being tried.
    Stuck,
    /// Somebody is there and free: connecting.
    Live,
    /// In line, with people there.
    Queue { ahead: u32, wait: Option<(u32, u32)>, until: Option<Ms>, by: By },
    /// In no line; a person replies later.
    Later { by: By },
    /// Nobody works now; a person replies later.
    Closed { opens: Option<Ms>, by: By },
    /// A person calls.
    Callback { from: Ms, to: Ms },
}

/// When a person answers at the latest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    At(Ms),
    /// The owner promises no time
    Unknown,
    /// It was promised, and has passed
    Passed,
}

impl Promise {
    /// Its name on the wire and in reports.
    pub fn mode(&self) -> &'static str {
        match self {
            Promise::Sending => "sending",
            Promise::Stuck => "stuck",
            Promise::Live => "live",
            Promise::Queue { .. } => "queue",
            Promise::Later { .. } => "later",
            Promise::Closed { .. } => "closed",
            Promise::Callback { .. } => "callback",
        }
    }

    fn by(&self) -> By {
        match self {
            Promise::Queue { by, .. } | Promise::Later { by } | Promise::Closed { by, .. } => *by,
            _ => By::Unknown,
        }
    }
}

/// What is told in this state of the world. Total.
pub fn promise(state: &State<'_>) -> Promise {
    let by = match state.by {
        Some(by) if by > state.now => By::At(by),
        Some(_) => By::Passed,
        None => By::Unknown,
    };
    let since = match state.reached {
        Reached::OnItsWay => return Promise::Sending,
        Reached::Failing => return Promise::Stuck,
        Reached::Desk { since } => Some(since),
        Reached::Tool => None,
    };
    if let Some((from, to)) = state.callback.filter(|(_, to)| *to > state.now) {
        return Promise::Callback { from, to };
    }
    let opening = state.hours.map(|hours| hours.opening(state.now));
    if let Some(Opening::Closed { opens }) = opening {
        return Promise::Closed { opens, by };
    }
    let (Some(since), Some(load)) = (since, state.load.filter(|load| load.here > 0)) else {
        return Promise::Later { by };
    };
    // Where it is not known who is before us, the last place is the honest one.
    let ahead = state.ahead.unwrap_or(load.waiting);
    if ahead < load.free && state.now < since + CONNECTING {
        return Promise::Live;
    }
    let until = opening.and_then(Opening::changes);
    Promise::Queue { ahead: ahead.min(COUNTED), wait: load.wait, until, by }
}

/// When it must be looked at again although nothing arrives. Always later than now.
pub fn until(state: &State<'_>, promise: &Promise) -> Option<Ms> {
    // An end that is weeks away is looked for again in a week.
    let opening = state.hours.map(|hours| hours.opening(state.now).changes().unwrap_or(state.now + WEEK));
    let connecting = match (promise, state.reached) {
        (Promise::Live, Reached::Desk { since }) => Some(since + CONNECTING),
        _ => None,
    };
    let called = match promise {
        Promise::Callback { to, .. } => Some(*to),
        _ => None,
    };
    let by = match promise.by() {
        By::At(by) => Some(by),
        _ => None,
    };
    [opening, connecting, called, by].into_iter().flatten().filter(|at| *at > state.now).min()
}

#[cfg(test)]
mod tests;
