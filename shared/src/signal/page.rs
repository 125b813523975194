//! Where the customer is, and what goes wrong there (K2).

use super::{Scene, Signal, flag};
use crate::policy::{Finding, Kind, Spec, Value};

/// The path of the page.
pub struct OnPage;

impl Signal for OnPage {
    fn spec(&self) -> Spec {
        Spec {
            name: "page",
            kind: Kind::Text,
            means: "The path of the page the customer is on, as in `page matches /checkout/*`.",
        }
    }

    fn observe(&self, scene: &Scene<'_>) -> Option<Finding> {
        let page = scene.page?;
        let (signal, value) = (self.spec().name.to_owned(), Value::Word(page.path().to_owned()));
        Some(Finding { signal, value, evidence: page.title.clone() })
    }
}

/// An error the customer can see.
pub struct VisibleError;

impl Signal for VisibleError {
    fn spec(&self) -> Spec {
        Spec {
            name: "visible-error",
            kind: Kind::Flag,
            means: "The page shows the customer an error message.",
        }
    }

    fn observe(&self, scene: &Scene<'_>) -> Option<Finding> {
        let page = scene.page?;
        let error = page.errors.first()?;
        Some(flag(self.spec(), format!("{} shows “{error}”", page.path())))
    }
}
