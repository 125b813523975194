//! The manners that can be checked by reading the files: who may use whom, heads, sizes, no paths of one machine.
//!
//! These run with `cargo test`; the table is that of `ARCHITECTURE.md`.

use crate::tools;
use std::path::{Path, PathBuf};

/// Room (a path prefix), what its `use` lines may not name, and why.
const ARROWS: &[(&str, &[&str], &str)] = &[
    (
        "shared/src/",
        &["worker::", "web_sys", "leptos", "futures", "std::time", "getrandom"],
        "the core is pure",
    ),
    (
        "shared/src/conversation",
        &["crate::http", "crate::llm", "crate::backend", "crate::packet"],
        "what may follow what knows no transport",
    ),
    (
        "shared/src/signal/",
        &["crate::conversation", "crate::policy::decide", "crate::packet"],
        "a signal sees, it does not decide",
    ),
    (
        "shared/src/policy/",
        &["crate::log", "crate::conversation", "crate::packet"],
        "a policy sees findings only",
    ),
    ("shared/src/backend/", &["crate::llm"], "backends and providers do not know each other"),
    (
        "shared/src/llm/",
        &["crate::backend", "crate::conversation"],
        "backends and providers do not know each other",
    ),
    (
        "widget/src/",
        &[
            "shared::conversation",
            "shared::policy",
            "shared::knowledge",
            "shared::site",
            "shared::packet",
            "shared::log",
        ],
        "the widget knows the wire and the page",
    ),
    ("tests/it/", &["edge::"], "tests see the Worker from outside"),
];

/// Lines at which a file is too long to be one idea.
const LONGEST: usize = 600;

fn sources(folder: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        for path in entries.map_while(Result::ok).map(|entry| entry.path()) {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|kind| kind == "rs" || kind == "js" || kind == "mjs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&tools::root().join(folder), &mut found);
    found.sort();
    found
}

fn rooms() -> Vec<PathBuf> {
    ["shared/src", "edge", "widget/src", "widget/embed", "xtask/src", "xtask/js", "tests/it"]
        .iter()
        .flat_map(|room| sources(room))
        .collect()
}

fn name(path: &Path) -> String {
    path.strip_prefix(tools::root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

#[test]
fn nobody_uses_what_the_table_forbids() {
    let mut wrong = Vec::new();
    for path in rooms() {
        let (name, text) = (name(&path), std::fs::read_to_string(&path).unwrap_or_default());
        for (room, forbidden, why) in ARROWS.iter().filter(|(room, ..)| name.starts_with(room)) {
            // Tests may look from the outside.
            if name.ends_with("tests.rs") {
                continue;
            }
            for line in text.lines().take_while(|line| !line.contains("#[cfg(test)]")) {
                let line = line.trim_start();
                if let Some(what) =
                    forbidden.iter().find(|what| line.starts_with("use ") && line.contains(**what))
                {
                    wrong.push(format!("{name}: `{what}` may not be used in {room}: {why}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rust_file_begins_by_saying_what_one_finds_here() {
    let silent: Vec<String> = rooms()
        .iter()
        .filter(|path| path.extension().is_some_and(|kind| kind == "rs"))
        .filter(|path| !std::fs::read_to_string(path).unwrap_or_default().starts_with("//!"))
        .map(|path| name(path))
        .collect();
    assert!(silent.is_empty(), "no `//!` first line: {silent:?}");
}

#[test]
fn no_file_is_longer_than_one_idea() {
    let long: Vec<String> = rooms()
        .iter()
        .map(|path| (name(path), std::fs::read_to_string(path).unwrap_or_default().lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(name, lines)| format!("{name}: {lines}"))
        .collect();
    assert!(long.is_empty(), "split {long:?}");
}

#[test]
fn nothing_tells_whose_machine_it_was_written_on() {
    let marks =
        [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("crates", ".io/api")];
    let told: Vec<String> = rooms()
        .iter()
        .filter(|path| {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            marks.iter().any(|mark| text.contains(mark))
        })
        .map(|path| name(path))
        .collect();
    assert!(told.is_empty(), "paths of one machine in {told:?}");
}
