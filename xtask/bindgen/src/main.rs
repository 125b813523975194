//! Writes the JavaScript a Wasm module needs: `bindgen worker|web IN.wasm OUT_DIR NAME`.
//!
//! `worker` is a module whose instance can be replaced while requests are running (edge/guard.mjs does that
//! after a trap); `web` is what a browser loads, with names shortened. Optimizing and bundling are xtask's.

mod shorten;

use anyhow::{Context, Result, bail};
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [shape, input, out, name] = args.as_slice() else {
        bail!("say `bindgen worker|web IN.wasm OUT_DIR NAME`");
    };
    let mut bindgen = Bindgen::new();
    bindgen.input_path(input).out_name(name).typescript(false).remove_producers_section(true);
    match shape.as_str() {
        "worker" => {
            // `import source` in the output becomes a plain import in xtask: that is how Workers name a module.
            bindgen.module(true)?.reset_state_function(true).force_enable_abort_handler(true);
        }
        "web" => {
            bindgen.web(true)?.omit_default_module_path(true).remove_name_section(true);
        }
        other => bail!("unknown shape `{other}`, say `worker` or `web`"),
    }
    bindgen.generate(out).with_context(|| format!("cannot write the JavaScript of `{input}` to `{out}`"))?;
    if shape == "web" {
        let out = Path::new(out);
        shorten::shorten(&out.join(format!("{name}_bg.wasm")), &out.join(format!("{name}.js")))?;
    }
    Ok(())
}
