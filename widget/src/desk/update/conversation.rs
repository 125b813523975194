//! The conversation on screen: opening, reading, answering, closing.

use super::{connect, failed, tell};
use crate::desk::model::{Cmd, Failure, Model, Msg, Open, Screen, Wire};
use crate::desk::outbox::{Sending, State, backoff, passing};
use shared::wire::desk::{AgentCommand, Line, Opened, Update, Who};
use shared::wire::{Code, Reply, Speaker, Trouble};
use std::collections::BTreeMap;

/// How long a sign of typing is shown, in milliseconds: a little over the pause between two signs.
const TYPING_SHOWN: u64 = 6_000;

/// The pause between two signs of typing, in milliseconds.
const TYPING_PAUSE: u64 = 4_000;

pub fn update(model: &mut Model, msg: Msg) -> Vec<Cmd> {
    match msg {
        Msg::Went(conversation) => went(model, conversation),
        Msg::Stepped(step) => {
            let next = model.neighbor(step).map(|card| card.conversation.clone());
            next.map(|id| Cmd::Go(Some(id))).into_iter().collect()
        }
        Msg::Fetched { conversation, result } => fetched(model, &conversation, *result),
        Msg::Drafted(text) => drafted(model, text),
        Msg::Did { key, command } => did(model, key, command),
        Msg::DidTo { conversation, key, command } => did_to(model, conversation, key, command),
        Msg::Answered { conversation, result } => answered(model, &conversation, result),
        Msg::RetryDue { conversation } => send(model, &conversation).into_iter().collect(),
        Msg::TakenBack { key } => {
            if let Some(item) = model.outbox.take_back(&key)
                && let Some(text) = item.text()
            {
                add_to_draft(&mut model.drafts, &item.conversation, text);
            }
            vec![Cmd::Keep(model.kept())]
        }
        Msg::Asked(question) => {
            model.asking = question;
            vec![]
        }
        Msg::Unfolded => {
            model.open.iter_mut().for_each(|open| open.unfolded = true);
            vec![]
        }
        Msg::BriefingToggled => {
            model.open.iter_mut().for_each(|open| open.briefed = !open.briefed);
            vec![]
        }
        // The rest was answered by the caller.
        _ => vec![],
    }
}

/// An opened conversation of which nothing is known yet.
pub fn blank(id: String) -> Open {
    Open { id, ..Open::default() }
}

pub fn add_to_draft(drafts: &mut BTreeMap<String, String>, conversation: &str, text: &str) {
    let draft = drafts.entry(conversation.to_owned()).or_default();
    if !draft.is_empty() {
        draft.push_str("\n\n");
    }
    draft.push_str(text);
}

fn went(model: &mut Model, conversation: Option<String>) -> Vec<Cmd> {
    if conversation.as_deref() == model.open_id() {
        return vec![];
    }
    model.asking = None;
    let left = model.open.take();
    let mut cmds: Vec<Cmd> =
        left.into_iter().map(|open| Cmd::Disconnect(Wire::Conversation(open.id))).collect();
    model.open = conversation.map(blank);
    if let Some(open) = &mut model.open
        && model.screen == Screen::Desk
    {
        cmds.push(connect(&mut open.link, Wire::Conversation(open.id.clone())));
        cmds.push(Cmd::Fetch(open.id.clone()));
    }
    cmds
}

fn fetched(model: &mut Model, conversation: &str, result: Result<Opened, Failure>) -> Vec<Cmd> {
    if model.open_id() != Some(conversation) {
        return vec![];
    }
    match result {
        Ok(opened) => {
            show(model, opened);
            vec![]
        }
        Err(failure) => {
            if let (Failure::Trouble(trouble), Some(open)) = (&failure, &mut model.open)
                && matches!(trouble.code, Code::Unknown | Code::NotFound | Code::Expired)
            {
                open.problem = Some(trouble.text.clone());
            }
            failed(model, &failure)
        }
    }
}

/// News of the conversation on screen.
pub fn heard(model: &mut Model, news: Update) -> Vec<Cmd> {
    let now = model.now;
    match news {
        Update::Opened(opened) => show(model, *opened),
        Update::Line(line) => {
            if line.who == Who::Customer {
                tell(model, format!("Customer: {}", line.text));
            }
            add_line(model, line);
        }
        Update::Status(status) => {
            if let Some(opened) = loaded(model) {
                opened.status = status;
            }
        }
        Update::Typing => model.open.iter_mut().for_each(|open| open.typing_until = now + TYPING_SHOWN),
    }
    vec![]
}

fn loaded(model: &mut Model) -> Option<&mut Opened> {
    model.open.as_mut()?.loaded.as_mut()
}

/// A whole conversation arrived. It may be older than a line already heard: nothing shown disappears.
fn show(model: &mut Model, mut opened: Opened) {
    let id = opened.card.conversation.clone();
    let me = model.name().to_owned();
    model.fresh.remove(&opened.card.reference);
    let Some(open) = model.open.as_mut().filter(|open| open.id == id) else { return };
    let last = opened.lines.last().map_or(0, |line| line.seq);
    if let Some(old) = open.loaded.take() {
        opened.lines.extend(old.lines.into_iter().filter(|line| line.seq > last));
    }
    model.outbox.reconcile(&id, &me, &opened.lines);
    open.problem = None;
    open.loaded = Some(opened);
}

fn add_line(model: &mut Model, line: Line) {
    let me = model.name().to_owned();
    let Some(open) = &mut model.open else { return };
    let Some(opened) = &mut open.loaded else { return };
    if line.who == Who::Customer {
        open.typing_until = 0;
    }
    // Positions rise, and a socket that came back may repeat itself.
    let at = opened.lines.partition_point(|old| old.seq < line.seq);
    if opened.lines.get(at).is_none_or(|old| old.seq != line.seq) {
        opened.lines.insert(at, line);
    }
    model.outbox.reconcile(&open.id, &me, &opened.lines);
}

