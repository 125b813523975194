//! The decision: the first rule that holds, with everything a person needs to see why.

use super::{Decision, Finding, Layer, Outcome, PassedOver, Policy, Priority, Reason, Rule, Value};

/// The signal no file can overrule.
pub const ASKS_FOR_PERSON: &str = "asks-for-person";

/// Decides by the first rule whose conditions all hold; the assistant goes on where none does.
///
/// Invariant: `asks-for-person` leads to a transfer, whatever the file says. A policy without a rule for it, or with
/// a milder one above, is overruled here by the rule `asks-for-person (always)`.
pub fn decide(policy: &Policy, findings: &[Finding]) -> Decision {
    let mut passed_over = Vec::new();
    let mut held = None;
    for rule in &policy.rules {
        match why_not(rule, findings) {
            None => {
                held = Some(rule);
                break;
            }
            Some(why) => passed_over.push(PassedOver { rule: rule.id.clone(), why }),
        }
    }
    let asked = findings.iter().find(|f| f.signal == ASKS_FOR_PERSON && f.value == Value::Flag(true));
    match (held, asked) {
        (Some(rule), None) => by_rule(policy, rule, findings, passed_over),
        (Some(rule), Some(_)) if rule.then == Outcome::Transfer => {
            by_rule(policy, rule, findings, passed_over)
        }
        (held, Some(asked)) => {
            if let Some(rule) = held {
                let why = format!(
                    "it would only {}, and the customer asked for a person",
                    super::Words::word(rule.then)
                );
                passed_over.push(PassedOver { rule: rule.id.clone(), why });
            }
            Decision {
                outcome: Outcome::Transfer,
                rule: format!("{ASKS_FOR_PERSON} (always)"),
                layer: Layer::UserRequested,
                reason: Reason::UserRequestedAgent,
                because: "the customer asked for a person, and no rule can refuse that".to_owned(),
                priority: Priority::Normal,
                evidence: vec![asked.clone()],
                passed_over,
                policy: policy.version.clone(),
            }
        }
        (None, None) => Decision {
            outcome: Outcome::Answer,
            rule: "no-rule".to_owned(),
            layer: Layer::AssistantDetected,
            reason: Reason::LowAnswerConfidence,
            because: "no rule asks for a person".to_owned(),
            priority: Priority::Normal,
            evidence: Vec::new(),
            passed_over,
            policy: policy.version.clone(),
        },
    }
}

fn by_rule(policy: &Policy, rule: &Rule, findings: &[Finding], passed_over: Vec<PassedOver>) -> Decision {
    let evidence = rule
        .when
        .iter()
        .filter_map(|condition| findings.iter().find(|f| f.signal == condition.signal))
        .cloned()
        .collect();
    Decision {
        outcome: rule.then,
        rule: rule.id.clone(),
        layer: rule.layer,
        reason: rule.reason,
        because: rule.because.clone(),
        priority: rule.priority,
        evidence,
        passed_over,
        policy: policy.version.clone(),
    }
}

/// The first condition that does not hold, with what was found instead; nothing if the rule holds.
fn why_not(rule: &Rule, findings: &[Finding]) -> Option<String> {
    rule.when.iter().find_map(|condition| {
        let finding = findings.iter().find(|f| f.signal == condition.signal);
        if condition.holds(finding) {
            return None;
        }
        Some(match finding.map(|f| &f.value) {
            None => format!("`{condition}`: nothing found"),
            Some(Value::Flag(flag)) => {
                format!("`{condition}`: {}", if *flag { "it does hold" } else { "it does not" })
            }
            Some(Value::Number(n)) => format!("`{condition}`: it is {n}"),
            Some(Value::Word(word)) => format!("`{condition}`: it is {word}"),
        })
    })
}
