//! Secrets by the word before them.

use super::super::Match;
use super::super::text::{Text, is_letter, is_word};
use std::ops::Range;

/// What a label promises.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Anything may be one
    Password,
    /// A machine made it: long, with digits
    Key,
    /// Digits
    Code,
}

const LABELS: &[(&str, Kind)] = &[
    ("password", Kind::Password),
    ("passwort", Kind::Password),
    ("passwd", Kind::Password),
    ("passphrase", Kind::Password),
    ("passcode", Kind::Password),
    ("pwd", Kind::Password),
    ("pw", Kind::Password),
    ("pass", Kind::Password),
    ("kennwort", Kind::Password),
    ("contrasena", Kind::Password),
    ("clave", Kind::Password),
    ("mot de passe", Kind::Password),
    ("mdp", Kind::Password),
    ("senha", Kind::Password),
    ("wachtwoord", Kind::Password),
    ("haslo", Kind::Password),
    ("losenord", Kind::Password),
    ("parola", Kind::Password),
    ("api key", Kind::Key),
    ("api-key", Kind::Key),
    ("api_key", Kind::Key),
    ("apikey", Kind::Key),
    ("access key", Kind::Key),
    ("access_key", Kind::Key),
    ("accesskey", Kind::Key),
    ("access_key_id", Kind::Key),
    ("secret", Kind::Key),
    ("secret key", Kind::Key),
    ("secret_key", Kind::Key),
    ("secret_access_key", Kind::Key),
    ("secret access key", Kind::Key),
    ("private key", Kind::Key),
    ("private_key", Kind::Key),
    ("token", Kind::Key),
    ("auth", Kind::Key),
    ("bearer", Kind::Key),
    ("basic", Kind::Key),
    ("sessionid", Kind::Key),
    ("session_id", Kind::Key),
    ("session id", Kind::Key),
    ("sig", Kind::Key),
    ("signature", Kind::Key),
    ("accountkey", Kind::Key),
    ("credential", Kind::Key),
    ("credentials", Kind::Key),
    ("pin", Kind::Code),
    ("otp", Kind::Code),
    ("tan", Kind::Code),
    ("verification code", Kind::Code),
    ("security code", Kind::Code),
    ("one-time code", Kind::Code),
    ("one time code", Kind::Code),
    ("login code", Kind::Code),
    ("sms code", Kind::Code),
    ("2fa code", Kind::Code),
    ("2fa", Kind::Code),
    ("authentication code", Kind::Code),
    ("pin number", Kind::Code),
];

/// Labels folding has no letters for.
const FOREIGN: &[&str] = &["пароль", "密码", "密碼", "パスワード", "비밀번호", "סיסמה", "κωδικός"];

/// How the label leads to what follows it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// `:` or `=`
    Sign,
    /// "is"
    Word,
    /// Nothing
    Bare,
}

pub fn find(text: &Text<'_>, found: &mut Vec<Match>) {
    // Between two words only: a label never begins inside one.
    let begins = |i: &usize| is_word(text.byte(*i)) && !is_word(text.before(*i));
    for start in (0..text.len()).filter(begins) {
        let first = text.byte(start);
        let fitting = LABELS
            .iter()
            .filter(|(label, _)| label.as_bytes()[0] == first && text.starts(start, label.as_bytes()));
        let longest = fitting
            .filter(|(label, _)| !is_word(text.byte(start + label.len())))
            .max_by_key(|(label, _)| label.len());
        if let Some((label, kind)) = longest {
            found.extend(after(text, start + label.len(), *kind, label));
        }
    }
    if !text.source.is_ascii() {
        for label in FOREIGN {
            for (at, _) in text.source.match_indices(label) {
                let end = text.source[..at + label.len()].chars().count();
                found.extend(after(text, end, Kind::Password, label));
            }
        }
    }
}

fn after(text: &Text<'_>, label_end: usize, kind: Kind, label: &str) -> Option<Match> {
    let (link, from) = link(text, label_end, kind)?;
    let quote = text.byte(from);
    let quoted = matches!(quote, b'"' | b'\'' | b'`');
    let place = if quoted {
        let end = text.skip(from + 1, |byte| byte != quote && byte != b'\n');
        (text.byte(end) == quote && end > from + 1 && end - from < 80).then_some(from + 1..end)?
    } else {
        let mut end = text.skip(from, |byte| !matches!(byte, b' ' | b'\n' | b'"' | b'&' | b'<' | b'>'));
        if kind == Kind::Password && link == Link::Sign {
            // An ampersand belongs to a password, but parts the values of an address.
            let address = text.token(&(from..end)).windows(3).any(|three| three == b"://");
            if !address {
                end = text.skip(from, |byte| !matches!(byte, b' ' | b'\n' | b'"'));
            }
        } else if kind == Kind::Password {
            end = text.skip(from, |byte| !matches!(byte, b' ' | b'\n' | b'"'));
        }
        while end > from && matches!(text.before(end), b'.' | b',' | b';' | b')' | b'}' | b'\'' | b'?' | b':')
        {
            end -= 1;
        }
        from..end
    };
    let value = &text.source[text.bytes(&place)];
    if value.is_empty() || value.starts_with('[') {
        return None; // removed already
    }
    let (takes, mask) = match kind {
        Kind::Password => {
            (quoted && link != Link::Bare || is_password(text, &place, value, link), "[password]")
        }
        Kind::Key => (is_key(value, link, label), "[key]"),
        Kind::Code => (is_code(text, &place, value, label), "[code]"),
    };
    takes.then(|| Match { place, mask: mask.to_owned() })
}