fn drafted(model: &mut Model, text: String) -> Vec<Cmd> {
    let Some(id) = model.open_id().map(str::to_owned) else { return vec![] };
    let tell_customer = !text.trim().is_empty() && model.now.saturating_sub(model.typed_at) >= TYPING_PAUSE;
    if text.is_empty() {
        model.drafts.remove(&id);
    } else {
        model.drafts.insert(id.clone(), text);
    }
    let mut cmds = vec![Cmd::Keep(model.kept())];
    if tell_customer && is_mine(model) {
        model.typed_at = model.now;
        cmds.push(Cmd::Typing(id));
    }
    cmds
}

fn is_mine(model: &Model) -> bool {
    let status = model.open.as_ref().and_then(|open| open.loaded.as_ref()).map(|opened| &opened.status);
    matches!(status.map(|status| &status.speaker), Some(Speaker::Person { name }) if name == model.name())
}

fn did(model: &mut Model, key: String, command: AgentCommand) -> Vec<Cmd> {
    model.asking = None;
    let Some(id) = model.open_id().map(str::to_owned) else { return vec![] };
    did_to(model, id, key, command)
}

fn did_to(model: &mut Model, id: String, key: String, command: AgentCommand) -> Vec<Cmd> {
    let now = model.now;
    if model.outbox.doing(&id, &command) && !matches!(command, AgentCommand::Say { .. }) {
        return vec![];
    }
    if matches!(command, AgentCommand::Say { .. }) {
        model.drafts.remove(&id);
    }
    let open = model.open.as_ref().filter(|open| open.id == id).and_then(|open| open.loaded.as_ref());
    let after = open.and_then(|opened| opened.lines.last()).map_or(0, |line| line.seq);
    let state = State::Waiting;
    model.outbox.items.push(Sending { key, conversation: id.clone(), command, at: now, after, state });
    let mut cmds = vec![Cmd::Keep(model.kept())];
    cmds.extend(send(model, &id));
    cmds
}

pub fn send(model: &mut Model, conversation: &str) -> Option<Cmd> {
    if model.screen != Screen::Desk {
        return None;
    }
    let request = model.outbox.take_off(conversation)?;
    Some(Cmd::Post { conversation: conversation.to_owned(), request })
}

fn answered(model: &mut Model, conversation: &str, result: Result<Reply, Failure>) -> Vec<Cmd> {
    let mut cmds = match result {
        // An answer that did none of it is no answer: asking again at once would be a loop.
        Ok(reply) if reply.done.is_empty() => again_later(model, conversation),
        Ok(reply) => {
            for command in model.outbox.confirm(conversation, &reply.done) {
                believe(model, conversation, &command);
            }
            settle(model, conversation);
            send(model, conversation).into_iter().collect()
        }
        Err(Failure::Trouble(trouble)) if !passing(trouble.code) && trouble.code != Code::Unauthorized => {
            refused(model, conversation, &trouble);
            let mut cmds = failed(model, &Failure::Trouble(trouble));
            cmds.extend(send(model, conversation));
            cmds
        }
        Err(failure) => {
            let mut cmds = again_later(model, conversation);
            cmds.extend(failed(model, &failure));
            cmds
        }
    };
    cmds.push(Cmd::Keep(model.kept()));
    cmds
}

fn again_later(model: &mut Model, conversation: &str) -> Vec<Cmd> {
    let ms = backoff(model.outbox.postpone(conversation));
    let conversation = conversation.to_owned();
    vec![Cmd::Later { ms, msg: Box::new(Msg::RetryDue { conversation }) }]
}

fn refused(model: &mut Model, conversation: &str, trouble: &Trouble) {
    let gone = model.outbox.refuse(conversation, trouble);
    tell(model, format!("Not done: {}", trouble.text));
    // A refused text says why where it stands; a button that did nothing needs a sentence above.
    if let Some(open) = model.open.as_mut().filter(|open| gone && open.id == conversation) {
        open.problem = Some(trouble.text.clone());
    }
}

/// A confirmed command has its effect on screen at once; the socket says the same a moment later.
fn believe(model: &mut Model, conversation: &str, command: &AgentCommand) {
    let me = model.name().to_owned();
    if model.open_id() != Some(conversation) {
        return;
    }
    model.open.iter_mut().for_each(|open| open.problem = None);
    let Some(opened) = loaded(model) else { return };
    let mine = Speaker::Person { name: me };
    match command {
        AgentCommand::Claim => opened.status.speaker = mine,
        AgentCommand::Say { .. } if opened.status.speaker == Speaker::Team => opened.status.speaker = mine,
        AgentCommand::Close => opened.status.speaker = Speaker::Nobody,
        AgentCommand::HandBack => opened.status.speaker = Speaker::Assistant,
        AgentCommand::Approve { .. } => (opened.approval, opened.status.speaker) = (None, mine),
        AgentCommand::Say { .. }
        | AgentCommand::Typing
        | AgentCommand::Retry { .. }
        | AgentCommand::Leave { .. } => {}
    }
}

/// A text may have been in the transcript before its confirmation came. In a conversation that is not on screen
/// nothing is shown as on its way, so a confirmation is enough.
fn settle(model: &mut Model, conversation: &str) {
    let me = model.name().to_owned();
    match model.open.as_ref().filter(|open| open.id == conversation) {
        Some(Open { loaded: Some(opened), .. }) => model.outbox.reconcile(conversation, &me, &opened.lines),
        Some(_) => {}
        None => {
            model.outbox.items.retain(|item| item.conversation != conversation || item.state != State::Sent);
        }
    }
}
