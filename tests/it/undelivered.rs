//! What does not arrive, on real workerd and in real Chromium:
//! 1. a handoff nobody confirms is told to the second channel once, with the packet and with what each backend said;
//! 2. the desk lists it, on a screen and on a phone, and a press has it tried at once: then it is there, and listed no more;
//! 3. a card of the list tells queue, wish and how the promise stands;
//! 4. a destination that is gone is found on the schedule, logged and shown; one that could not be asked is not.

use crate::chromium::{Chromium, Page};
use crate::client::{Agent, Customer, request};
use crate::desk::sign_in;
use crate::receiver::{Receiver, SECRET};
use crate::relay::Tool;
use crate::stage::{Stage, free_port, until};
use serde_json::json;
use shared::wire::{Arrangement, Command, Notice, Shown};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

fn press(customer: &mut Customer, text: &str) {
    customer.act(Command::Person { text: text.to_owned(), contact: Default::default(), page: None });
}

fn desk(stage: &Stage, page: &mut Page) {
    sign_in(page, &stage.url("/desk/"));
    page.wait("the list", "!!document.querySelector('[data-desk=list]')");
}

#[test]
fn what_nobody_confirms_is_told_by_a_second_channel_and_tried_from_the_desk() {
    let (tool, on_call) = (Receiver::start(), Receiver::start());
    tool.heard(|heard| heard.failures = vec![503; 10_000]);
    let vars = [("TOOL_URL", tool.url.as_str()), ("ON_CALL_URL", on_call.url.as_str()), ("SECRET", SECRET)];
    let stage = Stage::with_site(&vars, |site| {
        let hook = |name: &str, url: &str| json!({ "name": name, "kind": "webhook", "settings": { "url": url, "secret": "SECRET" } });
        site["backends"] = json!([
            hook("tool", "TOOL_URL"),
            hook("on-call", "ON_CALL_URL"),
            { "name": "desk", "kind": "desk", "settings": {} },
        ]);
        site["handoff"] =
            json!({ "next_backend_after": 3600, "alarm": { "backend": "on-call", "after": 6 } });
    });
    let mut customer = Customer::new(&stage);
    press(&mut customer, "My lamp hums");
    let told = until("the alarm", || on_call.of_type("handoff.unconfirmed").into_iter().next());
    assert_eq!(told["data"]["summary"]["goal"], "My lamp hums");
    let warning = told["data"]["warning"]["text"].as_str().expect("it says why it comes");
    assert!(warning.starts_with("This handoff is not confirmed anywhere: tool ("), "{warning}");
    assert!(warning.contains("it answered 503"), "{warning}");

    let agent = Agent::sign_in(&stage, "Tom");
    let listed = until("the list of what is missing", || {
        let listing = agent.get("list")?.json();
        listing["undelivered"].get(0).cloned()
    });
    assert_eq!(
        (listed["what"].as_str(), listed["tried"][0]["backend"].as_str()),
        (Some("the handoff"), Some("tool"))
    );
    assert_eq!(listed["tried"][0]["answer"], "it answered 503");

    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.size(1280, 800);
    desk(&stage, &mut page);
    page.wait(
        "what is missing",
        "document.querySelector('[data-desk=missing]')?.textContent.includes('it answered 503')",
    );
    page.picture("undelivered");
    page.size(390, 844);
    page.picture("undelivered-phone");
    tool.heard(|heard| heard.failures.clear());
    page.eval("document.querySelector('[data-desk=retry]').click()");
    customer.wait("the receipt", |shown| {
        matches!(shown, Shown::Notice { kind: Notice::Delivered, .. }).then_some(())
    });
    page.wait("the list to be empty", "!document.querySelector('[data-desk=undelivered]')");
    assert_eq!(tool.of_type("handoff.created").len(), 1);
    assert_eq!(on_call.heard(|heard| heard.accepted.len()), 1, "told once, and nothing else");
    stage.prints(&["the handoff has not arrived at `tool`: it answered 503"]);
    page.console.retain(|line| !line.contains("401"));
    assert_eq!(page.console, Vec::<String>::new());
}

