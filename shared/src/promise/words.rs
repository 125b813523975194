//! A promise in words: a few sentences put side by side, each of which is true by itself.

use super::{By, Promise};
use crate::hours::{self, Hours};
use crate::lang::{self, Words};
use crate::log::Ms;
use crate::team::COUNTED;

/// What else the sentences name.
pub struct Told<'a> {
    pub now: Ms,
    pub language: &'a str,
    pub words: &'a Words,
    /// Of the queue: whose clock it is
    pub hours: Option<&'a Hours>,
    /// The site's hours as customers read them
    pub open: &'a str,
    pub reference: &'a str,
    /// The number that is called
    pub phone: &'a str,
}

impl Told<'_> {
    fn say(&self, key: &str, fill: &[(&str, &str)]) -> String {
        self.words.say(&format!("said.{key}"), fill)
    }

    fn moment(&self, at: Ms) -> String {
        let zone = self.hours.map_or_else(hours::Zone::utc, |hours| hours.zone.clone());
        hours::words::moment(at, self.now, &zone, self.words)
    }

    fn by(&self, by: By) -> String {
        match by {
            By::At(at) => self.say("promise-by", &[("when", &self.moment(at))]),
            By::Passed => self.say("promise-late", &[]),
            By::Unknown => self.say("promise-by-unknown", &[("hours", self.open)]),
        }
    }

    /// What others waited, in minutes or, where it is long, in hours.
    fn wait(&self, wait: Option<(u32, u32)>) -> String {
        let Some((from, to)) = wait else { return self.say("promise-wait-unknown", &[]) };
        let (from, to, unit) =
            if to > 90 { (from / 60, to.div_ceil(60), "hours") } else { (from, to, "minutes") };
        let unit = lang::plural(self.language, to, &self.say(unit, &[]));
        let to = to.to_string();
        if from == 0 {
            return self.say("promise-wait-up-to", &[("to", &to), ("unit", &unit)]);
        }
        self.say("promise-wait", &[("from", &from.to_string()), ("to", &to), ("unit", &unit)])
    }
}

/// The promise in the customer's language.
pub fn words(promise: &Promise, told: &Told<'_>) -> String {
    let reference = [("reference", told.reference)];
    let sentences = match promise {
        Promise::Sending => vec![told.say("handing-now", &reference)],
        Promise::Stuck => vec![told.say("promise-stuck", &reference)],
        Promise::Live => vec![told.say("promise-live", &[])],
        Promise::Queue { ahead, wait, until, by } => {
            let place = match *ahead {
                0 => told.say("promise-next", &[]),
                COUNTED.. => told.say("promise-far", &[("count", &COUNTED.to_string())]),
                ahead => told.say("promise-position", &[("position", &(ahead + 1).to_string())]),
            };
            let until = until.map(|at| told.say("promise-until", &[("when", &told.moment(at))]));
            let by = (*by != By::Unknown).then(|| told.by(*by));
            let stays = told.say("promise-stays", &[]);
            [Some(place), Some(told.wait(*wait)), until, by, Some(stays)].into_iter().flatten().collect()
        }
        Promise::Later { by } => vec![told.say("promise-later", &[]), told.by(*by)],
        Promise::Closed { opens, by } => {
            let closed = match opens {
                Some(at) => told.say("promise-closed", &[("when", &told.moment(*at))]),
                None => told.say("promise-closed-long", &[]),
            };
            vec![closed, told.say("promise-later", &[]), told.by(*by)]
        }
        Promise::Callback { from, to } => {
            vec![told.say("promise-callback", &[("phone", told.phone), ("when", &told.slot(*from, *to))])]
        }
    };
    // Chinese and Japanese write no space between sentences.
    let gap = if matches!(told.language, "zh" | "ja") { "" } else { " " };
    sentences.join(gap)
}

impl Told<'_> {
    /// A time to be called: its day, from and to.
    pub fn slot(&self, from: Ms, to: Ms) -> String {
        let zone = self.hours.map_or_else(hours::Zone::utc, |hours| hours.zone.clone());
        hours::words::slot(from, to, self.now, &zone, self.words)
    }
}
