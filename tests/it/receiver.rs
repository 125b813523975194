//! A webhook receiver that checks every signature with the secret, keeps what it accepted by id, and can be told to
//! fail. It keeps accepting while the Worker is killed and started again.

use serde_json::Value;
use shared::signature;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};
use tiny_http::{Header, Response, Server};

pub const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

#[derive(Default)]
pub struct Heard {
    /// Accepted bodies by `webhook-id`, in order of arrival: how often each came
    pub accepted: BTreeMap<String, (Value, u32)>,
    /// Statuses to answer with before accepting again
    pub failures: Vec<u16>,
    /// Requests whose signature did not fit
    pub forged: u32,
    /// All requests
    pub tries: u32,
}

pub struct Receiver {
    pub url: String,
    heard: Arc<Mutex<Heard>>,
    server: Arc<Server>,
}

impl Receiver {
    pub fn start() -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a port is free"));
        let port = server.server_addr().to_ip().expect("it listens on an address").port();
        let heard: Arc<Mutex<Heard>> = Arc::default();
        let (listening, hears) = (server.clone(), heard.clone());
        thread::spawn(move || {
            for mut request in listening.incoming_requests() {
                let mut body = String::new();
                request.as_reader().read_to_string(&mut body).ok();
                let header = |name: &str| {
                    let found = request
                        .headers()
                        .iter()
                        .find(|h: &&Header| h.field.as_str().as_str().eq_ignore_ascii_case(name));
                    found.map(|h| h.value.as_str().to_owned()).unwrap_or_default()
                };
                let status = hears.lock().map_or(500, |mut heard| {
                    heard.hear(
                        &header("webhook-id"),
                        &header("webhook-timestamp"),
                        &header("webhook-signature"),
                        &body,
                    )
                });
                request.respond(Response::from_string("").with_status_code(status)).ok();
            }
        });
        Self { url: format!("http://127.0.0.1:{port}/in"), heard, server }
    }

    /// What was heard so far.
    pub fn heard<T>(&self, look: impl FnOnce(&mut Heard) -> T) -> T {
        look(&mut self.heard.lock().expect("no thread of the receiver panicked"))
    }

    /// Bodies of a type, each once, however often it was sent.
    pub fn of_type(&self, kind: &str) -> Vec<Value> {
        self.heard(|heard| {
            heard
                .accepted
                .values()
                .map(|(body, _)| body.clone())
                .filter(|body| body["type"] == kind)
                .collect()
        })
    }

    /// Variables that make it the first backend.
    pub fn vars(&self) -> [(&'static str, String); 2] {
        [("WEBHOOK_URL", self.url.clone()), ("WEBHOOK_SECRET", SECRET.to_owned())]
    }
}

impl Heard {
    fn hear(&mut self, id: &str, timestamp: &str, signature: &str, body: &str) -> u16 {
        self.tries += 1;
        if !self.failures.is_empty() {
            return self.failures.remove(0);
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        if signature::verify(SECRET, id, timestamp, signature, body.as_bytes(), now).is_err() {
            self.forged += 1;
            return 401;
        }
        let body: Value = serde_json::from_str(body).unwrap_or_default();
        self.accepted.entry(id.to_owned()).or_insert((body, 0)).1 += 1;
        200
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.server.unblock();
    }
}
