//! `cargo xtask docs`: the documents that are generated from the code, written to `docs/`. A test compares them.

use crate::build::site::read_site;
use crate::tools;
use anyhow::{Context, Result};
use shared::backend::{BACKENDS, Setting};
use shared::enrich::ENRICHERS;
use shared::knowledge::RANKING;
use shared::llm::{Holds, PROVIDERS};
use shared::policy::{self, Kind, Layer, Reason, Role, Table, Words};
use shared::signal;
use shared::tracker::TRACKERS;

pub fn command(args: &[String]) -> Result<()> {
    crate::only(args, &[])?;
    for (path, text) in documents()? {
        let full = tools::root().join(path);
        std::fs::write(&full, text).with_context(|| format!("cannot write {}", full.display()))?;
        println!("{path}");
    }
    Ok(())
}

/// Path and text of each.
fn documents() -> Result<Vec<(&'static str, String)>> {
    let schema = serde_json::to_string_pretty(&schemars::schema_for!(shared::packet::Packet))?;
    Ok(vec![
        ("docs/packet.schema.json", schema + "\n"),
        ("docs/policy.md", generated(&policy::table(&read_site()?.policy))),
        ("docs/signals.md", generated(&signals())),
        ("docs/reasons.md", generated(&reasons())),
        ("docs/backends.md", generated(&backends())),
        ("docs/ranking.md", generated(&ranking())),
        ("docs/providers.md", generated(&providers())),
        ("docs/guards.md", generated(&crate::guards::table())),
    ])
}

fn generated(text: &str) -> String {
    format!("<!-- Written by `cargo xtask docs`; do not edit. -->\n\n{text}")
}

fn signals() -> String {
    let mut out = String::from(
        "# Signals\n\nWhat a rule of `site/policy.toml` may look at. A hint may be wrong: it never hands over by itself.\n\n| signal | how to write it | what it means | what it may do |\n|---|---|---|---|\n",
    );
    for spec in signal::specs() {
        let name = spec.name;
        let written = match spec.kind {
            Kind::Flag => format!("`{name}` or `not {name}`"),
            Kind::Number { least, most, unit } => format!("`{name} is at least N`, {least} to {most} {unit}"),
            Kind::Word(words) => format!("`{name}`, or `{name} is X`, one of `{}`", words.join("`, `")),
            Kind::Name(_) if name == "mentions" => "`mentions NAME`".to_owned(),
            Kind::Name(_) => format!("`{name}`, or `{name} is NAME`"),
            Kind::Text => format!("`{name} is X` or `{name} matches X*`"),
        };
        let may = match spec.role {
            Role::Cause => "hand over",
            Role::Hint => "move thresholds and priority, and offer",
        };
        out.push_str(&format!("| `{name}` | {written} | {} | {may} |\n", spec.means));
    }
    out.push_str("\n## Lists a policy file may define\n\n| table | what it lists |\n|---|---|\n");
    for (name, _, means) in Table::ALL {
        out.push_str(&format!("| `[{name}]` | {means} |\n"));
    }
    out
}

fn reasons() -> String {
    let mut out = String::from(
        "# Reasons\n\nWhy a conversation was handed to people: a short list that stays the same, so that reports can be compared over\nyears. Every handoff has one, beside the rule, the layer and the evidence.\n\n| code | what it stands for |\n|---|---|\n",
    );
    for (code, reason) in Reason::WORDS {
        out.push_str(&format!("| `{code}` | {} |\n", reason.means()));
    }
    out.push_str("\n## Layers\n\n| code | who wanted the handoff |\n|---|---|\n");
    for (code, layer) in Layer::WORDS {
        out.push_str(&format!("| `{code}` | {} |\n", layer.means()));
    }
    out
}

