//! Live relay through support tools, on real workerd, with a fake of the tool outside.
//!
//! 1. Slack: the card once, the customer's later words in its thread, a marked reply on the customer's screen with the
//!    agent's name; told twice it is shown once; unmarked, unsigned, old and foreign ones are not; the address check.
//! 2. Chatwoot: likewise by the conversation's own attributes; the tool makes what it is sent and says that it failed.

use crate::client::{Customer, request};
use crate::stage::{Stage, until};
use base64::Engine as _;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use shared::wire::{Command, Contact, Shown};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};
use tiny_http::{Response, Server};

pub type Made = Arc<Mutex<Vec<(String, Value)>>>;

/// A request as it arrived.
#[derive(Clone)]
pub struct Asked {
    pub method: String,
    pub url: String,
    /// Names in lower case
    pub headers: Vec<(String, String)>,
    pub body: Value,
}

impl Asked {
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }
}

/// A tool: what was posted to it, and how it answers (given how many were asked so far).
pub struct Tool {
    pub url: String,
    made: Made,
    asked: Arc<Mutex<Vec<Asked>>>,
    server: Arc<Server>,
}

impl Tool {
    pub fn start(
        answer: impl Fn(usize, &str, &str, &[(String, Value)]) -> (u16, Value) + Send + 'static,
    ) -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a port is free"));
        let port = server.server_addr().to_ip().expect("it listens on an address").port();
        let made = Made::default();
        let asked_for: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let (listening, makes, asks) = (server.clone(), made.clone(), asked_for.clone());
        thread::spawn(move || {
            for (nth, mut asked) in listening.incoming_requests().enumerate() {
                let mut body = String::new();
                asked.as_reader().read_to_string(&mut body).ok();
                let (method, url) = (asked.method().to_string(), asked.url().to_owned());
                if let Some(picture) = picture(&url) {
                    asked.respond(picture).ok();
                    continue;
                }
                let headers = asked.headers().iter();
                let headers = headers
                    .map(|one| (one.field.as_str().as_str().to_lowercase(), one.value.as_str().to_owned()))
                    .collect();
                asks.lock().expect("no thread of the tool panicked").push(Asked {
                    method: method.clone(),
                    url: url.clone(),
                    headers,
                    body: serde_json::from_str(&body).unwrap_or_default(),
                });
                let mut made = makes.lock().expect("no thread of the tool panicked");
                let (status, said) = answer(nth, &method, &url, &made);
                if status != 503 && method != "GET" {
                    made.push((url, serde_json::from_str(&body).unwrap_or_default()));
                }
                drop(made);
                asked.respond(Response::from_string(said.to_string()).with_status_code(status)).ok();
            }
        });
        Self { url: format!("http://127.0.0.1:{port}"), made, asked: asked_for, server }
    }

    /// Every request so far, in order.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no thread of the tool panicked").clone()
    }

    pub fn made(&self, part: &str) -> Vec<Value> {
        let made = self.made.lock().expect("no thread of the tool panicked");
        made.iter().filter(|(url, _)| url.contains(part)).map(|(_, body)| body.clone()).collect()
    }
}

impl Drop for Tool {
    fn drop(&mut self) {
        self.server.unblock();
    }
}

/// What a tool keeps of its people: a face, what is no picture, a picture that is elsewhere, one without an end.
fn picture(url: &str) -> Option<Response<std::io::Cursor<Vec<u8>>>> {
    const FACE: &str = "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAcklEQVR42mN4sy+Kpohh1IKhYcGvByewIupYgMt0Iu1goMR0YuwYUAuIMZ2gHaMWDG4Lhn4ypUdOpkdZNFofDLAFGgFuBBGZFhBjNDHWMFBuNH5rGKhoOlY7GKhrOqYddLSAWqaj2UEvC6hrOrIdNLcAAJptT6qo4/oQAAAAAElFTkSuQmCC";
    let header = |name: &str, value: &str| {
        tiny_http::Header::from_bytes(name.as_bytes(), value.as_bytes())
            .expect("the test's header is well-formed")
    };
    let kind = |kind: &str| header("content-type", kind);
    let face = || base64::engine::general_purpose::STANDARD.decode(FACE).expect("it is base64");
    Some(match url {
        "/faces/sarah.png" => Response::from_data(face()).with_header(kind("image/png")),
        "/faces/page.png" => {
            Response::from_string("<script>alert(1)</script>").with_header(kind("text/html"))
        }
        "/faces/huge.png" => Response::from_data(vec![0; 600_000]).with_header(kind("image/png")),
        "/faces/moved.png" => Response::from_data(Vec::new())
            .with_status_code(302)
            .with_header(header("location", "http://169.254.169.254/latest/meta-data")),
        _ => return None,
    })
}

