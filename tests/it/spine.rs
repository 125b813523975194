//! 1. A question gets a streamed, cited answer from the knowledge alone.
//! 2. Asking for a person gives a handoff with a packet on the desk; the agent's reply arrives, with the name.
//! 3. News come in order and without repeats, by socket and by long poll; a client that was away resumes.
//! 4. A command sent again is done once.
//! 5. What the knowledge lacks is admitted, and a person is offered.

use crate::client::{Agent, Customer, shown};
use crate::receiver::{Receiver, SECRET};
use crate::stage::{Stage, until};
use serde_json::{Value, json};
use shared::page::Page;
use shared::signature;
use shared::wire::{Choice, Command, Shown};
use std::time::{SystemTime, UNIX_EPOCH};

pub fn answer(shown: &Shown) -> Option<(String, Vec<String>)> {
    match shown {
        Shown::Assistant { text, sources, .. } => {
            Some((text.clone(), sources.iter().map(|source| source.article.clone()).collect()))
        }
        _ => None,
    }
}

#[test]
fn a_question_on_the_returns_page_gets_a_streamed_and_cited_answer() {
    let stage = Stage::start(&[]);
    let mut customer = Customer::new(&stage);
    let page = Page { url: stage.url("/returns/"), title: "Returns".to_owned(), ..Page::default() };
    customer.act(Command::Say {
        text: "how long do I have to send something back?".to_owned(),
        page: Some(page),
    });
    let mut socket = customer.socket(0);
    let (mut streamed, mut whole) = (String::new(), None);
    while whole.is_none() {
        for frame in socket.next().as_array().expect("a message is a list of frames") {
            if let Some(delta) = frame.get("delta") {
                assert_eq!(
                    delta["n"].as_u64().map(|n| n > 0),
                    Some(!streamed.is_empty()),
                    "pieces come in order"
                );
                streamed.push_str(delta["text"].as_str().unwrap_or(""));
            } else if let Some(partial) = frame.get("partial") {
                streamed = partial["text"].as_str().unwrap_or("").to_owned();
            } else if let Some(entry) = frame.pointer("/shown/entry/assistant") {
                whole = Some(entry.clone());
            }
        }
    }
    let whole = whole.unwrap_or_default();
    assert_eq!(whole["text"], streamed, "what was streamed is what is kept");
    assert!(streamed.contains("30 days"), "{streamed}");
    assert!(!whole["sources"].as_array().expect("sources are a list").is_empty());
}

#[test]
fn asking_for_a_person_brings_a_packet_to_the_desk_and_the_reply_back_with_a_name() {
    let stage = Stage::start(&[]);
    let mut customer = Customer::new(&stage);
    let page =
        Page { url: stage.url("/returns/?token=secret"), title: "Returns".to_owned(), ..Page::default() };
    customer.act(Command::Say { text: "Can I return a lamp I have used?".to_owned(), page: Some(page) });
    customer.wait("an answer", answer);
    customer.say("can I talk to a real person?");
    let reference = customer.reference();
    let mut agent = Agent::sign_in(&stage, "Sarah Ünlü");
    let card = agent.card(&customer.id());
    assert_eq!(card["reference"], reference.as_str());
    let opened = agent.get(&format!("c/{}", customer.id())).expect("the Worker is there").json();
    let briefing = &opened["briefing"];
    assert_eq!(briefing["goal"], "Can I return a lamp I have used?");
    assert_eq!(briefing["why"], "the customer asked for a person");
    assert!(briefing["evidence"].to_string().contains("real person"), "{briefing}");
    assert!(!briefing["tried"].as_array().expect("tried is a list").is_empty());
    assert!(!opened.to_string().contains("secret"), "an address loses its query values");

    let mut desk = agent.socket(&format!("c/{}/socket", customer.id()));
    let mut socket = customer.socket(0);
    agent.say(&customer.id(), "Hello, I can see you asked about a used lamp.");
    let (joined, name) = socket.until(|frames| {
        let find = |at: &str| frames.as_array()?.iter().find_map(|frame| frame.pointer(at)).cloned();
        Some((find("/shown/entry/joined/name"), find("/shown/entry/person/name")?))
    });
    assert_eq!(name, "Sarah Ünlü");
    assert_eq!(joined.unwrap_or(Value::from("Sarah Ünlü")), "Sarah Ünlü");
    customer.say("Great, thank you!");
    desk.until(|update| (update.pointer("/line/text")? == "Great, thank you!").then_some(()));

    agent.act(&customer.id(), json!("close"));
    customer.wait("the end", |shown| matches!(shown, Shown::Notice { .. }).then_some(()));
    until("the card is among the closed", || {
        let listing = agent.get("list")?.json();
        listing["closed"].as_array()?.iter().find(|card| card["reference"] == reference.as_str()).map(|_| ())
    });
}

