//! What follows from news: `update` changes the model and says what to do. Total; it never looks at a clock.
//!
//! The session, the list and the sockets are here; the open conversation is in `update/conversation.rs`.

mod conversation;
#[cfg(test)]
mod tests;

use super::model::{Cmd, Failure, Link, LinkState, Model, Msg, News, Screen, SigningIn, Wire};
use super::outbox::backoff;
use shared::wire::Code;
use shared::wire::desk::{Listing, Me};
use std::collections::BTreeSet;

/// A socket that lived shorter than this counts as a failed try, in milliseconds: a Worker that accepts and
/// hangs up must not be called without pause.
const STEADY: u64 = 5_000;

pub fn update(model: &mut Model, msg: Msg, now: u64) -> Vec<Cmd> {
    model.now = now;
    match msg {
        Msg::Started { kept, conversation } => {
            model.sign_in.name = kept.name;
            model.drafts = kept.drafts;
            model.outbox = kept.outbox;
            model.shortcuts = !kept.shortcuts_off;
            model.open = conversation.map(conversation::blank);
            vec![Cmd::FetchMe]
        }
        Msg::MeAnswered(Ok(me)) => enter(model, me),
        Msg::MeAnswered(Err(failure)) => me_failed(model, failure),
        Msg::SignInPressed { name, password } => {
            model.sign_in.busy = true;
            model.sign_in.problem = None;
            model.sign_in.name = name.clone();
            vec![Cmd::SignIn { name, password }]
        }
        Msg::SignInAnswered(Ok(())) => vec![Cmd::FetchMe],
        Msg::SignInAnswered(Err(failure)) => {
            model.sign_in.busy = false;
            model.sign_in.problem = Some(sign_in_problem(failure));
            vec![]
        }
        Msg::SignOutPressed => {
            model.notice = None;
            vec![Cmd::SignOut]
        }
        Msg::SignedOut(result) => signed_out(model, result),
        Msg::Listed(Ok(listing)) => {
            listed(model, listing);
            vec![]
        }
        Msg::Listed(Err(failure)) => failed(model, &failure),
        Msg::Heard { wire, generation, news } => heard(model, wire, generation, news),
        Msg::ReconnectDue { wire, generation } => match link(model, &wire) {
            Some(link) if link.generation == generation => vec![connect(link, wire)],
            _ => vec![],
        },
        Msg::HelpToggled => {
            model.help = !model.help;
            vec![]
        }
        Msg::ShortcutsToggled => {
            model.shortcuts = !model.shortcuts;
            vec![Cmd::Keep(model.kept())]
        }
        Msg::Ticked => catch_up(model),
        Msg::Returned => returned(model),
        other => conversation::update(model, other),
    }
}

/// Signed in: everything that needs a session starts.
fn enter(model: &mut Model, me: Me) -> Vec<Cmd> {
    // Somebody else at the same desk must not send what the last agent had on the way: it becomes a draft.
    let before = std::mem::take(&mut model.sign_in.name);
    if !before.is_empty() && before.trim().to_lowercase() != me.name.trim().to_lowercase() {
        for item in std::mem::take(&mut model.outbox.items) {
            if let Some(text) = item.text() {
                conversation::add_to_draft(&mut model.drafts, &item.conversation, text);
            }
        }
    }
    model.sign_in = SigningIn { name: me.name.clone(), ..SigningIn::default() };
    model.me = Some(me);
    model.screen = Screen::Desk;
    let mut cmds = vec![connect(&mut model.link, Wire::List), Cmd::FetchList, Cmd::Keep(model.kept())];
    if let Some(open) = &mut model.open {
        cmds.push(connect(&mut open.link, Wire::Conversation(open.id.clone())));
        cmds.push(Cmd::Fetch(open.id.clone()));
    }
    cmds.extend(send_waiting(model));
    cmds
}

fn signed_out(model: &mut Model, result: Result<(), Failure>) -> Vec<Cmd> {
    let ended = matches!(&result, Err(Failure::Trouble(trouble)) if trouble.code == Code::Unauthorized);
    if result.is_err() && !ended {
        // Saying "signed out" while the cookie still opens the desk would be a lie on a shared computer.
        let text = "You are still signed in: the desk could not be reached. Try again.";
        model.notice = Some(text.to_owned());
        tell(model, text.to_owned());
        return vec![];
    }
    let mut cmds = disconnect(model);
    let (shortcuts, now) = (model.shortcuts, model.now);
    *model = Model { screen: Screen::SignIn, shortcuts, now, ..Model::default() };
    cmds.extend([Cmd::Keep(model.kept()), Cmd::Go(None)]);
    cmds
}

fn me_failed(model: &mut Model, failure: Failure) -> Vec<Cmd> {
    model.sign_in.busy = false;
    match failure {
        Failure::Trouble(trouble) if trouble.code == Code::Unauthorized => {
            model.screen = Screen::SignIn;
            vec![]
        }
        // The Worker is away. The page waits for it rather than asking for a password that would not help.
        _ => {
            model.link.tries += 1;
            vec![Cmd::Later { ms: backoff(model.link.tries), msg: Box::new(Msg::Returned) }]
        }
    }
}

fn sign_in_problem(failure: Failure) -> String {
    match failure {
        Failure::Network => "The desk cannot be reached. Check your connection and try again.".to_owned(),
        Failure::Trouble(trouble) if trouble.text.is_empty() => "That did not work. Try again.".to_owned(),
        Failure::Trouble(trouble) => trouble.text,
    }
}

