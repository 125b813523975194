//! `cargo xtask sizes`: bytes of all that is served, as they are and as they travel.
//!
//! Measures what was built last and builds nothing: say `cargo xtask build` first.

use crate::tools;
use anyhow::{Context, Result, bail};
use serde_json::Value;

pub fn command(args: &[String]) -> Result<()> {
    crate::only(args, &["--json"])?;
    let measured =
        tools::script("sizes.mjs")?.arg(tools::root().join("public")).arg(tools::bundle()).output()?;
    if !measured.status.success() {
        bail!("cannot measure: {}", String::from_utf8_lossy(&measured.stderr));
    }
    let json = String::from_utf8(measured.stdout).context("sizes.mjs writes UTF-8")?;
    if args.iter().any(|arg| arg == "--json") {
        print!("{json}");
        return Ok(());
    }
    let sizes: serde_json::Map<String, Value> =
        serde_json::from_str(&json).context("sizes.mjs writes JSON")?;
    if sizes.is_empty() {
        bail!("nothing is built; say `cargo xtask build` first");
    }
    println!("{:12}{:>12}{:>12}{:>12}", "", "raw", "gzip -9", "brotli -11");
    for (name, size) in &sizes {
        let bytes = |key: &str| size[key].as_u64().unwrap_or(0);
        println!("{name:12}{:>12}{:>12}{:>12}", bytes("raw"), bytes("gzip"), bytes("brotli"));
    }
    chat(&sizes)
}

/// All that a visitor loads for a chat, and the most it may be. What is loaded only when it is used (`more.js`) is apart.
const CHAT: [&str; 4] = ["embed.js", "chat.js", "chat.wasm", "person.js"];
const LIMIT: u64 = 72_000;

fn chat(sizes: &serde_json::Map<String, Value>) -> Result<()> {
    if CHAT.iter().any(|name| !sizes.contains_key(*name)) {
        return Ok(());
    }
    let brotli = |name: &&str| sizes[*name]["brotli"].as_u64().unwrap_or(0);
    let all: u64 = CHAT.iter().map(|name| brotli(&name)).sum();
    let room = LIMIT as i64 - all as i64;
    println!("everything for a chat ({}): {all} of at most {LIMIT} bytes, {room} left", CHAT.join(" + "));
    if all > LIMIT {
        bail!("the chat is {} bytes too large: what few need belongs in widget/embed/more.js", -room);
    }
    Ok(())
}
