//! The sentences of the desk that depend on something: ages, initials, who has it, the first line of a reply.

use shared::wire::Speaker;
use shared::wire::desk::{Card, Line, Tried};

/// How many lines from before the handoff stay visible when the rest is folded: enough for the last exchange.
const BEFORE: usize = 4;

/// Fewer hidden lines than this are not worth a button.
const WORTH_FOLDING: usize = 3;

/// How long ago, as short as it can be read: `now`, `4 min`, `2 h`, `3 d`.
pub fn age(at: u64, now: u64) -> String {
    let minutes = now.saturating_sub(at) / 60_000;
    match minutes {
        0 => "now".to_owned(),
        1..60 => format!("{minutes} min"),
        60..1_440 => format!("{} h", minutes / 60),
        _ => format!("{} d", minutes / 1_440),
    }
}

/// A pause as short as it can be read: `20 s`, `4 min`, `2 h`, `3 d`.
fn pause(ms: u64) -> String {
    if ms < 60_000 { format!("{} s", ms.div_ceil(1000).max(1)) } else { age(0, ms) }
}

/// How many deliveries have not arrived.
pub fn not_arrived(count: usize) -> String {
    if count == 1 {
        "1 delivery has not arrived".to_owned()
    } else {
        format!("{count} deliveries have not arrived")
    }
}

/// How many destinations are gone.
pub fn destinations_gone(count: usize) -> String {
    if count == 1 { "1 destination is gone".to_owned() } else { format!("{count} destinations are gone") }
}

/// When a delivery is tried next.
pub fn next_try(next: Option<u64>, now: u64) -> String {
    match next {
        None => "Given up".to_owned(),
        Some(next) if next <= now => "Being tried".to_owned(),
        Some(next) => format!("Next try in {}", pause(next - now)),
    }
}

/// What a backend said to a delivery, and how often it was asked.
pub fn answered(tried: &Tried) -> String {
    match tried.tries {
        0 => "was not asked yet".to_owned(),
        1 => format!("{} (tried once)", tried.answer),
        tries => format!("{} (tried {tries} times)", tried.answer),
    }
}

/// How the promise to a waiting customer stands: whether it is late, soon or fine, and the words.
pub fn promised(by: u64, now: u64) -> (&'static str, String) {
    const SOON: u64 = 15 * 60_000;
    match by.checked_sub(now) {
        None => ("late", format!("answer late by {}", pause(now - by))),
        Some(left) if left < SOON => ("soon", format!("answer due in {}", pause(left))),
        Some(left) => ("fine", format!("answer due in {}", pause(left))),
    }
}

/// Up to two letters for a picture that is not there.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// One of six colors, the same for the same name everywhere.
pub fn tint(name: &str) -> String {
    let sum = name.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    format!("tint-{}", sum % 6)
}

/// A stable reason code as words: `asks-person` is `asks person`.
pub fn reason(code: &str) -> String {
    code.replace(['-', '_'], " ")
}

/// Who has the conversation, to the agent of this name.
pub fn holder(speaker: &Speaker, agent: &str) -> String {
    match speaker {
        Speaker::Team => "Nobody has it yet".to_owned(),
        Speaker::Person { name } if name == agent => "You have it".to_owned(),
        Speaker::Person { name } => format!("{name} has it"),
        Speaker::Assistant => "The assistant has it".to_owned(),
        Speaker::Nobody => "Closed".to_owned(),
    }
}

/// A first line that shows the customer they need not repeat themselves. Only in English, because the desk does not
/// translate and a sentence in the wrong language shows the opposite.
pub fn opening_line(card: &Card, agent: &str) -> Option<String> {
    let goal = card.goal.trim().trim_end_matches(['.', '!', ' ']);
    let english = card.language.is_empty() || card.language.starts_with("en");
    if goal.is_empty() || !english {
        return None;
    }
    let first = card.who.split_whitespace().next().filter(|word| !word.contains('@'));
    let hello = first.map_or_else(|| "Hi".to_owned(), |name| format!("Hi {name}"));
    Some(format!(
        "{hello}, this is {agent}. I have read your conversation so far and can see you were asking about \
         \u{201c}{goal}\u{201d} \u{2013} let me look into that for you."
    ))
}

