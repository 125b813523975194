//! `GET /face/{conversation}/{number}`: an agent's picture, through the Worker.
//!
//! The customer's browser asks nobody but the Worker, so no page needs another host in its policy, and no tool learns who
//! its customers are. The Worker asks only the tool's own hosts ([`backend::may_fetch`]), or what the owner wrote down,
//! for pictures of the kinds browsers draw, and of a picture's size.

use crate::error::Fault;
use crate::hook;
use crate::http;
use crate::route::{self, Visitor};
use futures_util::StreamExt as _;
use futures_util::future::{Either, select};
use shared::backend;
use shared::conversation::Face;
use shared::http::HttpRequest;
use shared::site::Site;
use shared::wire::Code;
use std::pin::pin;
use std::time::Duration;
use worker::{Delay, Env, Request, Response};

/// The largest picture that is passed on, in bytes.
const LARGEST: usize = 400_000;
const DEADLINE: Duration = Duration::from_secs(6);
/// Tools send on to where they keep their files.
const REDIRECTS: usize = 2;
/// No SVG: it is a document, and may hold scripts.
const KINDS: [&str; 5] = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];

pub async fn show(
    request: &Request,
    env: &Env,
    site: &Site,
    id: &str,
    number: &str,
) -> Result<Response, Fault> {
    let none = || Fault::theirs(Code::NotFound, "there is no such picture");
    if id.len() != 32 || !id.bytes().all(|b| b.is_ascii_hexdigit()) || number.parse::<u8>().is_err() {
        return Err(none());
    }
    let asked = format!("face?n={number}");
    let mut known = route::to_conversation(env, id, &asked, "", &Visitor::default()).await?;
    if known.status_code() != 200 {
        return Err(none());
    }
    let face: Face = known.json().await?;
    if face.url.starts_with('/') {
        let mut url = request.url()?;
        url.set_query(None);
        url.set_path(&face.url);
        return Ok(env.assets("ASSETS")?.fetch(url.to_string(), None).await?);
    }
    let fetched = match select(pin!(fetch(env, site, &face)), pin!(Delay::from(DEADLINE))).await {
        Either::Left((fetched, _)) => fetched,
        Either::Right(_) => Err("it did not come in time".to_owned()),
    };
    let (kind, bytes) = fetched.map_err(|why| {
        worker::console_error!("a picture of `{}` is not shown: {why}", face.backend);
        none()
    })?;
    let response = Response::from_bytes(bytes)?;
    for (name, value) in [
        ("content-type", kind),
        ("cache-control", "public, max-age=86400"),
        // Read by script and drawn on a canvas: no page's policy for pictures has a say.
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
    ] {
        response.headers().set(name, value)?;
    }
    Ok(response)
}

/// Kind and bytes of the picture.
async fn fetch(env: &Env, site: &Site, face: &Face) -> Result<(&'static str, Vec<u8>), String> {
    let configured = site.backends.iter().find(|backend| backend.name == face.backend);
    let own = configured.map(|backend| hook::own_address(env, backend)).unwrap_or_default();
    let hosts =
        configured.and_then(|backend| backend::of_kind(&backend.kind)).map_or(&[][..], |kind| kind.hosts());
    // What the owner wrote down is where they want it to be, and leads nowhere else.
    let allowed = |url: &str| {
        if face.backend.is_empty() { url == face.url } else { backend::may_fetch(hosts, &own, url) }
    };
    let mut url = face.url.clone();
    for _ in 0..=REDIRECTS {
        if !allowed(&url) {
            return Err("it leads away from the tool's own hosts".to_owned());
        }
        let mut opened = http::open(env, &HttpRequest::new("GET", url.as_str())).await?;
        if (300..400).contains(&opened.status) {
            url = opened.header("location").unwrap_or_default().to_owned();
            continue;
        }
        if opened.status != 200 {
            return Err(format!("its host answered {}", opened.status));
        }
        let told = opened.header("content-type").unwrap_or_default().to_ascii_lowercase();
        let kind = KINDS.into_iter().find(|kind| told.split(';').next().map(str::trim) == Some(*kind));
        let kind = kind.ok_or_else(|| "it is no picture a browser draws".to_owned())?;
        let mut bytes = Vec::new();
        while let Some(more) = opened.bytes.next().await {
            bytes.extend_from_slice(&more.map_err(|_| "it broke off".to_owned())?);
            if bytes.len() > LARGEST {
                return Err(format!("it is larger than {LARGEST} bytes"));
            }
        }
        return Ok((kind, bytes));
    }
    Err("it is sent on too often".to_owned())
}
