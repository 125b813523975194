//! The way to a person when things are broken (the browser's part is in `widget.rs`):
//! 1. the webhook backend is down: a reference at once, the desk has it after a while, nothing is doubled;
//! 2. the plain form without any script;
//! 3. pressed ten times, it is one handoff.

use crate::client::{Agent, Customer, request};
use crate::receiver::{Receiver, SECRET};
use crate::stage::{Stage, free_port};
use shared::wire::{Command, Contact, Shown};

fn press() -> Command {
    Command::Person { text: String::new(), contact: Contact::default(), page: None }
}

#[test]
fn with_the_webhook_down_the_customer_has_a_reference_and_the_desk_gets_the_packet() {
    let nobody = format!("http://127.0.0.1:{}/in", free_port());
    let stage = Stage::start(&[("WEBHOOK_URL", &nobody), ("WEBHOOK_SECRET", SECRET)]);
    let mut customer = Customer::new(&stage);
    customer.act(press());
    let reference = customer.reference();
    let agent = Agent::sign_in(&stage, "Sarah");
    let card = agent.card(&customer.id());
    assert_eq!(card["reference"], reference.as_str());
    customer.wait("the receipt", |shown| matches!(shown, Shown::Notice { .. }).then_some(()));
}

#[test]
fn a_webhook_that_fails_for_a_while_gets_the_packet_once_and_the_desk_does_not() {
    let receiver = Receiver::start();
    receiver.heard(|heard| heard.failures = vec![500, 429]);
    let vars = receiver.vars();
    let vars: Vec<(&str, &str)> = vars.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let stage = Stage::start(&vars);
    let mut customer = Customer::new(&stage);
    customer.act(press());
    customer.wait("the receipt", |shown| matches!(shown, Shown::Notice { .. }).then_some(()));
    assert_eq!(receiver.of_type("handoff.created").len(), 1);
    assert_eq!(receiver.heard(|heard| heard.tries), 3);
    let listing = Agent::sign_in(&stage, "Sarah").get("list").expect("the Worker is there").json();
    assert_eq!(listing["open"].as_array().map(Vec::len), Some(0));
}

#[test]
fn the_plain_form_reaches_a_person_without_any_script() {
    let stage = Stage::start(&[]);
    let page = request("GET", &stage.url("/person"), &[], "").expect("the Worker is there");
    assert_eq!(page.status, 200);
    let token = page.body.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let token = token.expect("the form carries a token");
    let body = format!("token={token}&text=My+lamp+is+broken&email=ada%40example.org&name=Ada");
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let mut references = Vec::new();
    for _ in 0..2 {
        let sent = request("POST", &stage.url("/person"), &headers, &body).expect("the Worker is there");
        assert_eq!(sent.status, 200, "{}", sent.body);
        references.push(sent.body.split("reference is ").nth(1).map(|rest| rest[..9].to_owned()));
    }
    assert!(references[0].is_some());
    assert_eq!(references[0], references[1], "sent twice, it is one request");
    let agent = Agent::sign_in(&stage, "Sarah");
    let listing = crate::stage::until("the handoff in the list", || {
        let listing = agent.get("list")?.json();
        (listing["open"].as_array()?.len() == 1).then_some(listing)
    });
    assert_eq!(listing["open"][0]["goal"], "My lamp is broken");
    assert_eq!(listing["open"][0]["who"], "Ada");
}

#[test]
fn pressed_ten_times_it_is_one_handoff() {
    let stage = Stage::start(&[]);
    let mut customer = Customer::new(&stage);
    for _ in 0..10 {
        customer.act(press());
    }
    let agent = Agent::sign_in(&stage, "Sarah");
    agent.card(&customer.id());
    let listing = agent.get("list").expect("the Worker is there").json();
    assert_eq!(listing["open"].as_array().map(Vec::len), Some(1), "{listing}");
}
