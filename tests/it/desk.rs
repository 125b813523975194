//! 1. Nobody reads the desk without its password, and guessing is slowed down.
//! 2. The list is live: a new handoff and a claim arrive by socket.
//! 3. Giving back lets the assistant answer again.

use crate::client::{Agent, Customer, request};
use crate::spine::answer;
use crate::stage::Stage;
use serde_json::json;
use shared::wire::Command;

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
