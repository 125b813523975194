//! Dates as other people's services write them, to and from milliseconds since 1970.
//!
//! Days to civil date and back after Howard Hinnant, "chrono-compatible low-level date algorithms". Absent: time zones;
//! everything here is UTC.

/// RFC 3339 in UTC, as in `2024-02-29T00:00:00.123Z`.
pub fn iso(ms: u64) -> String {
    let (days, rest) = (ms / 86_400_000, ms % 86_400_000);
    let (year, month, day) = civil(days as i64);
    let (h, m, s, milli) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000);
    format!("{year:04}-{month:02}-{day:02}T{h:02}:{m:02}:{s:02}.{milli:03}Z")
}

/// Year, month and day of the day with this number; 1970-01-01 is 0.
pub fn civil(number: i64) -> (i64, i64, i64) {
    let z = number + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + i64::from(month <= 2), month, day)
}

/// The number of a day; 1970-01-01 is 0. A day that the month does not have counts into the next.
pub fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
}

/// Reads RFC 3339 in UTC: seconds, with a fraction or without, and `Z` at the end.
pub fn from_iso(text: &str) -> Option<u64> {
    let (date, time) = text.trim().strip_suffix(['Z', 'z'])?.split_once(['T', 't', ' '])?;
    let mut date = date.split('-').map(|part| part.parse::<i64>().ok());
    let mut next = || date.next().flatten();
    let (year, month, day) = (next()?, next()?, next()?);
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let milli: String = fraction.chars().chain("000".chars()).take(3).collect();
    Some(at(year, month, day, clock)? + milli.parse::<u64>().ok()?)
}

/// Reads the date of HTTP (RFC 9110, 5.6.7), as in `Sun, 06 Nov 1994 08:49:37 GMT`.
pub fn from_http(text: &str) -> Option<u64> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut parts = text.trim().strip_suffix("GMT")?.split_once(", ")?.1.split_whitespace();
    let day = parts.next()?.parse().ok()?;
    let month = parts.next()?;
    let month = MONTHS.iter().position(|name| *name == month)? as i64 + 1;
    let year = parts.next()?.parse().ok()?;
    at(year, month, day, parts.next()?)
}

fn at(year: i64, month: i64, day: i64, clock: &str) -> Option<u64> {
    let mut clock = clock.split(':').map(|part| part.parse::<u64>().ok());
    let mut next = || clock.next().flatten();
    let (h, m, s) = (next()?, next()?, next()?);
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    if h > 23 || m > 59 || s > 60 {
        return None;
    }
    let days = u64::try_from(day_number(year, month, day)).ok()?;
    Some((days * 86_400 + h * 3600 + m * 60 + s) * 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_and_read_back() {
        assert_eq!(iso(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(iso(1_709_164_800_123), "2024-02-29T00:00:00.123Z");
        for ms in (0..4_000_000_000_000).step_by(98_765_432_123) {
            assert_eq!(from_iso(&iso(ms)), Some(ms));
        }
        assert_eq!(from_iso("2026-01-01T00:00:00Z"), Some(1_767_225_600_000));
        assert_eq!(from_http("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777_000));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "Z",
            "yesterday",
            "2026-13-01T00:00:00Z",
            "2026-01-01T25:00:00Z",
            "2026-01-01",
            "-1-1-1T0:0:0Z",
        ] {
            assert_eq!(from_iso(text), None, "{text}");
            assert_eq!(from_http(text), None, "{text}");
        }
    }
}
