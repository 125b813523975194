//! Model servers that do not behave, in every protocol, on real workerd.
//!
//! 1. One that refuses, limits, breaks, never answers, is silent, is cut within a letter, sends nonsense, nothing or ten
//!    megabytes: the customer reads a sound answer in time, the conversation goes on, and the reason of each is printed.
//! 2. One that asks for less in a while (429) or refuses its key (401) is not asked again meanwhile.
//! 3. However many of them hang, a question waits no longer than its own time.
//! 4. A call of a tool with arguments that are no JSON, of wrong types, for no such action, or endless: the customer is
//!    asked for what is missing, or answered; nothing is called.

use crate::aimock::Rude;
use crate::client::Customer;
use crate::receiver;
use crate::spine::answer;
use crate::stage::Stage;
use serde_json::{Value, json};
use shared::wire::{Command, Shown};
use std::time::{Duration, Instant};

const QUESTION: &str = "how long do I have to send something back?";
const NEXT: &str = "What does shipping to Germany cost?";
const KINDS: [&str; 4] = ["openai-chat", "openai-responses", "anthropic", "workers-ai"];
/// All that misbehave together may take so long: two of them only end with their deadline, of one second each.
const IN_TIME: Duration = Duration::from_secs(20);
const LATE: &str = "it did not answer in 1 seconds";

/// The site that asks these in order, each by its answer's number and a name, and then the articles.
fn stage(kind: &str, rude: &Rude, asked: &[(usize, &str)], deadline: u32) -> Stage {
    let provider = |(number, name): &(usize, &str)| {
        json!({
            "name": name, "kind": kind, "max_tokens": 300, "deadline": deadline, "price": { "input": 1.0, "output": 1.0 },
            "settings": { "base-url": rude.url(*number), "model": "m", "key": "MODEL_KEY", "account": "ACCOUNT" },
        })
    };
    let vars = [("MODEL_KEY", "sk-secret"), ("ACCOUNT", "acc"), ("ACTION_SECRET", receiver::SECRET)];
    Stage::with_site(&vars, |site| {
        let all = site["providers"].as_array_mut().expect("a list");
        let embedded = all.pop().expect("the embedded answerer is last");
        *all = asked.iter().map(provider).chain([embedded]).collect();
    })
}

/// One event of a protocol.
fn event(said: &Value) -> String {
    format!("event: {}\ndata: {said}\n\n", said["type"].as_str().unwrap_or("message"))
}

/// A piece of an answer.
fn piece(kind: &str, text: &str) -> String {
    event(&match kind {
        "openai-responses" => json!({ "type": "response.output_text.delta", "delta": text }),
        "anthropic" => {
            json!({ "type": "content_block_delta", "index": 0, "delta": { "type": "text_delta", "text": text } })
        }
        _ => json!({ "choices": [{ "index": 0, "delta": { "content": text } }] }),
    })
}

fn done(kind: &str) -> String {
    match kind {
        "openai-responses" => event(&json!({ "type": "response.completed", "response": { "usage": {} } })),
        "anthropic" => event(&json!({ "type": "message_stop" })),
        _ => format!(
            "{}data: [DONE]\n\n",
            event(&json!({ "choices": [{ "index": 0, "delta": {}, "finish_reason": "stop" }] }))
        ),
    }
}

/// A call of a tool, its arguments word for word.
fn calls(kind: &str, name: &str, arguments: &str) -> String {
    let call = match kind {
        "openai-responses" => event(&json!({
            "type": "response.output_item.done",
            "item": { "type": "function_call", "name": name, "arguments": arguments },
        })),
        "anthropic" => {
            let block = json!({ "type": "tool_use", "id": "t", "name": name, "input": {} });
            let delta = json!({ "type": "input_json_delta", "partial_json": arguments });
            event(&json!({ "type": "content_block_start", "index": 0, "content_block": block }))
                + &event(&json!({ "type": "content_block_delta", "index": 0, "delta": delta }))
        }
        _ => {
            let function = json!({ "name": name, "arguments": arguments });
            let calls = json!([{ "index": 0, "id": "t", "function": function }]);
            event(&json!({ "choices": [{ "index": 0, "delta": { "tool_calls": calls } }] }))
        }
    };
    call + &done(kind)
}

