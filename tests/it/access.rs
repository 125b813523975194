//! For every person, in real Chromium:
//! 1. axe finds nothing in any state: closed, open, streaming, answered, an offer, waiting, with a person, offline,
//!    refused, files, how it was, and the plain form; in light and dark, from right to left, on a phone, at 320 pixels, with text twice as large;
//! 2. with the keyboard alone: open, ask, read a source, rate, reach a person, close, and the focus is back;
//! 3. everything said is read aloud once, when it is whole;
//! 4. who wants no motion sees none; in forced colors everything keeps an edge;
//! 5. above an on-screen keyboard the composer stays in view.
//!
//! The pictures of each state are those of `docs/widget.md`.

use crate::chromium::{Chromium, Page};
use crate::stage::Stage;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Speaks for the Worker where a test wants a state that passes quickly.
pub const FAKE: &str = include_str!("fake_worker.js");

pub fn inside(script: &str) -> String {
    format!(
        "(() => {{ const root = document.querySelector('baton-chat')?.shadowRoot; if (!root) return null; const $ = (s) => root.querySelector(s), $$ = (s) => [...root.querySelectorAll(s)]; return {script}; }})()"
    )
}

/// A page with the fake Worker, the panel open, and the greeting there.
fn fed(page: &mut Page, url: &str) {
    page.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": FAKE }));
    page.goto(url);
    page.wait("the launcher", &inside("!!$('#launcher')"));
}

fn open(page: &mut Page) {
    page.eval(&inside("$('#launcher').click()"));
    page.wait("the greeting", &inside("!!$('[data-by=greeting] .bubble')?.textContent"));
}

fn write(page: &mut Page, text: &str) {
    page.eval(&inside("$('#composer').focus()"));
    page.type_text(text);
    page.press("Enter");
    page.wait("a socket", "!!feed.socket");
}

/// News from the fake Worker, until this much of the chat is there.
fn say(page: &mut Page, frames: Value, until: &str) {
    page.eval(&format!("feed.say({frames})"));
    page.wait(until, &inside(&format!("!!$(`{until}`)")));
}

/// What axe has against the widget, one line each.
pub fn axe(page: &mut Page) -> Vec<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../node_modules/axe-core/axe.min.js");
    let source = std::fs::read_to_string(path).expect("axe-core is installed by `cargo xtask build`");
    if page.eval("typeof axe") == "undefined" {
        page.eval(&format!("{source}; 0"));
    }
    // What floats over the log while one reads further up hides a control only until one scrolls.
    page.eval(&inside("$('#body').scrollTop = 1e6"));
    page.wait("nothing floats", &inside("!$('#newest')"));
    // Beside the body axe cannot tell what is behind a text; the page's own words are none of our business. A control that
    // is half scrolled out of sight is as large as ever.
    let run = "(async () => { const host = document.querySelector('baton-chat'); document.body.append(host); document.body.inert = false; \
        const told = await axe.run(host, { elementRef: true, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], \
        rules: { region: { enabled: false } } }); \
        const all = host.shadowRoot.querySelector('#body').getBoundingClientRect(); \
        const cut = (e) => { const r = e.getBoundingClientRect(); return r.top < all.top || r.bottom > all.bottom; }; \
        document.documentElement.append(host); host.shadowRoot.querySelector('#body').scrollTop = 1e6; \
        return told.violations.flatMap((v) => v.nodes.filter((n) => v.id != 'target-size' || !cut(n.element)) \
        .map((n) => v.id + ': ' + n.html.slice(0, 160) + ' ' + n.failureSummary)); })()";
    let told = page.eval(run);
    told.as_array().into_iter().flatten().map(|line| line.as_str().unwrap_or_default().to_owned()).collect()
}

fn status(speaker: Value, more: Value) -> Value {
    let mut status = json!({ "speaker": speaker });
    status.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
    json!({ "status": status })
}

fn entry(seq: u32, entry: Value) -> Value {
    json!({ "shown": { "seq": seq, "at": 1, "entry": entry } })
}

const ANSWER: &str = "You have **30 days** from delivery to send a lamp back. [1]\n\n1. Open your order.\n2. Choose *Return*.\n\n> Lamps made to measure cannot be returned.\n\nUse code `BACK-30`, or see [the page](https://shop.example/returns).";