#[test]
fn a_card_tells_its_queue_the_wish_and_how_the_promise_stands() {
    let stage = Stage::with_site(&[], |site| {
        site["opening"]["week"] = json!(vec![json!([{ "from": 0, "to": 1440 }]); 7]);
        site["opening"]["holidays"] = json!([]);
        let queues = site["routing"]["queues"].as_array_mut().expect("the demo has queues");
        for queue in queues {
            queue["reply_within"] = json!(if queue["name"] == "payments" { 10 } else { 480 });
        }
    });
    let mut pays = Customer::new(&stage);
    pays.say("I was charged twice and I want my money back");
    press(&mut pays, "");
    let mut hums = Customer::new(&stage);
    press(&mut hums, "My lamp hums at night, and the dimmer makes it worse");
    let mut waits = Customer::new(&stage);
    press(&mut waits, "Which bulb fits the Mora?");
    for customer in [&pays, &hums, &waits] {
        customer.wait("the receipt", |shown| {
            matches!(shown, Shown::Notice { kind: Notice::Delivered, .. }).then_some(())
        });
    }
    let how = Arrangement::Callback { at: 0, phone: "+32 2 555 01 23".to_owned() };
    hums.act(Command::Arrange { how });
    waits.act(Command::Arrange { how: Arrangement::Email { email: "maya@shop.example".to_owned() } });

    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.size(1280, 800);
    desk(&stage, &mut page);
    let card = |customer: &Customer, part: &str| {
        format!(
            "document.querySelector('[data-conversation=\"{}\"] [data-desk={part}]')?.textContent",
            customer.id()
        )
    };
    page.wait("the queue", &format!("{}?.includes('payments')", card(&pays, "queue")));
    page.wait("the promise", &format!("{}?.startsWith('answer due in')", card(&pays, "due")));
    page.wait(
        "the wish",
        &format!("{}?.includes('Call the customer at +32 2 555 01 23')", card(&hums, "wish")),
    );
    page.wait("the wish", &format!("{}?.includes('maya@shop.example')", card(&waits, "wish")));
    page.picture("desk-cards");
    page.size(390, 844);
    page.picture("desk-cards-phone");
    let wide = "document.documentElement.scrollWidth <= innerWidth";
    page.wait("nothing stands out of a phone's screen", wide);
}

#[test]
fn a_destination_that_is_gone_is_found_on_the_schedule_and_stands_at_the_desk_until_it_is_back() {
    let archived = Arc::new(AtomicBool::new(true));
    let is = archived.clone();
    let tool = Tool::start(move |_, _, url, _| match url {
        _ if url.contains("auth.test") => (200, json!({ "ok": true, "team": "Acme" })),
        _ => {
            let channel = json!({ "name": "support", "is_archived": is.load(Ordering::Relaxed) });
            (200, json!({ "ok": true, "channel": channel }))
        }
    });
    let nowhere = format!("http://127.0.0.1:{}", free_port());
    let vars = [
        ("SLACK_URL", tool.url.as_str()),
        ("SLACK_TOKEN", "xoxb-1"),
        ("SLACK_CHANNEL", "C1"),
        ("GONE_URL", &nowhere),
    ];
    let stage = Stage::with_site(&vars, |site| {
        let settings = |url: &str| json!({ "url": url, "token": "SLACK_TOKEN", "channel": "SLACK_CHANNEL" });
        site["backends"] = json!([
            { "name": "team", "kind": "slack", "settings": settings("SLACK_URL") },
            { "name": "away", "kind": "slack", "settings": settings("GONE_URL") },
            { "name": "mail", "kind": "resend", "settings": { "key": "NOT_SET", "from": "NOT_SET", "to": "NOT_SET" } },
            { "name": "desk", "kind": "desk", "settings": {} },
        ]);
        site["routing"]["queues"][0]["backend"] = json!("mail");
    });
    let check = || {
        let told =
            request("GET", &stage.url("/cdn-cgi/local/scheduled"), &[], "").expect("the Worker is there");
        assert_eq!(told.status, 200, "{}", told.body);
    };
    check();
    stage.prints(&["a destination is gone", "team channel: GONE: it is archived"]);
    stage.prints(&["a destination is gone", "mail variables: GONE", "counts on it"]);
    let agent = Agent::sign_in(&stage, "Tom");
    let gone = || agent.get("list").expect("the Worker is there").json()["gone"].clone();
    let told: Vec<String> = gone()
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| format!("{} {}", one["tool"].as_str().unwrap_or(""), one["what"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(told.len(), 2, "what could not be asked alarms nobody: {told:?}");
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.size(390, 844);
    desk(&stage, &mut page);
    page.wait(
        "what is gone",
        "document.querySelector('[data-desk=gone]')?.textContent.includes('it is archived')",
    );
    page.picture("destinations-gone-phone");
    archived.store(false, Ordering::Relaxed);
    check();
    page.wait(
        "that it is back",
        "!document.querySelector('[data-desk=gone]').textContent.includes('it is archived')",
    );
}
