//! A matrix of pages that a guest may meet. Whatever the page does, the page goes on, and the visitor reaches a person:
//! 1. it redefines `fetch`, `Promise`, prototypes, JSON, storage; it freezes what can be frozen;
//! 2. the Worker answers HTML, 404, another version, garbage, a message of a megabyte, five thousand messages;
//! 3. it replaces its body, navigates without loading, removes us, removes us often, goes into the back/forward cache;
//! 4. it prints, frames us, transforms everything, covers everything, shrinks its own text;
//! 5. it forbids storage.

use crate::access::{FAKE, inside};
use crate::chromium::{Chromium, Page};
use crate::client::Agent;
use crate::stage::{Stage, until};
use serde_json::{Value, json};

fn before(page: &mut Page, source: &str) {
    page.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
}

fn open(page: &mut Page) {
    page.wait("the launcher", &inside("!!$('#launcher')"));
    page.eval(&inside("$('#launcher').click()"));
}

fn write(page: &mut Page, text: &str) {
    page.eval(&inside("$('#composer').focus()"));
    page.type_text(text);
    page.press("Enter");
}

/// The human button, by whichever of the three floors is left, to the desk.
fn person(page: &mut Page, stage: &Stage, case: &str) {
    page.wait("the human button", &inside("!!$('#human')"));
    page.eval(&inside("($('#ask')?.offsetWidth ? $('#ask') : $('#human')).click()"));
    let shown = page.wait(case, &inside("(root.textContent.match(/[0-9A-Z]{3}-[0-9A-Z]{3}-\\d+/) || [])[0]"));
    let agent = Agent::sign_in(stage, "Sarah");
    until("the handoff at the desk", || {
        let listing = agent.get("list")?.json();
        let there = |card: &Value| card["reference"] == shown && card["page"] == "/returns/";
        listing["open"].as_array()?.iter().any(there).then_some(())
    });
}

/// Where nothing else is left: the plain form, sent as forms were before scripts, into a tab of its own.
fn by_the_form(page: &mut Page, stage: &Stage) {
    page.wait("the human button", &inside("!!$('#human')"));
    page.eval(&inside("$('#human').click()"));
    page.wait("that it failed", &inside("$('#body .note').textContent.includes('try again')"));
    page.eval(&inside("$('#composer').value = 'Nothing of this page works'"));
    page.eval(&inside("$('#send').click()"));
    let agent = Agent::sign_in(stage, "Sarah");
    until("the handoff at the desk", || {
        let listing = agent.get("list")?.json();
        listing["open"]
            .as_array()?
            .iter()
            .any(|card| card.to_string().contains("Nothing of this page works"))
            .then_some(())
    });
}

/// What a page may do to its own world before our script comes.
const WORLDS: &[(&str, &str)] = &[
    (
        "every object has more",
        "Object.prototype.extra = function () {}; Object.prototype.nothing = null; Array.prototype.more = 1;",
    ),
    ("fetch is wrapped", "{ const real = fetch; window.fetch = (...all) => real(...all).then((r) => r); }"),
    ("fetch fails", "window.fetch = () => { throw new Error('no fetch here'); };"),
    (
        "a promise of its own",
        "{ const Real = Promise; window.Promise = class extends Real { then(...all) { return super.then(...all); } }; }",
    ),
    (
        "old methods of lists",
        "Array.prototype.find = function (f) { for (var i = 0; i < this.length; i++) if (f(this[i], i)) return this[i]; }; Array.prototype.flatMap = undefined; Array.prototype.at = undefined;",
    ),
    (
        "everything is frozen",
        "for (const it of [Object.prototype, Array.prototype, Function.prototype, Promise.prototype, String.prototype, EventTarget.prototype, Node.prototype, Element.prototype, Document.prototype]) Object.freeze(it);",
    ),
    (
        "no storage",
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });",
    ),
    (
        "storage is full",
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    ),
    (
        "no constructed style sheets",
        "Object.defineProperty(Document.prototype, 'adoptedStyleSheets', { get: () => [], set() {} }); Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', { get: () => [], set() {} });",
    ),
    (
        "another idea of what JSON is",
        "for (const it of [Object, Array, String, Number, Boolean, Date]) it.prototype.toJSON = function () { return '[\"' + this + '\"]'; };",
    ),
    ("no sockets", "delete window.WebSocket;"),
    ("no Wasm", "delete window.WebAssembly;"),
    ("a name of ours is taken", "window.embed = window.site = window.base = 7;"),
];

