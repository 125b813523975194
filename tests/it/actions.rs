//! 1. The three actions of the demo shop run in the chat: asked by words, filled in and confirmed on a card, done by a
//!    signed call, their result on the card.
//! 2. What the other side does wrong (a redirect, a page, too much, an error, silence) is never taken for success, leads
//!    to a person, and no other address is ever called.
//! 3. Each protocol's model may ask for an action, and arguments that are not allowed are asked for.
//! 4. What needs approval is done after a person's yes at the desk, once, under a signature that fits.
//! 5. A Worker killed while a call is under way makes the same call again.

use crate::aimock::{Aimock, Rude};
use crate::chromium::{Chromium, Page};
use crate::client::{Agent, Customer};
use crate::desk::sign_in;
use crate::receiver::{self, Receiver};
use crate::stage::{Stage, until};
use crate::widget::{inside, open, write};
use serde_json::{Value, json};
use shared::identity::{self, Identity};
use shared::wire::{Card, Command, Shown};

const SECRET: &str = "a-secret-of-at-least-thirty-two-bytes";
const SIGN: (&str, &str) = ("ACTION_SECRET", receiver::SECRET);

fn card(shown: &Shown, state: &str) -> Option<(u32, Card)> {
    match shown {
        Shown::Card { turn, card } if card.state == state => Some((*turn, card.clone())),
        _ => None,
    }
}

fn wait(customer: &Customer, state: &str) -> (u32, Card) {
    customer.wait(&format!("a card that is {state}"), |shown| card(shown, state))
}

fn fill(customer: &mut Customer, turn: u32, fields: &[(&str, &str)]) {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    customer.act(Command::Fill { turn, fields });
}

fn token(email: &str) -> String {
    let text = |text: &str| text.to_owned();
    let ines = Identity { id: text("cus_2041"), email: text(email), name: text("Ines"), tier: text("home") };
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("it is after 1970");
    identity::sign(SECRET, &ines, now.as_secs()).expect("the secret is long enough")
}

/// The action of the site, changed.
fn changed(site: &mut Value, name: &str, change: impl FnOnce(&mut Value)) {
    let actions = site["actions"].as_array_mut().expect("the demo has actions");
    change(actions.iter_mut().find(|action| action["name"] == name).expect("the demo has this action"));
}

/// Text of the newest card.
pub fn newest() -> String {
    inside("$$('[data-by=card]').pop()?.innerText || ''")
}

pub fn send(page: &mut Page, fields: &[(&str, &str)]) {
    for (name, value) in fields {
        page.wait("the field", &inside(&format!("!!$('form [name={name}]')")));
        page.eval(&inside(&format!("$('form [name={name}]').value = '{value}'")));
    }
    page.eval(&inside("$$('[data-by=card] form .send').pop().click()"));
}

/// Nothing moves any more.
pub fn still(page: &mut Page) {
    page.wait("the end of all motion", &inside("!root.getAnimations().length"));
}

