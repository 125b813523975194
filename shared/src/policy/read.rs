//! `site/policy.toml` to a checked [`Policy`], or every problem with its line.

use super::{Condition, Layer, Outcome, Policy, Priority, Reason, Rule, Spec, Words};
use crate::problem::{Problem, line_of};
use crate::section::{File, Section};
use std::collections::BTreeMap;

/// Reads a policy file. Besides what each key may be, it refuses what a lead would not notice: two rules of one id,
/// a rule that can never be reached, a rule above the one for asking for a person that could hold first.
pub fn read(name: &str, text: &str, specs: &[Spec]) -> Result<Policy, Vec<Problem>> {
    let file = File::new(name, text);
    let root = file.parse();
    let top = Section::new(&file, root.get_ref(), 0, "the policy");
    let version =
        top.needed("version", "name this version, as in `version = \"2026-11-20\"`; decisions record it");
    let job =
        top.needed("job", "say in one sentence what the assistant is for, and what it leaves to people");
    let mut rules = Vec::new();
    for section in top.sections("rule") {
        rules.extend(rule(section, specs));
    }
    if rules.is_empty() {
        file.problem(0, "the policy has no rule that can be used", Some("add a `[[rule]]`".to_owned()));
    }
    top.done();
    super::check::check(&file, &rules);
    let problems = file.problems();
    match (version, job) {
        (Some(version), Some(job)) if problems.is_empty() => {
            Ok(Policy { version: version.value, job: job.value, rules })
        }
        _ => Err(problems),
    }
}

fn rule(mut section: Section<'_, '_>, specs: &[Spec]) -> Option<Rule> {
    let id = section.needed("id", "a short name of its own, as in `id = \"repeated-miss\"`");
    if let Some(id) = &id {
        section.called = format!("rule `{}`", id.value);
    }
    let because = section.needed("because", "one sentence that a customer and an agent may read");
    let layer = section.word("layer", Layer::WORDS);
    let then = section.word("then", Outcome::WORDS);
    let reason = section.word("reason", Reason::WORDS);
    for (key, missing, words) in [
        ("layer", layer.is_none(), list(Layer::WORDS)),
        ("then", then.is_none(), list(Outcome::WORDS)),
        ("reason", reason.is_none(), list(Reason::WORDS)),
    ] {
        if missing && section.text(key).is_none() {
            section.file.problem(
                section.offset,
                format!("{} has no `{key}`", section.called),
                Some(format!("one of {words}")),
            );
        }
    }
    let priority = section.word("priority", Priority::WORDS).map_or(Priority::Normal, |at| at.value);
    let mut when = Vec::new();
    let written = section.texts("when");
    if written.is_empty() {
        section.file.problem(
            section.offset,
            format!("{} has no `when`", section.called),
            Some("say which signals must hold, as in `when = \"misses is at least 2\"`".to_owned()),
        );
    }
    let count = written.len();
    for text in written {
        match Condition::read(&text.value, specs) {
            Ok(condition) => when.push(condition),
            Err((what, help)) => {
                section.file.problem(text.offset, format!("{what} in {}", section.called), Some(help));
            }
        }
    }
    let mut say = BTreeMap::new();
    if let Some(words) = section.section("say") {
        for (language, text) in words.all_texts() {
            say.insert(language.value, text);
        }
    }
    let line = line_of(section.file.text, section.offset);
    section.done();
    (when.len() == count && count > 0).then_some(())?;
    Some(Rule {
        id: id?.value,
        layer: layer?.value,
        because: because?.value,
        when,
        then: then?.value,
        reason: reason?.value,
        priority,
        say,
        line,
    })
}

fn list<T>(words: &[(&str, T)]) -> String {
    words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
