//! The front matter of an article: `key: value` lines between two lines of `---`.
//!
//! A small strict subset of YAML, read by hand so that every problem has its line: plain or quoted text, and lists
//! either in brackets or as `- item` lines. Absent on purpose: nesting, anchors, multi-line text, types. Everything is
//! text, so `id: no` stays the word `no`.

use crate::problem::Problem;

/// A value of the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Text(String),
    List(Vec<String>),
}

/// One `key: value`, with the line it stands on, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub key: String,
    pub value: Value,
    pub line: usize,
}

/// What a file consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    pub entries: Vec<Entry>,
    pub body: &'a str,
    /// The line on which the body begins, counted from 1
    pub body_line: usize,
}

/// Splits a file into entries and body. Problems go to `problems`; what could be read is returned all the same.
pub fn split<'a>(file: &str, text: &'a str, problems: &mut Vec<Problem>) -> Parts<'a> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rest = text;
    let mut line = 0;
    let mut next = || -> Option<(usize, &'a str)> {
        if rest.is_empty() {
            return None;
        }
        let (head, tail) = rest.split_once('\n').unwrap_or((rest, ""));
        rest = tail;
        line += 1;
        Some((line, head.trim_end_matches('\r')))
    };
    if next().map(|(_, first)| first.trim_end()) != Some("---") {
        problems.push(
            Problem::new(file, 1, "no front matter at the top")
                .help("begin the file with a line `---`, then `title: …`, then a line `---`"),
        );
        return Parts { entries: Vec::new(), body: text, body_line: 1 };
    }
    let mut entries: Vec<Entry> = Vec::new();
    let mut closed = None;
    while let Some((n, row)) = next() {
        if row.trim_end() == "---" {
            closed = Some(n);
            break;
        }
        entry(file, n, row, &mut entries, problems);
    }
    let Some(end) = closed else {
        problems.push(
            Problem::new(file, 1, "the front matter is never closed")
                .help("put a line `---` after its last entry"),
        );
        return Parts { entries, body: "", body_line: line };
    };
    Parts { entries, body: rest, body_line: end + 1 }
}

fn entry(file: &str, line: usize, row: &str, entries: &mut Vec<Entry>, problems: &mut Vec<Problem>) {
    let bare = row.trim();
    if bare.is_empty() || bare.starts_with('#') {
        return;
    }
    if let Some(item) = bare.strip_prefix("- ") {
        return match entries.last_mut() {
            Some(Entry { value: Value::List(items), .. }) => items.push(unquoted(item)),
            Some(Entry { value, .. }) if *value == Value::Text(String::new()) => {
                *value = Value::List(vec![unquoted(item)]);
            }
            _ => problems.push(
                Problem::new(file, line, format!("`{bare}` belongs to no list"))
                    .help("write the key above it without a value, as in `intents:`"),
            ),
        };
    }
    let Some((key, value)) = bare.split_once(':') else {
        problems.push(
            Problem::new(file, line, format!("`{bare}` is not an entry")).help("write it as `key: value`"),
        );
        return;
    };
    let (key, value) = (key.trim().to_owned(), value.trim());
    if let Some(first) = entries.iter().find(|e| e.key == key) {
        problems.push(
            Problem::new(file, line, format!("`{key}` is already set on line {}", first.line))
                .help("keep one of the two"),
        );
        return;
    }
    let value = match value.strip_prefix('[') {
        None => Value::Text(unquoted(value)),
        Some(open) => match open.strip_suffix(']') {
            Some(inside) => Value::List(items(inside)),
            None => {
                problems.push(
                    Problem::new(file, line, format!("the list of `{key}` is not closed"))
                        .help("end it with `]` on the same line, or write one `- item` per line"),
                );
                Value::List(items(open))
            }
        },
    };
    entries.push(Entry { key, value, line });
}

/// Splits at commas that are not inside quotes.
fn items(inside: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut current = String::new();
    let mut quote = None;
    for c in inside.chars() {
        match quote {
            Some(q) if c == q => quote = None,
            // An apostrophe inside a word is not a quote.
            None if (c == '"' || c == '\'') && current.trim().is_empty() => quote = Some(c),
            None if c == ',' => found.push(std::mem::take(&mut current).trim().to_owned()),
            _ => current.push(c),
        }
    }
    found.push(current.trim().to_owned());
    found.retain(|item| !item.is_empty());
    found
}

fn unquoted(text: &str) -> String {
    let text = text.trim();
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote).and_then(|t| t.strip_suffix(quote)) {
            return inside.to_owned();
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_may_stand_in_brackets_or_below_their_key() {
        let mut problems = Vec::new();
        let text = "---\ntitle: \"Sizes: ours\"\nintents: [what's my size, 'small, medium']\npages:\n  - /a\n  - /b\n---\nBody";
        let parts = split("a.md", text, &mut problems);
        assert_eq!(problems, []);
        assert_eq!(parts.entries[0].value, Value::Text("Sizes: ours".into()));
        assert_eq!(
            parts.entries[1].value,
            Value::List(vec!["what's my size".into(), "small, medium".into()])
        );
        assert_eq!(parts.entries[2].value, Value::List(vec!["/a".into(), "/b".into()]));
        assert_eq!((parts.body, parts.body_line), ("Body", 8));
    }

    #[test]
    fn windows_line_ends_and_a_byte_order_mark_are_no_problem() {
        let mut problems = Vec::new();
        let parts = split("a.md", "\u{feff}---\r\ntitle: A\r\n---\r\nBody\r\n", &mut problems);
        assert_eq!(problems, []);
        assert_eq!(parts.entries[0].value, Value::Text("A".into()));
    }

    #[test]
    fn every_broken_line_is_reported_with_its_place() {
        let mut problems = Vec::new();
        split("a.md", "---\ntitle A\n- lost\nid: a\nid: b\npages: [/x\n", &mut problems);
        let lines: Vec<usize> = problems.iter().map(|p| p.line).collect();
        assert_eq!(lines, [2, 3, 5, 6, 1]);
    }
}
