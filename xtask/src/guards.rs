//! `cargo xtask guards [WORDS]`: is each guard missed when it is gone?
//!
//! A guard that no test misses is one until the next change. In a copy of the sources every guard of the list gets a
//! switch, all at once, so that they are compiled once; then each is switched off, and its tests must fail. WORDS: only
//! guards whose sentence has them. With `--workerd` those in the Worker, by tests on real workerd.

mod list;

use crate::build::{self, Pace};
use crate::{chromium, tools};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A guard, as code and as the same code with a switch.
pub struct Guard {
    /// What would happen without it; also the name of its switch
    name: &'static str,
    file: &'static str,
    /// Stands once in the file
    code: &'static str,
    /// What stands there in the copy: `GONE` is whether it is switched off, `CODE` the code
    without: &'static str,
    /// Names of tests, or parts of them, with spaces between
    tests: &'static str,
}

const FOLDERS: [&str; 8] = ["shared", "edge", "widget", "xtask", "tests", "bench", "site", "docs"];
const FILES: [&str; 3] = ["Cargo.toml", "Cargo.lock", "clippy.toml"];

/// How code asks for a switch: of its process, and in workerd of its global object.
const SWITCH: &str = "\npub fn gone(guard: &str) -> bool {\n    std::env::var(\"BATON_GONE\").is_ok_and(|gone| gone == guard)\n}\n";
const SWITCH_OF_WORKER: &str = "\npub fn gone(guard: &str) -> bool {\n    let gone = worker::js_sys::Reflect::get(&worker::js_sys::global(), &\"BATON_GONE\".into());\n    gone.is_ok_and(|gone| gone.as_string().as_deref() == Some(guard))\n}\n";
const LIBRARIES: [(&str, &str); 3] =
    [("shared/src/lib.rs", SWITCH), ("widget/src/lib.rs", SWITCH), ("edge/src/lib.rs", SWITCH_OF_WORKER)];

pub fn command(args: &[String]) -> Result<()> {
    crate::only(args, &["--workerd", "--bundle"])?;
    // Said by this program to itself, where the copy counts as the repository.
    if args.iter().any(|arg| arg == "--bundle") {
        build::edge::compile(Pace::Full)?;
        return build::edge::bundle(Pace::Full);
    }
    let words: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    let chosen = |guards: &'static [Guard]| {
        guards.iter().filter(|guard| words.iter().all(|word| guard.name.contains(word.as_str())))
    };
    let copy = tools::target().join("guards");
    let switched = switched()?;
    for name in FILES.iter().chain(&FOLDERS) {
        put(Path::new(name), &copy, &switched)?;
    }
    println!("{:76} what misses it", "without its guard");
    let (mut tried, mut kept) = (0, 0);
    let mut row = |guard: &Guard, failed: Vec<String>| {
        let told = match failed.as_slice() {
            [] => format!("NOTHING of `{}`", guard.tests),
            [one] => one.clone(),
            [one, more @ ..] => format!("{one}, and {} more", more.len()),
        };
        println!("{:76} {told}", guard.name);
        (tried, kept) = (tried + 1, kept + usize::from(failed.is_empty()));
    };
    if !args.iter().any(|arg| arg == "--workerd") {
        for guard in chosen(list::PURE) {
            row(guard, failing(&mut pure(&copy, guard))?);
        }
    } else {
        let worker = worker(&copy)?;
        for guard in chosen(list::WORKER) {
            let entry = std::fs::read_to_string(tools::bundle().join("entry.mjs"))?;
            let gone = format!("globalThis.BATON_GONE = {:?};\n{entry}", guard.name);
            std::fs::write(worker.join("entry.mjs"), gone)?;
            row(guard, failing(&mut end_to_end(&worker, guard)?)?);
        }
    }
    match (tried, kept) {
        (0, _) => bail!("no guard has these words; without words all are tried"),
        (_, 0) => println!("each of these {tried} guards is missed when it is gone"),
        _ => bail!("{kept} of {tried} guards can go and no test fails"),
    }
    Ok(())
}

/// The page of docs that lists them.
pub fn table() -> String {
    let mut out = String::from(
        "# Guards\n\nWhat must not happen, where the guard against it stands, and the tests that fail without it: `cargo xtask guards` \
         switches each off\nonce and sees them fail (`--workerd` those that need real workerd, `cargo xtask guards WORDS` only some). A new guard is a\n\
         row in `xtask/src/guards/list.rs`.\n\n| without it | guard | tests |\n|---|---|---|\n",
    );
    for guard in list::PURE.iter().chain(list::WORKER) {
        let tests = guard.tests.replace(' ', "`, `");
        out.push_str(&format!("| {} | `{}` | `{tests}` |\n", guard.name, guard.file));
    }
    out
}