/// A stage whose conversations live in this Chatwoot.
pub fn with_chatwoot(tool: &Tool) -> Stage {
    let vars = [
        ("CW_URL", tool.url.as_str()),
        ("CW_TOKEN", "t1"),
        ("CW_ACCOUNT", "1"),
        ("CW_INBOX", "in"),
        ("CW_SECRET", "s1"),
    ];
    let settings = json!({ "url": "CW_URL", "token": "CW_TOKEN", "account": "CW_ACCOUNT", "inbox": "CW_INBOX", "webhook-secret": "CW_SECRET" });
    with_backend(&vars, "chatwoot", settings)
}

/// The demo shop with this backend before all others.
pub fn with_backend(vars: &[(&str, &str)], kind: &str, settings: Value) -> Stage {
    Stage::with_site(vars, |site| {
        let backend = json!({ "name": kind, "kind": kind, "settings": settings });
        site["backends"].as_array_mut().expect("backends are a list").insert(0, backend);
    })
}

pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

pub fn hex(secret: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any key will do");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn press(customer: &mut Customer) {
    customer.act(Command::Person { text: String::new(), contact: Contact::default(), page: None });
}

pub fn persons(customer: &Customer) -> Vec<(String, String)> {
    let seen = customer.seen().expect("the Worker is there");
    seen.iter()
        .filter_map(|shown| match shown {
            Shown::Person { name, text, .. } => Some((name.clone(), text.clone())),
            _ => None,
        })
        .collect()
}

#[test]
fn a_reply_in_the_thread_at_slack_reaches_the_customer_once_and_under_a_name() {
    let tool = Tool::start(|nth, _, url, made| {
        let messages: Vec<Value> = made
            .iter()
            .map(|(_, body)| json!({ "ts": "1760000000.000100", "metadata": body["metadata"] }))
            .collect();
        match url {
            // The first card is made, but the answer is lost: the next try finds it. A look-up that fails is repeated.
            _ if nth == 0 => (503, json!({})),
            _ if url.contains("chat.postMessage") && made.is_empty() => (500, json!({})),
            _ if url.contains("users.info") => {
                (200, json!({ "ok": true, "user": { "profile": { "display_name": "Sarah" } } }))
            }
            _ if url.contains("conversations.") => (200, json!({ "ok": true, "messages": messages })),
            _ => (200, json!({ "ok": true, "channel": "C1", "ts": "1760000000.000100" })),
        }
    });
    let vars = [
        ("SLACK_URL", tool.url.as_str()),
        ("SLACK_TOKEN", "xoxb-1"),
        ("SLACK_CHANNEL", "C1"),
        ("SLACK_SIGNING", "s1"),
    ];
    let settings = json!({ "url": "SLACK_URL", "token": "SLACK_TOKEN", "channel": "SLACK_CHANNEL", "signing-secret": "SLACK_SIGNING" });
    let stage = with_backend(&vars, "slack", settings);
    let mut customer = Customer::new(&stage);
    customer.say("Where is my {secret:SLACK_TOKEN} order?");
    press(&mut customer);
    customer.wait("the receipt", |shown| matches!(shown, Shown::Notice { .. }).then_some(()));
    let card = tool.made("chat.postMessage").into_iter().find(|body| body["blocks"].is_array());
    let card = card.expect("there is a card");
    assert_eq!(card["channel"], "C1");
    assert!(
        card.to_string().contains("{secret:SLACK_TOKEN}"),
        "a customer cannot have a secret filled in: {card}"
    );
    customer.say("Hello?");
    until("the words in the thread", || {
        tool.made("chat.postMessage").into_iter().find(|body| body["text"] == "*Customer:* Hello?")
    });

    let hook = |body: &Value, at: u64, secret: &str| {
        let (body, time) = (body.to_string(), at.to_string());
        let signature = format!("v0={}", hex(secret, &format!("v0:{time}:{body}")));
        let headers =
            [("x-slack-request-timestamp", time.as_str()), ("x-slack-signature", signature.as_str())];
        request("POST", &stage.url("/hook/slack"), &headers, &body).expect("the Worker is there")
    };
    let event = |text: &str, thread: &str, ts: &str| {
        json!({ "type": "event_callback", "event": {
            "type": "message", "channel": "C1", "user": "U1", "text": text, "thread_ts": thread, "ts": ts,
        }})
    };
    let challenge = hook(&json!({ "type": "url_verification", "challenge": "c-7" }), now(), "s1");
    assert_eq!((challenge.status, challenge.body.as_str()), (200, "c-7"));
    let reply = event("&gt; It is on its way.", "1760000000.000100", "1760000001.1");
    assert_eq!(hook(&reply, now(), "wrong").status, 401);
    assert_eq!(hook(&reply, now() - 1000, "s1").status, 401);
    for _ in 0..2 {
        assert_eq!(hook(&reply, now(), "s1").status, 200, "{}", stage.said());
    }
    assert_eq!(hook(&event("who takes it?", "1760000000.000100", "1760000001.2"), now(), "s1").status, 200);
    assert_eq!(hook(&event("&gt; foreign", "1500000000.1", "1500000001.1"), now(), "s1").status, 200);
    customer.wait("the agent's words", |shown| matches!(shown, Shown::Person { .. }).then_some(()));
    assert_eq!(persons(&customer), [("Sarah".to_owned(), "It is on its way.".to_owned())]);
    assert_eq!(hook(&event("!close", "1760000000.000100", "1760000001.3"), now(), "s1").status, 200);
    until("the card to say that it is over", || {
        tool.made("chat.update").into_iter().find(|body| body.to_string().contains("*Closed.*"))
    });
    let cards = tool.made("chat.postMessage").into_iter().filter(|body| body["blocks"].is_array()).count();
    assert_eq!(cards, 1);
}

