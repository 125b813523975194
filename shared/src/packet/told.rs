//! What the customer told along the way, as typed facts with their place: numbers and dates, what they tried themselves,
//! what they want, and who they say they are.
//!
//! Words and patterns, no model: each fact is a quotation, and its place is the position of the message it stands in.
//! Absent on purpose: anything that redaction took out before it was kept.

mod phrases;
mod who;

use super::Collected;
use crate::detect::lexicon::Lexicon;
use crate::detect::normalize::fold;
use crate::detect::person::asks_for_person;
use std::sync::OnceLock;

/// The longest quotation, in bytes.
const QUOTATION: usize = 200;

/// Numbers of orders, invoices and the like, amounts and dates in a message, in the order they stand.
pub fn collected(seq: u64, text: &str) -> Vec<Collected> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found: Vec<Collected> = Vec::new();
    let mut add = |name: &str, value: &str| {
        if found.iter().all(|other| other.value != value) {
            found.push(Collected { name: name.to_owned(), value: value.to_owned(), seq });
        }
    };
    for (name, value) in who::told(text) {
        add(name, &value);
    }
    for (at, word) in words.iter().enumerate() {
        let value = word.trim_matches(|c: char| !c.is_alphanumeric() && !"#€$£¥₹".contains(c));
        let before: Vec<String> = words[at.saturating_sub(6)..at].iter().map(|word| plain(word)).collect();
        let after = words.get(at + 1).map_or_else(String::new, |word| plain(word));
        if is_amount(value, &after) {
            let currency = if value.chars().any(is_sign) { "" } else { after.as_str() };
            add("amount", format!("{value} {currency}").trim_end());
        } else if is_date(value) {
            add("date", value);
        } else if is_number(value) {
            if let Some(name) = phrases::name_of(&before) {
                add(name, value.trim_start_matches('#'));
            } else if value.starts_with('#') {
                add("number", value.trim_start_matches('#'));
            }
        }
    }
    found
}

/// What the customer says to have tried, in their words.
pub fn attempt(text: &str) -> Option<String> {
    sentences(text).find(|sentence| holds(&lists().attempts, sentence)).map(quoted)
}

/// A wish in the customer's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wished {
    pub words: String,
    /// It can be understood without what stands before it: it is no assent ("Yes, please do that") and not all pronouns
    pub alone: bool,
}

/// What the customer wants, in their words: the last sentence of the message that says so and is more than asking for a
/// person; one that can be understood alone before one that cannot.
pub fn wish(text: &str) -> Option<Wished> {
    let all: Vec<&str> = sentences(text).collect();
    let mut found = None;
    for sentence in all.into_iter().rev() {
        let folded = fold(sentence);
        if lists().wishes.find(&folded).is_empty() {
            continue;
        }
        // Words of a sentence, or letters where words are not set apart.
        let words = folded.words().iter().filter(|word| !word.breaks).count();
        let named = names_something(sentence);
        if (words <= 3 && !named) || asks_for_person(sentence).is_some() {
            continue;
        }
        let alone = named || words > 6 && !assents(sentence);
        let wish = Wished { words: quoted(sentence), alone };
        if alone {
            return Some(wish);
        }
        found = found.or(Some(wish));
    }
    found
}

/// Begins as an answer to something before it.
fn assents(sentence: &str) -> bool {
    let first: String = sentence.chars().take_while(|c| c.is_alphanumeric()).collect();
    phrases::ASSENTS.contains(&first.to_lowercase().as_str())
}

/// Holds a number of an order or the like.
fn names_something(sentence: &str) -> bool {
    sentence
        .split_whitespace()
        .any(|word| is_number(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '#')))
}

struct Lists {
    attempts: Lexicon,
    wishes: Lexicon,
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    let of = |lists: &[&'static str]| Lexicon::new(lists.iter().map(|list| (0, *list)));
    LISTS.get_or_init(|| Lists { attempts: of(&phrases::ATTEMPTS), wishes: of(&phrases::WISHES) })
}

fn holds(lexicon: &Lexicon, sentence: &str) -> bool {
    !lexicon.find(&fold(sentence)).is_empty()
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.char_indices().find_map(|(at, c)| {
            let next = rest[at + c.len_utf8()..].chars().next();
            let ends = match c {
                '\n' | '。' | '！' | '？' | '؟' | '।' | ';' => true,
                '.' | '!' | '?' => next.is_none_or(char::is_whitespace),
                _ => false,
            };
            ends.then_some(at + c.len_utf8())
        });
        let (sentence, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(sentence.trim())
    })
    .filter(|sentence| !sentence.is_empty())
}

/// One line, cut with a mark where it is too long.
fn quoted(sentence: &str) -> String {
    let mut text = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.len() > QUOTATION {
        crate::page::cut(&mut text, QUOTATION - 3);
        text.push('…');
    }
    text
}

/// A word without marks, in lower case.
fn plain(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric() && !is_sign(c)).to_lowercase()
}

fn is_sign(c: char) -> bool {
    "€$£¥₹".contains(c)
}

/// `49.90` before a currency, or `€49`.
fn is_amount(value: &str, after: &str) -> bool {
    let digits = value.trim_matches(is_sign);
    let number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    number && (digits.len() < value.len() || phrases::CURRENCIES.contains(&after))
}

