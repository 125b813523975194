//! Publications: sites that are served without a deploy. One object keeps them all, and what was served when.
//!
//! Whoever has the secret `PUBLISH_TOKEN` may publish, list and go back (`cargo xtask publish`). What was released
//! last is served, be it a deploy or a publication: a publication counts for the deployed site it was made over, and a
//! deploy with another site ends it. Nothing that is wrong is ever kept: [`artifact::check`] comes first.

mod shelf;

use crate::config;
use crate::error::Fault;
use crate::{http, random};
use serde::{Deserialize, Serialize};
use shared::site::artifact;
use shared::wire::{BODY_LIMIT, Code};
use shelf::Shelf;
use std::panic::{RefUnwindSafe, UnwindSafe};
use worker::{
    DurableObject, Env, Headers, Method, Request, RequestInit, Response, Result, State, durable_object,
};

/// A shorter token can be guessed.
const SHORTEST_TOKEN: usize = 20;
/// Says which publication a body is.
const NUMBER: &str = "x-baton-release";

#[durable_object]
pub struct Releases {
    shelf: std::result::Result<Shelf, String>,
}

impl UnwindSafe for Releases {}
impl RefUnwindSafe for Releases {}

/// What is to be served.
pub enum Current {
    /// What is served already
    Same,
    Deployed,
    Published {
        release: u64,
        text: String,
    },
}

/// What an isolate asks: what it was deployed with and what it serves.
#[derive(Serialize, Deserialize)]
struct Asked {
    deployed: String,
    have: u64,
}

/// A publication on its way to the shelf, without its text.
#[derive(Serialize, Deserialize)]
struct New {
    version: String,
    parts: std::collections::BTreeMap<String, String>,
    by: String,
    note: String,
    deployed: String,
}

/// Which publication is to be served from now on; 0 is what was deployed.
#[derive(Serialize, Deserialize)]
struct Back {
    to: u64,
    by: String,
    deployed: String,
}

impl DurableObject for Releases {
    fn new(state: State, _env: Env) -> Self {
        Self { shelf: Shelf::new(state.storage()).map_err(|error| error.to_string()) }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        match self.serve(request).await {
            Ok(response) => Ok(response),
            Err(fault) => fault.response(),
        }
    }
}

impl Releases {
    async fn serve(&self, mut request: Request) -> std::result::Result<Response, Fault> {
        let shelf = self.shelf.as_ref().map_err(|why| Fault::Ours(format!("the publications: {why}")))?;
        let path = request.path();
        match path.trim_matches('/').split_once('/').unwrap_or((path.trim_matches('/'), "")) {
            ("current", _) => {
                let asked: Asked = http::parse(&http::text(&mut request, BODY_LIMIT).await?)?;
                let release = shelf.current(&asked.deployed)?;
                let response = match release {
                    same if same == asked.have => Response::empty()?,
                    0 => Response::ok("")?,
                    release => Response::ok(shelf.text(release)?.unwrap_or_default())?,
                };
                response.headers().set(NUMBER, &release.to_string())?;
                Ok(response)
            }
            ("put", _) => {
                let about = http::from_header(&request, NUMBER).unwrap_or_default();
                let text = http::text(&mut request, artifact::LARGEST).await?;
                Ok(Response::from_json(&shelf.put(&http::parse(&about)?, &text, config::now())?)?)
            }
            ("back", _) => {
                let back: Back = http::parse(&http::text(&mut request, BODY_LIMIT).await?)?;
                if back.to != 0 && shelf.text(back.to)?.is_none() {
                    let text =
                        format!("there is no publication {}; `--list` shows those that are kept", back.to);
                    return Err(Fault::theirs(Code::NotFound, text));
                }
                shelf.serve(back.to, &back.by, &back.deployed, config::now())?;
                Ok(Response::empty()?)
            }
            ("list", deployed) => Ok(Response::from_json(&shelf.list(deployed)?)?),
            ("text", release) => match shelf.text(release.parse().unwrap_or(0))? {
                Some(text) => Ok(Response::ok(text)?),
                None => Err(Fault::theirs(Code::NotFound, "no publication of this number is kept")),
            },
            _ => Err(Fault::theirs(Code::NotFound, "no such address")),
        }
    }
}

