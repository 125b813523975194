//! Help that is offered before anybody asks: rules of the owner's over what a page shows, decided in the browser.
//!
//! The rules speak the language of the policy's conditions, about other signals ([`SIGNALS`]). [`decide()`] is what they mean;
//! [`portable`] is the same for widget/embed/help.js, with patterns as regular expressions, and a test in a browser compares
//! the two. Absent on purpose: the Worker. Nothing of a page is sent anywhere before the visitor takes an offer.

use crate::policy::{
    Condition, Facts, Finding, Kind, Known, Limit, Op, Policy, Role, Spec, Test, Value, Vocabulary, why_not,
};
use crate::section::Section;
use crate::site::look::words;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// If all of `when`, and one of `any` where there are some, hold, this is offered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Unique; stands in the packet of who took it
    pub name: String,
    pub when: Vec<Condition>,
    #[serde(default)]
    pub any: Vec<Condition>,
    /// What the visitor reads, by language; the empty tag is any
    pub say: BTreeMap<String, String>,
    /// The question that is asked for who takes it, likewise
    pub ask: BTreeMap<String, String>,
    #[serde(default)]
    pub often: Often,
}

/// How often one visitor is offered the same, at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Often {
    /// And nothing else in the same visit
    #[default]
    Visit,
    Day,
    Week,
    Once,
    /// On every page on which it holds, whatever else was offered in the visit
    Page,
}

/// As owners write it.
const OFTEN: [(&str, Often); 5] = [
    ("once a visit", Often::Visit),
    ("once a day", Often::Day),
    ("once a week", Often::Week),
    ("once", Often::Once),
    ("on every page", Often::Page),
];

/// What a rule may look at. In the order of what looking costs: a browser asks the cheap ones first.
pub const SIGNALS: [Spec; 10] = [
    signal("page", Kind::Text, "The path of the page, as in `page matches /checkout/*`."),
    signal("feature", Kind::Text, "The page's first `data-baton-feature` mark, as in `feature is checkout`."),
    signal(
        "seconds-on-page",
        count("seconds", 3600.0),
        "How long the page has been looked at; while its tab is hidden, no time passes.",
    ),
    signal(
        "rage-clicks",
        count("bursts", 100.0),
        "Bursts of three clicks or more in one second and one place.",
    ),
    signal(
        "dead-clicks",
        count("clicks", 100.0),
        "Clicks on something that looks like a control, after which nothing happened for a second.",
    ),
    signal(
        "failed-requests",
        count("requests", 100.0),
        "Requests of the page that were answered with an error (400 and above).",
    ),
    signal(
        "failed-request",
        Kind::Text,
        "The path of such a request, as in `failed-request matches /api/pay*`.",
    ),
    signal(
        "script-error",
        Kind::Text,
        "An error of the page's scripts, as in `script-error matches *pay.js*`.",
    ),
    signal("visible-error", Kind::Flag, "The page shows the visitor an error message."),
    signal(
        "error",
        Kind::Text,
        "An error message the page shows, as in `error matches *declined*`; capitals make no difference.",
    ),
];

const fn signal(name: &'static str, kind: Kind, means: &'static str) -> Spec {
    Spec { name, kind, role: Role::Cause, means }
}

const fn count(unit: &'static str, most: f64) -> Kind {
    Kind::Number { least: 0.0, most, unit }
}

/// Letters of an offer, and of the question behind it, at most: a bubble is small.
const OFFER: usize = 120;
const QUESTION: usize = 200;

/// What can be seen of a page at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub page: String,
    pub feature: String,
    pub seconds: u32,
    pub rage_clicks: u32,
    pub dead_clicks: u32,
    pub failed_requests: Vec<String>,
    pub script_errors: Vec<String>,
    pub errors: Vec<String>,
}

