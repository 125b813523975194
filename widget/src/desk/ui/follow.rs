//! Where the reader of the transcript is, and staying there: at the end with every new line, or further up, untouched.

use crate::desk::keys;
use crate::desk::shell::Desk;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Nearer to the end than this counts as at the end, in pixels.
const NEAR: i32 = 80;

/// Where the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    End,
    /// Further up, with nothing new below
    Above,
    /// Further up, while something was said
    Missed,
}

/// Where the reader is, and where the page stood when it was last looked at.
#[derive(Clone, Copy)]
pub struct Reader {
    pub place: RwSignal<Place>,
    top: StoredValue<i32>,
}

impl Reader {
    pub fn new() -> Reader {
        Reader { place: RwSignal::new(Place::End), top: StoredValue::new(0) }
    }
}

/// Keeps the end in view for who is there, whatever grows or shrinks: a line, a sign of typing, the reply field. Opens
/// at the briefing for who has not answered yet, else at the end.
pub fn follow(desk: Desk, scroll: NodeRef<Div>, reader: Reader, length: Memo<(usize, usize)>) {
    let place = reader.place;
    let stay = Closure::<dyn FnMut()>::new(move || {
        if let Some(scroll) = scroll.get_untracked() {
            if place.get_untracked() == Place::End { to_end(&scroll) } else { look(&scroll, reader) }
        }
    });
    let observer = web_sys::ResizeObserver::new(stay.as_ref().unchecked_ref()).ok();
    let watched = StoredValue::new_local((observer, stay));
    Effect::new(move |_| {
        let Some(scroll) = scroll.get() else { return };
        watched.with_value(|(observer, _)| {
            let Some(observer) = observer else { return };
            observer.observe(&scroll);
            let inside = scroll.children();
            (0..inside.length()).filter_map(|n| inside.item(n)).for_each(|part| observer.observe(&part));
        });
    });
    on_cleanup(move || {
        watched.with_value(|(observer, _)| observer.iter().for_each(web_sys::ResizeObserver::disconnect));
    });
    Effect::new(move |before: Option<(usize, usize)>| {
        let now = length.get();
        match before {
            Some(before) if now.1 > before.1 => {
                place.set(Place::End);
                scroll.get_untracked().iter().for_each(|scroll| to_end(scroll));
            }
            Some(before) if now.0 > before.0 && place.get_untracked() != Place::End => {
                place.set(Place::Missed)
            }
            Some(_) => {}
            None => {
                let answered = desk.peek(|model| {
                    let opened = model.open.as_ref().and_then(|open| open.loaded.as_ref());
                    opened.is_some_and(|opened| keys::is(&opened.status.speaker, model.name()))
                });
                place.set(if answered { Place::End } else { Place::Above });
            }
        }
        now
    });
}

/// Notes where the reader is, without forgetting that something was missed. Who is at the end leaves it only by
/// going up: a line that came in the meantime puts the end further down, and that is not the reader's doing.
pub fn look(scroll: &web_sys::Element, reader: Reader) {
    let top = scroll.scroll_top();
    let went_up = top < reader.top.get_value();
    reader.top.set_value(top);
    let before = reader.place.get_untracked();
    let next = match before {
        _ if at_end(scroll) => Place::End,
        Place::End if went_up => Place::Above,
        same => same,
    };
    if next != before {
        reader.place.set(next);
    }
}

fn at_end(scroll: &web_sys::Element) -> bool {
    scroll.scroll_height() - scroll.scroll_top() - scroll.client_height() < NEAR
}

pub fn to_end(scroll: &web_sys::Element) {
    scroll.set_scroll_top(scroll.scroll_height());
}
