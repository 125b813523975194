//! What is asked: of the knowledge, and of whoever writes the answer. A view of the log.

mod compose;

pub use compose::{Composed, compose, version};

use crate::conversation::Conversation;
use crate::knowledge::{self, Found, Knowledge, Query};
use crate::llm::extractive::{self, Outcome};
use crate::log::What;
use crate::parts::Source;
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
}

/// The question the conversation is at.
pub fn ask(conversation: &Conversation) -> Ask {
    let mut said: Vec<String> = Vec::new();
    let mut shown = Vec::new();
    for entry in &conversation.log {
        match &entry.what {
            What::CustomerSaid { text, .. } => said.push(text.clone()),
            What::AssistantSaid { sources, .. } => {
                shown.extend(sources.iter().map(|source| source.article.clone()));
            }
            _ => {}
        }
    }
    let text = said.pop().unwrap_or_default();
    // Follow-ups point at what was said just before; four turns back they no longer do.
    let context = said.split_off(said.len().saturating_sub(3));
    let path = conversation.page.as_ref().map(|page| page.path().to_owned());
    Ask { text, context, shown, path, language: conversation.language.clone() }
}

/// Searches the knowledge for it.
pub fn search(conversation: &Conversation, site: &Site) -> Found {
    with_query(&ask(conversation), |query| knowledge::search(&site.knowledge, query))
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

/// The answer from the knowledge alone: Markdown and its sources, or nothing if no source answers it.
pub fn extract(conversation: &Conversation, site: &Site) -> Option<(String, Vec<Source>)> {
    let knowledge = &site.knowledge;
    let outcome = with_query(&ask(conversation), |query| {
        let found = knowledge::search(knowledge, query);
        extractive::answer(knowledge, query, &found)
    });
    let cite = |sources: Vec<extractive::Source>| {
        sources.into_iter().map(|source| cited(knowledge, source)).collect()
    };
    match outcome {
        Outcome::Answer(answer) => Some((answer.text, cite(answer.sources))),
        Outcome::Clarify { text, choices } => Some((text, cite(choices))),
        Outcome::NoAnswer { .. } => None,
    }
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
