//! What these tests prove:
//! 1. who is looked up, and why somebody is not;
//! 2. what is read of each tool's answers, recorded and cut to what is read;
//! 3. odd answers end with a sentence;
//! 4. in a conversation: at the handoff, beside the packet, once, also after a crash; too late is said.

use super::*;
use crate::conversation::{Cargo, DeliveryEnd, Effect, Event, World, step};
use crate::http::HttpResponse;
use crate::identity::Identity;
use crate::log::What;
use crate::parts::Contact;
use crate::site::{Backend, Files, Site, compile};
use expect_test::{Expect, expect};

fn site(rules: &str) -> Site {
    let mut text = format!("name = \"Shop\"\nhours = \"always\"\norigins = [\"*\"]\n{rules}");
    for enricher in ENRICHERS {
        let kind = enricher.kind();
        text.push_str(&format!("[[enricher]]\nname = \"{kind}\"\nkind = \"{kind}\"\n"));
        for (key, _) in enricher.settings().iter().chain(enricher.options()) {
            text.push_str(&format!("{key} = \"{}\"\n", format!("{kind}_{key}").to_uppercase()));
        }
    }
    let policy = "version = \"1\"\njob = \"Answers.\"\n\n[[rule]]\nid = \"person\"\nwhen = \"asks-for-person\"\nthen = \"transfer\"\nbecause = \"the customer asked\"\nlayer = \"user-requested\"\nreason = \"user-requested-agent\"\n";
    let (policy, persona) = (policy.to_owned(), "Plain.".to_owned());
    compile(&Files { site: text, policy, persona, knowledge: Vec::new() }).unwrap_or_else(|all| {
        panic!("{}", all.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

fn configured<'a>(site: &'a Site, kind: &str) -> &'a Backend {
    site.enrichers.iter().find(|one| one.kind == kind).expect("all are configured")
}

fn check(kind: &str, answers: &[&str], expected: Expect) {
    let site = site("");
    let answers: Vec<HttpResponse> = answers
        .iter()
        .map(|body| HttpResponse { status: 200, headers: Vec::new(), body: (*body).to_owned() })
        .collect();
    let who = Who { email: "tom@example.com".to_owned(), now: 1_760_000_000_000 };
    let enricher = of_kind(kind).expect("it is in the registry");
    let said = match enricher.look(&who, Tool(configured(&site, kind)), &mut Talk::new(&answers)) {
        Ok(facts) => Known { source: kind.to_owned(), facts, why: String::new() }.line(),
        Err(Next::Send(request)) => format!("asks {} {}", request.method, request.url),
        Err(Next::Done(end)) => format!("{end:?}"),
    };
    expected.assert_eq(&said);
}

#[test]
fn what_each_tool_knows_is_read_in_a_line() {
    check("stripe", &[], expect!["asks GET {var:STRIPE_URL}/v1/customers?email=tom%40example.com&limit=1"]);
    check("stripe", &["{\"data\":[]}"], expect!["stripe: "]);
    check(
        "stripe",
        &[
            r#"{"data":[{"id":"cus_1","created":1700000000,"delinquent":true}]}"#,
            r#"{"data":[{"status":"past_due","current_period_end":1760000000,"cancel_at_period_end":false,"items":{"data":[{"price":{"nickname":"Pro","unit_amount":2900,"currency":"eur","recurring":{"interval":"month"}}}]}}]}"#,
            r#"{"data":[{"amount":2900,"currency":"eur","created":1759000000,"status":"failed","failure_message":"Your card has\nexpired."},{"amount":500,"currency":"jpy","created":1758000000,"status":"succeeded","refunded":true}]}"#,
        ],
        expect![
            "stripe: customer since 2023-11-14; invoices the last payment is overdue; subscription Pro (past_due, 29.00 EUR a month, paid until 2025-10-09); charge 2025-09-27 29.00 EUR failed: Your card has expired.; charge 2025-09-16 500 JPY succeeded, refunded"
        ],
    );
    check(
        "hubspot",
        &[
            r#"{"results":[{"id":"7","properties":{"firstname":"Tom","lastname":"Bird","company":"Acme","lifecyclestage":"customer","hubspot_owner_id":"9"}}]}"#,
            r#"{"firstName":"Sarah","lastName":"Lee","email":"sarah@acme.example"}"#,
            r#"{"results":[{"properties":{"dealname":"Renewal","dealstage":"contractsent","amount":"12000"}}]}"#,
        ],
        expect![
            "hubspot: contact Tom Bird; company Acme; stage customer; owner Sarah Lee sarah@acme.example; deal Renewal (contractsent, 12000)"
        ],
    );
    // Without the scope for owners and deals, what there is.
    check(
        "hubspot",
        &[r#"{"results":[{"id":"7","properties":{"company":"Acme","hubspot_owner_id":"9"}}]}"#, "no", "no"],
        expect!["hubspot: company Acme"],
    );
    check(
        "zendesk",
        &[
            r#"{"results":[{"id":5,"status":"open","subject":"Lamp","created_at":"2025-10-08T00:00:00Z"},{"id":3,"status":"solved","subject":"Sofa","created_at":"2024-01-02T00:00:00Z"}]}"#,
        ],
        expect![
            "zendesk: open tickets 1; tickets in the last seven days 1; ticket #5 2025-10-08 Lamp (open); ticket #3 2024-01-02 Sofa (solved)"
        ],
    );
}

#[test]
fn an_odd_answer_ends_a_look_with_a_sentence() {
    let site = site("");
    let who = Who { email: "tom@example.com".to_owned(), now: 0 };
    for enricher in ENRICHERS {
        for (status, body) in [(200, "<html>"), (200, ""), (200, "{}"), (401, "{}"), (500, ""), (302, "")] {
            let odd = HttpResponse { status, headers: Vec::new(), body: body.to_owned() };
            let mut answers = Vec::new();
            let tool = Tool(configured(&site, enricher.kind()));
            let end = loop {
                match enricher.look(&who, tool, &mut Talk::new(&answers)) {
                    Err(Next::Send(_)) => answers.push(odd.clone()),
                    end => break end,
                }
                assert!(answers.len() < 6);
            };
            match end {
                Ok(facts) => assert!(facts.is_empty() && status == 200, "{facts:?}"),
                Err(Next::Done(DeliveryEnd::Refused { why, .. } | DeliveryEnd::Impossible { why })) => {
                    assert!(!why.is_empty());
                }
                Err(next) => panic!("{next:?}"),
            }
        }
    }
}

struct Play<'a> {
    site: &'a Site,
    now: Ms,
    conversation: Conversation,
}

impl Play<'_> {
    fn take(&mut self, event: Event) -> Vec<Effect> {
        let (backends, providers) = (["desk".to_owned()], ["extractive".to_owned()]);
        let world = World {
            now: self.now,
            site: self.site,
            backends: &backends,
            providers: &providers,
            actions: &[],
        };
        let step = step(&self.conversation, event, &world);
        self.conversation = step.next;
        step.effects
    }

    fn known(&self) -> Vec<&Known> {
        let said = self.conversation.log.iter().filter_map(|entry| match &entry.what {
            What::Enriched { known, .. } => Some(known),
            _ => None,
        });
        said.flatten().collect()
    }
}

fn handed_over<'a>(site: &'a Site, vouched: bool, email: &str) -> (Play<'a>, Vec<Effect>) {
    let conversation = Conversation::new("0123456789abcdef0123456789abcdef", "en");
    let mut play = Play { site, now: 1_000, conversation };
    if vouched {
        let (id, name, tier) = ("u1".to_owned(), String::new(), String::new());
        let identity = Identity { id, email: email.to_owned(), name, tier };
        play.take(Event::Identified { identity });
    }
    let email = if vouched { String::new() } else { email.to_owned() };
    let contact = Contact { email, ..Contact::default() };
    let effects = play.take(Event::AskedForPerson {
        key: "k".to_owned(),
        text: "Help".to_owned(),
        contact,
        page: None,
    });
    (play, effects)
}

