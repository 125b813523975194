//! What these tests prove:
//! 1. what is told is kept whenever it becomes of another kind: by the clock, by the desk, by a backend;
//! 2. a time to be called is had only while it can be had, and what was picked goes to the backend;
//! 3. a rule may ask whether anybody is available.

use super::*;
use crate::conversation::Booked;
use crate::conversation::tests::site;
use crate::conversation::{DeliveryEnd, Event, World, step};
use crate::date::from_iso;
use crate::hours::{Span, zone};
use crate::log::Entry;
use crate::policy::{Condition, Priority, Test};
use crate::promise::CONNECTING;
use crate::site::Callback;
use crate::team::Load;
use expect_test::{Expect, expect};

/// Monday to Friday, nine to five in Brussels, an answer in four hours of these.
fn office() -> Site {
    let zone = zone::named("Europe/Brussels").expect("Brussels has a clock");
    let nine_to_five = vec![Span { from: 540, to: 1020 }];
    let week = std::array::from_fn(|day| if day < 5 { nine_to_five.clone() } else { Vec::new() });
    let mut site = site().clone();
    site.opening = Some(Hours { zone, week, holidays: Vec::new() });
    site.callback = Some(Callback { within: 120, slot: 30, at_once: None });
    site.routing.queues[0].reply_within = Some(240);
    site.routing.queues[0].priority = Some(Priority::High);
    site
}

struct Play {
    site: Site,
    conversation: Conversation,
}

impl Play {
    fn new(site: Site) -> Self {
        Self { site, conversation: Conversation::new("0123456789abcdef0123456789abcdef", "en") }
    }

    fn take(&mut self, now: &str, event: Event) -> Vec<Entry> {
        let now = from_iso(&format!("2026-11-{now}:00Z")).expect("a time");
        let (backends, providers) = (["desk".to_owned()], ["extractive".to_owned()]);
        let world = World { now, site: &self.site, backends: &backends, providers: &providers, actions: &[] };
        let step = step(&self.conversation, event, &world);
        let new = step.log().to_vec();
        self.conversation = step.next;
        new
    }

    fn press(&mut self, now: &str) {
        self.take(
            now,
            Event::AskedForPerson {
                key: "k".to_owned(),
                text: String::new(),
                contact: Contact::default(),
                page: None,
            },
        );
    }

    fn ended(&mut self, now: &str, end: DeliveryEnd) {
        let key = format!("{}.1.packet.desk", self.conversation.id);
        self.take(now, Event::DeliveryEnded { key, end });
    }

    fn accepted(&mut self, now: &str) {
        self.ended(now, DeliveryEnd::Accepted { ticket: String::new() });
    }

    fn team(&mut self, now: &str, here: u32, free: u32, ahead: Option<u32>) {
        let load = Load {
            queue: "team".to_owned(),
            here,
            free,
            waiting: ahead.unwrap_or(0) + 1,
            wait: None,
            full: Vec::new(),
        };
        self.take(now, Event::TeamSeen { team: Team { loads: vec![load], ahead } });
    }

    fn words(&self, now: &str) -> String {
        let now = from_iso(&format!("2026-11-{now}:00Z")).expect("a time");
        self.conversation.promise_words(&self.site, now)
    }

    /// Kinds of what was told, in order.
    fn told(&self) -> Vec<&'static str> {
        let told = self.conversation.log.iter().filter_map(|entry| match &entry.what {
            What::Promised { promise, .. } => Some(promise.mode()),
            _ => None,
        });
        told.collect()
    }
}

#[test]
fn what_is_told_is_kept_when_it_becomes_of_another_kind() {
    let mut play = Play::new(office());
    // Thursday, half an hour before five.
    play.press("19T15:30");
    play.accepted("19T15:30");
    play.team("19T15:30", 1, 1, Some(0));
    play.team("19T15:31", 1, 0, Some(2));
    play.team("19T15:32", 1, 0, Some(1));
    let due = |play: &Play| play.conversation.due().map(crate::date::iso).unwrap_or_default();
    assert_eq!(due(&play), "2026-11-19T16:00:00.000Z", "the desk closes");
    play.take("19T16:00", Event::Ticked);
    assert_eq!(due(&play), "2026-11-20T08:00:00.000Z", "and opens");
    expect!["Nobody is working right now; the team is back tomorrow at 9:00 (Brussels). You are not in a live queue: a person will answer later, in this chat. You will have an answer by tomorrow at 12:30 (Brussels) at the latest."]
        .assert_eq(&play.words("19T16:00"));
    play.team("19T16:01", 0, 0, Some(0));
    play.take("20T08:00", Event::Ticked);
    play.take("20T11:30", Event::Ticked);
    expect!["You are not in a live queue: a person will answer later, in this chat. This is taking longer than we promised, and we are sorry. Your request is still with the team."].assert_eq(&play.words("20T11:30"));
    play.take("20T11:31", Event::PersonClaimed { name: "Sarah".to_owned() });
    assert_eq!(play.words("20T11:31"), "");
    assert_eq!(play.conversation.due(), play.conversation.work_due(), "nobody waits");
    assert_eq!(play.told(), ["sending", "later", "live", "queue", "closed", "later"]);
}

