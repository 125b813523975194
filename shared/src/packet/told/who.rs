//! Who customers say they are, in the chat itself: a name after the words that introduce one, an address, a telephone
//! number. Said is not proven: it is for the person who reads, who then need not ask for it again.

/// What introduces a name, in thirteen languages, lower case.
const INTRODUCES: [&str; 30] = [
    "my name is ",
    "my name's ",
    "the name's ",
    "i am called ",
    "me llamo ",
    "mi nombre es ",
    "je m'appelle ",
    "je m’appelle ",
    "mon nom est ",
    "ich heiße ",
    "ich heisse ",
    "mein name ist ",
    "mi chiamo ",
    "il mio nome è ",
    "meu nome é ",
    "chamo-me ",
    "me chamo ",
    "mijn naam is ",
    "ik heet ",
    "nazywam się ",
    "mam na imię ",
    "benim adım ",
    "اسمي ",
    "मेरा नाम ",
    "我叫",
    "我的名字是",
    "名前は",
    "氏名は",
    "full name: ",
    "name: ",
];

/// After these a name is not what follows ("my name is not on it", "my name is spelled wrong").
const NO_NAME: [&str; 30] = [
    "not",
    "on",
    "in",
    "wrong",
    "misspelled",
    "spelled",
    "spelt",
    "missing",
    "the",
    "a",
    "still",
    "already",
    "different",
    "being",
    "and",
    "or",
    "no",
    "nicht",
    "falsch",
    "auf",
    "pas",
    "mal",
    "est",
    "está",
    "mal",
    "niet",
    "nie",
    "listed",
    "है",
    "हैं",
];

/// The longest name that is kept, in words.
const WORDS: usize = 3;

/// Name of the fact, and its value as written.
pub(super) fn told(text: &str) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    found.extend(name(text).map(|name| ("name", name)));
    for word in text.split_whitespace() {
        if let Some(address) = address(word) {
            found.push(("email address", address.to_owned()));
        }
    }
    found.extend(telephone(text).map(|number| ("telephone number", number)));
    found
}

fn name(text: &str) -> Option<String> {
    let small = text.to_lowercase();
    if !INTRODUCES.iter().any(|phrase| small.contains(phrase)) {
        return None;
    }
    // Letter by letter in lower case, with the place in the original: lower case may be longer.
    let lower: Vec<(usize, char)> =
        text.char_indices().flat_map(|(at, c)| c.to_lowercase().map(move |c| (at, c))).collect();
    let starts = |from: usize, phrase: &str| {
        let mut rest = lower[from..].iter();
        phrase.chars().all(|c| rest.next().is_some_and(|(_, known)| *known == c))
    };
    let (_, after) = INTRODUCES
        .iter()
        .flat_map(|phrase| {
            let long = phrase.chars().count();
            // At the beginning of a word, as no username is a name; of a form's label, at that of a line.
            let label = phrase.contains(':');
            let fits = |at: &usize| match at.checked_sub(1).map(|before| lower[before].1) {
                None => true,
                Some(before) if label => before == '\n',
                Some(before) => !before.is_alphanumeric() || !phrase.ends_with(' '),
            };
            let found: Vec<(usize, usize)> = (0..lower.len())
                .filter(fits)
                .filter(|at| starts(*at, phrase))
                .map(|at| (at, at + long))
                .collect();
            found
        })
        .min()?;
    let rest = lower.get(after).map(|(at, _)| &text[*at..])?;
    let ideographic = rest.chars().next().is_some_and(|c| matches!(c, '\u{3040}'..='\u{9fff}'));
    if ideographic {
        let name: String =
            rest.chars().take_while(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).take(4).collect();
        return (name.chars().count() > 1).then_some(name);
    }
    let mut words: Vec<&str> = Vec::new();
    for word in rest.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        let plain = bare.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c) || is_mark(c));
        let capital = bare.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase());
        let first = words.is_empty();
        let no = NO_NAME.contains(&bare.to_lowercase().as_str());
        if bare.is_empty() || !plain || no || (!capital && !first) || words.len() == WORDS {
            break;
        }
        words.push(bare);
        // A comma or a full stop ends it; a first name in small letters is all that is sure.
        if word.ends_with(|c: char| !c.is_alphanumeric() && !is_mark(c)) || !capital {
            break;
        }
    }
    let name = words.join(" ");
    (name.chars().count() > 1 && name.len() <= 80).then_some(name)
}

/// Vowel signs and the like, which stand on the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{0900}'..='\u{0903}' | '\u{093a}'..='\u{094f}' | '\u{064b}'..='\u{0652}')
}

/// An address as people write it, without the marks around it.
fn address(word: &str) -> Option<&str> {
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let word = word.strip_prefix("mailto:").unwrap_or(word);
    let (local, domain) = word.split_once('@')?;
    let part = |text: &str, also: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || also.as_bytes().contains(&b))
    };
    let (_, top) = domain.rsplit_once('.')?;
    let holds = part(local, "._+-'")
        && part(domain, ".-")
        && top.len() > 1
        && !top.bytes().any(|b| b.is_ascii_digit());
    (holds && word.len() <= 120).then_some(word)
}

/// A number with its country, as in `+32 2 555 01 23`: without one it may be anything.
fn telephone(text: &str) -> Option<String> {
    let from = text.match_indices('+').map(|(at, _)| &text[at..]).find(|rest| {
        let digits =
            rest.chars().skip(1).take_while(|c| is_of_number(*c)).filter(char::is_ascii_digit).count();
        (8..=15).contains(&digits) && rest[1..].starts_with(|c: char| c.is_ascii_digit())
    })?;
    let number: String =
        from.chars().enumerate().take_while(|(i, c)| *i == 0 || is_of_number(*c)).map(|(_, c)| c).collect();
    Some(number.trim_end_matches(|c: char| !c.is_ascii_digit()).to_owned())
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || " ().-/".contains(c)
}
