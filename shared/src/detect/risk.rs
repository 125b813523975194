//! Risk topics of a message.

use super::Spoken;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    BillingDispute,
    Refund,
    Cancellation,
    FraudOrSecurity,
    Legal,
    DataPrivacy,
    Complaint,
    AccountAccess,
    SelfHarm,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Action,
    Info,
}

#[derive(Clone, Debug, PartialEq)]
pub struct RiskFinding {
    pub topic: Topic,
    pub kind: Kind,
    pub score: f32,
    pub evidence: Vec<Spoken>,
}

pub fn risk(_message: &str) -> Vec<RiskFinding> {
    Vec::new()
}
