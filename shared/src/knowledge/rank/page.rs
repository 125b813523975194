//! Whether the article names the page the customer is on.
//!
//! Worth little: a customer on the returns page often asks something else. It decides between articles that fit alike.

use super::{Look, Rule};

pub const RULE: Rule =
    Rule { name: "page", about: "the article names the page the customer is on", weight: 0.08, score };

fn score(look: &Look<'_>, article: usize) -> f32 {
    let Some(path) = look.query.page_path else { return 0.0 };
    let path = path.split(['?', '#']).next().unwrap_or("");
    let fits = look.knowledge.articles[article].pages.iter().any(|p| fits(p, path));
    if fits { 1.0 } else { 0.0 }
}

/// Whether a path fits a pattern in which `*` stands for anything, also for nothing. `/returns/*` fits `/returns`.
fn fits(pattern: &str, path: &str) -> bool {
    let path = path.strip_suffix('/').filter(|p| !p.is_empty()).unwrap_or(path);
    if let Some(stem) = pattern.strip_suffix("/*")
        && !stem.is_empty()
        && path == stem
    {
        return true;
    }
    let mut rest = path;
    for (i, piece) in pattern.split('*').enumerate() {
        match rest.find(piece) {
            Some(0) => rest = &rest[piece.len()..],
            Some(at) if i > 0 => rest = &rest[at + piece.len()..],
            _ => return false,
        }
    }
    rest.is_empty() || pattern.ends_with('*')
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stands_for_anything() {
        assert!(
            fits("/returns/*", "/returns/12")
                && fits("/returns/*", "/returns")
                && fits("/returns", "/returns/")
        );
        assert!(fits("*/orders/*", "/en/orders/7") && fits("/", "/") && fits("*", "/x"));
        assert!(!fits("/returns", "/returns/12") && !fits("/a/*", "/b/a/c") && !fits("/", "/x"));
    }
}
