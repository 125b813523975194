//! What these tests prove:
//! 1. the first queue whose conditions hold takes it, with what spoke; a closed or full one sends on, and says so;
//! 2. every destination is checked, and every mistake told with its line and a way out;
//! 3. whatever hours and loads: a handoff has a queue of the file.

use super::*;
use crate::hours::{read, tests::any_hours};
use crate::policy::Value;
use crate::section::{File, Section};
use crate::site::Backend;
use crate::team::Load;
use expect_test::{Expect, expect};
use proptest::prelude::*;
use std::collections::BTreeMap;

const POLICY: &str = "version = \"1\"\njob = \"Answers.\"\n\n[areas]\nbilling = [\"invoice\"]\n\n[[rule]]\nid = \"a\"\nlayer = \"user-requested\"\nreason = \"user-requested-agent\"\nbecause = \"they asked\"\nwhen = \"asks-for-person\"\nthen = \"transfer\"\n";

const HOURS: &str = "[hours]\nzone = \"Europe/Brussels\"\nweekdays = \"9:00-17:00\"\n\n";

fn policy() -> Policy {
    crate::policy::read("policy.toml", POLICY, &crate::signal::specs()).expect("the policy is whole")
}

fn backend(name: &str, kind: &str) -> Backend {
    Backend { name: name.to_owned(), kind: kind.to_owned(), settings: BTreeMap::new(), leave_out: Vec::new() }
}

fn read_all(text: &str) -> (Routing, Option<Hours>, String) {
    let file = File::new("site.toml", text);
    let root = file.parse();
    let top = Section::new(&file, root.get_ref(), 0, "the site");
    let holidays = read::holidays(&top);
    let hours = top.section("hours").and_then(|section| read::hours(section, &holidays, None));
    let policy = policy();
    let backends = [backend("zendesk", "zendesk"), backend("desk", "desk")];
    let around = super::read::Around {
        policy: Some(&policy),
        hours: hours.as_ref(),
        holidays: &holidays,
        backends: &backends,
    };
    let routing = super::read::routing(&top, &around);
    top.done();
    let told: Vec<String> = file.problems().iter().map(ToString::to_string).collect();
    (routing, hours, told.join("\n"))
}

const QUEUES: &str = "[[queue]]\nname = \"billing\"\nwhen = \"area is billing\"\nany = [\"language is de\", \"tier is trade\"]\nagents = [\"sarah\"]\ncapacity = 2\nmost-waiting = 4\noverflow = \"team\"\nafter-hours = \"night\"\nbackend = \"desk\"\n\n[[queue]]\nname = \"night\"\nwhen = \"never\"\n[queue.hours]\nevery-day = \"17:00-9:00\"\nweekend = \"all day\"\n\n[[queue]]\nname = \"team\"\nreply-within = \"8 hours\"\n";

/// Two queues that take, and one for the night.
pub(crate) fn routing() -> Routing {
    let (routing, _, told) = read_all(&format!("{HOURS}{QUEUES}"));
    assert_eq!(told, "");
    routing
}

fn finding(signal: &str, word: &str) -> Finding {
    Finding {
        signal: signal.to_owned(),
        value: Value::Word(word.to_owned()),
        evidence: format!("“{word}” was seen"),
    }
}

fn load(queue: &str, waiting: u32) -> Load {
    Load { queue: queue.to_owned(), here: 1, free: 0, waiting, wait: None, full: Vec::new() }
}

