//! What few need lies in a second part, `/w/more.js` (`widget/embed/more.js`), which is loaded when it is first used: sending
//! files, what this chat can see, taking the conversation away, saying how it was. This is the way there and back.

use crate::model::Msg;
use crate::shell::{Host, host, send, want};
use crate::ui::{announce, words};
use crate::{page, read};
use js_sys::Function;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/more.js")]
extern "C" {
    #[wasm_bindgen(js_name = more)]
    fn load(host: &Host, what: &str, arg: &JsValue, words: &str, tell: &Function);
    fn files(host: &Host, label: &str, kinds: &str, take: &Function);
}

/// Calls a function of the second part.
pub fn call(what: &str, arg: &JsValue) {
    let tell = Closure::<dyn Fn(String, String)>::new(|what: String, text: String| heard(&what, &text));
    let tell = tell.into_js_value();
    words::with_raw(|words| host(|host| load(host, what, arg, words, tell.unchecked_ref())));
}

/// What this chat can see, shown by the second part.
pub fn see() {
    call("see", &page::json().into());
}

/// What it says back.
fn heard(what: &str, text: &str) {
    match what {
        "announce" => announce(text),
        "want" => {
            if let Some(command) = read::a_command(text) {
                want(command);
            }
        }
        // The answer to a request it made.
        "reply" => {
            if let Some(reply) = read::reply(text) {
                send(Msg::Known);
                send(Msg::Frames(reply.frames));
            }
        }
        _ => announce(&words::word("trouble")),
    }
}

/// The file button, where the owner allows files.
pub fn offer_files() {
    let kinds = words::kinds();
    if !kinds.is_empty() {
        let take = Closure::<dyn Fn(JsValue)>::new(|list: JsValue| call("attach", &list)).into_js_value();
        host(|host| files(host, &words::word("attach"), &kinds, take.unchecked_ref()));
    }
}
