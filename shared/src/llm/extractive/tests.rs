//! What an answer without a model promises, on a small bicycle rental:
//!
//! 1. It quotes the part that answers, not the article: a sentence, an item, or all steps.
//! 2. It cites where that stands.
//! 3. It answers two questions from two articles, asks back where it is unsure, and admits when it has no source.

use super::*;
use crate::knowledge::{Article, compile};
use expect_test::{Expect, expect};

fn rental() -> Knowledge {
    let article = |id: &str, title: &str, intents: &[&str], body: &str| {
        let mut article = Article::new(id, title, body);
        article.intents = intents.iter().map(|i| (*i).to_owned()).collect();
        article
    };
    compile(vec![
        article(
            "unlock",
            "Unlock a bicycle",
            &["how do I unlock a bike", "the lock does not open"],
            "## Problem\n\nYou want to unlock a bicycle.\n\n## Steps\n\n1. Open the app.\n2. Scan the code on the lock.\n3. Wait for the click.\n\n## Lock does not open\n\nIf the lock does not open, push the bolt in and scan again.",
        ),
        article(
            "prices",
            "What riding costs",
            &["how much is a ride", "price per hour"],
            "## Prices\n\nA ride costs these prices:\n\n- City bicycle: €2.00 an hour.\n- Cargo bicycle: €4.50 an hour.\n- Electric bicycle: €3.50 an hour.\n\n## Parking\n\nParking outside the zone costs €10.00. Parking inside the zone is free.",
        ),
        article(
            "deposit",
            "When the deposit comes back",
            &["where is my deposit", "deposit refund"],
            "## Deposit\n\nEvery ride begins with a deposit of €20.00. We give it back within 3 days of the end of the ride. Your bank may need 2 days more.",
        ),
        article(
            "pause",
            "Pause a ride",
            &["can I stop at a shop", "take a break"],
            "## Pausing\n\nYou can pause a ride for up to 30 minutes. A pause cannot be made longer.\n\n## Steps\n\n1. Press Pause in the app.\n2. Close the lock.",
        ),
    ])
}

fn check(text: &str, expected: Expect) {
    let knowledge = rental();
    let query = Query { text, page_path: None, language: None, context: &[], shown: &[] };
    let found = search(&knowledge, &query);
    let said = match answer(&knowledge, &query, &found) {
        Outcome::Answer(Answer { text, sources }) => {
            let sources: Vec<String> = sources
                .iter()
                .enumerate()
                .map(|(i, s)| format!("[{}] {} / {}\n", i + 1, s.article, s.heading))
                .collect();
            format!("{text}\n---\n{}", sources.concat())
        }
        Outcome::Clarify { choices } => {
            let titles: Vec<&str> = choices.iter().map(|choice| choice.title.as_str()).collect();
            format!("is it about {}?\n", titles.join(" or "))
        }
        Outcome::NoAnswer { why } => format!("no answer: {why}\n"),
    };
    expected.assert_eq(&said);
}

#[test]
fn how_to_questions_get_all_steps() {
    check(
        "how do i unlok the bike",
        expect![[r#"
        **Unlock a bicycle** [1]

        1. Open the app.
        2. Scan the code on the lock.
        3. Wait for the click.
        ---
        [1] unlock / Steps
    "#]],
    );
    check(
        "I want to unlock a bicycle",
        expect![[r#"
        **Unlock a bicycle** [1]

        1. Open the app.
        2. Scan the code on the lock.
        3. Wait for the click.
        ---
        [1] unlock / Steps
    "#]],
    );
}

#[test]
fn questions_for_a_price_or_a_time_get_the_item_or_sentence_that_has_it() {
    check(
        "how much is the cargo bike",
        expect![[r#"
        A ride costs these prices: [1]

        - Cargo bicycle: €4.50 an hour.
        ---
        [1] prices / Prices
    "#]],
    );
    check(
        "how much is a ride",
        expect![[r#"
        A ride costs these prices: [1]

        - City bicycle: €2.00 an hour.
        - Cargo bicycle: €4.50 an hour.
        - Electric bicycle: €3.50 an hour.
        ---
        [1] prices / Prices
    "#]],
    );
    check(
        "how long until I get the deposit back?",
        expect![[r#"
            We give it back within 3 days of the end of the ride. Your bank may need 2 days more. [1]
            ---
            [1] deposit / Deposit
        "#]],
    );
    check(
        "is parking free?",
        expect![[r#"
        Parking outside the zone costs €10.00. Parking inside the zone is free. [1]
        ---
        [1] prices / Parking
    "#]],
    );
}

#[test]
fn questions_for_yes_or_no_get_the_rule() {
    check(
        "can I pause a ride?",
        expect![[r#"
        You can pause a ride for up to 30 minutes. A pause cannot be made longer. [1]
        ---
        [1] pause / Pausing
    "#]],
    );
}

#[test]
fn two_questions_get_two_answers_with_two_sources() {
    check(
        "How do I unlock a bike? And how long does the deposit refund take?",
        expect![[r#"
            **Unlock a bicycle** [1]

            1. Open the app.
            2. Scan the code on the lock.
            3. Wait for the click.

            **When the deposit comes back** [2]

            We give it back within 3 days of the end of the ride. Your bank may need 2 days more.
            ---
            [1] unlock / Steps
            [2] deposit / Deposit
        "#]],
    );
}

#[test]
fn without_a_source_it_says_so() {
    check(
        "do you rent out tents in Norway",
        expect![[r#"
        no answer: no article speaks about this; unknown to all of them: `norway`, `out`, `rent`, `tents`
    "#]],
    );
    check(
        "who is the president",
        expect![[r#"
        no answer: no article speaks about this; unknown to all of them: `president`
    "#]],
    );
}

#[test]
fn what_is_only_half_understood_is_asked_about() {
    check(
        "deposit for the bank of the app",
        expect![[r#"
        Every ride begins with a deposit of €20.00. We give it back within 3 days of the end of the ride. Your bank may need 2 days more. [1]
        ---
        [1] deposit / Deposit
    "#]],
    );
    check(
        "the ride in the rain",
        expect![[r#"
            no answer: no article speaks about this; unknown to all of them: `rain`
        "#]],
    );
    check(
        "stop the lock",
        expect![[r#"
            **Pause a ride** [1]

            1. Press Pause in the app.
            2. Close the lock.
            ---
            [1] pause / Steps
        "#]],
    );
}

#[test]
fn a_message_is_cut_into_its_questions() {
    assert_eq!(
        clauses("How much is it? And how long does it take?"),
        ["How much is it?", "how long does it take?"]
    );
    assert_eq!(
        clauses("can I pause and where do I park my bike"),
        ["can I pause", "where do I park my bike"]
    );
    assert_eq!(clauses("Hi. Where is my deposit?"), ["Hi. Where is my deposit?"]);
    assert_eq!(clauses(""), Vec::<String>::new());
}

#[test]
fn every_source_points_at_a_passage_that_exists() {
    let knowledge = rental();
    for text in ["unlock", "price of a ride", "deposit", "pause a ride in the app", "lock does not open"] {
        let query = Query { text, page_path: None, language: None, context: &[], shown: &[] };
        let sources = match answer(&knowledge, &query, &search(&knowledge, &query)) {
            Outcome::Answer(answer) => answer.sources,
            Outcome::Clarify { choices } => choices,
            Outcome::NoAnswer { .. } => Vec::new(),
        };
        for source in sources {
            let article =
                knowledge.articles.iter().find(|a| a.id == source.article).expect("the article exists");
            assert_eq!(article.passages[source.passage].heading, source.heading);
        }
    }
}