fn backends() -> String {
    let mut out = String::from(
        "# Support backends\n\nWhat a `[[backend]]` of `site/site.toml` may be.\n\n| kind | what it is | replies come back |\n|---|---|---|\n",
    );
    for backend in BACKENDS {
        let replies = if backend.signed_by().is_some() || backend.kind() == "desk" { "yes" } else { "no" };
        out.push_str(&format!("| `{}` | {} | {replies} |\n", backend.kind(), backend.means()));
    }
    for backend in BACKENDS {
        out.push_str(&format!("\n## {}\n", backend.kind()));
        let needed = backend.settings().iter().map(|setting| (setting, ""));
        let optional = backend.options().iter().map(|setting| (setting, " (may be left out)"));
        let settings: Vec<String> = needed
            .chain(optional)
            .map(|((key, means), may)| format!("- `{key}`{may}: the name of the variable with {means}\n"))
            .collect();
        if !settings.is_empty() {
            out.push_str(&format!("\n{}", settings.concat()));
        }
        out.push_str("\n| ours | theirs |\n|---|---|\n");
        for (ours, theirs) in backend.mapping() {
            out.push_str(&format!("| {ours} | {theirs} |\n"));
        }
        let cannot: Vec<String> = backend.cannot().iter().map(|what| format!("- {what}\n")).collect();
        if !cannot.is_empty() {
            out.push_str(&format!("\nNot told through it:\n\n{}", cannot.concat()));
        }
    }
    out.push_str(BACKEND_REST);
    out.push_str(TRACKERS_HEAD);
    for one in TRACKERS {
        out.push_str(&tool("tracker", one.kind(), one.means(), one.settings(), one.options()));
    }
    out.push_str(ENRICHERS_HEAD);
    for one in ENRICHERS {
        out.push_str(&tool("enricher", one.kind(), one.means(), one.settings(), one.options()));
    }
    out
}

/// A tool whose settings are names of variables.
fn tool(section: &str, kind: &str, means: &str, needed: &[Setting], optional: &[Setting]) -> String {
    let mut out = format!(
        "\n### {kind}\n\n{means} In `site/site.toml`: `[[{section}]]`, `name`, `kind = \"{kind}\"`, and\n\n"
    );
    for (settings, may) in [(needed, ""), (optional, " (may be left out)")] {
        for (key, means) in settings {
            out.push_str(&format!("- `{key}`{may}: the name of the variable with {means}\n"));
        }
    }
    out
}

const BACKEND_REST: &str = r#"
## Trying one

`cargo xtask backend` lists the backends of the site and what is not set for each. `cargo xtask backend try NAME` sends a sample handoff, words
after it and its end with your own credentials (from the environment, then `.dev.vars`), and says what arrived; it never prints a secret. Which tests hold
which backend: [backends-tested](backends-tested.md).

## What comes back from a tool

An agent's words are shown as they are meant: bold, links, lists and code of the tool's own markup, and nothing that is not words. The name is
the agent's own; the picture comes through the Worker, which fetches it from the tool's own hosts and nowhere else, and is drawn by script, so
that no page needs another host in its policy. A site may name pictures itself, for every tool and the desk:

```toml
[faces]
Sarah = "/faces/sarah.jpg"    # a file of `public/`, or an `https` address
```

| | slack | chatwoot | intercom | sunshine | zendesk | webhook | desk |
|---|---|---|---|---|---|---|---|
| agent types | – | yes | – | yes | – | `agent.typing` | yes |
| customer types | – | yes | – | – | – | `customer.typing` | yes |
| name | yes | yes | yes | yes | yes | `agent.name` | yes |
| picture | profile | avatar | avatar | avatar | `[faces]` | `agent.picture` | `[faces]` |
| edit, take back | yes | yes | redacted only | – | – | `agent.corrected` | – |
| close | `!close` | resolve | close | close the ticket | solve | `agent.closed` | yes |
| back to the assistant | `!back` | pending, or note `!back` | note `!back` | pass or release control | note `!back` | `agent.handed-back` | yes |

