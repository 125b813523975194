//! One item of the log. Its kind never changes; what may change in it is drawn again by its own triggers.

use super::parts::{
    COPY, DOWN, Is, Kids, PEOPLE, Paint, UP, View, button, div, element, face, icon, live, nothing, painted,
    set, span, spoken, with_id,
};
use super::words::word;
use super::{announce, text as markdown, with_row};
use crate::model::{Body, Helped, Item, Mark, Msg};
use crate::more;
use crate::shell::{frame, host, on_event, send, want};
use leptos::prelude::Track;
use shared::wire::{Attachment, Card, Choice, Command, Contact, Field, Fields, Notice, Source};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement};

pub fn view(id: u32) -> View {
    let Some((item, state)) = with_row(id, |row| (row.item.clone(), row.state.clone())) else {
        return nothing();
    };
    // Draws again what depends on the item's state.
    let changing = |draw: fn(u32, &Item) -> View| {
        let draw = move || with_row(id, |row| row.item.clone()).map_or_else(nothing, |item| draw(id, &item));
        live(state.clone(), Box::new(draw))
    };
    let brand = || face("face", &host(|host| host.brand()), "");
    match item.body {
        Body::Customer { text, .. } => {
            let state = state.clone();
            let paint: Paint = Box::new(move |place| {
                state.track();
                set(place, "data-mark", with_row(id, |row| mark(&row.item)).unwrap_or_default());
            });
            let is = Is { class: "m us", by: "customer", repaint: Some(paint), ..Is::default() };
            element(is, vec![span("mine", text), changing(sending)])
        }
        Body::Assistant { .. } => {
            let bubble = div("bubble", vec![growing(id), changing(below)]);
            let state = state.clone();
            let paint: Paint = Box::new(move |place| {
                state.track();
                let running =
                    with_row(id, |row| matches!(row.item.body, Body::Assistant { running: Some(_), .. }));
                for name in ["data-running", "aria-busy"] {
                    let _ = place.remove_attribute(name);
                    if running == Some(true) {
                        set(place, name, "true");
                    }
                }
            });
            let is = Is { class: "m them", by: "assistant", repaint: Some(paint), ..Is::default() };
            element(is, vec![brand(), bubble])
        }
        Body::Person { name, picture, .. } => {
            let face = face("face human-face", &name, &picture);
            spoken(
                "person",
                "m them person",
                vec![face, div("bubble", vec![span("by", name), changing(words)])],
            )
        }
        Body::File { name, file, url } if name.is_empty() => {
            spoken("customer", "m us", vec![given(file, url)])
        }
        Body::File { name, file, url } => {
            let face = face("face human-face", &name, "");
            spoken(
                "person",
                "m them person",
                vec![face, div("bubble", vec![span("by", name), given(file, url)])],
            )
        }
        Body::Survey { open: false, .. } => spoken("survey", "event", vec![span("", word("thanks"))]),
        // Drawn by the second part. What becomes of it there is its own: the row is not drawn anew.
        Body::Survey { survey, person, name, .. } => {
            let paint: Paint = Box::new(move |place| {
                let number = survey.to_string();
                for (key, value) in
                    [("data-survey", number.as_str()), ("data-name", if person { &name } else { "" })]
                {
                    set(place, key, value);
                }
                more::call("survey", place);
            });
            element(Is { class: "card", by: "survey", paint: Some(paint), ..Is::default() }, Vec::new())
        }
        Body::Card { turn, card } => act(turn, card),
        Body::Offer { text, .. } => {
            spoken("offer", "m them", vec![brand(), div("bubble", vec![once(text), changing(choices)])])
        }
        Body::HandedOver { text, .. } => {
            spoken("handed-over", "card", vec![icon(PEOPLE), div("", vec![once(text), changing(address)])])
        }
        Body::Notice { kind: Notice::LeaveAddress, text, .. } => {
            spoken("notice", "card", vec![icon(PEOPLE), div("", vec![once(text), changing(address)])])
        }
        Body::Joined { name, text, picture } => {
            spoken("joined", "event", vec![face("face human-face", &name, &picture), span("", text)])
        }
        Body::Notice { text, .. } => spoken("notice", "event", vec![span("", text)]),
    }
}

