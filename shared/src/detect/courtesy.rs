//! Whether a message is a courtesy and nothing else: a greeting, thanks, a goodbye. Such a message is no question, so it
//! is not searched for, not counted as a miss, and answered in kind.
//!
//! Every word of the message must be a courtesy or a filler, so "hi, where is my order" is a question. Whole words of
//! the thirteen languages of [`super::person`]; Chinese and Japanese, which have no spaces, by whole message.

/// What kind of courtesy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Courtesy {
    Greeting,
    Thanks,
    Goodbye,
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

/// The courtesy a message is, if it is nothing else. Thanks win over a greeting or a goodbye beside them.
pub fn courtesy(text: &str) -> Option<Courtesy> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && !is_mark(c)).filter(|word| !word.is_empty()).collect();
    if words.is_empty() || words.len() > WORDS || text.contains('?') {
        return None;
    }
    let known = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let all = words
        .iter()
        .all(|word| [GREETINGS, THANKS, GOODBYES, FILLERS].iter().any(|list| list.contains(word)));
    if !all {
        return None;
    }
    if known(THANKS) {
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
mod tests {
    use super::*;

    #[test]
    fn greetings_thanks_and_goodbyes_are_known_in_many_languages() {
        for text in [
            "hi",
            "Hello there!",
            "Good morning",
            "hola, buenos días",
            "Guten Tag",
            "नमस्ते",
            "你好",
            "こんにちは",
        ] {
            assert_eq!(courtesy(text), Some(Courtesy::Greeting), "{text}");
        }
        for text in [
            "thanks!",
            "Thank you so much for your help",
            "ok thanks",
            "Vielen Dank",
            "çok teşekkür ederim",
            "谢谢",
        ] {
            assert_eq!(courtesy(text), Some(Courtesy::Thanks), "{text}");
        }
        for text in ["bye", "see you later, bye", "au revoir"] {
            assert_eq!(courtesy(text), Some(Courtesy::Goodbye), "{text}");
        }
    }

    #[test]
    fn a_courtesy_beside_a_question_is_a_question() {
        for text in
            ["hi, where is my order", "thanks but that did not help", "hello?", "good", "", "🙂", "help"]
        {
            assert_eq!(courtesy(text), None, "{text}");
        }
    }
}
