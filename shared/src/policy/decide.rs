//! The decision: the first rule that holds, with everything a person needs to see why.

use super::{
    Condition, Decision, Finding, Layer, Limit, Outcome, PassedOver, Policy, Priority, Reason, Rule, Value,
    Words,
};

/// The signal no file can overrule.
pub const ASKS_FOR_PERSON: &str = "asks-for-person";

/// The rule's name where none held.
pub const NO_RULE: &str = "no-rule";

/// The findings of one moment, and what the thresholds are because of them.
pub struct Facts<'a> {
    /// Sorted by signal; of one signal in the order it gave them
    findings: Vec<&'a Finding>,
    limits: Vec<(&'a str, f64, Vec<Finding>)>,
}

impl<'a> Facts<'a> {
    /// What the findings mean under a policy.
    pub fn new(policy: &'a Policy, findings: &'a [Finding]) -> Self {
        let mut sorted: Vec<&Finding> = findings.iter().collect();
        sorted.sort_by(|a, b| a.signal.cmp(&b.signal));
        let mut facts = Self { findings: sorted, limits: Vec::new() };
        facts.limits = policy
            .thresholds
            .iter()
            .map(|threshold| {
                let (value, moved_by) = threshold.now(&facts);
                (threshold.name.as_str(), value, moved_by)
            })
            .collect();
        facts
    }

    /// What one signal found.
    pub fn all(&self, signal: &str) -> impl Iterator<Item = &'a Finding> {
        let from = self.findings.partition_point(|finding| finding.signal.as_str() < signal);
        let count = self.findings[from..].iter().take_while(|finding| finding.signal == signal).count();
        self.findings[from..from + count].iter().copied()
    }

    /// The number behind a limit. A name without a threshold, which reading refuses, is a limit nothing reaches.
    pub fn limit(&self, limit: &Limit) -> f64 {
        match limit {
            Limit::Number(n) => *n,
            Limit::Named(name) => self.named(name).map_or(f64::NAN, |(_, value, _)| *value),
        }
    }

    fn named(&self, name: &str) -> Option<&(&'a str, f64, Vec<Finding>)> {
        self.limits.iter().find(|(known, ..)| *known == name)
    }
}

/// Decides by the first rule that holds; the assistant goes on where none does. A rule of `declined` that would offer
/// the choice again is passed over: the customer has made it.
///
/// Invariant: `asks-for-person` leads to a transfer, whatever the file says. A policy without a rule for it, or with
/// a milder one above, is overruled here by the rule `asks-for-person (always)`.
pub fn decide(policy: &Policy, findings: &[Finding], declined: &[String]) -> Decision {
    let facts = Facts::new(policy, findings);
    let mut passed_over = Vec::new();
    let mut held = None;
    for rule in &policy.rules {
        let why = why_not(&rule.when, &rule.any, &facts).or_else(|| {
            let again = rule.then == Outcome::Offer && declined.contains(&rule.id);
            again.then(|| "the customer chose the assistant when it was offered".to_owned())
        });
        match why {
            None => {
                held = Some(rule);
                break;
            }
            Some(why) => passed_over.push(PassedOver { rule: rule.id.clone(), why }),
        }
    }
    let asked = facts.all(ASKS_FOR_PERSON).find(|finding| finding.value == Value::Flag(true));
    let mut decision = match (held, asked) {
        (Some(rule), None) => by_rule(rule, &facts),
        (Some(rule), Some(_)) if rule.then == Outcome::Transfer => by_rule(rule, &facts),
        (held, Some(asked)) => {
            if let Some(rule) = held {
                let why = format!("it would only {}, and the customer asked for a person", rule.then.word());
                passed_over.push(PassedOver { rule: rule.id.clone(), why });
            }
            always(asked)
        }
        (None, None) => no_rule(),
    };
    decision.priority = raise(policy, decision.priority, &facts);
    decision.passed_over = passed_over;
    decision.policy = policy.version.clone();
    decision
}

/// The priority with what raises it taken into account, for handoffs no rule was asked about.
pub fn raised(policy: &Policy, priority: Priority, findings: &[Finding]) -> Priority {
    raise(policy, priority, &Facts::new(policy, findings))
}