/// What a person said; they may correct it.
fn words(_: u32, item: &Item) -> View {
    match &item.body {
        Body::Person { text, .. } => once(text.clone()),
        _ => nothing(),
    }
}

/// Markdown that never changes.
fn once(text: String) -> View {
    painted(
        "text",
        Box::new(move |place| {
            set(place, "dir", "auto");
            markdown::show(place, &text, Vec::new());
        }),
    )
}

/// Markdown that grows while an answer runs.
fn growing(id: u32) -> View {
    let Some(words) = with_row(id, |row| row.words.clone()) else { return nothing() };
    let mut shown = markdown::Shown::new();
    let paint: Paint = Box::new(move |place| {
        set(place, "dir", "auto");
        words.track();
        with_row(id, |row| {
            if let Body::Assistant { text, .. } = &row.item.body {
                shown = markdown::show(place, text, std::mem::take(&mut shown));
            }
        });
    });
    element(Is { class: "text", repaint: Some(paint), ..Is::default() }, Vec::new())
}

/// A file as a card that opens it in a tab of its own. A page whose policy forbids our pictures still has the card.
fn given(file: Attachment, url: String) -> View {
    let mut kids: Kids = Vec::new();
    if file.width > 0 {
        let (source, width, height) = (url.clone(), file.width.to_string(), file.height.to_string());
        let paint: Paint = Box::new(move |place| {
            let all =
                [("alt", ""), ("loading", "lazy"), ("width", &width), ("height", &height), ("src", &source)];
            for (name, value) in all {
                set(place, name, value);
            }
        });
        kids.push(element(Is { tag: "img", paint: Some(paint), ..Is::default() }, Vec::new()));
    }
    let mut size = (file.bytes.div_ceil(1024)).to_string();
    size.push_str(" kB");
    kids.push(span("title", file.name));
    kids.push(span("soft", size));
    let paint: Paint = Box::new(move |place| {
        for (name, value) in [("href", url.as_str()), ("target", "_blank"), ("rel", "noopener noreferrer")] {
            set(place, name, value);
        }
    });
    element(Is { tag: "a", class: "file", paint: Some(paint), ..Is::default() }, kids)
}

fn mark(item: &Item) -> &'static str {
    match &item.body {
        Body::Customer { mark: Mark::Sending, .. } => "sending",
        Body::Customer { mark: Mark::Waiting, .. } => "waiting",
        Body::Customer { mark: Mark::Refused(_), .. } => "refused",
        _ => "sent",
    }
}

fn sending(_: u32, item: &Item) -> View {
    match &item.body {
        Body::Customer { mark: Mark::Waiting, .. } => {
            let again = button("", "link", word("retry"), "", |_| send(Msg::Retry), 0);
            div("unsent", vec![span("", word("not-sent")), again])
        }
        Body::Customer { mark: Mark::Refused(why), .. } => {
            div("unsent", vec![span("", word("not-sent")), span("", why.clone())])
        }
        _ => nothing(),
    }
}

/// Under a finished answer: its sources, and whether it helped.
fn below(id: u32, item: &Item) -> View {
    let Body::Assistant { sources, running: None, .. } = &item.body else { return nothing() };
    // Without a source it is no answer (a greeting, an "I do not know"): there is nothing to rate.
    if sources.is_empty() {
        return nothing();
    }
    let Some(rated) = with_row(id, |row| row.rated.clone()) else { return nothing() };
    div("end", vec![cards(sources), live(rated, Box::new(move || thumbs(id)))])
}