#[test]
fn the_first_queue_that_holds_takes_it_and_a_closed_or_full_one_sends_on() {
    let (routing, hours, _) = read_all(&format!("{HOURS}{QUEUES}"));
    let check = |findings: &[Finding], waiting: u32, now: &str, expected: Expect| {
        let team = Team { loads: vec![load("billing", waiting)], ahead: None };
        let now = crate::date::from_iso(now).expect("a time");
        let routed = route(&routing, &policy(), findings, hours.as_ref(), Some(&team), now);
        let mut told = format!("{}: {}", routed.queue, routed.because);
        for passed in &routed.passed_over {
            told.push_str(&format!("\nnot {}: {}", passed.rule, passed.why));
        }
        expected.assert_eq(&told);
    };
    let (area, tier) = (finding("area", "billing"), finding("tier", "trade"));
    let (friday, night) = ("2026-11-20T10:00:00Z", "2026-11-20T20:00:00Z");
    check(
        &[],
        0,
        friday,
        expect![[r#"
        team: no other queue takes it
        not billing: `area is billing`: nothing found
        not night: only other queues send to it"#]],
    );
    check(
        &[area.clone(), finding("language", "fr")],
        0,
        friday,
        expect![[r#"
        team: no other queue takes it
        not billing: neither `language is de` nor 1 more
        not night: only other queues send to it"#]],
    );
    check(
        &[area.clone(), tier.clone()],
        3,
        friday,
        expect!["billing: area is billing (“billing” was seen), tier is trade (“trade” was seen)"],
    );
    check(
        &[area.clone(), tier.clone()],
        4,
        friday,
        expect![[r#"
        team: `billing` sends it on: 4 wait already, 4 may: what comes then goes to `team`
        not billing: 4 wait already, 4 may: what comes then goes to `team`"#]],
    );
    check(
        &[area, tier],
        4,
        night,
        expect![[r#"
        night: `billing` sends it on: it is closed now, and then `night` takes over
        not billing: it is closed now, and then `night` takes over"#]],
    );
}

#[test]
fn every_destination_is_checked() {
    let check = |text: &str, expected: Expect| expected.assert_eq(&read_all(text).2);
    check("", expect![[""]]);
    check(
        &format!(
            "{HOURS}[[queue]]\nname = \"billing\"\nwhen = \"area is biling\"\noverflow = \"taem\"\nbackend = \"zendsk\"\n\n[[queue]]\nname = \"billing\"\nreply-within = \"soon\"\n"
        ),
        expect![[r#"
            site.toml:7: policy.toml has no `biling` under `[areas]` in queue `billing`
                help: did you mean `billing`?
            site.toml:9: queue `billing` names the backend `zendsk`, which is not there
                help: did you mean `zendesk`?
            site.toml:13: `soon` is no time for `reply-within` of queue `billing`
                help: minutes or hours, as in `30 minutes` or `4 hours`; of open time, so a working day is `8 hours`"#]],
    );
    check(
        &format!(
            "{HOURS}[[queue]]\nname = \"a\"\nwhen = \"verified\"\nmost-waiting = 3\noverflow = \"b\"\nbackend = \"zendesk\"\n\n[[queue]]\nname = \"b\"\noverflow = \"a\"\nafter-hours = \"team\"\n\n[[queue]]\nname = \"night\"\nwhen = \"never\"\nmost-waiting = 2\n\n[[queue]]\nname = \"team\"\nwhen = \"verified\"\n[queue.hours]\nmonday = \"closed\"\n"
        ),
        expect![[r#"
            site.toml:25: [queue.hours] of queue `team` is never open
                help: say when, as in `weekdays = "9:00-12:30, 13:30-17:00"`"#]],
    );
    check(
        &format!(
            "{HOURS}[[queue]]\nname = \"a\"\nwhen = \"verified\"\nmost-waiting = 3\noverflow = \"b\"\nbackend = \"zendesk\"\n\n[[queue]]\nname = \"b\"\nmost-waiting = 3\noverflow = \"a\"\nafter-hours = \"team\"\n\n[[queue]]\nname = \"night\"\nwhen = \"never\"\n\n[[queue]]\nname = \"team\"\nwhen = \"verified\"\n"
        ),
        expect![[r#"
            site.toml:5: handoffs would go in a circle: a → b → a
                help: take one `overflow` or `after-hours` out of it
            site.toml:5: queue `a` counts who waits, and its handoffs go to a tool that does not tell
                help: only the desk knows how many wait: leave `most-waiting` and `overflow` out, or `backend`
            site.toml:12: queue `b` takes everything, and those below it are never reached
                help: give it a `when`, or move it to the end; for one that only others send to, `when = "never"`
            site.toml:16: `team` is never open when `b` is closed
                help: give it other hours, or leave `after-hours` out
            site.toml:18: no queue sends to `night`
                help: name it as an `overflow` or `after-hours`, or give it a `when`
            site.toml:22: a handoff that no queue takes has nowhere to go
                help: add a last `[[queue]]` with a `name` and without `when`: it takes the rest"#]],
    );
    check(
        "[[queue]]\nname = \"a\"\nwhen = \"verified\"\nafter-hours = \"team\"\nreply-within = \"4 hours\"\n\n[[queue]]\nname = \"team\"\n",
        expect![[r#"
            site.toml:1: queue `a` promises an answer in open time, and no hours are known
                help: write a table `[hours]` with `zone` and days
            site.toml:4: queue `a` has `after-hours`, and nobody knows when it closes
                help: give it hours: a table `[hours]`, or `[queue.hours]` below it"#]],
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_handoff_always_has_a_queue_of_the_file(hours in any_hours(), other in any_hours(), waiting in 0u32..8, minute in 0u64..600_000, billing in any::<bool>()) {
        let mut routing = routing();
        routing.queues[1].hours = Some(other);
        let findings = if billing { vec![finding("area", "billing"), finding("tier", "trade")] } else { Vec::new() };
        let team = Team { loads: vec![load("billing", waiting)], ahead: None };
        let now = 1_780_000_000_000 + minute * 60_000;
        let routed = route(&routing, &policy(), &findings, Some(&hours), Some(&team), now);
        prop_assert!(routing.queues.iter().any(|queue| queue.name == routed.queue));
        if !billing {
            prop_assert_eq!(&routed.queue, "team");
        }
        // It rests: a closed or full queue was left, unless it sends nowhere.
        let queue = routing.queue(&routed.queue);
        prop_assert!(queue.sends_on(Some(&hours), Some(&team), now).is_none());
    }
}

#[test]
fn a_queue_is_found_by_region_language_page_and_tier() {
    let queues = "[[queue]]\nname = \"benelux\"\nwhen = \"region is BE\"\n\n[[queue]]\nname = \"german\"\nwhen = \"language is de\"\n\n[[queue]]\nname = \"lamps\"\nwhen = \"page matches /lamps/*\"\n\n[[queue]]\nname = \"trade\"\nwhen = \"tier is trade\"\n\n[[queue]]\nname = \"team\"\n";
    let (routing, hours, _) = read_all(&format!("{HOURS}{queues}"));
    let now = crate::date::from_iso("2026-11-20T10:00:00Z").expect("a time");
    let goes = |signal: &str, value: &str| {
        let found = [finding(signal, value)];
        route(&routing, &policy(), &found, hours.as_ref(), None, now).queue
    };
    assert_eq!(goes("region", "BE"), "benelux");
    assert_eq!(goes("region", "FR"), "team");
    assert_eq!(goes("language", "de"), "german");
    assert_eq!(goes("page", "/lamps/luna"), "lamps");
    assert_eq!(goes("tier", "trade"), "trade");
}
