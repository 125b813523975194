//! The files of `site/` to a checked [`Site`].

use super::actions::{actions, unknown};
use super::handoff::handoff;
use super::look;
use super::providers::{answers, budget, providers};
use super::{Backend, Callback, Enrichment, Identified, Site, Survey};
use crate::attachment;
use crate::backend;
use crate::enrich;
use crate::help;
use crate::hours;
use crate::knowledge;
use crate::lang::{LANGS, Words};
use crate::log::Versions;
use crate::packet;
use crate::policy;
use crate::problem::{self, Problem};
use crate::prompt;
use crate::redact;
use crate::routing::{self, read::Around};
use crate::section::{File, Section};
use crate::story;
use crate::tracker;
use std::collections::BTreeMap;

/// The texts of a site folder.
pub struct Files {
    pub site: String,
    pub policy: String,
    pub persona: String,
    /// Path such as `knowledge/returns.md`, and bytes
    pub knowledge: Vec<(String, Vec<u8>)>,
}

/// Compiles a site, or tells every problem of every file at once.
pub fn compile(files: &Files) -> Result<Site, Vec<Problem>> {
    let mut problems = Vec::new();
    let policy = kept(story::policy("policy.toml", &files.policy), &mut problems);
    let articles = kept(knowledge::read(&files.knowledge), &mut problems);
    let head = kept(head(&files.site, policy.as_ref()), &mut problems);
    if files.persona.trim().is_empty() {
        problems
            .push(Problem::new("persona.md", 0, "the persona is empty").help("say how the assistant speaks"));
    }
    if let (Some(policy), Some(site)) = (&policy, &head) {
        for (line, name) in unknown(policy, &site.actions) {
            let what = format!("no action is called `{name}`");
            problems.push(
                Problem::new("policy.toml", line, what).help("declare it in site.toml as an `[[action]]`"),
            );
        }
    }
    for (template, articles) in
        policy.iter().flat_map(|policy| &policy.templates).zip(articles.iter().cycle())
    {
        for id in template.articles.iter().filter(|id| articles.iter().all(|article| article.id != **id)) {
            let what = format!("the template `{}` names the article `{id}`, which is not there", template.id);
            let near = problem::nearest(id, articles.iter().map(|article| article.id.as_str()));
            let help = near.map_or("remove it, or write the article".to_owned(), |near| {
                format!("did you mean `{near}`?")
            });
            problems.push(Problem::new("policy.toml", template.line, what).help(help));
        }
    }
    problems.sort();
    let (Some(policy), Some(articles), Some(mut site), true) = (policy, articles, head, problems.is_empty())
    else {
        return Err(problems);
    };
    site.knowledge = knowledge::compile(articles);
    site.versions = Versions {
        policy: format!("{} ({})", policy.version, hash(&files.policy)),
        knowledge: site.knowledge.version.clone(),
        prompt: prompt::version(&files.persona),
    };
    site.policy = policy;
    site.persona = files.persona.clone();
    Ok(site)
}

fn kept<T>(result: Result<T, Vec<Problem>>, problems: &mut Vec<Problem>) -> Option<T> {
    result.map_err(|all| problems.extend(all)).ok()
}

