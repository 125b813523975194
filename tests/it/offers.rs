//! Help that is offered before anybody asks, in real Chromium:
//! 1. an error that appears brings a bubble, which takes no focus, is read aloud, and leads to the answer; the team sees which it was;
//! 2. nothing is stored and nothing sent before the visitor acts; once in a visit; turned down, never again;
//! 3. not while the chat is open, not on a page that does not want it, and on no control of the page;
//! 4. the browser decides as the core does;
//! 5. clicks in anger, dead clicks, and requests that fail are seen;
//! 6. a strict policy is not violated, axe finds nothing, from right to left, at night and on a phone.

use crate::access::axe;
use crate::chromium::{Chromium, Page};
use crate::client::Agent;
use crate::guest::{Host, html, strict};
use crate::stage::Stage;
use crate::widget::{handoff, inside, reference};
use serde_json::{Value, json};
use shared::help::{self, Rule, Seen};
use shared::lang::Words;
use shared::section::{File, Section};

const DECLINED: &str = r#"
[[help]]
name = "card-declined"
when = ["page matches /checkout/*", "error matches *declined*"]
say = "Was your card declined? Here is what helps."
ask = "Why was my card declined?"

[[help]]
name = "returning"
when = "page matches /returns/*"
say = "Sending something back?"
ask = "How do I return a lamp?"
"#;

fn rules(text: &str) -> Vec<Rule> {
    let file = File::new("site.toml", text);
    let root = file.parse();
    let top = Section::new(&file, root.get_ref(), 0, "the site");
    let rules = help::rules(&top, &["en".to_owned(), "ar".to_owned()]);
    assert_eq!(file.problems(), Vec::new());
    rules
}

fn stage(text: &str) -> Stage {
    Stage::with_embed(|site| site.help = rules(text))
}

/// A page on which a second is a quarter of one.
fn page(chromium: &Chromium) -> Page {
    let mut page = chromium.page();
    let source = "{ const later = setTimeout; window.setTimeout = (f, ms) => later(f, ms / 4); }";
    page.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
    page.call("Emulation.setFocusEmulationEnabled", json!({ "enabled": true }));
    page
}

/// The page says that something is wrong.
fn alert(page: &mut Page, text: &str) {
    page.eval(&format!(
        "document.querySelector('main, body').insertAdjacentHTML('afterbegin', '<p role=alert>{text}</p>')"
    ));
}

/// Whoever would be offered something has been, or is not going to be.
fn looked(page: &mut Page) {
    page.eval("new Promise((done) => setTimeout(() => requestIdleCallback(done), 9000))");
}

fn offered(page: &mut Page) -> Value {
    page.eval(&inside("$('#help')?.innerText.split('\\n')[0] ?? null"))
}

const STORED: &str = "Object.keys(localStorage).concat(Object.keys(sessionStorage)).length";
const PRESS: &str = "dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))";

#[test]
fn an_error_brings_an_offer_that_leads_to_the_answer_and_the_team_sees_which() {
    let stage = stage(DECLINED);
    let chromium = Chromium::start();
    let mut page = page(&chromium);
    page.goto(&stage.url("/checkout/"));
    page.wait("the launcher", &inside("!!$('#launcher')"));
    page.eval("document.querySelector('a').focus(), document.activeElement.dataset.mine = 1");
    looked(&mut page);
    assert_eq!(offered(&mut page), Value::Null);
    alert(&mut page, "Sorry: your card was Declined. PAY-51");
    page.wait("the offer", &inside("!!$('#help')?.offsetWidth"));
    page.picture("offer");
    assert_eq!(page.eval("document.activeElement.dataset.mine"), "1");
    page.wait("it is read aloud", &inside("$('[role=status]#help-aloud').textContent.includes('declined')"));
    // Nothing asked of the Worker but the file with the rules, and nothing stored.
    let asked = page.eval("performance.getEntriesByType('resource').map((r) => new URL(r.name).pathname).filter((p) => /^.(w|api|embed)/.test(p)).sort().join(' ')");
    assert_eq!(asked, "/embed-help.en.js /embed.js");
    assert_eq!(page.eval(STORED), 0);
    page.eval(&inside("$('#help-show').click()"));
    page.wait("the chat", &inside("!$('#panel').hidden && !$('#help')"));
    page.wait(
        "the answer",
        &inside("$$('[data-by=customer]').some((m) => m.textContent.includes('Why was my card declined?')) && $$('[data-by=assistant]').some((m) => m.textContent.includes('card'))"),
    );
    page.picture("offer-taken");
    page.eval(&inside("$('#ask').click()"));
    reference(&mut page);
    let agent = Agent::sign_in(&stage, "Sarah");
    let (conversation, _) = handoff(&agent);
    let card = agent.get(&format!("c/{conversation}")).expect("the Worker is there").json().to_string();
    assert!(card.contains("Took the offer") && card.contains("card-declined"), "{card}");
    assert_eq!(page.console, Vec::<String>::new());
}

