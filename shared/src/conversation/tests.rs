//! What these tests prove:
//! 1. the table mode × event is what the docs show (`docs/conversation-table.md`), and no cell panics;
//! 2. over random histories every law of [`crate::invariant`] holds (`step` asserts them), and steps are deterministic;
//! 3. asking for a person, by words or button, always leads to one open handoff;
//! 4. a crash at any point, with every outcome lost, still delivers the packet under the same key.

use super::*;
use crate::feedback::Verdict;
use crate::log::Spent;
use crate::parts::{Arrangement, Attachment};
use crate::site::{self, Files};
use crate::team::Load;
use proptest::prelude::*;
use std::sync::OnceLock;

pub(crate) fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let article = "---\nid: returns\ntitle: Return an item\nlanguage: en\nowner: Lead\nreviewed-on: 2026-10-05\nreview-every: 180 days\nintents: [how do I send something back]\n---\n## How\nYou can return any unused item within 30 days of delivery.\n";
        site::compile(&Files {
            site: "name = \"Lamps\"\nhours = \"Monday to Friday\"\norigins = [\"*\"]\n\n[[backend]]\nname = \"webhook\"\nkind = \"webhook\"\nurl = \"WEBHOOK_URL\"\nsecret = \"WEBHOOK_SECRET\"\n".to_owned()
                + "[[backend]]\nname = \"desk\"\nkind = \"desk\"\n",
            policy: include_str!("../../../site/policy.toml").to_owned(),
            persona: "Speak plainly.".to_owned(),
            knowledge: vec![("knowledge/returns.md".to_owned(), article.as_bytes().to_vec())],
        })
        .unwrap_or_else(|problems| panic!("{}", problems[0]))
    })
}

/// What may be published in its place: other rules, other articles, another language, no webhook.
fn other_site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let rule = "[[rule]]\nid = \"only\"\nwhen = \"asks-for-person\"\nthen = \"transfer\"\nlayer = \"user-requested\"\nreason = \"user-requested-agent\"\nbecause = \"They asked.\"\n";
        site::compile(&Files {
            site: "name = \"Lampen\"\nhours = \"immer\"\norigins = [\"*\"]\nlanguages = [\"de\"]\n".to_owned(),
            policy: format!("version = \"2\"\njob = \"Answers.\"\n\n{rule}"),
            persona: "Kurz.".to_owned(),
            knowledge: Vec::new(),
        })
        .unwrap_or_else(|problems| panic!("{problems:?}"))
    })
}

