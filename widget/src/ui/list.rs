//! The items in their order: rows are made once, moved when their place changes, and dropped.
//!
//! What leptos' `For` does, without its maps: a list of messages grows at its end and rarely changes elsewhere.

use super::parts::View;
use super::{item, with_ui};
use leptos::prelude::Owner;
use leptos::tachys::view::Mountable;
use std::cell::{Cell, RefCell};
use web_sys::Element;

/// How many items are shown at first, and how many more at a time.
const STEP: usize = 60;
/// So many more are shown before that many go at once: taking one away at the top for each that comes moves all of them.
const SLACK: usize = 20;

struct Row {
    id: u32,
    view: View,
    owner: Owner,
}

thread_local! {
    static ROWS: RefCell<Vec<Row>> = const { RefCell::new(Vec::new()) };
    static MOST: Cell<usize> = const { Cell::new(STEP) };
    static AGAIN: Cell<bool> = const { Cell::new(false) };
    /// Whose the rows are. Not the effect's that makes them: it gives up what it made before when it runs again.
    static ROOT: RefCell<Option<Owner>> = const { RefCell::new(None) };
}

/// Rows belong to the owner that is current now.
pub fn begin() {
    ROOT.set(Owner::current());
}

/// The words have changed: every row is made anew.
pub fn again() {
    AGAIN.set(true);
}

pub fn more() {
    MOST.set(MOST.get() + STEP);
}

/// Whether there are earlier ones that are not shown.
pub fn earlier() -> bool {
    first() > 0
}

/// Where what is shown begins.
fn first() -> usize {
    with_ui(|ui| ui.ids.len()).saturating_sub(MOST.get()) / SLACK * SLACK
}

/// Makes `place` hold the last items of the list.
pub fn show(place: &Element) {
    let first = first();
    let ids = with_ui(|ui| ui.ids[first..].to_vec());
    let anew = AGAIN.take();
    // Taken out while they change: making a row runs its view, and that may read anything but this.
    let mut rows = ROWS.take();
    rows.retain_mut(|row| {
        let stay = !anew && ids.contains(&row.id);
        if !stay {
            row.view.unmount();
            row.owner.cleanup();
        }
        stay
    });
    for (i, id) in ids.iter().enumerate() {
        if rows.get(i).is_some_and(|row| row.id == *id) {
            continue;
        }
        let mut row = match rows.iter().position(|row| row.id == *id) {
            Some(at) => rows.remove(at),
            None => {
                let owner = ROOT
                    .with_borrow(|root| root.as_ref().map(|root| root.with(Owner::new)))
                    .unwrap_or_default();
                let view = owner.with(|| item::view(*id));
                Row { id: *id, view, owner }
            }
        };
        match rows.get_mut(i) {
            Some(next) => {
                next.view.insert_before_this(&mut row.view);
            }
            None => row.view.mount(place, None),
        }
        rows.insert(i, row);
    }
    ROWS.set(rows);
}
