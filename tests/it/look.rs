//! The owner's look and the launcher, in real Chromium:
//! 1. embed.js weighs no more than promised in any language, whatever the owner decides;
//! 2. colors, theme, logo, label, position and the greeting of a page are as `site.toml` says, by day and by night, on a phone;
//! 3. the page's own buttons open the chat and reach a person, ours gives way, the focus goes back, and the human button stays;
//! 4. the chat is fetched early only where the owner allows, and not where bytes cost the visitor something.

use crate::access::inside;
use crate::chromium::{Chromium, Page};
use crate::client::Agent;
use crate::stage::{Stage, until};
use crate::widget::{open, reference};
use serde_json::{Value, json};
use shared::help::{Often, Rule};
use shared::lang::{LANGS, Words};
use shared::site::{Greeting, Launcher, Prefetch, Site, Theme};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

/// What embed.js of a site weighs by brotli, by language.
fn weights(site: &Site) -> BTreeMap<String, u64> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let file = std::env::temp_dir().join(format!("baton-weights-{}.json", std::process::id()));
    std::fs::write(&file, site.embed().to_string()).expect("the temporary folder is writable");
    let node = std::env::var("BATON_NODE").expect("BATON_NODE is set: run these tests by `cargo xtask test`");
    let mut node = Command::new(node);
    node.arg(root.join("xtask/js/embed.mjs"))
        .arg(root.join("widget/embed/embed.js"))
        .arg(&file)
        .arg("--sizes");
    let ran = node.output().expect("node can be started");
    std::fs::remove_file(&file).ok();
    let sizes: BTreeMap<String, Value> = serde_json::from_slice(&ran.stdout).expect("it writes JSON");
    sizes.into_iter().map(|(tag, size)| (tag, size["brotli"].as_u64().unwrap_or(u64::MAX))).collect()
}

fn decided(site: &mut Site) {
    site.brand.position = "left".to_owned();
    site.brand.night = Some("#d9a06b".to_owned());
    site.brand.theme = Some(Theme::Dark);
    site.brand.logo = Some("/img/mark.svg".to_owned());
    site.brand.bottom = 90;
    site.launcher.label = [(String::new(), "Questions?".to_owned())].into();
}

#[test]
fn in_every_language_and_whatever_is_decided_the_first_file_weighs_under_four_kilobytes() {
    let built = std::env::var("BATON_WORKER").expect("run these tests by `cargo xtask test`");
    let text = std::fs::read_to_string(PathBuf::from(built).join("site.json")).expect("the Worker is built");
    let mut site: Site = serde_json::from_str(&text).expect("a compiled site");
    site.languages = LANGS.iter().map(|(tag, ..)| (*tag).to_owned()).collect();
    site.words = site.languages.iter().map(|tag| (tag.clone(), Words::shipped(tag))).collect();
    let usual = weights(&site);
    assert_eq!(usual.len(), 13);
    assert!(usual.values().all(|bytes| *bytes <= 3900), "head-room for what comes: {usual:?}");
    decided(&mut site);
    let offer = Rule {
        name: "stuck".to_owned(),
        when: Vec::new(),
        any: Vec::new(),
        say: [(String::new(), "Stuck?".to_owned())].into(),
        ask: [(String::new(), "How do I pay?".to_owned())].into(),
        often: Often::Visit,
    };
    for (own, help) in [(false, 0), (true, 0), (true, 1)] {
        for prefetch in [Prefetch::Hover, Prefetch::Idle] {
            site.launcher = Launcher { own, prefetch, ..site.launcher };
            site.help = vec![offer.clone(); help];
            let weights = weights(&site);
            assert!(weights.values().all(|bytes| *bytes <= 4096), "{own} {help} {prefetch:?}: {weights:?}");
        }
    }
}

fn style(page: &mut Page, of: &str, what: &str) -> String {
    let script = inside(&format!("getComputedStyle($('{of}'))['{what}']"));
    page.eval(&script).as_str().unwrap_or_default().to_owned()
}

#[test]
fn what_the_owner_decides_is_what_the_visitor_sees() {
    let stage = Stage::with_embed(|site| {
        decided(site);
        site.greetings = vec![Greeting {
            page: vec!["/checkout/*".to_owned()],
            say: [(String::new(), "Stuck at paying? Ask {site} anything.".to_owned())].into(),
        }];
    });
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.goto(&stage.url("/checkout/"));
    page.wait("the launcher", &inside("!!$('#launcher')?.offsetWidth"));
    assert_eq!(page.eval(&inside("$('#launcher').innerText.trim()")), "Questions?");
    assert_eq!(page.eval(&inside("$('#launcher').getAttribute('aria-label')")), "Questions?");
    assert_eq!(style(&mut page, "#bar", "bottom"), "90px");
    assert_eq!(style(&mut page, "#bar", "left"), "20px");
    page.picture("look-closed");
    page.size(320, 568);
    assert_eq!(page.eval(&inside("[...$$('#bar button')].every((b) => { const r = b.getBoundingClientRect(); return r.left >= 0 && r.right <= 320; })")), true);
    page.picture("look-closed-phone");
    page.size(1280, 800);
    open(&mut page);
    page.wait(
        "the greeting",
        &inside("$('[data-by=greeting]')?.textContent.includes('Stuck at paying? Ask Duskery anything.')"),
    );
    // The system says day, and the owner night, to the second style sheet, too.
    assert_eq!(style(&mut page, "#panel", "backgroundColor"), "rgb(23, 25, 31)");
    assert_eq!(style(&mut page, "#send", "backgroundColor"), "rgb(217, 160, 107)");
    assert_eq!(style(&mut page, ".chat .soft", "color"), "rgb(167, 174, 187)");
    assert!(style(&mut page, ".face", "backgroundImage").contains("/img/mark.svg"));
    page.picture("look-open");
    // Elsewhere the assistant says what it always says.
    page.goto(&stage.url("/returns/"));
    page.wait(
        "the usual greeting",
        &inside("$('[data-by=greeting]')?.textContent.includes('automated assistant')"),
    );
    assert_eq!(page.console, Vec::<String>::new());
}