/// How many lines at the beginning are folded away: those long before the handoff.
pub fn folded(lines: &[Line], handed_over_at: u64) -> usize {
    let before = lines.iter().take_while(|line| line.at < handed_over_at).count();
    let hidden = before.saturating_sub(BEFORE);
    if hidden < WORTH_FOLDING { 0 } else { hidden }
}

/// The title of the page, with what waits for somebody.
pub fn title(site: &str, unclaimed: usize) -> String {
    let name = if site.is_empty() { "Baton desk".to_owned() } else { format!("{site} \u{b7} Baton desk") };
    if unclaimed == 0 { name } else { format!("({unclaimed}) {name}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::wire::desk::Who;

    fn card() -> Card {
        Card {
            conversation: "c".into(),
            reference: "B-1".into(),
            priority: "high".into(),
            reason: "asks-person".into(),
            goal: "Where is my lamp?".into(),
            who: "Maya Lind".into(),
            page: "/orders".into(),
            queue: String::new(),
            wish: String::new(),
            by: None,
            language: "en".into(),
            at: 0,
            agent: None,
            closed_at: None,
        }
    }

    #[test]
    fn ages_are_short() {
        let ages = [0, 59_999, 60_000, 3_599_999, 3_600_000, 90_000_000].map(|now| age(0, now));
        assert_eq!(ages, ["now", "now", "1 min", "59 min", "1 h", "1 d"]);
        assert_eq!(age(9, 0), "now", "a clock ahead of ours is no negative age");
    }

    #[test]
    fn a_delivery_says_when_it_is_tried_and_what_was_answered() {
        let next = [None, Some(5), Some(10_500), Some(200_000)].map(|next| next_try(next, 10));
        assert_eq!(next, ["Given up", "Being tried", "Next try in 11 s", "Next try in 3 min"]);
        let tried = |tries| Tried { backend: "hook".into(), tries, answer: "it answered 503".into(), at: 0 };
        assert_eq!(answered(&tried(0)), "was not asked yet");
        assert_eq!(answered(&tried(3)), "it answered 503 (tried 3 times)");
    }

    #[test]
    fn a_promise_is_fine_soon_or_late() {
        let told = [0, 3_500_000, 3_590_000, 3_700_000].map(|now| promised(3_600_000, now));
        let told = told.each_ref().map(|(state, text)| (*state, text.as_str()));
        assert_eq!(
            told,
            [
                ("fine", "answer due in 1 h"),
                ("soon", "answer due in 1 min"),
                ("soon", "answer due in 10 s"),
                ("late", "answer late by 1 min")
            ]
        );
    }

    #[test]
    fn initials_are_first_and_last() {
        assert_eq!(
            ["Ana", "ana maria lópez", "(bot) x", "", "ßen"].map(initials),
            ["A", "AL", "BX", "", "SS"]
        );
    }

    #[test]
    fn the_opening_line_names_the_goal_and_the_customer() {
        let line = opening_line(&card(), "Ana").unwrap();
        assert!(line.starts_with("Hi Maya, this is Ana."), "{line}");
        assert!(line.contains("\u{201c}Where is my lamp?\u{201d}"), "{line}");
    }

    #[test]
    fn an_address_is_not_a_name_to_greet() {
        let line = opening_line(&Card { who: "maya@example.com".into(), ..card() }, "Ana").unwrap();
        assert!(line.starts_with("Hi, this is Ana."), "{line}");
    }

    #[test]
    fn there_is_no_english_line_for_a_customer_who_writes_german() {
        assert_eq!(opening_line(&Card { language: "de".into(), ..card() }, "Ana"), None);
    }

    #[test]
    fn only_what_is_long_before_the_handoff_is_folded() {
        let line = |at| Line {
            seq: at,
            at,
            who: Who::Customer,
            name: String::new(),
            text: String::new(),
            file: None,
        };
        let lines: Vec<_> = (0..20).map(line).collect();
        assert_eq!(folded(&lines, 15), 11);
        assert_eq!(folded(&lines, 6), 0, "two lines are not worth a button");
        assert_eq!(folded(&lines, 0), 0);
    }

    #[test]
    fn the_title_counts_what_waits() {
        assert_eq!(title("Lumen", 2), "(2) Lumen \u{b7} Baton desk");
        assert_eq!(title("", 0), "Baton desk");
    }
}
