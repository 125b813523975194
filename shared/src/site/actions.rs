//! What the assistant may do, as `site.toml` says it: `[actions]` and `[[action]]`.

use crate::action::schema::{Format, Kind, Schema};
use crate::action::{Action, Claim, Parameter, Row, Told, schema};
use crate::policy::vocabulary;
use crate::section::{At, Section};

/// Where the demo shop's own API is: in this Worker, so that no address of a machine stands in the file.
pub const DEMO: &str = "/demo/api/";

/// Every `[[action]]`, and the hosts they may call. `demo`: the Worker serves the demo shop.
pub fn actions(top: &Section<'_, '_>, demo: bool) -> (Vec<Action>, Vec<String>) {
    let mut hosts = Vec::new();
    if let Some(section) = top.section("actions") {
        for at in section.texts("hosts") {
            let plain =
                at.value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.:".contains(&b));
            if plain && (at.value.contains('.') || local(&at.value)) {
                hosts.push(at.value);
            } else {
                let help =
                    "a host as it stands in an address, as in `api.shop.example`; no `*`, no scheme, no path";
                section.file.problem(
                    at.offset,
                    format!("`{}` is not a host", at.value),
                    Some(help.to_owned()),
                );
            }
        }
        section.done();
    }
    let mut all: Vec<Action> = Vec::new();
    for mut section in top.sections("action") {
        let name = section.needed("name", "a short name of its own, as in `name = \"order-status\"`");
        if let Some(at) = &name {
            section.called = format!("action `{}`", at.value);
            if !is_name(&at.value) || all.iter().any(|other| other.name == at.value) {
                let help = "lowercase letters, digits and `-`, at most 40, and each name once".to_owned();
                section.file.problem(at.offset, format!("`{}` cannot name an action", at.value), Some(help));
            }
        }
        let action = action(&section, name.map_or_else(String::new, |at| at.value), &hosts, demo);
        section.done();
        all.extend(action);
    }
    (all, hosts)
}

fn action(section: &Section<'_, '_>, name: String, hosts: &[String], demo: bool) -> Option<Action> {
    let title =
        spoken(section, "title", "what customers read above the card, as in `title = \"Order status\"`");
    let when = section.needed(
        "when",
        "when it is the right thing, in a sentence, as in `when = \"the customer asks where an order is\"`",
    );
    let asks = section.texts("asks");
    for at in &asks {
        if let Some((what, help)) = vocabulary::problem(&at.value) {
            section.file.problem(at.offset, what, Some(help));
        }
    }
    let parameters: Vec<Parameter> = parameters(section, "parameter");
    let methods = ["GET", "POST", "PUT", "PATCH", "DELETE"].map(|method| (method, method));
    let method = section.word("method", &methods).map_or("GET", |at| at.value);
    let url = section
        .needed("url", "where it is called, as in `url = \"https://api.shop.example/orders/{order}\"`");
    if let Some(at) = &url {
        check_url(section, at, hosts, &parameters, demo);
    }
    let secret = |key: &'static str| {
        let at = section.text(key)?;
        super::providers::check_secret(section, key, &at);
        Some(at.value)
    };
    let done = spoken(
        section,
        "done",
        "what the customer is told then, as in `done = \"Your return {/number} is started.\"`",
    );
    let rows = section.sections("rows").into_iter().filter_map(row).collect();
    let action = Action {
        name,
        title: title?,
        when: when?.value,
        asks: asks.into_iter().map(|at| at.value).collect(),
        parameters,
        method: method.to_owned(),
        url: url?.value,
        key: secret("key"),
        sign: secret("sign"),
        needs_identity: section.flag("needs-identity").unwrap_or(false),
        needs_approval: section.flag("needs-approval").unwrap_or(false),
        confirm: section.spoken("confirm").map(|at| at.value),
        done: done?,
        rows,
        reason: section.text("reason").map(|at| pointer(section, at)),
        deadline: section.number("deadline-seconds", 1..=20).unwrap_or(8) as u32,
    };
    check_gaps(section, &action);
    Some(action)
}

fn spoken(section: &Section<'_, '_>, key: &'static str, help: &str) -> Option<Told> {
    let at = section.spoken(key);
    if at.is_none() && !section.has(key) {
        section.file.problem(
            section.offset,
            format!("{} has no `{key}`", section.called),
            Some(help.to_owned()),
        );
    }
    at.map(|at| at.value)
}

/// Fields that are asked for: `[[action.parameter]]`, `[[queue.ask]]`.
pub fn parameters(section: &Section<'_, '_>, key: &'static str) -> Vec<Parameter> {
    let mut all: Vec<Parameter> = Vec::new();
    for inner in section.sections(key) {
        let name = inner.needed("name", "as in `name = \"order\"`; it stands in `url` as `{order}`");
        if let Some(at) = &name
            && (!is_name(&at.value) || all.iter().any(|other| other.name == at.value))
        {
            let help = "lowercase letters, digits and `-`, and each name once".to_owned();
            inner.file.problem(at.offset, format!("`{}` cannot name a parameter", at.value), Some(help));
        }
        let title = spoken(
            &inner,
            "title",
            "what the customer reads beside the field, as in `title = \"Order number\"`",
        );
        let schema = inner.section("schema").map_or_else(Schema::string, read_schema);
        let claims =
            [("identity.id", Claim::Id), ("identity.email", Claim::Email), ("identity.name", Claim::Name)];
        let from = inner.word("from", &claims).map(|at| at.value);
        let example = inner.text("example");
        if let Some(at) = &example
            && schema.read(&at.value).is_none()
        {
            let help = "an example must be a value that its `schema` allows".to_owned();
            inner.file.problem(at.offset, format!("`{}` does not fit its own schema", at.value), Some(help));
        }
        let (example, optional) =
            (example.map(|at| at.value).unwrap_or_default(), inner.flag("optional").unwrap_or(false));
        inner.done();
        if let (Some(name), Some(title)) = (name, title) {
            all.push(Parameter { name: name.value, title, schema, example, optional, from });
        }
    }
    all
}

