//! What the chat promises:
//! 1. entries are shown once and in order, whatever is repeated or comes early
//! 2. a running answer is a prefix, and a hole in it asks for the whole
//! 3. a command keeps its key until it is done, and is sent again after every failure
//! 4. what was refused for good is told, and does not stop the rest
//! 5. a connection is tried again, by socket and by polling
//! 6. nothing of the past is announced, and everything new once

use super::link::{Do, News, pause};
use super::*;
use shared::wire::{Card, Choice, Code, Command, Contact, Notice, Shown, Source};

fn say(key: &str, text: &str) -> Keyed {
    Keyed { key: key.into(), command: Command::Say { text: text.into(), page: None } }
}

fn wanted(keyed: Keyed) -> Msg {
    Msg::Wanted { commands: vec![keyed], page: Page::default(), asking: Vec::new() }
}

fn shown(seq: u64, entry: Shown) -> Frame {
    Frame::Shown { seq, at: 0, entry }
}

fn customer(seq: u64, key: &str, text: &str) -> Frame {
    shown(seq, Shown::Customer { key: key.into(), text: text.into() })
}

fn answer(seq: u64, turn: u32, text: &str) -> Frame {
    shown(seq, Shown::Assistant { turn, text: text.into(), sources: Vec::<Source>::new() })
}

fn delta(turn: u32, n: u32, text: &str) -> Frame {
    Frame::Delta { turn, n, text: text.into() }
}

fn status(speaker: Speaker, answering: Option<u32>) -> Frame {
    Frame::Status(Status {
        at: 0,
        speaker,
        reference: String::new(),
        answering,
        promise: String::new(),
        waiting: String::new(),
        ways: Vec::new(),
        slots: Vec::new(),
        replies: Vec::new(),
    })
}

fn posted(done: &[&str], frames: Vec<Frame>) -> Msg {
    Msg::Posted(Reply { v: 1, done: done.iter().map(|key| (*key).into()).collect(), frames })
}

fn refused(code: Code, key: &str) -> Msg {
    Msg::Refused(Some(Trouble { code, text: "no".into(), key: key.into() }))
}

/// A chat in which the panel is open and nothing was said.
fn fresh() -> Model {
    let mut model = Model::default();
    update(&mut model, Msg::Start { known: false, open: true });
    model
}

/// The list as a person sees it.
fn seen(model: &Model) -> Vec<String> {
    model
        .items
        .iter()
        .map(|item| match &item.body {
            Body::Customer { text, mark, .. } => format!("me {text} {mark:?}"),
            Body::Assistant { text, running, .. } => {
                format!("it {text}{}", if running.is_some() { "…" } else { "" })
            }
            Body::Person { text, .. } => format!("person {text}"),
            Body::Offer { open, .. } => format!("offer {open}"),
            Body::HandedOver { form, .. } => format!("handed over {form}"),
            Body::Joined { name, .. } => format!("joined {name}"),
            Body::Card { turn, card } => format!("card {turn} {}", card.state),
            Body::Survey { survey, open, .. } => format!("survey {survey} {open}"),
            Body::File { name, file, .. } => format!("file {name} {}", file.name),
            Body::Notice { kind, form, .. } => format!("{kind:?} {form}"),
        })
        .collect()
}

/// What is sent, as the Worker would read it.
fn sent(cmds: &[Cmd]) -> Vec<String> {
    let commands = cmds.iter().flat_map(|cmd| match cmd {
        Cmd::Post { commands, .. } => commands.as_slice(),
        _ => &[],
    });
    commands
        .map(|keyed| match &keyed.command {
            Command::Say { text, .. } => format!("say {text}"),
            Command::Person { text, .. } => format!("person {text}"),
            other => format!("{other:?}"),
        })
        .collect()
}

fn posts(cmds: &[Cmd]) -> Vec<Vec<String>> {
    cmds.iter()
        .filter_map(|cmd| match cmd {
            Cmd::Post { commands, .. } => Some(commands.iter().map(|k| k.key.clone()).collect()),
            _ => None,
        })
        .collect()
}

