//! The conversations in `tests/scripts/*.md`, each run purely and on real workerd.
//!
//! A script is Markdown a support lead can read. Lines that start with `- ` are steps:
//! - `customer: words` and `customer presses the human button`, `customer chooses a person` / `the assistant`,
//!   `customer says it did not help`, `customer ends`
//! - `agent Name: words`, `agent Name closes`, `agent Name hands back`
//! - `customer is signed in as TIER` shows a token the site signed, `customer shows a forged token` one it did not
//! - `on /path` changes the page; `page shows: message` makes an error visible
//! - `assistant writes: words`, once at most, is what a model answers; `N days pass` sets the clock ahead
//! - `then answer from article-id`, `then no answer`, `then offer`, `then handoff by rule-id`, `then no handoff`,
//!   `then person Name`, `then closed`, `then told: words`, `then withdrawn`: what must have been shown since the steps
//!   before; `then FACT: words`: what the agent's briefing says, as in `then Urgency: high`
//!
//! The line `triggers:` names the triggers of the requirements a script shows; a test wants every one of them.

use crate::aimock::Rude;
use crate::client::{Agent, Customer};
use crate::stage::{Stage, until};
use serde_json::json;
use shared::conversation::{Event, Mode};
use shared::identity::{self, Identity, Keys};
use shared::page::Page;
use shared::parts::{Choice, Contact};
use shared::rehearsal::Rehearsal;
use shared::site::{self, Files, Site};
use shared::wire::{Command, Frame, Notice, Shown};
use std::fs;
use std::path::PathBuf;

/// The secret the site and the Worker share, for tokens of customers.
const SECRET: &str = "a-secret-of-at-least-thirty-two-bytes";

struct Script {
    name: String,
    triggers: Vec<String>,
    steps: Vec<(usize, String)>,
}

impl Script {
    /// What its steps that begin so say.
    fn circumstances<'a>(&'a self, begin: &'a str) -> impl Iterator<Item = &'a str> {
        self.steps.iter().filter_map(move |(_, step)| step.strip_prefix(begin))
    }
}

fn scripts() -> Vec<Script> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scripts");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("tests/scripts is there")
        .map_while(Result::ok)
        .map(|e| e.path())
        .collect();
    files.sort();
    files
        .into_iter()
        .filter(|path| path.extension().is_some_and(|kind| kind == "md"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a script is text");
            let steps = text
                .lines()
                .enumerate()
                .filter_map(|(i, line)| Some((i + 1, line.strip_prefix("- ")?.trim().to_owned())));
            Script {
                name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
                triggers: text
                    .lines()
                    .filter_map(|line| line.strip_prefix("triggers: "))
                    .flat_map(|ids| ids.split(',').map(|id| id.trim().to_owned()))
                    .collect(),
                steps: steps.collect(),
            }
        })
        .collect()
}

/// The demo site as it stands in `site/`, compiled here: a pure run needs no build.
fn demo() -> Site {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../site");
    let text = |name: &str| fs::read_to_string(folder.join(name)).expect("the demo site is there");
    let mut knowledge: Vec<(String, Vec<u8>)> = fs::read_dir(folder.join("knowledge"))
        .expect("the demo site has articles")
        .map_while(Result::ok)
        .map(|entry| {
            let name = format!("knowledge/{}", entry.file_name().to_string_lossy());
            (name, fs::read(entry.path()).expect("an article can be read"))
        })
        .collect();
    knowledge.sort();
    let files = Files {
        site: text("site.toml"),
        policy: text("policy.toml"),
        persona: text("persona.md"),
        knowledge,
    };
    site::compile(&files).unwrap_or_else(|problems| panic!("{}", problems[0]))
}

fn now() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.expect("it is after 1970").as_secs()
}

/// What a step changes besides the customer's and the agents' acts.
enum Circumstance {
    AssistantWrites(String),
    DaysPass(u64),
}

/// Something that plays a conversation: the pure core, or a Worker.
trait Player {
    fn customer(&mut self, command: Command);
    fn agent(&mut self, name: &str, act: serde_json::Value);
    /// Everything shown so far, once nothing more comes
    fn shown(&mut self) -> Vec<Shown>;
    /// A fact of the agent's briefing on the last handoff, as in `Rule`
    fn fact(&mut self, label: &str) -> Option<String>;
    fn set(&mut self, circumstance: Circumstance);
}

