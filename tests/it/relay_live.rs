//! A person in a tool of their own and a customer at the chat, live, on real workerd and in real Chromium:
//! 1. from Chatwoot: typing, name and picture, formatted words, a correction, giving back; under a policy that allows no
//!    pictures at all, nothing is violated;
//! 2. to Chatwoot and to the desk: that the customer types, and that they have stopped;
//! 3. a picture is fetched from the tool's own hosts only, as a picture only, and of a picture's size;
//! 4. where the customer is now, what they leave later and that they end it goes to the tool, one note each;
//! 5. the end of an earlier handoff does not end this one.

use crate::chromium::Chromium;
use crate::client::{Agent, Answer, Customer, request};
use crate::guest::{Host, html, inside, strict};
use crate::relay::{Tool, hex, now, persons, press, with_chatwoot};
use crate::stage::{Stage, until};
use serde_json::{Value, json};
use shared::page::Page;
use shared::wire::{Command, Contact, Notice, Shown};

/// Chatwoot as far as a handoff needs it.
fn chatwoot() -> (Tool, Stage) {
    let tool = Tool::start(|_, method, url, made| match (method, url) {
        ("GET", url) if url.starts_with("/public") => (200, json!([])),
        ("GET", _) => (200, json!({ "payload": [] })),
        (_, url) if url.ends_with("/contacts") => (200, json!({ "source_id": "s-1" })),
        // A conversation each time: 9, then 10.
        (_, url) if url.ends_with("/conversations") => {
            let before = made.iter().filter(|(known, _)| known.ends_with("/conversations")).count();
            (200, json!({ "id": 9 + before }))
        }
        _ => (200, json!({ "id": 1 })),
    });
    let stage = with_chatwoot(&tool);
    (tool, stage)
}

fn hook(stage: &Stage, body: &Value) -> Answer {
    let (body, time) = (body.to_string(), now().to_string());
    let signature = format!("sha256={}", hex("s1", &format!("{time}.{body}")));
    let headers = [("x-chatwoot-timestamp", time.as_str()), ("x-chatwoot-signature", signature.as_str())];
    let answer = request("POST", &stage.url("/hook/chatwoot"), &headers, &body).expect("the Worker is there");
    assert_eq!(answer.status, 200, "{}", stage.said());
    answer
}

fn of(conversation: &str, ticket: u64) -> Value {
    json!({ "id": ticket, "custom_attributes": { "baton_conversation": conversation } })
}

fn message(conversation: &str, id: u64, words: &str, picture: &str) -> Value {
    let mut whole = of(conversation, 9);
    whole["meta"] = json!({ "assignee": { "id": 3, "thumbnail": picture } });
    json!({
        "event": "message_created", "id": id, "message_type": "outgoing", "private": false, "content": words,
        "sender": { "type": "user", "id": 3, "name": "Sarah" }, "conversation": whole,
    })
}

fn status(conversation: &str, ticket: u64, status: &str) -> Value {
    let mut body = of(conversation, ticket);
    body["event"] = json!("conversation_status_changed");
    body["status"] = json!(status);
    body["meta"] = json!({ "assignee": { "name": "Sarah" } });
    body
}

