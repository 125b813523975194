//! What goes on beside a handoff, on real workerd, with fakes of the other tools.
//!
//! 1. Fifty customers meet one fault at once: one issue, with fifty customers in its last wording; the ticket of each has
//!    a note that leads to it; another fault has another issue.
//! 2. A customer the site vouches for is looked up in three tools at once: one answers, one is slow, one refuses. The
//!    receipt does not wait; the ticket gets what came and why the rest did not.

use crate::client::{Agent, Customer};
use crate::receiver::{Receiver, SECRET};
use crate::stage::{Stage, until};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use shared::page::Page;
use shared::wire::{Command, Contact, Notice, Shown};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tiny_http::{Response, Server};

type Asked = Arc<Mutex<Vec<(String, String, Value)>>>;

/// A tool that notes what it is asked, and answers as it is told to, each request on a thread of its own.
fn tool(
    answer: impl Fn(&str, &str, &[(String, String, Value)]) -> (u16, Value, Duration) + Send + Sync + 'static,
) -> (String, Asked) {
    let server = Server::http("127.0.0.1:0").expect("a port is free");
    let port = server.server_addr().to_ip().expect("it listens on an address").port();
    let asked = Asked::default();
    let (notes, answer) = (asked.clone(), Arc::new(answer));
    thread::spawn(move || {
        for mut request in server.incoming_requests() {
            let (notes, answer) = (notes.clone(), answer.clone());
            thread::spawn(move || {
                let mut body = String::new();
                request.as_reader().read_to_string(&mut body).ok();
                let (method, url) = (request.method().to_string(), request.url().to_owned());
                let (status, said, pause) = {
                    let mut notes = notes.lock().expect("no thread of the tool panicked");
                    let told = answer(&method, &url, &notes);
                    notes.push((method, url, serde_json::from_str(&body).unwrap_or_default()));
                    told
                };
                thread::park_timeout(pause);
                request.respond(Response::from_string(said.to_string()).with_status_code(status)).ok();
            });
        }
    });
    (format!("http://127.0.0.1:{port}"), asked)
}

fn of_method(asked: &Asked, method: &str) -> Vec<Value> {
    let asked = asked.lock().expect("no thread of the tool panicked");
    asked.iter().filter(|(of, ..)| of == method).map(|(.., body)| body.clone()).collect()
}

#[test]
fn fifty_customers_with_one_fault_make_one_issue_with_a_count() {
    // The search finds nothing, as right after an issue was made: only our own order keeps it at one.
    let (url, asked) = tool(|method, url, before| {
        let made =
            before.iter().filter(|(method, url, _)| method == "POST" && url.ends_with("/issues")).count();
        let number = url.rsplit('/').next().and_then(|end| end.parse::<usize>().ok()).unwrap_or(made + 1);
        let issue = json!({ "number": number, "html_url": format!("https://github.example/acme/shop/issues/{number}") });
        let said = if method == "GET" { json!({ "items": [] }) } else { issue };
        (200, said, Duration::from_millis(20))
    });
    let receiver = Receiver::start();
    let vars = [
        ("WEBHOOK_URL", receiver.url.as_str()),
        ("WEBHOOK_SECRET", SECRET),
        ("GH_URL", &url),
        ("GH_TOKEN", "t"),
        ("GH_REPOSITORY", "acme/shop"),
        ("BATON_ADDRESS", "https://chat.example"),
    ];
    let stage = Stage::with_site(&vars, |site| {
        let settings = json!({ "url": "GH_URL", "token": "GH_TOKEN", "repository": "GH_REPOSITORY" });
        site["trackers"] = json!([{ "name": "bugs", "kind": "github", "settings": settings }]);
    });
    let meet = |error: &str, order: usize| {
        let mut customer = Customer::new(&stage);
        let page = Page {
            url: format!("https://shop.example/orders/{order}/pay"),
            errors: vec![error.replace('N', &order.to_string())],
            ..Page::default()
        };
        customer.act(Command::Person {
            text: "I cannot pay".to_owned(),
            contact: Contact::default(),
            page: Some(page),
        });
        customer
    };
    let customers: Vec<Customer> = thread::scope(|scope| {
        let begun: Vec<_> = (0..10)
            .map(|t| {
                scope.spawn(move || {
                    (0..5).map(|n| meet("PAY-51: order N failed", 100 + 5 * t + n)).collect::<Vec<_>>()
                })
            })
            .collect();
        begun.into_iter().flat_map(|one| one.join().expect("no customer panicked")).collect()
    });
    let reported = || receiver.of_type("bug.reported");
    let end = Instant::now() + Duration::from_secs(90);
    while reported().len() < 50 {
        assert!(Instant::now() < end, "{} of 50 were reported", reported().len());
        thread::park_timeout(Duration::from_millis(200));
    }
    let made = of_method(&asked, "POST");
    assert_eq!(made.len(), 1, "one issue");
    let text = made[0]["body"].as_str().unwrap_or_default();
    assert!(made[0]["title"].as_str().is_some_and(|title| title.starts_with("PAY-51: order ")), "{made:?}");
    assert!(text.contains("### Steps") && text.contains("### Errors the page shows"), "{text}");
    assert!(text.contains("Browser: ureq"), "the Worker knows the browser: {text}");
    let renewed = of_method(&asked, "PATCH");
    assert_eq!(renewed.len(), 49);
    let last = renewed
        .iter()
        .filter_map(|body| body["body"].as_str())
        .find(|body| body.contains("- 50 customers\n"));
    let last = last.expect("the count is right in the end");
    assert!(last.contains("- and 30 before them"), "{last}");
    assert!(last.contains("https://chat.example/desk/#c/"), "it leads to the desk: {last}");
    let note = &reported()[0]["data"];
    assert_eq!(note["tracker"], "bugs");
    assert!(
        note["issue"]
            .as_str()
            .is_some_and(|issue| issue.starts_with("#1 https://github.example/acme/shop/issues/1 (")),
        "{note}"
    );

    meet("MAP-7: order N is nowhere", 900);
    until("the other issue", || (of_method(&asked, "POST").len() == 2).then_some(()));
    let opened = Agent::sign_in(&stage, "Sarah")
        .get(&format!("c/{}", customers[0].id()))
        .expect("the Worker is there");
    assert!(opened.body.contains("Bug report at bugs: #1 "), "{}", opened.body);
}

