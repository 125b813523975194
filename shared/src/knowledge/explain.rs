//! A search in words for the owner: what each rule gave, and why its first hit is trusted or doubted.
//!
//! The numbers are those the search itself used, not an account made up afterwards. Absent on purpose: the log; a search is a
//! pure function of articles and question, so it can be explained at any later time.

use super::confidence::{self, Because};
use super::{Found, Knowledge, Query, RANKING, observe, signs};
use std::fmt::Write as _;

/// Articles that are told.
const TOLD: usize = 5;

/// The search and all that made it what it is, as text.
pub fn explain(knowledge: &Knowledge, query: &Query<'_>) -> String {
    let (found, seen) = observe(knowledge, query);
    let mut text = format!("looked for: {}\n", found.effective_query);
    if !found.unknown_words.is_empty() {
        let _ = writeln!(text, "in no article: {}", found.unknown_words.join(", "));
    }
    hits(knowledge, &found, &mut text);
    let Some((values, because)) = seen else {
        text.push_str("\nno article has any of these words: confidence 0\n");
        return text;
    };
    let _ = writeln!(text, "\nconfidence {:.2}: {}", found.confidence, because.words());
    sum(&values, &mut text);
    text
}

fn hits(knowledge: &Knowledge, found: &Found, text: &mut String) {
    for (n, hit) in found.hits.iter().take(TOLD).enumerate() {
        let title = knowledge.articles.get(hit.article).map_or("", |article| article.title.as_str());
        let _ = writeln!(text, "\n{}. {title} ({}): {:.2} points", n + 1, hit.id, hit.score);
        for given in &hit.rules {
            let about = RANKING.iter().find(|rule| rule.name == given.rule).map_or("", |rule| rule.about);
            let _ = writeln!(text, "   {:+.2}  {}: {about}", given.score, given.rule);
        }
    }
}

/// The signs, each with what it was and what it counted.
fn sum(values: &[f32; signs::COUNT], text: &mut String) {
    let mut all = confidence::CONSTANT;
    let _ = writeln!(text, "   {all:+.2}  where every question begins");
    for ((value, weight), (name, about)) in values.iter().zip(&confidence::WEIGHTS).zip(&signs::SIGNS) {
        let counts = value * weight;
        all += counts;
        let _ = writeln!(text, "   {counts:+.2}  {name} {value:.2}, times {weight}: {about}");
    }
    let share = 100.0 * confidence::weigh(values);
    let _ = writeln!(
        text,
        "   {all:+.2}  in all, which stands for {share:.0} % (0 for 50 %, +1 for 73 %, +2 for 88 %, +3 for 95 %)"
    );
}

impl Because {
    fn words(self) -> &'static str {
        match self {
            Because::Signs => "the signs say so",
            Because::Refused => {
                "it is worded like an example in `do-not-answer`, more than like any title or intent; the signs are not asked"
            }
            Because::Foreign => {
                "its subject stands in no article, so only a quarter is left of what the signs say"
            }
            Because::Alike => {
                "it is worded like a title or an intent of the first article, which is an answer whatever the signs say"
            }
        }
    }
}
