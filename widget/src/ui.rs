//! The views. They read what `sync` took from the model, and say `shell::send` and `shell::want`.
//!
//! Nothing generic is passed around: what is shown lies here as a plain value, and views are told by triggers, one for
//! each part and two for each item, that it changed. Every type that goes through a signal, a memo or an element of its
//! own is compiled again; written the usual way, the same views were fifteen kilobytes (brotli) more.
//! Absent on purpose: `view!` (a fully static element becomes innerHTML, which Trusted Types forbid) and `format!`.
//!
//! Hooks for tests: `#log`, `#status`, `#reference`, `#speaker`, `#stop`, `#thinking`, `#suggestions`, `#trouble`, `#waiting` with
//! `#promise` (`data-waiting`) and `#ways`; in the
//! log, `[data-by=customer|assistant|person|offer|handed-over|joined|notice]`, with `data-mark` and `data-running`.

mod head;
mod item;
mod list;
mod log;
mod menu;
mod parts;
mod text;
mod waiting;
pub mod words;

use crate::model::{Body, Item, Model};
use crate::more;
use crate::shell::{host, window};
use leptos::mount::mount_to_renderer;
use leptos::prelude::{ArcTrigger, Notify};
use shared::wire::{Speaker, Status};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// What is shown besides the items.
struct Ui {
    status: Status,
    answering: Option<u32>,
    /// Pieces of the running answer can be seen
    streaming: bool,
    typing: String,
    trouble: String,
    offline: bool,
    reconnecting: bool,
    asking: bool,
    /// The customer has said something
    begun: bool,
    /// In the order of the list
    ids: Vec<u32>,
}

/// One item as it is shown.
struct Row {
    item: Item,
    /// Its words grew
    words: ArcTrigger,
    /// It was rated
    rated: ArcTrigger,
    /// Anything else of it changed
    state: ArcTrigger,
}

/// The parts that are drawn again each by itself.
#[derive(Clone, Copy)]
enum Part {
    Head,
    List,
    Greeting,
    Waiting,
    Promise,
    Ways,
    Thinking,
    Suggestions,
    Stop,
    Trouble,
    Unseen,
}

struct Views {
    ui: Ui,
    /// By id, rising
    rows: Vec<Row>,
    parts: [ArcTrigger; 11],
}

thread_local! {
    static VIEWS: RefCell<Views> = RefCell::new(Views {
        ui: read(&Model::default()),
        rows: Vec::new(),
        parts: std::array::from_fn(|_| ArcTrigger::new()),
    });
}

/// Puts the views into what embed.js has drawn, the head's left side and the body. Says whether the panel is open.
pub fn mount() -> bool {
    host(|host| host.style(include_str!("../embed/chat.css")));
    if let (Some(who), Some(body)) = (by_id("who"), by_id("body")) {
        for place in [&who, &body] {
            place.set_text_content(None);
        }
        mount_to_renderer(&who, head::view).forget();
        mount_to_renderer(&body, log::view).forget();
    }
    open()
}

/// Whether the panel is open.
pub fn open() -> bool {
    by_id("panel").is_some_and(|panel| !panel.hidden())
}

/// The panel was opened again. Only then it may move: the first time it stood there before its style sheet did.
pub fn opened() {
    if let Some(panel) = by_id("panel") {
        let _ = panel.set_attribute("data-again", "");
    }
}

/// An element of the shell, by id.
fn by_id(id: &str) -> Option<HtmlElement> {
    host(|host| host.root()).get_element_by_id(id)?.dyn_into().ok()
}

fn read(model: &Model) -> Ui {
    Ui {
        status: model.status.clone(),
        answering: model.answering(),
        streaming: model.have().is_some_and(|have| have.pieces > 0),
        typing: model.typing.clone(),
        trouble: model.trouble.as_ref().map(|t| t.text.clone()).unwrap_or_default(),
        offline: model.offline,
        reconnecting: model.link.troubled(),
        asking: model.asking(),
        begun: model.items.iter().any(|item| matches!(item.body, Body::Customer { .. } | Body::File { .. })),
        ids: model.items.iter().map(|item| item.id).collect(),
    }
}