#[test]
fn once_in_a_visit_and_turned_down_never_again() {
    let stage = stage(DECLINED);
    let chromium = Chromium::start();
    let mut page = page(&chromium);
    page.goto(&stage.url("/returns/"));
    page.wait("the offer", &inside("!!$('#help')?.offsetWidth"));
    page.eval(PRESS);
    // The other rule holds here, and has to wait for another visit.
    page.goto(&stage.url("/checkout/"));
    alert(&mut page, "Card declined");
    looked(&mut page);
    assert_eq!(offered(&mut page), Value::Null);
    // Another visit: it is offered, and turned down.
    page.eval("sessionStorage.clear()");
    page.goto(&stage.url("/checkout/"));
    alert(&mut page, "Card declined");
    page.wait("the offer", &inside("!!$('#help')?.offsetWidth"));
    page.eval(&inside("($('#help-line').offsetWidth && $('#help-line').click(), $('#help-no').focus(), $('#help-no').click())"));
    page.wait("gone, and the focus beside it", &inside("!$('#help') && root.activeElement?.id === 'human'"));
    page.eval("sessionStorage.clear()");
    page.goto(&stage.url("/checkout/"));
    alert(&mut page, "Card declined");
    looked(&mut page);
    assert_eq!(offered(&mut page), Value::Null);
    // That was one of two; who turns down the second wants none.
    page.goto(&stage.url("/returns/"));
    page.wait("the other offer", &inside("!!$('#help')?.offsetWidth"));
    page.eval(&inside("$('#help-no').click()"));
    assert_eq!(
        page.eval(
            "Object.entries(localStorage).filter(([k]) => k.endsWith(':help')).map(([, v]) => Object.values(JSON.parse(v)).join()).join()"
        ),
        "never,never"
    );
}

#[test]
fn not_beside_an_open_chat_nor_on_a_page_that_wants_none_nor_on_a_control() {
    let stage = stage(DECLINED);
    let chromium = Chromium::start();
    let mut page = page(&chromium);
    for mark in ["baton-no-help", "baton-private"] {
        let script = format!(
            "document.addEventListener('DOMContentLoaded', () => document.body.setAttribute('data-{mark}', ''))"
        );
        let added = page.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
        page.goto(&stage.url("/returns/"));
        looked(&mut page);
        assert_eq!(offered(&mut page), Value::Null, "{mark}");
        page.call("Page.removeScriptToEvaluateOnNewDocument", json!({ "identifier": added["identifier"] }));
    }
    page.goto(&stage.url("/returns/"));
    page.wait("the launcher", &inside("!!$('#launcher')"));
    page.eval("Baton.open()");
    looked(&mut page);
    assert_eq!(offered(&mut page), Value::Null);
    page.eval("Baton.close()");
    // A button lies where it would stand, but for one line of it.
    page.eval("document.body.insertAdjacentHTML('beforeend', '<button id=under style=\"position:fixed;right:20px;bottom:150px;width:300px;height:60px\">Pay</button>')");
    page.wait("one line", &inside("$('#help')?.dataset.size.startsWith('small') && !!$('#help-line').offsetWidth && !$('#help-no').offsetWidth"));
    let apart = "(() => { const a = document.querySelector('#under').getBoundingClientRect(), b = document.querySelector('baton-chat').shadowRoot.querySelector('#help').getBoundingClientRect(); return a.bottom <= b.top; })()";
    assert_eq!(page.eval(apart), true);
    page.picture("offer-line");
    page.eval(&inside("$('#help-line').click()"));
    page.wait("all of it, with the focus in it", &inside("root.activeElement?.id === 'help-show'"));
    // The focus of the page comes where the offer stands: it gives way, and comes back.
    page.eval("document.querySelector('#under').focus()");
    assert_eq!(page.eval(&inside("getComputedStyle($('#help')).visibility")), "hidden");
    page.eval("document.querySelector('a').focus()");
    page.wait("it is back", &inside("getComputedStyle($('#help')).visibility === 'visible'"));
    assert_eq!(page.console, Vec::<String>::new());
}

