//! What is no question, and where a conversation must not turn in circles, with the demo's policy.

use crate::conversation::{Event, Mode};
use crate::log::What;
use crate::parts::Choice;
use crate::rehearsal::Rehearsal;
use crate::site::{self, Files, Site};
use expect_test::{Expect, expect};
use std::sync::OnceLock;

fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let article = |id: &str, title: &str, asked: &str, text: &str| {
            let text = format!("---\ntitle: {title}\nlanguage: en\npages: [/]\nintents: [{asked}]\n---\n## Steps\n\n{text}\n");
            (format!("knowledge/{id}.md"), text.into_bytes())
        };
        site::compile(&Files {
            site: "name = \"Lamps\"\nhours = \"always\"\norigins = [\"*\"]\nlanguages = [\"en\", \"de\"]\n".to_owned(),
            policy: include_str!("../../../../site/policy.toml").to_owned(),
            persona: "Speak plainly.".to_owned(),
            knowledge: vec![
                article(
                    "broken",
                    "Lamp arrived damaged or broken",
                    "my lamp arrived broken, the glass of my lamp is broken",
                    "1. Unplug the lamp and do not use it.\n2. Take a photo of the broken lamp or of its glass.",
                ),
                article(
                    "returns",
                    "Return a lamp",
                    "how do I return a lamp, get my money back",
                    "1. You can return a lamp within 30 days of delivery.\n2. Money goes back to the card you paid with.",
                ),
            ],
        })
        .unwrap_or_else(|problems| panic!("{}", problems[0]))
    })
}

/// Plays what the customer says; `yes` and `no` in brackets are the buttons of an offer.
fn check(language: &str, said: &[&str], expected: Expect) {
    let mut rehearsal = Rehearsal::new(language);
    let mut told = String::new();
    for (n, text) in said.iter().enumerate() {
        let before = rehearsal.conversation.log.len();
        let event = match *text {
            "[yes]" => Event::Chose { choice: Choice::Person },
            "[no]" => Event::Chose { choice: Choice::Assistant },
            text => Event::Said { key: n.to_string(), text: text.to_owned(), page: None },
        };
        rehearsal.take(site(), event);
        told.push_str(&format!("> {text}\n"));
        for entry in &rehearsal.conversation.log[before..] {
            match &entry.what {
                What::AssistantSaid { text, sources, .. } => {
                    let first: String = text.split_inclusive('\n').take(3).collect();
                    told.push_str(&format!("{} [{}]\n", first.trim().replace('\n', " "), sources.len()));
                }
                What::AssistantGaveUp { text, .. } | What::Offered { text, .. } => {
                    told.push_str(&format!("{text}\n"))
                }
                What::HandedOver { .. } => told.push_str("(to a person)\n"),
                _ => {}
            }
        }
        let replies = rehearsal.conversation.replies();
        if !replies.is_empty() {
            told.push_str(&format!("{replies:?}\n"));
        }
    }
    expected.assert_eq(&told);
}

#[test]
fn openings_and_questions_about_the_chat_are_answered_in_kind() {
    check(
        "en",
        &["are you a robot?", "I have a question", "what can you do?", "is anyone there?", "ok", "wait"],
        expect![[r#"
            > are you a robot?
            I am the automated assistant of Lamps, not a person. I answer from our help articles, and you can ask for a person at any time. [0]
            > I have a question
            Of course. What is it about? [0]
            ["My lamp arrived broken", "How do I return a lamp?"]
            > what can you do?
            I answer questions from the help articles of Lamps and show where each answer comes from. What I cannot do, a person can: you can ask for one at any time. [0]
            ["My lamp arrived broken", "How do I return a lamp?"]
            > is anyone there?
            Yes, I am here: the automated assistant of Lamps. What can I help you with? [0]
            > ok
            Of course. What is it about? [0]
            ["My lamp arrived broken", "How do I return a lamp?"]
            > wait
            Of course. Tell me a little more, or ask in other words. [0]
        "#]],
    );
}

#[test]
fn the_same_opening_twice_is_offered_a_person() {
    check(
        "en",
        &["help", "help!"],
        expect![[r#"
        > help
        Of course. What is it about? [0]
        ["My lamp arrived broken", "How do I return a lamp?"]
        > help!
        I could not find this in our help articles, and I do not want to guess.
        Shall I connect you to a person now, or would you like to ask in other words?
    "#]],
    );
}

#[test]
fn yes_and_no_answer_what_was_asked_last() {
    check(
        "en",
        &["do you know a good dentist?", "yes please"],
        expect![[r#"
        > do you know a good dentist?
        I could not find this in our help articles, and I do not want to guess.
        Shall I connect you to a person now, or would you like to ask in other words?
        > yes please
        (to a person)
    "#]],
    );
    check(
        "en",
        &["do you know a good dentist?", "no thanks"],
        expect![[r#"
        > do you know a good dentist?
        I could not find this in our help articles, and I do not want to guess.
        Shall I connect you to a person now, or would you like to ask in other words?
        > no thanks
        Of course. Tell me a little more, or ask in other words. [0]
    "#]],
    );
    check(
        "de",
        &["how do I return a lamp?", "ok", "danke", "nein"],
        expect![[r#"
        > how do I return a lamp?
        **Return a lamp** [1]  1. You can return a lamp within 30 days of delivery. [1]
        > ok
        Gut. Gibt es noch etwas? [0]
        > danke
        Gern geschehen. Kann ich sonst noch etwas für Sie tun? [0]
        > nein
        Auf Wiedersehen! Schreiben Sie hier, wenn Sie etwas brauchen. [0]
    "#]],
    );
}

#[test]
fn who_wants_it_tried_gets_what_comes_nearest_and_is_not_offered_the_same_again() {
    check(
        "en",
        &["I want my money back for shoes", "[no]", "and for gloves?", "[no]"],
        expect![[r#"
        > I want my money back for shoes
        I can try to answer this, or I can connect you to a person now. Which do you prefer?
        > [no]
        **Return a lamp** [1]  1. You can return a lamp within 30 days of delivery. [1]
        > and for gloves?
        I can try to answer this, or I can connect you to a person now. Which do you prefer?
        > [no]
        I have nothing more on this in our help articles than what I showed above.
        Shall I connect you to a person now, or would you like to ask in other words?
    "#]],
    );
}

#[test]
fn an_answer_that_was_just_given_is_not_given_again_to_other_words() {
    check(
        "en",
        &["my lamp arrived broken", "yes, the glass of it is broken", "the lamp came broken"],
        expect![[r#"
            > my lamp arrived broken
            I am sorry about the trouble.  **Lamp arrived damaged or broken** [1] [1]
            > yes, the glass of it is broken
            I have nothing more on this in our help articles than what I showed above.
            Shall I connect you to a person now, or would you like to ask in other words?
            > the lamp came broken
            I have nothing more on this in our help articles than what I showed above.
            (to a person)
        "#]],
    );
}

#[test]
fn who_is_unhappy_is_told_so_kindly() {
    check(
        "en",
        &["you are useless"],
        expect![[r#"
        > you are useless
        I am sorry: I cannot help with this myself.
        Shall I connect you to a person now, or would you like to ask in other words?
    "#]],
    );
}

#[test]
fn what_a_person_is_needed_for_is_more_than_a_courtesy() {
    let mut rehearsal = Rehearsal::new("en");
    let text = "hello, can I talk to a person?".to_owned();
    rehearsal.take(site(), Event::Said { key: "a".into(), text, page: None });
    assert!(!matches!(rehearsal.conversation.mode, Mode::Listening));
}