fn world(now: Ms, backends: &[String], providers: &[String], then: impl FnOnce(&World<'_>) -> Step) -> Step {
    then(&World { now, site: site(), backends, providers, actions: &[] })
}

pub(crate) fn play(conversation: &Conversation, event: Event, now: Ms) -> Step {
    let backends = ["webhook".to_owned(), "desk".to_owned()];
    let providers = ["model".to_owned(), "extractive".to_owned()];
    world(now, &backends, &providers, |world| step(conversation, event, world))
}

/// Plays an event in place, and gives what it added to the log.
pub(crate) fn go_on(conversation: &mut Conversation, event: Event) -> Vec<What> {
    let step = play(conversation, event, 1_000);
    let new = step.log().iter().map(|entry| entry.what.clone()).collect();
    *conversation = step.next;
    new
}

fn say(text: &str) -> Event {
    Event::Said { key: "k".to_owned(), text: text.to_owned(), page: None }
}

fn arrange(how: Arrangement) -> Event {
    Event::Arranged { how }
}

/// One place free, and so many before.
fn team(ahead: u32) -> Team {
    let load =
        Load { queue: "team".to_owned(), here: 1, free: 1, waiting: ahead + 1, wait: None, full: Vec::new() };
    Team { loads: vec![load], ahead: Some(ahead) }
}

fn press() -> Event {
    Event::AskedForPerson {
        key: "k".to_owned(),
        text: String::new(),
        contact: Contact::default(),
        page: None,
    }
}

const ID: &str = "0123456789abcdef0123456789abcdef";

/// A conversation brought into each mode, by what a customer would do.
fn in_each_mode() -> Vec<(&'static str, Conversation)> {
    let start = Conversation::new(ID, "en");
    let after = |from: &Conversation, events: &[Event]| {
        events.iter().fold(from.clone(), |conversation, event| play(&conversation, event.clone(), 1000).next)
    };
    let answering = after(&start, &[say("how do I send something back?")]);
    let offering = after(
        &start,
        &[say("do you sell bicycles?"), Event::AnswerEnded { turn: 2, end: AnswerEnd::NoSource }],
    );
    let handing = after(&start, &[press()]);
    let key = format!("{ID}.1.packet.webhook");
    let accepted = DeliveryEnd::Accepted { ticket: "T1".to_owned() };
    let waiting = after(&handing, &[Event::DeliveryEnded { key, end: accepted }]);
    let with_person = after(&waiting, &[Event::PersonClaimed { name: "Sarah".to_owned() }]);
    let closed = after(&with_person, &[Event::PersonClosed { name: "Sarah".to_owned() }]);
    vec![
        ("listening", start),
        ("answering", answering),
        ("offering", offering),
        ("handing", handing),
        ("waiting", waiting),
        ("with person", with_person),
        ("closed", closed),
    ]
}

fn events() -> Vec<(&'static str, Event)> {
    let key = format!("{ID}.1.packet.webhook");
    let email = Contact { email: "a@b.example".to_owned(), ..Contact::default() };
    let sarah = || "Sarah".to_owned();
    vec![
        ("customer asks a question", say("how long do I have to send it back?")),
        ("customer asks for a person", say("can I talk to a human please")),
        ("human button", press()),
        ("chooses a person", Event::Chose { choice: Choice::Person }),
        ("chooses the assistant", Event::Chose { choice: Choice::Assistant }),
        ("says how it was", Event::Scored { survey: 1, score: 5, note: String::new() }),
        ("gives a file", Event::Attached { key: "f".to_owned(), file: Attachment::default() }),
        ("leaves an address", Event::Left { contact: email }),
        ("picks a call back", arrange(Arrangement::Callback { at: 0, phone: "02 555 01 23".to_owned() })),
        ("leaves it with the team", arrange(Arrangement::Ticket)),
        ("the desk tells who is there", Event::TeamSeen { team: team(1) }),
        ("stops the answer", Event::Stopped { turn: 2, so_far: "You can".to_owned() }),
        ("says an answer did not help", Event::Rated { turn: 2, helped: false, why: String::new() }),
        ("ends the conversation", Event::Ended),
        (
            "answer arrives",
            Event::AnswerEnded {
                turn: 2,
                end: AnswerEnd::Answered { text: "30 days.".to_owned(), sources: Vec::new() },
            },
        ),
        ("no source", Event::AnswerEnded { turn: 2, end: AnswerEnd::NoSource }),
        (
            "answer fails",
            Event::AnswerEnded { turn: 2, end: AnswerEnd::Failed { why: "it broke".to_owned() } },
        ),
        ("answer of another turn", Event::AnswerEnded { turn: 99, end: AnswerEnd::NoSource }),
        (
            "packet accepted",
            Event::DeliveryEnded { key: key.clone(), end: DeliveryEnd::Accepted { ticket: "T1".to_owned() } },
        ),
        (
            "packet refused",
            Event::DeliveryEnded {
                key: key.clone(),
                end: DeliveryEnd::Refused { why: "busy".to_owned(), after: None },
            },
        ),
        (
            "packet impossible",
            Event::DeliveryEnded { key, end: DeliveryEnd::Impossible { why: "gone".to_owned() } },
        ),
        ("person claims", Event::PersonClaimed { name: sarah() }),
        ("person writes", Event::PersonSaid { name: sarah(), text: "Hello".to_owned() }),
        ("person gives a file", Event::PersonAttached { name: sarah(), file: Attachment::default() }),
        ("person corrects", Event::PersonCorrected { message: "m1".to_owned(), text: "Hello!".to_owned() }),
        ("person closes", Event::PersonClosed { name: sarah() }),
        ("person hands back", Event::PersonHandedBack { name: sarah() }),
        (
            "feedback of the team",
            Event::FeedbackGiven { handoff: 1, verdict: Verdict::WrongTeam, note: "billing".to_owned() },
        ),
        ("the team wants it tried now", Event::RetryAsked { parcel: "1.packet".to_owned(), name: sarah() }),
        (
            "the team leaves what was given up",
            Event::UndeliveredLeft { parcel: "1.packet".to_owned(), name: sarah() },
        ),
        ("a minute passes", Event::Ticked),
        ("the object wakes", Event::Woke),
    ]
}

fn mode_name(mode: &Mode) -> &'static str {
    match mode {
        Mode::Listening => "listening",
        Mode::Answering { .. } => "answering",
        Mode::Offering { .. } => "offering",
        Mode::Handing => "handing",
        Mode::Waiting => "waiting",
        Mode::WithPerson { .. } => "with person",
        Mode::Closed => "closed",
    }
}

