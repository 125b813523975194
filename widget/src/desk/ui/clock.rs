//! Times of day in the agent's own place and habit.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::js_sys::{Date, Object, Reflect};

/// `14:05` or `2:05 PM`, as the browser's language has it.
pub fn time(at: u64) -> String {
    local(at, &[("hour", "2-digit"), ("minute", "2-digit")])
}

/// `Nov 20, 14:05`
pub fn moment(at: u64) -> String {
    local(at, &[("month", "short"), ("day", "numeric"), ("hour", "2-digit"), ("minute", "2-digit")])
}

/// `Friday, November 20`: equal for two moments of one day.
pub fn day(at: u64) -> String {
    local(at, &[("weekday", "long"), ("month", "long"), ("day", "numeric")])
}

/// A time that tells the whole moment when pointed at.
pub fn stamp(at: u64) -> impl IntoView {
    let machine = String::from(Date::new(&JsValue::from_f64(at as f64)).to_iso_string());
    view! { <time datetime=machine title=moment(at)>{time(at)}</time> }
}

fn local(at: u64, parts: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (part, how) in parts {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&options, &JsValue::from_str(part), &JsValue::from_str(how));
    }
    let language = window().navigator().language().unwrap_or_else(|| "en".to_owned());
    Date::new(&JsValue::from_f64(at as f64)).to_locale_string(&language, &options).into()
}
