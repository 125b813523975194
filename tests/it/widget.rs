//! The chat in real Chromium, on the demo shop:
//! 1. a question on the returns page: a streamed, cited answer; a person asked for in words; the agent's reply with the
//!    name, in the same window;
//! 2. the human button with Wasm blocked, with all of the chat's code blocked, with the answerer failing;
//! 3. an open chat recovers by itself after the Worker was killed, and sends what was written meanwhile, once;
//! 4. the conversation goes on over a page load, over a navigation without one, and in a second tab;
//! 5. where sockets are blocked, the same by long polling;
//! 6. nothing is asked of the Worker before the visitor acts.

use crate::chromium::{Chromium, Page};
use crate::client::Agent;
use crate::stage::{Stage, until};

/// Within the widget's open shadow root.
pub fn inside(script: &str) -> String {
    format!(
        "(() => {{ const root = document.querySelector('baton-chat')?.shadowRoot; if (!root) return null; const $ = (s) => root.querySelector(s), $$ = (s) => [...root.querySelectorAll(s)]; return {script}; }})()"
    )
}

pub fn open(page: &mut Page) {
    page.wait("the launcher", &inside("!!$('#launcher')"));
    page.eval(&inside("$('#launcher').click()"));
    page.wait("the panel", &inside("!$('#panel').hidden"));
}

pub fn write(page: &mut Page, text: &str) {
    page.eval(&inside("$('#composer').focus()"));
    page.type_text(text);
    page.press("Enter");
}

/// Text of everything a voice said, by `data-by`.
fn said(by: &str) -> String {
    inside(&format!("$$('[data-by=\"{by}\"]').map((m) => m.textContent).join('\\n')"))
}

pub fn reference(page: &mut Page) -> String {
    let script = inside("(root.textContent.match(/[0-9A-Z]{3}-[0-9A-Z]{3}-\\d+/) || [])[0]");
    page.wait("a reference number", &script).as_str().unwrap_or_default().to_owned()
}

/// The one open handoff at the desk: id and reference.
pub fn handoff(agent: &Agent) -> (String, String) {
    until("the handoff at the desk", || {
        let listing = agent.get("list")?.json();
        let card = listing["open"].get(0)?.clone();
        Some((card["conversation"].as_str()?.to_owned(), card["reference"].as_str()?.to_owned()))
    })
}

#[test]
fn a_question_a_cited_answer_a_person_and_the_reply_with_a_name_in_one_window() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.size(1280, 800);
    page.goto(&stage.url("/returns/"));
    open(&mut page);
    write(&mut page, "How long do I have to send something back?");
    page.wait("an answer", &format!("{}.includes('30 days')", said("assistant")));
    page.wait("its source", &inside("$$('.sources details').length > 0"));
    page.picture("answer");
    write(&mut page, "can I talk to a real person?");
    let shown = reference(&mut page);
    let mut agent = Agent::sign_in(&stage, "Sarah");
    let (id, told) = handoff(&agent);
    assert_eq!(shown, told);
    page.wait("the receipt", &format!("{}.includes('has your request')", said("notice")));
    page.picture("handed-over");
    agent
        .say(&id, "Hi, this is Sarah. I can see you asked how long you have. What would you like to return?");
    page.wait("the reply", &format!("{}.includes('this is Sarah')", said("person")));
    page.wait("who is speaking", &inside("$('#speaker').textContent.includes('Sarah')"));
    page.picture("person");
    page.size(390, 844);
    page.picture("person-phone");
    let opened = agent.get(&format!("c/{id}")).expect("the Worker is there").json();
    assert!(opened["briefing"].to_string().contains("/returns/"), "{opened}");
    assert_eq!(page.console, Vec::<String>::new());
}

#[test]
fn nothing_is_asked_or_stored_before_the_visitor_acts() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.goto(&stage.url("/"));
    page.wait("the human button", &inside("!!$('#human')?.offsetWidth"));
    let asked = page.eval("performance.getEntriesByType('resource').map((r) => new URL(r.name).pathname).filter((p) => p == '/embed.js' || p.startsWith('/api') || p.startsWith('/w/') || p == '/ws').join()");
    assert_eq!(asked, "/embed.js");
    assert_eq!(page.eval("Object.keys(localStorage).concat(Object.keys(sessionStorage)).filter((k) => k.includes('baton')).length"), 0);
}

fn button_works_when(block: &[&str], picture: &str) {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.block(block);
    page.goto(&stage.url("/checkout/?declined"));
    page.wait("the human button", &inside("!!$('#human')"));
    page.eval(&inside("$('#human').click()"));
    let shown = reference(&mut page);
    let (id, told) = handoff(&Agent::sign_in(&stage, "Sarah"));
    assert_eq!(shown, told);
    page.picture(picture);
    let opened = Agent::sign_in(&stage, "Sarah").get(&format!("c/{id}")).expect("the Worker is there").json();
    assert!(
        opened["briefing"]["facts"].to_string().contains("PAY-51"),
        "the visible error travels: {opened}"
    );
}