/// What an isolate is to serve, which was deployed with this site and serves that publication.
pub async fn current(env: &Env, deployed: &str, have: u64) -> std::result::Result<Current, Fault> {
    // A Worker without the binding was deployed with settings of its own: it serves what it has.
    if env.durable_object("RELEASES").is_err() {
        return Ok(if have == 0 { Current::Same } else { Current::Deployed });
    }
    let asked = serde_json::to_string(&Asked { deployed: deployed.to_owned(), have })?;
    let mut response = ask(env, "current", None, Some(&asked)).await?;
    if response.status_code() != 200 {
        return Err(Fault::Ours(format!("the shelf answered {}", response.status_code())));
    }
    let release = response.headers().get(NUMBER)?.and_then(|number| number.parse().ok()).unwrap_or(0);
    match release {
        same if same == have => Ok(Current::Same),
        0 => Ok(Current::Deployed),
        release => Ok(Current::Published { release, text: response.text().await? }),
    }
}

/// `/publish…`: for whoever has the token.
pub async fn route(mut request: Request, env: &Env, path: &[&str]) -> std::result::Result<Response, Fault> {
    allowed(&request, env)?;
    let deployed = config::deployed(env)?;
    let over = artifact::version(&deployed);
    let url = request.url()?;
    let said = |name: &str| {
        let value = url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        let mut value = value.unwrap_or_default();
        shared::page::cut(&mut value, 200);
        value
    };
    match (request.method(), path) {
        (Method::Get, []) => ask(env, &format!("list/{over}"), None, None).await,
        (Method::Get, [number]) => ask(env, &format!("text/{number}"), None, None).await,
        (Method::Post, []) => {
            let text = http::text(&mut request, artifact::LARGEST).await?;
            let checked =
                artifact::check(&text).and_then(|site| match artifact::elsewhere(&site, &deployed) {
                    problems if problems.is_empty() => Ok(site),
                    problems => Err(problems),
                });
            let site = match checked {
                Ok(site) => site,
                Err(problems) => {
                    let refused = serde_json::json!({ "code": "invalid",
                        "text": "nothing was published: the artefact is broken", "problems": problems });
                    return Ok(Response::from_json(&refused)?.with_status(422));
                }
            };
            let new = New {
                version: artifact::version(&site),
                parts: site.parts.clone(),
                by: said("by"),
                note: said("note"),
                deployed: over,
            };
            let about = http::to_header(&serde_json::to_string(&new)?);
            let mut response = ask(env, "put", Some(&about), Some(&text)).await?;
            config::forget_age();
            let mut told: serde_json::Value = response.json().await?;
            // The launcher is a file of the deploy: it has these baked in.
            told["launcher_differs"] = (site.embed() != deployed.embed()).into();
            Ok(Response::from_json(&told)?.with_status(response.status_code()))
        }
        (Method::Post, ["serve", number]) => {
            let to = number
                .parse()
                .map_err(|_| Fault::theirs(Code::Invalid, "a publication is named by its number"))?;
            let back = serde_json::to_string(&Back { to, by: said("by"), deployed: over })?;
            let response = ask(env, "back", None, Some(&back)).await?;
            config::forget_age();
            Ok(response)
        }
        _ => Err(Fault::theirs(Code::NotFound, "no such address")),
    }
}

/// Whoever publishes decides what customers read: a token of its own, and no page of any site may use it.
fn allowed(request: &Request, env: &Env) -> std::result::Result<(), Fault> {
    let token = config::var(env, "PUBLISH_TOKEN").filter(|token| token.len() >= SHORTEST_TOKEN).ok_or_else(|| {
        let text = format!(
            "nobody may publish yet: set the secret `PUBLISH_TOKEN`, {SHORTEST_TOKEN} random characters or more"
        );
        Fault::theirs(Code::Unavailable, text)
    })?;
    let told = request.headers().get("authorization")?.unwrap_or_default();
    let told = told.strip_prefix("Bearer ").unwrap_or("").trim();
    if request.headers().get("origin")?.is_some() || !random::same(told, &token) {
        return Err(Fault::theirs(Code::Unauthorized, "that is not the `PUBLISH_TOKEN` of this Worker"));
    }
    Ok(())
}

async fn ask(
    env: &Env,
    path: &str,
    about: Option<&str>,
    body: Option<&str>,
) -> std::result::Result<Response, Fault> {
    let headers = Headers::new();
    if let Some(about) = about {
        headers.set(NUMBER, about)?;
    }
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_headers(headers).with_body(body.map(Into::into));
    let request = Request::new_with_init(&format!("https://releases/{path}"), &init)?;
    let namespace = env.durable_object("RELEASES").map_err(|_| {
        let text = "this Worker keeps no publications: bind `RELEASES` as in the repository's wrangler.toml, and deploy";
        Fault::theirs(Code::Unavailable, text)
    })?;
    Ok(namespace.get_by_name("main")?.fetch_with_request(request).await?)
}
