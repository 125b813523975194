//! What this tab remembers over a reload: drafts and replies on their way. Storage may be refused; then it forgets.
//!
//! The tab's storage and not the browser's: on a shared computer nothing stays behind when the tab is closed.

use super::model::Kept;

const PLACE: &str = "baton.desk";

pub fn read() -> Kept {
    let text = storage().and_then(|storage| storage.get_item(PLACE).ok().flatten());
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

pub fn write(kept: &Kept) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(kept)) {
        // Full or refused: the desk works without it.
        let _ = storage.set_item(PLACE, &text);
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}
