//! Sending a request that the core described, with its secrets filled in on the last line; reading bodies within
//! limits.

mod ai;

use crate::config;
use crate::error::Fault;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use futures_util::future::{Either, select};
use futures_util::stream::{self, LocalBoxStream, StreamExt};
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

/// Sends it and reads the answer. The error is a sentence for the log, without any secret.
pub async fn send(env: &Env, request: &HttpRequest) -> Result<HttpResponse, String> {
    let answer = async { open(env, request).await?.whole().await };
    match select(pin!(answer), pin!(Delay::from(DEADLINE))).await {
        Either::Left((answer, _)) => answer,
        Either::Right(_) => Err("it did not answer in 10 seconds".to_owned()),
    }
}

/// An answer whose body is still coming. Dropping it ends the call.
pub struct Opened {
    pub status: u16,
    /// Of a binding there are none
    headers: Option<Headers>,
    pub bytes: LocalBoxStream<'static, worker::Result<Vec<u8>>>,
    _call: AbortOnDrop,
}

impl Opened {
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.as_ref()?.get(name).ok().flatten()
    }

    /// All of it, as far as anybody reads. Half an answer is none: what it would have said may be the opposite.
    pub async fn whole(mut self) -> Result<HttpResponse, String> {
        let mut body = Vec::new();
        while let Some(bytes) = self.bytes.next().await {
            body.extend_from_slice(&bytes.map_err(|_| "its answer broke off".to_owned())?);
            if body.len() > ANSWER_LIMIT {
                break;
            }
        }
        let mut body = String::from_utf8_lossy(&body).into_owned();
        shared::page::cut(&mut body, ANSWER_LIMIT);
        let headers = self.headers.iter().flat_map(Headers::entries);
        let headers = headers.map(|(name, value)| (name.to_lowercase(), value)).collect();
        Ok(HttpResponse { status: self.status, headers, body })
    }
}

/// Ends a call that nobody waits for any more; after its end this does nothing.
struct AbortOnDrop(Option<AbortController>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(call) = self.0.take() {
            call.abort();
        }
    }
}

/// Sends it and returns as soon as the head of the answer is there. No deadline: whoever asks has one.
pub async fn open(env: &Env, request: &HttpRequest) -> Result<Opened, String> {
    if let Some(model) = request.url.strip_prefix("ai:/") {
        return ai::open(env, model, &request.body).await;
    }
    let outbound = outbound(env, request)?;
    let call = AbortOnDrop(Some(AbortController::default()));
    let signal = call.0.as_ref().map(AbortController::signal).ok_or("the call was ended")?;
    let mut response = Fetch::Request(outbound)
        .send_with_signal(&signal)
        .await
        .map_err(|_| "it cannot be reached".to_owned())?;
    let headers = Some(response.headers().clone());
    let status = response.status_code();
    // A body that cannot be streamed is an empty one.
    let bytes = response.stream().map_or_else(|_| stream::empty().boxed_local(), StreamExt::boxed_local);
    Ok(Opened { status, headers, bytes, _call: call })
}

pub fn outbound(env: &Env, request: &HttpRequest) -> Result<Request, String> {
    let url = fill(env, &request.url)?;
    let headers = Headers::new();
    let set = |name: &str, value: &str| {
        headers.set(name, value).map_err(|_| format!("header `{name}` is not valid"))
    };
    for (name, value) in &request.headers {
        set(name, &fill(env, value)?)?;
    }
    if let Some(Sign::Basic { user, password }) = &request.sign {
        let both = format!("{}:{}", fill(env, user)?, fill(env, password)?);
        set("authorization", &format!("Basic {}", STANDARD.encode(both)))?;
    }
    let body = request.filled(|name| config::var(env, name))?;
    if let Some(Sign::StandardWebhooks { secret, id }) = &request.sign {
        let key = config::var(env, secret).ok_or_else(|| format!("secret `{secret}` is not set"))?;
        let timestamp = config::now() / 1000;
        let signed = signature::sign(&key, id, timestamp, body.as_bytes())
            .map_err(|_| format!("secret `{secret}` is not `whsec_` and base64"))?;
        set("webhook-id", id)?;
        set("webhook-timestamp", &timestamp.to_string())?;
        set("webhook-signature", &signed)?;
    }
    let mut init = RequestInit::new();
    init.with_method(Method::from(request.method.clone()))
        .with_headers(headers)
        .with_redirect(RequestRedirect::Manual);
    if !body.is_empty() {
        init.with_body(Some(body.as_str().into()));
    }
    Request::new_with_init(&url, &init).map_err(|_| "its address is not valid".to_owned())
}

/// Values in the places of their names.
fn fill(env: &Env, text: &str) -> Result<String, String> {
    shared::http::fill(text, |name| config::var(env, name))
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
