//! Files on their way: from a browser to the object that keeps them, and back by a signed link or an agent's session.
//!
//! The bytes go through as they are; what they are, and whether they may come, the object decides ([`crate::conversation`]). What is
//! served may run nothing: its type is ours and not sniffed, a policy puts it into a sandbox, and a PDF is only downloaded.

use crate::error::Fault;
use crate::route::{AGENT_HEADER, Visitor};
use crate::{config, http, random};
use futures_util::StreamExt as _;
use shared::site::Site;
use shared::wire::{Code, is_token};
use worker::js_sys::Uint8Array;
use worker::{Env, Headers, Method, Request, RequestInit, Response};

/// The key a file is sent under over all tries, and its name, percent-encoded.
pub const KEY_HEADER: &str = "x-baton-key";
pub const NAME_HEADER: &str = "x-baton-name";

/// Whose file it is.
pub enum From<'a> {
    /// Who shows the conversation's token
    Customer,
    /// An agent with a session, and the conversation
    Agent { name: &'a str, id: &'a str },
}

/// Takes a file in, up to the owner's limit.
pub async fn receive(
    mut request: Request,
    env: &Env,
    site: &Site,
    from: From<'_>,
) -> Result<Response, Fault> {
    let header = |name: &str| request.headers().get(name).ok().flatten().unwrap_or_default();
    let (key, name) = (header(KEY_HEADER), header(NAME_HEADER));
    let visitor = Visitor::of(&request, site);
    let headers = Headers::new();
    let path = match &from {
        From::Customer => {
            let shown = header("authorization");
            let token = shown.strip_prefix("Bearer ").filter(|token| is_token(token)).ok_or_else(|| {
                Fault::theirs(Code::Unauthorized, "the header is `authorization: Bearer` and the token")
            })?;
            headers.set("x-baton-language", &visitor.language)?;
            headers.set("x-baton-country", &visitor.country)?;
            format!("{}/file", random::conversation_id(token))
        }
        From::Agent { name, id } => {
            headers.set(AGENT_HEADER, &http::to_header(name))?;
            format!("{id}/agent/file")
        }
    };
    headers.set(KEY_HEADER, &key)?;
    headers.set(NAME_HEADER, &name)?;
    let bytes = whole(&mut request, site.attachments.bytes as usize).await?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_headers(headers).with_body(Some(Uint8Array::from(&bytes[..]).into()));
    let inward = Request::new_with_init(&format!("https://conversation/{path}"), &init)?;
    let id = path.split('/').next().unwrap_or_default();
    Ok(env.durable_object("CONVERSATION")?.get_by_name(id)?.fetch_with_request(inward).await?)
}

/// The body, read no further than it may be long.
async fn whole(request: &mut Request, limit: usize) -> Result<Vec<u8>, Fault> {
    let too_large = || {
        let text = format!("the file is too large: at most {}", shared::attachment::size(limit as u64));
        Fault::theirs(Code::TooLarge, text)
    };
    let told = request.headers().get("content-length")?.and_then(|length| length.parse::<usize>().ok());
    if told.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let Ok(mut stream) = request.stream() else { return Ok(Vec::new()) };
    let mut bytes = Vec::with_capacity(told.unwrap_or(0));
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|_| Fault::theirs(Code::Malformed, "the file broke off: send it again"))?;
        if bytes.len() + piece.len() > limit {
            return Err(too_large());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// Serves a file by its signed link; with a session, without.
pub async fn serve(
    request: &Request,
    env: &Env,
    conversation: &str,
    file: &str,
    from: From<'_>,
) -> Result<Response, Fault> {
    let url = request.url()?;
    let place = match from {
        From::Customer => format!("file/{file}?{}", url.query().unwrap_or_default()),
        From::Agent { .. } => format!("agent/file/{file}"),
    };
    let inward = Request::new(&format!("https://conversation/{conversation}/{place}"), Method::Get)?;
    Ok(env.durable_object("CONVERSATION")?.get_by_name(conversation)?.fetch_with_request(inward).await?)
}

/// The bytes as an answer that can do no harm.
pub fn response(bytes: Vec<u8>, kind: &str, name: &str) -> Result<Response, Fault> {
    let response = Response::from_bytes(bytes)?;
    let headers = response.headers();
    // Inside a sandbox no reader of PDFs starts; and a picture is all that is looked at in place.
    let how = if kind.starts_with("image/") { "inline" } else { "attachment" };
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' }).collect();
    let coded: String = name
        .bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b"-_.".contains(&b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect();
    for (name, value) in [
        ("content-type", kind),
        ("content-disposition", &format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{coded}")),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("referrer-policy", "no-referrer"),
        ("x-robots-tag", "noindex"),
        ("cache-control", "private, max-age=86400, immutable"),
    ] {
        headers.set(name, value)?;
    }
    Ok(response)
}

/// What a name says that travelled percent-encoded.
pub fn name_of(request: &Request) -> String {
    let coded = request.headers().get(NAME_HEADER).ok().flatten().unwrap_or_default();
    let url = worker::Url::parse(&format!("https://name/?name={}", coded.replace(['&', '#', '+'], "_")));
    url.ok().and_then(|url| url.query_pairs().next().map(|(_, name)| name.into_owned())).unwrap_or_default()
}

/// Whether the time is still within the link's, and it is ours; said in one sentence where not.
pub fn must_be_ours(key: &str, conversation: &str, file: &str, until: &str, sign: &str) -> Result<(), Fault> {
    let until = until.parse().unwrap_or(0);
    if shared::attachment::check(key.as_bytes(), conversation, file, until, sign, config::now()) {
        return Ok(());
    }
    Err(Fault::theirs(
        Code::Unauthorized,
        "this link to a file is not complete or too old: open it from the chat or the ticket again",
    ))
}
