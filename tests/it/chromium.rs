//! Real Chromium over its DevTools protocol: one browser a test, pages and their console, blocked requests, screenshots.
//!
//! A client of our own, of a hundred lines, because the typed ones lag behind the browser and fail on what they do not
//! know (decision record 004). Protocol: <https://chromedevtools.github.io/devtools-protocol/>.

use crate::stage::{PATIENCE, until};
use base64::Engine as _;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use tungstenite::{Message, WebSocket};

pub struct Chromium {
    child: Child,
    folder: PathBuf,
    port: String,
}

impl Chromium {
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// The same with more flags.
    pub fn with(flags: &[&str]) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("baton-chromium-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder can be made");
        let chrome = std::env::var("BATON_CHROME")
            .expect("BATON_CHROME is not set: run these tests by `cargo xtask test`");
        let mut command = Command::new(chrome);
        command
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--hide-scrollbars",
            ])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
            ])
            .args(flags)
            .args(["--remote-debugging-port=0", "--window-size=1280,900", "about:blank"])
            .arg(format!("--user-data-dir={}", folder.display()))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .stdin(Stdio::null())
            .process_group(0);
        let mut child = command.spawn().expect("Chromium can be started");
        let mut lines = BufReader::new(child.stderr.take().expect("standard error is a pipe")).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let address = line.split("DevTools listening on ws://127.0.0.1:").nth(1)?;
            address.split('/').next().map(str::to_owned)
        });
        // Whatever else it says is read, so that it never waits for us.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, folder, port: port.expect("Chromium says where it listens") }
    }

    /// A new page.
    pub fn page(&self) -> Page {
        let url = format!("http://127.0.0.1:{}/json/new?about:blank", self.port);
        let target = until("a new page", || crate::client::request("PUT", &url, &[], "")).json();
        let address = target["webSocketDebuggerUrl"].as_str().expect("a page has an address").to_owned();
        let stream = TcpStream::connect(format!("127.0.0.1:{}", self.port)).expect("Chromium listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout can be set");
        let (socket, _) = tungstenite::client(address, stream).expect("Chromium takes the socket");
        let mut page = Page { socket, next: 0, console: Vec::new() };
        for domain in ["Page", "Runtime", "Network", "Log"] {
            page.call(&format!("{domain}.enable"), json!({}));
        }
        page.dark(false);
        page
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        Command::new("kill").args(["-9", "--", &group]).stderr(Stdio::null()).status().ok();
        self.child.wait().ok();
        fs::remove_dir_all(&self.folder).ok();
    }
}

pub struct Page {
    socket: WebSocket<TcpStream>,
    next: u64,
    /// Errors and exceptions of the page
    pub console: Vec<String>,
}

