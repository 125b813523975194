//! 1. An article published by the command line is what the next question gets, in a running conversation, without a
//!    restart; and it is still there after one.
//! 2. Going back takes it back; what was published is listed.
//! 3. A broken artefact, a wrong token and a page of another site change nothing, and say everything that is wrong.
//! 4. Conversations with the assistant and with a person survive another policy and other articles in mid-course.

use crate::client::{Agent, Customer, request};
use crate::spine::answer;
use crate::stage::{PUBLISH_TOKEN, Stage, need, until};
use serde_json::json;
use shared::wire::Shown;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

/// A copy of site/ that a test may change; gone with the test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn of_the_demo(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("baton-site-{}-{name}", process::id()));
        fs::remove_dir_all(&folder).ok();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../site"), &folder);
        Self(folder)
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).expect("the temporary folder is writable");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a temporary folder can be made");
    for path in fs::read_dir(from).expect("the site is there").flatten().map(|entry| entry.path()) {
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file can be copied");
        }
    }
}

/// `cargo xtask …`, as an owner says it: whether it went well, and all it said.
pub fn xtask(args: &[&str]) -> (bool, String) {
    let built = Path::new(&need("BATON_WORKER")).join("../../target/debug/xtask");
    let program = env::var_os("BATON_XTASK").map_or(built, PathBuf::from);
    let mut command = process::Command::new(&program);
    let done = command.args(args).env("PUBLISH_TOKEN", PUBLISH_TOKEN).output();
    let done = done.unwrap_or_else(|why| panic!("{} cannot be started: {why}", program.display()));
    let said = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8_lossy(&said).into_owned())
}

pub fn publish(stage: &Stage, folder: &Folder) -> String {
    let (went_well, said) = xtask(&["publish", &stage.url(""), "--site", &folder.0.display().to_string()]);
    assert!(went_well, "{said}\n{}", stage.said());
    said
}

const SAUNA: &str = "---\ntitle: Lamps in a sauna\nlanguage: en\nintents: [can I use a lamp in the sauna]\n---\n\
    No lamp of ours may hang in a sauna: above 45 °C the driver fails, and the warranty does not cover it.\n";
const QUESTION: &str = "Can I hang a lamp in my sauna?";

#[test]
fn an_article_is_published_answers_at_once_survives_a_restart_and_is_taken_back() {
    let mut stage = Stage::start(&[]);
    let folder = Folder::of_the_demo("sauna");
    let mut customer = Customer::new(&stage);
    customer.say(QUESTION);
    let find = |shown: &Shown| answer(shown).filter(|(text, _)| text.contains("45 °C"));
    let lacks = |customer: &Customer| {
        let said = customer
            .wait("a reply", |shown| (!matches!(shown, Shown::Customer { .. })).then(|| shown.clone()));
        assert!(find(&said).is_none(), "nobody told it yet: {said:?}");
    };
    lacks(&customer);

    folder.write("knowledge/lamps-in-a-sauna.md", SAUNA);
    let said = publish(&stage, &folder);
    assert!(said.contains("published as 1") && said.contains("31 articles"), "{said}");
    // The same conversation, which nobody restarted.
    customer.say(QUESTION);
    let (_, sources) = customer.wait("the new answer", find);
    assert_eq!(sources.first().map(String::as_str), Some("lamps-in-a-sauna"), "{sources:?}");

    assert!(publish(&stage, &folder).contains("nothing to do"), "the same content is no news");
    stage.kill();
    stage.start_again();
    let mut other = Customer::new(&stage);
    other.say(QUESTION);
    other.wait("the published answer after a restart", find);

    let (_, listed) = xtask(&["publish", &stage.url(""), "--list"]);
    assert!(listed.lines().next().is_some_and(|line| line.starts_with("*    1")), "{listed}");
    let (went_well, said) = xtask(&["publish", &stage.url(""), "--rollback", "deployed"]);
    assert!(went_well && said.contains("what was deployed is served again"), "{said}");
    let mut third = Customer::new(&stage);
    third.say(QUESTION);
    lacks(&third);
    let (_, said) = xtask(&["publish", &stage.url(""), "--rollback", "7"]);
    assert!(said.contains("there is no publication 7"), "{said}");
    let (went_well, _) = xtask(&["publish", &stage.url(""), "--rollback", "1"]);
    assert!(went_well);
    let mut fourth = Customer::new(&stage);
    fourth.say(QUESTION);
    fourth.wait("the published answer again", find);
}

