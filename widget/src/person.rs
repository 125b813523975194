//! Whether a message asks for a person, known here before the Worker answers.
//!
//! The matcher is `/w/person-LANG.js` (`widget/embed/person.js`): regular expressions are the browser's own, so all of
//! it with the words of one language is four kilobytes, against thirty-four of the Worker's detector compiled in here.
//! It is loaded when the chat has started and nothing depends on it: until then, and where it does not load, no
//! message asks for a person here, and the Worker finds out.

use crate::shell::{Host, host};
use shared::wire::{Command, Keyed};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(inline_js = "
let asks;
export const learn = (url, host) => import(url).then((person) => person.live(host, asks = person.default), () => {});
export const asked = (text) => !!asks && asks(text);
")]
extern "C" {
    fn learn(url: &str, host: &Host);
    fn asked(text: &str) -> bool;
}

/// Loads the words of the conversation's language, and what watches for a person (`widget/embed/live.js`).
pub fn load() {
    host(|host| learn(&[&host.base(), "/w/person-", &host.lang(), ".js"].concat(), host));
}

/// Keys of the messages that ask for a person.
pub fn asking(commands: &[Keyed]) -> Vec<String> {
    let mut keys = Vec::new();
    for keyed in commands {
        if let Command::Say { text, .. } = &keyed.command
            && asked(text)
        {
            keys.push(keyed.key.clone());
        }
    }
    keys
}
