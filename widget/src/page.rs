//! What the page shows at the moment of a message, collected by `page.js`.

use crate::read;
use crate::shell::{Host, host};
use shared::page::Page;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = collect)]
    fn seen(host: &Host) -> String;
}

pub fn collect() -> Page {
    read::page(&read::json(&json()))
}

/// The same as it is written, for whoever shows it.
pub fn json() -> String {
    host(seen)
}
