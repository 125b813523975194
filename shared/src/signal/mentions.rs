//! Phrases the policy itself lists (T5b, T7): "this is ridiculous" is a rule, whatever a mood model thinks.

use super::{Scene, Signal, cause, word};
use crate::policy::{Finding, Kind, Spec, Table};

pub struct Mentions;

impl Signal for Mentions {
    fn spec(&self) -> Spec {
        cause(
            "mentions",
            Kind::Name(Table::Words),
            "The message has a phrase of a list under `[words]`, as in `mentions ridiculous`.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        listed(self.spec(), scene, Table::Words)
    }
}

/// One finding for each list of a table that the message names.
pub fn listed(spec: Spec, scene: &Scene<'_>, table: Table) -> Vec<Finding> {
    let mentions = scene.said.map(|said| said.mentions.as_slice()).unwrap_or_default();
    mentions
        .iter()
        .filter(|mention| mention.table == table)
        .flat_map(|mention| word(spec, &mention.name, format!("{}: “{}”", mention.name, mention.words)))
        .collect()
}
