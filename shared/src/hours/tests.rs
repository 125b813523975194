//! What these tests prove:
//! 1. opening, closing, breaks, nights, holidays and both changes of the clock are where they should be;
//! 2. whatever the hours: what `opening` says holds until it says it changes, and changes then;
//! 3. `after` counts open time only; slots lie in open time;
//! 4. every mistake in the file is told with its line and a way out.

use super::*;
use crate::date::{from_iso, iso};
use crate::lang::Words;
use crate::section::{File, Section};
use expect_test::{Expect, expect};
use proptest::prelude::*;

fn read_all(text: &str) -> Result<Hours, String> {
    let file = File::new("site.toml", text);
    let root = file.parse();
    let top = Section::new(&file, root.get_ref(), 0, "the site");
    let holidays = read::holidays(&top);
    let hours = top.section("hours").and_then(|section| read::hours(section, &holidays, None));
    top.done();
    let told: Vec<String> = file.problems().iter().map(ToString::to_string).collect();
    hours.filter(|_| told.is_empty()).ok_or_else(|| told.join("\n"))
}

fn hours(text: &str) -> Hours {
    read_all(text).unwrap_or_else(|told| panic!("{told}"))
}

fn brussels() -> Hours {
    hours(
        "[hours]\nzone = \"Europe/Brussels\"\nweekdays = \"9:00-12:30, 13:30-17:00\"\nsaturday = \"22:00-2:00\"\n\n[[holiday]]\ndate = \"12-25\"\nname = \"Christmas\"\n\n[[holiday]]\ndate = \"2026-12-31\"\nto = \"2027-01-03\"\nhours = \"10:00-12:00\"\n",
    )
}

fn at(text: &str) -> Ms {
    from_iso(text).unwrap_or_else(|| panic!("{text}"))
}

fn told(hours: &Hours, when: &str) -> String {
    let short = |at: Option<Ms>| at.map_or("ever".to_owned(), |at| iso(at)[..16].to_owned());
    match hours.opening(at(when)) {
        Opening::Open { until } => format!("open until {}", short(until)),
        Opening::Closed { opens } => format!("closed until {}", short(opens)),
    }
}

#[test]
fn breaks_nights_holidays_and_changes_of_the_clock_are_where_they_should_be() {
    let hours = brussels();
    let check = |when: &str, expected: Expect| expected.assert_eq(&told(&hours, when));
    // A Friday in winter: an hour ahead of UTC.
    check("2026-11-20T07:59:59Z", expect!["closed until 2026-11-20T08:00"]);
    check("2026-11-20T08:00:00Z", expect!["open until 2026-11-20T11:30"]);
    check("2026-11-20T11:30:00Z", expect!["closed until 2026-11-20T12:30"]);
    check("2026-11-20T16:00:00Z", expect!["closed until 2026-11-21T21:00"]);
    // The night of Saturday ends on Sunday.
    check("2026-11-22T00:30:00Z", expect!["open until 2026-11-22T01:00"]);
    check("2026-11-22T01:00:00Z", expect!["closed until 2026-11-23T08:00"]);
    // Summer: two hours ahead.
    check("2026-07-01T07:00:00Z", expect!["open until 2026-07-01T10:30"]);
    // The night in which clocks go forward (29 March) and back (25 October).
    check("2026-03-29T00:30:00Z", expect!["open until 2026-03-29T01:00"]);
    check("2026-10-24T23:30:00Z", expect!["open until 2026-10-25T00:00"]);
    check("2026-12-25T09:00:00Z", expect!["closed until 2026-12-26T21:00"]);
    check("2028-12-25T09:00:00Z", expect!["closed until 2028-12-26T08:00"]);
    check("2027-01-01T08:30:00Z", expect!["closed until 2027-01-01T09:00"]);
    // The Saturday among the holidays has their hours, and no night.
    check("2027-01-02T11:30:00Z", expect!["closed until 2027-01-03T09:00"]);
}

#[test]
fn who_never_closes_is_open_for_ever() {
    let hours = hours("[hours]\nzone = \"America/New_York\"\nevery-day = \"all day\"\n");
    assert_eq!(told(&hours, "2026-03-08T06:59:00Z"), "open until ever");
    assert_eq!(hours.after(at("2026-03-08T06:00:00Z"), 120), Some(at("2026-03-08T08:00:00Z")));
}

#[test]
fn open_time_is_counted_over_breaks_and_weekends() {
    let hours = brussels();
    let check = |from: &str, minutes, to: &str| {
        assert_eq!(hours.after(at(from), minutes).map(iso), Some(iso(at(to))), "{from} {minutes}");
    };
    check("2026-11-20T11:00:00Z", 30, "2026-11-20T11:30:00Z");
    check("2026-11-20T11:00:00Z", 60, "2026-11-20T13:00:00Z");
    check("2026-11-22T12:00:00Z", 480, "2026-11-24T09:00:00Z");
    let slots: Vec<String> = hours.slots(at("2026-11-20T10:45:00Z"), 30, 3).into_iter().map(iso).collect();
    assert_eq!(slots, ["2026-11-20T11:00:00.000Z", "2026-11-20T12:30:00.000Z", "2026-11-20T13:00:00.000Z"]);
}

