//! Words between a customer's screen and an agent's, at the desk and through a webhook, both ways, each once and in its
//! turn. `cargo xtask bench relay` (BATON_ROUNDS) also judges how long they take, from the first byte sent to the frame
//! that has the words: the 95th percentile on one machine under 300 ms.

use crate::client::{Agent, Customer, Socket, request};
use crate::receiver::{Receiver, SECRET};
use crate::stage::{Stage, until};
use serde_json::{Value, json};
use shared::signature;
use shared::wire::{Command, Contact};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

const MOST: u128 = 300;

/// How many rounds are measured; nothing in the tests, where time is not judged.
fn measured() -> Option<usize> {
    std::env::var("BATON_ROUNDS").ok().and_then(|text| text.parse().ok())
}

fn rounds() -> usize {
    measured().unwrap_or(8)
}

/// A site that lets one customer write as fast as the measure does.
fn stage(vars: &[(&str, &str)]) -> Stage {
    Stage::with_site(vars, |site| site["budget"]["messages"] = json!(10_000))
}

/// Milliseconds at the 50th and 95th percentile, said and judged.
fn judge(what: &str, mut took: Vec<u128>) {
    took.sort_unstable();
    let at = |percent: usize| took[(took.len() - 1) * percent / 100];
    println!("{what:34} p50 {:>4} ms   p95 {:>4} ms   of {}", at(50), at(95), took.len());
    assert!(measured().is_none() || at(95) < MOST, "{what}: {took:?}");
}

fn has(message: &Value, words: &str) -> Option<()> {
    message.to_string().contains(words).then_some(())
}

fn handed_over(stage: &Stage) -> (Customer, Socket) {
    let mut customer = Customer::new(stage);
    customer.act(Command::Person { text: "Help".to_owned(), contact: Contact::default(), page: None });
    customer.wait("the receipt", |shown| matches!(shown, shared::wire::Shown::Notice { .. }).then_some(()));
    let socket = customer.socket(0);
    (customer, socket)
}

#[test]
fn words_pass_between_customer_and_desk() {
    let stage = stage(&[]);
    let (mut customer, mut screen) = handed_over(&stage);
    let mut agent = Agent::sign_in(&stage, "Sarah");
    agent.card(&customer.id());
    let mut desk = agent.socket(&format!("c/{}/socket", customer.id()));
    let (mut there, mut back) = (Vec::new(), Vec::new());
    for n in 0..rounds() {
        let words = format!("question number {n}.");
        let begun = Instant::now();
        customer.say(&words);
        desk.until(|message| has(message, &words));
        there.push(begun.elapsed().as_millis());
        let words = format!("reply number {n}.");
        let begun = Instant::now();
        agent.say(&customer.id(), &words);
        screen.until(|message| has(message, &words));
        back.push(begun.elapsed().as_millis());
    }
    judge("customer to agent, desk", there);
    judge("agent to customer, desk", back);
}

#[test]
fn words_pass_between_customer_and_a_webhook() {
    let receiver = Receiver::start();
    let vars = receiver.vars();
    let vars: Vec<(&str, &str)> = vars.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let stage = stage(&vars);
    let (mut customer, mut screen) = handed_over(&stage);
    let (mut there, mut back) = (Vec::new(), Vec::new());
    for n in 0..rounds() {
        let words = format!("question number {n}.");
        let begun = Instant::now();
        customer.say(&words);
        // Looked at more often than `until` does, which would be most of what is measured.
        let heard =
            || receiver.heard(|heard| heard.accepted.values().any(|(body, _)| body["data"]["text"] == words));
        while !heard() {
            assert!(begun.elapsed() < Duration::from_secs(10), "the words never came");
            thread::park_timeout(Duration::from_millis(1));
        }
        there.push(begun.elapsed().as_millis());

        let words = format!("reply number {n}.");
        let body = json!({ "type": "agent.said", "data": { "conversation": customer.id(), "agent": { "name": "Sarah" }, "text": words } })
            .to_string();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let (id, time) = (format!("m{n}"), now.to_string());
        let signed = signature::sign(SECRET, &id, now, body.as_bytes()).expect("the secret is well-formed");
        let headers =
            [("webhook-id", id.as_str()), ("webhook-timestamp", &time), ("webhook-signature", &signed)];
        let begun = Instant::now();
        let told =
            until("the webhook is taken", || request("POST", &stage.url("/hook/webhook"), &headers, &body));
        assert_eq!(told.status, 200, "{}", told.body);
        screen.until(|message| has(message, &words));
        back.push(begun.elapsed().as_millis());
    }
    judge("customer to agent, webhook", there);
    judge("agent to customer, webhook", back);
}
