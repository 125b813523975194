//! What the customer's words point at: a question of their own, more of the last answer, or one of the articles they were
//! asked about.

use super::Ask;
use crate::conversation::Conversation;
use crate::detect::courtesy::{Courtesy, courtesy};
use crate::log::What;
use crate::parts::Choice;
use crate::site::Site;

/// How customers ask for more by hand, in small letters, beside the words of the button.
const MORE: &[&str] = &[
    "more",
    "more please",
    "tell me more",
    "más",
    "más detalles",
    "plus",
    "plus de détails",
    "mehr",
    "mehr dazu",
    "mais",
    "mais detalhes",
    "di più",
    "più dettagli",
    "meer",
    "meer details",
    "więcej",
    "daha fazla",
    "المزيد",
    "और",
    "और बताएं",
    "更多",
    "详细一点",
    "もっと",
    "もっと詳しく",
];

/// The question the conversation is at.
pub fn ask(conversation: &Conversation, site: &Site) -> Ask {
    let (mut said, mut shown): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let (mut about, mut more, mut told) = (None, false, String::new());
    // The newest answer: the article it rests on, and what it offered to press.
    let mut last: (Option<&String>, &[String]) = (None, &[]);
    for entry in &conversation.log {
        match &entry.what {
            What::CustomerSaid { text, .. } => {
                let (article, replies) = std::mem::take(&mut last);
                let picked = match replies {
                    [only] if courtesy(text) == Some(Courtesy::Yes) => titled(site, only),
                    _ => replies.iter().find(|reply| same(reply, text)).and_then(|reply| titled(site, reply)),
                };
                if let Some(id) = picked {
                    (about, more) = (Some(id), false);
                } else if let Some(article) = article.filter(|_| wants_more(site, conversation, text)) {
                    (about, more) = (Some(article.clone()), true);
                } else {
                    (about, more) = (None, false);
                    told.clear();
                    said.push(text.clone());
                }
            }
            What::AssistantSaid { text, sources, replies, .. } => {
                shown.extend(sources.iter().map(|source| source.article.clone()));
                told.push_str(text);
                told.push('\n');
                last = (sources.first().map(|source| &source.article), replies);
            }
            _ => {}
        }
    }
    let text = said.pop().unwrap_or_default();
    // Follow-ups point at what was said just before; four turns back they no longer do.
    let context = said.split_off(said.len().saturating_sub(3));
    let path = conversation.page.as_ref().map(|page| page.path().to_owned());
    Ask { text, context, shown, path, language: conversation.language.clone(), about, more, told }
}

/// Whether the newest words of the assistant asked whether one article is meant.
pub fn asked_about_one(conversation: &Conversation, site: &Site) -> bool {
    let last = conversation.log.iter().rev().find_map(|entry| match &entry.what {
        What::AssistantSaid { replies, .. } => Some(replies),
        _ => None,
    });
    last.is_some_and(|replies| matches!(replies.as_slice(), [only] if titled(site, only).is_some()))
}

/// Whether the customer was told that this is not sure, and wants it tried all the same.
pub fn insisted(conversation: &Conversation) -> bool {
    let last = conversation.log.iter().rev().find_map(|entry| match &entry.what {
        What::CustomerChose { choice } => Some(*choice == Choice::Assistant),
        What::CustomerSaid { .. } => Some(false),
        _ => None,
    });
    last == Some(true)
}

/// Whether the newest words of the assistant asked back which article is meant: it is not done twice in a row.
pub fn asked_back(conversation: &Conversation, site: &Site) -> bool {
    let last = conversation.log.iter().rev().find_map(|entry| match &entry.what {
        What::AssistantSaid { replies, .. } => Some(replies),
        _ => None,
    });
    last.is_some_and(|replies| replies.iter().any(|reply| titled(site, reply).is_some()))
}

fn titled(site: &Site, title: &str) -> Option<String> {
    let article = site.knowledge.articles.iter().find(|article| same(&article.title, title))?;
    Some(article.id.clone())
}

fn wants_more(site: &Site, conversation: &Conversation, text: &str) -> bool {
    same(&site.say(&conversation.language, "more", &[]), text)
        || MORE.iter().any(|more| same(more, text))
        || site.languages.iter().any(|language| same(&site.say(language, "more", &[]), text))
}

fn same(a: &str, b: &str) -> bool {
    let bare = |text: &str| text.trim().trim_end_matches(['.', '!', '?', '…', '。', '！']).to_lowercase();
    bare(a) == bare(b)
}