fn read_schema(section: Section<'_, '_>) -> Schema {
    let kinds = [
        ("string", Kind::String),
        ("integer", Kind::Integer),
        ("number", Kind::Number),
        ("boolean", Kind::Boolean),
    ];
    let mut schema = Schema::string();
    schema.kind = section.word("type", &kinds).map_or(Kind::String, |at| at.value);
    schema.one_of = section.texts("enum").into_iter().map(|at| at.value).collect();
    schema.format =
        section.word("format", &[("email", Format::Email), ("date", Format::Date)]).map(|at| at.value);
    if let Some(at) = section.text("pattern") {
        if schema::pattern(&at.value).is_none() {
            let help = "a regular expression without look-around, as in `DK-[0-9]{5}`".to_owned();
            section.file.problem(at.offset, format!("`{}` is not a pattern", at.value), Some(help));
        }
        schema.pattern = Some(at.value);
    }
    schema.min_length = section.number("minLength", 1..=2_000).unwrap_or(1) as usize;
    schema.max_length = section.number("maxLength", 1..=2_000).unwrap_or(schema::LONGEST as i64) as usize;
    schema.minimum = section.decimal("minimum").map(|at| at.value);
    schema.maximum = section.decimal("maximum").map(|at| at.value);
    section.done();
    schema
}

fn row(section: Section<'_, '_>) -> Option<Row> {
    let label = spoken(&section, "label", "what stands before the value, as in `label = \"Status\"`");
    let value = section.needed("value", "where it stands in the answer, as in `value = \"/state\"`");
    let value = value.map(|at| pointer(&section, at));
    section.done();
    Some(Row { label: label?, value: value? })
}

fn pointer(section: &Section<'_, '_>, at: At<String>) -> String {
    if !at.value.starts_with('/') {
        let help = "a place in the JSON of the answer, as in `/state` or `/parcels/0/day`".to_owned();
        section.file.problem(at.offset, format!("`{}` is not a JSON pointer", at.value), Some(help));
    }
    at.value
}

/// The host is a constant and on the list; values stand behind it, in path and query.
fn check_url(
    section: &Section<'_, '_>,
    at: &At<String>,
    hosts: &[String],
    parameters: &[Parameter],
    demo: bool,
) {
    let problem = |what: String, help: &str| section.file.problem(at.offset, what, Some(help.to_owned()));
    let url = at.value.as_str();
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let authority = rest.split(['/', '?']).next().unwrap_or("");
    if url.starts_with(DEMO) {
        if !demo {
            problem(
                format!("`{url}` is the demo shop's, which this Worker does not serve"),
                "the whole address of your own API, as in `https://api.shop.example/orders`",
            );
        }
    } else if !hosts.iter().any(|host| host == authority) {
        let help = format!(
            "write it there, as in `[actions]` and `hosts = [\"{authority}\"]`; host and port cannot hold `{{…}}`"
        );
        problem(format!("the host `{authority}` of {} is not on the list `hosts`", section.called), &help);
    } else if !(scheme == "https" || scheme == "http" && local(authority)) {
        problem(format!("`{url}` is not `https`"), "`http` is allowed on this machine only");
    }
    if url.contains(['#', ' ', '\\', '@']) {
        problem(format!("`{url}` holds a sign that cannot stand there"), "encode it, as in `%20`");
    }
    if url.split(['/', '?']).any(|step| matches!(step, "." | "..")) {
        problem(format!("`{url}` goes up in its path"), "write the path as it is");
    }
    for gap in gaps(url) {
        match parameters.iter().find(|parameter| parameter.name == gap) {
            None => problem(
                format!("`{{{gap}}}` in the address of {} is no parameter", section.called),
                "declare it as an `[[action.parameter]]`",
            ),
            Some(parameter) if parameter.optional => problem(
                format!("`{gap}` stands in the address and is optional"),
                "leave `optional` out, or leave it out of the address: then it is added to the query",
            ),
            Some(_) => {}
        }
    }
}

/// What the texts promise must be there.
fn check_gaps(section: &Section<'_, '_>, action: &Action) {
    let known = |gap: &str| gap.starts_with('/') || action.parameter(gap).is_some();
    for text in action.done.values() {
        for gap in gaps(text).filter(|gap| !known(gap)) {
            let help = "`{name}` of a parameter, or `{/pointer}` into the answer".to_owned();
            section.file.problem(
                section.offset,
                format!("`{{{gap}}}` in `done` of {} is filled by nothing", section.called),
                Some(help),
            );
        }
    }
}

fn gaps(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or(rest))
}

fn is_name(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// This machine: for trying things out.
fn local(authority: &str) -> bool {
    matches!(authority.split(':').next().unwrap_or(""), "localhost" | "127.0.0.1")
}

/// Names of actions that the policy's rules ask for and the site does not have, with the line of the rule.
pub fn unknown<'p>(policy: &'p crate::policy::Policy, actions: &[Action]) -> Vec<(usize, &'p str)> {
    let asked = policy.rules.iter().filter_map(|rule| Some((rule.line, rule.action.as_deref()?)));
    asked.filter(|(_, name)| actions.iter().all(|action| action.name != *name)).collect()
}
