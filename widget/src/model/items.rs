//! What is shown: the entries of the log in order, the running answer, and the visitor's own words not yet accepted.

use super::{Cmd, Model, link, outbox};
use shared::wire::{About, Attachment, Card, Choice, Frame, Notice, Shown, Source, Speaker};

/// One thing in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Stays the same from the first letter to the last state
    pub id: u32,
    /// Position in the log; `None` until it has one
    pub seq: Option<u64>,
    pub body: Body,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    Customer {
        key: String,
        text: String,
        mark: Mark,
    },
    Assistant {
        turn: u32,
        text: String,
        sources: Vec<Source>,
        running: Option<u32>,
        helped: Option<Helped>,
    },
    Person {
        name: String,
        text: String,
        picture: String,
    },
    /// A file of the visitor's, or of a person of this name
    File {
        name: String,
        file: Attachment,
        url: String,
    },
    /// How it was; the second part draws it
    Survey {
        survey: u32,
        person: bool,
        name: String,
        open: bool,
    },
    Card {
        turn: u32,
        card: Card,
    },
    Offer {
        text: String,
        choices: Vec<Choice>,
        open: bool,
    },
    HandedOver {
        reference: String,
        text: String,
        form: bool,
    },
    Joined {
        name: String,
        text: String,
        picture: String,
    },
    Notice {
        kind: Notice,
        text: String,
        form: bool,
    },
}

/// What the visitor said about an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Helped {
    Yes,
    /// And is asked why
    No,
    /// And has said why
    NoBecause,
}

/// What became of the visitor's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    Sent,
    Sending,
    /// Tried and failed; it is tried again
    Waiting,
    /// Refused for good, and why
    Refused(String),
}

impl Item {
    pub fn has_key(&self, key: &str) -> bool {
        matches!(&self.body, Body::Customer { key: own, .. } if own == key)
    }

    /// What the visitor said about it.
    pub fn rated(&self) -> Option<Helped> {
        match self.body {
            Body::Assistant { helped, .. } => helped,
            _ => None,
        }
    }

    /// Entries by position, then the running answer, then what waits.
    fn rank(&self) -> (u8, u64) {
        match (self.seq, &self.body) {
            (Some(seq), _) => (0, seq),
            (None, Body::Assistant { .. }) => (1, 0),
            (None, _) => (2, 0),
        }
    }
}

impl Model {
    /// The running answer: its turn and how many pieces of it are here.
    pub(super) fn running(&self) -> Option<(u32, u32)> {
        self.items.iter().rev().find_map(|item| match item.body {
            Body::Assistant { turn, running: Some(pieces), .. } => Some((turn, pieces)),
            _ => None,
        })
    }

    /// Whether this command's words are already in the log.
    pub(super) fn accepted(&self, key: &str) -> bool {
        self.items.iter().any(|item| item.has_key(key))
    }

    /// Drops what belonged to a conversation that is gone; what waits stays.
    pub(super) fn forget_entries(&mut self) {
        let outbox = &self.outbox;
        self.items.retain(|item| outbox.iter().any(|p| item.has_key(&p.keyed.key)));
        (self.over, self.status) = (None, Model::default().status);
    }

    fn add(&mut self, seq: Option<u64>, body: Body) {
        self.items.push(Item { id: self.next, seq, body });
        self.next += 1;
    }

    /// The item of this turn, made if there is none.
    fn turn(&mut self, turn: u32) -> &mut Item {
        let at =
            self.items.iter().position(|i| matches!(i.body, Body::Assistant { turn: t, .. } if t == turn));
        let at = at.unwrap_or_else(|| {
            let body = Body::Assistant {
                turn,
                text: String::new(),
                sources: Vec::new(),
                running: Some(0),
                helped: None,
            };
            self.add(None, body);
            self.items.len() - 1
        });
        &mut self.items[at]
    }

    fn drop_running(&mut self, keep: Option<u32>) {
        self.items.retain(
            |i| !matches!(i.body, Body::Assistant { turn, running: Some(_), .. } if Some(turn) != keep),
        );
    }
}

/// The visitor's own words, shown before the Worker has them.
pub fn said(model: &mut Model, key: &str, text: &str) {
    model.add(None, Body::Customer { key: key.to_owned(), text: text.to_owned(), mark: Mark::Sending });
}

pub fn mark(model: &mut Model, key: &str, mark: Mark) {
    mark_in(&mut model.items, key, mark);
}

