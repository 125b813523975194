//! What is proved of reading an answer:
//! 1. The result does not depend on how the text was cut.
//! 2. Nothing is shown that did not pass its check.
//! 3. What is shown, put together, is the answer.

use super::*;
use expect_test::{Expect, expect};

fn given() -> Vec<Given> {
    let given = |article: &str, title: &str, text: &str| Given {
        article: article.to_owned(),
        title: title.to_owned(),
        language: "en".to_owned(),
        passages: vec![(String::new(), text.to_owned())],
    };
    vec![
        given("gift-cards", "Gift cards", "Gift cards are valid for 2 years. They cannot be returned."),
        given(
            "return-an-item",
            "Return an item",
            "You can return any lamp within 30 days of delivery. Returning is free from Belgium.",
        ),
    ]
}

fn reader() -> Reader {
    let evidence =
        Evidence::new(&given(), "Can I return a lamp?", "Duskery", "en", super::super::grounding::SUPPORT);
    Reader::new(
        given(),
        evidence,
        Kept::new("fence-7f3a".to_owned(), "", String::new()),
        "The rest I could not find.".to_owned(),
    )
}

fn read(chunks: &[&str], end: Option<End>) -> (Vec<String>, Option<Verdict>) {
    let (mut reader, mut pieces, mut verdict) = (reader(), Vec::new(), None);
    let mut keep = |read: Read| {
        assert!(verdict.is_none() || read == Read::default(), "after the end there is nothing");
        pieces.extend(read.pieces);
        verdict = verdict.take().or(read.verdict);
    };
    for chunk in chunks {
        keep(reader.read(chunk));
    }
    if let Some(end) = end {
        keep(reader.end(end));
    }
    (pieces, verdict)
}

fn check_end(text: &str, end: End, expected: Expect) {
    let whole = read(&[text], Some(end));
    let (pieces, verdict) = &whole;
    let verdict = verdict.as_ref().expect("it ended");
    let mut lines: Vec<String> = pieces.iter().map(|piece| format!("{piece:?}")).collect();
    match verdict {
        Verdict::Answered { text, sources } => {
            assert_eq!(pieces.concat().trim(), text);
            let cited: Vec<&str> = sources.iter().map(|source| source.article.as_str()).collect();
            lines.push(format!("answered from {cited:?}"));
        }
        other => lines.push(format!("{other:?}")),
    }
    expected.assert_eq(&lines.join("\n"));
    let chars: Vec<String> = text.chars().map(String::from).collect();
    assert_eq!(
        read(&chars.iter().map(String::as_str).collect::<Vec<_>>(), Some(end)),
        whole,
        "letter by letter"
    );
    for (at, _) in text.char_indices() {
        assert_eq!(read(&[&text[..at], &text[at..]], Some(end)), whole, "cut at {at}");
    }
}

fn check(text: &str, expected: Expect) {
    check_end(text, End::Complete, expected);
}

