//! The prompt of a model: persona, rules, and the customer's question among its sources.
//!
//! Everything a stranger wrote (articles, page, customer) is quoted between lines of a fence, a word that is derived
//! from all of it and stands in none of it, so that nothing quoted can end its quotation. All of it is bounded.
//! Absent on purpose: what one provider calls these parts ([`crate::llm`]).

use crate::action::Action;
use crate::conversation::Conversation;
use crate::detect::language::language;
use crate::knowledge::{Article, Knowledge};
use crate::lang::LANGS;
use crate::llm::answer::{self, Kept, Reader};
use crate::llm::grounding::{Evidence, Given};
use crate::llm::{Message, Prompt, Tool, Voice};
use crate::log::{self, What, transcript};
use crate::page::{self, Page};
use crate::redact::redact;
use crate::site::{self, Length, Site};

const RULES: &str = include_str!("rules.md");

/// How long an answer is: what stands at `{length}` in the rules.
const SHORT: &str =
    "Two or three sentences, or a numbered list of at most five steps; the customer can ask for more.";
const FULL: &str = "Tell all that the sources say on the question, in at most twelve sentences or items, and nothing you said before.";
/// What the customer means who pressed "more".
const TELL_MORE: &str = "Tell me more about this: what you have not told me yet.";

/// Articles given. The right one is among the first four in nineteen of twenty questions; more cost more and distract.
const ARTICLES: usize = 4;
/// Bytes of one article, and of all.
const ARTICLE: usize = 5_000;
const ALL: usize = 12_000;
/// Bytes of the newest message, of an earlier one, and how many of those.
const NEWEST: usize = 4_000;
const EARLIER: usize = 800;
const BEFORE: usize = 10;
/// A language is believed to be the message's from here on; below, it is the conversation's.
const SURE: f32 = 0.7;

/// A prompt, and what its answer will be held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Composed {
    pub prompt: Prompt,
    given: Vec<Given>,
    question: String,
    language: String,
    fence: String,
}

/// The version of all words that do not come from a conversation.
pub fn version(persona: &str) -> String {
    site::hash(&format!("{RULES}{persona}"))
}

/// What a model may ask to be done: the actions of these names.
fn tools(site: &Site, actions: &[String]) -> Vec<Tool> {
    let ready = site.actions.iter().filter(|action| actions.contains(&action.name));
    let tool = |action: &Action| {
        let (name, parameters) = (action.name.clone(), action.json_schema());
        Tool { name, when: format!("Use this when {}.", action.when.trim_end_matches('.')), parameters }
    };
    ready.map(tool).collect()
}

/// The prompt of the question the conversation is at. `actions`: names of those that can be done here.
pub fn compose(conversation: &Conversation, site: &Site, actions: &[String]) -> Composed {
    // Again, although the log is clean: what was stored under other settings, or before there were any.
    let clean = |text: &str| redact(text, &site.redaction).text;
    let ask = super::ask(conversation, site);
    let question = clean(&ask.text);
    let language = match language(&question) {
        Some((tag, sure)) if sure >= SURE => tag.to_owned(),
        _ => conversation.language.clone(),
    };
    let found = super::search(conversation, site);
    let given = given(&site.knowledge, found.hits.iter().map(|hit| hit.article));
    let page = conversation.page.as_ref().map(|page| on_page(page, clean)).unwrap_or_default();
    let words = if ask.more { format!("{question}\n\n{TELL_MORE}") } else { question.clone() };
    let blocks = blocks(&given, page, &words);
    let quoted: String = blocks.iter().map(|(_, text)| text.as_str()).collect();
    let fence = fence(&format!("{}{}", conversation.id, conversation.turn), &quoted);
    let name = LANGS.iter().find(|(tag, ..)| *tag == language).map_or("", |(_, name, _)| *name);
    let rules =
        RULES.replace("{fence}", &fence).replace("{language}", format!("{name} (`{language}`)").trim());
    let rules =
        rules.replace("{length}", if ask.more || site.answers.length == Length::Full { FULL } else { SHORT });
    let system = format!("{}\n\n{}", site.persona.trim(), rules.trim());
    let quote =
        |(what, text): &(&str, String)| format!("{fence} {what}\n{}\n{fence} end of {what}", text.trim());
    let last: Vec<String> = blocks.iter().filter(|(_, text)| !text.trim().is_empty()).map(quote).collect();
    let mut messages = before(conversation, clean);
    add(&mut messages, Voice::Customer, &last.join("\n\n"));
    Composed {
        prompt: Prompt { system, messages, tools: tools(site, actions) },
        given,
        question,
        language,
        fence,
    }
}

