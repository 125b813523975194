//! 1. In each protocol a model's answer is streamed, checked and cited, against a server nobody here wrote (aimock).
//! 2. What a model says and no article does is never kept; what it does not know is admitted.
//! 3. A provider that refuses, breaks, is late or sends nonsense costs the customer nothing: the next one answers, the
//!    articles last; and it is left alone for a while.
//! 4. An answer nobody wants any more is not paid for to its end.
//! 5. At the budget's limit, of the conversation, the visitor or the day, no model is asked; the desk sees what was spent.
//! 6. Who writes too fast is told so, loses nothing and still reaches a person.

use crate::aimock::{Aimock, Rude};
use crate::client::{Agent, Customer};
use crate::spine::answer;
use crate::stage::{Stage, until};
use serde_json::{Value, json};
use shared::wire::{Command, Shown};
use std::time::{Duration, Instant};

const QUESTION: &str = "how long do I have to send something back?";
const GOOD: &str = "You can return an item within 30 days of delivery [1]. You can return a lamp that you have switched on [1].";
const SHOWN: &str = "You can return a lamp that you have switched on";

/// A provider as the compiled site has it.
fn provider(name: &str, kind: &str, base: &str) -> Value {
    json!({
        "name": name, "kind": kind, "max_tokens": 300, "deadline": 20, "price": { "input": 0.25, "output": 2.0 },
        "settings": { "base-url": base, "model": name, "key": "MODEL_KEY" },
    })
}

/// A stage whose site asks these providers, and then the articles.
fn stage(providers: Vec<Value>, change: impl FnOnce(&mut Value)) -> Stage {
    Stage::with_site(&[("MODEL_KEY", "sk-secret")], |site| {
        let embedded =
            site["providers"].as_array_mut().and_then(Vec::pop).expect("the embedded answerer is last");
        site["providers"] = providers.into_iter().chain([embedded]).collect();
        change(site);
    })
}

/// What the customer got for the question: the pieces, and the kept answer.
fn ask(customer: &mut Customer) -> (Vec<String>, Value) {
    customer.say(QUESTION);
    let mut socket = customer.socket(0);
    let (mut pieces, mut next) = (Vec::new(), 0);
    socket.until(|frames| {
        for frame in frames.as_array().expect("a message is a list of frames") {
            if let Some(delta) = frame.get("delta") {
                assert_eq!(delta["n"].as_u64(), Some(next), "pieces come in order, each once");
                pieces.push(delta["text"].as_str().unwrap_or("").to_owned());
                next += 1;
            } else if let Some(partial) = frame.get("partial") {
                pieces = vec![partial["text"].as_str().unwrap_or("").to_owned()];
                next = partial["pieces"].as_u64().unwrap_or(0);
            } else if frame.pointer("/shown/entry/withdrawn").is_some() {
                pieces.clear();
                next = 0;
            } else if let Some(entry) = frame.pointer("/shown/entry/assistant") {
                return Some((std::mem::take(&mut pieces), entry.clone()));
            }
        }
        None
    })
}

fn text(entry: &Value) -> String {
    entry["text"].as_str().unwrap_or("").to_owned()
}

fn speaks(kind: &str, path: &str, key: &str) {
    let aimock = Aimock::start(
        json!([{ "match": { "model": "good" }, "response": { "content": GOOD }, "latency": 60 }]),
    );
    let stage = stage(vec![provider("good", kind, &aimock.url("/v1"))], |_| {});
    let (pieces, entry) = ask(&mut Customer::new(&stage));
    assert_eq!(pieces.concat(), text(&entry), "what was streamed is what is kept");
    assert!(text(&entry).contains(SHOWN), "{entry}");
    assert!(pieces.len() >= 2, "sentence by sentence: {pieces:?}");
    assert_eq!(entry["sources"][0]["article"], "return-an-item");
    let asked = aimock.journal();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0]["path"], path);
    assert!(
        asked[0]["headers"][key].as_str().is_some_and(|key| !key.contains("secret:")),
        "{}",
        asked[0]["headers"]
    );
}

#[test]
fn chat_completions_answer() {
    speaks("openai-chat", "/v1/chat/completions", "authorization");
}

#[test]
fn responses_answer() {
    speaks("openai-responses", "/v1/responses", "authorization");
}

#[test]
fn messages_answer() {
    speaks("anthropic", "/v1/messages", "x-api-key");
}

