//! The packet as a briefing: what is wanted, what was tried, what blocks, why a person; then the facts.

use super::{icon, live};
use crate::desk::model::Msg;
use crate::desk::shell::Desk;
use leptos::prelude::*;
use shared::wire::desk::{AgentCommand, Approval, Briefing};

pub fn view(desk: Desk) -> impl IntoView {
    let briefing = desk.part(|model| {
        model.open.as_ref().and_then(|open| open.loaded.as_ref()).map(|opened| opened.briefing.clone())
    });
    let folded = desk.part(|model| model.open.as_ref().is_some_and(|open| open.briefed));
    let approval = desk.part(|model| {
        model.open.as_ref().and_then(|open| open.loaded.as_ref()).and_then(|opened| opened.approval.clone())
    });
    view! {
        <section class="briefing" aria-label="Briefing" data-desk="briefing" data-folded=move || folded.get().to_string()>
            <button class="briefing-fold quiet" type="button" data-desk="briefing-fold"
                aria-expanded=move || (!folded.get()).to_string()
                on:click=move |_| desk.tell(Msg::BriefingToggled)>
                <span>"Briefing"</span>
                {icon::line(icon::FOLD)}
            </button>
            {live(move || approval.get().map(|approval| asked(desk, approval)))}
            {live(move || briefing.get().map(|briefing| body(briefing, folded)))}
        </section>
    }
}

/// What only a person may approve, and does here with one press.
fn asked(desk: Desk, approval: Approval) -> impl IntoView {
    let turn = approval.turn;
    let press = move |yes: bool| desk.act(AgentCommand::Approve { turn, yes });
    view! {
        <div class="approval" data-desk="approval" role="group" aria-label="Waits for your approval">
            <h3>"Waits for your approval: " {approval.title}</h3>
            {facts(approval.rows)}
            <div class="actions">
                <button class="primary" type="button" data-desk="approve" on:click=move |_| press(true)>"Approve"</button>
                <button class="plain" type="button" data-desk="refuse" on:click=move |_| press(false)>"Refuse"</button>
            </div>
        </div>
    }
}

fn body(briefing: Briefing, folded: Memo<bool>) -> impl IntoView {
    let goal =
        if briefing.goal.is_empty() { "The goal is not known.".to_owned() } else { briefing.goal.clone() };
    view! {
        <h2 class="goal" data-desk="goal">{goal}</h2>
        {worded("translated", format!("Translated by a machine ({})", briefing.translated_into), briefing.translated)}
        {worded("short", "In short, worded by a model from what was said".to_owned(), briefing.short)}
        <div class="briefing-body" hidden=move || folded.get()>
            <div class="story">
                {(!briefing.blocker.is_empty()).then(|| view! {
                    <div class="point blocker">
                        <h3>"Blocker"</h3>
                        <p data-desk="blocker">{briefing.blocker.clone()}</p>
                    </div>
                })}
                <div class="point">
                    <h3>"Tried so far"</h3>
                    {list("tried", briefing.tried, "Nothing was tried before the handoff.")}
                </div>
                <div class="point">
                    <h3>"Why it is with you"</h3>
                    <p data-desk="why">{briefing.why}</p>
                    {evidence(briefing.evidence)}
                </div>
            </div>
            <div class="known">
                {facts(briefing.facts)}
                {side("sources", "Sources shown", briefing.sources)}
                {side("missing", "Not known", briefing.missing)}
            </div>
        </div>
    }
}

/// What a model wrote, marked as that.
fn worded(name: &'static str, title: String, lines: Vec<String>) -> impl IntoView {
    let lines: Vec<_> = lines.into_iter().map(|line| view! { <li dir="auto">{line}</li> }).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <div class="point worded">
                <h3>{title}</h3>
                <ul data-desk=name>{lines}</ul>
            </div>
        }
    })
}

fn list(name: &'static str, items: Vec<String>, empty: &'static str) -> impl IntoView {
    if items.is_empty() {
        return view! { <p class="none" data-desk=name>{empty}</p> }.into_any();
    }
    let items: Vec<_> = items.into_iter().map(|item| view! { <li>{item}</li> }).collect();
    view! { <ol data-desk=name>{items}</ol> }.into_any()
}

fn evidence(items: Vec<String>) -> impl IntoView {
    let items: Vec<_> = items.into_iter().map(|item| view! { <li>{item}</li> }).collect();
    (!items.is_empty()).then(|| view! { <ul class="evidence" data-desk="evidence">{items}</ul> })
}

fn facts(facts: Vec<(String, String)>) -> impl IntoView {
    let rows: Vec<_> = facts
        .into_iter()
        .map(|(label, value)| {
            // The one fact an agent should not read past.
            let loud = label.to_ascii_lowercase().contains("error");
            view! {
                <div class="fact" class:loud=loud data-fact=label.clone()>
                    <dt>{label.clone()}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <dl class="facts" data-desk="facts">{rows}</dl> })
}

fn side(name: &'static str, title: &'static str, items: Vec<String>) -> impl IntoView {
    let items: Vec<_> = items.into_iter().map(|item| view! { <li>{item}</li> }).collect();
    (!items.is_empty()).then(|| {
        view! {
            <div class=format!("side {name}")>
                <h3>{title}</h3>
                <ul data-desk=name>{items}</ul>
            </div>
        }
    })
}
