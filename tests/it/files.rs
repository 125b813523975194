//! Files, on real workerd:
//! 1. a file is taken once under its key, by what its bytes are; it follows a packet with a signed link, and an agent's comes back;
//! 2. it is given out to nobody without the link or a session, and what is given out can run nothing;
//! 3. what the owner does not allow is refused with a reason.
//!
//! In real Chromium:
//! 4. pasted, picked and dropped; a wrong one says why; over a lost connection it is there once; the person sees it at the desk and
//!    sends one back.

use crate::chromium::Chromium;
use crate::client::{Agent, Answer, Customer, request};
use crate::receiver::{Receiver, SECRET};
use crate::stage::{PASSWORD, Stage, until};
use crate::widget::{handoff, inside, open, write};
use serde_json::json;
use shared::wire::{Attachment, Command, Shown};

const ADDRESS: &str = "https://chat.shop.example";
const PDF: &str = "%PDF-1.7\nan invoice";

fn send(stage: &Stage, customer: &Customer, key: &str, name: &str, body: &str) -> Answer {
    let bearer = format!("Bearer {}", customer.token);
    let headers = [("authorization", bearer.as_str()), ("x-baton-key", key), ("x-baton-name", name)];
    request("POST", &stage.url("/api/file"), &headers, body).expect("the Worker is there")
}

fn files(customer: &Customer) -> Vec<(String, Attachment, String)> {
    let seen = customer.seen().unwrap_or_default();
    let file = |shown| match shown {
        Shown::Attached { name, file, url, .. } => Some((name, file, url)),
        _ => None,
    };
    seen.into_iter().filter_map(file).collect()
}

#[test]
fn a_file_is_taken_once_follows_the_packet_and_one_comes_back() {
    let receiver = Receiver::start();
    let vars =
        [("WEBHOOK_URL", receiver.url.as_str()), ("WEBHOOK_SECRET", SECRET), ("BATON_ADDRESS", ADDRESS)];
    let stage = Stage::start(&vars);
    let mut customer = Customer::new(&stage);
    for _ in 0..2 {
        let answer = send(&stage, &customer, "f1", "..%2FRechnung%20%C3%A4.html", PDF);
        assert_eq!((answer.status, &answer.json()["done"]), (200, &json!(["f1"])), "{}", answer.body);
    }
    let [(by, file, url)] = files(&customer).try_into().expect("one file");
    assert_eq!(
        (by.as_str(), file.name.as_str(), file.kind.as_str()),
        ("", "Rechnung ä.html.pdf", "application/pdf")
    );
    assert_eq!(request("GET", &stage.url(&url), &[], "").expect("the Worker is there").body, PDF);

    customer.act(Command::Person {
        text: "See the file".to_owned(),
        contact: Default::default(),
        page: None,
    });
    let packet = until("the packet", || receiver.of_type("handoff.created").into_iter().next());
    let given = &packet["data"]["attachments"][0];
    assert_eq!(given["file"]["name"], "Rechnung ä.html.pdf", "{packet}");
    let link = given["url"].as_str().and_then(|url| url.strip_prefix(ADDRESS)).expect("a link of ours");
    assert_eq!(request("GET", &stage.url(link), &[], "").expect("the Worker is there").body, PDF);
    assert_eq!(send(&stage, &customer, "f2", "two.pdf", PDF).status, 200);
    let later = until("the file after it", || receiver.of_type("customer.attached").into_iter().next());
    assert_eq!(later["data"]["file"]["name"], "two.pdf", "{later}");

    let agent = Agent::sign_in(&stage, "Sarah");
    let id = customer.id();
    let opened = agent.get(&format!("c/{id}")).expect("the Worker is there").json();
    let shown = opened["lines"].as_array().into_iter().flatten().filter(|line| line["file"].is_object());
    assert_eq!(shown.count(), 2, "{opened}");
    let there = agent.get(&format!("c/{id}/file/{}", file.id)).expect("the Worker is there");
    assert_eq!((there.status, there.body.as_str()), (200, PDF));
    let answer = agent.attach(&id, "file-1", "answer.pdf", PDF);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let back = files(&customer).pop().expect("a file");
    assert_eq!((back.0.as_str(), back.1.name.as_str()), ("Sarah", "answer.pdf"));
}