#[test]
fn whatever_a_page_did_to_its_world_a_person_is_reached_and_the_page_is_unharmed() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    for (case, world) in WORLDS {
        let mut page = chromium.page();
        page.call("Storage.clearDataForOrigin", json!({ "origin": stage.url(""), "storageTypes": "all" }));
        before(&mut page, world);
        before(
            &mut page,
            "window.harm = []; const ours = (text, from) => /embed|chat-/.test(from) && harm.push(text); \
             addEventListener('error', (e) => ours(e.message, e.filename + e.error?.stack)); addEventListener('unhandledrejection', (e) => ours(String(e.reason), String(e.reason?.stack)));",
        );
        page.goto(&stage.url("/returns/"));
        if *case == "fetch fails" {
            by_the_form(&mut page, &stage);
        } else {
            person(&mut page, &stage, case);
        }
        let harm = page.eval("harm.join('; ')");
        assert_eq!(harm, "", "{case}");
        page.call("Page.close", json!({}));
    }
}

#[test]
fn whatever_the_worker_answers_the_visitor_reads_a_sentence_and_keeps_a_way_to_a_person() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let trouble = |status: u16, code: &str, text: &str| {
        format!(
            "() => new Response(JSON.stringify({{ code: '{code}', text: '{text}' }}), {{ status: {status} }})"
        )
    };
    for (case, fail, told) in [
        ("HTML", "() => new Response('<!doctype html><h1>Login</h1>', { headers: { 'content-type': 'text/html' } })".to_owned(), "Not sent"),
        ("404", "() => new Response('not found', { status: 404 })".to_owned(), "Not sent"),
        ("nothing", "() => Promise.reject(new TypeError('failed'))".to_owned(), "Not sent"),
        ("another version", trouble(409, "version", "reload the page"), "reload the page"),
        ("another origin", trouble(403, "origin", "add it to origins"), "add it to origins"),
        ("too long", trouble(413, "too-large", "send it in parts"), "send it in parts"),
        ("too many", trouble(429, "too-many", "wait a moment"), "wait a moment"),
    ] {
        let mut page = chromium.page();
        page.call("Storage.clearDataForOrigin", json!({ "origin": stage.url(""), "storageTypes": "all" }));
        before(&mut page, FAKE);
        page.goto(&stage.url("/returns/"));
        page.eval(&format!("feed.fail = {fail}"));
        open(&mut page);
        write(&mut page, "Hello there");
        page.wait(case, &inside(&format!("$('#body').innerText.includes('{told}')")));
        assert_eq!(page.eval(&inside("$('#body').innerText.includes('Hello there')")), true, "{case}: the words stay");
        assert_eq!(page.eval(&inside("!!$('#ask').offsetWidth && !$('#ask').disabled")), true, "{case}");
        assert_eq!(page.console.iter().filter(|line| line.contains("RuntimeError")).count(), 0, "{case}: {:?}", page.console);
        page.call("Page.close", json!({}));
    }
}

#[test]
fn garbage_a_megabyte_and_five_thousand_messages_do_not_stop_the_chat() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    before(&mut page, FAKE);
    page.goto(&stage.url("/returns/"));
    open(&mut page);
    write(&mut page, "Hello there");
    page.wait("a socket", "!!window.feed?.socket");
    for garbage in [
        "'<html>'",
        "'['",
        "'null'",
        "'[[[[[[[['.repeat(50000)",
        "'[{}]'",
        "'[{\"shown\":7}]'",
        "'[{\"delta\":{\"turn\":-1,\"n\":1e99}}]'",
        "'[{\"shown\":{\"seq\":18446744073709551615,\"at\":1,\"entry\":{\"later\":{}}}}]'",
        "'[\"\\\\ud800\"]'",
        "'\\u0000'",
        "new ArrayBuffer(9)",
    ] {
        page.eval(&format!("feed.raw({garbage})"));
    }
    let large = "feed.say([{ shown: { seq: 2, at: 1, entry: { person: { name: 'Sarah', text: 'a **b** [c](https://d.example) `e` \\n\\n'.repeat(25000) + 'the end of a megabyte' } } } }])";
    page.eval(large);
    page.wait("a megabyte", &inside("root.textContent.includes('the end of a megabyte')"));
    page.eval("feed.say(Array.from({ length: 5000 }, (_, i) => ({ shown: { seq: 3 + i, at: 1, entry: { person: { name: 'Sarah', text: 'message ' + i } } } })))");
    page.wait("five thousand", &inside("root.textContent.includes('message 4999')"));
    // The newest are in the page; the others on request.
    let shown = page.eval(&inside("$$('[data-by]').length")).as_u64().unwrap_or(0);
    assert!(shown < 100, "{shown} rows");
    page.eval(&inside("$('#earlier').click()"));
    page.wait("earlier ones", &inside(&format!("$$('[data-by]').length > {shown}")));
    write(&mut page, "Still here?");
    page.wait("the chat goes on", "feed.posted.some((c) => c.do.say?.text === 'Still here?')");
    assert_eq!(page.console, Vec::<String>::new());
}

