//! Numbers of payment cards. An order number can look exactly like one: then the words around it decide.
//!
//! Luhn's check digit, the issuers' prefixes with their lengths (ISO/IEC 7812; the ranges the schemes publish), and what
//! stands near. A common kind of card is taken unless something says order; a rare one only where something says card.

use super::text::{Text, is_word};
use super::{Match, Redaction, When};
use std::ops::Range;

pub const CARD: Redaction = Redaction {
    name: "card",
    doc: "A payment card's number: check digit, issuer and length fit, and the words around it do not speak of an order.",
    when: When::Always,
    find,
};

fn find(text: &Text<'_>, found: &mut Vec<Match>) {
    let groups = &text.digits;
    let mut i = 0;
    while i < groups.len() {
        match longest(text, &groups[i..]) {
            Some(n) => {
                let place = groups[i].start..groups[i + n - 1].end;
                let number = text.number(&place);
                let last: String = number[number.len() - 4..].iter().map(|d| char::from(b'0' + d)).collect();
                found.push(Match { place, mask: format!("[card ending {last}]") });
                i += n;
            }
            None => i += 1,
        }
    }
}

/// How many of these groups of digits make one card number.
fn longest(text: &Text<'_>, groups: &[Range<usize>]) -> Option<usize> {
    let (mut total, mut best) = (0, None);
    for (n, group) in groups.iter().enumerate().take(6) {
        if n > 0 && !joins(&text.folded[groups[n - 1].end..group.start]) {
            break;
        }
        total += group.len();
        if total > 19 {
            break;
        }
        // Three groups of four are no card where a fourth follows: that one has a slip in it.
        let goes_on = n == 2
            && groups[..3].iter().all(|run| run.len() == 4)
            && groups
                .get(3)
                .is_some_and(|next| next.len() == 4 && joins(&text.folded[group.end..next.start]));
        if total >= 12 && !goes_on && is_card(text, &groups[..=n]) {
            best = Some(n + 1);
        }
    }
    best
}

fn joins(between: &[u8]) -> bool {
    between.len() <= 3 && between.iter().all(|b| matches!(b, b' ' | b'-' | b'.'))
}

fn is_card(text: &Text<'_>, groups: &[Range<usize>]) -> bool {
    let place = groups[0].start..groups[groups.len() - 1].end;
    let number = text.number(&place);
    if !luhn(&number) || number.iter().all(|d| *d == number[0]) {
        return false;
    }
    let issuer = issuer(&number);
    let lengths: Vec<usize> = groups.iter().map(ExactSizeIterator::len).collect();
    let as_printed = matches!(lengths[..], [4, 4, 4, 4] | [4, 4, 4, 4, 1..=3] | [4, 6, 5] | [4, 6, 4]);
    let card = text.nearest(&place, says_card);
    let pays = text.nearest(&place, says_pay);
    let order = text.nearest(&place, says_order);
    if let Some(order) = order {
        let nearer = [card, pays].into_iter().flatten().all(|other| order < other);
        // Nobody writes an order number in fours unless it says so right there.
        let reach = if as_printed { 1 } else { 7 };
        if nearer && order <= reach {
            return false;
        }
    }
    if let Some(card) = card
        && (issuer != Issuer::None || card <= 5)
    {
        return true;
    }
    let alone = text.stands_alone(&place) && plain(text, &place);
    match issuer {
        Issuer::Common => alone && (lengths.len() == 1 || as_printed),
        Issuer::Rare => alone && (as_printed || text.is_all(&place)),
        Issuer::None => false,
    }
}

/// No price, no part of a fraction, of an address of the web or of a longer name.
fn plain(text: &Text<'_>, place: &Range<usize>) -> bool {
    let (before, after) = (text.before(place.start), text.byte(place.end));
    let fraction = |sign: u8, next: u8| matches!(sign, b'.' | b',') && next.is_ascii_digit();
    let token = text.token(place);
    let price = matches!(before, b'$') || matches!(after, b'%');
    let joined = matches!(before, b'_' | b'=' | b'/')
        || after == b'_'
        || before == b'-' && is_word(text.before(place.start - 1));
    let part = fraction(before, text.before(place.start.saturating_sub(1)))
        || fraction(after, text.byte(place.end + 1));
    let address = token.windows(3).any(|three| three == b"://");
    !(price || joined || part || address)
}

/// How sure the first digits and the length make it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Issuer {
    Common,
    Rare,
    None,
}

fn issuer(number: &[u8]) -> Issuer {
    let head = |n: usize| number[..n].iter().fold(0u32, |sum, d| sum * 10 + u32::from(*d));
    let (one, two, three, four) = (head(1), head(2), head(3), head(4));
    let length = number.len();
    let common = match length {
        15 => matches!(two, 34 | 37),
        16 => {
            one == 4
                || matches!(two, 51..=55 | 62 | 65)
                || matches!(three, 644..=649)
                || matches!(four, 2200..=2204 | 2221..=2720 | 3528..=3589 | 6011)
        }
        _ => false,
    };
    let rare = match length {
        13 | 18 => one == 4 || matches!(two, 50 | 56..=69),
        14 => matches!(two, 36 | 38 | 39) || matches!(three, 300..=305 | 309),
        15 => matches!(four, 1800 | 2131),
        17 | 19 => one == 4 || matches!(two, 36 | 50 | 56..=69 | 81) || matches!(four, 3528..=3589),
        12 | 16 => matches!(two, 50 | 56..=69 | 81 | 82) || four == 9792,
        _ => false,
    };
    if common {
        Issuer::Common
    } else if rare {
        Issuer::Rare
    } else {
        Issuer::None
    }
}

