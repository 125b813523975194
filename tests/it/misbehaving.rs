//! Tools that do not behave, on real workerd. Nothing is lost, nothing is trusted, and each has its own line in the log.
//!
//! 1. Backends: a page instead of JSON, a redirect, 200 with an error inside, an answer that breaks off, nobody there.
//!    The handoff goes past all of them to the desk; the customer has one receipt.
//! 2. Every kind of backend likewise, each with its line, whatever of it is wrong.
//! 3. Webhooks: a bad signature, an old timestamp, an unknown conversation, 5 MB, no JSON, out of order, told twice.

use crate::client::{Agent, Customer, request};
use crate::receiver::{Receiver, SECRET};
use crate::stage::{Stage, free_port};
use serde_json::json;
use shared::backend::BACKENDS;
use shared::signature;
use shared::wire::{Command, Contact, Notice, Shown};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

/// Answers every request with these bytes and hangs up.
fn says(bytes: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("it listens on an address").port();
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            hang_up(stream, &bytes);
        }
    });
    format!("http://127.0.0.1:{port}")
}

fn hang_up(mut stream: TcpStream, bytes: &str) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream has two ends"));
    let (mut line, mut length) = (String::new(), 0);
    while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        line.clear();
    }
    reader.take(length).read_to_end(&mut Vec::new()).ok();
    stream.write_all(bytes.as_bytes()).ok();
}

fn http(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}")
}

