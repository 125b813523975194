//! Numbers states give to people. Each needs its form, its check digit where there is one, and mostly a word beside it.
//!
//! Absent on purpose: passports and driving licenses, which have neither form nor check digit that order numbers lack.

mod check;

use super::text::{Text, is_letter};
use super::{Match, Redaction, When};
use std::ops::Range;

pub const NATIONAL_ID: Redaction = Redaction {
    name: "national-id",
    doc: "A state's number of a person, such as a US social security number: form and check digits fit.",
    when: When::Always,
    find,
};

/// One country's number of digits.
struct Number {
    /// Digits a group as it is usually written; written otherwise it needs a word beside it
    shape: &'static [usize],
    /// What stands between the groups
    signs: &'static [u8],
    /// Whether form and check digits are rare enough to need no word
    sure: bool,
    fits: fn(&[u8]) -> bool,
    words: &'static [&'static str],
}

const NUMBERS: &[Number] = &[
    // United States: SSN and ITIN
    Number {
        shape: &[3, 2, 4],
        signs: b"-.",
        sure: true,
        fits: check::ssn,
        words: &["ssn", "ssns", "social", "security", "itin"],
    },
    // Brazil: CPF
    Number { shape: &[3, 3, 3, 2], signs: b".-", sure: true, fits: check::cpf, words: &["cpf"] },
    // Belgium: rijksregisternummer
    Number {
        shape: &[2, 2, 2, 3, 2],
        signs: b".-",
        sure: true,
        fits: check::belgian,
        words: &["rijksregisternummer", "national", "registre", "nrn", "insz", "niss"],
    },
    // France: NIR, written in seven groups
    Number {
        shape: &[1, 2, 2, 2, 3, 3, 2],
        signs: b" .-",
        sure: true,
        fits: check::nir,
        words: &["nir", "securite", "sociale", "secu", "insee"],
    },
    // Canada: SIN
    Number {
        shape: &[3, 3, 3],
        signs: b" -",
        sure: false,
        fits: check::sin,
        words: &["sin", "insurance", "nas"],
    },
    // India: Aadhaar
    Number {
        shape: &[4, 4, 4],
        signs: b" -",
        sure: false,
        fits: check::aadhaar,
        words: &["aadhaar", "aadhar", "adhar", "uidai"],
    },
    // Germany: Steuer-Identifikationsnummer
    Number {
        shape: &[2, 3, 3, 3],
        signs: b" ",
        sure: false,
        fits: check::german_tax,
        words: &["steuer", "steuerid", "steuernummer", "idnr", "identifikationsnummer", "tax"],
    },
    // Netherlands: BSN
    Number {
        shape: &[9],
        signs: b"",
        sure: false,
        fits: check::bsn,
        words: &["bsn", "burgerservicenummer", "sofinummer", "service"],
    },
    // Poland: PESEL
    Number { shape: &[11], signs: b"", sure: false, fits: check::pesel, words: &["pesel"] },
    // Sweden: personnummer
    Number {
        shape: &[6, 4],
        signs: b"-+",
        sure: false,
        fits: check::swedish,
        words: &["personnummer", "personnr", "pnr", "personal", "identity"],
    },
];

fn find(text: &Text<'_>, found: &mut Vec<Match>) {
    let mut add = |place| found.push(Match { place, mask: "[national ID]".to_owned() });
    for (i, first) in text.digits.iter().enumerate() {
        for number in NUMBERS {
            if let Some(place) = fits(text, number, first, i) {
                add(place);
                break;
            }
        }
    }
    with_letters(text, &mut add);
}

/// The number beginning with this run of digits: in its groups, or in one piece with a word beside it.
fn fits(text: &Text<'_>, number: &Number, first: &Range<usize>, i: usize) -> Option<Range<usize>> {
    let groups = text.digits.get(i..i + number.shape.len()).unwrap_or_default();
    let between = |two: &[Range<usize>]| &text.folded[two[0].end..two[1].start];
    let shaped = !groups.is_empty()
        && groups.iter().zip(number.shape).all(|(run, length)| run.len() == *length)
        && groups
            .windows(2)
            .all(|two| matches!(between(two), [sign] if number.signs.contains(sign) || *sign == b' '));
    let marked = shaped && groups.windows(2).all(|two| between(two) != b" ");
    let place = if shaped {
        first.start..groups[groups.len() - 1].end
    } else if first.len() == number.shape.iter().sum::<usize>() {
        first.clone()
    } else {
        return None;
    };
    let ends = |sign: u8, next: u8| matches!(sign, b'-' | b'.' | b'/') && next.is_ascii_digit();
    let part = ends(text.before(place.start), text.before(place.start.saturating_sub(1)))
        || ends(text.byte(place.end), text.byte(place.end + 1));
    if part || !text.stands_alone(&place) || !(number.fits)(&text.number(&place)) {
        return None;
    }
    let seven_groups = shaped && number.shape.len() >= 5;
    let said = text
        .nearest(&place, |word| number.words.iter().any(|w| w.as_bytes() == word))
        .is_some_and(|far| far <= 5);
    let sure = number.sure && (marked && number.shape.len() > 1 || seven_groups);
    (said || sure && text.nearest(&place, super::card::says_order).is_none_or(|far| far > 1)).then_some(place)
}

