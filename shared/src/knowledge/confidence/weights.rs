//! Made by `cargo xtask train FOLDER --task confidence`; see `xtask/src/train/confidence.rs` for how.

/// What each sign counts, in the order of `signs::SIGNS`.
pub const WEIGHTS: [f32; 4] = [2.89, -1.37, 0.86, 1.98];
/// Where the odds begin.
pub const CONSTANT: f32 = -2.40;
