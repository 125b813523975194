//! HTML of an agent's editor, as Intercom, Zendesk, Help Scout and Front send it.
//!
//! A reader of tags, not of documents: what it does not know it leaves out, and its words stay.

use super::{entities, link, literal, tidy};

/// Where the words of one open element go, until it ends.
struct Open {
    name: String,
    href: String,
    /// What was written before it began
    before: String,
    /// Items so far, of a list with numbers
    items: Option<usize>,
}

/// Markdown of HTML.
pub fn from_html(html: &str) -> String {
    let mut out = String::new();
    let mut open: Vec<Open> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        words(&mut out, &rest[..at], &open);
        // `5 < 6` is no tag.
        let begins = rest[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        let end = if rest[at..].starts_with("<!--") {
            rest[at..].find("-->").map(|end| at + end + 2)
        } else {
            tag_end(&rest[at..]).map(|end| at + end)
        };
        let Some(end) = end.filter(|_| begins) else {
            words(&mut out, "<", &open);
            rest = &rest[at + 1..];
            continue;
        };
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        let closes = tag.starts_with('/');
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        if !closes && matches!(name.as_str(), "script" | "style" | "head" | "title") {
            let close = format!("</{name}");
            rest = rest.to_ascii_lowercase().find(&close).map_or("", |at| &rest[at..]);
        } else if closes {
            if let Some(at) = open.iter().rposition(|one| one.name == name) {
                // What was left open inside ends with it.
                while open.len() > at {
                    end_of(&mut out, &mut open);
                }
            }
            if is_block(&name) {
                out.push('\n');
            }
        } else {
            begin(&mut out, &mut open, name, tag);
        }
    }
    words(&mut out, rest, &open);
    while !open.is_empty() {
        end_of(&mut out, &mut open);
    }
    tidy(&out)
}

/// The end of a tag: not one inside quotes.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if text[..at].ends_with('=') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn words(out: &mut String, text: &str, open: &[Open]) {
    let text = entities(text);
    if open.iter().any(|one| matches!(one.name.as_str(), "pre" | "code")) {
        return out.push_str(&text);
    }
    // White space of the source is one space; the breaks are tags.
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.starts_with(char::is_whitespace) && !out.is_empty() && !out.ends_with(char::is_whitespace) {
        line.insert(0, ' ');
    }
    if text.ends_with(char::is_whitespace) && !line.is_empty() && !line.ends_with(' ') {
        line.push(' ');
    }
    out.push_str(&literal(&line));
}

fn is_block(name: &str) -> bool {
    matches!(name, "p" | "div" | "li" | "blockquote" | "tr" | "pre" | "ul" | "ol" | "table")
        || name.len() == 2 && name.starts_with('h') && name.as_bytes()[1].is_ascii_digit()
}

fn begin(out: &mut String, open: &mut Vec<Open>, name: String, tag: &str) {
    match name.as_str() {
        "br" => return out.push('\n'),
        "hr" => return out.push_str("\n\n"),
        "td" | "th" if !out.ends_with('\n') && !out.is_empty() => return out.push_str(" · "),
        "img" => {
            let alt = attribute(tag, "alt");
            let emoji =
                attribute(tag, "class").contains("emoji") || alt.chars().count() <= 2 && !alt.is_ascii();
            let label = if alt.trim().is_empty() { "🖼" } else { alt.trim() };
            return out.push_str(&if emoji {
                alt.clone()
            } else {
                link(&literal(label), &attribute(tag, "src"))
            });
        }
        _ => {}
    }
    if is_block(&name) && !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    if name == "li" {
        let list = open.iter_mut().rfind(|one| matches!(one.name.as_str(), "ul" | "ol"));
        let mark = match list.and_then(|list| list.items.as_mut()) {
            Some(items) => {
                *items += 1;
                format!("{items}. ")
            }
            None => "- ".to_owned(),
        };
        out.push_str(&mark);
    }
    let keeps = matches!(name.as_str(), "b" | "strong" | "i" | "em" | "code" | "pre" | "a" | "blockquote")
        || name.len() == 2 && name.starts_with('h') && is_block(&name);
    if keeps || matches!(name.as_str(), "ul" | "ol") {
        let items = (name == "ol").then_some(0);
        let before = if keeps { std::mem::take(out) } else { String::new() };
        open.push(Open { href: attribute(tag, "href"), before, items, name });
    }
}