/// What stands between the label and its value, and where the value begins.
fn link(text: &Text<'_>, label_end: usize, kind: Kind) -> Option<(Link, usize)> {
    let blank = |i| text.skip(i, |byte| byte == b' ');
    let mut i = text.skip(label_end, |byte| matches!(byte, b'"' | b'\'' | b'`' | b'*'));
    // "password for my account is …"
    let next = blank(i);
    if kind == Kind::Password
        && ["for ", "to ", "of ", "on "].iter().any(|word| text.starts(next, word.as_bytes()))
    {
        let end = (next..(next + 48).min(text.len())).find(|&at| {
            text.starts(at, b" is ") || text.byte(at) == b':' && matches!(text.byte(at + 1), b' ')
        })?;
        if text.folded[next..end]
            .iter()
            .any(|byte| matches!(byte, b'.' | b'?' | b'!') && !text.byte(end).is_ascii_digit())
        {
            return None;
        }
        i = end;
    }
    i = blank(i);
    let sign = |byte| matches!(byte, b':' | b'=');
    if sign(text.byte(i)) && i < text.len() {
        i = text.skip(i, |byte| sign(byte) || byte == b'>');
        i = text.skip(i, |byte| matches!(byte, b' ' | b'\n'));
        return (i < text.len()).then_some((Link::Sign, i));
    }
    for word in ["is", "was", "are", "ist", "lautet", "es", "est", "e", "jest"] {
        let end = i + word.len();
        if text.starts(i, word.as_bytes()) && matches!(text.byte(end), b' ' | b':') && end < text.len() {
            let from = text.skip(end, |byte| matches!(byte, b' ' | b':'));
            return (from < text.len()).then_some((Link::Word, from));
        }
    }
    (i > label_end && i < text.len()).then_some((Link::Bare, i))
}

/// Whether a person would choose it rather than say it.
fn is_password(text: &Text<'_>, place: &Range<usize>, value: &str, link: Link) -> bool {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let letters = value.chars().filter(|c| c.is_alphabetic()).count();
    let signs = value.trim_end_matches(['!', '?']).chars().filter(|c| "!@#$%^&*_+=~|\\".contains(*c)).count();
    let inner_capital =
        value.chars().skip(1).any(char::is_uppercase) && value.chars().any(char::is_lowercase);
    let odd =
        digits > 0 && letters > 0 || digits > 3 && letters == 0 || signs > 0 && letters > 2 || inner_capital;
    match link {
        Link::Bare => {
            value.chars().count() >= 6 && (digits > 0 && letters > 0 || digits >= 6 && letters == 0)
        }
        Link::Sign | Link::Word if odd => true,
        Link::Sign | Link::Word => {
            // A plain word is taken only where nothing follows, and where it does not tell how the password is.
            let word = &text.folded[place.clone()];
            let rest = text.skip(place.end, |byte| matches!(byte, b' ' | b'.' | b'!' | b'"' | b'\''));
            let last = rest >= text.len() || matches!(text.byte(rest), b'\n' | b',' | b';' | b'}');
            last && word.len() >= 4 && word.iter().all(|byte| is_letter(*byte)) && !tells(word)
        }
    }
}

/// Words that say how a password is, not what.
fn tells(word: &[u8]) -> bool {
    const WORDS: &[&str] = &[
        "wrong",
        "incorrect",
        "invalid",
        "correct",
        "right",
        "fine",
        "weak",
        "strong",
        "missing",
        "unknown",
        "same",
        "different",
        "gone",
        "lost",
        "empty",
        "blank",
        "short",
        "long",
        "forgotten",
        "broken",
        "secret",
        "secure",
        "safe",
        "private",
        "here",
        "there",
        "this",
        "that",
        "below",
        "above",
        "good",
        "okay",
        "case",
        "sensitive",
        "required",
        "none",
        "null",
        "help",
        "please",
        "falsch",
        "richtig",
        "abgelaufen",
        "weg",
        "vergessen",
        "incorrecta",
        "incorrecto",
        "correcta",
        "what",
        "again",
        "mine",
        "yours",
        "incorrecte",
        "faux",
        "login",
        "username",
        "email",
        "reset",
        "change",
        "problem",
        "problems",
        "issue",
        "issues",
    ];
    WORDS.iter().any(|w| w.as_bytes() == word)
        || word.ends_with(b"ing")
        || word.ends_with(b"ed")
        || word.ends_with(b"able")
}

fn is_key(value: &str, link: Link, label: &str) -> bool {
    let plain = value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.+/=~%|".contains(&b));
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    let long = match (link, label) {
        (_, "basic") => {
            link == Link::Bare && value.len() >= 12 && value.bytes().any(|b| b.is_ascii_uppercase())
        }
        (Link::Sign, "auth" | "sig" | "signature" | "credential" | "credentials") => value.len() >= 16,
        (_, "auth" | "sig" | "signature" | "credential" | "credentials") => false,
        (Link::Sign, _) => value.len() >= 8,
        (Link::Word, _) => value.len() >= 10,
        (Link::Bare, _) => value.len() >= 16,
    };
    plain
        && long
        && (digits > 1 && letters > 1 || digits >= 8 || label == "basic" && letters > 8 || letters >= 24)
}

fn is_code(text: &Text<'_>, place: &Range<usize>, value: &str, label: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let form = value.bytes().all(|b| b.is_ascii_digit() || b == b'-') && (4..=8).contains(&digits);
    // A postal code is called "pin" in India.
    let postal = || {
        let ships: [&[u8]; 8] =
            [b"deliver", b"delivery", b"ship", b"shipping", b"address", b"area", b"city", b"send"];
        text.nearest(place, |word| ships.contains(&word)).is_some()
    };
    form && !(label == "pin" && digits == 6 && postal())
}
