//! Who the site says the customer is (T11, T19). What the customer says about that is no signal.

use super::{Scene, Signal, cause, flag, word};
use crate::policy::{Finding, Kind, Spec};

pub struct Verified;

impl Signal for Verified {
    fn spec(&self) -> Spec {
        cause("verified", Kind::Flag, "The site vouches for who the customer is.")
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        scene.identity.map_or_else(Vec::new, |who| flag(self.spec(), format!("signed in as {}", who.id)))
    }
}

pub struct Tier;

impl Signal for Tier {
    fn spec(&self) -> Spec {
        cause(
            "tier",
            Kind::Text,
            "The kind of account the site says the customer has, as in `tier is enterprise`.",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        match scene.identity {
            Some(who) if !who.tier.is_empty() => {
                word(self.spec(), &who.tier, format!("account: {}", who.tier))
            }
            _ => Vec::new(),
        }
    }
}
