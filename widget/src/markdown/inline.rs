//! The runs of one line: bold, italic, code, links, and text that stays what it is.

use super::Span;

/// Spans inside spans. Nobody writes more, and a hostile text must not make the stack grow.
const DEEPEST: u32 = 6;

/// Reads the runs of one line.
pub fn spans(text: &str) -> Vec<Span> {
    runs(text, 0)
}

fn runs(text: &str, depth: u32) -> Vec<Span> {
    let mut out = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let found = if depth < DEEPEST { special(rest, plain.chars().next_back(), depth) } else { None };
        match found {
            Some((span, length)) => {
                if !plain.is_empty() {
                    out.push(Span::Text(std::mem::take(&mut plain)));
                }
                out.push(span);
                rest = &rest[length..];
            }
            None => {
                // A sign with a backslash before it is itself; two backslashes begin the address of a computer.
                let escaped = (first == '\\').then(|| rest.as_bytes().get(1)).flatten();
                let escaped = escaped.filter(|b| b.is_ascii_punctuation() && **b != b'\\');
                // Where the backslash is an arm: it follows no word and no sign of ours.
                let arm = plain.chars().next_back().is_some_and(|c| c == '¯' || c == '\\');
                if let Some(sign) = escaped {
                    plain.push_str(if arm { "\\" } else { "" });
                    plain.push(char::from(*sign));
                    rest = &rest[2..];
                } else {
                    plain.push(first);
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
    }
    if !plain.is_empty() {
        out.push(Span::Text(plain));
    }
    out
}

/// What begins here, and its length in bytes.
fn special(rest: &str, before: Option<char>, depth: u32) -> Option<(Span, usize)> {
    // By bytes: the tables of letters of all the world would be a kilobyte.
    let inside_word = before.is_some_and(|c| c.is_ascii_alphanumeric() || !c.is_ascii());
    match rest.as_bytes()[0] {
        b'`' => code(rest),
        sign @ (b'*' | b'_') => strong(rest, sign, inside_word, depth),
        b'!' if rest.starts_with("![") => link(&rest[1..], depth).map(|(span, length)| (span, length + 1)),
        b'[' => link(rest, depth).or_else(|| source(rest)),
        b'h' if !inside_word => bare(rest),
        _ => None,
    }
}

fn run(text: &str, sign: u8) -> usize {
    text.bytes().take_while(|b| *b == sign).count()
}

/// As many signs as began it end it.
fn code(rest: &str) -> Option<(Span, usize)> {
    let signs = run(rest, b'`');
    let body = &rest[signs..];
    let mut at = 0;
    while let Some(found) = body[at..].find('`') {
        at += found;
        let here = run(&body[at..], b'`');
        if here == signs && at > 0 {
            let inner = &body[..at];
            let trimmed =
                inner.strip_prefix(' ').and_then(|i| i.strip_suffix(' ')).filter(|i| !i.trim().is_empty());
            return Some((Span::Code(trimmed.unwrap_or(inner).to_owned()), at + 2 * signs));
        }
        at += here;
    }
    None
}

fn strong(rest: &str, sign: u8, inside_word: bool, depth: u32) -> Option<(Span, usize)> {
    let signs = run(rest, sign);
    let body = &rest[signs.min(3)..];
    let begins_word = body.as_bytes().first().is_some_and(|b| !b.is_ascii_whitespace());
    // `2*3*4` and `snake_case` are what they are.
    let between =
        inside_word && (sign == b'_' || signs == 1 || body.starts_with(|c: char| c.is_ascii_digit()));
    if signs > 3 || between || !begins_word {
        return None;
    }
    let end = end_of(body, sign, signs)?;
    let inner = runs(&body[..end], depth + 1);
    let span = match signs {
        1 => Span::Italic(inner),
        2 => Span::Bold(inner),
        _ => Span::Bold(vec![Span::Italic(inner)]),
    };
    Some((span, end + 2 * signs))
}

/// Where the same signs end it: not inside code, not after a backslash or a space.
fn end_of(body: &str, sign: u8, signs: usize) -> Option<usize> {
    let bytes = body.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => at += code(&body[at..]).map_or(1, |(_, length)| length),
            byte if byte == sign => {
                let here = run(&body[at..], sign);
                let after_word = at > 0 && !bytes[at - 1].is_ascii_whitespace();
                let before_word = bytes.get(at + here).is_some_and(u8::is_ascii_alphanumeric);
                if after_word && !(sign == b'_' && before_word) && (here == signs || here == 3) {
                    // The first of three may end what is inside.
                    return Some(at + here - signs);
                }
                at += here;
            }
            _ => at += 1,
        }
    }
    None
}

