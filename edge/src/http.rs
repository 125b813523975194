//! Sending a request that the core described, with its secrets filled in on the last line; reading bodies within
//! limits.

use crate::config;
use crate::error::Fault;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use futures_util::future::{Either, select};
use shared::http::{HttpRequest, HttpResponse, Sign};
use shared::signature;
use shared::wire::Code;
use std::pin::pin;
use std::time::Duration;
use worker::{AbortController, Delay, Env, Fetch, Headers, Method, Request, RequestInit, RequestRedirect};

/// How long another side may take to answer.
const DEADLINE: Duration = Duration::from_secs(10);
/// How much of an answer is read.
const ANSWER_LIMIT: usize = 64_000;

/// Sends it. The error is a sentence for the log, without any secret.
pub async fn send(env: &Env, request: &HttpRequest) -> Result<HttpResponse, String> {
    let url = fill(env, &request.url)?;
    let headers = Headers::new();
    let set = |name: &str, value: &str| {
        headers.set(name, value).map_err(|_| format!("header `{name}` is not valid"))
    };
    for (name, value) in &request.headers {
        set(name, &fill(env, value)?)?;
    }
    if let Some(Sign::StandardWebhooks { secret, id }) = &request.sign {
        let key = config::var(env, secret).ok_or_else(|| format!("secret `{secret}` is not set"))?;
        let timestamp = config::now() / 1000;
        let signed = signature::sign(&key, id, timestamp, request.body.as_bytes())
            .map_err(|_| format!("secret `{secret}` is not `whsec_` and base64"))?;
        set("webhook-id", id)?;
        set("webhook-timestamp", &timestamp.to_string())?;
        set("webhook-signature", &signed)?;
    }
    let mut init = RequestInit::new();
    init.with_method(Method::from(request.method.clone()))
        .with_headers(headers)
        .with_redirect(RequestRedirect::Manual);
    if !request.body.is_empty() {
        init.with_body(Some(request.body.as_str().into()));
    }
    let outbound = Request::new_with_init(&url, &init).map_err(|_| "its address is not valid".to_owned())?;
    let abort = AbortController::default();
    let signal = abort.signal();
    let answer = async {
        let mut response = Fetch::Request(outbound)
            .send_with_signal(&signal)
            .await
            .map_err(|_| "it cannot be reached".to_owned())?;
        let headers =
            response.headers().entries().map(|(name, value)| (name.to_lowercase(), value)).collect();
        let status = response.status_code();
        let mut body = response.text().await.unwrap_or_default();
        shared::page::cut(&mut body, ANSWER_LIMIT);
        Ok(HttpResponse { status, headers, body })
    };
    match select(pin!(answer), pin!(Delay::from(DEADLINE))).await {
        Either::Left((answer, _)) => answer,
        Either::Right(_) => {
            abort.abort();
            Err("it did not answer in 10 seconds".to_owned())
        }
    }
}

/// Replaces each `{var:NAME}` and `{secret:NAME}` by its value.
fn fill(env: &Env, text: &str) -> Result<String, String> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(start) = ["{var:", "{secret:"].iter().filter_map(|mark| rest.find(mark)).min() {
        let Some(end) = rest[start..].find('}').map(|end| start + end) else { break };
        let name = rest[start + 1..end].split(':').nth(1).unwrap_or("");
        filled.push_str(&rest[..start]);
        filled.push_str(&config::var(env, name).ok_or_else(|| format!("variable `{name}` is not set"))?);
        rest = &rest[end + 1..];
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The body of a request as text, refused when it is longer than `limit`.
pub async fn text(request: &mut Request, limit: usize) -> Result<String, Fault> {
    let too_large = || Fault::theirs(Code::TooLarge, format!("the body is longer than {limit} bytes"));
    let told = request.headers().get("content-length")?.and_then(|length| length.parse::<usize>().ok());
    if told.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let bytes = request.bytes().await?;
    if bytes.len() > limit {
        return Err(too_large());
    }
    String::from_utf8(bytes).map_err(|_| Fault::theirs(Code::Malformed, "the body is not UTF-8"))
}

/// JSON of a known shape, or where it is not.
pub fn parse<T: serde::de::DeserializeOwned>(body: &str) -> Result<T, Fault> {
    serde_json::from_str(body)
        .map_err(|error| Fault::theirs(Code::Malformed, format!("the body is not understood: {error}")))
}

/// A text for a header of our own, which may hold Latin letters only: base64url of its UTF-8.
pub fn to_header(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(text)
}

/// The text [`to_header`] was given.
pub fn from_header(request: &Request, name: &str) -> Option<String> {
    let value = request.headers().get(name).ok().flatten()?;
    String::from_utf8(URL_SAFE_NO_PAD.decode(value).ok()?).ok()
}
