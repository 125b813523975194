//! What edge/guard.mjs asks to learn whether futures still run.
//!
//! When the runtime ends an execution in the middle of Wasm (out of time, say), the executor stays marked as
//! running for ever, and every later request of the isolate would hang. Seen from outside: the future of an earlier
//! probe never ran.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use wasm_bindgen::prelude::wasm_bindgen;

static DONE: AtomicU32 = AtomicU32::new(0);

/// Starts a future that notes `number`, and returns the number noted last.
#[wasm_bindgen(js_name = "__probe")]
pub fn probe(number: u32) -> u32 {
    let done = DONE.load(Relaxed);
    worker::wasm_bindgen_futures::spawn_local(async move { DONE.store(number, Relaxed) });
    done
}