#[test]
fn pages_that_replace_move_remove_and_restore_keep_one_chat_with_its_words() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.goto(&stage.url("/returns/"));
    open(&mut page);
    write(&mut page, "How long do I have to send something back?");
    page.wait(
        "an answer",
        &inside("$$('[data-by=assistant]').some((m) => m.textContent.includes('30 days'))"),
    );
    page.eval(&inside("$('#composer').focus()"));
    page.type_text("half a sentence");
    let whole = |page: &mut Page, case: &str| {
        page.wait(
            case,
            &inside(
                "$('#composer').value === 'half a sentence' && $('#body').textContent.includes('30 days')",
            ),
        );
        assert_eq!(page.eval("document.querySelectorAll('baton-chat').length"), 1, "{case}");
    };
    // As Turbo, htmx and their like do it.
    page.eval("document.body.outerHTML = '<body><h1>Another page</h1></body>'; history.pushState({}, '', '/shipping/')");
    whole(&mut page, "another body");
    page.eval("{ const next = document.createElement('body'); document.documentElement.replaceChild(next, document.body); }");
    whole(&mut page, "a replaced body");
    for _ in 0..3 {
        page.eval("document.querySelector('baton-chat').remove()");
        whole(&mut page, "removed");
    }
    page.eval("new Promise((onload) => document.head.append(Object.assign(document.createElement('script'), { src: '/embed.js', onload })))");
    whole(&mut page, "pasted again");
    // Away and back, with and without the cache of whole pages.
    page.goto(&stage.url("/person"));
    page.eval("history.back()");
    page.wait("back", "location.pathname !== '/person'");
    whole(&mut page, "back again");
    page.goto(&stage.url("/care/"));
    whole(&mut page, "after a load");
    // Whoever insists is obeyed.
    for _ in 0..20 {
        page.eval("document.querySelector('baton-chat')?.remove()");
    }
    // Who watches for a removal hears of it before the next frame.
    page.eval("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    assert_eq!(page.eval("document.querySelectorAll('baton-chat').length"), 0);
}

#[test]
fn pages_that_transform_cover_frame_shrink_and_print_see_and_press_it_all_the_same() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let hit = "(() => { const host = document.querySelector('baton-chat'), r = host.shadowRoot.querySelector('#launcher').getBoundingClientRect(); \
        return document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2) === host && Math.round(r.width) === 60 && r.right <= innerWidth && r.bottom <= innerHeight; })()";
    for (case, css) in [
        (
            "transforms",
            "body{transform:scale(.5) rotate(9deg);filter:blur(1px);perspective:9px;contain:strict;overflow:hidden}",
        ),
        ("a cover", "body::after{content:'';position:fixed;inset:0;z-index:999999999;background:#0009}"),
        (
            "small text",
            "html{font-size:62.5%!important;font:3px/1 fantasy!important;line-height:0!important;letter-spacing:9px!important;text-transform:uppercase!important}",
        ),
        (
            "nothing may be shown",
            "body,body *{display:none;visibility:hidden;opacity:0;pointer-events:none} baton-chat{display:none!important;opacity:0!important;position:static!important;transform:scale(0)!important}",
        ),
        (
            "a flexible root",
            "html{display:grid;grid-template:1fr/1fr;height:100%;overflow:hidden}body{overflow:auto}",
        ),
    ] {
        let mut page = chromium.page();
        page.goto(&stage.url("/returns/"));
        page.wait("the launcher", &inside("!!$('#launcher')"));
        page.eval(&format!(
            "document.head.append(Object.assign(document.createElement('style'), {{ textContent: `{css}` }}))"
        ));
        page.wait(case, hit);
        assert_eq!(page.eval(&inside("getComputedStyle($('#human')).fontSize")), "15px", "{case}");
        page.call("Emulation.setEmulatedMedia", json!({ "media": "print" }));
        assert_eq!(page.eval(&inside("$('#launcher').offsetWidth")), 0, "{case}: not on paper");
        page.call("Page.close", json!({}));
    }
    // In a frame, also in one that may do little.
    for sandbox in ["", "sandbox='allow-scripts allow-same-origin'", "sandbox='allow-scripts'"] {
        let mut page = chromium.page();
        page.goto(&stage.url("/person"));
        let frame = format!("<iframe {sandbox} width=600 height=700 src='/returns/'></iframe>");
        page.eval(&format!("document.body.innerHTML = `{frame}`"));
        let opened = "(async () => { const { contentDocument } = document.querySelector('iframe'); const root = contentDocument?.querySelector('baton-chat')?.shadowRoot; return !!root?.querySelector('#launcher'); })()";
        if sandbox.is_empty() || sandbox.contains("same-origin") {
            page.wait("the launcher in a frame", opened);
        } else {
            // Of another origin by decree: nothing to look into, and nothing may break.
            page.wait("the frame", "document.querySelector('iframe').contentDocument === null");
        }
        assert_eq!(
            page.console.iter().filter(|line| line.contains("baton")).count(),
            0,
            "{:?}",
            page.console
        );
        page.call("Page.close", json!({}));
    }
}
