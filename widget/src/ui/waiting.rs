//! The waiting card: what is true about waiting, and what the visitor may do instead.
//!
//! Promise and ways are parts of their own: the promise changes with the world, and a form somebody writes in must not
//! be drawn anew because of it.

use super::parts::{Is, Kids, PEOPLE, Paint, View, button, div, element, icon, nothing, part, set, span};
use super::words::word;
use super::{Part, trigger, with_ui};
use crate::shell::{on_event, want};
use leptos::prelude::Notify;
use shared::wire::{Arrangement, Command, Way};
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

thread_local! {
    /// The way whose form is open
    static OPEN: Cell<Option<Way>> = const { Cell::new(None) };
}

/// The card, where the team has the request and nobody came yet.
pub fn view() -> View {
    if with_ui(|ui| ui.status.promise.is_empty()) {
        return nothing();
    }
    let kids = vec![part(Part::Promise, promise), part(Part::Ways, ways)];
    element(Is { id: "waiting", class: "card", ..Is::default() }, vec![icon(PEOPLE), div("", kids)])
}

fn promise() -> View {
    let (text, kind) = with_ui(|ui| (ui.status.promise.clone(), ui.status.waiting.clone()));
    let paint: Paint = Box::new(move |place| {
        set(place, "data-waiting", &kind);
        set(place, "dir", "auto");
        place.set_text_content(Some(&text));
    });
    element(Is { id: "promise", paint: Some(paint), ..Is::default() }, Vec::new())
}

fn ways() -> View {
    let ways = with_ui(|ui| ui.status.ways.clone());
    if ways.is_empty() {
        return nothing();
    }
    let open = OPEN.get().filter(|open| ways.contains(open));
    let mut kids: Kids = vec![span("soft", word("ways"))];
    let mut pills: Kids = Vec::new();
    for (way, label) in [
        (Way::Callback, "way-callback"),
        (Way::Email, "way-email"),
        (Way::Ticket, "way-ticket"),
        (Way::Wait, "way-wait"),
    ] {
        if ways.contains(&way) && open != Some(way) {
            pills.push(button(label, "", word(label), "", click, way as u32));
        }
    }
    match open {
        Some(Way::Callback) => kids.push(form(true)),
        Some(Way::Email) => kids.push(form(false)),
        _ => {}
    }
    kids.push(div("way", pills));
    element(Is { id: "ways", class: "ways", ..Is::default() }, kids)
}

fn click(way: u32) {
    let pick = |how| {
        OPEN.set(None);
        want(Command::Arrange { how });
    };
    match way {
        way if way == Way::Wait as u32 => pick(Arrangement::Wait),
        way if way == Way::Ticket as u32 => pick(Arrangement::Ticket),
        way => {
            OPEN.set(Some(if way == Way::Callback as u32 { Way::Callback } else { Way::Email }));
            trigger(Part::Ways).notify();
        }
    }
}

/// A number and a time, or an address. The browser checks what it can before it is sent.
fn form(call: bool) -> View {
    let (kind, label) = if call { ("tel", "form-phone") } else { ("email", "form-email") };
    let field: Paint = Box::new(move |place| {
        let label = word(label);
        for (name, value) in [
            ("type", kind),
            ("required", ""),
            ("autocomplete", kind),
            ("placeholder", &label),
            ("aria-label", &label),
        ] {
            set(place, name, value);
        }
    });
    let mut kids: Kids = Vec::new();
    if call {
        let times: Paint = Box::new(|place| set(place, "aria-label", &word("way-when")));
        let options = with_ui(|ui| ui.status.slots.clone()).into_iter().map(|slot| {
            let paint: Paint = Box::new(move |place| {
                set(place, "value", &slot.at.to_string());
                place.set_text_content(Some(&slot.text));
            });
            element(Is { tag: "option", paint: Some(paint), ..Is::default() }, Vec::new())
        });
        kids.push(span("soft", word("way-when")));
        kids.push(element(Is { tag: "select", paint: Some(times), ..Is::default() }, options.collect()));
    }
    kids.push(element(Is { tag: "input", paint: Some(field), ..Is::default() }, Vec::new()));
    kids.push(element(
        Is { tag: "button", class: "send", ..Is::default() },
        vec![span("", word("way-confirm"))],
    ));
    let sends: Paint = Box::new(move |place| {
        let form = place.clone();
        on_event(place, "submit", move |event| {
            event.prevent_default();
            let how = if call {
                let at = value(&form, "select").parse().unwrap_or(0);
                Arrangement::Callback { at, phone: value(&form, "input") }
            } else {
                Arrangement::Email { email: value(&form, "input") }
            };
            OPEN.set(None);
            want(Command::Arrange { how });
            trigger(Part::Ways).notify();
        });
    });
    element(Is { tag: "form", class: "leave", paint: Some(sends), ..Is::default() }, kids)
}

/// What stands in a field. A list has a `value` as an input has, and one type is enough to read it.
fn value(form: &Element, field: &str) -> String {
    let field = form.query_selector(field).ok().flatten();
    field.map(|field| field.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default()
}