/// The place of the bracket that ends what `open` began before `body`.
fn matching(body: &str, open: u8, close: u8) -> Option<usize> {
    let bytes = body.as_bytes();
    let (mut at, mut depth) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b if b == open => depth += 1,
            b if b == close && depth == 0 => return Some(at),
            b if b == close => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    None
}

/// `[label](address)`, `[label](address "title")`.
fn link(rest: &str, depth: u32) -> Option<(Span, usize)> {
    let close = matching(&rest[1..], b'[', b']')?;
    let label = &rest[1..=close];
    let target = rest[close + 2..].strip_prefix('(')?;
    let end = matching(target, b'(', b')')?;
    let inside = target[..end].trim();
    let href = inside.split_whitespace().next().unwrap_or("").trim_start_matches('<').trim_end_matches('>');
    let href = href.replace("\\", "");
    // A title would be seen by nobody who has no mouse: it goes with the label.
    let title = inside.split_once(char::is_whitespace).map_or("", |(_, title)| title.trim());
    let quoted = title.len() > 1 && title.starts_with(['"', '\'']) && title.ends_with(['"', '\'']);
    if !safe(&href) || !title.is_empty() && !quoted {
        return None;
    }
    let mut inner = unlinked(runs(label, depth + 1));
    if quoted && title.len() > 2 {
        inner.push(Span::Text(format!(" ({})", &title[1..title.len() - 1])));
    }
    if label.trim().is_empty() {
        inner = vec![Span::Text(href.clone())];
    }
    Some((Span::Link(href, inner), close + end + 4))
}

/// A link has no link inside.
fn unlinked(spans: Vec<Span>) -> Vec<Span> {
    let each = |span| match span {
        Span::Link(_, inner) => inner,
        Span::Source(number) => vec![Span::Text(format!("[{number}]"))],
        Span::Bold(inner) => vec![Span::Bold(unlinked(inner))],
        Span::Italic(inner) => vec![Span::Italic(unlinked(inner))],
        other => vec![other],
    };
    spans.into_iter().flat_map(each).collect()
}

/// `[1]`.
fn source(rest: &str) -> Option<(Span, usize)> {
    let close = rest.find(']').filter(|close| *close < 4)?;
    let number = rest[1..close].parse().ok().filter(|&n| n > 0)?;
    Some((Span::Source(number), close + 1))
}

/// An address that stands in the text as it is.
fn bare(rest: &str) -> Option<(Span, usize)> {
    if !rest.starts_with("https://") && !rest.starts_with("http://") {
        return None;
    }
    let stops = |c: char| c.is_whitespace() || c.is_control() || "<>\"`\\|]".contains(c);
    let mut href = &rest[..rest.find(stops).unwrap_or(rest.len())];
    let whole = matching(href, b'(', b')');
    href = &href[..whole.unwrap_or(href.len())];
    href = href.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '\'']);
    let span = || Span::Link(href.to_owned(), vec![Span::Text(href.to_owned())]);
    (href.len() > 8).then(|| (span(), href.len()))
}

