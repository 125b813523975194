//! The artefact: a compiled site as one text, with a content hash per part, and what is wrong with one that arrives.
//!
//! A Worker carries one (the deployed) and may be sent others (the published). Whatever arrives is taken apart here:
//! it must be whole, made by the same reader of articles, and fit the program that is to serve it.
//! Absent on purpose: where artefacts are kept, and which is served; that is the edge's.

use super::actions::DEMO;
use super::{Site, hash};
use crate::knowledge::{self, Article, Knowledge};
use crate::lang::Words;
use crate::llm::{self, Holds};
use crate::policy::Policy;
use crate::problem::Problem;
use serde::Serialize;
use std::collections::BTreeMap;

/// The largest artefact anybody may publish: five thousand long articles.
pub const LARGEST: usize = 24_000_000;

/// The name under which problems of an artefact are told; it has no lines anybody wrote.
const FILE: &str = "artefact";

/// What each part is, in the order they are listed.
pub const PARTS: [(&str, &str); 6] = [
    ("settings", "site.toml"),
    ("policy", "policy.toml"),
    ("persona", "persona.md"),
    ("knowledge", "the articles"),
    ("retriever", "how articles are cut, stemmed and indexed"),
    ("words", "the words of the chat, by language"),
];

/// The artefact's text: the site with its parts named.
pub fn write(mut site: Site) -> Result<String, String> {
    let unreadable = |error: serde_json::Error| format!("the compiled site cannot be written: {error}");
    // Hashed as it will be read: a number may be written shorter than it was.
    site = serde_json::from_str(&serde_json::to_string(&site).map_err(unreadable)?).map_err(unreadable)?;
    site.parts = parts(&site);
    serde_json::to_string(&site).map_err(unreadable)
}

/// Reads an artefact that this program carries or has taken before. An index that another version made is made again, and
/// words that version did not know are those of `own`.
pub fn load(text: &str, own: Option<&Site>) -> Result<Site, String> {
    let mut site: Site = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if site.parts.get("retriever").is_some_and(|made| *made != retriever()) {
        site.knowledge = knowledge::compile(std::mem::take(&mut site.knowledge.articles));
    }
    for (tag, known) in own.iter().flat_map(|own| &own.words) {
        if let Some(words) = site.words.get_mut(tag) {
            for (key, text) in &known.0 {
                words.0.entry(key.clone()).or_insert_with(|| text.clone());
            }
        }
    }
    Ok(site)
}

/// Reads an artefact that somebody wants to publish: everything that is wrong with it, or the site.
pub fn check(text: &str) -> Result<Site, Vec<Problem>> {
    let whole = |what: String, help: &str| vec![Problem::new(FILE, 0, what).help(help)];
    if text.len() > LARGEST {
        let megabytes = |bytes: usize| bytes.div_ceil(1_000_000);
        let what = format!("it has {} MB, and {} MB are read", megabytes(text.len()), megabytes(LARGEST));
        return Err(whole(what, "split the help center: no customer needs all of it in one chat"));
    }
    let site: Site = serde_json::from_str(text).map_err(|error| {
        whole(
            format!("it is not a site of this version of Baton: {error}"),
            "publish with the version you deployed, or deploy this one first: `npx wrangler deploy`",
        )
    })?;
    let mut problems = Vec::new();
    let mut wrong = |what: String, help: &str| problems.push(Problem::new(FILE, 0, what).help(help));
    let found = parts(&site);
    for (part, what) in PARTS {
        match site.parts.get(part) {
            None => {
                wrong(format!("the part `{part}` ({what}) has no hash"), "make it by `cargo xtask publish`")
            }
            Some(_) if part == "retriever" && found[part] != site.parts[part] => wrong(
                "its index was made by another version of Baton".to_owned(),
                "publish with the version you deployed, or deploy this one first: `npx wrangler deploy`",
            ),
            Some(told) if *told != found[part] => wrong(
                format!(
                    "the part `{part}` ({what}) is not what its hash says: {} instead of {told}",
                    found[part]
                ),
                "it was changed on its way, or made by another version of Baton than the deployed; publish with that one",
            ),
            Some(_) => {}
        }
    }
    if !site.knowledge.is_sound() {
        wrong(
            "its index points at articles that are not there".to_owned(),
            "make it by `cargo xtask publish`, which compiles the folder site/",
        );
    }
    if site.languages.is_empty() || site.languages.iter().any(|tag| !site.words.contains_key(tag)) {
        wrong(
            "it lacks the words of a language it speaks".to_owned(),
            "make it by `cargo xtask publish`, which adds them",
        );
    }
    if problems.is_empty() { Ok(site) } else { Err(problems) }
}