#[test]
fn entries_are_shown_once_and_in_their_order() {
    let mut model = fresh();
    update(&mut model, Msg::Frames(vec![customer(1, "a", "hi"), answer(3, 1, "hello")]));
    update(
        &mut model,
        Msg::Frames(vec![customer(1, "a", "hi"), answer(3, 1, "hello"), customer(4, "b", "more")]),
    );
    assert_eq!(seen(&model), ["me hi Sent", "it hello", "me more Sent"]);
    assert_eq!(model.seq, 4);
}

#[test]
fn of_one_action_there_is_one_card_and_it_stands_where_it_changed_last() {
    let mut model = fresh();
    let card = |seq, turn, state: &str| Frame::Shown {
        seq,
        at: 0,
        entry: Shown::Card { turn, card: Card { state: state.into(), ..Card::default() } },
    };
    update(
        &mut model,
        Msg::Frames(vec![customer(1, "a", "hi"), card(2, 1, "form"), customer(3, "b", "more")]),
    );
    assert_eq!(seen(&model), ["me hi Sent", "card 1 form", "me more Sent"]);
    update(&mut model, Msg::Frames(vec![card(4, 1, "running"), card(5, 1, "done"), card(6, 4, "form")]));
    assert_eq!(seen(&model), ["me hi Sent", "me more Sent", "card 1 done", "card 4 form"]);
}

#[test]
fn who_the_visitor_is_goes_before_the_first_words_and_into_a_new_conversation() {
    let proof = || Keyed { key: "who".into(), command: Command::Identify { token: "t".into() } };
    let mut model = Model::default();
    update(&mut model, Msg::Start { known: false, open: true });
    assert_eq!(update(&mut model, Msg::Proof(proof())), [], "an opened chat begins no conversation");
    let cmds = update(&mut model, wanted(say("a", "hi")));
    assert_eq!(posts(&cmds), [["who", "a"]]);
    assert!(
        !cmds.iter().any(|cmd| matches!(cmd, Cmd::Keep(all) if all.iter().any(|k| k.key == "who"))),
        "kept nowhere"
    );
    let gone = Trouble { code: Code::Unauthorized, text: String::new(), key: String::new() };
    let cmds = update(&mut model, Msg::Refused(Some(gone.clone())));
    assert_eq!(
        (posts(&cmds), cmds.contains(&Cmd::NewToken)),
        (vec![vec!["who".to_owned(), "a".to_owned()]], true)
    );
    // Signed out of a conversation that was somebody's: nothing of it is left, and none is begun.
    let mut model = fresh();
    update(&mut model, Msg::Frames(vec![customer(1, "a", "hi")]));
    update(&mut model, Msg::Posted(Reply { v: 1, done: vec!["a".into()], frames: vec![] }));
    let out = Keyed { key: "out".into(), command: Command::Identify { token: String::new() } };
    assert_eq!(posts(&update(&mut model, Msg::Proof(out))), [["out"]]);
    // Also after a try that failed on its way.
    update(&mut model, Msg::Refused(None));
    assert_eq!(posts(&update(&mut model, Msg::PostAgain)), [["out"]]);
    let cmds = update(&mut model, Msg::Refused(Some(gone)));
    assert_eq!((posts(&cmds), seen(&model)), (Vec::<Vec<String>>::new(), Vec::<String>::new()));
}

#[test]
fn a_conversation_left_in_another_tab_is_left_here_and_the_next_is_followed_from_its_beginning() {
    let mut model = fresh();
    update(&mut model, Msg::Frames(vec![customer(1, "a", "hi")]));
    update(&mut model, posted(&["a"], vec![]));
    assert_eq!(update(&mut model, Msg::Left), [Cmd::Link(Do::Close)]);
    assert_eq!((seen(&model), model.seq), (Vec::<String>::new(), 0));
    assert_eq!(update(&mut model, Msg::Known), [Cmd::Link(Do::Open(0))]);
}

#[test]
fn own_words_are_shown_at_once_and_keep_their_place_when_accepted() {
    let mut model = fresh();
    let cmds = update(&mut model, wanted(say("a", "hi")));
    assert_eq!(posts(&cmds), [["a"]]);
    assert_eq!(seen(&model), ["me hi Sending"]);
    let id = model.items[0].id;
    let cmds =
        update(&mut model, posted(&["a"], vec![customer(1, "a", "hi"), status(Speaker::Assistant, Some(1))]));
    assert_eq!(seen(&model), ["me hi Sent"]);
    assert_eq!((model.items[0].id, model.outbox.len()), (id, 0));
    assert!(cmds.contains(&Cmd::Forget(vec!["a".into()])) && cmds.contains(&Cmd::Link(Do::Open(1))));
    assert_eq!(model.answering(), Some(1));
}