/// The table as Markdown: next mode, `+` what is shown to the customer, `→` effects, `·` where nothing changes.
fn table() -> String {
    let modes = in_each_mode();
    let mut out = String::from(
        "# Mode × event\n\nGenerated by the test `the_table_is_what_the_docs_show`; do not edit. A cell says the next mode (nothing if it\nstays), `+` what the customer is shown, `→` what is done. `·`: nothing changes, the event is only logged. Every dot is a decision.\n\n",
    );
    out.push_str(&format!("| | {} |\n", modes.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" | ")));
    out.push_str(&format!("|---|{}\n", "---|".repeat(modes.len())));
    for (name, event) in events() {
        let mut cells = Vec::new();
        for (mode, conversation) in &modes {
            let step = play(conversation, event.clone(), 61_000);
            let mut cell = Vec::new();
            let next = mode_name(&step.next.mode);
            if next != *mode {
                cell.push(format!("**{next}**"));
            }
            for entry in step.log() {
                if let Some(crate::wire::Frame::Shown { entry, .. }) = crate::view::frame(entry) {
                    let json = serde_json::to_value(&entry).unwrap();
                    cell.push(format!("+{}", json.as_object().unwrap().keys().next().unwrap()));
                }
            }
            for effect in &step.effects {
                cell.push(match effect {
                    Effect::Generate { provider, .. } => format!("→generate ({provider})"),
                    Effect::StopGenerating { .. } => "→stop".to_owned(),
                    Effect::Act { .. } => "→act".to_owned(),
                    Effect::LookUp { .. } => "→look-up".to_owned(),
                    Effect::Word { .. } => "→word".to_owned(),
                    Effect::LookAtTeam => "→look at the team".to_owned(),
                    Effect::TellUndelivered => "→tell the desk".to_owned(),
                    Effect::Book { .. } => "→ask for the time".to_owned(),
                    Effect::Deliver { key, backend } => {
                        format!("→deliver {} ({backend})", key.split('.').nth(2).unwrap())
                    }
                });
            }
            cells.push(if cell.is_empty() { "·".to_owned() } else { cell.join(" ") });
        }
        out.push_str(&format!("| {name} | {} |\n", cells.join(" | ")));
    }
    out
}

#[test]
fn the_table_is_what_the_docs_show() {
    expect_test::expect_file!["../../../docs/conversation-table.md"].assert_eq(&table());
}

fn any_event() -> impl Strategy<Value = Event> {
    let all = events();
    let turn = 1u32..12;
    let key = (
        1u32..4,
        prop::sample::select(vec!["packet", "closed-1000", "said-3", "contact-4", "withdrawn"]),
        any::<bool>(),
    );
    let end = prop::sample::select(vec![
        DeliveryEnd::Accepted { ticket: "T".to_owned() },
        DeliveryEnd::Refused { why: "busy".to_owned(), after: Some(5000) },
        DeliveryEnd::Impossible { why: "gone".to_owned() },
    ]);
    let answer = prop::sample::select(vec![
        AnswerEnd::Answered { text: "Yes.".to_owned(), sources: Vec::new() },
        AnswerEnd::Answered { text: " ".to_owned(), sources: Vec::new() },
        AnswerEnd::NoSource,
        AnswerEnd::Ungrounded { why: "it stands nowhere".to_owned() },
        AnswerEnd::Failed { why: "it broke".to_owned() },
    ]);
    let spent = |turn| Event::Spent {
        spent: Spent {
            turn,
            provider: "model".to_owned(),
            input: 10,
            output: 5,
            micros: 9,
            estimated: false,
        },
    };
    prop_oneof![
        4 => prop::sample::select(all).prop_map(|(_, event)| event),
        3 => (turn, answer).prop_map(|(turn, end)| Event::AnswerEnded { turn, end }),
        4 => (key, end).prop_map(|((handoff, cargo, hook), end)| {
            let backend = if hook { "webhook" } else { "desk" };
            Event::DeliveryEnded { key: format!("{ID}.{handoff}.{cargo}.{backend}"), end }
        }),
        1 => (1u32..12, any::<bool>()).prop_map(|(turn, helped)| Event::Rated { turn, helped, why: String::new() }),
        1 => (1u32..12).prop_map(spent),
        1 => Just(Event::SignedOut),
        1 => Just(Event::Ticked),
        1 => Just(Event::Woke),
    ]
}