/// Numbers of letters and digits: Italy's codice fiscale, Spain's DNI and NIE, the United Kingdom's NINO.
fn with_letters(text: &Text<'_>, add: &mut impl FnMut(Range<usize>)) {
    let near = |place: &Range<usize>, words: &[&str]| {
        text.nearest(place, |word| words.iter().any(|w| w.as_bytes() == word)).is_some_and(|far| far <= 5)
    };
    let letter = |byte: u8| byte.is_ascii_lowercase();
    for run in &text.digits {
        // Italy: six letters before the first two digits.
        if run.len() == 2 && run.start >= 6 {
            let place = run.start - 6..run.start + 10;
            if place.end <= text.len()
                && text.stands_alone(&place)
                && check::codice_fiscale(&text.folded[place.clone()])
            {
                add(place);
                continue;
            }
        }
        // Spain: eight digits, or X, Y, Z and seven, and a letter that follows from them.
        let end = if text.byte(run.end) == b'-' { run.end + 2 } else { run.end + 1 };
        let nie = run.len() == 7 && matches!(text.before(run.start), b'x'..=b'z');
        let place = if nie { run.start - 1..end } else { run.start..end };
        let right = (run.len() == 8 || nie) && end <= text.len() && text.stands_alone(&place);
        let head = if nie { u32::from(text.before(run.start) - b'x') } else { 0 };
        if right
            && check::spanish(head, &text.number(run), text.before(end))
            && near(&place, &["dni", "nie", "nif", "identidad", "documento"])
        {
            add(place);
            continue;
        }
        // United Kingdom: two letters, six digits alone or in pairs, A to D.
        let spaced = text.before(run.start) == b' ';
        let start = run.start.saturating_sub(if spaced { 3 } else { 2 });
        let (mut digits, mut i) = (0, run.start);
        while digits < 6
            && i < text.len()
            && (text.byte(i).is_ascii_digit() || digits > 0 && text.byte(i) == b' ')
        {
            digits += usize::from(text.byte(i).is_ascii_digit());
            i += 1;
        }
        i += usize::from(text.byte(i) == b' ');
        let place = start..(i + 1).min(text.len());
        let form = digits == 6
            && matches!(text.byte(i), b'a'..=b'd')
            && letter(text.byte(start))
            && is_letter(text.byte(start + 1))
            && check::nino_prefix(text.byte(start), text.byte(start + 1));
        if form && text.stands_alone(&place) && near(&place, &["nino", "ni", "insurance", "national"]) {
            add(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn numbers_of_states_are_found_by_form_and_check_digit() {
        for (text, number) in [
            ("Here's my SSN: 791-10-5487", "791-10-5487"),
            ("my social security number is 536 22 1234 ok", "536 22 1234"),
            ("ssn 536221234", "536221234"),
            ("meu CPF é 529.982.247-25", "529.982.247-25"),
            ("rijksregister 85.07.30-033.28", "85.07.30-033.28"),
            ("1 84 12 76 451 089 46", "1 84 12 76 451 089 46"),
            ("My SIN is 046 454 286", "046 454 286"),
            ("Aadhaar: 2341 2341 2346", "2341 2341 2346"),
            ("Steuer-ID 86095742719", "86095742719"),
            ("BSN 111222333", "111222333"),
            ("PESEL 44051401359", "44051401359"),
            ("personnummer 811228-9874", "811228-9874"),
            ("RSSMRA85T10A562S", "RSSMRA85T10A562S"),
            ("mi DNI: 12345678Z", "12345678Z"),
            ("NIE X-1234567L", ""),
            ("nie x1234567l", "x1234567l"),
            ("my NI number is QQ 12 34 56 C", ""),
            ("my NI number is AB 12 34 56 C", "AB 12 34 56 C"),
        ] {
            assert_eq!(found("national-id", text).join("|"), number, "{text}");
        }
    }

    #[test]
    fn look_alikes_are_left_alone() {
        for text in [
            "order 791-10-5487",
            "666-10-5487",
            "078-05-1120",
            "123-45-6789",
            "1-791-10-5487-2",
            "order 536221234",
            "call 046 454 286",
            "12345678Z",
            "529.982.247-26",
            "2026-10-05",
            "AB123456C lamp",
        ] {
            assert!(found("national-id", text).is_empty(), "{text}");
        }
    }
}
