//! The few signs of the desk. Decorations: what they mean stands beside them in words.

use leptos::prelude::*;

/// Baton's mark: a baton, half of it still the giver's.
pub fn mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
            <rect width="32" height="32" rx="9" fill="currentColor"/>
            <path class="mark-giver" d="M8.500 22.500 15 16.500" fill="none" stroke-width="5" stroke-linecap="round"/>
            <path class="mark-taker" d="M15 16.500 23.500 9" fill="none" stroke-width="5" stroke-linecap="round"/>
        </svg>
    }
}

/// A line drawing on a grid of 20.
pub fn line(path: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
            <path d=path fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/>
        </svg>
    }
}

pub const BACK: &str = "M12.500 4.500 7 10l5.500 5.500";
pub const FOLD: &str = "M5 8l5 5 5-5";
pub const SEND: &str = "M3.500 10h12M10.500 5l5 5-5 5";
pub const CHECK: &str = "M4 10.500l4 4 8-9";
pub const RETURN: &str = "M8 5 3.500 9.500 8 14M4 9.500h8a4.500 4.500 0 0 1 4.500 4.500v1.500";
pub const SPARK: &str =
    "M10 3l1.700 4.800L16.500 9.500l-4.800 1.700L10 16l-1.700-4.800L3.500 9.500l4.800-1.700z";
