//! What is needed rarely: see what this chat can see, take the conversation away, end it.

use super::parts::{Is, Paint, View, button, div, element, icon, nothing, part, set, span, spoken, with_id};
use super::words::{filled, word};
use super::{Part, Row, by_id, log, trigger, with_rows, with_ui};
use crate::model::Body;
use crate::page;
use crate::shell::{host, want, window};
use leptos::prelude::Notify;
use shared::wire::{Command, Speaker};
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

const MORE: &str = "M5 12h.01M12 12h.01M19 12h.01";

thread_local! {
    /// What the chat can see is being shown
    static SEEING: Cell<bool> = const { Cell::new(false) };
}

pub fn view() -> View {
    let label: Paint = Box::new(|place| set(place, "aria-label", &word("menu")));
    let summary = element(Is { tag: "summary", paint: Some(label), ..Is::default() }, vec![icon(MORE)]);
    let mut items = vec![button("see", "", word("see"), "", see, 1)];
    let (begun, over) = with_ui(|ui| (ui.begun, ui.status.speaker == Speaker::Nobody));
    if begun {
        items.push(button("save", "", word("save"), "", |_| save(), 0));
    }
    if begun && !over {
        items.push(button("end", "", word("end"), "", |_| end(), 0));
    }
    element(Is { tag: "details", id: "menu", ..Is::default() }, vec![summary, div("", items)])
}

fn close() {
    if let Some(menu) = by_id("menu") {
        let _ = menu.remove_attribute("open");
    }
}

fn end() {
    close();
    want(Command::End);
}

/// Shows (1) or hides (0) what a message would take along.
fn see(on: u32) {
    close();
    SEEING.set(on > 0);
    trigger(Part::Seen).notify();
    if on > 0 {
        // It is drawn with the next step of the executor, before the next frame.
        crate::shell::frame(|| {
            log::to_end();
            if let Some(hide) = by_id("unsee") {
                let _ = hide.focus();
            }
        });
    } else if let Some(composer) = by_id("composer") {
        let _ = composer.focus();
    }
}

/// The page as it would be sent now. Nothing of it is sent by looking.
pub fn seen() -> View {
    part(Part::Seen, || {
        if !SEEING.get() {
            return nothing();
        }
        let page = page::collect();
        let mut kids = vec![span("name", word("see")), span("soft", word("see-intro"))];
        let rows = [
            ("see-page", vec![page.url, page.title]),
            ("see-errors", [page.errors, page.script_errors].concat()),
            ("see-selection", vec![page.selection]),
            ("see-trail", page.trail),
        ];
        for (label, values) in rows {
            let values: Vec<View> = values
                .into_iter()
                .filter(|value| !value.is_empty())
                .map(|value| span("line", value))
                .collect();
            if !values.is_empty() {
                kids.push(div("seen", vec![span("soft", word(label)), div("", values)]));
            }
        }
        kids.push(button("unsee", "choice", word("close"), "", see, 0));
        spoken("seen", "card", vec![with_id("seen", "", kids)])
    })
}

/// The conversation as a text, into the visitor's downloads. A `data:` address asks no policy and no server.
fn save() {
    close();
    let mut text = host(|host| host.brand());
    text.push('\n');
    let reference = with_ui(|ui| ui.status.reference.clone());
    if !reference.is_empty() {
        text.push_str(&filled("reference", "{reference}", &reference));
        text.push('\n');
    }
    with_rows(|row| {
        let (who, said) = said(row);
        if !said.is_empty() {
            for piece in ["\n", who.as_str(), ": ", said, "\n"] {
                text.push_str(piece);
            }
        }
    });
    let Some(document) = window().document() else { return };
    if let Ok(link) = document.create_element("a") {
        let mut address = String::from("data:text/plain;charset=utf-8,");
        address.push_str(&String::from(js_sys::encode_uri_component(&text)));
        set(&link, "href", &address);
        set(&link, "download", "conversation.txt");
        link.unchecked_ref::<HtmlElement>().click();
    }
}

fn said(row: &Row) -> (String, &str) {
    match &row.item.body {
        Body::Customer { text, .. } => (word("you"), text),
        Body::Assistant { text, .. } => (word("assistant"), text),
        Body::Person { name, text, .. } => (name.clone(), text),
        Body::File { name, file, .. } if name.is_empty() => (word("you"), &file.name),
        Body::File { name, file, .. } => (name.clone(), &file.name),
        Body::Card { card, .. } => (host(|host| host.brand()), &card.text),
        Body::Offer { text, .. }
        | Body::HandedOver { text, .. }
        | Body::Joined { text, .. }
        | Body::Notice { text, .. } => (host(|host| host.brand()), text),
    }
}
