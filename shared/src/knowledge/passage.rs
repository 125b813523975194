//! A Markdown body cut into passages: the units that are ranked, quoted and cited.
//!
//! A passage is a paragraph, a list, steps, a table or a block of code, with the heading above it. A line that leads into
//! a list ("Do this:") belongs to the list. Absent on purpose: HTML rendering; a passage's text stays Markdown.

use serde::{Deserialize, Serialize};

/// What a passage is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    Paragraph,
    List,
    /// A numbered list
    Steps,
    Table,
    Code,
}

/// A piece of an article that can stand alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The heading above it; empty before the first heading
    pub heading: String,
    /// Markdown
    pub text: String,
    pub kind: Kind,
    /// The line on which it begins, counted from 1
    pub line: usize,
}

/// Cuts a body into its passages.
pub fn split(body: &str) -> Vec<Passage> {
    let mut cut = Cut { heading: String::new(), open: None, done: Vec::new() };
    let mut fence: Option<&str> = None;
    for (i, row) in body.lines().enumerate() {
        let (line, bare) = (i + 1, row.trim());
        let opens = ["```", "~~~"].into_iter().find(|f| bare.starts_with(f));
        if let Some(mark) = fence {
            cut.push(line, row, Kind::Code);
            if bare == mark {
                fence = None;
                cut.close();
            }
        } else if opens.is_some() {
            cut.close();
            fence = opens;
            cut.push(line, row, Kind::Code);
        } else if bare.is_empty() {
            cut.gap();
        } else if let Some(heading) = heading(bare) {
            cut.close();
            cut.heading = plain(heading);
        } else if bare.len() >= 3 && bare.chars().all(|c| matches!(c, '-' | '*' | '_' | ' ')) {
            cut.close();
        } else {
            cut.row(line, row);
        }
    }
    cut.close();
    cut.done
}

struct Cut {
    heading: String,
    open: Option<Open>,
    done: Vec<Passage>,
}

struct Open {
    text: String,
    kind: Kind,
    line: usize,
    /// Blank lines since the last row; a list may have them between its items
    gaps: usize,
}

impl Cut {
    fn row(&mut self, line: usize, row: &str) {
        let kind = kind_of(row);
        let indented = row.starts_with([' ', '\t']);
        let joins = match &self.open {
            None => false,
            Some(open) => match (open.kind, kind) {
                // The line that leads into a list, with or without a blank line between.
                (Kind::Paragraph, Kind::List | Kind::Steps) => open.gaps == 0 || open.text.ends_with(':'),
                (Kind::Paragraph, Kind::Table) => open.gaps == 0,
                (Kind::List | Kind::Steps, Kind::List | Kind::Steps) => open.kind == kind || indented,
                (Kind::List | Kind::Steps, _) => open.gaps == 0 || indented,
                (before, now) => open.gaps == 0 && before == now,
            },
        };
        if !joins {
            self.close();
        }
        self.push(line, row, kind);
    }

    fn push(&mut self, line: usize, row: &str, kind: Kind) {
        match &mut self.open {
            None => self.open = Some(Open { text: row.trim_end().to_owned(), kind, line, gaps: 0 }),
            Some(open) => {
                if open.kind == Kind::Paragraph {
                    open.kind = kind;
                }
                open.text.push('\n');
                if open.gaps > 0 && kind == Kind::Paragraph {
                    open.text.push('\n');
                }
                open.text.push_str(row.trim_end());
                open.gaps = 0;
            }
        }
    }

    fn gap(&mut self) {
        if let Some(open) = &mut self.open {
            open.gaps += 1;
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.done.push(Passage {
                heading: self.heading.clone(),
                text: open.text.trim().to_owned(),
                kind: open.kind,
                line: open.line,
            });
        }
    }
}

fn heading(row: &str) -> Option<&str> {
    let text = row.trim_start_matches('#');
    let level = row.len() - text.len();
    ((1..=6).contains(&level) && text.starts_with(' ')).then(|| text.trim().trim_end_matches('#').trim_end())
}

fn kind_of(row: &str) -> Kind {
    let row = row.trim_start();
    if row.starts_with("- ") || row.starts_with("* ") || row.starts_with("+ ") || row.starts_with("• ") {
        return Kind::List;
    }
    if row.starts_with('|') {
        return Kind::Table;
    }
    let digits = row.len() - row.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if (1..=2).contains(&digits) && (row[digits..].starts_with(". ") || row[digits..].starts_with(") ")) {
        return Kind::Steps;
    }
    Kind::Paragraph
}

/// Markdown without its marks: what a person reads, and what is indexed. Links keep their text, pictures their label.
pub fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(c) = rest.chars().next() {
        let tail = &rest[c.len_utf8()..];
        match c {
            '*' | '`' | '#' | '|' | '~' => {}
            '>' if out.is_empty() || out.ends_with('\n') => {}
            '!' if tail.starts_with('[') => {}
            '\\' => {
                if let Some(escaped) = tail.chars().next() {
                    out.push(escaped);
                    rest = &tail[escaped.len_utf8()..];
                    continue;
                }
            }
            ']' if tail.starts_with('(') => {
                // The address of a link is not for reading.
                if let Some(end) = tail.find(')') {
                    rest = &tail[end + 1..];
                    continue;
                }
            }
            '[' | ']' => {}
            '<' => match tail.find('>') {
                // A tag, not "a < b": it begins with a letter or a slash and ends on the same line.
                Some(end)
                    if tail.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
                        && !tail[..end].contains('\n') =>
                {
                    out.push(' ');
                    rest = &tail[end + 1..];
                    continue;
                }
                _ => out.push(c),
            },
            _ => out.push(c),
        }
        rest = tail;
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(body: &str, expected: Expect) {
        let said: String = split(body)
            .iter()
            .map(|p| format!("{}: {:?} under `{}`: {:?}\n", p.line, p.kind, p.heading, p.text))
            .collect();
        expected.assert_eq(&said);
    }

    #[test]
    fn a_body_is_cut_at_headings_blank_lines_and_changes_of_kind() {
        check(
            "Intro line.\nSame paragraph.\n\n## How\nDo this:\n\n1. Open **Orders**.\n\n2. Press *Return*.\n   It is blue.\n\nThen wait.\n\n- a\n- b\n",
            expect![[r#"
                1: Paragraph under ``: "Intro line.\nSame paragraph."
                5: Steps under `How`: "Do this:\n1. Open **Orders**.\n2. Press *Return*.\n   It is blue."
                12: Paragraph under `How`: "Then wait."
                14: List under `How`: "- a\n- b"
            "#]],
        );
    }

    #[test]
    fn code_and_tables_stay_whole() {
        check(
            "```\n# no heading\n\n- no list\n```\nText\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
            expect![[r#"
            1: Code under ``: "```\n# no heading\n\n- no list\n```"
            6: Paragraph under ``: "Text"
            8: Table under ``: "| a | b |\n|---|---|\n| 1 | 2 |"
        "#]],
        );
    }

    #[test]
    fn plain_text_has_no_marks_and_keeps_what_is_said() {
        assert_eq!(
            plain("See **[the page](https://x.example/a_b)** for `code` and 3 < 4 \\* 2 <br>end"),
            "See the page for code and 3 < 4 * 2  end"
        );
    }
}
