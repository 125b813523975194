//! Phrases of our own that models learn from: what no source has, other trades, and other languages.
//!
//! A file has `# class` and then a phrase per line. `[a|b]` in a phrase is one of several, `{name}` one of a list that
//! `@name = a|b` gave before; a phrase with choices is read a few times with different ones. Absent on purpose: chance;
//! the same file gives the same phrases.

pub const RISK: &[&str] = &[
    include_str!("own/risk.txt"),
    include_str!("own/risk_more.txt"),
    include_str!("own/risk_wide.txt"),
    include_str!("own/risk_languages.txt"),
];
pub const SENTIMENT: &[&str] = &[
    include_str!("own/sentiment.txt"),
    include_str!("own/sentiment_more.txt"),
    include_str!("own/sentiment_languages.txt"),
];
pub const INJECTION: &[&str] = &[include_str!("own/injection.txt"), include_str!("own/injection_more.txt")];

/// What stands as the source of our own phrases.
pub const SOURCE: &str = "own";

/// How often at most a phrase with choices is read.
const READINGS: usize = 16;
/// What all readings of one phrase weigh together, at most, in phrases.
const SHARE: f32 = 4.0;

/// Every so many readings one has two letters swapped or one missing: customers type in a hurry.
const SLIPS: usize = 3;

pub struct Phrase {
    pub class: &'static str,
    pub text: String,
    /// How much it weighs; a phrase without choices weighs one.
    pub share: f32,
}

pub fn phrases(files: &'static [&'static str]) -> impl Iterator<Item = Phrase> {
    files.iter().flat_map(|file| read(file))
}

fn read(file: &'static str) -> Vec<Phrase> {
    let (mut class, mut lists, mut phrases) = ("", Vec::new(), Vec::new());
    for line in file.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(name) = line.strip_prefix("# ") {
            class = name;
        } else if let Some((name, list)) = line.strip_prefix('@').and_then(|rest| rest.split_once(" = ")) {
            lists.push((name, list));
        } else {
            let texts = readings(line, &lists);
            let share = (SHARE / texts.len() as f32).min(1.0);
            phrases.extend(texts.into_iter().map(|text| Phrase { class, text, share }));
        }
    }
    phrases
}

/// The phrase with its choices made, in as many ways as there are, but not more than `READINGS`.
fn readings(line: &str, lists: &[(&str, &str)]) -> Vec<String> {
    let line = with_lists(line, lists);
    let parts = parts(&line);
    let ways: usize = parts.iter().map(Vec::len).fold(1, usize::saturating_mul);
    let mut texts: Vec<String> = Vec::new();
    let mut state = line.bytes().fold(20_261_120_u64, |state, b| stirred(state ^ u64::from(b)));
    for reading in 0..ways.min(READINGS * 2) {
        let (mut text, mut left) = (String::new(), reading);
        for choices in &parts {
            state = stirred(state);
            // Few ways are gone through one by one, many are drawn.
            let chosen = if ways <= READINGS { left } else { (state >> 33) as usize };
            left /= choices.len();
            text.push_str(choices[chosen % choices.len()]);
        }
        let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if ways > READINGS && reading % SLIPS == SLIPS - 1 {
            text = with_a_slip(text, state);
        }
        if texts.len() < READINGS && !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// One of the longer words of a text, mistyped.
fn with_a_slip(text: String, state: u64) -> String {
    let long: Vec<&str> = text.split(' ').filter(|word| word.len() > 4 && word.is_ascii()).collect();
    let Some(word) = long.get((state >> 40) as usize % long.len().max(1)) else { return text };
    let at = 1 + (state >> 50) as usize % (word.len() - 2);
    let (a, b) = (&word[at..at + 1], &word[at + 1..at + 2]);
    let middle = if state >> 36 & 1 == 0 { format!("{b}{a}") } else { b.to_owned() };
    text.replacen(word, &format!("{}{middle}{}", &word[..at], &word[at + 2..]), 1)
}

fn stirred(state: u64) -> u64 {
    state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407)
}

/// Every `{name}` is written out; inside a choice, as more of its choices.
fn with_lists(line: &str, lists: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut inside = false;
    let mut rest = line;
    while let Some(at) = rest.find(['[', ']', '{']) {
        out.push_str(&rest[..at]);
        let end = if rest[at..].starts_with('{') { rest[at..].find('}').map(|end| at + end) } else { None };
        if let Some(end) = end {
            let list =
                lists.iter().find(|(name, _)| *name == &rest[at + 1..end]).map_or("", |(_, list)| list);
            if inside {
                // "my {thing}|it" would need all its neighbors repeated: one of the list is drawn instead.
                let choices: Vec<&str> = list.split('|').collect();
                let drawn = stirred(out.bytes().fold(7, |state, b| stirred(state ^ u64::from(b)))) >> 33;
                out.push_str(choices[drawn as usize % choices.len()].trim());
            } else {
                out.push('[');
                out.push_str(list);
                out.push(']');
            }
            rest = &rest[end + 1..];
        } else {
            inside = rest[at..].starts_with('[');
            out.push_str(&rest[at..=at]);
            rest = &rest[at + 1..];
        }
    }
    out.push_str(rest);
    out
}

fn parts(line: &str) -> Vec<Vec<&str>> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find('[') {
        let Some(end) = rest.find(']') else { break };
        parts.push(vec![&rest[..at]]);
        parts.push(rest[at + 1..end].split('|').map(str::trim).collect());
        rest = &rest[end + 1..];
    }
    parts.push(vec![rest]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_made_in_every_way_when_they_are_few() {
        let mut texts = readings("[end|stop] my {thing}", &[("thing", "plan")]);
        texts.sort();
        assert_eq!(texts, ["end my plan", "stop my plan"]);
        assert_eq!(readings("plain", &[]), ["plain"]);
    }

    #[test]
    fn every_phrase_of_ours_has_a_class_and_no_open_choice() {
        for phrase in phrases(RISK).chain(phrases(SENTIMENT)).chain(phrases(INJECTION)) {
            assert!(!phrase.class.is_empty() && !phrase.text.is_empty());
        }
    }
}
