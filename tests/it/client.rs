//! A customer and an agent without a browser: the wire, as any client may speak it.

use crate::stage::{PASSWORD, PATIENCE, Stage, until};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use shared::wire::{Command, Frame, Keyed, Reply, Request, Shown, VERSION};
use std::net::TcpStream;
use tungstenite::client::IntoClientRequest;
use tungstenite::{Message, WebSocket};

/// An answer: status and body.
pub struct Answer {
    pub status: u16,
    pub body: String,
    pub cookie: Option<String>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|_| panic!("not JSON, {}: {}", self.status, self.body))
    }
}

/// One request. Nothing if the other side is not there (killed, not yet started).
pub fn request(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Option<Answer> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(PATIENCE))
        .build()
        .into();
    let mut builder = ureq::http::Request::builder().method(method).uri(url);
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    let request = builder.body(body.to_owned()).expect("the test's request is well-formed");
    let mut response = agent.run(request).ok()?;
    let cookie =
        response.headers().get("set-cookie").and_then(|value| value.to_str().ok()).map(str::to_owned);
    Some(Answer {
        status: response.status().as_u16(),
        body: response.body_mut().read_to_string().ok()?,
        cookie,
    })
}

/// A customer with a token.
#[derive(Clone)]
pub struct Customer {
    base: String,
    pub token: String,
    next: u32,
}

impl Customer {
    pub fn new(stage: &Stage) -> Self {
        let mut bytes = [0u8; 32];
        getrandom::fill(&mut bytes).expect("the system has randomness");
        Self { base: stage.url(""), token: URL_SAFE_NO_PAD.encode(bytes), next: 0 }
    }

