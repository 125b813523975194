//! One item of the log. Its kind never changes; what may change in it reads its signal.

use super::parts::{DOWN, Kids, PEOPLE, UP, b, button, div, face, icon, live, nothing, p, span, text};
use super::words::word;
use super::{signal, text as markdown};
use crate::model::{Body, Item, Mark, Msg};
use crate::shell::{host, send, want};
use leptos::prelude::*;
use leptos::{ev, html};
use shared::wire::{Choice, Command, Contact, Notice, Source};
use std::cell::RefCell;
use wasm_bindgen::JsCast;

pub fn view(id: u32) -> AnyView {
    let Some(item) = signal(id) else { return nothing() };
    match item.get_untracked().body {
        Body::Customer { text, .. } => customer(item, text),
        Body::Assistant { .. } => assistant(item),
        Body::Person { name, text, .. } => spoken(
            "person",
            "m them person",
            vec![face("face human-face", &name), div("bubble", vec![span("by", name), once(text)])],
        ),
        Body::Offer { text, choices, .. } => offer(item, text, choices),
        Body::HandedOver { text, .. } => {
            spoken("handed-over", "card", vec![icon(PEOPLE), div("", vec![once(text), address(item)])])
        }
        Body::Joined { name, text } => {
            spoken("joined", "event", vec![face("face human-face", &name), p("", text)])
        }
        Body::Notice { kind: Notice::LeaveAddress, text, .. } => {
            spoken("notice", "card", vec![icon(PEOPLE), div("", vec![once(text), address(item)])])
        }
        Body::Notice { text, .. } => spoken("notice", "event", vec![p("", text)]),
    }
}

/// What somebody said or did.
pub fn spoken(by: &'static str, class: &'static str, kids: Kids) -> AnyView {
    html::div().class(class).attr("data-by", by).child(kids).into_any()
}

/// Markdown that never changes.
fn once(text: String) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(place) = node.get() {
            markdown::show(&place, &text, Vec::new());
        }
    });
    html::div().class("text").attr("dir", "auto").node_ref(node).into_any()
}

fn customer(item: ArcRwSignal<Item>, said: String) -> AnyView {
    let mark = Memo::new(move |_| {
        item.with(|item| match &item.body {
            Body::Customer { mark, .. } => mark.clone(),
            _ => Mark::Sent,
        })
    });
    let state = live(Box::new(move || match mark.get() {
        Mark::Sent => nothing(),
        Mark::Sending => span("soft", word("sending")),
        Mark::Waiting => {
            let label = word("retry");
            let again = button("", "link", label.clone(), vec![text(label)], Box::new(|| send(Msg::Retry)));
            div("unsent", vec![span("", word("not-sent")), again])
        }
        Mark::Refused(why) => div("unsent", vec![span("", word("not-sent")), span("", why)]),
    }));
    html::div()
        .class("m us")
        .attr("data-by", "customer")
        .attr("data-mark", move || match mark.get() {
            Mark::Sent => "sent",
            Mark::Sending => "sending",
            Mark::Waiting => "waiting",
            Mark::Refused(_) => "refused",
        })
        .child(vec![p("mine", said), state])
        .into_any()
}

fn assistant(item: ArcRwSignal<Item>) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    let words = item.clone();
    let shown = RefCell::new(markdown::Shown::new());
    Effect::new(move |_| {
        if let Some(place) = node.get() {
            words.with(|item| {
                if let Body::Assistant { text, .. } = &item.body {
                    shown.replace(markdown::show(&place, text, shown.take()));
                }
            });
        }
    });
    let running = item.clone();
    let running = Memo::new(move |_| {
        running.with(|item| matches!(&item.body, Body::Assistant { running: Some(_), .. }))
    });
    let end = Memo::new(move |_| {
        item.with(|item| match &item.body {
            Body::Assistant { turn, sources, running: None, helped, .. } => {
                Some((*turn, sources.clone(), *helped))
            }
            _ => None,
        })
    });
    let below = live(Box::new(move || match end.get() {
        Some((turn, sources, helped)) => div("end", vec![cards(sources), thumbs(turn, helped)]),
        None => nothing(),
    }));
    let words = html::div().class("text").attr("dir", "auto").node_ref(node).into_any();
    let bubble = div("bubble", vec![words, below]);
    html::div()
        .class("m them")
        .attr("data-by", "assistant")
        .attr("data-running", move || running.get().then_some(""))
        .attr("aria-busy", move || running.get().then_some("true"))
        .child(vec![face("face", &host(|host| host.brand())), bubble])
        .into_any()
}

