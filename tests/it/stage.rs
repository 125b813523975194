//! A Worker on real workerd with a folder of its own, which may be killed at any point and started again.

use serde_json::json;
use shared::lang::Words;
use shared::site::Site;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take that a test waits for. Generous: machines are slow at times, and a passing test does not
/// wait for it.
pub const PATIENCE: Duration = Duration::from_secs(40);

pub const PASSWORD: &str = "correct-horse";
pub const PUBLISH_TOKEN: &str = "a-token-for-publishing-only";

pub struct Stage {
    child: Option<Child>,
    folder: PathBuf,
    port: u16,
    vars: Vec<(String, String)>,
    said: Arc<Mutex<String>>,
}

impl Stage {
    /// Starts the Worker with the demo site and these variables.
    pub fn start(vars: &[(&str, &str)]) -> Self {
        Self::with_site(vars, |_| {})
    }

    /// The same with the compiled site changed, to break what cannot break by itself.
    pub fn with_site(vars: &[(&str, &str)], change: impl FnOnce(&mut serde_json::Value)) -> Self {
        Self::with_entry(vars, change, |entry| entry)
    }

    /// The same with the entry changed, for bindings that only Cloudflare has.
    pub fn with_entry(
        vars: &[(&str, &str)],
        change: impl FnOnce(&mut serde_json::Value),
        entry: impl FnOnce(String) -> String,
    ) -> Self {
        let mut stage = Self::not_started(vars, change);
        let path = stage.folder.join("worker/entry.mjs");
        let text = fs::read_to_string(&path).expect("the entry was copied");
        fs::write(path, entry(text)).expect("the temporary folder is writable");
        stage.start_again();
        stage
    }

