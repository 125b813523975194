//! Slack's own markup (docs.slack.dev, "Formatting message text"): `*bold*`, `_italic_`, `<address|label>`, `:emoji:`.

use super::{emoji, entities, link, tidy};

/// Ids of the people a text mentions, each once.
pub fn mentions(text: &str) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    for part in text.split("<@").skip(1) {
        let id = part.split(['>', '|']).next().unwrap_or_default();
        let named = part.split('>').next().is_some_and(|whole| whole.contains('|'));
        if !named && !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric()) && !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// Markdown of Slack's text. `names`: id and name of who is mentioned; who is not known by name is left out.
pub fn from_mrkdwn(text: &str, names: &[(&str, String)]) -> String {
    let mut out = String::new();
    // Code is what it is, but for the entities.
    for (nth, fenced) in text.split("```").enumerate() {
        if nth % 2 == 1 {
            out.push_str(&format!("\n```\n{}\n```\n", entities(fenced.trim_matches('\n'))));
            continue;
        }
        for (nth, coded) in fenced.split('`').enumerate() {
            if nth % 2 == 1 && !coded.contains('\n') {
                out.push_str(&format!("`{}`", entities(coded)));
                continue;
            }
            if nth % 2 == 1 {
                out.push('`');
            }
            out.push_str(&styled(&targets(coded, names)));
        }
    }
    tidy(&out)
}

/// What stands in angle brackets.
fn targets(text: &str, names: &[(&str, String)]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&entities(&rest[..at]));
        let Some(end) = rest[at..].find('>').map(|end| at + end) else {
            rest = &rest[at..];
            break;
        };
        let (target, label) = rest[at + 1..end].split_once('|').unwrap_or((&rest[at + 1..end], ""));
        let label = entities(label);
        let known = names.iter().find(|(id, _)| target.strip_prefix('@') == Some(id));
        out.push_str(&match target.chars().next() {
            Some('@') if !label.is_empty() => format!("@{}", label.trim_start_matches('@')),
            Some('@') => known.map_or_else(String::new, |(_, name)| format!("@{name}")),
            Some('#') if !label.is_empty() => format!("#{}", label.trim_start_matches('#')),
            // A group, or a date with its words; `!here` and `!channel` are for the team.
            Some('#' | '!') => label,
            _ => link(&label, &entities(target)),
        });
        rest = &rest[end + 1..];
    }
    out.push_str(&entities(rest));
    out
}

/// `*bold*`, `_italic_`, `~struck~`, bullets and emoji.
fn styled(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let bare = line.trim_start();
        let line = match bare.strip_prefix("• ").or_else(|| bare.strip_prefix("◦ ")) {
            Some(item) => format!("- {item}"),
            None => line.to_owned(),
        };
        let line = between(&line, '~', "");
        let line = between(&line, '*', "**");
        let line = between(&line, '_', "*");
        lines.push(emoji::shown(&line));
    }
    lines.join("\n")
}

/// Replaces a pair of signs around words by another; a sign that is no pair stays.
fn between(line: &str, sign: char, other: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(sign) {
        let before = rest[..at].chars().next_back().or_else(|| out.chars().next_back());
        let inside = &rest[at + 1..];
        let opens = before.is_none_or(|c| !c.is_alphanumeric() && c != '/' && c != '\\')
            && inside.starts_with(|c: char| !c.is_whitespace() && c != sign);
        let end = inside.match_indices(sign).map(|(end, _)| end).find(|end| {
            let after = inside[end + 1..].chars().next();
            !inside[..*end].ends_with(char::is_whitespace) && after.is_none_or(|c| !c.is_alphanumeric())
        });
        out.push_str(&rest[..at]);
        match end.filter(|end| opens && *end > 0 && !inside[..*end].contains("](")) {
            Some(end) => {
                out.push_str(&format!("{other}{}{other}", &inside[..end]));
                rest = &inside[end + 1..];
            }
            None => {
                out.push(sign);
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, shown: &str) {
        let names = [("U7", "Marek".to_owned())];
        assert_eq!(from_mrkdwn(text, &names), shown, "{text}");
    }

    #[test]
    fn what_an_agent_writes_in_slack_is_what_the_customer_reads() {
        check(
            "see <https://a.example/x|our page> &amp; <https://b.example> :tada:",
            "see [our page](https://a.example/x) & https://b.example 🎉",
        );
        check("*Important:* use _this_ one, not ~that~ one", "**Important:** use *this* one, not that one");
        check(
            "<@U7> will help, <@U9> <!channel> <#C1|orders> <mailto:a@b.example|a@b.example>",
            "@Marek will help,   #orders a@b.example",
        );
        check("• one\n• two_three_four\n2*3*4", "- one\n- two_three_four\n2*3*4");
        check("run `a_b *c* &lt;d&gt;` or ```x *y*\nz```", "run `a_b *c* <d>` or\n```\nx *y*\nz\n```");
        check(":wave::skin-tone-3: hi :unknown_thing: 10:30:15", "👋🏼 hi :unknown_thing: 10:30:15");
        check("&lt;b&gt; 5 &gt; 3", "<b> 5 > 3");
        check("<javascript:alert(1)|click>", "click");
        check("<!date^1392734382^{date}|Feb 18> works", "Feb 18 works");
        check("no < bracket ends", "no < bracket ends");
    }

    #[test]
    fn who_is_mentioned_without_a_name_is_asked_for_once() {
        assert_eq!(mentions("<@U1> <@U2|bo> <@U1> <@W3>"), ["U1", "W3"]);
    }
}