/// Names an artefact by its parts, in twelve digits.
pub fn version(site: &Site) -> String {
    let all: Vec<String> = site.parts.iter().map(|(part, hash)| format!("{part}={hash}")).collect();
    hash(&all.join(","))
}

/// What of a publication would call a host that the deployed site does not. Whoever may change words cannot send
/// customers' data, or a key, elsewhere by it: a new host takes a deploy.
pub fn elsewhere(site: &Site, deployed: &Site) -> Vec<Problem> {
    let mut known: Vec<&str> = deployed.action_hosts.iter().map(String::as_str).collect();
    known.extend(deployed.actions.iter().filter_map(|action| host(&action.url)));
    known.extend(deployed.providers.iter().filter_map(|provider| host(provider.setting("base-url"))));
    known.extend(llm::PROVIDERS.iter().flat_map(|kind| kind.settings()).filter_map(|setting| {
        match setting.holds {
            Holds::Address(usual) => host(usual),
            _ => None,
        }
    }));
    let actions =
        site.actions.iter().map(|action| (format!("action `{}`", action.name), action.url.as_str()));
    let providers =
        site.providers.iter().map(|one| (format!("provider `{}`", one.name), one.setting("base-url")));
    let own = |url: &str| url.is_empty() || (url.starts_with(DEMO) && deployed.demo);
    actions
        .chain(providers)
        .filter(|(_, url)| !own(url) && host(url).is_none_or(|host| !known.contains(&host)))
        .map(|(who, url)| {
            let what =
                format!("the {who} calls `{}`, which the deployed site does not", host(url).unwrap_or(url));
            Problem::new(FILE, 0, what)
                .help("deploy once with it, as `npx wrangler deploy`; a publication calls no new host")
        })
        .collect()
}

/// The host of an address, with its port.
fn host(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    matches!(scheme, "https" | "http").then_some(host).filter(|host| !host.is_empty())
}

fn parts(site: &Site) -> BTreeMap<String, String> {
    let settings = Site {
        policy: Policy::without_rules(),
        knowledge: knowledge::compile(Vec::new()),
        persona: String::new(),
        words: BTreeMap::new(),
        versions: Default::default(),
        parts: BTreeMap::new(),
        ..site.clone()
    };
    BTreeMap::from([
        ("settings".to_owned(), of(&settings)),
        ("policy".to_owned(), of(&site.policy)),
        ("persona".to_owned(), hash(&site.persona)),
        ("knowledge".to_owned(), of::<Knowledge>(&site.knowledge)),
        ("retriever".to_owned(), retriever()),
        ("words".to_owned(), of::<BTreeMap<String, Words>>(&site.words)),
    ])
}

fn of<T: Serialize>(value: &T) -> String {
    hash(&serde_json::to_string(value).unwrap_or_default())
}

