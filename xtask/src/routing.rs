//! `cargo xtask routing`: where handoffs go. `check` asks the tools whether what the site names there is still there;
//! `try` says which queue words or a packet would come to, and why; `replay` does so for past handoffs, and tells what
//! would change. Nothing of it sends a handoff anywhere.
//!
//! Past handoffs are packets, as backends of the kind `webhook` get them: a file with one, a list, one a line, or a
//! folder of such files.

use crate::backend::{self, Values};
use crate::build::site::read_site;
use anyhow::{Context, Result, anyhow, bail};
use serde_json::Value;
use shared::conversation::{Event, Handoff};
use shared::date;
use shared::destination::{self, Ask, Asking, Place, State};
use shared::identity::Identity;
use shared::packet::Packet;
use shared::page::Page;
use shared::policy::Words as _;
use shared::rehearsal::Rehearsal;
use shared::site::{self, Site};
use shared::tool::Tool;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

const HELP: &str = "say one of
  routing check                        whether every destination is still there, with your credentials
  routing try [--page PATH] [--tier TIER] [--at TIME] \"words\"
                                       which queue takes it, why, and which were passed over; TIME as in 2026-12-25T10:00:00Z
  routing try PACKET.json              the same for a handoff packet
  routing replay FILE|FOLDER…          past handoffs (packets as JSON): what would go elsewhere today";

/// Requests to one tool; one that wants more goes in circles.
const LONGEST: usize = 8;

pub fn command(args: &[String]) -> Result<()> {
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["check"] => check(&read_site()?, &backend::values()?),
        ["try", rest @ ..] if !rest.is_empty() => attempt(&read_site()?, rest),
        ["replay", files @ ..] if !files.is_empty() => {
            print!("{}", replay(&read_site()?, &packets(files)?));
            Ok(())
        }
        _ => bail!("{HELP}"),
    }
}

fn check(site: &Site, values: &Values) -> Result<()> {
    let value = |name: &str| values.get(name).cloned();
    for queue in &site.routing.queues {
        let first = queue.backend.iter().map(String::as_str);
        let rest = site.backends.iter().map(|one| one.name.as_str());
        let alarm = site.handoff.alarm.as_ref().map_or("", |alarm| alarm.backend.as_str());
        let mut route: Vec<&str> = Vec::new();
        for name in first.chain(rest).filter(|name| *name != alarm) {
            if !route.contains(&name) {
                route.push(name);
            }
        }
        println!("  queue {:12} {}", queue.name, route.join(", then "));
    }
    if let Some(alarm) = &site.handoff.alarm {
        println!("  alarm {:12} {}, after {} seconds without a confirmation", "", alarm.backend, alarm.after);
    }
    println!();
    let mut gone = 0;
    for tool in destination::tools(site) {
        let places = match destination::unset(site, tool, &value) {
            Some(place) => vec![place],
            None => ask(tool, values),
        };
        if places.is_empty() {
            println!("  {:16} {:14} not asked: {}", tool.name, "", destination::unasked(tool));
        }
        for place in &places {
            println!("{}", row(place));
        }
        gone += places.iter().filter(|place| place.is_gone()).count();
    }
    match gone {
        0 => Ok(()),
        1 => bail!(
            "one destination is gone: handoffs for it go to the next backend, after tries that cannot succeed"
        ),
        _ => bail!(
            "{gone} destinations are gone: handoffs for them go to the next backend, after tries that cannot succeed"
        ),
    }
}

fn row(place: &Place) -> String {
    let (mark, text) = match &place.state {
        State::There(name) => ("there", name),
        State::Gone(why) => ("GONE", why),
        State::Unknown(why) => ("not known", why),
    };
    format!("  {:16} {:14} {mark}: {text}", place.tool, place.what)
}

fn ask(tool: &site::Backend, values: &Values) -> Vec<Place> {
    let value = |name: &str| values.get(name).cloned();
    let asking = Asking { tool: Tool(tool), value: &value };
    let mut answers = Vec::new();
    while answers.len() < LONGEST {
        match destination::next(&asking, &answers) {
            Ask::Done(places) => return places,
            Ask::Send(request) => match backend::send(&request, values) {
                Ok(answer) => answers.push(answer),
                Err(why) => return vec![destination::unknown(tool, &why)],
            },
        }
    }
    vec![destination::unknown(tool, "it asked for more requests than a check may take")]
}

