//! The desk without a browser: what an agent does and sees, over bad connections, ended sessions and repeats.

use super::update;
use crate::desk::model::{Cmd, Failure, Kept, LinkState, Model, Msg, News, Screen, Step, Wire};
use crate::desk::outbox::State;
use shared::wire::desk::{AgentCommand, Briefing, Card, Line, Listing, Me, Opened, Update, Who};
use shared::wire::{Code, Reply, Speaker, Status, Trouble, VERSION};

fn card(reference: &str, agent: Option<&str>) -> Card {
    Card {
        conversation: reference.to_lowercase(),
        reference: reference.to_owned(),
        priority: "high".to_owned(),
        reason: "asks-person".to_owned(),
        goal: "Where is my lamp?".to_owned(),
        who: "Maya".to_owned(),
        page: "/orders".to_owned(),
        queue: String::new(),
        wish: String::new(),
        by: None,
        language: "en".to_owned(),
        at: 0,
        agent: agent.map(str::to_owned),
        closed_at: None,
    }
}

fn listing(open: &[Card]) -> Listing {
    let agents = vec!["Ana".to_owned()];
    let spent = String::new();
    Listing { open: open.to_vec(), closed: vec![], agents, spent, undelivered: vec![], gone: vec![] }
}

fn line(seq: u64, who: Who, text: &str) -> Line {
    let name = if who == Who::Person { "Ana" } else { "" }.to_owned();
    Line { seq, at: seq, who, name, text: text.to_owned(), file: None }
}

fn opened(speaker: Speaker, lines: Vec<Line>) -> Opened {
    let status = Status {
        at: 0,
        speaker,
        reference: "A".to_owned(),
        answering: None,
        promise: String::new(),
        waiting: String::new(),
        ways: Vec::new(),
        slots: Vec::new(),
        replies: Vec::new(),
    };
    let briefing = Briefing {
        goal: "Where is my lamp?".to_owned(),
        tried: vec![],
        blocker: String::new(),
        why: "The customer asked for a person".to_owned(),
        evidence: vec![],
        facts: vec![],
        sources: vec![],
        missing: vec![],
        short: vec![],
        translated: vec![],
        translated_into: String::new(),
    };
    Opened { card: card("A", None), briefing, lines, status, approval: None }
}

/// Ana, signed in, with conversation `a` on screen.
fn desk() -> Model {
    let mut model = Model::default();
    update(&mut model, Msg::Started { kept: Kept::default(), conversation: Some("a".to_owned()) }, 0);
    let me = Me { name: "Ana".to_owned(), site: "Lumen".to_owned() };
    update(&mut model, Msg::MeAnswered(Ok(me)), 0);
    let first = opened(Speaker::Team, vec![line(1, Who::Customer, "hello")]);
    update(&mut model, Msg::Fetched { conversation: "a".to_owned(), result: Box::new(Ok(first)) }, 0);
    model
}

fn say(model: &mut Model, text: &str) -> Vec<Cmd> {
    let command = AgentCommand::Say { text: text.to_owned() };
    update(model, Msg::Did { key: text.to_owned(), command }, 10)
}

fn answered(result: Result<Reply, Failure>) -> Msg {
    Msg::Answered { conversation: "a".to_owned(), result }
}

fn done(key: &str) -> Result<Reply, Failure> {
    Ok(Reply { v: VERSION, done: vec![key.to_owned()], frames: vec![] })
}

fn trouble(code: Code) -> Failure {
    Failure::Trouble(Trouble { code, text: "because".to_owned(), key: String::new() })
}

fn keys(cmds: &[Cmd]) -> Vec<&str> {
    let posts = cmds.iter().filter_map(|cmd| match cmd {
        Cmd::Post { request, .. } => Some(&request.commands),
        _ => None,
    });
    posts.flatten().map(|keyed| keyed.key.as_str()).collect()
}

fn heard(update: Update) -> Msg {
    let wire = Wire::Conversation("a".to_owned());
    Msg::Heard { wire, generation: 1, news: News::Update(Box::new(update)) }
}

fn speaker(model: &Model) -> &Speaker {
    &model.open.as_ref().unwrap().loaded.as_ref().unwrap().status.speaker
}

