//! Finds a Chromium for the end-to-end tests, or installs one.
//!
//! In this order: the environment variable CHROME, the search path, the system's package, Playwright's download.

use crate::tools::{command, quietly};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Where macOS keeps it, which is on nobody's path.
const APPLICATION: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

pub fn find_or_install() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROME").map(PathBuf::from) {
        if named.is_file() {
            return Ok(named);
        }
        bail!("CHROME names `{}`, which is not there; correct it or unset it", named.display());
    }
    if let Some(found) = on_path() {
        return Ok(found);
    }
    if let Some(installed) = from_package() {
        return Ok(installed);
    }
    if let Some(installed) = from_playwright() {
        return Ok(installed);
    }
    bail!(
        "the end-to-end tests need Chromium; install it (`apt-get install chromium`) or name one with CHROME"
    )
}

/// One that is there already.
pub fn find() -> Option<PathBuf> {
    std::env::var_os("CHROME").map(PathBuf::from).filter(|named| named.is_file()).or_else(on_path)
}

fn on_path() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places =
        NAMES.iter().flat_map(|name| std::env::split_paths(&path).map(move |dir| dir.join(name)));
    places
        .find(|place| place.is_file())
        .or_else(|| Path::new(APPLICATION).is_file().then(|| APPLICATION.into()))
}

/// Debian's and Ubuntu's, where we may install without being asked for a password.
fn from_package() -> Option<PathBuf> {
    let apt = |words: &[&str]| {
        let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0");
        let mut apt = if root { command("apt-get") } else { command("sudo") };
        if !root {
            apt.args(["-n", "apt-get"]);
        }
        quietly(apt.args(words).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update"]).ok()?;
    apt(&["install", "--yes", "--no-install-recommends", "chromium"]).ok()?;
    on_path()
}

fn from_playwright() -> Option<PathBuf> {
    quietly(command("npx").args(["--yes", "playwright", "install", "chromium"])).ok()?;
    let home = PathBuf::from(std::env::var_os("HOME")?);
    let caches = [home.join(".cache/ms-playwright"), home.join("Library/Caches/ms-playwright")];
    let browsers = caches.iter().filter_map(|cache| std::fs::read_dir(cache).ok()).flatten().flatten();
    let inside =
        ["chrome-linux/chrome", "chrome-linux64/chrome", "chrome-mac/Chromium.app/Contents/MacOS/Chromium"];
    browsers.flat_map(|browser| inside.map(|file| browser.path().join(file))).find(|file| file.is_file())
}
