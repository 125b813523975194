//! What is needed rarely: see what this chat can see, take the conversation away, end it.

use super::parts::{Is, Paint, View, button, div, element, icon, set};
use super::words::{filled, word};
use super::{Row, by_id, with_rows, with_ui};
use crate::model::Body;
use crate::more;
use crate::shell::{host, want};
use shared::wire::{Command, Speaker};

const MORE: &str = "M5 12h.01M12 12h.01M19 12h.01";

pub fn view() -> View {
    let label: Paint = Box::new(|place| set(place, "aria-label", &word("menu")));
    let summary = element(Is { tag: "summary", paint: Some(label), ..Is::default() }, vec![icon(MORE)]);
    let mut items = vec![button("see", "", word("see"), "", |_| see(), 0)];
    let (begun, over) = with_ui(|ui| (ui.begun, ui.status.speaker == Speaker::Nobody));
    if begun {
        items.push(button("save", "", word("save"), "", |_| save(), 0));
    }
    if begun && !over {
        items.push(button("notify", "", word("notify"), "", |_| notify(), 0));
        items.push(button("end", "", word("end"), "", |_| end(), 0));
    }
    element(Is { tag: "details", id: "menu", ..Is::default() }, vec![summary, div("", items)])
}

fn close() {
    if let Some(menu) = by_id("menu") {
        let _ = menu.remove_attribute("open");
    }
}

fn see() {
    close();
    more::see();
}

/// Whether a person's reply is told of while the page is out of sight; asked, and kept, by the second part.
fn notify() {
    close();
    more::call("notify", &wasm_bindgen::JsValue::NULL);
}

fn end() {
    close();
    want(Command::End);
}

/// The conversation as a text, into the visitor's downloads.
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
    more::call("save", &text.into());
}

fn said(row: &Row) -> (String, &str) {
    match &row.item.body {
        Body::Customer { text, .. } => (word("you"), text),
        Body::Assistant { text, .. } => (word("assistant"), text),
        Body::Person { name, text, .. } => (name.clone(), text),
        Body::Survey { .. } => (String::new(), ""),
        Body::File { name, file, .. } if name.is_empty() => (word("you"), &file.name),
        Body::File { name, file, .. } => (name.clone(), &file.name),
        Body::Card { card, .. } => (host(|host| host.brand()), &card.text),
        Body::Offer { text, .. }
        | Body::HandedOver { text, .. }
        | Body::Joined { text, .. }
        | Body::Notice { text, .. } => (host(|host| host.brand()), text),
    }
}
