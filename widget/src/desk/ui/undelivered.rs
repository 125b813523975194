//! What has not arrived where it should: what it is, who was asked and what each said, when it is tried next, and a
//! button to try it now; and destinations that are gone. Nothing of it is drawn while all is well.

use super::live;
use crate::desk::model::Msg;
use crate::desk::shell::{Desk, random_key};
use crate::desk::wording;
use leptos::prelude::*;
use shared::wire::desk::{AgentCommand, Gone, Tried, Undelivered};

pub fn view(desk: Desk) -> impl IntoView {
    (gone(desk), list(desk))
}

/// Where handoffs should go and cannot.
fn gone(desk: Desk) -> impl IntoView {
    let all = desk.part(|model| model.listing.as_ref().map_or_else(Vec::new, |listing| listing.gone.clone()));
    live(move || {
        let rows = |one: Gone| {
            let since = desk.part(move |model| wording::age(one.since, model.now));
            view! {
                <li class="missing" data-desk="gone-place">
                    <p class="missing-what"><b>{one.tool}</b> <span>{one.what}</span> <span class="age">{live(move || since.get())}</span></p>
                    <p>{one.why}</p>
                </li>
            }
        };
        let all = all.get();
        (!all.is_empty()).then(|| {
            view! {
                <section class="undelivered" data-desk="gone" aria-label="Destinations that are gone">
                    <h2 class="undelivered-title">{wording::destinations_gone(all.len())}</h2>
                    <ul>{all.into_iter().map(rows).collect::<Vec<_>>()}</ul>
                </section>
            }
        })
    })
}

fn list(desk: Desk) -> impl IntoView {
    let all = desk
        .part(|model| model.listing.as_ref().map_or_else(Vec::new, |listing| listing.undelivered.clone()));
    let any = Memo::new(move |_| all.with(|all| !all.is_empty()));
    live(move || {
        any.get().then(|| {
            view! {
                <details class="undelivered" data-desk="undelivered" open>
                    <summary>
                        <span class="undelivered-title">{live(move || wording::not_arrived(all.with(Vec::len)))}</span>
                        <span class="unseen">", show or hide"</span>
                    </summary>
                    <ul>
                        <For each=move || all.get() key=key children=move |one| row(desk, one)/>
                    </ul>
                    {live(move || (all.with(Vec::len) > 1).then(|| view! {
                        <button class="plain" type="button" data-desk="retry-all" on:click=move |_| retry_all(desk, all.get_untracked())>
                            "Try all now"
                        </button>
                    }))}
                </details>
            }
        })
    })
}

/// Everything that is drawn but the clock.
fn key(one: &Undelivered) -> String {
    let tried: Vec<String> =
        one.tried.iter().map(|tried| format!("{} {} {}", tried.backend, tried.tries, tried.answer)).collect();
    format!("{} {} {:?} {}", one.conversation, one.parcel, one.next, tried.join(" "))
}

fn act(desk: Desk, conversation: String, command: AgentCommand) {
    desk.tell(Msg::DidTo { conversation, key: random_key(), command });
}

fn retry_all(desk: Desk, all: Vec<Undelivered>) {
    for one in all {
        act(desk, one.conversation, AgentCommand::Retry { parcel: one.parcel });
    }
}

fn row(desk: Desk, one: Undelivered) -> impl IntoView {
    let next = one.next;
    let when = desk.part(move |model| wording::next_try(next, model.now));
    let retry = AgentCommand::Retry { parcel: one.parcel.clone() };
    let (id, command) = (one.conversation.clone(), retry.clone());
    let busy = desk.part(move |model| model.outbox.doing(&id, &command));
    let id = one.conversation.clone();
    let press = move |_| act(desk, id.clone(), retry.clone());
    let leave = next.is_none().then(|| {
        let (id, command) = (one.conversation.clone(), AgentCommand::Leave { parcel: one.parcel.clone() });
        view! {
            <button class="quiet" type="button" data-desk="leave" title="Leave it: it was seen to in another way"
                on:click=move |_| act(desk, id.clone(), command.clone())>"Leave it"</button>
        }
    });
    view! {
        <li class="missing" data-desk="missing" data-parcel=one.parcel.clone() data-given-up=next.is_none().to_string()>
            <p class="missing-what">
                <a href=format!("#c/{}", one.conversation)>{one.reference.clone()}</a>
                <span>{one.what.clone()}</span>
            </p>
            <ul class="missing-tried">{one.tried.into_iter().map(tried).collect::<Vec<_>>()}</ul>
            <div class="missing-next">
                <span data-desk="next-try">{live(move || when.get())}</span>
                {leave}
                <button class="plain" type="button" data-desk="retry" on:click=press
                    aria-label=format!("Try now: {} of {}", one.what, one.reference)>
                    {live(move || if busy.get() { "Trying\u{2026}" } else { "Try now" })}
                </button>
            </div>
        </li>
    }
}

fn tried(tried: Tried) -> impl IntoView {
    let answer = wording::answered(&tried);
    view! { <li><b>{tried.backend}</b> {format!(": {answer}")}</li> }
}
