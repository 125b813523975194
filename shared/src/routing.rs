//! Routing: which queue a handoff goes to, because of what, and which queues were passed over and why.
//!
//! Queues stand in `site.toml`, tried in their order; the last takes whatever no other takes. Then a queue that is
//! closed or full may send on. The decision is explained like the policy's and recorded in the packet. Total: a
//! handoff always has a queue, also at a site that lists none.

mod check;
pub mod read;

use crate::action::Parameter;
use crate::hours::{Hours, Opening};
use crate::log::Ms;
use crate::policy::{Condition, Facts, Finding, PassedOver, Policy, Priority, why_not};
use crate::team::Team;
use serde::{Deserialize, Serialize};

/// Conversations one agent has at once, where the file does not say.
pub const CAPACITY: u32 = 3;

/// All queues of a site, and their version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Routing {
    /// A hash of what the file says
    pub version: String,
    /// In the order they are tried; never empty, the last one takes everything
    pub queues: Vec<Queue>,
}

/// People who take one kind of handoff.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Queue {
    pub name: String,
    /// Only other queues send to it
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_others: bool,
    /// All must hold
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
    /// And of these at least one, where there are any
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<Condition>,
    /// Its own; else the site's
    #[serde(default)]
    pub hours: Option<Hours>,
    /// Names at the desk; everybody where none stands
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agents: Vec<String>,
    /// Conversations one agent has at once
    pub capacity: u32,
    /// So many may wait; the next goes to `overflow`
    #[serde(default)]
    pub most_waiting: Option<u32>,
    #[serde(default)]
    pub overflow: Option<String>,
    /// Where handoffs go while it is closed
    #[serde(default)]
    pub after_hours: Option<String>,
    /// The backend that is tried first
    #[serde(default)]
    pub backend: Option<String>,
    /// At least so urgent
    #[serde(default)]
    pub priority: Option<Priority>,
    /// What its agents read, if another language than the site's others
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Minutes of open time within which a person answers
    #[serde(default)]
    pub reply_within: Option<u32>,
    /// What customers may add after the handoff
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ask: Vec<Parameter>,
}

/// Where a handoff goes, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Routed {
    /// Name of the queue
    pub queue: String,
    pub because: String,
    /// Queues that were tried before, with the reason
    pub passed_over: Vec<PassedOver>,
    /// Version of the routing
    pub routing: String,
}

/// The queue of a site that lists none.
pub const TEAM: &str = "team";

impl Default for Routing {
    /// One queue for everything.
    fn default() -> Self {
        let team = Queue {
            name: TEAM.to_owned(),
            by_others: false,
            when: Vec::new(),
            any: Vec::new(),
            hours: None,
            agents: Vec::new(),
            capacity: CAPACITY,
            most_waiting: None,
            overflow: None,
            after_hours: None,
            backend: None,
            priority: None,
            reply_within: None,
            ask: Vec::new(),
            language: None,
        };
        Self { version: "1".to_owned(), queues: vec![team] }
    }
}

impl Routing {
    /// The queue of a name; the fallback where it is no more.
    pub fn queue(&self, name: &str) -> &Queue {
        let found = self.queues.iter().find(|queue| queue.name == name);
        found.or(self.queues.last()).expect("a routing is read with at least one queue")
    }
}

impl Queue {
    /// Whether an agent takes from it.
    pub fn is_for(&self, agent: &str) -> bool {
        self.agents.is_empty() || self.agents.iter().any(|name| name.eq_ignore_ascii_case(agent))
    }

    /// Whether it is open, where hours are known.
    pub fn opening(&self, site: Option<&Hours>, now: Ms) -> Option<Opening> {
        self.hours.as_ref().or(site).map(|hours| hours.opening(now))
    }

    /// Where it sends on to now, and why.
    fn sends_on(&self, site: Option<&Hours>, team: Option<&Team>, now: Ms) -> Option<(&str, String)> {
        let closed = self.opening(site, now).is_some_and(|opening| !opening.is_open());
        if let Some(next) = self.after_hours.as_deref().filter(|_| closed) {
            return Some((next, format!("it is closed now, and then `{next}` takes over")));
        }
        let (most, next) = (self.most_waiting?, self.overflow.as_deref()?);
        let waiting = team?.load(&self.name)?.waiting;
        (waiting >= most)
            .then(|| (next, format!("{waiting} wait already, {most} may: what comes then goes to `{next}`")))
    }
}

/// Decides. `team` is what the desk last told; where it is not known, no queue is taken to be full.
pub fn route(
    routing: &Routing,
    policy: &Policy,
    findings: &[Finding],
    site: Option<&Hours>,
    team: Option<&Team>,
    now: Ms,
) -> Routed {
    let facts = Facts::new(policy, findings);
    let mut passed_over = Vec::new();
    let mut chosen = routing.queue("");
    let mut because = "no other queue takes it".to_owned();
    for queue in &routing.queues {
        if queue.by_others {
            let why = "only other queues send to it".to_owned();
            passed_over.push(PassedOver { rule: queue.name.clone(), why });
            continue;
        }
        match why_not(&queue.when, &queue.any, &facts) {
            None if queue.when.is_empty() && queue.any.is_empty() => {
                chosen = queue;
                break;
            }
            None => {
                chosen = queue;
                because = held(queue, &facts);
                break;
            }
            Some(why) => passed_over.push(PassedOver { rule: queue.name.clone(), why }),
        }
    }
    // Reading refuses circles; counting keeps this total whatever was read.
    for _ in 0..routing.queues.len() {
        let Some((next, why)) = chosen.sends_on(site, team, now) else { break };
        because = format!("`{}` sends it on: {why}", chosen.name);
        passed_over.push(PassedOver { rule: chosen.name.clone(), why });
        chosen = routing.queue(next);
    }
    Routed { queue: chosen.name.clone(), because, passed_over, routing: routing.version.clone() }
}

/// The conditions that held, with what spoke.
fn held(queue: &Queue, facts: &Facts<'_>) -> String {
    let spoke = |condition: &&Condition| condition.holds(facts);
    let told = queue.when.iter().chain(queue.any.iter().filter(spoke)).map(|condition| {
        let evidence = facts.all(&condition.signal).map(|finding| finding.evidence.as_str()).next();
        match evidence.filter(|_| condition.is_positive()) {
            Some(evidence) => format!("{condition} ({evidence})"),
            None => condition.to_string(),
        }
    });
    told.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
pub(crate) mod tests;
