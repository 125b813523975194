//! Telephone numbers. Kept unless the site says otherwise: a support team calls back.
//!
//! Written in a hundred ways, so the form decides where it is telling (a plus, a bracketed area, a leading zero), and a
//! word beside it where it is not.

use super::card::says_order;
use super::text::{Text, is_word};
use super::{Match, Redaction, When};
use std::ops::Range;

pub const PHONE: Redaction = Redaction {
    name: "phone",
    doc: "A telephone number, by its form or by a word such as `call` beside it.",
    when: When::Phones,
    find,
};

fn find(text: &Text<'_>, found: &mut Vec<Match>) {
    let groups = &text.digits;
    let mut i = 0;
    while i < groups.len() {
        let mut n = 1;
        while i + n < groups.len() && n < 7 && joins(&text.folded[groups[i + n - 1].end..groups[i + n].start])
        {
            n += 1;
        }
        // The longest that is a number; a year or a house after it is not part of it.
        match (1..=n).rev().find(|n| is_phone(text, &groups[i..i + n])) {
            Some(n) => {
                let place = with_signs(text, groups[i].start..groups[i + n - 1].end);
                found.push(Match { place, mask: "[phone]".to_owned() });
                i += n;
            }
            None => i += 1,
        }
    }
}

fn joins(between: &[u8]) -> bool {
    matches!(
        between,
        b" " | b"-" | b"." | b"(" | b")" | b") " | b" (" | b")-" | b"/" | b" - " | b".-" | b"  "
    )
}

/// With the plus and the bracket before it.
fn with_signs(text: &Text<'_>, mut place: Range<usize>) -> Range<usize> {
    while matches!(text.before(place.start), b'(' | b'+') && place.start > 0 {
        place.start -= 1;
    }
    place
}

fn is_phone(text: &Text<'_>, groups: &[Range<usize>]) -> bool {
    let inner = groups[0].start..groups[groups.len() - 1].end;
    let place = with_signs(text, inner.clone());
    let number = text.number(&inner);
    let lengths: Vec<usize> = groups.iter().map(ExactSizeIterator::len).collect();
    let before = text.before(place.start);
    let longer =
        |sign: u8, next: u8| matches!(sign, b'-' | b'.' | b',' | b':' | b'/') && next.is_ascii_digit();
    if !(7..=15).contains(&number.len())
        || !text.stands_alone(&place)
        || matches!(before, b'$' | b'#' | b'=' | b'_' | b'/')
        || before == 0xc1
        || before == b'-' && is_word(text.before(place.start - 1))
        || longer(before, text.before(place.start.saturating_sub(1)))
        || longer(text.byte(place.end), text.byte(place.end + 1))
        || matches!(text.byte(place.end), b'%' | b'$' | b'_' | 0xc1)
        || is_date(&lengths, &text.folded[inner.clone()])
        || text.token(&place).windows(3).any(|three| three == b"://")
    {
        return false;
    }
    let call = text.nearest(&place, says_call);
    let order = text.nearest(&place, says_order);
    if order.is_some_and(|order| order <= 5 && call.is_none_or(|call| order <= call)) {
        return false;
    }
    let all = &text.folded[place.clone()];
    let plus = all.starts_with(b"+") || all.starts_with(b"(+");
    let international = plus && number.len() >= 8
        || number.len() >= 10 && number.starts_with(&[0, 0]) && (1..=9).contains(&number[2]);
    let area = all.starts_with(b"(") && all.contains(&b')') && (8..=12).contains(&number.len());
    // A trunk zero, then the area: nine to eleven digits in most countries.
    let trunk = number[0] == 0
        && number[1] != 0
        && (9..=11).contains(&number.len())
        && (lengths.len() > 1 || number.len() >= 10);
    let american =
        matches!(lengths[..], [3, 3, 4] | [1, 3, 3, 4]) && number.len() >= 10 && !all.contains(&b'/');
    let said =
        call.is_some_and(|call| call <= 4) && number.len() <= 12 && lengths.iter().all(|length| *length < 11);
    let mine = number.len() <= 12 && text.folded[..place.start].ends_with(b"my number is ");
    let line = lengths.len() > 1 && number.len() <= 12 && fills_a_line(text, &place);
    international || area || trunk || american || said || mine || line
}