/// Brings the page into each state in turn, and looks at it.
fn states(page: &mut Page, name: &str, look: &mut dyn FnMut(&mut Page, &str)) {
    let mut at = |page: &mut Page, state: &str| look(page, &format!("{name}-{state}"));
    at(page, "closed");
    open(page);
    at(page, "open");
    write(page, "How long do I have?");
    page.wait("the words", &inside("$$('[data-by=customer]').length === 1"));
    say(page, json!([status(json!("assistant"), json!({ "answering": 1 }))]), "#thinking");
    at(page, "thinking");
    say(
        page,
        json!([{ "delta": { "turn": 1, "n": 0, "text": "You have **30 days** from" } }]),
        "[data-running] b",
    );
    at(page, "streaming");
    let sources = json!([{ "article": "returns", "title": "Returning a lamp", "heading": "How long you have", "passage": "You have 30 days from the day the lamp arrives." }]);
    let answer = entry(2, json!({ "assistant": { "turn": 1, "text": ANSWER, "sources": sources } }));
    say(page, json!([answer, status(json!("assistant"), json!({}))]), ".sources summary");
    page.eval(&inside("$('.sources summary').click()"));
    at(page, "answered");
    page.eval(&inside("$('.thumb.no').click()"));
    page.wait("why", &inside("root.activeElement?.closest('#why')"));
    at(page, "why");
    page.eval(&inside("$('#why button').click()"));
    page.wait("the reason", "feed.posted.some((c) => c.do.rate?.why)");
    page.eval(&inside("$('#menu summary').click()"));
    page.wait("the menu", &inside("!!$('#save').offsetWidth && !!$('#end').offsetWidth"));
    at(page, "menu");
    page.eval(&inside("$('#see').click()"));
    page.wait(
        "what is seen",
        &inside("root.activeElement?.id === 'unsee' && $('#seen').textContent.includes('/returns/')"),
    );
    at(page, "seen");
    page.eval(&inside("$('#unsee').click()"));
    page.wait("the composer has the focus", &inside("root.activeElement?.id === 'composer' && !$('#seen')"));
    let offer = entry(
        3,
        json!({ "offer": { "text": "I can try, or connect you to a person. Which do you prefer?", "choices": ["person", "assistant"] } }),
    );
    say(page, json!([offer]), ".choices");
    at(page, "offer");
    let over = entry(
        4,
        json!({ "handed-over": { "reference": "ABC-DEF-1", "text": "I am handing this to our team. Your reference is ABC-DEF-1." } }),
    );
    say(
        page,
        json!([
            over,
            status(json!("team"), json!({ "reference": "ABC-DEF-1", "promise": "Support hours: always." }))
        ]),
        "[data-speaker=team] #reference",
    );
    at(page, "waiting");
    let joined = entry(
        5,
        json!({ "joined": { "name": "Sarah", "text": "Sarah has joined and can see the whole conversation." } }),
    );
    let words =
        entry(6, json!({ "person": { "name": "Sarah", "text": "Hi, this is Sarah. Which lamp is it?" } }));
    say(
        page,
        json!([
            joined,
            words,
            status(json!({ "person": { "name": "Sarah" } }), json!({ "reference": "ABC-DEF-1" }))
        ]),
        "[data-by=person]",
    );
    at(page, "person");
    say(page, json!([{ "typing": { "name": "Sarah" } }]), "#thinking");
    at(page, "typing");
    files_and_survey(page, &mut at);
    page.eval(
        "feed.fail = () => Promise.reject(new TypeError('no network')); dispatchEvent(new Event('offline'))",
    );
    page.eval(&inside("$('#composer').focus()"));
    page.type_text("The tern, in brass.");
    page.press("Enter");
    page.wait("it is offline", &inside("!!$('#trouble')"));
    at(page, "offline");
}

