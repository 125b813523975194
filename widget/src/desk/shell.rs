//! Between the pure model and the browser: tells the model what happened, and does what it asks for.

use super::model::{Cmd, Model, Msg};
use super::update::update;
use super::{keep, net, socket, ui};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::VERSION;
use shared::wire::desk::{AgentCommand, AgentKeyed, AgentRequest};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys;

/// How often the desk looks at the clock, in milliseconds; also the pause between requests where sockets are blocked.
const TICK: i32 = 5_000;

/// A ping at every so many ticks: well under the hundred seconds after which idle connections are cut.
const PING: u32 = 6;

/// The handle every part of the screen has: reads parts of the model, tells it what happened.
#[derive(Clone, Copy)]
pub struct Desk {
    model: RwSignal<Model>,
}

impl Desk {
    pub fn tell(self, msg: Msg) {
        let cmds = self.model.try_update(|model| update(model, msg, now())).unwrap_or_default();
        for cmd in cmds {
            self.run(cmd);
        }
    }

    /// Does one thing to the world.
    pub fn run(self, cmd: Cmd) {
        run(self, cmd);
    }

    /// The agent does something to the conversation on screen.
    pub fn act(self, command: AgentCommand) {
        self.tell(Msg::Did { key: random_key(), command });
    }

    /// A part of the model that is drawn again only when it changes.
    pub fn part<T>(self, of: impl Fn(&Model) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.model.with(&of))
    }

    /// A look without being drawn again.
    pub fn peek<T>(self, of: impl FnOnce(&Model) -> T) -> T {
        self.model.with_untracked(of)
    }
}

/// Draws the desk into `#desk` and starts it.
pub fn start() {
    let Some(place) = document().get_element_by_id("desk").and_then(|place| place.dyn_into().ok()) else {
        return;
    };
    let desk = Desk { model: RwSignal::new(Model { now: now(), ..Model::default() }) };
    mount_to(place, move || ui::root(desk)).forget();
    listen(desk);
    desk.tell(Msg::Started { kept: keep::read(), conversation: conversation_in_address() });
}

fn listen(desk: Desk) {
    let window = window();
    on(&window, "hashchange", move || desk.tell(Msg::Went(conversation_in_address())));
    on(&window, "online", move || desk.tell(Msg::Returned));
    on(&document(), "visibilitychange", move || {
        if document().visibility_state() == web_sys::VisibilityState::Visible {
            desk.tell(Msg::Returned);
        }
    });
    let mut ticks = 0_u32;
    let tick = Closure::<dyn FnMut()>::new(move || {
        ticks = ticks.wrapping_add(1);
        if ticks.is_multiple_of(PING) {
            socket::ping();
        }
        desk.tell(Msg::Ticked);
    });
    let _ =
        window.set_interval_with_callback_and_timeout_and_arguments_0(tick.as_ref().unchecked_ref(), TICK);
    // For as long as the page lives.
    tick.forget();
}

fn on(target: &web_sys::EventTarget, event: &str, act: impl FnMut() + 'static) {
    let act = Closure::<dyn FnMut()>::new(act);
    let _ = target.add_event_listener_with_callback(event, act.as_ref().unchecked_ref());
    act.forget();
}

fn run(desk: Desk, cmd: Cmd) {
    match cmd {
        Cmd::FetchMe => spawn_local(async move { desk.tell(Msg::MeAnswered(net::me().await)) }),
        Cmd::SignIn { name, password } => {
            spawn_local(async move { desk.tell(Msg::SignInAnswered(net::sign_in(name, password).await)) });
        }
        Cmd::SignOut => spawn_local(async move { desk.tell(Msg::SignedOut(net::sign_out().await)) }),
        Cmd::FetchList => spawn_local(async move { desk.tell(Msg::Listed(net::list().await)) }),
        Cmd::Fetch(conversation) => spawn_local(async move {
            let result = Box::new(net::opened(&conversation).await);
            desk.tell(Msg::Fetched { conversation, result });
        }),
        Cmd::Post { conversation, request } => spawn_local(async move {
            let result = net::act(&conversation, &request).await;
            desk.tell(Msg::Answered { conversation, result });
        }),
        Cmd::Typing(conversation) => spawn_local(async move {
            let commands = vec![AgentKeyed { key: random_key(), command: AgentCommand::Typing }];
            // Lost is lost: the next letters tell it again.
            let _ = net::act(&conversation, &AgentRequest { v: VERSION, commands }).await;
        }),
        Cmd::Connect { wire, generation } => socket::connect(desk, wire, generation),
        Cmd::Disconnect(wire) => socket::disconnect(&wire),
        Cmd::Later { ms, msg } => later(ms, move || desk.tell(*msg)),
        Cmd::Keep(kept) => keep::write(&kept),
        Cmd::Go(conversation) => {
            let hash = conversation.map_or_else(|| "#list".to_owned(), |id| format!("#c/{id}"));
            let _ = window().location().set_hash(&hash);
        }
    }
}

/// After about `ms`: between half of it and all of it, so that many desks do not come back in one moment.
fn later(ms: u64, act: impl FnOnce() + 'static) {
    let wait = (ms as f64 * (0.5 + js_sys::Math::random() / 2.0)) as i32;
    let act = Closure::once_into_js(act);
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), wait);
}

/// The conversation in `#c/ID`.
fn conversation_in_address() -> Option<String> {
    let hash = window().location().hash().ok()?;
    let id = hash.strip_prefix("#c/")?;
    // An id is 32 hexadecimal digits; anything else would become part of a request's path.
    (!id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric())).then(|| id.to_owned())
}

fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// 128 random bits as hexadecimal digits.
pub fn random_key() -> String {
    let mut bytes = [0_u8; 16];
    if let Ok(crypto) = window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