fn attempt(site: &Site, args: &[&str]) -> Result<()> {
    let (mut page, mut tier, mut at, mut said) = (None, None, None, None);
    let mut rest = args.iter();
    while let Some(word) = rest.next() {
        let mut of = |what: &str| rest.next().copied().with_context(|| format!("`{word}` needs {what}"));
        match *word {
            "--page" => page = Some(of("a path, as in /checkout/")?),
            "--tier" => tier = Some(of("a kind of account, as in trade")?),
            "--at" => {
                let text = of("a time, as in 2026-12-25T10:00:00Z")?;
                at = Some(
                    date::from_iso(text)
                        .with_context(|| format!("`{text}` is no time, as in 2026-12-25T10:00:00Z"))?,
                );
            }
            flag if flag.starts_with("--") => bail!("`{flag}` means nothing here\n{HELP}"),
            words if said.is_none() => said = Some(words),
            more => bail!("`{more}` is too much: put the words in quotes\n{HELP}"),
        }
    }
    let said = said.context("say what the customer says, or name a packet")?;
    let mut past = if Path::new(said).is_file() {
        let all = packets(&[said])?;
        let [packet] = all.as_slice() else {
            bail!("{said} holds {} packets: `routing replay` takes many", all.len())
        };
        Rehearsal::of_packet(packet, site)
    } else {
        words(site, said, page, tier)
    };
    if let Some(at) = at {
        past.now = at;
    }
    let handoff = past.hand_over(site).context("the human button makes a handoff")?;
    print!("{}", told(site, handoff));
    Ok(())
}

fn words(site: &Site, said: &str, page: Option<&str>, tier: Option<&str>) -> Rehearsal {
    let mut past = Rehearsal::new(site.languages.first().map_or("en", String::as_str));
    past.now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64);
    if let Some(tier) = tier {
        let (id, email, name) = ("you".to_owned(), String::new(), String::new());
        past.take(
            site,
            Event::Identified { identity: Identity { id, email, name, tier: tier.to_lowercase() } },
        );
    }
    let page = page.map(|url| Page { url: url.to_owned(), ..Page::default() });
    past.take(site, Event::Said { key: "k".to_owned(), text: said.to_owned(), page });
    past
}

/// Which queue, why, what was passed over, and what follows from it.
fn told(site: &Site, handoff: &Handoff) -> String {
    let Some(routed) = &handoff.routed else { return "it went to no queue\n".to_owned() };
    let mut out = String::new();
    let queue = site.routing.queue(&routed.queue);
    let first =
        queue.backend.as_deref().or(site.backends.first().map(|one| one.name.as_str())).unwrap_or("desk");
    let _ = writeln!(out, "`{}`: {}", routed.queue, routed.because);
    for passed in &routed.passed_over {
        let _ = writeln!(out, "  not `{}`: {}", passed.rule, passed.why);
    }
    let by = handoff
        .by
        .map_or("no time is promised".to_owned(), |by| format!("a person answers by {}", date::iso(by)));
    let _ = writeln!(out, "  priority {}, first to `{first}`, {by}", handoff.decision.priority.word());
    out
}

/// Packets of files and of the files of folders.
fn packets(names: &[&str]) -> Result<Vec<Packet>> {
    let mut files = Vec::new();
    for name in names {
        let path = Path::new(name);
        if path.is_dir() {
            let folder = std::fs::read_dir(path).with_context(|| format!("cannot read {name}"))?;
            let mut inside: Vec<PathBuf> = folder
                .map_while(Result::ok)
                .map(|entry| entry.path())
                .filter(|path| path.extension().is_some_and(|end| end == "json" || end == "jsonl"))
                .collect();
            inside.sort();
            files.extend(inside);
        } else {
            files.push(path.to_owned());
        }
    }
    let mut all = Vec::new();
    for file in files {
        let text =
            std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        all.extend(read(&text).with_context(|| format!("{}", file.display()))?);
    }
    if all.is_empty() {
        bail!(
            "no packets there: save what a backend of the kind `webhook` gets as `handoff.created`, or its `data`"
        );
    }
    Ok(all)
}

fn read(text: &str) -> Result<Vec<Packet>> {
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        let all = match value {
            Value::Array(all) => all,
            one => vec![one],
        };
        return all
            .into_iter()
            .zip(1..)
            .map(|(one, nth)| packet(one).with_context(|| format!("number {nth}")))
            .collect();
    }
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    lines
        .map(|(line, nth)| {
            let value = serde_json::from_str(line).with_context(|| format!("line {nth} is not JSON"))?;
            packet(value).with_context(|| format!("line {nth}"))
        })
        .collect()
}