#[test]
fn hours_are_read_by_people_in_their_language() {
    let hours = brussels();
    let check = |tag: &str, expected: Expect| {
        let words = Words::shipped(tag);
        let now = at("2026-11-20T17:00:00Z");
        let moment = |when: &str| words::moment(at(when), now, &hours.zone, &words);
        expected.assert_eq(&format!(
            "{}\n{}, {}, {}, {}",
            words::week(&hours, &words),
            moment("2026-11-20T20:00:00Z"),
            moment("2026-11-21T08:00:00Z"),
            moment("2026-11-23T08:30:00Z"),
            moment("2026-12-28T08:00:00Z"),
        ));
    };
    check(
        "en",
        expect![[r#"
            Mon–Fri 9:00–12:30, 13:30–17:00 · Sat 22:00–2:00 (Brussels)
            today at 21:00 (Brussels), tomorrow at 9:00 (Brussels), Monday at 9:30 (Brussels), 2026-12-28 at 9:00 (Brussels)"#]],
    );
    check(
        "pl",
        expect![[r#"
            pon.–pt. 9:00–12:30, 13:30–17:00 · sob. 22:00–2:00 (Brussels)
            dzisiaj o 21:00 (Brussels), jutro o 9:00 (Brussels), w poniedziałek o 9:30 (Brussels), 2026-12-28 o 9:00 (Brussels)"#]],
    );
}

#[test]
fn every_mistake_is_told_with_its_line_and_a_way_out() {
    let check = |text: &str, expected: Expect| expected.assert_eq(&read_all(text).expect_err("it is wrong"));
    check(
        "[hours]\nzone = \"Brussels\"\nmonday = \"9-17, 16:00-18:00\"\ntusday = \"9:00-17:00\"\nfriday = \"nine to five\"\nsaturday = \"9:00-9:00\"\n\n[[holiday]]\ndate = \"2026-02-30\"\n\n[[holiday]]\ndate = \"2026-12-24\"\nto = \"2026-12-20\"\n\n[[holiday]]\ndate = \"12-24\"\nto = \"12-26\"\n",
        expect![[r#"
            site.toml:2: there is no time zone `Brussels`
                help: did you mean `Europe/Brussels`?
            site.toml:3: `16:00-18:00` begins before what stands before it ends in [hours]
                help: write the hours of a day in their order, with the breaks between them left out
            site.toml:4: unknown key `tusday` in [hours]
                help: did you mean `tuesday`?
            site.toml:5: `nine to five` are no hours in [hours]
                help: hours from 0:00 to 24:00, as in `weekdays = "9:00-12:30, 13:30-17:00"`; or `all day`, or `closed`
            site.toml:6: `9:00-9:00` lasts no time in [hours]
                help: write `all day`, or `closed`
            site.toml:9: `2026-02-30` is not a date
                help: year, month and day of a day that is in the calendar, as in `2026-12-25`
            site.toml:13: `2026-12-20` is before `2026-12-24`
                help: the last day of the holiday, after `date`
            site.toml:17: a day of every year has no `to`
                help: write `date` with its year, or a `[[holiday]]` a day"#]],
    );
    check(
        "[hours]\nmonday = \"closed\"\n",
        expect![[r#"
            site.toml:1: [hours] has no `zone`
                help: whose clock it is, as in `zone = "Europe/Brussels"`"#]],
    );
}

pub(crate) fn any_hours() -> impl Strategy<Value = Hours> {
    let zones = [
        "Europe/Brussels",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "UTC",
    ];
    let span = prop::sample::subsequence((0..48u16).collect::<Vec<_>>(), 0..=4).prop_map(|marks| {
        marks.chunks_exact(2).map(|two| Span { from: two[0] * 30, to: two[1] * 30 }).collect::<Vec<_>>()
    });
    let week = prop::collection::vec(span.clone(), 7);
    let holiday = (0i64..400, 0i64..3, span).prop_map(|(from, long, open)| Holiday {
        name: String::new(),
        days: Days::Dates { from: 20_600 + from, to: 20_600 + from + long },
        open,
    });
    (prop::sample::select(zones.to_vec()), week, prop::collection::vec(holiday, 0..4)).prop_map(
        |(zone, week, holidays)| Hours {
            zone: zone::named(zone).unwrap_or_else(|(what, _)| panic!("{what}")),
            week: week.try_into().unwrap_or_default(),
            holidays,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_said_of_hours_holds_until_it_changes(hours in any_hours(), minute in 0u64..600_000) {
        let now = at("2026-06-01T00:00:00Z") + minute * MINUTE;
        let opening = hours.opening(now);
        if let Some(change) = opening.changes() {
            prop_assert!(change > now);
            prop_assert_ne!(hours.opening(change).is_open(), opening.is_open());
            for step in 0..20 {
                let between = now + (change - 1 - now) / 20 * step;
                prop_assert_eq!(hours.opening(between).is_open(), opening.is_open());
            }
        }
        if let Some(done) = hours.after(now, 90) {
            let mut open = 0;
            let mut at = now;
            while at < done {
                open += u64::from(hours.opening(at).is_open());
                at += MINUTE;
            }
            prop_assert_eq!(open, 90);
        }
        for slot in hours.slots(now, 30, 6) {
            prop_assert!(slot >= now && hours.opening(slot).is_open());
            prop_assert!(hours.opening(slot + 30 * MINUTE - 1).is_open());
        }
    }

    #[test]
    fn every_minute_of_the_clock_is_a_moment_and_moments_rise(zone in any_hours(), day in 20_600i64..21_400) {
        let mut last = 0;
        for minute in (0..1440).step_by(10) {
            let moment = zone.zone.at(day, minute);
            prop_assert!(moment >= last, "{day} {minute}");
            let (back, of) = zone.zone.local(moment);
            // A skipped minute is the one after the gap; all others come back as they were.
            prop_assert!((back, of) == (day, minute) || (back == day && of >= minute && of <= minute + 60));
            last = moment;
        }
    }
}
