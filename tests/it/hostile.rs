//! Hostile text in the real chat, in real Chromium:
//! 1. what an agent writes and what the assistant says is shown as nodes of a closed list, and nothing of it runs;
//! 2. what a customer writes comes back as the text it was.
//!
//! `cargo xtask eval --task i_xss_markdown` runs the same over the payloads of a file (BATON_HOSTILE).

use crate::chromium::{Chromium, Page};
use crate::client::Agent;
use crate::stage::{Stage, until};
use serde_json::{Value, json};

/// Our own; each tries another door.
const PAYLOADS: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<iframe srcdoc=\"<script>parent.alert(1)</script>\"></iframe>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt:alert(1))",
    "[click](java\tscript:alert(1))",
    "[click]( javascript:alert(1) )",
    "[click](&#106;avascript:alert(1))",
    "[click](data:text/html,<script>alert(1)</script>)",
    "[click](vbscript:msgbox(1))",
    "[click](https://x.example/\"onmouseover=alert(1) \")",
    "[a](https://x.example/' onclick='alert(1))",
    "![x](x\"onerror=\"alert(1))",
    "![x](https://x.example/i.png\"onload=\"alert(1))",
    "<https://x.example/\"><img src=x onerror=alert(1)>",
    "```\n</code></pre><img src=x onerror=alert(1)>\n```",
    "`</code><img src=x onerror=alert(1)>`",
    "> <img src=x onerror=alert(1)>\n- <svg onload=alert(1)>\n1. <b onclick=alert(1)>x</b>",
    "**<img src=x onerror=alert(1)>** _<script>alert(1)</script>_",
    "[![x](javascript:alert(1))](javascript:alert(2))",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "{{constructor.constructor('alert(1)')()}} ${alert(1)} <%= alert(1) %>",
    "\u{202e}<img src=x onerror=alert(1)>\u{0}<scr\u{0}ipt>alert(1)</script>",
];

/// Counts whatever a payload calls to show that it runs.
const WATCH: &str = "window.ran = []; for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'eval']) window[name] = (...all) => { ran.push(name + ' ' + all.join()); }; addEventListener('error', (e) => { if (e.error) ran.push('error ' + e.message); });";

/// All that the chat's Markdown may become.
const AUDIT: &str = "(() => { const root = document.querySelector('baton-chat').shadowRoot; const wrong = []; const fine = 'DIV P B EM CODE PRE UL OL LI BLOCKQUOTE BR A BUTTON SPAN DETAILS SUMMARY SVG PATH'.split(' '); for (const node of root.querySelectorAll('[data-by=person] .text *, [data-by=assistant] .text *, [data-by=offer] .text *')) { if (!fine.includes(node.tagName.toUpperCase())) wrong.push(node.tagName); for (const { name, value } of node.attributes) if (/^on|^src|^style|^form|^action/i.test(name)) wrong.push(name + '=' + value); if (node.tagName === 'A' && !/^(https?|mailto):$/.test(node.protocol)) wrong.push(node.href); for (const type of ['mouseover', 'mouseenter', 'focus', 'pointerdown', 'toggle', 'animationend']) node.dispatchEvent(new Event(type, { bubbles: true })); if (node.tagName !== 'A' && node.tagName !== 'BUTTON') node.click?.(); } return [...wrong, ...ran]; })()";

fn inside(script: &str) -> String {
    format!("(() => {{ const root = document.querySelector('baton-chat')?.shadowRoot; return {script}; }})()")
}

/// The payloads of the file named by BATON_HOSTILE, one JSON object a line; else ours.
fn payloads() -> Vec<String> {
    let Ok(path) = std::env::var("BATON_HOSTILE") else {
        return PAYLOADS.iter().map(|&text| text.to_owned()).collect();
    };
    let text = std::fs::read_to_string(path).expect("BATON_HOSTILE names a file");
    let rows = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let rows = rows.filter(|row| row["label"] == "payload");
    rows.filter_map(|row| row["text"].as_str().map(str::to_owned))
        .filter(|text| !text.trim().is_empty())
        .collect()
}

fn watched(chromium: &Chromium, url: &str) -> Page {
    let mut page = chromium.page();
    page.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH }));
    page.goto(url);
    page
}

/// What is wrong or ran, while at least so many messages of a person are in the page.
fn audit(page: &mut Page, least: usize) -> Vec<Value> {
    let shown = page.eval(&inside("root.querySelectorAll('[data-by=person] .text').length"));
    assert!(shown.as_u64().is_some_and(|shown| shown > least as u64), "{shown} of {least} were shown");
    page.eval(AUDIT).as_array().cloned().unwrap_or_default()
}

#[test]
fn hostile_words_of_agents_and_of_the_assistant_never_run() {
    let payloads = payloads();
    let all = payloads.join("\n\n");
    // The assistant says them where it would admit that it knows nothing.
    let stage = Stage::with_site(&[], |site| site["words"]["en"]["said.no-source"] = json!(all));
    let chromium = Chromium::start();
    let mut page = watched(&chromium, &stage.url("/returns/"));
    page.wait("the launcher", &inside("!!root?.querySelector('#launcher')"));
    page.eval(&inside("root.querySelector('#launcher').click()"));
    page.wait(
        "the composer",
        &inside("!root.querySelector('#panel').hidden && !!root.querySelector('#composer')"),
    );
    page.eval(&inside("root.querySelector('#composer').focus()"));
    let own = "Who won in 1954? <img src=x onerror=alert(1)> [x](javascript:alert(1))";
    page.type_text(own);
    page.press("Enter");
    page.wait(
        "the assistant's answer",
        &inside("root.querySelector('[data-by=assistant] .text')?.childElementCount > 0"),
    );
    assert_eq!(page.eval(&inside("root.querySelector('[data-by=customer] .mine').textContent")), own);
    page.eval(&inside("root.querySelector('#ask').click()"));
    let mut agent = Agent::sign_in(&stage, "Sarah");
    let id = until("the handoff at the desk", || {
        Some(agent.get("list")?.json()["open"].get(0)?["conversation"].as_str()?.to_owned())
    });
    // The chat keeps the newest sixty in the page: each lot is looked at while it is there.
    let mut live = Vec::new();
    for (lot, number) in payloads.chunks(40).zip(1..) {
        for payload in lot {
            agent.say(&id, payload);
        }
        let last = format!("the last words of lot {number}");
        agent.say(&id, &last);
        let shown = inside(&format!("root.textContent.includes('{last}')"));
        page.wait(&last, &shown);
        live.extend(audit(&mut page, lot.len()));
        if number == 1 {
            // A load shows the history anew.
            page.goto(&stage.url("/shipping/"));
            page.wait("the history", &inside("root?.textContent.includes('the last words')"));
            live.extend(audit(&mut page, lot.len()));
        }
    }
    // What runs would have been seen.
    page.eval("document.body.insertAdjacentHTML('beforeend', '<img src=x: onerror=alert(1)>')");
    page.wait("what runs is counted", "ran.length > 0");
    println!("hostile: live {} of {} payloads", live.len(), payloads.len());
    assert!(live.is_empty() || std::env::var("BATON_HOSTILE").is_ok(), "{live:?}");
}
