//! The chat in a real page: it keeps the model, runs what `update` asks for, and tells it what happened.
//!
//! One chat lives in one Wasm instance, so its state is one thread-local and nothing is passed through the views.
//! After a trap embed.js throws the instance away and starts another; `signal` then tells what is left of the old one
//! (timers, a socket) to do nothing more.

use crate::model::{self, Cmd, Model, Msg, link};
use crate::{net, page, person, store, ui};
use shared::wire::{Command, Keyed};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, AddEventListenerOptions, Event, EventTarget, HtmlElement, ShadowRoot, Window};

#[wasm_bindgen]
extern "C" {
    /// What embed.js lends: the other side of the contract in `widget/embed/embed.js`.
    pub type Host;
    /// Origin of the Worker
    #[wasm_bindgen(method, getter)]
    pub fn base(this: &Host) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn lang(this: &Host) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn brand(this: &Host) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn root(this: &Host) -> ShadowRoot;
    #[wasm_bindgen(method, getter)]
    pub fn signal(this: &Host) -> AbortSignal;
    #[wasm_bindgen(method)]
    pub fn style(this: &Host, css: &str);
    #[wasm_bindgen(method)]
    pub fn read(this: &Host, key: &str) -> String;
    /// The same of this tab
    #[wasm_bindgen(method, js_name = read)]
    pub fn read_here(this: &Host, key: &str, here: bool) -> String;
    #[wasm_bindgen(method)]
    pub fn write(this: &Host, key: &str, value: &str);
    /// The conversation's token, made if there is none
    #[wasm_bindgen(method)]
    pub fn token(this: &Host) -> String;
    /// A fresh key for a command
    #[wasm_bindgen(method)]
    pub fn key(this: &Host) -> String;
}

thread_local! {
    static HOST: OnceCell<Host> = const { OnceCell::new() };
    static MODEL: RefCell<Model> = RefCell::default();
    static PAGE_ASKED: Cell<bool> = const { Cell::new(false) };
    /// The number in the page's title, if we put one there
    static TOLD: Cell<u32> = const { Cell::new(0) };
}

/// Starts the chat. Called once in the life of an instance.
pub fn start(given: Host) {
    HOST.with(|host| {
        let _ = host.set(given);
    });
    // A token with commands still unsent may name a conversation that does not exist yet; their answer will tell.
    let known = host(|host| !host.read("").is_empty() && host.read(":out").len() < 3);
    let open = ui::mount();
    send(Msg::Start { known, open });
    identify();
    out();
    welcome();
    timer(500, person::load);
    let window = window();
    on(&window, "online", || send(Msg::Network { online: true }));
    on(&window, "offline", || send(Msg::Network { online: false }));
    // A page in the back/forward cache must hold no socket.
    on(&window, "pagehide", || send(Msg::Link(link::News::Freeze)));
    on(&window, "pageshow", || send(Msg::Link(link::News::Thaw)));
    if let Some(view) = window.visual_viewport() {
        on(&view, "resize", fit);
        on(&view, "scroll", fit);
    }
    if let Some(document) = window.document() {
        on(&document, "visibilitychange", || {
            // What comes while the tab is out of sight is not seen, though the panel be open.
            send(Msg::Opened(ui::open() && !hidden()));
            if !hidden() {
                send(Msg::Link(link::News::Wake));
            }
        });
    }
}

/// The panel of a phone is as high as what is seen above an on-screen keyboard, which iOS lays over the page.
fn fit() {
    if let Some(view) = window().visual_viewport()
        && let Some(panel) = host(|host| host.root().get_element_by_id("panel"))
    {
        // By the object, not the attribute: pages forbid styles written inline.
        let style = panel.unchecked_into::<HtmlElement>().style();
        for (name, length) in [("--top", view.offset_top()), ("--seen", view.height())] {
            let _ = style.set_property(name, &[&(length as i32).to_string(), "px"].concat());
        }
    }
}

/// Who the site says the visitor is: said by script, or written at the script tag as `data-identity`.
fn identify() {
    let mut proof = host(|host| host.read_here(":identity", true));
    if proof.is_empty() {
        let tag =
            window().document().and_then(|all| all.query_selector("script[data-identity]").ok().flatten());
        proof = tag.and_then(|tag| tag.get_attribute("data-identity")).unwrap_or_default();
    }
    if !proof.is_empty() {
        // A dash: signed out.
        let token = if proof == "-" { String::new() } else { proof };
        send(Msg::Proof(Keyed { key: host(|host| host.key()), command: Command::Identify { token } }));
    }
}

/// Another tab wrote the conversation's token: began a conversation, or left ours.
fn token() {
    let token = host(|host| host.read(""));
    if net::left(&token) {
        send(Msg::Left);
    }
    if !token.is_empty() {
        send(Msg::Known);
    }
}

/// What embed.js says: `out`, `open`, `close`, `token`, `who`.
pub fn act(what: &str) {
    match what {
        "out" => out(),
        "open" => {
            ui::opened();
            send(Msg::Opened(true));
        }
        "close" => send(Msg::Opened(false)),
        "who" => identify(),
        _ => token(),
    }
}

/// Something happened: the model takes it, the views follow, the commands run.
pub fn send(msg: Msg) {
    if ended() {
        return;
    }
    let cmds = MODEL.with_borrow_mut(|model| model::update(model, msg));
    MODEL.with_borrow(ui::sync);
    for cmd in cmds {
        run(cmd);
    }
}

