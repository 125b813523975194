//! Whether a message is no question but a courtesy or talk about the chat itself: a greeting, thanks, "are you a robot?",
//! "I have a question", "ok". Such a message is not searched for, not counted as a miss, and answered in kind.
//!
//! Every word of the message must belong to it, so "hi, where is my order" is a question. Greetings, thanks and
//! goodbyes by whole words of the thirteen languages of [`super::person`], Chinese and Japanese, which have no spaces,
//! by whole message; the rest by the phrases of `talk`.

mod talk;

use super::normalize::fold;

/// What kind of talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Courtesy {
    Greeting,
    Thanks,
    Goodbye,
    /// "Is anyone there?"
    Present,
    /// "Are you a robot?", "who are you?"
    Who,
    /// "What can you do?"
    Able,
    /// "I have a question": what it is comes next
    Opening,
    /// "Ok", "got it"
    Ok,
    Yes,
    No,
    /// "Wait", "sorry", "?"
    Aside,
}

const GREETINGS: &[&str] = &[
    "hi",
    "hello",
    "hey",
    "hiya",
    "howdy",
    "morning",
    "evening",
    "afternoon",
    "greetings",
    "hola",
    "buenas",
    "buenos",
    "bonjour",
    "bonsoir",
    "salut",
    "coucou",
    "hallo",
    "moin",
    "servus",
    "guten",
    "olá",
    "ola",
    "oi",
    "bom",
    "boa",
    "ciao",
    "salve",
    "buongiorno",
    "buonasera",
    "hoi",
    "goedemorgen",
    "goedemiddag",
    "goedenavond",
    "cześć",
    "czesc",
    "witam",
    "dzień",
    "merhaba",
    "selam",
    "مرحبا",
    "السلام",
    "عليكم",
    "أهلا",
    "اهلا",
    "नमस्ते",
    "नमस्कार",
    "你好",
    "您好",
    "こんにちは",
    "こんばんは",
    "おはよう",
    "おはようございます",
];
const THANKS: &[&str] = &[
    "thanks",
    "thank",
    "thx",
    "ty",
    "cheers",
    "appreciated",
    "gracias",
    "merci",
    "danke",
    "dankeschön",
    "obrigado",
    "obrigada",
    "grazie",
    "dank",
    "bedankt",
    "dankjewel",
    "dziękuję",
    "dziekuje",
    "dzięki",
    "teşekkürler",
    "teşekkür",
    "sağol",
    "شكرا",
    "شكراً",
    "धन्यवाद",
    "शुक्रिया",
    "谢谢",
    "谢谢你",
    "谢谢您",
    "多谢",
    "ありがとう",
    "ありがとうございます",
    "ありがとうございました",
];
const GOODBYES: &[&str] = &[
    "bye",
    "goodbye",
    "byebye",
    "cya",
    "adiós",
    "adios",
    "chao",
    "au",
    "revoir",
    "tschüss",
    "tschuess",
    "wiedersehen",
    "tchau",
    "arrivederci",
    "doei",
    "tot",
    "ziens",
    "żegnam",
    "görüşürüz",
    "hoşçakal",
    "وداعا",
    "अलविदा",
    "再见",
    "さようなら",
];
const FILLERS: &[&str] = &[
    "there",
    "again",
    "you",
    "u",
    "so",
    "very",
    "much",
    "a",
    "lot",
    "many",
    "all",
    "good",
    "great",
    "ok",
    "okay",
    "perfect",
    "day",
    "night",
    "everyone",
    "team",
    "for",
    "your",
    "the",
    "help",
    "that",
    "helped",
    "is",
    "it",
    "now",
    "muchas",
    "mil",
    "días",
    "dias",
    "tardes",
    "noches",
    "beaucoup",
    "bien",
    "vielen",
    "schön",
    "tag",
    "abend",
    "auf",
    "muito",
    "dia",
    "tarde",
    "noite",
    "mille",
    "tante",
    "u",
    "je",
    "wel",
    "zeer",
    "dobry",
    "bardzo",
    "çok",
    "ederim",
    "جزيلا",
    "बहुत",
    "see",
    "later",
    "nice",
    "have",
];

/// The longest courtesy, in words: a longer message says something.
const WORDS: usize = 7;
/// The longest message that is looked at, in characters.
const LETTERS: usize = 120;

/// The courtesy a message is, if it is nothing else. Thanks win over a greeting or a goodbye beside them.
pub fn courtesy(text: &str) -> Option<Courtesy> {
    if text.chars().count() > LETTERS {
        return None;
    }
    if !text.chars().any(char::is_alphanumeric) {
        return signs(text);
    }
    polite(text).or_else(|| talk::talk(&fold(text)))
}

/// A message of signs alone.
fn signs(text: &str) -> Option<Courtesy> {
    let any = |signs: &[char]| text.contains(signs);
    if any(&['🙏', '❤', '🥰', '😍']) {
        Some(Courtesy::Thanks)
    } else if any(&['👋']) {
        Some(Courtesy::Greeting)
    } else if any(&['👍', '👌', '✅', '🙂', '😊', '😀', '😄', '🆗', '👏']) {
        Some(Courtesy::Ok)
    } else if any(&['👎', '😡', '🤬', '😠', '😤']) {
        // A mood, and no talk.
        None
    } else {
        (!text.trim().is_empty()).then_some(Courtesy::Aside)
    }
}

fn polite(text: &str) -> Option<Courtesy> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && !is_mark(c)).filter(|word| !word.is_empty()).collect();
    if words.is_empty() || words.len() > WORDS {
        return None;
    }
    let known = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let all = words
        .iter()
        .all(|word| [GREETINGS, THANKS, GOODBYES, FILLERS].iter().any(|list| list.contains(word)));
    let asks = text.contains(['?', '？', '؟']);
    if !all {
        None
    } else if asks {
        // "Hello?" is a greeting that waits for an answer.
        words.iter().all(|word| GREETINGS.contains(word)).then_some(Courtesy::Greeting)
    } else if known(THANKS) {
        Some(Courtesy::Thanks)
    } else if known(GOODBYES) {
        Some(Courtesy::Goodbye)
    } else {
        known(GREETINGS).then_some(Courtesy::Greeting)
    }
}

/// Vowel signs of Arabic and Devanagari belong to their word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}')
}

#[cfg(test)]
mod tests;
