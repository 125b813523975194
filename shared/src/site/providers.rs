//! Who writes answers, as `site.toml` says it: `[[provider]]`, `[answers]`, `[budget]`.

use super::{Answers, Budget, Length, Limit, Price, Provider};
use crate::llm::{self, Holds};
use crate::section::{At, Section};
use std::collections::BTreeMap;

/// Every `[[provider]]`, in the order they are tried. The embedded answerer is always there, and always last: it needs
/// nobody else.
pub fn providers(top: &Section<'_, '_>) -> Vec<Provider> {
    let kinds: Vec<(&'static str, &dyn llm::Provider)> = llm::PROVIDERS
        .iter()
        .filter(|provider| provider.kind() != llm::EXTRACTIVE)
        .map(|provider| (provider.kind(), *provider))
        .collect();
    let mut all: Vec<Provider> = Vec::new();
    for section in top.sections("provider") {
        let name = section.needed("name", "a short name of its own, as in `name = \"openai\"`");
        if section.text("kind").is_none() {
            let help = Some("which protocol it speaks, as in `kind = \"openai-chat\"`".to_owned());
            section.file.problem(section.offset, format!("{} has no `kind`", section.called), help);
        }
        let kind = section.word("kind", &kinds);
        if let Some(at) = &name {
            let plain = at.value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !plain || at.value == llm::EXTRACTIVE || all.iter().any(|other| other.name == at.value) {
                let help =
                    "lowercase letters, digits and `-`, each name once, and not `extractive`".to_owned();
                section.file.problem(at.offset, format!("`{}` cannot name a provider", at.value), Some(help));
            }
        }
        let settings = kind.as_ref().map(|kind| settings(&section, kind.value)).unwrap_or_default();
        let max_tokens = section.number("max-tokens", 16..=8192).unwrap_or(600) as u32;
        // A turn waits 40 seconds for a provider; the provider's own deadline must come first.
        let deadline = section.number("deadline-seconds", 1..=38).unwrap_or(30) as u32;
        let price = Price { input: price(&section, "price-in"), output: price(&section, "price-out") };
        if kind.is_none() {
            // What the kind would ask for is unknown; complaining about every other key would bury the cause.
            continue;
        }
        section.done();
        if let (Some(name), Some(kind)) = (name, kind) {
            let kind = kind.value.kind().to_owned();
            all.push(Provider { name: name.value, kind, settings, max_tokens, deadline, price });
        }
    }
    all.push(Provider::embedded());
    all
}

fn settings(section: &Section<'_, '_>, kind: &dyn llm::Provider) -> BTreeMap<String, String> {
    let mut settings = BTreeMap::new();
    let mut keep = |key: &str, at: Option<At<String>>| {
        if let Some(at) = at {
            settings.insert(key.to_owned(), at.value);
        }
    };
    for setting in kind.settings() {
        match setting.holds {
            Holds::Word => keep(setting.key, section.needed(setting.key, setting.means)),
            Holds::Address(default) => {
                let at = section.text(setting.key);
                if let Some(at) = &at {
                    check_address(section, setting.key, at);
                }
                let mut at = at.unwrap_or(At { value: default.to_owned(), offset: 0 });
                at.value.truncate(at.value.trim_end_matches('/').len());
                keep(setting.key, Some(at));
            }
            Holds::Secret | Holds::OptionalSecret => {
                let needed = setting.holds == Holds::Secret;
                let help = format!("the name of the secret with {}", setting.means);
                let at = if needed { section.needed(setting.key, &help) } else { section.text(setting.key) };
                if let Some(at) = &at {
                    check_secret(section, setting.key, at);
                }
                keep(setting.key, at);
            }
        }
    }
    if settings.contains_key("account") && !settings.contains_key("key") {
        let help =
            Some("write `key`, the name of the secret with a token, or leave `account` out".to_owned());
        section.file.problem(section.offset, format!("{} has an account and no key", section.called), help);
    }
    settings
}

/// Keys travel in its headers, so the way must be secret, but on this machine.
fn check_address(section: &Section<'_, '_>, key: &str, at: &At<String>) {
    let (scheme, rest) = at.value.split_once("://").unwrap_or(("", ""));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = authority
        .strip_prefix("[::1]")
        .map_or_else(|| authority.split(':').next().unwrap_or(""), |_| "[::1]");
    let here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    let plain = !host.is_empty() && !rest.contains(['?', '#', '@', '{', '}', ' ']);
    if !plain || !(scheme == "https" || scheme == "http" && here) {
        section.file.problem(
            at.offset,
            format!("`{}` cannot be the `{key}` of {}", at.value, section.called),
            Some("an address as in `https://api.example/v1`; `http` only on this machine".to_owned()),
        );
    }
}

/// The name of a variable, and not by mistake the secret itself, which would be told to everyone who reads the file.
pub fn check_secret(section: &Section<'_, '_>, key: &str, at: &At<String>) {
    let name = at.value.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    if !name || at.value.is_empty() || at.value.len() > 64 {
        section.file.problem(
            at.offset,
            format!("`{key}` of {} is not the name of a secret", section.called),
            Some(
                "capitals, digits and `_`, as in `OPENAI_API_KEY`; the secret itself never stands here"
                    .to_owned(),
            ),
        );
    }
}

fn price(section: &Section<'_, '_>, key: &'static str) -> f64 {
    let Some(at) = section.decimal(key) else { return 0.0 };
    if (0.0..=10_000.0).contains(&at.value) {
        return at.value;
    }
    let help = Some("the price of a million tokens, between 0 and 10000".to_owned());
    section.file.problem(at.offset, format!("`{key}` of {} is out of range", section.called), help);
    0.0
}

/// `[answers]`: how strictly an answer is held against its sources.
pub fn answers(top: &Section<'_, '_>) -> Answers {
    let mut answers = Answers { support: llm::grounding::SUPPORT, length: Length::Short, ask_back: true };
    let Some(section) = top.section("answers") else { return answers };
    if let Some(at) = section.decimal("support") {
        if (0.3..=1.0).contains(&at.value) {
            answers.support = at.value as f32;
        } else {
            let help =
                "the share of a sentence's words that must stand in its source, between 0.3 and 1".to_owned();
            section.file.problem(at.offset, "`support` of [answers] is out of range", Some(help));
        }
    }
    let lengths = &[("short", Length::Short), ("full", Length::Full)];
    answers.length = section.word("length", lengths).map_or(Length::Short, |at| at.value);
    answers.ask_back = section.flag("ask-back").unwrap_or(true);
    section.done();
    answers
}

/// `[budget]`: what one conversation, one visitor and the site may cost.
pub fn budget(top: &Section<'_, '_>) -> Budget {
    let mut budget = Budget::default();
    let Some(section) = top.section("budget") else { return budget };
    let limit = |tokens, money| Limit {
        tokens: section.number(tokens, 1..=1_000_000_000_000).map(|tokens| tokens as u64),
        micros: section.decimal(money).and_then(|at| {
            if (0.0..=1_000_000.0).contains(&at.value) {
                return Some((at.value * 1e6) as u64);
            }
            let help = Some("an amount in the currency of the prices, as in `0.20`".to_owned());
            section.file.problem(at.offset, format!("`{money}` of [budget] is out of range"), help);
            None
        }),
    };
    Limit { tokens: budget.tokens, micros: budget.micros } =
        limit("conversation-tokens", "conversation-money");
    budget.visitor = limit("visitor-day-tokens", "visitor-day-money");
    budget.day = limit("day-tokens", "day-money");
    budget.month = limit("month-tokens", "month-money");
    budget.messages = section.number("messages-a-minute", 1..=600).map(|count| count as u32);
    section.done();
    budget
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::File;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let file = File::new("site.toml", text);
        let root = file.parse();
        let top = Section::new(&file, root.get_ref(), 0, "the site");
        let (providers, answers, budget) = (providers(&top), answers(&top), budget(&top));
        top.done();
        let mut lines: Vec<String> = providers.iter().map(|provider| format!("{provider:?}")).collect();
        lines.push(format!("{answers:?} {budget:?}"));
        lines.extend(file.problems().iter().map(ToString::to_string));
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn providers_are_read_in_their_order_and_the_embedded_one_is_last() {
        check(
            r#"
[[provider]]
name = "openai"
kind = "openai-chat"
model = "gpt-5-mini"
key = "OPENAI_API_KEY"
price-in = 0.25
price-out = 2
[[provider]]
name = "ollama"
kind = "openai-chat"
base-url = "http://127.0.0.1:11434/v1/"
model = "qwen3:8b"
max-tokens = 300
deadline-seconds = 20
[answers]
support = 0.7
[budget]
conversation-tokens = 40000
conversation-money = 0.2
visitor-day-tokens = 90000
day-money = 5
month-money = 60.5
messages-a-minute = 12
"#,
            expect![[r#"
                Provider { name: "openai", kind: "openai-chat", settings: {"base-url": "https://api.openai.com/v1", "key": "OPENAI_API_KEY", "model": "gpt-5-mini"}, max_tokens: 600, deadline: 30, price: Price { input: 0.25, output: 2.0 } }
                Provider { name: "ollama", kind: "openai-chat", settings: {"base-url": "http://127.0.0.1:11434/v1", "model": "qwen3:8b"}, max_tokens: 300, deadline: 20, price: Price { input: 0.0, output: 0.0 } }
                Provider { name: "extractive", kind: "extractive", settings: {}, max_tokens: 0, deadline: 38, price: Price { input: 0.0, output: 0.0 } }
                Answers { support: 0.7, length: Short, ask_back: true } Budget { tokens: Some(40000), micros: Some(200000), visitor: Limit { tokens: Some(90000), micros: None }, day: Limit { tokens: None, micros: Some(5000000) }, month: Limit { tokens: None, micros: Some(60500000) }, messages: Some(12) }"#]],
        );
    }

    #[test]
    fn every_problem_is_told_with_its_line() {
        check(
            r#"
[[provider]]
name = "extractive"
kind = "anthropic"
base-url = "http://api.anthropic.com/v1"
key = "sk-ant-1234"
prize-in = 1
[[provider]]
name = "two"
kind = "openai"
[[provider]]
kind = "workers-ai"
model = "@cf/x"
account = "CF_ACCOUNT"
deadline-seconds = 90
price-in = -1
[answers]
support = 7
[budget]
conversation-money = "much"
"#,
            expect![[r#"
                Provider { name: "extractive", kind: "anthropic", settings: {"base-url": "http://api.anthropic.com/v1", "key": "sk-ant-1234"}, max_tokens: 600, deadline: 30, price: Price { input: 0.0, output: 0.0 } }
                Provider { name: "extractive", kind: "extractive", settings: {}, max_tokens: 0, deadline: 38, price: Price { input: 0.0, output: 0.0 } }
                Answers { support: 0.55, length: Short, ask_back: true } Budget { tokens: None, micros: None, visitor: Limit { tokens: None, micros: None }, day: Limit { tokens: None, micros: None }, month: Limit { tokens: None, micros: None }, messages: None }
                site.toml:2: [[provider]] number 1 has no `model`
                    help: the model, as in `claude-haiku-4-5`
                site.toml:3: `extractive` cannot name a provider
                    help: lowercase letters, digits and `-`, each name once, and not `extractive`
                site.toml:5: `http://api.anthropic.com/v1` cannot be the `base-url` of [[provider]] number 1
                    help: an address as in `https://api.example/v1`; `http` only on this machine
                site.toml:6: `key` of [[provider]] number 1 is not the name of a secret
                    help: capitals, digits and `_`, as in `OPENAI_API_KEY`; the secret itself never stands here
                site.toml:7: unknown key `prize-in` in [[provider]] number 1
                    help: did you mean `price-in`?
                site.toml:10: unknown kind `openai` of [[provider]] number 2
                    help: one of `openai-chat`, `openai-responses`, `anthropic`, `workers-ai`
                site.toml:11: [[provider]] number 3 has an account and no key
                    help: write `key`, the name of the secret with a token, or leave `account` out
                site.toml:11: [[provider]] number 3 has no `name`
                    help: a short name of its own, as in `name = "openai"`
                site.toml:15: `deadline-seconds` of [[provider]] number 3 is out of range
                    help: between 1 and 38
                site.toml:16: `price-in` of [[provider]] number 3 is out of range
                    help: the price of a million tokens, between 0 and 10000
                site.toml:18: `support` of [answers] is out of range
                    help: the share of a sentence's words that must stand in its source, between 0.3 and 1
                site.toml:20: `conversation-money` of [budget] is a string, not a number
                    help: write a number"#]],
        );
    }
}
