//! Files at the desk: those in the transcript, and the agent's own to the customer.

use super::{icon, live};
use crate::desk::model::Failure;
use crate::desk::net;
use crate::desk::shell::{Desk, random_key};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::Attachment;
use wasm_bindgen::JsCast;
use web_sys::{Event, File, HtmlInputElement};

const CLIP: &str =
    "M7 10.500l5-5a2.300 2.300 0 0 1 3.300 3.300l-6.600 6.600a3.900 3.900 0 0 1-5.500-5.500L9.500 3.500";

/// A file in the transcript: opened, or downloaded, in a tab of its own.
pub fn given(conversation: &str, file: Attachment) -> impl IntoView + use<> {
    let place = format!("/desk/api/c/{conversation}/file/{}", file.id);
    let picture = file.kind.starts_with("image/").then(|| {
        view! { <img src=place.clone() alt="" loading="lazy" width=file.width.to_string() height=file.height.to_string()/> }
    });
    let size = file.bytes.div_ceil(1024);
    view! {
        <a class="file" href=place.clone() target="_blank" rel="noopener" data-desk="file">
            {picture}
            <b dir="auto">{file.name}</b>
            <span>{format!("{size} kB")}</span>
        </a>
    }
}

/// The button beside the reply, and what becomes of the file.
pub fn button(desk: Desk) -> impl IntoView {
    let told = RwSignal::new(String::new());
    let picked = move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        let id = desk.peek(|model| model.open_id().unwrap_or_default().to_owned());
        let files = input.files();
        for file in (0..).map_while(|i| files.as_ref()?.get(i)) {
            spawn_local(send(id.clone(), file, told));
        }
        input.set_value("");
    };
    view! {
        <label class="attach" title="Attach a picture or a PDF">
            <span class="unseen">"Attach a picture or a PDF"</span>
            <input type="file" multiple accept="image/png,image/jpeg,image/gif,image/webp,application/pdf" data-desk="attach" on:change=picked/>
            {icon::line(CLIP)}
        </label>
        {live(move || Some(told.get()).filter(|told| !told.is_empty()).map(|told| view! {
            <span class="attaching" role="status" data-desk="attaching">{told}</span>
        }))}
    }
}

/// Tried a few times under one key: it is there once.
async fn send(conversation: String, file: File, told: RwSignal<String>) {
    let (key, name) = (random_key(), file.name());
    for _ in 0..3 {
        told.set(format!("Sending {name}\u{2026}"));
        match net::attach(&conversation, &key, &file).await {
            Ok(()) => return told.set(String::new()),
            Err(Failure::Trouble(trouble)) => {
                return told.set(format!("{name} was not sent: {}", trouble.text));
            }
            Err(Failure::Network) => {}
        }
    }
    told.set(format!("{name} was not sent: there is no connection. Choose it again."));
}
