//! How to reach the customer, where a message says it in passing: "my name is Anna Berg, email anna@berg.example".
//!
//! Only what the words around it claim for the writer: "I wrote to help@shop.example" is no address of theirs, and "my
//! e-mail is wrong, it should be …" is for a person to read. Absent on purpose: who the customer is; a claim stays one.

use crate::parts::Contact;
use crate::redact::{Settings, redact};

/// The message may hold so many words beside an address or number that stands there without a word that claims it.
const BESIDE: usize = 4;

/// What a message says of its writer. Fields it does not say are empty.
pub fn contact(text: &str) -> Contact {
    let lower = text.to_lowercase();
    let mut contact = Contact { name: name(text).unwrap_or_default(), ..Contact::default() };
    let words: Vec<&str> = lower.split_whitespace().map(bare).collect();
    if words.iter().any(|word| OTHERWISE.contains(word)) || text.contains(['?', '？', '؟']) {
        return contact;
    }
    let found = redact(text, &Settings::default()).found;
    let one = |kind: &str| {
        let mut all = found.iter().filter(|found| found.kind == kind && !found.removed);
        all.next().filter(|_| all.next().is_none())
    };
    let claimed = |start: usize, end: usize, cues: &[&str]| {
        let before: Vec<&str> = text[..start].split_whitespace().collect();
        let beside = before.len() + text[end..].split_whitespace().count();
        let said = before
            .iter()
            .rev()
            .map(|word| bare_lower(word))
            .find(|word| !word.is_empty() && !BETWEEN.contains(&word.as_str()));
        said.is_some_and(|word| cues.iter().any(|cue| word.ends_with(cue)))
            || beside <= BESIDE && !before.iter().any(|word| AWAY.contains(&bare_lower(word).as_str()))
    };
    if let Some(found) = one("e-mail").filter(|found| claimed(found.start, found.end, MAIL)) {
        text[found.start..found.end].clone_into(&mut contact.email);
    }
    if let Some(found) = one("phone").filter(|found| claimed(found.start, found.end, CALL)) {
        text[found.start..found.end].clone_into(&mut contact.phone);
    }
    contact
}

/// The name a message introduces its writer by.
pub fn name(text: &str) -> Option<String> {
    introduced(text).or_else(|| humbly(text))
}

/// The name before "と申します".
fn humbly(text: &str) -> Option<String> {
    let (before, _) = text.split_once("と申します")?;
    let name = before.rsplit(['、', '。', '，', ' ', '　', 'は']).next()?.trim();
    (1..=12).contains(&name.chars().count()).then(|| name.to_owned())
}

fn introduced(text: &str) -> Option<String> {
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
        let part = capital || first || OF.contains(&bare);
        if bare.is_empty() || !plain || no || !part || words.len() == WORDS {
            break;
        }
        words.push(bare);
        // A comma or a full stop ends it; a first name in small letters is all that is sure.
        if word.ends_with(|c: char| !c.is_alphanumeric() && !is_mark(c)) || (!capital && first) {
            break;
        }
    }
    while words.last().is_some_and(|word| OF.contains(word)) {
        words.pop();
    }
    let name = words.join(" ");
    (name.chars().count() > 1 && name.len() <= 80).then_some(name)
}

/// Vowel signs and the like, which stand on the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{0900}'..='\u{0903}' | '\u{093a}'..='\u{094f}' | '\u{064b}'..='\u{0652}')
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn bare_lower(word: &str) -> String {
    bare(word).to_lowercase()
}

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
const WORDS: usize = 5;
/// Small words within a name.
const OF: &[&str] = &[
    "de", "da", "do", "dos", "di", "del", "della", "la", "le", "van", "von", "der", "den", "ter", "al", "el",
    "bin", "zu",
];
/// Another address than the one that is written here may be meant, or somebody else's.
const OTHERWISE: &[&str] = &[
    "change",
    "changed",
    "wrong",
    "old",
    "instead",
    "typo",
    "your",
    "their",
    "his",
    "her",
    "falsch",
    "falsche",
    "alte",
    "ändern",
    "ihre",
    "changer",
    "ancienne",
    "ancien",
    "faux",
    "votre",
    "cambiar",
    "antiguo",
    "vieja",
    "mudar",
    "antigo",
    "errado",
    "cambiare",
    "vecchio",
    "vecchia",
    "sbagliata",
    "wijzigen",
    "oude",
    "verkeerde",
    "uw",
    "zmienić",
    "stary",
    "błędny",
    "değiştir",
    "eski",
    "yanlış",
];
/// What stands before an address that is not the writer's: "I wrote to …".
const AWAY: &[&str] =
    &["to", "from", "an", "von", "à", "de", "a", "para", "ao", "do", "aan", "naar", "van", "do", "od", "da"];
