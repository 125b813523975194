//! The words of the first stage, in every language:
//! 1. a site of several languages answers `/embed.js` in the browser's, complete, in one request;
//! 2. where the page is in another, that one is drawn; Hiligaynon is not Hindi; `?lang=` settles it;
//! 3. the form without script speaks the same, and says so to a screen reader.

use crate::chromium::{Chromium, Page};
use crate::client::request;
use crate::stage::Stage;
use shared::lang::{LANGS, Words};

fn all() -> Vec<&'static str> {
    LANGS.iter().map(|(tag, ..)| *tag).collect()
}

fn word(tag: &str, key: &str) -> String {
    Words::shipped(tag).say(key, &[])
}

fn label(page: &mut Page) -> serde_json::Value {
    page.wait(
        "the human button",
        "document.querySelector('baton-chat')?.shadowRoot.querySelector('#human')?.textContent",
    )
}

#[test]
fn every_language_is_complete_in_the_first_request() {
    let stage = Stage::in_languages(&all());
    for (tag, ..) in LANGS {
        let wish = format!("xx, {tag}-XX;q=0.8, en;q=0.1");
        let answer = request("GET", &stage.url("/embed.js"), &[("accept-language", &wish)], "")
            .expect("the Worker is there");
        assert_eq!(answer.status, 200);
        for key in
            ["shell.human", "shell.launcher", "shell.placeholder", "shell.form-email", "shell.form-failed"]
        {
            assert!(answer.body.contains(&word(tag, key)), "{tag} lacks {key}");
        }
        let asked = request("GET", &stage.url(&format!("/embed.js?lang={tag}")), &[], "")
            .expect("the Worker is there");
        assert_eq!(asked.body, answer.body, "{tag} by name");
    }
}

#[test]
fn the_language_of_the_page_is_spoken_and_hiligaynon_is_not_hindi() {
    let stage = Stage::in_languages(&["en", "de", "hi", "ar"]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    let mut shown = |lang: &str, src: &str| {
        page.goto(&stage.url("/person")); // the one page of ours without the script
        page.eval(&format!(
            "document.documentElement.lang = '{lang}'; \
             document.head.append(Object.assign(document.createElement('script'), {{ src: '{src}' }}))"
        ));
        label(&mut page).as_str().unwrap_or_default().to_owned()
    };
    let human = |tag| word(tag, "shell.human");
    assert_eq!(shown("de-AT", "/embed.js"), human("de"));
    assert_eq!(shown("hil", "/embed.js"), human("en"));
    assert_eq!(shown("hi-Latn-IN", "/embed.js"), human("hi"));
    assert_eq!(shown("", "/embed.js"), human("en"));
    assert_eq!(shown("de", "/embed.js?lang=ar"), human("ar"));
    assert_eq!(shown("de", "/embed.ar.js"), human("ar"));
}

#[test]
fn the_form_without_script_says_which_language_it_speaks() {
    let stage = Stage::in_languages(&["en", "de", "ar"]);
    let form = |path: &str, wish: &str| {
        request("GET", &stage.url(path), &[("accept-language", wish)], "").expect("the Worker is there").body
    };
    let arabic = form("/person", "ar-EG,en;q=0.5");
    assert!(
        arabic.contains("<html lang=\"ar\" dir=\"rtl\">") && arabic.contains(&word("ar", "shell.form-title"))
    );
    assert!(form("/person?lang=de", "ar").contains("<html lang=\"de\" dir=\"ltr\">"));
    assert!(form("/person", "").contains("<html lang=\"en\" dir=\"ltr\">"));
}
