//! Opening hours: when people are there, on the clock of their town, with breaks, holidays and daylight saving.
//!
//! Read from `[hours]` and `[[holiday]]` of `site.toml` ([`read`]); time is an argument. Absent: the world's time zones.
//! The one a site names is made into a table when the site is compiled ([`zone`]).

pub mod read;
pub mod words;
pub mod zone;

use crate::date::day_number;
use crate::log::Ms;
use serde::{Deserialize, Serialize};

pub use zone::Zone;

/// How far ahead is looked for the next opening, in days: whoever has closed for longer has no opening hours.
const HORIZON: i64 = 400;

/// Open time is followed for so many days; what goes on for longer is told without an end.
const LONG: Ms = 14 * 86_400_000;

const MINUTE: Ms = 60_000;

/// When people are there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    pub zone: Zone,
    /// Monday first
    pub week: [Vec<Span>; 7],
    /// Days that are not as their weekday; of two for one day the later in the file
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Holiday>,
}

/// From a minute of the day to another; beyond 1440 into the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    pub from: u16,
    pub to: u16,
}

/// Days with hours of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    pub name: String,
    pub days: Days,
    /// Closed where there are none
    pub open: Vec<Span>,
}

/// Which days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Days {
    /// Month and day, each year
    Yearly { month: u8, day: u8 },
    /// Numbers of the first and the last day
    Dates { from: i64, to: i64 },
}

/// Whether somebody is there, and when that changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opening {
    /// Until then; for weeks at least, where nothing stands
    Open { until: Option<Ms> },
    /// Until then; without an end in sight, where nothing stands
    Closed { opens: Option<Ms> },
}

impl Opening {
    pub fn is_open(self) -> bool {
        matches!(self, Opening::Open { .. })
    }

    /// When it is no longer true.
    pub fn changes(self) -> Option<Ms> {
        match self {
            Opening::Open { until } => until,
            Opening::Closed { opens } => opens,
        }
    }
}

impl Hours {
    /// Whether somebody is there at this moment.
    pub fn opening(&self, at: Ms) -> Opening {
        match self.times(at).next() {
            Some((from, to)) if from <= at => Opening::Open { until: (to < at + LONG).then_some(to) },
            next => Opening::Closed { opens: next.map(|(from, _)| from) },
        }
    }

    /// The moment at which so many minutes of open time have passed since `at`.
    pub fn after(&self, at: Ms, minutes: u64) -> Option<Ms> {
        let mut left = minutes * MINUTE;
        for (from, to) in self.times(at) {
            let from = from.max(at);
            if to - from >= left {
                return Some(from + left);
            }
            left -= to - from;
        }
        None
    }

    /// Starts of free half hours and the like: whole slots of `minutes` in open time, from `at` on, at most `most`.
    pub fn slots(&self, at: Ms, minutes: u64, most: usize) -> Vec<Ms> {
        let long = minutes * MINUTE;
        let mut slots = Vec::new();
        for (from, to) in self.times(at) {
            // On the clock of the town: 9:00, 9:30, …
            let mut start = from;
            while start < at {
                start += long;
            }
            while start + long <= to && slots.len() < most {
                slots.push(start);
                start += long;
            }
            if slots.len() >= most {
                break;
            }
        }
        slots
    }

    /// Every stretch of open time that ends after `at`, in order, those that touch as one.
    fn times(&self, at: Ms) -> impl Iterator<Item = (Ms, Ms)> {
        // A day earlier: its night shift may still go on.
        let first = self.zone.local(at).0 - 1;
        let mut spans = (first..first + HORIZON)
            .flat_map(move |day| self.day(day).iter().map(move |span| (day, *span)))
            .map(|(day, span)| (self.zone.at(day, span.from.into()), self.zone.at(day, span.to.into())))
            .filter(move |(from, to)| from < to && *to > at)
            .peekable();
        std::iter::from_fn(move || {
            let (from, mut to) = spans.next()?;
            while to < from.max(at) + LONG
                && let Some((_, later)) = spans.next_if(|(next, _)| *next <= to)
            {
                to = to.max(later);
            }
            Some((from, to))
        })
    }

    /// The hours of one day.
    fn day(&self, day: i64) -> &[Span] {
        match self.holiday(day) {
            Some(holiday) => &holiday.open,
            None => &self.week[weekday(day)],
        }
    }

    /// What is special about a day.
    pub fn holiday(&self, day: i64) -> Option<&Holiday> {
        let (_, month, of_month) = crate::date::civil(day);
        self.holidays.iter().rev().find(|holiday| match holiday.days {
            Days::Yearly { month: m, day: d } => (month, of_month) == (m.into(), d.into()),
            Days::Dates { from, to } => (from..=to).contains(&day),
        })
    }

    /// Whether there is any day at all with open time.
    pub fn ever_open(&self) -> bool {
        self.week.iter().any(|day| !day.is_empty())
    }
}

/// 0 for Monday.
pub fn weekday(day: i64) -> usize {
    (day + 3).rem_euclid(7) as usize
}

/// The number of a date as in `2026-12-25`; nothing if there is no such day.
pub fn date(text: &str) -> Option<i64> {
    let mut parts = text.split('-');
    let mut next = |digits: usize| {
        parts.next().filter(|part| part.len() == digits).and_then(|part| part.parse::<u16>().ok())
    };
    let (year, month, day) = (i64::from(next(4)?), i64::from(next(2)?), i64::from(next(2)?));
    if parts.next().is_some() || !(1970..=9999).contains(&year) {
        return None;
    }
    let number = day_number(year, month, day);
    (crate::date::civil(number) == (year, month, day)).then_some(number)
}

#[cfg(test)]
pub(crate) mod tests;
