//! What kind of answer a question expects, and whether a sentence is of that kind.
//!
//! Words, not grammar: the question words of seven languages, and signs such as a currency or a unit of time.
//! Absent on purpose: a guess where there is no sign; then the way to do it is the answer most often wanted.

/// What an answer should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// How long, until when
    Duration,
    /// How much money
    Price,
    /// How many, which number
    Number,
    /// At what time, on which days
    Hours,
    /// Whether: yes, no, under which condition
    Whether,
    /// How to do it, or what to do about it
    Way,
    /// Anything that speaks about it: which, what, why, where
    Fact,
}

#[rustfmt::skip]
const DURATION: &[&str] = &[
    "how long", "how many days", "how many weeks", "how soon", "how fast", "how quickly", "until when", "by when", "when will",
    "when do i", "when does", "when is", "when can", "expire", "deadline", "time limit", "window", "wie lange", "cuanto tiempo",
    "cuánto tiempo", "cuanto tarda", "cuánto tarda", "combien de temps", "quanto tempo", "hoe lang",
];
#[rustfmt::skip]
const PRICE: &[&str] = &[
    "how much", "cost", "costs", "price", "prices", "fee", "fees", "is it free", "free of charge", "expensive", "wie viel",
    "wieviel", "kostet", "kosten", "cuesta", "precio", "combien", "prix", "quanto custa", "preço", "quanto costa", "prezzo",
    "hoeveel", "kost", "pay for shipping", "shipping free", "delivery free", "return free", "free",
];
#[rustfmt::skip]
const NUMBER: &[&str] = &["how many", "maximum", "minimum", "limit", "at most", "at least", "wie viele", "cuantos", "cuántos", "quantos", "quanti"];
#[rustfmt::skip]
const HOURS: &[&str] = &[
    "are you open", "opening", "hours", "what time", "when do you open", "when do you close", "weekend", "wann haben sie",
    "öffnungszeiten", "horario", "horaires", "orari", "openingstijden",
];
#[rustfmt::skip]
const WAY: &[&str] = &[
    "how do", "how can", "how to", "how would", "how should", "how i", "what do i do", "what should i do", "what can i do",
    "what to do", "where do i", "where can i", "where is my", "wheres my", "where are my", "steps", "instructions", "i want to", "i would like to", "id like to", "i need to",
    "need to", "do i need", "should i", "help me", "wie kann ich", "wie mache", "como puedo", "cómo puedo", "como hago", "comment", "como posso",
    "come posso", "hoe kan ik",
];
#[rustfmt::skip]
const WHETHER: &[&str] = &[
    "can", "could", "may", "do", "does", "did", "is", "are", "am", "will", "would", "should", "was", "has", "have", "kann", "darf",
    "puedo", "puede", "posso", "peux", "puis", "kan", "mag", "any",
];
const FACT: &[&str] = &[
    "what", "whats", "wheres", "which", "why", "where", "who", "was", "welche", "warum", "qué", "que",
    "quel", "quelle", "quale", "qual", "welk",
];

/// What a question expects.
pub fn expected(question: &str) -> Expected {
    let text = padded(question);
    let has = |list: &[&str]| list.iter().any(|phrase| text.contains(&format!(" {phrase} ")));
    let first = |list: &[&str]| list.iter().any(|word| text.starts_with(&format!(" {word} ")));
    // "how long" before "how", a price before "how to": the narrower sign wins.
    if has(HOURS) {
        Expected::Hours
    } else if has(DURATION) {
        Expected::Duration
    } else if has(WAY) {
        Expected::Way
    } else if has(PRICE) {
        Expected::Price
    } else if has(NUMBER) {
        Expected::Number
    } else if first(WHETHER) {
        Expected::Whether
    } else if first(FACT) {
        Expected::Fact
    } else {
        Expected::Way
    }
}

/// Whether a sentence shows the sign of what is expected.
pub fn shows(expected: Expected, sentence: &str) -> bool {
    let text = padded(sentence);
    let has = |list: &[&str]| list.iter().any(|word| text.contains(&format!(" {word} ")));
    let digit = sentence.bytes().any(|b| b.is_ascii_digit());
    match expected {
        Expected::Duration => (digit || has(&["a", "one", "same", "next", "at"])) && has(UNITS),
        Expected::Price => {
            let money = ['€', '$', '£', '¥', '₹'].iter().any(|sign| sentence.contains(*sign));
            money
                || has(&["free", "usd", "eur", "gratis", "kostenlos", "gratuit", "gratuito"])
                || digit && sentence.contains('%')
        }
        Expected::Number => digit,
        Expected::Hours => digit && (sentence.contains(':') || has(&["am", "pm", "uhr"])) || has(DAYS),
        Expected::Whether => has(&["can", "cannot", "cant", "yes", "kann", "nicht", "puede", "peut"]),
        Expected::Way | Expected::Fact => false,
    }
}

#[rustfmt::skip]
const UNITS: &[&str] = &[
    "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
    "once", "immediately", "today", "tomorrow", "tage", "tagen", "stunden", "wochen", "días", "horas", "semanas", "jours",
    "heures", "semaines", "dias", "giorni", "ore", "dagen", "weken",
];
const DAYS: &[&str] =
    &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "daily", "24"];

/// Lower-case words with single spaces, and one at each end, so that phrases are found whole.
fn padded(text: &str) -> String {
    let mut out = String::from(" ");
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’') && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrowest_sign_of_a_question_wins() {
        for (question, wanted) in [
            ("how long does a refund take?", Expected::Duration),
            ("How much is shipping to France", Expected::Price),
            ("how many gift cards can I use", Expected::Number),
            ("when are you open?", Expected::Hours),
            ("Can I return a used lamp?", Expected::Whether),
            ("how do i send it back", Expected::Way),
            ("my card was declined", Expected::Way),
            ("which bulb fits", Expected::Fact),
        ] {
            assert_eq!(expected(question), wanted, "{question}");
        }
    }

    #[test]
    fn a_sentence_shows_a_price_or_a_time_by_its_signs() {
        assert!(shows(Expected::Price, "Standard shipping costs €4.90."));
        assert!(shows(Expected::Duration, "It takes 3 to 5 business days."));
        assert!(!shows(Expected::Duration, "Open the Returns page."));
        assert!(shows(Expected::Hours, "Monday to Friday, 9:00 to 17:00."));
    }
}
