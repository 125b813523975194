//! The site: the owner's folder site/, checked and compiled to what the Worker and embed.js read.
//!
//! No mistake of a site is ever found at run time: what compiles here is what runs there.

use crate::tools;
use anyhow::{Context, Result, anyhow};
use shared::site::{self, Files, Site, artifact};
use std::path::{Path, PathBuf};

/// Where the owner's folder is.
pub fn folder() -> PathBuf {
    tools::root().join("site")
}

/// Reads and compiles the owner's folder. All that is wrong in any file is told at once.
pub fn read_site() -> Result<Site> {
    read_folder(&folder())
}

/// Reads and compiles any folder of the same make.
pub fn read_folder(folder: &Path) -> Result<Site> {
    let text = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let mut knowledge = Vec::new();
    let articles = folder.join("knowledge");
    for entry in
        std::fs::read_dir(&articles).with_context(|| format!("cannot read {}", articles.display()))?
    {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| kind == "md") {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            knowledge.push((format!("knowledge/{name}"), std::fs::read(&path)?));
        }
    }
    knowledge.sort();
    let files = Files {
        site: text("site.toml")?,
        policy: text("policy.toml")?,
        persona: text("persona.md")?,
        knowledge,
    };
    site::compile(&files).map_err(|problems| {
        let name = folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let told: Vec<String> = problems.iter().map(|problem| format!("  {name}/{problem}")).collect();
        anyhow!("{} to mend before anything starts:\n{}", count(problems.len()), told.join("\n"))
    })
}

fn count(problems: usize) -> String {
    if problems == 1 { "one problem".to_owned() } else { format!("{problems} problems") }
}

/// The text that is deployed and published.
pub fn artefact(site: Site) -> Result<String> {
    artifact::write(site).map_err(|why| anyhow!(why))
}

/// The part for embed.js, as written by [`compile`].
pub fn embed_config() -> PathBuf {
    tools::target().join("site/embed.json")
}

pub fn compile() -> Result<()> {
    let site = read_site()?;
    write(&embed_config(), &site.embed().to_string())?;
    write(&tools::bundle().join("site.json"), &artefact(site)?)
}

/// Leaves a file alone that is the same already, so that nothing that watches it starts again.
pub fn write(path: &Path, text: &str) -> Result<()> {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
