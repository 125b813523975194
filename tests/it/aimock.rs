//! Model servers for tests: aimock, which nobody here wrote, for what is in order; and a rude one for what is not.

use crate::client::request;
use crate::stage::{free_port, need, until};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// `@copilotkit/aimock` on a free port.
pub struct Aimock {
    child: Child,
    port: u16,
    fixtures: PathBuf,
}

impl Aimock {
    /// Starts it with these fixtures (its own format).
    pub fn start(fixtures: Value) -> Self {
        let port = free_port();
        let path = std::env::temp_dir().join(format!("baton-aimock-{}-{port}.json", std::process::id()));
        std::fs::write(&path, json!({ "fixtures": fixtures }).to_string())
            .expect("a temporary file can be written");
        let cli =
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../node_modules/@copilotkit/aimock/dist/cli.js");
        let mut command = Command::new(need("BATON_NODE"));
        command.arg(cli).args(["--log-level", "warn", "-p", &port.to_string(), "-f"]).arg(&path);
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().expect("node can be started");
        let aimock = Self { child, port, fixtures: path };
        until("aimock listens", || request("GET", &aimock.url("/__aimock/journal"), &[], ""));
        aimock
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What it was asked, in order.
    pub fn journal(&self) -> Vec<Value> {
        let answer = request("GET", &self.url("/__aimock/journal"), &[], "").expect("aimock is there");
        let journal = answer.json();
        let entries =
            journal.as_array().or_else(|| journal["entries"].as_array()).cloned().unwrap_or_default();
        entries.into_iter().filter(|entry| entry["method"] == "POST").collect()
    }
}

impl Drop for Aimock {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
        std::fs::remove_file(&self.fixtures).ok();
    }
}

/// A server that answers the request to `/N` with the Nth bytes, whatever they are. After `HOLD` it sends nothing more
/// and waits until the other side leaves.
pub struct Rude {
    port: u16,
    pub count: usize,
    asked: Arc<AtomicUsize>,
    left: Arc<AtomicUsize>,
}

impl Rude {
    pub fn start(answers: Vec<Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("a bound socket has an address").port();
        let count = answers.len();
        let (asked, left): (Arc<AtomicUsize>, Arc<AtomicUsize>) = Default::default();
        let (counts, leaves) = (asked.clone(), left.clone());
        let answers = Arc::new(answers);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (answers, counts, leaves) = (answers.clone(), counts.clone(), leaves.clone());
                thread::spawn(move || {
                    counts.fetch_add(1, Ordering::SeqCst);
                    serve(stream, &answers);
                    leaves.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        Self { port, count, asked, left }
    }

    pub fn url(&self, number: usize) -> String {
        format!("http://127.0.0.1:{}/{number}", self.port)
    }

    /// Requests so far.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// Requests that are over.
    pub fn left(&self) -> usize {
        self.left.load(Ordering::SeqCst)
    }
}

fn serve(mut stream: TcpStream, answers: &[Vec<u8>]) {
    let (mut head, mut byte) = (Vec::new(), [0u8; 1]);
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read == 1) {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).ok();
    let number = head.split('/').nth(1).and_then(|number| number.parse::<usize>().ok());
    let Some(answer) = number.and_then(|number| answers.get(number)) else { return };
    match answer.strip_suffix(b"HOLD") {
        Some(begin) => {
            stream.write_all(begin).ok();
            // Nothing more is read from a client that only waits, until it leaves.
            while stream.read(&mut byte).is_ok_and(|read| read == 1) {}
        }
        None => {
            stream.write_all(answer).ok();
        }
    }
}
