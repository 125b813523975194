//! The conversation on screen: who it is, what can be done with it, the briefing, the transcript, the reply.

use super::{briefing, composer, icon, keyboard, live, transcript};
use crate::desk::keys::is;
use crate::desk::model::{Msg, Question};
use crate::desk::shell::Desk;
use crate::desk::wording;
use leptos::prelude::*;
use shared::wire::Speaker;
use shared::wire::desk::{AgentCommand, Card};

pub fn view(desk: Desk) -> impl IntoView {
    let loaded = desk.part(|model| model.open.as_ref().is_some_and(|open| open.loaded.is_some()));
    let problem = desk.part(|model| model.open.as_ref().and_then(|open| open.problem.clone()));
    view! {
        <article class="conversation" aria-labelledby="stage-title" data-desk="conversation"
            aria-busy=move || (!loaded.get() && problem.get().is_none()).to_string()>
            {live(move || match loaded.get() {
                true => view! {
                    {head(desk)}
                    {live(move || problem.get().map(|text| view! { <p class="problem strip" role="alert" data-desk="problem">{text}</p> }))}
                    {transcript::view(desk, briefing::view(desk))}
                    {composer::view(desk)}
                }.into_any(),
                false => view! {
                    <div class="nothing">
                        <h1 id="stage-title" tabindex="-1">
                            {live(move || if problem.get().is_some() { "This conversation cannot be opened" } else { "Opening\u{2026}" })}
                        </h1>
                        <p data-desk="problem">{live(move || problem.get())}</p>
                        <p><a href="#list">"Back to the list"</a></p>
                    </div>
                }.into_any(),
            })}
        </article>
    }
}

fn head(desk: Desk) -> impl IntoView {
    let card = desk.part(|model| {
        model.open.as_ref().and_then(|open| open.loaded.as_ref()).map(|opened| opened.card.clone())
    });
    let speaker = speaker(desk);
    let me = desk.part(|model| model.name().to_owned());
    let holder = move || speaker.get().map(|speaker| me.with(|me| wording::holder(&speaker, me)));
    let state = move || speaker.get().map(|speaker| me.with(|me| state(&speaker, me)));
    // Who opens a conversation by keyboard or on a phone stands before it, not before a list that is gone.
    Effect::new(move |_| request_animation_frame(|| keyboard::focus("#stage-title")));
    view! {
        <header class="head">
            <a class="back" href="#list" data-desk="back">{icon::line(icon::BACK)}<span class="unseen">"Back to the list"</span></a>
            <div class="head-who">
                <h1 id="stage-title" tabindex="-1" data-desk="who">
                    {live(move || card.with(|card| card.as_ref().map_or(String::new(), who)))}
                </h1>
                <p class="head-meta">
                    {live(move || card.get().map(|card| view! {
                        <span class="priority" data-priority=card.priority.clone()>{card.priority.clone()}</span>
                        <span class="reference" data-desk="reference">{card.reference}</span>
                        <span class="head-page">{card.page}</span>
                    }))}
                    <span class="holder" data-desk="holder" data-state=state>{holder}</span>
                </p>
            </div>
            {actions(desk, speaker, me)}
        </header>
    }
}

/// Who has the conversation on screen, as the customer is told.
pub fn speaker(desk: Desk) -> Memo<Option<Speaker>> {
    desk.part(|model| {
        model.open.as_ref().and_then(|open| open.loaded.as_ref()).map(|opened| opened.status.speaker.clone())
    })
}

fn who(card: &Card) -> String {
    if card.who.is_empty() { "Unknown customer".to_owned() } else { card.who.clone() }
}

fn state(speaker: &Speaker, me: &str) -> &'static str {
    match speaker {
        Speaker::Team => "free",
        speaker if is(speaker, me) => "mine",
        Speaker::Person { .. } => "theirs",
        Speaker::Assistant => "assistant",
        Speaker::Nobody => "closed",
    }
}

fn actions(desk: Desk, speaker: Memo<Option<Speaker>>, me: Memo<String>) -> impl IntoView {
    let claiming = doing(desk, AgentCommand::Claim);
    let closing = doing(desk, AgentCommand::Close);
    let handing = doing(desk, AgentCommand::HandBack);
    let can_end = move || matches!(speaker.get(), Some(Speaker::Team | Speaker::Person { .. }));
    // What the claim button says; nothing when there is nothing to claim.
    let claim = move || match speaker.get()? {
        speaker if me.with(|me| is(&speaker, me)) => None,
        Speaker::Nobody => None,
        Speaker::Person { .. } => Some(("take-over", "Take over")),
        Speaker::Team | Speaker::Assistant => Some(("claim", "Claim")),
    };
    view! {
        <div class="actions" role="group" aria-label="Actions">
            {live(move || can_end().then(|| view! {
                <button class="plain" type="button" data-desk="hand-back" title="Hand back to the assistant (h)"
                    on:click=move |_| desk.tell(Msg::Asked(Some(Question::HandBack)))>
                    {icon::line(icon::RETURN)}
                    <span class="label">{live(move || if handing.get() { "Handing back\u{2026}" } else { "Hand back" })}</span>
                </button>
                <button class="plain" type="button" data-desk="close" title="End the conversation (e)"
                    on:click=move |_| desk.tell(Msg::Asked(Some(Question::Close)))>
                    {icon::line(icon::CHECK)}
                    <span class="label">{live(move || if closing.get() { "Ending\u{2026}" } else { "End" })}</span>
                </button>
            }))}
            {live(move || claim().map(|(name, words)| view! {
                <button class="primary" type="button" data-desk=name title=format!("{words} (c)")
                    on:click=move |_| keyboard::claim(desk)>
                    <span>{live(move || if claiming.get() { "Claiming\u{2026}" } else { words })}</span>
                </button>
            }))}
        </div>
    }
}

fn doing(desk: Desk, command: AgentCommand) -> Memo<bool> {
    desk.part(move |model| model.open_id().is_some_and(|id| model.outbox.doing(id, &command)))
}
