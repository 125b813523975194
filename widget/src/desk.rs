//! The desk: where an agent finds what was handed over, reads why, and answers.
//!
//! `model` is what the desk knows, `update` what follows from news, `outbox` what was done and not yet confirmed,
//! `wording` and `keys` the words and the keyboard. All of it is pure and tested natively. `shell` runs commands
//! with `net`, `socket` and `keep`; `ui` draws. Absent on purpose: business rules. Who may take or close what is
//! decided by the Worker; the desk asks, and shows the answer.

pub mod keys;
pub mod model;
pub mod outbox;
pub mod update;
pub mod wording;

#[cfg(target_arch = "wasm32")]
mod keep;
#[cfg(target_arch = "wasm32")]
mod net;
#[cfg(target_arch = "wasm32")]
mod shell;
#[cfg(target_arch = "wasm32")]
mod socket;
#[cfg(target_arch = "wasm32")]
mod ui;

#[cfg(target_arch = "wasm32")]
pub use shell::start;
