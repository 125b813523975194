//! The main content of an HTML page: its title, its language, and its text as Markdown.
//!
//! What surrounds the content is left out by what it is (header, footer, navigation, forms) and by what it is called
//! (cookie, breadcrumb, related). What still stands on many pages is left out by [`super::pages`].

use super::markdown;
use scraper::{ElementRef, Html, Selector};
use url::Url;

/// A page, read.
#[derive(Debug, Default, PartialEq)]
pub struct Page {
    pub title: String,
    pub language: String,
    /// Markdown
    pub body: String,
    /// The page asks not to be kept
    pub noindex: bool,
    /// The address it gives itself
    pub canonical: Option<String>,
    pub links: Vec<String>,
}

/// Where the content stands, the surest first. The whole body is the last resort.
const MAIN: &[&str] = &[
    ".article-body",
    ".article__body",
    "[itemprop=articleBody]",
    "main article",
    "article",
    "main",
    "[role=main]",
    "#main-content",
    "#content",
    ".main-content",
    "body",
];

/// Elements that are never content.
const NEVER: &[&str] = &[
    "script", "style", "noscript", "template", "header", "footer", "nav", "aside", "form", "button", "svg",
    "iframe", "video", "audio", "object", "select", "dialog", "head",
];

/// Words in a class or an id that say the same of any element.
const CALLED: &[&str] = &[
    "cookie",
    "consent",
    "breadcrumb",
    "sidebar",
    "navbar",
    "navigation",
    "menu",
    "toolbar",
    "share",
    "social",
    "related",
    "comments",
    "newsletter",
    "banner",
    "popup",
    "modal",
    "pagination",
    "skip-link",
    "vote",
    "feedback",
    "toc",
    "table-of-contents",
    "site-header",
    "site-footer",
];
/// Roles that say it.
const ROLES: &[&str] = &["navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert"];

/// Reads a whole page.
pub fn page(html: &str, address: Option<&Url>) -> Page {
    let document = Html::parse_document(html);
    let first = |selector: &str| select(&document, selector).into_iter().next();
    let attribute = |selector: &str, name: &str| {
        first(selector).and_then(|element| element.value().attr(name)).map(|value| value.trim().to_owned())
    };
    let robots = attribute("meta[name=robots]", "content").unwrap_or_default().to_lowercase();
    let main = MAIN.iter().filter_map(|selector| first(selector)).find(|element| words(element) >= 8);
    let heading = main.and_then(|main| inside(&main, "h1")).or_else(|| first("h1"));
    let title = heading.map(|heading| text(&heading)).filter(|title| !title.is_empty());
    let title = title
        .or_else(|| attribute("meta[property='og:title']", "content"))
        .or_else(|| first("title").map(|title| without_site(&text(&title))));
    let title = title.unwrap_or_default();
    let body = main.map(|main| markdown::of(main, address, &is_content)).unwrap_or_default();
    let language = attribute("html", "lang").unwrap_or_default();
    Page {
        body: without_title(&body, &title),
        title,
        language: language.split(['-', '_']).next().unwrap_or("").to_lowercase(),
        noindex: robots.contains("noindex") || robots == "none",
        canonical: attribute("link[rel=canonical]", "href"),
        links: select(&document, "a[href]")
            .iter()
            .filter_map(|a| a.value().attr("href").map(str::to_owned))
            .collect(),
    }
}

/// Markdown of a piece of HTML, such as an article's body from an API.
pub fn fragment(html: &str, address: Option<&Url>) -> String {
    let document = Html::parse_fragment(html);
    markdown::of(document.root_element(), address, &is_content)
}

fn select<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(selector).map(|selector| document.select(&selector).collect()).unwrap_or_default()
}

fn inside<'a>(element: &ElementRef<'a>, selector: &str) -> Option<ElementRef<'a>> {
    element.select(&Selector::parse(selector).ok()?).next()
}