pub fn mark_in(items: &mut [Item], key: &str, new: Mark) {
    for item in items {
        if let Body::Customer { key: own, mark, .. } = &mut item.body
            && own == key
        {
            *mark = new.clone();
        }
    }
}

pub fn rated(model: &mut Model, rated: u32, how: Helped) {
    for item in &mut model.items {
        if let Body::Assistant { turn, helped, .. } = &mut item.body
            && *turn == rated
        {
            *helped = Some(how);
        }
    }
}

/// Takes news in their order.
pub fn frames(model: &mut Model, frames: Vec<Frame>, cmds: &mut Vec<Cmd>) {
    let mut gap = false;
    let entries = frames.iter().any(|frame| matches!(frame, Frame::Shown { .. }));
    for frame in frames {
        match frame {
            Frame::Shown { seq, entry, .. } if seq > model.seq => {
                model.seq = seq;
                shown(model, seq, entry, cmds);
            }
            Frame::Shown { .. } => {}
            Frame::Delta { turn, n, text } if fresh(model, turn) => gap |= !delta(model, turn, n, &text),
            Frame::Partial { turn, pieces, text } if fresh(model, turn) => partial(model, turn, pieces, text),
            Frame::Delta { .. } | Frame::Partial { .. } => {}
            Frame::Status(status) if status.at < model.status.at => {}
            Frame::Status(status) => {
                // A running answer the Worker does not know of was lost with it, and will not be finished.
                model.drop_running(status.answering);
                if !matches!(status.speaker, Speaker::Person { .. }) {
                    model.typing.clear();
                }
                // Those who cannot see are told when waiting becomes of another kind, not of every step in line.
                if status.waiting != model.status.waiting && !status.promise.is_empty() && !model.catching_up
                {
                    cmds.push(Cmd::Announce(status.promise.clone()));
                }
                model.status = status;
            }
            Frame::Typing { name } => model.typing = name,
            Frame::Done { keys } => outbox::done(model, &keys, cmds),
            Frame::Trouble(trouble) => outbox::give_up(model, trouble, cmds),
        }
    }
    // What was said before this page comes in one list, the first that holds entries.
    model.catching_up &= !entries;
    if gap {
        cmds.extend(model.link.update(link::News::Gap, model.seq, None).into_iter().map(Cmd::Link));
    }
    settle(model);
}

/// Whether anything may still be said in this turn.
fn fresh(model: &Model, turn: u32) -> bool {
    model.over.is_none_or(|over| turn > over)
}

/// One piece. False if others before it are missing.
fn delta(model: &mut Model, turn: u32, n: u32, piece: &str) -> bool {
    let there = model.running().is_some_and(|(t, _)| t == turn);
    if !there && n > 0 {
        return false;
    }
    model.drop_running(Some(turn));
    if let Body::Assistant { text, running: Some(pieces), .. } = &mut model.turn(turn).body {
        if n > *pieces {
            return false;
        }
        if n == *pieces {
            text.push_str(piece);
            *pieces += 1;
        }
    }
    true
}

fn partial(model: &mut Model, turn: u32, count: u32, all: String) {
    model.drop_running(Some(turn));
    if let Body::Assistant { text, running: Some(pieces), .. } = &mut model.turn(turn).body
        && count >= *pieces
    {
        (*text, *pieces) = (all, count);
    }
}

fn finish(model: &mut Model, turn: u32) {
    model.over = model.over.max(Some(turn));
}

