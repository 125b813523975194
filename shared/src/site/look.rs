//! What the owner decides about the look of launcher and chat, and what the launcher does.
//!
//! Colors are checked here, once, by the contrast of WCAG 2.2: text reaches 4.5:1 in every site that compiles. What
//! of it embed.js needs is written by [`Brand::embed`] and [`Launcher::embed`]; an owner who decides nothing pays for
//! nothing (widget/embed/look.mjs, xtask/js/embed.mjs).

use crate::page::matches_path;
use crate::section::{At, Section};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What text reaches upon its ground, at least.
const READABLE: f64 = 4.5;

/// The chat's own ground, by day and by night (widget/embed/embed.css).
const PAPER: [&str; 2] = ["#ffffff", "#17191f"];

/// Letters of a label beside the launcher, or of a greeting, at most.
const LABEL: usize = 30;
const GREETING: usize = 400;

/// How the launcher and the chat look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// `#rrggbb`
    pub color: String,
    /// `left` or `right`
    pub position: String,
    /// The color in the dark, where it is another
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub night: Option<String>,
    /// Text upon the color; nothing: white or black, whichever is readable
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Only by day or only by night; nothing: as the visitor's system says
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<Theme>,
    /// Address of a picture in place of the first letter
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// Pixels between launcher and the lower edge
    #[serde(default = "bottom")]
    pub bottom: u32,
}

fn bottom() -> u32 {
    20
}

impl Default for Brand {
    fn default() -> Self {
        let (color, position) = ("#1f4d3f".to_owned(), "right".to_owned());
        Self { color, position, night: None, text: None, theme: None, logo: None, bottom: bottom() }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    Light,
    Dark,
}

/// What the launcher says and does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Launcher {
    /// Words beside the icon, by language; the empty tag is any. Empty: the icon alone
    #[serde(default)]
    pub label: BTreeMap<String, String>,
    /// The page has its own
    #[serde(default)]
    pub own: bool,
    #[serde(default)]
    pub prefetch: Prefetch,
}

/// When the chat is fetched before it is asked for. Never where the visitor is known to pay for bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Prefetch {
    #[default]
    Never,
    Hover,
    Idle,
}

/// What the assistant says first on some pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Greeting {
    /// Patterns of paths
    pub page: Vec<String>,
    /// By language; the empty tag is any
    pub say: BTreeMap<String, String>,
}

impl Brand {
    /// What embed.js is told of it; absent keys are as usual.
    pub fn embed(&self) -> Value {
        let night = self.night.as_ref().unwrap_or(&self.color);
        let [day, night] = [(&self.color, PAPER[0]), (night, PAPER[1])].map(|(color, paper)| {
            json!({
                "b": color,
                "on": self.text.as_deref().unwrap_or_else(|| upon(color)),
                "a": if contrast(color, paper) >= READABLE { "var(--b)" } else { "var(--ink)" },
            })
        });
        let mut look =
            json!({ "day": day, "night": night, "position": self.position, "bottom": self.bottom });
        if let Some(theme) = self.theme {
            look["theme"] = json!(theme);
        }
        if let Some(logo) = &self.logo {
            look["logo"] = json!(logo);
        }
        look
    }
}

impl Launcher {
    /// What embed.js of a language is told of it.
    pub fn embed(&self, language: &str) -> Value {
        json!({ "label": in_language(&self.label, language), "own": self.own, "prefetch": self.prefetch })
    }
}

/// The greeting of a page, if it has one of its own.
pub fn greeting<'a>(greetings: &'a [Greeting], path: &str, language: &str) -> Option<&'a str> {
    let here = |greeting: &&Greeting| greeting.page.iter().any(|pattern| matches_path(pattern, path));
    greetings.iter().find(here).map(|greeting| in_language(&greeting.say, language))
}

fn in_language<'a>(words: &'a BTreeMap<String, String>, language: &str) -> &'a str {
    words.get(language).or_else(|| words.get("")).map_or("", String::as_str)
}

/// `[brand]`.
pub fn brand(section: Section<'_, '_>) -> Brand {
    let usual = Brand::default();
    let color = color(&section, "color");
    let night = self::color(&section, "night");
    let text = self::color(&section, "text");
    let position =
        section.word("position", &[("left", "left"), ("right", "right")]).map_or("right", |at| at.value);
    let themes = [("auto", None), ("light", Some(Theme::Light)), ("dark", Some(Theme::Dark))];
    let theme = section.word("theme", &themes).and_then(|at| at.value);
    let logo = logo(&section);
    let bottom = section.number("bottom", 0..=400).map_or(usual.bottom, |pixels| pixels as u32);
    if let Some(text) = &text {
        let own = |at: &Option<At<String>>| at.as_ref().map(|at| at.value.clone());
        let day = if section.has("color") { own(&color) } else { Some(usual.color.clone()) };
        let grounds = [("color", day), ("night", own(&night))];
        for (key, ground) in grounds.into_iter().filter_map(|(key, ground)| Some((key, ground?))) {
            let reached = contrast(&text.value, &ground);
            if reached < READABLE {
                let what = format!(
                    "`text` {} upon `{key}` {} reaches a contrast of {reached:.1}:1 and is hard to read",
                    text.value, ground
                );
                let help =
                    format!("at least {READABLE}:1 (WCAG 2.2): take {}, or leave `text` out", upon(&ground));
                section.file.problem(text.offset, what, Some(help));
            }
        }
    }
    section.done();
    let value = |at: At<String>| at.value;
    Brand {
        color: color.map_or(usual.color, value),
        position: position.to_owned(),
        night: night.map(value),
        text: text.map(value),
        theme,
        logo,
        bottom,
    }
}

