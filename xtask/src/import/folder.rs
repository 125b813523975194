//! A folder of Markdown and HTML files, as other help centers and static sites keep them.

use super::{Found, Haul, html, text};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// Files that are no articles, by their name without its ending.
const NOT: &[&str] = &["readme", "license", "licence", "changelog", "contributing", "code_of_conduct", "404"];

pub fn read(folder: &Path) -> Result<Haul> {
    if !folder.is_dir() {
        bail!("{} is no folder", folder.display());
    }
    let mut haul = Haul::default();
    let mut files = Vec::new();
    walk(folder, &mut files)?;
    files.sort();
    for file in files {
        let place = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let kind = file.extension().map_or_else(String::new, |kind| kind.to_string_lossy().to_lowercase());
        let stem = file.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().to_lowercase());
        if NOT.contains(&stem.as_str()) {
            haul.skip(place, "by its name it is about the files, not about your shop");
            continue;
        }
        match kind.as_str() {
            "md" | "markdown" | "mdx" => markdown(&mut haul, &place, &text(&file)?),
            "html" | "htm" => {
                let page = html::page(&text(&file)?, None);
                let title = if page.title.is_empty() { from_name(&place) } else { page.title };
                haul.found.push(Found {
                    title,
                    body: page.body,
                    language: page.language,
                    source: place.clone(),
                    name: name(&place),
                    ..Found::default()
                });
            }
            _ => haul.skip(place, "neither Markdown nor HTML"),
        }
    }
    Ok(haul)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_dir() && !hidden && !path.ends_with("node_modules") {
            walk(&path, files)?;
        } else if path.is_file() && !hidden {
            files.push(path);
        }
    }
    Ok(())
}

/// Front matter is read as far as it is understood: other tools have other keys.
fn markdown(haul: &mut Haul, place: &str, text: &str) {
    let text = text.replace("\r\n", "\n");
    let (head, body) = match text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---")) {
        Some((head, body)) => (head, body.split_once('\n').map_or("", |(_, body)| body)),
        None => ("", text.as_str()),
    };
    let entry = |keys: &[&str]| {
        head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            keys.contains(&key.trim().to_lowercase().as_str())
                .then(|| value.trim().trim_matches(['"', '\'']).to_owned())
                .filter(|value| !value.is_empty())
        })
    };
    if entry(&["draft", "hidden"]).is_some_and(|value| value == "true")
        || entry(&["published"]).is_some_and(|v| v == "false")
    {
        return haul.skip(place, "a draft");
    }
    let body: Vec<&str> = body
        .lines()
        .filter(|line| {
            !line.starts_with("import ") && !line.starts_with("export ") && !line.trim().starts_with("{%")
        })
        .collect();
    let mut body = body.join("\n").trim().to_owned();
    let mut title = entry(&["title", "name"]);
    if let Some((first, rest)) = body.clone().split_once('\n').or(Some((body.as_str(), "")))
        && let Some(heading) = first.strip_prefix("# ")
        && title.as_deref().is_none_or(|title| title == heading.trim())
    {
        title = Some(heading.trim().to_owned());
        body = rest.trim().to_owned();
    }
    let pages = entry(&["permalink", "url"]).filter(|path| path.starts_with('/')).into_iter().collect();
    haul.found.push(Found {
        title: title.unwrap_or_else(|| from_name(place)),
        body,
        pages,
        language: entry(&["language", "lang", "locale"]).unwrap_or_default().to_lowercase(),
        source: place.to_owned(),
        name: entry(&["slug"]).unwrap_or_else(|| name(place)),
        ..Found::default()
    });
}

/// What a file is called; an index is called as its folder.
fn name(place: &str) -> String {
    let stem = place.rsplit_once('.').map_or(place, |(stem, _)| stem);
    let stem = stem.trim_end_matches("/index").trim_end_matches("/_index");
    stem.rsplit('/').next().unwrap_or(stem).to_owned()
}

/// A title where there is none: `change-of-address.md` is about a change of address.
fn from_name(place: &str) -> String {
    let words = name(place).replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