The end of an earlier handoff that is told late does not end a later one, and what is told twice is done once.

## What follows a packet

What the customer says and gives, an address they leave, what they pick instead of waiting, what other tools know of them: at once, in
order, each once. Besides, in one note each and never more than one of a kind at a time: that they went to another page or see another error
(with their next message), that the site has come to vouch for them, that they ended the conversation, and what a model worded of it.

A model words nothing by itself. Where `[[provider]]` has one, it is asked once a handoff, beside it: the packet and the customer's receipt do
not wait. Every sentence must name the messages it was taken from and stand in them; the others are dropped. Where agents read another
language than the customer writes, the customer's words and those sentences are translated, and a line is kept if it has the same numbers,
addresses and dates as the original, which stays above it.

```toml
[handoff]
wording-seconds = 8           # for the words, and as many for the translation; 0: no model is asked
language = "de"               # what the agents read; a `[[queue]]` may have its own `language`
```

## A backend that is left

A backend that keeps failing is left for the next one after `next-backend-after-seconds`. It may have taken the handoff without saying so: a
minute after another has confirmed, it is looked for there, gets a note, and is closed. Where a tool cannot be asked (Teams, e-mail) a second
ticket may stay.

## Feedback

With the variable `BATON_ADDRESS` (where this Worker is reached, as in `https://chat.shop.example`) every ticket has four links, signed with a
key of its conversation, that work for sixty days: "bot should have known this", "should have escalated sooner", "wrong team", "summary wrong".
Opening one shows a page; sending it from there records it in the conversation, which the desk shows.
"#;

const TRACKERS_HEAD: &str = r#"
## Bug reports

When the page a customer is on shows an error or its scripts fail, or the rule that decided looked at that, each `[[tracker]]` gets an issue
beside the handoff: what happens, steps from the pages visited, errors, browser, and links to the conversations at the desk. The ticket gets a
note that leads to the issue. One fault is one issue: it is known by its first error without numbers and quoted values, and by the page.
However many customers have it, the issue is renewed with their count. A card that was refused, a wrong password or a field left empty is no
fault: the page does its work. `leave-out` keeps parts of a handoff from a tracker as from a backend.
"#;

const ENRICHERS_HEAD: &str = r#"
## What other tools know of the customer

At the handoff each `[[enricher]]` is asked at once, under one deadline; the packet and the customer's receipt do not wait. What comes is added
to the ticket as a note and shown at the desk; what does not come says why.

```toml
[enrichment]
identity = "verified"         # only customers the site vouches for; `stated`: the address a customer types is enough
deadline-seconds = 4          # for all together, at most 10
```
"#;

fn providers() -> String {
    let mut out = String::from(
        "# Answer providers\n\nWhat a `[[provider]]` of `site/site.toml` may be. They are tried in the order of the file; one whose secret is not set is left out.\n\n| kind | what it is | settings |\n|---|---|---|\n",
    );
    for provider in PROVIDERS {
        let settings: Vec<String> = provider
            .settings()
            .iter()
            .map(|setting| match setting.holds {
                Holds::Address(default) => {
                    format!("`{}`: {}; `{default}` if left out", setting.key, setting.means)
                }
                Holds::Word => format!("`{}`: {}", setting.key, setting.means),
                Holds::Secret => format!("`{}`: the name of the secret with {}", setting.key, setting.means),
                Holds::OptionalSecret => {
                    format!("`{}`: if needed, the name of the secret with {}", setting.key, setting.means)
                }
            })
            .collect();
        let settings = if settings.is_empty() {
            "none; it needs no `[[provider]]`".to_owned()
        } else {
            settings.join("<br>")
        };
        out.push_str(&format!("| `{}` | {} | {settings} |\n", provider.kind(), provider.means()));
    }
    out.push_str(PROVIDER_REST);
    out
}

const PROVIDER_REST: &str = r#"
Every provider also takes

