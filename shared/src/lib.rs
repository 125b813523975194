//! The pure core of Baton: what may follow what, what is decided and why, what is true to tell the customer.
//!
//! Absent on purpose: a clock, randomness, the network, async, and any type of a runtime. Time is an argument,
//! ids are positions in the log, everything else is a value that goes in or comes out.

#![forbid(unsafe_code)]

// Both sides of the network.
pub mod detect;
pub mod page;
pub mod parts;
pub mod wire;
#[cfg(feature = "core")]
pub mod wording;

// The Worker and the tools.
#[cfg(feature = "core")]
pub mod action;
#[cfg(feature = "core")]
pub mod attachment;
#[cfg(feature = "core")]
pub mod backend;
#[cfg(feature = "core")]
pub mod conversation;
#[cfg(feature = "core")]
pub mod date;
#[cfg(feature = "core")]
pub mod demo;
#[cfg(feature = "core")]
pub mod destination;
#[cfg(feature = "core")]
pub mod enrich;
#[cfg(feature = "core")]
pub mod feedback;
#[cfg(feature = "core")]
pub mod help;
#[cfg(feature = "core")]
pub mod hours;
#[cfg(feature = "core")]
pub mod http;
#[cfg(feature = "core")]
pub mod identity;
#[cfg(feature = "core")]
pub mod invariant;
#[cfg(feature = "core")]
pub mod knowledge;
#[cfg(feature = "core")]
pub mod lang;
#[cfg(feature = "core")]
pub mod llm;
#[cfg(feature = "core")]
pub mod log;
#[cfg(feature = "core")]
pub mod packet;
#[cfg(feature = "core")]
pub mod policy;
#[cfg(feature = "core")]
pub mod problem;
#[cfg(feature = "core")]
pub mod promise;
#[cfg(feature = "core")]
pub mod prompt;
#[cfg(feature = "core")]
pub mod reading;
#[cfg(feature = "core")]
pub mod redact;
#[cfg(feature = "core")]
pub mod rehearsal;
#[cfg(feature = "core")]
pub mod routing;
#[cfg(feature = "core")]
pub mod section;
#[cfg(feature = "core")]
pub mod signal;
#[cfg(feature = "core")]
pub mod signature;
#[cfg(feature = "core")]
pub mod site;
#[cfg(feature = "core")]
pub mod story;
#[cfg(feature = "core")]
pub mod team;
#[cfg(feature = "core")]
pub mod tool;
#[cfg(feature = "core")]
pub mod tracker;
#[cfg(feature = "core")]
pub mod view;
