//! Who may write the assistant's answers.
//!
//! Absent on purpose: any I/O. A provider is a mapping from ours to a request and from bytes to ours.

pub mod extractive;

/// The embedded answerer: from the knowledge alone, needs no key and no network.
pub const EXTRACTIVE: &str = "extractive";

/// Every provider there is: its name in `site.toml`, and what it is.
pub const PROVIDERS: &[(&str, &str)] = &[(
    EXTRACTIVE,
    "The embedded answerer: passages of the help articles, word for word, with their source.",
)];