/// Only addresses that cannot run anything.
fn safe(href: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| {
        href.as_bytes().get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Span {
        Span::Text(text.to_owned())
    }

    #[test]
    fn runs_are_told_apart() {
        assert_eq!(
            spans("Use **30 _days_** or `a*b` [1][12]. See [us](mailto:a@b.c)!"),
            [
                text("Use "),
                Span::Bold(vec![text("30 "), Span::Italic(vec![text("days")])]),
                text(" or "),
                Span::Code("a*b".into()),
                text(" "),
                Span::Source(1),
                Span::Source(12),
                text(". See "),
                Span::Link("mailto:a@b.c".into(), vec![text("us")]),
                text("!"),
            ]
        );
        assert_eq!(
            spans("(https://a.example/b?c=1)."),
            [
                text("("),
                Span::Link("https://a.example/b?c=1".into(), vec![text("https://a.example/b?c=1")]),
                text(")."),
            ]
        );
    }

    #[test]
    fn what_is_not_markdown_stays_text() {
        for plain in [
            "2 * 3 * 4",
            "snake_case_name",
            "[0]",
            "[note]",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert)",
            "[x](/relative)",
            "<img src=x onerror=alert(1)>",
            "**open",
            "`",
            "[",
            "é[",
        ] {
            let all: String = spans(plain)
                .into_iter()
                .map(|span| match span {
                    Span::Text(text) => text,
                    other => panic!("{plain}: {other:?}"),
                })
                .collect();
            assert_eq!(all, plain);
        }
    }

    #[test]
    fn signs_that_are_escaped_or_counted_are_read_as_meant() {
        assert_eq!(spans("greengrass\\_Car\\.  \\[a\\]"), [text("greengrass_Car.  [a]")]);
        assert_eq!(spans("¯\\_(ツ)_/¯ \\\\server\\share"), [text("¯\\_(ツ)_/¯ \\\\server\\share")]);
        assert_eq!(spans("***both***"), [Span::Bold(vec![Span::Italic(vec![text("both")])])]);
        assert_eq!(
            spans("**bold *and***"),
            [Span::Bold(vec![text("bold "), Span::Italic(vec![text("and")])])]
        );
        assert_eq!(spans("``a`b``"), [Span::Code("a`b".into())]);
        assert_eq!(spans("75*72*6 and 2**3**4"), [text("75*72*6 and 2**3**4")]);
        assert_eq!(spans("*a \\* b*"), [Span::Italic(vec![text("a * b")])]);
    }

    #[test]
    fn links_keep_their_words_and_their_brackets() {
        let link = |href: &str, words: &str| Span::Link(href.to_owned(), vec![text(words)]);
        for (source, href, words) in [
            ("[a \\(b\\)](https://x.example/a_(b))", "https://x.example/a_(b)", "a (b)"),
            ("![\\[shot\\]](https://x.example/i.png)", "https://x.example/i.png", "[shot]"),
            ("![](https://x.example/i.png)", "https://x.example/i.png", "https://x.example/i.png"),
            ("[https://b.example](https://x.example)", "https://x.example", "https://b.example"),
            ("[[n] a](<https://x.example>)", "https://x.example", "[n] a"),
        ] {
            assert_eq!(spans(source), [link(href, words)], "{source}");
        }
        let titled = Span::Link("https://x.example".into(), vec![text("a"), text(" (b c)")]);
        assert_eq!(spans("[a](https://x.example \"b c\")"), [titled]);
    }

    #[test]
    fn a_hostile_text_neither_nests_deep_nor_takes_long() {
        for piece in [
            "[",
            "*a ",
            "**a _b ",
            "`",
            "![a](",
            "[a](https://x.example/",
            "***",
            "\\",
            "_a*b",
            "[[a](http://b)",
        ] {
            let text = piece.repeat(8_000 / piece.len());
            spans(&text);
        }
    }

    #[test]
    fn what_is_nested_too_deep_stays_text() {
        fn depth(spans: &[Span]) -> u32 {
            let inside = |span: &Span| match span {
                Span::Bold(inner) | Span::Italic(inner) | Span::Link(_, inner) => 1 + depth(inner),
                _ => 0,
            };
            spans.iter().map(inside).max().unwrap_or(0)
        }
        for levels in [3, 40, 2_000] {
            let nested = format!("{}a{}", "![".repeat(levels), "](https://x.example)".repeat(levels));
            let found = depth(&spans(&nested));
            assert!(found > 0 && found <= DEEPEST, "{levels}: {found}");
        }
    }
}
