//! A talk with a backend: requests in a straight line, run again from the top with one answer more each time.

use super::DeliveryEnd;
use crate::http::{HttpRequest, HttpResponse};
use serde_json::Value;

/// What to do next.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    Send(Box<HttpRequest>),
    Done(DeliveryEnd),
}

/// The answers so far, in the order of the requests.
pub struct Talk<'a> {
    answers: std::slice::Iter<'a, HttpResponse>,
}

impl<'a> Talk<'a> {
    pub fn new(answers: &'a [HttpResponse]) -> Self {
        Self { answers: answers.iter() }
    }

    /// The answer whatever its status; as the error, the request to send.
    pub fn ask_any(&mut self, request: HttpRequest) -> Result<&'a HttpResponse, Next> {
        self.answers.next().ok_or_else(|| Next::Send(Box::new(request)))
    }

    /// The JSON of an answer that is a success; anything else ends the talk as [`by_status`] says. An empty body is
    /// null.
    pub fn ask(&mut self, request: HttpRequest) -> Result<Value, Next> {
        success(self.ask_any(request)?)
    }
}

/// The JSON of a successful answer; what else it means, as the error.
pub fn success(answer: &HttpResponse) -> Result<Value, Next> {
    match by_status(answer, String::new()) {
        DeliveryEnd::Accepted { .. } if answer.body.trim().is_empty() => Ok(Value::Null),
        DeliveryEnd::Accepted { .. } => answer
            .value()
            .ok_or_else(|| refused("it answered with something that is not JSON: check the address")),
        end => Err(Next::Done(end)),
    }
}

/// To be tried again.
pub fn refused(why: &str) -> Next {
    Next::Done(DeliveryEnd::Refused { why: why.to_owned(), after: None })
}

/// Never to be tried again here.
pub fn impossible(why: &str) -> Next {
    Next::Done(DeliveryEnd::Impossible { why: why.to_owned() })
}

/// An id in an answer, a number or a text; without one the answer is not what it says it is.
pub fn id(value: &Value) -> Result<String, Next> {
    match value {
        Value::String(text) if !text.is_empty() => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(refused("it accepted, but named no id: look at the tool, the packet may have arrived")),
    }
}

/// A tool that takes anything with 2xx and gives no id back, but whose words say that it did not.
pub fn by_words(response: &HttpResponse) -> DeliveryEnd {
    let told = response.value().unwrap_or_default();
    let no = |value: &Value| match value {
        Value::String(text) => !text.is_empty(),
        Value::Array(all) => !all.is_empty(),
        Value::Object(all) => !all.is_empty(),
        value => *value == Value::Bool(true),
    };
    let failed = ["error", "errors"].iter().any(|key| no(&told[*key]))
        || ["ok", "success"].iter().any(|key| told[*key] == Value::Bool(false));
    match by_status(response, String::new()) {
        DeliveryEnd::Accepted { .. } if failed => {
            let why =
                format!("it answered {} and then said that it failed{}", response.status, because(response));
            DeliveryEnd::Refused { why, after: response.retry_after() }
        }
        end => end,
    }
}

/// Whether this is a page for people, such as one to sign in: no tool answers a request with one.
fn is_page(body: &str) -> bool {
    let start = body.trim_start().as_bytes();
    ["<!doctype", "<html"]
        .iter()
        .any(|mark| start.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark.as_bytes())))
}

/// 2xx is accepted, but for a page; 429 and 5xx, and what says when to come back, are tried again; the rest of 4xx never will be.
pub fn by_status(response: &HttpResponse, ticket: String) -> DeliveryEnd {
    let because = because(response);
    let why = format!("it answered {}{because}", response.status);
    let exhausted = response.header("x-ratelimit-remaining") == Some("0")
        || response.header("retry-after").is_some()
        || because.contains("RATELIMITED");
    match response.status {
        200..=299 if is_page(&response.body) => DeliveryEnd::Refused {
            why: "it answered with a page instead of JSON: check the address".to_owned(),
            after: None,
        },
        200..=299 => DeliveryEnd::Accepted { ticket },
        408 | 425 | 429 | 500.. => DeliveryEnd::Refused { why, after: response.retry_after() },
        // GitHub says 403 and Linear 400 where others say 429.
        400 | 403 if exhausted => DeliveryEnd::Refused { why, after: response.retry_after() },
        401 | 403 => DeliveryEnd::Impossible { why: format!("{why}: check its key and what the key may do") },
        404 | 410 => DeliveryEnd::Impossible { why: format!("{why}: check its address and ids") },
        // A redirect of a POST is a wrong address more often than a place to follow with a packet in hand.
        300..=399 => DeliveryEnd::Impossible { why: format!("{why}: check its address, it redirects") },
        _ => DeliveryEnd::Impossible { why },
    }
}

/// What the other side says was wrong, as far as it is short and plain: it goes to the log and to the desk.
fn because(response: &HttpResponse) -> String {
    let Some(value) = response.value() else { return String::new() };
    let places = [
        "/errors/0/detail",
        "/errors/0/title",
        "/errors/0/message",
        "/errors/0/code",
        "/errors/0",
        "/error/message",
        "/error/title",
        "/error",
        "/message",
        "/description",
        "/Message",
        "/errors/0/extensions/code",
    ];
    let text = places.iter().find_map(|place| value.pointer(place)?.as_str()).unwrap_or("");
    let plain: String =
        text.chars().filter(|c| c.is_alphanumeric() || " .,:_-'/()".contains(*c)).take(140).collect();
    if plain.is_empty() { plain } else { format!(" ({plain})") }
}
