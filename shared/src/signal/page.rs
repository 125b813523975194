//! Where the customer is, and what goes wrong there (K2, T13).

use super::{Scene, Signal, cause, flag, word};
use crate::policy::{Finding, Kind, Spec};

/// The path of the page.
pub struct OnPage;

impl Signal for OnPage {
    fn spec(&self) -> Spec {
        cause(
            "page",
            Kind::Text,
            "The path of the page the customer is on, as in `page matches /checkout/*`.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        scene.page.map_or_else(Vec::new, |page| word(self.spec(), page.path(), format!("on {}", page.path())))
    }
}

/// An error the customer can see.
pub struct VisibleError;

impl Signal for VisibleError {
    fn spec(&self) -> Spec {
        cause("visible-error", Kind::Flag, "The page shows the customer an error message.")
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        match scene.page.and_then(|page| Some((page, page.errors.first()?))) {
            Some((page, error)) => flag(self.spec(), format!("{} shows “{error}”", page.path())),
            None => Vec::new(),
        }
    }
}

/// Which error.
pub struct ErrorText;

impl Signal for ErrorText {
    fn spec(&self) -> Spec {
        cause("error", Kind::Text, "An error message the page shows, as in `error matches *PAY-51*`.")
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        let errors = scene.page.map(|page| page.errors.as_slice()).unwrap_or_default();
        errors
            .iter()
            .flat_map(|error| word(self.spec(), error, format!("the page shows “{error}”")))
            .collect()
    }
}

/// Which offer of help, of those the owner makes on some pages.
pub struct TookOffer;

impl Signal for TookOffer {
    fn spec(&self) -> Spec {
        cause(
            "took-offer",
            Kind::Text,
            "The offer of help the customer took before writing, as in `took-offer is card-declined`.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        let taken = scene.page.map(|page| page.help.as_str()).filter(|name| !name.is_empty());
        taken.map_or_else(Vec::new, |name| word(self.spec(), name, format!("took the offer “{name}”")))
    }
}
