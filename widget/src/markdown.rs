//! The subset of Markdown an answer may use, as plain values: `ui/text.rs` makes nodes of them.
//!
//! Paragraphs, line breaks, lists of one level, quotes, fences, headings (as bold paragraphs), bold, italic, code, links,
//! bare addresses, and `[1]` for a source. A picture is a link to it. Everything else stays text,
//! word for word. Absent on purpose: HTML, tables, and links that lead anywhere but to `https:`, `http:` and `mailto:`.
//!
//! Written by hand: a general parser costs fifty kilobytes, this one three.

mod inline;

pub use inline::spans;

/// One block of a text.
#[derive(Debug, PartialEq)]
pub enum Block {
    Paragraph(Vec<Span>),
    Heading(Vec<Span>),
    Quote(Vec<Span>),
    /// `start` is the first number of one with numbers
    List {
        start: Option<u32>,
        items: Vec<Vec<Span>>,
    },
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
        if if fenced { ends_fence(bare) } else { begins_fence(bare).is_some() } {
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
        if let Some(after) = begins_fence(bare) {
            let inside: Vec<&str> = lines.by_ref().take_while(|inner| !ends_fence(inner.trim())).collect();
            // One word after the sign is a language; anything else somebody wrote.
            let language = !after.contains(' ') && !inside.is_empty();
            let lines: Vec<&str> = (!language).then_some(after).into_iter().chain(inside).collect();
            blocks.push(Block::Code(lines.join("\n")));
        } else if let Some(text) = heading(bare) {
            blocks.push(Block::Heading(spans(text)));
        } else if let Some((start, text)) = bullet(bare) {
            match blocks.last_mut() {
                // A number that does not go on would be shown as another one.
                Some(Block::List { start: first, items })
                    if first.map(|first| first + items.len() as u32) == start =>
                {
                    items.push(spans(text));
                }
                _ => blocks.push(Block::List { start, items: vec![spans(text)] }),
            }
        } else if let Some(text) = quote(bare) {
            match blocks.last_mut() {
                Some(Block::Quote(so_far)) => join(so_far, text),
                _ => blocks.push(Block::Quote(spans(text))),
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

/// What follows the sign that begins a fence. "```code```" on one line is no fence.
fn begins_fence(line: &str) -> Option<&str> {
    line.strip_prefix("```")
        .map(|after| after.trim_start_matches('`').trim())
        .filter(|after| !after.contains('`'))
}

fn ends_fence(line: &str) -> bool {
    line.len() >= 3 && line.bytes().all(|b| b == b'`')
}

/// `# 20441` is somebody's number.
fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    (text.len() < line.len() && text.starts_with(' '))
        .then(|| text.trim())
        .filter(|text| !text.starts_with(|c: char| c.is_ascii_digit()))
}

/// `> text` and `>text`; not `>:(` or `>100`.
fn quote(line: &str) -> Option<&str> {
    let text = line.strip_prefix('>')?;
    let first = text.bytes().next().unwrap_or(b' ');
    (matches!(first, b' ' | b'>' | b'"' | b'*') || first.is_ascii_alphabetic() || !first.is_ascii())
        .then(|| text.trim())
}

/// `- text`, `* text`, `1. text`.
fn bullet(line: &str) -> Option<(Option<u32>, &str)> {
    if let Some(text) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return Some((None, text));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let number = line.get(..digits).filter(|digits| digits.len() < 4)?.parse().ok()?;
    let rest = &line[digits..];
    rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") ")).map(|text| (Some(number), text))
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
                    start: Some(1),
                    items: vec![vec![text("pack"), Span::Break, text("well")], vec![text("send")]]
                },
                Block::List { start: None, items: vec![vec![text("or ask")]] },
                Block::Quote(vec![text("kindly")]),
            ]
        );
        assert_eq!(read("```rust\nlet a;\n\nb\n"), [Block::Code("let a;\n\nb".into())]);
    }

    #[test]
    fn numbers_signs_and_words_are_not_lost_to_blocks() {
        let list = |start, words: &str| Block::List { start: Some(start), items: vec![vec![text(words)]] };
        assert_eq!(read("1. a\n3. c"), [list(1, "a"), list(3, "c")]);
        assert_eq!(read("30. April"), [list(30, "April")]);
        for plain in [">:(", ">100 lamps", "# 20441", "####", "2026. What a year"] {
            assert_eq!(read(plain), [Block::Paragraph(vec![text(plain)])]);
        }
        assert_eq!(read("```a b```"), [Block::Paragraph(vec![Span::Code("a b".into())])]);
        assert_eq!(read("```quoted words\nmore\n```"), [Block::Code("quoted words\nmore".into())]);
        assert_eq!(read("```alone"), [Block::Code("alone".into())]);
        assert_eq!(split("```a```\n\nb\n\nc").len(), 3);
    }
}
