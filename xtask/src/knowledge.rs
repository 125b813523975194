//! `cargo xtask knowledge`: the articles, as they stand in the folder.
//!
//! `check [--today 2026-10-05] [--site FOLDER]`: what makes them worse than they could be. `try "words" [--page /path]
//! [--language de] [--site FOLDER]`: what is found for a question, what every rule gave for it, and why the first is trusted
//! or doubted.

use crate::build::site;
use anyhow::{Context, Result, bail};
use shared::date;
use shared::knowledge::{self, check};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

pub fn command(args: &[String]) -> Result<()> {
    let (mut today, mut folder, mut what, mut words) = (now(), site::folder(), None, None);
    let (mut page, mut language) = (None, None);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--today" => {
                today = args.next().cloned().context("say the day, as in `--today 2026-10-05`")?;
                if date::from_iso(&format!("{today}T00:00:00Z")).is_none() {
                    bail!("`{today}` is no day: write it as in `--today 2026-10-05`");
                }
            }
            "--site" => {
                folder = PathBuf::from(args.next().context("say the folder, as in `--site ../our-site`")?)
            }
            "--page" => page = Some(args.next().context("say the path, as in `--page /returns`")?.as_str()),
            "--language" => {
                language = Some(args.next().context("say the tag, as in `--language de`")?.as_str())
            }
            word if what.is_none() => what = Some(word),
            word => words = Some(word),
        }
    }
    match (what, words) {
        (Some("check"), None) => {}
        (Some("try"), Some(words)) => {
            let knowledge = knowledge::compile(read(&folder)?.1);
            let query = knowledge::Query { text: words, page_path: page, language, context: &[], shown: &[] };
            print!("{}", knowledge::explain(&knowledge, &query));
            return Ok(());
        }
        _ => bail!(
            "say `cargo xtask knowledge check`, with `--today 2026-10-05` and `--site FOLDER` if you like, or \
             `cargo xtask knowledge try \"words of a customer\"`, with `--page /path`, `--language de` and `--site FOLDER`"
        ),
    }
    let (errors, text) = report(&folder, &today)?;
    print!("{text}");
    if errors > 0 {
        bail!("{errors} to mend: customers are told what is wrong");
    }
    Ok(())
}

/// Name and content of each.
type Files = Vec<(String, Vec<u8>)>;

/// The files of the articles, and the articles.
fn read(folder: &Path) -> Result<(Files, Vec<knowledge::Article>)> {
    let mut files = Vec::new();
    let articles = folder.join("knowledge");
    for entry in
        std::fs::read_dir(&articles).with_context(|| format!("cannot read {}", articles.display()))?
    {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| kind == "md") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push((format!("knowledge/{name}"), std::fs::read(&path)?));
        }
    }
    files.sort();
    let read = knowledge::read(&files).map_err(|problems| {
        let told: Vec<String> = problems.iter().map(|problem| format!("  {problem}")).collect();
        anyhow::anyhow!("these cannot be read yet:\n{}", told.join("\n"))
    })?;
    Ok((files, read))
}

/// The errors there are, and all that is to be said.
pub fn report(folder: &Path, today: &str) -> Result<(usize, String)> {
    let (files, read) = read(folder)?;
    let texts: Vec<(String, String)> = files
        .iter()
        .map(|(name, bytes)| (name.clone(), String::from_utf8_lossy(bytes).into_owned()))
        .collect();
    let sources: Vec<check::Source<'_>> = texts
        .iter()
        .filter_map(|(file, text)| {
            let id = file.strip_prefix("knowledge/")?.strip_suffix(".md")?;
            Some(check::Source { file, text, article: read.iter().find(|article| article.id == id)? })
        })
        .collect();
    let all = check::check(&sources, today);
    let of = |grade: check::Grade| all.iter().filter(move |advice| advice.grade == grade);
    let mut text = String::new();
    for (grade, name) in [(check::Grade::Error, "error"), (check::Grade::Warning, "warning")] {
        of(grade).for_each(|advice| text += &format!("{name}: {}\n", advice.problem));
    }
    let (errors, warnings) = (of(check::Grade::Error).count(), of(check::Grade::Warning).count());
    text += &format!("{} articles, {errors} errors, {warnings} warnings\n", sources.len());
    Ok((errors, text))
}

fn now() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64);
    date::iso(since)[..10].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shop_has_nothing_to_mend_on_the_day_it_was_reviewed() {
        let (_, text) = report(&site::folder(), "2026-11-20").unwrap_or_else(|why| panic!("{why:#}"));
        assert!(text.ends_with(" articles, 0 errors, 0 warnings\n"), "{text}");
    }
}
