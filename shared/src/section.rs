//! A section of a TOML file somebody wrote by hand, read so that every problem is told at once, with its line.
//!
//! Each accessor says what the author wrote, or records a problem and returns nothing; [`Section::done`] records
//! the keys nobody asked for, with the nearest name that would have been understood.

use crate::problem::{Problem, line_of, nearest};
use std::cell::RefCell;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file being read, and the problems found so far.
pub struct File<'t> {
    pub name: &'t str,
    pub text: &'t str,
    problems: RefCell<Vec<Problem>>,
}

impl<'t> File<'t> {
    pub fn new(name: &'t str, text: &'t str) -> Self {
        Self { name, text, problems: RefCell::new(Vec::new()) }
    }

    /// Records a problem at a byte offset of the text.
    pub fn problem(&self, offset: usize, what: impl Into<String>, help: Option<String>) {
        let mut problem = Problem::new(self.name, line_of(self.text, offset), what);
        problem.help = help;
        self.problems.borrow_mut().push(problem);
    }

    /// The root table. Syntax errors are recorded, and what could be read of the rest is returned.
    pub fn parse(&self) -> Spanned<DeTable<'t>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let offset = error.span().map_or(0, |span| span.start);
            let what = error.message().lines().next().unwrap_or("this is not TOML").to_owned();
            self.problem(
                offset,
                what,
                Some("the file is TOML: `key = \"value\"`, tables in `[brackets]`".to_owned()),
            );
        }
        table
    }

    /// All problems, in the order of lines.
    pub fn problems(self) -> Vec<Problem> {
        let mut all = self.problems.into_inner();
        all.sort();
        all.dedup();
        all
    }
}

/// One table of a file.
pub struct Section<'f, 't> {
    pub file: &'f File<'t>,
    table: &'f DeTable<'t>,
    /// Byte offset of the table's head
    pub offset: usize,
    /// How messages call it, as in `[[rule]] \`refund\``
    pub called: String,
    seen: RefCell<Vec<&'static str>>,
}

/// A value with the byte offset it stands at.
#[derive(Clone, Debug)]
pub struct At<T> {
    pub value: T,
    pub offset: usize,
}

impl<'f, 't> Section<'f, 't> {
    pub fn new(file: &'f File<'t>, table: &'f DeTable<'t>, offset: usize, called: impl Into<String>) -> Self {
        Self { file, table, offset, called: called.into(), seen: RefCell::new(Vec::new()) }
    }

    fn value(&self, key: &'static str) -> Option<&'f Spanned<DeValue<'t>>> {
        self.seen.borrow_mut().push(key);
        self.table.iter().find(|(name, _)| name.get_ref().as_ref() == key).map(|(_, value)| value)
    }

    fn wrong(&self, value: &Spanned<DeValue<'_>>, key: &str, wanted: &str) {
        let what = format!("`{key}` of {} is a {}, not {wanted}", self.called, value.get_ref().type_str());
        self.file.problem(value.span().start, what, Some(format!("write {wanted}")));
    }

    /// Whether the key is there, of whatever kind.
    pub fn has(&self, key: &'static str) -> bool {
        self.value(key).is_some()
    }

    /// Whether a table stands there.
    pub fn is_table(&self, key: &'static str) -> bool {
        self.value(key).is_some_and(|value| value.get_ref().is_table())
    }

    /// Text that may be absent.
    pub fn text(&self, key: &'static str) -> Option<At<String>> {
        let value = self.value(key)?;
        match value.get_ref().as_str() {
            Some(text) => Some(At { value: text.to_owned(), offset: value.span().start }),
            None => {
                self.wrong(value, key, "text in quotes");
                None
            }
        }
    }

    /// Text that must be there and not blank.
    pub fn needed(&self, key: &'static str, help: &str) -> Option<At<String>> {
        if self.value(key).is_none() {
            self.file.problem(self.offset, format!("{} has no `{key}`", self.called), Some(help.to_owned()));
            return None;
        }
        let text = self.text(key)?;
        if text.value.trim().is_empty() {
            self.file.problem(
                text.offset,
                format!("`{key}` of {} is empty", self.called),
                Some(help.to_owned()),
            );
            return None;
        }
        Some(text)
    }

