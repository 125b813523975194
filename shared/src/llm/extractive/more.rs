//! What an article has beyond what was told: for who asks for more.

use super::quote::restates;
use super::{Answer, Source};
use crate::knowledge::{Article, Knowledge};
use crate::llm::answer::without_marks;

/// What is told at once, in bytes: a screen and a half of a phone. What is left is told when more is wanted again.
const LENGTH: usize = 1_400;

/// The passages of an article that do not stand in `told`, in their order and word for word; nothing if none is left.
pub fn more(knowledge: &Knowledge, id: &str, told: &str) -> Option<Answer> {
    let article = knowledge.articles.iter().find(|article| article.id == id)?;
    let (mut text, mut first, mut under) = (format!("**{}** [1]", article.title), None, String::new());
    for place in untold(article, told) {
        let passage = &article.passages[place];
        if first.is_some() && text.len() + passage.text.len() > LENGTH {
            break;
        }
        if passage.heading != under && !passage.heading.is_empty() {
            text.push_str(&format!("\n\n**{}**", passage.heading));
        }
        under.clone_from(&passage.heading);
        text.push_str(&format!("\n\n{}", passage.text.trim()));
        first = first.or(Some(place));
    }
    let passage = first?;
    let heading = article.passages[passage].heading.clone();
    let source = Source { article: article.id.clone(), title: article.title.clone(), passage, heading };
    Some(Answer { text, sources: vec![source] })
}

/// Whether there is any.
pub fn has_more(knowledge: &Knowledge, id: &str, told: &str) -> bool {
    let article = knowledge.articles.iter().find(|article| article.id == id);
    article.is_some_and(|article| untold(article, told).next().is_some())
}

fn untold<'a>(article: &'a Article, told: &str) -> impl Iterator<Item = usize> + use<'a> {
    let told = bare(told);
    let new = move |place: &usize| {
        let passage = &article.passages[*place];
        !restates(passage) && !passage.text.trim().is_empty() && !told.contains(&bare(&passage.text))
    };
    (0..article.passages.len()).filter(new)
}

/// Without citations and with one space between words, so that a quotation is found again.
fn bare(text: &str) -> String {
    without_marks(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::compile;
    use expect_test::expect;

    #[test]
    fn more_is_what_was_not_told_until_nothing_is_left() {
        let body = "## Problem\n\nIt is dark.\n\n## Steps\n\n1. Press the button.\n2. Wait.\n\n## If it stays dark\n\nTry another bulb. It must be an LED.\n\nThen write to us.";
        let knowledge = compile(vec![Article::new("light", "Light", body)]);
        let told = "Press [1]\n1. Press the button.\n2. Wait.";
        let answer = more(&knowledge, "light", told).expect("there is more");
        expect![[r#"
            **Light** [1]

            **If it stays dark**

            Try another bulb. It must be an LED.

            Then write to us."#]]
        .assert_eq(&answer.text);
        assert!(has_more(&knowledge, "light", told));
        assert_eq!(more(&knowledge, "light", &format!("{told}\n{}", answer.text)), None);
        assert_eq!(more(&knowledge, "gone", told), None);
    }
}
