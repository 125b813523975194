//! The two sockets: of the list and of the conversation on screen. A new one of a kind replaces the old.

use super::model::{Msg, News, Wire};
use super::shell::Desk;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MessageEvent, WebSocket};

/// A socket with the functions it calls; they must live as long as it does.
struct Held {
    socket: WebSocket,
    _plain: [Closure<dyn FnMut()>; 2],
    _message: Closure<dyn FnMut(MessageEvent)>,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        // Closing what is closed already is no error worth telling.
        let _ = self.socket.close();
    }
}

thread_local! {
    static SOCKETS: RefCell<BTreeMap<Wire, Held>> = const { RefCell::new(BTreeMap::new()) };
}

pub fn connect(desk: Desk, wire: Wire, generation: u32) {
    disconnect(&wire);
    let tell = {
        let wire = wire.clone();
        move |news| desk.tell(Msg::Heard { wire: wire.clone(), generation, news })
    };
    let Some(socket) = address(&wire).and_then(|address| WebSocket::new(&address).ok()) else {
        return tell(News::Down);
    };
    let (up, down, kind) = (tell.clone(), tell.clone(), wire.clone());
    let up = Closure::<dyn FnMut()>::new(move || up(News::Up));
    let down = Closure::<dyn FnMut()>::new(move || down(News::Down));
    let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(news) = event.data().as_string().and_then(|text| read(&kind, &text)) {
            tell(news);
        }
    });
    socket.set_onopen(Some(up.as_ref().unchecked_ref()));
    socket.set_onclose(Some(down.as_ref().unchecked_ref()));
    socket.set_onmessage(Some(message.as_ref().unchecked_ref()));
    let held = Held { socket, _plain: [up, down], _message: message };
    SOCKETS.with_borrow_mut(|sockets| sockets.insert(wire, held));
}

pub fn disconnect(wire: &Wire) {
    // Taken out first, so that dropping it happens after the borrow has ended.
    let old = SOCKETS.with_borrow_mut(|sockets| sockets.remove(wire));
    drop(old);
}

/// Keeps idle sockets from being cut by what lies between.
pub fn ping() {
    SOCKETS.with_borrow(|sockets| {
        for held in sockets.values().filter(|held| held.socket.ready_state() == WebSocket::OPEN) {
            let _ = held.socket.send_with_str("ping");
        }
    });
}

fn read(wire: &Wire, text: &str) -> Option<News> {
    fn or_garbled<T: DeserializeOwned>(text: &str, news: impl Fn(Box<T>) -> News) -> News {
        serde_json::from_str(text).map_or(News::Garbled, |value| news(Box::new(value)))
    }
    match (wire, text) {
        (_, "pong") => None,
        (Wire::List, _) => Some(or_garbled(text, News::Listing)),
        (Wire::Conversation(_), _) => Some(or_garbled(text, News::Update)),
    }
}

fn address(wire: &Wire) -> Option<String> {
    let location = web_sys::window()?.location();
    let scheme = if location.protocol().ok()? == "http:" { "ws" } else { "wss" };
    let path = match wire {
        Wire::List => "socket".to_owned(),
        Wire::Conversation(id) => format!("c/{id}/socket"),
    };
    Some(format!("{scheme}://{}/desk/api/{path}", location.host().ok()?))
}
