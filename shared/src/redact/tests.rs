//! What these tests prove, beside those of each kind:
//! 1. the text keeps everything but what was removed, and doing it twice changes nothing;
//! 2. no text panics, and every place is a place of the text;
//! 3. what a site wants to keep is found and kept.

use super::*;
use proptest::prelude::*;

const ALL: Settings = Settings { emails: true, phones: true, ip_addresses: true };

/// What of one kind is found in a text.
pub(super) fn found<'a>(kind: &str, text: &'a str) -> Vec<&'a str> {
    let found = redact(text, &ALL).found;
    found.iter().filter(|found| found.kind == kind).map(|found| &text[found.start..found.end]).collect()
}

pub(super) fn masked(kind: &str, text: &str) -> usize {
    found(kind, text).len()
}

#[test]
fn what_was_removed_is_named_in_its_place() {
    let check = |text: &str, clean: &str, kinds: &[&str]| {
        let redacted = redact(text, &Settings::default());
        assert_eq!(redacted.text, clean);
        assert_eq!(redacted.kinds(), kinds);
        assert_eq!(redact(&redacted.text, &ALL).text, clean.replace("ada@mail.example", "[e-mail]"));
    };
    check(
        "My card 4242 4242 4242 4242, cvv 123!",
        "My card [card ending 4242], cvv [card code]!",
        &["card", "card-code"],
    );
    check("refund to DE89370400440532013000 please", "refund to [IBAN ending 3000] please", &["iban"]);
    check(
        "ssn 536-22-1234 and password: hunter2",
        "ssn [national ID] and password: [password]",
        &["national-id", "credential"],
    );
    check("I am ada@mail.example, order 10441", "I am ada@mail.example, order 10441", &[]);
    check("😀 4242424242424242 😀", "😀 [card ending 4242] 😀", &["card"]);
}

#[test]
fn what_the_site_keeps_is_found_and_kept() {
    let text = "Call 0699 868 88 55 or write to ada@mail.example from 10.0.0.1";
    let kept = redact(text, &Settings::default());
    assert_eq!((kept.text.as_str(), kept.found.len(), kept.kinds().len()), (text, 3, 0));
    assert_eq!(redact(text, &ALL).text, "Call [phone] or write to [e-mail] from [IP address]");
}

#[test]
fn every_kind_has_its_own_name_and_a_sentence() {
    for (i, redaction) in REDACTIONS.iter().enumerate() {
        assert!(redaction.doc.ends_with('.'), "{}", redaction.name);
        assert!(REDACTIONS[..i].iter().all(|other| other.name != redaction.name), "{}", redaction.name);
    }
}

/// Texts that come near everything: pieces of numbers, labels, signs, and other scripts.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "4242",
        "4242424242424242",
        "378282246310005",
        " ",
        "-",
        ".",
        "/",
        ":",
        "=",
        "@",
        "+",
        "(0)",
        "card ",
        "order ",
        "password",
        "password: ",
        " is ",
        "pin ",
        "cvv ",
        "DE89",
        "3704 0044 0532 0130 00",
        "ssn ",
        "536-22-1234",
        "a@b.example",
        "://",
        "eyJ",
        "sk_live_",
        "\"",
        "'",
        "[",
        "]",
        "\n",
        "é",
        "４",
        "😀",
        "пароль",
        "-----BEGIN PRIVATE KEY-----",
        "-----END ",
        "10.0.0.1",
        "::",
        "x",
        "hunter2",
        "RSSMRA85T10A562S",
        "€",
        "\u{200b}",
        "ß",
        "İ",
    ]);
    prop_oneof![
        3 => prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat()),
        1 => ".{0,80}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics_and_every_place_is_true(text in any_text()) {
        for settings in [Settings::default(), ALL] {
            let redacted = redact(&text, &settings);
            let mut from = 0;
            for found in &redacted.found {
                prop_assert!(found.start >= from && found.end > found.start && text.get(found.start..found.end).is_some());
                from = found.end;
            }
            let removed: usize = redacted.found.iter().filter(|found| found.removed).count();
            prop_assert!(removed > 0 || redacted.text == text);
            let again = redact(&redacted.text, &settings);
            prop_assert_eq!(again.kinds(), Vec::<String>::new(), "{:?}", redacted.text);
        }
    }

    #[test]
    fn cards_are_gone_whatever_stands_around(before in "[a-z ]{0,20}", after in "[a-z ,.!]{0,20}") {
        let text = format!("{before} card 4242 4242 4242 4242 {after}");
        prop_assert!(!redact(&text, &Settings::default()).text.contains("4242 4242"));
    }
}