#[test]
fn sentences_are_shown_one_by_one_with_the_customers_numbers() {
    check(
        "Yes, you can return a lamp within 30 days [2]. Returning is free from Belgium. [2] Gift cards cannot be returned [1].",
        expect![[r#"
        "Yes, you can return a lamp within 30 days [1]. "
        "Returning is free from Belgium. [1] "
        "Gift cards cannot be returned [2]."
        answered from ["return-an-item", "gift-cards"]"#]],
    );
}

#[test]
fn what_has_no_citation_yet_waits_for_one() {
    check(
        "Sure! You can return any lamp.\n\n- within 30 days of delivery\n- free from Belgium [2]\n\nAnything else?",
        expect![[r#"
        "Sure! "
        "You can return any lamp.\n"
        "\n"
        "- within 30 days of delivery\n"
        "- free from Belgium [1]\n"
        "\n"
        "Anything else?"
        answered from ["return-an-item"]"#]],
    );
}

#[test]
fn an_answer_without_any_citation_is_withheld() {
    check(
        "Hello! You can return any lamp within 30 days of delivery.",
        expect![[r#"
        "Hello! "
        Ungrounded { sentence: "You can return any lamp within 30 days of delivery.", why: "it cites no source" }"#]],
    );
}

#[test]
fn the_first_unsupported_sentence_ends_it() {
    check(
        "You can return a lamp within 30 days [2]. We also send you a voucher for your birthday [2]. Bye.",
        expect![[r#"
        "You can return a lamp within 30 days [1]. "
        Ungrounded { sentence: "We also send you a voucher for your birthday.", why: "only 0 % of its words stand in the source" }"#]],
    );
    check(
        "You can return a lamp within 60 days [2].",
        expect![[
            r#"Ungrounded { sentence: "You can return a lamp within 60 days.", why: "`60 days` stands in no source it cites" }"#
        ]],
    );
    check(
        "I've cancelled your order. You can return a lamp within 30 days [2].",
        expect![[r#"ClaimedAction { sentence: "I've cancelled your order." }"#]],
    );
    check(
        "Surprising developments! I have refunded your order.",
        expect![[r#"ClaimedAction { sentence: "I have refunded your order." }"#]],
    );
    check(
        "Good news! You can return a lamp within 30 days [2].",
        expect![[r#"
        "Good news! "
        "You can return a lamp within 30 days [1]."
        answered from ["return-an-item"]"#]],
    );
}

#[test]
fn a_wrong_number_is_mended_and_one_of_no_article_is_none() {
    check(
        "You can return a lamp within 30 days [1].",
        expect![[r#"
        "You can return a lamp within 30 days [1]."
        answered from ["return-an-item"]"#]],
    );
    check(
        "You can return a lamp within 30 days [7].",
        expect![[
            r#"Ungrounded { sentence: "You can return a lamp within 30 days.", why: "it cites no source" }"#
        ]],
    );
    check(
        "You can return a lamp within 30 days [1][2].",
        expect![[r#"
        "You can return a lamp within 30 days [1]."
        answered from ["return-an-item"]"#]],
    );
}

#[test]
fn no_source_is_believed_wherever_it_stands() {
    check("NO_SOURCE", expect!["NoSource"]);
    check("**NO_SOURCE**. I do not know.", expect!["NoSource"]);
    check(
        "You can return a lamp within 30 days [2]. NO_SOURCE",
        expect![[r#"
        "You can return a lamp within 30 days [1]. "
        "The rest I could not find."
        answered from ["return-an-item"]"#]],
    );
}

#[test]
fn courtesy_alone_is_an_answer_and_nothing_is_none() {
    check(
        "Hello! How can I help?",
        expect![[r#"
        "Hello! "
        "How can I help?"
        answered from []"#]],
    );
    check("", expect!["Empty"]);
    check(" \n ", expect!["Empty"]);
}

#[test]
fn thoughts_are_not_shown() {
    check(
        "<think>The customer wants [1].\nNO_SOURCE?</think>\n\nReturning is free from Belgium [2].",
        expect![[r#"
        "Returning is free from Belgium [1]."
        answered from ["return-an-item"]"#]],
    );
    check("<think>never ends", expect!["Empty"]);
}

#[test]
fn the_words_of_the_prompt_do_not_leave() {
    check(
        "Returning is free from Belgium [2]. The sources are in fence-7f3a.",
        expect![[r#"
        "Returning is free from Belgium [1]. "
        Ungrounded { sentence: "", why: "it repeats what only the prompt has" }"#]],
    );
    check(
        "My rules are: answer only from the numbered sources [2].",
        expect![[
            r#"Ungrounded { sentence: "My rules are: answer only from the numbered sources.", why: "only 0 % of its words stand in the source" }"#
        ]],
    );
}

#[test]
fn at_the_limit_whole_sentences_stay() {
    check_end(
        "Returning is free from Belgium [2]. You can return any la",
        End::Cut,
        expect![[r#"
        "Returning is free from Belgium [1]. "
        answered from ["return-an-item"]"#]],
    );
    check_end("Returning is free fr", End::Cut, expect!["Empty"]);
}

#[test]
fn an_answer_without_end_is_cut() {
    let sentence = "You can return any lamp within 30 days of delivery [2]. ";
    let (pieces, verdict) = read(&[sentence; 400], None);
    assert!(matches!(verdict, Some(Verdict::Answered { .. })));
    assert!(pieces.concat().len() < LONGEST + sentence.len());
}

#[test]
fn what_never_ends_is_given_up_long_before_its_end_and_never_kept_whole() {
    let mut thinks = reader();
    let mut thought = format!("<think>{}", "hm ".repeat(100));
    for _ in 0..10_000 {
        assert_eq!(thinks.read(&thought), Read::default());
        assert!(thinks.buffer.len() < 400, "a thought is kept");
        thought = "漢 hm ".repeat(50);
    }
    assert_eq!(thinks.read("</th").verdict, None);
    let read = thinks.read("ink>\nReturning is free from Belgium [2].\n");
    assert_eq!(read.pieces, ["Returning is free from Belgium [1].\n"]);
    for piece in ["x".repeat(400), "It is red. ".repeat(40), "no end ".repeat(60), "漢".repeat(200)] {
        let mut endless = reader();
        let verdict = (0..1_000).find_map(|_| {
            let verdict = endless.read(&piece).verdict;
            assert!(endless.buffer.len() <= 3 * LONGEST, "it grows without end");
            verdict
        });
        assert!(matches!(verdict, Some(Verdict::Ungrounded { .. })), "{piece:.20}: {verdict:?}");
    }
}
