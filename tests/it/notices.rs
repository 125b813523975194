//! Telling a visitor who looks elsewhere that a person replied, in real Chromium with notifications and sound that are written down:
//! 1. nothing is asked and nothing told until it is switched on; then while the page is out of sight, and not while it is seen;
//! 2. of several tabs one tells, and none where one is looked at; pressing it opens the chat; it is on after a reload, and can be switched off;
//! 3. the number of the request is on one line, however narrow it is;
//! 4. what was removed from a message is not told, and where the browser does not allow it, the chat says so.

use crate::access::axe;
use crate::chromium::{Chromium, Page};
use crate::client::Agent;
use crate::stage::Stage;
use crate::widget::{handoff, inside, open};
use serde_json::{Value, json};

const FAKES: &str = "window.told = []; window.asked = 0; window.tones = 0; let allowed = localStorage.allowed || 'default'; \
    window.Notification = class { static get permission() { return allowed; } \
    static async requestPermission() { window.asked++; return (allowed = localStorage.allowed = window.answer || 'granted'); } \
    constructor(title, options) { window.told.push(title + ': ' + options.body); window.notice = this; } close() { this.closed = 1; } }; \
    const none = { setValueAtTime() {}, exponentialRampToValueAtTime() {} }; \
    window.AudioContext = class { currentTime = 0; resume() {} createGain() { return { gain: none, connect() {} }; } \
    createOscillator() { return { frequency: {}, connect() {}, start: () => window.tones++, stop() {} }; } };";

fn page(chromium: &Chromium, stage: &Stage) -> Page {
    let mut page = chromium.page();
    page.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": FAKES }));
    page.goto(&stage.url("/returns/"));
    page
}

fn sight(page: &mut Page, is: bool) {
    page.eval(&format!(
        "Object.defineProperty(document, 'hidden', {{ configurable: true, get: () => {} }}); document.dispatchEvent(new Event('visibilitychange'))",
        !is
    ));
}

/// The agent writes, and the page has it.
fn says(agent: &mut Agent, id: &str, pages: &mut [&mut Page], text: &str) {
    agent.say(id, text);
    for page in pages {
        page.wait(text, &inside(&format!("$$('[data-by=person]').at(-1)?.textContent.includes('{text}')")));
    }
}

fn told(page: &mut Page) -> Value {
    page.eval("told")
}

fn switch(page: &mut Page, id: &str) {
    page.eval(&inside("($('#notices') || ($('#menu summary').click(), $('#notify').click()))"));
    page.wait("the switches", &inside(&format!("!!$('#{id}')")));
    page.eval(&inside(&format!("$('#{id}').click()")));
}

