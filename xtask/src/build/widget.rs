//! The chat and the desk: from Rust to public/w, and embed.js: from plain JavaScript to public/embed.js.
//!
//! File names carry a hash of their content, so a browser may keep them for ever; `public/w/manifest.json` says which
//! is current, and `public/w/chat.js`, `public/w/desk.js` are one line each that start the current one.

use super::Pace;
use crate::tools::{self, if_changed, quietly};
use anyhow::Result;
use shared::detect::person;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Each is a program of the crate `widget`; one that does not exist yet is left out.
pub const PROGRAMS: [&str; 2] = ["chat", "desk"];

fn programs() -> impl Iterator<Item = &'static str> {
    PROGRAMS.into_iter().filter(|name| tools::root().join(format!("widget/src/bin/{name}.rs")).exists())
}

/// Compiles. Small: std is rebuilt without panic messages, and a panic is a trap at once; eleven kilobytes (brotli)
/// less, and chat and embed.js are made to survive it. The stack is 128 KiB, so a page gives up 192 KiB, not 1 MiB.
pub fn compile(pace: Pace) -> Result<()> {
    let mut cargo = tools::cargo();
    cargo.args(["build", "--package", "widget", "--target", "wasm32-unknown-unknown"]);
    cargo.args(["--profile", pace.profile("widget")]);
    for name in programs() {
        cargo.args(["--bin", name]);
    }
    if pace == Pace::Full {
        cargo.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
        cargo.env("RUSTC_BOOTSTRAP", "1").env(
            "RUSTFLAGS",
            "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none \
             -Clink-arg=-zstack-size=131072",
        );
    }
    quietly(&mut cargo)
}

/// Glue, optimizing, shortening, hashing: into public/w.
pub fn pack(pace: Pace) -> Result<()> {
    let served = tools::root().join("public/w");
    for name in programs() {
        let wasm = pace.artifact("widget", name);
        let js = tools::root().join("xtask/js/widget.mjs");
        if_changed(name, &[wasm.clone(), js, super::bindgen()], &served.join(format!("{name}.js")), || {
            let raw = tools::target().join("bindgen").join(name);
            quietly(tools::command(super::bindgen()).arg("web").args([&wasm, &raw]).arg(name))?;
            quietly(tools::script("widget.mjs")?.arg(name).args([&raw, &served]).arg(pace.name()))
        })?;
    }
    Ok(())
}

/// embed.js, with the site's part of it and the addresses of the chat baked in: no request before a visitor acts.
pub fn embed() -> Result<()> {
    let root = tools::root();
    let source = root.join("widget/embed/embed.js");
    if !source.exists() {
        return Ok(());
    }
    let config: PathBuf = super::site::embed_config();
    quietly(tools::script("embed.mjs")?.args([&source, &config, &root.join("public")]))
}

/// What the chat loads once the team has the conversation.
pub fn live() -> Result<()> {
    let root = tools::root();
    let (source, served) = (root.join("widget/embed/live.js"), root.join("public/w"));
    let script = root.join("xtask/js/live.mjs");
    let ring = root.join("widget/embed/ring.js");
    if_changed("live", &[source.clone(), ring, script], &served.join("live.js"), || {
        quietly(tools::script("live.mjs")?.args([&source, &served]))
    })
}

/// Who asks for a person, for the chat: one small module per language, from the Worker's own grammars.
pub fn person() -> Result<()> {
    let languages = person::languages().filter_map(|code| Some((code, person::portable(code)?)));
    let words: BTreeMap<_, _> = languages.collect();
    let file = tools::target().join("site/person.json");
    super::site::write(&file, &serde_json::to_string(&words)?)?;
    let (source, served) = (tools::root().join("widget/embed/person.js"), tools::root().join("public/w"));
    let script = tools::root().join("xtask/js/person.mjs");
    if_changed("person", &[file.clone(), source.clone(), script], &served.join("person-en.js"), || {
        quietly(tools::script("person.mjs")?.args([&source, &file, &served]))
    })
}

/// What few visitors need of the chat, loaded when it is first used.
pub fn more() -> Result<()> {
    let (sources, served) = (tools::root().join("widget/embed"), tools::root().join("public/w"));
    let source = sources.join("more.js");
    let script = tools::root().join("xtask/js/more.mjs");
    let beside = ["more.css", "ring.js"].map(|name| sources.join(name));
    if_changed("more", &[&[source.clone(), script], &beside[..]].concat(), &served.join("more.js"), || {
        quietly(tools::script("more.mjs")?.args([&source, &served]))
    })
}