/// `2026-11-20`, `20.11.2026`, `11/20/26`.
fn is_date(value: &str) -> bool {
    let parts: Vec<&str> = value.split(['-', '.', '/']).collect();
    let small = |part: &str| matches!(part.len(), 1 | 2) && part.bytes().all(|b| b.is_ascii_digit());
    let year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    match parts.as_slice() {
        [first, middle, last] => {
            small(middle) && (year(first) && small(last) || small(first) && (year(last) || small(last)))
        }
        _ => false,
    }
}

/// Four characters or more, of which some are digits, as in `20431`, `#W4817420`, `RMA-2231` or `HSR97W`.
fn is_number(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let plain = value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'#' | b'-' | b'_' | b'/'));
    let capitals = value.bytes().filter(u8::is_ascii_uppercase).count();
    plain && (digits >= 3 || digits >= 2 && capitals >= 2) && (4..=40).contains(&value.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let mut told: Vec<String> =
            collected(7, text).iter().map(|one| format!("{}: {}", one.name, one.value)).collect();
        told.extend(attempt(text).map(|text| format!("tried: {text}")));
        told.extend(wish(text).map(|wish| format!("wants: {}", wish.words)));
        expected.assert_eq(&told.join("\n"));
    }

    #[test]
    fn numbers_amounts_and_dates_are_found_with_their_names() {
        check(
            "Hi, my order #W4817420 of 2026-11-02 came without the shade, and you took €49.90.",
            expect![[r#"
                order number: W4817420
                date: 2026-11-02
                amount: €49.90"#]],
        );
        check(
            "order number is 20431, invoice INV-2026-77",
            expect![[r#"
            order number: 20431
            invoice number: INV-2026-77"#]],
        );
        check(
            "Meine Bestellung Nr. 55120 kostete 39,00 Euro",
            expect![[r#"
            order number: 55120
            amount: 39,00 euro"#]],
        );
        check("I have 3 lamps and 12345 steps", expect![[""]]);
    }

    #[test]
    fn who_somebody_says_they_are_is_found_as_they_wrote_it() {
        check(
            "Sure, my name is Fatima Johnson, and my zip code is 78712.",
            expect![[r#"
                name: Fatima Johnson
                postal code: 78712"#]],
        );
        check(
            "It's yusuf.hernandez8836@example.com. Call me on +32 2 555 01 23 please",
            expect![[r#"
                email address: yusuf.hernandez8836@example.com
                telephone number: +32 2 555 01 23"#]],
        );
        check("Ich heiße Jörg Müller und warte.", expect!["name: Jörg Müller"]);
        check("je m'appelle Anne-Marie", expect!["name: Anne-Marie"]);
        check(
            "my name is ben and i want my money",
            expect![[r#"
            name: ben
            wants: my name is ben and i want my money"#]],
        );
        check("我叫王小明，订单没到", expect!["name: 王小明"]);
        check("My name is not on the invoice", expect![""]);
        check("@ me @home a@b", expect![""]);
        check("The discount code is WINTER24", expect!["discount code: WINTER24"]);
    }

    #[test]
    fn a_wish_that_says_something_goes_before_one_that_points_at_something() {
        let said = |text: &str| wish(text).map(|wish| (wish.words, wish.alone));
        let alone = |text: &str, words: &str| assert_eq!(said(text), Some((words.to_owned(), true)));
        alone(
            "If not, I would like to change the payment method to my visa. Can we proceed with that?",
            "If not, I would like to change the payment method to my visa.",
        );
        alone("Please cancel HSR97W.", "Please cancel HSR97W.");
        assert_eq!(said("Yes, please go ahead and do all of it now.").map(|said| said.1), Some(false));
    }

    #[test]
    fn what_was_tried_and_what_is_wanted_are_quotations() {
        check(
            "The lamp flickers. I already replaced the bulb twice, but no luck. Can you send me a new dimmer?",
            expect![[r#"
                tried: I already replaced the bulb twice, but no luck.
                wants: Can you send me a new dimmer?"#]],
        );
        check(
            "Ich habe schon neu gestartet. Ich möchte mein Geld zurück!",
            expect![[r#"
            tried: Ich habe schon neu gestartet.
            wants: Ich möchte mein Geld zurück!"#]],
        );
        check(
            "已经重启过了。我想退货退款",
            expect![[r#"
            tried: 已经重启过了。
            wants: 我想退货退款"#]],
        );
        for tried in [
            "I replaced the bulb twice.",
            "Ive rebooted the router 3 times.",
            "We cleared the cache and nothing changed.",
            "Ich habe die Birne zweimal ausgetauscht.",
            "J'ai remplacé l'ampoule deux fois.",
            "He cambiado la bombilla dos veces.",
            "Wymieniłem żarówkę dwa razy.",
            "电池换过两次了。",
            "電球は二回交換しました。",
        ] {
            assert_eq!(attempt(tried).as_deref(), Some(tried));
        }
        for not in [
            "I changed my address.",
            "I was charged twice.",
            "I paid twice.",
            "I ordered two lamps.",
            "Ich habe zweimal bezahlt.",
        ] {
            assert_eq!(attempt(not), None, "{not}");
        }
        check("I want to talk to a human", expect![[""]]);
        check("thanks", expect![[""]]);
    }
}