/// The visitor did something in the chat.
pub fn want(command: Command) {
    let keyed = Keyed { key: host(|host| host.key()), command };
    wanted(vec![keyed], shared::page::Page::default());
}

fn wanted(commands: Vec<Keyed>, page: shared::page::Page) {
    let asking = person::asking(&commands);
    send(Msg::Wanted { commands, page, asking });
}

/// New words from the composer, or a press of the human button, are in the list embed.js keeps.
///
/// The page is read right after a frame, when nothing of its layout is stale, and not inside the visitor's key press.
fn out() {
    if PAGE_ASKED.replace(true) {
        return;
    }
    after_frame(|| {
        PAGE_ASKED.set(false);
        let commands = store::unsent();
        if !commands.is_empty() {
            wanted(commands, page::collect());
        }
    });
}

fn run(cmd: Cmd) {
    match cmd {
        Cmd::Post { commands, after } => net::post(commands, after),
        Cmd::Keep(commands) => store::keep(commands),
        Cmd::Forget(keys) => store::forget(&keys),
        Cmd::Link(link::Do::Open(after)) => net::open(after),
        Cmd::Link(link::Do::Close) => net::close(),
        Cmd::Link(link::Do::Check) => net::check(),
        Cmd::Link(link::Do::Poll(after, have)) => net::poll(after, have),
        Cmd::Link(link::Do::Pause(ms, n)) => {
            timer(jitter(ms), move || send(Msg::Link(link::News::Rested(n))))
        }
        Cmd::PostAfter(ms) => timer(jitter(ms), || send(Msg::PostAgain)),
        Cmd::Announce(text) => ui::announce(&text),
        Cmd::Unread(count) => {
            unread(count);
            title(count);
        }
        Cmd::NewToken => {
            host(|host| host.write("", ""));
            net::left("");
        }
    }
}

/// Asks for greeting and words. Without them the chat works, and says nothing, so it is asked again.
fn welcome() {
    net::welcome(|answer| match answer {
        Some(welcome) => ui::welcome(welcome),
        None => timer(jitter(4_000), welcome),
    });
}

pub fn host<T>(use_it: impl FnOnce(&Host) -> T) -> T {
    HOST.with(|host| use_it(host.get().expect("`start` sets it before anything else runs")))
}

/// This instance has been replaced.
pub fn ended() -> bool {
    host(|host| host.signal().aborted())
}

pub fn window() -> Window {
    web_sys::window().expect("the chat runs in a window")
}

/// The number on the launcher.
fn unread(count: u32) {
    if let Some(launcher) = host(|host| host.root().get_element_by_id("launcher")) {
        let told = if count > 0 { count.to_string() } else { String::new() };
        let _ = launcher.set_attribute("data-unread", &told);
    }
}

/// `(2) ` before the page's own title while the tab is out of sight; gone when it is looked at again.
fn title(count: u32) {
    let Some(document) = window().document() else { return };
    let own = document.title();
    let badge = |count: u32| ["(", &count.to_string(), ") "].concat();
    // Only what stands there by us is taken away: a page may count, too.
    let bare = own.strip_prefix(badge(TOLD.get()).as_str()).unwrap_or(&own);
    let told = if hidden() { count } else { 0 };
    if told != TOLD.replace(told) {
        let mut title = if told > 0 { badge(told) } else { String::new() };
        title.push_str(bare);
        document.set_title(&title);
    }
}

pub fn hidden() -> bool {
    window().document().is_some_and(|document| document.hidden())
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Math)]
    fn random() -> f64;
}

/// Half of the time to all of it, so that a thousand widgets do not come back in the same moment.
fn jitter(ms: u32) -> u32 {
    ms / 2 + (f64::from(ms / 2) * random()) as u32
}

/// Runs `then` after so many milliseconds, unless this instance has ended.
pub fn timer(ms: u32, then: impl FnOnce() + 'static) {
    let then = once(Box::new(then));
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&then, ms as i32);
}

/// Runs `then` with the next frame, or soon: there are no frames while the page is hidden, and it may become so while
/// one is waited for.
pub fn frame(then: impl FnOnce() + 'static) {
    let then: Box<dyn FnOnce()> = Box::new(then);
    let waiting = Rc::new(Cell::new(Some(then)));
    let late = waiting.clone();
    timer(200, move || first(&late));
    let _ = window().request_animation_frame(&once(Box::new(move || first(&waiting))));
}

/// Runs what has not run yet.
fn first(waiting: &Cell<Option<Box<dyn FnOnce()>>>) {
    if let Some(then) = waiting.take() {
        then();
    }
}

fn after_frame(then: impl FnOnce() + 'static) {
    frame(move || timer(0, then));
}

/// Boxed, so that the way into JavaScript is compiled once.
fn once(then: Box<dyn FnOnce()>) -> js_sys::Function {
    Closure::once_into_js(move || {
        if !ended() {
            then();
        }
    })
    .unchecked_into()
}

/// Listens until this instance is replaced.
pub fn on(target: &EventTarget, event: &str, then: impl Fn() + 'static) {
    on_event(target, event, move |_| then());
}

pub fn on_event(target: &EventTarget, event: &str, then: impl Fn(Event) + 'static) {
    listen(target, event, Box::new(then));
}

fn listen(target: &EventTarget, event: &str, then: Box<dyn Fn(Event)>) {
    let options = AddEventListenerOptions::new();
    options.set_signal(&host(|host| host.signal()));
    let then = Closure::wrap(then).into_js_value();
    let then = then.unchecked_ref();
    let _ = target.add_event_listener_with_callback_and_add_event_listener_options(event, then, &options);
}