#[test]
fn a_handoff_goes_past_every_backend_that_misbehaves_and_each_is_named_in_the_log() {
    let page = http("200 OK", "content-type: text/html\r\n", "<!doctype html><title>Sign in</title>");
    let elsewhere = http("302 Found", "location: https://elsewhere.example/\r\n", "");
    let no =
        http("200 OK", "content-type: application/json\r\n", "{\"ok\":false,\"error\":\"invalid_auth\"}");
    let half =
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{\"results\":["
            .to_owned();
    let gone = format!("http://127.0.0.1:{}", free_port());
    let addresses = [says(page), says(elsewhere), says(no), says(half), gone];
    let vars: Vec<(String, &str)> =
        addresses.iter().enumerate().map(|(n, address)| (format!("URL_{n}"), address.as_str())).collect();
    let mut vars: Vec<(&str, &str)> = vars.iter().map(|(name, address)| (name.as_str(), *address)).collect();
    vars.push(("T", "123"));
    let stage = Stage::with_site(&vars, |site| {
        let zendesk = |name: &str, url: &str| json!({ "name": name, "kind": "zendesk", "settings": { "url": url, "email": "T", "token": "T" } });
        let slack = json!({ "name": "says-no", "kind": "slack", "settings": { "url": "URL_2", "token": "T", "channel": "T" } });
        let desk = json!({ "name": "desk", "kind": "desk", "settings": {} });
        site["backends"] = json!([
            zendesk("page", "URL_0"),
            zendesk("redirect", "URL_1"),
            slack,
            zendesk("half", "URL_3"),
            zendesk("gone", "URL_4"),
            desk,
        ]);
        site["handoff"]["next_backend_after"] = json!(1);
    });
    let mut customer = Customer::new(&stage);
    customer.act(Command::Person {
        text: "My lamp hums".to_owned(),
        contact: Contact::default(),
        page: None,
    });
    customer.wait("the receipt", |shown| {
        matches!(shown, Shown::Notice { kind: Notice::Delivered, .. }).then_some(())
    });
    let card = Agent::sign_in(&stage, "Sarah").card(&customer.id());
    assert_eq!(card["goal"], "My lamp hums");
    for (backend, why) in [
        ("page", "it answered with a page instead of JSON: check the address"),
        ("redirect", "it answered 302: check its address, it redirects"),
        ("says-no", "it said no: invalid_auth: check the token and its scopes"),
        ("half", "its answer broke off"),
        ("gone", "it cannot be reached"),
    ] {
        stage.prints(&[&format!(".packet.{backend}` was not delivered: {why}")]);
    }
    let seen = customer.seen().expect("the Worker is there");
    let receipts = seen.iter().filter(|one| matches!(one, Shown::Notice { kind: Notice::Delivered, .. }));
    assert_eq!(receipts.count(), 1);
}

/// One handoff past these kinds of backend at one address: each kind's line ends with one of these words.
fn past_all(name: &str, bytes: Option<String>, why: &[&str], kinds: &[&str]) {
    let address = bytes.map_or_else(|| format!("http://127.0.0.1:{}", free_port()), says);
    let stage = Stage::with_site(&[("AT", &address), ("T", "123"), ("S", SECRET)], |site| {
        let mut all = Vec::new();
        for backend in BACKENDS.iter().filter(|backend| kinds.contains(&backend.kind())) {
            let mut settings = serde_json::Map::new();
            for (key, _) in backend.settings() {
                let secret = *key == "secret";
                settings.insert((*key).to_owned(), json!(if secret { "S" } else { "T" }));
            }
            settings.insert("url".to_owned(), json!("AT"));
            all.push(json!({ "name": backend.kind(), "kind": backend.kind(), "settings": settings }));
        }
        all.push(json!({ "name": "desk", "kind": "desk", "settings": {} }));
        site["backends"] = json!(all);
        site["handoff"]["next_backend_after"] = json!(1);
    });
    let mut customer = Customer::new(&stage);
    customer.act(Command::Person { text: "Help".to_owned(), contact: Contact::default(), page: None });
    customer.wait("the receipt", |shown| {
        matches!(shown, Shown::Notice { kind: Notice::Delivered, .. }).then_some(())
    });
    let said = stage.said();
    for kind in kinds {
        let line = format!(".packet.{kind}` was not delivered: ");
        let told = said.lines().find_map(|text| Some(text.split_once(&line)?.1));
        assert!(
            told.is_some_and(|told| why.iter().any(|why| told.contains(why))),
            "{name}, {kind}: {told:?}\n{said}"
        );
    }
    assert_eq!(Agent::sign_in(&stage, "Sarah").card(&customer.id())["goal"], "Help");
}

#[test]
fn no_kind_of_backend_takes_a_page_a_redirect_an_error_or_half_an_answer_for_a_yes() {
    let json_type = "content-type: application/json\r\n";
    let no = json!({ "ok": false, "success": false, "error": "invalid_auth", "ErrorCode": 10, "Message": "failed",
        "errors": [{ "message": "invalid_auth" }] });
    let cases: [(&str, Option<String>, &[&str]); 6] = [
        (
            "a page",
            Some(http("200 OK", "content-type: text/html\r\n", "<!DOCTYPE html><title>Sign in</title>")),
            &["answered with a page instead of JSON: check the address"],
        ),
        (
            "a redirect",
            Some(http("302 Found", "location: https://elsewhere.example/\r\n", "")),
            &["answered 302: check its address, it redirects"],
        ),
        (
            "200 with an error",
            Some(http("200 OK", json_type, &no.to_string())),
            &[
                "said no",
                "said that it failed",
                "named no id",
                "named no message",
                "without an id",
                "gave no token",
            ],
        ),
        (
            "half an answer",
            Some(format!("HTTP/1.1 200 OK\r\n{json_type}content-length: 900\r\n\r\n{{\"results\":[")),
            &["its answer broke off"],
        ),
        ("a refusal", Some(http("403 Forbidden", json_type, "{}")), &["answered 403: check its key"]),
        ("nobody", None, &["cannot be reached"]),
    ];
    let kinds: Vec<&str> = BACKENDS.iter().map(|one| one.kind()).filter(|kind| *kind != "desk").collect();
    // Three tries each, with their pauses: in two halves, so that nobody waits for all fourteen in a row.
    let halves: Vec<&[&str]> = kinds.chunks(kinds.len().div_ceil(2)).collect();
    thread::scope(|scope| {
        for (name, bytes, why) in &cases {
            for half in &halves {
                scope.spawn(|| past_all(name, bytes.clone(), why, half));
            }
        }
    });
}

#[test]
fn webhooks_that_cannot_be_trusted_change_nothing_and_each_has_its_line() {
    let receiver = Receiver::start();
    let vars = receiver.vars();
    let vars: Vec<(&str, &str)> = vars.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let stage = Stage::start(&vars);
    let mut customer = Customer::new(&stage);
    customer.act(Command::Person { text: "Help".to_owned(), contact: Contact::default(), page: None });
    customer.wait("the receipt", |shown| {
        matches!(shown, Shown::Notice { kind: Notice::Delivered, .. }).then_some(())
    });
    let before = customer.seen().expect("the Worker is there");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let hook = |id: &str, at: u64, secret: &str, body: &str| {
        let signed = signature::sign(secret, id, at, body.as_bytes()).expect("the secret is well-formed");
        let at = at.to_string();
        let headers = [("webhook-id", id), ("webhook-timestamp", &at), ("webhook-signature", &signed)];
        request("POST", &stage.url("/hook/webhook"), &headers, body).map(|told| told.status)
    };
    let event = |kind: &str, conversation: &str, text: &str| {
        let data = json!({ "conversation": conversation, "agent": { "name": "Eve" }, "text": text });
        json!({ "type": kind, "data": data }).to_string()
    };
    let said = |conversation: &str| event("agent.said", conversation, "Trust me");
    let (id, mine) = (customer.id(), said(&customer.id()));
    let huge = json!({ "type": "agent.said", "padding": "x".repeat(5_000_000) }).to_string();
    for (told, status, line) in [
        (hook("a", now, "whsec_AAAA", &mine), 401, "its signature does not fit its body"),
        (hook("b", now - 1_000, SECRET, &mine), 401, "its timestamp is more than five minutes from now"),
        (hook("c", now + 1_000, SECRET, &mine), 401, "its timestamp is more than five minutes from now"),
        (hook("d", now, SECRET, &said(&"0".repeat(32))), 404, "did not take it: 404"),
        (hook("e", now, SECRET, &said("../../desk")), 404, "it names no conversation of ours"),
        (hook("f", now, SECRET, "<html>"), 422, "it is not understood: the body is not understood"),
        (hook("g", now, SECRET, &event("agent.sang", &id, "")), 422, "unknown type `agent.sang`"),
        (hook("h", now, SECRET, &huge), 413, "the body is longer than 256000 bytes"),
    ] {
        // Of 5 MB most is never read: the answer may be lost with the connection.
        assert!(told == Some(status) || (told.is_none() && status == 413), "{line}: {told:?}");
        stage.prints(&["webhook of `webhook`", line]);
    }
    assert_eq!(customer.seen().expect("the Worker is there"), before, "nothing was trusted");

    // Out of order: the end overtook two replies, one of which is told twice. No word is lost, none is doubled.
    assert_eq!(hook("z", now, SECRET, &event("agent.closed", &id, "")), Some(200));
    for (key, text) in [("x", "First"), ("y", "Second"), ("x", "First")] {
        assert_eq!(hook(key, now, SECRET, &event("agent.said", &id, text)), Some(200));
    }
    let seen = customer.seen().expect("the Worker is there");
    let words: Vec<&str> = seen
        .iter()
        .filter_map(|one| match one {
            Shown::Person { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(words, ["First", "Second"]);
    assert!(seen.iter().any(|one| matches!(one, Shown::Notice { kind: Notice::Closed, .. })));
    assert_eq!(receiver.heard(|heard| heard.forged), 0);
}