#[test]
fn connecting_is_not_said_for_long() {
    let mut play = Play::new(office());
    play.press("19T12:00");
    play.accepted("19T12:00");
    play.team("19T12:00", 2, 4, Some(0));
    let due = play.conversation.due().unwrap_or_default();
    assert_eq!(due, from_iso("2026-11-19T12:00:00Z").unwrap_or_default() + CONNECTING);
    assert!(play.words("19T12:01").contains("connecting"));
    expect!["You are next in line. I cannot say yet how long it will take. The team is in until today at 17:00 (Brussels). You will have an answer by today at 17:00 (Brussels) at the latest. You can leave the page: the answer will be here when you come back."].assert_eq(&play.words("19T12:02"));
}

#[test]
fn a_backend_that_fails_is_admitted_and_one_that_comes_back_is_believed() {
    let mut play = Play::new(office());
    play.press("19T12:00");
    for minute in 1..5 {
        play.ended(
            &format!("19T12:0{minute}"),
            DeliveryEnd::Refused { why: "it broke".to_owned(), after: None },
        );
        play.take(&format!("19T12:0{minute}"), Event::Woke);
        let due = play.conversation.work_due().unwrap_or_default();
        assert!(due > 0);
        play.take(&format!("19T12:{minute}9"), Event::Ticked);
    }
    assert!(play.words("19T13:00").contains("has not reached our team"), "{}", play.words("19T13:00"));
    play.accepted("19T13:00");
    assert_eq!(play.told(), ["sending", "stuck", "later"]);
}