    /// One of a closed list of words.
    pub fn word<T: Copy>(&self, key: &'static str, words: &[(&'static str, T)]) -> Option<At<T>> {
        let text = self.text(key)?;
        match words.iter().find(|(word, _)| *word == text.value) {
            Some((_, value)) => Some(At { value: *value, offset: text.offset }),
            None => {
                let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
                let help = match nearest(&text.value, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("one of `{}`", known.join("`, `")),
                };
                self.file.problem(
                    text.offset,
                    format!("unknown {key} `{}` of {}", text.value, self.called),
                    Some(help),
                );
                None
            }
        }
    }

    /// A list of texts; a single text counts as a list of one.
    pub fn texts(&self, key: &'static str) -> Vec<At<String>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let items = match value.get_ref() {
            DeValue::String(_) => vec![value],
            DeValue::Array(items) => items.iter().collect(),
            _ => {
                self.wrong(value, key, "a list of texts");
                return Vec::new();
            }
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => texts.push(At { value: text.to_owned(), offset: item.span().start }),
                None => self.wrong(item, key, "a list of texts"),
            }
        }
        texts
    }

    /// A whole number within limits.
    pub fn number(&self, key: &'static str, limits: std::ops::RangeInclusive<i64>) -> Option<i64> {
        let value = self.value(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix()).ok(),
            _ => {
                self.wrong(value, key, "a whole number");
                return None;
            }
        };
        match number {
            Some(number) if limits.contains(&number) => Some(number),
            _ => {
                let what = format!("`{key}` of {} is out of range", self.called);
                let help = format!("between {} and {}", limits.start(), limits.end());
                self.file.problem(value.span().start, what, Some(help));
                None
            }
        }
    }

    /// A number, whole or not.
    pub fn decimal(&self, key: &'static str) -> Option<At<f64>> {
        let value = self.value(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(digits) => {
                i64::from_str_radix(digits.as_str(), digits.radix()).ok().map(|n| n as f64)
            }
            DeValue::Float(digits) => digits.as_str().parse().ok(),
            _ => None,
        };
        match number {
            Some(number) => Some(At { value: number, offset: value.span().start }),
            None => {
                self.wrong(value, key, "a number");
                None
            }
        }
    }

    /// Words for people: one text for every language, or a table of a text a language.
    pub fn spoken(&self, key: &'static str) -> Option<At<BTreeMap<String, String>>> {
        let value = self.value(key)?;
        let offset = value.span().start;
        if let Some(text) = value.get_ref().as_str() {
            return Some(At { value: BTreeMap::from([(String::new(), text.to_owned())]), offset });
        }
        let section = self.section(key)?;
        let texts = section.all_texts().into_iter().map(|(tag, text)| (tag.value, text));
        Some(At { value: texts.collect(), offset })
    }

    /// Yes or no.
    pub fn flag(&self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        match value.get_ref().as_bool() {
            Some(flag) => Some(flag),
            None => {
                self.wrong(value, key, "`true` or `false`");
                None
            }
        }
    }

    /// A table inside this one.
    pub fn section(&self, key: &'static str) -> Option<Section<'f, 't>> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Table(table) => {
                Some(Section::new(self.file, table, value.span().start, format!("[{key}]")))
            }
            _ => {
                self.wrong(value, key, "a table");
                None
            }
        }
    }

    /// The tables of an array `[[key]]`.
    pub fn sections(&self, key: &'static str) -> Vec<Section<'f, 't>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong(value, key, "a list of tables");
            return Vec::new();
        };
        let mut sections = Vec::new();
        for (i, item) in items.iter().enumerate() {
            match item.get_ref() {
                DeValue::Table(table) => {
                    let called = format!("[[{key}]] number {}", i + 1);
                    sections.push(Section::new(self.file, table, item.span().start, called));
                }
                _ => self.wrong(item, key, "a table"),
            }
        }
        sections
    }

    /// Every key with its text: for tables whose keys are free, such as words per language.
    pub fn all_texts(&self) -> Vec<(At<String>, String)> {
        let mut all = Vec::new();
        for (name, value) in self.table.iter() {
            match value.get_ref().as_str() {
                Some(text) => all.push((
                    At { value: name.get_ref().to_string(), offset: name.span().start },
                    text.to_owned(),
                )),
                None => self.wrong(value, name.get_ref(), "text in quotes"),
            }
        }
        all
    }

    /// Every key with its list of texts: for tables whose keys are free, such as vocabularies.
    pub fn all_lists(&self) -> Vec<(At<String>, Vec<At<String>>)> {
        let mut all = Vec::new();
        for (name, value) in self.table.iter() {
            let texts: Option<Vec<At<String>>> = value.get_ref().as_array().and_then(|items| {
                let text = |item: &Spanned<DeValue<'_>>| {
                    let text = item.get_ref().as_str()?;
                    Some(At { value: text.to_owned(), offset: item.span().start })
                };
                items.iter().map(text).collect()
            });
            match texts {
                Some(texts) => {
                    all.push((At { value: name.get_ref().to_string(), offset: name.span().start }, texts))
                }
                None => self.wrong(value, name.get_ref(), "a list of texts"),
            }
        }
        all
    }

    /// Every key with its table: for tables whose keys are free, such as thresholds.
    pub fn all_sections(&self) -> Vec<(At<String>, Section<'f, 't>)> {
        let mut all = Vec::new();
        for (name, value) in self.table.iter() {
            let offset = name.span().start;
            match value.get_ref() {
                DeValue::Table(table) => {
                    let called = format!("{} `{}`", self.called, name.get_ref());
                    let section = Section::new(self.file, table, offset, called);
                    all.push((At { value: name.get_ref().to_string(), offset }, section));
                }
                _ => self.wrong(value, name.get_ref(), "a table"),
            }
        }
        all
    }

    /// Records a problem for every key that nothing asked for.
    pub fn done(self) {
        let seen = self.seen.borrow();
        for (name, _) in self.table.iter() {
            if !seen.contains(&name.get_ref().as_ref()) {
                let help = match nearest(name.get_ref(), seen.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("known here: `{}`", seen.join("`, `")),
                };
                self.file.problem(
                    name.span().start,
                    format!("unknown key `{}` in {}", name.get_ref(), self.called),
                    Some(help),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let file = File::new("site.toml", text);
        let root = file.parse();
        let section = Section::new(&file, root.get_ref(), 0, "the file");
        section.needed("name", "the name customers know");
        section.word("position", &[("left", 0), ("right", 1)]);
        section.number("days", 1..=30);
        section.texts("origins");
        section.done();
        let all: Vec<String> = file.problems().iter().map(ToString::to_string).collect();
        expected.assert_eq(&all.join("\n"));
    }

    #[test]
    fn every_problem_is_told_at_once_with_its_line() {
        check(
            "nmae = \"Shop\"\nposition = \"lefft\"\ndays = 99\norigins = [1]\n",
            expect![[r#"
                site.toml:1: the file has no `name`
                    help: the name customers know
                site.toml:1: unknown key `nmae` in the file
                    help: did you mean `name`?
                site.toml:2: unknown position `lefft` of the file
                    help: did you mean `left`?
                site.toml:3: `days` of the file is out of range
                    help: between 1 and 30
                site.toml:4: `origins` of the file is a integer, not a list of texts
                    help: write a list of texts"#]],
        );
    }

    #[test]
    fn a_syntax_error_has_its_line_too() {
        check(
            "name = \"Shop\"\nposition = left\n",
            expect![[r#"
                site.toml:2: string values must be quoted, expected literal string
                    help: the file is TOML: `key = "value"`, tables in `[brackets]`"#]],
        );
    }
}
