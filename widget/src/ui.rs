//! The views. They read two kinds of signals, one of the chat as a whole and one for each item, and say `shell::send`.
//!
//! Plain functions and boxed parts instead of components: each generic view is compiled again for every type in it.
//! Absent on purpose: `view!` (a fully static element becomes innerHTML, which Trusted Types forbid) and `format!`.
//!
//! Hooks for tests: `#log`, `#status`, `#reference`, `#speaker`, `#stop`, `#suggestions`, `#trouble`; in the log,
//! `[data-by=customer|assistant|person|offer|handed-over|joined|notice]`, with `data-mark` and `data-running`.

mod head;
mod item;
mod log;
mod parts;
mod text;
mod words;

use crate::model::{Item, Model};
use crate::shell::{host, window};
use leptos::mount::mount_to;
use leptos::prelude::*;
use serde_json::Value;
use shared::wire::{Speaker, Status};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
pub use words::word;

/// The chat as a whole, as the views need it.
#[derive(Clone, PartialEq)]
pub struct Ui {
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
    ids: Vec<u32>,
    /// Goes up when greeting and words arrive: then everything is drawn again
    words: u32,
}

struct Views {
    ui: ArcRwSignal<Ui>,
    items: Vec<(u32, ArcRwSignal<Item>)>,
}

thread_local! {
    static VIEWS: RefCell<Option<Views>> = const { RefCell::new(None) };
}

/// Puts the views into what embed.js has drawn: the head's left side and the body.
pub fn mount() {
    host(|host| host.style(include_str!("../embed/chat.css")));
    words::load();
    let ui = ArcRwSignal::new(read(&Model::default(), 0));
    VIEWS.set(Some(Views { ui: ui.clone(), items: Vec::new() }));
    if let (Some(who), Some(body)) = (element("who"), element("body")) {
        let for_head = ui.clone();
        mount_to(who, move || head::view(for_head)).forget();
        mount_to(body, move || log::view(ui)).forget();
    }
}

/// An element of the shell, by id.
pub fn element(id: &str) -> Option<HtmlElement> {
    host(|host| host.root()).get_element_by_id(id)?.dyn_into().ok()
}

fn read(model: &Model, words: u32) -> Ui {
    Ui {
        status: model.status.clone(),
        answering: model.answering(),
        streaming: model.have().is_some_and(|have| have.pieces > 0),
        typing: model.typing.clone(),
        trouble: model.trouble.as_ref().map(|t| t.text.clone()).unwrap_or_default(),
        offline: model.offline,
        reconnecting: model.link.troubled(),
        asking: model.asking(),
        begun: model.items.iter().any(|item| matches!(item.body, crate::model::Body::Customer { .. })),
        ids: model.items.iter().map(|item| item.id).collect(),
        words,
    }
}

/// Makes the signals say what the model says. A signal is set only if its value is another one.
pub fn sync(model: &Model) {
    let Some((ui, old)) =
        VIEWS.with_borrow_mut(|v| v.as_mut().map(|v| (v.ui.clone(), std::mem::take(&mut v.items))))
    else {
        return;
    };
    let stay = log::at_end();
    let mut items: Vec<(u32, ArcRwSignal<Item>)> = Vec::with_capacity(model.items.len());
    for item in &model.items {
        // Sorted by id, so that a long conversation costs no long search.
        let signal = match old.binary_search_by_key(&item.id, |(id, _)| *id) {
            Ok(at) => {
                let signal = old[at].1.clone();
                if signal.with_untracked(|old| old != item) {
                    signal.set(item.clone());
                }
                signal
            }
            Err(_) => ArcRwSignal::new(item.clone()),
        };
        items.push((item.id, signal));
    }
    items.sort_by_key(|(id, _)| *id);
    VIEWS.with_borrow_mut(|v| {
        if let Some(v) = v {
            v.items = items;
        }
    });
    let next = read(model, ui.with_untracked(|old| old.words));
    log::follow(stay, ui.with_untracked(|old| old.ids != next.ids));
    if ui.with_untracked(|old| *old != next) {
        if let Some(panel) = element("panel") {
            // embed.js shows its human button only while there is nobody.
            let _ = panel.set_attribute("data-speaker", speaker(&next.status.speaker));
        }
        ui.set(next);
    }
}

fn signal(id: u32) -> Option<ArcRwSignal<Item>> {
    VIEWS.with_borrow(|v| {
        let items = &v.as_ref()?.items;
        items.binary_search_by_key(&id, |(id, _)| *id).ok().map(|at| items[at].1.clone())
    })
}

fn speaker(speaker: &Speaker) -> &'static str {
    match speaker {
        Speaker::Assistant => "assistant",
        Speaker::Team => "team",
        Speaker::Person { .. } => "person",
        Speaker::Nobody => "nobody",
    }
}

/// Greeting, suggestions and words have arrived.
pub fn welcome(welcome: Value) {
    words::set(welcome);
    if let Some(ui) = VIEWS.with_borrow(|v| v.as_ref().map(|v| v.ui.clone())) {
        ui.update(|ui| ui.words += 1);
    }
}

/// Reads a finished message to those who cannot see it, once. The log itself is silent: it changes with every piece.
pub fn announce(text: &str) {
    if let Some(document) = window().document()
        && let Some(polite) = element("polite")
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
