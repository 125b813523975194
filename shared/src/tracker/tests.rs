//! What these tests prove:
//! 1. the same fault has one fingerprint, other faults have others;
//! 2. what a tracker is sent, made new and renewed, holds words of strangers as words;
//! 3. a crash after any request makes no second issue;
//! 4. odd answers end with a sentence.

use super::*;
use crate::backend::talk::by_status;
use crate::conversation::{DeliveryEnd, Event, World, step};
use crate::http::{HttpRequest, HttpResponse};
use crate::site::{Backend, Files, compile};
use expect_test::expect;
use serde_json::{Value, json};

fn site() -> Site {
    let mut text = String::from("name = \"Shop\"\nhours = \"always\"\norigins = [\"*\"]\n");
    for tracker in TRACKERS {
        let kind = tracker.kind();
        text.push_str(&format!("[[tracker]]\nname = \"bugs-{kind}\"\nkind = \"{kind}\"\n"));
        for (key, _) in tracker.settings().iter().chain(tracker.options()) {
            text.push_str(&format!(
                "{key} = \"{}\"\n",
                format!("{kind}_{key}").to_uppercase().replace('-', "_")
            ));
        }
    }
    let policy = "version = \"1\"\njob = \"Answers.\"\n\n[[rule]]\nid = \"person\"\nwhen = \"asks-for-person\"\nthen = \"transfer\"\nbecause = \"the customer asked\"\nlayer = \"user-requested\"\nreason = \"user-requested-agent\"\n";
    let (policy, persona) = (policy.to_owned(), "Plain.".to_owned());
    compile(&Files { site: text, policy, persona, knowledge: Vec::new() }).unwrap_or_else(|all| {
        panic!("{}", all.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

fn page() -> Page {
    Page {
        url: "https://shop.example/checkout/8812/pay".to_owned(),
        title: "Pay".to_owned(),
        errors: vec!["Error PAY-51: order 8812 \"tall lamp\" failed <b>".to_owned()],
        trail: vec!["/".to_owned(), "/cart".to_owned()],
        browser: "Mozilla/5.0 (X11)".to_owned(),
        ..Page::default()
    }
}

fn conversation(site: &Site, page: Option<Page>) -> Conversation {
    let (backends, providers) = (["desk".to_owned()], ["extractive".to_owned()]);
    let world =
        World { now: 1_760_000_000_000, site, backends: &backends, providers: &providers, actions: &[] };
    let start = Conversation::new("0123456789abcdef0123456789abcdef", "en");
    let asked = Event::AskedForPerson {
        key: "k".to_owned(),
        text: "I cannot pay <script> *x* @everyone".to_owned(),
        contact: Default::default(),
        page,
    };
    step(&start, asked, &world).next
}

fn the_bug(site: &Site) -> Bug {
    let conversation = conversation(site, Some(page()));
    let seen = (1..=25).map(|n| Seen {
        reference: format!("REF-{n}"),
        link: Some(format!("https://chat.example/desk/#c/{n}")),
    });
    Bug { count: 25, seen: seen.collect(), ..bug(&conversation, &conversation.handoffs[0], site) }
}

#[test]
fn a_fault_on_the_page_is_reported_to_each_tracker_and_a_plain_question_is_not() {
    let site = site();
    let bugs = |page| {
        let conversation = conversation(&site, page);
        conversation.outbox.iter().filter(|parcel| parcel.cargo == crate::conversation::Cargo::Bug).count()
    };
    assert_eq!(bugs(Some(page())), 3);
    assert_eq!(
        bugs(Some(Page {
            errors: Vec::new(),
            script_errors: vec!["x is not a function".to_owned()],
            ..page()
        })),
        3
    );
    assert_eq!(bugs(Some(Page { errors: Vec::new(), ..page() })), 0);
    assert_eq!(bugs(None), 0);
    let declined = Page { errors: vec!["Your card was declined. Error code: PAY-51".to_owned()], ..page() };
    assert_eq!(bugs(Some(declined.clone())), 0, "a refused card is no fault");
    let both = Page { script_errors: vec!["x is not a function".to_owned()], ..declined };
    assert_eq!(bugs(Some(both)), 3);
}

#[test]
fn a_bug_report_has_nothing_of_what_its_tracker_may_not_get() {
    let site = site();
    let mut conversation = conversation(&site, Some(page()));
    conversation.contact.email = "tom@example.com".to_owned();
    let all: Vec<String> = ["page", "trail", "email"].map(str::to_owned).to_vec();
    let told = |conversation: &Conversation| {
        let bug = bug(conversation, &conversation.handoffs[0], &site);
        format!("{} {:?}", bug.title, bug.parts)
    };
    assert!(told(&conversation).contains("/checkout/8812/pay"));
    let kept = told(&crate::packet::keep_back(conversation, &all));
    for part in ["/checkout", "/cart", "tom@example.com"] {
        assert!(!kept.contains(part), "{part}: {kept}");
    }
    assert!(kept.contains("PAY-51"), "{kept}");
}

#[test]
fn the_same_fault_has_one_fingerprint() {
    let same = |a: (&str, &str), b: (&str, &str)| fingerprint(a.0, a.1) == fingerprint(b.0, b.1);
    let first = ("Error PAY-51: order 8812 \"tall lamp\" failed", "/checkout/8812/pay");
    assert!(same(first, ("error PAY-51:  order 90 \"sofa\" failed", "/checkout/90/pay/")));
    assert!(!same(first, ("Error PAY: order 8812 \"tall lamp\" failed", "/checkout/8812/pay")));
    assert!(!same(first, ("Error PAY-51: order 8812 \"tall lamp\" failed", "/checkout/8812/address")));
    assert_eq!(fingerprint(first.0, first.1).len(), 16);
}

#[test]
fn an_issue_says_what_happened_where_and_to_how_many() {
    let text = the_bug(&site()).markdown(60_000);
    let short: Vec<&str> = text.lines().filter(|line| !line.starts_with("- REF-")).collect();
    expect![[r####"
        ### What happens
        - The page shows “Error PAY-51: order 8812 "tall lamp" failed \<b\>”.
        - the customer pressed the human button

        ### Steps
        - Go to /
        - Go to /cart
        - Go to https://shop.example/checkout/8812/pay
        - In the customer's words: I cannot pay \<script\> \*x\* @everyone

        ### Errors the page shows
        - Error PAY-51: order 8812 "tall lamp" failed \<b\>

        ### Where
        - Page: https://shop.example/checkout/8812/pay
        - Title: Pay
        - Browser: Mozilla/5.0 (X11)"####]]
    .assert_eq(
        &short
            .iter()
            .take_while(|line| !line.starts_with("- Assistant"))
            .copied()
            .collect::<Vec<_>>()
            .join("\n"),
    );
    assert!(text.contains("- 25 customers\n- REF-6 https://chat.example/desk/#c/6\n"), "{text}");
    assert!(text.contains("- and 5 before them\n"), "{text}");
}

/// A tracker that keeps what it was sent.
#[derive(Default)]
struct Fake {
    made: Vec<(String, Value)>,
    changed: Vec<(String, Value)>,
}

impl Fake {
    fn take(&mut self, kind: &str, request: &HttpRequest) -> HttpResponse {
        let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
        let url = request.url.split('?').next().unwrap_or("").to_owned();
        let one = json!({ "number": 7, "html_url": "https://github.example/7", "key": "SHOP-7" });
        let query = body["query"].as_str().unwrap_or("");
        let linear = json!({ "data": { "done": { "success": true, "issue": { "id": "u", "identifier": "LIN-7", "url": "https://linear.example/7" } } } });
        let said = match (kind, request.method.as_str()) {
            ("github", "GET") => {
                json!({ "items": self.made.iter().map(|_| one.clone()).collect::<Vec<_>>() })
            }
            ("jira", "GET") => json!({ "issues": self.made.iter().map(|_| one.clone()).collect::<Vec<_>>() }),
            ("linear", _) if query.contains("issueCreate") => {
                let id = body.pointer("/variables/input/id").cloned().unwrap_or_default();
                if self.made.iter().any(|(_, made)| made.pointer("/variables/input/id") == Some(&id)) {
                    json!({ "errors": [{ "message": "Entity with this id already exists", "extensions": { "code": "INVALID_INPUT" } }] })
                } else {
                    self.made.push((url, body));
                    linear
                }
            }
            ("linear", _) => {
                self.changed.push((url, body));
                linear
            }
            (_, "POST") => {
                self.made.push((url, body));
                one
            }
            _ => {
                self.changed.push((url, body));
                one
            }
        };
        HttpResponse { status: 200, headers: Vec::new(), body: said.to_string() }
    }
}

fn report(
    fake: &mut Fake,
    tracker: &dyn Tracker,
    bug: &Bug,
    configured: &Backend,
    stop: Option<usize>,
) -> Option<Issue> {
    let mut answers = Vec::new();
    while stop.is_none_or(|stop| answers.len() <= stop) {
        match tracker.report(bug, Tool(configured), &mut Talk::new(&answers)) {
            Ok(issue) => return Some(issue),
            Err(Next::Send(request)) => {
                assert!(!format!("{:?} {}", request.headers, request.url).contains("@everyone"));
                assert!(request.filled(|_| Some("7".to_owned())).is_ok(), "{request:?}");
                answers.push(fake.take(tracker.kind(), &request));
            }
            Err(Next::Done(end)) => panic!("`{}`: {end:?}", tracker.kind()),
        }
        assert!(answers.len() < 5);
    }
    None
}

#[test]
fn a_crash_after_any_request_and_fifty_customers_make_one_issue() {
    let site = site();
    let bug = the_bug(&site);
    for tracker in TRACKERS {
        let configured =
            site.trackers.iter().find(|one| one.kind == tracker.kind()).expect("all are configured");
        for crash in 0..3 {
            let mut fake = Fake::default();
            report(&mut fake, *tracker, &bug, configured, Some(crash));
            let issue = report(&mut fake, *tracker, &bug, configured, None).expect("it is made or found");
            assert!(issue.name.ends_with('7'), "{issue:?}");
            for count in 26..75 {
                let bug = Bug { known: Some(issue.clone()), count, ..bug.clone() };
                report(&mut fake, *tracker, &bug, configured, None);
            }
            assert_eq!(fake.made.len(), 1, "`{}` after {crash}", tracker.kind());
            let last = fake.changed.last().map(|(_, body)| body.to_string()).unwrap_or_default();
            assert!(last.contains("74 customers"), "`{}`: {last}", tracker.kind());
        }
    }
}

#[test]
fn an_odd_answer_ends_a_report_with_a_sentence() {
    let site = site();
    let bug = the_bug(&site);
    for tracker in TRACKERS {
        let configured =
            site.trackers.iter().find(|one| one.kind == tracker.kind()).expect("all are configured");
        for (status, body) in [
            (200, "<html>"),
            (200, "{}"),
            (200, "{\"errors\":[{\"message\":\"no\"}]}"),
            (302, ""),
            (401, "{}"),
            (429, ""),
            (500, ""),
            (200, ""),
        ] {
            let odd = HttpResponse { status, headers: Vec::new(), body: body.to_owned() };
            let mut answers = Vec::new();
            let end = loop {
                match tracker.report(&bug, Tool(configured), &mut Talk::new(&answers)) {
                    Err(Next::Send(_)) => answers.push(odd.clone()),
                    end => break end,
                }
                assert!(answers.len() < 6, "`{}` goes in circles", tracker.kind());
            };
            match end {
                Err(Next::Done(DeliveryEnd::Refused { why, .. } | DeliveryEnd::Impossible { why })) => {
                    assert!(!why.is_empty());
                    let by = by_status(&odd, String::new());
                    assert_eq!(
                        matches!(by, DeliveryEnd::Impossible { .. }),
                        matches!(status, 302 | 401),
                        "{why}"
                    );
                }
                end => panic!("`{}` {odd:?}: {end:?}", tracker.kind()),
            }
        }
    }
}
