//! A packet as text for a support tool: the briefing and the transcript, in the markup the tool reads and within its
//! limits.
//!
//! Everything a customer or a page wrote is escaped here, stripped of control and bidirectional-override characters,
//! and cut where it must be, with a mark. Lengths are bytes of the finished text, so no tool counts more than we did.
//! Absent: which part is public. A backend puts all of this into one private note.

use super::Packet;
use crate::log::Voice;
use crate::policy::Words;
use crate::view;

/// The markup of a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Markdown,
    Html,
    Plain,
    /// Slack's own (docs.slack.dev, "Formatting message text")
    Mrkdwn,
}

/// The longest value of the briefing, and the longest line of the transcript: room enough, and no one line takes all.
const VALUE: usize = 1_500;
const LINE: usize = 6_000;

/// A title: reference and goal, in at most `limit` bytes of plain text on one line.
pub fn title(packet: &Packet, limit: usize) -> String {
    let warning = packet.warning.as_ref().map(|warning| format!("{}: ", warning.title)).unwrap_or_default();
    let text = format!("[{}] {warning}{}", packet.reference, packet.summary.goal);
    escape(&one_line(&text), Form::Plain, limit)
}

/// Briefing and transcript in one private note of at most `limit` bytes. Where it is too long, the oldest lines of the
/// transcript are left out: the briefing has what they came to.
pub fn note(packet: &Packet, form: Form, limit: usize) -> String {
    let mut text = String::new();
    for row in briefing(packet, form, VALUE.min(limit / 8)) {
        if text.len() + row.len() < limit {
            text.push_str(&row);
            text.push('\n');
        }
    }
    let head = heading("Transcript", form);
    let room = limit.saturating_sub(text.len() + head.len() + 120);
    let lines = lines(packet, form, LINE.min(limit / 8));
    let mut taken = 0;
    let kept = lines.iter().rev().take_while(|line| {
        taken += line.len() + 1;
        taken <= room
    });
    let kept: Vec<&String> = kept.collect();
    text.push_str(&head);
    text.push('\n');
    if kept.len() < lines.len() {
        let gap = format!("({} earlier lines are left out here)", lines.len() - kept.len());
        text.push_str(&paragraph(&escape(&gap, form, 100), form));
        text.push('\n');
    }
    for line in kept.into_iter().rev() {
        text.push_str(line);
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text
}

/// What a person needs in fifteen seconds, a row a fact, the most important first.
pub fn briefing(packet: &Packet, form: Form, value: usize) -> Vec<String> {
    let brief = view::briefing(packet);
    let mut rows = vec![heading(&format!("Handoff {} · {}", packet.reference, packet.priority.word()), form)];
    let mut row = |label: &str, text: &str| {
        if !text.trim().is_empty() {
            let text = escape(&one_line(text), form, value);
            rows.push(paragraph(&format!("{} {text}", bold(label, form)), form));
        }
    };
    if let Some(warning) = &packet.warning {
        row(&format!("{}:", warning.title), &warning.text);
    }
    let fact =
        |label: &str| brief.facts.iter().find(|(known, _)| known == label).map(|(_, text)| text.as_str());
    let why_not =
        |field: &str| packet.missing.iter().find(|one| one.field == field).map(|one| one.why.as_str());
    row("Goal:", &brief.goal);
    match (fact("Customer"), why_not("customer")) {
        (Some("not known") | None, Some(why)) => row("Customer:", &format!("not known: {why}")),
        (who, _) => row("Customer:", who.unwrap_or("not known")),
    }
    row("Requested:", &packet.summary.requested);
    for tried in &brief.tried {
        row("Tried:", tried);
    }
    if brief.tried.is_empty() {
        row("Tried:", &format!("nothing: {}", why_not("tried").unwrap_or("no answer was given")));
    }
    row("Blocker:", &brief.blocker);
    row("Why:", &brief.why);
    for evidence in brief.evidence.iter().take(5) {
        row("Evidence:", evidence);
    }
    if fact("Page").is_none() {
        row(
            "Page:",
            &format!("not known: {}", why_not("page").unwrap_or("the page told nothing about itself")),
        );
    }
    let told = ["Requested", "Reference", "Customer"];
    for (label, text) in brief.facts.iter().filter(|(label, _)| !told.contains(&label.as_str())) {
        row(&format!("{label}:"), text);
    }
    row("Sources shown:", &brief.sources.join(" · "));
    row("Not known:", &brief.missing.join(" · "));
    if !packet.feedback.is_empty() {
        let links: Vec<String> =
            packet.feedback.iter().map(|one| link(one.verdict.means(), &one.url, form)).collect();
        rows.push(paragraph(&format!("{} {}", bold("Feedback:", form), links.join(" · ")), form));
    }
    rows
}

/// A link of ours: what it says and where it leads hold nothing of a stranger.
fn link(text: &str, url: &str, form: Form) -> String {
    match form {
        Form::Markdown => format!("[{text}]({url})"),
        Form::Html => format!("<a href=\"{}\">{text}</a>", escape(url, form, usize::MAX)),
        Form::Plain => format!("{text}: {url}"),
        Form::Mrkdwn => format!("<{}|{text}>", escape(url, form, usize::MAX)),
    }
}

/// The transcript, a row a line.
pub fn lines(packet: &Packet, form: Form, limit: usize) -> Vec<String> {
    let line = |line: &super::Line| {
        let who = match line.voice {
            Voice::Customer => "Customer:".to_owned(),
            Voice::Assistant => "Assistant:".to_owned(),
            Voice::Person => format!("{}:", escape(&one_line(&line.name), Form::Plain, 80)),
        };
        paragraph(&format!("{} {}", bold(&who, form), escape(&line.text, form, limit)), form)
    };
    packet.transcript.iter().map(line).collect()
}

/// Rows put together into as few texts of at most `limit` bytes as it takes. No row is longer than `limit`, or it is
/// left out.
pub fn pack(rows: &[String], limit: usize) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for row in rows.iter().filter(|row| row.len() <= limit) {
        match texts.last_mut() {
            Some(text) if text.len() + 1 + row.len() <= limit => {
                text.push('\n');
                text.push_str(row);
            }
            _ => texts.push(row.clone()),
        }
    }
    texts
}

