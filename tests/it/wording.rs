//! What a model adds to a handoff, on real workerd, with a model that is good, lies, fails and hangs:
//! 1. its sentences stand in the briefing with the messages they come from, and the translation beside the original;
//! 2. a sentence that stands in no message is not there, whatever else it wrote;
//! 3. a model that fails or hangs costs nothing: the handoff is confirmed at once and the briefing is complete.

use crate::chromium::Chromium;
use crate::client::{Agent, Customer};
use crate::desk::sign_in;
use crate::relay::press;
use crate::stage::{Stage, until};
use serde_json::{Value, json};
use shared::wire::{Notice, Shown};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};
use tiny_http::{Header, Response, Server};

const GOOD: &str = "The customer's Nova lamp from order DK-20418 flickers since Tuesday [1].\nThe customer replaced the bulb twice and wants a new dimmer [3].";
const LIES: &str = "The customer's Nova lamp from order DK-20418 flickers since Tuesday [1].\nThe customer was promised a refund of 500 euro [1].\nThe customer is rude [2].";
const GERMAN: &str = "1: Meine Nova-Lampe aus Bestellung DK-20418 flackert seit Dienstag.\n2: „Bitte schicken Sie mir einen neuen Dimmer.“\n3: Die Nova-Lampe aus Bestellung DK-20418 flackert seit Dienstag.\n4: Die Birne wurde schon zweimal getauscht.";

/// A model of the protocol of Chat Completions: asked to word it writes this, asked to translate it translates, asked to
/// answer it fails. Without words it hangs.
struct Model {
    url: String,
    server: Arc<Server>,
}

impl Model {
    fn start(words: Option<&'static str>) -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a port is free"));
        let port = server.server_addr().to_ip().expect("it listens on an address").port();
        let listening = server.clone();
        thread::spawn(move || {
            for mut asked in listening.incoming_requests() {
                let mut body = String::new();
                asked.as_reader().read_to_string(&mut body).ok();
                let told = if body.contains("You word the handoff") {
                    words
                } else if body.contains("Translate each numbered line") {
                    Some(GERMAN)
                } else {
                    Some("")
                };
                match told {
                    None => {
                        thread::spawn(move || {
                            thread::sleep(Duration::from_secs(30));
                            drop(asked);
                        });
                    }
                    Some("") => {
                        asked.respond(Response::from_string("{}").with_status_code(500)).ok();
                    }
                    Some(words) => {
                        let delta = json!({ "choices": [{ "index": 0, "delta": { "content": words } }] });
                        let end =
                            json!({ "choices": [{ "index": 0, "delta": {}, "finish_reason": "stop" }] });
                        let stream = format!("data: {delta}\n\ndata: {end}\n\ndata: [DONE]\n\n");
                        let kind = Header::from_bytes("content-type", "text/event-stream")
                            .expect("the test's header is well-formed");
                        asked.respond(Response::from_string(stream).with_header(kind)).ok();
                    }
                }
            }
        });
        Self { url: format!("http://127.0.0.1:{port}/v1"), server }
    }
}

impl Drop for Model {
    fn drop(&mut self) {
        self.server.unblock();
    }
}

/// The demo shop with this model, and agents who read German.
fn stage(model: &Model) -> Stage {
    let provider = json!({
        "name": "model", "kind": "openai-chat", "max_tokens": 300, "deadline": 5, "price": { "input": 0.25, "output": 2.0 },
        "settings": { "base-url": model.url, "model": "model", "key": "MODEL_KEY" },
    });
    Stage::with_site(&[("MODEL_KEY", "sk-secret")], |site| {
        site["providers"].as_array_mut().expect("providers are a list").insert(0, provider);
        site["handoff"]["wording"] = json!(3);
        site["handoff"]["language"] = json!("de");
    })
}

