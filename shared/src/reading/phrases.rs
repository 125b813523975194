//! Short lists of phrases: "that did not work", "please do it" against "how do I", and an assistant's "I have
//! refunded you".
//!
//! Lists and not models: each is a handful of ways to say one thing, and a reader should see which one was meant.

use crate::detect::normalize::{Folded, fold};
use crate::policy::vocabulary::{List, Place, Table, Vocabulary};
use std::sync::OnceLock;

/// What was tried did not help: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Turkish,
/// Chinese, Japanese.
const DID_NOT_HELP: &str = "didn't work, did not work, doesn't work, does not work, not working, isn't working, \
    didn't help, did not help, doesn't help, does not help, not helpful, unhelpful, no help, of no use, \
    doesn't answer, does not answer, didn't answer, not what i asked, not my question, not what i meant, \
    still not, still broken, still the same, still doesn't, still does not, still can't, still cannot, still no, \
    same problem, same error, same thing again, no luck, made no difference, didn't fix, did not fix, doesn't fix, \
    doesn't solve, didn't solve, already tried, tried that, tried this, tried it already, already did that, \
    did all that, wrong answer, that's wrong, you don't understand, \
    hat nicht geholfen, hilft nicht, hilft mir nicht, funktioniert nicht, geht nicht, klappt nicht, immer noch nicht, \
    schon probiert, schon versucht, ça ne marche pas, ne marche pas, ne fonctionne pas, n'aide pas, n'a pas aidé, \
    toujours pas, déjà essayé, no funciona, no me sirve, no ayuda, no me ayuda, sigue sin, ya lo intenté, ya lo probé, \
    non funziona, non aiuta, non mi aiuta, ancora non, già provato, não funciona, não funcionou, não ajuda, não ajudou, \
    já tentei, werkt niet, helpt niet, nog steeds niet, al geprobeerd, nie działa, nie pomogło, nadal nie, \
    już próbowałem, işe yaramadı, çalışmıyor, denedim, 没用, 没有用, 不行, 还是不, 試しました, 使えません, \
    役に立たない, 解決しない";

/// Asking for something to be done.
const PLEASE: &str = "please, can you, could you, would you, will you, can u, i want you to, i need you to, \
    i want to, i need to, i want my, i need my, i'd like to, i would like to, i'd like you to, go ahead and, let me, \
    bitte, kannst du, können sie, könnten sie, ich möchte, ich will, s'il vous plaît, pouvez vous, pourriez vous, \
    je veux, je voudrais, por favor, puede, puedes, podría, quiero, quisiera, per favore, può, puoi, potrebbe, vorrei, \
    voglio, pode, poderia, quero, gostaria, alsjeblieft, alstublieft, kunt u, kun je, ik wil, proszę, czy możesz, \
    chcę, chciałbym, lütfen, istiyorum, 请, 帮我, 我要, お願い, してください, したい";

/// Asking how something is done: an article answers that.
const HOW: &str = "how do i, how can i, how to, how do you, how would i, how does, how long, where do i, where can i, \
    what is, what's, what are, what happens, which, when do, when can, is it possible, am i able, can i, do you, \
    is there, are there, wie kann, wie geht, wie ändere, wo kann, was passiert, comment, où, est ce que je peux, \
    cómo, dónde, se puede, come, dove, posso, como, onde, hoe, waar, jak, gdzie, nasıl, nerede, 如何, 怎么, 怎麼, \
    どうやって, どこ";

/// Who claims: the assistant in its own name.
const SUBJECT: &str = "i've, i have, i just, i already, i'll, i will, i am, i'm, we've, we have, i went ahead and, \
    ich habe, ich werde, j'ai, je vais, he, voy a, ho, eu, ik heb, ik zal";

/// What it claims to have done, to be doing, or to be about to do.
const CLAIM: &str = "refunded, refund, issued, issue, canceled, cancelled, cancel, canceling, cancelling, changed, \
    updated, updating, processed, processing, deleted, deleting, removed, removing, credited, crediting, applied, \
    reset, resetting, upgraded, upgrading, downgraded, rebooked, booked, booking, scheduled, scheduling, submitted, \
    submitting, filed, filing, forwarded, forwarding, escalated, escalating, transferred, transferring, transfer, \
    connecting, connect, reshipped, resent, sent, sending, refunding, unlocked, unlocking, unsubscribed, closed, \
    opened, created, placed, ordered, contacted, notified, erstattet, storniert, gekündigt, geändert, gelöscht, \
    weitergeleitet, remboursé, annulé, modifié, supprimé, transféré, reembolsado, cancelado, cambiado, eliminado, \
    rimborsato, annullato, modificato, cancellato, terugbetaald, geannuleerd, gewijzigd";

/// The customer's thing, done to: "your refund has been processed".
const PASSIVE: &str = "your refund has been, your refund was, your order has been, your order was, \
    your account has been, your subscription has been, your subscription was, your address has been, \
    your password has been, your payment has been, your request has been, your booking has been, \
    your ticket has been, a ticket has been, your money has been";

/// Before a passive it is a rule and not a claim: "once your refund has been processed".
const IF: &str = "once, when, if, after, until, whether, before, unless, while, as soon as, that, check";

/// How far a claim may stand from who claims it: "I have just now canceled".
const REACH: usize = 3;

