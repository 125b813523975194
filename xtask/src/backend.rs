//! `cargo xtask backend`: the support backends of the site, and what each still needs. `cargo xtask backend try NAME`: a
//! sample handoff with the owner's own credentials, words after it and its end; what arrived and what did not.
//!
//! Credentials come from the environment, then from `.dev.vars`. None is ever printed: requests are shown as the core
//! writes them, with names in the places of values, and what a tool says is searched for values before it is shown.

use crate::build::site::read_site;
use crate::tools;
use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::backend::{self, Backend, Delivery, Next};
use shared::conversation::{Cargo, Conversation, DeliveryEnd, Event, Handoff, Home, World, step};
use shared::http::{HttpRequest, HttpResponse, Sign, fill};
use shared::page::Page;
use shared::parts::Contact;
use shared::signature;
use shared::site::{self, Site};
use std::collections::BTreeMap;
use std::io::Read;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

pub type Values = BTreeMap<String, String>;

/// How long one request may take, as in the Worker.
const DEADLINE: Duration = Duration::from_secs(10);
/// How much of an answer is read, as in the Worker.
const LARGEST: u64 = 64_000;
/// Requests in one delivery, as in the Worker.
const LONGEST: usize = 24;

pub fn command(args: &[String]) -> Result<()> {
    let site = read_site()?;
    let values = values()?;
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => list(&site, &values),
        ["try", name] => {
            let mut id = [0u8; 16];
            std::fs::File::open("/dev/urandom")
                .and_then(|mut file| file.read_exact(&mut id))
                .context("no randomness")?;
            let id: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
            let mut say = |line: &str| println!("{line}");
            try_it(&site, name, &values, &id, &mut say)
        }
        _ => bail!("say `backend` for a list, or `backend try NAME`"),
    }
}

/// Variables as the Worker would have them here: the environment first, then the lines of `.dev.vars`.
pub fn values() -> Result<Values> {
    let path = tools::root().join(".dev.vars");
    let text = if path.is_file() {
        std::fs::read_to_string(&path).context("cannot read .dev.vars")?
    } else {
        String::new()
    };
    let mut values: Values = text.lines().filter_map(variable).collect();
    values.extend(std::env::vars().filter(|(_, value)| !value.trim().is_empty()));
    Ok(values)
}

/// `NAME="value"` or `NAME=value`; a comment is none.
fn variable(line: &str) -> Option<(String, String)> {
    let (name, value) = line.trim().split_once('=')?;
    let value = value.trim();
    let value = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value);
    (!name.starts_with('#') && !value.is_empty()).then(|| (name.trim().to_owned(), value.to_owned()))
}

fn missing<'a>(backend: &'a site::Backend, values: &Values) -> Vec<&'a str> {
    backend.settings.values().filter(|name| !values.contains_key(*name)).map(String::as_str).collect()
}

fn list(site: &Site, values: &Values) -> Result<()> {
    for backend in &site.backends {
        let missing = missing(backend, values);
        let state = if missing.is_empty() {
            "ready".to_owned()
        } else {
            format!("left out: {} not set", missing.join(", "))
        };
        println!("  {:16} {:12} {state}", backend.name, backend.kind);
    }
    println!("\nin the order a handoff tries them; `cargo xtask backend try NAME` sends a sample");
    Ok(())
}

