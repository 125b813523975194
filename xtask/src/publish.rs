//! `cargo xtask publish`: the folder site/ on a running Worker, without a deploy; what was published before, and back.
//!
//! The token is the Worker's secret `PUBLISH_TOKEN`, taken from the environment or, for a Worker on this machine, from
//! .dev.vars. What the Worker is sent is the compiled artefact; it checks it again.

use crate::build::site;
use crate::tools;
use crate::web::{self, Answer};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use shared::date;
use std::path::PathBuf;

const LOCAL: &str = "http://localhost:8787";
const TOKEN: &str = "PUBLISH_TOKEN";

/// What was asked for.
#[derive(Debug, PartialEq)]
struct Wish {
    url: String,
    what: What,
    note: String,
    site: PathBuf,
}

#[derive(Debug, PartialEq)]
enum What {
    Publish,
    List,
    Rollback(u64),
}

pub fn command(args: &[String]) -> Result<()> {
    let wish = wish(args)?;
    let worker = Worker { token: token(&wish.url)?, url: wish.url };
    match wish.what {
        What::Publish => {
            let site = site::read_folder(&wish.site)?;
            let articles = site.knowledge.articles.len();
            let told = worker.call("POST", &query("", &wish.note), &site::artefact(site)?)?;
            print!("{}", published(&told, articles));
        }
        What::List => print!("{}", listing(&worker.call("GET", "", "")?)),
        What::Rollback(to) => {
            worker.call("POST", &query(&format!("/serve/{to}"), ""), "")?;
            println!("{} is served again, everywhere within a minute", name(to));
        }
    }
    Ok(())
}

fn wish(args: &[String]) -> Result<Wish> {
    let mut wish =
        Wish { url: LOCAL.to_owned(), what: What::Publish, note: String::new(), site: site::folder() };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = |example: &str| args.next().with_context(|| format!("say it as in `{example}`"));
        match arg.as_str() {
            "--list" => wish.what = What::List,
            "--rollback" => {
                let to = value("--rollback 6")?;
                wish.what = What::Rollback(match to.as_str() {
                    "deployed" => 0,
                    number => number.parse().with_context(|| {
                        format!("`{number}` is no publication: give its number from `--list`, or `deployed`")
                    })?,
                });
            }
            "--note" => wish.note = value("--note \"new return window\"")?.clone(),
            "--site" => wish.site = PathBuf::from(value("--site ../our-site")?),
            url if url.starts_with("https://") || url.starts_with("http://") => {
                wish.url = url.trim_end_matches('/').to_owned();
            }
            other => bail!(
                "`{other}` means nothing here; there is URL, --list, --rollback N, --note TEXT, --site FOLDER"
            ),
        }
    }
    Ok(wish)
}

struct Worker {
    url: String,
    token: String,
}

impl Worker {
    fn call(&self, method: &str, rest: &str, body: &str) -> Result<Value> {
        let url = format!("{}/publish{rest}", self.url);
        let bearer = format!("Bearer {}", self.token);
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        let Answer { status, body, .. } = web::request(method, &url, &headers, body).with_context(|| {
            format!(
                "no Worker answers at {}: start one with `cargo xtask run`, or give its address",
                self.url
            )
        })?;
        let json: Value = serde_json::from_str(&body).unwrap_or_default();
        if status == 200 {
            return Ok(json);
        }
        let why = json["text"]
            .as_str()
            .unwrap_or("this address is no Worker of this version of Baton: deploy it first");
        let problems: Vec<String> = json["problems"].as_array().into_iter().flatten().map(problem).collect();
        bail!("{} ({status}): {why}{}", self.url, problems.concat())
    }
}

fn problem(told: &Value) -> String {
    let text = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
    let help = if told["help"].is_null() { String::new() } else { format!("\n    help: {}", text("help")) };
    format!("\n  {}: {}{help}", text("file"), text("what"))
}

/// The local token is for local Workers only: another address must not learn it by a slip of the keys.
fn token(url: &str) -> Result<String> {
    if let Ok(token) = std::env::var(TOKEN) {
        return Ok(token);
    }
    let host = url.split("://").nth(1).unwrap_or("").split(['/', ':']).next().unwrap_or("");
    if !["localhost", "127.0.0.1"].contains(&host) {
        bail!(
            "set the environment variable {TOKEN} to the Worker's secret of that name (`npx wrangler secret put {TOKEN}`)"
        );
    }
    let vars = std::fs::read_to_string(tools::root().join(".dev.vars")).unwrap_or_default();
    let line = vars.lines().find_map(|line| line.strip_prefix(&format!("{TOKEN}=")));
    let token = line.map(|value| value.trim().trim_matches('"').to_owned()).filter(|token| !token.is_empty());
    token.with_context(|| format!("no {TOKEN} in .dev.vars: `cargo xtask run` makes one, once"))
}