/// What every failed request has in common. Anything that passes by itself is left to the next tick.
pub(super) fn failed(model: &mut Model, failure: &Failure) -> Vec<Cmd> {
    let Failure::Trouble(trouble) = failure else { return vec![] };
    match trouble.code {
        Code::Unauthorized if model.screen == Screen::Desk => {
            model.screen = Screen::SignIn;
            model.sign_in.ended = true;
            disconnect(model)
        }
        Code::Version => {
            model.outdated = true;
            vec![]
        }
        _ => vec![],
    }
}

fn listed(model: &mut Model, listing: Listing) {
    let known = model.listing.as_ref().map(|old| {
        old.open.iter().chain(&old.closed).map(|card| card.reference.clone()).collect::<BTreeSet<_>>()
    });
    let open = model.open_id().map(str::to_owned);
    for card in &listing.open {
        let new = known.as_ref().is_some_and(|known| !known.contains(&card.reference));
        if new && card.agent.is_none() && open.as_deref() != Some(&card.conversation) {
            model.fresh.insert(card.reference.clone());
            tell(model, format!("New handoff, {}: {}", card.priority, card.goal));
        }
    }
    let waiting = |reference: &String| {
        listing.open.iter().any(|card| card.reference == *reference && card.agent.is_none())
    };
    model.fresh.retain(waiting);
    model.listing = Some(listing);
}

/// Says something to those who do not see the screen.
pub(super) fn tell(model: &mut Model, text: String) {
    model.told = (model.told.0.wrapping_add(1), text);
}

fn link<'a>(model: &'a mut Model, wire: &Wire) -> Option<&'a mut Link> {
    match wire {
        Wire::List => Some(&mut model.link),
        Wire::Conversation(id) => {
            model.open.as_mut().filter(|open| open.id == *id).map(|open| &mut open.link)
        }
    }
}

pub(super) fn connect(link: &mut Link, wire: Wire) -> Cmd {
    link.generation += 1;
    link.state = LinkState::Connecting;
    Cmd::Connect { wire, generation: link.generation }
}

fn heard(model: &mut Model, wire: Wire, generation: u32, news: News) -> Vec<Cmd> {
    let (now, signed_in) = (model.now, model.screen == Screen::Desk);
    let Some(link) = link(model, &wire).filter(|link| link.generation == generation && signed_in) else {
        return vec![];
    };
    match news {
        News::Up => {
            link.state = LinkState::Live;
            link.up_at = now;
            // What happened between the last news and this connection was told to nobody.
            if wire == Wire::List { vec![Cmd::FetchList] } else { vec![] }
        }
        News::Down => {
            let steady = link.state == LinkState::Live && now.saturating_sub(link.up_at) >= STEADY;
            link.tries = if steady { 0 } else { link.tries.saturating_add(1) };
            link.state = LinkState::Waiting;
            let ms = backoff(link.tries);
            // A socket cannot say that the session ended; a request can.
            let ask = fetch(&wire);
            vec![ask, Cmd::Later { ms, msg: Box::new(Msg::ReconnectDue { wire, generation }) }]
        }
        News::Garbled => {
            model.outdated = true;
            vec![]
        }
        News::Listing(listing) => {
            listed(model, *listing);
            vec![]
        }
        News::Update(update) => conversation::heard(model, *update),
    }
}

fn disconnect(model: &Model) -> Vec<Cmd> {
    let open = model.open_id().map(|id| Wire::Conversation(id.to_owned()));
    std::iter::once(Wire::List).chain(open).map(Cmd::Disconnect).collect()
}

fn fetch(wire: &Wire) -> Cmd {
    match wire {
        Wire::List => Cmd::FetchList,
        Wire::Conversation(id) => Cmd::Fetch(id.clone()),
    }
}

/// Where a socket is down (or blocked on this network) the desk asks instead, at every tick.
fn catch_up(model: &Model) -> Vec<Cmd> {
    if model.screen != Screen::Desk {
        return vec![];
    }
    let mut cmds = Vec::new();
    if model.link.state != LinkState::Live {
        cmds.push(Cmd::FetchList);
    }
    if let Some(open) = &model.open {
        // A confirmed text that the transcript does not show yet: the socket may be dead without knowing it.
        let unseen = model.outbox.of(&open.id).any(|item| item.state == super::outbox::State::Sent);
        if open.link.state != LinkState::Live || unseen {
            cmds.push(Cmd::Fetch(open.id.clone()));
        }
    }
    cmds
}

fn returned(model: &mut Model) -> Vec<Cmd> {
    match model.screen {
        Screen::Starting => vec![Cmd::FetchMe],
        Screen::SignIn => vec![],
        Screen::Desk => {
            let mut cmds = vec![Cmd::FetchList];
            if model.link.state == LinkState::Waiting {
                cmds.push(connect(&mut model.link, Wire::List));
            }
            if let Some(open) = &mut model.open {
                let wire = Wire::Conversation(open.id.clone());
                cmds.push(fetch(&wire));
                if open.link.state == LinkState::Waiting {
                    cmds.push(connect(&mut open.link, wire));
                }
            }
            cmds.extend(send_waiting(model));
            cmds
        }
    }
}

fn send_waiting(model: &mut Model) -> Vec<Cmd> {
    let waiting = model.outbox.waiting();
    waiting.iter().filter_map(|conversation| conversation::send(model, conversation)).collect()
}