impl Seen {
    /// The same as findings, texts of errors in small letters.
    fn findings(&self) -> Vec<Finding> {
        let mut all = Vec::new();
        let mut found = |signal: &str, value: Value| {
            all.push(Finding { signal: signal.to_owned(), value, evidence: String::new() });
        };
        for (name, text) in [("page", &self.page), ("feature", &self.feature)] {
            if !text.is_empty() {
                found(name, Value::Word(text.clone()));
            }
        }
        for (name, number) in [
            ("seconds-on-page", self.seconds),
            ("rage-clicks", self.rage_clicks),
            ("dead-clicks", self.dead_clicks),
            ("failed-requests", self.failed_requests.len() as u32),
        ] {
            found(name, Value::Number(f64::from(number)));
        }
        if !self.errors.is_empty() {
            found("visible-error", Value::Flag(true));
        }
        self.failed_requests.iter().for_each(|path| found("failed-request", Value::Word(path.clone())));
        for (name, texts) in [("script-error", &self.script_errors), ("error", &self.errors)] {
            texts.iter().for_each(|text| found(name, Value::Word(text.to_lowercase())));
        }
        all
    }
}

/// The first rule that holds.
pub fn decide<'a>(rules: &'a [Rule], seen: &Seen) -> Option<&'a Rule> {
    let (policy, findings) = (Policy::without_rules(), seen.findings());
    let facts = Facts::new(&policy, &findings);
    rules.iter().find(|rule| why_not(&rule.when, &rule.any, &facts).is_none())
}

/// The rules as widget/embed/help.js reads them, in one language.
pub fn portable(rules: &[Rule], language: &str) -> Json {
    let said = |words: &BTreeMap<String, String>| {
        words.get(language).or_else(|| words.get("")).cloned().unwrap_or_default()
    };
    let tests = |conditions: &[Condition]| {
        let mut sorted: Vec<&Condition> = conditions.iter().collect();
        sorted.sort_by_key(|condition| SIGNALS.iter().position(|spec| spec.name == condition.signal));
        Json::from(sorted.into_iter().map(test).collect::<Vec<_>>())
    };
    let all = rules.iter().map(|rule| {
        json!({
            "name": rule.name,
            "when": tests(&rule.when),
            "any": tests(&rule.any),
            "say": said(&rule.say),
            "ask": said(&rule.ask),
            "often": rule.often,
        })
    });
    Json::from(all.collect::<Vec<_>>())
}

/// `[signal, how, with what]`.
fn test(condition: &Condition) -> Json {
    let signal = &condition.signal;
    match &condition.test {
        Test::Holds => json!([signal, "+"]),
        Test::HoldsNot => json!([signal, "-"]),
        Test::Compares { op, limit } => {
            let Limit::Number(limit) = limit else { return json!([signal, "<", 0]) };
            let op = match op {
                Op::AtLeast => ">=",
                Op::AtMost => "<=",
                Op::Above => ">",
                Op::Below => "<",
            };
            json!([signal, op, limit])
        }
        Test::Is(word) => json!([signal, "=", word]),
        Test::IsNot(word) => json!([signal, "!=", word]),
        Test::Matches(pattern) => json!([signal, "~", expression(pattern)]),
    }
}

/// A pattern as the regular expression that accepts what [`crate::page::matches_path`] does.
fn expression(pattern: &str) -> String {
    let glob = |pattern: &str| {
        let mut out = String::new();
        for c in pattern.chars() {
            match c {
                '*' => out.push_str("[^]*"),
                c if c.is_ascii_punctuation() => out.extend(['\\', c]),
                c => out.push(c),
            }
        }
        out
    };
    let mut ways = vec![glob(pattern.trim_end_matches('/')) + "\\/*", glob(pattern)];
    ways.extend(pattern.strip_suffix("/*").map(|base| glob(base) + "\\/*"));
    format!("^(?:{})$", ways.join("|"))
}

