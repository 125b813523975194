//! `POST /hook/{backend}`: webhooks of support tools. Raw bytes are verified first; only then is anything read.

use crate::config;
use crate::conversation::Inbound;
use crate::error::Fault;
use crate::{http, route};
use shared::backend::{self, Scheme};
use shared::signature::{self, Refused};
use shared::wire::Code;
use worker::{Env, Request, Response, console_error};

/// The longest webhook that is read.
const LIMIT: usize = 256_000;

pub async fn receive(mut request: Request, env: &Env, name: &str) -> Result<Response, Fault> {
    let site = config::site(env)?;
    let unknown = || Fault::theirs(Code::NotFound, "no backend of this name takes webhooks");
    let configured = site.backends.iter().find(|backend| backend.name == name).ok_or_else(unknown)?;
    let kind = backend::of_kind(&configured.kind).ok_or_else(unknown)?;
    let body = http::text(&mut request, LIMIT).await?;
    let Some(Scheme::StandardWebhooks { secret }) = kind.signed_by() else { return Err(unknown()) };
    let variable = configured.settings.get(secret).ok_or_else(unknown)?;
    let secret = config::var(env, variable).ok_or_else(unknown)?;
    let header = |name: &str| request.headers().get(name).ok().flatten().unwrap_or_default();
    let id = header("webhook-id");
    let now = config::now() / 1000;
    let (timestamp, signature) = (header("webhook-timestamp"), header("webhook-signature"));
    signature::verify(&secret, &id, &timestamp, &signature, body.as_bytes(), now).map_err(|refused| {
        let why = match refused {
            Refused::Malformed => "its signature headers are missing or malformed",
            Refused::Stale => "its timestamp is more than five minutes from now",
            Refused::Wrong => "its signature does not fit its body",
            Refused::Secret => "our secret is not `whsec_` and base64",
        };
        console_error!("webhook of `{name}` refused: {why}");
        Fault::theirs(Code::Unauthorized, why)
    })?;
    let (conversation, event) = kind.receive(&body).map_err(|why| {
        console_error!("webhook of `{name}` not understood: {why}");
        Fault::theirs(Code::Invalid, why)
    })?;
    // The id comes from outside; its hash has a form and a length we know.
    let key = format!("hook-{}", &crate::random::hash(&format!("{name} {id}"))[..32]);
    let body = serde_json::to_string(&Inbound { key, event })?;
    if conversation.len() != 32 || !conversation.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Fault::theirs(Code::Unknown, "`data.conversation` is not the id of a conversation"));
    }
    route::to_conversation(env, &conversation, "event", &body, "").await
}