#[test]
fn who_looks_elsewhere_is_told_once_of_a_reply_if_they_wish() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = page(&chromium, &stage);
    open(&mut page);
    page.eval(&inside("$('#composer').focus()"));
    page.type_text("Hello, can I talk to a person?");
    page.press("Enter");
    let mut agent = Agent::sign_in(&stage, "Sarah");
    let (id, _) = handoff(&agent);
    says(&mut agent, &id, &mut [&mut page], "Good day");
    sight(&mut page, false);
    says(&mut agent, &id, &mut [&mut page], "Off by default");
    sight(&mut page, true);
    assert_eq!(page.eval("asked"), 0);

    switch(&mut page, "notify-show");
    page.wait("it is on", &inside("$('#notify-show').getAttribute('aria-checked') === 'true'"));
    switch(&mut page, "notify-sound");
    page.wait("it is on", &inside("$('#notify-sound').getAttribute('aria-checked') === 'true'"));
    assert_eq!((page.eval("asked"), page.eval("tones")), (json!(1), json!(2)), "one hears what it will be");
    assert_eq!(axe(&mut page), Vec::<String>::new());
    page.size(1280, 800);
    page.picture("notices");
    page.size(390, 844);
    page.picture("notices-phone");
    page.size(320, 568);
    let whole = "$$('.whole').map((w) => w.textContent + w.getClientRects().length)";
    let numbers = page.eval(&inside(whole)).as_array().cloned().unwrap_or_default();
    let number = page.eval(&inside("/[0-9A-Z]{3}-[0-9A-Z]{3}-\\d+/.exec($('#reference').textContent)[0]"));
    let unbroken = format!("{}1", number.as_str().unwrap_or_default());
    assert!(
        numbers.len() > 1 && numbers.iter().all(|one| *one == unbroken.as_str()),
        "{numbers:?} {unbroken}"
    );
    page.size(1280, 800);
    page.eval(&inside("$('#noticed').click()"));
    says(&mut agent, &id, &mut [&mut page], "You look at this");
    assert_eq!(told(&mut page), json!([]));

    // A second tab, out of sight as the first: one of the two tells.
    let mut other = self::page(&chromium, &stage);
    open(&mut other);
    other.wait("the conversation", &inside("$$('[data-by=person]').length === 3"));
    other.wait(
        "what watches",
        "performance.getEntriesByType('resource').some((r) => r.name.endsWith('/w/live.js'))",
    );
    for page in [&mut page, &mut other] {
        sight(page, true);
        sight(page, false);
    }
    says(&mut agent, &id, &mut [&mut page, &mut other], "It is on its way");
    // Both have been at it when the second says that it was told.
    let both = "new Promise((done) => setTimeout(done, 1500))";
    page.eval(both);
    let all =
        [told(&mut page), told(&mut other)].map(|told| told.as_array().cloned().unwrap_or_default()).concat();
    assert_eq!(all, [json!("Sarah: It is on its way")]);
    assert_eq!(page.eval("tones").as_u64().unwrap_or(0) + other.eval("tones").as_u64().unwrap_or(0), 4);

    // One of them is looked at: nobody needs to be told.
    sight(&mut other, true);
    says(&mut agent, &id, &mut [&mut page, &mut other], "Seen in the other tab");
    page.eval(both);
    assert_eq!(
        [told(&mut page), told(&mut other)]
            .map(|told| told.as_array().map_or(0, Vec::len))
            .iter()
            .sum::<usize>(),
        1
    );

    // Reloaded, it is on; pressed, the chat opens.
    other.call("Page.close", json!({}));
    page.eval(&inside("$('#close').click()"));
    page.goto(&stage.url("/care/"));
    open(&mut page);
    page.wait("the conversation", &inside("$$('[data-by=person]').length === 5"));
    page.wait(
        "what watches",
        "performance.getEntriesByType('resource').some((r) => r.name.endsWith('/w/live.js'))",
    );
    page.eval(&inside("$('#close').click()"));
    sight(&mut page, true);
    sight(&mut page, false);
    says(&mut agent, &id, &mut [&mut page], "Your card [card ending 1111] was charged");
    page.wait("a notification", "told.length");
    assert_eq!(told(&mut page), json!(["Sarah: "]), "what was removed is not told");
    sight(&mut page, true);
    page.eval("notice.onclick()");
    page.wait("the chat", &inside("!$('#panel').hidden"));
    assert_eq!(page.eval("notice.closed"), 1);

    switch(&mut page, "notify-show");
    page.wait("it is off", &inside("$('#notify-show').getAttribute('aria-checked') === 'false'"));
    sight(&mut page, false);
    says(&mut agent, &id, &mut [&mut page], "Not told");
    page.eval(both);
    assert_eq!(page.eval("told.length"), 1);

    // A browser that does not allow it.
    sight(&mut page, true);
    page.eval("window.answer = 'denied'");
    switch(&mut page, "notify-show");
    page.wait("it is said", &inside("$('#notices [role=alert]').textContent.includes('does not allow')"));
    assert_eq!(page.eval(&inside("$('#notify-show').getAttribute('aria-checked')")), "false");
    assert_eq!(page.console, Vec::<String>::new());
}