#[test]
fn the_human_button_reaches_a_person_with_wasm_blocked() {
    button_works_when(&["*.wasm"], "wasm-blocked");
}

#[test]
fn the_human_button_reaches_a_person_with_all_of_the_chats_code_blocked() {
    button_works_when(&["*/w/*"], "chat-blocked");
}

#[test]
fn the_human_button_reaches_a_person_with_the_chat_working() {
    button_works_when(&[], "button");
}

#[test]
fn a_failing_answerer_is_admitted_and_the_human_button_works() {
    let stage = Stage::with_site(&[], |site| {
        let mut broken = site["providers"][0].take();
        broken["kind"] = "broken".into();
        site["providers"] = serde_json::json!([broken]);
    });
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.goto(&stage.url("/returns/"));
    open(&mut page);
    write(&mut page, "How long do I have to send something back?");
    page.wait("the offer", &inside("$$('[data-by=\"offer\"] button').length >= 2"));
    page.picture("answerer-failing");
    page.eval(&inside("$('#ask').click()"));
    let shown = reference(&mut page);
    assert_eq!(shown, handoff(&Agent::sign_in(&stage, "Sarah")).1);
}

#[test]
fn an_open_chat_recovers_after_a_kill_and_sends_what_was_written_meanwhile_once() {
    let mut stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.goto(&stage.url("/returns/"));
    open(&mut page);
    write(&mut page, "How long do I have to send something back?");
    page.wait("an answer", &format!("{}.includes('30 days')", said("assistant")));
    stage.kill();
    write(&mut page, "What does shipping to Germany cost?");
    page.wait("the message is not sent", &inside("$$('[data-by=customer]').length == 2"));
    stage.start_again();
    page.wait("the second answer", &format!("{}.includes('6.90')", said("assistant")));
    assert_eq!(page.eval(&inside("$$('[data-by=customer]').length")), 2);
    let mut agent = Agent::sign_in(&stage, "Sarah");
    page.eval(&inside("$('#ask').click()"));
    reference(&mut page);
    let (id, _) = handoff(&agent);
    stage.kill();
    stage.start_again();
    agent.say(&id, "Still here after the power cut.");
    page.wait("the reply", &format!("{}.includes('power cut')", said("person")));
}

#[test]
fn the_conversation_goes_on_over_page_loads_navigations_and_tabs() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.goto(&stage.url("/"));
    open(&mut page);
    write(&mut page, "What does shipping to Germany cost?");
    page.wait("an answer", &format!("{}.includes('6.90')", said("assistant")));
    // The shop navigates without a load: the chat stays as it is.
    page.eval("document.querySelector('a[href^=\"/shop\"]').click()");
    page.wait("the next page", "location.pathname.startsWith('/shop')");
    assert_eq!(page.eval(&inside("$$('[data-by=customer]').length")), 1);
    // A real load: the panel opens again by itself, with the history.
    page.goto(&stage.url("/shipping/"));
    page.wait("the history", &format!("{}.includes('6.90')", said("assistant")));
    let mut tab = chromium.page();
    tab.goto(&stage.url("/account/"));
    open(&mut tab);
    tab.wait("the history in another tab", &format!("{}.includes('6.90')", said("assistant")));
    write(&mut tab, "And how long does it take?");
    page.wait("what the other tab said", &format!("{}.includes('how long does it take')", said("customer")));
}

#[test]
fn where_sockets_are_blocked_answers_and_replies_arrive_by_long_polling() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    // As a proxy does that does not know the upgrade: the socket closes before it opens.
    let closed = "window.WebSocket = class extends EventTarget { constructor() { super(); this.readyState = 3; \
        setTimeout(() => { const e = new CloseEvent('close', { code: 1006 }); this.onclose?.(e); this.dispatchEvent(e); }, 5); } \
        send() {} close() {} };";
    page.call("Page.addScriptToEvaluateOnNewDocument", serde_json::json!({ "source": closed }));
    page.goto(&stage.url("/returns/"));
    open(&mut page);
    write(&mut page, "How long do I have to send something back?");
    page.wait("an answer", &format!("{}.includes('30 days')", said("assistant")));
    page.eval(&inside("$('#ask').click()"));
    reference(&mut page);
    let mut agent = Agent::sign_in(&stage, "Sarah");
    let (id, _) = handoff(&agent);
    agent.say(&id, "I am here, without any socket.");
    page.wait("the reply", &format!("{}.includes('without any socket')", said("person")));
}
