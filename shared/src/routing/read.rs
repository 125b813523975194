//! `[[queue]]` of `site.toml` to a [`Routing`], or every problem with its line.

use super::{CAPACITY, Queue, Routing, check};
use crate::hours::{self, Holiday, Hours};
use crate::policy::{Condition, Known, Policy, Priority, Words};
use crate::problem::nearest;
use crate::section::{At, Section};
use crate::signal;
use crate::site::{self, Backend, hash};
use crate::team::COUNTED;

/// Fields of one form after the handoff.
const MOST_ASKED: usize = 6;

/// What queues may speak of.
pub struct Around<'a> {
    /// Absent where the policy could not be read: then its words are not known
    pub policy: Option<&'a Policy>,
    pub hours: Option<&'a Hours>,
    pub holidays: &'a [Holiday],
    pub backends: &'a [Backend],
}

/// `when = "never"`: only other queues send to it.
const NEVER: &str = "never";

/// A queue, and where its names stand in the file.
pub struct Placed {
    pub queue: Queue,
    pub offset: usize,
    pub overflow: usize,
    pub after_hours: usize,
}

/// Every `[[queue]]`; one for everything where there is none.
pub fn routing(top: &Section<'_, '_>, around: &Around<'_>) -> Routing {
    let mut all: Vec<Placed> = Vec::new();
    let mut every_one_read = true;
    for section in top.sections("queue") {
        let queue = queue(section, around, &all);
        every_one_read &= queue.is_some();
        all.extend(queue);
    }
    if all.is_empty() {
        return Routing::default();
    }
    if every_one_read {
        check::check(top.file, &all, around);
    }
    let queues: Vec<Queue> = all.into_iter().map(|placed| placed.queue).collect();
    let version = hash(&serde_json::to_string(&queues).unwrap_or_default());
    Routing { version, queues }
}

fn queue(mut section: Section<'_, '_>, around: &Around<'_>, before: &[Placed]) -> Option<Placed> {
    let name = section.needed("name", "a short name of its own, as in `name = \"billing\"`");
    if let Some(at) = &name {
        section.called = format!("queue `{}`", at.value);
        let plain = at.value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !plain || before.iter().any(|other| other.queue.name == at.value) {
            let help = Some("lowercase letters, digits and `-`, and each name once".to_owned());
            section.file.problem(at.offset, format!("`{}` cannot name a queue", at.value), help);
        }
    }
    let by_others = section.texts("when").iter().any(|at| at.value.trim() == NEVER);
    let (when, any) = (conditions(&section, "when", around), conditions(&section, "any", around));
    let zone = around.hours.map(|hours| &hours.zone);
    let own = section.section("hours").map(|mut own| {
        own.called = format!("[queue.hours] of {}", section.called);
        hours::read::hours(own, around.holidays, zone)
    });
    let agents = section.texts("agents").into_iter().map(|at| at.value.trim().to_owned()).collect();
    let capacity = section.number("capacity", 1..=100).map_or(CAPACITY, |n| n as u32);
    let most_waiting = section.number("most-waiting", 1..=COUNTED.into());
    let (overflow, after_hours) = (section.text("overflow"), section.text("after-hours"));
    let backend = section.text("backend");
    if let Some(at) = backend.as_ref().filter(|at| around.backends.iter().all(|b| b.name != at.value)) {
        let names: Vec<&str> = around.backends.iter().map(|backend| backend.name.as_str()).collect();
        let help = match nearest(&at.value, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("one of `{}`", names.join("`, `")),
        };
        let what = format!("{} names the backend `{}`, which is not there", section.called, at.value);
        section.file.problem(at.offset, what, Some(help));
    }
    let priority = section.word("priority", Priority::WORDS);
    let reply_within = minutes(&section, "reply-within");
    let ask = site::parameters(&section, "ask");
    if ask.len() > MOST_ASKED {
        let help = format!("at most {MOST_ASKED}: who asks for much after the handoff is skipped");
        section.file.problem(section.offset, format!("{} asks for too much", section.called), Some(help));
    }
    let language = site::agents_language(&section);
    let offset = section.offset;
    section.done();
    let place = |at: &Option<At<String>>| at.as_ref().map_or(offset, |at| at.offset);
    Some(Placed {
        overflow: place(&overflow),
        after_hours: place(&after_hours),
        offset,
        queue: Queue {
            name: name?.value,
            by_others,
            when: when?,
            any: any?,
            hours: match own {
                Some(hours) => Some(hours?),
                None => None,
            },
            agents,
            capacity,
            most_waiting: most_waiting.map(|n| n as u32),
            overflow: overflow.map(|at| at.value),
            after_hours: after_hours.map(|at| at.value),
            backend: backend.map(|at| at.value),
            priority: priority.map(|at| at.value),
            reply_within,
            ask,
            language,
        },
    })
}

/// In the words of the policy, over the same signals.
fn conditions(section: &Section<'_, '_>, key: &'static str, around: &Around<'_>) -> Option<Vec<Condition>> {
    let mut texts = section.texts(key);
    texts.retain(|at| at.value.trim() != NEVER);
    // What the policy names is not known until it reads; its own problems come first.
    let Some(policy) = around.policy else { return texts.is_empty().then(Vec::new) };
    let specs = signal::specs();
    let known = Known { specs: &specs, vocabulary: &policy.vocabulary, thresholds: &policy.thresholds };
    let mut all_read = true;
    let read = texts.into_iter().filter_map(|text| match Condition::read(&text.value, &known) {
        Ok(condition) => Some(condition),
        Err((what, help)) => {
            let what = what.replace("the file has", "policy.toml has");
            section.file.problem(text.offset, format!("{what} in {}", section.called), Some(help));
            all_read = false;
            None
        }
    });
    let read: Vec<Condition> = read.collect();
    all_read.then_some(read)
}

/// `30 minutes`, `4 hours`.
pub fn minutes(section: &Section<'_, '_>, key: &'static str) -> Option<u32> {
    let at = section.text(key)?;
    let read = at.value.trim().split_once(' ').and_then(|(number, unit)| {
        let number: u32 = number.parse().ok()?;
        match unit.trim() {
            "minute" | "minutes" => Some(number),
            "hour" | "hours" => number.checked_mul(60),
            _ => None,
        }
    });
    if let Some(minutes) = read.filter(|minutes| (1..=60 * 24 * 60).contains(minutes)) {
        return Some(minutes);
    }
    let help =
        "minutes or hours, as in `30 minutes` or `4 hours`; of open time, so a working day is `8 hours`";
    section.file.problem(
        at.offset,
        format!("`{}` is no time for `{key}` of {}", at.value, section.called),
        Some(help.to_owned()),
    );
    None
}
