//! 1. Each source becomes articles that are read without a problem, and says what it leaves out and why.
//! 2. Imported again, unchanged text stays, changed text is renewed, what a person added to the front matter stays, and
//!    what a person edited is kept unless it is forced.

use super::*;
use expect_test::{Expect, expect};

/// A folder for one test, gone with it.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("baton-import-{}-{name}", std::process::id()));
        std::fs::remove_dir_all(&folder).ok();
        std::fs::create_dir_all(&folder).expect("a temporary folder can be made");
        Self(folder)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(&self.0)).expect("a temporary folder can be made");
        std::fs::write(path, text).expect("the temporary folder is writable");
    }

    fn read(&self, name: &str) -> String {
        text(&self.0.join(name)).unwrap_or_else(|why| panic!("{why:#}"))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

fn into(scratch: &Scratch) -> Manner {
    Manner { into: scratch.0.clone(), language: "en".to_owned(), ..Manner::default() }
}

fn told(haul: Result<Haul>, scratch: &Scratch, expected: Expect) {
    let haul = haul.unwrap_or_else(|why| panic!("{why:#}"));
    let report = store(haul, &into(scratch)).unwrap_or_else(|why| panic!("{why:#}"));
    assert_eq!(report.problems, Vec::<String>::new());
    let mut files: Vec<_> =
        std::fs::read_dir(&scratch.0).expect("it is there").flatten().map(|e| e.path()).collect();
    files.sort();
    let texts: Vec<String> = files
        .iter()
        .map(|file| {
            format!(
                "# {}\n{}",
                file.file_name().unwrap_or_default().to_string_lossy(),
                text(file).unwrap_or_default()
            )
        })
        .collect();
    expected.assert_eq(&format!("{report}\n{}", texts.join("\n")));
}

const ZENDESK: &str = r#"{"articles": [
  {"id": 1, "title": "Returns: how?", "body": "<h2>Steps</h2><ol><li>Open <b>Orders</b></li><li>Press Return</li></ol>", "locale": "en-us",
   "html_url": "https://help.shop.example/hc/en-us/articles/1-Returns", "draft": false, "user_segment_id": null, "label_names": ["returns", "send my order back"]},
  {"id": 2, "title": "Internal prices", "body": "<p>secret</p>", "locale": "en-us", "user_segment_id": 77},
  {"id": 3, "title": "Not ready", "body": "<p>x</p>", "draft": true, "user_segment_id": null},
  {"id": 4, "title": "Empty", "body": "<p> </p>", "user_segment_id": null},
  {"id": 5, "title": "[Beta] Gift cards", "body": "<p>Valid for 3 years, see <a href=\"/hc/en-us/articles/1\">returns</a>.</p>", "locale": "en-us",
   "html_url": "https://help.shop.example/hc/en-us/articles/5", "user_segment_id": null}],
  "next_page": null}"#;

