//! The Worker: from Rust to what workerd loads, in dist/worker.
//!
//! What worker-build does, in our own few steps: it wants a nightly compiler and downloads its tools, and half of
//! what it writes is replaced by edge/guard.mjs anyway.

use super::Pace;
use crate::tools::{self, if_changed, quietly};
use anyhow::{Context, Result};

/// Compiles. Panics unwind, so that one fails one request and not every stream of the isolate; for that std must be
/// rebuilt, which a stable compiler does when told that it may (RUSTC_BOOTSTRAP).
pub fn compile(pace: Pace) -> Result<()> {
    let mut cargo = tools::cargo();
    cargo.args(["build", "--package", "edge", "--lib", "--target", "wasm32-unknown-unknown"]);
    cargo.arg("-Zbuild-std=std,panic_unwind");
    cargo.args(["--profile", pace.profile("release")]);
    cargo.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", "-Cpanic=unwind");
    cargo.env("WASM_BINDGEN_USE_JS_SYS", "1"); // futures through js-sys, which knows of unwinding
    quietly(&mut cargo)
}

/// Writes the bundle: the module with its glue, our JavaScript shell, the settings and the assets.
pub fn bundle(pace: Pace) -> Result<()> {
    let root = tools::root();
    let out = tools::bundle();
    let wasm = pace.artifact("release", "edge");
    let js = root.join("xtask/js/edge.mjs");
    std::fs::create_dir_all(out.join("rust"))?;
    if_changed("edge", &[wasm.clone(), js, super::bindgen()], &out.join("rust/index_bg.wasm"), || {
        let raw = tools::target().join("bindgen/edge");
        quietly(tools::command(super::bindgen()).arg("worker").args([&wasm, &raw]).arg("index"))?;
        // Whole or not at all: `cargo xtask run` beside this one takes what stands there the moment it changes.
        let made = tools::target().join("bindgen/edge-made");
        quietly(tools::script("edge.mjs")?.args([&raw, &made]).arg(pace.name()))?;
        for name in ["index_bg.wasm", "index.js"] {
            std::fs::rename(made.join(name), out.join("rust").join(name)).context(name)?;
        }
        Ok(())
    })?;
    for name in ["entry.mjs", "guard.mjs"] {
        std::fs::copy(root.join("edge").join(name), out.join(name))
            .with_context(|| format!("edge/{name}"))?;
    }
    super::mirror(&root.join("public"), &out.join("public"))?;
    let settings = std::fs::read_to_string(root.join("wrangler.toml")).context("wrangler.toml")?;
    let mut settings = settings.replace("\"dist/worker/entry.mjs\"", "\"entry.mjs\"");
    if root.join("public/embed.js").exists() {
        // One language, one file: assets are served without running anything.
        settings = settings.replace("\"/embed.js\", ", "");
    }
    std::fs::write(out.join("wrangler.toml"), settings)?;
    Ok(())
}
