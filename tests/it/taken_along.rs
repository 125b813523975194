//! What a visitor takes along, in real Chromium:
//! 1. an answer is copied as it was written; the conversation is downloaded whole, with who said what;
//! 2. while the tab is out of sight its title counts what comes, and the launcher while the chat is closed; looked at, both are gone;
//! 3. at the end one is asked how it was, once, about the person apart from the assistant, and it stands at the desk.

use crate::chromium::Chromium;
use crate::client::Agent;
use crate::stage::{Stage, until};
use crate::widget::{handoff, inside, open, write};
use serde_json::json;

const QUESTION: &str = "How long do I have to send something back?";

#[test]
fn an_answer_is_copied_and_the_conversation_downloaded() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.goto(&stage.url("/returns/"));
    page.eval("Object.defineProperty(navigator, 'clipboard', { value: { writeText: (text) => ((window.copied = text), Promise.resolve()) } })");
    page.eval("HTMLAnchorElement.prototype.click = function () { window.saved = [this.download, decodeURIComponent(this.href)] }");
    open(&mut page);
    write(&mut page, QUESTION);
    page.wait("an answer", &inside("!!$('.thumb.copy')"));
    page.eval(&inside("$('.thumb.copy').click()"));
    let copied = page.wait("the copy", "window.copied");
    assert!(copied.as_str().is_some_and(|text| text.contains("30 days")), "{copied}");
    page.wait("that it is copied, aloud", &inside("$('#polite').textContent.includes('Copied')"));
    page.eval(&inside("$('#menu summary').click()"));
    page.eval(&inside("$('#save').click()"));
    let saved = page.wait("the download", "window.saved");
    assert_eq!(saved[0], "conversation.txt");
    let text = saved[1].as_str().unwrap_or_default();
    assert!(text.starts_with("data:text/plain;charset=utf-8,Duskery"), "{text}");
    assert!(text.contains(&format!("\nYou: {QUESTION}\n")), "{text}");
    assert!(text.contains("\nAssistant: ") && text.contains("30 days"), "{text}");
}

#[test]
fn out_of_sight_the_title_counts_and_closed_the_launcher_does() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.goto(&stage.url("/returns/"));
    open(&mut page);
    page.eval(&inside("$('#ask').click()"));
    let mut agent = Agent::sign_in(&stage, "Sarah");
    let (id, _) = handoff(&agent);
    agent.say(&id, "Hello");
    page.wait("the first words", &inside("$$('[data-by=person]').length === 1"));
    let own = page.eval("document.title");
    let hide = |is: bool| {
        format!(
            "Object.defineProperty(document, 'hidden', {{ configurable: true, get: () => {is} }}); document.dispatchEvent(new Event('visibilitychange'))"
        )
    };
    page.eval(&hide(true));
    agent.say(&id, "One more thing");
    agent.say(&id, "And another");
    let own = own.as_str().unwrap_or_default().to_owned();
    page.wait("the title counts", &format!("document.title === {}", json!(format!("(2) {own}"))));
    page.eval(&hide(false));
    page.wait("the title is the page's own", &format!("document.title === {}", json!(own)));
    page.eval(&inside("$('#close').click()"));
    agent.say(&id, "Are you there?");
    page.wait("the launcher counts", &inside("$('#launcher').dataset.unread === '1'"));
    page.eval(&inside("$('#launcher').click()"));
    page.wait("it is seen", &inside("$('#launcher').dataset.unread === ''"));
}

#[test]
fn at_the_end_one_is_asked_once_about_the_person_apart_from_the_assistant() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.goto(&stage.url("/returns/"));
    open(&mut page);
    write(&mut page, QUESTION);
    page.wait("an answer", &inside("!!$('.sources')"));
    page.eval(&inside("$('#menu summary').click()"));
    page.eval(&inside("$('#end').click()"));
    page.wait(
        "about the assistant",
        &inside("$('[data-survey]')?.textContent.includes('automated assistant')"),
    );
    page.picture("survey-assistant");
    page.eval(&inside("$('[data-survey] .skip').click()"));
    page.wait("it is gone", &inside("!$('.score')"));
    page.eval(&inside("$('#ask').click()"));
    let mut agent = Agent::sign_in(&stage, "Sarah");
    let (id, _) = handoff(&agent);
    agent.say(&id, "Hello, this is solved.");
    page.wait("the words", &inside("$$('[data-by=person]').length === 1"));
    agent.act(&id, json!("close"));
    page.wait("about the person", &inside("$$('[data-survey]').at(-1).textContent.includes('with Sarah')"));
    page.picture("survey-person");
    page.eval(&inside("$$('.score').at(-2).click()"));
    page.wait("a field", &inside("root.activeElement?.matches('[data-survey] textarea')"));
    page.type_text("Quick and kind");
    page.picture("survey-note");
    page.eval(&inside("$$('[data-survey] form').at(-1).requestSubmit()"));
    until("it stands at the desk", || {
        let opened = agent.get(&format!("c/{id}"))?.json();
        let lines = opened["lines"].as_array()?.clone();
        let said = |text: &str| {
            lines.iter().any(|line| line["text"].as_str().is_some_and(|line| line.contains(text)))
        };
        (said("gives Sarah 4 of 5.") && said("Quick and kind") && !said("gives the assistant")).then_some(())
    });
    page.goto(&stage.url("/returns/"));
    page.wait("the conversation", &inside("$$('[data-by=survey]').length === 2"));
    assert_eq!(page.eval(&inside("$('.score')")), json!(null), "nobody is asked twice");
}