#[test]
fn what_waits_stands_below_what_is_in_the_log() {
    let mut model = fresh();
    update(&mut model, wanted(say("a", "one")));
    update(&mut model, Msg::Frames(vec![delta(1, 0, "it ")]));
    update(&mut model, Msg::Frames(vec![customer(7, "other tab", "zero"), answer(8, 1, "it is")]));
    assert_eq!(seen(&model), ["me zero Sent", "it it is", "me one Sending"]);
}

#[test]
fn a_running_answer_is_a_prefix_and_a_hole_asks_for_the_whole() {
    let mut model = fresh();
    update(&mut model, posted(&[], vec![]));
    update(&mut model, Msg::Link(News::Heard));
    update(&mut model, Msg::Frames(vec![delta(1, 0, "You "), delta(1, 1, "can "), delta(1, 1, "can ")]));
    assert_eq!(seen(&model), ["it You can …"]);
    let cmds = update(&mut model, Msg::Frames(vec![delta(1, 3, "it")]));
    assert_eq!(cmds, [Cmd::Link(Do::Close), Cmd::Link(Do::Open(0))]);
    assert_eq!(seen(&model), ["it You can …"]);
    update(
        &mut model,
        Msg::Frames(vec![Frame::Partial { turn: 1, pieces: 4, text: "You can return it".into() }]),
    );
    update(&mut model, Msg::Frames(vec![Frame::Partial { turn: 1, pieces: 2, text: "You can ".into() }]));
    update(&mut model, Msg::Frames(vec![delta(1, 4, ".")]));
    assert_eq!(seen(&model), ["it You can return it.…"]);
    update(&mut model, Msg::Frames(vec![answer(2, 1, "You can return it!"), delta(1, 5, "late")]));
    assert_eq!(seen(&model), ["it You can return it!"]);
}

#[test]
fn an_answer_that_is_withdrawn_or_lost_with_the_worker_goes() {
    let mut model = fresh();
    update(
        &mut model,
        Msg::Frames(vec![delta(1, 0, "wrong"), shown(2, Shown::Withdrawn { turn: 1 }), delta(1, 1, "x")]),
    );
    assert!(seen(&model).is_empty());
    update(&mut model, Msg::Frames(vec![delta(2, 0, "half")]));
    update(&mut model, Msg::Frames(vec![status(Speaker::Assistant, Some(3)), delta(3, 0, "again")]));
    assert_eq!(seen(&model), ["it again…"]);
}

#[test]
fn a_command_keeps_its_key_over_all_tries_and_the_next_ones_wait_behind_it() {
    let mut model = fresh();
    assert_eq!(posts(&update(&mut model, wanted(say("a", "one")))), [["a"]]);
    assert!(posts(&update(&mut model, wanted(say("b", "two")))).is_empty());
    let cmds = update(&mut model, Msg::Refused(None));
    assert_eq!(cmds, [Cmd::PostAfter(500)]);
    assert_eq!(seen(&model)[0], "me one Sending");
    assert_eq!(posts(&update(&mut model, Msg::PostAgain)), [["a", "b"]]);
    assert_eq!(update(&mut model, Msg::Refused(None)), [Cmd::PostAfter(1000)]);
    assert_eq!(seen(&model), ["me one Waiting", "me two Waiting"]);
    assert_eq!(posts(&update(&mut model, Msg::Network { online: true })), [["a", "b"]]);
    assert!(posts(&update(&mut model, Msg::Retry)).is_empty(), "one request at a time");
    update(&mut model, posted(&["a", "b"], vec![customer(1, "a", "one"), customer(2, "b", "two")]));
    assert_eq!(seen(&model), ["me one Sent", "me two Sent"]);
    assert!(posts(&update(&mut model, wanted(say("a", "one")))).is_empty(), "known already");
}

