//! Addresses of computers, of both kinds. Kept unless the site says otherwise: they help with a page that is blocked.

use super::text::{Text, is_word};
use super::{Match, Redaction, When};
use std::net::Ipv6Addr;

pub const IP_ADDRESS: Redaction =
    Redaction { name: "ip-address", doc: "An IP address, version 4 or 6.", when: When::IpAddresses, find };

fn find(text: &Text<'_>, found: &mut Vec<Match>) {
    let mut add = |place| found.push(Match { place, mask: "[IP address]".to_owned() });
    for four in text.digits.windows(4) {
        let place = four[0].start..four[3].end;
        let dots = four.windows(2).all(|two| two[1].start == two[0].end + 1 && text.byte(two[0].end) == b'.');
        let bytes = four.iter().all(|run| {
            let value = text.number(run).iter().take(3).fold(0u32, |sum, d| sum * 10 + u32::from(*d));
            run.len() <= 3 && value <= 255 && (run.len() == 1 || text.byte(run.start) != b'0')
        });
        let more = text.before(place.start) == b'.'
            || text.byte(place.end) == b'.' && is_word(text.byte(place.end + 1));
        if dots
            && bytes
            && !more
            && text.stands_alone(&place)
            && text.nearest(&place, says_version).is_none_or(|far| far > 1)
        {
            add(place);
        }
    }
    let hex = |byte: u8| byte.is_ascii_hexdigit() || byte == b':' || byte == b'.';
    let mut i = 0;
    while let Some(colon) = text.folded[i..].iter().position(|byte| *byte == b':').map(|at| i + at) {
        let mut start = colon;
        while start > 0 && hex(text.before(start)) {
            start -= 1;
        }
        let mut end = text.skip(colon, hex);
        i = end.max(colon + 1);
        while end > start && text.before(end) == b'.' {
            end -= 1;
        }
        let place = start..end;
        let source = &text.source[text.bytes(&place)];
        let groups = source.split(':').filter(|part| !part.is_empty()).count();
        let real = groups >= 2
            && source.len() > 4
            && source.bytes().any(|b| b.is_ascii_digit())
            && source.parse::<Ipv6Addr>().is_ok();
        if real && text.stands_alone(&place) {
            add(place);
        }
    }
}

fn says_version(word: &[u8]) -> bool {
    ["version", "v", "ver", "firmware", "release", "build", "update", "driver", "ios", "android", "section"]
        .iter()
        .any(|w| w.as_bytes() == word)
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn addresses_are_found_and_versions_and_times_are_not() {
        for (text, address) in [
            ("blocked 41.176.181.243 today", "41.176.181.243"),
            ("from 10.0.0.1.", "10.0.0.1"),
            ("at 6e40:4041:c617:e898:c11:40d2:c669:2eb4 error", "6e40:4041:c617:e898:c11:40d2:c669:2eb4"),
            ("2001:db8:1::8a2e", "2001:db8:1::8a2e"),
            ("on fe80::1 it fails", "fe80::1"),
        ] {
            assert_eq!(found("ip-address", text), [address], "{text}");
        }
        for text in [
            "version 10.2.3.4",
            "12:30:45",
            "1.2.3",
            "1.2.3.4.5",
            "300.1.1.1",
            "std::fs::read",
            "a::b",
            "at 10:00:",
        ] {
            assert!(found("ip-address", text).is_empty(), "{text}");
        }
    }
}