fn head(text: &str, policy: Option<&policy::Policy>) -> Result<Site, Vec<Problem>> {
    let file = File::new("site.toml", text);
    let root = file.parse();
    let top = Section::new(&file, root.get_ref(), 0, "the site");
    let name = top.needed("name", "the name customers know, as in `name = \"Lumen & Co\"`");
    let holidays = hours::read::holidays(&top);
    let (hours, opening) = if top.is_table("hours") {
        let opening = top.section("hours").and_then(|section| hours::read::hours(section, &holidays, None));
        (opening.is_some().then(String::new), opening)
    } else {
        let help = "support hours: a table `[hours]`, or in words, as in `hours = \"Monday to Friday, 9:00 to 17:00 CET\"`";
        if let Some(section) = top.sections("holiday").first() {
            let help =
                "write the hours as a table `[hours]`, with `zone` and days, instead of in words".to_owned();
            file.problem(section.offset, "a holiday means nothing where hours are only words", Some(help));
        }
        (top.needed("hours", help).map(|at| at.value), None)
    };
    let origins = origins(&top);
    let languages = languages(&top);
    let suggestions = top.texts("suggestions").into_iter().map(|at| at.value).collect();
    let retention_days = top.number("retention-days", 1..=3650).unwrap_or(30) as u32;
    let brand = top.section("brand").map(look::brand).unwrap_or_default();
    let launcher =
        top.section("launcher").map(|section| look::launcher(section, &languages)).unwrap_or_default();
    let greetings = look::greetings(&top, &languages);
    let help = help::rules(&top, &languages);
    let redaction = top.section("redaction").map(redaction).unwrap_or_default();
    let backends = backends(&top);
    let (trackers, enrichers) = (trackers(&top), enrichers(&top));
    if let Some(twice) = trackers.iter().find(|one| backends.iter().any(|other| other.name == one.name)) {
        let help = Some("give the tracker another name: keys of deliveries have it".to_owned());
        top.file.problem(0, format!("a tracker and a backend are both named `{}`", twice.name), help);
    }
    let survey = top.section("survey").map(survey).unwrap_or_default();
    let attachments = top.section("attachments").map(attachments).unwrap_or_default();
    let enrichment = top.section("enrichment").map(enrichment).unwrap_or_default();
    let faces = top.section("faces").map(faces).unwrap_or_default();
    let around = Around { policy, hours: opening.as_ref(), holidays: &holidays, backends: &backends };
    let routing = routing::read::routing(&top, &around);
    let handoff = handoff(top.section("handoff"), &backends, &routing);
    let callback = top.section("callback").and_then(|section| callback(section, opening.is_some()));
    let (providers, answers, budget) = (providers(&top), answers(&top), budget(&top));
    let demo = top.flag("demo").unwrap_or(false);
    let (actions, action_hosts) = actions(&top, demo);
    top.done();
    let problems = file.problems();
    let (Some(name), Some(hours), true) = (name, hours, problems.is_empty()) else { return Err(problems) };
    let words = languages.iter().map(|tag| (tag.clone(), Words::shipped(tag))).collect();
    Ok(Site {
        name: name.value,
        origins,
        languages,
        hours,
        opening,
        routing,
        callback,
        suggestions,
        brand,
        launcher,
        greetings,
        help,
        handoff,
        redaction,
        providers,
        answers,
        budget,
        actions,
        action_hosts,
        demo,
        backends,
        trackers,
        enrichers,
        enrichment,
        survey,
        attachments,
        faces,
        retention_days,
        policy: policy::Policy::without_rules(),
        knowledge: knowledge::compile(Vec::new()),
        persona: String::new(),
        words,
        versions: Versions::default(),
        parts: BTreeMap::new(),
    })
}

fn origins(top: &Section<'_, '_>) -> Vec<String> {
    let origins = top.texts("origins");
    if origins.is_empty() {
        top.file.problem(
            0,
            "the site has no `origins`",
            Some("list the addresses of your pages, as in `origins = [\"https://shop.example\"]`".to_owned()),
        );
    }
    for at in &origins {
        let rest = at.value.strip_prefix("https://").or_else(|| at.value.strip_prefix("http://"));
        if at.value != "*" && rest.is_none_or(|rest| rest.is_empty() || rest.contains('/')) {
            top.file.problem(
                at.offset,
                format!("`{}` is not an origin", at.value),
                Some("scheme and host without a path, as in `https://shop.example`".to_owned()),
            );
        }
    }
    origins.into_iter().map(|at| at.value).collect()
}

