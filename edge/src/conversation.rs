//! The object that keeps one conversation: wake, load, step, commit, act.
//!
//! Everything between an event and its commit is synchronous, so two requests never see half a step. What is in memory
//! ([`Live`]) is a cache of what is stored, but for the running answer, which a crash may lose: it is made anew.

mod files;
mod listen;
mod serve;
mod types;

pub use serve::{Inbound, Judged};

use crate::config::{self, Age};
use crate::error::Fault;
use crate::model::ahead::{self, Begun};
use crate::random;
use crate::run;
use crate::store::{Store, Stored, lives};
use futures_channel::oneshot;
use futures_util::FutureExt as _;
use shared::conversation::{self, Effect, Event, World};
use shared::log::What;
use shared::site::Site;
use shared::view;
use shared::wire::{Code, Frame, Status};
use std::cell::{Cell, RefCell};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::time::Duration;
use worker::{
    DurableObject, Env, Error, Request, Response, Result, State, WebSocket, WebSocketIncomingMessage,
    console_error, console_warn, durable_object,
};

#[durable_object]
pub struct Conversation {
    room: Rc<Room>,
}

// A panic fails one request; what is in memory is a cache, and a step that panicked committed nothing.
impl UnwindSafe for Conversation {}
impl RefUnwindSafe for Conversation {}

/// What all handlers of the object share.
pub struct Room {
    pub state: State,
    pub env: Env,
    /// Present once loaded; what cannot be opened says why
    store: std::result::Result<Store, String>,
    live: RefCell<Option<Live>>,
    expired: Cell<bool>,
    /// When it was last written
    touched: Cell<u64>,
    /// What the alarm is set to, once this instance set it
    armed: Cell<u64>,
    /// The answer being made
    pub running: RefCell<Option<Running>>,
    /// The call of a model that began before its step was kept
    pub ahead: RefCell<Option<Begun>>,
    /// Whose budget answers are paid from: a hash of who or where the customer is
    pub payer: RefCell<String>,
    /// Who of the team types, and how often that was said
    typing: RefCell<(String, u32)>,
    /// When the customer's typing was last told to the team's tool, and how often it was
    typed: Cell<(u64, u32)>,
    /// Long polls waiting for news
    waiters: RefCell<Vec<oneshot::Sender<()>>>,
    /// Present while it is asked which site to serve: whoever comes meanwhile
    asking: RefCell<Option<Vec<oneshot::Sender<()>>>>,
}

/// A loaded conversation.
struct Live {
    conversation: conversation::Conversation,
    /// The status those who are connected have: it changes with the clock, too
    told: Option<Status>,
}

/// Pieces of an answer shown so far.
pub struct Running {
    pub turn: u32,
    pub pieces: Vec<String>,
    /// Gone with this: whoever waits for the other end knows that the answer is not wanted any more
    #[expect(dead_code, reason = "it speaks by being dropped")]
    pub wanted: oneshot::Sender<()>,
}

/// Whether an event came from a command that has a key.
pub enum Once<'a> {
    /// Done at most once under this key
    Keyed(&'a str),
    /// From inside
    Free,
}

/// Lets those go on that wait in [`Room::asking`], also when the asking ended in a panic.
struct Open<'a>(&'a Room);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.asking.take();
    }
}

impl DurableObject for Conversation {
    fn new(state: State, env: Env) -> Self {
        config::set_clock(&env);
        if let Ok(pair) = worker::worker_sys::WebSocketRequestResponsePair::new("ping", "pong") {
            state.set_websocket_auto_response(&pair);
        }
        let store = Store::new(state.storage()).map_err(|error| error.to_string());
        let room = Room {
            state,
            env,
            store,
            live: RefCell::new(None),
            expired: Cell::new(false),
            touched: Cell::new(0),
            armed: Cell::new(0),
            running: RefCell::new(None),
            ahead: RefCell::new(None),
            payer: RefCell::default(),
            typing: RefCell::default(),
            typed: Cell::default(),
            waiters: RefCell::new(Vec::new()),
            asking: RefCell::new(None),
        };
        Self { room: Rc::new(room) }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        self.room.be_current().await;
        match serve::serve(&self.room, request).await {
            Ok(response) => Ok(response),
            Err(fault) => fault.response(),
        }
    }

    async fn alarm(&self) -> Result<Response> {
        self.room.be_current().await;
        // Never `Err`: the runtime's own retries would compete with the deadlines in the state.
        if let Err(fault) = self.room.alarm() {
            console_error!("alarm: {}", fault.trouble().text);
        }
        Response::empty()
    }

