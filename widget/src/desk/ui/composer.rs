//! The reply: Enter sends, Shift+Enter makes a line. The text belongs to the conversation and stays with it.

use super::conversation::speaker;
use super::{files, icon, live};
use crate::desk::keys::is;
use crate::desk::model::Msg;
use crate::desk::shell::Desk;
use crate::desk::wording;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html::Textarea;
use leptos::prelude::*;
use shared::wire::desk::{AgentCommand, Who};
use shared::wire::{Speaker, TEXT_LIMIT};

pub fn view(desk: Desk) -> impl IntoView {
    let speaker = speaker(desk);
    let me = desk.part(|model| model.name().to_owned());
    let closed_words = move || match speaker.get()? {
        Speaker::Nobody => {
            Some("This conversation is closed. If the customer writes again, it starts anew.".to_owned())
        }
        Speaker::Assistant => {
            Some("The assistant answers here. Claim the conversation to reply yourself.".to_owned())
        }
        speaker if me.with(|me| is(&speaker, me)) => None,
        Speaker::Person { name } => Some(format!("{name} is answering here. Take over to reply yourself.")),
        Speaker::Team => None,
    };
    let closed_words = Memo::new(move |_| closed_words());
    move || match closed_words.get() {
        Some(words) => view! { <p class="no-reply" data-desk="no-reply">{words}</p> }.into_any(),
        None => form(desk).into_any(),
    }
}

fn form(desk: Desk) -> impl IntoView {
    let field = NodeRef::<Textarea>::new();
    let draft = desk.part(|model| model.draft().to_owned());
    // Only when the model knows better than the field: writing what is there already would disturb typing.
    Effect::new(move |_| {
        let text = draft.get();
        if let Some(field) = field.get()
            && field.value() != text
        {
            field.set_value(&text);
        }
    });
    let sendable = Memo::new(move |_| draft.with(|text| !text.trim().is_empty() && text.len() <= TEXT_LIMIT));
    let send = move || {
        if sendable.get_untracked() {
            desk.act(AgentCommand::Say { text: draft.get_untracked().trim().to_owned() });
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
        field.get_untracked().iter().for_each(|field| drop(field.focus()));
    };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            send();
        }
    };
    let too_long = move || draft.with(|text| text.len().checked_sub(TEXT_LIMIT).filter(|over| *over > 0));
    view! {
        <form class="composer" data-desk="reply-form" on:submit=submit>
            {suggestion(desk, field)}
            <label class="unseen" for="reply">"Reply to the customer"</label>
            <div class="field">
                <textarea id="reply" node_ref=field rows="2" data-desk="composer" dir="auto" aria-describedby="reply-hint"
                    placeholder="Write a reply\u{2026}"
                    on:input=move |event| desk.tell(Msg::Drafted(event_target_value(&event)))
                    on:keydown=key></textarea>
                {files::button(desk)}
                <button class="primary send" type="submit" data-desk="send" aria-disabled=move || (!sendable.get()).to_string()>
                    <span>"Send"</span> {icon::line(icon::SEND)}
                </button>
            </div>
            <p class="hint" id="reply-hint">
                {live(move || match too_long() {
                    Some(over) => view! { <span class="over" role="alert">{format!("Too long by about {over} letters. Send it in parts.")}</span> }.into_any(),
                    None => view! {
                        <span><kbd>"Enter"</kbd> " sends \u{b7} " <kbd>"Shift"</kbd> "+" <kbd>"Enter"</kbd> " new line"</span>
                        <span class="hint-keys"><kbd>"j"</kbd> <kbd>"k"</kbd> " move \u{b7} " <kbd>"r"</kbd> " reply \u{b7} " <kbd>"?"</kbd> " all shortcuts"</span>
                    }.into_any(),
                })}
            </p>
        </form>
    }
}

/// A first line that shows the customer they need not repeat themselves, until the agent has said anything.
fn suggestion(desk: Desk, field: NodeRef<Textarea>) -> impl IntoView {
    let line = desk.part(|model| {
        let opened = model.open.as_ref()?.loaded.as_ref()?;
        let spoke = opened.lines.iter().any(|line| line.who == Who::Person && line.name == model.name());
        let sending = model.outbox.of(&opened.card.conversation).any(|item| item.text().is_some());
        let free = !spoke && !sending && model.draft().trim().is_empty();
        free.then(|| wording::opening_line(&opened.card, model.name())).flatten()
    });
    move || {
        line.get().map(|text| {
            let insert = text.clone();
            view! {
                <button class="suggestion" type="button" data-desk="suggestion" on:click=move |_| {
                    desk.tell(Msg::Drafted(format!("{insert} ")));
                    field.get_untracked().iter().for_each(|field| drop(field.focus()));
                }>
                    <span class="suggestion-label">"Start with"</span>
                    <span class="suggestion-text">{text}</span>
                </button>
            }
        })
    }
}