fn query(path: &str, note: &str) -> String {
    let by = std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default();
    let pair = |name: &str, value: &str| format!("{name}={}", web::escape(value));
    format!("{path}?{}&{}", pair("by", &by), pair("note", note))
}

fn name(release: u64) -> String {
    if release == 0 { "what was deployed".to_owned() } else { format!("publication {release}") }
}

fn published(told: &Value, articles: usize) -> String {
    let release = told["release"].as_u64().unwrap_or(0);
    if told["same"] == true {
        return format!("publication {release} has the same content and is served already: nothing to do\n");
    }
    let changed: Vec<&str> =
        told["changed"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut text = format!(
        "published as {release} ({}), {articles} articles; changed: {}\n\
         customers have it within a minute; `cargo xtask publish --rollback` and an earlier number takes it back\n",
        told["version"].as_str().unwrap_or(""),
        if changed.is_empty() { "nothing".to_owned() } else { changed.join(", ") },
    );
    if told["launcher_differs"] == true {
        text += "name, color, position or languages differ from the deployed ones: the launcher has them with the next deploy\n";
    }
    text
}

fn listing(told: &Value) -> String {
    let serving = told["serving"].as_u64().unwrap_or(0);
    let mark = |release: u64| if release == serving { "*" } else { " " };
    let mut text = String::new();
    let all: Vec<&Value> = told["releases"].as_array().into_iter().flatten().collect();
    for (i, release) in all.iter().enumerate() {
        let number = release["release"].as_u64().unwrap_or(0);
        let word = |key: &str| release[key].as_str().unwrap_or("").to_owned();
        let changed: Vec<&str> = release["parts"]
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(part, hash)| {
                all.get(i + 1).is_some_and(|before| before["parts"][part.as_str()] != **hash)
            })
            .map(|(part, _)| part.as_str())
            .collect();
        text += &format!(
            "{} {number:>4}  {}  {:>7} kB  {}  {}{}{}\n",
            mark(number),
            date::iso(release["at"].as_u64().unwrap_or(0))[..16].replace('T', " "),
            release["bytes"].as_u64().unwrap_or(0) / 1000,
            word("version"),
            word("by"),
            if changed.is_empty() { String::new() } else { format!("  [{}]", changed.join(", ")) },
            if word("note").is_empty() { String::new() } else { format!("  {}", word("note")) },
        );
    }
    text + &format!("{} deployed  {}\n\n* is served\n", mark(0), told["deployed"].as_str().unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;
    use serde_json::json;

    fn said(words: &[&str]) -> String {
        let args: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        match wish(&args) {
            Ok(wish) => format!("{} {:?} {:?}", wish.url, wish.what, wish.note),
            Err(problem) => format!("{problem:#}"),
        }
    }

    #[test]
    fn what_is_asked_for_is_understood_and_a_slip_is_told() {
        assert_eq!(said(&[]), "http://localhost:8787 Publish \"\"");
        assert_eq!(
            said(&["https://shop.example/", "--note", "prices"]),
            "https://shop.example Publish \"prices\""
        );
        assert_eq!(said(&["--rollback", "deployed"]), "http://localhost:8787 Rollback(0) \"\"");
        expect!["`six` is no publication: give its number from `--list`, or `deployed`: invalid digit found in string"]
            .assert_eq(&said(&["--rollback", "six"]));
        expect!["`shop.example` means nothing here; there is URL, --list, --rollback N, --note TEXT, --site FOLDER"]
            .assert_eq(&said(&["shop.example"]));
    }

    #[test]
    fn the_local_token_is_not_shown_to_other_hosts() {
        if std::env::var(TOKEN).is_err() {
            assert!(token("https://localhost.shop.example").is_err());
        }
    }

    #[test]
    fn a_listing_marks_what_is_served_and_says_what_changed() {
        let release = |n: u64, knowledge: &str, note: &str| {
            json!({ "release": n, "at": 1_795_000_000_000_u64 + n * 60_000,
            "by": "ann", "note": note, "version": format!("v{n}"), "bytes": 300_000,
            "parts": { "policy": "p", "knowledge": knowledge } })
        };
        let told = json!({ "serving": 1, "deployed": "d0", "releases": [release(2, "b", "prices"), release(1, "a", "")] });
        expect![[r#"
                 2  2026-11-18 11:08      300 kB  v2  ann  [knowledge]  prices
            *    1  2026-11-18 11:07      300 kB  v1  ann
              deployed  d0

            * is served
        "#]]
        .assert_eq(&listing(&told));
    }
}
