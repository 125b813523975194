//! Who may write the assistant's answers.
//!
//! Absent on purpose: any I/O. A provider is a mapping from ours to a request and from bytes to ours.

pub mod extractive;
