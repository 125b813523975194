//! The words of an article that answer a question: which passage, and which part of it.
//!
//! Steps are quoted whole, since half a way leads nowhere; of a list the item that was asked for, if one was; of a
//! paragraph the sentence that answers and what follows it. Absent on purpose: any change to the words.

use super::expect::{Expected, shows};
use crate::knowledge::{Article, Kind, Passage, Reading, plain};

/// A part of an article, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    pub passage: usize,
    /// Markdown; a citation goes after the first line of a list, at the end of anything else
    pub text: String,
    pub kind: Kind,
    /// How well it fits the question
    pub fit: f32,
}

/// What is quoted at most: more is an article, not an answer.
const ITEMS: usize = 8;
const SENTENCES: usize = 3;
const QUOTES: usize = 3;
/// In bytes
const LENGTH: usize = 600;

/// The parts of an article that answer, in the order of the article: the one that fits best, and what stands
/// under the same heading and fits nearly as well.
pub fn quotes(article: &Article, reading: &Reading<'_>, expected: Expected) -> Vec<Quote> {
    let mut all: Vec<Quote> = article
        .passages
        .iter()
        .enumerate()
        .filter(|(_, passage)| !restates(passage))
        .map(|(i, passage)| quote(i, passage, reading, expected))
        .collect();
    all.sort_by(|a, b| b.fit.total_cmp(&a.fit).then(a.passage.cmp(&b.passage)));
    let Some(best) = all.first().cloned() else { return Vec::new() };
    let mut out = vec![best];
    let first = &out[0];
    if first.kind == Kind::Steps {
        // Steps that point at a list are nothing without it.
        let below = first.passage + 1..article.passages.len();
        if first.text.contains(" below")
            && let Some(at) = below.clone().find(|i| article.passages[*i].kind == Kind::List)
        {
            let passage = &article.passages[at];
            out.push(Quote { passage: at, text: first_items(&passage.text), kind: passage.kind, fit: 0.0 });
        }
        return out;
    }
    let heading = &article.passages[first.passage].heading;
    // Where a price or a time is wanted, every price under the heading is wanted; else only what fits as well.
    let part = if sign_of(expected) > 0.1 { 0.7 } else { 0.85 };
    let (least, mut length) = ((part * first.fit).max(0.45), first.text.len());
    for other in &all[1..] {
        length += other.text.len();
        if other.fit >= least
            && other.kind != Kind::Steps
            && article.passages[other.passage].heading == *heading
        {
            if out.len() == QUOTES || length > LENGTH {
                break;
            }
            out.push(other.clone());
        }
    }
    // As in the article: what comes first is often the condition of what follows.
    out.sort_by_key(|q| q.passage);
    out
}

/// A passage that says the customer's problem again, or when it is solved, answers nothing.
pub fn restates(passage: &Passage) -> bool {
    let heading = passage.heading.to_lowercase();
    matches!(
        heading.as_str(),
        "problem" | "the problem" | "symptoms" | "summary" | "you are done when" | "related"
    )
}

fn quote(at: usize, passage: &Passage, reading: &Reading<'_>, expected: Expected) -> Quote {
    let heading = 0.5 * reading.share(&passage.heading);
    let (text, share, sign) = match passage.kind {
        Kind::Paragraph => paragraph(&passage.text, reading, expected),
        Kind::List => list(&passage.text, reading, expected),
        Kind::Steps | Kind::Table | Kind::Code => {
            let text = first_items(&passage.text);
            let share = reading.share(&plain(&text));
            (text, share, false)
        }
    };
    let sign = if sign { sign_of(expected) } else { 0.0 };
    let form = match (passage.kind, expected) {
        // What to do is most often a list of steps, even if it does not repeat the words of the question.
        (Kind::Steps, Expected::Way) => 0.6,
        (Kind::Steps, Expected::Whether) => 0.25,
        (Kind::Steps, Expected::Fact) => 0.0,
        (Kind::Steps, _) => -0.2,
        _ => 0.0,
    };
    Quote { passage: at, text, kind: passage.kind, fit: share + heading + sign + form }
}

/// What the sign of an expected answer is worth, beside the share of the question. "Can" is a weak sign, a price a strong one.
fn sign_of(expected: Expected) -> f32 {
    if matches!(expected, Expected::Whether | Expected::Fact | Expected::Way) { 0.1 } else { 0.4 }
}