fn text(element: &ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words(element: &ElementRef<'_>) -> usize {
    element.text().map(|text| text.split_whitespace().count()).sum()
}

fn is_content(element: &ElementRef<'_>) -> bool {
    let value = element.value();
    if NEVER.contains(&value.name())
        || value.attr("hidden").is_some()
        || value.attr("aria-hidden") == Some("true")
    {
        return false;
    }
    if value.attr("role").is_some_and(|role| ROLES.contains(&role)) {
        return false;
    }
    let names = [value.attr("class"), value.attr("id")].into_iter().flatten();
    let parts = names.flat_map(str::split_whitespace).map(str::to_lowercase);
    // Parts of names, so that `article-related` is meant and `restaurant-menus` is not `menu`.
    let called = |name: String| {
        CALLED.iter().any(|word| name == *word || name.split(['-', '_']).any(|part| part == *word))
    };
    !parts.into_iter().any(called)
}

/// `Returns – Shop` is `Returns`: the site's name stands behind the last dash or bar.
fn without_site(title: &str) -> String {
    for mark in [" | ", " – ", " — ", " · ", " - "] {
        if let Some((front, _)) = title.rsplit_once(mark)
            && front.chars().count() >= 4
        {
            return front.trim().to_owned();
        }
    }
    title.to_owned()
}

/// The title stands in the front matter; at the top of the text it would be said twice.
fn without_title(body: &str, title: &str) -> String {
    match body.split_once('\n').unwrap_or((body, "")) {
        (first, rest) if first.starts_with('#') && first.trim_start_matches('#').trim() == title => {
            rest.trim_start().to_owned()
        }
        _ => body.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    const PAGE: &str = r##"<!doctype html><html lang="de-AT"><head><title>Rückgabe – Laden</title>
        <link rel="canonical" href="https://shop.example/hilfe/rueckgabe"><style>p{}</style></head><body>
        <header><a href="/">Laden</a><nav><ul><li>Start</li></ul></nav></header>
        <div class="cookie-banner">Wir verwenden Cookies.</div>
        <main><nav class="breadcrumbs">Hilfe &gt; Rückgabe</nav><article>
        <h1>Rückgabe</h1><p>Sie haben <strong>30&nbsp;Tage</strong> Zeit. Mehr in <a href="/agb#r">den AGB</a>.</p>
        <h2>So geht's</h2><ol><li>Öffnen Sie <em>Bestellungen</em>.</li><li>Drücken Sie <code>Zurück</code>:<ul><li>ganz</li><li>teilweise</li></ul></li></ol>
        <table><thead><tr><th>Land</th><th>Preis</th></tr></thead><tbody><tr><td>AT</td><td>0&nbsp;€</td></tr><tr><td>CH</td><td>9&nbsp;€<br>je Paket</td></tr></tbody></table>
        <blockquote><p>Nur unbenutzt.</p></blockquote><pre>code
  bleibt</pre><p>2 * 3 &lt; 7</p><aside>Auch interessant</aside><div class="article-related">Mehr</div>
        <form><input value="x"><button>Senden</button></form><p hidden>unsichtbar</p><img src="a.png" alt="Ein Etikett"></article></main>
        <footer>© Laden</footer><script>alert(1)</script></body></html>"##;

    #[test]
    fn the_main_content_becomes_markdown_and_what_surrounds_it_goes() {
        let address = Url::parse("https://shop.example/hilfe/rueckgabe?x=1").ok();
        let page = page(PAGE, address.as_ref());
        assert_eq!((page.title.as_str(), page.language.as_str()), ("Rückgabe", "de"));
        expect![[r#"
            Sie haben **30 Tage** Zeit. Mehr in [den AGB](https://shop.example/agb#r).

            ## So geht's

            1. Öffnen Sie *Bestellungen*.
            2. Drücken Sie `Zurück`:
               - ganz
               - teilweise

            | Land | Preis |
            |---|---|
            | AT | 0 € |
            | CH | 9 € je Paket |

            > Nur unbenutzt.

            ```
            code
              bleibt
            ```

            2 \* 3 \< 7

            Ein Etikett"#]]
        .assert_eq(&page.body);
    }

    #[test]
    fn a_page_without_any_structure_is_read_as_a_whole() {
        let page = page(
            "<title>Opening hours | Shop</title><div>We are open from nine to five on every working day.<br>Not on Sundays.",
            None,
        );
        assert_eq!(page.title, "Opening hours");
        assert_eq!(page.body, "We are open from nine to five on every working day.\nNot on Sundays.");
        assert!(!page.noindex);
        assert!(super::page("<meta name=robots content='noindex, follow'><p>a", None).noindex);
    }
}
