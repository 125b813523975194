//! International bank account numbers (ISO 13616): country, its length, and the remainder by 97.

use super::text::{Text, is_word};
use super::{Match, Redaction, When};

pub const IBAN: Redaction = Redaction {
    name: "iban",
    doc: "A bank account's IBAN: the length of its country and the two check digits fit.",
    when: When::Always,
    find,
};

/// Length by country, from the SWIFT registry.
const LENGTHS: &[(&[u8; 2], usize)] = &[
    (b"ad", 24),
    (b"ae", 23),
    (b"al", 28),
    (b"at", 20),
    (b"az", 28),
    (b"ba", 20),
    (b"be", 16),
    (b"bg", 22),
    (b"bh", 22),
    (b"bi", 27),
    (b"br", 29),
    (b"by", 28),
    (b"ch", 21),
    (b"cr", 22),
    (b"cy", 28),
    (b"cz", 24),
    (b"de", 22),
    (b"dj", 27),
    (b"dk", 18),
    (b"do", 28),
    (b"ee", 20),
    (b"eg", 29),
    (b"es", 24),
    (b"fi", 18),
    (b"fk", 18),
    (b"fo", 18),
    (b"fr", 27),
    (b"gb", 22),
    (b"ge", 22),
    (b"gi", 23),
    (b"gl", 18),
    (b"gr", 27),
    (b"gt", 28),
    (b"hr", 21),
    (b"hu", 28),
    (b"ie", 22),
    (b"il", 23),
    (b"iq", 23),
    (b"is", 26),
    (b"it", 27),
    (b"jo", 30),
    (b"kw", 30),
    (b"kz", 20),
    (b"lb", 28),
    (b"lc", 32),
    (b"li", 21),
    (b"lt", 20),
    (b"lu", 20),
    (b"lv", 21),
    (b"ly", 25),
    (b"mc", 27),
    (b"md", 24),
    (b"me", 22),
    (b"mk", 19),
    (b"mn", 20),
    (b"mr", 27),
    (b"mt", 31),
    (b"mu", 30),
    (b"ni", 28),
    (b"nl", 18),
    (b"no", 15),
    (b"om", 23),
    (b"pk", 24),
    (b"pl", 28),
    (b"ps", 29),
    (b"pt", 25),
    (b"qa", 29),
    (b"ro", 24),
    (b"rs", 22),
    (b"ru", 33),
    (b"sa", 24),
    (b"sc", 31),
    (b"sd", 18),
    (b"se", 24),
    (b"si", 19),
    (b"sk", 24),
    (b"sm", 27),
    (b"so", 23),
    (b"st", 25),
    (b"sv", 28),
    (b"tl", 23),
    (b"tn", 24),
    (b"tr", 26),
    (b"ua", 29),
    (b"va", 22),
    (b"vg", 24),
    (b"xk", 20),
    (b"ye", 30),
];

fn find(text: &Text<'_>, found: &mut Vec<Match>) {
    // Digits are rarer than letters: every IBAN has its first ones at its third character.
    for run in &text.digits {
        let Some(start) = run.start.checked_sub(2) else { continue };
        for start in [Some(start), start.checked_sub(1)].into_iter().flatten() {
            if let Some(place) = iban(text, start) {
                let tail: String = text.source[text.bytes(&place)]
                    .chars()
                    .rev()
                    .filter(char::is_ascii_alphanumeric)
                    .take(4)
                    .collect();
                let tail: String = tail.chars().rev().collect();
                found.push(Match { place, mask: format!("[IBAN ending {tail}]") });
                break;
            }
        }
    }
}

fn iban(text: &Text<'_>, start: usize) -> Option<std::ops::Range<usize>> {
    if is_word(text.before(start)) {
        return None;
    }
    let country = [text.byte(start), text.byte(start + 1)];
    let length = LENGTHS.iter().find(|(name, _)| **name == country)?.1;
    let mut signs = Vec::with_capacity(34);
    let mut i = start;
    while signs.len() < length {
        let byte = text.byte(i);
        if byte.is_ascii_alphanumeric() {
            signs.push(byte);
        } else if !matches!(byte, b' ' | b'-' | b'.')
            || i >= text.len()
            || !text.byte(i + 1).is_ascii_alphanumeric()
        {
            return None;
        }
        i += 1;
    }
    (!is_word(text.byte(i)) && remainder(&signs) == Some(1)).then_some(start..i)
}

/// The number moved around and read in base ten, letters as 10 to 35, by 97.
fn remainder(signs: &[u8]) -> Option<u32> {
    if !signs[2..4].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let moved = signs[4..].iter().chain(&signs[..4]);
    Some(moved.fold(0, |sum, &sign| match sign {
        b'0'..=b'9' => (sum * 10 + u32::from(sign - b'0')) % 97,
        _ => (sum * 100 + u32::from(sign - b'a') + 10) % 97,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::tests::masked;

    #[test]
    fn ibans_are_found_in_groups_or_in_one_piece_and_slips_are_not() {
        for text in [
            "DE89370400440532013000",
            "Please refund to DE89 3704 0044 0532 0130 00, thanks",
            "iban:gb29 nwbk 6016 1331 9268 19",
            "NL91-ABNA-0417-1643-00 is mine",
            "NO9386011117947",
            "IBAN MT84MALT011000012345MTLCAST001S.",
        ] {
            assert_eq!(masked("iban", text), 1, "{text}");
        }
        for text in [
            "DE89370400440532013001",
            "XX89370400440532013000",
            "model DE89 is nice",
            "order NO93860111",
            "DE8937040044053201300042",
        ] {
            assert_eq!(masked("iban", text), 0, "{text}");
        }
    }
}
