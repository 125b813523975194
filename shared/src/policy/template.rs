//! Words around an answer, by what it is about and how the customer feels. They change how it is said, never what.

use super::{Condition, Facts, Finding, Policy, Words, why_not};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where the answer stands in a template's words.
pub const ANSWER: &str = "{answer}";

/// The first whose conditions all hold is used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Template {
    pub id: String,
    /// Ids of the articles whose answers it is for; of any where there are none
    pub articles: Vec<String>,
    /// All must hold
    pub when: Vec<Condition>,
    /// And of these at least one, where there are any
    pub any: Vec<Condition>,
    /// Shipped words, in every language
    pub tone: Option<Tone>,
    /// The owner's own words by language, with [`ANSWER`] once
    pub say: BTreeMap<String, String>,
    /// The line it starts on
    pub line: usize,
}

/// Words that come with Baton.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// It is sorry about the trouble
    Sorry,
    /// It sees that this is urgent
    Urgent,
}

impl Words for Tone {
    const WORDS: &'static [(&'static str, Self)] = &[("sorry", Self::Sorry), ("urgent", Self::Urgent)];
}

impl Template {
    /// What stands before and after the answer, in a language or, of the owner's words, in the site's first. `shipped`: the
    /// words of a tone.
    pub fn around(
        &self,
        language: &str,
        first: &str,
        shipped: impl FnOnce(&str) -> String,
    ) -> (String, String) {
        let own = self.say.get(language).or_else(|| self.say.get(first).filter(|_| self.tone.is_none()));
        match (own.and_then(|text| text.split_once(ANSWER)), self.tone) {
            (Some((before, after)), _) => (before.to_owned(), after.to_owned()),
            (None, Some(tone)) => {
                (format!("{}\n\n", shipped(&format!("tone-{}", tone.word()))), String::new())
            }
            (None, None) => Default::default(),
        }
    }
}

/// The template of an answer from this article.
pub fn template<'p>(policy: &'p Policy, findings: &[Finding], article: &str) -> Option<&'p Template> {
    let facts = Facts::new(policy, findings);
    policy.templates.iter().find(|template| {
        let about = template.articles.is_empty() || template.articles.iter().any(|id| id == article);
        about && why_not(&template.when, &template.any, &facts).is_none()
    })
}