/// The sources, each as a card that unfolds the passage the answer came from.
fn cards(sources: Vec<Source>) -> AnyView {
    if sources.is_empty() {
        return nothing();
    }
    let mut kids: Kids = vec![span("soft", word("sources"))];
    for (i, source) in sources.into_iter().enumerate() {
        let mut title = vec![span("number", (i + 1).to_string()), b(source.title)];
        if !source.heading.is_empty() {
            title.push(span("soft", source.heading));
        }
        let summary = html::summary().child(title).into_any();
        kids.push(html::details().child(vec![summary, once(source.passage)]).into_any());
    }
    div("sources", kids)
}

fn thumbs(turn: u32, helped: Option<bool>) -> AnyView {
    if helped.is_some() {
        return div("thumbs", vec![span("soft", word("thanks"))]);
    }
    let thumb = move |helped: bool| {
        let label = word(if helped { "yes" } else { "no" });
        let click = Box::new(move || {
            send(Msg::Rated { turn, helped });
            want(Command::Rate { turn, helped, why: String::new() });
        });
        let class = if helped { "thumb yes" } else { "thumb no" };
        button("", class, label, vec![icon(if helped { UP } else { DOWN })], click)
    };
    div("thumbs", vec![span("soft", word("helped")), thumb(true), thumb(false)])
}

fn offer(item: ArcRwSignal<Item>, said: String, choices: Vec<Choice>) -> AnyView {
    let open = Memo::new(move |_| item.with(|item| matches!(item.body, Body::Offer { open: true, .. })));
    let buttons = live(Box::new(move || {
        if !open.get() {
            return nothing();
        }
        let kids = choices.iter().map(|&choice| {
            let (class, label) = match choice {
                Choice::Person => ("choice person-choice", word("choose-person")),
                Choice::Assistant => ("choice assistant-choice", word("choose-assistant")),
            };
            button("", class, label.clone(), vec![text(label)], Box::new(move || want(Command::Choose { choice })))
        });
        div("choices", kids.collect())
    }));
    spoken(
        "offer",
        "m them",
        vec![face("face", &host(|host| host.brand())), div("bubble", vec![once(said), buttons])],
    )
}

/// A form for an address, where one may be left.
fn address(item: ArcRwSignal<Item>) -> AnyView {
    let open = Memo::new(move |_| {
        item.with(|item| {
            matches!(item.body, Body::HandedOver { form: true, .. } | Body::Notice { form: true, .. })
        })
    });
    live(Box::new(move || {
        if !open.get() {
            return nothing();
        }
        let input = NodeRef::<html::Input>::new();
        let field = html::input()
            .attr("type", "email")
            .attr("name", "email")
            .attr("required", "")
            .attr("autocomplete", "email")
            .attr("aria-label", word("form-email"))
            .attr("placeholder", word("form-email"))
            .node_ref(input)
            .into_any();
        let go = html::button().class("send").child(word("leave-send")).into_any();
        html::form()
            .class("leave")
            .on(ev::submit, move |event| {
                event.prevent_default();
                let email = input
                    .get_untracked()
                    .and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok())
                    .map(|field| field.value())
                    .unwrap_or_default();
                if !email.trim().is_empty() {
                    want(Command::Leave { contact: Contact { email: email.trim().to_owned(), ..Contact::default() } });
                }
            })
            .child(vec![p("soft", word("leave-email")), field, go])
            .into_any()
    }))
}
