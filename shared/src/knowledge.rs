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
mod explain;
mod front_matter;
mod index;
mod letters;
mod passage;
mod rank;
mod reading;
mod walk;
mod words;

pub use article::{Article, KEYS, read};
pub use confidence::{Because, signs, weigh};
pub use explain::explain;
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

/// What a confidence was judged by: the signs, and what it rests on.
type Seen = ([f32; signs::COUNT], Because);

/// The same with what its confidence was judged by, for those who explain it and who learn to judge. None without a hit.
pub fn observe(knowledge: &Knowledge, query: &Query<'_>) -> (Found, Option<Seen>) {
    let query = &heard(knowledge, query);
    let asking = Asking::new(&knowledge.index, query);
    let walk = Walk::new(&knowledge.index, &asking);
    let look = Look { knowledge, query, asking: &asking, walk: &walk };
    let judged = walk.candidates(JUDGED).into_iter().map(|article| (article, points(&look, article)));
    let mut best: Vec<(usize, Points)> = judged.filter(|(_, points)| points.1 > 0.0).collect();
    best.sort_by(|(a, x), (b, y)| y.1.total_cmp(&x.1).then(a.cmp(b)));
    best.truncate(HITS);
    let hits: Vec<Hit> = best.iter().map(|(article, points)| told(&look, *article, points)).collect();
    let judged = (!hits.is_empty()).then(|| {
        let signs = signs::signs(&look, &hits);
        (signs, confidence::confidence(&look, &hits, &signs))
    });
    let found = Found {
        confidence: judged.map_or(0.0, |(_, (sure, _))| sure),
        unknown_words: asking.unknown(),
        effective_query: asking.effective(&knowledge.index),
        hits,
    };
    (found, judged.map(|(signs, (_, because))| (signs, because)))
}

/// The question without its language where no article is in it: then the words may still be those of the articles.
fn heard<'a>(knowledge: &Knowledge, query: &Query<'a>) -> Query<'a> {
    let spoken = |wanted: &&str| knowledge.articles.iter().any(|a| same_language(&a.language, wanted));
    Query { language: query.language.filter(spoken), ..*query }
}

/// Whether two tags name one language: `pt` and `pt-BR` do.
fn same_language(a: &str, b: &str) -> bool {
    fn short(tag: &str) -> &str {
        tag.split(['-', '_']).next().unwrap_or("")
    }
    short(a).eq_ignore_ascii_case(short(b))
}

/// What every rule gives an article, and the sum.
type Points = ([f32; RANKING.len()], f32);

fn points(look: &Look<'_>, article: usize) -> Points {
    let mut all = [0.0; RANKING.len()];
    for (points, rule) in all.iter_mut().zip(RANKING) {
        *points = (rule.score)(look, article) * rule.weight;
    }
    (all, all.iter().sum())
}

fn told(look: &Look<'_>, article: usize, (points, score): &Points) -> Hit {
    let gave = RANKING.iter().zip(points).filter(|(_, points)| **points != 0.0);
    let rules = gave.map(|(rule, points)| RuleScore { rule: rule.name.to_owned(), score: *points }).collect();
    let passage = rank::best_passage(look, article).unwrap_or(0);
    Hit { article, id: look.knowledge.articles[article].id.clone(), passage, score: *score, rules }
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
