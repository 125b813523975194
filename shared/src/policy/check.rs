//! What is wrong with rules that each read well: two of one name, one that is never reached, one that could keep a
//! customer who asks for a person from getting one.

use super::decide::ASKS_FOR_PERSON;
use super::{Outcome, Rule, Test};
use crate::section::File;

/// Records every problem between the rules of one file.
pub fn check(file: &File<'_>, rules: &[Rule]) {
    for (i, rule) in rules.iter().enumerate() {
        let above = &rules[..i];
        if let Some(first) = above.iter().find(|other| other.id == rule.id) {
            problem(
                file,
                rule,
                format!("two rules are called `{}`; the first is on line {}", rule.id, first.line),
                "give each its own id",
            );
        }
        if let Some(over) = above.iter().find(|other| covers(other, rule)) {
            problem(
                file,
                rule,
                format!(
                    "rule `{}` is never reached: `{}` on line {} holds whenever it does",
                    rule.id, over.id, over.line
                ),
                "move it above, or give the other one more conditions",
            );
        }
    }
    let asks = rules.iter().position(|rule| {
        rule.then == Outcome::Transfer
            && rule.when.len() == 1
            && rule.when[0].signal == ASKS_FOR_PERSON
            && rule.when[0].test == Test::Holds
    });
    match asks {
        None => {
            file.problem(
                0,
                "no rule gives a person to a customer who asks for one",
                Some(format!(
                    "add a rule with `when = \"{ASKS_FOR_PERSON}\"` and `then = \"transfer\"` at the top"
                )),
            );
        }
        Some(asks) => {
            for rule in &rules[..asks] {
                let excluded =
                    rule.when.iter().any(|c| c.signal == ASKS_FOR_PERSON && c.test == Test::HoldsNot);
                if rule.then != Outcome::Transfer && !excluded {
                    problem(
                        file,
                        rule,
                        format!(
                            "rule `{}` stands above `{}` and could keep a customer from a person",
                            rule.id, rules[asks].id
                        ),
                        "move it below, or let it transfer",
                    );
                }
            }
        }
    }
}

/// Whether `over` holds whenever `under` does: each of its conditions stands in `under` too, or a stricter one does.
fn covers(over: &Rule, under: &Rule) -> bool {
    over.when.iter().all(|wide| {
        under.when.iter().any(|narrow| {
            wide.signal == narrow.signal
                && match (&wide.test, &narrow.test) {
                    (a, b) if a == b => true,
                    (Test::AtLeast(a), Test::AtLeast(b) | Test::Above(b))
                    | (Test::Above(a), Test::Above(b)) => a <= b,
                    (Test::Above(a), Test::AtLeast(b)) => a < b,
                    (Test::AtMost(a), Test::AtMost(b) | Test::Below(b))
                    | (Test::Below(a), Test::Below(b)) => a >= b,
                    (Test::Below(a), Test::AtMost(b)) => a > b,
                    _ => false,
                }
        })
    })
}

fn problem(file: &File<'_>, rule: &Rule, what: String, help: &str) {
    let offset = file.text.split_inclusive('\n').take(rule.line - 1).map(str::len).sum();
    file.problem(offset, what, Some(help.to_owned()));
}