/// Files given, one refused, and how it was.
fn files_and_survey(page: &mut Page, at: &mut dyn FnMut(&mut Page, &str)) {
    let file = |name: &str, kind: &str, side: u32| json!({ "id": name, "name": name, "kind": kind, "bytes": 14_000, "width": side, "height": side });
    let own = json!({ "attached": { "key": "f1", "file": file("error.png", "image/png", 400), "url": "/img/tern.svg" } });
    let back = json!({ "attached": { "name": "Sarah", "file": file("label.pdf", "application/pdf", 0), "url": "/label.pdf" } });
    say(page, json!([entry(7, own), entry(8, back)]), "[data-by=person] .file");
    page.eval(&inside("(() => { const t = new DataTransfer(); t.items.add(new File(['hello'], 'notes.txt', { type: 'text/plain' })); $('#attach').files = t.files; $('#attach').dispatchEvent(new Event('change')); })()"));
    page.wait("a refusal", &inside("!!$('.refused')"));
    at(page, "files");
    page.eval(&inside("$('.refused .remove').click()"));
    let survey = json!({ "survey": { "survey": 1, "about": "person", "name": "Sarah", "open": true } });
    say(page, json!([entry(9, survey)]), ".score");
    at(page, "survey");
    page.eval(&inside("$$('.score')[3].click()"));
    page.wait("a field", &inside("root.activeElement?.closest('[data-survey]')"));
    page.wait("the score", "feed.posted.some((c) => c.do.score?.score === 4)");
    at(page, "survey-note");
    page.eval(&inside("$('[data-survey] .choice').click()"));
    page.wait("thanks", &inside("root.activeElement?.id === 'composer'"));
}

#[test]
fn axe_finds_nothing_in_any_state() {
    let stage = Stage::in_languages(&["en", "ar"]);
    let (chromium, large) = (Chromium::start(), Chromium::with(&["--blink-settings=defaultFontSize=32"]));
    let mut found = Vec::new();
    for (name, lang, width, height, dark, chromium) in [
        ("light", "en", 1280, 800, false, &chromium),
        ("dark", "en", 1280, 800, true, &chromium),
        ("arabic", "ar", 1280, 800, false, &chromium),
        ("phone", "en", 390, 844, false, &chromium),
        ("phone-dark-arabic", "ar", 390, 844, true, &chromium),
        ("small", "en", 320, 568, false, &chromium),
        ("large-text", "en", 390, 844, false, &large),
    ] {
        let mut page = chromium.page();
        page.size(width, height);
        page.dark(dark);
        let source = format!(
            "document.addEventListener('DOMContentLoaded', () => {{ document.documentElement.lang = '{lang}' }})"
        );
        page.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
        page.call("Storage.clearDataForOrigin", json!({ "origin": stage.url(""), "storageTypes": "all" }));
        fed(&mut page, &stage.url("/returns/"));
        states(&mut page, name, &mut |page, state| {
            let name = format!("state-{state}");
            match width {
                1280 => page.part(&name, [846.0, 60.0, 434.0, 740.0]),
                _ => page.part(&name, [0.0, 0.0, width.into(), height.into()]),
            }
            found.extend(axe(page).into_iter().map(|line| format!("{state}: {line}")));
            let wide = page.eval(&inside("$('#body').scrollWidth > $('#body').clientWidth"));
            if wide == true {
                found.push(format!("{state}: it scrolls sideways"));
            }
        });
        page.call("Page.close", json!({}));
    }
    let mut page = chromium.page();
    page.call("Storage.clearDataForOrigin", json!({ "origin": stage.url(""), "storageTypes": "all" }));
    page.block(&["*/w/*"]);
    page.goto(&stage.url("/returns/"));
    page.wait("the launcher", &inside("!!$('#launcher')"));
    page.eval(&inside("$('#launcher').click()"));
    page.wait("the plain form", &inside("!!$('[type=email]')"));
    page.picture("state-form");
    found.extend(axe(&mut page).into_iter().map(|line| format!("form: {line}")));
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}

/// The accessible name and role of what has the focus, as the browser tells a screen reader.
fn focused(page: &mut Page) -> String {
    let object = page.call(
        "Runtime.evaluate",
        json!({ "expression": "document.activeElement.shadowRoot?.activeElement ?? document.activeElement" }),
    );
    let id = object["result"]["objectId"].clone();
    let tree =
        page.call("Accessibility.getPartialAXTree", json!({ "objectId": id, "fetchRelatives": false }));
    let node = &tree["nodes"][0];
    format!(
        "{} {}",
        node["role"]["value"].as_str().unwrap_or(""),
        node["name"]["value"].as_str().unwrap_or("")
    )
}

