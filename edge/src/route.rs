//! What arrives, and which object it is for. Nothing is kept here.
//!
//! Who may: a page of one of the site's origins (browsers say where they are; what is no browser says nothing), with
//! the token of its conversation; an agent with a session of the desk; a backend with its signature.

use crate::config;
use crate::error::Fault;
use crate::{demo, desk, face, feedback, files, hook, http, person_form, random, releases};
use shared::lang;
use shared::site::Site;
use shared::wire::{BODY_LIMIT, Code, Files, Request as Asked, VERSION, Welcome, is_token};
use worker::{Context, Env, Headers, Method, Request, RequestInit, Response, Result};

/// Who an agent is, set by us alone after the session was checked.
pub const AGENT_HEADER: &str = "x-baton-agent";

pub async fn route(request: Request, env: Env, context: &Context) -> Result<Response> {
    match config::age() {
        config::Age::Fresh => {}
        config::Age::Old => {
            let env = env.clone();
            context.wait_until(async move { config::refresh(&env).await });
        }
        config::Age::TooOld => config::refresh(&env).await,
    }
    let origin = request.headers().get("origin").ok().flatten();
    let cross_origin = request.path().starts_with("/api/");
    let response = match answer(request, &env).await {
        Ok(response) => response,
        Err(fault) => fault.response()?,
    };
    match origin {
        Some(origin) if cross_origin => {
            let headers = response.headers().clone();
            headers.set("access-control-allow-origin", &origin)?;
            headers.set("vary", "origin")?;
            Ok(response.with_headers(headers))
        }
        _ => Ok(response),
    }
}

async fn answer(request: Request, env: &Env) -> std::result::Result<Response, Fault> {
    let path = request.path();
    let segments: Vec<&str> = path.trim_matches('/').split('/').collect();
    let site = config::site(env)?;
    match (request.method(), segments.as_slice()) {
        (Method::Options, ["api", ..]) => preflight(&request, &site),
        (Method::Get, ["api", "welcome"]) => welcome(&request, &site),
        (Method::Post, ["api", action @ ("do" | "listen" | "typing")]) => {
            from_our_pages(&request, &site)?;
            customer(request, env, action).await
        }
        (Method::Post, ["api", "file"]) => {
            from_our_pages(&request, &site)?;
            files::receive(request, env, &site, files::From::Customer).await
        }
        (Method::Get, ["file", conversation, file]) if desk::is_id(conversation) => {
            files::serve(&request, env, conversation, file, files::From::Customer).await
        }
        (Method::Get, ["ws"]) => {
            from_our_pages(&request, &site)?;
            socket(request, env).await
        }
        (Method::Get, ["embed.js"]) => embed(&request, env, &site).await,
        (Method::Get, ["person"]) => person_form::page(&request, env).await,
        (Method::Post, ["person"]) => {
            from_our_pages(&request, &site)?;
            person_form::submit(request, env).await
        }
        (Method::Get, ["feedback", conversation, handoff, verdict]) => {
            feedback::page(&request, env, &site, [conversation, handoff, verdict]).await
        }
        (Method::Post, ["feedback", conversation, handoff, verdict]) => {
            feedback::record(request, env, &site, [conversation, handoff, verdict]).await
        }
        (_, ["demo", "api", ..]) => {
            from_our_pages(&request, &site)?;
            demo::serve(request, env, &site).await
        }
        (Method::Get, ["face", id, number]) => face::show(&request, env, &site, id, number).await,
        (Method::Post, ["hook", backend]) => hook::receive(request, env, backend).await,
        (_, ["publish", rest @ ..]) => releases::route(request, env, rest).await,
        (_, ["desk", "api", rest @ ..]) => desk::route(request, env, &site, rest).await,
        (
            _,
            ["api", "do" | "listen" | "typing" | "welcome" | "file"]
            | ["ws"]
            | ["hook", _]
            | ["person"]
            | ["feedback", _, _, _],
        ) => Err(Fault::theirs(Code::Method, "this address does not take this method")),
        _ => Err(Fault::theirs(Code::NotFound, "no such address")),
    }
}

