//! The head of the panel: who answers the next message, and under which number.

use super::parts::{View, div, face, part, span, with_id};
use super::words::{filled, word};
use super::{Part, menu, with_ui};
use crate::shell::host;
use shared::wire::Speaker;

pub fn view() -> View {
    div("top", vec![part(Part::Head, who), part(Part::Head, menu::view)])
}

fn who() -> View {
    let (speaker, reference) = with_ui(|ui| (ui.status.speaker.clone(), ui.status.reference.clone()));
    let brand = host(|host| host.brand());
    let (face, name, line) = match &speaker {
        Speaker::Assistant => (face("face", &brand, ""), brand, word("with-assistant")),
        Speaker::Team => (face("face", &brand, ""), word("waiting"), String::new()),
        Speaker::Person { name } => {
            (face("face human-face", name, ""), name.clone(), filled("with-person", "{name}", name))
        }
        Speaker::Nobody => (face("face", &brand, ""), brand, word("closed")),
    };
    let mut lines = vec![span("name", name)];
    let mut status = Vec::new();
    if !line.is_empty() {
        status.push(span("line", line));
    }
    if !reference.is_empty() {
        let number = span("", filled("reference", "{reference}", &reference));
        status.push(with_id("reference", "", vec![number]));
    }
    lines.push(with_id("status", "", status));
    div("who", vec![face, with_id("speaker", "", lines)])
}