#[test]
fn a_reply_claims_and_is_shown_once() {
    let mut model = desk();
    assert_eq!(keys(&say(&mut model, "hi")), ["hi"]);
    update(&mut model, answered(done("hi")), 11);
    assert_eq!(*speaker(&model), Speaker::Person { name: "Ana".to_owned() });
    assert_eq!(model.outbox.items[0].state, State::Sent);
    update(&mut model, heard(Update::Line(line(2, Who::Person, "hi"))), 12);
    update(&mut model, heard(Update::Line(line(2, Who::Person, "hi"))), 13);
    assert!(model.outbox.items.is_empty());
    assert_eq!(model.open.unwrap().loaded.unwrap().lines.len(), 2);
}

#[test]
fn a_reply_without_an_answer_goes_again_under_the_same_key() {
    let mut model = desk();
    say(&mut model, "hi");
    let cmds = update(&mut model, answered(Err(Failure::Network)), 11);
    assert!(cmds.iter().any(|cmd| matches!(cmd, Cmd::Later { .. })), "{cmds:?}");
    let again = update(&mut model, Msg::RetryDue { conversation: "a".to_owned() }, 600);
    assert_eq!(keys(&again), ["hi"]);
}

#[test]
fn a_refused_reply_returns_to_the_composer() {
    let mut model = desk();
    say(&mut model, "hi");
    update(&mut model, answered(Err(trouble(Code::Invalid))), 11);
    assert_eq!(model.outbox.items[0].state, State::Failed("because".to_owned()));
    update(&mut model, Msg::TakenBack { key: "hi".to_owned() }, 12);
    assert_eq!(model.draft(), "hi");
}

#[test]
fn an_ended_session_loses_neither_draft_nor_reply() {
    let mut model = desk();
    say(&mut model, "hi");
    update(&mut model, Msg::Drafted("half a sent".to_owned()), 11);
    update(&mut model, answered(Err(trouble(Code::Unauthorized))), 12);
    assert_eq!(model.screen, Screen::SignIn);
    assert!(model.sign_in.ended);
    let me = Me { name: "Ana".to_owned(), site: String::new() };
    let cmds = update(&mut model, Msg::MeAnswered(Ok(me)), 13);
    assert_eq!(model.draft(), "half a sent");
    assert_eq!(keys(&cmds), ["hi"]);
}

#[test]
fn the_next_agent_does_not_send_what_the_last_one_wrote() {
    let mut model = desk();
    say(&mut model, "hi");
    update(&mut model, answered(Err(trouble(Code::Unauthorized))), 12);
    let me = Me { name: "Ben".to_owned(), site: String::new() };
    let cmds = update(&mut model, Msg::MeAnswered(Ok(me)), 13);
    assert!(keys(&cmds).is_empty());
    assert_eq!(model.draft(), "hi");
}

#[test]
fn signing_out_forgets_everything() {
    let mut model = desk();
    update(&mut model, Msg::Drafted("secret".to_owned()), 11);
    let cmds = update(&mut model, Msg::SignedOut(Ok(())), 12);
    assert!(cmds.contains(&Cmd::Keep(Kept { shortcuts_off: !model.shortcuts, ..Kept::default() })));
    assert_eq!((model.screen, model.open, model.drafts.len()), (Screen::SignIn, None, 0));
}

#[test]
fn signing_out_without_a_connection_is_not_called_signed_out() {
    let mut model = desk();
    update(&mut model, Msg::SignedOut(Err(Failure::Network)), 12);
    assert_eq!(model.screen, Screen::Desk);
    assert!(model.notice.is_some());
}

#[test]
fn an_answer_that_did_nothing_is_not_asked_again_at_once() {
    let mut model = desk();
    say(&mut model, "hi");
    let nothing = Reply { v: VERSION, done: vec![], frames: vec![] };
    let cmds = update(&mut model, answered(Ok(nothing)), 11);
    assert!(keys(&cmds).is_empty());
    assert!(cmds.iter().any(|cmd| matches!(cmd, Cmd::Later { .. })), "{cmds:?}");
}

#[test]
fn a_new_handoff_is_announced_and_no_longer_new_when_somebody_has_it() {
    let mut model = desk();
    update(&mut model, Msg::Listed(Ok(listing(&[card("A", None)]))), 1);
    assert!(model.fresh.is_empty(), "what was there before the desk opened is not news");
    update(&mut model, Msg::Listed(Ok(listing(&[card("B", None), card("A", None)]))), 2);
    assert_eq!(model.told.1, "New handoff, high: Where is my lamp?");
    assert!(model.fresh.contains("B"));
    update(&mut model, Msg::Listed(Ok(listing(&[card("B", Some("Ben"))]))), 3);
    assert!(model.fresh.is_empty());
}

