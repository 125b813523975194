//! The binding of Workers AI: no address and no key, else the same stream.
//!
//! The input goes as an object that JavaScript itself parsed: the crate's own way makes Maps of it, which the binding
//! does not understand (workers-rs #1050).

use super::{AbortOnDrop, Opened};
use futures_util::stream::StreamExt as _;
use shared::llm::BINDING;
use wasm_bindgen::{JsCast as _, JsValue};
use worker::js_sys::{Function, JSON, Promise, Reflect};
use worker::wasm_bindgen_futures::JsFuture;
use worker::web_sys::ReadableStream;
use worker::{ByteStream, Env};

/// Asks a model. The error is a sentence for the log.
pub async fn open(env: &Env, model: &str, body: &str) -> Result<Opened, String> {
    let absent = |_: JsValue| format!("the Worker has no binding `{BINDING}`: add `[ai]` to wrangler.toml");
    let broken = |_: JsValue| "Workers AI cannot be reached".to_owned();
    let binding = Reflect::get(env, &BINDING.into()).map_err(absent)?;
    let run: Function = Reflect::get(&binding, &"run".into()).map_err(absent)?.dyn_into().map_err(absent)?;
    let input = JSON::parse(body).map_err(broken)?;
    let running: Promise =
        run.call2(&binding, &model.into(), &input).map_err(broken)?.dyn_into().map_err(broken)?;
    let stream = JsFuture::from(running).await.map_err(broken)?;
    let stream: ReadableStream = stream.dyn_into().map_err(|_| "it did not stream".to_owned())?;
    let bytes = ByteStream::from(stream).boxed_local();
    Ok(Opened { status: 200, headers: None, bytes, _call: AbortOnDrop(None) })
}