#[test]
fn nobody_gets_a_file_without_its_link_or_a_session_and_it_can_run_nothing() {
    let stage = Stage::start(&[]);
    let customer = Customer::new(&stage);
    assert_eq!(send(&stage, &customer, "f1", "a.pdf", PDF).status, 200);
    let [(_, file, url)] = files(&customer).try_into().expect("one file");
    let get = |path: &str| request("GET", &stage.url(path), &[], "").expect("the Worker is there").status;
    assert_eq!(get(&url), 200);
    let (bare, _) = url.split_once('?').expect("it is signed");
    assert_eq!(get(bare), 401);
    assert_eq!(get(&format!("{url}x")), 401);
    assert_eq!(get(&url.replace("until=1", "until=2")), 401);
    assert_eq!(get(&url.replace(&file.id, "other")), 401);
    assert_eq!(get(&format!("/desk/api/c/{}/file/{}", customer.id(), file.id)), 401);
    let nobody = request("POST", &stage.url("/api/file"), &[("x-baton-key", "k")], PDF);
    assert_eq!(nobody.expect("the Worker is there").status, 401);
    let elsewhere = Customer::new(&stage);
    assert!(files(&elsewhere).is_empty());

    let head = ureq::get(stage.url(&url)).call().expect("the Worker is there");
    let header = |name: &str| head.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    assert_eq!(header("content-type"), "application/pdf");
    assert!(header("content-disposition").starts_with("attachment; filename=\"a.pdf\""));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("content-security-policy").starts_with("sandbox;"));
}

#[test]
fn what_the_owner_does_not_allow_is_refused_with_a_reason() {
    let stage = Stage::with_site(&[], |site| {
        site["attachments"] = json!({ "kinds": ["pdf"], "bytes": 1000, "most": 2 });
    });
    let customer = Customer::new(&stage);
    let told = |key: &str, name: &str, body: &str| {
        let answer = send(&stage, &customer, key, name, body);
        (answer.status, answer.json()["code"].as_str().unwrap_or("").to_owned())
    };
    assert_eq!(told("k1", "a.pdf", "<script>alert(1)</script>"), (422, "invalid".to_owned()));
    assert_eq!(told("k2", "a.gif", "GIF89a\u{1}\0\u{1}\0"), (422, "invalid".to_owned()));
    assert_eq!(told("k3", "a.pdf", ""), (422, "invalid".to_owned()));
    assert_eq!(told("k4", "a.pdf", &format!("%PDF-{}", "x".repeat(1000))), (413, "too-large".to_owned()));
    assert_eq!(told("bad key", "a.pdf", PDF), (422, "invalid".to_owned()));
    assert_eq!(told("k5", "a.pdf", PDF).0, 200);
    assert_eq!(told("k6", "a.pdf", PDF).0, 200);
    assert_eq!(told("k7", "a.pdf", PDF), (422, "full".to_owned()));
    let off = Stage::with_site(&[], |site| site["attachments"]["kinds"] = json!([]));
    let welcome = request("GET", &off.url("/api/welcome?lang=en&path=/"), &[], "").expect("there").json();
    assert!(welcome["files"].is_null(), "{welcome}");
}

/// A picture drawn in the page, as a list of files that can be given.
const PICTURE: &str = "const make = async (name) => { const c = document.createElement('canvas'); c.width = 640; c.height = 400; const d = c.getContext('2d'); \
    d.fillStyle = '#f4efe8'; d.fillRect(0, 0, 640, 400); d.fillStyle = '#b42318'; d.font = '28px sans-serif'; d.fillText('Payment failed: PAY-51', 60, 200); \
    const blob = await new Promise((r) => c.toBlob(r)); const t = new DataTransfer(); t.items.add(new File([blob], name, { type: 'image/png' })); return t; };";

fn given(by: &str, n: usize) -> String {
    inside(&format!("$$('[data-by={by}] .file').length === {n}"))
}

