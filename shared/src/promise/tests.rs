//! What these tests prove: over every combination of hours, holidays, moments, agents, load, backend, promised times,
//! calls and languages,
//! 1. no sentence is told that is not true: connecting only where somebody is there, free and next; a place in line only
//!    where people work; closed only where they do not; no time that has passed;
//! 2. each text answers: am I in a queue, will somebody reply later, by when;
//! 3. what is told holds until it is looked at again.

use super::words::{Told, words};
use super::*;
use crate::date::from_iso;
use crate::hours::{Days, Holiday, Span, Zone, zone};
use crate::lang::{LANGS, Words};
use expect_test::expect;
use std::collections::BTreeSet;

const HOUR: Ms = 3_600_000;

/// Every way hours can be: not known, always, office hours, office hours on a holiday, and with other hours that day.
const KINDS: [Kind; 5] = [Kind::Unknown, Kind::Always, Kind::Office, Kind::Closed, Kind::Short];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Unknown,
    Always,
    Office,
    /// Thursday and Friday are holidays
    Closed,
    /// They have other hours
    Short,
}

fn hours(kind: Kind) -> Option<Hours> {
    let zone: Zone = zone::named("Europe/Brussels").expect("Brussels has a clock");
    let office = vec![Span { from: 540, to: 750 }, Span { from: 810, to: 1020 }];
    let days = Days::Dates { from: 20_776, to: 20_777 };
    let holiday = |open| vec![Holiday { name: "Holiday".to_owned(), days, open }];
    let week = std::array::from_fn(|day| if day < 5 { office.clone() } else { Vec::new() });
    Some(match kind {
        Kind::Unknown => return None,
        Kind::Always => {
            let week = std::array::from_fn(|_| vec![Span { from: 0, to: 1440 }]);
            Hours { zone, week, holidays: Vec::new() }
        }
        Kind::Office => Hours { zone, week, holidays: Vec::new() },
        Kind::Closed => Hours { zone, week, holidays: holiday(Vec::new()) },
        Kind::Short => Hours { zone, week, holidays: holiday(vec![Span { from: 600, to: 720 }]) },
    })
}

/// The same by hand, for a November in Brussels: an hour ahead of UTC.
fn really_open(kind: Kind, at: Ms) -> bool {
    let local = at + HOUR;
    let (day, minute) = (local / 86_400_000, local / 60_000 % 1440);
    let office = (day + 3) % 7 < 5 && ((540..750).contains(&minute) || (810..1020).contains(&minute));
    let special = day == 20_776 || day == 20_777;
    match kind {
        Kind::Unknown | Kind::Always => true,
        Kind::Office => office,
        Kind::Closed => office && !special,
        Kind::Short if special => (600..720).contains(&minute),
        Kind::Short => office,
    }
}

fn moments() -> Vec<Ms> {
    // Thursday 19 November 2026 to Monday: nights, opening, break, closing, weekend.
    ["19T08:59", "19T09:30", "20T08:00", "20T11:45", "20T13:30", "20T15:59", "20T16:00", "23T08:00"]
        .iter()
        .map(|day| from_iso(&format!("2026-11-{day}:00Z")).expect("a time"))
        .collect()
}

fn loads() -> Vec<Option<Load>> {
    let mut all = vec![None];
    for (here, free) in [(0, 0), (1, 0), (1, 1), (3, 4)] {
        for waiting in [0, 1, COUNTED + 1] {
            for wait in [None, Some((0, 1)), Some((30, 300))] {
                all.push(Some(Load {
                    queue: "team".to_owned(),
                    here,
                    free,
                    waiting,
                    wait,
                    full: Vec::new(),
                }));
            }
        }
    }
    all
}

