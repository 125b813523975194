//! What is asked: of the knowledge, and of whoever writes the answer. A view of the log.

mod compose;
mod wanted;

pub use compose::{Composed, compose, version};
pub use wanted::{ask, asked_about_one};

use crate::conversation::{AnswerEnd, Conversation};
use crate::knowledge::{self, Found, Hit, Knowledge, Query, RuleScore};
use crate::llm::extractive::{self, Outcome};
use crate::parts::Source;
use crate::policy::Template;
use crate::site::Site;

/// The customer's question in its surroundings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The newest words of the customer
    pub text: String,
    /// What the customer said before, oldest first
    pub context: Vec<String>,
    /// Ids of the articles shown so far
    pub shown: Vec<String>,
    pub path: Option<String>,
    pub language: String,
    /// Id of the article the customer points at: picked out of several, or that of which more is wanted
    pub about: Option<String>,
    /// More of the last answer is wanted
    pub more: bool,
    /// What the assistant said since the question
    pub told: String,
}

/// How sure it is that the article answers which the customer pointed at themselves.
const POINTED_AT: f32 = 0.9;

/// Searches the knowledge for it. The article the customer points at comes first.
pub fn search(conversation: &Conversation, site: &Site) -> Found {
    let ask = ask(conversation, site);
    let mut found = with_query(&ask, |query| knowledge::search(&site.knowledge, query));
    let Some(about) = &ask.about else { return found };
    let hit = match found.hits.iter().position(|hit| hit.id == *about) {
        Some(at) => Some(found.hits.remove(at)),
        None => site.knowledge.articles.iter().position(|article| article.id == *about).map(|article| Hit {
            article,
            id: about.clone(),
            passage: 0,
            score: 0.0,
            rules: Vec::new(),
        }),
    };
    if let Some(mut hit) = hit {
        let best = found.hits.first().map_or(1.0, |hit| hit.score);
        if best > hit.score {
            hit.rules.push(RuleScore { rule: "picked".to_owned(), score: best - hit.score });
            hit.score = best;
        }
        found.hits.insert(0, hit);
        found.confidence = found.confidence.max(POINTED_AT);
        found.unknown_words.clear();
    }
    found
}

/// Questions to begin with on a page: the titles of the articles that belong to it, then the site's own.
pub fn suggestions(site: &Site, path: &str) -> Vec<String> {
    // The earlier a page stands in an article's list, the more the article is about it.
    let place = |article: &&knowledge::Article| {
        let fits = |pattern: &String| pattern != "*" && crate::page::matches_path(pattern, path);
        // Of two, the one people ask for in more ways.
        article.pages.iter().position(fits).map(|at| (at, usize::MAX - article.intents.len()))
    };
    let mut fitting: Vec<&knowledge::Article> =
        site.knowledge.articles.iter().filter(|article| place(article).is_some()).collect();
    fitting.sort_by_key(place);
    let mut all: Vec<String> =
        fitting.iter().filter_map(|article| article.intents.first().cloned()).collect();
    all.truncate(2);
    all.extend(site.suggestions.iter().cloned());
    all.into_iter().map(|text| question(&text)).collect()
}

/// As a question would be written: a capital first, a question mark where it asks.
fn question(text: &str) -> String {
    let mut chars = text.chars();
    let text = chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect());
    let asks = ["how", "what", "where", "when", "why", "can", "do", "does", "is", "are", "which", "who"];
    let first = text.split_whitespace().next().unwrap_or("").to_lowercase();
    if asks.contains(&first.as_str()) && !text.ends_with('?') { format!("{text}?") } else { text }
}

/// Id, title and score of each hit, best first.
pub fn titles<'a>(
    knowledge: &'a Knowledge,
    found: &'a Found,
) -> impl Iterator<Item = (String, String, f32)> + use<'a> {
    found.hits.iter().filter_map(|hit| {
        let article = knowledge.articles.get(hit.article)?;
        Some((article.id.clone(), article.title.clone(), hit.score))
    })
}

