//! Which language a message is in.
//!
//! By script where a script says it, by frequent words and letters among those written in Latin ones. Absent on
//! purpose: a guess. Too little text, or a language that is not among the thirteen, is `None` or a low confidence;
//! Russian, Greek, Korean and others are named by their script alone, and said to be no surer than that.

mod words;

use std::sync::OnceLock;

use super::lexicon::Lexicon;
use super::normalize::fold;

/// The language as its two-letter code, and how sure that is, 0 to 1.
pub fn language(message: &str) -> Option<(&'static str, f32)> {
    by_script(message).or_else(|| by_words(message))
}

#[derive(Default)]
struct Scripts {
    latin: usize,
    han: usize,
    kana: usize,
    arabic: usize,
    persian: usize,
    urdu: usize,
    devanagari: usize,
    others: [usize; 7],
}

const OTHERS: [&str; 7] = ["ru", "el", "ko", "he", "th", "bn", "ta"];

/// A long message shows its language in its beginning.
const ENOUGH: usize = 2_000;

fn by_script(message: &str) -> Option<(&'static str, f32)> {
    let mut count = Scripts::default();
    for c in message.chars().take(ENOUGH) {
        match c {
            'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' => count.latin += 1,
            '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' => count.han += 1,
            '\u{3040}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9D}' => count.kana += 1,
            'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' => count.persian += 1,
            'ٹ' | 'ڈ' | 'ڑ' | 'ے' | 'ں' | 'ہ' => count.urdu += 1,
            '\u{620}'..='\u{6FF}' => count.arabic += 1,
            '\u{900}'..='\u{97F}' => count.devanagari += 1,
            '\u{400}'..='\u{52F}' => count.others[0] += 1,
            '\u{370}'..='\u{3FF}' => count.others[1] += 1,
            '\u{AC00}'..='\u{D7AF}' | '\u{1100}'..='\u{11FF}' => count.others[2] += 1,
            '\u{590}'..='\u{5FF}' => count.others[3] += 1,
            '\u{E00}'..='\u{E7F}' => count.others[4] += 1,
            '\u{980}'..='\u{9FF}' => count.others[5] += 1,
            '\u{B80}'..='\u{BFF}' => count.others[6] += 1,
            _ => {}
        }
    }
    // One Han character says as much as two or three letters.
    let latin = count.latin / 3;
    let arabic = count.arabic + count.persian + count.urdu;
    let (most, which) =
        count.others.iter().zip(OTHERS).max_by_key(|(n, _)| **n).map(|(n, which)| (*n, which))?;
    let (name, own, sure) = if count.kana > 0 && count.kana * 6 >= count.han {
        ("ja", count.kana + count.han, 0.97)
    } else if count.han > 0 && count.han >= count.kana {
        ("zh", count.han, 0.93)
    } else if count.urdu > 0 && count.urdu * 12 >= arabic {
        ("ur", arabic, 0.6)
    } else if count.persian > 0 && count.persian * 12 >= arabic {
        ("fa", arabic, 0.6)
    } else if arabic > 0 {
        ("ar", arabic, 0.95)
    } else if count.devanagari > 0 {
        ("hi", count.devanagari, 0.9)
    } else {
        // A script of several languages names the commonest of them, and half believes it.
        (which, most, if matches!(which, "ru" | "bn") { 0.5 } else { 0.9 })
    };
    let share = own as f32 / (own + latin).max(1) as f32;
    (own > 0 && share >= 0.5).then_some((name, sure * share))
}

fn by_words(message: &str) -> Option<(&'static str, f32)> {
    let folded = fold(message);
    let mut scores = [0.0_f32; words::LATIN.len()];
    let mut count = 0.0_f32;
    for word in folded.words().iter().filter(|word| !word.breaks).take(ENOUGH / 5) {
        count += 1.0;
        let mut known: Vec<u16> = lexicon().tags_of(folded.text(word)).collect();
        known.dedup();
        for language in &known {
            scores[usize::from(*language)] += 1.0 / known.len() as f32;
        }
    }
    let marked: Vec<char> = message.chars().take(ENOUGH).filter(|c| !c.is_ascii()).collect();
    for (language, marks) in MARKS.iter().enumerate() {
        let marks = marked.iter().filter(|c| marks.contains(**c)).count();
        scores[language] += marks.min(6) as f32 * 0.4;
    }
    let best = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]))?;
    let total: f32 = scores.iter().sum();
    if scores[best] < 0.3 {
        return None;
    }
    // Sure when it is ahead of the others, and when enough of the words are known at all.
    let ahead = scores[best] / total;
    let known = (scores[best] / count.max(1.0)).min(0.5) * 2.0;
    Some((words::LATIN[best].0, (ahead * (0.4 + 0.6 * known)).min(0.99)))
}

/// Letters that few others have, in the order of `words::LATIN`.
const MARKS: [&str; 9] = ["", "ñ¿¡", "çèêœùûàâ", "äößü", "ãõç", "àòìè", "ĳ", "łąęśćżźń", "ğışİçö"];

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::new((0..).zip(words::LATIN).map(|(at, (_, words))| (at, words))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_the_thirteen_is_recognized_by_an_ordinary_question() {
        for (expected, message) in [
            ("en", "where is my order"),
            ("es", "¿dónde está mi pedido?"),
            ("fr", "où est ma commande"),
            ("de", "wo ist meine Bestellung"),
            ("pt", "onde está o meu pedido"),
            ("it", "dov'è il mio ordine"),
            ("nl", "waar is mijn bestelling"),
            ("pl", "gdzie jest moje zamówienie"),
            ("tr", "siparişim nerede"),
            ("ar", "أين طلبي"),
            ("hi", "मेरा ऑर्डर कहाँ है"),
            ("zh", "我的订单在哪里"),
            ("ja", "注文はどこですか"),
        ] {
            let found = language(message);
            assert!(found.is_some_and(|(code, sure)| code == expected && sure > 0.4), "{message}: {found:?}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_claimed() {
        assert_eq!(language(""), None);
        assert_eq!(language("12345 !!"), None);
        assert_eq!(language("🙂🙂"), None);
        assert!(language("Где мой заказ").is_some_and(|(code, sure)| code == "ru" && sure <= 0.5));
        assert!(language("hol van a rendelésem").is_none_or(|(_, sure)| sure < 0.5));
    }
}
