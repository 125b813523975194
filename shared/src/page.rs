//! What a page may tell about itself: an address without secrets, its title, what the customer sees going wrong.
//!
//! The page is a stranger's house, and its report is text from a stranger: [`Page::clean`] cuts every field to a
//! limit, drops what may be a secret from addresses, and is applied again by the Worker whatever the browser did.
//! Absent on purpose: page text, form values, cookies, storage.

use serde::{Deserialize, Serialize};

/// The page a customer is on, as far as the owner lets it be known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Page {
    /// Address without user info, query values outside the allow-list, and fragment; at most 500 bytes
    pub url: String,
    /// `document.title`, at most 200 bytes
    pub title: String,
    /// BCP 47 tag of `<html lang>`, lowercase; empty if unknown
    #[serde(skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// Level one and two headings in view, at most 6 of 120 bytes
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<String>,
    /// Error messages the customer can see (role=alert, invalid fields as `label: error`), at most 6 of 300 bytes
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<String>,
    /// Script errors of the page, message and place, at most 6 of 300 bytes
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub script_errors: Vec<String>,
    /// The nearest `data-baton-feature` mark
    #[serde(skip_serializing_if = "String::is_empty")]
    pub feature: String,
    /// The offer of help the customer took on this page: the name of the owner's rule
    #[serde(skip_serializing_if = "String::is_empty")]
    pub help: String,
    /// What the customer had selected, at most 300 bytes
    #[serde(skip_serializing_if = "String::is_empty")]
    pub selection: String,
    /// Paths visited before, oldest first, at most 10
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub trail: Vec<String>,
    /// The browser as it names itself, at most 200 bytes; known to the Worker, not told by the page
    #[serde(skip_serializing_if = "String::is_empty")]
    pub browser: String,
    /// Viewport, as in `390x844`
    #[serde(skip_serializing_if = "String::is_empty")]
    pub viewport: String,
}

impl Page {
    /// The same page with every limit kept. Cleaning twice changes nothing.
    pub fn clean(mut self) -> Self {
        self.url = clean_url(&self.url);
        cut(&mut self.title, 200);
        self.language = self.language.to_ascii_lowercase();
        cut(&mut self.language, 20);
        clean_list(&mut self.headings, 6, 120);
        clean_list(&mut self.errors, 6, 300);
        clean_list(&mut self.script_errors, 6, 300);
        cut(&mut self.feature, 60);
        cut(&mut self.help, 60);
        cut(&mut self.selection, 300);
        self.trail = self.trail.iter().rev().take(10).map(|path| clean_url(path)).rev().collect();
        cut(&mut self.viewport, 12);
        cut(&mut self.browser, 200);
        self
    }

    /// The path of the address: what articles and rules match on. `/` if there is none.
    pub fn path(&self) -> &str {
        path_of(&self.url)
    }
}

/// The path of an absolute or relative address, without query and fragment.
pub fn path_of(url: &str) -> &str {
    let rest = match url.find("://") {
        Some(at) => {
            let after = &url[at + 3..];
            match after.find('/') {
                Some(slash) => &after[slash..],
                None => "/",
            }
        }
        None => url,
    };
    let path = rest.split(['?', '#']).next().unwrap_or("/");
    if path.is_empty() { "/" } else { path }
}

/// Whether `path` matches `pattern`, in which `*` stands for any run of characters.
///
/// A trailing slash makes no difference, and `/returns/*` also matches `/returns`.
pub fn matches_path(pattern: &str, path: &str) -> bool {
    fn glob(pattern: &[u8], path: &[u8]) -> bool {
        match pattern.split_first() {
            None => path.is_empty(),
            Some((b'*', rest)) => (0..=path.len()).any(|i| glob(rest, &path[i..])),
            Some((c, rest)) => path.first() == Some(c) && glob(rest, &path[1..]),
        }
    }
    let trimmed = path.trim_end_matches('/');
    if let Some(base) = pattern.strip_suffix("/*")
        && trimmed == base
    {
        return true;
    }
    glob(pattern.trim_end_matches('/').as_bytes(), trimmed.as_bytes())
        || glob(pattern.as_bytes(), path.as_bytes())
}

/// An address without user info, query values and fragment: parameter names stay, values become `…`.
///
/// A page address often carries a session or reset token; none may reach a store, a ticket or a model.
pub fn clean_url(url: &str) -> String {
    let url = url.trim();
    let no_fragment = url.split('#').next().unwrap_or("");
    let (base, query) = no_fragment.split_once('?').unwrap_or((no_fragment, ""));
    let mut clean = match base.split_once("://") {
        Some((scheme, rest)) => {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let host = host.rsplit('@').next().unwrap_or("");
            format!("{scheme}://{host}{}", clean_path(path))
        }
        None => clean_path(base),
    };
    let names: Vec<&str> =
        query.split('&').filter_map(|pair| pair.split('=').next()).filter(|name| !name.is_empty()).collect();
    for (i, name) in names.iter().take(8).enumerate() {
        clean.push(if i == 0 { '?' } else { '&' });
        clean.push_str(name);
        clean.push_str("=…");
    }
    cut(&mut clean, 500);
    clean
}

/// Long opaque segments (32 characters or more with letters and digits mixed) are tokens more often than names.
fn clean_path(path: &str) -> String {
    path.split('/')
        .map(|segment| {
            let opaque = segment.len() >= 32
                && segment.bytes().any(|b| b.is_ascii_digit())
                && segment.bytes().any(|b| b.is_ascii_alphabetic())
                && !segment.contains('-');
            if opaque { "…" } else { segment }
        })
        .collect::<Vec<_>>()
        .join("/")
}

fn clean_list(list: &mut Vec<String>, most: usize, bytes: usize) {
    list.retain(|item| !item.trim().is_empty());
    list.truncate(most);
    for item in list {
        cut(item, bytes);
    }
}

/// Cuts `text` to at most `bytes` bytes, on a character's border.
pub fn cut(text: &mut String, bytes: usize) {
    if text.len() > bytes {
        let mut end = bytes;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_loses_what_may_be_a_secret_and_keeps_what_helps() {
        assert_eq!(
            clean_url(
                "https://u:p@shop.example/reset/a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4?token=abc&q=shoes#access_token=1"
            ),
            "https://shop.example/reset/…?token=…&q=…"
        );
        assert_eq!(clean_url("/returns/?"), "/returns/");
        let once = clean_url("https://a.example/b?c=d");
        assert_eq!(clean_url(&once), once);
    }

    #[test]
    fn patterns_match_paths_with_and_without_a_trailing_slash() {
        assert!(matches_path("/returns/*", "/returns/"));
        assert!(matches_path("/returns/*", "/returns"));
        assert!(matches_path("/account/orders/*", "/account/orders/1042"));
        assert!(matches_path("/cart", "/cart/"));
        assert!(matches_path("*", "/anything"));
        assert!(!matches_path("/cart", "/cartoon"));
        assert!(!matches_path("/returns/*", "/return"));
    }

    #[test]
    fn every_field_is_cut_on_a_character_border() {
        let page =
            Page { title: "é".repeat(150), errors: vec!["x".repeat(999); 20], ..Page::default() }.clean();
        assert_eq!(page.title.len(), 200);
        assert_eq!((page.errors.len(), page.errors[0].len()), (6, 300));
        assert_eq!(page.clone().clean(), page);
    }

    #[test]
    fn the_path_is_found_in_any_address() {
        assert_eq!(path_of("https://shop.example/a/b?c#d"), "/a/b");
        assert_eq!(path_of("https://shop.example"), "/");
        assert_eq!(path_of("/a"), "/a");
    }
}