impl Composed {
    /// Reads the answer to it.
    pub fn reader(&self, site: &Site, conversation: &Conversation) -> Reader {
        let evidence =
            Evidence::new(&self.given, &self.question, &site.name, &self.language, site.answers.support);
        let rest = site.say(&conversation.language, "rest-without-source", &[]);
        let given: String =
            self.given.iter().flat_map(|given| &given.passages).map(|(_, text)| text.as_str()).collect();
        let kept = Kept::new(self.fence.clone(), &self.prompt.system, format!("{given} {}", self.question));
        Reader::new(self.given.clone(), evidence, kept, rest)
    }

    /// Bytes that go out, for an estimate of their cost.
    pub fn size(&self) -> usize {
        self.prompt.system.len()
            + self.prompt.messages.iter().map(|message| message.text.len()).sum::<usize>()
    }
}

/// The best articles, within limits.
fn given(knowledge: &Knowledge, places: impl Iterator<Item = usize>) -> Vec<Given> {
    let mut left = ALL;
    let articles = places.take(ARTICLES).filter_map(|place| knowledge.articles.get(place));
    articles
        .map(|article| {
            let given = bounded(article, left.min(ARTICLE));
            left -= given
                .passages
                .iter()
                .map(|(heading, text)| heading.len() + text.len())
                .sum::<usize>()
                .min(left);
            given
        })
        .filter(|given| !given.passages.is_empty())
        .collect()
}

/// The first passages of an article that fit.
fn bounded(article: &Article, mut left: usize) -> Given {
    let mut passages = Vec::new();
    for passage in &article.passages {
        let size = passage.heading.len() + passage.text.len();
        if size > left {
            break;
        }
        left -= size;
        passages.push((passage.heading.clone(), passage.text.clone()));
    }
    let (id, title, language) = (article.id.clone(), article.title.clone(), article.language.clone());
    Given { article: id, title, language, passages }
}

/// What is quoted: name and text of each block.
fn blocks(given: &[Given], page: String, question: &str) -> Vec<(&'static str, String)> {
    let mut sources = String::new();
    for (i, given) in given.iter().enumerate() {
        sources.push_str(&format!("[{}] {}\n", i + 1, given.title));
        let mut under = "";
        for (heading, text) in &given.passages {
            if heading != under {
                sources.push_str(&format!("## {heading}\n"));
                under = heading;
            }
            sources.push_str(&format!("{text}\n"));
        }
        sources.push('\n');
    }
    if given.is_empty() {
        sources.push_str("There are no sources for this.");
    }
    let mut question = question.to_owned();
    page::cut(&mut question, NEWEST);
    vec![("sources", sources), ("page", page), ("customer", question)]
}

/// Each text is cleaned by itself: our own words before it would be read as its label.
fn on_page(page: &Page, clean: impl Fn(&str) -> String) -> String {
    let mut lines = vec![format!("Path: {}", clean(page.path()))];
    let mut line = |what: &str, text: &str| {
        if !text.trim().is_empty() {
            lines.push(format!("{what}: {}", clean(text).replace(['\n', '\r'], " ")));
        }
    };
    line("Title", &page.title);
    line("Headings", &page.headings.join(" · "));
    line("Errors the customer sees", &page.errors.join(" · "));
    line("Selected by the customer", &page.selection);
    lines.join("\n")
}

/// A word that the quoted text does not contain.
fn fence(salt: &str, quoted: &str) -> String {
    let mut word = format!("fence-{}", site::hash(&format!("{salt}{quoted}")));
    while quoted.contains(&word) {
        word = format!("fence-{}", site::hash(&format!("{word}{quoted}")));
    }
    word
}

/// What was said before the newest message, as far as it is needed.
fn before(conversation: &Conversation, clean: impl Fn(&str) -> String) -> Vec<Message> {
    let newest = conversation.log.iter().rposition(|entry| matches!(entry.what, What::CustomerSaid { .. }));
    let earlier: Vec<_> = transcript(&conversation.log[..newest.unwrap_or(0)]).collect();
    let mut messages = Vec::new();
    for (_, voice, name, text) in &earlier[earlier.len().saturating_sub(BEFORE)..] {
        let mut text = clean(&answer::without_marks(text));
        page::cut(&mut text, EARLIER);
        match voice {
            log::Voice::Customer => add(&mut messages, Voice::Customer, &text),
            log::Voice::Assistant => add(&mut messages, Voice::Assistant, &text),
            log::Voice::Person => add(&mut messages, Voice::Assistant, &format!("({name}, a person) {text}")),
        }
    }
    // Some protocols refuse a conversation that the assistant began.
    if messages.first().is_some_and(|first| first.voice == Voice::Assistant) {
        messages.remove(0);
    }
    messages
}

/// No two messages in a row have one voice: some protocols refuse it.
fn add(messages: &mut Vec<Message>, voice: Voice, text: &str) {
    match messages.last_mut() {
        _ if text.trim().is_empty() => {}
        Some(last) if last.voice == voice => last.text.push_str(&format!("\n\n{text}")),
        _ => messages.push(Message { voice, text: text.to_owned() }),
    }
}

#[cfg(test)]
mod tests;