#[test]
fn only_somebody_vouched_for_is_looked_up_unless_the_owner_says_otherwise() {
    let looks = |site: &Site, vouched, email| {
        let (play, effects) = handed_over(site, vouched, email);
        let asked = effects.iter().any(|effect| matches!(effect, Effect::LookUp { .. }));
        assert_eq!(asked, play.known().is_empty());
        (asked, play.known().first().map(|known| known.why.clone()).unwrap_or_default())
    };
    let (strict, free) = (site(""), site("[enrichment]\nidentity = \"stated\"\n"));
    assert!(looks(&strict, true, "Tom@Example.com").0);
    assert!(looks(&free, false, "tom@example.com").0);
    let (_, why) = looks(&strict, false, "tom@example.com");
    assert_eq!(why, "the customer states an address that nobody vouches for");
    let (_, why) = looks(&free, false, "");
    assert_eq!(why, "there is no e-mail address to look for");
    let (_, why) = looks(&strict, true, "");
    assert_eq!(why, "the site vouches for the customer without an e-mail address");
}

#[test]
fn the_packet_does_not_wait_and_what_is_known_follows_it_once() {
    let site = site("");
    let (mut play, effects) = handed_over(&site, true, "tom@example.com");
    let delivers = |effects: &[Effect], part: &str| {
        effects.iter().any(|effect| matches!(effect, Effect::Deliver { key, .. } if key.contains(part)))
    };
    assert!(delivers(&effects, ".packet."), "at once: {effects:?}");
    // A crash in between: asked again.
    assert!(play.take(Event::Woke).contains(&Effect::LookUp { handoff: 1 }));
    let known = vec![Known {
        source: "stripe".to_owned(),
        facts: vec![Fact { label: "charge".to_owned(), text: "failed".to_owned() }],
        why: String::new(),
    }];
    play.take(Event::Enriched { handoff: 1, known: known.clone() });
    play.take(Event::Enriched { handoff: 1, known });
    assert_eq!(play.known().len(), 1, "told twice, known once");
    let key = "0123456789abcdef0123456789abcdef.1.packet.desk".to_owned();
    let accepted = DeliveryEnd::Accepted { ticket: String::new() };
    let effects = play.take(Event::DeliveryEnded { key, end: accepted });
    assert!(delivers(&effects, ".late-"), "after the packet: {effects:?}");

    // Nobody answers: said, and nothing waits any more.
    let (mut play, _) = handed_over(&site, true, "tom@example.com");
    play.now += 6_000;
    play.take(Event::Ticked);
    assert!(play.known().iter().all(|known| known.why == "it did not answer in time"), "{:?}", play.known());
    let late = play.conversation.outbox.iter().filter(|parcel| matches!(parcel.cargo, Cargo::Late { .. }));
    assert_eq!(late.count(), 1);
}