fn history() -> impl Strategy<Value = Vec<(Event, Ms)>> {
    prop::collection::vec((any_event(), 0u64..120_000), 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_law_holds_over_random_histories_and_steps_are_deterministic(history in history()) {
        let mut conversation = Conversation::new(ID, "en");
        let mut now = 1000;
        for (event, pause) in history {
            now += pause;
            let step = play(&conversation, event.clone(), now);
            prop_assert_eq!(crate::invariant::broken(&conversation, &step), None);
            prop_assert_eq!(&step, &play(&conversation, event, now));
            let json = serde_json::to_string(&step.next).unwrap();
            let back: Conversation = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(Conversation { log: step.next.log.clone(), ..back }, step.next.clone());
            conversation = step.next;
        }
    }

    #[test]
    fn every_law_holds_when_another_site_is_published_in_mid_course(history in history(), swaps in prop::collection::vec(any::<bool>(), 60)) {
        let other = other_site();
        let mut conversation = Conversation::new(ID, "en");
        let mut now = 1000;
        for ((event, pause), swap) in history.into_iter().zip(swaps) {
            now += pause;
            let step = if swap {
                let world = World { now, site: other, backends: &["desk".to_owned()], providers: &["extractive".to_owned()], actions: &[] };
                step(&conversation, event, &world)
            } else {
                play(&conversation, event, now)
            };
            prop_assert_eq!(crate::invariant::broken(&conversation, &step), None);
            conversation = step.next;
            // All that is made of it while the other is served.
            for site in [site(), other] {
                crate::view::status(&conversation, site, now);
                crate::prompt::extract(&conversation, site);
                if let Some(handoff) = conversation.handoffs.last() {
                    let packet = crate::packet::packet(&conversation, handoff, site);
                    prop_assert!(!packet.escalation.because.is_empty());
                }
            }
        }
    }

    #[test]
    fn asking_for_a_person_leads_to_one_whatever_came_before(history in history(), by_button in any::<bool>()) {
        let mut conversation = Conversation::new(ID, "en");
        for (event, _) in history {
            conversation = play(&conversation, event, 1000).next;
        }
        let ask = if by_button { press() } else { say("I want to talk to a real person") };
        let step = play(&conversation, ask, 2000);
        prop_assert!(step.next.is_with_people());
        prop_assert!(step.next.open_handoff().is_some());
        prop_assert!(!step.log().is_empty());
    }

    #[test]
    fn with_every_outcome_lost_the_packet_goes_again_under_the_same_key(crashes in prop::collection::vec(any::<bool>(), 1..8)) {
        let mut conversation = play(&Conversation::new(ID, "en"), press(), 1000).next;
        let key = format!("{ID}.1.packet.webhook");
        let mut now = 1000;
        for crash in crashes {
            let (event, pause) = if crash { (Event::Woke, 10) } else { (Event::Ticked, 20_000) };
            now += pause;
            let mut step = play(&conversation, event, now);
            if !step.effects.iter().any(|effect| matches!(effect, Effect::Deliver { .. })) {
                now = step.next.due().expect("an undelivered packet has a time");
                step = play(&step.next, Event::Ticked, now);
            }
            let again = step.effects.iter().any(|e| matches!(e, Effect::Deliver { key: k, .. } if *k == key
                || k.ends_with(".desk")));
            prop_assert!(again, "{:?}", step.effects);
            conversation = step.next;
        }
    }
}

#[test]
fn a_backend_that_keeps_failing_gives_way_to_the_next_and_the_last_asks_for_an_address() {
    let mut conversation = play(&Conversation::new(ID, "en"), press(), 0).next;
    let mut backends = Vec::new();
    for _ in 0..12 {
        let now = conversation.due().expect("something waits");
        let step = play(&conversation, Event::Ticked, now);
        conversation = step.next;
        let sent: Vec<(String, String)> = step
            .effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Deliver { key, backend } => Some((key.clone(), backend.clone())),
                _ => None,
            })
            .collect();
        for (key, backend) in sent {
            backends.push(backend);
            let end = DeliveryEnd::Refused { why: "it answered 500".to_owned(), after: None };
            conversation = play(&conversation, Event::DeliveryEnded { key, end }, now + 5_000).next;
        }
    }
    assert!(backends.iter().take(2).all(|b| b == "webhook"), "{backends:?}");
    assert!(backends.iter().any(|b| b == "desk"), "{backends:?}");
    let asked = conversation.log.iter().filter(|e| matches!(e.what, What::AskedForAddress { .. })).count();
    assert_eq!(asked, 1);
    assert_eq!(conversation.mode, Mode::Handing);
}

