//! The body of the panel: greeting, items, who is at work, suggestions, and what stands still over them.

use super::parts::{
    DOWNWARD, Is, Paint, STOP, View, button, div, element, face, nothing, part, set, span, spoken, with_id,
};
use super::words::{filled, with_welcome, word};
use super::{Part, by_id, list, trigger, waiting, with_ui};
use crate::read;
use crate::shell::{frame, host, on, want};
use leptos::prelude::{Notify, Track};
use shared::wire::{Command, Speaker};
use std::cell::Cell;

/// So near the end, in pixels, the log follows what is new.
const NEAR: i32 = 80;

thread_local! {
    /// There is something new below what is in view
    static UNSEEN: Cell<bool> = const { Cell::new(false) };
    /// With the next frame the end comes into view. Until then nobody need ask where we are: an answer between two changes
    /// makes the browser lay everything out once more
    static FOLLOWING: Cell<bool> = const { Cell::new(false) };
}

pub fn view() -> View {
    list::begin();
    if let Some(body) = by_id("body") {
        on(&body, "scroll", || {
            if UNSEEN.get() && at_end() {
                unseen(false);
            }
        });
    }
    let rows = trigger(Part::List);
    let items: Paint = Box::new(move |place| {
        rows.track();
        set(place, "role", "log");
        set(place, "aria-live", "off");
        list::show(place);
    });
    let items = element(Is { id: "log", class: "log", repaint: Some(items), ..Is::default() }, Vec::new());
    let polite: Paint = Box::new(|place| set(place, "aria-live", "polite"));
    let polite = element(Is { id: "polite", class: "sr", paint: Some(polite), ..Is::default() }, Vec::new());
    div(
        "chat",
        vec![
            part(Part::Trouble, trouble),
            div(
                "all",
                vec![
                    part(Part::Greeting, greeting),
                    part(Part::List, earlier),
                    items,
                    part(Part::Waiting, waiting::view),
                    part(Part::Thinking, thinking),
                    part(Part::Suggestions, suggestions),
                ],
            ),
            div("below", vec![part(Part::Stop, stop), part(Part::Unseen, newest)]),
            polite,
        ],
    )
}

/// The assistant's greeting. It is not part of the conversation: it is only shown.
fn greeting() -> View {
    with_welcome(|welcome| {
        let words = span("", read::text(welcome, "greeting"));
        let brand = host(|host| host.brand());
        spoken("greeting", "m them", vec![face("face", &brand, ""), div("bubble", vec![words])])
    })
    .unwrap_or_else(|| div("wait", vec![dots()]))
}

fn earlier() -> View {
    if !list::earlier() {
        return nothing();
    }
    let click = |_| {
        list::more();
        trigger(Part::List).notify();
    };
    button("earlier", "pill", word("earlier"), "", click, 0)
}

/// What can be said by one press: replies to the newest answer, or questions to begin with.
fn offered() -> Vec<String> {
    let (begun, replies) = with_ui(|ui| (ui.begun, ui.status.replies.clone()));
    if begun {
        return replies;
    }
    with_welcome(|welcome| read::texts(welcome, "suggestions")).unwrap_or_default()
}

fn suggestions() -> View {
    if with_ui(|ui| ui.asking || ui.status.speaker != Speaker::Assistant) {
        return nothing();
    }
    let mut kids: Vec<View> =
        offered().into_iter().zip(0..).map(|(text, i)| button("", "pill", text, "", suggested, i)).collect();
    if !with_ui(|ui| ui.begun) {
        kids.extend(with_welcome(|welcome| span("soft", read::text(welcome, "person"))));
    }
    if kids.is_empty() {
        return nothing();
    }
    with_id("suggestions", "chips", kids)
}

fn suggested(i: u32) {
    if let Some(text) = offered().into_iter().nth(i as usize) {
        want(Command::Say { text, page: None });
    }
}

/// Somebody is at work: the assistant before its first word, or a person.
fn thinking() -> View {
    let line = with_ui(|ui| {
        if !ui.typing.is_empty() {
            filled("typing", "{name}", &ui.typing)
        } else if ui.answering.is_some() && !ui.streaming {
            word("thinking")
        } else if ui.asking {
            word("asking")
        } else {
            String::new()
        }
    });
    if line.is_empty() {
        return nothing();
    }
    with_id("thinking", "thinking", vec![dots(), span("soft", line)])
}

fn dots() -> View {
    let dot = || div("dot", Vec::new());
    div("dots", vec![dot(), dot(), dot()])
}

fn stop() -> View {
    let Some(turn) = with_ui(|ui| ui.answering) else { return nothing() };
    button("stop", "pill", word("stop"), STOP, |turn| want(Command::Stop { turn }), turn)
}

fn newest() -> View {
    if !UNSEEN.get() {
        return nothing();
    }
    button("newest", "pill", word("new-message"), DOWNWARD, |_| to_end(), 0)
}

/// What stands in the way, in one line on top.
fn trouble() -> View {
    let line = with_ui(|ui| {
        if ui.offline {
            word("offline")
        } else if !ui.trouble.is_empty() {
            ui.trouble.clone()
        } else if ui.reconnecting {
            word("reconnecting")
        } else {
            String::new()
        }
    });
    if line.is_empty() {
        return nothing();
    }
    with_id("trouble", "strip", vec![span("", line)])
}

/// Whether the end of the log is in view, or nearly.
pub fn at_end() -> bool {
    FOLLOWING.get()
        || by_id("body")
            .is_none_or(|body| body.scroll_height() - body.scroll_top() - body.client_height() < NEAR)
}

/// After a change: the end stays in view if it was; else there is a way to it.
pub fn follow(stay: bool, more: bool) {
    if stay {
        if !FOLLOWING.replace(true) {
            frame(to_end);
        }
    } else if more {
        unseen(true);
    }
}

fn unseen(is: bool) {
    if UNSEEN.replace(is) != is {
        trigger(Part::Unseen).notify();
    }
}

pub fn to_end() {
    FOLLOWING.set(false);
    if let Some(body) = by_id("body") {
        body.set_scroll_top(body.scroll_height());
    }
}