#[test]
fn what_a_person_does_in_their_tool_is_seen_at_once_and_no_policy_is_violated() {
    let (tool, stage) = chatwoot();
    let host = Host::start(html(&stage, ""), strict(&stage));
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.size(420, 860);
    page.goto(&host.url);
    page.wait("the human button", &inside("!!$('#human')"));
    page.eval(&inside("$('#human').click()"));
    page.wait("the receipt", &inside("$$('[data-by=notice]').length > 0"));
    let made = until("the conversation there", || tool.made("/conversations").into_iter().next());
    let conversation =
        made["custom_attributes"]["baton_conversation"].as_str().expect("it names ours").to_owned();

    let types = |on: &str| {
        let body = json!({
            "event": format!("conversation_typing_{on}"), "user": { "type": "user", "name": "Sarah" },
            "is_private": false, "conversation": of(&conversation, 9),
        });
        hook(&stage, &body);
    };
    types("on");
    page.wait("that she types", &inside("$('#thinking')?.textContent.includes('Sarah')"));
    page.picture("relay-typing");
    types("off");
    page.wait("that she has stopped", &inside("!$('#thinking')"));
    let picture = format!("{}/faces/sarah.png", tool.url);
    let words = "Hi! Your **lamp** left us on Tusday:\n\n- the [parcel](https://parcel.example/1)\n- a spare `E27` bulb";
    for _ in 0..2 {
        hook(&stage, &message(&conversation, 41, words, &picture));
    }
    page.wait(
        "the words, formatted",
        &inside("$('[data-by=person] li a')?.href == 'https://parcel.example/1'"),
    );
    page.wait("the picture", &inside("!!$('[data-by=person] .face canvas') && !!$('#who .face canvas')"));
    page.picture("relay-person");
    let mut mended = message(&conversation, 41, &words.replace("Tusday", "Tuesday"), &picture);
    mended["event"] = json!("message_updated");
    hook(&stage, &mended);
    page.wait("the correction", &inside("$('[data-by=person]').textContent.includes('Tuesday')"));
    assert_eq!(page.eval(&inside("$$('[data-by=person]').length")), 1);

    // The other way.
    page.eval(&inside("$('#composer').focus()"));
    page.type_text("Thank you");
    let typing = |status: &str| {
        until("that the customer types", || {
            tool.made("/toggle_typing").into_iter().find(|body| body["typing_status"] == status)
        });
    };
    typing("on");
    typing("off");

    hook(&stage, &status(&conversation, 9, "pending"));
    page.wait("that the assistant has it again", &inside("$('#panel').dataset.speaker == 'assistant'"));
    page.console.retain(|line| !line.contains("favicon"));
    assert_eq!(page.console, Vec::<String>::new());
}

