//! Sign-in: the name customers will see, and the desk's password.

use super::{icon, live};
use crate::desk::model::Msg;
use crate::desk::shell::Desk;
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

pub fn view(desk: Desk) -> impl IntoView {
    let name = NodeRef::<Input>::new();
    let password = NodeRef::<Input>::new();
    let form = desk.part(|model| model.sign_in.clone());
    let kept = desk.part(|model| !model.drafts.is_empty() || !model.outbox.items.is_empty());
    let first_name = desk.peek(|model| model.sign_in.name.clone());
    let known = !first_name.is_empty();
    Effect::new(move |_| {
        let field = if known { password.get() } else { name.get() };
        field.iter().for_each(|field| drop(field.focus()));
    });
    // A wrong password is typed again; the words of the error are read out by its role.
    Effect::new(move |_| {
        if form.with(|form| form.problem.is_some())
            && let Some(field) = password.get_untracked()
        {
            field.set_value("");
            let _ = field.focus();
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(name), Some(password)) = (name.get_untracked(), password.get_untracked()) else { return };
        if !form.with_untracked(|form| form.busy) {
            let name = name.value().trim().to_owned();
            desk.tell(Msg::SignInPressed { name, password: password.value() });
        }
    };
    view! {
        <main class="door">
            <form class="sign-in" data-desk="sign-in" on:submit=submit aria-labelledby="sign-in-title">
                {icon::mark()}
                <h1 id="sign-in-title">
                    {live(move || if form.with(|form| form.ended) { "Your session ended" } else { "Sign in to the desk" })}
                </h1>
                <p class="lead">
                    {live(move || match (form.with(|form| form.ended), kept.get()) {
                        (true, true) => "Sign in again to go on. What you typed is still here.",
                        (true, false) => "Sign in again to go on.",
                        _ => "Where conversations arrive that need a person.",
                    })}
                </p>
                <label for="sign-in-name">"Your name"</label>
                <input
                    id="sign-in-name" data-desk="sign-in-name" node_ref=name name="name" type="text" value=first_name
                    required maxlength="60" autocomplete="nickname" aria-describedby="sign-in-name-hint"
                />
                <p class="hint" id="sign-in-name-hint">"Customers see it beside your replies."</p>
                <label for="sign-in-password">"Desk password"</label>
                <input
                    id="sign-in-password" data-desk="sign-in-password" node_ref=password name="password" type="password"
                    required autocomplete="current-password" aria-describedby="sign-in-problem"
                    aria-invalid=move || form.with(|form| form.problem.is_some()).to_string()
                />
                <p class="problem" id="sign-in-problem" data-desk="sign-in-problem" role="alert">
                    {live(move || form.with(|form| form.problem.clone()))}
                </p>
                <button class="primary" data-desk="sign-in-submit" type="submit"
                    aria-disabled=move || form.with(|form| form.busy).to_string()>
                    {live(move || if form.with(|form| form.busy) { "Signing in\u{2026}" } else { "Sign in" })}
                </button>
            </form>
        </main>
    }
}
