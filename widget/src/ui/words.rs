//! The words, as the Worker's welcome brought them; before that the few embed.js has.

use crate::read;
use crate::shell::{host, json};
use serde_json::Value;
use std::cell::RefCell;

thread_local! {
    static SHELL: RefCell<Value> = const { RefCell::new(Value::Null) };
    /// `shared::wire::Welcome`
    static WELCOME: RefCell<Value> = const { RefCell::new(Value::Null) };
}

pub fn load() {
    SHELL.set(json(&host(|host| host.words())));
}

pub fn set(welcome: Value) {
    WELCOME.set(welcome);
}

/// One word; empty until it has arrived.
pub fn word(key: &str) -> String {
    let found = WELCOME.with_borrow(|welcome| welcome.get("words").map(|words| read::text(words, key)));
    found.filter(|word| !word.is_empty()).unwrap_or_else(|| SHELL.with_borrow(|words| read::text(words, key)))
}

/// One word with its one gap filled.
pub fn filled(key: &str, gap: &str, value: &str) -> String {
    word(key).replace(gap, value)
}

/// What the welcome says, once it is here.
pub fn with_welcome<T>(use_it: impl FnOnce(&Value) -> T) -> Option<T> {
    WELCOME.with_borrow(|welcome| welcome.is_object().then(|| use_it(welcome)))
}