#[test]
fn the_browser_decides_as_the_core_does() {
    let text = [
        "page matches /checkout/*",
        "page matches /a/*/c",
        "page is /cart",
        "page is not /cart",
        "feature is pay",
        "not visible-error",
        "visible-error",
        "error matches *declined*",
        "error is Wrong code.",
        "seconds-on-page is at least 5",
        "seconds-on-page is below 5",
        "rage-clicks is at least 1",
        "dead-clicks is more than 1",
        "failed-requests is at most 0",
        "failed-request matches /api/*",
        "script-error matches *pay.js*",
        "error matches *(40 €)*",
    ];
    let all: String = text
        .iter()
        .enumerate()
        .map(|(i, when)| {
            format!("[[help]]\nname = \"r{i}\"\nwhen = '''{when}'''\nsay = \"s\"\nask = \"a\"\n\n")
        })
        .collect();
    let rules = rules(&all);
    let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<String>>();
    let mut cases = Vec::new();
    for (i, path) in ["/", "/checkout", "/checkout/pay/", "/a/b/c", "/cart", "/cart/"].into_iter().enumerate()
    {
        for errors in [&[][..], &["Your card was DECLINED"], &["wrong code.", "x (40 €) y"]] {
            for n in [0, 2, 5] {
                cases.push(Seen {
                    page: path.to_owned(),
                    feature: if i % 2 == 0 { "pay".to_owned() } else { String::new() },
                    seconds: n,
                    rage_clicks: n / 2,
                    dead_clicks: n,
                    failed_requests: texts(if n == 2 { &["/api/pay", "/x"] } else { &[] }),
                    script_errors: texts(if n == 5 {
                        &["x is undefined (https://a.example/PAY.js:1)"]
                    } else {
                        &[]
                    }),
                    errors: texts(errors),
                });
            }
        }
    }
    let stage = stage(DECLINED);
    let chromium = Chromium::start();
    let mut page = page(&chromium);
    page.goto(&stage.url("/"));
    page.wait("the launcher", &inside("!!$('#launcher')"));
    // Each rule alone, and all in their order.
    let lists: Vec<Vec<Rule>> = rules.iter().map(|rule| vec![rule.clone()]).chain([rules.clone()]).collect();
    let portable: Vec<Value> = lists.iter().map(|list| help::portable(list, "en")).collect();
    let script = format!(
        "import('/embed-help.en.js').then(({{ decide, seen }}) => {}.map((rules) => {}.map((of) => decide(rules, seen(of))?.name ?? null)))",
        json!(portable),
        json!(cases)
    );
    let told = page.eval(&script);
    let wanted: Vec<Vec<Option<&str>>> = lists
        .iter()
        .map(|list| {
            cases.iter().map(|seen| help::decide(list, seen).map(|rule| rule.name.as_str())).collect()
        })
        .collect();
    assert_eq!(told, json!(wanted));
    let held = wanted
        .iter()
        .filter(|one| one.iter().any(Option::is_some) && one.iter().any(Option::is_none))
        .count();
    assert_eq!(held, rules.len(), "each rule holds somewhere, and somewhere not");
}

