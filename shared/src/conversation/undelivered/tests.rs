//! 1. A handoff nobody confirmed is told once, by the second channel, with the packet and with what each backend said.
//! 2. One that was confirmed in time is not; one that fell back to the desk is, unless somebody there took it.
//! 3. The list has all that did not arrive; each can be tried at once, and what was given up can be left.
//! 4. What waits behind another delivery wakes nobody.

use super::super::{DeliveryEnd, Event, Step, World, step};
use super::*;
use crate::log::Ms;
use crate::packet::warning;
use crate::parts::Contact;
use crate::site::{self, Files};
use expect_test::expect;
use std::sync::OnceLock;

fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let head = "name = \"Lamps\"\nhours = \"Monday to Friday\"\norigins = [\"*\"]\n\n[handoff]\nalarm = \"on-call\"\nalarm-after-seconds = 60\n";
        let hook = |name: &str| {
            format!("\n[[backend]]\nname = \"{name}\"\nkind = \"webhook\"\nurl = \"URL\"\nsecret = \"SECRET\"\n")
        };
        let desk = "\n[[backend]]\nname = \"desk\"\nkind = \"desk\"\n";
        site::compile(&Files {
            site: [head, &hook("tool"), &hook("on-call"), desk].concat(),
            policy: include_str!("../../../../site/policy.toml").to_owned(),
            persona: "Plain.".to_owned(),
            knowledge: Vec::new(),
        })
        .unwrap_or_else(|problems| panic!("{problems:?}"))
    })
}

const ID: &str = "0123456789abcdef0123456789abcdef";

struct Play {
    conversation: Conversation,
    now: Ms,
}

impl Play {
    fn handed_over() -> Self {
        let mut play = Self { conversation: Conversation::new(ID, "en"), now: 1_000 };
        let contact = Contact::default();
        play.take(Event::AskedForPerson {
            key: "k".to_owned(),
            text: "My lamp hums".to_owned(),
            contact,
            page: None,
        });
        play
    }

    fn take(&mut self, event: Event) -> Step {
        let backends = ["tool", "on-call", "desk"].map(str::to_owned);
        let world = World {
            now: self.now,
            site: site(),
            backends: &backends,
            providers: &["extractive".to_owned()],
            actions: &[],
        };
        let step = step(&self.conversation, event, &world);
        self.conversation = step.next.clone();
        step
    }

    /// Every delivery to this backend ends so, every other is refused, until nothing is due before this time. Returns
    /// the keys that were delivered.
    fn until(&mut self, end: Ms, takes: &[&str]) -> Vec<String> {
        let mut delivered = Vec::new();
        let mut effects = self.take(Event::Ticked).effects;
        loop {
            // What is under way from before, too: this world has no crash.
            let sent: Vec<(String, String)> = self
                .conversation
                .outbox
                .iter()
                .filter(|one| matches!(one.state, ParcelState::Sent { .. }))
                .filter_map(|one| {
                    let backend = self.conversation.backend_of(one, site())?;
                    Some((one.key(ID, &backend), backend))
                })
                .collect();
            effects.clear();
            for (key, backend) in sent {
                let takes = takes.contains(&backend.as_str());
                let end = if takes {
                    delivered.push(key.clone());
                    DeliveryEnd::Accepted { ticket: "T1".to_owned() }
                } else {
                    DeliveryEnd::Refused { why: format!("{backend} answered 503"), after: None }
                };
                effects.extend(self.take(Event::DeliveryEnded { key, end }).effects);
            }
            if effects.iter().any(|effect| matches!(effect, Effect::Deliver { .. })) {
                continue;
            }
            match self.conversation.work_due() {
                Some(due) if due <= end => {
                    assert!(due > self.now, "it would wake again and again at {due}");
                    self.now = due;
                    effects = self.take(Event::Ticked).effects;
                }
                _ => {
                    self.now = end;
                    return delivered;
                }
            }
        }
    }