/// Alone on one of several lines, as under a letter.
fn fills_a_line(text: &Text<'_>, place: &Range<usize>) -> bool {
    let blank = |part: &[u8]| part.iter().all(|byte| matches!(byte, b' ' | b'>'));
    let start = text.folded[..place.start].iter().rposition(|byte| *byte == b'\n');
    let end = text.skip(place.end, |byte| byte != b'\n');
    start.is_some_and(|start| blank(&text.folded[start + 1..place.start]))
        && blank(&text.folded[place.end..end])
}

/// `2026-10-05`, `05.10.2026`, `5/10/26`: a date, and with more after it a time.
fn is_date(lengths: &[usize], text: &[u8]) -> bool {
    let spaced = text.contains(&b' ') && !text.iter().any(|byte| matches!(byte, b'.' | b'-' | b'/'));
    !spaced && matches!(lengths, [4, 1 | 2, 1 | 2, ..] | [1 | 2, 1 | 2, 4, ..])
        || text.contains(&b'/') && lengths.iter().all(|length| *length <= 2)
}

fn says_call(word: &[u8]) -> bool {
    const WORDS: &[&str] = &[
        "call",
        "phone",
        "telephone",
        "tel",
        "mobile",
        "cell",
        "cellphone",
        "fax",
        "office",
        "whatsapp",
        "text",
        "sms",
        "reach",
        "contact",
        "dial",
        "ring",
        "landline",
        "hotline",
        "handy",
        "telefon",
        "telefono",
        "movil",
        "celular",
        "telefoon",
        "mobil",
        "portable",
        "anrufen",
        "appeler",
        "llamar",
        "cel",
        "ph",
        "callback",
        "cellulare",
        "telefonnummer",
        "handynummer",
    ];
    WORDS.iter().any(|w| w.as_bytes() == word)
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn numbers_are_found_however_they_are_written() {
        for (text, number) in [
            ("call me at 0699 868 88 55 please", "0699 868 88 55"),
            ("085 175 7641-Office", "085 175 7641"),
            ("+41 (0)69 979 80 58-Fax", "+41 (0)69 979 80 58"),
            ("930.167.3943 fax", "930.167.3943"),
            ("(579)888-3058", "(579)888-3058"),
            ("001-518-640-0854", "001-518-640-0854"),
            ("781 1704 office", "781 1704"),
            ("28-64-66-98 office", "28-64-66-98"),
            ("07700 063 966", "07700 063 966"),
            ("+447700677662.", "+447700677662"),
            ("my number is 555-867-5309", "555-867-5309"),
            ("Tel. 030/901820", "030/901820"),
            ("my number is 425 8829090", "425 8829090"),
            ("Ada\n1 Main Street\n416 60 039", "416 60 039"),
        ] {
            assert_eq!(found("phone", text), [number], "{text}");
        }
    }

    #[test]
    fn dates_prices_orders_and_addresses_are_not_numbers_to_call() {
        for text in [
            "order 00004587345",
            "order 0123456789 please call",
            "on 2026-10-05 12:30",
            "05.10.2026",
            "05/10/26 to 07/10/26",
            "9448 175 Iroon Polytechniou Avenue",
            "it is 1.299.000 euros",
            "from 18 30 to 20 30",
            "purchase 370795561790",
            "call me after 12.30 pm",
            "$1 234 567",
            "pin 560543",
            "subnet-01234567890",
        ] {
            assert!(found("phone", text).is_empty(), "{text}");
        }
    }
}