fn color(section: &Section<'_, '_>, key: &'static str) -> Option<At<String>> {
    let at = section.text(key)?;
    let hex = at.value.strip_prefix('#').unwrap_or("");
    if hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some(At { value: at.value.to_ascii_lowercase(), ..at });
    }
    let help = Some("write six hexadecimal digits, as in `#1f4d3f`".to_owned());
    section.file.problem(at.offset, format!("`{}` is not a color", at.value), help);
    None
}

/// The address goes into a style sheet: nothing in it may end a `url("…")`.
fn logo(section: &Section<'_, '_>) -> Option<String> {
    let at = section.text("logo")?;
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '\\' | '(' | ')' | '<' | '>');
    let somewhere = at.value.starts_with("https://") || at.value.starts_with('/');
    if somewhere && at.value.len() < 300 && at.value.chars().all(plain) {
        return Some(at.value);
    }
    let what = format!("`{}` is not the address of a logo", at.value);
    let help = "an address as in `https://shop.example/logo.svg`, or a path on the page's own site as in `/logo.svg`";
    section.file.problem(at.offset, what, Some(help.to_owned()));
    None
}

/// `[launcher]`.
pub fn launcher(section: Section<'_, '_>, languages: &[String]) -> Launcher {
    let label = words(&section, "label", languages, LABEL).unwrap_or_default();
    let own = section.flag("own").unwrap_or(false);
    let times = [("never", Prefetch::Never), ("hover", Prefetch::Hover), ("idle", Prefetch::Idle)];
    let prefetch = section.word("prefetch", &times).map(|at| at.value).unwrap_or_default();
    section.done();
    Launcher { label, own, prefetch }
}

/// Every `[[greeting]]`.
pub fn greetings(top: &Section<'_, '_>, languages: &[String]) -> Vec<Greeting> {
    let mut all = Vec::new();
    for section in top.sections("greeting") {
        let page: Vec<String> = section.texts("page").into_iter().map(|at| at.value).collect();
        if page.is_empty() {
            let help = "on which pages it is said, as in `page = \"/checkout/*\"`".to_owned();
            section.file.problem(section.offset, format!("{} has no `page`", section.called), Some(help));
        }
        let say = words(&section, "say", languages, GREETING);
        if say.is_none() && !section.has("say") {
            let help = "what is said, as in `say = \"Hello! Is anything unclear about paying?\"`".to_owned();
            section.file.problem(section.offset, format!("{} has no `say`", section.called), Some(help));
        }
        section.done();
        all.extend(say.map(|say| Greeting { page, say }));
    }
    all
}

/// Words for visitors: one text for all languages, or one for each that the site speaks.
pub fn words(
    section: &Section<'_, '_>,
    key: &'static str,
    languages: &[String],
    longest: usize,
) -> Option<BTreeMap<String, String>> {
    let said = section.spoken(key)?;
    let wrong = |what: String, help: String| section.file.problem(said.offset, what, Some(help));
    for (tag, text) in &said.value {
        if text.trim().is_empty() || text.chars().count() > longest {
            let what = format!("`{key}` of {} is empty or too long", section.called);
            wrong(what, format!("at most {longest} letters; leave it out where nothing is to be said"));
        }
        if !tag.is_empty() && !languages.contains(tag) {
            let what =
                format!("`{key}` of {} has words in `{tag}`, which the site does not speak", section.called);
            wrong(what, format!("its languages are `{}`", languages.join("`, `")));
        }
    }
    if !said.value.contains_key("") {
        for tag in languages.iter().filter(|tag| !said.value.contains_key(*tag)) {
            let what = format!("`{key}` of {} has no words in `{tag}`", section.called);
            wrong(what, "one text for every language of the site, or one text for all of them".to_owned());
        }
    }
    Some(said.value)
}

/// White or black upon a color; one of them is always readable.
fn upon(color: &str) -> &'static str {
    ["#ffffff", "#111111"].into_iter().find(|text| contrast(color, text) >= READABLE).unwrap_or("#000000")
}

