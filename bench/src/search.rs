//! The case of the search: a help center of a thousand articles, and what customers ask.
//!
//! The articles are those of the demo, over and over, with every fifth word of content replaced by one of the article's
//! own: they share the words that all help centers share and differ in what they are about, and their vocabulary grows
//! as that of written language does. The same bytes every time.

use shared::knowledge::{self, Found, Knowledge, Query};
use std::sync::OnceLock;

/// How many articles.
pub const ARTICLES: usize = 1_000;

/// The articles of the demo, with the names of their files.
macro_rules! articles {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../site/knowledge/", $name, ".md")))),*]
    };
}

const DEMO: &[(&str, &str)] = articles![
    "bulbs-dimmers-and-plugs",
    "card-declined",
    "care-for-your-lamp",
    "change-email",
    "change-or-cancel-an-order",
    "charged-twice",
    "countries-and-customs",
    "damaged-on-arrival",
    "delete-account-and-data",
    "discount-codes",
    "exchange-an-item",
    "gift-cards",
    "invoices-and-vat",
    "lost-parcel",
    "payment-methods",
    "refund-times",
    "reset-password",
    "return-an-item",
    "shipping-costs-and-times",
    "subscription-how-it-works",
    "track-an-order",
    "warranty-and-repair",
];

/// What is asked: short and long, with slips of the keys, with words no article has, and after something else.
pub const QUESTIONS: &[(&str, &[&str])] = &[
    ("how do I send something back?", &[]),
    ("refund", &[]),
    ("What does shipping to Germany cost?", &[]),
    ("my payment was declind, the card is fine and I have tryed it tree times", &[]),
    ("can I use a gift card and a discount code together for one order", &[]),
    ("and how long does that take?", &["I sent my lamp back last week", "where is my refund?"]),
    ("do you sell bicycles or skateboards in purple?", &[]),
    (
        "Hello, I ordered two lamps last month for my mother, one of them arrived with a crack in the shade and the other one flickers when it is dimmed, I have the pictures and the box, what do I have to do now, and will I get my money back or a new one?",
        &[],
    ),
    ("where is my parcle DK-20441", &[]),
    ("that didn't work, the reset link is not in my inbox", &["I forgot my password"]),
];

/// Syllables of made-up words: twenty, so that two or three of them give thousands of words.
const SYLLABLES: [&str; 20] = [
    "ba", "cor", "del", "fin", "gra", "hol", "jun", "kel", "lim", "mor", "nad", "pol", "quin", "rus", "sal",
    "tem", "ur", "vas", "wen", "zor",
];

/// The help center, ready to be searched.
pub fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| {
        let files: Vec<(String, Vec<u8>)> = (0..ARTICLES).map(file).collect();
        let articles = knowledge::read(&files).unwrap_or_else(|problems| panic!("{}", problems[0]));
        knowledge::compile(articles)
    })
}

/// The answer to a question of [`QUESTIONS`].
pub fn search(question: usize) -> Found {
    let (text, context) = QUESTIONS[question % QUESTIONS.len()];
    let query = Query { text, page_path: Some("/orders/7"), language: Some("en"), context, shown: &[] };
    knowledge::search(knowledge(), &query)
}

fn file(number: usize) -> (String, Vec<u8>) {
    let (name, text) = DEMO[number % DEMO.len()];
    let id = format!("{name}-{number}");
    let mut lines = Vec::new();
    let mut within = 0;
    for line in text.lines() {
        within += usize::from(line == "---");
        let (key, rest) = line.split_once(':').unwrap_or(("", line));
        lines.push(match (within, key) {
            (1, "id") => format!("id: {id}"),
            (1, "related") => continue,
            (1, "title" | "intents" | "do-not-answer") => format!("{key}: {}", varied(rest, number)),
            (1, _) => line.to_owned(),
            _ => varied(line, number),
        });
    }
    (format!("knowledge/{id}.md"), lines.join("\n").into_bytes())
}

/// A text with every fifth word of its content replaced by a made-up one, the same word by the same in one article.
fn varied(text: &str, number: usize) -> String {
    let word = |word: &str| {
        let plain = word.len() > 4 && word.bytes().all(|b| b.is_ascii_lowercase());
        let hash = hash(word, number);
        if plain && hash.is_multiple_of(5) { made_up(hash / 5) } else { word.to_owned() }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn made_up(mut hash: usize) -> String {
    let mut word = String::new();
    for _ in 0..2 + hash % 2 {
        hash /= 7;
        word.push_str(SYLLABLES[hash % SYLLABLES.len()]);
    }
    word
}

/// FNV-1a.
fn hash(word: &str, number: usize) -> usize {
    let start = 0x811c_9dc5_u32 ^ (number as u32).wrapping_mul(0x9e37_79b9);
    word.bytes().fold(start, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_center_is_as_described() {
        let knowledge = knowledge();
        assert_eq!(knowledge.articles.len(), ARTICLES);
        for (question, (text, _)) in QUESTIONS.iter().enumerate() {
            assert_eq!(search(question).hits.len(), 10, "{text}");
        }
    }
}