/// The sentence that fits best and what follows it; from where its thought begins if it leans on what came before.
fn paragraph(text: &str, reading: &Reading<'_>, expected: Expected) -> (String, f32, bool) {
    let all = sentences(text);
    let mut best = (0, f32::MIN, 0.0, false);
    for (i, sentence) in all.iter().enumerate() {
        let bare = plain(sentence);
        let share = reading.share(&bare);
        let sign = shows(expected, &bare);
        let fit = share + if sign { sign_of(expected) } else { 0.0 };
        if fit > best.1 {
            best = (i, fit, share, sign);
        }
    }
    let (mut from, _, share, sign) = best;
    while from > 0 && leans(all[from]) {
        from -= 1;
    }
    let quoted = if all.len() <= 2 { &all[..] } else { &all[from..all.len().min(from + SENTENCES)] };
    (quoted.join(" "), share, sign)
}

/// Whether a sentence needs the one before it.
fn leans(sentence: &str) -> bool {
    let first = sentence.split_whitespace().next().unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric());
    matches!(
        first,
        "It" | "They" | "This" | "These" | "That" | "Then" | "Otherwise" | "But" | "However" | "So" | "Both"
    )
}

/// The item that was asked for below its lead; the whole list where none stands out.
fn list(text: &str, reading: &Reading<'_>, expected: Expected) -> (String, f32, bool) {
    let (lead, items) = items(text);
    let lead_share = reading.share(&plain(lead));
    let shares: Vec<f32> = items.iter().map(|item| reading.share(&plain(item))).collect();
    let most = shares.iter().copied().fold(0.0, f32::max);
    let least = shares.iter().copied().fold(1.0, f32::min);
    let sign = shows(expected, &plain(lead)) || items.iter().any(|item| shows(expected, &plain(item)));
    let named: Vec<&str> = items
        .iter()
        .zip(&shares)
        .filter(|(_, s)| **s > least + 0.12 && **s > most - 0.05)
        .map(|(i, _)| *i)
        .collect();
    let chosen = if !named.is_empty() && named.len() <= 2 { named } else { items };
    let mut out = String::new();
    if !lead.is_empty() {
        out.push_str(lead);
        out.push_str("\n\n");
    }
    out.push_str(&chosen.into_iter().take(ITEMS).collect::<Vec<_>>().join("\n"));
    (out, (most + lead_share).min(1.0), sign)
}

/// The line that leads into a list, and its items with what is indented below them.
fn items(text: &str) -> (&str, Vec<&str>) {
    let starts: Vec<usize> = text
        .match_indices('\n')
        .map(|(i, _)| i + 1)
        .chain([0])
        .filter(|i| text[*i..].starts_with(['-', '*', '+', '•']))
        .collect();
    let mut starts = starts;
    starts.sort_unstable();
    let lead = &text[..starts.first().copied().unwrap_or(text.len())];
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    (lead.trim(), starts.iter().zip(ends).map(|(a, b)| text[*a..b].trim_end()).collect())
}

/// Steps and tables up to a length that fits a chat.
fn first_items(text: &str) -> String {
    let mut count = 0;
    let kept: Vec<&str> = text
        .lines()
        .take_while(|line| {
            count += usize::from(!line.starts_with([' ', '\t']) && !line.is_empty());
            count <= ITEMS + 2
        })
        .collect();
    kept.join("\n")
}

/// Cuts at the end of sentences: a full stop, question or exclamation mark before a space and a capital or a digit.
fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    for (i, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?' | '。' | '！' | '？') {
            continue;
        }
        let end = i + c.len_utf8();
        let wide = !c.is_ascii();
        let mut after = text[end..].chars();
        let gap = after.next().is_some_and(char::is_whitespace);
        let opens = after.next().is_some_and(|n| !n.is_lowercase());
        let word = text[from..i].rsplit(char::is_whitespace).next().unwrap_or("");
        let short = matches!(word, "e.g" | "i.e" | "approx" | "no" | "No" | "St" | "z.B" | "ca");
        if wide || gap && opens && !short {
            out.push(text[from..end].trim());
            from = end;
        }
    }
    out.push(text[from..].trim());
    out.retain(|s| !s.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_stops_that_end_sentences() {
        assert_eq!(
            sentences("It costs 4.90 euros, e.g. by mail. We ship daily! 24 hours? Yes."),
            ["It costs 4.90 euros, e.g. by mail.", "We ship daily!", "24 hours?", "Yes."]
        );
        assert_eq!(sentences("三日です。送料無料。"), ["三日です。", "送料無料。"]);
    }

    #[test]
    fn a_list_has_a_lead_and_items() {
        assert_eq!(items("It takes:\n- a\n  more\n- b"), ("It takes:", vec!["- a\n  more", "- b"]));
        assert_eq!(items("- a\n- b"), ("", vec!["- a", "- b"]));
    }
}
