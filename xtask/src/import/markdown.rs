//! HTML elements to the Markdown that articles are written in: headings, paragraphs, lists, tables, code, quotes, links.
//!
//! Absent on purpose: pictures (their label stays), scripts and styles, and whatever `keep` refuses.

use ego_tree::NodeRef;
use scraper::{ElementRef, Node};
use url::Url;

type Keep<'k> = &'k dyn Fn(&ElementRef<'_>) -> bool;

/// The Markdown of an element.
pub fn of(element: ElementRef<'_>, address: Option<&Url>, keep: Keep<'_>) -> String {
    let mut writer = Writer { address, keep, blocks: Vec::new(), line: String::new() };
    writer.children(*element);
    writer.end();
    tidy(&writer.blocks.join("\n\n"))
}

struct Writer<'w> {
    address: Option<&'w Url>,
    keep: Keep<'w>,
    blocks: Vec<String>,
    /// The paragraph being written
    line: String,
}

impl Writer<'_> {
    fn children(&mut self, node: NodeRef<'_, Node>) {
        for child in node.children() {
            self.node(child);
        }
    }

    fn node(&mut self, node: NodeRef<'_, Node>) {
        if let Node::Text(text) = node.value() {
            self.text(text);
            return;
        }
        let Some(element) = ElementRef::wrap(node) else { return };
        if !(self.keep)(&element) {
            return;
        }
        match element.value().name() {
            "br" => {
                self.line = self.line.trim_end().to_owned();
                self.line.push('\n');
            }
            "strong" | "b" => self.marked(node, "**"),
            "em" | "i" => self.marked(node, "*"),
            "code" | "kbd" | "samp" => {
                let text = words(&element);
                if !text.is_empty() {
                    self.line.push_str(&format!("`{}`", text.replace('`', "'")));
                }
            }
            "a" => self.link(&element),
            "img" => {
                let label = element.value().attr("alt").unwrap_or("").trim().to_owned();
                self.text(&label);
            }
            "h1" | "h2" => self.heading(&element, "##"),
            "h3" => self.heading(&element, "###"),
            "h4" | "h5" | "h6" | "summary" | "dt" => self.heading(&element, "####"),
            "ul" => self.list(node, None),
            "ol" => {
                let start = element.value().attr("start").and_then(|n| n.parse().ok()).unwrap_or(1);
                self.list(node, Some(start));
            }
            "table" => self.table(&element),
            "pre" => {
                self.end();
                let text: String = element.text().collect();
                let fence = if text.contains("```") { "~~~" } else { "```" };
                self.blocks.push(format!("{fence}\n{}\n{fence}", text.trim_matches('\n')));
            }
            "blockquote" => {
                self.end();
                let inside = of(element, self.address, self.keep);
                let rows: Vec<String> =
                    inside.lines().map(|row| format!("> {row}").trim_end().to_owned()).collect();
                self.push(rows.join("\n"));
            }
            "span" | "u" | "small" | "sup" | "sub" | "mark" | "abbr" | "label" | "time" | "font" | "q"
            | "cite" | "s" | "del" | "ins" | "var" | "wbr" | "bdi" | "picture" => self.children(node),
            _ => {
                self.end();
                self.children(node);
                self.end();
            }
        }
    }

    fn text(&mut self, text: &str) {
        let starts = text.starts_with(char::is_whitespace);
        let ends = text.ends_with(char::is_whitespace);
        let words: Vec<&str> = text.split_whitespace().collect();
        if (starts || words.is_empty()) && !self.line.is_empty() && !self.line.ends_with(char::is_whitespace)
        {
            self.line.push(' ');
        }
        self.line.push_str(&escaped(&words.join(" ")));
        if ends && !words.is_empty() {
            self.line.push(' ');
        }
    }

    fn marked(&mut self, node: NodeRef<'_, Node>, mark: &str) {
        let before = std::mem::take(&mut self.line);
        let blocks = self.blocks.len();
        self.children(node);
        let inside = std::mem::replace(&mut self.line, before);
        let bare = inside.trim();
        // Marks around several paragraphs would not be marks.
        if bare.is_empty() || bare.contains('\n') || self.blocks.len() > blocks {
            self.line.push_str(&inside);
            return;
        }
        let (front, back) = (inside.starts_with(' '), inside.ends_with(' '));
        let space = |is: bool| if is { " " } else { "" };
        self.line.push_str(&format!("{}{mark}{bare}{mark}{}", space(front), space(back)));
    }

    fn link(&mut self, element: &ElementRef<'_>) {
        let before = std::mem::take(&mut self.line);
        let blocks = self.blocks.len();
        self.children(**element);
        let inside = std::mem::replace(&mut self.line, before);
        let bare = inside.trim().to_owned();
        let target = element.value().attr("href").unwrap_or("").trim();
        let target = match self.address {
            Some(address) => address.join(target).map(|url| url.to_string()).unwrap_or_default(),
            None => target.to_owned(),
        };
        let useful = ["https://", "http://", "mailto:", "tel:"].iter().any(|start| target.starts_with(start));
        let space = |is: bool| if is { " " } else { "" };
        if useful && !bare.is_empty() && !bare.contains('\n') && self.blocks.len() == blocks {
            let target = target.replace(' ', "%20").replace('(', "%28").replace(')', "%29");
            let (front, back) = (space(inside.starts_with(' ')), space(inside.ends_with(' ')));
            self.line.push_str(&format!("{front}[{bare}]({target}){back}"));
        } else {
            self.line.push_str(&inside);
        }
    }

    fn heading(&mut self, element: &ElementRef<'_>, mark: &str) {
        self.end();
        let text = words(element);
        if !text.is_empty() {
            self.blocks.push(format!("{mark} {}", escaped(&text)));
        }
    }

    fn list(&mut self, node: NodeRef<'_, Node>, start: Option<usize>) {
        self.end();
        let mut rows = Vec::new();
        for item in node.children().filter_map(ElementRef::wrap).filter(|item| (self.keep)(item)) {
            let inside = of(item, self.address, self.keep);
            if inside.is_empty() {
                continue;
            }
            let mark = start.map_or_else(|| "- ".to_owned(), |start| format!("{}. ", start + rows.len()));
            let indent = " ".repeat(mark.len());
            // A list inside an item, or a second paragraph, stands under the item's text.
            let mut lines = inside.lines().filter(|line| !line.is_empty());
            let first = lines.next().unwrap_or("").trim_start_matches("#### ").to_owned();
            let rest: String = lines.map(|line| format!("\n{indent}{line}")).collect();
            rows.push(format!("{mark}{first}{rest}"));
        }
        self.push(rows.join("\n"));
    }

    fn table(&mut self, element: &ElementRef<'_>) {
        self.end();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in element.descendants().filter_map(ElementRef::wrap).filter(|e| e.value().name() == "tr") {
            let cells = row.children().filter_map(ElementRef::wrap);
            let cells = cells.filter(|cell| ["td", "th"].contains(&cell.value().name()));
            let cells: Vec<String> = cells
                .map(|cell| {
                    of(cell, self.address, self.keep)
                        .replace("\n\n", " ")
                        .replace('\n', " ")
                        .replace('|', "/")
                })
                .collect();
            if cells.iter().any(|cell| !cell.is_empty()) {
                rows.push(cells);
            }
        }
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if width < 2 {
            // A table for looks: its cells are paragraphs.
            self.blocks.extend(rows.into_iter().flatten());
            return;
        }
        let line = |mut cells: Vec<String>| {
            cells.resize(width, String::new());
            format!("| {} |", cells.join(" | "))
        };
        let mut lines: Vec<String> = rows.into_iter().map(line).collect();
        lines.insert(1, format!("|{}", "---|".repeat(width)));
        self.push(lines.join("\n"));
    }

    fn push(&mut self, block: String) {
        if !block.trim().is_empty() {
            self.blocks.push(block);
        }
    }

    /// Ends the paragraph being written.
    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        let rows: Vec<String> = line.lines().map(|row| safe_start(row.trim())).collect();
        self.push(rows.join("\n").trim().to_owned());
    }
}

fn words(element: &ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What would be a mark is written as a sign.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '*' | '`' | '[' | ']' | '<' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A row of text that begins like a heading or a list and is none.
fn safe_start(row: &str) -> String {
    let begins =
        row.starts_with("# ") || row.starts_with("- ") || row.starts_with("+ ") || row.starts_with("> ");
    if begins { format!("\\{row}") } else { row.to_owned() }
}

/// No more than one empty line, and none with spaces only.
fn tidy(text: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    for row in text.lines() {
        let row = row.trim_end();
        if row.is_empty() && out.last().is_none_or(|last| last.is_empty()) {
            continue;
        }
        out.push(row);
    }
    out.join("\n").trim().to_owned()
}