#[test]
fn with_the_keyboard_alone_one_asks_reads_a_source_rates_and_reaches_a_person() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.goto(&stage.url("/returns/"));
    page.wait("the launcher", &inside("!!$('#launcher')"));
    let walk = |page: &mut Page, wanted: &str| {
        let mut met = Vec::new();
        for _ in 0..80 {
            page.press("Tab");
            let here = focused(page);
            if here.contains(wanted) {
                return;
            }
            met.push(here);
        }
        panic!("no `{wanted}` among {met:?}");
    };
    walk(&mut page, "button Chat with us");
    page.press("Enter");
    page.wait("the composer has the focus", &inside("root.activeElement?.id === 'composer'"));
    assert_eq!(focused(&mut page), "textbox Write a message");
    page.keys("How long do I have to send something back?");
    page.press("Enter");
    page.wait("an answer", &inside("$('.sources summary')"));
    // Once, whole, and by nobody else: the log itself is silent.
    let aloud = "$$('#polite p').filter((p) => p.textContent.includes('30 days')).length";
    page.wait("it is read aloud", &inside(aloud));
    assert_eq!(page.eval(&inside(aloud)), 1);
    assert_eq!(page.eval(&inside("$('#log').getAttribute('aria-live')")), "off");
    page.eval(&inside("$('#close').focus()"));
    walk(&mut page, "DisclosureTriangle");
    page.press("Enter");
    page.wait("the source", &inside("$('.sources details').open"));
    walk(&mut page, "button No");
    page.press("Enter");
    page.wait("why", &inside("root.activeElement?.closest('#why')"));
    page.press("Enter");
    page.wait("back at the composer", &inside("root.activeElement?.id === 'composer'"));
    assert_eq!(page.eval(&inside("$('.sources details').open")), true, "what is being read stays open");
    page.eval(&inside("$('#menu summary').focus()"));
    walk(&mut page, "button Attach a picture or a PDF");
    walk(&mut page, "button Talk to a person");
    page.press("Enter");
    page.wait("a reference", &inside("!!$('#reference')"));
    page.press("Escape");
    page.wait("closed", &inside("$('#panel').hidden"));
    assert_eq!(focused(&mut page), "button Chat with us");
    assert_eq!(page.console, Vec::<String>::new());
}

#[test]
fn who_wants_no_motion_sees_none_and_forced_colors_leave_every_control_an_edge() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    fed(&mut page, &stage.url("/returns/"));
    let moving = "$$('*').filter((e) => getComputedStyle(e).animationName !== 'none' || parseFloat(getComputedStyle(e).transitionDuration) > 0).length";
    let mut moved = Vec::new();
    states(&mut page, "still", &mut |page, state| {
        if page.eval(&inside(moving)) != 0 {
            moved.push(state.to_owned());
        }
    });
    assert_eq!(moved, Vec::<String>::new());
    page.media(&[("forced-colors", "active")]);
    page.eval("new Promise(requestAnimationFrame)");
    let bare = "$$('button,#panel,#write,summary,.mine').filter((e) => e.offsetWidth && !e.matches('.link,.thumb,.cite') && !e.closest('#menu') && getComputedStyle(e.matches('summary') ? e.parentElement : e).borderTopWidth === '0px').map((e) => e.outerHTML.slice(0, 90))";
    assert_eq!(page.eval(&inside(bare)), json!([]));
    page.picture("state-forced-colors");
}

#[test]
fn above_an_on_screen_keyboard_the_composer_stays_in_view() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.size(390, 844);
    page.goto(&stage.url("/returns/"));
    open(&mut page);
    page.wait("the chat", &inside("!!$('.chat')"));
    // As iOS does it: the page stays as high as it was, and less of it is seen.
    let keyboard = "(seen, top) => { for (const [name, value] of [['height', seen], ['offsetTop', top]]) \
        Object.defineProperty(visualViewport, name, { configurable: true, get: () => value }); \
        visualViewport.dispatchEvent(new Event('resize')); }";
    page.eval(&format!("({keyboard})(420, 60)"));
    let seen =
        "[$('#panel').getBoundingClientRect().top, $('#composer').getBoundingClientRect().bottom <= 480]";
    assert_eq!(page.eval(&inside(seen)), json!([60, true]));
    page.eval(&format!("({keyboard})(844, 0)"));
    assert_eq!(page.eval(&inside("$('#panel').getBoundingClientRect().height")), json!(844));
}