const DENIALS: [&str; 8] = ["not", "never", "cannot", "cant", "unable", "nicht", "pas", "no"];

fn list(name: &str, phrases: &str) -> List {
    let phrases = phrases.split(',').map(|phrase| phrase.trim().to_owned()).collect();
    List { table: Table::Words, name: name.to_owned(), phrases }
}

const HELPLESS: usize = 0;
const ASKING: usize = 1;
const WONDERING: usize = 2;

fn customers() -> &'static Vocabulary {
    static LISTS: OnceLock<Vocabulary> = OnceLock::new();
    LISTS.get_or_init(|| {
        Vocabulary::new(vec![list("did-not-help", DID_NOT_HELP), list("please", PLEASE), list("how", HOW)])
    })
}

const WHO: usize = 0;
const DID: usize = 1;
const DONE: usize = 2;
const RULE: usize = 3;

fn assistants() -> &'static Vocabulary {
    static LISTS: OnceLock<Vocabulary> = OnceLock::new();
    LISTS.get_or_init(|| {
        Vocabulary::new(vec![
            list("subject", SUBJECT),
            list("claim", CLAIM),
            list("passive", PASSIVE),
            list("if", IF),
        ])
    })
}

fn words(text: &str, folded: &Folded, at: usize, len: usize) -> String {
    folded.spoken(text, at as u32, len as u32, 1.0).words
}

/// What the customer says did not help. Whether anything was tried is for the log to say.
pub fn did_not_help(text: &str, folded: &Folded) -> Option<String> {
    let place = customers().find(folded).into_iter().find(|place| place.list == HELPLESS)?;
    Some(words(text, folded, place.at, place.len))
}

/// Whether it is a request: polite or wanting words, or a bare order, and not a question how.
pub fn wants_it_done(folded: &Folded) -> bool {
    let places = customers().find(folded);
    let asks = places.iter().any(|place| place.list == ASKING);
    let how = places.iter().find(|place| place.list == WONDERING).map(|place| place.at);
    // "Can you tell me how to change it" asks how; a question that comes much later is another one.
    how.is_none_or(|at| asks && at > 8)
}

/// The words of an assistant that claim an action, if it claims one.
pub fn claims_action(answer: &str) -> Option<String> {
    let folded = fold(answer);
    let places = assistants().find(&folded);
    let of = |list: usize| places.iter().filter(move |place| place.list == list);
    let breaks = |from: usize, to: usize| {
        folded.words().get(from..to).is_some_and(|words| words.iter().any(|word| word.breaks))
    };
    let denied = |from: usize, to: usize| (from..to).any(|at| DENIALS.contains(&folded.at(at)));
    let conditional = |place: &Place| {
        of(RULE).any(|cue| cue.at < place.at && place.at - cue.at <= REACH + 1 && !breaks(cue.at, place.at))
    };
    let first_person = of(WHO).find_map(|who| {
        let end = who.at + who.len;
        let claim = of(DID).find(|claim| claim.at >= end && claim.at - end <= REACH)?;
        let is_claim = !breaks(end, claim.at) && !denied(end, claim.at) && !conditional(who);
        is_claim.then(|| words(answer, &folded, who.at, claim.at + claim.len - who.at))
    });
    first_person.or_else(|| {
        let end = |place: &Place| place.at + place.len;
        let place = of(DONE).find(|place| !conditional(place) && !denied(end(place), end(place) + 1))?;
        Some(words(answer, &folded, place.at, place.len))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_assistant_that_claims_what_it_did_not_do_is_caught() {
        for claim in [
            "I've refunded you.",
            "I have just canceled your order.",
            "Good news! I’ve looked, and I have updated your address.",
            "Your refund has been processed.",
            "I'm transferring you to an agent now.",
            "I will refund the amount today.",
            "Done: your subscription has been canceled.",
            "Ich habe Ihre Bestellung storniert.",
        ] {
            assert!(claims_action(claim).is_some(), "{claim}");
        }
    }

    #[test]
    fn what_an_article_explains_is_no_claim() {
        for told in [
            "Once your refund has been processed, the money arrives within 5 days.",
            "You can cancel your order until it is packed.",
            "I have not refunded anything: a person decides that.",
            "When we have received the lamp, we refund you within 3 days.",
            "I cannot change your address.",
            "We send an e-mail when your order has been shipped.",
            "If your order was canceled, nothing is charged.",
            "I am an automated assistant.",
            "",
        ] {
            assert_eq!(claims_action(told), None, "{told}");
        }
    }

    #[test]
    fn a_request_is_not_a_question_how() {
        for request in
            ["please change my address", "change my address to Main Street 5", "can you cancel it for me"]
        {
            assert!(wants_it_done(&fold(request)), "{request}");
        }
        for question in [
            "how do I change my address?",
            "can you tell me how to change my address",
            "wo kann ich sie ändern",
        ] {
            assert!(!wants_it_done(&fold(question)), "{question}");
        }
    }

    #[test]
    fn what_did_not_help_is_quoted() {
        let check = |text: &str| did_not_help(text, &fold(text));
        assert_eq!(check("no, that didn't work").as_deref(), Some("didn't work"));
        assert_eq!(check("das hat nicht geholfen").as_deref(), Some("hat nicht geholfen"));
        assert_eq!(check("how do I pair it?"), None);
    }
}
