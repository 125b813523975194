//! 1. Nobody reads the desk without its password, and guessing is slowed down.
//! 2. The list is live: a new handoff and a claim arrive by socket.
//! 3. In real Chromium: sign in, open the handoff, read the briefing, reply; the customer has the reply within a second.
//! 4. Giving back lets the assistant answer again.

use crate::chromium::{Chromium, Page as Tab};
use crate::client::{Agent, Customer, request};
use crate::spine::answer;
use crate::stage::{PASSWORD, Stage};
use serde_json::json;
use shared::page::Page;
use shared::wire::{Command, Shown};
use std::time::Instant;

/// Opens an address of the desk and signs in there, as Sarah.
pub fn sign_in(page: &mut Tab, address: &str) {
    page.goto(address);
    page.wait("the form", "!!document.querySelector('[data-desk=sign-in-name]')");
    for (field, text) in [("sign-in-name", "Sarah"), ("sign-in-password", PASSWORD)] {
        page.eval(&format!("document.querySelector('[data-desk={field}]').focus()"));
        page.type_text(text);
    }
    page.press("Enter");
}

#[test]
fn without_the_password_nothing_of_the_desk_is_read_and_guessing_is_slowed_down() {
    let stage = Stage::start(&[]);
    let customer = Customer::new(&stage).id();
    for path in ["me", "list", "socket", &format!("c/{customer}")] {
        let answer =
            request("GET", &stage.url(&format!("/desk/api/{path}")), &[], "").expect("the Worker is there");
        assert_eq!(answer.status, 401, "{path}: {}", answer.body);
    }
    let sign_in = |password: &str| {
        let body = json!({ "name": "Eve", "password": password }).to_string();
        request("POST", &stage.url("/desk/api/sign-in"), &[], &body).expect("the Worker is there").status
    };
    let statuses: Vec<u16> = (0..11).map(|n| sign_in(&format!("guess {n}"))).collect();
    assert_eq!(statuses[0], 401);
    assert_eq!(statuses[10], 429);
    let elsewhere = [("origin", "https://evil.example")];
    let answer =
        request("POST", &stage.url("/desk/api/sign-in"), &elsewhere, "{}").expect("the Worker is there");
    assert_eq!(answer.status, 403);
}

#[test]
fn a_new_handoff_and_a_claim_arrive_by_socket() {
    let stage = Stage::start(&[]);
    let mut agent = Agent::sign_in(&stage, "Sarah");
    let mut list = agent.socket("socket");
    list.until(|listing| (listing["agents"][0] == "Sarah").then_some(()));
    let mut customer = Customer::new(&stage);
    customer.act(Command::Person {
        text: "My lamp hums".to_owned(),
        contact: Default::default(),
        page: None,
    });
    let id = customer.id();
    list.until(|listing| {
        let cards = listing["open"].as_array()?;
        cards
            .iter()
            .find(|card| card["conversation"] == id.as_str() && card["goal"] == "My lamp hums")
            .map(|_| ())
    });
    assert_eq!(agent.act(&id, json!("claim")).status, 200);
    list.until(|listing| (listing["open"][0]["agent"] == "Sarah").then_some(()));
}

#[test]
fn given_back_the_assistant_answers_again() {
    let stage = Stage::start(&[]);
    let mut customer = Customer::new(&stage);
    customer.act(Command::Person { text: String::new(), contact: Default::default(), page: None });
    let mut agent = Agent::sign_in(&stage, "Sarah");
    agent.card(&customer.id());
    agent.say(&customer.id(), "The assistant knows this one.");
    agent.act(&customer.id(), json!("hand-back"));
    customer.say("How long do I have to return a lamp?");
    let (text, _) = customer.wait("an answer", answer);
    assert!(text.contains("30 days"), "{text}");
}

#[test]
fn an_agent_signs_in_reads_the_briefing_and_replies_within_a_second() {
    let stage = Stage::start(&[]);
    let mut customer = Customer::new(&stage);
    let page = Page {
        url: stage.url("/checkout/"),
        title: "Checkout – Duskery".to_owned(),
        errors: vec!["Your card was declined. Error code: PAY-51".to_owned()],
        trail: vec!["/shop/mora/".to_owned(), "/cart/".to_owned()],
        ..Page::default()
    };
    customer.act(Command::Say { text: "why was my card declined?".to_owned(), page: Some(page) });
    customer.wait("an answer", answer);
    customer.say("that is not it, I want to talk to someone from your team");
    let mut other = Customer::new(&stage);
    other.act(Command::Person { text: "My lamp hums".to_owned(), contact: Default::default(), page: None });

    let chromium = Chromium::start();
    let mut desk = chromium.page();
    desk.size(1280, 800);
    sign_in(&mut desk, &stage.url("/desk/"));
    let card = format!("document.querySelector('[data-desk=card][data-conversation=\"{}\"]')", customer.id());
    desk.wait("the card", &format!("!!{card}"));
    desk.eval(&format!("(({card}).closest('a,button') || {card}).click()"));
    desk.wait(
        "the briefing",
        "document.querySelector('[data-desk=briefing]')?.textContent.includes('PAY-51')",
    );
    desk.picture("desk");
    desk.eval("document.querySelector('[data-desk=composer]').focus()");
    desk.type_text("Hi, I can see your card was declined with PAY-51. Let me check.");
    let sent = Instant::now();
    desk.press("Enter");
    customer.wait("the reply", |shown| match shown {
        Shown::Person { name, text, .. } if name == "Sarah" && text.contains("PAY-51") => Some(()),
        _ => None,
    });
    println!("agent to customer: {} ms", sent.elapsed().as_millis());
    desk.wait(
        "the reply in the transcript",
        "document.querySelector('[data-desk=transcript]').textContent.includes('Let me check')",
    );
    desk.size(390, 844);
    desk.picture("desk-phone");
    // Before signing in, the desk asks who is signed in and is told nobody.
    desk.console.retain(|line| !line.contains("401"));
    assert_eq!(desk.console, Vec::<String>::new());
}