/// Tells retrievers apart by what they make of a small article: nobody has to remember to count a number up.
fn retriever() -> String {
    let text = "## Steps\n\nReturning the opened lamps isn't possible: call us, or cancel within 14 days.\n\n\
                1. Öffnen Sie „Bestellungen“.\n2. 退款多久\n\n| size | price |\n|---|---|\n| 40 cm | €6.90 |\n";
    let mut article = Article::new("probe", "How do I return what I've ordered?", text);
    article.intents = vec!["wheres my refund".to_owned()];
    article.do_not_answer = vec!["you refused my refund".to_owned()];
    of(&knowledge::compile(vec![article]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Files, compile};
    use expect_test::{Expect, expect};

    fn site() -> Site {
        let files = Files {
            site: "name = \"Shop\"\nhours = \"always\"\norigins = [\"*\"]\n".to_owned(),
            policy: "version = \"1\"\njob = \"Answers.\"\n\n[[rule]]\nid = \"person\"\nwhen = \"asks-for-person\"\nthen = \"transfer\"\nlayer = \"user-requested\"\nreason = \"user-requested-agent\"\nbecause = \"The customer asked for a person.\"\n".to_owned(),
            persona: "Short.".to_owned(),
            knowledge: vec![(
                "knowledge/a.md".to_owned(),
                b"---\ntitle: Return an item\n---\nSend it back within 30 days.".to_vec(),
            )],
        };
        compile(&files).unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    fn artefact() -> String {
        write(site()).expect("a site is JSON")
    }

    fn told(text: &str, expected: Expect) {
        let all = check(text).err().unwrap_or_default();
        expected.assert_eq(&all.iter().map(|problem| format!("{problem}\n")).collect::<String>());
    }

    #[test]
    fn what_is_written_is_taken_and_named_by_its_content() {
        let site = check(&artefact()).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_eq!(site.parts.len(), PARTS.len());
        let mut other = self::site();
        other.persona = "Long.".to_owned();
        let other = check(&write(other).expect("a site is JSON")).unwrap_or_else(|p| panic!("{p:?}"));
        assert_ne!(version(&site), version(&other));
        let changed: Vec<&String> =
            site.parts.iter().filter(|(part, hash)| other.parts[*part] != **hash).map(|(p, _)| p).collect();
        assert_eq!(changed, ["persona"]);
    }

    #[test]
    fn everything_that_is_wrong_with_an_artefact_is_told_at_once() {
        let text = artefact();
        told(
            &text.replace("Short.", "Long."),
            expect![[r#"
                artefact: the part `persona` (persona.md) is not what its hash says: adc6f02af7a7 instead of b9106bcab461
                    help: it was changed on its way, or made by another version of Baton than the deployed; publish with that one
            "#]],
        );
        let told_of = |change: &dyn Fn(&mut serde_json::Value)| {
            let mut value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
            change(&mut value);
            check(&value.to_string()).err().unwrap_or_default().len()
        };
        assert_eq!(told_of(&|value| value["parts"] = serde_json::json!({})), PARTS.len());
        let emptied = |value: &mut serde_json::Value| {
            value["knowledge"]["articles"] = serde_json::json!([]);
            value["words"] = serde_json::json!({});
        };
        assert_eq!(told_of(&emptied), 4, "two hashes, an index of nothing, no words");
        told(
            "{\"name\": \"Shop\"}",
            expect![[r#"
            artefact: it is not a site of this version of Baton: missing field `origins` at line 1 column 16
                help: publish with the version you deployed, or deploy this one first: `npx wrangler deploy`
        "#]],
        );
    }

    #[test]
    fn a_publication_calls_only_hosts_that_were_deployed() {
        let mut deployed = site();
        deployed.actions = crate::action::tests::shop();
        let mut published = deployed.clone();
        assert!(elsewhere(&published, &deployed).is_empty());
        published.actions[0].url = "https://api.shop.example/v2/{order}".to_owned();
        assert!(elsewhere(&published, &deployed).is_empty(), "another path of a host it knows");
        published.actions[0].url = "https://api.shop.example.evil.example/{order}".to_owned();
        expect!["artefact: the action `order-status` calls `api.shop.example.evil.example`, which the deployed site does not\n    help: deploy once with it, as `npx wrangler deploy`; a publication calls no new host"]
            .assert_eq(&elsewhere(&published, &deployed).iter().map(ToString::to_string).collect::<String>());
    }

    #[test]
    fn an_artefact_of_another_version_is_indexed_again_and_gets_the_words_it_lacks() {
        let mut value: serde_json::Value = serde_json::from_str(&artefact()).expect("it is JSON");
        value["parts"]["retriever"] = "older".into();
        value["knowledge"]["index"]["terms"] = serde_json::json!([]);
        value["knowledge"]["index"]["units"] = serde_json::json!([]);
        value["words"]["en"].as_object_mut().expect("words").remove("said.greeting");
        let own = site();
        let loaded = load(&value.to_string(), Some(&own)).expect("it is a site");
        assert_eq!(loaded.knowledge, own.knowledge);
        assert_eq!(loaded.words, own.words);
    }
}
