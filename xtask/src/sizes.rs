//! `cargo xtask sizes`: bytes of all that is served, as they are and as they travel.
//!
//! Measures what was built last and builds nothing: say `cargo xtask build` first. But embed.js is also measured as it would
//! be for sites other than this one: in every language, and with everything decided that an owner may decide.

use crate::build::site;
use crate::tools;
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use shared::help;
use shared::lang::{LANGS, Words};
use shared::site::{Brand, Launcher, Prefetch, Site, Theme};
use std::collections::BTreeMap;
use std::process::Command;

/// What embed.js may weigh by brotli, whatever the language and the settings.
const LAUNCHER: u64 = 4096;

pub fn command(args: &[String]) -> Result<()> {
    crate::only(args, &["--json"])?;
    let built = said(tools::script("sizes.mjs")?.arg(tools::root().join("public")).arg(tools::bundle()))?;
    if built.is_empty() {
        bail!("nothing is built; say `cargo xtask build` first");
    }
    let mut sizes = Map::new();
    let all = all_decided(in_all_languages()?);
    for (name, site) in [
        ("in 13 languages", in_all_languages()?),
        ("all decided", all.clone()),
        ("and with offers of help", offering(all)),
    ] {
        let by_language = launchers(&site)?;
        let largest = by_language.into_iter().max_by_key(|(_, size)| size["brotli"].as_u64());
        sizes.extend(largest.map(|(tag, size)| (format!("{name}, {tag}"), size)));
    }
    if args.iter().any(|arg| arg == "--json") {
        println!("{}", json!({ "built": built, "embed.js at most": sizes }));
    } else {
        println!("{:24}{:>12}{:>12}{:>12}", "", "raw", "gzip -9", "brotli -11");
        built.iter().for_each(|(name, size)| line(name, size));
        println!("embed.js at most");
        sizes.iter().for_each(|(name, size)| line(&format!("  {name}"), size));
    }
    let heaviest = sizes.values().filter_map(|size| size["brotli"].as_u64()).max().unwrap_or_default();
    if heaviest > LAUNCHER {
        bail!("embed.js weighs {heaviest} bytes and may weigh {LAUNCHER}; see widget/embed");
    }
    if args.is_empty() { chat(&built) } else { Ok(()) }
}

/// All that a visitor loads for a chat, and the most it may be. What is loaded only when it is used (`more.js`) is apart.
const CHAT: [&str; 4] = ["embed.js", "chat.js", "chat.wasm", "person.js"];
const LIMIT: u64 = 72_000;

fn chat(sizes: &Map<String, Value>) -> Result<()> {
    if CHAT.iter().any(|name| !sizes.contains_key(*name)) {
        return Ok(());
    }
    let all: u64 = CHAT.iter().map(|name| sizes[*name]["brotli"].as_u64().unwrap_or(0)).sum();
    let room = LIMIT as i64 - all as i64;
    println!("everything for a chat ({}): {all} of at most {LIMIT} bytes, {room} left", CHAT.join(" + "));
    if all > LIMIT {
        bail!("the chat is {} bytes too large: what few need belongs in widget/embed/more.js", -room);
    }
    Ok(())
}

fn line(name: &str, size: &Value) {
    let bytes = |key: &str| size[key].as_u64().unwrap_or(0);
    println!("{name:24}{:>12}{:>12}{:>12}", bytes("raw"), bytes("gzip"), bytes("brotli"));
}

fn in_all_languages() -> Result<Site> {
    let mut site = site::read_site()?;
    site.languages = LANGS.iter().map(|(tag, ..)| (*tag).to_owned()).collect();
    site.words = site.languages.iter().map(|tag| (tag.clone(), Words::shipped(tag))).collect();
    Ok(site)
}

fn all_decided(mut site: Site) -> Site {
    site.brand = Brand {
        position: "left".to_owned(),
        night: Some("#d9a06b".to_owned()),
        text: Some("#111111".to_owned()),
        theme: Some(Theme::Dark),
        logo: Some("https://shop.example/images/logo-square.svg".to_owned()),
        bottom: 96,
        ..site.brand
    };
    let label = [(String::new(), "Questions? Ask us!".to_owned())].into();
    site.launcher = Launcher { label, own: true, prefetch: Prefetch::Idle };
    site
}

/// The same, and with offers of help.
fn offering(mut site: Site) -> Site {
    let words: BTreeMap<_, _> = [(String::new(), "May we help?".to_owned())].into();
    let (name, say, ask) = ("stuck".to_owned(), words.clone(), words);
    site.help =
        vec![help::Rule { name, when: Vec::new(), any: Vec::new(), say, ask, often: help::Often::Visit }];
    site
}

/// What embed.js of a site weighs, by language.
fn launchers(of: &Site) -> Result<Map<String, Value>> {
    let config = tools::target().join("site/measured.json");
    site::write(&config, &of.embed().to_string())?;
    let source = tools::root().join("widget/embed/embed.js");
    said(tools::script("embed.mjs")?.args([&source, &config]).arg("--sizes"))
}

/// The object a script writes.
fn said(script: &mut Command) -> Result<Map<String, Value>> {
    let ran = script.output()?;
    if !ran.status.success() {
        bail!("cannot measure: {}", String::from_utf8_lossy(&ran.stderr));
    }
    serde_json::from_slice(&ran.stdout).context("the script writes JSON")
}
