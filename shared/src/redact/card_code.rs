//! The three or four digits on a card's back. Nobody but the payment page may ever have them, so they are never kept.

use super::text::{Text, is_letter};
use super::{Match, Redaction, When};

pub const CARD_CODE: Redaction = Redaction {
    name: "card-code",
    doc: "A card's security code: three or four digits after a word such as `cvv`.",
    when: When::Always,
    find,
};

const NAMES: &[&str] =
    &["cvv2", "cvc2", "cvv", "cvc", "csc", "security code", "card code", "prufziffer", "codigo de seguridad"];

fn find(text: &Text<'_>, found: &mut Vec<Match>) {
    for place in text.digits.iter().filter(|run| matches!(run.len(), 3 | 4)) {
        if !text.stands_alone(place) {
            continue;
        }
        let mut end = place.start;
        // Back over what may stand between the name and the digits.
        loop {
            let sign = text.before(end);
            if end > 0 && matches!(sign, b' ' | b':' | b'=' | b'-' | b'#' | b'(' | b'\n') {
                end -= 1;
            } else if let Some(word) = ["is", "code", "number", "ist", "es", "est"]
                .iter()
                .find(|w| text.folded[..end].ends_with(w.as_bytes()) && !named(text, end))
                .filter(|w| !is_letter(text.before(end - w.len())))
            {
                end -= word.len();
            } else {
                break;
            }
        }
        if named(text, end) {
            found.push(Match { place: place.clone(), mask: "[card code]".to_owned() });
        }
    }
}

fn named(text: &Text<'_>, end: usize) -> bool {
    NAMES.iter().any(|name| {
        text.folded[..end].ends_with(name.as_bytes()) && !is_letter(text.before(end - name.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::masked;

    #[test]
    fn a_security_code_is_found_by_its_name() {
        for text in ["cvv 123", "CVC: 1234", "my cvv is 999", "Security code: 321", "cvv2=123", "(cvv 123)"] {
            assert_eq!(masked("card-code", text), 1, "{text}");
        }
        for text in
            ["where is the cvv?", "room 123", "cvv 12345", "my security code 123456 was texted", "2019"]
        {
            assert_eq!(masked("card-code", text), 0, "{text}");
        }
    }
}
