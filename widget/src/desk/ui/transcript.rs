//! The transcript, the newest line always in reach: what was long before the handoff is folded, and who reads
//! further up is told of news instead of being moved.

use super::follow::{self, Place, Reader};
use super::{clock, files, icon, live, rich};
use crate::desk::model::Msg;
use crate::desk::outbox::{Sending, State};
use crate::desk::shell::Desk;
use crate::desk::wording;
use leptos::html::Div;
use leptos::prelude::*;
use shared::wire::desk::{Line, Opened, Who};

/// Lines of one speaker within this time stand under one name, in milliseconds.
const TOGETHER: u64 = 180_000;

pub fn view(desk: Desk, briefing: impl IntoView) -> impl IntoView {
    let scroll = NodeRef::<Div>::new();
    let rows = desk.part(|model| {
        let open = model.open.as_ref();
        open.and_then(|open| Some(rows(open.loaded.as_ref()?, open.unfolded))).unwrap_or_default()
    });
    let folded = desk.part(|model| {
        let open = model.open.as_ref().filter(|open| !open.unfolded);
        let opened = open.and_then(|open| open.loaded.as_ref());
        opened.map_or(0, |opened| wording::folded(&opened.lines, opened.card.at))
    });
    let sending = desk.part(|model| {
        let id = model.open_id().unwrap_or_default();
        model.outbox.of(id).filter(|item| item.text().is_some()).cloned().collect::<Vec<_>>()
    });
    let typing = desk.part(|model| {
        model
            .open
            .as_ref()
            .filter(|open| open.typing_until > model.now)
            .map(|open| open.loaded.as_ref().map_or(String::new(), |opened| opened.card.who.clone()))
    });
    let reader = Reader::new();
    let place = reader.place;
    follow::follow(desk, scroll, reader, Memo::new(move |_| (rows.with(Vec::len), sending.with(Vec::len))));
    let moved = move |_| scroll.get_untracked().iter().for_each(|scroll| follow::look(scroll, reader));
    let me = desk.peek(|model| model.name().to_owned());
    view! {
        <div class="reading-wrap">
        <div class="reading" node_ref=scroll tabindex="0" role="region" aria-label="Briefing and transcript" on:scroll=moved>
            {briefing}
            <section class="transcript" aria-label="Transcript" data-desk="transcript">
                {live(move || (folded.get() > 0).then(|| view! {
                    <button class="earlier quiet" type="button" data-desk="earlier" on:click=move |_| desk.tell(Msg::Unfolded)>
                        {format!("Show {} earlier messages", folded.get())}
                    </button>
                }))}
                <ol class="lines">
                    <For each=move || rows.get() key=|row| (row.line.seq, row.head, row.day.is_some())
                        children={
                            let me = me.clone();
                            move |row| {
                                let id = desk.peek(|model| model.open_id().unwrap_or_default().to_owned());
                                line(row, &me, &id)
                            }
                        }/>
                    <For each=move || sending.get() key=|item| (item.key.clone(), state(&item.state))
                        children=move |item| pending(desk, item)/>
                </ol>
                {live(move || typing.get().map(|who| view! {
                    <p class="typing" data-desk="typing">
                        <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
                        {if who.is_empty() { "The customer is typing".to_owned() } else { format!("{who} is typing") }}
                    </p>
                }))}
            </section>
        </div>
        {live(move || (place.get() != Place::End).then(|| latest(desk, scroll, place.get() == Place::Missed)))}
        </div>
    }
}

/// The newest words, for who reads further up; a way down to them.
fn latest(desk: Desk, scroll: NodeRef<Div>, missed: bool) -> impl IntoView {
    let line = desk.part(|model| {
        let opened = model.open.as_ref()?.loaded.as_ref()?;
        opened.lines.iter().rfind(|line| line.who != Who::System).cloned()
    });
    move || {
        line.get().map(|line| {
            let (_, name) = speaker(&line, "");
            view! {
                <button class="latest" type="button" data-desk="latest" data-unread=missed.to_string()
                    on:click=move |_| scroll.get_untracked().iter().for_each(|scroll| follow::to_end(scroll))>
                    <span class="unseen">"To the newest message. "</span>
                    <b>{name}</b>
                    <span class="latest-text" dir="auto">{line.text}</span>
                    {clock::stamp(line.at)}
                    {icon::line(icon::FOLD)}
                </button>
            }
        })
    }
}