/// Every `[[help]]`.
pub fn rules(top: &Section<'_, '_>, languages: &[String]) -> Vec<Rule> {
    let mut all: Vec<Rule> = Vec::new();
    for mut section in top.sections("help") {
        let name = section.needed("name", "a short name of its own, as in `name = \"card-declined\"`");
        if let Some(at) = &name {
            let plain = at.value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !plain || at.value.len() > 60 || all.iter().any(|other| other.name == at.value) {
                let help = "lowercase letters, digits and `-`, at most 60, and each name once".to_owned();
                section.file.problem(at.offset, format!("`{}` cannot name a help", at.value), Some(help));
            }
            section.called = format!("help `{}`", at.value);
        }
        let (when, any) = (conditions(&section, "when"), conditions(&section, "any"));
        let missing = |what: &str, help: &str| {
            let help = Some(help.to_owned());
            section.file.problem(section.offset, format!("{} has no {what}", section.called), help);
        };
        if !section.has("when") && !section.has("any") {
            missing(
                "`when`",
                "when it is offered, as in `when = [\"page matches /checkout/*\", \"error matches *declined*\"]`",
            );
        }
        if !section.has("say") {
            missing("`say`", "what the visitor reads, as in `say = \"Was your card declined?\"`");
        }
        if !section.has("ask") {
            missing(
                "`ask`",
                "the question that is asked for who wants help, as in `ask = \"Why was my card declined?\"`",
            );
        }
        let say = words(&section, "say", languages, OFFER);
        let ask = words(&section, "ask", languages, QUESTION);
        let often = section.word("often", &OFTEN).map(|at| at.value).unwrap_or_default();
        section.done();
        if let (Some(name), Some(say), Some(ask)) = (name, say, ask) {
            all.push(Rule { name: name.value, when, any, say, ask, often });
        }
    }
    all
}

fn conditions(section: &Section<'_, '_>, key: &'static str) -> Vec<Condition> {
    let vocabulary = Vocabulary::default();
    let known = Known { specs: &SIGNALS, vocabulary: &vocabulary, thresholds: &[] };
    let mut all = Vec::new();
    for text in section.texts(key) {
        match Condition::read(&text.value, &known) {
            Ok(condition) => all.push(small(condition)),
            Err((what, help)) => {
                section.file.problem(text.offset, format!("{what} in {}", section.called), Some(help));
            }
        }
    }
    all
}

/// What errors are compared with, in small letters, as they are.
fn small(mut condition: Condition) -> Condition {
    if matches!(condition.signal.as_str(), "error" | "script-error")
        && let Test::Is(word) | Test::IsNot(word) | Test::Matches(word) = &mut condition.test
    {
        *word = word.to_lowercase();
    }
    condition
}