#[test]
fn a_backend_that_was_left_is_told_so_and_holds_up_nothing() {
    let step = play(&Conversation::new(ID, "en"), press(), 0);
    let (mut conversation, mut effects, mut now) = (step.next, step.effects, 0);
    let mut sent = Vec::new();
    // The webhook never answers; the desk does. The customer goes on talking.
    while now < 200_000 {
        while let Some(effect) = effects.pop() {
            let Effect::Deliver { key, backend } = effect else { continue };
            let end = match backend.as_str() {
                "webhook" => DeliveryEnd::Refused { why: "no answer".to_owned(), after: None },
                _ => DeliveryEnd::Accepted { ticket: String::new() },
            };
            sent.push((key.clone(), now));
            let step = play(&conversation, Event::DeliveryEnded { key, end }, now);
            conversation = step.next;
            effects.extend(step.effects);
        }
        now += 500;
        let event = if now == 100_000 { say("still there?") } else { Event::Ticked };
        let step = play(&conversation, event, now);
        conversation = step.next;
        effects.extend(step.effects);
    }
    assert_eq!(conversation.mode, Mode::Waiting);
    let first = |part: &str| sent.iter().find(|(key, _)| key.contains(part)).map(|(_, at)| *at);
    let (desk, withdrawn) = (first(".packet.desk"), first(".withdrawn.webhook"));
    assert!(desk.zip(withdrawn).is_some_and(|(desk, gone)| gone >= desk + 60_000), "{sent:?}");
    assert!(first("said-").is_some_and(|at| at <= 100_500), "words wait for no withdrawal: {sent:?}");
    // It comes back and has the ticket: it is told once.
    let now = conversation.due().expect("the withdrawal is still in line");
    let step = play(&conversation, Event::Ticked, now);
    let Some(Effect::Deliver { key, .. }) = step.effects.first() else { panic!("{:?}", step.effects) };
    let end = DeliveryEnd::Accepted { ticket: "T1".to_owned() };
    let step = play(&step.next, Event::DeliveryEnded { key: key.clone(), end }, now);
    assert!(step.next.outbox.is_empty());
    assert_eq!(step.next.handoffs[0].home.as_ref().map(|home| home.backend.as_str()), Some("desk"));
}

#[test]
fn a_late_confirmation_of_an_abandoned_backend_is_not_believed() {
    let mut conversation = play(&Conversation::new(ID, "en"), press(), 0).next;
    let key = format!("{ID}.1.packet.webhook");
    let gone = DeliveryEnd::Impossible { why: "it answered 410".to_owned() };
    conversation = play(&conversation, Event::DeliveryEnded { key: key.clone(), end: gone }, 100).next;
    let late = DeliveryEnd::Accepted { ticket: "T".to_owned() };
    let step = play(&conversation, Event::DeliveryEnded { key, end: late }, 200);
    assert_eq!(step.next.mode, Mode::Handing);
    assert!(matches!(step.log(), [Entry { what: What::Ignored { .. }, .. }]));
}

#[test]
fn two_misses_in_a_row_lead_to_a_person() {
    let mut conversation = Conversation::new(ID, "en");
    for _ in 0..2 {
        conversation = play(&conversation, say("do you sell bicycles?"), 0).next;
        let turn = conversation.turn;
        conversation = play(&conversation, Event::AnswerEnded { turn, end: AnswerEnd::NoSource }, 0).next;
    }
    assert_eq!(conversation.mode, Mode::Handing);
    assert_eq!(conversation.open_handoff().map(|h| h.decision.rule.as_str()), Some("repeated-miss"));
}