#[test]
fn what_is_refused_for_good_is_told_and_does_not_stop_the_rest() {
    let mut model = fresh();
    update(&mut model, wanted(say("a", "long")));
    update(&mut model, wanted(say("b", "fine")));
    update(&mut model, Msg::PostAgain);
    let cmds = update(&mut model, refused(Code::TooLarge, "a"));
    assert_eq!(seen(&model)[0], "me long Refused(\"no\")");
    assert!(cmds.contains(&Cmd::Forget(vec!["a".into()])));
    assert_eq!(posts(&cmds), [["b"]]);
}

#[test]
fn a_busy_worker_is_asked_again() {
    let mut model = fresh();
    update(&mut model, wanted(say("a", "hi")));
    let cmds = update(&mut model, refused(Code::Unavailable, ""));
    assert_eq!((cmds, model.outbox.len()), (vec![Cmd::PostAfter(500)], 1));
    assert!(model.trouble.is_some());
    update(&mut model, Msg::PostAgain);
    update(&mut model, posted(&["a"], vec![]));
    assert!(model.trouble.is_none());
}

#[test]
fn a_conversation_that_was_deleted_is_begun_again_with_what_waits() {
    let mut model = fresh();
    update(&mut model, Msg::Frames(vec![customer(1, "old", "old")]));
    update(&mut model, wanted(say("a", "hi")));
    let cmds = update(&mut model, refused(Code::Expired, ""));
    assert!(cmds.contains(&Cmd::NewToken));
    assert_eq!(posts(&cmds), [["a"]]);
    assert_eq!((seen(&model), model.seq), (vec!["me hi Sending".into()], 0));
}

#[test]
fn a_stored_outbox_is_sent_without_being_asked() {
    let mut model = Model::default();
    update(&mut model, Msg::Start { known: true, open: true });
    let cmds = update(
        &mut model,
        wanted(Keyed {
            key: "p".into(),
            command: Command::Person { text: String::new(), contact: Contact::default(), page: None },
        }),
    );
    assert_eq!(posts(&cmds), [["p"]]);
    assert!(model.asking());
}

#[test]
fn words_that_ask_for_a_person_count_at_once_and_go_as_the_button_when_they_cannot_be_sent() {
    let mut model = fresh();
    let asked = |keyed: Keyed| {
        let asking = vec![keyed.key.clone()];
        Msg::Wanted { commands: vec![keyed], page: Page::default(), asking }
    };
    update(&mut model, asked(say("a", "a human please")));
    assert!(model.asking());
    update(&mut model, refused(Code::Internal, ""));
    assert_eq!(sent(&update(&mut model, Msg::PostAgain)), ["say a human please"]);
    update(&mut model, refused(Code::Internal, ""));
    assert_eq!(sent(&update(&mut model, Msg::PostAgain)), ["person a human please"]);
    update(&mut model, posted(&["a"], Vec::new()));
    assert!(!model.asking());
}

#[test]
fn an_offer_stands_until_something_else_is_said_or_chosen() {
    let mut model = fresh();
    let offer = Shown::Offer { text: "?".into(), choices: vec![Choice::Person, Choice::Assistant] };
    update(&mut model, Msg::Frames(vec![shown(1, offer.clone())]));
    assert_eq!(seen(&model), ["offer true"]);
    update(
        &mut model,
        wanted(Keyed { key: "c".into(), command: Command::Choose { choice: Choice::Person } }),
    );
    assert_eq!(seen(&model), ["offer false"]);
    let mut model = fresh();
    update(&mut model, Msg::Frames(vec![shown(1, offer), customer(2, "x", "never mind")]));
    assert_eq!(seen(&model), ["offer false", "me never mind Sent"]);
}

#[test]
fn an_address_may_be_left_once_after_the_newest_handover() {
    let mut model = fresh();
    let over = |seq| shown(seq, Shown::HandedOver { reference: "r".into(), text: "t".into() });
    update(&mut model, Msg::Frames(vec![over(1), over(2), status(Speaker::Team, None)]));
    assert_eq!(seen(&model), ["handed over false", "handed over true"]);
    let leave = Command::Leave { contact: Contact { email: "a@b.c".into(), ..Contact::default() } };
    update(&mut model, wanted(Keyed { key: "l".into(), command: leave }));
    assert_eq!(seen(&model)[1], "handed over false");
    let added = Shown::Notice { kind: Notice::ContactAdded, text: "t".into() };
    update(&mut model, posted(&["l"], vec![shown(3, added)]));
    assert_eq!(seen(&model), ["handed over false", "handed over false", "ContactAdded false"]);
}

