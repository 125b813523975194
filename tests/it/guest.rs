//! The chat on a page of another origin, as a site owner pastes it:
//! 1. plain: it loads, answers, and reaches a person;
//! 2. under a strict policy with a nonce, without inline anything;
//! 3. under a policy that forbids Wasm: the human button and the form reach a person;
//! 4. beside hostile CSS, and pasted twice.

use crate::chromium::{Chromium, Page};
use crate::client::Agent;
use crate::stage::{Stage, until};
use std::sync::Arc;
use std::thread;
use tiny_http::{Header, Response, Server};

/// A page of a site owner on an origin of its own.
pub struct Host {
    pub url: String,
    server: Arc<Server>,
}

impl Host {
    /// Serves one HTML text with one policy (none if empty).
    pub fn start(html: String, policy: String) -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a port is free"));
        let port = server.server_addr().to_ip().expect("it listens on an address").port();
        let listening = server.clone();
        thread::spawn(move || {
            for request in listening.incoming_requests() {
                let header = |name: &str, value: &str| {
                    Header::from_bytes(name.as_bytes(), value.as_bytes())
                        .expect("the test's header is well-formed")
                };
                let mut response =
                    Response::from_string(html.clone()).with_header(header("content-type", "text/html"));
                if !policy.is_empty() {
                    response = response.with_header(header("content-security-policy", &policy));
                }
                request.respond(response).ok();
            }
        });
        Self { url: format!("http://localhost:{port}/help?session=secret"), server }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.server.unblock();
    }
}

/// A policy as strict as a page's can be that wants the whole chat.
pub fn strict(stage: &Stage) -> String {
    let (own, socket) = (stage.url(""), stage.url("").replace("http", "ws"));
    format!(
        "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src {own} {socket}; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

pub fn inside(script: &str) -> String {
    format!(
        "(() => {{ const root = document.querySelector('baton-chat')?.shadowRoot; if (!root) return null; const $ = (s) => root.querySelector(s), $$ = (s) => [...root.querySelectorAll(s)]; return {script}; }})()"
    )
}

pub fn ask(page: &mut Page) {
    page.wait("the launcher", &inside("!!$('#launcher')"));
    page.eval(&inside("$('#launcher').click()"));
    page.eval(&inside("$('#composer').focus()"));
    page.type_text("How long do I have to send something back?");
    page.press("Enter");
    page.wait(
        "an answer",
        &inside("$$('[data-by=assistant]').some((m) => m.textContent.includes('30 days'))"),
    );
}

fn person(page: &mut Page, stage: &Stage) {
    page.wait("the human button", &inside("!!$('#human')"));
    page.eval(&inside("($('#ask')?.offsetWidth ? $('#ask') : $('#human')).click()"));
    page.wait("a reference number", &inside("/[0-9A-Z]{3}-[0-9A-Z]{3}-\\d+/.test(root.textContent)"));
    let agent = Agent::sign_in(stage, "Sarah");
    let listing = until("the handoff at the desk", || {
        let listing = agent.get("list")?.json();
        (!listing["open"].as_array()?.is_empty()).then_some(listing)
    });
    assert_eq!(listing["open"][0]["page"], "/help");
    assert!(!listing.to_string().contains("secret"));
}

pub fn html(stage: &Stage, more: &str) -> String {
    format!(
        "<!doctype html><html lang=en><title>Help</title><body><h1>Help</h1><p>Some words.</p>{more}\
         <script async nonce=abc src=\"{}\"></script></body></html>",
        stage.url("/embed.js")
    )
}

#[test]
fn pasted_into_a_page_of_another_origin_it_answers_and_reaches_a_person() {
    let stage = Stage::start(&[]);
    let host = Host::start(html(&stage, ""), String::new());
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.goto(&host.url);
    ask(&mut page);
    person(&mut page, &stage);
    assert_eq!(page.console, Vec::<String>::new());
}

#[test]
fn under_a_strict_policy_with_a_nonce_it_works_and_violates_nothing() {
    let stage = Stage::start(&[]);
    let host = Host::start(html(&stage, ""), strict(&stage));
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.goto(&host.url);
    ask(&mut page);
    person(&mut page, &stage);
    // The browser asks for an icon of the page by itself; this host has none to allow.
    page.console.retain(|line| !line.contains("favicon"));
    assert_eq!(page.console, Vec::<String>::new());
}

#[test]
fn where_the_policy_forbids_wasm_a_person_is_reached() {
    let stage = Stage::start(&[]);
    let own = stage.url("");
    let policy = format!("default-src 'none'; script-src {own}; connect-src {own}");
    let host = Host::start(html(&stage, ""), policy);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.goto(&host.url);
    person(&mut page, &stage);
}

#[test]
fn beside_hostile_css_and_pasted_twice_there_is_one_that_works() {
    let stage = Stage::start(&[]);
    let hostile = format!(
        "<style>*{{all:unset!important}} div,button{{display:none!important;z-index:2147483647!important}}</style>\
         <script src=\"{}\"></script>",
        stage.url("/embed.js")
    );
    let host = Host::start(html(&stage, &hostile), String::new());
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.goto(&host.url);
    ask(&mut page);
    assert_eq!(page.eval("document.querySelectorAll('baton-chat').length"), 1);
    assert_ne!(page.eval(&inside("$('#send').offsetWidth")), 0);
    page.picture("hostile");
}
