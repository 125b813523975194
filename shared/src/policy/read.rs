//! `site/policy.toml` to a [`Policy`], or every problem with its line.

use super::vocabulary::{self, List};
use super::{
    ANSWER, Condition, Example, Known, Layer, Outcome, Policy, Priority, Reason, Rule, Spec, Table, Template,
    Tone, Vocabulary, Wanted, Words, threshold,
};
use crate::problem::{Problem, line_of};
use crate::section::{At, File, Section};
use std::collections::BTreeMap;

/// Reads a policy file. Besides what each key may be, it refuses what a lead would not notice: two rules of one id,
/// a rule that can never be reached, a rule above the one for asking for a person that could hold first, a transfer
/// on mood alone. Whether the examples hold is proven by [`crate::story::policy`], which knows the signals.
pub fn read(name: &str, text: &str, specs: &[Spec]) -> Result<Policy, Vec<Problem>> {
    let file = File::new(name, text);
    let root = file.parse();
    let top = Section::new(&file, root.get_ref(), 0, "the policy");
    let version =
        top.needed("version", "name this version, as in `version = \"2026-11-20\"`; decisions record it");
    let job =
        top.needed("job", "say in one sentence what the assistant is for, and what it leaves to people");
    let vocabulary = words(&top);
    let thresholds = threshold::read(&top, &Known { specs, vocabulary: &vocabulary, thresholds: &[] });
    let known = Known { specs, vocabulary: &vocabulary, thresholds: &thresholds };
    let raise_priority = conditions(&top, "raise-priority", &known).0;
    let mut rules = Vec::new();
    let mut all_read = true;
    for section in top.sections("rule") {
        let rule = rule(section, &known);
        all_read &= rule.is_some();
        rules.extend(rule);
    }
    let templates = top.sections("template").into_iter().filter_map(|one| template(one, &known)).collect();
    if rules.is_empty() && all_read {
        file.problem(0, "the policy has no rule that can be used", Some("add a `[[rule]]`".to_owned()));
    }
    top.done();
    super::check::check(&file, &rules, &known, all_read);
    let problems = file.problems();
    match (version, job) {
        (Some(version), Some(job)) if problems.is_empty() => Ok(Policy {
            version: version.value,
            job: job.value,
            vocabulary,
            thresholds,
            raise_priority,
            rules,
            templates,
        }),
        _ => Err(problems),
    }
}

fn words(top: &Section<'_, '_>) -> Vocabulary {
    let mut lists = Vec::new();
    for (key, table, _) in Table::ALL {
        let Some(section) = top.section(key) else { continue };
        for (name, phrases) in section.all_lists() {
            if phrases.is_empty() {
                let what = format!("`{}` under `[{key}]` has no phrase", name.value);
                section.file.problem(name.offset, what, Some("list what customers write".to_owned()));
            }
            for phrase in &phrases {
                if let Some((what, help)) = vocabulary::problem(&phrase.value) {
                    section.file.problem(phrase.offset, what, Some(help));
                }
            }
            let phrases = phrases.into_iter().map(|phrase| phrase.value).collect();
            lists.push(List { table, name: name.value, phrases });
        }
    }
    Vocabulary::new(lists)
}

/// The conditions that could be read, and how many are written.
fn conditions(section: &Section<'_, '_>, key: &'static str, known: &Known<'_>) -> (Vec<Condition>, usize) {
    let written = section.texts(key);
    let count = written.len();
    let read = written.into_iter().filter_map(|text| match Condition::read(&text.value, known) {
        Ok(condition) => Some(condition),
        Err((what, help)) => {
            section.file.problem(text.offset, format!("{what} in {}", section.called), Some(help));
            None
        }
    });
    (read.collect(), count)
}