fn languages(top: &Section<'_, '_>) -> Vec<String> {
    let mut languages = Vec::new();
    for at in top.texts("languages") {
        if LANGS.iter().any(|(tag, ..)| *tag == at.value) {
            languages.push(at.value);
        } else {
            let known: Vec<&str> = LANGS.iter().map(|(tag, ..)| *tag).collect();
            top.file.problem(
                at.offset,
                format!("Baton does not speak `{}` yet", at.value),
                Some(format!("one of `{}`", known.join("`, `"))),
            );
        }
    }
    if languages.is_empty() {
        languages.push("en".to_owned());
    }
    languages
}

/// `[survey]`: after whom customers are asked how it was.
fn survey(section: Section<'_, '_>) -> Survey {
    let survey = Survey {
        assistant: section.flag("assistant").unwrap_or(true),
        person: section.flag("person").unwrap_or(true),
    };
    section.done();
    survey
}

/// `[attachments]`: what customers may send.
fn attachments(section: Section<'_, '_>) -> attachment::Rules {
    let mut rules = attachment::Rules::default();
    if section.has("kinds") {
        rules.kinds.clear();
    }
    for at in section.texts("kinds") {
        if attachment::KINDS.iter().any(|(word, ..)| *word == at.value) {
            rules.kinds.push(at.value);
        } else {
            let known: Vec<&str> = attachment::KINDS.iter().map(|(word, ..)| *word).collect();
            let help = format!("some of `{}`, or none: `kinds = []`", known.join("`, `"));
            let what = format!("`{}` is no kind of file that can be sent", at.value);
            section.file.problem(at.offset, what, Some(help));
        }
    }
    if let Some(megabytes) = section.number("megabytes", 1..=25) {
        rules.bytes = (megabytes as u64) << 20;
    }
    if let Some(most) = section.number("most", 1..=100) {
        rules.most = most as u32;
    }
    section.done();
    rules
}

/// Everything else is always removed, and no switch for it is read.
fn redaction(section: Section<'_, '_>) -> redact::Settings {
    let settings = redact::Settings {
        emails: section.flag("emails").unwrap_or(false),
        phones: section.flag("phones").unwrap_or(false),
        ip_addresses: section.flag("ip-addresses").unwrap_or(false),
    };
    section.done();
    settings
}

/// `[callback]`: times to be called lie in opening hours, so those must be known.
fn callback(section: Section<'_, '_>, hours_known: bool) -> Option<Callback> {
    let within = routing::read::minutes(&section, "within");
    let slot = routing::read::minutes(&section, "slot").unwrap_or(30);
    let at_once = section.number("calls-at-once", 1..=500).map(|n| n as u32);
    let (file, offset) = (section.file, section.offset);
    let said = section.has("within");
    section.done();
    if !said {
        let help = "how soon a customer is called, in open time, as in `within = \"2 hours\"`".to_owned();
        file.problem(offset, "[callback] has no `within`", Some(help));
    }
    if !hours_known {
        let help = "write the hours as a table `[hours]`, with `zone` and days".to_owned();
        file.problem(offset, "nobody can be called at a time while hours are only words", Some(help));
    }
    Some(Callback { within: within?, slot, at_once })
}

fn backends(top: &Section<'_, '_>) -> Vec<Backend> {
    let kinds: Vec<Kind> =
        backend::BACKENDS.iter().map(|one| Kind(one.kind(), one.settings(), one.options())).collect();
    let mut all = tools(top, "backend", "as in `kind = \"desk\"`", &kinds);
    if all.last().is_none_or(|last| last.kind != "desk") && all.iter().all(|other| other.kind != "desk") {
        let (name, kind) = ("desk".to_owned(), "desk".to_owned());
        all.push(Backend { name, kind, settings: BTreeMap::new(), leave_out: Vec::new() });
    } else if all.last().is_some_and(|last| last.kind != "desk") {
        top.file.problem(
            0,
            "the desk is not the last backend",
            Some("move its `[[backend]]` to the end: it is the fallback that needs nobody else".to_owned()),
        );
    }
    all
}