#[test]
fn a_picture_is_pasted_picked_and_dropped_and_comes_once_over_a_lost_connection() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.dark(false);
    page.goto(&stage.url("/returns/"));
    open(&mut page);
    page.wait("the file button", &inside("!!$('#attach')"));
    let give = |how: &str| inside(&format!("(async () => {{ {PICTURE} {how} }})()"));
    page.eval(&give("const t = await make('error.png'); $('#composer').dispatchEvent(new ClipboardEvent('paste', { clipboardData: t, bubbles: true, cancelable: true, composed: true }));"));
    page.wait("the picture", &given("customer", 1));
    page.wait("it is drawn", &inside("$('.file img').complete && $('.file img').naturalWidth === 640"));
    page.wait(
        "what the assistant says",
        &inside("$('[data-by=offer]')?.textContent.includes('cannot look into files')"),
    );
    page.picture("files-picture");
    let picked = "const t = new DataTransfer(); t.items.add(new File(['hello'], 'notes.txt', { type: 'text/plain' })); t.items.add(new File([new Uint8Array(9e6)], 'huge.png', { type: 'image/png' })); t.items.add(new File(['<script>'], 'sly.png', { type: 'image/png' })); \
        $('#attach').files = t.files; $('#attach').dispatchEvent(new Event('change'));";
    page.eval(&give(picked));
    page.wait("three refusals", &inside("$$('.refused').length === 3"));
    page.picture("files-refused");
    let told = page.eval(&inside("$$('.refused').map((r) => r.textContent).join(' | ')"));
    let told = told.as_str().unwrap_or_default();
    for words in
        ["notes.txtThis kind of file", "PNG", "huge.pngToo large: at most 8.0 MB", "sly.pngThis kind"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    page.eval(&inside("$$('.refused .remove').forEach((b) => b.click())"));
    page.wait(
        "the focus is in the composer",
        &inside("root.activeElement?.id === 'composer' && !$('.refused')"),
    );

    let network = |offline: bool| json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    page.call("Network.enable", json!({}));
    page.call("Network.emulateNetworkConditions", network(true));
    page.eval(&give("const t = await make('offline.png'); const e = new DragEvent('drop', { dataTransfer: t, bubbles: true, cancelable: true }); $('#panel').dispatchEvent(e);"));
    page.wait("that it waits", &inside("$('.sending [role=status]')?.textContent.includes('No connection')"));
    page.picture("files-waiting");
    page.call("Network.emulateNetworkConditions", network(false));
    page.wait("the second picture", &given("customer", 2));
    page.wait("nothing waits", &inside("!$('.sending')"));

    page.eval(&inside("$('#ask').click()"));
    let mut agent = Agent::sign_in(&stage, "Sarah");
    let (id, _) = handoff(&agent);
    agent.say(&id, "I see it, thank you.");
    assert_eq!(agent.attach(&id, "file-1", "label.pdf", PDF).status, 200);
    page.wait("the agent's file", &given("person", 1));
    page.picture("files-person");
    page.size(360, 740);
    page.picture("files-phone");
    write(&mut page, "Got it");

    let mut desk = chromium.page();
    desk.goto(&stage.url("/desk/"));
    let body = json!({ "name": "Sarah", "password": PASSWORD }).to_string();
    desk.eval(&format!(
        "fetch('/desk/api/sign-in', {{ method: 'POST', body: JSON.stringify({body}) }}).then((r) => r.status)"
    ));
    desk.goto(&stage.url(&format!("/desk/#c/{id}")));
    desk.wait("three files at the desk", "document.querySelectorAll('[data-desk=file]').length === 3");
    desk.wait("a picture at the desk", "document.querySelector('[data-desk=file] img').naturalWidth === 640");
    desk.picture("files-desk");
    desk.eval(&format!("(async () => {{ {PICTURE} const t = await make('map.png'); const input = document.querySelector('[data-desk=attach]'); input.files = t.files; input.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()"));
    page.wait("the desk's picture", &given("person", 2));
}