struct Pure {
    site: Site,
    rehearsal: Rehearsal,
}

impl Player for Pure {
    fn customer(&mut self, command: Command) {
        let key = format!("k{}", self.rehearsal.now);
        let event = match command {
            Command::Say { text, page } => Event::Said { key, text, page },
            Command::Person { text, contact, page } => Event::AskedForPerson { key, text, contact, page },
            Command::Identify { token } => {
                match identity::verify(Keys { secret: SECRET, public: "" }, &token, now()) {
                    Ok(identity) => Event::Identified { identity },
                    Err(refused) => Event::NotIdentified { why: refused.means().to_owned() },
                }
            }
            Command::Choose { choice } => Event::Chose { choice },
            Command::Leave { contact } => Event::Left { contact },
            Command::Fill { turn, fields } => Event::Filled { turn, fields: fields.0.into_iter().collect() },
            Command::Cancel { turn } => Event::Canceled { turn },
            Command::Arrange { how } => Event::Arranged { how },
            Command::Stop { turn } => Event::Stopped { turn, so_far: String::new() },
            Command::Rate { turn, helped, why } => Event::Rated { turn, helped, why },
            Command::Score { survey, score, note } => Event::Scored { survey, score, note },
            Command::End => Event::Ended,
        };
        self.rehearsal.take(&self.site, event);
    }

    fn agent(&mut self, name: &str, act: serde_json::Value) {
        let name = name.to_owned();
        let text = act["say"]["text"].as_str().map(str::to_owned);
        self.rehearsal.take(
            &self.site,
            match (text, act.as_str()) {
                (Some(text), _) => Event::PersonSaid { name, text },
                (None, Some("close")) => Event::PersonClosed { name },
                _ => Event::PersonHandedBack { name },
            },
        );
    }

    fn shown(&mut self) -> Vec<Shown> {
        assert!(!matches!(self.rehearsal.conversation.mode, Mode::Answering { .. }));
        let frames: Vec<Frame> =
            self.rehearsal.conversation.log.iter().filter_map(shared::view::frame).collect();
        crate::client::shown(&frames)
    }

    fn fact(&mut self, label: &str) -> Option<String> {
        let opened = shared::view::opened(&self.rehearsal.conversation, &self.site, self.rehearsal.now)?;
        opened.briefing.facts.into_iter().find(|(name, _)| name == label).map(|(_, fact)| fact)
    }

    fn set(&mut self, circumstance: Circumstance) {
        match circumstance {
            Circumstance::AssistantWrites(text) => self.rehearsal.answer = Some(text),
            Circumstance::DaysPass(days) => self.rehearsal.now += days * 86_400_000,
        }
    }
}

struct Live<'a> {
    customer: Customer,
    stage: &'a mut Stage,
    agents: Vec<(String, Agent)>,
}

impl Player for Live<'_> {
    fn customer(&mut self, command: Command) {
        self.customer.act(command);
    }

    fn agent(&mut self, name: &str, act: serde_json::Value) {
        let id = self.customer.id();
        if self.agents.iter().all(|(known, _)| known != name) {
            let agent = Agent::sign_in(self.stage, name);
            agent.card(&id);
            self.agents.push((name.to_owned(), agent));
        }
        let (_, agent) =
            self.agents.iter_mut().find(|(known, _)| known == name).expect("it was just signed in");
        let answer = agent.act(&id, act);
        assert_eq!(answer.status, 200, "{}", answer.body);
    }

    fn shown(&mut self) -> Vec<Shown> {
        until("the assistant's turn is over", || {
            let socket = self.customer.socket(0).next();
            let frames: Vec<Frame> = serde_json::from_value(socket).ok()?;
            let settled = frames.iter().any(|frame| match frame {
                Frame::Status(status) => status.answering.is_none() && !status.promise.contains("on its way"),
                _ => false,
            });
            settled.then(|| crate::client::shown(&frames))
        })
    }

    fn fact(&mut self, label: &str) -> Option<String> {
        let agent = Agent::sign_in(self.stage, "Reader");
        agent.card(&self.customer.id());
        let opened = agent.get(&format!("c/{}", self.customer.id()))?.json();
        let fact = opened["briefing"]["facts"].as_array()?.iter().find(|fact| fact[0] == label)?.clone();
        fact[1].as_str().map(str::to_owned)
    }

    fn set(&mut self, circumstance: Circumstance) {
        match circumstance {
            // The stage was built with it.
            Circumstance::AssistantWrites(_) => {}
            Circumstance::DaysPass(days) => {
                self.stage.let_days_pass(days);
                self.agents.clear();
            }
        }
    }
}