#[test]
fn a_reply_at_chatwoot_reaches_the_customer_although_it_says_that_what_it_made_failed() {
    let tool = Tool::start(|nth, method, url, made| {
        let at = now();
        let first = !made.iter().any(|(known, _)| known == url);
        if method == "POST" && first && (url.ends_with("/conversations") || url.ends_with("/messages")) {
            return (500, json!({}));
        }
        if nth == 1 {
            return (503, json!({}));
        }
        let bodies = |part: &str| {
            made.iter()
                .filter(|(url, _)| url.contains(part))
                .map(|(_, body)| body.clone())
                .collect::<Vec<_>>()
        };
        match (method, url) {
            ("GET", url) if url.starts_with("/public") => {
                let all: Vec<Value> = bodies("/s-1/conversations")
                    .into_iter()
                    .map(|mut body| {
                        body["id"] = json!(9);
                        body
                    })
                    .collect();
                (200, json!(all))
            }
            ("GET", _) => {
                let all: Vec<Value> = bodies("/messages")
                    .into_iter()
                    .map(|mut body| {
                        body["created_at"] = json!(at);
                        body
                    })
                    .collect();
                (200, json!({ "payload": all }))
            }
            (_, url) if url.ends_with("/contacts") => (200, json!({ "source_id": "s-1" })),
            _ => (200, json!({ "id": 9 })),
        }
    });
    let stage = with_chatwoot(&tool);
    let mut customer = Customer::new(&stage);
    customer.say("Where is my order?");
    press(&mut customer);
    customer.wait("the receipt", |shown| matches!(shown, Shown::Notice { .. }).then_some(()));
    let notes = until("the note", || {
        let notes: Vec<Value> =
            tool.made("/messages").into_iter().filter(|body| body["private"] == true).collect();
        (!notes.is_empty()).then_some(notes)
    });
    assert_eq!(notes.len(), 1);
    let body = json!({
        "event": "message_created", "id": 41, "message_type": "outgoing", "private": false, "content": "On its way.",
        "sender": { "type": "user", "name": "Marek" },
        "conversation": { "id": 9, "custom_attributes": { "baton_conversation": customer.id() } },
    })
    .to_string();
    let time = now().to_string();
    let signature = format!("sha256={}", hex("s1", &format!("{time}.{body}")));
    let headers = [("x-chatwoot-timestamp", time.as_str()), ("x-chatwoot-signature", signature.as_str())];
    for _ in 0..2 {
        let answer =
            request("POST", &stage.url("/hook/chatwoot"), &headers, &body).expect("the Worker is there");
        assert_eq!(answer.status, 200, "{}", stage.said());
    }
    customer.wait("the agent's words", |shown| matches!(shown, Shown::Person { .. }).then_some(()));
    assert_eq!(persons(&customer), [("Marek".to_owned(), "On its way.".to_owned())]);
    assert_eq!(tool.made("/s-1/conversations").len(), 1);
    let said =
        tool.made("/messages").into_iter().filter(|body| body["content"] == "Where is my order?").count();
    assert_eq!(said, 1);
}