fn stream(body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n{body}")
        .into_bytes()
}

fn status(line: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {line}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
        .into_bytes()
}

/// The stream up to the first byte of the last letter of `text`, and no further.
fn cut_in_a_letter(kind: &str, text: &str) -> Vec<u8> {
    let whole = stream(&piece(kind, text));
    let letter = text.chars().next_back().map(String::from).unwrap_or_default();
    let at = whole.windows(letter.len()).rposition(|bytes| bytes == letter.as_bytes());
    whole[..=at.expect("the letter stands in the stream")].to_vec()
}

/// What each does, and what is printed of it.
fn cases(kind: &str) -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let half = "You can return an item within 30 days of delivery [1]. Du café à 漢";
    let malformed = piece(kind, "You can").replace("}\n\n", "\n\n") + &done(kind);
    let refused = "{\"error\":{\"message\":\"sk-secret is wrong\"}}";
    vec![
        ("no-key", status("401 Unauthorized", refused), "it answered 401"),
        ("limited", status("429 Too Many Requests\r\nretry-after: 30", "slow down"), "it answered 429"),
        ("breaks", status("500 Internal Server Error", &"oops ".repeat(100_000)), "it answered 500"),
        ("never", b"HOLD".to_vec(), LATE),
        ("silent", [stream(": wait\n\n"), b"HOLD".to_vec()].concat(), LATE),
        ("cut", cut_in_a_letter(kind, half), "its answer was cut off"),
        ("malformed", stream(&malformed), "it sent something that cannot be read"),
        ("page", stream("<!doctype html><title>Sign in</title>"), "its answer was cut off"),
        ("nothing", status("200 OK", ""), "its answer was cut off"),
        ("empty", stream(&done(kind)), "its answer was empty"),
        ("endless-line", stream(&format!("data: {}", "x".repeat(10_000_000))), "it sent far too much"),
        (
            "endless-thought",
            stream(&piece(kind, &format!("<think>{}", "y".repeat(400))).repeat(25_000)),
            "it sent far too much",
        ),
        ("hangs-up", Vec::new(), "it cannot be reached"),
    ]
}

#[test]
fn whatever_a_model_server_does_in_any_protocol_the_customer_is_answered_in_time_and_the_reason_is_printed() {
    for kind in KINDS {
        let cases = cases(kind);
        let rude = Rude::start(cases.iter().map(|(_, bytes, _)| bytes.clone()).collect());
        let asked: Vec<(usize, &str)> = cases.iter().map(|(name, ..)| *name).enumerate().collect();
        let stage = stage(kind, &rude, &asked, 1);
        let mut customer = Customer::new(&stage);
        let begun = Instant::now();
        customer.say(QUESTION);
        let (text, sources) = customer.wait("an answer", answer);
        assert!(begun.elapsed() < IN_TIME, "{kind}: {:?}", begun.elapsed());
        assert!(text.contains("30 days") && sources == ["return-an-item"], "{kind}: {text}");
        for (name, _, why) in &cases {
            stage.prints(&[" was dropped: ", &format!("{name}: {why}")]);
        }
        assert_eq!(rude.asked(), cases.len(), "{kind}");
        customer.say(NEXT);
        customer.wait("the next answer", |shown| answer(shown).filter(|(text, _)| text.contains("6.90")));
        for name in ["no-key", "limited"] {
            stage.prints(&[&format!("{name}: not asked, it failed before")]);
        }
        assert_eq!(rude.asked(), 2 * cases.len() - 2, "{kind}: two are left alone, the others may recover");
        assert!(!stage.said().contains("sk-secret"), "{kind}: a secret was printed");
    }
}

