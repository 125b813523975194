//! Where the first sentence of a text ends, with the citation that follows it; a text may still grow.
//!
//! A line ends a sentence, too: items of lists, rows of tables, headings. Two sentences taken for one are checked
//! together, which is only coarser; one taken for two could part a claim from its citation, so in doubt it goes on.

use super::citation::{self, Mark};

/// A line without any end is cut here, at a space; or at twice as much anywhere, so that nobody's endless word is looked
/// through again with every piece.
const LONGEST: usize = 1_200;

/// Short forms whose period ends nothing.
const SHORT: &[&str] = &[
    "e.g", "i.e", "etc", "mr", "mrs", "ms", "dr", "st", "no", "nr", "vs", "approx", "incl", "excl", "max",
    "min", "z.b", "ca", "bzw", "usw", "p.ex", "ej", "bijv", "a.m", "p.m", "art", "ref", "tel", "fig", "inc",
    "ltd", "co",
];

/// The length in bytes of the first sentence with the spaces after it. Nothing if it may go on; when the text is all
/// there is (`last`), the rest is a sentence.
pub fn end(text: &str, last: bool) -> Option<usize> {
    if text.is_empty() {
        return None;
    }
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        if c == '\n' {
            return Some(next);
        }
        if at > LONGEST && (c == ' ' || at > 2 * LONGEST) {
            return Some(next);
        }
        if !matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？') {
            continue;
        }
        match boundary(text, at, next, last) {
            Bound::Here(end) => return Some(end),
            Bound::Unknown => return None,
            Bound::None => {}
        }
    }
    last.then_some(text.len())
}

enum Bound {
    Here(usize),
    None,
    Unknown,
}

fn boundary(text: &str, at: usize, mut end: usize, last: bool) -> Bound {
    let wide = matches!(text[at..end].chars().next(), Some('。' | '！' | '？'));
    loop {
        let rest = &text[end..];
        let closers = rest.len()
            - rest.trim_start_matches(['"', '\'', ')', '*', '_', '”', '’', '»', '.', '!', '?', '…']).len();
        end += closers;
        let rest = &text[end..];
        let spaces = rest.len() - rest.trim_start_matches([' ', '\t', '\u{a0}']).len();
        let after = &rest[spaces..];
        if after.is_empty() {
            return if last { Bound::Here(text.len()) } else { Bound::Unknown };
        }
        match citation::at_start(after) {
            Mark::Is(length, _) => {
                end += spaces + length;
                continue;
            }
            Mark::MayBe if !last => return Bound::Unknown,
            _ => {}
        }
        let next = after.chars().next().unwrap_or('\n');
        if next == '\n' {
            return Bound::Here(end + spaces + 1);
        }
        if spaces == 0 && !wide {
            return Bound::None;
        }
        if !wide && (next.is_lowercase() || is_short(&text[..at])) {
            return Bound::None;
        }
        return Bound::Here(end + spaces);
    }
}

/// Whether what stands before a period is a short form, one letter, or the number of a step.
fn is_short(before: &str) -> bool {
    let word = before.rsplit([' ', '(', '\n', '\t']).next().unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("").trim();
    let step = line.trim_start_matches(['-', '*', ' ']);
    let lower = word.trim_matches(['*', '_']).to_lowercase();
    SHORT.contains(&lower.as_str())
        || (lower.chars().count() == 1 && lower.chars().all(char::is_alphabetic))
        || (!step.is_empty() && step.len() <= 3 && step.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn cut(chunks: &[&str]) -> Vec<String> {
        let (mut buffer, mut out) = (String::new(), Vec::new());
        for chunk in chunks {
            buffer.push_str(chunk);
            while let Some(at) = end(&buffer, false) {
                out.push(buffer.drain(..at).collect());
            }
        }
        while let Some(at) = end(&buffer, true) {
            out.push(buffer.drain(..at).collect());
        }
        out
    }

    /// The same sentences whatever the cut.
    fn check(text: &str, expected: Expect) {
        let whole = cut(&[text]);
        assert_eq!(whole.concat(), text);
        expected.assert_eq(&whole.iter().map(|s| format!("{s:?}")).collect::<Vec<_>>().join("\n"));
        let chars: Vec<String> = text.chars().map(String::from).collect();
        assert_eq!(cut(&chars.iter().map(String::as_str).collect::<Vec<_>>()), whole, "letter by letter");
        for (at, _) in text.char_indices() {
            assert_eq!(cut(&[&text[..at], &text[at..]]), whole, "cut at {at}");
        }
    }

    #[test]
    fn sentences_keep_their_citations() {
        check(
            "Yes. You have 30 days [1]. It costs €4.90. [2][3] Write to a.b@c.example, e.g. today! Is \"that so?\" [1] Good",
            expect![[r#"
                "Yes. "
                "You have 30 days [1]. "
                "It costs €4.90. [2][3] "
                "Write to a.b@c.example, e.g. today! "
                "Is \"that so?\" [1] "
                "Good""#]],
        );
    }

    #[test]
    fn lines_are_sentences() {
        check(
            "To return it:\n\n1. Open the page. [1]\n2. Enter No. 5 [1]\n- Done.\n\n| a | b |\n|---|---|\n[Returns](/returns) is it. [link](x)",
            expect![[r#"
                "To return it:\n"
                "\n"
                "1. Open the page. [1]\n"
                "2. Enter No. 5 [1]\n"
                "- Done.\n"
                "\n"
                "| a | b |\n"
                "|---|---|\n"
                "[Returns](/returns) is it. "
                "[link](x)""#]],
        );
    }

    #[test]
    fn wide_signs_need_no_space() {
        check(
            "可以退货。[1]您有30天。好",
            expect![[r#"
            "可以退货。[1]"
            "您有30天。"
            "好""#]],
        );
    }
}
