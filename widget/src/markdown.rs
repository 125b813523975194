//! The subset of Markdown an answer may use, as plain values: `ui/text.rs` makes nodes of them.
//!
//! Paragraphs, line breaks, lists of one level, quotes, fences, headings (as bold paragraphs), bold, italic, code, links,
//! bare addresses, and `[1]` for a source. Everything else stays text. Absent on purpose: HTML, pictures, tables, and
//! links that lead anywhere but to `https:`, `http:` and `mailto:`.
//!
//! Written by hand: a general parser costs fifty kilobytes, this one three.

/// One block of a text.
#[derive(Debug, PartialEq)]
pub enum Block {
    Paragraph(Vec<Span>),
    Heading(Vec<Span>),
    Quote(Vec<Span>),
    List { ordered: bool, items: Vec<Vec<Span>> },
    Code(String),
}

/// A run of text inside a block.
#[derive(Debug, PartialEq)]
pub enum Span {
    Text(String),
    Break,
    Bold(Vec<Span>),
    Italic(Vec<Span>),
    Code(String),
    Link(String, Vec<Span>),
    /// The number of a source, from 1
    Source(u32),
}

/// Cuts a text into the sources of its blocks, without reading them: a running answer changes only the last one.
pub fn split(text: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let (mut start, mut at, mut fenced) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if bare.starts_with("```") {
            fenced = !fenced;
        }
        let end = at + line.len();
        if bare.is_empty() && !fenced {
            push(&mut blocks, &text[start..at]);
            start = end;
        }
        at = end;
    }
    push(&mut blocks, &text[start..]);
    blocks
}

fn push<'a>(blocks: &mut Vec<&'a str>, block: &'a str) {
    if !block.trim().is_empty() {
        blocks.push(block.trim_end());
    }
}

/// Reads what [`split`] cut. A piece may hold several blocks: a list right under its paragraph, for one.
pub fn read(source: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = source.lines().peekable();
    while let Some(line) = lines.next() {
        let bare = line.trim();
        if bare.starts_with("```") {
            let mut code = String::new();
            for inner in lines.by_ref() {
                if inner.trim().starts_with("```") {
                    break;
                }
                if !code.is_empty() {
                    code.push('\n');
                }
                code.push_str(inner);
            }
            blocks.push(Block::Code(code));
        } else if let Some(text) = heading(bare) {
            blocks.push(Block::Heading(spans(text)));
        } else if let Some((ordered, text)) = bullet(bare) {
            match blocks.last_mut() {
                Some(Block::List { ordered: same, items }) if *same == ordered => items.push(spans(text)),
                _ => blocks.push(Block::List { ordered, items: vec![spans(text)] }),
            }
        } else if let Some(text) = bare.strip_prefix('>') {
            match blocks.last_mut() {
                Some(Block::Quote(so_far)) => join(so_far, text.trim()),
                _ => blocks.push(Block::Quote(spans(text.trim()))),
            }
        } else {
            // A line right under an item or a paragraph goes on with it.
            match blocks.last_mut() {
                Some(Block::Paragraph(so_far)) => join(so_far, bare),
                Some(Block::List { items, .. }) if line.starts_with(' ') => {
                    if let Some(item) = items.last_mut() {
                        join(item, bare);
                    }
                }
                _ => blocks.push(Block::Paragraph(spans(bare))),
            }
        }
    }
    blocks
}

fn join(so_far: &mut Vec<Span>, text: &str) {
    so_far.push(Span::Break);
    so_far.append(&mut spans(text));
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    (text.len() < line.len() && text.starts_with(' ')).then(|| text.trim())
}

/// `- text`, `* text`, `1. text`.
fn bullet(line: &str) -> Option<(bool, &str)> {
    if let Some(text) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return Some((false, text));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    (digits > 0 && digits < 4)
        .then(|| rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") ")))
        .flatten()
        .map(|text| (true, text))
}

/// Reads the runs of one line.
pub fn spans(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match special(rest, plain.chars().next_back()) {
            Some((span, length)) => {
                if !plain.is_empty() {
                    out.push(Span::Text(std::mem::take(&mut plain)));
                }
                out.push(span);
                rest = &rest[length..];
            }
            None => {
                plain.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    if !plain.is_empty() {
        out.push(Span::Text(plain));
    }
    out
}

/// What begins here, and its length in bytes.
fn special(rest: &str, before: Option<char>) -> Option<(Span, usize)> {
    // By bytes: the tables of letters of all the world would be a kilobyte.
    let inside_word = before.is_some_and(|c| c.is_ascii_alphanumeric() || !c.is_ascii());
    if let Some(body) = rest.strip_prefix('`') {
        let end = body.find('`').filter(|&end| end > 0)?;
        return Some((Span::Code(body[..end].to_owned()), end + 2));
    }
    for (sign, bold) in [("**", true), ("__", true), ("*", false), ("_", false)] {
        if let Some(body) = rest.strip_prefix(sign) {
            if inside_word && sign.starts_with('_') {
                return None;
            }
            let end = body.find(sign).filter(|&end| end > 0)?;
            let inner = &body[..end];
            if inner.starts_with(' ') || inner.ends_with(' ') {
                return None;
            }
            let inner = spans(inner);
            return Some((if bold { Span::Bold(inner) } else { Span::Italic(inner) }, end + 2 * sign.len()));
        }
    }
    if let Some(body) = rest.strip_prefix('[') {
        let close = body.find(']')?;
        let (label, after) = (&body[..close], &body[close + 1..]);
        if let Some(target) = after.strip_prefix('(') {
            let end = target.find(')')?;
            let href = target[..end].trim();
            return safe(href).then(|| (Span::Link(href.to_owned(), spans(label)), close + end + 4));
        }
        let number = (label.len() < 3).then(|| label.parse().ok()).flatten().filter(|&n| n > 0)?;
        return Some((Span::Source(number), close + 2));
    }
    if !inside_word && (rest.starts_with("https://") || rest.starts_with("http://")) {
        let end = rest.find(|c: char| c.is_whitespace() || c == '<' || c == ')').unwrap_or(rest.len());
        let href = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
        return (href.len() > 8)
            .then(|| (Span::Link(href.to_owned(), vec![Span::Text(href.to_owned())]), href.len()));
    }
    None
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
    fn only_the_last_block_of_a_growing_text_changes() {
        assert_eq!(
            split("one\ntwo\n\n\nthree\n\n```\na\n\nb\n```\n\nfour"),
            ["one\ntwo", "three", "```\na\n\nb\n```", "four"]
        );
        assert_eq!(split("a\n\n```\nopen\n\nfence"), ["a", "```\nopen\n\nfence"]);
        assert!(split(" \n\n").is_empty());
    }

    #[test]
    fn blocks_are_told_apart() {
        assert_eq!(
            read("## Returns\nWithin:\n1. pack\n   well\n2. send\n- or ask\n> kindly"),
            [
                Block::Heading(vec![text("Returns")]),
                Block::Paragraph(vec![text("Within:")]),
                Block::List {
                    ordered: true,
                    items: vec![vec![text("pack"), Span::Break, text("well")], vec![text("send")]]
                },
                Block::List { ordered: false, items: vec![vec![text("or ask")]] },
                Block::Quote(vec![text("kindly")]),
            ]
        );
        assert_eq!(read("```rust\nlet a;\n\nb\n"), [Block::Code("let a;\n\nb".into())]);
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
}