#[test]
fn a_zendesk_export_becomes_articles() {
    let scratch = Scratch::new("zendesk");
    told(
        zendesk::read(&[("articles.json".to_owned(), ZENDESK.to_owned())]),
        &scratch,
        expect![[r#"
        2 new, 0 updated, 0 unchanged, 0 kept, 3 skipped
          + returns-how.md
          + beta-gift-cards.md
          - “Internal prices”: not for everybody: it has a user segment; the chat would show it to anyone
          - “Not ready”: a draft
          - zendesk:4: it has no text

        read them over, `cargo xtask knowledge check` says what to look at; then `cargo xtask publish`

        # beta-gift-cards.md
        ---
        id: beta-gift-cards
        title: "[Beta] Gift cards"
        language: en
        source: https://help.shop.example/hc/en-us/articles/5
        imported: 5124b29f09fe
        ---

        Valid for 3 years, see [returns](https://help.shop.example/hc/en-us/articles/1).

        # returns-how.md
        ---
        id: returns-how
        title: Returns: how?
        language: en
        intents: [send my order back]
        source: https://help.shop.example/hc/en-us/articles/1-Returns
        imported: dbe25071ed4f
        ---

        ## Steps

        1. Open **Orders**
        2. Press Return
    "#]],
    );
}

#[test]
fn an_intercom_export_becomes_articles_in_every_language_it_is_published_in() {
    let scratch = Scratch::new("intercom");
    let text = r#"{"type": "list", "data": [{"type": "article", "id": "9", "title": "Opening hours", "description": "When we are there",
      "body": "<p>Monday to Friday.</p>", "state": "published", "url": "https://help.shop.example/en/articles/9", "default_locale": "en",
      "translated_content": {"type": "article_translated_content",
        "en": {"title": "Opening hours", "body": "<p>Monday to Friday.</p>", "state": "published"},
        "de": {"title": "Öffnungszeiten", "body": "<p>Montag bis Freitag.</p>", "state": "published", "url": "https://help.shop.example/de/articles/9"},
        "fr": {"title": "Horaires", "body": "<p>x</p>", "state": "draft"}, "it": null}}]}"#;
    told(
        intercom::read(&[("articles.json".to_owned(), text.to_owned())]),
        &scratch,
        expect![[r#"
        2 new, 0 updated, 0 unchanged, 0 kept, 1 skipped
          + opening-hours.md
          + offnungszeiten.md
          - “Horaires”: not published

        read them over, `cargo xtask knowledge check` says what to look at; then `cargo xtask publish`

        # offnungszeiten.md
        ---
        id: offnungszeiten
        title: Öffnungszeiten
        language: de
        source: https://help.shop.example/de/articles/9
        imported: cd3e83f26256
        ---

        Montag bis Freitag.

        # opening-hours.md
        ---
        id: opening-hours
        title: Opening hours
        language: en
        source: https://help.shop.example/en/articles/9
        imported: fb1c9936f8dc
        ---

        When we are there

        Monday to Friday.
    "#]],
    );
}

#[test]
fn a_table_becomes_articles_and_rows_with_one_answer_become_one() {
    let scratch = Scratch::new("table");
    let table = "Question;Answer;Variants;Page\nHow long do returns take?;\"Three days; sometimes\nfour.\";when is my refund here|money back when;/returns/\n\
                 Wann kommt mein Geld?;\"Three days; sometimes\nfour.\";;\nNo answer?;;;\nIs it <b>free</b>?;<p>Yes, <strong>always</strong>.</p>;;\n";
    told(
        table::read(table, "faq.csv"),
        &scratch,
        expect![[r#"
        2 new, 0 updated, 0 unchanged, 0 kept, 2 skipped
          + how-long-do-returns-take.md
          + is-it-b-free-b.md
          - “Wann kommt mein Geld?”: same answer as “How long do returns take?”: kept as another way to ask it
          - row at line 6: no answer

        read them over, `cargo xtask knowledge check` says what to look at; then `cargo xtask publish`

        # how-long-do-returns-take.md
        ---
        id: how-long-do-returns-take
        title: How long do returns take?
        pages: [/returns/]
        language: en
        intents: [when is my refund here, money back when, Wann kommt mein Geld?]
        source: faq.csv: How long do returns take?
        imported: 758c951b1561
        ---

        Three days; sometimes
        four.

        # is-it-b-free-b.md
        ---
        id: is-it-b-free-b
        title: Is it <b>free</b>?
        language: en
        source: faq.csv: Is it <b>free</b>?
        imported: 8a212fa915fc
        ---

        Yes, **always**.
    "#]],
    );
    let why = table::read("a,b\n1,2\n", "x.csv").err().map(|why| why.to_string());
    assert_eq!(
        why.as_deref(),
        Some("x.csv needs a first row with the columns `question` and `answer`; it has: a, b")
    );
}

#[test]
fn a_folder_becomes_articles() {
    let (from, scratch) = (Scratch::new("folder-from"), Scratch::new("folder"));
    from.write("README.md", "# About these files");
    from.write("billing/index.md", "---\ntitle: \"Billing\"\nsidebar_position: 3\npermalink: /help/billing/\n---\nWe bill on the first.\n");
    from.write("billing/cards.md", "# Which cards?\r\n\r\nVisa and Mastercard.\r\n");
    from.write("old.md", "---\ntitle: Old\ndraft: true\n---\nx");
    from.write("page.html", "<html lang=en><title>Page | Shop</title><nav>Menu</nav><main><h1>Gift wrap</h1><p>We wrap every lamp in paper for two euros.</p></main>");
    from.write("logo.svg", "<svg/>");
    told(
        folder::read(&from.0),
        &scratch,
        expect![[r#"
        3 new, 0 updated, 0 unchanged, 0 kept, 3 skipped
          + cards.md
          + billing.md
          + page.md
          - README.md: by its name it is about the files, not about your shop
          - logo.svg: neither Markdown nor HTML
          - old.md: a draft

        read them over, `cargo xtask knowledge check` says what to look at; then `cargo xtask publish`

        # billing.md
        ---
        id: billing
        title: Billing
        pages: [/help/billing/]
        language: en
        source: billing/index.md
        imported: d1b29e66e175
        ---

        We bill on the first.

        # cards.md
        ---
        id: cards
        title: Which cards?
        language: en
        source: billing/cards.md
        imported: 6ee7c1d96412
        ---

        Visa and Mastercard.

        # page.md
        ---
        id: page
        title: Gift wrap
        language: en
        source: page.html
        imported: 5df1c4ad979e
        ---

        We wrap every lamp in paper for two euros.
    "#]],
    );
}

#[test]
fn what_a_person_edited_is_kept_and_what_they_added_stays() {
    let scratch = Scratch::new("again");
    let haul = |body: &str| {
        let article = |n: u32, body: &str| Found {
            title: format!("Article {n}"),
            body: body.to_owned(),
            source: format!("https://shop.example/{n}"),
            ..Found::default()
        };
        Haul {
            found: vec![article(1, "One."), article(2, body), article(3, body.trim_end())],
            skipped: Vec::new(),
        }
    };
    let again = |body: &str, force: bool| {
        let report =
            store(haul(body), &Manner { force, ..into(&scratch) }).unwrap_or_else(|why| panic!("{why:#}"));
        let report = report.to_string();
        report.lines().filter_map(|line| Some(format!("{}\n", line.strip_prefix("  ")?))).collect::<String>()
    };
    expect![[r#"
          + article-1.md
          + article-2.md
          - https://shop.example/3: the same text as article-2.md
    "#]]
    .assert_eq(&again("Two.", false));
    assert_eq!(
        again("Two.", false),
        "- https://shop.example/3: the same text as article-2.md\n",
        "nothing is new"
    );
    // A person adds an owner to one, and edits the text of the other.
    let owned = scratch
        .read("article-2.md")
        .replace("language: en\n", "language: en\nowner: Ann\nintents:\n- two please\n");
    scratch.write("article-2.md", &owned);
    scratch.write("article-1.md", &scratch.read("article-1.md").replace("One.", "One, by hand."));
    scratch.write("own.md", "---\ntitle: Article 4\n---\nMine.\n");
    expect![[r#"
          ~ article-2.md
          = article-1.md kept: it was edited by hand since it was imported; --force overwrites it
          - https://shop.example/3: the same text as article-2.md
    "#]]
    .assert_eq(&again("Two, renewed.", false));
    let renewed = scratch.read("article-2.md");
    assert!(
        renewed.contains("owner: Ann\n")
            && renewed.contains("- two please\n")
            && renewed.contains("Two, renewed."),
        "{renewed}"
    );
    assert!(scratch.read("article-1.md").contains("by hand"));
    expect![[r#"
          ! article-1.md: edited by hand, overwritten (--force)
          - https://shop.example/3: the same text as article-2.md
    "#]]
    .assert_eq(&again("Two, renewed.", true));
    assert!(!scratch.read("article-1.md").contains("by hand"));
}