    fn not_started(vars: &[(&str, &str)], change: impl FnOnce(&mut serde_json::Value)) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("baton-stage-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder can be made");
        let mut vars: Vec<(String, String)> =
            vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        vars.push(("DESK_PASSWORD".to_owned(), PASSWORD.to_owned()));
        vars.push(("PUBLISH_TOKEN".to_owned(), PUBLISH_TOKEN.to_owned()));
        let built = PathBuf::from(need("BATON_WORKER"));
        let bundle = folder.join("worker");
        fs::create_dir_all(&bundle).expect("a temporary folder can be made");
        for name in ["public", "rust", "guard.mjs", "wrangler.toml"] {
            std::os::unix::fs::symlink(built.join(name), bundle.join(name)).expect("a link can be made");
        }
        fs::copy(built.join("entry.mjs"), bundle.join("entry.mjs")).expect("the Worker is built");
        let text = fs::read_to_string(built.join("site.json")).expect("the site was compiled");
        let mut site = serde_json::from_str(&text).expect("a compiled site is JSON");
        change(&mut site);
        fs::write(bundle.join("site.json"), site.to_string()).expect("the temporary folder is writable");
        Self { child: None, folder, port: free_port(), vars, said: Arc::default() }
    }

    /// The demo site in several languages, with an embed.js for each.
    pub fn in_languages(tags: &[&str]) -> Self {
        Self::with_embed(|site| {
            site.languages = tags.iter().map(|tag| (*tag).to_owned()).collect();
            site.words = tags.iter().map(|tag| ((*tag).to_owned(), Words::shipped(tag))).collect();
        })
    }

    /// The demo site with other settings, and embed.js as it is built for them.
    pub fn with_embed(change: impl FnOnce(&mut Site)) -> Self {
        let mut embed = serde_json::Value::Null;
        let mut several = false;
        let mut stage = Self::not_started(&[], |value| {
            let mut site: Site = serde_json::from_value(value.clone()).expect("it is a site");
            change(&mut site);
            (embed, several) = (site.embed(), site.languages.len() > 1);
            *value = json!(site);
        });
        // The same files, but for embed.js.
        let (built, public) =
            (PathBuf::from(need("BATON_WORKER")).join("public"), stage.folder.join("worker/public"));
        fs::remove_file(&public).expect("it was a link");
        fs::create_dir(&public).expect("the temporary folder is writable");
        for entry in fs::read_dir(built)
            .expect("the Worker is built")
            .flatten()
            .filter(|e| e.file_name() != "embed.js")
        {
            std::os::unix::fs::symlink(entry.path(), public.join(entry.file_name()))
                .expect("a link can be made");
        }
        if several {
            let settings = stage.folder.join("worker/wrangler.toml");
            let text = fs::read_to_string(&settings).expect("the Worker is built");
            fs::remove_file(&settings).expect("it was a link");
            fs::write(&settings, text.replace("run_worker_first = [", "run_worker_first = [\"/embed.js\", "))
                .expect("the temporary folder is writable");
        }
        let site = stage.folder.join("embed.json");
        fs::write(&site, embed.to_string()).expect("the temporary folder is writable");
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
        let made = Command::new(need("BATON_NODE"))
            .arg(root.join("xtask/js/embed.mjs"))
            .args([&root.join("widget/embed/embed.js"), &site, &public])
            .status();
        assert!(made.expect("node can be started").success());
        stage.start_again();
        stage
    }

    /// Starts workerd on the same port and folder.
    pub fn start_again(&mut self) {
        let mut command = Command::new(need("BATON_NODE"));
        command.arg(need("BATON_SERVE")).arg(self.folder.join("worker"));
        command.args(["--port", &self.port.to_string(), "--persist"]).arg(self.folder.join("state"));
        for (name, value) in &self.vars {
            command.arg("--var").arg(format!("{name}={value}"));
        }
        // A process group of its own: workerd is a child of node, and both must go.
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).stdin(Stdio::null()).process_group(0);
        let mut child = command.spawn().expect("node can be started");
        let (ready, is_ready) = mpsc::channel();
        let out = child.stdout.take().expect("standard output is a pipe");
        let err = child.stderr.take().expect("standard error is a pipe");
        follow(out, self.said.clone(), Some(ready));
        follow(err, self.said.clone(), None);
        self.child = Some(child);
        let started = is_ready.recv_timeout(PATIENCE);
        assert!(started.is_ok(), "workerd did not start:\n{}", self.said());
    }

    /// Kills workerd as a power cut would.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            let group = format!("-{}", child.id());
            Command::new("kill")
                .args(["-9", "--", &group])
                .stderr(Stdio::null())
                .status()
                .expect("kill is there");
            child.wait().expect("a killed child can be waited for");
        }
    }

    /// Starts it again with a clock so many days ahead.
    pub fn let_days_pass(&mut self, days: u64) {
        const NAME: &str = "CLOCK_AHEAD_SECONDS";
        let before = self.vars.iter().position(|(name, _)| name == NAME).map(|at| self.vars.remove(at).1);
        let before: u64 = before.and_then(|seconds| seconds.parse().ok()).unwrap_or(0);
        self.vars.push((NAME.to_owned(), (before + days * 86_400).to_string()));
        self.kill();
        self.start_again();
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The bytes of every file of the store.
    pub fn files(&self) -> Vec<Vec<u8>> {
        fn walk(folder: &std::path::Path, files: &mut Vec<Vec<u8>>) {
            for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
                if path.is_dir() {
                    walk(&path, files);
                } else if let Ok(bytes) = fs::read(&path) {
                    files.push(bytes);
                }
            }
        }
        let mut files = Vec::new();
        walk(&self.folder.join("state"), &mut files);
        files
    }

    /// Waits for a line of the Worker that has all of these words. It comes by another way than answers, and may be later.
    pub fn prints(&self, words: &[&str]) {
        until(&format!("a line of the Worker with {words:?}"), || {
            let said = self.said();
            said.lines().any(|line| words.iter().all(|words| line.contains(words))).then_some(())
        });
    }

    /// What the Worker printed so far.
    pub fn said(&self) -> String {
        self.said.lock().map(|said| said.clone()).unwrap_or_default()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.kill();
        if thread::panicking() {
            eprintln!("--- the Worker said:\n{}", self.said());
        }
        fs::remove_dir_all(&self.folder).ok();
    }
}

pub fn need(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run these tests by `cargo xtask test`"))
}

fn follow(from: impl Read + Send + 'static, said: Arc<Mutex<String>>, ready: Option<mpsc::Sender<()>>) {
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if let Some(ready) = ready.as_ref().filter(|_| line.starts_with("ready ")) {
                ready.send(()).ok();
            }
            if let Ok(mut said) = said.lock() {
                said.push_str(&line);
                said.push('\n');
            }
        }
    });
}

/// A port nobody listens on now.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("a bound socket has an address").port()
}

/// Waits for a fact. The probe is asked again until it answers; what is waited for is named when it never does.
pub fn until<T>(what: &str, mut probe: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(fact) = probe() {
            return fact;
        }
        assert!(Instant::now() < end, "waited in vain: {what}");
        thread::park_timeout(Duration::from_millis(20));
    }
}
