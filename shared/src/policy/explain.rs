//! The policy as a document for people: what a support lead reads aloud and signs.

use super::{Condition, Layer, Limit, Policy, Rule, Table, Test, Words};

/// Markdown: the rules in order, by layer, and the words and numbers they use.
pub fn table(policy: &Policy) -> String {
    let mut out = format!("# Escalation policy, version {}\n\n{}\n\n", policy.version, policy.job);
    out.push_str(
        "Rules are tried by their number; the first that holds decides. Where none holds, the assistant answers. \
         Whoever asks for a person gets one, whatever stands here. The three tables say who wanted the handoff.\n",
    );
    for (layer, title) in [
        (Layer::UserRequested, "The customer wants a person"),
        (Layer::AssistantDetected, "The assistant cannot help"),
        (Layer::BusinessRule, "A person's matter"),
    ] {
        let rules = || policy.rules.iter().enumerate().filter(move |(_, rule)| rule.layer == layer);
        if rules().next().is_none() {
            continue;
        }
        out.push_str(&format!("\n## {title}\n\n| # | when | then | because | rule | reason | priority |\n|---|---|---|---|---|---|---|\n"));
        for (i, rule) in rules() {
            out.push_str(&row(i + 1, rule));
        }
    }
    said(policy, &mut out);
    templates(policy, &mut out);
    numbers(policy, &mut out);
    lists(policy, &mut out);
    out
}

fn row(number: usize, rule: &Rule) -> String {
    format!(
        "| {number} | {} | **{}** | {} | {} | {} | {} |\n",
        cell(&when(rule)),
        rule.action.as_deref().unwrap_or(rule.then.word()),
        cell(&rule.because),
        rule.id,
        rule.reason.word(),
        rule.priority.word()
    )
}

fn when(rule: &Rule) -> String {
    let join = |conditions: &[Condition], with: &str| {
        conditions.iter().map(ToString::to_string).collect::<Vec<_>>().join(with)
    };
    match (rule.when.is_empty(), rule.any.len()) {
        (_, 0) => join(&rule.when, " **and** "),
        (true, _) => join(&rule.any, " **or** "),
        (false, 1) => format!("{} **and** {}", join(&rule.when, " **and** "), join(&rule.any, "")),
        (false, _) => format!("{} **and** ({})", join(&rule.when, " **and** "), join(&rule.any, " **or** ")),
    }
}

fn said(policy: &Policy, out: &mut String) {
    let with_words = || policy.rules.iter().filter(|rule| !rule.say.is_empty());
    if with_words().next().is_none() {
        return;
    }
    out.push_str("\n## What the customer is told\n\n| rule | language | words |\n|---|---|---|\n");
    for rule in with_words() {
        for (language, words) in &rule.say {
            out.push_str(&format!("| {} | {language} | {} |\n", rule.id, cell(words)));
        }
    }
}

fn templates(policy: &Policy, out: &mut String) {
    if policy.templates.is_empty() {
        return;
    }
    out.push_str("\n## Words around answers\n\nThe first that holds is used. They change how an answer is said, never what.\n\n| template | answers from | when | words |\n|---|---|---|---|\n");
    for template in &policy.templates {
        let about = if template.articles.is_empty() {
            "any article".to_owned()
        } else {
            template.articles.join(", ")
        };
        let all: Vec<String> = template.when.iter().map(ToString::to_string).collect();
        let any: Vec<String> = template.any.iter().map(ToString::to_string).collect();
        let mut when = all.join(" **and** ");
        if !any.is_empty() {
            let any = any.join(" **or** ");
            when = if all.is_empty() { any } else { format!("{when} **and** ({any})") };
        }
        let mut words: Vec<String> =
            template.say.iter().map(|(tag, text)| format!("{tag}: {text}")).collect();
        words.extend(template.tone.map(|tone| format!("`{}`, in every language", tone.word())));
        let words = cell(&words.join("; "));
        out.push_str(&format!("| {} | {about} | {} | {words} |\n", template.id, cell(&when)));
    }
}

fn numbers(policy: &Policy, out: &mut String) {
    if !policy.thresholds.is_empty() {
        out.push_str(
            "\n## Numbers that a mood may move\n\n| name | is | moved | used by |\n|---|---|---|---|\n",
        );
    }
    for threshold in &policy.thresholds {
        let mut moves: Vec<String> = threshold
            .moves
            .iter()
            .map(|step| {
                let way = if step.by < 0.0 { "lower" } else { "raise" };
                format!("{way} by {} when {}", step.by.abs(), step.when)
            })
            .collect();
        moves.extend(threshold.never_below.map(|n| format!("never below {n}")));
        moves.extend(threshold.never_above.map(|n| format!("never above {n}")));
        let uses = |c: &Condition| matches!(&c.test, Test::Compares { limit: Limit::Named(name), .. } if *name == threshold.name);
        let used: Vec<&str> = policy
            .rules
            .iter()
            .filter(|rule| rule.when.iter().chain(&rule.any).any(uses))
            .map(|rule| rule.id.as_str())
            .collect();
        out.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            threshold.name,
            threshold.is,
            moves.join("; "),
            used.join(", ")
        ));
    }
    if !policy.raise_priority.is_empty() {
        out.push_str("\nA handoff is one step more urgent for each of these that holds:\n\n");
        for condition in &policy.raise_priority {
            out.push_str(&format!("- {condition}\n"));
        }
    }
}

fn lists(policy: &Policy, out: &mut String) {
    if policy.vocabulary.lists().is_empty() {
        return;
    }
    out.push_str("\n## Words\n\n`*` stands for any ending.\n\n| list | name | phrases |\n|---|---|---|\n");
    for list in policy.vocabulary.lists() {
        let (called, ..) = Table::ALL[list.table as usize];
        out.push_str(&format!("| {called} | {} | {} |\n", list.name, cell(&list.phrases.join(", "))));
    }
}

/// Text that cannot end a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