| key | what it is | if left out |
|---|---|---|
| `name` | a short name of its own; it stands in the log | needed |
| `max-tokens` | the most tokens of one answer | 600 |
| `deadline-seconds` | for a whole answer, of the 40 a question has; then the next provider is asked | 30 |
| `price-in`, `price-out` | the price of a million tokens of prompt and answer, in your currency | 0 |

## What an answer goes through

The provider gets the persona, the rules (`shared/src/prompt/rules.md`), the best four articles as quoted text, and the conversation. Its
answer is read sentence by sentence. A sentence is shown once it is whole and stands in an article it cites: its numbers, prices, dates,
addresses and names stand there, enough of its words do, and the article does not say the opposite. The first sentence that does not ends
the answer; all of it is withdrawn, the customer is told that nothing was found, and the policy decides about a person.

```toml
[answers]
support = 0.55                # the share of a sentence's words that must stand in its source
length = "short"              # what was asked, and "Tell me more" to press; `full`: all that the articles say on it
ask-back = true               # a short question that fits two articles alike is asked back, with both to press

[budget]                      # at a limit answers are quoted from the articles, and people stay
conversation-tokens = 40000
conversation-money = 0.20     # in the currency of the prices
visitor-day-money = 0.50      # of one visitor in a day: who is signed in, else who comes from one network address
day-money = 20                # of the whole site; `month-money` likewise, and each with `-tokens`
messages-a-minute = 20        # of one customer; more are sent again a little later, the human button never waits
```

A provider that fails (401, 429, 5xx, a deadline, a cut or broken stream, an empty answer) costs the customer nothing but time: the next one
is asked, the embedded answerer last. A question waits 40 seconds in all, whoever is asked on the way. Why an answer was dropped is printed
by the Worker, as `npx wrangler tail` shows it. After three failures in a row, or as long as it asks for, it is left alone.

## Set up

| service | `[[provider]]`, besides `name` and `model` |
|---|---|
| OpenAI | `kind = "openai-chat"`, `key = "OPENAI_API_KEY"`; or `kind = "openai-responses"` |
| Anthropic | `kind = "anthropic"`, `key = "ANTHROPIC_API_KEY"` |
| Gemini | `kind = "openai-chat"`, `base-url = "https://generativelanguage.googleapis.com/v1beta/openai"`, `key = "GEMINI_API_KEY"` |
| Mistral | `kind = "openai-chat"`, `base-url = "https://api.mistral.ai/v1"`, `key = "MISTRAL_API_KEY"` |
| Groq | `kind = "openai-chat"`, `base-url = "https://api.groq.com/openai/v1"`, `key = "GROQ_API_KEY"` |
| OpenRouter | `kind = "openai-chat"`, `base-url = "https://openrouter.ai/api/v1"`, `key = "OPENROUTER_API_KEY"` |
| Ollama, llama.cpp, vLLM | `kind = "openai-chat"`, `base-url = "http://127.0.0.1:11434/v1"` |
| Workers AI | `kind = "workers-ai"`, and `[ai]` with `binding = "AI"` in wrangler.toml; no key |

Then `npx wrangler secret put OPENAI_API_KEY`, or a line in `.dev.vars` for `cargo xtask run`.
"#;

fn ranking() -> String {
    let mut out = String::from(
        "# Ranking rules\n\nHow an article is judged for a question: each rule gives points, the sum decides, and every search names them.\n\n| rule | weight | what it looks at |\n|---|---|---|\n",
    );
    for rule in RANKING {
        out.push_str(&format!("| {} | {} | {} |\n", rule.name, rule.weight, rule.about));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_are_what_the_code_says() {
        for (path, text) in documents().expect("the demo site compiles") {
            let written = std::fs::read_to_string(tools::root().join(path)).unwrap_or_default();
            assert!(written == text, "{path} is out of date: run `cargo xtask docs`");
        }
    }
}
