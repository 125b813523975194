//! What asks for a yes or no, and the list of shortcuts. Native dialogs: the browser keeps and returns the focus.

use super::live;
use crate::desk::keys::SHORTCUTS;
use crate::desk::model::{Msg, Question};
use crate::desk::shell::Desk;
use leptos::html::Dialog;
use leptos::prelude::*;
use shared::wire::Speaker;
use shared::wire::desk::AgentCommand;

pub fn view(desk: Desk) -> impl IntoView {
    view! {
        {question(desk)}
        {help(desk)}
    }
}

fn question(desk: Desk) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let asking = desk.part(|model| model.asking);
    let holder = desk.part(|model| match model.open.as_ref()?.loaded.as_ref()?.status.speaker.clone() {
        Speaker::Person { name } => Some(name),
        _ => None,
    });
    show_when(dialog, move || asking.get().is_some());
    // The last question stays drawn while the dialog closes.
    let shown =
        Memo::new(move |old: Option<&Question>| asking.get().or(old.copied()).unwrap_or(Question::Close));
    let yes = move |_| {
        let command = match shown.get_untracked() {
            Question::Close => AgentCommand::Close,
            Question::HandBack => AgentCommand::HandBack,
            Question::TakeOver => AgentCommand::Claim,
        };
        desk.act(command);
    };
    view! {
        <dialog class="question" node_ref=dialog data-desk="question" aria-labelledby="question-title" aria-describedby="question-text"
            on:close=move |_| desk.tell(Msg::Asked(None))>
            <h2 id="question-title">{live(move || match shown.get() {
                Question::Close => "End this conversation?".to_owned(),
                Question::HandBack => "Hand back to the assistant?".to_owned(),
                Question::TakeOver => format!("Take over from {}?", holder.get().unwrap_or_default()),
            })}</h2>
            <p id="question-text">{live(move || match shown.get() {
                Question::Close => "The customer is told that it is closed. If they write again, it starts anew.",
                Question::HandBack => "The customer is told, and the assistant answers from now on.",
                Question::TakeOver => "The customer is told that you have joined.",
            })}</p>
            <div class="choices">
                <button class="plain" type="button" data-desk="no" on:click=move |_| desk.tell(Msg::Asked(None))>"Cancel"</button>
                <button class="primary" type="button" data-desk="yes" on:click=yes autofocus>{live(move || match shown.get() {
                    Question::Close => "End conversation",
                    Question::HandBack => "Hand back",
                    Question::TakeOver => "Take over",
                })}</button>
            </div>
        </dialog>
    }
}

fn help(desk: Desk) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let open = desk.part(|model| model.help);
    let on = desk.part(|model| model.shortcuts);
    show_when(dialog, move || open.get());
    let closed = move |_| {
        if desk.peek(|model| model.help) {
            desk.tell(Msg::HelpToggled);
        }
    };
    let rows: Vec<_> = SHORTCUTS
        .iter()
        .map(|(key, what)| view! { <div><dt><kbd>{*key}</kbd></dt><dd>{*what}</dd></div> })
        .collect();
    view! {
        <dialog class="help" node_ref=dialog data-desk="help-dialog" aria-labelledby="help-title" on:close=closed>
            <h2 id="help-title">"Keyboard shortcuts"</h2>
            <dl class="keys">{rows}</dl>
            <label class="switch">
                <input type="checkbox" data-desk="shortcuts" prop:checked=move || on.get()
                    on:change=move |_| desk.tell(Msg::ShortcutsToggled)/>
                "Single letters act as shortcuts"
            </label>
            <div class="choices">
                <button class="primary" type="button" on:click=move |_| desk.tell(Msg::HelpToggled)>"Done"</button>
            </div>
        </dialog>
    }
}

/// Opens and closes a dialog with the model.
fn show_when(dialog: NodeRef<Dialog>, open: impl Fn() -> bool + 'static) {
    Effect::new(move |_| {
        let (Some(dialog), open) = (dialog.get(), open()) else { return };
        match (open, dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
}