/// The sample handoff, then words, then its end, each as the Worker would bring it.
fn try_it(site: &Site, name: &str, values: &Values, id: &str, say: &mut dyn FnMut(&str)) -> Result<()> {
    let known: Vec<&str> = site.backends.iter().map(|backend| backend.name.as_str()).collect();
    let Some(configured) = site.backends.iter().find(|backend| backend.name == name) else {
        bail!("no backend `{name}` in site/site.toml; there is {}", known.join(", "));
    };
    let Some(kind) = backend::of_kind(&configured.kind) else { bail!("no such kind `{}`", configured.kind) };
    if configured.kind == "desk" {
        bail!("the desk is in the Worker itself: `cargo xtask run`, press the human button, and open /desk/");
    }
    let missing = missing(configured, values);
    if !missing.is_empty() {
        bail!(
            "not set: {}. Put them into .dev.vars or the environment; docs/backends.md says what they are",
            missing.join(", ")
        );
    }
    let secrets: Vec<(&str, &str)> = configured
        .settings
        .values()
        .filter_map(|name| Some((name.as_str(), values.get(name)?.as_str())))
        .filter(|(_, value)| value.len() >= 4)
        .collect();
    let clean = |text: &str| {
        secrets
            .iter()
            .fold(text.to_owned(), |text, (name, value)| text.replace(value, &format!("{{{name}}}")))
    };

    let (conversation, mut handoff) = sample(site, name, id);
    say(&format!("sample handoff {} to `{name}` ({})\n", handoff.reference, configured.kind));
    let steps = [
        (
            "the packet",
            conversation.outbox.iter().find(|one| one.cargo == Cargo::Packet).map(|one| one.cargo.clone()),
        ),
        (
            "what the customer says later",
            conversation
                .outbox
                .iter()
                .find(|one| matches!(one.cargo, Cargo::Said { .. }))
                .map(|one| one.cargo.clone()),
        ),
        ("the end", Some(Cargo::Closed)),
    ];
    let mut failed = Vec::new();
    for (what, cargo) in steps {
        let cargo = cargo.context("the sample holds it")?;
        let key = format!("{id}.1.try-{}.{name}", what.split(' ').next_back().unwrap_or(""));
        let delivery = Delivery {
            key: &key,
            cargo: &cargo,
            conversation: &conversation,
            handoff: &handoff,
            site,
            backend: configured,
            feedback: &[],
            files: None,
            warning: None,
        };
        let end = bring(kind, &delivery, values, &mut |line| say(&clean(line)));
        match end {
            DeliveryEnd::Accepted { ticket } => {
                let called = if ticket.is_empty() {
                    String::new()
                } else {
                    format!(": it is called `{}` there", clean(&ticket))
                };
                say(&format!("  {what} arrived{called}\n"));
                if cargo == Cargo::Packet {
                    handoff.home = Some(Home { backend: name.to_owned(), ticket });
                }
            }
            DeliveryEnd::Refused { why, .. } | DeliveryEnd::Impossible { why } => {
                say(&format!("  {what} did not arrive: {}\n", clean(&why)));
                failed.push(what);
                if cargo == Cargo::Packet {
                    break;
                }
            }
        }
    }
    if let Some((_, setting)) = kind.signed_by() {
        say(&match configured.settings.get(setting) {
            Some(_) => format!("  replies come back to /hook/{name} once the tool sends them there"),
            None => format!("  replies do not come back: `{setting}` is not set for it in site/site.toml"),
        });
    }
    if failed.is_empty() { Ok(()) } else { bail!("{} did not arrive", failed.join(" and ")) }
}

fn bring(
    kind: &dyn Backend,
    delivery: &Delivery<'_>,
    values: &Values,
    say: &mut dyn FnMut(&str),
) -> DeliveryEnd {
    let mut answers = Vec::new();
    while answers.len() < LONGEST {
        let request = match backend::next(kind, delivery, &answers) {
            Next::Done(end) => return end,
            Next::Send(request) => request,
        };
        match send(&request, values) {
            Ok(answer) => {
                say(&format!("  {:5} {} -> {}", request.method, request.url, answer.status));
                answers.push(answer);
            }
            Err(why) => {
                say(&format!("  {:5} {} -> {why}", request.method, request.url));
                return DeliveryEnd::Refused { why, after: None };
            }
        }
    }
    DeliveryEnd::Impossible { why: "it asked for more requests than a delivery may take".to_owned() }
}

/// Sends it as the Worker does, and reads as much as the Worker reads.
pub fn send(request: &HttpRequest, values: &Values) -> Result<HttpResponse, String> {
    let value = |name: &str| values.get(name).cloned();
    let malformed = |_| "its address or one of its headers is not valid".to_owned();
    let mut built =
        ureq::http::Request::builder().method(request.method.as_str()).uri(fill(&request.url, value)?);
    for (name, text) in &request.headers {
        built = built.header(name, fill(text, value)?);
    }
    let body = request.filled(value)?;
    match &request.sign {
        Some(Sign::Basic { user, password }) => {
            let both = format!("{}:{}", fill(user, value)?, fill(password, value)?);
            built = built.header("authorization", format!("Basic {}", STANDARD.encode(both)));
        }
        Some(Sign::StandardWebhooks { secret, id }) => {
            let key = value(secret).ok_or_else(|| format!("secret `{secret}` is not set"))?;
            let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
            let signed = signature::sign(&key, id, now, body.as_bytes())
                .map_err(|_| format!("secret `{secret}` is not `whsec_` and base64"))?;
            built = built
                .header("webhook-id", id)
                .header("webhook-timestamp", now.to_string())
                .header("webhook-signature", signed);
        }
        None => {}
    }
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .allow_non_standard_methods(true)
        .timeout_global(Some(DEADLINE))
        .max_redirects(0)
        .build()
        .into();
    let answer =
        agent.run(built.body(body).map_err(malformed)?).map_err(|_| "it cannot be reached".to_owned())?;
    let headers = answer
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str().to_lowercase(), value.to_str().unwrap_or("").to_owned()))
        .collect();
    let status = answer.status().as_u16();
    let mut bytes = Vec::new();
    answer
        .into_body()
        .into_reader()
        .take(LARGEST)
        .read_to_end(&mut bytes)
        .map_err(|_| "its answer broke off".to_owned())?;
    Ok(HttpResponse { status, headers, body: String::from_utf8_lossy(&bytes).into_owned() })
}

