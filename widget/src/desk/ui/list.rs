//! The handoffs: open ones in the Worker's order, by urgency and then age; closed ones folded away.

use super::{card, live, undelivered};
use crate::desk::shell::Desk;
use leptos::prelude::*;
use shared::wire::desk::{Card, Listing};

pub fn view(desk: Desk) -> impl IntoView {
    let open = cards(desk, |listing| &listing.open);
    let closed = cards(desk, |listing| &listing.closed);
    let loaded = desk.part(|model| model.listing.is_some());
    let spent =
        desk.part(|model| model.listing.as_ref().map_or_else(String::new, |listing| listing.spent.clone()));
    let empty = move || loaded.get() && open.with(Vec::is_empty);
    view! {
        <nav class="list" aria-label="Handoffs" data-desk="list">
            {undelivered::view(desk)}
            <h1 class="list-title">
                "Open" <span class="unseen">" handoffs"</span> <span class="count" data-desk="open-count">{live(move || open.with(Vec::len))}</span>
                <span class="list-order">"by urgency, then age"</span>
            </h1>
            {live(move || (!loaded.get()).then(|| view! { <p class="list-empty">"Loading\u{2026}"</p> }))}
            {live(move || empty().then(|| view! { <p class="list-empty">"Nothing is waiting."</p> }))}
            <ul>
                <For each=move || open.get() key=card::key children=move |one| card::view(desk, one, false)/>
            </ul>
            <details class="closed" data-desk="closed">
                <summary>"Closed " <span class="count">{live(move || closed.with(Vec::len))}</span></summary>
                <ul>
                    <For each=move || closed.get() key=card::key children=move |one| card::view(desk, one, true)/>
                </ul>
            </details>
            {live(move || (!spent.with(String::is_empty)).then(|| view! {
                <p class="list-empty" data-desk="spent">"Today: " {spent.get()}</p>
            }))}
        </nav>
    }
}

fn cards(desk: Desk, of: impl Fn(&Listing) -> &Vec<Card> + Send + Sync + 'static) -> Memo<Vec<Card>> {
    desk.part(move |model| model.listing.as_ref().map_or_else(Vec::new, |listing| of(listing).clone()))
}