    /// Id of the conversation, as the Worker derives it.
    pub fn id(&self) -> String {
        Sha256::digest(self.token.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    pub fn key(&mut self) -> String {
        self.next += 1;
        format!("k{}", self.next)
    }

    /// Sends one command under a key. Nothing if the Worker is not there.
    pub fn try_do(&self, key: &str, command: Command) -> Option<Reply> {
        let commands = vec![Keyed { key: key.to_owned(), command }];
        self.post(
            "do",
            Request { v: VERSION, token: Some(self.token.clone()), commands, after: 0, have: None },
        )
    }

    pub fn act(&mut self, command: Command) -> Reply {
        let key = self.key();
        self.try_do(&key, command).expect("the Worker is there and does it")
    }

    pub fn say(&mut self, text: &str) -> Reply {
        self.act(Command::Say { text: text.to_owned(), page: None })
    }

    fn post(&self, action: &str, asked: Request) -> Option<Reply> {
        let body = serde_json::to_string(&asked).expect("a request serializes");
        let answer = request("POST", &format!("{}/api/{action}", self.base), &[], &body)?;
        (answer.status == 200).then(|| serde_json::from_str(&answer.body).expect("a reply is a reply"))
    }

    /// Everything shown so far, without waiting. Nothing if the Worker is not there.
    pub fn seen(&self) -> Option<Vec<Shown>> {
        let asked = Request {
            v: VERSION,
            token: Some(self.token.clone()),
            commands: Vec::new(),
            after: 0,
            have: None,
        };
        Some(shown(&self.post("do", asked)?.frames))
    }

    /// Waits by long polling until something shown fits.
    pub fn wait<T>(&self, what: &str, mut fits: impl FnMut(&Shown) -> Option<T>) -> T {
        until(what, || {
            let asked = Request {
                v: VERSION,
                token: Some(self.token.clone()),
                commands: Vec::new(),
                after: 0,
                have: None,
            };
            shown(&self.post("listen", asked)?.frames).iter().find_map(&mut fits)
        })
    }

    /// Waits for the reference of a handoff.
    pub fn reference(&self) -> String {
        self.wait("a handoff with a reference", |shown| match shown {
            Shown::HandedOver { reference, .. } => Some(reference.clone()),
            _ => None,
        })
    }

    /// Opens a socket that has seen everything up to `after`.
    pub fn socket(&self, after: u64) -> Socket {
        let url = format!("{}/ws?after={after}", self.base.replace("http", "ws"));
        let mut asked = url.into_client_request().expect("the address is well-formed");
        let protocols = format!("baton.v1, {}", self.token);
        asked.headers_mut().insert("sec-websocket-protocol", protocols.parse().expect("a header value"));
        Socket::open(asked, &self.base)
    }
}

pub fn shown(frames: &[Frame]) -> Vec<Shown> {
    frames
        .iter()
        .filter_map(|frame| match frame {
            Frame::Shown { entry, .. } => Some(entry.clone()),
            _ => None,
        })
        .collect()
}

/// A socket, read with a deadline.
pub struct Socket(WebSocket<TcpStream>);

impl Socket {
    fn open(asked: tungstenite::handshake::client::Request, base: &str) -> Self {
        let stream = TcpStream::connect(base.trim_start_matches("http://")).expect("the Worker listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout can be set");
        let (socket, _) = tungstenite::client(asked, stream).expect("the Worker takes the socket");
        Self(socket)
    }

    /// The next text as JSON.
    pub fn next(&mut self) -> Value {
        loop {
            match self.0.read().expect("the socket is open and the Worker sends") {
                Message::Text(text) => {
                    return serde_json::from_str(&text).unwrap_or(Value::String(text.to_string()));
                }
                Message::Close(why) => panic!("the socket was closed: {why:?}"),
                _ => {}
            }
        }
    }

    pub fn send(&mut self, text: &str) {
        self.0.send(Message::text(text)).expect("the socket is open");
    }

    /// Reads until a message fits.
    pub fn until<T>(&mut self, mut fits: impl FnMut(&Value) -> Option<T>) -> T {
        loop {
            if let Some(found) = fits(&self.next()) {
                return found;
            }
        }
    }
}

/// An agent with a session of the desk.
pub struct Agent {
    base: String,
    cookie: String,
    next: u32,
}

impl Agent {
    pub fn sign_in(stage: &Stage, name: &str) -> Self {
        let body = json!({ "name": name, "password": PASSWORD }).to_string();
        let answer =
            request("POST", &stage.url("/desk/api/sign-in"), &[], &body).expect("the Worker is there");
        assert_eq!(answer.status, 200, "{}", answer.body);
        let cookie = answer.cookie.expect("signing in sets a cookie");
        Self { base: stage.url(""), cookie: cookie.split(';').next().unwrap_or("").to_owned(), next: 0 }
    }

    pub fn get(&self, path: &str) -> Option<Answer> {
        request("GET", &format!("{}/desk/api/{path}", self.base), &[("cookie", &self.cookie)], "")
    }

    /// Waits until the card of a conversation stands among the open ones.
    pub fn card(&self, conversation: &str) -> Value {
        until("the handoff in the desk's list", || {
            let listing = self.get("list")?.json();
            listing["open"].as_array()?.iter().find(|card| card["conversation"] == conversation).cloned()
        })
    }

    pub fn act(&mut self, conversation: &str, command: Value) -> Answer {
        self.next += 1;
        let key = format!("a{}", self.next);
        let body = json!({ "v": VERSION, "commands": [{ "key": key, "do": command }] }).to_string();
        let url = format!("{}/desk/api/c/{conversation}/do", self.base);
        request("POST", &url, &[("cookie", &self.cookie)], &body).expect("the Worker is there")
    }

    pub fn say(&mut self, conversation: &str, text: &str) {
        let answer = self.act(conversation, json!({ "say": { "text": text } }));
        assert_eq!(answer.status, 200, "{}", answer.body);
    }

    /// Gives the customer a file.
    pub fn attach(&self, conversation: &str, key: &str, name: &str, body: &str) -> Answer {
        let url = format!("{}/desk/api/c/{conversation}/file", self.base);
        let headers = [("cookie", self.cookie.as_str()), ("x-baton-key", key), ("x-baton-name", name)];
        request("POST", &url, &headers, body).expect("the Worker is there")
    }

    pub fn socket(&self, path: &str) -> Socket {
        let url = format!("{}/desk/api/{path}", self.base.replace("http", "ws"));
        let mut asked = url.into_client_request().expect("the address is well-formed");
        asked.headers_mut().insert("cookie", self.cookie.parse().expect("a header value"));
        Socket::open(asked, &self.base)
    }
}