fn play(script: &Script, player: &mut dyn Player) {
    let mut page = Page { url: "/".to_owned(), ..Page::default() };
    // What was shown before the steps that the next `then`s are about, and by now.
    let (mut looked, mut seen) = (0, 0);
    for (line, step) in &script.steps {
        if !step.starts_with("then ") {
            looked = seen;
        }
        let place = format!("{}:{line}: {step}", script.name);
        let here = || Some(page.clone());
        let contact = Contact::default;
        let agent = step
            .strip_prefix("agent ")
            .map(|rest| rest.split_at(rest.find([':', ' ']).unwrap_or(rest.len())));
        if let Some(words) = step.strip_prefix("customer: ") {
            player.customer(Command::Say { text: words.to_owned(), page: here() });
        } else if step == "customer presses the human button" {
            player.customer(Command::Person { text: String::new(), contact: contact(), page: here() });
        } else if step == "customer chooses a person" {
            player.customer(Command::Choose { choice: Choice::Person });
        } else if step == "customer chooses the assistant" {
            player.customer(Command::Choose { choice: Choice::Assistant });
        } else if step == "customer says it did not help" {
            let turn = player.shown().iter().rev().find_map(|shown| match shown {
                Shown::Assistant { turn, .. } => Some(*turn),
                _ => None,
            });
            let turn = turn.unwrap_or_else(|| panic!("{place}: nothing was answered"));
            player.customer(Command::Rate { turn, helped: false, why: String::new() });
        } else if step == "customer ends" {
            player.customer(Command::End);
        } else if let Some(tier) = step.strip_prefix("customer is signed in as ") {
            player.customer(Command::Identify { token: token(SECRET, tier) });
        } else if step == "customer shows a forged token" {
            let token = token("another-secret-of-at-least-thirty-two", "trade");
            player.customer(Command::Identify { token });
        } else if let Some(text) = step.strip_prefix("assistant writes: ") {
            player.set(Circumstance::AssistantWrites(text.to_owned()));
        } else if let Some(days) = step.strip_suffix(" days pass") {
            player.set(Circumstance::DaysPass(days.parse().expect("a number of days")));
        } else if let Some(path) = step.strip_prefix("on ") {
            page = Page { url: path.to_owned(), ..Page::default() };
        } else if let Some(error) = step.strip_prefix("page shows: ") {
            page.errors = vec![error.to_owned()];
        } else if let Some((name, rest)) = agent {
            let act = match rest.trim() {
                "closes" => json!("close"),
                "hands back" => json!("hand-back"),
                words => json!({ "say": { "text": words.trim_start_matches(':').trim() } }),
            };
            player.agent(name, act);
        } else if let Some(wanted) = step.strip_prefix("then ") {
            let all = player.shown();
            let new = &all[looked..];
            expect(&place, wanted, new, player);
            seen = all.len();
        } else {
            panic!("{place}: no such step; the head of tests/it/scripts.rs lists them");
        }
    }
}

fn token(secret: &str, tier: &str) -> String {
    let text = |text: &str| text.to_owned();
    let identity =
        Identity { id: text("cus_81"), email: text("ada@example.com"), name: text("Ada"), tier: text(tier) };
    identity::sign(secret, &identity, now()).expect("the secret is long enough")
}

/// Every word shown, in one text.
fn words(shown: &[Shown]) -> String {
    serde_json::to_string(shown).expect("what is shown is plain data").replace("\\n", " ")
}

