//! Past handoffs, as a real Worker sent them, played again by the queues of today: `cargo xtask routing replay` and `routing try`
//! read what a webhook got, and say what would go elsewhere, and why.

use crate::client::Customer;
use crate::publish::xtask;
use crate::receiver::Receiver;
use crate::stage::{Stage, until};
use shared::page::Page;
use shared::wire::Command;
use std::fs;

#[test]
fn what_a_webhook_got_is_replayed_by_the_queues_of_today() {
    let receiver = Receiver::start();
    let vars = receiver.vars();
    let vars: Vec<(&str, &str)> = vars.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let stage = Stage::start(&vars);
    for (text, path) in [("My card is refused", "/checkout/"), ("Which bulb fits?", "/lamps/")] {
        let page = Page { url: stage.url(path), title: "Shop".to_owned(), ..Page::default() };
        let contact = Default::default();
        Customer::new(&stage).act(Command::Person { text: text.to_owned(), contact, page: Some(page) });
    }
    let mut got = until("both packets", || {
        let got = receiver.of_type("handoff.created");
        (got.len() == 2).then_some(got)
    });
    got.sort_by_key(|one| one["data"]["summary"]["goal"].to_string());
    assert_eq!(got[0]["data"]["routing"]["queue"], "payments", "{}", got[0]);
    let folder = std::env::temp_dir().join(format!("baton-replay-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a temporary folder can be made");
    let file = folder.join("week.jsonl");
    let write = |all: &[serde_json::Value]| {
        let lines: Vec<String> = all.iter().map(ToString::to_string).collect();
        fs::write(&file, lines.join("\n")).expect("the temporary folder is writable");
    };
    let (path, name) = (folder.display().to_string(), file.display().to_string());
    write(&got);
    let (well, said) = xtask(&["routing", "replay", &path]);
    assert!(well && said.contains("2 handoffs, 0 would go elsewhere"), "{said}");
    // As if the queues had been others then.
    got[0]["data"]["routing"]["queue"] = "billing".into();
    write(&got);
    let (well, said) = xtask(&["routing", "replay", &name]);
    let reference = got[0]["data"]["reference"].as_str().unwrap_or_default().to_owned();
    assert!(well && said.contains("2 handoffs, 1 would go elsewhere"), "{said}");
    let line = said.lines().find(|line| line.contains(&reference)).unwrap_or_default();
    assert!(line.contains("`billing` → `payments`: page matches /checkout/*"), "{said}");
    write(&got[..1]);
    let (well, said) = xtask(&["routing", "try", &name]);
    assert!(well && said.contains("`payments`"), "{said}");
    fs::write(&file, "{\"cut\":").expect("the temporary folder is writable");
    let (well, said) = xtask(&["routing", "replay", &name]);
    assert!(!well && said.contains("week.jsonl") && said.contains("is not JSON"), "{said}");
    fs::remove_dir_all(&folder).ok();
}
