//! Times and hours as a person reads them: `Mon–Fri 9:00–17:00 (Brussels)`, `tomorrow at 9:00 (Brussels)`.
//!
//! The clock is the team's town's, and it is named: a customer may be anywhere.

use super::{Hours, Span, Zone, weekday};
use crate::lang::Words;
use crate::log::Ms;

/// The week: days with the same hours together, closed ones left out.
pub fn week(hours: &Hours, words: &Words) -> String {
    let names = list(words, "days-short");
    let mut parts: Vec<String> = Vec::new();
    let mut day = 0;
    while day < 7 {
        let same = (day..7).take_while(|other| hours.week[*other] == hours.week[day]).count();
        let last = day + same - 1;
        if !hours.week[day].is_empty() {
            let days = match same {
                1 => name(&names, day).to_owned(),
                _ => format!("{}–{}", name(&names, day), name(&names, last)),
            };
            let times: Vec<String> = hours.week[day].iter().map(|span| times(*span)).collect();
            parts.push(format!("{days} {}", times.join(", ")));
        }
        day = last + 1;
    }
    format!("{} ({})", parts.join(" · "), hours.zone.town())
}

/// A moment as people say it, seen from `now`: today, tomorrow, a weekday, or a date.
pub fn moment(at: Ms, now: Ms, zone: &Zone, words: &Words) -> String {
    on_day(at, now, zone, words, &clock(zone.local(at).1))
}

/// A time from and to: `tomorrow at 9:00–9:30 (Brussels)`.
pub fn slot(from: Ms, to: Ms, now: Ms, zone: &Zone, words: &Words) -> String {
    let time = format!("{}–{}", clock(zone.local(from).1), clock(zone.local(to).1));
    on_day(from, now, zone, words, &time)
}

/// The same for the team, in every language alike: `2026-11-20 14:00–14:30 (Brussels)`.
pub fn dated(from: Ms, to: Ms, zone: &Zone) -> String {
    let ((day, start), (last, end)) = (zone.local(from), zone.local(to));
    let date = |day| {
        let (year, month, of_month) = crate::date::civil(day);
        format!("{year:04}-{month:02}-{of_month:02}")
    };
    let until = if last == day { clock(end) } else { format!("{} {}", date(last), clock(end)) };
    format!("{} {}–{until} ({})", date(day), clock(start), zone.town())
}

fn on_day(at: Ms, now: Ms, zone: &Zone, words: &Words, time: &str) -> String {
    let (day, today) = (zone.local(at).0, zone.local(now).0);
    let time = format!("{time} ({})", zone.town());
    let names = list(words, "days-on");
    match day - today {
        0 => words.say("said.when-today", &[("time", &time)]),
        1 => words.say("said.when-tomorrow", &[("time", &time)]),
        2..=6 => words.say("said.when-day", &[("day", name(&names, weekday(day))), ("time", &time)]),
        _ => {
            let (year, month, of_month) = crate::date::civil(day);
            let date = format!("{year:04}-{month:02}-{of_month:02}");
            words.say("said.when-date", &[("date", &date), ("time", &time)])
        }
    }
}

fn times(span: Span) -> String {
    let end = if span.to > 1440 { span.to - 1440 } else { span.to };
    format!("{}–{}", clock(span.from.into()), clock(end.into()))
}

/// `9:00`
pub fn clock(minute: u32) -> String {
    format!("{}:{:02}", minute / 60, minute % 60)
}

fn list(words: &Words, key: &str) -> Vec<String> {
    words.say(&format!("said.{key}"), &[]).split('|').map(|name| name.trim().to_owned()).collect()
}

fn name(names: &[String], day: usize) -> &str {
    names.get(day).map_or("", String::as_str)
}