/// The sources, each as a card that unfolds the passage the answer came from.
fn cards(sources: &[Source]) -> View {
    if sources.is_empty() {
        return nothing();
    }
    let mut kids: Kids = vec![span("soft", word("sources"))];
    for (source, number) in sources.iter().zip(1..) {
        let number: u32 = number;
        let title = vec![
            span("number", number.to_string()),
            span("title", source.title.clone()),
            span("soft", source.heading.clone()),
        ];
        let summary = element(Is { tag: "summary", ..Is::default() }, title);
        let card = Is { tag: "details", ..Is::default() };
        kids.push(element(card, vec![summary, once(source.passage.clone())]));
    }
    div("sources", kids)
}

/// Drawn anew by itself: a source that is being read stays open.
fn thumbs(id: u32) -> View {
    let rated = with_row(id, |row| match row.item.body {
        Body::Assistant { turn, helped, .. } => Some((turn, helped)),
        _ => None,
    });
    let Some((turn, helped)) = rated.flatten() else { return nothing() };
    let copy = button("", "thumb copy", word("copy"), COPY, copy, id);
    if helped == Some(Helped::No) {
        let why = |key, which: fn(u32)| button("", "pill", word(key), "", which, turn);
        let kids = vec![
            span("soft", word("why")),
            why("why-wrong", |turn| because(turn, "it is not correct")),
            why("why-other", |turn| because(turn, "it is about something else")),
            why("why-unclear", |turn| because(turn, "it is not understood")),
        ];
        return with_id("why", "chips", kids);
    }
    if helped.is_some() {
        return div("thumbs", vec![span("soft", word("thanks")), copy]);
    }
    let yes = button("", "thumb yes", word("yes"), UP, |turn| rate(turn, true), turn);
    let no = button("", "thumb no", word("no"), DOWN, |turn| rate(turn, false), turn);
    div("thumbs", vec![span("soft", word("helped")), yes, no, copy])
}

fn rate(turn: u32, helped: bool) {
    want(Command::Rate { turn, helped, why: String::new() });
    // What was pressed goes: who uses the keyboard is taken to what comes next.
    let next = if helped { "#composer" } else { "#why button" };
    rated(turn, if helped { Helped::Yes } else { Helped::No }, next);
}

/// The reason for the one who reads it: the rating itself has been told.
fn because(turn: u32, why: &str) {
    want(Command::Rate { turn, helped: false, why: why.to_owned() });
    rated(turn, Helped::NoBecause, "#composer");
}

fn rated(turn: u32, helped: Helped, next: &'static str) {
    send(Msg::Rated { turn, helped });
    frame(move || {
        let next = host(|host| host.root()).query_selector(next).ok().flatten();
        if let Some(next) = next {
            let _ = next.unchecked_into::<HtmlElement>().focus();
        }
    });
}

#[wasm_bindgen]
extern "C" {
    /// Missing on pages without https, and refused in some frames.
    #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = writeText, catch)]
    fn write_text(text: &str) -> Result<JsValue, JsValue>;
}

fn copy(id: u32) {
    let text = with_row(id, |row| match &row.item.body {
        Body::Assistant { text, .. } => text.clone(),
        _ => String::new(),
    });
    if text.is_some_and(|text| write_text(&text).is_ok()) {
        announce(&word("copied"));
    }
}