/// A line with what it needs to know of the one before.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    line: Line,
    /// The name stands above it
    head: bool,
    /// A new day begins with it
    day: Option<String>,
}

fn rows(opened: &Opened, unfolded: bool) -> Vec<Row> {
    let from = if unfolded { 0 } else { wording::folded(&opened.lines, opened.card.at) };
    let mut rows: Vec<Row> = Vec::new();
    let mut today = String::new();
    for line in opened.lines.iter().skip(from) {
        let day = clock::day(line.at);
        let new_day = day != today;
        today.clone_from(&day);
        let same = rows.last().is_some_and(|last| {
            let (a, b) = (&last.line, line);
            a.who == b.who && a.name == b.name && b.at.saturating_sub(a.at) < TOGETHER
        });
        rows.push(Row { line: line.clone(), head: !same || new_day, day: new_day.then_some(day) });
    }
    rows
}

fn line(row: Row, me: &str, conversation: &str) -> impl IntoView + use<> {
    let Row { line, head, day } = row;
    let (who, name) = speaker(&line, me);
    let day = day.map(|day| view! { <p class="day"><span>{day}</span></p> });
    let body = if line.who == Who::System {
        view! { <p class="event"><span>{line.text}</span> {clock::stamp(line.at)}</p> }.into_any()
    } else {
        let text = match line.who {
            _ if line.file.is_some() => line.file.map(|file| files::given(conversation, file)).into_any(),
            Who::Assistant => {
                view! { <div class="text rich" dir="auto">{rich::view(&line.text)}</div> }.into_any()
            }
            _ => view! { <p class="text" dir="auto">{line.text}</p> }.into_any(),
        };
        view! {
            {head.then(|| face(who, &name, line.at))}
            {text}
        }
        .into_any()
    };
    view! { <li class="line" class:first=head data-desk="line" data-who=who data-seq=line.seq.to_string()>{day}{body}</li> }
}

/// Whose words these are: for the style, and for the reader.
fn speaker(line: &Line, me: &str) -> (&'static str, String) {
    match line.who {
        Who::Customer if line.name.is_empty() => ("customer", "Customer".to_owned()),
        Who::Customer => ("customer", line.name.clone()),
        Who::Assistant => ("assistant", "Assistant".to_owned()),
        Who::Person if line.name == me => ("me", line.name.clone()),
        Who::Person => ("person", line.name.clone()),
        Who::System => ("system", String::new()),
    }
}

fn face(who: &'static str, name: &str, at: u64) -> impl IntoView + use<> {
    let picture = match who {
        "assistant" => icon::line(icon::SPARK).into_any(),
        _ => view! { <span>{wording::initials(name)}</span> }.into_any(),
    };
    let tint = match who {
        "assistant" => "tint-none".to_owned(),
        _ => wording::tint(name),
    };
    let name = name.to_owned();
    view! {
        <span class=format!("face {tint}") aria-hidden="true">{picture}</span>
        <p class="by"><b>{name}</b> {(who == "me").then_some(" (you)")} {clock::stamp(at)}</p>
    }
}

fn state(state: &State) -> &'static str {
    match state {
        State::Waiting => "sending",
        State::Retrying => "retrying",
        State::Sent => "sent",
        State::Failed(_) => "failed",
    }
}

/// A reply on its way.
fn pending(desk: Desk, item: Sending) -> impl IntoView {
    let text = item.text().unwrap_or_default().to_owned();
    let name = desk.peek(|model| model.name().to_owned());
    let key = item.key.clone();
    let words = match &item.state {
        State::Waiting => "Sending\u{2026}".to_owned(),
        State::Retrying => "No answer yet, trying again\u{2026}".to_owned(),
        State::Sent => "Sent".to_owned(),
        State::Failed(why) => format!("Not sent: {why}"),
    };
    let failed = matches!(item.state, State::Failed(_));
    view! {
        <li class="line first" data-desk="pending" data-who="me" data-state=state(&item.state)>
            {face("me", &name, item.at)}
            <p class="text" dir="auto">{text}</p>
            <p class="fate">
                {words}
                {failed.then(|| view! {
                    <button class="quiet" type="button" data-desk="take-back" on:click=move |_| {
                        desk.tell(Msg::TakenBack { key: key.clone() });
                    }>"Edit again"</button>
                })}
            </p>
        </li>
    }
}