/// Of two colors `#rrggbb`, by WCAG 2.2: from 1 to 21.
fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(color: &str) -> f64 {
    let part = |i: usize| {
        let digits = color.get(1 + 2 * i..3 + 2 * i).unwrap_or_default();
        let c = f64::from(u8::from_str_radix(digits, 16).unwrap_or_default()) / 255.0;
        if c > 0.04045 { ((c + 0.055) / 1.055).powf(2.4) } else { c / 12.92 }
    };
    0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problem;
    use crate::section::File;
    use expect_test::expect;

    fn read(text: &str) -> (Brand, Launcher, Vec<Greeting>, Vec<Problem>) {
        let file = File::new("site.toml", text);
        let root = file.parse();
        let top = Section::new(&file, root.get_ref(), 0, "the site");
        let languages = ["en".to_owned(), "de".to_owned()];
        let brand = top.section("brand").map(brand).unwrap_or_default();
        let launcher =
            top.section("launcher").map(|section| launcher(section, &languages)).unwrap_or_default();
        let greetings = greetings(&top, &languages);
        (brand, launcher, greetings, file.problems())
    }

    #[test]
    fn what_cannot_be_read_or_shown_is_told_with_its_line() {
        let text = "[brand]\ncolor = \"#8a4b1f\"\nnight = \"#ffe0b0\"\ntext = \"#fff6e0\"\ntheme = \"drak\"\nlogo = \"logo.svg\"\nbottom = 4000\n\n[launcher]\nlabel = { en = \"Questions?\" }\nprefetch = \"always\"\n\n[[greeting]]\npage = \"/checkout/*\"\nsay = { en = \"Hello\", de = \"Hallo\", fr = \"Bonjour\" }\n\n[[greeting]]\nsya = \"Hello\"\n";
        let told: Vec<String> = read(text).3.iter().map(ToString::to_string).collect();
        expect![[r#"
            site.toml:4: `text` #fff6e0 upon `night` #ffe0b0 reaches a contrast of 1.2:1 and is hard to read
                help: at least 4.5:1 (WCAG 2.2): take #111111, or leave `text` out
            site.toml:5: unknown theme `drak` of [brand]
                help: did you mean `dark`?
            site.toml:6: `logo.svg` is not the address of a logo
                help: an address as in `https://shop.example/logo.svg`, or a path on the page's own site as in `/logo.svg`
            site.toml:7: `bottom` of [brand] is out of range
                help: between 0 and 400
            site.toml:10: `label` of [launcher] has no words in `de`
                help: one text for every language of the site, or one text for all of them
            site.toml:11: unknown prefetch `always` of [launcher]
                help: one of `never`, `hover`, `idle`
            site.toml:15: `say` of [[greeting]] number 1 has words in `fr`, which the site does not speak
                help: its languages are `en`, `de`
            site.toml:17: [[greeting]] number 2 has no `page`
                help: on which pages it is said, as in `page = "/checkout/*"`
            site.toml:17: [[greeting]] number 2 has no `say`
                help: what is said, as in `say = "Hello! Is anything unclear about paying?"`
            site.toml:18: unknown key `sya` in [[greeting]] number 2
                help: did you mean `say`?"#]].assert_eq(&told.join("\n"));
    }

    #[test]
    fn an_owner_who_decides_nothing_gets_colors_that_can_be_read() {
        let (mut brand, ..) = read("[brand]\ncolor = \"#FFD400\"\n");
        expect![[r##"{"bottom":20,"day":{"a":"var(--ink)","b":"#ffd400","on":"#111111"},"night":{"a":"var(--b)","b":"#ffd400","on":"#111111"},"position":"right"}"##]].assert_eq(&brand.embed().to_string());
        // Grays in the middle are the hardest.
        for gray in 0..=255_u8 {
            brand.color = format!("#{gray:02x}{gray:02x}{gray:02x}");
            let look = brand.embed();
            let on = look["day"]["on"].as_str().unwrap_or_default();
            assert!(contrast(&brand.color, on) >= READABLE, "{on} upon {}", brand.color);
        }
    }

    #[test]
    fn the_first_greeting_of_a_page_is_said_in_the_visitors_language() {
        let text = "[[greeting]]\npage = [\"/checkout/*\", \"/cart\"]\nsay = { en = \"Stuck?\", de = \"Kommen Sie nicht weiter?\" }\n\n[[greeting]]\npage = \"*\"\nsay = \"Hi\"\n";
        let (.., greetings, problems) = read(text);
        assert_eq!(problems, Vec::new());
        assert_eq!(greeting(&greetings, "/checkout/pay", "de"), Some("Kommen Sie nicht weiter?"));
        assert_eq!(greeting(&greetings, "/cart/", "en"), Some("Stuck?"));
        assert_eq!(greeting(&greetings, "/", "de"), Some("Hi"));
        assert_eq!(greeting(&greetings[..1], "/", "de"), None);
    }
}
