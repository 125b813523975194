//! Each kind of advice is given with file, line and what to do; and a good article gets none.

use super::*;
use crate::knowledge;
use expect_test::{Expect, expect};

fn told(files: &[(&str, &str)], expected: Expect) {
    let bytes: Vec<(String, Vec<u8>)> =
        files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    let articles = knowledge::read(&bytes).unwrap_or_else(|problems| panic!("{problems:?}"));
    let sources: Vec<Source<'_>> = files
        .iter()
        .map(|(file, text)| {
            let id = file.trim_end_matches(".md");
            let article = articles.iter().find(|article| article.id == id).expect("every file is an article");
            Source { file, text, article }
        })
        .collect();
    let all: Vec<String> = check(&sources, "2026-11-20")
        .iter()
        .map(|advice| format!("{:?} {}\n", advice.grade, advice.problem))
        .collect();
    expected.assert_eq(&all.concat());
}

const HEAD: &str = "language: en\npages: [/x]\nowner: Ann\nreviewed-on: 2026-10-05\nreview-every: 180 days\n";

fn good(title: &str, other: &str, body: &str) -> String {
    let ways =
        format!("intents: [please {title}]\ndo-not-answer: [they refused to {title}]\nrelated: [{other}]\n");
    format!("---\ntitle: {title}\n{HEAD}{ways}---\n{body}\n")
}

#[test]
fn two_windows_two_prices_and_two_phone_numbers_contradict_each_other() {
    let a = good(
        "returns",
        "refunds",
        "You can return an item within 30 days of delivery.\n\nExpress shipping costs €9.90.\n\nCall our team at +32 9 123 45 67.",
    );
    let b = good(
        "refunds",
        "returns",
        "Items can be returned within two weeks of delivery.\n\nShipping by express costs 12 euros.\n\nCall the team at +32 9 123 45 68. A refund takes 3 days.",
    );
    told(
        &[("refunds.md", &b), ("returns.md", &a)],
        expect![[r#"
        Error returns.md:12: 30 days here, but two weeks in refunds.md:12
            help: “You can return an item within 30 days of delivery.” and “Items can be returned within two weeks of delivery.”: mend one, or say in both what makes them differ
        Error returns.md:14: €9.90 here, but 12 euros in refunds.md:14
            help: “Express shipping costs €9.90.” and “Shipping by express costs 12 euros.”: mend one, or say in both what makes them differ
        Error returns.md:16: +32 9 123 45 67 here, but +32 9 123 45 68 in refunds.md:16
            help: “Call our team at +32 9 123 45 67.” and “Call the team at +32 9 123 45 68.”: mend one, or say in both what makes them differ
    "#]],
    );
}

#[test]
fn what_differs_in_what_it_is_about_is_no_contradiction() {
    let a = good(
        "one",
        "two",
        "The label works for 14 days.\n\nReturns from Belgium cost €0.\n\nYou can return an item within 30 days.",
    );
    let b = good(
        "two",
        "one",
        "A gift card works for 3 years.\n\nReturns from Switzerland cost €9.\n\nYou can return an item within 30 days.",
    );
    told(&[("one.md", &a), ("two.md", &b)], expect![[r#""#]]);
}

#[test]
fn what_is_missing_vague_or_overdue_is_told() {
    let long = "Send it back. ".repeat(30);
    let text = format!(
        "---\ntitle: Bare\nreviewed-on: 2025-01-01\nreview-every: 90 days\nintents: [bare it]\ndo-not-answer: [Bare it!]\nrelated: [bare]\n---\nWe answer as soon as possible.\nSee [this](gone.md).\n\n1. {long}\n"
    );
    told(
        &[("bare.md", &text)],
        expect![[r#"
        Error bare.md:6: `Bare it!` is both answered (“bare it”) and not answered
            help: remove one of the two
        Error bare.md:10: it links to `gone.md`, which is not there
            help: mend the link, or name the article in `related`
        Warning bare.md:3: its review was due: last on 2025-01-01, every 90 days, and today is 2026-11-20
            help: read it, mend it, and write today's date
        Warning bare.md:7: it is related to itself
            help: remove it from `related`
        Warning bare.md:8: no `language`
            help: say in which language it is, as in `language: en`
        Warning bare.md:8: no `owner`
            help: say who keeps it true, as in `owner: returns lead`
        Warning bare.md:8: no `pages`
            help: name the paths where customers need it, as in `pages: [/returns/*]`
        Warning bare.md:9: `as soon as possible` may mean anything
            help: write by when, as in `within 2 business days`
        Warning bare.md:9: no headings
            help: cut it up: `## Problem`, `## Steps`, `## You are done when`; an answer quotes one part, not all
    "#]],
    );
}

#[test]
fn two_articles_that_are_one_are_found() {
    let body = "Open your account, choose the order, press the button that says return, print the label that we send you, put the lamp into its box, and bring the parcel to the post office before the label ends.";
    let a = good("send", "bring", body);
    let b =
        good("bring", "send", &body.replace("the lamp", "your lamp")).replace("please bring", "please send");
    told(
        &[("bring.md", &b), ("send.md", &a)],
        expect![[r#"
        Error send.md: 79 % of it stands in bring.md too
            help: keep one, and add to its `intents` how the other was asked for
        Error send.md:8: “please send” asks for bring.md too
            help: leave it with the article that answers it best
    "#]],
    );
}
