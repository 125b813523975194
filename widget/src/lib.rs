//! The chat and the desk.