#[test]
fn the_three_actions_of_the_demo_run_in_the_chat() {
    let stage = Stage::start(&[SIGN, ("IDENTITY_SECRET", SECRET)]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.size(1280, 800);
    page.goto(&stage.url("/shipping/"));
    open(&mut page);
    write(&mut page, "Where is my order?");
    page.wait("a form", &inside("!!$('[data-by=card] form')"));
    still(&mut page);
    page.picture("action-form");
    send(&mut page, &[("order", "DK-99999"), ("email", "ines.maes@mail.example")]);
    page.wait("what is wrong", &format!("{}.includes('no order of that number')", newest()));
    send(&mut page, &[("order", "dk-20441")]);
    page.wait("the status", &format!("{}.includes('On its way')", newest()));
    still(&mut page);
    page.picture("action-order");
    page.size(390, 844);
    still(&mut page);
    page.picture("action-order-phone");
    page.size(1280, 800);
    write(&mut page, "Please reset my password, I am ines.maes@mail.example");
    page.wait("the link", &format!("{}.includes('a link is on its way')", newest()));
    write(&mut page, "I want to start a return for DK-20418");
    page.wait("the reason", &format!("{}.includes('sign in')", newest()));
    page.wait("an offer of a person", &inside("!!$('.choose-person')"));
    still(&mut page);
    page.picture("action-forbidden");
    assert_eq!(page.console, Vec::<String>::new());
}

#[test]
fn a_return_is_started_for_who_is_signed_in_after_a_yes_and_once() {
    let stage = Stage::start(&[SIGN, ("IDENTITY_SECRET", SECRET)]);
    let mut customer = Customer::new(&stage);
    customer.act(Command::Identify { token: token("ines.maes@mail.example") });
    customer.say("I want to start a return for DK-20418, it arrived damaged");
    let (turn, asked) = wait(&customer, "confirm");
    assert!(
        asked.rows.contains(&("Email of the order".to_owned(), "ines.maes@mail.example".to_owned())),
        "{asked:?}"
    );
    fill(&mut customer, turn, &[]);
    fill(&mut customer, turn, &[]);
    let (_, done) = wait(&customer, "done");
    assert!(done.text.contains("RT-"), "{done:?}");
    let seen = customer.seen().expect("the Worker is there");
    assert_eq!(seen.iter().filter(|shown| card(shown, "running").is_some()).count(), 1, "{seen:?}");
}

#[test]
fn whatever_the_other_side_does_is_never_taken_for_success_and_nobody_else_is_called() {
    let elsewhere = Rude::start(vec![b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".to_vec()]);
    let json = |body: &str| {
        format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{body}")
            .into_bytes()
    };
    let answers = vec![
        format!(
            "HTTP/1.1 302 Found\r\nlocation: {}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
            elsewhere.url(0)
        )
        .into_bytes(),
        b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n<html>Done!</html>".to_vec(),
        json(&format!("{{\"state\":\"{}\"}}", "x".repeat(2_000_000))),
        json("{\"state\":"),
        b"HTTP/1.1 500 Oops\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_vec(),
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\nHOLD".to_vec(),
    ];
    let rude = Rude::start(answers);
    for number in 0..rude.count {
        let stage = Stage::with_site(&[SIGN], |site| {
            changed(site, "order-status", |action| {
                action["url"] = json!(format!("{}/{{order}}?email={{email}}", rude.url(number)));
                action["deadline"] = json!(1);
            });
        });
        let mut customer = Customer::new(&stage);
        customer.say("where is my order DK-20441? I am ada@mail.example");
        let (_, failed) = wait(&customer, "failed");
        assert!(failed.text.contains("could not confirm"), "{number}: {failed:?}");
        customer.reference();
        stage.prints(&["did not succeed"]);
    }
    assert_eq!(elsewhere.asked(), 0, "a redirect was followed");
}

#[test]
fn a_model_of_each_protocol_may_ask_for_an_action_and_invalid_arguments_are_asked_for() {
    let call = |arguments: &str| json!({ "toolCalls": [{ "name": "order-status", "arguments": arguments }] });
    let aimock = Aimock::start(json!([
        { "match": { "model": "good" }, "response": call(r#"{"order":"DK-20441","email":"ines.maes@mail.example"}"#) },
        { "match": { "model": "bad" }, "response": call(r#"{"order":"../../etc/passwd","email":7,"admin":true}"#) },
        { "match": { "model": "unknown" }, "response": { "toolCalls": [{ "name": "launch_rocket", "arguments": "{}" }] } },
    ]));
    for (kind, model) in [
        ("openai-chat", "good"),
        ("openai-responses", "good"),
        ("anthropic", "good"),
        ("openai-chat", "bad"),
        ("openai-chat", "unknown"),
    ] {
        let stage = Stage::with_site(&[("MODEL_KEY", "sk-secret"), SIGN], |site| {
            let provider = json!({
                "name": model, "kind": kind, "max_tokens": 300, "deadline": 20, "price": { "input": 0.25, "output": 2.0 },
                "settings": { "base-url": aimock.url("/v1"), "model": model, "key": "MODEL_KEY" },
            });
            site["providers"].as_array_mut().expect("a list").insert(0, provider);
        });
        let mut customer = Customer::new(&stage);
        customer.say("how long do I have to send something back?");
        match model {
            "good" => assert!(wait(&customer, "done").1.text.contains("On its way"), "{kind}"),
            "bad" => assert!(wait(&customer, "form").1.text.contains("Order number"), "{kind}"),
            _ => customer.wait("a quoted answer", |shown| match shown {
                Shown::Assistant { text, .. } => text.contains("30 days").then_some(()),
                _ => None,
            }),
        }
    }
}

/// A stage whose password reset is somebody else's, and needs a person's yes.
fn approved_by_people(receiver: &Receiver) -> Stage {
    Stage::with_site(&[SIGN], |site| {
        changed(site, "password-reset", |action| {
            (action["url"], action["needs_approval"]) = (json!(receiver.url), json!(true));
        });
    })
}

#[test]
fn what_needs_approval_is_done_after_a_yes_at_the_desk_once_and_signed() {
    let receiver = Receiver::start();
    let stage = approved_by_people(&receiver);
    let mut customer = Customer::new(&stage);
    customer.say("please send me a reset link, I am ada@mail.example");
    let (turn, _) = wait(&customer, "approval");
    customer.reference();
    let mut agent = Agent::sign_in(&stage, "Sarah");
    agent.card(&customer.id());
    let opened = agent.get(&format!("c/{}", customer.id())).expect("the Worker is there").json();
    assert_eq!(opened["approval"]["rows"][0][1], "ada@mail.example", "{opened}");
    assert_eq!(receiver.heard(|heard| heard.tries), 0);
    for _ in 0..2 {
        let answer = agent.act(&customer.id(), json!({ "approve": { "turn": turn, "yes": true } }));
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    wait(&customer, "done");
    let (accepted, forged) = receiver.heard(|heard| (heard.accepted.clone(), heard.forged));
    assert_eq!((accepted.len(), forged), (1, 0));
    assert_eq!(accepted.values().next(), Some(&(json!({ "email": "ada@mail.example" }), 1)));
}

#[test]
fn the_desk_shows_what_waits_for_approval_and_one_press_does_it() {
    let receiver = Receiver::start();
    let stage = approved_by_people(&receiver);
    let mut customer = Customer::new(&stage);
    customer.say("please send me a reset link, I am ada@mail.example");
    wait(&customer, "approval");
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.size(1280, 800);
    sign_in(&mut page, &stage.url("/desk/"));
    page.wait("the handoff", "!!document.querySelector('[data-desk=card]')");
    page.eval("(document.querySelector('[data-desk=card]').closest('a,button') || document.querySelector('[data-desk=card]')).click()");
    page.wait("the question", "!!document.querySelector('[data-desk=approve]')");
    page.picture("desk-approval");
    page.eval("document.querySelector('[data-desk=approve]').click()");
    wait(&customer, "done");
    page.wait("it is over", "!document.querySelector('[data-desk=approval]')");
}

#[test]
fn a_worker_killed_while_a_call_is_under_way_makes_the_same_call_again() {
    let rude = Rude::start(vec![b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\nHOLD".to_vec()]);
    let mut stage = Stage::with_site(&[SIGN], |site| {
        changed(site, "order-status", |action| {
            (action["url"], action["deadline"]) = (json!(format!("{}/{{order}}", rude.url(0))), json!(20));
        });
    });
    let mut customer = Customer::new(&stage);
    customer.say("where is my order DK-20441? I am ada@mail.example");
    until("the call is made", || (rude.asked() == 1).then_some(()));
    stage.kill();
    stage.start_again();
    customer.seen();
    until("it is made again", || (rude.asked() == 2).then_some(()));
}
