//! The pure core of Baton: what may follow what, what is decided and why, what is true to tell the customer.
//!
//! Absent on purpose: a clock, randomness, the network, async, and any type of a runtime. Time is an argument,
//! ids are positions in the log, everything else is a value that goes in or comes out.

#![forbid(unsafe_code)]

#[cfg(feature = "core")]
pub mod problem;

pub mod page;
pub mod wire;