/// Words of a stranger in a markup, in at most `limit` bytes, with `…` where they were cut.
pub fn escape(text: &str, form: Form, limit: usize) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|c| !is_trick(*c)) {
        let before = out.len();
        match (form, c) {
            (Form::Html, '\n') => out.push_str("<br>"),
            (Form::Html | Form::Mrkdwn, '&') => out.push_str("&amp;"),
            (Form::Html | Form::Mrkdwn, '<') => out.push_str("&lt;"),
            (Form::Html | Form::Mrkdwn, '>') => out.push_str("&gt;"),
            (Form::Html, '"') => out.push_str("&quot;"),
            (Form::Html, '\'') => out.push_str("&#39;"),
            (Form::Markdown, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!') => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
        if out.len() > limit {
            out.truncate(before);
            while out.len() + '…'.len_utf8() > limit && out.pop().is_some() {}
            // What was escaped must not end half way.
            if matches!(form, Form::Html | Form::Mrkdwn)
                && let Some(at) = out.rfind(['&', '<']).filter(|at| !out[*at..].contains([';', '>']))
            {
                out.truncate(at);
            }
            if '…'.len_utf8() <= limit {
                out.push('…');
            }
            break;
        }
    }
    out
}

/// Text of one line: runs of white space are one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Control characters, and those that turn the direction of text around: they can make a line read as another.
fn is_trick(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{2028}' | '\u{2029}')
}

fn heading(text: &str, form: Form) -> String {
    match form {
        Form::Html => format!("<h3>{}</h3>", escape(text, form, 300)),
        _ => paragraph(&bold(text, form), form),
    }
}

fn bold(text: &str, form: Form) -> String {
    let text = escape(text, form, 300);
    match form {
        Form::Markdown => format!("**{text}**"),
        Form::Html => format!("<b>{text}</b>"),
        Form::Plain => text,
        Form::Mrkdwn => format!("*{text}*"),
    }
}

fn paragraph(text: &str, form: Form) -> String {
    match form {
        Form::Html => format!("<p>{text}</p>"),
        // A line of its own in Markdown needs an empty one after it.
        Form::Markdown => format!("{text}\n"),
        Form::Plain | Form::Mrkdwn => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn words_of_a_stranger_are_only_words() {
        let hostile = "<b onclick=\"x\">Tom & 'Jerry'</b>\n![x](javascript:1) *_`#\u{202E}gpj";
        expect![
            "&lt;b onclick=&quot;x&quot;&gt;Tom &amp; &#39;Jerry&#39;&lt;/b&gt;<br>![x](javascript:1) *_`#gpj"
        ]
        .assert_eq(&escape(hostile, Form::Html, 1000));
        expect![[r#"
            \<b onclick="x"\>Tom & 'Jerry'\</b\>
            \!\[x\](javascript:1) \*\_\`\#gpj"#]]
        .assert_eq(&escape(hostile, Form::Markdown, 1000));
        expect!["&lt;!channel&gt; &amp; more"].assert_eq(&escape("<!channel> & more", Form::Mrkdwn, 1000));
    }

    #[test]
    fn a_cut_text_keeps_the_limit_and_no_half_of_anything() {
        for form in [Form::Html, Form::Mrkdwn, Form::Markdown, Form::Plain] {
            for limit in 0..40 {
                let cut = escape("<<é&é\n\"'>>日本語<<<<<<", form, limit);
                assert!(cut.len() <= limit, "{form:?} {limit} {cut}");
                if form == Form::Html {
                    assert_eq!(cut.matches('&').count(), cut.matches(';').count(), "{cut}");
                }
            }
        }
    }

    #[test]
    fn a_link_is_written_as_the_tool_writes_links() {
        let check =
            |form, text: &str| assert_eq!(link("Wrong team", "https://a.example/f?u=1&s=x", form), text);
        check(Form::Markdown, "[Wrong team](https://a.example/f?u=1&s=x)");
        check(Form::Html, "<a href=\"https://a.example/f?u=1&amp;s=x\">Wrong team</a>");
        check(Form::Plain, "Wrong team: https://a.example/f?u=1&s=x");
        check(Form::Mrkdwn, "<https://a.example/f?u=1&amp;s=x|Wrong team>");
    }

    #[test]
    fn rows_are_packed_and_none_is_cut_in_the_middle() {
        let rows: Vec<String> = ["aaaa", "bbbb", "cccc", "dddddddddddd"].map(str::to_owned).to_vec();
        assert_eq!(pack(&rows, 10), ["aaaa\nbbbb", "cccc"]);
    }
}
