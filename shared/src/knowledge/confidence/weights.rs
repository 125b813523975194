//! Made by `cargo xtask train FOLDER --task confidence`; see `xtask/src/train/confidence.rs` for how.

/// What each sign counts, in the order of `signs::SIGNS`.
pub const WEIGHTS: [f32; 3] = [2.80, -1.26, 1.52];
/// Where the odds begin.
pub const CONSTANT: f32 = -2.32;
