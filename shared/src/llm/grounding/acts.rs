//! What a sentence does besides stating: claim an action, admit, be polite, deny, limit.
//!
//! English first, and the commonest words of its neighbors; what is not known here is treated as a statement, which
//! must then stand in a source.

use crate::knowledge::{cut, fold};
use std::collections::BTreeSet;

/// Beginnings of verbs for what the assistant might claim to have done. It can do none of it.
const ACTIONS: &[&str] = &[
    "refund", "cancel", "issu", "sent", "send", "process", "updat", "chang", "creat", "book", "schedul",
    "forward", "escalat", "notif", "contact", "appl", "adde", "add", "remov", "delet", "reset", "plac",
    "submit", "check", "order", "confirm", "emailed", "email", "file", "filed", "logged", "request",
    "arrang", "ship", "replac", "return", "transfer", "credit", "charge", "unlock", "activat", "upgrad",
    "approv", "reimburs", "review", "verif",
];

/// Whether it says that the assistant did, does or will do something, or that something was done for this customer.
pub fn claims_action(sentence: &str) -> bool {
    let words = cut(sentence);
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let action = |at: usize| {
        let word = word(at);
        ACTIONS.iter().any(|begin| word.starts_with(begin) && word.len() <= begin.len() + 5)
    };
    let done = |at: usize| action(at) && (word(at).ends_with("ed") || matches!(word(at), "sent" | "reset"));
    (0..words.len()).any(|at| match word(at) {
        // "I've just refunded", "I have cancelled", "I will send", "I'm processing", "I refunded"; and "I can cancel it".
        "i" | "ive" | "ill" | "im" => {
            let mut next = at + 1;
            let mut helped = word(at) != "i";
            while matches!(
                word(next),
                "have"
                    | "had"
                    | "just"
                    | "already"
                    | "now"
                    | "will"
                    | "am"
                    | "also"
                    | "can"
                    | "could"
                    | "went"
                    | "ahead"
                    | "and"
                    | "been"
            ) {
                helped = true;
                next += 1;
            }
            if helped { action(next) } else { done(next) }
        }
        // "Your refund has been issued", "your order is now cancelled": articles do not know this customer.
        "your" => {
            let been = (at + 1..at + 5).find(|i| matches!(word(*i), "been" | "was" | "now"));
            been.is_some_and(|i| {
                let conditional = words[..at].iter().any(|w| {
                    matches!(
                        w.as_str(),
                        "if" | "once" | "when" | "after" | "until" | "unless" | "before" | "whether" | "that"
                    )
                });
                !conditional && (done(i + 1) || word(i + 1) == "been" && done(i + 2))
            })
        }
        _ => false,
    })
}

/// Whether it only says that the assistant does not know.
pub fn admits(sentence: &str) -> bool {
    let words = cut(sentence);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let denies = has(&["not", "cannot", "couldnt", "cant", "dont", "didnt", "unable", "no"]);
    let knows = has(&["find", "found", "know", "see", "sure", "answer", "information", "say"]);
    words.first().is_some_and(|word| {
        matches!(word.as_str(), "i" | "im" | "sorry" | "unfortunately" | "but" | "however")
    }) && has(&["i", "im"])
        && denies
        && knows
}

/// Words said to be kind, not to say something.
pub fn is_courtesy(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "hello",
        "hi",
        "hey",
        "thanks",
        "thank",
        "welcome",
        "sorry",
        "glad",
        "happy",
        "please",
        "sure",
        "great",
        "good",
        "news",
        "worries",
        "yes",
        "no",
        "ok",
        "okay",
        "certainly",
        "course",
        "absolutely",
        "apologize",
        "apologies",
        "assist",
        "assistance",
        "know",
        "unfortunately",
        "hallo",
        "danke",
        "bitte",
        "gerne",
        "bonjour",
        "merci",
        "oui",
        "non",
        "hola",
        "gracias",
        "si",
        "ciao",
        "grazie",
        "dank",
        "obrigado",
        "ja",
        "nein",
        "nee",
    ];
    WORDS.contains(&word)
}

/// Whether it denies. The "no" that answers a question is not part of what is said.
pub fn negated(sentence: &str, words: &[String]) -> bool {
    const WORDS: &[&str] = &[
        "not", "no", "never", "cannot", "cant", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "wont",
        "wouldnt", "shouldnt", "couldnt", "havent", "hasnt", "neither", "nor", "unable", "nicht", "kein",
        "keine", "keinen", "nie", "pas", "jamais", "aucun", "aucune", "nunca", "ningun", "mai", "nessun",
        "niet", "geen", "nooit", "nao",
    ];
    let answers: String = sentence.trim_start().chars().take(5).flat_map(char::to_lowercase).collect();
    let skip = usize::from(["no,", "no.", "no –", "no —", "non,"].iter().any(|no| answers.starts_with(no)));
    words.iter().skip(skip).any(|word| WORDS.contains(&fold(word).as_str()))
}

/// Words that turn a statement by what they limit it to.
pub fn limits(words: &[String]) -> BTreeSet<String> {
    const WORDS: &[&str] = &[
        "before",
        "after",
        "within",
        "until",
        "unless",
        "except",
        "only",
        "if",
        "without",
        "outside",
        "once",
        "bevor",
        "nach",
        "innerhalb",
        "nur",
        "avant",
        "apres",
        "sauf",
        "seulement",
        "si",
        "antes",
        "despues",
        "solo",
        "salvo",
    ];
    // "Even if" does not limit.
    let even = |at: usize| at > 0 && words[at - 1] == "even";
    let limiting =
        words.iter().enumerate().filter(|(at, word)| WORDS.contains(&fold(word).as_str()) && !even(*at));
    limiting.map(|(_, word)| word.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_that_nobody_took_are_caught() {
        for claim in [
            "I've refunded you.",
            "I have just cancelled your order.",
            "I’ll send you a replacement today.",
            "I am processing your refund now.",
            "I went ahead and updated your address.",
            "I can cancel it for you.",
            "I forwarded this to our team.",
            "Your refund has been issued.",
            "Your order was cancelled.",
            "Your subscription is now paused and your card was refunded.",
        ] {
            assert!(claims_action(claim), "{claim}");
        }
    }

    #[test]
    fn what_articles_say_is_no_action() {
        for statement in [
            "You can cancel your order within an hour.",
            "Once your refund has been issued, the bank needs 3 days.",
            "We refund the price of the lamp.",
            "I could not find this in our help articles.",
            "I can connect you to a person.",
            "To return a lamp, open the Returns page.",
            "An order that was cancelled is refunded.",
        ] {
            assert!(!claims_action(statement), "{statement}");
        }
    }

    #[test]
    fn admissions_are_told_from_statements() {
        assert!(admits("I could not find anything about gift wrap in our help articles."));
        assert!(admits("I'm not sure about Norway."));
        assert!(admits("Sorry, I do not know that."));
        assert!(!admits("Lamps do not have a plug."));
        assert!(!admits("I think returns are free."));
    }
}
