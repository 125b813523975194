//! Who is at the desk and how much they have to do: counted by the desk, told to the conversations that wait.
//!
//! Counts of people and handoffs, per queue. Absent: names of agents; a customer learns a name when a person joins.

use crate::log::Ms;
use crate::routing::{Queue, Routing};
use serde::{Deserialize, Serialize};

/// So many before a customer are counted; beyond that it is "many". Whoever is far behind need not be told each step.
pub const COUNTED: u32 = 20;

/// Waits older than this say nothing about now.
pub const RECENT: Ms = 24 * 3_600_000;

/// Fewer waits than this are no measure.
const ENOUGH: usize = 4;

/// What the desk knows, as told to one conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// By queue
    pub loads: Vec<Load>,
    /// Handoffs that wait before this one, at most [`COUNTED`]; absent where this one does not wait at the desk
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ahead: Option<u32>,
}

/// What there is to do in a queue, and who is there to do it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    pub queue: String,
    /// Agents of the queue with the desk open
    pub here: u32,
    /// Conversations they could take on now
    pub free: u32,
    /// Handoffs nobody has taken, at most [`COUNTED`] and one
    pub waiting: u32,
    /// Minutes that nearly everybody waited lately, from and to
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait: Option<(u32, u32)>,
    /// Times to be called that as many have as there are people to call
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub full: Vec<Ms>,
}

/// An open handoff at the desk, in the order in which they are taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open<'a> {
    pub queue: &'a str,
    pub agent: Option<&'a str>,
}

impl Team {
    /// What of it changes what is told; two of the same mark need not be told one after the other.
    pub fn mark(&self) -> String {
        let ahead = self.ahead.unwrap_or(0);
        let told = |load: &Load| {
            format!("{} {} {} {:?} {:?}", load.queue, load.here > 0, ahead < load.free, load.wait, load.full)
        };
        let loads: Vec<String> = self.loads.iter().map(told).collect();
        format!("{ahead}; {}", loads.join("; "))
    }

    pub fn load(&self, queue: &str) -> Option<&Load> {
        self.loads.iter().find(|load| load.queue == queue)
    }
}

/// The load of every queue. `waits` are queue and milliseconds of what was taken lately.
pub fn loads(routing: &Routing, here: &[String], open: &[Open<'_>], waits: &[(String, Ms)]) -> Vec<Load> {
    let load = |queue: &Queue| {
        let people: Vec<&String> = here.iter().filter(|name| queue.is_for(name)).collect();
        let free = people.iter().map(|name| {
            let has = open.iter().filter(|card| card.agent == Some(name.as_str())).count() as u32;
            queue.capacity.saturating_sub(has)
        });
        let waiting = open.iter().filter(|card| card.agent.is_none() && is_in(card, queue, routing)).count();
        let lately = waits.iter().filter(|(of, _)| *of == queue.name).map(|(_, ms)| *ms).collect();
        Load {
            queue: queue.name.clone(),
            here: people.len() as u32,
            free: free.sum(),
            waiting: (waiting as u32).min(COUNTED + 1),
            wait: range(lately),
            full: Vec::new(),
        }
    };
    routing.queues.iter().map(load).collect()
}

/// How many wait before the handoff at this place of the list.
pub fn ahead(routing: &Routing, open: &[Open<'_>], at: usize) -> Option<u32> {
    let own = open.get(at).filter(|card| card.agent.is_none())?;
    let queue = routing.queue(own.queue);
    let before = open[..at].iter().filter(|card| card.agent.is_none() && is_in(card, queue, routing));
    Some((before.count() as u32).min(COUNTED))
}

/// A card of a queue that is no more is in the fallback, where its handoff would go today.
fn is_in(card: &Open<'_>, queue: &Queue, routing: &Routing) -> bool {
    routing.queue(card.queue).name == queue.name
}

/// From the tenth to the ninetieth of a hundred waits, in whole minutes rounded away from each other. What is said of
/// it is about the past, so it is true; that it is wide is honest.
fn range(mut waits: Vec<Ms>) -> Option<(u32, u32)> {
    if waits.len() < ENOUGH {
        return None;
    }
    waits.sort_unstable();
    let at = |share: usize| waits[(waits.len() - 1) * share / 100];
    let from = u32::try_from(at(10) / 60_000).unwrap_or(u32::MAX);
    let to = u32::try_from(at(91).div_ceil(60_000)).unwrap_or(u32::MAX);
    Some((from, to.max(from + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routing::tests::routing;

    fn open<'a>(queue: &'a str, agent: Option<&'a str>) -> Open<'a> {
        Open { queue, agent }
    }

    #[test]
    fn people_places_and_those_who_wait_are_counted_by_queue() {
        let routing = routing();
        let here = ["Sarah".to_owned(), "Tom".to_owned()];
        let cards = [
            open("billing", Some("Sarah")),
            open("billing", None),
            open("gone", None),
            open("team", None),
            open("billing", None),
        ];
        let waits: Vec<(String, Ms)> = (1..=10).map(|n| ("team".to_owned(), n * 61_000)).collect();
        let told: Vec<String> = loads(&routing, &here, &cards, &waits)
            .into_iter()
            .map(|l| {
                format!("{}: {} here, {} free, {} wait, {:?}", l.queue, l.here, l.free, l.waiting, l.wait)
            })
            .collect();
        assert_eq!(
            told,
            [
                "billing: 1 here, 1 free, 2 wait, None",
                "night: 2 here, 5 free, 0 wait, None",
                "team: 2 here, 5 free, 2 wait, Some((1, 10))"
            ]
        );
        let before: Vec<Option<u32>> = (0..5).map(|at| ahead(&routing, &cards, at)).collect();
        assert_eq!(before, [None, Some(0), Some(0), Some(1), Some(1)]);
    }

    #[test]
    fn a_range_holds_what_nearly_everybody_waited_and_few_waits_are_no_measure() {
        assert_eq!(range(vec![60_000; 3]), None);
        assert_eq!(range(vec![10_000; 9]), Some((0, 1)));
        assert_eq!(range((1..=100).map(|n| n * 60_000).collect()), Some((10, 91)));
    }
}
