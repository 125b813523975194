//! The words, as the Worker's welcome brought them.

use crate::json::Json;
use crate::read;
use std::cell::RefCell;

thread_local! {
    /// `shared::wire::Welcome`
    static WELCOME: RefCell<Json> = const { RefCell::new(Json::Null) };
    /// The same as it came, for the second part
    static RAW: RefCell<String> = const { RefCell::new(String::new()) };
}

pub fn set(welcome: String) {
    WELCOME.set(read::json(&welcome));
    RAW.set(welcome);
}

pub fn with_raw(use_it: impl FnOnce(&str)) {
    RAW.with_borrow(|raw| use_it(if raw.is_empty() { "{}" } else { raw }));
}

/// Media types of files that can be sent, with commas; empty where there are none.
pub fn kinds() -> String {
    with_welcome(|welcome| welcome.get("files").map(|files| read::texts(files, "kinds").join(",")))
        .flatten()
        .unwrap_or_default()
}

/// One word; empty until it has arrived.
pub fn word(key: &str) -> String {
    WELCOME
        .with_borrow(|welcome| welcome.get("words").map(|words| read::text(words, key)))
        .unwrap_or_default()
}

/// One word with its one gap filled.
pub fn filled(key: &str, gap: &str, value: &str) -> String {
    word(key).replace(gap, value)
}

/// What the welcome says, once it is here.
pub fn with_welcome<T>(use_it: impl FnOnce(&Json) -> T) -> Option<T> {
    WELCOME.with_borrow(|welcome| matches!(welcome, Json::Object(_)).then(|| use_it(welcome)))
}