fn shown(model: &mut Model, seq: u64, entry: Shown, cmds: &mut Vec<Cmd>) {
    let mut news = None;
    let body = match entry {
        Shown::Customer { key, text } => {
            let outbox = model.outbox.len();
            model.outbox.retain(|p| p.keyed.key != key);
            if model.outbox.len() != outbox {
                cmds.push(Cmd::Forget(vec![key.clone()]));
            }
            // Our own words: the item that was shown at once gets its position. By key; words of an older page have none here.
            if let Some(item) = model.items.iter_mut().find(|i| i.seq.is_none() && i.has_key(&key)) {
                item.seq = Some(seq);
                item.body = Body::Customer { key, text, mark: Mark::Sent };
                return;
            }
            Body::Customer { key, text, mark: Mark::Sent }
        }
        Shown::Assistant { turn, text, sources } => {
            news = Some(text.clone());
            finish(model, turn);
            let item = model.turn(turn);
            item.seq = Some(seq);
            item.body = Body::Assistant { turn, text, sources, running: None, helped: None };
            tell(model, news, cmds);
            return;
        }
        Shown::Withdrawn { turn } => {
            finish(model, turn);
            model.items.retain(|i| !matches!(i.body, Body::Assistant { turn: t, .. } if t == turn));
            return;
        }
        Shown::Person { name, text, picture } => {
            model.typing.clear();
            let mut aloud = name.clone();
            aloud.push_str(": ");
            aloud.push_str(&text);
            news = Some(aloud);
            Body::Person { name, text, picture }
        }
        Shown::Attached { key, name, file, url } => {
            // Our own is no news to us.
            if key.is_empty() {
                let mut aloud = name.clone();
                aloud.push_str(": ");
                aloud.push_str(&file.name);
                news = Some(aloud);
                model.typing.clear();
            }
            Body::File { name, file, url }
        }
        Shown::Survey { survey: number, about, name, open: is_open } => {
            for item in &mut model.items {
                if let Body::Survey { survey, open, .. } = &mut item.body
                    && *survey == number
                {
                    *open = is_open;
                    return;
                }
            }
            Body::Survey { survey: number, person: about == About::Person, name, open: is_open }
        }
        Shown::Corrected { of, text } => {
            // Without words it is as if it had not been said.
            model.items.retain(|i| i.seq != Some(of) || !text.is_empty());
            for item in &mut model.items {
                if let (true, Body::Person { text: words, .. }) = (item.seq == Some(of), &mut item.body) {
                    words.clone_from(&text);
                }
            }
            return;
        }
        Shown::Card { turn, card } => {
            // Drawn anew at every stage, where the eye is: at the end.
            model.items.retain(|i| !matches!(i.body, Body::Card { turn: t, .. } if t == turn));
            news = Some(card.text.clone());
            Body::Card { turn, card }
        }
        Shown::Offer { text, choices } => {
            news = Some(text.clone());
            Body::Offer { text, choices, open: false }
        }
        Shown::HandedOver { reference, text } => {
            news = Some(text.clone());
            Body::HandedOver { reference, text, form: false }
        }
        Shown::Joined { name, text, picture } => {
            news = Some(text.clone());
            Body::Joined { name, text, picture }
        }
        Shown::Notice { kind, text } => {
            news = Some(text.clone());
            Body::Notice { kind, text, form: false }
        }
    };
    model.add(Some(seq), body);
    tell(model, news, cmds);
}

/// Reads aloud what is new, once, and counts it while the panel is closed.
fn tell(model: &mut Model, news: Option<String>, cmds: &mut Vec<Cmd>) {
    if let Some(text) = news
        && !model.catching_up
    {
        cmds.push(Cmd::Announce(text));
        if !model.open {
            model.unread += 1;
            cmds.push(Cmd::Unread(model.unread));
        }
    }
}

/// What follows from the list as a whole: order, which offer still stands, where an address may be left.
pub fn settle(model: &mut Model) {
    // Nearly sorted already, and short moves only: a general sort would be a kilobyte of the download.
    for i in 1..model.items.len() {
        let mut at = i;
        while at > 0 && model.items[at - 1].rank() > model.items[at].rank() {
            model.items.swap(at - 1, at);
            at -= 1;
        }
    }
    let leaving = model.outbox.iter().any(|p| matches!(p.keyed.command, shared::wire::Command::Leave { .. }));
    let choosing = model.outbox.iter().any(|p| {
        !matches!(p.keyed.command, shared::wire::Command::Rate { .. } | shared::wire::Command::Say { .. })
    });
    let with_team = matches!(model.status.speaker, Speaker::Team | Speaker::Person { .. });
    let mut offer_stands = !choosing && !with_team;
    let mut form = with_team && !leaving;
    for item in model.items.iter_mut().rev() {
        match &mut item.body {
            Body::Offer { open, .. } => *open = std::mem::take(&mut offer_stands),
            Body::Customer { .. } | Body::Assistant { .. } | Body::Person { .. } | Body::Joined { .. } => {
                offer_stands = false;
            }
            Body::HandedOver { form: here, .. } => {
                offer_stands = false;
                // While nobody came, the waiting card has the ways to be reached.
                *here = std::mem::take(&mut form) && model.status.waiting.is_empty();
            }
            Body::Notice { kind: Notice::LeaveAddress, form: here, .. } => *here = std::mem::take(&mut form),
            Body::Notice { kind: Notice::ContactAdded, .. } => form = false,
            Body::Notice { .. } | Body::Card { .. } | Body::File { .. } | Body::Survey { .. } => {}
        }
    }
}