#[test]
fn what_must_not_be_kept_stands_nowhere_after_the_step() {
    let number = "4242 4242 4242 4242";
    let page = Page {
        url: "https://lamps.example/pay".to_owned(),
        errors: vec![format!("Card number: {number} was declined")],
        selection: number.to_owned(),
        ..Page::default()
    };
    let said = Event::Said {
        key: "k".to_owned(),
        text: format!(
            "My card {number} was declined, password: hunter2, order 20441, write to ada@mail.example"
        ),
        page: Some(page.clone()),
    };
    let asked = Event::AskedForPerson {
        key: "k".to_owned(),
        text: format!("my card is {number}"),
        contact: Contact { phone: "0699 868 88 55".to_owned(), ..Contact::default() },
        page: Some(page),
    };
    let rated = Event::Rated { turn: 1, helped: false, why: format!("{number} still fails") };
    let mut conversation = Conversation::new(ID, "en");
    for event in [said, rated, asked] {
        let step = play(&conversation, event, 1000);
        let all = format!("{:?}{:?}{:?}", step.next, step.log(), step.effects);
        assert!(!all.contains("4242 4242") && !all.contains("hunter2"), "{all}");
        conversation = step.next;
    }
    let said = conversation.log.iter().find_map(|entry| match &entry.what {
        What::CustomerSaid { text, redacted, .. } => Some((text.as_str(), redacted.clone())),
        _ => None,
    });
    let clean = "My card [card ending 4242] was declined, password: [password], order 20441, write to ada@mail.example";
    assert_eq!(said, Some((clean, vec!["card".to_owned(), "credential".to_owned()])));
    assert_eq!(conversation.contact.phone, "0699 868 88 55", "an address left on purpose is kept");
}

#[test]
fn a_greeting_is_answered_in_kind_and_is_no_miss() {
    let mut conversation = Conversation::new(ID, "en");
    for text in ["hi", "hello there!", "thanks"] {
        let step = play(&conversation, say(text), 0);
        assert_eq!(step.next.mode, Mode::Listening, "{text}");
        assert!(step.effects.is_empty(), "{text}");
        assert!(step.log().iter().any(|entry| matches!(entry.what, What::AssistantSaid { .. })), "{text}");
        conversation = step.next;
    }
}

#[test]
fn a_conversation_is_nobodys_but_the_one_customers_who_had_it() {
    let customer = |id: &str| Identity {
        id: id.to_owned(),
        email: String::new(),
        name: String::new(),
        tier: String::new(),
    };
    let mut conversation = Conversation::new(ID, "en");
    assert!(!conversation.is_anothers(Some(&customer("7"))), "who signs in takes along what was said before");
    conversation.identity = Some(customer("7"));
    assert!(!conversation.is_anothers(Some(&customer("7"))));
    assert!(conversation.is_anothers(Some(&customer("8"))) && conversation.is_anothers(None));
}

#[test]
fn an_address_said_in_passing_reaches_the_team_before_and_after_the_handoff() {
    let mut conversation = Conversation::new("0123456789abcdef0123456789abcdef", "en");
    let said = |key: &str, text: &str| Event::Said { key: key.into(), text: text.into(), page: None };
    go_on(&mut conversation, said("a", "My name is Anna Berg, can I talk to a person?"));
    assert_eq!((conversation.contact.name.as_str(), conversation.handoffs.len()), ("Anna Berg", 1));
    let late = go_on(&mut conversation, said("b", "my e-mail is anna@berg.example"));
    assert_eq!(conversation.contact.email, "anna@berg.example");
    assert!(late.iter().any(|what| matches!(what, What::AddressNoted { .. })), "{late:?}");
    // What was said before is not said to be new; and who writes an address of another changes nothing.
    let again = go_on(&mut conversation, said("c", "my e-mail is anna@berg.example"));
    assert!(!again.iter().any(|what| matches!(what, What::AddressNoted { .. })), "{again:?}");
    go_on(&mut conversation, said("d", "I also wrote to help@shop.example"));
    assert_eq!(conversation.contact.email, "anna@berg.example");
}
