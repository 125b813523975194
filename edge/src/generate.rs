//! Making an answer: by a model ([`model`]) or from the articles alone; passing its pieces on, reporting how it ended.
//!
//! Between pieces it is asked whether this turn is still wanted; a turn that was overtaken is left without a word.

use crate::config;
use crate::conversation::{Once, Room, Running};
use crate::model;
use futures_channel::oneshot::{self, Receiver};
use shared::conversation::{AnswerEnd, Event, Mode};
use shared::llm;
use shared::prompt;
use std::rc::Rc;
use std::time::Duration;
use worker::{Delay, console_error};

/// Words of the embedded answerer in one piece, and the pause between two: it has the whole answer at once, and a
/// reader follows text that grows better than text that jumps in. A hundred words take a second.
const WORDS_A_PIECE: usize = 3;
const PAUSE: Duration = Duration::from_millis(30);

pub async fn generate(room: &Rc<Room>, turn: u32, provider: &str) {
    let site = config::site(&room.env);
    let configured = site.as_ref().ok().and_then(|site| site.providers.iter().find(|p| p.name == provider));
    let end = match configured {
        Some(configured) if configured.kind == llm::EXTRACTIVE => extract(room, turn).await,
        Some(configured) => model::ask(room, turn, configured).await,
        None => Some(AnswerEnd::Failed { why: format!("no provider is called `{provider}`") }),
    };
    let Some(end) = end else { return };
    clear(room, turn);
    if let Err(fault) = room.take(Event::AnswerEnded { turn, end }, Once::Free) {
        console_error!("answer {turn} could not be kept: {}", fault.trouble().text);
    }
}

/// Forgets the pieces of a turn that was stopped.
pub fn stop(room: &Rc<Room>, turn: u32) {
    clear(room, turn);
}

/// Nothing if the turn was overtaken.
async fn extract(room: &Rc<Room>, turn: u32) -> Option<AnswerEnd> {
    let end = match room.with(prompt::extract) {
        Ok(end) => end,
        Err(fault) => return Some(AnswerEnd::Failed { why: fault.trouble().text }),
    };
    let AnswerEnd::Answered { text, sources } = end else { return Some(end) };
    let _gone = start(room, turn);
    for piece in pieces(&text) {
        if !wanted(room, turn) {
            return None;
        }
        push(room, turn, piece);
        Delay::from(PAUSE).await;
    }
    wanted(room, turn).then_some(AnswerEnd::Answered { text, sources })
}

/// Begins the pieces of a turn. What is returned resolves when they are not wanted any more.
pub fn start(room: &Rc<Room>, turn: u32) -> Receiver<()> {
    let (wanted, gone) = oneshot::channel();
    *room.running.borrow_mut() = Some(Running { turn, pieces: Vec::new(), wanted });
    gone
}

pub fn push(room: &Rc<Room>, turn: u32, piece: &str) {
    let n = {
        let mut running = room.running.borrow_mut();
        let Some(running) = running.as_mut().filter(|running| running.turn == turn) else { return };
        running.pieces.push(piece.to_owned());
        running.pieces.len() as u32 - 1
    };
    room.tell_piece(turn, n, piece);
}

pub fn wanted(room: &Rc<Room>, turn: u32) -> bool {
    room.with(|conversation, _| matches!(conversation.mode, Mode::Answering { turn: t, .. } if t == turn))
        .unwrap_or(false)
}

fn clear(room: &Rc<Room>, turn: u32) {
    let mut running = room.running.borrow_mut();
    if running.as_ref().is_some_and(|running| running.turn == turn) {
        *running = None;
    }
}

/// A text in pieces of a few words; together they are the text.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (words, (end, _)) in text.match_indices(char::is_whitespace).enumerate() {
        if (words + 1) % WORDS_A_PIECE == 0 {
            pieces.push(&text[start..end]);
            start = end;
        }
    }
    pieces.push(&text[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_the_text() {
        for text in ["", "one", "You can return any item\n\n1. Open it\n2. Send — éß 漢字 it "] {
            assert_eq!(pieces(text).concat(), text);
        }
        assert_eq!(pieces("a b c d e f g").len(), 3);
    }
}
