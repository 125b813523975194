//! What the assistant may not do (T6, T9, T10): what it cannot do at all, what a person must approve, what nobody
//! here does. A request counts, a question how it is done does not: an article answers that.

use super::mentions::listed;
use super::{Scene, Signal, cause};
use crate::policy::{Finding, Kind, Spec, Table};

pub struct AsksForAction;

impl Signal for AsksForAction {
    fn spec(&self) -> Spec {
        cause(
            "asks-for-action",
            Kind::Name(Table::Cannot),
            "The customer asks for something to be done that the assistant cannot do (`[cannot]`).",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        wanted(self.spec(), scene, Table::Cannot)
    }
}

pub struct NeedsApproval;

impl Signal for NeedsApproval {
    fn spec(&self) -> Spec {
        cause(
            "needs-approval",
            Kind::Name(Table::Approval),
            "The customer asks for something that is done only once a person approves (`[approval]`).",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        wanted(self.spec(), scene, Table::Approval)
    }
}

pub struct Unsupported;

impl Signal for Unsupported {
    fn spec(&self) -> Spec {
        cause(
            "unsupported",
            Kind::Name(Table::Unsupported),
            "The message is about something of the list `[unsupported]`, which the assistant must not try.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        listed(self.spec(), scene, Table::Unsupported)
    }
}

fn wanted(spec: Spec, scene: &Scene<'_>, table: Table) -> Vec<Finding> {
    if scene.said.is_some_and(|said| said.wants_it_done) { listed(spec, scene, table) } else { Vec::new() }
}
