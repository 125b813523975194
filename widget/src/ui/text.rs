//! From Markdown to nodes, piece by piece: a growing text touches only its last piece. Never innerHTML.

use crate::markdown::{self, Block, Span};
use crate::shell::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Document, Element, Node};

/// What of a text is already shown, one source for each child of its element.
pub type Shown = Vec<String>;

/// Makes `parent` show `text`. `shown` is what the last call left there.
pub fn show(parent: &Element, text: &str, mut shown: Shown) -> Shown {
    let Some(document) = window().document() else { return shown };
    let pieces = markdown::split(text);
    let same = pieces.iter().zip(&shown).take_while(|(piece, old)| **piece == old.as_str()).count();
    shown.truncate(same);
    while parent.child_element_count() as usize > same {
        if let Some(last) = parent.last_element_child() {
            last.remove();
        }
    }
    for piece in &pieces[same..] {
        if let Ok(place) = document.create_element("div") {
            for block in markdown::read(piece) {
                add_block(&document, &place, block);
            }
            let _ = parent.append_child(&place);
            shown.push((*piece).to_owned());
        }
    }
    shown
}

fn add_block(document: &Document, parent: &Node, block: Block) {
    match block {
        Block::Paragraph(spans) => add(document, parent, "p", spans),
        Block::Heading(spans) => add(document, parent, "p", vec![Span::Bold(spans)]),
        Block::Quote(spans) => add(document, parent, "blockquote", spans),
        Block::Code(code) => {
            if let Some(pre) = make(document, parent, "pre") {
                add(document, &pre, "code", vec![Span::Text(code)]);
            }
        }
        Block::List { start, items } => {
            if let Some(list) = make(document, parent, if start.is_some() { "ol" } else { "ul" }) {
                if let Some(start) = start {
                    let _ = list.set_attribute("start", &start.to_string());
                }
                for item in items {
                    add(document, &list, "li", item);
                }
            }
        }
    }
}

fn make(document: &Document, parent: &Node, name: &str) -> Option<Element> {
    let element = document.create_element(name).ok()?;
    let _ = parent.append_child(&element);
    Some(element)
}

fn add(document: &Document, parent: &Node, name: &str, spans: Vec<Span>) {
    let Some(element) = make(document, parent, name) else { return };
    for span in spans {
        match span {
            Span::Text(text) => {
                let _ = element.append_child(&document.create_text_node(&text));
            }
            Span::Break => {
                let _ = make(document, &element, "br");
            }
            Span::Bold(inner) => add(document, &element, "b", inner),
            Span::Italic(inner) => add(document, &element, "em", inner),
            Span::Code(code) => add(document, &element, "code", vec![Span::Text(code)]),
            Span::Link(href, inner) => {
                add(document, &element, "a", inner);
                if let Some(link) = element.last_element_child() {
                    let _ = link.set_attribute("href", &href);
                    let _ = link.set_attribute("target", "_blank");
                    let _ = link.set_attribute("rel", "noopener noreferrer");
                }
            }
            Span::Source(number) => {
                if let Some(mark) = make(document, &element, "button") {
                    let _ = mark.set_attribute("class", "cite");
                    let _ = mark.set_attribute("type", "button");
                    mark.set_text_content(Some(&number.to_string()));
                    let from = mark.clone();
                    let open = Closure::<dyn Fn()>::new(move || unfold(&from, number)).into_js_value();
                    let _ = mark.add_event_listener_with_callback("click", open.unchecked_ref());
                }
            }
        }
    }
}

/// Opens the card of a source and goes there.
fn unfold(mark: &Element, number: u32) {
    if let Ok(Some(message)) = mark.closest("[data-by]")
        && let Ok(cards) = message.query_selector_all("details")
        && let Some(card) =
            cards.get(number.saturating_sub(1)).and_then(|node| node.dyn_into::<Element>().ok())
    {
        let _ = card.set_attribute("open", "");
        if let Some(head) = card.first_element_child().and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok())
        {
            let _ = head.focus();
        }
    }
}