/// A packet, or a webhook that has one as its `data`.
fn packet(mut value: Value) -> Result<Packet> {
    if value["data"].is_object() {
        value = value["data"].take();
    }
    serde_json::from_value(value).map_err(|error| anyhow!("this is no handoff packet: {error}"))
}

/// What would go elsewhere today, and how many each queue would have.
fn replay(site: &Site, past: &[Packet]) -> String {
    let mut out = String::new();
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut changed = 0;
    for packet in past {
        let before = packet.routing.as_ref().map_or("none", |routed| routed.queue.as_str());
        let mut rehearsal = Rehearsal::of_packet(packet, site);
        let Some(routed) = rehearsal.hand_over(site).and_then(|handoff| handoff.routed.clone()) else {
            continue;
        };
        counts.entry(before.to_owned()).or_default().0 += 1;
        counts.entry(routed.queue.clone()).or_default().1 += 1;
        if routed.queue != before {
            changed += 1;
            let at = date::iso(packet.at);
            let _ = writeln!(
                out,
                "  {} {} `{before}` → `{}`: {}",
                packet.reference,
                at.get(..16).unwrap_or(&at),
                routed.queue,
                routed.because
            );
        }
    }
    let handoffs = if past.len() == 1 { "1 handoff".to_owned() } else { format!("{} handoffs", past.len()) };
    let mut head = format!("{handoffs}, {changed} would go elsewhere\n");
    head.push_str(&out);
    for (queue, (before, now)) in counts {
        let _ = writeln!(head, "  {queue:16} {before} → {now}");
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;
    use shared::packet::packet as packet_of;

    fn handed_over(said: &str, page: Option<&str>, tier: Option<&str>, at: &str) -> (Site, Rehearsal) {
        let site = read_site().expect("the demo site compiles");
        let mut past = words(&site, said, page, tier);
        past.now = date::from_iso(at).expect("a time");
        past.hand_over(&site).expect("the button makes a handoff");
        (site, past)
    }

    fn packet_at(said: &str, page: Option<&str>) -> Packet {
        let (site, past) = handed_over(said, page, None, "2026-11-20T10:00:00Z");
        packet_of(&past.conversation, past.conversation.handoffs.last().expect("one"), &site)
    }

    #[test]
    fn words_come_to_a_queue_for_a_reason() {
        let (site, past) =
            handed_over("My card is refused", Some("/checkout/"), None, "2026-11-20T10:00:00Z");
        let told = told(&site, past.conversation.handoffs.last().expect("one"));
        let told: Vec<&str> = told.lines().map(str::trim).collect();
        assert_eq!(
            told,
            [
                "`payments`: page matches /checkout/* (on /checkout/)",
                "not `trade`: `tier is trade`: nothing found",
                "priority normal, first to `webhook`, a person answers by 2026-11-20T14:00:00.001Z"
            ]
        );
    }

    #[test]
    fn past_handoffs_are_replayed_by_todays_queues_at_their_own_time() {
        let past = [packet_at("Which bulb fits?", None), packet_at("My card is refused", Some("/checkout/"))];
        let mut site = read_site().expect("the demo site compiles");
        let unchanged = replay(&site, &past);
        assert!(unchanged.starts_with("2 handoffs, 0 would go elsewhere\n"), "{unchanged}");
        site.routing.queues.retain(|queue| queue.name != "payments");
        let text = replay(&site, &past);
        let (_, rest) = text.split_once(&past[1].reference).expect("the changed one is named");
        let rest: Vec<&str> = rest.lines().map(str::trim).collect();
        assert_eq!(
            rest,
            [
                "2026-11-20T10:00 `payments` → `team`: no other queue takes it",
                "payments         1 → 0",
                "team             1 → 2"
            ]
        );
    }

    #[test]
    fn packets_are_read_as_they_are_kept_and_what_is_none_is_named() {
        let one = serde_json::to_string(&packet_at("Which bulb fits?", None)).expect("a packet is JSON");
        let hook = format!("{{\"type\":\"handoff.created\",\"data\":{one}}}");
        for text in [one.clone(), format!("[{one},{hook}]"), format!("{one}\n\n{hook}\n")] {
            assert!(read(&text).is_ok_and(|all| !all.is_empty()), "{text}");
        }
        let told = format!("{:#}", read(&format!("{one}\n{{\"a\":1}}")).expect_err("the second is none"));
        expect!["line 2: this is no handoff packet: missing field `schema`"].assert_eq(&told);
        let told = format!("{:#}", read("{\"x\":").expect_err("it is cut"));
        expect!["line 1 is not JSON: EOF while parsing a value at line 1 column 5"].assert_eq(&told);
    }
}