#[test]
fn a_command_sent_again_is_done_once_and_a_client_that_was_away_resumes() {
    let stage = Stage::start(&[]);
    let customer = Customer::new(&stage);
    let say = || Command::Say { text: "What does shipping to Germany cost?".to_owned(), page: None };
    for _ in 0..3 {
        let reply = customer.try_do("same-key", say()).expect("the Worker is there");
        assert_eq!(reply.done, ["same-key"]);
    }
    customer.wait("an answer", answer);
    let seen = customer.seen().expect("the Worker is there");
    assert_eq!(seen.iter().filter(|shown| matches!(shown, Shown::Customer { .. })).count(), 1, "{seen:?}");
    // A socket that names the last position it saw is told nothing twice.
    let mut first = customer.socket(0);
    let last = first.next().to_string().matches("\"shown\"").count();
    assert!(last >= 2);
    let mut again = customer.socket(u64::from(u32::MAX));
    assert!(!again.next().to_string().contains("\"shown\""));
    again.send("ping");
    assert_eq!(again.next(), "pong");
}

#[test]
fn what_no_article_answers_is_admitted_and_the_choice_is_offered() {
    let stage = Stage::start(&[]);
    let mut customer = Customer::new(&stage);
    customer.say("Do you know who won the football world cup in 1954?");
    let choices = customer.wait("an offer", |shown| match shown {
        Shown::Offer { choices, .. } => Some(choices.clone()),
        _ => None,
    });
    assert_eq!(choices, [Choice::Person, Choice::Assistant]);
    let seen = customer.seen().expect("the Worker is there");
    assert!(seen.iter().filter_map(answer).all(|(_, sources)| sources.is_empty()), "{seen:?}");
    let reply = customer.act(Command::Choose { choice: Choice::Person });
    assert!(shown(&reply.frames).iter().any(|shown| matches!(shown, Shown::HandedOver { .. })));
}

#[test]
fn a_signed_webhook_gets_the_packet_and_answers_into_the_same_conversation() {
    let receiver = Receiver::start();
    let vars = receiver.vars();
    let vars: Vec<(&str, &str)> = vars.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let stage = Stage::start(&vars);
    let mut customer = Customer::new(&stage);
    customer.say("I want to speak to a human");
    let packet = until("the packet at the webhook", || receiver.of_type("handoff.created").pop());
    assert_eq!(packet["data"]["conversation"], customer.id());
    assert_eq!(packet["data"]["schema"], "baton.handoff/1");
    customer.say("My order is DK-20441");
    let said = until("what was said after it", || receiver.of_type("customer.said").pop());
    assert_eq!(said["data"]["text"], "My order is DK-20441");

    let body = json!({ "type": "agent.said", "data": { "conversation": customer.id(),
        "agent": { "name": "Marek" }, "text": "Looking at DK-20441 now." } })
    .to_string();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let signed = signature::sign(SECRET, "msg-1", now, body.as_bytes()).expect("the secret is well-formed");
    let time = now.to_string();
    for _ in 0..2 {
        let headers =
            [("webhook-id", "msg-1"), ("webhook-timestamp", time.as_str()), ("webhook-signature", &signed)];
        let answer = crate::client::request("POST", &stage.url("/hook/webhook"), &headers, &body);
        assert_eq!(answer.map(|answer| answer.status), Some(200), "{}", stage.said());
    }
    customer.wait("the agent's words", |shown| matches!(shown, Shown::Person { .. }).then_some(()));
    let seen = customer.seen().expect("the Worker is there");
    assert_eq!(
        seen.iter().filter(|shown| matches!(shown, Shown::Person { .. })).count(),
        1,
        "a webhook sent twice"
    );
    assert_eq!(receiver.heard(|heard| heard.forged), 0);
}