fn rule(mut section: Section<'_, '_>, known: &Known<'_>) -> Option<Rule> {
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
            let help = Some(format!("one of {words}"));
            section.file.problem(section.offset, format!("{} has no `{key}`", section.called), help);
        }
    }
    let priority = section.word("priority", Priority::WORDS).map_or(Priority::Normal, |at| at.value);
    let (when, when_count) = conditions(&section, "when", known);
    let (any, any_count) = conditions(&section, "any", known);
    if when_count + any_count == 0 {
        let help = "say which signals must hold, as in `when = \"misses is at least 2\"`";
        section.file.problem(
            section.offset,
            format!("{} has no `when`", section.called),
            Some(help.to_owned()),
        );
    }
    let say = say(&section, &PLACEHOLDERS);
    let action = section.text("action");
    if let (Some(at), Some(then)) = (&action, &then)
        && then.value != Outcome::Answer
    {
        let help = "an action is taken instead of an answer: write `then = \"answer\"`".to_owned();
        section.file.problem(
            at.offset,
            format!("{} names an action and does not go on", section.called),
            Some(help),
        );
    }
    let mut examples = Vec::new();
    for (key, wanted) in [("examples", Wanted::Decides), ("counter-examples", Wanted::DoesNot)] {
        for At { value, offset } in section.texts(key) {
            examples.push(Example { story: value, wanted, line: line_of(section.file.text, offset) });
        }
    }
    let line = line_of(section.file.text, section.offset);
    section.done();
    (when.len() == when_count && any.len() == any_count && when_count + any_count > 0).then_some(())?;
    Some(Rule {
        id: id?.value,
        layer: layer?.value,
        because: because?.value,
        when,
        any,
        then: then?.value,
        action: action.map(|at| at.value),
        reason: reason?.value,
        priority,
        say,
        line,
        examples,
    })
}

/// What may stand in braces in the words to a customer.
const PLACEHOLDERS: [&str; 2] = ["{site}", "{hours}"];

/// The same in words around an answer.
const AROUND: [&str; 3] = ["{site}", "{hours}", ANSWER];

fn template(mut section: Section<'_, '_>, known: &Known<'_>) -> Option<Template> {
    let id = section.needed("id", "a short name of its own, as in `id = \"sorry\"`");
    if let Some(id) = &id {
        section.called = format!("template `{}`", id.value);
    }
    let articles = section.texts("articles").into_iter().map(|at| at.value).collect();
    let (when, _) = conditions(&section, "when", known);
    let (any, _) = conditions(&section, "any", known);
    let tone = section.word("tone", Tone::WORDS);
    let say = say(&section, &AROUND);
    let problem = |what: &str, help: &str| {
        section.file.problem(section.offset, format!("{} {what}", section.called), Some(help.to_owned()));
    };
    if say.is_empty() && tone.is_none() && section.text("tone").is_none() {
        problem(
            "has no words",
            "write `tone = \"sorry\"`, or your own as in `say.en = \"So sorry. {answer}\"`",
        );
    }
    if say.values().any(|text| text.matches(ANSWER).count() != 1) {
        problem("does not say where the answer stands", "write `{answer}` in each `say`, once");
    }
    let line = line_of(section.file.text, section.offset);
    section.done();
    Some(Template { id: id?.value, articles, when, any, tone: tone.map(|at| at.value), say, line })
}

fn say(section: &Section<'_, '_>, placeholders: &[&str]) -> BTreeMap<String, String> {
    let mut say = BTreeMap::new();
    let Some(words) = section.section("say") else { return say };
    for (language, text) in words.all_texts() {
        let primary = language.value.split('-').next().unwrap_or_default();
        if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|b| b.is_ascii_lowercase()) {
            let what = format!("`{}` is no language in the `say` of {}", language.value, section.called);
            section.file.problem(
                language.offset,
                what,
                Some("a tag such as `en`, `de` or `pt-BR`".to_owned()),
            );
        }
        let bare = placeholders.iter().fold(text.clone(), |text, name| text.replace(name, ""));
        if text.trim().is_empty() || bare.contains(['{', '}']) {
            let what = format!("the `say` of {} is empty or has a place nothing fills", section.called);
            let help = format!("these are filled in: `{}`", placeholders.join("`, `"));
            section.file.problem(language.offset, what, Some(help));
        }
        say.insert(language.value, text);
    }
    say
}

fn list<T>(words: &[(&str, T)]) -> String {
    words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
