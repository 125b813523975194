//! One handoff in the list: how urgent, what the customer wants, who, where, how long, who has it.

use super::live;
use crate::desk::shell::Desk;
use crate::desk::wording;
use leptos::prelude::*;
use shared::wire::desk::Card;

/// What makes a card another card: everything on it, so that a changed one is drawn again.
pub fn key(card: &Card) -> String {
    let agent = card.agent.as_deref().unwrap_or_default();
    format!(
        "{} {} {} {} {} {} {} {} {} {:?}",
        card.reference,
        card.at,
        card.priority,
        card.goal,
        card.who,
        agent,
        card.page,
        card.queue,
        card.wish,
        card.by
    )
}

pub fn view(desk: Desk, card: Card, closed: bool) -> impl IntoView {
    let id = card.conversation.clone();
    let here = desk.part(move |model| model.open_id() == Some(id.as_str()));
    let reference = card.reference.clone();
    let fresh = desk.part(move |model| model.fresh.contains(&reference));
    let since = if closed { card.closed_at.unwrap_or(card.at) } else { card.at };
    let age = desk.part(move |model| wording::age(since, model.now));
    let id = card.conversation.clone();
    let draft = desk.part(move |model| model.drafts.get(&id).is_some_and(|text| !text.trim().is_empty()));
    let me = desk.peek(|model| model.name().to_owned());
    let who = if card.who.is_empty() { "Unknown customer".to_owned() } else { card.who.clone() };
    let language =
        (!card.language.is_empty() && !card.language.starts_with("en")).then(|| card.language.clone());
    let state = match &card.agent {
        _ if closed => ("closed", "Closed".to_owned()),
        None => ("free", "Unclaimed".to_owned()),
        Some(agent) if *agent == me => ("mine", "Yours".to_owned()),
        Some(agent) => ("theirs", agent.clone()),
    };
    // Once somebody has it, what was promised is theirs to keep: the list tells of those who wait for somebody.
    let waits = !closed && card.agent.is_none();
    let by = card.by.filter(|_| waits);
    let due = desk.part(move |model| by.map(|by| wording::promised(by, model.now)));
    let (queue, wish) = (card.queue.clone(), if closed { String::new() } else { card.wish.clone() });
    let more = !queue.is_empty() || by.is_some() || !wish.is_empty();
    let more = more.then(|| {
        view! {
            <span class="card-more">
                {(!queue.is_empty()).then(|| view! { <span class="queue" data-desk="queue"><span class="unseen">"Queue "</span>{queue}</span> })}
                {live(move || due.get().map(|(state, text)| view! { <span class="due" data-desk="due" data-state=state>{text}</span> }))}
                {(!wish.is_empty()).then(|| view! { <span class="wish" data-desk="wish">{wish}</span> })}
            </span>
        }
    });
    view! {
        <li>
            <a class="card" href=format!("#c/{}", card.conversation) data-desk="card" data-priority=card.priority.clone()
                data-reference=card.reference.clone() data-conversation=card.conversation.clone() data-state=state.0
                class:fresh=move || fresh.get()
                aria-current=move || here.get().then_some("page")>
                <span class="card-top">
                    <span class="priority" data-priority=card.priority.clone()>{card.priority.clone()}</span>
                    {live(move || fresh.get().then(|| view! { <span class="new">"New"</span> }))}
                    {live(move || draft.get().then(|| view! { <span class="draft">"Draft"</span> }))}
                    <span class="age">{live(move || age.get())}</span>
                </span>
                <span class="card-goal">{card.goal}</span>
                <span class="card-meta">
                    <span class="card-who">{who}</span>
                    <span class="card-page">{card.page}</span>
                    {language.map(|code| view! { <span class="language">{code}</span> })}
                    <span class="holder" data-state=state.0>{state.1}</span>
                </span>
                {more}
            </a>
        </li>
    }
}
