//! The help center: articles read, indexed and searched; with every hit its explanation and how sure we are.
//!
//! `read` and `compile` run when a release is made, `search` with every question: a pure function of the knowledge and
//! the question, without a network, a model or a clock. Absent on purpose: learned embeddings and trained classifiers.
//! A classifier over the intents gained three points where they were plenty and lost as much where they were noisy
//! (measured); and neither could say in words why an article was found.

mod article;
mod asking;
pub mod check;
mod concepts;
mod confidence;
mod front_matter;
mod index;
mod letters;
mod passage;
mod rank;
mod reading;
mod walk;
mod words;

pub use article::{Article, KEYS, read};
pub use confidence::{signs, weigh};
pub use passage::{Kind, Passage, plain, split};
pub use rank::{RANKING, RuleScore};
pub use reading::Reading;
pub use words::fold;
pub(crate) use words::{Stems, cut};

use asking::Asking;
use index::Index;
use rank::Look;
use serde::{Deserialize, Serialize};
use walk::Walk;

/// All articles, indexed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Knowledge {
    /// Changes with the content, and only with it
    pub version: String,
    pub articles: Vec<Article>,
    index: Index,
}

impl Knowledge {
    /// Whether the index is of these articles: what is read from elsewhere may not be.
    pub fn is_sound(&self) -> bool {
        self.index.articles() == self.articles.len()
            && self.index.units.iter().all(|unit| {
                self.articles.get(unit.article as usize).is_some_and(|article| {
                    unit.passage == 0 || (unit.passage as usize) < article.passages.len()
                })
            })
    }
}

/// A question and where it is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Query<'a> {
    pub text: &'a str,
    pub page_path: Option<&'a str>,
    /// The customer's language, where it is known
    pub language: Option<&'a str>,
    /// What the customer said before, oldest first
    pub context: &'a [&'a str],
    /// Ids of the articles already shown in this conversation
    pub shown: &'a [&'a str],
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Best first, at most ten
    pub hits: Vec<Hit>,
    /// How likely it is that the first hit answers the question, from 0 to 1
    pub confidence: f32,
    /// Content words of the question that stand nowhere in the articles
    pub unknown_words: Vec<String>,
    /// What was looked for: corrected, and with what earlier turns added
    pub effective_query: String,
}

/// An article that fits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Its place in `Knowledge::articles`
    pub article: usize,
    pub id: String,
    /// The best passage of the article
    pub passage: usize,
    pub score: f32,
    /// The points of every rule that gave any
    pub rules: Vec<RuleScore>,
}

/// The most hits anyone asks for.
const HITS: usize = 10;
/// Articles that all rules look at: the best by their words alone. The other rules can lift an article by less than a
/// point, so the best ten are among them; with a thousand articles this is most of the time saved.
const JUDGED: usize = 64;

/// Indexes articles.
pub fn compile(articles: Vec<Article>) -> Knowledge {
    let index = Index::new(&articles);
    Knowledge { version: version(&articles), articles, index }
}

/// Finds the articles that fit a question, best first.
pub fn search(knowledge: &Knowledge, query: &Query<'_>) -> Found {
    observe(knowledge, query).0
}

/// The same with the signs that its confidence is judged by, for those who learn to judge. None without a hit.
pub fn observe(knowledge: &Knowledge, query: &Query<'_>) -> (Found, Option<[f32; signs::COUNT]>) {
    let query = &heard(knowledge, query);
    let asking = Asking::new(&knowledge.index, query);
    let walk = Walk::new(&knowledge.index, &asking);
    let look = Look { knowledge, query, asking: &asking, walk: &walk };
    let mut hits: Vec<Hit> =
        walk.candidates(JUDGED).into_iter().map(|a| judge(&look, a)).filter(|hit| hit.score > 0.0).collect();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article)));
    hits.truncate(HITS);
    let signs = (!hits.is_empty()).then(|| signs::signs(&look, &hits));
    let found = Found {
        confidence: confidence::confidence(&look, &hits, signs.as_ref()),
        unknown_words: asking.unknown(),
        effective_query: asking.effective(&knowledge.index),
        hits,
    };
    (found, signs)
}

/// The question without its language where no article is in it: then the words may still be those of the articles.
fn heard<'a>(knowledge: &Knowledge, query: &Query<'a>) -> Query<'a> {
    let spoken = |wanted: &&str| knowledge.articles.iter().any(|a| same_language(&a.language, wanted));
    Query { language: query.language.filter(spoken), ..*query }
}

/// Whether two tags name one language: `pt` and `pt-BR` do.
fn same_language(a: &str, b: &str) -> bool {
    let short = |tag: &str| tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    short(a) == short(b)
}

fn judge(look: &Look<'_>, article: usize) -> Hit {
    let mut rules = Vec::new();
    let mut score = 0.0;
    for rule in RANKING {
        let points = (rule.score)(look, article) * rule.weight;
        if points != 0.0 {
            rules.push(RuleScore { rule: rule.name.to_owned(), score: points });
            score += points;
        }
    }
    let passage = rank::best_passage(look, article).unwrap_or(0);
    Hit { article, id: look.knowledge.articles[article].id.clone(), passage, score, rules }
}

/// FNV-1a over all that is written in the articles: it tells versions apart; it is no protection against anyone.
fn version(articles: &[Article]) -> String {
    let text = serde_json::to_vec(articles).unwrap_or_default();
    let hash = text
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests;
