//! What is wrong with rules that each read well: two of one name, one that is never reached, one that could keep a
//! customer who asks for a person from getting one, one that hands over on mood alone.

use super::condition::{Condition, Known, Limit, Op, Test};
use super::decide::ASKS_FOR_PERSON;
use super::reach::{Reach, reach};
use super::{Kind, Outcome, Role, Rule, Table, threshold};
use crate::section::File;

/// Records every problem between the rules of one file; of rules that are missing only where all could be read.
pub fn check(file: &File<'_>, rules: &[Rule], known: &Known<'_>, all_read: bool) {
    for (i, rule) in rules.iter().enumerate() {
        let above = &rules[..i];
        if let Some(first) = above.iter().find(|other| other.id == rule.id) {
            let what = format!("two rules are called `{}`; the first is on line {}", rule.id, first.line);
            problem(file, rule, what, "give each its own id");
        }
        match reach(above, rule, known) {
            Reach::Reached => {}
            Reach::Never => {
                let what = format!("rule `{}` can never hold: its conditions contradict each other", rule.id);
                problem(file, rule, what, "mend its `when` or its `any`");
            }
            Reach::Covered(by) => {
                let over: Vec<String> =
                    by.iter().map(|rule| format!("`{}` on line {}", rule.id, rule.line)).collect();
                let holds = if over.len() == 1 { "holds" } else { "hold between them" };
                let what = format!(
                    "rule `{}` is never reached: {} {holds} whenever it does",
                    rule.id,
                    over.join(" and ")
                );
                problem(file, rule, what, "move it above, or give the other more conditions");
            }
        }
        mood_alone(file, rule, known);
        let harm = |c: &Condition| c.test == Test::Is("self-harm".to_owned());
        if rule.when.iter().chain(&rule.any).any(harm) && rule.say.is_empty() {
            let what = format!(
                "rule `{}` is for a customer who may harm themselves, and says nothing to them",
                rule.id
            );
            problem(file, rule, what, "add kind words and the number of a helpline: `say.en = \"…\"`");
        }
    }
    if all_read && !rules.is_empty() {
        asking_for_a_person(file, rules);
    }
    unused(file, rules, known, all_read);
}

/// A mood is a hint (T5): it may join a cause, and never hands over by itself.
fn mood_alone(file: &File<'_>, rule: &Rule, known: &Known<'_>) {
    if rule.then != Outcome::Transfer {
        return;
    }
    let is_cause = |condition: &Condition| is_cause(condition, known);
    let caused = rule.when.iter().any(is_cause) || (!rule.any.is_empty() && rule.any.iter().all(is_cause));
    let hint = |c: &&Condition| known.specs.iter().any(|s| s.name == c.signal && s.role == Role::Hint);
    let moved = |c: &&Condition| matches!(&c.test, Test::Compares { limit: Limit::Named(_), .. });
    let Some(mood) = rule.any.iter().chain(&rule.when).find(|c| hint(c) || moved(c)).filter(|_| !caused)
    else {
        return;
    };
    let what = format!("rule `{}` could hand over because of `{mood}` alone", rule.id);
    let help = "a mood may be wrong: offer the choice instead, or add what else must hold, as in `exchanges is at least 3`";
    problem(file, rule, what, help);
}

/// Whether a condition that holds says more than a mood does.
fn is_cause(condition: &Condition, known: &Known<'_>) -> bool {
    let Some(spec) = known.specs.iter().find(|spec| spec.name == condition.signal) else { return false };
    let says_something = match (&condition.test, spec.kind) {
        (Test::Compares { op, limit }, Kind::Number { least, most, .. }) => {
            !threshold::always_holds(*op, limit, known.thresholds, least, most)
        }
        _ => true,
    };
    // One exchange is every first message.
    let trivial = condition.signal == "exchanges"
        && matches!(&condition.test, Test::Compares { op: Op::AtLeast, limit: Limit::Number(n) } if *n <= 1.0);
    spec.role == Role::Cause && condition.is_positive() && says_something && !trivial
}

fn asking_for_a_person(file: &File<'_>, rules: &[Rule]) {
    let asks = rules.iter().position(|rule| {
        rule.then == Outcome::Transfer
            && rule.when == [Condition { signal: ASKS_FOR_PERSON.to_owned(), test: Test::Holds }]
            && rule.any.is_empty()
    });
    let Some(asks) = asks else {
        let help =
            format!("add a rule with `when = \"{ASKS_FOR_PERSON}\"` and `then = \"transfer\"` at the top");
        return file.problem(0, "no rule gives a person to a customer who asks for one", Some(help));
    };
    for rule in &rules[..asks] {
        let excluded = rule.when.iter().any(|c| c.signal == ASKS_FOR_PERSON && c.test == Test::HoldsNot);
        if rule.then != Outcome::Transfer && !excluded {
            let what = format!(
                "rule `{}` stands above `{}` and could keep a customer from a person",
                rule.id, rules[asks].id
            );
            problem(file, rule, what, "move it below, or let it transfer");
        }
    }
}

/// A list or threshold no condition names is a rule somebody believes to be there.
fn unused(file: &File<'_>, rules: &[Rule], known: &Known<'_>, all_read: bool) {
    if !all_read {
        return;
    }
    let conditions = || rules.iter().flat_map(|rule| rule.when.iter().chain(&rule.any));
    let top = |what: String, help: &str| file.problem(0, what, Some(help.to_owned()));
    for threshold in known.thresholds {
        let named = |c: &Condition| matches!(&c.test, Test::Compares { limit: Limit::Named(name), .. } if *name == threshold.name);
        if !conditions().any(named) {
            top(format!("no rule uses the threshold `{}`", threshold.name), "use it, or delete it");
        }
    }
    for list in known.vocabulary.lists().iter().filter(|list| list.table == Table::Words) {
        let named = |c: &Condition| {
            c.signal == "mentions" && matches!(&c.test, Test::Is(n) | Test::IsNot(n) if *n == list.name)
        };
        if !conditions().any(named) {
            top(
                format!("no rule uses the words `{}`", list.name),
                "use them, as in `mentions NAME`, or delete them",
            );
        }
    }
}

fn problem(file: &File<'_>, rule: &Rule, what: String, help: &str) {
    let offset = file.text.split_inclusive('\n').take(rule.line - 1).map(str::len).sum();
    file.problem(offset, what, Some(help.to_owned()));
}

#[cfg(test)]
mod tests;