#[test]
fn ten_megabytes_that_stand_in_no_source_are_withheld_and_not_read_for_minutes() {
    for kind in KINDS {
        let answers = ["x".repeat(400), "It is red. ".repeat(40), "no end ".repeat(60)];
        let rude =
            Rude::start(answers.iter().map(|text| stream(&piece(kind, text).repeat(25_000))).collect());
        for number in 0..rude.count {
            let stage = stage(kind, &rude, &[(number, "strays")], 20);
            let mut customer = Customer::new(&stage);
            let begun = Instant::now();
            customer.say(QUESTION);
            customer.wait("a sensible sentence", |shown| {
                answer(shown).filter(|(text, _)| text.contains("could not find"))
            });
            customer.wait("an offer of a person", |shown| matches!(shown, Shown::Offer { .. }).then_some(()));
            assert!(begun.elapsed() < IN_TIME / 2, "{kind}, {number}: {:?}", begun.elapsed());
            stage.prints(&["was dropped: withheld: strays"]);
        }
    }
}

#[test]
fn however_many_hang_a_question_waits_no_longer_than_its_own_time() {
    let rude = Rude::start(vec![b"HOLD".to_vec()]);
    let asked: Vec<(usize, String)> = (0..4).map(|n| (0, format!("hangs-{n}"))).collect();
    let asked: Vec<(usize, &str)> = asked.iter().map(|(number, name)| (*number, name.as_str())).collect();
    let stage = stage("openai-chat", &rude, &asked, 30);
    let mut customer = Customer::new(&stage);
    customer.say(QUESTION);
    let begun = Instant::now();
    let end = begun + Duration::from_secs(44);
    let text = loop {
        let seen = customer.seen().expect("the Worker is there");
        if let Some((text, _)) = seen.iter().find_map(answer) {
            break text;
        }
        assert!(Instant::now() < end, "no answer in its time");
        std::thread::park_timeout(Duration::from_millis(200));
    };
    assert!(text.contains("30 days"), "{text}");
    stage.prints(&["hangs-0: it did not answer in 30 seconds"]);
    stage.prints(&["hangs-1: it did not answer in "]);
    assert_eq!(rude.asked(), 2, "for the others there was no time left");
}

#[test]
fn a_call_of_a_tool_that_cannot_be_made_asks_for_what_is_missing_or_is_answered() {
    for kind in KINDS {
        let answers = [
            ("order-status", "{\"order\":".to_owned()),
            ("order-status", "[1,2]".to_owned()),
            ("order-status", json!({ "order": 5, "email": ["x"], "admin": true }).to_string()),
            ("order-status", json!({ "order": "x".repeat(200_000) }).to_string()),
            ("launch_rocket", "{}".to_owned()),
            ("no such\nname", "{}".to_owned()),
        ];
        let bytes = answers.iter().map(|(name, arguments)| stream(&calls(kind, name, arguments)));
        let rude = Rude::start(bytes.collect());
        for (number, (name, _)) in answers.iter().enumerate() {
            let stage = stage(kind, &rude, &[(number, "asks")], 20);
            let mut customer = Customer::new(&stage);
            customer.say(QUESTION);
            if *name == "order-status" {
                let card = |state: &'static str| {
                    move |shown: &Shown| match shown {
                        Shown::Card { turn, card } if card.state == state => Some((*turn, card.clone())),
                        _ => None,
                    }
                };
                let (turn, form) = customer.wait("a form", card("form"));
                assert!(
                    form.title == "Order status" && !form.fields.is_empty(),
                    "{kind}, {number}: {form:?}"
                );
                customer.act(Command::Cancel { turn });
                customer.wait("the end of it", card("canceled"));
            } else {
                customer
                    .wait("an answer", |shown| answer(shown).filter(|(text, _)| text.contains("30 days")));
            }
            let reason = match number {
                0 | 1 => "its arguments for `order-status` cannot be read",
                2 | 3 => "it asked for the action `order-status`",
                4 => "there is no such action",
                _ => "it sent something that cannot be read",
            };
            stage.prints(&[reason]);
            let seen = customer.seen().expect("the Worker is there");
            assert!(!format!("{seen:?}").contains("running"), "{kind}, {number}: nothing is called");
        }
    }
}
