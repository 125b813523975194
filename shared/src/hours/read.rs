//! `[hours]` and `[[holiday]]` of `site.toml`, or every problem with its line.

use super::{Days, Holiday, Hours, Span, Zone, date, zone};
use crate::section::{At, Section};

/// Keys that set several days, and Monday to Sunday; what is more exact overrules.
const DAYS: &[(&str, std::ops::RangeInclusive<usize>)] = &[
    ("every-day", 0..=6),
    ("weekdays", 0..=4),
    ("weekend", 5..=6),
    ("monday", 0..=0),
    ("tuesday", 1..=1),
    ("wednesday", 2..=2),
    ("thursday", 3..=3),
    ("friday", 4..=4),
    ("saturday", 5..=5),
    ("sunday", 6..=6),
];

const EXAMPLE: &str = "as in `weekdays = \"9:00-12:30, 13:30-17:00\"`";

/// One `[hours]` table, of the site or of a queue. A queue's may leave out its zone: it is the site's.
pub fn hours(section: Section<'_, '_>, holidays: &[Holiday], site: Option<&Zone>) -> Option<Hours> {
    let zone = match (section.text("zone"), site) {
        (Some(at), _) => match zone::named(&at.value) {
            Ok(zone) => Some(zone),
            Err((what, help)) => {
                section.file.problem(at.offset, what, Some(help));
                None
            }
        },
        (None, Some(site)) => Some(site.clone()),
        (None, None) => {
            let help = "whose clock it is, as in `zone = \"Europe/Brussels\"`".to_owned();
            section.file.problem(section.offset, format!("{} has no `zone`", section.called), Some(help));
            None
        }
    };
    let mut week: [Vec<Span>; 7] = Default::default();
    let mut said = false;
    for (key, days) in DAYS {
        let Some(at) = section.text(key) else { continue };
        said = true;
        let Some(spans) = spans(&section, &at) else { continue };
        for day in days.clone() {
            week[day].clone_from(&spans);
        }
    }
    let open_on_holidays = section.flag("open-on-holidays").unwrap_or(false);
    let holidays = if open_on_holidays { Vec::new() } else { holidays.to_vec() };
    let (file, offset, called) = (section.file, section.offset, section.called.clone());
    section.done();
    let hours = Hours { zone: zone?, week, holidays };
    if !said || !hours.ever_open() {
        file.problem(offset, format!("{called} is never open"), Some(format!("say when, {EXAMPLE}")));
        return None;
    }
    Some(hours)
}

/// Every `[[holiday]]`.
pub fn holidays(top: &Section<'_, '_>) -> Vec<Holiday> {
    let mut all = Vec::new();
    for section in top.sections("holiday") {
        let help = "as in `date = \"2026-12-25\"`, or `date = \"12-25\"` for every year";
        let date = section.needed("date", help);
        let to = section.text("to");
        let name = section.text("name").map(|at| at.value).unwrap_or_default();
        let open = match section.text("hours") {
            Some(at) => spans(&section, &at),
            None => Some(Vec::new()),
        };
        let days = date.as_ref().and_then(|date| days(&section, date, to.as_ref()));
        section.done();
        if let (Some(days), Some(open)) = (days, open) {
            all.push(Holiday { name, days, open });
        }
    }
    all
}

fn days(section: &Section<'_, '_>, from: &At<String>, to: Option<&At<String>>) -> Option<Days> {
    let no_date = |at: &At<String>| {
        let help = "year, month and day of a day that is in the calendar, as in `2026-12-25`".to_owned();
        section.file.problem(at.offset, format!("`{}` is not a date", at.value), Some(help));
        None
    };
    // A leap year, so that 02-29 is a day.
    if let Some(day) = date(&format!("2024-{}", from.value)) {
        if let Some(to) = to {
            let help = "write `date` with its year, or a `[[holiday]]` a day".to_owned();
            section.file.problem(to.offset, "a day of every year has no `to`", Some(help));
            return None;
        }
        let (_, month, day) = crate::date::civil(day);
        return Some(Days::Yearly { month: month as u8, day: day as u8 });
    }
    let Some(first) = date(&from.value) else { return no_date(from) };
    let Some(to) = to else { return Some(Days::Dates { from: first, to: first }) };
    let Some(last) = date(&to.value) else { return no_date(to) };
    if last < first {
        let help = Some("the last day of the holiday, after `date`".to_owned());
        section.file.problem(to.offset, format!("`{}` is before `{}`", to.value, from.value), help);
        return None;
    }
    Some(Days::Dates { from: first, to: last })
}

/// `9:00-12:30, 13:30-17:00`, `22:00-6:00` into the next day, `all day`, `closed`.
fn spans(section: &Section<'_, '_>, at: &At<String>) -> Option<Vec<Span>> {
    let wrong = |what: String, help: &str| {
        section.file.problem(at.offset, format!("{what} in {}", section.called), Some(help.to_owned()));
        None
    };
    match at.value.trim() {
        "closed" => return Some(Vec::new()),
        "all day" => return Some(vec![Span { from: 0, to: 1440 }]),
        _ => {}
    }
    let mut spans: Vec<Span> = Vec::new();
    for part in at.value.split(',').map(str::trim) {
        let read = part.split_once(['-', '–']).and_then(|(from, to)| Some((minute(from)?, minute(to)?)));
        let Some((from, to)) = read.filter(|(from, _)| *from < 1440) else {
            let help = format!("hours from 0:00 to 24:00, {EXAMPLE}; or `all day`, or `closed`");
            return wrong(format!("`{part}` are no hours"), &help);
        };
        if from == to {
            return wrong(format!("`{part}` lasts no time"), "write `all day`, or `closed`");
        }
        let to = if to < from { to + 1440 } else { to };
        if spans.last().is_some_and(|last| from < last.to) {
            return wrong(
                format!("`{part}` begins before what stands before it ends"),
                "write the hours of a day in their order, with the breaks between them left out",
            );
        }
        spans.push(Span { from, to });
    }
    Some(spans)
}

fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once([':', '.']).unwrap_or((text.trim(), "00"));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit()) && (1..=2).contains(&text.len());
    if !digits(hour) || !digits(minute) || minute.len() != 2 {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let all = hour * 60 + minute;
    (minute < 60 && all <= 1440).then_some(all)
}
