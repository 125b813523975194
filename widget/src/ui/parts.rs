//! The few elements everything is built of. Each is compiled once, and so is the way a part is drawn again.

use super::{Part, trigger};
use crate::shell::{on, window};
use leptos::prelude::{ArcTrigger, RenderEffect, Track};
use leptos::tachys::view::{Mountable, Render};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Node};

pub const UP: &str =
    "M7 11v9H4v-9zm0 0l4-8a2.5 2.5 0 0 1 2.5 2.5V9H19a2 2 0 0 1 2 2.3l-1 6.7a2.3 2.3 0 0 1-2.3 2H7";
pub const DOWN: &str =
    "M7 13V4H4v9zm0 0l4 8a2.5 2.5 0 0 0 2.5-2.5V15H19a2 2 0 0 0 2-2.3l-1-6.7A2.3 2.3 0 0 0 17.7 4H7";
pub const COPY: &str = "M9 9h11v11H9zM5 15H4V4h11v1";
pub const STOP: &str = "M7 7h10v10H7z";
pub const DOWNWARD: &str = "M12 5v14M6 13l6 6 6-6";
pub const PEOPLE: &str = "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.5 2.8-5.5 6.5-5.5s6.5 2 6.5 5.5M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.8c2.2.7 3.5 2.5 3.5 5.2";

pub type Kids = Vec<View>;
/// Draws into its element.
pub type Paint = Box<dyn FnMut(&Element)>;

/// What is drawn: a node, and what keeps it true. Dropped, it is drawn no more.
///
/// One type for everything, rendered by leptos' own [`Render`]. Its typed elements, erased views and node references do
/// the same with a dozen types, and every one of them is a kilobyte of its own.
pub struct View {
    node: Node,
    kept: Vec<Again>,
}

type Again = RenderEffect<Option<View>>;

impl Render for View {
    type State = View;

    fn build(self) -> View {
        self
    }

    fn rebuild(self, state: &mut View) {
        swap(&state.node, &self.node);
        *state = self;
    }
}

impl Mountable for View {
    fn unmount(&mut self) {
        if let Some(parent) = self.node.parent_node() {
            let _ = parent.remove_child(&self.node);
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        let _ = parent.insert_before(&self.node, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.node.parent_element();
        if let Some(parent) = &parent {
            child.mount(parent, Some(&self.node));
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<Element> {
        self.node.dyn_ref::<Element>().cloned().into_iter().collect()
    }
}

fn swap(old: &Node, new: &Node) {
    if let Some(parent) = old.parent_node() {
        let _ = parent.replace_child(new, old);
    }
}

/// Runs now, and again whenever what it reads changes. Boxed, so that it is compiled once.
fn again(draw: Box<dyn FnMut(Option<View>) -> Option<View>>) -> Again {
    let mut draw = draw;
    RenderEffect::new(move |old: Option<Option<View>>| draw(old.flatten()))
}

fn document() -> Document {
    window().document().expect("a window with a chat has a document")
}

/// What an element is.
#[derive(Default)]
pub struct Is {
    pub tag: &'static str,
    pub id: &'static str,
    pub class: &'static str,
    /// Who or what it is from, in the log
    pub by: &'static str,
    /// Finishes it, once
    pub paint: Option<Paint>,
    /// Finishes it, and again whenever what it reads changes
    pub repaint: Option<Paint>,
}

/// Any element at all.
pub fn element(is: Is, kids: Kids) -> View {
    let tag = if is.tag.is_empty() { "div" } else { is.tag };
    let place = document().create_element(tag).expect("our names of elements are names");
    for (name, value) in [("id", is.id), ("class", is.class), ("data-by", is.by)] {
        if !value.is_empty() {
            set(&place, name, value);
        }
    }
    let mut kept = Vec::new();
    for mut kid in kids {
        let _ = place.append_child(&kid.node);
        kept.append(&mut kid.kept);
    }
    if let Some(mut paint) = is.paint {
        paint(&place);
    }
    if let Some(mut paint) = is.repaint {
        let place = place.clone();
        kept.push(again(Box::new(move |_| {
            paint(&place);
            None
        })));
    }
    View { node: place.into(), kept }
}

pub fn div(class: &'static str, kids: Kids) -> View {
    element(Is { class, ..Is::default() }, kids)
}

pub fn with_id(id: &'static str, class: &'static str, kids: Kids) -> View {
    element(Is { id, class, ..Is::default() }, kids)
}

/// What somebody said or did.
pub fn spoken(by: &'static str, class: &'static str, kids: Kids) -> View {
    element(Is { class, by, ..Is::default() }, kids)
}

pub fn painted(class: &'static str, paint: Paint) -> View {
    element(Is { class, paint: Some(paint), ..Is::default() }, Vec::new())
}

/// A run of words, in their own direction.
pub fn span(class: &'static str, words: String) -> View {
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
) -> View {
    let paint: Paint = Box::new(move |place| {
        set(place, "type", "button");
        on(place, "click", move || click(with));
    });
    let mut kids = vec![span("label", label)];
    if !icon_of.is_empty() {
        kids.insert(0, icon(icon_of));
    }
    element(Is { tag: "button", id, class, paint: Some(paint), ..Is::default() }, kids)
}

pub fn icon(d: &'static str) -> View {
    painted(
        "icon-of",
        Box::new(move |place| {
            let space = Some("http://www.w3.org/2000/svg");
            let document = document();
            if let (Ok(svg), Ok(path)) =
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

/// A face with the first letter of a name, and where `live.js` finds the picture, if there is one. Not read aloud: the name
/// stands beside it.
pub fn face(class: &'static str, name: &str, picture: &str) -> View {
    let letter = name.chars().next().map(String::from).unwrap_or_default();
    let picture = picture.to_owned();
    painted(
        class,
        Box::new(move |place| {
            set(place, "aria-hidden", "true");
            if !picture.is_empty() {
                set(place, "data-picture", &picture);
            }
            place.set_text_content(Some(&letter));
        }),
    )
}

/// Sets an attribute. The browser refuses only names, and ours are fixed.
pub fn set(place: &Element, name: &str, value: &str) {
    let _ = place.set_attribute(name, value);
}

/// A place for something that may come.
pub fn nothing() -> View {
    View { node: document().create_text_node("").into(), kept: Vec::new() }
}

/// A part that is drawn again when its trigger fires.
pub fn live(trigger: ArcTrigger, draw: Box<dyn Fn() -> View>) -> View {
    let effect = again(Box::new(move |old| {
        trigger.track();
        let new = draw();
        if let Some(old) = old {
            swap(&old.node, &new.node);
        }
        Some(new)
    }));
    let node = effect.with_value_mut(|view| view.as_ref().map(|view| view.node.clone())).flatten();
    View { node: node.unwrap_or_else(|| nothing().node), kept: vec![effect] }
}

pub fn part(part: Part, draw: fn() -> View) -> View {
    live(trigger(part), Box::new(draw))
}