/// The check digit of ISO/IEC 7812.
pub fn luhn(number: &[u8]) -> bool {
    let sum: u32 = number
        .iter()
        .rev()
        .enumerate()
        .map(|(i, &digit)| {
            let digit = u32::from(digit);
            if i % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
        })
        .sum();
    sum.is_multiple_of(10)
}

pub fn says_card(word: &[u8]) -> bool {
    const WORDS: &[&str] = &[
        "card",
        "cards",
        "visa",
        "amex",
        "express",
        "maestro",
        "discover",
        "diners",
        "jcb",
        "unionpay",
        "credit",
        "debit",
        "cvv",
        "cvc",
        "cc",
        "pan",
        "expires",
        "expiry",
        "exp",
        "expiration",
        "atm",
        "carte",
        "tarjeta",
        "carta",
        "cartao",
        "kaart",
        "kort",
        "karta",
        "karty",
    ];
    let ends = |end: &str| word.ends_with(end.as_bytes());
    WORDS.iter().any(|w| w.as_bytes() == word)
        || (ends("card") && word != b"discard")
        || ends("karte")
        || ends("kartennummer")
        || ends("kaart")
        || word.starts_with(b"cardn")
        || word.starts_with(b"mastercard")
}

fn says_pay(word: &[u8]) -> bool {
    const WORDS: &[&str] =
        &["pay", "paid", "paying", "charge", "charged", "bill", "billed", "payment", "declined"];
    WORDS.iter().any(|w| w.as_bytes() == word)
}

/// Words after which a number is somebody's reference, with the slips of fast typing.
pub fn says_order(word: &[u8]) -> bool {
    const WORDS: &[&str] = &[
        "order",
        "orders",
        "ordered",
        "purchase",
        "invoice",
        "tracking",
        "track",
        "parcel",
        "package",
        "shipment",
        "shipping",
        "delivery",
        "ref",
        "reference",
        "ticket",
        "case",
        "booking",
        "reservation",
        "transaction",
        "imei",
        "serial",
        "sku",
        "ean",
        "upc",
        "gtin",
        "barcode",
        "isbn",
        "item",
        "article",
        "product",
        "confirmation",
        "receipt",
        "voucher",
        "coupon",
        "customer",
        "policy",
        "model",
        "po",
        "rma",
        "awb",
        "iccid",
        "sim",
        "bestellung",
        "bestellnummer",
        "auftrag",
        "rechnung",
        "sendung",
        "sendungsnummer",
        "rechnungsnummer",
        "commande",
        "facture",
        "colis",
        "suivi",
        "pedido",
        "factura",
        "envio",
        "ordine",
        "fattura",
        "spedizione",
        "encomenda",
        "fatura",
        "zamowienie",
        "bestelling",
        "factuur",
    ];
    WORDS.iter().any(|w| w.as_bytes() == word)
        || word.ends_with(b"order")
        || word.ends_with(b"purchase")
        || ["order", "purchase", "invoice", "tracking"].iter().any(|w| one_slip(word, w.as_bytes()))
}

/// Whether two words differ by one letter more, less or other, or by two letters swapped.
fn one_slip(a: &[u8], b: &[u8]) -> bool {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a.len(), b.len()) {
        (x, y) if x == y => {
            a[1.min(x)..] == b[1.min(y)..] || x > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..]
        }
        (x, y) if x == y + 1 => a[1..] == *b,
        (x, y) if x + 1 == y => *a == b[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::masked;
    use super::*;

    #[test]
    fn card_numbers_are_found_however_they_are_typed() {
        for text in [
            "4242 4242 4242 4242",
            "my card is 4242-4242-4242-4242 exp 12/29 thanks",
            "4242424242424242",
            "pay with 5555 5555 5555 4444 please",
            "amex 3782 822463 10005",
            "it was declined: 378282246310005",
            "Number is 30569309025904, a diners card",
            "card４２４２４２４２４２４２４２４２",
            "Kreditkartennummer: 4012888888881881",
            "card 4242 4242 4242 4242 12/29 123",
            "card 4242.4242.4242.4242",
            "4242 4242\u{a0}4242\u{200b}4242",
        ] {
            assert_eq!(masked("card", text), 1, "{text}");
        }
    }

    #[test]
    fn order_numbers_prices_and_dates_are_left_alone() {
        for text in [
            "where is order 4242424242424242",
            "ordedr 4242424242424242 never came",
            "4242424242424242 is my order number",
            "tracking number: 4242424242424242",
            "theorder 378282246310005",
            "order 113542617735902 was paid by card",
            "4242 4242 4242 4241",
            "my credit card number is 4012-8888-8888-1882",
            "my credit card number is 5445 8595 5625 5525",
            "it cost $4242424242424242",
            "EAN 4006381333931",
            "0.4242424242424242",
            "https://shop.example/i/4242424242424242",
            "0000 0000 0000 0000",
            "from 2026-10-05 12:30:45 to 2026-10-06",
            "call 0494 92 82 32 or +41 69 979 80 58",
        ] {
            assert_eq!(masked("card", text), 0, "{text}");
        }
    }

    #[test]
    fn a_slip_is_one_letter() {
        for slip in ["ordr", "oder", "roder", "ordder", "ordet", "order"] {
            assert!(one_slip(slip.as_bytes(), b"order"), "{slip}");
        }
        for other in ["older ones", "ord", "redor", "boarder"] {
            assert!(!one_slip(other.as_bytes(), b"order"), "{other}");
        }
    }
}