#[test]
fn the_pages_own_buttons_open_the_chat_and_reach_a_person() {
    let stage = Stage::with_embed(|site| site.launcher.own = true);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.goto(&stage.url("/returns/"));
    page.wait("the human button", &inside("!!$('#human')?.offsetWidth"));
    assert_eq!(page.eval(&inside("$('#launcher').offsetWidth")), 0);
    page.eval("document.querySelector('main, body').insertAdjacentHTML('afterbegin', '<p><a href=\"/contact/\" id=own data-baton-open>Ask <b>us</b></a> <button id=own-person data-baton-person>A person, please</button></p>')");
    page.eval("document.querySelector('#own').focus(), document.querySelector('#own b').click()");
    page.wait("the panel", &inside("!$('#panel').hidden && root.activeElement?.id === 'composer'"));
    assert_eq!(page.eval("location.pathname"), "/returns/");
    page.press("Escape");
    page.wait("closed", &inside("$('#panel').hidden"));
    assert_eq!(page.eval("document.activeElement.id"), "own");
    page.picture("look-own");
    page.eval("document.querySelector('#own-person').click()");
    let shown = reference(&mut page);
    let agent = Agent::sign_in(&stage, "Sarah");
    until("the handoff", || {
        let listing = agent.get("list")?.json();
        listing["open"].as_array()?.iter().any(|card| card["reference"] == shown.as_str()).then_some(())
    });
    assert_eq!(page.console, Vec::<String>::new());
}

/// The paths of ours that the page has asked for.
const ASKED: &str = "performance.getEntriesByType('resource').map((r) => new URL(r.name).pathname).filter((p) => p.startsWith('/w/') || p.startsWith('/api')).sort().join(' ')";

/// Waits until whatever was asked for has come, which is when it is in the list: a request of our own, made after it, has
/// come, and nothing new with it.
fn settled(page: &mut Page) {
    page.eval(
        "(async () => { const others = () => performance.getEntriesByType('resource').filter((r) => !r.name.endsWith('?mark')).length; \
         for (let before = -1; before != others(); ) { before = others(); await (await fetch('/embed.js?mark', { cache: 'no-store' })).text(); \
         await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))); } })()",
    );
}

/// A page that has stood there for a while, on a connection as the browser tells of it.
fn stood(chromium: &Chromium, stage: &Stage, connection: &str) -> Page {
    let mut page = chromium.page();
    let source = format!(
        "Object.defineProperty(navigator, 'connection', {{ get: () => ({connection}) }}); const later = setTimeout; window.setTimeout = (f, ms) => later(f, ms / 30);"
    );
    page.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
    page.goto(&stage.url("/"));
    page.wait("the launcher", &inside("!!$('#launcher')?.offsetWidth"));
    // Twice as long as the product waits, and idle.
    page.eval("new Promise((done) => setTimeout(() => requestIdleCallback(done), 6000))");
    settled(&mut page);
    page
}

const FAST: &str = "{ saveData: false, effectiveType: '4g' }";

#[test]
fn the_chat_is_fetched_early_only_with_leave_and_never_on_a_connection_that_costs() {
    let chromium = Chromium::start();
    let never = Stage::start(&[]);
    assert_eq!(stood(&chromium, &never, FAST).eval(ASKED), "");
    let idle = Stage::with_embed(|site| site.launcher.prefetch = Prefetch::Idle);
    for costly in [
        "{ saveData: true, effectiveType: '4g' }",
        "{ type: 'cellular', effectiveType: '4g' }",
        "{ effectiveType: '3g' }",
        "undefined",
    ] {
        assert_eq!(stood(&chromium, &idle, costly).eval(ASKED), "", "{costly}");
    }
    let mut page = stood(&chromium, &idle, FAST);
    page.wait("it is fetched", &format!("({ASKED}).includes('.wasm')"));
    let asked = page.eval(ASKED);
    assert!(
        asked.as_str().is_some_and(|asked| asked.contains(".wasm") && !asked.contains("/api")),
        "{asked}"
    );
    assert_eq!(page.eval("Object.keys(localStorage).concat(Object.keys(sessionStorage)).length"), 0);
    // Opened, it is there already: nothing of it is asked of the network again.
    open(&mut page);
    page.wait("the greeting", &inside("!!$('[data-by=greeting] .bubble')?.textContent"));
    let again = page.eval("performance.getEntriesByType('resource').filter((r) => r.name.includes('.wasm')).slice(1).reduce((sum, r) => sum + r.transferSize, 0)");
    assert_eq!(again, 0);
    let hover = Stage::with_embed(|site| site.launcher.prefetch = Prefetch::Hover);
    let mut page = stood(&chromium, &hover, FAST);
    assert_eq!(page.eval(ASKED), "");
    page.eval(&inside(
        "$('#launcher').dispatchEvent(new Event('pointerover', { bubbles: true, composed: true }))",
    ));
    page.wait("it is fetched", &format!("({ASKED}).includes('.wasm')"));
    let mut page = stood(&chromium, &hover, "{ saveData: true }");
    page.eval(&inside(
        "$('#launcher').dispatchEvent(new Event('pointerover', { bubbles: true, composed: true }))",
    ));
    settled(&mut page);
    assert_eq!(page.eval(ASKED), "");
}
