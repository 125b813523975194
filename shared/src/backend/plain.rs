//! What an agent wrote in a tool with markup of its own, as the Markdown that the chat shows: bold, italic, code, links,
//! lists and quotes stay what they are, a sign that means nothing there means nothing here, and nothing else comes
//! through. Whatever the markup, the result is words: links lead to `https:`, `http:` and `mailto:` only.

mod emoji;
mod html;
mod mrkdwn;

use crate::packet::render::{self, Form};

pub use html::from_html;
pub use mrkdwn::{from_mrkdwn, mentions};

/// The longest message of an agent that is shown, in bytes: ten times what one at the desk may be. The rest is in the
/// tool, and the mark says that there is more.
const LONGEST: usize = 80_000;

/// Markdown of a tool that writes Markdown, as Chatwoot's editor does: a backslash before a line's end is a break.
pub fn from_markdown(text: &str) -> String {
    tidy(&text.replace("\\\n", "\n").replace('\r', ""))
}

/// Words without any markup: a sign that Markdown would take for one of its own is marked as none.
pub fn literal(text: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        for (at, c) in line.char_indices() {
            let after = &line[at + c.len_utf8()..];
            let opens = match c {
                // It would begin something only before a word, and if there is another to end it.
                '*' | '_' | '`' => after.contains(c) || out.ends_with(['*', '_', '`']),
                '[' => after.contains(']'),
                '!' => after.starts_with('['),
                _ => false,
            };
            let ends = matches!(c, '*' | '_' | '`') && line[..at].contains(c);
            if opens || ends {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// Whether a tool's HTML is these words, which we sent it: both are read the same way.
pub fn is_the_same(html: &str, text: &str) -> bool {
    let escaped = render::escape(text, Form::Html, usize::MAX);
    render::one_line(&from_html(html)) == render::one_line(&from_html(&escaped))
}

/// A link, where it leads to a place a customer may go; else its words.
fn link(label: &str, target: &str) -> String {
    let target = target.trim();
    let label = label.trim();
    let bare = target.strip_prefix("mailto:").or_else(|| target.strip_prefix("tel:")).unwrap_or(target);
    let leads = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| target.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    if !leads {
        return label.to_owned();
    }
    // A label that is an address of its own, and another than it leads to, would deceive: both are shown.
    if label.is_empty() || label == bare || label == target {
        return bare.to_owned();
    }
    let shown = label.contains("://") || label.starts_with("www.");
    if shown && !target.contains(label.trim_start_matches("https://").trim_start_matches("http://")) {
        return format!("{label} ({target})");
    }
    let target: String = target.chars().filter(|c| !c.is_whitespace()).collect();
    format!("[{label}]({})", target.replace('(', "%28").replace(')', "%29"))
}

/// Lines without ends of white space, at most one empty line between two, and no longer than is shown.
fn tidy(text: &str) -> String {
    let mut out = String::new();
    let mut empty = 0;
    for line in text.lines().map(str::trim_end) {
        empty = if line.trim().is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            out.push_str(line);
            out.push('\n');
        }
    }
    let mut out = out.trim().to_owned();
    if out.len() > LONGEST {
        crate::page::cut(&mut out, LONGEST);
        out.push_str(" …");
    }
    out
}

/// The entities that editors write, and every number of a character.
fn entities(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        let known = end.and_then(|end| entity(&rest[1..end]).map(|c| (c, end)));
        match known {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    const NAMED: [(&str, char); 24] = [
        ("lt", '<'),
        ("gt", '>'),
        ("amp", '&'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("hellip", '…'),
        ("mdash", '—'),
        ("ndash", '–'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("bull", '•'),
        ("middot", '·'),
        ("euro", '€'),
        ("pound", '£'),
        ("copy", '©'),
        ("reg", '®'),
        ("trade", '™'),
        ("deg", '°'),
        ("times", '×'),
    ];
    let number = |digits: &str, base| char::from_u32(u32::from_str_radix(digits, base).ok()?);
    let c = match name.strip_prefix('#') {
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(digits) => number(digits, 16)?,
            None => number(digits, 10)?,
        },
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some(if c == '\u{a0}' { ' ' } else { c }).filter(|c| !c.is_control() || *c == '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_markup_are_shown_as_they_were_written() {
        let check = |text: &str, marked: &str| assert_eq!(literal(text), marked, "{text}");
        check("snake_case and 2 * 3", "snake_case and 2 * 3");
        check("*not bold* and `no code`", "\\*not bold\\* and \\`no code\\`");
        check("see [1] and ![x](y)", "see \\[1] and \\!\\[x](y)");
    }

    #[test]
    fn a_very_long_message_is_cut_with_a_mark() {
        let long = from_markdown(&"é".repeat(LONGEST));
        assert!(long.len() < LONGEST + 10 && long.ends_with(" …"));
    }

    #[test]
    fn a_link_that_says_another_address_than_it_leads_to_shows_both() {
        let check = |label: &str, target: &str, shown: &str| assert_eq!(link(label, target), shown);
        check("our page", "https://a.example/x", "[our page](https://a.example/x)");
        check("https://a.example", "https://a.example", "https://a.example");
        check("https://bank.example", "https://evil.example", "https://bank.example (https://evil.example)");
        check("click", "javascript:alert(1)", "click");
        check("a@b.example", "mailto:a@b.example", "a@b.example");
        check("w", "https://en.example/A_(b)", "[w](https://en.example/A_%28b%29)");
    }
}
