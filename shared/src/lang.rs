//! Every word a person sees, by language and key. The words stand in `lang/*.toml`, one file a language.
//!
//! A new language is a file beside `en.toml` and a line in [`LANGS`]. A key that a language lacks falls back to
//! English, and a test lists what is missing.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Languages Baton speaks: BCP 47 tag, name in itself, and the file.
pub const LANGS: &[(&str, &str, &str)] = &[("en", "English", include_str!("lang/en.toml"))];

/// The words of one language: `section.key` to text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words(pub BTreeMap<String, String>);

impl Words {
    /// The shipped words of a language, English where it has none.
    ///
    /// # Panics
    /// Never: the files are compiled in, and a test reads each.
    pub fn shipped(tag: &str) -> Self {
        let mut words = read("en");
        if tag != "en" {
            words.extend(read(tag));
        }
        Self(words)
    }

    /// The words of one section, without its name.
    pub fn section(&self, name: &str) -> BTreeMap<String, String> {
        self.0
            .iter()
            .filter_map(|(key, text)| {
                let (section, key) = key.split_once('.')?;
                (section == name).then(|| (key.to_owned(), text.clone()))
            })
            .collect()
    }

    /// The text of `section.key` with `{name}`s filled in. An unknown key is shown as itself, so that nobody sees
    /// an empty bubble; a test compares the keys used with the keys there are.
    pub fn say(&self, key: &str, fill: &[(&str, &str)]) -> String {
        let Some(text) = self.0.get(key) else { return key.to_owned() };
        fill.iter().fold(text.clone(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}

fn read(tag: &str) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    let Some((_, _, text)) = LANGS.iter().find(|(lang, ..)| *lang == tag) else { return words };
    let sections: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(text).unwrap_or_default();
    for (section, entries) in sections {
        for (key, text) in entries {
            words.insert(format!("{section}.{key}"), text);
        }
    }
    words
}

/// The language of `LANGS` that fits a wish such as `pt-BR`, out of those the site speaks; its first where none does.
pub fn choose<'a>(wish: &str, site: &'a [String]) -> &'a str {
    let wish = wish.to_ascii_lowercase();
    let primary = wish.split(['-', '_']).next().unwrap_or("");
    site.iter()
        .find(|lang| lang.eq_ignore_ascii_case(&wish))
        .or_else(|| site.iter().find(|lang| lang.split('-').next() == Some(primary)))
        .or(site.first())
        .map_or("en", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_reads_and_has_the_keys_of_english() {
        let english = read("en");
        assert!(english.len() > 60, "English has {} texts", english.len());
        for (tag, ..) in LANGS {
            let words = read(tag);
            let missing: Vec<_> = english.keys().filter(|key| !words.contains_key(*key)).collect();
            assert!(missing.is_empty(), "{tag} lacks {missing:?}");
        }
    }

    #[test]
    fn names_are_filled_in_and_an_unknown_key_is_not_blank() {
        let words = Words::shipped("en");
        assert_eq!(words.say("chat.with-person", &[("name", "Sarah")]), "You are talking to Sarah");
        assert_eq!(words.say("chat.no-such-key", &[]), "chat.no-such-key");
    }

    #[test]
    fn a_wish_finds_the_nearest_language() {
        let site = ["en".to_owned(), "pt".to_owned()];
        assert_eq!(choose("pt-BR", &site), "pt");
        assert_eq!(choose("xx", &site), "en");
    }
}