#[test]
fn the_binding_of_workers_ai_answers_without_a_key() {
    const AI: &str = r#"SITE, AI: { async run(model, input) {
        if (model !== '@cf/test' || !input.stream || !Array.isArray(input.messages)) throw new Error('not understood');
        const parts = ['You can return an ', 'item within 30 days of delivery [1].', ' You can return a lamp that you ', 'have switched on [1].'];
        const lines = [...parts.map((response) => JSON.stringify({ response })), '[DONE]'];
        return new Response(lines.map((line) => `data: ${line}\n\n`).join('')).body;
    } } })"#;
    let mut bound = provider("@cf/test", "workers-ai", "https://api.cloudflare.com/client/v4");
    bound["settings"].as_object_mut().map(|settings| settings.remove("key"));
    let change =
        |site: &mut Value| site["providers"].as_array_mut().expect("a list").insert(0, bound.clone());
    let stage = Stage::with_entry(&[], change, |entry| {
        let changed = entry.replace("SITE })", AI);
        assert_ne!(changed, entry, "the entry hands over the site in another way now");
        changed
    });
    let (_, entry) = ask(&mut Customer::new(&stage));
    assert!(text(&entry).contains(SHOWN), "{entry}\n{}", stage.said());
    // Without the binding, as on a machine without an account, it is left out.
    let stage = Stage::with_site(&[], change);
    assert!(text(&ask(&mut Customer::new(&stage)).1).contains("30 days"));
}

#[test]
fn what_no_article_says_is_withheld_and_what_the_model_does_not_know_is_admitted() {
    let aimock = Aimock::start(json!([
        { "match": { "model": "liar" }, "response": { "content": "You can return an item within 90 days of delivery [1]." } },
        { "match": { "model": "modest" }, "response": { "content": "NO_SOURCE" } },
    ]));
    for name in ["liar", "modest"] {
        let stage = stage(vec![provider(name, "openai-chat", &aimock.url("/v1"))], |_| {});
        let mut customer = Customer::new(&stage);
        let (pieces, entry) = ask(&mut customer);
        assert!(pieces.is_empty(), "{name}: {pieces:?}");
        assert!(text(&entry).contains("could not find"), "{name}: {entry}");
        customer.wait("an offer of a person", |shown| matches!(shown, Shown::Offer { .. }).then_some(()));
        let all = customer.seen().map(|seen| format!("{seen:?}")).unwrap_or_default();
        assert!(!all.contains("90 days"), "{all}");
    }
}

#[test]
fn a_rate_limit_and_a_cut_stream_lead_to_the_next_provider_and_the_limited_one_is_left_alone() {
    let aimock = Aimock::start(json!([
        { "match": { "model": "limited" }, "response": { "error": { "message": "slow", "type": "rate_limit_error" }, "status": 429, "retryAfter": 30 } },
        { "match": { "model": "cut" }, "response": { "content": GOOD }, "chunkSize": 8, "truncateAfterChunks": 9 },
        { "match": { "model": "good" }, "response": { "content": GOOD } },
    ]));
    let kinds = [("limited", "anthropic"), ("cut", "openai-responses"), ("good", "openai-chat")];
    let all = kinds.iter().map(|(name, kind)| provider(name, kind, &aimock.url("/v1"))).collect();
    let stage = stage(all, |_| {});
    for _ in 0..2 {
        let (_, entry) = ask(&mut Customer::new(&stage));
        assert!(text(&entry).contains(SHOWN), "{entry}");
    }
    let models: Vec<Value> = aimock.journal().iter().map(|asked| asked["body"]["model"].clone()).collect();
    assert_eq!(models, ["limited", "cut", "good", "cut", "good"]);
}