    async fn websocket_message(&self, socket: WebSocket, message: WebSocketIncomingMessage) -> Result<()> {
        self.room.be_current().await;
        serve::message(&self.room, &socket, message);
        Ok(())
    }

    async fn websocket_close(
        &self,
        socket: WebSocket,
        _code: usize,
        _reason: String,
        _clean: bool,
    ) -> Result<()> {
        // 1005 and 1006 may not be sent back; the other side has left in any case.
        socket.close(Some(1000), Some("closed")).ok();
        Ok(())
    }

    async fn websocket_error(&self, _socket: WebSocket, _error: Error) -> Result<()> {
        Ok(())
    }
}

impl Room {
    /// Serves what was published last, as far as an isolate must know it. Events keep their order: who comes while it is
    /// asked waits behind the one that asked.
    async fn be_current(self: &Rc<Self>) {
        let waits = self.asking.borrow_mut().as_mut().map(|queue| {
            let (done, is_done) = oneshot::channel();
            queue.push(done);
            is_done
        });
        if let Some(is_done) = waits {
            is_done.await.ok();
            return;
        }
        match config::age() {
            Age::Fresh => {}
            Age::Old => {
                let room = self.clone();
                self.state.wait_until(async move { config::refresh(&room.env).await });
            }
            Age::TooOld => {
                *self.asking.borrow_mut() = Some(Vec::new());
                let open = Open(self);
                config::refresh(&self.env).await;
                drop(open);
            }
        }
    }

    /// Loads the conversation if it is not in memory. A freshly loaded one has lost whatever ran: it is told so.
    fn load(self: &Rc<Self>) -> std::result::Result<(), Fault> {
        if self.live.borrow().is_some() || self.expired.get() {
            return Ok(());
        }
        match self.store()?.load()? {
            Stored::Nothing => Ok(()),
            Stored::Expired => {
                self.expired.set(true);
                Ok(())
            }
            Stored::Conversation(conversation) => {
                *self.live.borrow_mut() = Some(Live { conversation: *conversation, told: None });
                self.touched.set(self.store()?.touched()?.unwrap_or_else(config::now));
                self.take(Event::Woke, Once::Free)
            }
        }
    }

    fn store(&self) -> std::result::Result<&Store, Fault> {
        self.store.as_ref().map_err(|why| Fault::Ours(format!("the store cannot be opened: {why}")))
    }

    /// Makes an empty conversation if there is none.
    fn begin(self: &Rc<Self>, id: &str, language: &str, country: &str) -> std::result::Result<(), Fault> {
        self.load()?;
        if self.expired.get() {
            return Err(Fault::theirs(
                Code::Expired,
                "this conversation was deleted after its retention time; start a new one",
            ));
        }
        if self.live.borrow().is_none() {
            let mut conversation = conversation::Conversation::new(id, language);
            conversation.country = country.to_owned();
            self.touched.set(config::now());
            *self.live.borrow_mut() = Some(Live { conversation, told: None });
        }
        Ok(())
    }

    /// The conversation must be there.
    fn must_exist(self: &Rc<Self>) -> std::result::Result<(), Fault> {
        self.load()?;
        if self.expired.get() {
            return Err(Fault::theirs(
                Code::Expired,
                "this conversation was deleted after its retention time; start a new one",
            ));
        }
        match *self.live.borrow() {
            Some(_) => Ok(()),
            None => Err(Fault::theirs(Code::Unknown, "no such conversation")),
        }
    }

    /// Whether the command of this key was done by an earlier try.
    fn was_done(&self, key: &str) -> std::result::Result<bool, Fault> {
        Ok(self.store()?.was_done(key)?)
    }

    /// Looks at the conversation.
    pub fn with<T>(
        &self,
        look: impl FnOnce(&conversation::Conversation, &Site) -> T,
    ) -> std::result::Result<T, Fault> {
        let site = config::site(&self.env)?;
        let live = self.live.borrow();
        let live = live.as_ref().ok_or_else(|| Fault::theirs(Code::Unknown, "no such conversation"))?;
        Ok(look(&live.conversation, &site))
    }

