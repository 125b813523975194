//! What an agent wrote in a tool with markup, as the plain text a customer reads.

/// Text of HTML: tags go, blocks and breaks become lines, the entities that editors write become characters. What
/// stands in `<script>` and `<style>` is dropped.
pub fn from_html(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let Some(end) = rest[at..].find('>').map(|end| at + end) else {
            rest = &rest[at..];
            break;
        };
        let tag = rest[at + 1..end].trim_start_matches('/').to_ascii_lowercase();
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        let closes = rest[at + 1..end].starts_with('/');
        rest = &rest[end + 1..];
        match name.as_str() {
            "br" => out.push('\n'),
            "p" | "div" | "li" | "blockquote" | "h1" | "h2" | "h3" | "tr" if closes => out.push('\n'),
            "script" | "style" if !closes => {
                let close = format!("</{name}");
                rest = rest.to_ascii_lowercase().find(&close).map_or("", |at| &rest[at..]);
            }
            _ => {}
        }
    }
    out.push_str(rest);
    tidy(&entities(&out))
}

/// Text of Slack's markup: `<https://a|label>` and `<@U1|name>` become words, the three entities characters.
pub fn from_mrkdwn(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let Some(end) = rest[at..].find('>').map(|end| at + end) else {
            rest = &rest[at..];
            break;
        };
        let (target, label) = rest[at + 1..end].split_once('|').unwrap_or((&rest[at + 1..end], ""));
        match target.chars().next() {
            Some('@' | '#' | '!') if label.is_empty() => {}
            Some('@' | '#' | '!') => out.push_str(label),
            _ if label.is_empty() || target.contains(label) => {
                out.push_str(target.strip_prefix("mailto:").unwrap_or(target));
            }
            _ => out.push_str(&format!("{label} ({target})")),
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    tidy(&entities(&out))
}

fn entities(text: &str) -> String {
    // `&amp;` last, or `&amp;lt;` would be taken apart twice.
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

fn tidy(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_an_agent_becomes_the_words_they_wrote() {
        let check = |html: &str, plain: &str| assert_eq!(from_html(html), plain, "{html}");
        check("<p>Hi Tom,</p><p>5 &lt; 6 &amp;amp; <b>bold</b><br>bye</p>", "Hi Tom,\n5 < 6 &amp; bold\nbye");
        check("a <script>alert('<p>')</script>b <a href='x'>link</a>", "a b link");
        check("no tags < at all", "no tags < at all");
        check("<script>never closed", "");
        let check = |text: &str, plain: &str| assert_eq!(from_mrkdwn(text), plain, "{text}");
        check(
            "see <https://a.example/x|our page> &amp; <https://b.example>",
            "see our page (https://a.example/x) & https://b.example",
        );
        check("<@U123> <!channel> <@U1|sara> <mailto:a@b.example|a@b.example>", " sara a@b.example".trim());
    }
}
