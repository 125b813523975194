//! Listens to the keyboard and does what `keys` says a key means.

use crate::desk::keys::{Intent, Place, intent, is};
use crate::desk::model::{Cmd, Msg, Question};
use crate::desk::shell::Desk;
use leptos::ev::{KeyboardEvent, keydown};
use leptos::prelude::*;
use shared::wire::Speaker;
use shared::wire::desk::AgentCommand;
use wasm_bindgen::JsCast;

pub fn listen(desk: Desk) {
    // For as long as the page lives.
    let _ = window_event_listener(keydown, move |event| pressed(desk, &event));
}

fn pressed(desk: Desk, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return;
    }
    let Some(intent) = desk.peek(|model| intent(model, &event.key(), place(event))) else { return };
    event.prevent_default();
    match intent {
        Intent::Step(step) => desk.tell(Msg::Stepped(step)),
        Intent::Reply => focus("#reply"),
        Intent::Leave => focus("#stage-title"),
        Intent::Claim => claim(desk),
        Intent::Close => desk.tell(Msg::Asked(Some(Question::Close))),
        Intent::HandBack => desk.tell(Msg::Asked(Some(Question::HandBack))),
        Intent::Briefing => desk.tell(Msg::BriefingToggled),
        Intent::Back => desk.run(Cmd::Go(None)),
        Intent::Help => desk.tell(Msg::HelpToggled),
    }
}

/// Claims what nobody has; asks before taking it from somebody.
pub fn claim(desk: Desk) {
    let theirs = desk.peek(|model| {
        let opened = model.open.as_ref().and_then(|open| open.loaded.as_ref());
        opened.is_some_and(|opened| {
            let speaker = &opened.status.speaker;
            matches!(speaker, Speaker::Person { .. }) && !is(speaker, model.name())
        })
    });
    if theirs { desk.tell(Msg::Asked(Some(Question::TakeOver))) } else { desk.act(AgentCommand::Claim) }
}

/// Focuses what the selector finds, if it is there.
pub fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    let found = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
    found.iter().for_each(|found| drop(found.focus()));
}

fn place(event: &KeyboardEvent) -> Place {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let inside = |selector: &str| {
        element.as_ref().and_then(|element| element.closest(selector).ok().flatten()).is_some()
    };
    match () {
        () if inside("dialog") => Place::Dialog,
        () if inside("input, textarea, select, [contenteditable]") => Place::TextField,
        () => Place::Page,
    }
}
