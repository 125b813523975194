//! The policy as a table for people.

use super::{Policy, Words};

/// A Markdown table of the rules in order: what a support lead signs.
pub fn table(policy: &Policy) -> String {
    let mut out = format!("# Escalation policy, version {}\n\n{}\n\n", policy.version, policy.job);
    out.push_str("Rules are tried from top to bottom; the first that holds decides. Where none holds, the assistant answers.\n\n");
    out.push_str("| # | rule | when | then | because | layer | reason | priority |\n|---|---|---|---|---|---|---|---|\n");
    for (i, rule) in policy.rules.iter().enumerate() {
        let when = rule.when.iter().map(ToString::to_string).collect::<Vec<_>>().join(" **and** ");
        out.push_str(&format!(
            "| {} | {} | {} | **{}** | {} | {} | {} | {} |\n",
            i + 1,
            rule.id,
            when,
            rule.then.word(),
            rule.because,
            rule.layer.word(),
            rule.reason.word(),
            rule.priority.word()
        ));
    }
    out
}