/// What may stand between the word that claims an address and the address.
const BETWEEN: &[&str] = &[
    "is",
    "at",
    "on",
    "under",
    "via",
    "by",
    "address",
    "adresse",
    "adres",
    "dirección",
    "endereço",
    "indirizzo",
    "adresim",
    "ist",
    "lautet",
    "unter",
    "est",
    "sur",
    "es",
    "é",
    "è",
    "jest",
    "to",
    "है",
    "the",
    "here",
    "number",
    "nummer",
    "numéro",
    "número",
    "numero",
    "numer",
];
/// Words that claim an e-mail address for the writer; endings count.
const MAIL: &[&str] = &[
    "email",
    "e-mail",
    "mail",
    "mailadresse",
    "mail-adresse",
    "correo",
    "courriel",
    "eposta",
    "e-posta",
    "posta",
    "ईमेल",
    "邮箱",
    "メール",
    "بريدي",
    "البريد",
    "me",
    "mich",
    "moi",
    "mir",
];
/// Words that claim a number.
const CALL: &[&str] = &[
    "phone",
    "number",
    "call",
    "me",
    "tel",
    "mobile",
    "cell",
    "telefon",
    "telefonnummer",
    "nummer",
    "handy",
    "mich",
    "téléphone",
    "portable",
    "teléfono",
    "móvil",
    "telefone",
    "telemóvel",
    "telefono",
    "cellulare",
    "telefoon",
    "telefoonnummer",
    "telefonu",
    "telefonum",
    "numaram",
    "رقمي",
    "هاتفي",
    "فون",
    "फ़ोन",
    "फोन",
    "नंबर",
    "电话",
    "手机",
    "電話",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, name: &str, email: &str, phone: &str) {
        let said = contact(text);
        assert_eq!(
            (said.name.as_str(), said.email.as_str(), said.phone.as_str()),
            (name, email, phone),
            "{text}"
        );
    }

    #[test]
    fn what_customers_say_of_themselves_is_read() {
        check(
            "my name is Anna Berg, email anna@berg.example, I need a person please",
            "Anna Berg",
            "anna@berg.example",
            "",
        );
        check("My e-mail is anna@berg.example", "", "anna@berg.example", "");
        check("you can reach me at anna@berg.example or so", "", "anna@berg.example", "");
        check("anna@berg.example", "", "anna@berg.example", "");
        check("+32 470 12 34 56 tomorrow morning", "", "", "+32 470 12 34 56");
        check(
            "please call me on +32 470 12 34 56 when the team is back on Monday",
            "",
            "",
            "+32 470 12 34 56",
        );
        check("my name is ines and my lamp is broken", "ines", "", "");
        check(
            "Ich heiße Jürgen von der Heide. Meine E-Mail-Adresse lautet j@heide.example",
            "Jürgen von der Heide",
            "j@heide.example",
            "",
        );
        check("Je m'appelle Zoé Dupont et ma lampe est cassée", "Zoé Dupont", "", "");
        check(
            "Me llamo María del Mar, mi correo es maria@mar.example",
            "María del Mar",
            "maria@mar.example",
            "",
        );
        check("Mi chiamo Luca Rossi", "Luca Rossi", "", "");
        check("mijn naam is Pieter van den Berg", "Pieter van den Berg", "", "");
        check(
            "Nazywam się Jan Kowalski, mój e-mail to jan@kowalski.example",
            "Jan Kowalski",
            "jan@kowalski.example",
            "",
        );
        check("我叫王伟，我的灯坏了", "王伟", "", "");
        check("田中と申します。", "田中", "", "");
    }

    #[test]
    fn what_is_not_claimed_is_left() {
        for text in [
            "I wrote to help@shop.example last week and nobody answered",
            "my name is misspelled on the order",
            "my email is wrong, it should be anna@berg.example",
            "can you change my email to anna@berg.example",
            "is your number +32 470 12 34 56?",
            "order 1234567890123 was sent to the wrong house",
            "the parcel was sent to bob@other.example by mistake, I did not order that one",
            "is my name on the list",
            "",
        ] {
            check(text, "", "", "");
        }
    }
}