/// What the knowledge alone has to say: Markdown and its sources, a question back, or that no source answers it.
pub fn extract(conversation: &Conversation, site: &Site) -> AnswerEnd {
    let knowledge = &site.knowledge;
    let ask = ask(conversation, site);
    let answered = |answer: extractive::Answer| AnswerEnd::Answered {
        text: answer.text,
        sources: answer.sources.into_iter().map(|source| cited(knowledge, source)).collect(),
    };
    if let Some(article) = ask.about.as_ref().filter(|_| ask.more) {
        let nothing = || AnswerEnd::Answered {
            text: site.say(&conversation.language, "no-more", &[]),
            sources: Vec::new(),
        };
        return extractive::more(knowledge, article, &ask.told).map_or_else(nothing, answered);
    }
    let mut found = search(conversation, site);
    let asked = |found: &mut Found, only: bool| {
        if only {
            found.hits.truncate(1);
            found.confidence = found.confidence.max(extractive::UNSURE);
        }
        with_query(&ask, |query| match only {
            false => extractive::answer(knowledge, query, found),
            true => extractive::one_question(knowledge, query, found),
        })
    };
    let insisted = wanted::insisted(conversation) && found.confidence < extractive::UNSURE;
    let outcome = match asked(&mut found, ask.about.is_some() || insisted) {
        // Who answered such a question in other words is answered, as well as can be.
        Outcome::Clarify { .. } if !site.answers.ask_back || wanted::asked_back(conversation, site) => {
            asked(&mut found, true)
        }
        outcome => outcome,
    };
    match outcome {
        Outcome::Answer(mut answer) => {
            let (before, after) = around(conversation, site);
            let closest = if insisted {
                format!("{}\n\n", site.say(&conversation.language, "closest", &[]))
            } else {
                String::new()
            };
            if ask.about.is_none() && conversation.has_said(&answer.text) {
                return AnswerEnd::SaidBefore;
            }
            answer.text = format!("{before}{closest}{}{after}", answer.text);
            answered(answer)
        }
        Outcome::Clarify { choices } => {
            let (text, replies) = question_back(conversation, site, &choices);
            AnswerEnd::Asked { text, replies }
        }
        Outcome::NoAnswer { .. } => AnswerEnd::NoSource,
    }
}

/// Whether the article has more on the question than was told, and than this answer tells.
pub fn has_more(conversation: &Conversation, site: &Site, article: &str, answer: &str) -> bool {
    extractive::has_more(&site.knowledge, article, &(ask(conversation, site).told + answer))
}

/// What stands before and after the running answer, as the policy's template has it.
pub fn around(conversation: &Conversation, site: &Site) -> (String, String) {
    let named = |template: &&Template| conversation.template.as_ref() == Some(&template.id);
    let Some(template) = site.policy.templates.iter().find(named) else { return Default::default() };
    let (language, first) =
        (conversation.language.as_str(), site.languages.first().map_or("en", String::as_str));
    let (before, after) = template.around(language, first, |key| site.say(language, key, &[]));
    let filled =
        |text: String| text.replace("{site}", &site.name).replace("{hours}", &site.hours_in(language));
    (filled(before), filled(after))
}

/// Where the question fits two articles alike: a question back, and what may be pressed. Not twice in a row: who answers
/// it in other words is answered.
pub fn ask_back(conversation: &Conversation, site: &Site, found: &Found) -> Option<(String, Vec<String>)> {
    let ask = ask(conversation, site);
    if !site.answers.ask_back || ask.about.is_some() || wanted::asked_back(conversation, site) {
        return None;
    }
    let choices = with_query(&ask, |query| extractive::tie(&site.knowledge, query, found))?;
    Some(question_back(conversation, site, &choices))
}

fn question_back(
    conversation: &Conversation,
    site: &Site,
    choices: &[extractive::Source],
) -> (String, Vec<String>) {
    let say = |key: &str, titles: &str| site.say(&conversation.language, key, &[("titles", titles)]);
    let replies: Vec<String> = choices.iter().map(|choice| choice.title.clone()).collect();
    let bold: Vec<String> = replies.iter().map(|title| format!("**{title}**")).collect();
    let text = match bold.as_slice() {
        [most @ .., last] if !most.is_empty() => {
            say("clarify", &format!("{} {} {last}", most.join(", "), say("clarify-or", "")))
        }
        all => say("clarify-one", &all.concat()),
    };
    (text, replies)
}

fn cited(knowledge: &Knowledge, source: extractive::Source) -> Source {
    let passage = knowledge
        .articles
        .iter()
        .find(|article| article.id == source.article)
        .and_then(|article| article.passages.get(source.passage))
        .map(|passage| passage.text.clone())
        .unwrap_or_default();
    Source { article: source.article, title: source.title, heading: source.heading, passage }
}

fn with_query<T>(ask: &Ask, then: impl FnOnce(&Query<'_>) -> T) -> T {
    let context: Vec<&str> = ask.context.iter().map(String::as_str).collect();
    let shown: Vec<&str> = ask.shown.iter().map(String::as_str).collect();
    then(&Query {
        text: &ask.text,
        page_path: ask.path.as_deref(),
        language: Some(&ask.language),
        context: &context,
        shown: &shown,
    })
}