fn raise(policy: &Policy, priority: Priority, facts: &Facts<'_>) -> Priority {
    let steps = policy.raise_priority.iter().filter(|condition| condition.holds(facts)).count();
    (0..steps).fold(priority, |priority, _| match priority {
        Priority::Low => Priority::Normal,
        Priority::Normal => Priority::High,
        Priority::High | Priority::Urgent => Priority::Urgent,
    })
}

fn always(asked: &Finding) -> Decision {
    Decision {
        outcome: Outcome::Transfer,
        action: None,
        rule: format!("{ASKS_FOR_PERSON} (always)"),
        layer: Layer::UserRequested,
        reason: Reason::UserRequestedAgent,
        because: "the customer asked for a person, and no rule can refuse that".to_owned(),
        priority: Priority::Normal,
        evidence: vec![asked.clone()],
        passed_over: Vec::new(),
        policy: String::new(),
    }
}

fn no_rule() -> Decision {
    Decision {
        outcome: Outcome::Answer,
        action: None,
        rule: NO_RULE.to_owned(),
        layer: Layer::AssistantDetected,
        reason: Reason::LowAnswerConfidence,
        because: "no rule asks for a person".to_owned(),
        priority: Priority::Normal,
        evidence: Vec::new(),
        passed_over: Vec::new(),
        policy: String::new(),
    }
}

fn by_rule(rule: &Rule, facts: &Facts<'_>) -> Decision {
    let mut evidence: Vec<Finding> = Vec::new();
    for condition in rule.when.iter().chain(rule.any.iter().filter(|condition| condition.holds(facts))) {
        // Of a signal that found several things, those that made the condition hold.
        let spoke = |finding: &&Finding| match (&condition.test, &finding.value) {
            (super::Test::Is(word), Value::Word(found)) => word == found,
            _ => true,
        };
        let named = match &condition.test {
            super::Test::Compares { limit: Limit::Named(name), .. } => facts.named(name),
            _ => None,
        };
        let moved = named.map(|(_, _, moved_by)| moved_by.as_slice()).unwrap_or_default();
        for finding in facts.all(&condition.signal).filter(spoke).chain(moved) {
            if !evidence.contains(finding) {
                evidence.push(finding.clone());
            }
        }
    }
    Decision {
        outcome: rule.then,
        action: rule.action.clone(),
        rule: rule.id.clone(),
        layer: rule.layer,
        reason: rule.reason,
        because: rule.because.clone(),
        priority: rule.priority,
        evidence,
        passed_over: Vec::new(),
        policy: String::new(),
    }
}

/// The first condition that does not hold, with what was found instead; nothing if all of `when` hold and, where there
/// are any, one of `any`.
pub fn why_not(when: &[Condition], any: &[Condition], facts: &Facts<'_>) -> Option<String> {
    if let Some(condition) = when.iter().find(|condition| !condition.holds(facts)) {
        return Some(found_instead(condition, facts));
    }
    match any {
        [] => None,
        any if any.iter().any(|condition| condition.holds(facts)) => None,
        [only] => Some(found_instead(only, facts)),
        [first, rest @ ..] => Some(format!("neither `{first}` nor {} more", rest.len())),
    }
}

fn found_instead(condition: &Condition, facts: &Facts<'_>) -> String {
    let mut found = facts.all(&condition.signal).map(|finding| &finding.value);
    let limit = match &condition.test {
        super::Test::Compares { limit: limit @ Limit::Named(name), .. } => {
            format!(", and {name} is {}", facts.limit(limit))
        }
        _ => String::new(),
    };
    match found.next() {
        None => format!("`{condition}`: nothing found"),
        Some(Value::Flag(flag)) => {
            format!("`{condition}`: {}", if *flag { "it does hold" } else { "it does not" })
        }
        Some(Value::Number(n)) => format!("`{condition}`: it is {n}{limit}"),
        Some(Value::Word(word)) => format!("`{condition}`: it is {word}"),
    }
}