impl Page {
    /// One call of the protocol.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        let message = json!({ "id": id, "method": method, "params": params }).to_string();
        self.socket.send(Message::text(message)).expect("the page is open");
        loop {
            let Message::Text(text) = self.socket.read().expect("the page answers") else { continue };
            let message: Value = serde_json::from_str(&text).expect("the protocol is JSON");
            if message["id"] == id {
                assert!(message["error"].is_null(), "{method}: {}", message["error"]);
                return message["result"].clone();
            }
            self.note(&message);
        }
    }

    fn note(&mut self, event: &Value) {
        match event["method"].as_str() {
            Some("Runtime.exceptionThrown") => {
                let details = &event["params"]["exceptionDetails"];
                let text = details.pointer("/exception/description").unwrap_or(&details["text"]);
                self.console.push(text.to_string());
            }
            Some("Log.entryAdded") if event["params"]["entry"]["level"] == "error" => {
                self.console.push(event["params"]["entry"]["text"].to_string());
            }
            _ => {}
        }
    }

    pub fn goto(&mut self, url: &str) {
        self.call("Page.navigate", json!({ "url": url }));
        self.wait(
            "the page is loaded",
            "document.readyState === 'complete' && location.href !== 'about:blank'",
        );
    }

    /// The value of an expression, awaited if it is a promise.
    pub fn eval(&mut self, script: &str) -> Value {
        let params =
            json!({ "expression": script, "returnByValue": true, "awaitPromise": true, "userGesture": true });
        let result = self.call("Runtime.evaluate", params);
        assert!(result["exceptionDetails"].is_null(), "{script}: {}", result["exceptionDetails"]);
        result["result"]["value"].clone()
    }

    /// Waits until an expression is truthy, and returns it.
    pub fn wait(&mut self, what: &str, script: &str) -> Value {
        until(&format!("{what} ({script})"), || {
            let params = json!({ "expression": script, "returnByValue": true, "awaitPromise": true });
            let result = self.call("Runtime.evaluate", params);
            let value = result["result"]["value"].clone();
            let holds = match &value {
                Value::Null | Value::Bool(false) => false,
                Value::String(text) => !text.is_empty(),
                Value::Number(number) => number.as_f64() != Some(0.0),
                _ => true,
            };
            holds.then_some(value)
        })
    }

    /// Types as a keyboard would, into whatever has the focus.
    pub fn type_text(&mut self, text: &str) {
        self.call("Input.insertText", json!({ "text": text }));
    }

    /// Types letter by letter: what a page does with each key is part of it.
    pub fn keys(&mut self, text: &str) {
        for letter in text.chars().map(String::from) {
            self.call("Input.dispatchKeyEvent", json!({ "type": "keyDown", "key": letter, "text": letter }));
            self.call("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": letter }));
        }
    }

    pub fn press(&mut self, key: &str) {
        let code = match key {
            "Enter" => 13,
            "Escape" => 27,
            "Tab" => 9,
            _ => 0,
        };
        // A key that writes nothing comes without a sign, or a text field keeps it.
        let down = if key == "Enter" { "keyDown" } else { "rawKeyDown" };
        for kind in [down, "keyUp"] {
            let text = if kind == "keyDown" { "\r" } else { "" };
            let params =
                json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text });
            self.call("Input.dispatchKeyEvent", params);
        }
    }

    /// Refuses every request whose address fits one of these patterns.
    pub fn block(&mut self, patterns: &[&str]) {
        self.call("Network.setBlockedURLs", json!({ "urls": patterns }));
    }

    /// By day or by night, and without motion: nothing is caught between two states.
    pub fn dark(&mut self, is: bool) {
        let scheme = if is { "dark" } else { "light" };
        self.media(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]);
    }

    /// What the visitor has set in the browser or the system.
    pub fn media(&mut self, features: &[(&str, &str)]) {
        let all: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.call("Emulation.setEmulatedMedia", json!({ "features": all }));
    }

    /// A phone's or a desk's width.
    pub fn size(&mut self, width: u32, height: u32) {
        let mobile = width < 600;
        let params = json!({ "width": width, "height": height, "deviceScaleFactor": 2, "mobile": mobile });
        self.call("Emulation.setDeviceMetricsOverride", params);
    }

    /// A picture into `target/screenshots`, for people.
    pub fn picture(&mut self, name: &str) {
        self.picture_of(name, json!({ "format": "png" }));
    }

    /// The same of a part of the page: its left, top, width and height.
    pub fn part(&mut self, name: &str, [x, y, width, height]: [f64; 4]) {
        let clip = json!({ "x": x, "y": y, "width": width, "height": height, "scale": 0.75 });
        self.picture_of(name, json!({ "format": "png", "clip": clip }));
    }

    fn picture_of(&mut self, name: &str, how: Value) {
        let picture = self.call("Page.captureScreenshot", how);
        let bytes = base64::engine::general_purpose::STANDARD.decode(picture["data"].as_str().unwrap_or(""));
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/screenshots");
        fs::create_dir_all(&folder).expect("the target folder is writable");
        fs::write(folder.join(format!("{name}.png")), bytes.unwrap_or_default())
            .expect("the target folder is writable");
    }
}
