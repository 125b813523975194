//! What is on screen. One component a file; each draws parts of the model and tells the shell what was pressed.

mod bar;
mod briefing;
mod card;
mod clock;
mod composer;
mod conversation;
mod dialogs;
mod files;
mod follow;
mod icon;
mod keyboard;
mod list;
mod rich;
mod sign_in;
mod transcript;
mod undelivered;

use super::model::Screen;
use super::shell::Desk;
use super::wording;
use leptos::prelude::*;

/// A part of the screen that follows the model, as one type: every other closure would be compiled with all that
/// draws it once more.
type Live = Box<dyn FnMut() -> AnyView + Send>;

fn live<V: IntoView + 'static>(mut draw: impl FnMut() -> V + Send + 'static) -> Live {
    Box::new(move || draw().into_any())
}

pub fn root(desk: Desk) -> impl IntoView {
    keyboard::listen(desk);
    let screen = desk.part(|model| model.screen);
    let title = desk.part(|model| {
        let site = model.me.as_ref().map_or("", |me| me.site.as_str());
        wording::title(site, model.unclaimed())
    });
    Effect::new(move |_| document().set_title(&title.get()));
    let told = desk.part(|model| model.told.clone());
    view! {
        {live(move || match screen.get() {
            Screen::Starting => starting(desk).into_any(),
            Screen::SignIn => sign_in::view(desk).into_any(),
            Screen::Desk => at_work(desk).into_any(),
        })}
        // Two equal sentences in a row are two announcements: the space makes the text differ.
        <div class="unseen" role="status" aria-live="polite" data-desk="told">
            {live(move || {
                let (n, text) = told.get();
                if n % 2 == 0 { text } else { format!("{text}\u{a0}") }
            })}
        </div>
    }
}

fn starting(desk: Desk) -> impl IntoView {
    let slow = desk.part(|model| model.link.tries > 0);
    view! {
        <main class="starting" aria-busy="true">
            {icon::mark()}
            <p>{live(move || if slow.get() { "The desk cannot be reached. Trying again\u{2026}" } else { "Opening the desk\u{2026}" })}</p>
        </main>
    }
}

fn at_work(desk: Desk) -> impl IntoView {
    let id = desk.part(|model| model.open_id().map(str::to_owned));
    // Who goes back to the list stands at the card they came from.
    Effect::new(move |before: Option<Option<String>>| {
        let now = id.get();
        if let (None, Some(Some(left))) = (&now, before) {
            request_animation_frame(move || keyboard::focus(&format!("[data-conversation=\"{left}\"]")));
        }
        now
    });
    let class = move || if id.with(Option::is_some) { "desk opened" } else { "desk" };
    view! {
        <div class=class>
            {bar::view(desk)}
            <main class="columns">
                {list::view(desk)}
                <div class="stage">
                    {live(move || match id.get() {
                        Some(_) => conversation::view(desk).into_any(),
                        None => nothing_open(desk).into_any(),
                    })}
                </div>
            </main>
            {dialogs::view(desk)}
        </div>
    }
}

fn nothing_open(desk: Desk) -> impl IntoView {
    let waiting =
        desk.part(|model| model.listing.as_ref().map(|listing| (listing.open.len(), model.unclaimed())));
    let missing = desk.part(|model| model.listing.as_ref().map_or(0, |listing| listing.undelivered.len()));
    view! {
        <div class="nothing" data-desk="nothing-open">
            {icon::mark()}
            {live(move || match waiting.get() {
                None => view! { <p>"Loading\u{2026}"</p> }.into_any(),
                Some((0, _)) if missing.get() > 0 => view! {
                    <h2 id="stage-title" tabindex="-1">{wording::not_arrived(missing.get())}</h2>
                    <p>"No handoff is open here. What has not arrived elsewhere stands above the list: try it now, or open it."</p>
                }.into_any(),
                Some((0, _)) => view! {
                    <h2 id="stage-title" tabindex="-1">"All quiet"</h2>
                    <p>"No handoffs are open. New ones appear here by themselves."</p>
                }.into_any(),
                Some((open, unclaimed)) => view! {
                    <h2 id="stage-title" tabindex="-1">{count(unclaimed, open)}</h2>
                    <p>"Pick a conversation, or press " <kbd>"j"</kbd> " for the first."</p>
                }.into_any(),
            })}
        </div>
    }
}

fn count(unclaimed: usize, open: usize) -> String {
    match (unclaimed, open) {
        (0, 1) => "One handoff open, and somebody has it".to_owned(),
        (0, open) => format!("{open} handoffs open, and somebody has each"),
        (1, _) => "One customer waits for somebody".to_owned(),
        (unclaimed, _) => format!("{unclaimed} customers wait for somebody"),
    }
}
