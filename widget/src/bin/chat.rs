//! The chat's Wasm. Its two exports are one side of the contract in `widget/embed/embed.js`; nothing runs by itself.
//!
//! They stand here and not in the library, because an export is kept by the linker in every program that has it in reach.

#[cfg(target_arch = "wasm32")]
mod exports {
    use wasm_bindgen::prelude::wasm_bindgen;
    use widget::shell::{self, Host};

    /// Starts the chat in what embed.js has drawn.
    #[wasm_bindgen]
    pub fn start(host: Host) {
        shell::start(host);
    }

    /// Tells it what happened there: `out`, `open`, `close`, `token`.
    #[wasm_bindgen]
    pub fn act(what: &str) {
        shell::act(what);
    }
}

fn main() {}
