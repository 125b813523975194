//! The Worker, from here: requests by `net.js`, news by a socket, or by polling. Nothing is decided here.

use crate::model::{Msg, link::News};
use crate::shell::{ended, frame, host, send, timer, window};
use crate::{read, write};
use shared::wire::{Frame, Have, Keyed, Reply, Request, Trouble, VERSION};
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, WebSocket};

/// A request that takes longer is tried again. A poll may take 20 s before it answers.
const DEADLINE: u32 = 30_000;
/// A socket must say something within this time after it was asked for, or asked a question.
const PATIENCE: u32 = 6_000;
/// Shorter than the idle time of any proxy that matters.
const PING: u32 = 25_000;

struct Socket {
    socket: WebSocket,
    /// To tell it from the one before
    number: u32,
    /// It has said something since it was last asked
    heard: bool,
}

thread_local! {
    static SOCKET: RefCell<Option<Socket>> = const { RefCell::new(None) };
    static NUMBER: RefCell<u32> = const { RefCell::new(0) };
    static FRAMES: RefCell<Vec<Frame>> = const { RefCell::new(Vec::new()) };
    /// The token of the conversation we spoke with last
    static TOKEN: RefCell<String> = const { RefCell::new(String::new()) };
    /// Conversations left in this page: what a request of an earlier one brings is not shown in this one
    static LEFT: Cell<u32> = const { Cell::new(0) };
}

/// Status and body; `None`: no answer at all.
type Answer = Option<(u16, String)>;

#[wasm_bindgen(module = "/src/net.js")]
extern "C" {
    #[wasm_bindgen(js_name = ask)]
    fn fetch(url: &str, body: Option<String>, deadline: u32, then: &JsValue);
}

/// Sends a request.
fn ask(path: &str, body: Option<Request>, then: Box<dyn FnOnce(Answer)>) {
    let mut url = host(|host| host.base());
    url.push_str(path);
    let then = Closure::once_into_js(move |status: u16, text: String| {
        if !ended() {
            then((status > 0).then_some((status, text)));
        }
    });
    fetch(&url, body.as_ref().map(write::request), DEADLINE, &then);
}

fn request(commands: Vec<Keyed>, after: u64, have: Option<Have>) -> Option<Request> {
    Some(Request { v: VERSION, token: Some(token()), commands, after, have })
}

/// What the Worker said to a request.
fn reply(answer: Answer) -> Result<Reply, Option<Trouble>> {
    match answer {
        Some((200, text)) => read::reply(&text).ok_or(None),
        Some((_, text)) => Err(read::trouble(&text)),
        None => Err(None),
    }
}

pub fn post(commands: Vec<Keyed>, after: u64) {
    let request = request(commands, after, None);
    let left = LEFT.get();
    ask(
        "/api/do",
        request,
        Box::new(move |answer| {
            let stale = left != LEFT.get();
            send(match reply(answer) {
                // What was done is done; it is said in the conversation that was left.
                Ok(reply) if stale => Msg::Posted(Reply { frames: Vec::new(), ..reply }),
                Ok(reply) => Msg::Posted(reply),
                Err(_) if stale => Msg::Refused(None),
                Err(trouble) => Msg::Refused(trouble),
            });
        }),
    );
}

pub fn poll(after: u64, have: Option<Have>) {
    let left = LEFT.get();
    ask(
        "/api/listen",
        request(Vec::new(), after, have),
        Box::new(move |answer| {
            if left != LEFT.get() {
                return;
            }
            send(match reply(answer) {
                Ok(reply) => {
                    send(Msg::Frames(reply.frames));
                    Msg::Link(News::Polled)
                }
                Err(_) => Msg::Link(News::PollLost),
            });
        }),
    );
}

/// `GET /api/welcome`, as it came.
pub fn welcome(then: fn(Option<String>)) {
    let mut path = "/api/welcome?lang=".to_owned();
    path.push_str(&host(|host| host.lang()));
    path.push_str("&path=");
    // The browser has escaped all of it that matters in a query, but for this.
    path.push_str(&window().location().pathname().unwrap_or_default().replace('&', "%26"));
    ask(
        &path,
        None,
        Box::new(move |answer| then(answer.filter(|(status, _)| *status == 200).map(|(_, text)| text))),
    );
}