#[test]
fn the_desk_sees_that_the_customer_types_and_who_polls_sees_that_the_team_does() {
    let stage = Stage::start(&[]);
    let mut customer = Customer::new(&stage);
    press(&mut customer);
    let mut sarah = Agent::sign_in(&stage, "Sarah");
    sarah.card(&customer.id());
    sarah.act(&customer.id(), json!("claim"));
    let mut open = sarah.socket(&format!("c/{}/socket", customer.id()));
    let asked = json!({ "v": 1, "token": customer.token }).to_string();
    let told = request("POST", &stage.url("/api/typing"), &[], &asked).expect("the Worker is there");
    assert_eq!(told.status, 200, "{}", told.body);
    open.until(|update| (update == "typing").then_some(()));
    sarah.act(&customer.id(), json!("typing"));
    until("that she types, by polling", || {
        let poll = request("POST", &stage.url("/api/listen"), &[], &asked)?;
        poll.body.contains(r#"{"typing":{"name":"Sarah"}}"#).then_some(())
    });
    // She never says that she has stopped: it ends by itself.
    until("that she has stopped", || {
        let poll = request("POST", &stage.url("/api/listen"), &[], &asked)?;
        poll.body.contains(r#"{"typing":{"name":""}}"#).then_some(())
    });
}

#[test]
fn a_picture_comes_from_the_tool_s_own_hosts_or_not_at_all() {
    let (tool, stage) = chatwoot();
    let mut customer = Customer::new(&stage);
    press(&mut customer);
    customer.wait("the receipt", |shown| {
        matches!(shown, Shown::Notice { kind: Notice::Delivered, .. }).then_some(())
    });
    let shown = |id: u64, picture: &str| {
        hook(&stage, &message(&customer.id(), id, &format!("words {id}"), picture));
        customer.wait("the words", |shown| match shown {
            Shown::Person { text, picture, .. } if *text == format!("words {id}") => Some(picture.clone()),
            _ => None,
        })
    };
    // Not the tool's: it is not even kept.
    for (id, url) in ["http://127.0.0.1:1/a.png", "https://evil.example/a.png", "file:///etc/passwd"]
        .iter()
        .zip(1..)
        .map(|(url, id)| (id, url))
    {
        assert_eq!(shown(id, url), "");
    }
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let get = |path: &str| agent.get(stage.url(path)).call().expect("the Worker is there").status().as_u16();
    // The tool's own address, but a page, too large, or sent on to a machine nobody may ask.
    for (id, name) in [(11, "page"), (12, "huge"), (13, "moved"), (14, "none")] {
        let path = shown(id, &format!("{}/faces/{name}.png", tool.url));
        assert_ne!(path, "");
        assert_eq!(get(&path), 404, "{name}: {}", stage.said());
    }
    let path = shown(15, &format!("{}/faces/sarah.png", tool.url));
    assert_eq!(get(&path), 200, "{}", stage.said());
    assert_eq!(get(&format!("/face/{}/99", customer.id())), 404);
    assert_eq!(get("/face/0123456789abcdef0123456789abcdef/1"), 404);
    stage.prints(&["a picture of `chatwoot` is not shown", "away from the tool's own hosts"]);
}

#[test]
fn what_becomes_known_later_goes_to_the_tool_in_one_note_each() {
    let (tool, stage) = chatwoot();
    let mut customer = Customer::new(&stage);
    let at = |path: &str, error: &str| {
        let errors = if error.is_empty() { Vec::new() } else { vec![error.to_owned()] };
        Some(Page {
            url: format!("https://shop.example{path}"),
            title: "Shop".to_owned(),
            errors,
            ..Page::default()
        })
    };
    customer.act(Command::Say { text: "My lamp hums".to_owned(), page: at("/lamps", "") });
    press(&mut customer);
    customer.wait("the receipt", |shown| {
        matches!(shown, Shown::Notice { kind: Notice::Delivered, .. }).then_some(())
    });
    // The same page tells nothing; another one does, before the words; and so does an error that appears there.
    for (text, page) in
        [("one", at("/lamps", "")), ("two", at("/checkout", "")), ("three", at("/checkout", "Card declined"))]
    {
        customer.act(Command::Say { text: text.to_owned(), page });
        // One that has not left yet would be replaced by the next.
        until("the words there", || tool.made("/messages").into_iter().find(|body| body["content"] == text));
    }
    customer.act(Command::Leave {
        contact: Contact { email: "tom@example.com".to_owned(), ..Contact::default() },
    });
    customer.act(Command::End);
    until("the end there", || {
        tool.made("/toggle_status").into_iter().find(|body| body["status"] == "resolved")
    });
    let notes: Vec<String> = tool
        .made("/messages")
        .iter()
        .map(|body| body["content"].as_str().unwrap_or_default().to_owned())
        .filter(|text| !text.contains("Handoff"))
        .collect();
    let of = |part: &str| notes.iter().filter(|text| text.contains(part)).count();
    assert_eq!(of("is now on"), 2, "{notes:#?}");
    assert_eq!(
        (of("Card declined"), of("left an address"), of("ended the conversation")),
        (1, 1, 1),
        "{notes:#?}"
    );
    let place = |part: &str| notes.iter().position(|text| text.contains(part)).expect("it is there");
    assert!(
        place("/checkout") < place("two"),
        "where the customer is comes before what they say: {notes:#?}"
    );
}

#[test]
fn the_end_of_an_earlier_handoff_that_comes_late_does_not_end_this_one() {
    let (_tool, stage) = chatwoot();
    let mut customer = Customer::new(&stage);
    let receipts = |customer: &Customer, count: usize| {
        until("the receipts", || {
            let seen = customer.seen()?;
            let all =
                seen.iter().filter(|shown| matches!(shown, Shown::Notice { kind: Notice::Delivered, .. }));
            (all.count() == count).then_some(())
        });
    };
    press(&mut customer);
    receipts(&customer, 1);
    hook(&stage, &message(&customer.id(), 41, "Hello", ""));
    hook(&stage, &status(&customer.id(), 9, "pending"));
    customer.wait("that it is given back", |shown| {
        matches!(shown, Shown::Notice { kind: Notice::HandedBack, .. }).then_some(())
    });
    press(&mut customer);
    receipts(&customer, 2);
    // Ours, closed after it was given back: Chatwoot tells it, and late.
    hook(&stage, &status(&customer.id(), 9, "resolved"));
    hook(&stage, &message(&customer.id(), 42, "Still here", ""));
    assert_eq!(persons(&customer).last().map(|(_, text)| text.as_str()), Some("Still here"));
    let closed = |shown: &Shown| matches!(shown, Shown::Notice { kind: Notice::Closed, .. });
    assert!(!customer.seen().expect("the Worker is there").iter().any(closed));
    hook(&stage, &status(&customer.id(), 10, "resolved"));
    customer.wait("the end", |shown| closed(shown).then_some(()));
}
