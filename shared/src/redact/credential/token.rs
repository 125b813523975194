//! Keys and tokens by how they look: their maker's prefix, a form of their own, or letters no person would write.

use super::super::Match;
use super::super::card::says_order;
use super::super::text::{Text, is_word};
use std::ops::Range;

/// Prefix, and how many characters must follow; from the makers' own documents.
const PREFIXES: &[(&str, usize)] = &[
    ("sk-", 20),
    ("sk_live_", 10),
    ("sk_test_", 10),
    ("rk_live_", 10),
    ("rk_test_", 10),
    ("whsec_", 16),
    ("AKIA", 16),
    ("ASIA", 16),
    ("AIza", 30),
    ("ya29.", 20),
    ("GOCSPX-", 20),
    ("ghp_", 30),
    ("gho_", 30),
    ("ghu_", 30),
    ("ghs_", 30),
    ("ghr_", 30),
    ("github_pat_", 22),
    ("glpat-", 20),
    ("xoxb-", 10),
    ("xoxp-", 10),
    ("xoxa-", 10),
    ("xoxr-", 10),
    ("xoxs-", 10),
    ("xapp-", 10),
    ("SG.", 30),
    ("npm_", 30),
    ("pypi-", 40),
    ("hf_", 30),
    ("gsk_", 30),
    ("r8_", 30),
    ("dop_v1_", 30),
    ("shpat_", 30),
    ("shpss_", 30),
    ("shpca_", 30),
    ("shppa_", 30),
    ("sq0atp-", 20),
    ("sq0csp-", 20),
    ("EAAA", 50),
    ("rzp_live_", 10),
    ("key-", 30),
    ("PMAK-", 30),
    ("lin_api_", 30),
    ("ntn_", 30),
    ("figd_", 30),
    ("dapi", 32),
    ("AGE-SECRET-KEY-", 40),
    ("xkeysib-", 30),
    ("pat-", 30),
    ("eyJ", 30),
];

pub fn find(text: &Text<'_>, found: &mut Vec<Match>) {
    private_keys(text, found);
    user_info(text, found);
    let mut i = 0;
    while i < text.len() {
        let end = text.skip(i, |byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'+' | b'/' | b'=')
        });
        if end - i >= 14 {
            let mut start = i;
            for part in [b'=', b'/'] {
                // A key may stand behind `key=` or at the end of a path.
                prefixed(text, start..end, found);
                if let Some(cut) = text.folded[start..end - 1]
                    .iter()
                    .rposition(|byte| *byte == part)
                    .filter(|cut| end - start - cut > 14)
                {
                    start += cut + 1;
                }
            }
            prefixed(text, start..end, found);
            let value =
                text.folded[i..end - 2].iter().rposition(|byte| *byte == b'=').map_or(i, |cut| i + cut + 1);
            by_chance(text, value..end, found);
        }
        i = end.max(i + 1);
    }
}

fn add(text: &Text<'_>, mut place: Range<usize>, found: &mut Vec<Match>) {
    while place.end > place.start && matches!(text.before(place.end), b'.' | b'-' | b'/') {
        place.end -= 1;
    }
    found.push(Match { place, mask: "[key]".to_owned() });
}

fn prefixed(text: &Text<'_>, place: Range<usize>, found: &mut Vec<Match>) {
    let source = &text.source[text.bytes(&place)];
    let fits = |(prefix, least): &(&str, usize)| {
        source.strip_prefix(prefix).is_some_and(|rest| {
            rest.len() >= *least
                && (rest.bytes().any(|b| b.is_ascii_digit()) || rest.bytes().any(|b| b.is_ascii_uppercase()))
        })
    };
    let web_token = !source.starts_with("eyJ") || source.matches('.').count() >= 2;
    if PREFIXES.iter().any(fits) && web_token && !is_word(text.before(place.start)) {
        add(text, place, found);
    }
}

/// Upper, lower and digits changing at every other character: nobody names anything so.
fn by_chance(text: &Text<'_>, place: Range<usize>, found: &mut Vec<Match>) {
    let source = &text.source[text.bytes(&place)];
    if source.len() < 24 || text.token(&place).windows(3).any(|three| three == b"://") {
        return;
    }
    let kind = |b: u8| match b {
        b'0'..=b'9' => 0,
        b'A'..=b'Z' => 1,
        b'a'..=b'z' => 2,
        _ => 3,
    };
    let bytes = source.as_bytes();
    let changes = bytes.windows(2).filter(|two| kind(two[0]) != kind(two[1])).count();
    let of = |wanted: u8| bytes.iter().filter(|byte| kind(**byte) == wanted).count();
    let mixed = of(0) >= 2 && of(1) >= 3 && of(2) >= 3 && of(3) * 8 <= bytes.len();
    // `ch_3Mtw…`, `pi_…`: names of things at a payment provider, which a team needs.
    let named = source
        .split_once('_')
        .is_some_and(|(name, _)| name.len() <= 5 && name.bytes().all(|b| b.is_ascii_lowercase()));
    let parts: Vec<usize> = source.split('-').map(str::len).collect();
    let named = named || parts == [8, 4, 4, 4, 12];
    if mixed
        && changes * 5 >= bytes.len() * 2
        && !named
        && text.nearest(&place, says_order).is_none_or(|far| far > 3)
    {
        add(text, place, found);
    }
}

fn private_keys(text: &Text<'_>, found: &mut Vec<Match>) {
    let mut i = 0;
    while let Some(start) = text.folded[i..].windows(11).position(|at| at == b"-----begin ").map(|at| i + at)
    {
        let line = text.skip(start, |byte| byte != b'\n');
        i = line;
        if text.folded[start..line].windows(11).any(|at| at == b"private key") {
            let end =
                text.folded[start..].windows(9).position(|at| at == b"-----end ").map_or(text.len(), |at| {
                    text.skip(text.skip(start + at + 9, |byte| byte != b'-' && byte != b'\n'), |byte| {
                        byte == b'-'
                    })
                });
            found.push(Match { place: start..end, mask: "[private key]".to_owned() });
            i = end;
        }
    }
}

/// `scheme://name:password@host`.
fn user_info(text: &Text<'_>, found: &mut Vec<Match>) {
    let mut i = 0;
    while let Some(at) = text.folded[i..].windows(3).position(|at| at == b"://").map(|at| i + at + 3) {
        let end = text.skip(at, |byte| !matches!(byte, b' ' | b'\n' | b'/' | b'?' | b'#'));
        i = at;
        let Some(sign) = text.folded[at..end].iter().rposition(|byte| *byte == b'@') else { continue };
        if let Some(colon) =
            text.folded[at..at + sign].iter().position(|byte| *byte == b':').filter(|colon| colon + 1 < sign)
        {
            let place = at + colon + 1..at + sign;
            if text.byte(place.start) != b'[' {
                found.push(Match { place, mask: "[password]".to_owned() });
            }
        }
    }
}
