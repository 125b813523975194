//! `cargo xtask docs`: the documents that are generated from the code, written to `docs/`. A test compares them.

use crate::build::site::read_site;
use crate::tools;
use anyhow::{Context, Result};
use shared::backend::BACKENDS;
use shared::knowledge::RANKING;
use shared::policy::{self, Kind};
use shared::signal;

pub fn command(args: &[String]) -> Result<()> {
    crate::only(args, &[])?;
    for (path, text) in documents()? {
        let full = tools::root().join(path);
        std::fs::write(&full, text).with_context(|| format!("cannot write {}", full.display()))?;
        println!("{path}");
    }
    Ok(())
}

/// Path and text of each.
fn documents() -> Result<Vec<(&'static str, String)>> {
    let schema = serde_json::to_string_pretty(&schemars::schema_for!(shared::packet::Packet))?;
    Ok(vec![
        ("docs/packet.schema.json", schema + "\n"),
        ("docs/policy.md", generated(&policy::table(&read_site()?.policy))),
        ("docs/signals.md", generated(&signals())),
        ("docs/backends.md", generated(&backends())),
        ("docs/ranking.md", generated(&ranking())),
    ])
}

fn generated(text: &str) -> String {
    format!("<!-- Written by `cargo xtask docs`; do not edit. -->\n\n{text}")
}

fn signals() -> String {
    let mut out = String::from(
        "# Signals\n\nWhat a rule of `site/policy.toml` may look at.\n\n| signal | how to write it | what it means |\n|---|---|---|\n",
    );
    for spec in signal::specs() {
        let name = spec.name;
        let written = match spec.kind {
            Kind::Flag => format!("`{name}` or `not {name}`"),
            Kind::Number { least, most, unit } => format!("`{name} is at least N`, {least} to {most} {unit}"),
            Kind::Word(words) => format!("`{name} is X`, one of `{}`", words.join("`, `")),
            Kind::Text => format!("`{name} is X` or `{name} matches X*`"),
        };
        out.push_str(&format!("| `{name}` | {written} | {} |\n", spec.means));
    }
    out
}

fn backends() -> String {
    let mut out = String::from(
        "# Support backends\n\nWhat a `[[backend]]` of `site/site.toml` may be.\n\n| kind | what it is | settings |\n|---|---|---|\n",
    );
    for backend in BACKENDS {
        let settings: Vec<String> = backend
            .settings()
            .iter()
            .map(|(key, means)| format!("`{key}`: the name of the variable with {means}"))
            .collect();
        let settings = if settings.is_empty() { "none".to_owned() } else { settings.join("<br>") };
        out.push_str(&format!("| `{}` | {} | {settings} |\n", backend.kind(), backend.means()));
    }
    out
}

fn ranking() -> String {
    let mut out = String::from(
        "# Ranking rules\n\nHow an article is judged for a question: each rule gives points, the sum decides, and every search names them.\n\n| rule | weight | what it looks at |\n|---|---|---|\n",
    );
    for rule in RANKING {
        out.push_str(&format!("| {} | {} | {} |\n", rule.name, rule.weight, rule.about));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_are_what_the_code_says() {
        for (path, text) in documents().expect("the demo site compiles") {
            let written = std::fs::read_to_string(tools::root().join(path)).unwrap_or_default();
            assert!(written == text, "{path} is out of date: run `cargo xtask docs`");
        }
    }
}
