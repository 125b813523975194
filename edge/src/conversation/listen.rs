//! News to those who are connected: sockets of customers and agents, and long polls.

use super::Room;
use crate::config;
use crate::error::Fault;
use futures_channel::oneshot;
use futures_util::future::{Either, select};
use shared::view;
use shared::wire::desk::{Line, Update};
use shared::wire::{Frame, Have, Shown, Status};
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;
use worker::{Delay, WebSocket};

/// Tags of sockets.
pub const CUSTOMER: &str = "customer";
pub const AGENT: &str = "agent";

/// How long a long poll waits for news.
const PATIENCE: Duration = Duration::from_secs(20);

impl Room {
    /// Tells everybody. A socket that cannot be written to is gone; its client comes back and asks for what it missed.
    pub fn tell(&self, frames: Vec<Frame>, lines: Vec<Line>, status: Option<Status>) {
        if !frames.is_empty() {
            self.typed(&frames);
            self.send(CUSTOMER, &frames);
        }
        for line in lines {
            self.send(AGENT, &Update::Line(line));
        }
        if let Some(status) = status {
            self.send(AGENT, &Update::Status(status));
        }
        self.wake_polls();
    }

    /// Who said something does not type any more.
    fn typed(&self, frames: &[Frame]) {
        let said = |frame: &Frame| matches!(frame, Frame::Shown { entry: Shown::Person { .. }, .. });
        if frames.iter().any(said) {
            self.typing.borrow_mut().0.clear();
        }
    }

    /// A piece of the running answer: to customers only.
    pub fn tell_piece(&self, turn: u32, n: u32, text: &str) {
        self.send(CUSTOMER, &[Frame::Delta { turn, n, text: text.to_owned() }]);
        self.wake_polls();
    }

    /// Somebody of the team types, or has stopped. Who is not heard of again has stopped after `lasts`.
    pub fn tell_typing(self: &Rc<Self>, name: &str, lasts: Duration) {
        if !self.with(|conversation, _| conversation.is_with_people()).unwrap_or(false) {
            return;
        }
        let number = {
            let mut typing = self.typing.borrow_mut();
            *typing = (name.to_owned(), typing.1 + 1);
            typing.1
        };
        self.send(CUSTOMER, &[Frame::Typing { name: name.to_owned() }]);
        self.wake_polls();
        if !name.is_empty() {
            let room = self.clone();
            self.state.wait_until(async move {
                Delay::from(lasts).await;
                let last = room.typing.borrow().1 == number;
                if last {
                    room.tell_typing("", lasts);
                }
            });
        }
    }

    pub(super) fn send<T: serde::Serialize + ?Sized>(&self, tag: &str, message: &T) {
        let sockets = self.state.get_websockets_with_tag(tag);
        if sockets.is_empty() {
            return;
        }
        if let Ok(text) = serde_json::to_string(message) {
            for socket in sockets {
                socket.send_with_str(&text).ok();
            }
        }
    }

    fn wake_polls(&self) {
        for waiter in self.waiters.borrow_mut().drain(..) {
            waiter.send(()).ok();
        }
    }

    /// What a customer who has seen everything up to `after`, and `have` of the running answer, has missed.
    pub fn missed(&self, after: u64, have: Option<Have>) -> Result<Vec<Frame>, Fault> {
        let (id, frames) =
            self.with(|conversation, _| (conversation.id.clone(), view::frames(&conversation.log, after)))?;
        let mut frames = self.signed(&id, frames)?;
        let running = self.running.borrow();
        let Some(running) = running.as_ref() else { return Ok(frames) };
        let pieces = running.pieces.len() as u32;
        match have {
            Some(have) if have.turn == running.turn && have.pieces <= pieces => {
                for n in have.pieces..pieces {
                    let text = running.pieces[n as usize].clone();
                    frames.push(Frame::Delta { turn: running.turn, n, text });
                }
            }
            _ if pieces > 0 => {
                frames.push(Frame::Partial { turn: running.turn, pieces, text: running.pieces.concat() });
            }
            _ => {}
        }
        Ok(frames)
    }

    /// The same with the status, for a new connection or an answer.
    pub fn catch_up(&self, after: u64, have: Option<Have>) -> Result<Vec<Frame>, Fault> {
        let mut frames = self.missed(after, have)?;
        frames.push(Frame::Status(
            self.with(|conversation, site| view::status(conversation, site, config::now()))?,
        ));
        if self.with(|conversation, _| conversation.is_with_people())? {
            frames.push(Frame::Typing { name: self.typing.borrow().0.clone() });
        }
        Ok(frames)
    }

    /// Answers a long poll: at once if there is news, else as soon as there is, else after a while with the status.
    pub async fn listen(self: &Rc<Self>, after: u64, have: Option<Have>) -> Result<Vec<Frame>, Fault> {
        if self.missed(after, have)?.is_empty() {
            let (sender, receiver) = oneshot::channel();
            self.waiters.borrow_mut().push(sender);
            if let Either::Right(_) = select(pin!(receiver), pin!(Delay::from(PATIENCE))).await {
                self.waiters.borrow_mut().retain(|waiter| !waiter.is_canceled());
            }
        }
        self.catch_up(after, have)
    }
}

/// Sends one message to one socket.
pub fn send_one<T: serde::Serialize + ?Sized>(socket: &WebSocket, message: &T) {
    if let Ok(text) = serde_json::to_string(message) {
        socket.send_with_str(text).ok();
    }
}
