//! The head of the page: whose desk, who is here, whether news arrive.

use super::{icon, live};
use crate::desk::model::{Link, LinkState, Msg};
use crate::desk::shell::Desk;
use crate::desk::wording;
use leptos::prelude::*;

/// More agents than this are counted, not drawn.
const PICTURES: usize = 5;

pub fn view(desk: Desk) -> impl IntoView {
    let me = desk.part(|model| model.me.clone());
    let link = desk.part(|model| {
        let open = model.open.as_ref().filter(|open| open.problem.is_none());
        fine(&model.link) && open.is_none_or(|open| fine(&open.link))
    });
    let notice = desk.part(|model| match model.outdated {
        true => Some("Baton was updated. Reload this page to go on.".to_owned()),
        false => model.notice.clone(),
    });
    let name = move || me.with(|me| me.as_ref().map_or(String::new(), |me| me.name.clone()));
    let site = move || me.with(|me| me.as_ref().map_or(String::new(), |me| me.site.clone()));
    let skip = move |_| {
        let stage = document().get_element_by_id("stage-title");
        let stage =
            stage.and_then(|title| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(title).ok());
        stage.iter().for_each(|title| drop(title.focus()));
    };
    view! {
        <header class="bar">
            <button class="skip" type="button" on:click=skip>"Skip to the conversation"</button>
            <a class="brand" href="#list">
                {icon::mark()}
                <span class="brand-name">"Baton desk"</span>
                <span class="brand-site" data-desk="site">{site}</span>
                <span class="unseen">", to the list"</span>
            </a>
            <p class="link" data-desk="link" data-live=move || link.get().to_string()>
                {live(move || if link.get() { "Live" } else { "Reconnecting\u{2026}" })}
            </p>
            {presence(desk)}
            <button class="quiet square" type="button" data-desk="help" aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)"
                on:click=move |_| desk.tell(Msg::HelpToggled)>
                <kbd>"?"</kbd>
            </button>
            <div class="me">
                <span class="me-name" data-desk="me">{name}</span>
                <button class="quiet" type="button" data-desk="sign-out" on:click=move |_| desk.tell(Msg::SignOutPressed)>
                    "Sign out"
                </button>
            </div>
        </header>
        {live(move || notice.get().map(|text| view! { <p class="notice" role="alert" data-desk="notice">{text}</p> }))}
    }
}

/// The first connection is no trouble yet.
fn fine(link: &Link) -> bool {
    link.state == LinkState::Live || (link.state == LinkState::Connecting && link.generation <= 1)
}

fn face(name: String) -> impl IntoView {
    let (tint, initials) = (wording::tint(&name), wording::initials(&name));
    view! {
        <li class=format!("face {tint}") title=name.clone() data-agent=name.clone()>
            <span aria-hidden="true">{initials}</span>
            <span class="unseen">{name.clone()}</span>
        </li>
    }
}

fn presence(desk: Desk) -> impl IntoView {
    let agents =
        desk.part(|model| model.listing.as_ref().map_or_else(Vec::new, |listing| listing.agents.clone()));
    view! {
        <ul class="presence" data-desk="presence" aria-label="Agents with the desk open">
            {live(move || {
                let agents = agents.get();
                let more = agents.len().saturating_sub(PICTURES);
                let pictures: Vec<_> = agents.into_iter().take(PICTURES).map(face).collect();
                let rest = (more > 0).then(|| view! { <li class="face rest">{format!("+{more}")}</li> });
                (pictures, rest)
            })}
        </ul>
    }
}
