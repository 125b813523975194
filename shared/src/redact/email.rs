//! E-mail addresses. Kept unless the site says otherwise: a support team writes back.

use super::text::{Text, is_word};
use super::{Match, Redaction, When};

pub const EMAIL: Redaction =
    Redaction { name: "e-mail", doc: "An e-mail address.", when: When::Emails, find };

fn find(text: &Text<'_>, found: &mut Vec<Match>) {
    for (at, _) in text.folded.iter().enumerate().filter(|(_, byte)| **byte == b'@') {
        let mut start = at;
        while start > 0
            && (is_word(text.before(start)) || b".!#$%&'*+-/=?^_`{|}~".contains(&text.before(start)))
        {
            start -= 1;
        }
        // What opens a quote or a link before the name is not part of it.
        while start < at && !is_word(text.byte(start)) && text.byte(start) != b'_' {
            start += 1;
        }
        if let Some(cut) =
            text.folded[start..at].iter().rposition(|byte| matches!(byte, b'/' | b'=' | b'?' | b'&'))
        {
            start += cut + 1;
        }
        let mut end = text.skip(at + 1, |byte| is_word(byte) || matches!(byte, b'.' | b'-'));
        while end > at + 1 && !is_word(text.before(end)) {
            end -= 1;
        }
        let host = &text.folded[at + 1..end];
        let Some(dot) = host.iter().rposition(|byte| *byte == b'.') else { continue };
        let (name, last) = (&host[..dot], &host[dot + 1..]);
        let letters = last.len() >= 2 && last.iter().all(|byte| !byte.is_ascii_digit());
        if start < at && !name.is_empty() && is_word(name[0]) && letters && text.before(at) != b'.' {
            found.push(Match { place: start..end, mask: "[e-mail]".to_owned() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn addresses_are_found_without_what_surrounds_them() {
        for (text, address) in [
            ("write to Ada.Lovelace+shop@mail.example.co.uk.", "Ada.Lovelace+shop@mail.example.co.uk"),
            ("<jürgen@müller.example>", "jürgen@müller.example"),
            ("mailto:a@b.example?subject=x", "a@b.example"),
            ("'o'hara@x.example'", "o'hara@x.example"),
        ] {
            assert_eq!(found("e-mail", text), [address], "{text}");
        }
        for text in ["@sarah said", "3 lamps @ 20.00", "a@b", "x@1.2", "me@ work.example"] {
            assert!(found("e-mail", text).is_empty(), "{text}");
        }
    }
}
