//! What reading one queue cannot see: where queues send each other, who takes the rest, who is never reached.

use super::Queue;
use super::read::{Around, Placed};
use crate::hours::Hours;
use crate::problem::nearest;
use crate::section::File;

const QUARTER: u64 = 15 * 60_000;
/// Two weeks of quarters from a Monday: every weekday twice, so that no pattern of a week is missed.
const WEEKS: std::ops::Range<u64> = 0..2 * 7 * 96;
const A_MONDAY: u64 = 1_781_481_600_000;

pub fn check(file: &File<'_>, all: &[Placed], around: &Around<'_>) {
    let find = |name: &str| all.iter().find(|placed| placed.queue.name == name);
    for placed in all {
        let queue = &placed.queue;
        for (key, next, offset) in [
            ("overflow", &queue.overflow, placed.overflow),
            ("after-hours", &queue.after_hours, placed.after_hours),
        ] {
            let Some(next) = next else { continue };
            if find(next).is_none() {
                let names: Vec<&str> = all.iter().map(|placed| placed.queue.name.as_str()).collect();
                let help = match nearest(next, names.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("one of `{}`", names.join("`, `")),
                };
                let what = format!("`{key}` of queue `{}` names `{next}`, which is not there", queue.name);
                file.problem(offset, what, Some(help));
            }
        }
        limits(file, placed, around);
        after_hours(file, placed, find, around);
    }
    circles(file, all);
    reach(file, all);
}

/// Numbers that mean something only together.
fn limits(file: &File<'_>, placed: &Placed, around: &Around<'_>) {
    let queue = &placed.queue;
    let problem = |offset, what: &str, help: &str| {
        file.problem(offset, format!("queue `{}` {what}", queue.name), Some(help.to_owned()));
    };
    match (queue.most_waiting, &queue.overflow) {
        (Some(_), None) => problem(
            placed.offset,
            "may be full and has no `overflow`",
            "name the queue that takes what comes then, or leave `most-waiting` out",
        ),
        (None, Some(_)) => problem(
            placed.overflow,
            "has an `overflow` and is never full",
            "say how many may wait, as in `most-waiting = 5`",
        ),
        _ => {}
    }
    let elsewhere = queue.backend.as_ref().and_then(|name| around.backends.iter().find(|b| b.name == *name));
    if queue.most_waiting.is_some() && elsewhere.is_some_and(|backend| backend.kind != "desk") {
        problem(
            placed.offset,
            "counts who waits, and its handoffs go to a tool that does not tell",
            "only the desk knows how many wait: leave `most-waiting` and `overflow` out, or `backend`",
        );
    }
    if queue.reply_within.is_some() && queue.hours.is_none() && around.hours.is_none() {
        problem(
            placed.offset,
            "promises an answer in open time, and no hours are known",
            "write a table `[hours]` with `zone` and days",
        );
    }
}

fn after_hours<'p>(
    file: &File<'_>,
    placed: &Placed,
    find: impl Fn(&str) -> Option<&'p Placed>,
    around: &Around<'_>,
) {
    let queue = &placed.queue;
    let Some(next) = queue.after_hours.as_deref().and_then(find) else { return };
    let hours = |queue: &Queue| queue.hours.clone().or_else(|| around.hours.cloned());
    let Some(own) = hours(queue) else {
        let help = "give it hours: a table `[hours]`, or `[queue.hours]` below it".to_owned();
        let what = format!("queue `{}` has `after-hours`, and nobody knows when it closes", queue.name);
        return file.problem(placed.after_hours, what, Some(help));
    };
    // A queue without known hours takes whatever comes.
    let Some(other) = hours(&next.queue) else { return };
    let is_open = |hours: &Hours, at: u64| hours.opening(A_MONDAY + at * QUARTER).is_open();
    if !WEEKS.clone().any(|at| is_open(&other, at) && !is_open(&own, at)) {
        let what = format!("`{}` is never open when `{}` is closed", next.queue.name, queue.name);
        let help = Some("give it other hours, or leave `after-hours` out".to_owned());
        file.problem(placed.after_hours, what, help);
    }
}

/// A handoff sent on must come to rest. Each circle is told once, where it begins in the file.
fn circles(file: &File<'_>, all: &[Placed]) {
    let index = |name: &Option<String>| {
        name.as_ref().and_then(|name| all.iter().position(|placed| placed.queue.name == *name))
    };
    let next: Vec<Vec<usize>> = all
        .iter()
        .map(|placed| {
            [&placed.queue.overflow, &placed.queue.after_hours].into_iter().filter_map(index).collect()
        })
        .collect();
    for start in 0..all.len() {
        // Paths over later queues only: an earlier one has told of its circle already.
        let mut paths: Vec<Vec<usize>> = vec![vec![start]];
        while let Some(path) = paths.pop() {
            let last = path[path.len() - 1];
            if next[last].contains(&start) {
                let names: Vec<&str> =
                    path.iter().chain([&start]).map(|i| all[*i].queue.name.as_str()).collect();
                let what = format!("handoffs would go in a circle: {}", names.join(" → "));
                let help = Some("take one `overflow` or `after-hours` out of it".to_owned());
                file.problem(all[start].offset, what, help);
                break;
            }
            for to in next[last].iter().filter(|to| **to > start && !path.contains(to)) {
                paths.push([path.as_slice(), &[*to]].concat());
            }
        }
    }
}

/// The last takes everything, and only the last. What takes nothing by itself is named by another.
fn reach(file: &File<'_>, all: &[Placed]) {
    let everything = |queue: &Queue| queue.when.is_empty() && queue.any.is_empty() && !queue.by_others;
    let Some((last, others)) = all.split_last() else { return };
    if !everything(&last.queue) {
        let help = "add a last `[[queue]]` with a `name` and without `when`: it takes the rest".to_owned();
        file.problem(last.offset, "a handoff that no queue takes has nowhere to go", Some(help));
    }
    for Placed { queue, offset, .. } in others.iter().filter(|placed| everything(&placed.queue)) {
        let what = format!("queue `{}` takes everything, and those below it are never reached", queue.name);
        let help =
            "give it a `when`, or move it to the end; for one that only others send to, `when = \"never\"`";
        file.problem(*offset, what, Some(help.to_owned()));
    }
    for Placed { queue, offset, .. } in all.iter().filter(|placed| placed.queue.by_others) {
        let named = |other: &Placed| {
            [&other.queue.overflow, &other.queue.after_hours]
                .into_iter()
                .flatten()
                .any(|to| *to == queue.name)
        };
        if !all.iter().any(named) {
            let help = "name it as an `overflow` or `after-hours`, or give it a `when`".to_owned();
            file.problem(*offset, format!("no queue sends to `{}`", queue.name), Some(help));
        }
    }
}