fn expect(place: &str, wanted: &str, new: &[Shown], player: &mut dyn Player) {
    let handed = new.iter().any(|shown| matches!(shown, Shown::HandedOver { .. }));
    let holds = if let Some(article) = wanted.strip_prefix("answer from ") {
        new.iter().any(|shown| matches!(shown, Shown::Assistant { sources, .. } if sources.iter().any(|s| s.article == article)))
    } else if let Some(rule) = wanted.strip_prefix("handoff by ") {
        handed && player.fact("Rule").is_some_and(|told| told.split(" (policy").next() == Some(rule))
    } else if let Some(name) = wanted.strip_prefix("person ") {
        new.iter().any(|shown| matches!(shown, Shown::Person { name: n, .. } if n == name))
    } else if let Some(text) = wanted.strip_prefix("told: ") {
        words(new).contains(text)
    } else if let Some((label, fact)) = wanted.split_once(": ") {
        player.fact(label).is_some_and(|told| told.contains(fact))
    } else {
        match wanted {
            "no answer" => new
                .iter()
                .all(|shown| !matches!(shown, Shown::Assistant { sources, .. } if !sources.is_empty())),
            "withdrawn" => new.iter().any(|shown| matches!(shown, Shown::Withdrawn { .. })),
            "offer" => new.iter().any(|shown| matches!(shown, Shown::Offer { .. })),
            "no handoff" => !handed,
            "closed" => new.iter().any(|shown| matches!(shown, Shown::Notice { kind: Notice::Closed, .. })),
            _ => panic!(
                "{place}: nothing can be expected like that; the head of tests/it/scripts.rs lists what can"
            ),
        }
    };
    let rule = if holds || !handed { None } else { player.fact("Rule") };
    assert!(holds, "{place}\nshown since the steps before: {new:#?}\nrule of the handoff: {rule:?}");
}

#[test]
fn every_script_holds_in_the_pure_core() {
    let site = demo();
    let scripts = scripts();
    assert!(!scripts.is_empty());
    for script in &scripts {
        play(script, &mut Pure { site: site.clone(), rehearsal: Rehearsal::new("en") });
    }
}

fn play_live(script: &Script, stage: &mut Stage) {
    let customer = Customer::new(stage);
    play(script, &mut Live { customer, stage, agents: Vec::new() });
}

#[test]
fn every_script_holds_on_real_workerd() {
    let vars = [("IDENTITY_SECRET", SECRET), ("MODEL_KEY", "sk-secret")];
    let mut stage = Stage::start(&vars);
    for script in &scripts() {
        let written: Vec<&str> = script.circumstances("assistant writes: ").collect();
        assert!(written.len() <= 1, "{}: a model here answers all questions alike", script.name);
        if let Some(text) = written.first() {
            let model = Rude::start(vec![chat_completion(text)]);
            let mut stage = Stage::with_site(&vars, |site| ask_first(site, &model.url(0)));
            play_live(script, &mut stage);
            assert!(model.asked() > 0, "{}: the model was asked", script.name);
        } else if script.circumstances("").any(|step| step.ends_with(" days pass")) {
            play_live(script, &mut Stage::start(&vars));
        } else {
            play_live(script, &mut stage);
        }
    }
}

/// A model that says this to everything, as Chat Completions streams it.
fn chat_completion(text: &str) -> Vec<u8> {
    let chunk = json!({ "choices": [{ "index": 0, "delta": { "content": text }, "finish_reason": null }] });
    let end = json!({ "choices": [{ "index": 0, "delta": {}, "finish_reason": "stop" }] });
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
    format!("{head}data: {chunk}\n\ndata: {end}\n\ndata: [DONE]\n\n").into_bytes()
}

/// Puts a model before the embedded answerer.
fn ask_first(site: &mut serde_json::Value, base: &str) {
    let model = json!({
        "name": "model", "kind": "openai-chat", "max_tokens": 300, "deadline": 20,
        "price": { "input": 0.25, "output": 2.0 },
        "settings": { "base-url": base, "model": "model", "key": "MODEL_KEY" },
    });
    let providers = site["providers"].as_array_mut().expect("a compiled site lists its providers");
    providers.insert(0, model);
}

#[test]
fn every_trigger_of_the_requirements_has_a_script() {
    const TRIGGERS: [&str; 25] = [
        "T1", "T1b", "T1c", "T1d", "T2", "T3", "T4", "T5", "T5b", "T6", "T7", "T8", "T9", "T10", "T11",
        "T12", "T13", "T14", "T15", "T16", "T17", "T18", "T19", "T20", "T21",
    ];
    let shown: Vec<String> = scripts().into_iter().flat_map(|script| script.triggers).collect();
    let missing: Vec<&&str> = TRIGGERS.iter().filter(|id| !shown.iter().any(|other| other == **id)).collect();
    assert!(missing.is_empty(), "no script in tests/scripts shows {missing:?}");
    let unknown: Vec<&String> = shown.iter().filter(|id| !TRIGGERS.contains(&id.as_str())).collect();
    assert!(unknown.is_empty(), "no such triggers: {unknown:?}");
}