#[test]
fn clicks_in_anger_dead_clicks_and_failing_requests_are_seen() {
    for (when, act) in [
        ("rage-clicks is at least 1", "for (let i = 0; i < 3; i++) document.querySelector('h1').click()"),
        (
            "dead-clicks is at least 1",
            "(() => { const b = document.createElement('button'); document.querySelector('main').append(b); setTimeout(() => b.click(), 500) })()",
        ),
        ("failed-request matches /nowhere*", "fetch('/nowhere/at/all').then(() => 0)"),
        ("script-error matches *broken thing*", "setTimeout(() => { throw new Error('a Broken thing') })"),
        ("seconds-on-page is at least 4", "0"),
    ] {
        let stage = stage(&format!(
            "[[help]]\nname = \"stuck\"\nwhen = [\"{when}\"]\nsay = \"Stuck?\"\nask = \"How do I pay?\"\n"
        ));
        let chromium = Chromium::start();
        let mut page = page(&chromium);
        page.goto(&stage.url("/returns/"));
        page.wait("the rules", "performance.getEntriesByName(location.origin + '/embed-help.en.js').length");
        page.eval(&inside("new Promise((then) => { const look = () => $('#help-aloud') ? then() : requestAnimationFrame(look); look(); })"));
        assert_eq!(offered(&mut page), Value::Null, "{when}");
        page.eval(act);
        page.wait(when, &inside("!!$('#help')?.offsetWidth"));
    }
}

#[test]
fn under_a_strict_policy_it_violates_nothing() {
    let stage = stage(
        "[[help]]\nname = \"stuck\"\nwhen = \"visible-error\"\nsay = \"Stuck?\"\nask = \"How do I return a lamp?\"\n",
    );
    let host = Host::start(html(&stage, "<p role=alert>No</p>"), strict(&stage));
    let chromium = Chromium::start();
    let mut page = page(&chromium);
    page.goto(&host.url);
    page.wait("the offer", &inside("!!$('#help')?.offsetWidth"));
    page.eval(&inside("$('#help-show').click()"));
    page.wait(
        "an answer",
        &inside("$$('[data-by=assistant]').some((m) => m.textContent.includes('return'))"),
    );
    page.console.retain(|line| !line.contains("favicon"));
    assert_eq!(page.console, Vec::<String>::new());
}

#[test]
fn it_looks_right_everywhere_and_axe_finds_nothing() {
    let stage = Stage::with_embed(|site| {
        site.languages = vec!["en".to_owned(), "ar".to_owned()];
        site.words = site.languages.iter().map(|tag| (tag.clone(), Words::shipped(tag))).collect();
        site.help = rules(
            "[[help]]\nname = \"returning\"\nwhen = \"page matches /returns/*\"\nsay = { en = \"Sending something back? Here is how it goes.\", ar = \"هل تريد إرجاع شيء؟ إليك الطريقة.\" }\nask = { en = \"How do I return a lamp?\", ar = \"كيف أرجع مصباحًا؟\" }\n",
        );
    });
    let chromium = Chromium::start();
    let mut found = Vec::new();
    for (name, lang, width, height, dark) in [
        ("light", "en", 1280, 800, false),
        ("dark", "en", 1280, 800, true),
        ("arabic", "ar", 1280, 800, false),
        ("phone", "en", 390, 844, false),
        ("phone-dark-arabic", "ar", 390, 844, true),
        ("small", "en", 320, 568, false),
    ] {
        let mut page = page(&chromium);
        page.size(width, height);
        page.dark(dark);
        let source = format!(
            "document.addEventListener('DOMContentLoaded', () => {{ document.documentElement.lang = '{lang}'; if (innerWidth < 600) document.querySelectorAll('main form, main a, footer').forEach((e) => e.remove()) }})"
        );
        page.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
        page.goto(&stage.url("/returns/"));
        page.wait("the offer", &inside("$('#help')?.dataset.size !== 'wait' && !!$('#help')?.offsetWidth"));
        page.picture(&format!("offer-{name}"));
        assert_eq!(page.eval(&inside("getComputedStyle($('#help')).animationName")), "none");
        let within = "(() => { const r = $('#help').getBoundingClientRect(); return r.left >= 0 && r.right <= innerWidth && r.bottom <= $('#bar').getBoundingClientRect().top; })()";
        assert_eq!(page.eval(&inside(within)), true, "{name}");
        page.eval(&inside("$('#help-line').offsetWidth && $('#help-line').click()"));
        page.picture(&format!("offer-{name}-whole"));
        found.extend(axe(&mut page).into_iter().map(|line| format!("{name}: {line}")));
    }
    assert_eq!(found, Vec::<String>::new());
}