#[test]
fn the_past_is_not_announced_and_what_is_new_is_once() {
    let mut model = Model::default();
    update(&mut model, Msg::Start { known: true, open: false });
    let past =
        Msg::Frames(vec![status(Speaker::Assistant, None), customer(1, "a", "hi"), answer(2, 1, "old")]);
    assert!(update(&mut model, past).is_empty());
    let person =
        shown(3, Shown::Person { name: "Mira".into(), text: "hello".into(), picture: String::new() });
    let cmds = update(&mut model, Msg::Frames(vec![person.clone()]));
    assert_eq!(cmds, [Cmd::Announce("Mira: hello".into()), Cmd::Unread(1)]);
    assert!(update(&mut model, Msg::Frames(vec![person])).is_empty());
    assert!(update(&mut model, Msg::Opened(true)).contains(&Cmd::Unread(0)));
}

#[test]
fn an_opened_panel_makes_no_conversation() {
    let mut model = Model::default();
    assert!(update(&mut model, Msg::Start { known: false, open: true }).is_empty());
    assert_eq!(update(&mut model, Msg::Opened(true)), [Cmd::Unread(0)]);
    assert_eq!(update(&mut model, Msg::Known), [Cmd::Link(Do::Open(0))]);
}

#[test]
fn a_socket_that_closes_is_opened_again_with_growing_pauses() {
    let mut link = Link::default();
    assert_eq!(link.update(News::Wanted, 5, None), [Do::Open(5)]);
    link.update(News::Heard, 5, None);
    assert_eq!(link.update(News::Lost, 5, None), [Do::Pause(500, 1)]);
    assert!(link.update(News::Rested(0), 5, None).is_empty(), "another pause");
    assert_eq!(link.update(News::Rested(1), 6, None), [Do::Open(6)]);
    assert_eq!(link.update(News::Lost, 6, None), [Do::Pause(1000, 2)]);
    assert!(link.troubled());
    assert_eq!(link.update(News::Wake, 6, None), [Do::Open(6)], "the network is back");
    link.update(News::Heard, 6, None);
    assert!(!link.troubled() && link.live());
    assert_eq!([pause(0), pause(3), pause(9)], [500, 4000, 15_000]);
}

#[test]
fn where_sockets_do_not_open_news_are_asked_for_and_sockets_tried_now_and_then() {
    let mut link = Link::default();
    link.update(News::Wanted, 0, None);
    link.update(News::Lost, 0, None);
    link.update(News::Rested(1), 0, None);
    assert_eq!(link.update(News::Lost, 0, None), [Do::Poll(0, None)]);
    assert_eq!(link.update(News::Polled, 3, None), [Do::Open(3)]);
    assert_eq!(link.update(News::Lost, 3, None), [Do::Poll(3, None)]);
    link.update(News::Polled, 3, None);
    link.update(News::Lost, 3, None);
    assert_eq!(link.update(News::Polled, 3, None), [Do::Poll(3, None)], "the third poll tries no socket");
    assert!(matches!(link.update(News::PollLost, 3, None)[..], [Do::Pause(..)]));
    assert_eq!(link.update(News::Wake, 3, None), [Do::Open(3)], "then it was not the sockets");
}

#[test]
fn a_frozen_page_holds_no_socket_and_a_thawed_one_resumes() {
    let mut link = Link::default();
    link.update(News::Wanted, 0, None);
    link.update(News::Heard, 0, None);
    assert_eq!(link.update(News::Freeze, 9, None), [Do::Close]);
    assert!(link.update(News::Wake, 9, None).is_empty());
    assert_eq!(link.update(News::Thaw, 9, None), [Do::Open(9)]);
}

#[test]
fn a_status_that_was_overtaken_changes_nothing() {
    let mut model = Model::default();
    let told = |at, promise: &str| {
        let status = Status { at, promise: promise.to_owned(), ..Model::default().status };
        Msg::Frames(vec![Frame::Status(status)])
    };
    update(&mut model, told(7, "newer"));
    update(&mut model, told(5, "older"));
    assert_eq!(model.status.promise, "newer");
    update(&mut model, told(7, "just as new"));
    assert_eq!(model.status.promise, "just as new");
}