/// Two messages and the human button; how long the receipt took.
fn handed(stage: &Stage) -> (Customer, Duration) {
    let mut customer = Customer::new(stage);
    for (said, words) in [
        "My Nova lamp from order DK-20418 flickers since Tuesday.",
        "I replaced the bulb twice. Please send me a new dimmer.",
    ]
    .into_iter()
    .zip(1..)
    {
        customer.say(said);
        until("what the assistant says to it", || {
            let seen = customer.seen()?;
            let answers =
                seen.iter().filter(|shown| matches!(shown, Shown::Assistant { .. } | Shown::Offer { .. }));
            (answers.count() >= words).then_some(())
        });
    }
    let pressed = Instant::now();
    press(&mut customer);
    customer.wait("the receipt", |shown| {
        matches!(shown, Shown::Notice { kind: Notice::Delivered, .. }).then_some(())
    });
    (customer, pressed.elapsed())
}

fn briefing(agent: &Agent, customer: &Customer) -> Value {
    agent.get(&format!("c/{}", customer.id())).expect("the Worker is there").json()["briefing"].clone()
}

/// The briefing once a model has worded it.
fn worded(agent: &Agent, customer: &Customer) -> Value {
    until("the model's words", || {
        let briefing = briefing(agent, customer);
        briefing["short"].is_array().then_some(briefing)
    })
}

#[test]
fn a_model_s_sentences_stand_in_the_briefing_with_the_translation_beside_the_original() {
    let model = Model::start(Some(GOOD));
    let stage = stage(&model);
    let (customer, _) = handed(&stage);
    let agent = Agent::sign_in(&stage, "Sarah");
    let briefing = worded(&agent, &customer);
    assert_eq!(briefing["short"][0], "The customer's Nova lamp from order DK-20418 flickers since Tuesday.");
    assert_eq!(briefing["translated_into"], "de");
    assert!(briefing["translated"].to_string().contains("flackert seit Dienstag"), "{briefing}");
    assert!(
        briefing["goal"].as_str().is_some_and(|goal| goal.starts_with("My Nova lamp")),
        "the original is kept: {briefing}"
    );
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.size(1280, 900);
    sign_in(&mut page, &stage.url(&format!("/desk/#c/{}", customer.id())));
    page.wait("the words", "document.querySelector('[data-desk=short]')?.textContent.includes('DK-20418')");
    page.picture("desk-wording");
}

#[test]
fn a_sentence_that_stands_in_no_message_is_not_there() {
    let model = Model::start(Some(LIES));
    let stage = stage(&model);
    let (customer, _) = handed(&stage);
    let agent = Agent::sign_in(&stage, "Sarah");
    let briefing = worded(&agent, &customer);
    assert_eq!(briefing["short"].as_array().map(Vec::len), Some(1), "{briefing}");
    assert!(!briefing.to_string().contains("500 euro"), "{briefing}");
    assert!(!briefing["short"].to_string().contains("rude"), "{briefing}");
    stage.prints(&["1 sentences kept"]);
}

#[test]
fn a_model_that_fails_or_hangs_costs_the_handoff_nothing() {
    for words in [Some(""), None] {
        let model = Model::start(words);
        let stage = stage(&model);
        let (customer, took) = handed(&stage);
        assert!(took < Duration::from_millis(2_500), "the receipt waits for no model: {took:?}");
        stage.prints(&["was not worded"]);
        let briefing = briefing(&Agent::sign_in(&stage, "Sarah"), &customer);
        assert_eq!(briefing["short"], Value::Null);
        let says = |part: &str| briefing[part].as_str().is_some_and(|text| !text.is_empty());
        assert!(says("goal") && says("why"), "{briefing}");
        // What was tried last may be what blocks it: that is said once.
        let tried = briefing["tried"].as_array().is_some_and(|tried| !tried.is_empty());
        assert!(tried || says("blocker"), "{briefing}");
        assert!(briefing.to_string().contains("DK-20418"), "{briefing}");
    }
}
