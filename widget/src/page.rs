//! What the page shows at the moment of a message: headings, visible errors, the owner's mark. What must be watched
//! for (script errors, the selection, the way here) embed.js adds, and the address without query and fragment.
//!
//! Never read: values of fields, text at large, anything under `data-baton-private`.

use crate::read;
use crate::shell::{host, json, window};
use shared::page::Page;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Window};

/// How many candidates are looked at, whatever the page holds.
const MOST: u32 = 40;

pub fn collect() -> Page {
    let mut page = read::page(&json(&host(|host| host.page())));
    let window = window();
    // Empty: the owner has marked the whole page as private.
    if !page.url.is_empty()
        && let Some(document) = window.document()
    {
        page.language =
            document.document_element().and_then(|element| element.get_attribute("lang")).unwrap_or_default();
        page.viewport = viewport(&window);
        page.headings = texts(&document, "h1,h2", |element| Some(text(element)));
        page.errors = texts(&document, "[role=alert],[aria-invalid=true],[data-baton-error]", |element| {
            if element.get_attribute("aria-invalid").is_some() {
                invalid(&document, element)
            } else {
                Some(text(element))
            }
        });
        page.feature = document
            .query_selector("[data-baton-feature]")
            .ok()
            .flatten()
            .and_then(|element| element.get_attribute("data-baton-feature"))
            .unwrap_or_default();
    }
    page
}

fn viewport(window: &Window) -> String {
    let side = |side: Result<JsValue, JsValue>| side.ok().and_then(|n| n.as_f64()).unwrap_or_default() as u32;
    let mut size = side(window.inner_width()).to_string();
    size.push('x');
    size.push_str(&side(window.inner_height()).to_string());
    size
}

fn texts(document: &Document, what: &str, of: impl Fn(&Element) -> Option<String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    if let Ok(list) = document.query_selector_all(what) {
        for i in 0..list.length().min(MOST) {
            if let Some(element) = list.get(i).and_then(|node| node.dyn_into::<Element>().ok())
                && visible(&element)
                && let Some(text) = of(&element).filter(|text| !text.is_empty())
                && !found.contains(&text)
            {
                found.push(text);
            }
        }
    }
    found
}

fn visible(element: &Element) -> bool {
    element.get_bounding_client_rect().height() > 0.0
        && !matches!(element.closest("[data-baton-private]"), Ok(Some(_)))
}

/// `label: what is wrong`, of a field that says it is.
fn invalid(document: &Document, field: &Element) -> Option<String> {
    let told = ["aria-errormessage", "aria-describedby"]
        .iter()
        .find_map(|name| document.get_element_by_id(field.get_attribute(name)?.split(' ').next()?))?;
    let label = field
        .get_attribute("aria-label")
        .or_else(|| {
            let id = field.get_attribute("id")?;
            let labels = document.query_selector_all("label").ok()?;
            (0..labels.length().min(MOST)).find_map(|i| {
                let label = labels.get(i)?.dyn_into::<Element>().ok()?;
                (label.get_attribute("for")? == id).then(|| text(&label))
            })
        })
        .or_else(|| field.get_attribute("name"))
        .unwrap_or_default();
    let mut line = label;
    line.push_str(": ");
    line.push_str(&text(&told));
    Some(line)
}

fn text(element: &Element) -> String {
    let all = element.text_content().unwrap_or_default();
    let mut line = String::new();
    for word in all.split_whitespace().take(60) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