/// A conversation as a customer would have it, that says what it is.
fn sample(site: &Site, backend: &str, id: &str) -> (Conversation, Handoff) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64);
    let backends = [backend.to_owned()];
    let providers = ["extractive".to_owned()];
    let world = World { now, site, backends: &backends, providers: &providers, actions: &[] };
    let page = Page {
        url: "https://shop.example/checkout/".to_owned(),
        title: "Checkout".to_owned(),
        errors: vec!["Your card was declined".to_owned()],
        ..Page::default()
    };
    let said = |key: &str, text: &str| Event::Said {
        key: key.to_owned(),
        text: text.to_owned(),
        page: Some(page.clone()),
    };
    let contact = Contact { name: "Baton sample".to_owned(), ..Contact::default() };
    let events = [
        said("k1", "This is a sample handoff of Baton. Nothing is to be done."),
        Event::AskedForPerson { key: "k2".to_owned(), text: String::new(), contact, page: None },
        said("k3", "And this is what a customer says later."),
    ];
    let mut conversation = Conversation::new(id, site.languages.first().map_or("en", String::as_str));
    for event in events {
        conversation = step(&conversation, event, &world).next;
    }
    let handoff = conversation.handoffs[0].clone();
    (conversation, handoff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;

    /// A tool that answers each request with the next of these, and says back what it was sent.
    fn tool(answers: Vec<&'static str>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it listens").port();
        std::thread::spawn(move || {
            for (stream, answer) in listener.incoming().map_while(Result::ok).zip(answers) {
                let mut reader = BufReader::new(stream.try_clone().expect("a stream has two ends"));
                let (mut line, mut length, mut head) = (String::new(), 0, String::new());
                while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
                    if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                        length = value.trim().parse().unwrap_or(0);
                    }
                    head.push_str(line.trim());
                    line.clear();
                }
                reader.take(length).read_to_end(&mut Vec::new()).ok();
                let (status, body) = answer.split_once(' ').unwrap_or((answer, ""));
                // What a careless tool does: it repeats the key in its complaint.
                let body = body.replace("ECHO", head.split("Bearer ").nth(1).map_or("", |rest| &rest[..12]));
                let length = body.len();
                let mut stream = stream;
                write!(
                    stream,
                    "HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
                )
                .ok();
            }
        });
        format!("http://127.0.0.1:{port}")
    }

    fn run(answers: Vec<&'static str>) -> (Result<()>, String) {
        let mut site = read_site().expect("the demo site compiles");
        let settings = [("url", "U"), ("token", "SLACK_TOKEN"), ("channel", "C")];
        let settings = settings.iter().map(|(key, name)| ((*key).to_owned(), (*name).to_owned())).collect();
        site.backends.insert(
            0,
            site::Backend {
                name: "team".to_owned(),
                kind: "slack".to_owned(),
                settings,
                leave_out: Vec::new(),
            },
        );
        let url = tool(answers);
        let values = [("U", url.as_str()), ("SLACK_TOKEN", "xoxb-s3cret7"), ("C", "C0123")];
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let mut out = String::new();
        let end = try_it(&site, "team", &values, &"0123456789abcdef".repeat(2), &mut |line| {
            out.push_str(line);
            out.push('\n');
        });
        (end, out)
    }

    #[test]
    fn what_arrived_and_what_did_not_is_said_without_a_secret() {
        let yes = "200 {\"ok\":true,\"ts\":\"1.2\",\"messages\":[]}";
        let (end, out) = run(vec![yes; 12]);
        assert!(end.is_ok(), "{out}");
        assert!(out.contains("the packet arrived: it is called `1.2` there"), "{out}");
        assert!(out.contains("the end arrived") && out.contains("replies do not come back"), "{out}");
        assert!(out.contains("{var:U}/chat.postMessage -> 200"), "{out}");

        let (end, out) = run(vec!["401 {\"error\":\"no key ECHO\"}"]);
        assert!(end.is_err_and(|why| why.to_string() == "the packet did not arrive"));
        assert!(
            out.contains("the packet did not arrive: it answered 401 (no key {SLACK_TOKEN}): check its key"),
            "{out}"
        );
        assert!(!out.contains("s3cret"), "{out}");
    }

    #[test]
    fn a_line_of_dev_vars_is_read_as_wrangler_reads_it() {
        let check = |line, expected: Option<(&str, &str)>| {
            let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
            assert_eq!(variable(line), expected, "{line}");
        };
        check("A=\"b c=d\"", Some(("A", "b c=d")));
        check("A = b", Some(("A", "b")));
        check("# A=b", None);
        check("A=\"\"", None);
    }
}