#[test]
fn what_is_broken_or_not_allowed_changes_nothing_and_says_why() {
    let stage = Stage::start(&[]);
    let url = stage.url("/publish");
    let post = |headers: &[(&str, &str)], body: &str| {
        request("POST", &url, headers, body)
            .map(|answer| (answer.status, answer.body))
            .expect("the Worker is there")
    };
    let bearer = format!("Bearer {PUBLISH_TOKEN}");
    let token = [("authorization", bearer.as_str())];
    assert_eq!(post(&[], "{}").0, 401);
    assert_eq!(
        post(&[("authorization", "Bearer correct-horse")], "{}").0,
        401,
        "the desk's password is no token"
    );
    assert_eq!(post(&[token[0], ("origin", "https://evil.example")], "{}").0, 401);
    let (status, body) = post(&token, "{\"name\": 7}");
    assert!(status == 422 && body.contains("not a site of this version"), "{status} {body}");

    let text = fs::read_to_string(Path::new(&need("BATON_WORKER")).join("site.json")).expect("it was built");
    let mut site: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    site["persona"] = json!("You are a pirate.");
    site["hours"] = json!("never");
    let (status, body) = post(&token, &site.to_string());
    assert_eq!(status, 422, "{body}");
    assert!(body.contains("`persona`") && body.contains("`settings`"), "both are told: {body}");
    // What is broken in the folder is told by the command, with file and line, before anything is sent.
    let folder = Folder::of_the_demo("broken");
    folder.write("knowledge/a.md", "---\ntitel: A\n---\nText.\n");
    let (went_well, said) = xtask(&["publish", &stage.url(""), "--site", &folder.0.display().to_string()]);
    assert!(!went_well && said.contains("knowledge/a.md:2: unknown key `titel`"), "{said}");
    let listed = request("GET", &url, &token, "").expect("the Worker is there").json();
    assert_eq!(
        (&listed["serving"], listed["releases"].as_array().map(Vec::len)),
        (&json!(0), Some(0)),
        "{listed}"
    );
}

#[test]
fn a_running_conversation_survives_another_site() {
    let stage = Stage::start(&[]);
    let folder = Folder::of_the_demo("another");
    let mut asks = Customer::new(&stage);
    asks.say("How long do I have to return a lamp?");
    asks.wait("an answer", answer);
    let mut waits = Customer::new(&stage);
    waits.say("I want to talk to a person please");
    let reference = waits.reference();

    // Another policy with one rule, and with the one area that the queues speak of; and an article that says something else.
    let article = fs::read_to_string(folder.0.join("knowledge/return-an-item.md")).expect("the demo has it");
    folder.write(
        "knowledge/return-an-item.md",
        &article.replace("30 days", "100 days").replace("day 30", "day 100"),
    );
    folder.write(
        "policy.toml",
        "version = \"other\"\njob = \"Answers.\"\n\n[areas]\ncheckout = [\"the checkout\"]\n\n[[rule]]\nid = \"person\"\nwhen = \"asks-for-person\"\nthen = \"transfer\"\n\
         layer = \"user-requested\"\nreason = \"user-requested-agent\"\nbecause = \"They asked.\"\n",
    );
    publish(&stage, &folder);

    asks.say("How many days do I have to return a lamp?");
    asks.wait("the other site's answer", |shown| answer(shown).filter(|(text, _)| text.contains("100 days")));
    asks.say("let me talk to a human");
    asks.reference();
    let page =
        request("GET", &stage.url("/publish"), &[("authorization", &format!("Bearer {PUBLISH_TOKEN}"))], "");
    assert_eq!(page.expect("the Worker is there").json()["serving"], 1);
    let mut agent = Agent::sign_in(&stage, "Sarah");
    assert_eq!(agent.card(&waits.id())["reference"], reference.as_str());
    let opened = agent.get(&format!("c/{}", asks.id())).expect("the Worker is there").json();
    assert!(opened.to_string().contains("30 days"), "what was shown stays what it was: {opened}");
    agent.say(&waits.id(), "Here I am.");
    waits.wait("the person's words", |shown| matches!(shown, Shown::Person { .. }).then_some(()));
    agent.act(&waits.id(), json!("close"));
    until("the end", || {
        waits.seen()?.iter().any(|shown| matches!(shown, Shown::Notice { .. })).then_some(())
    });
}
