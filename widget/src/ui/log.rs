//! The body of the panel: greeting, items, who is typing, suggestions, and what stands still over them.

use super::parts::{DOWNWARD, Kids, STOP, button, div, face, icon, live, nothing, p, span, text, with_id};
use super::words::{filled, with_welcome, word};
use super::{Ui, element, item};
use crate::read;
use crate::shell::{frame, host, want};
use leptos::prelude::*;
use leptos::html;
use shared::wire::{Command, Speaker};
use std::cell::Cell;

/// How many items are shown at first, and how many more at a time.
const STEP: usize = 60;
/// So near the end, in pixels, the log follows what is new.
const NEAR: i32 = 80;

thread_local! {
    static UNSEEN: Cell<Option<RwSignal<bool>>> = const { Cell::new(None) };
}

pub fn view(ui: ArcRwSignal<Ui>) -> AnyView {
    let most = RwSignal::new(STEP);
    let unseen = RwSignal::new(false);
    UNSEEN.set(Some(unseen));
    if let Some(body) = element("body") {
        crate::shell::on(&body, "scroll", move || {
            if at_end() && unseen.get_untracked() {
                unseen.set(false);
            }
        });
    }
    let part = |draw: fn(&Ui) -> AnyView| {
        let ui = ui.clone();
        // Drawn again only if what it shows has changed.
        let ui = Memo::new(move |_| ui.get());
        live(Box::new(move || ui.with(draw)))
    };
    let ids = ui.clone();
    let keys = Memo::new(move |_| ids.with(|ui| (ui.ids.clone(), ui.words)));
    let list = For(ForProps::builder()
        .each(move || {
            let (ids, words) = keys.get();
            let from = ids.len().saturating_sub(most.get());
            ids[from..].iter().map(|id| (*id, words)).collect::<Vec<_>>()
        })
        .key(|key| *key)
        .children(|(id, _)| item::view(id))
        .build())
    .into_any();
    let earlier = live(Box::new(move || {
        if keys.with(|(ids, _)| ids.len()) <= most.get() {
            return nothing();
        }
        let label = word("earlier");
        button("earlier", "pill", label.clone(), vec![text(label)], Box::new(move || most.update(|most| *most += STEP)))
    }));
    let log = html::div()
        .id("log")
        .attr("role", "log")
        .attr("aria-live", "off")
        .child(vec![earlier, part(greeting), list, part(thinking), part(suggestions)])
        .into_any();
    let below = live(Box::new(move || {
        if !unseen.get() {
            return nothing();
        }
        let label = word("new-message");
        button("newest", "pill", label.clone(), vec![icon(DOWNWARD), text(label)], Box::new(to_end))
    }));
    let polite = html::div().id("polite").class("sr").attr("aria-live", "polite").into_any();
    div("chat", vec![part(trouble), log, div("below", vec![part(stop), below]), polite])
}

/// The assistant's greeting. It is not part of the conversation: it is only shown.
fn greeting(_: &Ui) -> AnyView {
    with_welcome(|welcome| {
        item::spoken(
            "assistant",
            "m them",
            vec![face("face", &host(|host| host.brand())), div("bubble", vec![p("", read::text(welcome, "greeting"))])],
        )
    })
    .unwrap_or_else(|| div("wait", vec![dots()]))
}

fn suggestions(ui: &Ui) -> AnyView {
    if ui.begun || ui.asking || ui.status.speaker != Speaker::Assistant {
        return nothing();
    }
    with_welcome(|welcome| {
        let mut kids: Kids = Vec::new();
        for question in read::texts(welcome, "suggestions") {
            let say = question.clone();
            let click = Box::new(move || want(Command::Say { text: say.clone(), page: None }));
            kids.push(button("", "pill", question.clone(), vec![text(question)], click));
        }
        kids.push(p("soft", read::text(welcome, "person")));
        with_id("suggestions", "chips", kids)
    })
    .unwrap_or_else(nothing)
}

/// Somebody is at work: the assistant before its first word, or a person.
fn thinking(ui: &Ui) -> AnyView {
    let line = if !ui.typing.is_empty() {
        filled("typing", "{name}", &ui.typing)
    } else if ui.answering.is_some() && !ui.streaming {
        word("thinking")
    } else if ui.asking {
        word("sending")
    } else {
        return nothing();
    };
    with_id("thinking", "thinking", vec![dots(), span("soft", line)])
}

fn dots() -> AnyView {
    let dot = || html::i().into_any();
    div("dots", vec![dot(), dot(), dot()])
}

fn stop(ui: &Ui) -> AnyView {
    let Some(turn) = ui.answering else { return nothing() };
    let label = word("stop");
    let click = Box::new(move || want(Command::Stop { turn }));
    button("stop", "pill", label.clone(), vec![icon(STOP), text(label)], click)
}

/// What stands in the way, in one line on top.
fn trouble(ui: &Ui) -> AnyView {
    let line = if ui.offline {
        word("offline")
    } else if !ui.trouble.is_empty() {
        ui.trouble.clone()
    } else if ui.reconnecting {
        word("reconnecting")
    } else {
        return nothing();
    };
    html::div().id("trouble").class("strip").attr("role", "status").child(line).into_any()
}

/// Whether the end of the log is in view, or nearly.
pub fn at_end() -> bool {
    element("body").is_none_or(|body| body.scroll_height() - body.scroll_top() - body.client_height() < NEAR)
}

/// After a change: the end stays in view if it was; else there is a way to it.
pub fn follow(stay: bool, more: bool) {
    if stay {
        frame(to_end);
    } else if more && let Some(unseen) = UNSEEN.get() {
        unseen.set(true);
    }
}

pub fn to_end() {
    if let Some(body) = element("body") {
        body.set_scroll_top(body.scroll_height());
    }
}