/// A browser on another site's page is refused: its origin is not listed and is not ours.
fn from_our_pages(request: &Request, site: &Site) -> std::result::Result<(), Fault> {
    let Some(origin) = request.headers().get("origin")? else { return Ok(()) };
    let own = request.url()?.origin().ascii_serialization();
    if origin == own || site.allows(&origin) {
        return Ok(());
    }
    Err(Fault::theirs(
        Code::Origin,
        format!("pages of `{origin}` may not use this chat: add it to `origins` in site.toml"),
    ))
}

fn preflight(request: &Request, site: &Site) -> std::result::Result<Response, Fault> {
    from_our_pages(request, site)?;
    let response = Response::empty()?.with_status(204);
    response.headers().set("access-control-allow-methods", "GET, POST")?;
    response
        .headers()
        .set("access-control-allow-headers", "content-type, authorization, x-baton-key, x-baton-name")?;
    response.headers().set("access-control-max-age", "86400")?;
    Ok(response)
}

/// What an empty chat shows. Touches no object, so it is as cheap as a file.
fn welcome(request: &Request, site: &Site) -> std::result::Result<Response, Fault> {
    let url = request.url()?;
    let query =
        |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let language = lang::choose(&query("lang").unwrap_or_default(), &site.languages).to_owned();
    let words = site.words(&language);
    let path = query("path").unwrap_or_default();
    let mut suggestions = shared::prompt::suggestions(site, &path);
    suggestions.truncate(3);
    let welcome = Welcome {
        v: VERSION,
        greeting: site.greeting(&language, &path),
        suggestions,
        person: site.person_now(&language, config::now()),
        files: Some(&site.attachments).filter(|rules| !rules.kinds.is_empty()).map(|rules| Files {
            kinds: rules.media().into_iter().map(str::to_owned).collect(),
            bytes: rules.bytes,
        }),
        words: words.of_chat(),
        language,
    };
    let response = Response::from_json(&welcome)?;
    response.headers().set("cache-control", "public, max-age=60")?;
    Ok(response)
}

async fn customer(mut request: Request, env: &Env, action: &str) -> std::result::Result<Response, Fault> {
    let visitor = Visitor::of(&request, config::site(env)?.as_ref());
    let body = http::text(&mut request, BODY_LIMIT).await?;
    let mut asked: Asked = http::parse(&body)?;
    if asked.v != VERSION {
        let text =
            format!("this chat speaks version {VERSION} and was asked in {}: reload the page", asked.v);
        return Err(Fault::theirs(Code::Version, text));
    }
    let token = asked.token.take().filter(|token| is_token(token));
    let Some(token) = token else {
        return Err(Fault::theirs(
            Code::Unauthorized,
            "a token is 43 characters of base64url, made by the client",
        ));
    };
    let id = random::conversation_id(&token);
    let action = if action == "typing" { "types" } else { action };
    to_conversation(env, &id, action, &serde_json::to_string(&asked)?, &visitor).await
}

/// The token travels as a subprotocol: a browser can set no other header, and addresses end up in logs.
async fn socket(request: Request, env: &Env) -> std::result::Result<Response, Fault> {
    if request.headers().get("upgrade")?.is_none_or(|upgrade| !upgrade.eq_ignore_ascii_case("websocket")) {
        return Err(Fault::theirs(Code::Invalid, "this address speaks WebSocket only"));
    }
    let protocols = request.headers().get("sec-websocket-protocol")?.unwrap_or_default();
    let token = protocols.split(',').map(str::trim).find(|protocol| is_token(protocol));
    let Some(token) = token.filter(|_| protocols.contains("baton.v1")) else {
        return Err(Fault::theirs(Code::Unauthorized, "the subprotocols are `baton.v1` and the token"));
    };
    let id = random::conversation_id(token);
    let query = request.url()?.query().map(|query| format!("?{query}")).unwrap_or_default();
    forward(request, env, &id, &format!("socket{query}"), &[]).await
}

