//! Every word a person sees, by language and key. The words stand in `lang/*.toml`, one file a language.
//!
//! A new language is a file beside `en.toml` and a line in [`LANGS`]. A key that a language lacks falls back to
//! English, and a test lists what is missing. Only a language written from right to left has a key more:
//! `dir = "rtl"` in `[shell]`.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Languages Baton speaks: BCP 47 tag, name in itself, and the file.
pub const LANGS: &[(&str, &str, &str)] = &[
    ("en", "English", include_str!("lang/en.toml")),
    ("es", "Español", include_str!("lang/es.toml")),
    ("fr", "Français", include_str!("lang/fr.toml")),
    ("de", "Deutsch", include_str!("lang/de.toml")),
    ("pt", "Português", include_str!("lang/pt.toml")),
    ("it", "Italiano", include_str!("lang/it.toml")),
    ("nl", "Nederlands", include_str!("lang/nl.toml")),
    ("pl", "Polski", include_str!("lang/pl.toml")),
    ("tr", "Türkçe", include_str!("lang/tr.toml")),
    ("ar", "العربية", include_str!("lang/ar.toml")),
    ("hi", "हिन्दी", include_str!("lang/hi.toml")),
    ("zh", "简体中文", include_str!("lang/zh.toml")),
    ("ja", "日本語", include_str!("lang/ja.toml")),
];

/// The words of one language: `section.key` to text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words(pub BTreeMap<String, String>);

impl Words {
    /// The shipped words of the language nearest to a tag, English where it has none or an empty one. Total: a file
    /// that cannot be read counts as empty, and a test reads each.
    pub fn shipped(tag: &str) -> Self {
        let mut words = read("en");
        if let Some(tag) = nearest(tag, LANGS.iter().map(|(tag, ..)| *tag)).filter(|tag| *tag != "en") {
            words.extend(read(tag).into_iter().filter(|(_, text)| !text.trim().is_empty()));
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

    /// What the chat says: its own section, and the words it shares with the shell that embed.js draws.
    pub fn of_chat(&self) -> BTreeMap<String, String> {
        let mut words = self.section("chat");
        for key in ["close", "form-email", "human"] {
            words.insert(key.to_owned(), self.say(&format!("shell.{key}"), &[]));
        }
        words
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

/// The form of a noun that goes with a number, out of `forms` with `|` between them, in the order of CLDR's categories
/// that the language has (zero, one, two, few, many, other). A language without forms writes one.
pub fn plural(tag: &str, n: u32, forms: &str) -> String {
    let one = usize::from(n != 1);
    let at = match tag.split('-').next().unwrap_or("") {
        "zh" | "ja" => 0,
        "fr" | "pt" | "hi" => usize::from(n > 1),
        "pl" => match (n, n % 10, n % 100) {
            (1, ..) => 0,
            (_, 2..=4, hundred) if !(12..=14).contains(&hundred) => 1,
            _ => 2,
        },
        "ar" => match (n, n % 100) {
            (0..=2, _) => n as usize,
            (_, 3..=10) => 3,
            (_, 11..=99) => 4,
            _ => 5,
        },
        _ => one,
    };
    let forms: Vec<&str> = forms.split('|').map(str::trim).collect();
    forms.get(at).or(forms.last()).copied().unwrap_or_default().to_owned()
}

/// The language of `LANGS` that fits a wish such as `pt-BR`, out of those the site speaks; its first where none does.
pub fn choose<'a>(wish: &str, site: &'a [String]) -> &'a str {
    nearest(wish, site.iter().map(String::as_str)).or(site.first().map(String::as_str)).unwrap_or("en")
}

/// The language that fits best of what a browser asks for, as in `fr-CH, fr;q=0.9, en;q=0.8`; the site's first where none
/// does. Browsers send their wishes in order; the weights are read all the same.
pub fn accept<'a>(header: &str, site: &'a [String]) -> &'a str {
    let mut wishes: Vec<(&str, f32)> = header
        .split(',')
        .take(20)
        .map(|wish| {
            let (tag, rest) = wish.split_once(';').unwrap_or((wish, ""));
            (tag.trim(), rest.trim().strip_prefix("q=").and_then(|q| q.parse().ok()).unwrap_or(1.0))
        })
        .filter(|(_, weight)| *weight > 0.0)
        .collect();
    wishes.sort_by(|a, b| b.1.total_cmp(&a.1));
    wishes
        .iter()
        .find_map(|(wish, _)| nearest(wish, site.iter().map(String::as_str)))
        .unwrap_or_else(|| choose("", site))
}

