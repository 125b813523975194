//! The head of the panel: who answers the next message, and what is true about waiting.

use super::parts::{b, div, face, live, text};
use super::words::{filled, word};
use super::{Ui, speaker};
use crate::shell::host;
use leptos::html;
use leptos::prelude::*;
use shared::wire::Speaker;

pub fn view(ui: ArcRwSignal<Ui>) -> AnyView {
    let status = Memo::new(move |_| ui.with(|ui| (ui.status.clone(), ui.words)));
    live(Box::new(move || {
        let (status, _) = status.get();
        let brand = host(|host| host.brand());
        let (name, class, line) = match &status.speaker {
            Speaker::Assistant => (brand.clone(), "face", word("with-assistant")),
            Speaker::Team => (word("waiting"), "face team", String::new()),
            Speaker::Person { name } => (name.clone(), "face human-face", filled("with-person", "{name}", name)),
            Speaker::Nobody => (brand.clone(), "face", word("closed")),
        };
        let letter = if status.speaker == Speaker::Team { &brand } else { &name };
        let reference = if status.reference.is_empty() {
            String::new()
        } else {
            filled("reference", "{reference}", &status.reference)
        };
        let line = html::p()
            .id("status")
            .child((!line.is_empty()).then(|| text(line)))
            .child((!reference.is_empty()).then(|| html::span().id("reference").child(reference)))
            .into_any();
        let who = html::div()
            .id("speaker")
            .attr("data-speaker", speaker(&status.speaker))
            .child(vec![b(name.clone()), line])
            .into_any();
        div("who", vec![face(class, letter), who])
    }))
}
