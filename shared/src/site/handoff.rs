//! `[handoff]` of `site.toml`: how long each backend has, and who is told when none took it.

use super::{Alarm, Backend, HandoffRules};
use crate::problem::nearest;
use crate::routing::Routing;
use crate::section::{At, Section};

/// Seconds of failed tries, where the file does not say.
const NEXT_BACKEND_AFTER: u64 = 20;
/// Seconds a model has to word a handoff, and as many to translate it.
const WORDING: u64 = 8;
/// Seconds without a confirmation, where the file does not say.
const ALARM_AFTER: u64 = 180;

pub fn handoff(section: Option<Section<'_, '_>>, backends: &[Backend], routing: &Routing) -> HandoffRules {
    let Some(section) = section else {
        return HandoffRules {
            next_backend_after: NEXT_BACKEND_AFTER,
            wording: WORDING,
            language: None,
            alarm: None,
        };
    };
    let seconds = |key, usual: u64| section.number(key, 1..=86_400).map_or(usual, |n| n.unsigned_abs());
    let next_backend_after = section
        .number("next-backend-after-seconds", 1..=3600)
        .map_or(NEXT_BACKEND_AFTER, |n| n.unsigned_abs());
    let wording = section.number("wording-seconds", 0..=30).map_or(WORDING, |n| n as u64);
    let language = super::agents_language(&section);
    let named = section.text("alarm");
    let after = seconds("alarm-after-seconds", ALARM_AFTER);
    if named.is_none() && section.has("alarm-after-seconds") {
        let help = "name the backend that is told, as in `alarm = \"on-call\"`".to_owned();
        section.file.problem(
            section.offset,
            "`alarm-after-seconds` means nothing without `alarm`",
            Some(help),
        );
    }
    if let Some(at) = &named {
        check(&section, at, backends, routing);
    }
    section.done();
    HandoffRules {
        next_backend_after,
        wording,
        language,
        alarm: named.map(|at| Alarm { backend: at.value, after }),
    }
}

fn check(section: &Section<'_, '_>, at: &At<String>, backends: &[Backend], routing: &Routing) {
    let problem = |what: String, help: String| section.file.problem(at.offset, what, Some(help));
    let Some(backend) = backends.iter().find(|backend| backend.name == at.value) else {
        let names: Vec<&str> = backends.iter().map(|backend| backend.name.as_str()).collect();
        let help = match nearest(&at.value, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "declare it as a `[[backend]]` of its own, as in `kind = \"slack\"`".to_owned(),
        };
        return problem(format!("`alarm` names the backend `{}`, which is not there", at.value), help);
    };
    if backend.kind == "desk" {
        let help = "name a tool that reaches people who do not look at the desk: e-mail, Slack, a webhook";
        problem("the desk cannot be the alarm: it is where handoffs end anyway".to_owned(), help.to_owned());
    }
    if let Some(queue) = routing.queues.iter().find(|queue| queue.backend.as_ref() == Some(&at.value)) {
        let help = "a backend that is told alarms gets nothing else: declare it twice, under two names";
        problem(
            format!("`{}` is the alarm and the backend of queue `{}`", at.value, queue.name),
            help.to_owned(),
        );
    }
    if backends.iter().all(|other| other.name == at.value || other.kind == "desk") {
        // Without another tool the desk takes everything, and it is told whether anybody is there.
        let help = "the desk takes every handoff at once here, so it would never be told; leave `alarm` out";
        problem("there is no tool that could fail before the alarm".to_owned(), help.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use crate::site::{Files, compile};
    use expect_test::{Expect, expect};

    fn check(handoff: &str, expected: Expect) {
        let tools = "[[backend]]\nname = \"hook\"\nkind = \"webhook\"\nurl = \"U\"\nsecret = \"S\"\n\n[[backend]]\nname = \"on-call\"\nkind = \"webhook\"\nurl = \"U2\"\nsecret = \"S2\"\n\n[[backend]]\nname = \"desk\"\nkind = \"desk\"\n\n[[queue]]\nname = \"team\"\nbackend = \"hook\"\n";
        let files = Files {
            site: format!("name = \"Shop\"\nhours = \"always\"\norigins = [\"*\"]\n\n[handoff]\n{handoff}\n\n{tools}"),
            policy: "version = \"1\"\njob = \"Answers.\"\n\n[[rule]]\nid = \"p\"\nwhen = \"asks-for-person\"\nthen = \"transfer\"\nbecause = \"they asked\"\nlayer = \"user-requested\"\nreason = \"user-requested-agent\"\n".to_owned(),
            persona: "Plain.".to_owned(),
            knowledge: Vec::new(),
        };
        expected.assert_eq(&match compile(&files) {
            Ok(site) => format!("{:?}", site.handoff),
            Err(problems) => problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        });
    }

    #[test]
    fn who_is_told_is_read_and_what_cannot_be_is_said_with_its_line() {
        check(
            "alarm = \"on-call\"\nalarm-after-seconds = 60",
            expect![[
                r#"HandoffRules { next_backend_after: 20, wording: 8, language: None, alarm: Some(Alarm { backend: "on-call", after: 60 }) }"#
            ]],
        );
        check(
            "alarm = \"oncall\"",
            expect![[r#"
            site.toml:6: `alarm` names the backend `oncall`, which is not there
                help: did you mean `on-call`?"#]],
        );
        check(
            "alarm = \"desk\"",
            expect![[r#"
            site.toml:6: the desk cannot be the alarm: it is where handoffs end anyway
                help: name a tool that reaches people who do not look at the desk: e-mail, Slack, a webhook"#]],
        );
        check(
            "alarm = \"hook\"",
            expect![[r#"
            site.toml:6: `hook` is the alarm and the backend of queue `team`
                help: a backend that is told alarms gets nothing else: declare it twice, under two names"#]],
        );
        check(
            "alarm-after-seconds = 60",
            expect![[r#"
            site.toml:5: `alarm-after-seconds` means nothing without `alarm`
                help: name the backend that is told, as in `alarm = "on-call"`"#]],
        );
    }
}