/// Opens a socket; news after this position.
pub fn open(after: u64) {
    close();
    let number = NUMBER.with_borrow_mut(|number| {
        *number += 1;
        *number
    });
    match connect(after, number) {
        Some(socket) => {
            SOCKET.set(Some(socket));
            expect(number);
            keep_alive(number);
        }
        // The owner's policy may forbid it at once. Told later, so that no message is handled inside another.
        None => timer(0, || send(Msg::Link(News::Lost))),
    }
}

fn connect(after: u64, number: u32) -> Option<Socket> {
    let mut url = host(|host| host.base()).replacen("http", "ws", 1);
    url.push_str("/ws?after=");
    url.push_str(&after.to_string());
    let protocols = js_sys::Array::of2(&"baton.v1".into(), &token().into());
    let socket = WebSocket::new_with_str_sequence(&url, &protocols).ok()?;
    let opened = Closure::<dyn Fn()>::new(move || {
        if current(number) {
            ping();
        }
    })
    .into_js_value();
    let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| heard(number, &event));
    let message = message.into_js_value();
    let lost = Closure::<dyn Fn()>::new(move || lost(number)).into_js_value();
    socket.set_onopen(Some(opened.unchecked_ref()));
    socket.set_onmessage(Some(message.unchecked_ref()));
    // A failure to open is told by `close`, too.
    socket.set_onclose(Some(lost.unchecked_ref()));
    Some(Socket { socket, number, heard: false })
}

fn current(number: u32) -> bool {
    !ended() && SOCKET.with_borrow(|socket| socket.as_ref().is_some_and(|s| s.number == number))
}

fn heard(number: u32, event: &MessageEvent) {
    if !current(number) {
        return;
    }
    // Once is enough until it is asked again.
    if SOCKET
        .with_borrow_mut(|socket| socket.as_mut().is_some_and(|s| !std::mem::replace(&mut s.heard, true)))
    {
        send(Msg::Link(News::Heard));
    }
    if let Some(text) = event.data().as_string() {
        later(read::frames(&text));
    }
}

/// At most one change of what is shown in each frame, however fast the pieces come.
fn later(frames: Vec<Frame>) {
    let first = FRAMES.with_borrow_mut(|waiting| {
        let first = waiting.is_empty();
        waiting.extend(frames);
        first && !waiting.is_empty()
    });
    if first {
        frame(|| send(Msg::Frames(FRAMES.take())));
    }
}

fn lost(number: u32) {
    if current(number) {
        close();
        send(Msg::Link(News::Lost));
    }
}

/// Whether the conversation of this token is another than the one we spoke with. Then nothing of that one which is still
/// on its way is shown any more.
pub fn left(token: &str) -> bool {
    let left = TOKEN.with_borrow(|ours| !ours.is_empty() && ours != token);
    if left {
        LEFT.set(LEFT.get() + 1);
        FRAMES.take();
        TOKEN.take();
    }
    left
}

/// The conversation's token, remembered.
fn token() -> String {
    let token = host(|host| host.token());
    TOKEN.set(token.clone());
    token
}

pub fn close() {
    if let Some(old) = SOCKET.take() {
        old.socket.set_onopen(None);
        old.socket.set_onmessage(None);
        old.socket.set_onclose(None);
        let _ = old.socket.close();
    }
}

fn ping() {
    SOCKET.with_borrow(|socket| {
        if let Some(socket) = socket {
            let _ = socket.socket.send_with_str("ping");
        }
    });
}

/// Is it still there? After a sleep a socket may look open and be dead.
pub fn check() {
    let number = NUMBER.with_borrow(|number| *number);
    ping();
    expect(number);
}

fn expect(number: u32) {
    SOCKET.with_borrow_mut(|socket| {
        if let Some(socket) = socket {
            socket.heard = false;
        }
    });
    timer(PATIENCE, move || {
        if !SOCKET.with_borrow(|socket| socket.as_ref().is_some_and(|s| s.heard)) {
            lost(number);
        }
    });
}

fn keep_alive(number: u32) {
    timer(PING, move || {
        if current(number) {
            check();
            keep_alive(number);
        }
    });
}