/// Whether a name that a page tells is one of a rule.
pub fn is_named(rules: &[Rule], name: &str) -> bool {
    rules.iter().any(|rule| rule.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::matches_path;
    use crate::section::File;
    use expect_test::expect;

    fn read(text: &str) -> (Vec<Rule>, Vec<String>) {
        let file = File::new("site.toml", text);
        let root = file.parse();
        let top = Section::new(&file, root.get_ref(), 0, "the site");
        let all = rules(&top, &["en".to_owned(), "de".to_owned()]);
        top.done();
        (all, file.problems().iter().map(ToString::to_string).collect())
    }

    const TWO: &str = r#"
        [[help]]
        name = "card-declined"
        when = ["page matches /checkout/*", "error matches *Declined*"]
        say = { en = "Was your card declined?", de = "Wurde Ihre Karte abgelehnt?" }
        ask = { en = "Why was my card declined?", de = "Warum wurde meine Karte abgelehnt?" }

        [[help]]
        name = "stuck"
        when = "seconds-on-page is at least 60"
        any = ["rage-clicks is at least 1", "failed-request matches /api/*"]
        say = "Stuck?"
        ask = "How do I pay?"
        often = "once a week"
    "#;

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        let text = "[[help]]\nname = \"Card!\"\nwhen = [\"eror matches *x*\", \"rage-clicks\", \"seconds-on-page is at least 9000\"]\nsay = \"\"\nask = { en = \"Why?\" }\noften = \"once a weak\"\n\n[[help]]\nname = \"b\"\nsya = \"Hello\"\n";
        expect![[r#"
            site.toml:2: `Card!` cannot name a help
                help: lowercase letters, digits and `-`, at most 60, and each name once
            site.toml:3: `rage-clicks` needs something to compare with in help `Card!`
                help: as in `rage-clicks is at least 2`
            site.toml:3: `seconds-on-page` is never 9000: it counts seconds in help `Card!`
                help: between 0 and 3600
            site.toml:3: unknown signal `eror` in help `Card!`
                help: did you mean `error`?
            site.toml:4: `say` of help `Card!` is empty or too long
                help: at most 120 letters; leave it out where nothing is to be said
            site.toml:5: `ask` of help `Card!` has no words in `de`
                help: one text for every language of the site, or one text for all of them
            site.toml:6: unknown often `once a weak` of help `Card!`
                help: did you mean `once a week`?
            site.toml:8: help `b` has no `ask`
                help: the question that is asked for who wants help, as in `ask = "Why was my card declined?"`
            site.toml:8: help `b` has no `say`
                help: what the visitor reads, as in `say = "Was your card declined?"`
            site.toml:8: help `b` has no `when`
                help: when it is offered, as in `when = ["page matches /checkout/*", "error matches *declined*"]`
            site.toml:10: unknown key `sya` in help `b`
                help: did you mean `say`?"#]]
        .assert_eq(&read(text).1.join("\n"));
    }

    #[test]
    fn the_first_rule_that_holds_is_offered() {
        let (rules, problems) = read(TWO);
        assert_eq!(problems, Vec::<String>::new());
        let name = |seen: &Seen| decide(&rules, seen).map(|rule| rule.name.clone());
        let mut seen = Seen { page: "/checkout/pay".to_owned(), ..Seen::default() };
        assert_eq!(name(&seen), None);
        seen.errors = vec!["Sorry, your card was DECLINED.".to_owned()];
        assert_eq!(name(&seen).as_deref(), Some("card-declined"));
        seen.page = "/cart".to_owned();
        assert_eq!(name(&seen), None);
        (seen.seconds, seen.failed_requests) = (61, vec!["/api/pay".to_owned()]);
        assert_eq!(name(&seen).as_deref(), Some("stuck"));
    }

    #[test]
    fn a_browser_gets_the_rules_in_its_language_with_what_is_cheap_to_see_first() {
        let text = TWO.replace(
            "[\"page matches /checkout/*\", \"error matches *Declined*\"]",
            "[\"error matches *Declined*\", \"not visible-error\", \"page matches /checkout/*\"]",
        );
        let told: Vec<String> =
            portable(&read(&text).0, "de").as_array().unwrap().iter().map(ToString::to_string).collect();
        expect![[r#"
            {"any":[],"ask":"Warum wurde meine Karte abgelehnt?","name":"card-declined","often":"visit","say":"Wurde Ihre Karte abgelehnt?","when":[["page","~","^(?:\\/checkout\\/[^]*\\/*|\\/checkout\\/[^]*|\\/checkout\\/*)$"],["visible-error","-"],["error","~","^(?:[^]*declined[^]*\\/*|[^]*declined[^]*)$"]]}
            {"any":[["rage-clicks",">=",1.0],["failed-request","~","^(?:\\/api\\/[^]*\\/*|\\/api\\/[^]*|\\/api\\/*)$"]],"ask":"How do I pay?","name":"stuck","often":"week","say":"Stuck?","when":[["seconds-on-page",">=",60.0]]}"#]].assert_eq(&told.join("\n"));
    }

    #[test]
    fn the_manual_lists_every_signal() {
        let manual = include_str!("../../docs/widget.md");
        for spec in SIGNALS {
            let row = format!("| `{}` | {} |", spec.name, spec.means);
            assert!(manual.contains(&row), "docs/widget.md lacks: {row}");
        }
    }

    #[test]
    fn a_pattern_is_the_same_as_an_expression() {
        let patterns =
            ["/", "*", "/a", "/a/", "/a/*", "/a*", "*declined*", "/a/*/c", "*.b(1)+[x]*", "/a/b*/", "é*"];
        let paths = [
            "",
            "/",
            "//",
            "/a",
            "/a/",
            "/a//",
            "/ab",
            "/a/b",
            "/a/b/",
            "/a/b/c",
            "a declined b",
            "x.b(1)+[x]",
            "/a/é",
            "été",
            "l\nx",
        ];
        for pattern in patterns {
            let expression = regex_lite::Regex::new(&expression(pattern).replace("[^]", "(?s:.)")).unwrap();
            for path in paths {
                assert_eq!(expression.is_match(path), matches_path(pattern, path), "{pattern} {path:?}");
            }
        }
    }
}