/// What is done for the customer: title, sentence, rows, and what is asked for.
fn act(turn: u32, card: Card) -> View {
    let mut kids: Kids = vec![span("name", card.title), span("", card.text)];
    for (label, value) in card.rows {
        kids.push(div("row", vec![span("soft", label), span("", value)]));
    }
    if !card.go.is_empty() {
        let names: Vec<String> = card.fields.iter().map(|field| field.name.clone()).collect();
        let mut parts: Kids = card.fields.into_iter().map(field).collect();
        parts.push(element(Is { tag: "button", class: "send", ..Is::default() }, vec![span("", card.go)]));
        parts.push(button("", "choice", card.cancel, "", |turn| want(Command::Cancel { turn }), turn));
        kids.push(form(
            Rc::new(move |form: &Element| {
                let mut fields = Fields::default();
                for name in &names {
                    let place = ["[name=\"", name, "\"]"].concat();
                    if let Some(field) = form.query_selector(&place).ok().flatten() {
                        // Every kind of field has its value by this name.
                        let value = field.unchecked_into::<HtmlInputElement>().value();
                        fields.0.push((name.clone(), value));
                    }
                }
                want(Command::Fill { turn, fields });
            }),
            parts,
        ));
    }
    let mark: Paint = Box::new(move |place| set(place, "data-state", &card.state));
    element(Is { class: "card", by: "card", paint: Some(mark), ..Is::default() }, vec![div("", kids)])
}

/// One field with its label.
fn field(field: Field) -> View {
    let label = span("soft", field.label);
    let option = |text: String| {
        let paint: Paint = Box::new(move |place| place.set_text_content(Some(&text)));
        element(Is { tag: "option", paint: Some(paint), ..Is::default() }, Vec::new())
    };
    let tag = if field.options.is_empty() { "input" } else { "select" };
    let options = field.options.into_iter().map(option).collect();
    let paint: Paint = Box::new(move |place| {
        let all = [
            ("name", &field.name),
            ("type", &field.kind),
            ("value", &field.value),
            ("placeholder", &field.hint),
        ];
        for (name, value) in all {
            set(place, name, value);
        }
        if !field.optional {
            set(place, "required", "");
        }
    });
    let input = element(Is { tag, paint: Some(paint), ..Is::default() }, options);
    element(Is { tag: "label", ..Is::default() }, vec![label, input])
}

/// A form that is sent here and nowhere else. A button of it sends it; the browser checks its fields first.
fn form(sent: Rc<dyn Fn(&Element)>, kids: Kids) -> View {
    let paint: Paint = Box::new(move |place| {
        let (form, sent) = (place.clone(), sent.clone());
        on_event(place, "submit", move |event| {
            event.prevent_default();
            sent(&form);
        });
    });
    element(Is { tag: "form", class: "leave", paint: Some(paint), ..Is::default() }, kids)
}

fn choices(_: u32, item: &Item) -> View {
    let Body::Offer { choices, open: true, .. } = &item.body else { return nothing() };
    let kids = choices.iter().map(|choice| match choice {
        Choice::Person => {
            button("", "choice choose-person", word("human"), "", |_| choose(Choice::Person), 0)
        }
        Choice::Assistant => button(
            "",
            "choice choose-assistant",
            word("choose-assistant"),
            "",
            |_| choose(Choice::Assistant),
            0,
        ),
    });
    div("choices", kids.collect())
}

fn choose(choice: Choice) {
    want(Command::Choose { choice });
}

/// A form for an address, where one may be left.
fn address(_: u32, item: &Item) -> View {
    let (Body::HandedOver { form: true, .. } | Body::Notice { form: true, .. }) = &item.body else {
        return nothing();
    };
    let field: Paint = Box::new(|place| {
        for (name, value) in [("type", "email"), ("required", ""), ("autocomplete", "email")] {
            set(place, name, value);
        }
        let label = word("form-email");
        set(place, "placeholder", &label);
        set(place, "aria-label", &label);
    });
    let kids = vec![
        span("soft", word("leave-email")),
        element(Is { tag: "input", paint: Some(field), ..Is::default() }, Vec::new()),
        element(Is { tag: "button", class: "send", ..Is::default() }, vec![span("", word("leave-send"))]),
    ];
    form(
        Rc::new(|form: &Element| {
            let field = form.query_selector("input").ok().flatten();
            let email =
                field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()).map(|field| field.value());
            if let Some(email) = email {
                want(Command::Leave { contact: Contact { email, ..Contact::default() } });
            }
        }),
        kids,
    )
}