/// Ends the innermost open element: its words in their signs, after what was before.
fn end_of(out: &mut String, open: &mut Vec<Open>) {
    let Some(Open { name, href, before, .. }) = open.pop() else { return };
    if matches!(name.as_str(), "ul" | "ol") {
        return;
    }
    let inside = std::mem::replace(out, before);
    let (lead, trail) = (inside.len() - inside.trim_start().len(), inside.trim_end().len());
    let bare = inside.trim();
    let in_code = open.iter().any(|one| matches!(one.name.as_str(), "pre" | "code"));
    let signed = match name.as_str() {
        _ if bare.is_empty() => String::new(),
        "pre" => format!("```\n{}\n```", bare.replace("```", "''")),
        _ if in_code => bare.to_owned(),
        "a" => link(bare, &href),
        "blockquote" => {
            bare.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
        }
        "code" if bare.contains('`') => format!("`` {bare} ``"),
        "code" => format!("`{bare}`"),
        // Signs that span lines would be shown as signs.
        _ if bare.contains('\n') => bare.to_owned(),
        "i" | "em" => format!("*{bare}*"),
        _ if bare.starts_with("**") => bare.to_owned(),
        _ => format!("**{bare}**"),
    };
    if signed.is_empty() {
        return out.push_str(&inside);
    }
    out.push_str(&inside[..lead]);
    out.push_str(&signed);
    out.push_str(&inside[trail..]);
}

/// A value of a tag's attribute, as it reads.
fn attribute(tag: &str, name: &str) -> String {
    let low = tag.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = low[from..].find(name) {
        let at = from + found;
        from = at + name.len();
        let alone = low[..at].ends_with(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        let Some(value) = tag[from..].trim_start().strip_prefix('=').filter(|_| alone) else { continue };
        let value = value.trim_start();
        let value = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
            _ => value.split(|c: char| c.is_whitespace() || c == '>').next(),
        };
        return entities(value.unwrap_or_default());
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, shown: &str) {
        assert_eq!(from_html(html), shown, "{html}");
    }

    #[test]
    fn markup_of_an_agent_stays_what_it_means() {
        check(
            "<p class=\"no-margin\">Hi Tom,</p><p class=\"no-margin\"></p><p>5 &lt; 6 &amp;amp; <b>bold</b><br>bye</p>",
            "Hi Tom,\n\n5 < 6 &amp; **bold**\nbye",
        );
        check(
            "<div>Please <strong>reset</strong> it:</div><ol><li>Open <em>Settings</em></li><li>Press <code>Reset_now</code></li></ol><p>Then</p>",
            "Please **reset** it:\n1. Open *Settings*\n2. Press `Reset_now`\n\nThen",
        );
        check(
            "see <a href=\"https://help.example/x?a=1&amp;b=2\" rel=\"nofollow\" target=\"_blank\">this page</a>.",
            "see [this page](https://help.example/x?a=1&b=2).",
        );
        check("<blockquote>you wrote<br>this</blockquote>yes", "> you wrote\n> this\nyes");
        check("<pre>a\n  b &gt; c</pre>", "```\na\n  b > c\n```");
        check("<h2>How to</h2><ul><li>one</li><li>two</li></ul>", "**How to**\n- one\n- two");
        check("<img class=\"emoji\" alt=\"🙂\" src=\"x\"> &#128075; don&#39;t &hellip;", "🙂 👋 don't …");
        check(
            "<img src=\"https://downloads.intercomcdn.com/i/o/1/lamp.png\" alt=\"\">",
            "[🖼](https://downloads.intercomcdn.com/i/o/1/lamp.png)",
        );
    }

    #[test]
    fn what_is_hostile_or_broken_is_only_words() {
        check("a <script>alert('<p>')</script>b <a href='javascript:x'>link</a>", "a b link");
        check("no tags < at all", "no tags < at all");
        check("<script>never closed", "");
        check("<b>never closed", "**never closed**");
        check("<p onclick=\"a>b\">x</p>", "x");
        check(
            "5 * 3 * 2 and snake_case_name and *stars*",
            "5 \\* 3 \\* 2 and snake\\_case\\_name and \\*stars\\*",
        );
        check("<!-- <b>hidden</b> -->shown", "shown");
        check("&lt;b&gt;not bold&lt;/b&gt;", "<b>not bold</b>");
        check(
            "<a href=\"https://evil.example\">https://bank.example</a>",
            "https://bank.example (https://evil.example)",
        );
    }
}
