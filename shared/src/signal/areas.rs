//! Product areas a message names (T7, T8): which, and how many at once.

use super::mentions::listed;
use super::{Scene, Signal, cause, count, number};
use crate::policy::{Finding, Kind, Spec, Table};

pub struct Area;

impl Signal for Area {
    fn spec(&self) -> Spec {
        cause(
            "area",
            Kind::Name(Table::Areas),
            "A product area of `[areas]` that the message names, as in `area is payments`.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        listed(self.spec(), scene, Table::Areas)
    }
}

pub struct Areas;

impl Signal for Areas {
    fn spec(&self) -> Spec {
        cause("areas", count("areas"), "How many product areas the message names at once.")
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        let named = listed(self.spec(), scene, Table::Areas);
        if named.is_empty() {
            return Vec::new();
        }
        let told: Vec<String> = named.iter().map(|finding| finding.evidence.clone()).collect();
        number(self.spec(), named.len() as f64, told.join("; "))
    }
}