/// Parts of a handoff that a backend or a tracker does not get.
fn left_out(section: &Section<'_, '_>) -> Vec<String> {
    let mut kept = Vec::new();
    for part in section.texts("leave-out") {
        if packet::PARTS.iter().any(|(name, _)| *name == part.value) {
            kept.push(part.value);
        } else {
            let names: Vec<String> = packet::PARTS.iter().map(|(name, _)| format!("`{name}`")).collect();
            section.file.problem(
                part.offset,
                format!("`{}` in `leave-out` is no part of a handoff", part.value),
                Some(format!("one of {}", names.join(", "))),
            );
        }
    }
    kept
}

/// What a `kind` needs to know: its word, the settings it needs, and those it can do without.
#[derive(Clone, Copy)]
struct Kind(&'static str, &'static [backend::Setting], &'static [backend::Setting]);

/// Every `[[name]]`, whose settings are names of variables.
fn tools(top: &Section<'_, '_>, name: &'static str, example: &str, kinds: &[Kind]) -> Vec<Backend> {
    let words: Vec<(&'static str, Kind)> = kinds.iter().map(|kind| (kind.0, *kind)).collect();
    let mut all: Vec<Backend> = Vec::new();
    for section in top.sections(name) {
        let named = section.needed("name", "a short name of its own, as in `name = \"webhook\"`");
        if section.text("kind").is_none() {
            let help = Some(format!("which tool it is, {example}"));
            section.file.problem(section.offset, format!("{} has no `kind`", section.called), help);
        }
        let kind = section.word("kind", &words).map(|at| at.value);
        if let Some(at) = &named {
            let plain = at.value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !plain || all.iter().any(|other| other.name == at.value) {
                section.file.problem(
                    at.offset,
                    format!("`{}` cannot name a {name}", at.value),
                    Some("lowercase letters, digits and `-`, and each name once".to_owned()),
                );
            }
        }
        let mut settings = BTreeMap::new();
        if let Some(Kind(_, needed, options)) = kind {
            for (key, means) in needed {
                if let Some(at) = section.needed(key, &format!("the name of the variable with {means}")) {
                    settings.insert((*key).to_owned(), at.value);
                }
            }
            for (key, _) in options {
                if let Some(at) = section.text(key) {
                    settings.insert((*key).to_owned(), at.value);
                }
            }
        }
        let leave_out = if name == "enricher" { Vec::new() } else { left_out(&section) };
        section.done();
        if let (Some(named), Some(kind)) = (named, kind) {
            all.push(Backend { name: named.value, kind: kind.0.to_owned(), settings, leave_out });
        }
    }
    all
}

fn trackers(top: &Section<'_, '_>) -> Vec<Backend> {
    let kinds: Vec<Kind> =
        tracker::TRACKERS.iter().map(|one| Kind(one.kind(), one.settings(), one.options())).collect();
    tools(top, "tracker", "as in `kind = \"github\"`", &kinds)
}

fn enrichers(top: &Section<'_, '_>) -> Vec<Backend> {
    let kinds: Vec<Kind> =
        enrich::ENRICHERS.iter().map(|one| Kind(one.kind(), one.settings(), one.options())).collect();
    tools(top, "enricher", "as in `kind = \"stripe\"`", &kinds)
}

/// What agents read: a language by its tag, of which a model makes the translation.
pub fn agents_language(section: &Section<'_, '_>) -> Option<String> {
    let at = section.text("language")?;
    let tag = at.value.to_ascii_lowercase();
    let plain = (2..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    if !plain {
        let help = Some("as in `language = \"de\"`".to_owned());
        section.file.problem(at.offset, format!("`{}` is no tag of a language", at.value), help);
    }
    plain.then_some(tag)
}

/// Pictures of agents.
fn faces(section: Section<'_, '_>) -> BTreeMap<String, String> {
    let all = section.all_texts();
    for (name, url) in &all {
        let path = url.starts_with('/') && !url.starts_with("//");
        if !path && !url.starts_with("https://") {
            section.file.problem(
                name.offset,
                format!("`{url}` is no place of a picture"),
                Some("a file of `public/`, as in `/faces/sarah.jpg`, or an address, as in `https://team.example/sarah.jpg`".to_owned()),
            );
        }
    }
    all.into_iter().map(|(name, url)| (name.value, url)).collect()
}

fn enrichment(section: Section<'_, '_>) -> Enrichment {
    let usual = Enrichment::default();
    let identity =
        section.word("identity", &[("verified", Identified::Verified), ("stated", Identified::Stated)]);
    let deadline = section.number("deadline-seconds", 1..=10);
    section.done();
    Enrichment {
        identity: identity.map_or(usual.identity, |at| at.value),
        deadline: deadline.map_or(usual.deadline, |seconds| seconds as u64),
    }
}

/// A short content hash (FNV-1a, 64 bits, as 12 hexadecimal digits): it names versions, it protects nothing.
pub fn hash(text: &str) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{:012x}", hash & 0xffff_ffff_ffff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn every_problem_of_every_file_is_told_at_once_with_its_place() {
        let files = Files {
            site: "nmae = \"Shop\"\nhours = \"always\"\norigins = [\"shop.example\"]\nlanguages = [\"xx\"]\n\n[[backend]]\nname = \"hook\"\nkind = \"webhok\"\n".to_owned(),
            policy: "version = \"1\"\njob = \"Answers.\"\n\n[[rule]]\nid = \"a\"\nwhen = \"no-suorce\"\nthen = \"transfr\"\n".to_owned(),
            persona: " ".to_owned(),
            knowledge: vec![
                ("knowledge/a.md".to_owned(), b"no front matter".to_vec()),
                ("knowledge/b.md".to_owned(), vec![0xff, 0xfe]),
            ],
        };
        let told = compile(&files).err().unwrap_or_default();
        let all: Vec<String> = told.iter().map(ToString::to_string).collect();
        expect![[r#"
            knowledge/a.md:1: no front matter at the top
                help: begin the file with a line `---`, then `title: …`, then a line `---`
            knowledge/b.md:1: not UTF-8
                help: save the file in the encoding UTF-8
            persona.md: the persona is empty
                help: say how the assistant speaks
            policy.toml:4: rule `a` has no `because`
                help: one sentence that a customer and an agent may read
            policy.toml:4: rule `a` has no `layer`
                help: one of `user-requested`, `assistant-detected`, `business-rule`
            policy.toml:4: rule `a` has no `reason`
                help: one of `user-requested-agent`, `low-answer-confidence`, `missing-knowledge-source`, `sensitive-account-issue`, `complaint-or-frustration`, `tool-or-system-action`
            policy.toml:6: unknown signal `no-suorce` in rule `a`
                help: did you mean `no-source`?
            policy.toml:7: unknown then `transfr` of rule `a`
                help: did you mean `transfer`?
            site.toml:1: the site has no `name`
                help: the name customers know, as in `name = "Lumen & Co"`
            site.toml:1: unknown key `nmae` in the site
                help: did you mean `name`?
            site.toml:3: `shop.example` is not an origin
                help: scheme and host without a path, as in `https://shop.example`
            site.toml:4: Baton does not speak `xx` yet
                help: one of `en`, `es`, `fr`, `de`, `pt`, `it`, `nl`, `pl`, `tr`, `ar`, `hi`, `zh`, `ja`
            site.toml:8: unknown kind `webhok` of [[backend]] number 1
                help: did you mean `webhook`?"#]].assert_eq(&all.join("\n"));
    }

    #[test]
    fn what_is_removed_is_read_and_a_slip_is_told_with_its_line() {
        let read = |redaction: &str| {
            let text = format!(
                "name = \"Shop\"\nhours = \"always\"\norigins = [\"*\"]\n\n[redaction]\n{redaction}\n"
            );
            head(&text, None)
        };
        let site = read("emails = true").unwrap_or_else(|problems| panic!("{}", problems[0]));
        assert!(site.redaction.emails && !site.redaction.phones);
        let told = read("emials = true\nphones = \"yes\"").err().unwrap_or_default();
        let lines: Vec<usize> = told.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [6, 7], "{told:?}");
    }
}
