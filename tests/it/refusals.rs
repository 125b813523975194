//! What is refused, and how: a status, a stable code, a sentence with what to do next. Nothing panics, and nothing
//! already stored is lost.

use crate::client::{Customer, request};
use crate::receiver::{Receiver, SECRET};
use crate::spine::answer;
use crate::stage::Stage;
use serde_json::json;

#[test]
fn every_bad_request_gets_its_status_and_code_and_loses_nothing() {
    let stage = Stage::start(&[]);
    let mut customer = Customer::new(&stage);
    customer.say("How long do I have to return a lamp?");
    customer.wait("an answer", answer);
    let before = customer.seen().expect("the Worker is there");
    let token = customer.token.clone();
    let say = |text: &str| json!({ "v": 1, "token": token, "commands": [{ "key": "x", "do": { "say": { "text": text } } }] });
    let unknown = json!({ "v": 1, "token": "A".repeat(43), "commands": [] });
    let cases: Vec<(&str, &str, String, u16, &str)> = vec![
        ("POST", "/api/do", "not json".to_owned(), 400, "malformed"),
        ("POST", "/api/do", "{\"v\":1,\"surprise\":true}".to_owned(), 400, "malformed"),
        ("POST", "/api/do", format!("[{}", "[".repeat(5000)), 400, "malformed"),
        (
            "POST",
            "/api/do",
            json!({ "v": 1, "token": token, "commands": [{ "key": "x", "do": { "sing": {} } }] }).to_string(),
            400,
            "malformed",
        ),
        ("POST", "/api/do", json!({ "v": 99, "token": token }).to_string(), 409, "version"),
        ("POST", "/api/do", json!({ "v": 1 }).to_string(), 401, "unauthorized"),
        ("POST", "/api/do", json!({ "v": 1, "token": "short" }).to_string(), 401, "unauthorized"),
        ("POST", "/api/do", unknown.to_string(), 404, "unknown"),
        ("POST", "/api/listen", unknown.to_string(), 404, "unknown"),
        ("POST", "/api/do", say("").to_string(), 422, "invalid"),
        ("POST", "/api/do", say(&"x".repeat(9_000)).to_string(), 413, "too-large"),
        ("POST", "/api/do", "x".repeat(70_000), 413, "too-large"),
        ("GET", "/api/do", String::new(), 405, "method"),
        ("GET", "/api/nothing", String::new(), 404, "not-found"),
        ("GET", "/ws", String::new(), 422, "invalid"),
        ("POST", "/hook/nobody", "{}".to_owned(), 404, "not-found"),
    ];
    for (method, path, body, status, code) in cases {
        let told = request(method, &stage.url(path), &[], &body).expect("the Worker is there");
        let start: String = body.chars().take(60).collect();
        assert_eq!(told.status, status, "{method} {path} {start}: {}", told.body);
        let told = told.json();
        assert_eq!(told["code"], code, "{method} {path} {start}: {told}");
        assert!(told["text"].as_str().is_some_and(|text| text.len() > 10), "{told}");
    }
    assert_eq!(customer.seen().expect("the Worker is there"), before, "nothing was lost or added");
    assert!(!stage.said().contains("panicked"), "{}", stage.said());
}

#[test]
fn a_page_of_another_site_is_refused_where_the_site_lists_its_own() {
    let stage = Stage::with_site(&[], |site| site["origins"] = json!(["https://shop.example"]));
    let body = json!({ "v": 1, "token": "A".repeat(43), "commands": [{ "key": "k", "do": { "say": { "text": "Hi" } } }] });
    let from = |origin: &str| {
        let told = request("POST", &stage.url("/api/do"), &[("origin", origin)], &body.to_string());
        told.expect("the Worker is there")
    };
    let told = from("https://evil.example");
    assert_eq!((told.status, told.json()["code"].as_str()), (403, Some("origin")), "{}", told.body);
    assert!(told.body.contains("site.toml"), "{}", told.body);
    assert_eq!(from("https://shop.example").status, 200);
    assert_eq!(from(&stage.url("")).status, 200, "the Worker's own pages may");
}

#[test]
fn a_conversation_past_its_retention_time_is_gone_and_says_so() {
    let stage = Stage::with_site(&[], |site| site["retention_days"] = json!(0));
    let mut customer = Customer::new(&stage);
    customer.say("How long do I have to return a lamp?");
    let body = json!({ "v": 1, "token": customer.token }).to_string();
    let told = crate::stage::until("the conversation expires", || {
        request("POST", &stage.url("/api/do"), &[], &body).filter(|told| told.status == 410)
    });
    assert_eq!(told.json()["code"], "expired");
}

#[test]
fn the_welcome_speaks_of_the_page() {
    let stage = Stage::start(&[]);
    let welcome = request("GET", &stage.url("/api/welcome?lang=en&path=/returns/"), &[], "")
        .expect("the Worker is there");
    let welcome = welcome.json();
    assert_eq!(welcome["words"]["you"], "You");
    let first = welcome["suggestions"][0].as_str().unwrap_or_default().to_lowercase();
    assert!(first.contains("return") || first.contains("send"), "{welcome}");
}

#[test]
fn a_webhook_with_a_bad_signature_or_an_old_time_is_refused_before_it_is_read() {
    let receiver = Receiver::start();
    let vars = receiver.vars();
    let vars: Vec<(&str, &str)> = vars.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let stage = Stage::start(&vars);
    let body = json!({ "type": "agent.said", "data": { "conversation": "0".repeat(32), "agent": { "name": "Eve" }, "text": "x" } }).to_string();
    let now =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let sign = |time: u64| {
        shared::signature::sign(SECRET, "m", time, body.as_bytes()).expect("the secret is well-formed")
    };
    for (time, signature, status) in [
        (now, "v1,AAAA".to_owned(), 401),
        (now - 4000, sign(now - 4000), 401),
        (now, String::new(), 401),
        (now, sign(now), 404), // well signed, but of no conversation
    ] {
        let time = time.to_string();
        let headers =
            [("webhook-id", "m"), ("webhook-timestamp", time.as_str()), ("webhook-signature", &signature)];
        let told =
            request("POST", &stage.url("/hook/webhook"), &headers, &body).expect("the Worker is there");
        assert_eq!(told.status, status, "{}", told.body);
    }
}