/// The files that get switches, as they stand in the copy.
fn switched() -> Result<BTreeMap<PathBuf, String>> {
    let read =
        |file: &str| std::fs::read_to_string(tools::root().join(file)).with_context(|| file.to_owned());
    let mut texts = BTreeMap::new();
    for (file, switch) in LIBRARIES {
        texts.insert(PathBuf::from(file), read(file)? + switch);
    }
    for guard in list::PURE.iter().chain(list::WORKER) {
        let text = match texts.remove(Path::new(guard.file)) {
            Some(text) => text,
            None => read(guard.file)?,
        };
        let times = text.matches(guard.code).count();
        if times != 1 {
            let Guard { name, file, code, .. } = guard;
            bail!(
                "`{name}`: its code stands {times} times in {file}, and once is needed; mend its row in xtask/src/guards/list.rs:\n{code}"
            );
        }
        let gone = format!("crate::gone({:?})", guard.name);
        let without = guard.without.replace("GONE", &gone).replace("CODE", guard.code);
        texts.insert(guard.file.into(), text.replacen(guard.code, &without, 1));
    }
    Ok(texts)
}

/// Copies a file or a folder. What did not change is not written, so that it is not compiled again.
fn put(path: &Path, copy: &Path, switched: &BTreeMap<PathBuf, String>) -> Result<()> {
    let (from, to) = (tools::root().join(path), copy.join(path));
    if from.is_dir() {
        for entry in std::fs::read_dir(&from)? {
            put(&path.join(entry?.file_name()), copy, switched)?;
        }
        return Ok(());
    }
    let bytes = match switched.get(path) {
        Some(text) => text.clone().into_bytes(),
        None => std::fs::read(&from).with_context(|| from.display().to_string())?,
    };
    if std::fs::read(&to).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    std::fs::create_dir_all(to.parent().unwrap_or(copy))?;
    std::fs::write(&to, bytes).with_context(|| to.display().to_string())
}

/// The copy is compiled beside the repository, for what it depends on is compiled there.
fn cargo(copy: &Path) -> Command {
    let mut cargo = tools::cargo();
    cargo.current_dir(copy).env("CARGO_TARGET_DIR", tools::target()).env_remove("CARGO_MANIFEST_DIR");
    cargo
}

fn pure(copy: &Path, guard: &Guard) -> Command {
    let package = guard.file.split('/').next().unwrap_or_default();
    let mut cargo = cargo(copy);
    cargo.args(["test", "--quiet", "--package", package, "--lib", "--"]).args(guard.tests.split(' '));
    cargo.env("BATON_GONE", guard.name);
    cargo
}

/// A Worker with switches, in a folder of its own.
fn worker(copy: &Path) -> Result<PathBuf> {
    let (built, worker) = (tools::bundle(), copy.join("dist/worker"));
    if !built.join("site.json").exists() {
        bail!("there is no Worker yet; say `cargo xtask build`");
    }
    for name in ["public", "wrangler.toml", "package.json", "package-lock.json"] {
        put(Path::new(name), copy, &BTreeMap::new())?;
    }
    let modules = copy.join("node_modules");
    if !modules.exists() {
        std::os::unix::fs::symlink(tools::root().join("node_modules"), modules)?;
    }
    std::fs::create_dir_all(&worker)?;
    std::fs::copy(built.join("site.json"), worker.join("site.json"))?;
    let mut same = Command::new(std::env::current_exe()?);
    same.args(["guards", "--bundle"]).current_dir(copy);
    tools::quietly(
        same.env("CARGO_MANIFEST_DIR", copy.join("xtask")).env("CARGO_TARGET_DIR", tools::target()),
    )?;
    Ok(worker)
}

fn end_to_end(worker: &Path, guard: &Guard) -> Result<Command> {
    let mut cargo = tools::cargo();
    cargo.args(["test", "--quiet", "--package", "tests", "--"]).args(guard.tests.split(' '));
    cargo.env("BATON_CHROME", chromium::find_or_install()?).env("BATON_NODE", tools::node()?);
    cargo.env("BATON_WRANGLER", tools::wrangler()).env("BATON_WORKER", worker);
    cargo.env("BATON_XTASK", std::env::current_exe()?);
    cargo.env("BATON_SERVE", tools::root().join("xtask/js/serve.mjs"));
    Ok(cargo)
}

/// The tests that fail. That they do not compile, or that there are none, is no answer.
fn failing(tests: &mut Command) -> Result<Vec<String>> {
    let done = tests.output().context("cannot start cargo")?;
    let (said, wrong) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    if wrong.contains("(signal: ") {
        return Ok(vec!["the test run itself, which ends".to_owned()]);
    }
    let ran = said
        .lines()
        .filter(|line| line.starts_with("test result:"))
        .any(|line| !line.contains(" 0 passed; 0 failed"));
    if !ran {
        bail!("no test ran:\n{said}{wrong}");
    }
    let list = said.rsplit_once("\nfailures:\n").map_or("", |(_, list)| list);
    let names = list.lines().map_while(|line| line.strip_prefix("    ")).map(str::to_owned);
    Ok(names.collect())
}