/// Posts to a conversation's object.
pub async fn to_conversation(
    env: &Env,
    id: &str,
    action: &str,
    body: &str,
    visitor: &Visitor,
) -> std::result::Result<Response, Fault> {
    let headers = Headers::new();
    headers.set("x-baton-language", &visitor.language)?;
    headers.set("x-baton-country", &visitor.country)?;
    headers.set("x-baton-browser", &visitor.browser)?;
    headers.set("x-baton-payer", &visitor.payer)?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_headers(headers).with_body(Some(body.into()));
    let request = Request::new_with_init(&format!("https://conversation/{id}/{action}"), &init)?;
    let stub = env.durable_object("CONVERSATION")?.get_by_name(id)?;
    Ok(stub.fetch_with_request(request).await?)
}

/// Posts an agent's commands to a conversation's object. The name comes from the session, never from the body.
pub async fn agent_post(env: &Env, id: &str, name: &str, body: &str) -> std::result::Result<Response, Fault> {
    let headers = Headers::new();
    headers.set(AGENT_HEADER, &http::to_header(name))?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_headers(headers).with_body(Some(body.into()));
    let request = Request::new_with_init(&format!("https://conversation/{id}/agent/do"), &init)?;
    Ok(env.durable_object("CONVERSATION")?.get_by_name(id)?.fetch_with_request(request).await?)
}

/// Passes a request on to a conversation's object, with headers only we can set.
pub async fn forward(
    request: Request,
    env: &Env,
    id: &str,
    action: &str,
    headers: &[(&str, &str)],
) -> std::result::Result<Response, Fault> {
    let mut inward = Request::new_with_init(
        &format!("https://conversation/{id}/{action}"),
        RequestInit::new().with_method(request.method()).with_headers(request.headers().clone()),
    )?;
    for (name, value) in headers {
        inward.headers_mut()?.set(name, value)?;
    }
    Ok(env.durable_object("CONVERSATION")?.get_by_name(id)?.fetch_with_request(inward).await?)
}

/// What the network and the browser say about a visitor.
#[derive(Default)]
pub struct Visitor {
    /// The site's language that fits what is asked for by `?lang=`, else by the browser
    pub language: String,
    /// Two letters, as Cloudflare sees it; empty on another machine
    pub country: String,
    /// As the browser names itself, in plain ASCII
    pub browser: String,
    /// A hash of the network address that changes every day: enough to count by, and of no other use
    pub payer: String,
}

impl Visitor {
    pub fn of(request: &Request, site: &Site) -> Self {
        let header = |name| request.headers().get(name).ok().flatten().unwrap_or_default();
        let url = request.url().ok();
        let asked = url.as_ref().and_then(|url| url.query_pairs().find(|(key, _)| key == "lang"));
        let wish = asked.map_or_else(|| header("accept-language"), |(_, value)| value.into_owned());
        let country = header("cf-ipcountry").chars().take(2).collect();
        let browser =
            header("user-agent").chars().filter(|c| c.is_ascii() && !c.is_control()).take(200).collect();
        let (address, day) = (header("cf-connecting-ip"), config::now() / 86_400_000);
        let payer = random::hash(&format!("{}{day}{address}", site.versions.policy))[..16].to_owned();
        Self { language: lang::accept(&wish, &site.languages).to_owned(), country, browser, payer }
    }
}

/// `/embed.js` of a site of several languages: the one the visitor reads, complete, in the same request. A site of one
/// language has it as a file, and the settings of its bundle let nothing run for it.
async fn embed(request: &Request, env: &Env, site: &Site) -> std::result::Result<Response, Fault> {
    let language = Visitor::of(request, site).language;
    let mut url = request.url()?;
    url.set_query(None);
    url.set_path(&if site.languages.len() > 1 {
        format!("/embed.{language}.js")
    } else {
        "/embed.js".to_owned()
    });
    let response = env.assets("ASSETS")?.fetch(url.to_string(), None).await?;
    let headers = Headers::new();
    for (name, value) in response.headers().entries() {
        headers.set(&name, &value)?;
    }
    headers.set("vary", "accept-language")?;
    Ok(response.with_headers(headers))
}