/// Takes what is to be shown from the model, and tells the parts that are no longer true.
pub fn sync(model: &Model) {
    let stay = log::at_end();
    let more = VIEWS.with_borrow_mut(|views| {
        let next = read(model);
        let old = std::mem::replace(&mut views.ui, next);
        let Views { ui, rows, parts } = views;
        for item in &model.items {
            keep(rows, item);
        }
        let spoke = old.status.speaker != ui.status.speaker;
        let worked = old.answering != ui.answering || old.streaming != ui.streaming;
        let tell = |part: Part, changed: bool| {
            if changed {
                parts[part as usize].notify();
            }
        };
        tell(Part::Head, old.status != ui.status || old.begun != ui.begun);
        tell(Part::List, old.ids != ui.ids);
        tell(Part::Waiting, old.status.promise.is_empty() != ui.status.promise.is_empty());
        tell(Part::Promise, old.status.promise != ui.status.promise);
        // Times that moved on are no reason to draw a form anew that somebody writes in.
        tell(Part::Ways, old.status.ways != ui.status.ways);
        tell(Part::Thinking, worked || old.typing != ui.typing || old.asking != ui.asking);
        let replies = old.status.replies != ui.status.replies;
        tell(Part::Suggestions, spoke || replies || old.begun != ui.begun || old.asking != ui.asking);
        tell(Part::Stop, old.answering != ui.answering);
        tell(
            Part::Trouble,
            old.trouble != ui.trouble || old.offline != ui.offline || old.reconnecting != ui.reconnecting,
        );
        old.ids != ui.ids
    });
    if let Some(panel) = by_id("panel") {
        // The style sheet hides the human button while a person is there already.
        let speaker = speaker(&model.status.speaker);
        let _ = panel.set_attribute("data-speaker", speaker);
        let pressed = host(|host| host.root()).active_element().is_some_and(|element| element.id() == "ask");
        if pressed && matches!(speaker, "team" | "person") {
            // What was pressed is hidden now. Where the chat covers the page, no keyboard is to jump up.
            let cover = panel.get_attribute("aria-modal").as_deref() == Some("true");
            if let Some(next) = by_id(if cover { "close" } else { "composer" }) {
                let _ = next.focus();
            }
        }
    }
    log::follow(stay, more);
}

/// Keeps `item` among the rows. One that left the model may stay: its view goes with the list.
fn keep(rows: &mut Vec<Row>, item: &Item) {
    match rows.binary_search_by_key(&item.id, |row| row.item.id) {
        Ok(at) => {
            let row = &mut rows[at];
            if row.item != *item {
                let old = std::mem::replace(&mut row.item, item.clone());
                let running = |item: &Item| matches!(item.body, Body::Assistant { running: Some(_), .. });
                row.words.notify();
                // While an answer runs, only its words change; and a rating leaves open which source is read.
                if old.rated() != item.rated() {
                    row.rated.notify();
                } else if !(running(&old) && running(item)) {
                    row.state.notify();
                }
            }
        }
        Err(at) => {
            let [words, rated, state] = std::array::from_fn(|_| ArcTrigger::new());
            let row = Row { item: item.clone(), words, rated, state };
            rows.insert(at, row);
        }
    }
}

fn with_ui<T>(use_it: impl FnOnce(&Ui) -> T) -> T {
    VIEWS.with_borrow(|views| use_it(&views.ui))
}

fn with_row<T>(id: u32, use_it: impl FnOnce(&Row) -> T) -> Option<T> {
    VIEWS.with_borrow(|views| {
        let at = views.rows.binary_search_by_key(&id, |row| row.item.id).ok()?;
        Some(use_it(&views.rows[at]))
    })
}

/// Every item in the order of the list.
fn with_rows(mut use_it: impl FnMut(&Row)) {
    VIEWS.with_borrow(|views| {
        for id in &views.ui.ids {
            if let Ok(at) = views.rows.binary_search_by_key(id, |row| row.item.id) {
                use_it(&views.rows[at]);
            }
        }
    });
}

fn trigger(part: Part) -> ArcTrigger {
    VIEWS.with_borrow(|views| views.parts[part as usize].clone())
}

fn speaker(speaker: &Speaker) -> &'static str {
    match speaker {
        Speaker::Assistant => "assistant",
        Speaker::Team => "team",
        Speaker::Person { .. } => "person",
        Speaker::Nobody => "nobody",
    }
}

/// Greeting, suggestions and words have arrived: everything is drawn again, once.
pub fn welcome(welcome: String) {
    words::set(welcome);
    more::offer_files();
    list::again();
    VIEWS.with_borrow(|views| views.parts.iter().for_each(Notify::notify));
}

/// Reads a finished message to those who cannot see it, once. The log itself is silent: it changes with every piece.
pub fn announce(text: &str) {
    if let Some(document) = window().document()
        && let Some(polite) = by_id("polite")
        && let Ok(line) = document.create_element("p")
    {
        line.set_text_content(Some(text));
        // The last few stay: some screen readers read late.
        while polite.child_element_count() > 3 {
            if let Some(first) = polite.first_element_child() {
                first.remove();
            }
        }
        let _ = polite.append_child(&line);
    }
}
