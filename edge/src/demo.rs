//! The small API of the demo shop, under `/demo/api/`: only where the site says `demo = true`.
//!
//! What it knows and answers is in [`shared::demo`]; here it is a server like any other that an action calls: it takes
//! only what is signed. The account page gets its token here, as a real one would from the shop's own server.

use crate::error::Fault;
use crate::{config, http};
use shared::demo;
use shared::http::Arrived;
use shared::identity;
use shared::signature::{self, Scheme};
use shared::site::Site;
use shared::wire::Code;
use worker::{Env, Method, Request, Response};

/// The most of a body that is read.
const LIMIT: usize = 4_000;

pub async fn serve(mut request: Request, env: &Env, site: &Site) -> Result<Response, Fault> {
    if !site.demo {
        return Err(Fault::theirs(Code::NotFound, "no such address"));
    }
    let url = request.url()?;
    let path = url.path().trim_start_matches("/demo/api/").to_owned();
    let body =
        if request.method() == Method::Get { String::new() } else { http::text(&mut request, LIMIT).await? };
    if path == "session" {
        return session(env, &body);
    }
    let headers = request.headers().entries().map(|(name, value)| (name.to_lowercase(), value)).collect();
    let (method, whole) = (request.method().to_string(), url.to_string());
    let arrived = Arrived { method, url: whole, headers, body };
    let secret = config::var(env, demo::SECRET).unwrap_or_default();
    let answer = match signature::check(Scheme::StandardWebhooks, &secret, &arrived, config::now() / 1000) {
        Err(refused) => demo::Answer::refused(refused.why()),
        Ok(()) => {
            let query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
            demo::answer(&arrived.method, &path, &query, &arrived.body, arrived.header("idempotency-key"))
        }
    };
    Ok(Response::from_json(&answer.body)?.with_status(answer.status))
}

/// Signs the demo's customer in: the token a shop's own server would put into its page.
fn session(env: &Env, body: &str) -> Result<Response, Fault> {
    let secret = config::var(env, "IDENTITY_SECRET").unwrap_or_default();
    let customer = demo::customer(body);
    // Without the secret the demo goes on without anybody signed in, as the chat would with a broken shop.
    let token = if secret.len() < identity::SECRET_AT_LEAST {
        Ok(String::new())
    } else {
        identity::sign(&secret, &customer, config::now() / 1000)
    };
    let token = token.map_err(|refused| Fault::Ours(refused.means().to_owned()))?;
    let response = Response::from_json(&serde_json::json!({ "token": token, "name": customer.name }))?;
    response.headers().set("cache-control", "no-store")?;
    Ok(response)
}