#[test]
fn whatever_a_server_does_the_articles_answer() {
    let sse = |body: &str| {
        format!("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n{body}")
            .into_bytes()
    };
    let status = |line: &str, body: &str| {
        format!("HTTP/1.1 {line}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
            .into_bytes()
    };
    let chunk = |text: &str| format!("data: {{\"choices\":[{{\"delta\":{{\"content\":\"{text}\"}}}}]}}\n\n");
    let mut in_a_letter = sse(&chunk("You can return an item within 30 days of delivery [1]. Ça"));
    in_a_letter.extend_from_slice(b"data: {\"choices\":[{\"delta\":{\"content\":\"caf\xc3");
    let answers = vec![
        status("401 Unauthorized", "{\"error\":{\"code\":\"invalid_api_key\",\"message\":\"sk-secret\"}}"),
        status("500 Internal Server Error", "oops"),
        status("302 Found\r\nlocation: /elsewhere", ""),
        status("200 OK", "<html>not a stream</html>"),
        sse(""),
        sse("data: [DONE]\n\n"),
        sse("data: {\"choices\":[{\"delta\":{\"cont\n\ndata: [DONE]\n\n"),
        sse("data: {\"error\":{\"type\":\"server_error\"}}\n\n"),
        in_a_letter,
        sse(&format!("data: {}", "x".repeat(10_000_000))),
        Vec::new(),
    ];
    let rude = Rude::start(answers);
    let all: Vec<Value> =
        (0..rude.count).map(|i| provider(&format!("p{i}"), "openai-chat", &rude.url(i))).collect();
    let stage = stage(all, |_| {});
    let mut customer = Customer::new(&stage);
    let (_, entry) = ask(&mut customer);
    assert!(text(&entry).contains("30 days"), "{entry}");
    let seen = customer.seen().expect("the Worker is there");
    let withdrawn = seen.iter().filter(|shown| matches!(shown, Shown::Withdrawn { .. })).count();
    assert_eq!(withdrawn, rude.count, "{seen:?}");
    assert!(!stage.said().contains("sk-secret"), "a secret was logged");
}

#[test]
fn a_provider_that_is_late_is_not_waited_for() {
    let rude = Rude::start(vec![
        b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n: wait\n\nHOLD".to_vec(),
    ]);
    let mut late = provider("late", "openai-chat", &rude.url(0));
    late["deadline"] = json!(1);
    let stage = stage(vec![late], |_| {});
    let begun = Instant::now();
    let (_, entry) = ask(&mut Customer::new(&stage));
    assert!(text(&entry).contains("30 days"), "{entry}");
    // The question's own time is forty seconds: this is the provider's.
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    until("the call is ended", || (rude.left() == 1).then_some(()));
}

#[test]
fn who_asks_for_a_person_ends_the_call_of_the_model() {
    let rude = Rude::start(vec![
        b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n: wait\n\nHOLD".to_vec(),
    ]);
    let stage = stage(vec![provider("slow", "openai-chat", &rude.url(0))], |_| {});
    let mut customer = Customer::new(&stage);
    customer.say(QUESTION);
    until("the model is asked", || (rude.asked() == 1).then_some(()));
    let contact = shared::parts::Contact::default();
    let begun = Instant::now();
    customer.act(Command::Person { text: String::new(), contact, page: None });
    customer.reference();
    until("the call is ended", || (rude.left() == 1).then_some(()));
    // Long before the provider's deadline, which would end it as well.
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    let seen = customer.seen().expect("the Worker is there");
    assert!(seen.iter().all(|shown| answer(shown).is_none()), "{seen:?}");
}

#[test]
fn at_the_limit_of_the_budget_answers_are_quoted() {
    let aimock = Aimock::start(json!([{ "match": { "model": "good" }, "response": { "content": GOOD } }]));
    let stage = stage(vec![provider("good", "openai-chat", &aimock.url("/v1"))], |site| {
        site["budget"]["tokens"] = json!(10);
    });
    let mut customer = Customer::new(&stage);
    ask(&mut customer);
    customer.say("What does shipping to Germany cost?");
    customer.wait("a quoted answer", |shown| answer(shown).filter(|(text, _)| text.contains("6.90")));
    assert_eq!(aimock.journal().len(), 1);
}

#[test]
fn at_the_limit_of_the_day_everybody_gets_quoted_answers_and_the_desk_sees_what_was_spent() {
    let aimock = Aimock::start(json!([{ "match": { "model": "good" }, "response": { "content": GOOD } }]));
    let stage = stage(vec![provider("good", "openai-chat", &aimock.url("/v1"))], |site| {
        site["budget"]["day"] = json!({ "tokens": 10 });
    });
    let mut customer = Customer::new(&stage);
    ask(&mut customer);
    let agent = Agent::sign_in(&stage, "Sarah");
    until("the desk sees what was spent", || {
        agent.get("list")?.json()["spent"].as_str().filter(|spent| spent.contains("1 answer")).map(drop)
    });
    let mut other = Customer::new(&stage);
    other.say("What does shipping to Germany cost?");
    other.wait("a quoted answer", |shown| answer(shown).filter(|(text, _)| text.contains("6.90")));
    assert_eq!(aimock.journal().len(), 1);
    assert!(stage.said().is_empty() || !stage.said().contains("sk-secret"));
    let contact = shared::parts::Contact::default();
    customer.act(Command::Person { text: String::new(), contact, page: None });
    agent.card(&customer.id());
    let opened = agent.get(&format!("c/{}", customer.id())).expect("the Worker is there").json();
    assert!(opened["briefing"]["facts"].to_string().contains("for 1 answer"), "{opened}");
}

#[test]
fn who_writes_too_fast_is_told_so_loses_nothing_and_reaches_a_person() {
    let stage = stage(Vec::new(), |site| site["budget"]["messages"] = json!(2));
    let mut customer = Customer::new(&stage);
    customer.say("hello");
    customer.say("hi");
    let commands = json!([{ "key": "third", "do": { "say": { "text": "hey" } } }]);
    let body =
        json!({ "v": shared::wire::VERSION, "token": customer.token, "commands": commands, "after": 0 })
            .to_string();
    let refused =
        crate::client::request("POST", &stage.url("/api/do"), &[], &body).expect("the Worker is there");
    assert_eq!(
        (refused.status, refused.json()["code"].as_str()),
        (429, Some("too-many")),
        "{}",
        refused.body
    );
    // What was done already is still done, and a person is never too fast to ask for.
    assert!(customer.try_do("k2", Command::Say { text: "hi".to_owned(), page: None }).is_some());
    let contact = shared::parts::Contact::default();
    customer.act(Command::Person { text: String::new(), contact, page: None });
    customer.reference();
}