    /// One event: step, commit, tell, act. Synchronous up to the acting, which goes on after the request.
    pub fn take(self: &Rc<Self>, event: Event, once: Once<'_>) -> std::result::Result<(), Fault> {
        let site = config::site(&self.env)?;
        let store = self.store()?;
        let key = match once {
            Once::Keyed(key) if store.was_done(key)? => return Ok(()),
            Once::Keyed(key) => Some(key),
            Once::Free => None,
        };
        let now = config::now();
        let ready = config::ready(&self.env, &site);
        let world = World {
            now,
            site: &site,
            backends: &ready.backends,
            providers: &ready.providers,
            actions: &ready.actions,
        };
        let mut live = self.live.borrow_mut();
        // Taken out for the step, which takes the log instead of copying it: after one that panics, what is stored is loaded.
        let Live { mut conversation, told } =
            live.take().ok_or_else(|| Fault::theirs(Code::Unknown, "no such conversation"))?;
        let log = std::mem::take(&mut conversation.log);
        let before = conversation.clone();
        conversation.log = log;
        let woke = event == Event::Woke;
        let mut step = conversation::advance(conversation, event, &world);
        if woke && step.new == 0 && step.effects.is_empty() {
            // Nothing ran and nothing is due: what is stored is how it is, and its alarm is set.
            let log = std::mem::take(&mut step.next.log);
            let same = step.next == before;
            step.next.log = log;
            if same {
                *live = Some(Live { conversation: step.next, told });
                return Ok(());
            }
        }
        // Dropped, and so ended, where the step cannot be kept.
        let ahead = ahead::of(self, &step, &site);
        if let Err(error) = store.commit(&step.next, step.log(), key, now) {
            let mut log = step.next.log;
            log.truncate(log.len() - step.new);
            *live = Some(Live { conversation: conversation::Conversation { log, ..before }, told });
            return Err(error.into());
        }
        if lives(step.log()) {
            self.touched.set(now);
        }
        self.arm(&step.next, &site, now);
        for entry in step.log() {
            if let What::AnswerDropped { turn, why } = &entry.what {
                // Words of an answer, which may repeat the customer's, stand in quotation marks: they stay in the store.
                let why = why.split('“').next().unwrap_or("").trim_end_matches([':', ' ']);
                console_warn!("answer {turn} of `{}` was dropped: {why}", step.next.id);
            }
        }
        let frames: Vec<Frame> = step.log().iter().filter_map(view::frame).collect();
        let lines = step.log().iter().filter_map(view::line).collect();
        let status = view::status(&step.next, &site, now);
        let told = told.map(|told| Status { at: status.at, ..told });
        let changed = told.as_ref() != Some(&status);
        let (effects, id) = (step.effects, step.next.id.clone());
        *live = Some(Live { conversation: step.next, told: Some(status.clone()) });
        drop(live);
        if ahead.is_some() {
            *self.ahead.borrow_mut() = ahead;
        }
        // What is committed is acted on, whether or not it can be told.
        let signed = self.signed(&id, frames).map(|mut frames| {
            if changed {
                frames.push(Frame::Status(status.clone()));
            }
            self.tell(frames, lines, changed.then_some(status));
        });
        self.act(effects);
        signed
    }

    fn act(self: &Rc<Self>, effects: Vec<Effect>) {
        for effect in effects {
            let room = self.clone();
            self.state.wait_until(async move { run::run(room, effect).await });
        }
    }

    /// The key that signs this conversation's feedback links.
    pub fn feedback_key(&self) -> std::result::Result<String, Fault> {
        Ok(self.store()?.feedback_key(&random::token()?)?)
    }

    /// The alarm is a function of the state: its next deadline, or the end of its retention, which is not set anew for
    /// less than an hour: each setting is written. An alarm that comes too early sets the next one.
    fn arm(&self, conversation: &conversation::Conversation, site: &Site, now: u64) {
        let end = self.touched.get() + u64::from(site.retention_days) * 86_400_000;
        let due = conversation.due().unwrap_or(end).min(end).max(now + 1);
        let armed = self.armed.replace(due);
        if due == end && armed > now && armed <= end && end - armed < 3_600_000 {
            self.armed.set(armed);
            return;
        }
        // Polled once, here: the runtime takes the alarm in the same synchronous block as the rows. The crate takes a
        // pause, not a time.
        let _armed = self.state.storage().set_alarm(Duration::from_millis(due - now)).now_or_never();
    }

    fn alarm(self: &Rc<Self>) -> std::result::Result<(), Fault> {
        // Asked before loading: waking up writes too.
        let Some(touched) = self.store()?.touched()? else { return Ok(()) };
        self.load()?;
        let site = config::site(&self.env)?;
        let waits = self.with(|conversation, _| conversation.work_due().is_some()).unwrap_or(false);
        let over = touched + u64::from(site.retention_days) * 86_400_000 <= config::now();
        if over && !waits {
            self.store()?.expire(config::now())?;
            *self.live.borrow_mut() = None;
            self.expired.set(true);
            return Ok(());
        }
        if self.live.borrow().is_some() {
            self.take(Event::Ticked, Once::Free)?;
        }
        Ok(())
    }
}