fn token(email: &str) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let head = part(json!({ "alg": "HS256", "typ": "JWT" }));
    let body = part(json!({ "sub": "u1", "email": email, "exp": now + 600 }));
    let mut mac =
        Hmac::<Sha256>::new_from_slice(b"identity-secret-of-32-characters!").expect("any key will do");
    mac.update(format!("{head}.{body}").as_bytes());
    format!("{head}.{body}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}

#[test]
fn what_other_tools_know_follows_the_handoff_and_never_holds_it_up() {
    let (stripe, asked) = tool(|_, url, _| {
        let said = if url.starts_with("/v1/customers") {
            json!({ "data": [{ "id": "cus_1", "created": 1_700_000_000 }] })
        } else if url.starts_with("/v1/charges") {
            json!({ "data": [{ "amount": 2900, "currency": "eur", "created": 1_759_000_000, "status": "failed", "failure_message": "Your card has expired." }] })
        } else {
            json!({ "data": [] })
        };
        (200, said, Duration::ZERO)
    });
    let (slow, _) = tool(|_, _, _| (200, json!({ "results": [] }), Duration::from_secs(30)));
    let (closed, _) = tool(|_, _, _| (401, json!({ "error": "Couldn't authenticate you" }), Duration::ZERO));
    let receiver = Receiver::start();
    let vars = [
        ("WEBHOOK_URL", receiver.url.as_str()),
        ("WEBHOOK_SECRET", SECRET),
        ("IDENTITY_SECRET", "identity-secret-of-32-characters!"),
        ("S_URL", &stripe),
        ("H_URL", &slow),
        ("Z_URL", &closed),
        ("T", "t"),
    ];
    let stage = Stage::with_site(&vars, |site| {
        site["enrichers"] = json!([
            { "name": "stripe", "kind": "stripe", "settings": { "url": "S_URL", "key": "T" } },
            { "name": "hubspot", "kind": "hubspot", "settings": { "url": "H_URL", "token": "T" } },
            { "name": "helpdesk", "kind": "zendesk", "settings": { "url": "Z_URL", "email": "T", "token": "T" } },
        ]);
        site["enrichment"] = json!({ "identity": "verified", "deadline": 3 });
    });
    let mut customer = Customer::new(&stage);
    customer.act(Command::Identify { token: token("tom@example.com") });
    let begun = Instant::now();
    customer.act(Command::Person { text: "My card".to_owned(), contact: Contact::default(), page: None });
    customer.wait("the receipt", |shown| {
        matches!(shown, Shown::Notice { kind: Notice::Delivered, .. }).then_some(())
    });
    assert!(begun.elapsed() < Duration::from_secs(2), "the receipt waits for nobody: {:?}", begun.elapsed());
    let told = until("what is known", || receiver.of_type("customer.known").pop());
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(8), "under one deadline: {took:?}");
    let known = told["data"]["known"].as_array().cloned().unwrap_or_default();
    assert_eq!(known.len(), 3, "{told}");
    assert!(known[0].to_string().contains("29.00 EUR failed: Your card has expired."), "{told}");
    assert_eq!(known[1]["why"], "it did not answer in 3 seconds");
    assert!(
        known[2]["why"].as_str().is_some_and(|why| why.contains("401") && why.contains("check its key")),
        "{told}"
    );
    let urls: Vec<String> =
        asked.lock().expect("no thread panicked").iter().map(|(_, url, _)| url.clone()).collect();
    assert_eq!(urls[0], "/v1/customers?email=tom%40example.com&limit=1");
    let opened =
        Agent::sign_in(&stage, "Sarah").get(&format!("c/{}", customer.id())).expect("the Worker is there");
    assert!(opened.body.contains("Your card has expired."), "the desk shows it: {}", opened.body);

    // Somebody who only says who they are is not looked up, and the desk says why.
    let before = asked.lock().expect("no thread panicked").len();
    let mut stranger = Customer::new(&stage);
    let contact = Contact { email: "tom@example.com".to_owned(), ..Contact::default() };
    stranger.act(Command::Person { text: "My card".to_owned(), contact, page: None });
    let opened =
        Agent::sign_in(&stage, "Sarah").get(&format!("c/{}", stranger.id())).expect("the Worker is there");
    assert!(opened.body.contains("an address that nobody vouches for"), "{}", opened.body);
    assert_eq!(asked.lock().expect("no thread panicked").len(), before);
}
