//! The few elements everything is built of, each compiled once.

use leptos::ev;
use leptos::prelude::*;
use leptos::{html, svg};

pub const UP: &str = "M7 11v9H4v-9zm0 0l4-8a2.5 2.5 0 0 1 2.5 2.5V9H19a2 2 0 0 1 2 2.3l-1 6.7a2.3 2.3 0 0 1-2.3 2H7";
pub const DOWN: &str = "M7 13V4H4v9zm0 0l4 8a2.5 2.5 0 0 0 2.5-2.5V15H19a2 2 0 0 0 2-2.3l-1-6.7A2.3 2.3 0 0 0 17.7 4H7";
pub const STOP: &str = "M7 7h10v10H7z";
pub const DOWNWARD: &str = "M12 5v14M6 13l6 6 6-6";
pub const PEOPLE: &str = "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.5 2.8-5.5 6.5-5.5s6.5 2 6.5 5.5M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.8c2.2.7 3.5 2.5 3.5 5.2";

pub type Kids = Vec<AnyView>;

pub fn div(class: &'static str, kids: Kids) -> AnyView {
    html::div().class(class).child(kids).into_any()
}

pub fn with_id(id: &'static str, class: &'static str, kids: Kids) -> AnyView {
    html::div().id(id).class(class).child(kids).into_any()
}

pub fn p(class: &'static str, text: String) -> AnyView {
    html::p().class(class).attr("dir", "auto").child(text).into_any()
}

pub fn span(class: &'static str, text: String) -> AnyView {
    html::span().class(class).child(text).into_any()
}

pub fn b(text: String) -> AnyView {
    html::b().child(text).into_any()
}

pub fn button(id: &'static str, class: &'static str, label: String, kids: Kids, click: Box<dyn Fn()>) -> AnyView {
    html::button()
        .id(id)
        .class(class)
        .attr("type", "button")
        .attr("aria-label", label)
        .on(ev::click, move |_| click())
        .child(kids)
        .into_any()
}

pub fn text(text: String) -> AnyView {
    text.into_any()
}

pub fn icon(d: &'static str) -> AnyView {
    svg::svg().attr("viewBox", "0 0 24 24").attr("aria-hidden", "true").child(svg::path().attr("d", d)).into_any()
}

/// A round face with the first letter of a name.
pub fn face(class: &'static str, name: &str) -> AnyView {
    html::span()
        .class(class)
        .attr("aria-hidden", "true")
        .child(name.chars().next().map(String::from).unwrap_or_default())
        .into_any()
}

pub fn nothing() -> AnyView {
    ().into_any()
}

/// A part that is drawn again when a signal it reads changes.
pub fn live(part: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || part()).into_any()
}