/// Lookup as in RFC 4647, 3.4: the wish, cut at its end part by part (`zh-Hans-CN`, `zh-Hans`, `zh`); after that any
/// tag of the same language, since `pt-PT` serves a wish for `pt-BR` better than English does.
fn nearest<'a>(wish: &str, tags: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let wish = wish.trim().replace('_', "-");
    let mut range = wish.as_str();
    loop {
        if let Some(tag) = tags.clone().find(|tag| tag.eq_ignore_ascii_case(range)) {
            return Some(tag);
        }
        let Some((shorter, _)) = range.rsplit_once('-') else { break };
        range = shorter;
    }
    tags.clone().find(|tag| tag.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case(range)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Single words that a language shares with English.
    const SHARED: &[&str] = &["Assistant", "No", "Sources", "Team", "minute|minutes"];

    /// Every `{…}` of a text, sorted.
    fn gaps(text: &str) -> Vec<&str> {
        let mut gaps: Vec<&str> =
            text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or(rest)).collect();
        gaps.sort_unstable();
        gaps
    }

    /// Every language but English, with its words.
    fn others() -> impl Iterator<Item = (&'static str, BTreeMap<String, String>)> {
        LANGS.iter().map(|(tag, ..)| *tag).filter(|tag| *tag != "en").map(|tag| (tag, read(tag)))
    }

    #[test]
    fn every_language_has_exactly_the_keys_of_english_and_a_direction_where_it_needs_one() {
        let english = read("en");
        assert!(english.len() > 60, "English has {} texts", english.len());
        for (tag, mut words) in others() {
            let dir = words.remove("shell.dir");
            let rtl = ["ar", "fa", "he", "ur"].contains(&tag).then_some("rtl");
            assert_eq!(dir.as_deref(), rtl, "`dir` of {tag}");
            let missing: Vec<_> = english.keys().filter(|key| !words.contains_key(*key)).collect();
            let unknown: Vec<_> = words.keys().filter(|key| !english.contains_key(*key)).collect();
            assert!(missing.is_empty() && unknown.is_empty(), "{tag} lacks {missing:?}, and has {unknown:?}");
        }
    }

    #[test]
    fn every_text_has_the_gaps_of_english() {
        let english = read("en");
        for (tag, words) in others() {
            for (key, text) in &words {
                let wanted = english.get(key).map_or_else(Vec::new, |text| gaps(text));
                assert_eq!(gaps(text), wanted, "{key} of {tag}");
            }
        }
    }

    #[test]
    fn no_text_is_empty_or_has_stray_spaces() {
        for (tag, ..) in LANGS {
            for (key, text) in read(tag) {
                let tidy = !text.is_empty() && text == text.trim() && !text.contains("  ");
                assert!(tidy, "{key} of {tag}: {text:?}");
            }
        }
    }

    #[test]
    fn nothing_is_left_in_english() {
        let english = read("en");
        let left: Vec<String> = others()
            .flat_map(|(tag, words)| words.into_iter().map(move |(key, text)| (tag, key, text)))
            .filter(|(_, key, text)| english.get(key) == Some(text) && !SHARED.contains(&text.as_str()))
            .map(|(tag, key, text)| format!("{tag} {key}: {text}"))
            .collect();
        assert!(left.is_empty(), "{}", left.join("\n"));
    }

    #[test]
    fn a_text_from_right_to_left_begins_with_a_letter_of_its_own_and_sets_gaps_apart() {
        for (tag, words) in others().filter(|(_, words)| words.contains_key("shell.dir")) {
            for (key, text) in words.iter().filter(|(key, _)| *key != "shell.dir") {
                assert!(!text.starts_with(['{', '\u{2068}']), "{key} of {tag} begins with a gap: {text}");
                for gap in gaps(text) {
                    let apart = text.contains(&format!("\u{2068}{{{gap}}}\u{2069}"));
                    assert!(apart, "{key} of {tag} does not set `{gap}` apart");
                }
            }
        }
    }

    #[test]
    fn connecting_is_spoken_of_only_where_somebody_is_there() {
        let speaks = |text: &str| {
            ["connect you", "connecting you", "connect me"].iter().any(|words| text.contains(words))
        };
        let keys: Vec<String> =
            read("en").into_iter().filter(|(_, text)| speaks(text)).map(|(key, _)| key).collect();
        assert_eq!(keys, ["said.offer", "said.offer-missed", "said.promise-live"]);
        let policy = include_str!("../../site/policy.toml");
        assert!(
            !policy.lines().any(|line| line.starts_with("say") && speaks(line)),
            "a rule's words know no hours"
        );
    }

    #[test]
    fn a_noun_has_the_form_of_its_number() {
        let check = |tag: &str, told: &str| {
            let forms = Words::shipped(tag).say("said.minutes", &[]);
            let all: Vec<String> =
                [1, 2, 5, 11, 22, 100].map(|n| format!("{n} {}", plural(tag, n, &forms))).to_vec();
            assert_eq!(all.join(", "), told, "{tag}");
        };
        check("en", "1 minute, 2 minutes, 5 minutes, 11 minutes, 22 minutes, 100 minutes");
        check("pl", "1 minuty, 2 minut, 5 minut, 11 minut, 22 minut, 100 minut");
        check("ar", "1 دقيقة, 2 دقيقتين, 5 دقائق, 11 دقيقة, 22 دقيقة, 100 دقيقة");
        check("ja", "1 分, 2 分, 5 分, 11 分, 22 分, 100 分");
        assert_eq!(plural("pl", 22, "a|b|c"), "b");
        assert_eq!(plural("pl", 12, "a|b|c"), "c");
        assert_eq!(plural("fr", 0, "a|b"), "a");
    }

    #[test]
    fn every_file_of_words_is_in_the_list_once() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lang");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .filter_map(|file| file.unwrap().file_name().to_str()?.strip_suffix(".toml").map(str::to_owned))
            .collect();
        let mut listed: Vec<&str> = LANGS.iter().map(|(tag, ..)| *tag).collect();
        files.sort_unstable();
        listed.sort_unstable();
        assert_eq!(files, listed);
    }

    #[test]
    fn shipped_words_are_whole_for_any_tag() {
        let english = Words::shipped("en");
        for tag in ["xx", "", "*", "-", "日本"] {
            assert_eq!(Words::shipped(tag), english, "{tag}");
        }
        assert_eq!(Words::shipped("pt-BR"), Words::shipped("pt"));
        assert_eq!(Words::shipped("DE").say("chat.yes", &[]), "Ja");
        assert_eq!(Words::shipped("ar").section("shell")["dir"], "rtl");
    }

    #[test]
    fn names_are_filled_in_and_an_unknown_key_is_not_blank() {
        let words = Words::shipped("en");
        assert_eq!(words.say("chat.with-person", &[("name", "Sarah")]), "You are talking to Sarah");
        assert_eq!(words.say("chat.no-such-key", &[]), "chat.no-such-key");
    }

    #[test]
    fn a_wish_finds_the_nearest_language() {
        let check = |wish: &str, site: &[&str], chosen: &str| {
            let site: Vec<String> = site.iter().map(|tag| (*tag).to_owned()).collect();
            assert_eq!(choose(wish, &site), chosen, "{wish} out of {site:?}");
        };
        check("pt-BR", &["en", "pt"], "pt");
        check("pt_BR", &["en", "pt"], "pt");
        check("PT", &["en", "pt"], "pt");
        check("zh-Hans", &["en", "zh"], "zh");
        check("zh-Hans-CN", &["en", "zh"], "zh");
        check("zh-Hant-TW", &["en", "zh"], "zh");
        check("zh-Hans-CN", &["zh-Hant", "zh-Hans"], "zh-Hans");
        check("pt_br", &["pt-PT", "pt-BR"], "pt-BR");
        check("pt", &["en", "pt-PT"], "pt-PT");
        check("ar-EG", &["en", "ar"], "ar");
        // Filipino is not Finnish, Hiligaynon not Hindi.
        check("fil", &["en", "fi"], "en");
        check("hil", &["en", "hi"], "en");
        check("xx", &["nl", "en"], "nl");
        check("", &["nl", "en"], "nl");
        check("*", &["nl", "en"], "nl");
        check("de", &[], "en");
    }

    #[test]
    fn the_first_wish_of_a_browser_that_the_site_speaks_is_granted() {
        let site: Vec<String> = ["en", "de", "hi"].map(str::to_owned).to_vec();
        for (header, chosen) in [
            ("fr-CH, fr;q=0.9, de;q=0.8, en;q=0.7", "de"),
            ("en;q=0.2, de-AT", "de"),
            ("de;q=0, hi", "hi"),
            ("hil", "en"),
            ("", "en"),
            ("*", "en"),
            (",;q=,;;", "en"),
            ("de;q=NaN, hi;q=0.1", "hi"),
        ] {
            assert_eq!(accept(header, &site), chosen, "{header}");
        }
    }
}
