//! The few elements everything is built of. Each is compiled once, and so is the way a part is drawn again.

use super::{Part, trigger};
use crate::shell::on;
use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

pub const UP: &str =
    "M7 11v9H4v-9zm0 0l4-8a2.5 2.5 0 0 1 2.5 2.5V9H19a2 2 0 0 1 2 2.3l-1 6.7a2.3 2.3 0 0 1-2.3 2H7";
pub const DOWN: &str =
    "M7 13V4H4v9zm0 0l4 8a2.5 2.5 0 0 0 2.5-2.5V15H19a2 2 0 0 0 2-2.3l-1-6.7A2.3 2.3 0 0 0 17.7 4H7";
pub const STOP: &str = "M7 7h10v10H7z";
pub const DOWNWARD: &str = "M12 5v14M6 13l6 6 6-6";
pub const PEOPLE: &str = "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.5 2.8-5.5 6.5-5.5s6.5 2 6.5 5.5M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.8c2.2.7 3.5 2.5 3.5 5.2";

pub type Kids = Vec<AnyView>;
/// Draws into its element, and again whenever what it reads changes.
pub type Paint = Box<dyn FnMut(&Element)>;

/// What an element is.
#[derive(Default)]
pub struct Is {
    pub tag: &'static str,
    pub id: Option<&'static str>,
    pub class: &'static str,
    /// Who or what it is from, in the log
    pub by: Option<&'static str>,
    pub paint: Option<Paint>,
}

/// Any element at all. One type of element in the eyes of the compiler: each is a kilobyte of its own.
pub fn element(is: Is, kids: Kids) -> AnyView {
    let node = NodeRef::<html::Custom<&'static str>>::new();
    if let Some(mut paint) = is.paint {
        Effect::new(move |_| {
            if let Some(place) = node.get() {
                paint(&place);
            }
        });
    }
    html::custom(if is.tag.is_empty() { "div" } else { is.tag })
        .attr("id", is.id)
        .attr("class", is.class)
        .attr("data-by", is.by)
        .node_ref(node)
        .child(kids)
        .into_any()
}

pub fn div(class: &'static str, kids: Kids) -> AnyView {
    element(Is { class, ..Is::default() }, kids)
}

pub fn with_id(id: &'static str, class: &'static str, kids: Kids) -> AnyView {
    element(Is { id: Some(id), class, ..Is::default() }, kids)
}

/// What somebody said or did.
pub fn spoken(by: &'static str, class: &'static str, kids: Kids) -> AnyView {
    element(Is { class, by: Some(by), ..Is::default() }, kids)
}

pub fn painted(class: &'static str, paint: Paint) -> AnyView {
    element(Is { class, paint: Some(paint), ..Is::default() }, Vec::new())
}

/// A run of words, in their own direction.
pub fn span(class: &'static str, words: String) -> AnyView {
    let paint: Paint = Box::new(move |place| {
        set(place, "dir", "auto");
        place.set_text_content(Some(&words));
    });
    element(Is { tag: "span", class, paint: Some(paint), ..Is::default() }, Vec::new())
}

/// Without an icon if that is empty.
pub fn button(
    id: &'static str,
    class: &'static str,
    label: String,
    icon_of: &'static str,
    click: fn(u32),
    with: u32,
) -> AnyView {
    let paint: Paint = Box::new(move |place| {
        set(place, "type", "button");
        on(place, "click", move || click(with));
    });
    let mut kids = vec![span("label", label)];
    if !icon_of.is_empty() {
        kids.insert(0, icon(icon_of));
    }
    let id = (!id.is_empty()).then_some(id);
    element(Is { tag: "button", id, class, paint: Some(paint), ..Is::default() }, kids)
}

pub fn icon(d: &'static str) -> AnyView {
    painted(
        "icon-of",
        Box::new(move |place| {
            let space = Some("http://www.w3.org/2000/svg");
            if let Some(document) = place.owner_document()
                && let (Ok(svg), Ok(path)) =
                    (document.create_element_ns(space, "svg"), document.create_element_ns(space, "path"))
            {
                set(&svg, "viewBox", "0 0 24 24");
                set(&svg, "aria-hidden", "true");
                set(&path, "d", d);
                let _ = svg.append_child(&path);
                let _ = place.append_child(&svg);
            }
        }),
    )
}

/// A face with the first letter of a name. Not read aloud: the name stands beside it.
pub fn face(class: &'static str, name: &str) -> AnyView {
    let letter = name.chars().next().map(String::from).unwrap_or_default();
    painted(
        class,
        Box::new(move |place| {
            set(place, "aria-hidden", "true");
            place.set_text_content(Some(&letter));
        }),
    )
}

/// Sets an attribute. The browser refuses only names, and ours are fixed.
pub fn set(place: &Element, name: &str, value: &str) {
    let _ = place.set_attribute(name, value);
}

pub fn nothing() -> AnyView {
    ().into_any()
}

/// A part that is drawn again when its trigger fires.
pub fn live(trigger: ArcTrigger, draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || {
        trigger.track();
        draw()
    })
    .into_any()
}

pub fn part(part: Part, draw: fn() -> AnyView) -> AnyView {
    live(trigger(part), Box::new(draw))
}