#[test]
fn a_time_to_be_called_is_had_only_while_it_can_be_had() {
    let mut play = Play::new(office());
    play.press("20T15:10");
    assert_eq!(play.conversation.ways(&play.site, 0), (Vec::new(), Vec::new()), "first it must be safe");
    play.accepted("20T15:10");
    let now = from_iso("2026-11-20T15:10:00Z").expect("a time");
    let (ways, slots) = play.conversation.ways(&play.site, now);
    assert_eq!(ways, [Way::Callback, Way::Email, Way::Ticket]);
    let told: Vec<&str> = slots.iter().map(|slot| slot.text.as_str()).collect();
    expect![[r#"
        Soon, by Monday at 10:10 (Brussels)
        Monday at 10:30–11:00 (Brussels)
        Monday at 11:00–11:30 (Brussels)
        Monday at 11:30–12:00 (Brussels)
        Monday at 12:00–12:30 (Brussels)
        Monday at 12:30–13:00 (Brussels)"#]]
    .assert_eq(&told.join("\n"));
    let call = |at| Event::Arranged { how: Arrangement::Callback { at, phone: "02 555 01 23".to_owned() } };
    let check = |play: &mut Play, now: &str, event, expected: Expect| {
        let told = play.take(now, event).into_iter().filter_map(|entry| match entry.what {
            What::Arranged { text, .. } => Some(text),
            What::Ignored { why, .. } => Some(format!("ignored: {why}")),
            _ => None,
        });
        expected.assert_eq(&told.collect::<Vec<_>>().join("\n"));
    };
    let gone = || expect!["That time cannot be had any more. Please pick another."];
    // On Saturday, in the past, over closing time, and far away.
    for at in ["2026-11-21T09:00:00Z", "2026-11-20T15:00:00Z", "2026-11-23T15:45:00Z", "2027-03-01T09:00:00Z"]
    {
        check(&mut play, "20T15:10", call(from_iso(at).unwrap_or_default()), gone());
    }
    check(&mut play, "20T15:11", call(u64::MAX), gone());
    let booked = |yes, full: &[Ms]| Event::Booked { handoff: 1, booked: Booked { yes, full: full.to_vec() } };
    check(&mut play, "20T15:11", call(slots[2].at), expect![""]);
    assert_eq!(play.conversation.booking(1, &play.site).and_then(|asked| asked.at), Some(slots[2].at));
    check(&mut play, "20T15:11", booked(false, &[slots[2].at]), gone());
    let (_, left) = play.conversation.ways(&play.site, now);
    assert!(
        left.iter().all(|slot| slot.at != slots[2].at) && left.len() == slots.len(),
        "another in its place"
    );
    check(&mut play, "20T15:12", call(slots[1].at), expect![""]);
    check(
        &mut play,
        "20T15:12",
        booked(true, &[slots[2].at]),
        expect!["Noted: a person calls 02 555 01 23, Monday at 10:30–11:00 (Brussels)."],
    );
    check(&mut play, "20T15:13", call(slots[1].at), expect!["ignored: it was picked before"]);
    assert_eq!(
        play.words("20T15:14"),
        "A person will call you at 02 555 01 23, Monday at 10:30–11:00 (Brussels)."
    );
    assert_eq!(play.conversation.contact.phone, "02 555 01 23");
    let posted =
        play.conversation.outbox.iter().filter(|parcel| matches!(parcel.cargo, Cargo::Contact { .. }));
    assert_eq!(posted.count(), 1);
    let handoff = &play.conversation.handoffs[0];
    assert_eq!(
        crate::view::wish_words(handoff.wish.as_ref()),
        "Call the customer at 02 555 01 23: 2026-11-23 10:30–11:00 (Brussels)."
    );
    check(
        &mut play,
        "20T15:15",
        Event::Arranged { how: Arrangement::Email { email: "a@b.example".to_owned() } },
        expect!["Noted: the team will answer to a@b.example."],
    );
    check(
        &mut play,
        "20T15:16",
        Event::Arranged { how: Arrangement::Wait },
        expect!["All right: you wait here."],
    );
}

#[test]
fn as_soon_as_possible_takes_a_slot_of_the_desk_and_is_not_offered_where_none_is_left() {
    let mut play = Play::new(office());
    play.press("20T12:10");
    play.accepted("20T12:10");
    let now = from_iso("2026-11-20T12:10:00Z").expect("a time");
    let soon = || Event::Arranged { how: Arrangement::Callback { at: 0, phone: "02 555 01 23".to_owned() } };
    let offered = |play: &Play| play.conversation.ways(&play.site, now).1.iter().any(|slot| slot.at == 0);
    assert!(offered(&play));
    let told = |new: Vec<Entry>| {
        new.into_iter().find_map(|entry| match entry.what {
            What::Arranged { text, .. } => Some(text),
            _ => None,
        })
    };
    assert_eq!(told(play.take("20T12:10", soon())), None, "nothing is promised before the desk has counted");
    let asked = play.conversation.booking(1, &play.site).expect("there is a handoff");
    let slots: Vec<String> = asked
        .at
        .iter()
        .chain(&asked.or)
        .map(|at| crate::date::iso(*at).get(11..16).unwrap_or_default().to_owned())
        .collect();
    // Within two hours of open time, on the team's clock: the running half hour first.
    expect!["12:00 12:30 13:00 13:30 14:00"].assert_eq(&slots.join(" "));
    let full: Vec<Ms> = asked.at.into_iter().chain(asked.or).collect();
    let no = Event::Booked { handoff: 1, booked: Booked { yes: false, full: full.clone() } };
    let gone = told(play.take("20T12:10", no));
    assert_eq!(gone.as_deref(), Some("That time cannot be had any more. Please pick another."));
    assert!(!offered(&play), "it would not be true");
    let later = play.conversation.ways(&play.site, now).1;
    assert!(later.iter().all(|slot| !full.contains(&slot.at)) && !later.is_empty());
    play.take("20T12:11", soon());
    let yes = Event::Booked { handoff: 1, booked: Booked { yes: true, full: full[1..].to_vec() } };
    assert!(told(play.take("20T12:11", yes)).is_some_and(|text| text.contains("02 555 01 23")));
    assert!(offered(&play), "one is free again");
    let held = play.conversation.booking(1, &play.site).expect("there is a handoff");
    assert_eq!(held.at, asked.at, "asked again it is the same slots");
    // Giving it up gives it back.
    play.take("20T12:12", Event::Arranged { how: Arrangement::Wait });
    assert_eq!(play.conversation.booking(1, &play.site).and_then(|asked| asked.at), None);
}

#[test]
fn a_rule_may_ask_whether_anybody_is_available() {
    let mut site = office();
    let mut rule = site.policy.rules[0].clone();
    rule.when = vec![Condition { signal: "nobody-available".to_owned(), test: Test::Holds }];
    rule.any = Vec::new();
    rule.id = "nobody".to_owned();
    rule.then = crate::policy::Outcome::Offer;
    site.policy.rules.insert(0, rule);
    let said = || Event::Said { key: "k".to_owned(), text: "where is my lamp".to_owned(), page: None };
    let decided = |now: &str, team: Option<(u32, u32)>| {
        let mut play = Play::new(site.clone());
        if let Some((here, free)) = team {
            play.team(now, here, free, None);
        }
        let new = play.take(now, said());
        let decision = new.into_iter().find_map(|entry| match entry.what {
            What::Decided { decision, .. } => Some(decision),
            _ => None,
        });
        let decision = decision.expect("something was decided");
        let why = decision.evidence.first().map(|finding| finding.evidence.clone()).unwrap_or_default();
        format!("{}: {why}", decision.rule)
    };
    assert_eq!(decided("21T12:00", None), "nobody: the team does not work at this hour");
    assert_eq!(decided("20T12:00", Some((0, 0))), "nobody: nobody is at the desk");
    assert_eq!(decided("20T12:00", Some((2, 0))), "nobody: everybody at the desk has their hands full");
    assert!(!decided("20T12:00", Some((2, 1))).starts_with("nobody"));
    assert!(!decided("20T12:00", None).starts_with("nobody"), "what is not known is not held to be so");
}
