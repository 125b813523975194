//! 1. Workerd killed (SIGKILL) at random points of the whole flow and started again: no message the customer saw
//!    accepted is lost, nothing is doubled, and the webhook receiver holds the handoff exactly once.
//! 2. An answer that was being made when the power went is made anew.

use crate::client::{Agent, Customer};
use crate::receiver::Receiver;
use crate::spine::answer;
use crate::stage::{Stage, until};
use serde_json::json;
use shared::wire::{Command, Shown};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Milliseconds after each start at which workerd is killed: ten points, spread over the flow by a fixed random draw,
/// so that a failure can be run again.
const KILLS: [u64; 10] = [35, 410, 12, 150, 90, 640, 5, 230, 55, 320];

#[test]
fn ten_kills_lose_nothing_that_was_accepted_and_double_nothing() {
    let receiver = Receiver::start();
    let vars = receiver.vars();
    let vars: Vec<(&str, &str)> = vars.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut stage = Stage::start(&vars);
    let customer = Customer::new(&stage);

    let (up, is_up) = mpsc::channel();
    let flow = {
        let customer = customer.clone();
        thread::spawn(move || {
            // Each command is sent under its key until the Worker says it is done, as the widget does.
            let send = |key: &str, command: Command| {
                until("a command is accepted", || customer.try_do(key, command.clone()));
            };
            let say = |text: &str| Command::Say { text: text.to_owned(), page: None };
            send("m1", say("How long do I have to return a lamp?"));
            send("m2", say("And what does the label cost in Spain?"));
            send("m3", say("I want to talk to a person"));
            for n in 4..10 {
                send(&format!("m{n}"), say(&format!("More about it, part {n}")));
            }
            up.send(()).ok();
        })
    };
    for pause in KILLS {
        // Not a wait for a fact: the point of time is what is drawn.
        thread::park_timeout(Duration::from_millis(pause));
        stage.kill();
        stage.start_again();
    }
    is_up.recv().expect("the flow ends");
    flow.join().expect("the flow did not panic");

    let packets = until("the packet at the webhook", || {
        let packets = receiver.of_type("handoff.created");
        (!packets.is_empty()).then_some(packets)
    });
    assert_eq!(packets.len(), 1, "one handoff");
    let said = until("all that was said after the handoff", || {
        let said = receiver.of_type("customer.said");
        (said.len() >= 6).then_some(said)
    });
    assert_eq!(said.len(), 6, "each message once: {said:?}");
    let mut order: Vec<u64> = said.iter().filter_map(|body| body["data"]["seq"].as_u64()).collect();
    order.sort_unstable();
    order.dedup();
    assert_eq!(order.len(), 6);

    let seen = until("the conversation", || customer.seen());
    let keys: Vec<&str> = seen
        .iter()
        .filter_map(|shown| match shown {
            Shown::Customer { key, .. } => Some(key.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(
        keys,
        ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9"],
        "every message once and in order"
    );
    let handoffs = seen.iter().filter(|shown| matches!(shown, Shown::HandedOver { .. })).count();
    assert_eq!(handoffs, 1);
    assert_eq!(receiver.heard(|heard| heard.forged), 0);
}

#[test]
fn an_answer_interrupted_by_a_power_cut_is_made_anew() {
    let mut stage = Stage::start(&[]);
    let mut customer = Customer::new(&stage);
    let mut socket_seen = false;
    customer.say("How do I care for a ceramic lamp base?");
    let mut socket = customer.socket(0);
    while !socket_seen {
        let text = socket.next().to_string();
        socket_seen =
            text.contains("delta") || text.contains("partial") || text.contains("\"assistant\":{\"sources\"");
    }
    stage.kill();
    stage.start_again();
    customer.wait("the answer after all", answer);
    let answers = customer.seen().expect("the Worker is there").iter().filter_map(answer).count();
    assert_eq!(answers, 1);
}

#[test]
fn what_an_agent_wrote_survives_a_power_cut() {
    let mut stage = Stage::start(&[]);
    let mut customer = Customer::new(&stage);
    customer.act(Command::Person { text: "Help".to_owned(), contact: Default::default(), page: None });
    let mut agent = Agent::sign_in(&stage, "Sarah");
    agent.card(&customer.id());
    agent.say(&customer.id(), "On it.");
    stage.kill();
    stage.start_again();
    customer.wait("the agent's words", |shown| matches!(shown, Shown::Person { .. }).then_some(()));
    // The session outlived the power cut too.
    let answer = agent.act(&customer.id(), json!("hand-back"));
    assert_eq!(answer.status, 200, "{}", answer.body);
}
