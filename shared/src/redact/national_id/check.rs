//! The arithmetic of each state's number. Digits come in as values, letters in lowercase.

/// United States. Never issued: 000 and 666, a group 00, a serial 0000, and the numbers printed in advertisements.
pub fn ssn(d: &[u8]) -> bool {
    const VOID: [[u8; 9]; 4] = [
        [0, 7, 8, 0, 5, 1, 1, 2, 0],
        [2, 1, 9, 0, 9, 9, 9, 9, 9],
        [4, 5, 7, 5, 5, 5, 4, 6, 2],
        [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ];
    let area = &d[..3];
    let itin = d[0] == 9 && d[3] >= 5;
    area != [0, 0, 0]
        && area != [6, 6, 6]
        && (d[0] != 9 || itin)
        && d[3..5] != [0, 0]
        && d[5..] != [0, 0, 0, 0]
        && VOID.iter().all(|void| void != d)
        && d.iter().any(|digit| *digit != d[0])
}

fn value(d: &[u8]) -> u64 {
    d.iter().fold(0, |sum, digit| sum * 10 + u64::from(*digit))
}

fn weighted(d: &[u8], weights: impl IntoIterator<Item = u32>) -> u32 {
    d.iter().zip(weights).map(|(digit, weight)| u32::from(*digit) * weight).sum()
}

fn all_same(d: &[u8]) -> bool {
    d.iter().all(|digit| *digit == d[0])
}

/// Brazil: two check digits by 11.
pub fn cpf(d: &[u8]) -> bool {
    let digit = |n: usize| weighted(&d[..n], (2..=n as u32 + 1).rev()) * 10 % 11 % 10;
    !all_same(d) && digit(9) == u32::from(d[9]) && digit(10) == u32::from(d[10])
}

/// Belgium: 97 minus the remainder; from 2000 on with a 2 before.
pub fn belgian(d: &[u8]) -> bool {
    let (number, check) = (value(&d[..9]), value(&d[9..]));
    let date = value(&d[2..4]) <= 52 && value(&d[4..6]) <= 31;
    date && (97 - number % 97 == check || 97 - (2_000_000_000 + number) % 97 == check)
}

/// France: 97 minus the remainder of the first thirteen.
pub fn nir(d: &[u8]) -> bool {
    let month = value(&d[3..5]);
    matches!(d[0], 1..=4 | 7 | 8)
        && matches!(month, 1..=12 | 20..=42 | 50..=99)
        && 97 - value(&d[..13]) % 97 == value(&d[13..])
}

/// Canada: Luhn; 0 and 8 are never first but in samples, so they are taken too.
pub fn sin(d: &[u8]) -> bool {
    !all_same(d) && crate::redact::card::luhn(d)
}

/// India: Verhoeff.
pub fn aadhaar(d: &[u8]) -> bool {
    const SHIFT: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    // Multiplication of the dihedral group of order ten, without its table.
    let times = |a: u8, b: u8| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => 5 + (a + b - 5) % 5,
        (false, true) => 5 + (a - 5 + 5 - b) % 5,
        (false, false) => (5 + a - b) % 5,
    };
    let shifted = |digit: u8, times: usize| (0..times % 8).fold(digit, |d, _| SHIFT[usize::from(d)]);
    d[0] >= 2 && d.iter().rev().enumerate().fold(0, |sum, (i, digit)| times(sum, shifted(*digit, i))) == 0
}

/// Germany: ISO 7064, modulus 11 and 10.
pub fn german_tax(d: &[u8]) -> bool {
    let product = d[..10].iter().fold(10u32, |product, digit| {
        let sum = (u32::from(*digit) + product) % 10;
        if sum == 0 { 20 % 11 } else { sum * 2 % 11 }
    });
    d[0] != 0 && (11 - product) % 10 == u32::from(d[10])
}

/// Netherlands: the test by eleven.
pub fn bsn(d: &[u8]) -> bool {
    let sum = weighted(&d[..8], (2..=9).rev());
    !all_same(d) && sum % 11 == u32::from(d[8]) % 11
}

/// Poland: weights 1, 3, 7, 9.
pub fn pesel(d: &[u8]) -> bool {
    let sum = weighted(&d[..10], [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]);
    value(&d[4..6]) <= 31 && (10 - sum % 10) % 10 == u32::from(d[10])
}

/// Sweden: Luhn over a date.
pub fn swedish(d: &[u8]) -> bool {
    matches!(value(&d[2..4]), 1..=12)
        && matches!(value(&d[4..6]), 1..=31 | 61..=91)
        && crate::redact::card::luhn(d)
}

/// Spain: a letter by the remainder of 23; `head` is 0, 1, 2 for X, Y, Z.
pub fn spanish(head: u32, d: &[u8], letter: u8) -> bool {
    const LETTERS: &[u8; 23] = b"trwagmyfpdxbnjzsqvhlcke";
    let number = d.iter().fold(head, |sum, digit| sum * 10 + u32::from(*digit));
    LETTERS[(number % 23) as usize] == letter
}

/// United Kingdom: letters and pairs that are never given.
pub fn nino_prefix(a: u8, b: u8) -> bool {
    let never = [b"bg", b"gb", b"kn", b"nk", b"nt", b"tn", b"zz"];
    !b"dfiquv".contains(&a) && !b"dfiouvq".contains(&b) && !never.contains(&&[a, b])
}

/// Italy: six letters, then year, month, day, place, and a letter that follows from the fifteen before.
pub fn codice_fiscale(signs: &[u8]) -> bool {
    const ODD: [u32; 26] =
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
    let form: &[u8; 16] = b"aaaaaa00a00a000a";
    let fits = |(sign, kind): (&u8, &u8)| {
        if *kind == b'0' { sign.is_ascii_digit() } else { sign.is_ascii_lowercase() }
    };
    if signs.len() != 16 || !signs.iter().zip(form).all(fits) {
        return false;
    }
    let sum: u32 = signs[..15]
        .iter()
        .enumerate()
        .map(|(i, sign)| {
            let value = u32::from(if sign.is_ascii_digit() { sign - b'0' } else { sign - b'a' });
            if i % 2 == 0 { ODD[value as usize] } else { value }
        })
        .sum();
    sum % 26 == u32::from(signs[15] - b'a')
}
