//! What the visitor did and the Worker has not yet confirmed. A command keeps its key over all tries, so it is done once.

use super::{Cmd, Model, items, link};
use shared::page::Page;
use shared::wire::{Code, Command, Contact, Keyed, Trouble};

/// A command not known to be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    pub keyed: Keyed,
    /// The Worker refused it for good: it is only still shown
    pub refused: bool,
    /// It asks for a person in words
    pub asks: bool,
}

/// Failed tries after which words that ask for a person go as a press of the human button: the way with the fewest
/// parts that can be broken.
const AS_BUTTON: u32 = 2;

/// Who the visitor is goes before everything else. Kept over no reload: the page says it anew.
pub fn prove(model: &mut Model) {
    let Some(keyed) = model.proof.clone() else { return };
    if !model.outbox.iter().any(|p| p.keyed.key == keyed.key) {
        model.outbox.insert(0, Pending { keyed, refused: false, asks: false });
    }
}

/// Takes what is new, shows the words of it, and sends.
pub fn want(model: &mut Model, commands: Vec<Keyed>, page: Page, asking: &[String], cmds: &mut Vec<Cmd>) {
    if !model.known && model.outbox.is_empty() {
        prove(model);
    }
    for mut keyed in commands {
        if model.outbox.iter().any(|p| p.keyed.key == keyed.key) || model.accepted(&keyed.key) {
            continue;
        }
        match &mut keyed.command {
            Command::Say { text, page: about } => {
                items::said(model, &keyed.key, text);
                about.get_or_insert_with(|| page.clone());
            }
            Command::Person { page: about, .. } => {
                about.get_or_insert_with(|| page.clone());
            }
            _ => {}
        }
        cmds.push(Cmd::Keep(vec![keyed.clone()]));
        let asks = asking.contains(&keyed.key);
        model.outbox.push(Pending { keyed, refused: false, asks });
    }
    items::settle(model);
    flush(model, cmds);
}

/// Sends all that waits, in order, if nothing is on its way.
pub fn flush(model: &mut Model, cmds: &mut Vec<Cmd>) {
    let commands: Vec<Keyed> = model.outbox.iter().filter(|p| !p.refused).map(|p| p.keyed.clone()).collect();
    if !model.posting && !commands.is_empty() {
        model.posting = true;
        cmds.push(Cmd::Post { commands, after: model.seq });
    }
}

/// The Worker has done these, now or by an earlier try.
pub fn done(model: &mut Model, keys: &[String], cmds: &mut Vec<Cmd>) {
    let before = model.outbox.len();
    model.outbox.retain(|p| !keys.contains(&p.keyed.key));
    if model.outbox.len() != before {
        cmds.push(Cmd::Forget(keys.to_vec()));
    }
    for key in keys {
        items::mark(model, key, items::Mark::Sent);
    }
    items::settle(model);
}

/// Nothing of this conversation stays.
pub fn leave(model: &mut Model, cmds: &mut Vec<Cmd>) {
    (model.known, model.seq) = (false, 0);
    model.forget_entries();
    cmds.extend(model.link.update(link::News::Gone, 0, None).into_iter().map(Cmd::Link));
}

/// A request came to nothing.
pub fn refused(model: &mut Model, trouble: Option<Trouble>, cmds: &mut Vec<Cmd>) {
    model.posting = false;
    let code = trouble.as_ref().map(|t| t.code);
    match (code, trouble) {
        // This conversation is gone; what waits begins another.
        (Some(Code::Expired | Code::Unknown | Code::Unauthorized), trouble) if !model.renewed => {
            leave(model, cmds);
            (model.tries, model.renewed, model.trouble) = (1, true, trouble);
            cmds.push(Cmd::NewToken);
            // A conversation is begun by words, not by who somebody is.
            model.outbox.retain(|p| !matches!(p.keyed.command, Command::Identify { .. }));
            if model.outbox.is_empty() {
                (model.tries, model.renewed, model.trouble) = (0, false, None);
            } else {
                prove(model);
            }
            flush(model, cmds);
        }
        // Trying the same again cannot help.
        (Some(code), Some(trouble)) if !passing(code) => give_up(model, trouble, cmds),
        (_, trouble) => {
            // The network says nothing; a busy or failing Worker says a sentence.
            model.trouble = trouble;
            for pending in &model.outbox {
                let (key, late) = (pending.keyed.key.clone(), model.tries > 0 || model.offline);
                items::mark_in(
                    &mut model.items,
                    &key,
                    if late { items::Mark::Waiting } else { items::Mark::Sending },
                );
            }
            cmds.push(Cmd::PostAfter(link::pause(model.tries)));
            model.tries += 1;
            if model.tries == AS_BUTTON {
                model.outbox.iter_mut().for_each(as_button);
            }
        }
    }
}

/// Words that ask for a person, as the human button would say them. The key stays: whichever was done, is done once.
fn as_button(pending: &mut Pending) {
    if let (true, Command::Say { text, page }) = (pending.asks, &mut pending.keyed.command) {
        let (text, page) = (std::mem::take(text), page.take());
        pending.keyed.command = Command::Person { text, contact: Contact::default(), page };
    }
}

/// A refusal for good: of one command if it is named, else of all that was sent.
pub fn give_up(model: &mut Model, trouble: Trouble, cmds: &mut Vec<Cmd>) {
    let named = model.outbox.iter().any(|p| p.keyed.key == trouble.key);
    let keys: Vec<String> = model
        .outbox
        .iter()
        .filter(|p| !named || p.keyed.key == trouble.key)
        .map(|p| p.keyed.key.clone())
        .collect();
    for key in &keys {
        items::mark(model, key, items::Mark::Refused(trouble.text.clone()));
    }
    model.outbox.retain(|p| !keys.contains(&p.keyed.key));
    model.tries = 0;
    if keys.iter().all(|key| !model.items.iter().any(|i| i.has_key(key))) {
        model.trouble = Some(trouble);
    }
    if !keys.is_empty() {
        cmds.push(Cmd::Forget(keys));
    }
    items::settle(model);
    flush(model, cmds);
}

/// Ours, for a moment: the same again may work.
fn passing(code: Code) -> bool {
    matches!(code, Code::TooMany | Code::Internal | Code::Unavailable)
}
