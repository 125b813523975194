//! `cargo xtask run`: everything on this machine, in real workerd, kept between runs in .wrangler/.
//!
//! Needs no account and asks no server. Secrets are made up on the first run and kept in .dev.vars.

use crate::build::{self, Pace};
use crate::say::Plan;
use crate::tools;
use anyhow::{Context, Result, bail};
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

/// Secrets without which nothing works, and how many random digits each gets. .dev.vars.example lists them for owners.
const SECRETS: [(&str, usize); 4] =
    [("DESK_PASSWORD", 16), ("PUBLISH_TOKEN", 40), ("IDENTITY_SECRET", 64), ("ACTION_SECRET", 40)];

const FIRST_PORT: u16 = 8787;

/// Cold, on a busy machine, workerd answers after four seconds.
const READY_WITHIN: Duration = Duration::from_secs(60);

pub fn command(args: &[String]) -> Result<()> {
    crate::only(args, &["--port", "--fast"])?;
    let port = port(args)?;
    let steps: Vec<_> = build::STEPS.into_iter().chain(["start workerd"]).collect();
    let mut plan = Plan::new(&steps);
    build::all(&mut plan, Pace::of(args))?;
    let password = secrets()?;

    let mut workerd = plan.step(|| {
        let mut dev = tools::command(tools::node()?);
        dev.arg(tools::wrangler()).args(["dev", "--local", "--inspector-port", "0"]);
        dev.args(["--persist-to", ".wrangler/state", "--port", &port.to_string()]);
        dev.args(["--var", &format!("BATON_ADDRESS:http://localhost:{port}")]);
        dev.args(["--show-interactive-dev-session", "false", "--log-level", "warn"]);
        let mut workerd = tools::start(dev.envs(tools::WRANGLER_ENV))?;
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if let Some(status) = workerd.try_wait()? {
                bail!("wrangler ended with {status}; what it said is above");
            }
            if begun.elapsed() > READY_WITHIN {
                workerd.kill()?;
                bail!("workerd did not answer on port {port} within a minute; try `--port` with another one");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(workerd)
    })?;
    plan.finish("ready");
    println!("\n  shop      http://localhost:{port}/");
    println!("  desk      http://localhost:{port}/desk/");
    println!("  password  {password}   (DESK_PASSWORD in .dev.vars)");
    println!("\n  what is said is kept in .wrangler/; remove it to begin anew. Ctrl-C ends.\n");
    let ended = workerd.wait()?;
    if ended.success() { Ok(()) } else { bail!("wrangler ended with {ended}") }
}

/// The one asked for, or the first free one: a port in use by something else is no reason to stop.
fn port(args: &[String]) -> Result<u16> {
    if let Some(place) = args.iter().position(|arg| arg == "--port") {
        let said = args.get(place + 1).map_or("", String::as_str);
        return said.parse().with_context(|| format!("`{said}` is no port; say `--port 8787`"));
    }
    let free = |port: &u16| {
        TcpListener::bind(("127.0.0.1", *port)).is_ok() && TcpStream::connect(("127.0.0.1", *port)).is_err()
    };
    (FIRST_PORT..FIRST_PORT + 50).find(free).context("no free port; name one with `--port`")
}

/// Random values for what has no default, written once. Returns the desk's password.
fn secrets() -> Result<String> {
    let path = tools::root().join(".dev.vars");
    let mut text = std::fs::read_to_string(&path).unwrap_or_default();
    let mut added = false;
    for (name, length) in SECRETS {
        if !text.lines().any(|line| line.starts_with(&format!("{name}="))) {
            if text.is_empty() {
                text = "# Secrets of this machine only, made up by `cargo xtask run`. Never committed.\n"
                    .to_owned();
            }
            text += &format!("{name}=\"{}\"\n", random(length)?);
            added = true;
        }
    }
    if added {
        std::fs::write(&path, &text).context("cannot write .dev.vars")?;
    }
    let line = text.lines().find_map(|line| line.strip_prefix("DESK_PASSWORD="));
    Ok(line.unwrap_or_default().trim().trim_matches('"').to_owned())
}

/// So many hexadecimal digits from the system's source of randomness.
fn random(digits: usize) -> Result<String> {
    let mut bytes = vec![0; digits / 2];
    let mut source =
        std::fs::File::open("/dev/urandom").context("no /dev/urandom; write .dev.vars yourself")?;
    source.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