    fn list(&self) -> String {
        let line = |one: Undelivered| {
            let tried: Vec<String> = one
                .tried
                .iter()
                .map(|tried| format!("{} x{} “{}”", tried.backend, tried.tries, tried.answer))
                .collect();
            let next =
                one.next.map_or("given up".to_owned(), |next| format!("in {} s", (next - self.now) / 1000));
            format!("{} {} ({}): {}; {next}", one.reference, one.what, one.parcel, tried.join(", "))
        };
        self.conversation.undelivered(site()).into_iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

#[test]
fn nobody_confirmed_it_and_the_second_channel_is_told_once_with_what_each_said() {
    let mut play = Play::handed_over();
    assert_eq!(play.conversation.handoffs[0].route, ["tool", "desk"], "the alarm gets no handoffs");
    assert_eq!(play.until(60_999, &["on-call"]), Vec::<String>::new());
    assert_eq!(play.until(3_600_000, &["on-call"]), [format!("{ID}.1.alarm.on-call")], "once");
    let handoff = &play.conversation.handoffs[0];
    assert_eq!((&handoff.home, &play.conversation.mode), (&None, &Mode::Handing), "it is no confirmation");
    let told = warning(&play.conversation, handoff, site(), Some("https://chat.example/desk/#c/1"));
    expect![[r#"
        Not confirmed anywhere
        This handoff is not confirmed anywhere: tool (6 times): tool answered 503; desk (51 times): desk answered 503. It goes on being tried, and the customer was told so. Somebody should look. https://chat.example/desk/#c/1"#]].assert_eq(&format!("{}\n{}", told.title, told.text));
}

#[test]
fn confirmed_in_time_nobody_is_woken() {
    let mut play = Play::handed_over();
    play.until(5_000, &["tool"]);
    assert!(play.conversation.outbox.is_empty(), "{:?}", play.conversation.outbox);
    assert_eq!(play.conversation.work_due(), None);
}

#[test]
fn what_fell_back_to_the_desk_is_told_unless_somebody_there_took_it() {
    let alarm = [format!("{ID}.1.alarm.on-call")];
    let mut play = Play::handed_over();
    play.until(50_000, &["desk"]);
    assert_eq!(play.conversation.mode, Mode::Waiting);
    assert_eq!(play.until(120_000, &["desk", "on-call"]), alarm);
    let handoff = &play.conversation.handoffs[0];
    expect!["It fell back to the desk, and nobody there has taken it. Before: tool (6 times): tool answered 503. Somebody should look."].assert_eq(&warning(&play.conversation, handoff, site(), None).text);

    let mut taken = Play::handed_over();
    taken.until(50_000, &["desk"]);
    taken.take(Event::PersonClaimed { name: "Sarah".to_owned() });
    assert!(taken.conversation.outbox.iter().all(|one| one.cargo != Cargo::Alarm));
}

#[test]
fn the_list_has_what_did_not_arrive_and_each_can_be_tried_at_once() {
    let mut play = Play::handed_over();
    assert_eq!(play.list(), "", "nothing failed yet");
    play.take(Event::Said { key: "k2".to_owned(), text: "Hello?".to_owned(), page: None });
    play.until(30_000, &[]);
    expect![
        "7BH-6J0-1 the handoff (1.packet): tool x6 “tool answered 503”, desk x3 “desk answered 503”; in 1 s"
    ]
    .assert_eq(&play.list());
    let asked = Event::RetryAsked { parcel: "1.packet".to_owned(), name: "Sarah".to_owned() };
    let step = play.take(asked.clone());
    assert!(step.effects.contains(&Effect::TellUndelivered));
    let sent = |effect: &Effect| matches!(effect, Effect::Deliver { backend, .. } if backend == "desk");
    assert!(step.effects.iter().any(sent), "{:?}", step.effects);
    let again = play.take(asked);
    assert!(matches!(again.log()[0].what, What::Ignored { .. }), "it is under way already");
    let delivered = play.until(30_000, &["desk"]);
    assert_eq!(delivered, [format!("{ID}.1.packet.desk"), format!("{ID}.1.said-6.desk")]);
    expect![""].assert_eq(&play.list());
}

#[test]
fn what_was_given_up_stays_listed_until_it_is_tried_anew_or_left() {
    let mut play = Play::handed_over();
    play.take(Event::Said { key: "k2".to_owned(), text: "Hello?".to_owned(), page: None });
    play.until(40 * 3_600_000, &["on-call"]);
    expect!["7BH-6J0-1 the handoff (1.packet): tool x6 “tool answered 503”, desk x300 “desk answered 503”; given up"].assert_eq(&play.list());
    assert_eq!(play.conversation.work_due(), None, "what follows the packet waits for it, and wakes nobody");
    let name = || "Sarah".to_owned();
    let mut left = Play { conversation: play.conversation.clone(), now: play.now };
    left.take(Event::UndeliveredLeft { parcel: "1.packet".to_owned(), name: name() });
    assert_eq!(
        (left.list(), left.conversation.outbox.len()),
        (String::new(), 0),
        "what followed it is dropped"
    );

    play.take(Event::RetryAsked { parcel: "1.packet".to_owned(), name: name() });
    let delivered = play.until(play.now + 5_000, &["tool"]);
    assert_eq!(delivered, [format!("{ID}.1.packet.tool"), format!("{ID}.1.said-6.tool")]);
    assert_eq!(play.conversation.mode, Mode::Waiting);
}

#[test]
fn after_a_crash_the_desk_hears_again_what_is_missing() {
    let mut play = Play::handed_over();
    play.until(30_000, &[]);
    assert!(play.take(Event::Woke).effects.contains(&Effect::TellUndelivered));
}
