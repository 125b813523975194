//! What a key means. Single letters act only outside of text fields, and can be turned off (WCAG 2.1.4).

use super::model::{Model, Screen, Step};
use shared::wire::Speaker;

/// What the agent wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    Step(Step),
    /// To the composer
    Reply,
    Claim,
    Close,
    HandBack,
    Briefing,
    /// Back to the list
    Back,
    /// Out of the text field, so that letters act again
    Leave,
    Help,
}

/// Every shortcut, with the words the help shows. The order is the order of the help.
pub const SHORTCUTS: &[(&str, &str)] = &[
    ("j", "Next handoff"),
    ("k", "Previous handoff"),
    ("r", "Reply"),
    ("c", "Claim, or take over"),
    ("b", "Fold or unfold the briefing"),
    ("h", "Hand back to the assistant"),
    ("e", "End the conversation"),
    ("u", "Back to the list"),
    ("Esc", "Leave the reply field"),
    ("?", "This list"),
];

/// Where the focus was when a key was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Page,
    TextField,
    /// A dialog handles its own keys
    Dialog,
}

pub fn intent(model: &Model, key: &str, place: Place) -> Option<Intent> {
    if model.screen != Screen::Desk || place == Place::Dialog {
        return None;
    }
    if place == Place::TextField {
        return (key == "Escape").then_some(Intent::Leave);
    }
    if !model.shortcuts {
        return None;
    }
    let opened = model.open.as_ref().and_then(|open| open.loaded.as_ref());
    let speaker = opened.map(|opened| &opened.status.speaker);
    let can_end = matches!(speaker, Some(Speaker::Team | Speaker::Person { .. }));
    match key {
        "j" => Some(Intent::Step(Step::Next)),
        "k" => Some(Intent::Step(Step::Previous)),
        "?" => Some(Intent::Help),
        "u" if model.open.is_some() => Some(Intent::Back),
        "r" if can_end => Some(Intent::Reply),
        "b" if opened.is_some() => Some(Intent::Briefing),
        "c" if speaker.is_some_and(|speaker| !is(speaker, model.name())) => Some(Intent::Claim),
        "e" if can_end => Some(Intent::Close),
        "h" if can_end => Some(Intent::HandBack),
        _ => None,
    }
}

/// Whether the agent of this name speaks.
pub fn is(speaker: &Speaker, agent: &str) -> bool {
    matches!(speaker, Speaker::Person { name } if name == agent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk() -> Model {
        Model { screen: Screen::Desk, shortcuts: true, ..Model::default() }
    }

    #[test]
    fn letters_act_on_the_page_and_are_letters_in_a_text_field() {
        assert_eq!(intent(&desk(), "j", Place::Page), Some(Intent::Step(Step::Next)));
        assert_eq!(intent(&desk(), "j", Place::TextField), None);
        assert_eq!(intent(&desk(), "Escape", Place::TextField), Some(Intent::Leave));
        assert_eq!(intent(&desk(), "j", Place::Dialog), None);
    }

    #[test]
    fn letters_can_be_turned_off() {
        let desk = Model { shortcuts: false, ..desk() };
        assert_eq!(intent(&desk, "j", Place::Page), None);
        assert_eq!(intent(&desk, "Escape", Place::TextField), Some(Intent::Leave));
    }

    #[test]
    fn nothing_is_ended_while_nothing_is_open() {
        for key in ["c", "e", "h", "r", "b", "u"] {
            assert_eq!(intent(&desk(), key, Place::Page), None, "{key}");
        }
    }
}
