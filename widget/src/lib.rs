//! What runs in a browser: the chat on a stranger's page, and the desk for agents. Two small Wasms from one library.
//!
//! `model`, `markdown`, `json`, `read` and `write` are pure and tested natively. The rest exists only in a browser: `shell`
//! runs the model's commands, `net` reaches the Worker, `more` what few need, `person` knows who asks for a person, `store` and `page` reach the
//! page through embed.js, `ui` draws.

pub mod desk;
pub mod json;
pub mod markdown;
pub mod model;
pub mod read;
pub mod write;

#[cfg(target_arch = "wasm32")]
pub mod more;
#[cfg(target_arch = "wasm32")]
pub mod net;
#[cfg(target_arch = "wasm32")]
pub mod page;
#[cfg(target_arch = "wasm32")]
pub mod person;
#[cfg(target_arch = "wasm32")]
pub mod shell;
#[cfg(target_arch = "wasm32")]
pub mod store;
#[cfg(target_arch = "wasm32")]
pub mod ui;