#[test]
fn a_socket_that_falls_comes_back_and_its_old_voice_is_ignored() {
    let mut model = desk();
    let down = |generation| Msg::Heard { wire: Wire::List, generation, news: News::Down };
    let cmds = update(&mut model, down(1), 100);
    assert_eq!(cmds[0], Cmd::FetchList, "a request learns whether the session ended");
    assert_eq!(model.link.state, LinkState::Waiting);
    let again = update(&mut model, Msg::ReconnectDue { wire: Wire::List, generation: 1 }, 700);
    assert_eq!(again, [Cmd::Connect { wire: Wire::List, generation: 2 }]);
    assert_eq!(update(&mut model, down(1), 800), []);
    assert_eq!(update(&mut model, Msg::ReconnectDue { wire: Wire::List, generation: 1 }, 900), []);
}

#[test]
fn a_worker_that_accepts_and_hangs_up_is_not_called_without_pause() {
    let mut model = desk();
    for generation in 1..=4 {
        update(&mut model, Msg::Heard { wire: Wire::List, generation, news: News::Up }, 100);
        update(&mut model, Msg::Heard { wire: Wire::List, generation, news: News::Down }, 200);
        update(&mut model, Msg::ReconnectDue { wire: Wire::List, generation }, 300);
    }
    assert_eq!(model.link.tries, 4);
}

#[test]
fn without_sockets_the_desk_asks_at_every_tick() {
    let mut model = desk();
    assert_eq!(update(&mut model, Msg::Ticked, 5_000), [Cmd::FetchList, Cmd::Fetch("a".to_owned())]);
    let up = |wire| Msg::Heard { wire, generation: 1, news: News::Up };
    update(&mut model, up(Wire::List), 5_001);
    update(&mut model, up(Wire::Conversation("a".to_owned())), 5_001);
    assert_eq!(update(&mut model, Msg::Ticked, 10_000), []);
}

#[test]
fn a_late_answer_about_another_conversation_changes_nothing() {
    let mut model = desk();
    update(&mut model, Msg::Went(Some("b".to_owned())), 1);
    let late = opened(Speaker::Team, vec![]);
    update(&mut model, Msg::Fetched { conversation: "a".to_owned(), result: Box::new(Ok(late)) }, 2);
    assert_eq!(model.open.unwrap().loaded, None);
}

#[test]
fn an_older_transcript_takes_no_line_away() {
    let mut model = desk();
    update(&mut model, heard(Update::Line(line(2, Who::Customer, "still there?"))), 1);
    let older = opened(Speaker::Team, vec![line(1, Who::Customer, "hello")]);
    update(&mut model, heard(Update::Opened(Box::new(older))), 2);
    assert_eq!(model.open.unwrap().loaded.unwrap().lines.len(), 2);
}

#[test]
fn a_claim_pressed_twice_is_sent_once() {
    let mut model = desk();
    let press = |key: &str| Msg::Did { key: key.to_owned(), command: AgentCommand::Claim };
    assert_eq!(keys(&update(&mut model, press("1"), 1)), ["1"]);
    assert_eq!(update(&mut model, press("2"), 2), []);
    update(&mut model, answered(done("1")), 3);
    assert_eq!(*speaker(&model), Speaker::Person { name: "Ana".to_owned() });
    assert!(model.outbox.items.is_empty());
}

#[test]
fn the_customer_is_told_of_typing_only_by_the_agent_who_has_it() {
    let mut model = desk();
    let typing = |cmds: Vec<Cmd>| cmds.contains(&Cmd::Typing("a".to_owned()));
    assert!(!typing(update(&mut model, Msg::Drafted("h".to_owned()), 50_000)));
    update(&mut model, Msg::Did { key: "1".to_owned(), command: AgentCommand::Claim }, 50_001);
    update(&mut model, answered(done("1")), 50_002);
    assert!(typing(update(&mut model, Msg::Drafted("he".to_owned()), 50_003)));
    assert!(!typing(update(&mut model, Msg::Drafted("hel".to_owned()), 50_004)), "not at every letter");
}

#[test]
fn j_and_k_walk_the_list_and_stop_at_its_ends() {
    let mut model = desk();
    update(&mut model, Msg::Listed(Ok(listing(&[card("A", None), card("B", None)]))), 1);
    let go = |model: &mut Model, step| update(model, Msg::Stepped(step), 2);
    assert_eq!(go(&mut model, Step::Next), [Cmd::Go(Some("b".to_owned()))]);
    assert_eq!(go(&mut model, Step::Previous), []);
}
