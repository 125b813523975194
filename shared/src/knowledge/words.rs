//! Text to words: cutting, folding, stemming, and how much a word says.
//!
//! Words of scripts without spaces are cut into pairs of characters, the simplest cut that retrieves well (Foo & Li 2004).
//! Absent on purpose: language detection. An article names its language; a query has that of the page or of the
//! knowledge, and a word in another language is then merely stemmed badly, which typo tolerance forgives.

mod common;
mod stop;

pub use common::is_common;

use rust_stemmers::{Algorithm, Stemmer};

/// Cuts text into lower-case words. An apostrophe does not cut (`don't` is `dont`), and the `'s` of a possessive goes.
pub fn cut(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut run: Vec<char> = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_unspaced(c) {
            end(&mut word, &mut words);
            run.push(c);
            continue;
        }
        end_run(&mut run, &mut words);
        if c.is_alphanumeric() || is_mark(c) {
            word.extend(c.to_lowercase());
        } else if matches!(c, '\'' | '’' | '‘') && !word.is_empty() {
            let follows = chars.peek().copied();
            if follows.is_some_and(|n| n == 's' || n == 'S') {
                let mut ahead = chars.clone();
                ahead.next();
                if !ahead.peek().is_some_and(|n| n.is_alphanumeric()) && !keeps_s(&word) {
                    chars.next();
                }
            }
        } else {
            end(&mut word, &mut words);
        }
    }
    end(&mut word, &mut words);
    end_run(&mut run, &mut words);
    words
}

/// `what's` and `whats` are `what is`, `it's` is a word of its own; `card's` is `card`.
fn keeps_s(word: &str) -> bool {
    matches!(
        word,
        "what" | "it" | "that" | "where" | "who" | "how" | "there" | "here" | "he" | "she" | "let" | "when"
    )
}

fn end(word: &mut String, words: &mut Vec<String>) {
    let short = SHORT.iter().find(|(written, _)| written == word);
    if let Some((_, first)) = short {
        word.clear();
        words.extend([(*first).to_owned(), "is".to_owned()]);
    } else if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

/// Contractions with "is", also as they are written without the apostrophe.
const SHORT: &[(&str, &str)] = &[
    ("wheres", "where"),
    ("whats", "what"),
    ("whos", "who"),
    ("hows", "how"),
    ("whens", "when"),
    ("theres", "there"),
];

fn end_run(run: &mut Vec<char>, words: &mut Vec<String>) {
    match run.len() {
        0 => {}
        1 => words.push(run[0].to_string()),
        _ => words.extend(run.windows(2).map(|pair| pair.iter().collect::<String>())),
    }
    run.clear();
}

/// Combining marks belong to the letter before them (Indic vowels, decomposed accents).
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{64b}'..='\u{65f}')
}

/// Scripts written without spaces: Han, kana, and the scripts of Thailand, Laos, Myanmar and Cambodia. Hangul has spaces,
/// but its particles are glued to the words, so pairs serve it too.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{20000}'..='\u{2ffff}')
}

/// Stems words of one language. Other languages keep their words as they are, without accents.
pub struct Stems {
    stemmer: Option<Stemmer>,
    stop: stop::Lists,
}

impl Stems {
    pub fn new(language: &str) -> Self {
        let short = language.split(['-', '_']).next().unwrap_or("");
        let algorithm = match short {
            "en" => Some(Algorithm::English),
            "es" => Some(Algorithm::Spanish),
            "fr" => Some(Algorithm::French),
            "de" => Some(Algorithm::German),
            "pt" => Some(Algorithm::Portuguese),
            "it" => Some(Algorithm::Italian),
            "nl" => Some(Algorithm::Dutch),
            "sv" => Some(Algorithm::Swedish),
            "da" => Some(Algorithm::Danish),
            "no" | "nb" | "nn" => Some(Algorithm::Norwegian),
            "fi" => Some(Algorithm::Finnish),
            "ru" => Some(Algorithm::Russian),
            "tr" => Some(Algorithm::Turkish),
            _ => None,
        };
        Self { stemmer: algorithm.map(Stemmer::create), stop: stop::lists(short) }
    }

    /// What a word is compared by.
    pub fn term(&self, word: &str) -> String {
        match &self.stemmer {
            // Digits in a word mark a name or a code, which has no endings.
            Some(stemmer) if !word.bytes().any(|b| b.is_ascii_digit()) => fold(&stemmer.stem(word)),
            _ => fold(word),
        }
    }

    /// How much a word says by itself, from 0 to 1.
    pub fn strength(&self, word: &str) -> f32 {
        if self.stop.function.contains(&word) {
            FUNCTION
        } else if self.stop.filler.contains(&word) {
            FILLER
        } else {
            1.0
        }
    }
}

/// The weight of function words: not 0, because "who are you" has no others. Tuned together with [`FILLER`] by
/// `cargo xtask eval --task e_retrieval`; flat between 0.1 and 0.25.
pub const FUNCTION: f32 = 0.15;
/// The weight of words said in every chat ("please", "need", "help").
pub const FILLER: f32 = 0.25;

/// Without the accents of Latin letters, which customers leave out.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'ď' | 'đ' => out.push('d'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => out.push('e'),
            'ì'..='ï' | 'ī' | 'į' | 'ı' => out.push('i'),
            'ñ' | 'ń' | 'ň' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ł' => out.push('l'),
            'ř' => out.push('r'),
            'ś' | 'š' | 'ş' | 'ș' => out.push('s'),
            'ť' | 'ţ' | 'ț' => out.push('t'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            'ğ' => out.push('g'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ß' => out.push_str("ss"),
            '\u{300}'..='\u{36f}' => {}
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_at_spaces_and_signs_but_not_at_apostrophes() {
        assert_eq!(cut("I can't open the card's W-2!"), ["i", "cant", "open", "the", "card", "w", "2"]);
        assert_eq!(cut("What’s new? wheres it"), ["what", "is", "new", "where", "is", "it"]);
        assert_eq!(cut(""), Vec::<String>::new());
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_pairs() {
        assert_eq!(cut("退款多久 ok"), ["退款", "款多", "多久", "ok"]);
        assert_eq!(cut("茶"), ["茶"]);
    }

    #[test]
    fn endings_and_accents_do_not_matter() {
        for (language, a, b) in [
            ("en", "returning", "returns"),
            ("es", "devolución", "devoluciones"),
            ("fr", "remboursé", "remboursés"),
            ("de", "Rückgabe", "Rückgaben"),
            ("pt", "cancelamento", "cancelamentos"),
            ("it", "spedizione", "spedizioni"),
            ("nl", "bestelling", "bestellingen"),
        ] {
            let stems = Stems::new(language);
            assert_eq!(stems.term(&a.to_lowercase()), stems.term(&b.to_lowercase()), "{language}");
        }
        assert_eq!(Stems::new("xx").term("café"), "cafe");
    }

    #[test]
    fn function_words_say_little_in_every_language() {
        for (language, word) in [("en", "the"), ("es", "los"), ("de", "und"), ("fr", "les"), ("nl", "het")] {
            assert_eq!(Stems::new(language).strength(word), FUNCTION);
        }
        assert_eq!(Stems::new("en").strength("refund"), 1.0);
    }
}