/// Whether a text has a sentence: all the words of it that stand between its gaps, in their order.
fn says(text: &str, words: &Words, key: &str) -> bool {
    let template = words.say(&format!("said.{key}"), &[]);
    let mut rest = text;
    for part in template.split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after)) {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

fn every_state(mut look: impl FnMut(Kind, &State<'_>)) {
    for kind in KINDS {
        let hours = hours(kind);
        for now in moments() {
            for load in loads() {
                for ahead in [None, Some(0), Some(COUNTED)] {
                    for reached in [
                        Reached::OnItsWay,
                        Reached::Failing,
                        Reached::Tool,
                        Reached::Desk { since: now - 1_000 },
                        Reached::Desk { since: now - CONNECTING },
                    ] {
                        for callback in
                            [None, Some((now - HOUR, now - 1)), Some((now + HOUR, now + 2 * HOUR))]
                        {
                            for by in [None, Some(now - 1), Some(now + 5 * HOUR)] {
                                let (hours, load) = (hours.as_ref(), load.as_ref());
                                look(kind, &State { now, reached, hours, load, ahead, callback, by });
                            }
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn nothing_is_promised_that_is_not_true() {
    let mut count = 0;
    every_state(|kind, state| {
        count += 1;
        let (now, told) = (state.now, promise(state));
        let open = really_open(kind, now);
        let arrived = matches!(state.reached, Reached::Desk { .. } | Reached::Tool);
        let called = arrived && state.callback.is_some_and(|(_, to)| to > now);
        let at_desk = match (state.reached, state.load) {
            (Reached::Desk { since }, Some(load)) if load.here > 0 => Some((since, load)),
            _ => None,
        };
        let can_come = at_desk.filter(|_| open && !called);
        let free = can_come.is_some_and(|(since, load)| {
            state.ahead.unwrap_or(load.waiting) < load.free && now < since + CONNECTING
        });
        match told {
            Promise::Sending => assert_eq!(state.reached, Reached::OnItsWay),
            Promise::Stuck => assert_eq!(state.reached, Reached::Failing),
            Promise::Live => assert!(free, "{state:?}"),
            Promise::Queue { ahead, wait, until, .. } => {
                let (_, load) = can_come.unwrap_or_else(|| panic!("nobody can come: {state:?}"));
                assert!(!free && wait == load.wait, "{state:?}");
                assert_eq!(ahead, state.ahead.unwrap_or(load.waiting).min(COUNTED));
                if let Some(until) = until {
                    assert!(really_open(kind, until - 1) && !really_open(kind, until), "{state:?}");
                }
            }
            Promise::Later { .. } => assert!(arrived && open && !called && at_desk.is_none(), "{state:?}"),
            Promise::Closed { opens, .. } => {
                assert!(arrived && !open && !called, "{state:?}");
                let opens = opens.unwrap_or_else(|| panic!("office hours come again: {state:?}"));
                assert!(
                    opens > now && really_open(kind, opens) && !really_open(kind, opens - 1),
                    "{state:?}"
                );
            }
            Promise::Callback { from, to } => {
                assert!(called && to > now && state.callback == Some((from, to)), "{state:?}");
            }
        }
        match told.by() {
            By::At(by) => assert!(by > now && state.by == Some(by)),
            By::Passed => assert!(state.by.is_some_and(|by| by <= now)),
            By::Unknown => {}
        }
        if let Some(again) = until(state, &told) {
            assert!(again > now);
            let just_before = State { now: again - 1, ..state.clone() };
            assert_eq!(promise(&just_before), told, "{state:?}");
        }
    });
    assert!(count > 150_000, "{count} states");
}

/// In every language: which sentences a promise has, by their words.
#[test]
fn each_text_says_what_the_promise_is_and_answers_the_three_questions() {
    let mut seen: BTreeSet<(u8, Ms, String)> = BTreeSet::new();
    let mut told_of = Vec::new();
    every_state(|kind, state| {
        let told = promise(state);
        if seen.insert((kind as u8, state.now, format!("{told:?}"))) {
            told_of.push((kind, state.now, told));
        }
    });
    let place = ["promise-next", "promise-position", "promise-far"];
    let wait = ["promise-wait", "promise-wait-up-to", "promise-wait-unknown"];
    let by = ["promise-by", "promise-by-unknown", "promise-late"];
    for (language, ..) in LANGS {
        let shipped = Words::shipped(language);
        for (kind, now, told) in &told_of {
            let hours = hours(*kind);
            let text = words(
                told,
                &Told {
                    now: *now,
                    language,
                    words: &shipped,
                    hours: hours.as_ref(),
                    open: "Mon–Fri",
                    reference: "K7M-3QX-1",
                    phone: "+32 2 555 01 23",
                },
            );
            let says = |key: &str| says(&text, &shipped, key);
            let any = |keys: &[&str]| keys.iter().any(|key| says(key));
            assert!(
                !text.contains(['{', '}']) && !text.contains("promise-") && !text.contains("said."),
                "{text}"
            );
            assert_eq!(says("promise-live"), *told == Promise::Live, "{language}: {text}");
            assert_eq!(any(&place), matches!(told, Promise::Queue { .. }), "{language}: {text}");
            assert_eq!(
                says("promise-callback"),
                matches!(told, Promise::Callback { .. }),
                "{language}: {text}"
            );
            assert_eq!(says("promise-stuck"), *told == Promise::Stuck, "{language}: {text}");
            assert_eq!(says("handing-now"), *told == Promise::Sending, "{language}: {text}");
            let closed = any(&["promise-closed", "promise-closed-long"]);
            assert_eq!(closed, matches!(told, Promise::Closed { .. }), "{language}: {text}");
            let later = matches!(told, Promise::Later { .. } | Promise::Closed { .. });
            assert_eq!(says("promise-later"), later, "{language}: {text}");
            // By when: a time, or that none can be said, or what others waited.
            assert_eq!(later, later && any(&by), "{language}: {text}");
            if let Promise::Queue { .. } = told {
                assert!(any(&wait) && says("promise-stays"), "{language}: {text}");
            }
            assert_eq!(says("promise-late"), told.by() == By::Passed, "{language}: {text}");
            assert_eq!(says("promise-by"), matches!(told.by(), By::At(_)), "{language}: {text}");
        }
    }
    assert!(told_of.len() > 200, "{} texts", told_of.len());
}

#[test]
fn the_words_are_these() {
    let now = from_iso("2026-11-20T15:00:00Z").expect("a time");
    let hours = hours(Kind::Office);
    let check = |language: &str, told: &[Promise]| -> String {
        let shipped = Words::shipped(language);
        let told = told.iter().map(|promise| {
            let told = Told {
                now,
                language,
                words: &shipped,
                hours: hours.as_ref(),
                open: "Mon–Fri 9:00–17:00 (Brussels)",
                reference: "K7M-3QX-1",
                phone: "+32 2 555 01 23",
            };
            words(promise, &told)
        });
        told.collect::<Vec<_>>().join("\n")
    };
    let (soon, monday) = (now + HOUR, now + 66 * HOUR);
    let all = [
        Promise::Sending,
        Promise::Stuck,
        Promise::Live,
        Promise::Queue { ahead: 0, wait: None, until: Some(soon), by: By::Unknown },
        Promise::Queue { ahead: 3, wait: Some((4, 12)), until: Some(soon), by: By::At(monday) },
        Promise::Queue { ahead: 20, wait: Some((30, 300)), until: None, by: By::Passed },
        Promise::Later { by: By::Unknown },
        Promise::Closed { opens: Some(monday), by: By::At(monday + 2 * HOUR) },
        Promise::Callback { from: soon, to: soon + HOUR / 2 },
    ];
    expect![[r#"
        Your request K7M-3QX-1 is on its way to our team.
        Your request K7M-3QX-1 has not reached our team yet. It is kept, and I keep trying to bring it there.
        Somebody from our team is here and free: I am connecting you now. The answer comes in this chat.
        You are next in line. I cannot say yet how long it will take. The team is in until today at 17:00 (Brussels). You can leave the page: the answer will be here when you come back.
        You are number 4 in line. Lately it mostly took 4 to 12 minutes until somebody came. The team is in until today at 17:00 (Brussels). You will have an answer by Monday at 10:00 (Brussels) at the latest. You can leave the page: the answer will be here when you come back.
        You are in line: 20 or more requests are before yours. Lately it mostly took less than 5 hours until somebody came. This is taking longer than we promised, and we are sorry. Your request is still with the team. You can leave the page: the answer will be here when you come back.
        You are not in a live queue: a person will answer later, in this chat. I cannot say exactly when. Support hours: Mon–Fri 9:00–17:00 (Brussels).
        Nobody is working right now; the team is back Monday at 10:00 (Brussels). You are not in a live queue: a person will answer later, in this chat. You will have an answer by Monday at 12:00 (Brussels) at the latest.
        A person will call you at +32 2 555 01 23, today at 17:00–17:30 (Brussels)."#]].assert_eq(&check("en", &all));
    expect![[r#"
        Twój numer w kolejce: 4. Ostatnio trzeba było czekać zwykle od 4 do 12 minut. Zespół jest dostępny do: dzisiaj o 17:00 (Brussels). Odpowiedź będzie najpóźniej w poniedziałek o 10:00 (Brussels). Możesz opuścić stronę: odpowiedź będzie tutaj, gdy wrócisz.
        Jesteś w kolejce: przed Twoim zgłoszeniem jest 20 lub więcej innych. Ostatnio trzeba było czekać zwykle mniej niż 5 godzin. To trwa dłużej, niż obiecaliśmy, i przepraszamy. Twoje zgłoszenie nadal jest w zespole. Możesz opuścić stronę: odpowiedź będzie tutaj, gdy wrócisz."#]].assert_eq(&check("pl", &all[4..6]));
    expect!["お客様の順番は 4 番目です。最近は、担当者が来るまでおおむね 4～12 分かかりました。チームの在席は今日 17:00 (Brussels)までです。遅くとも月曜日 10:00 (Brussels)までに返信します。ページを離れても大丈夫です。戻られたときに返信がここにあります。"].assert_eq(&check("ja", &all[4..5]));
}
