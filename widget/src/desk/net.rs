//! One request, one answer. No decision is made here: what failed is told as it is.

use super::model::Failure;
use gloo_net::http::{Request, RequestBuilder, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shared::wire::desk::{AgentRequest, Listing, Me, Opened, SignIn};
use shared::wire::{Code, Reply, Trouble};

/// A [`Reply`] without frames: agents get none, and code that reads every kind of frame would be dead weight.
#[derive(Deserialize)]
struct Done {
    v: u32,
    #[serde(default)]
    done: Vec<String>,
}

pub async fn me() -> Result<Me, Failure> {
    read(Request::get("/desk/api/me")).await
}

pub async fn list() -> Result<Listing, Failure> {
    read(Request::get("/desk/api/list")).await
}

pub async fn opened(conversation: &str) -> Result<Opened, Failure> {
    read(Request::get(&format!("/desk/api/c/{conversation}"))).await
}

pub async fn act(conversation: &str, request: &AgentRequest) -> Result<Reply, Failure> {
    let Done { v, done } = parse(post(&format!("/desk/api/c/{conversation}/do"), request).await?).await?;
    Ok(Reply { v, done, frames: vec![] })
}

/// Gives the customer a file.
pub async fn attach(conversation: &str, key: &str, file: &web_sys::File) -> Result<(), Failure> {
    let name = String::from(js_sys::encode_uri_component(&file.name()));
    let request = Request::post(&format!("/desk/api/c/{conversation}/file"))
        .header("x-baton-key", key)
        .header("x-baton-name", &name)
        .body(file)
        .map_err(|_| Failure::Network)?;
    judge(request.send().await.map_err(|_| Failure::Network)?).await.map(|_| ())
}

pub async fn sign_in(name: String, password: String) -> Result<(), Failure> {
    post("/desk/api/sign-in", &SignIn { name, password }).await.map(|_| ())
}

pub async fn sign_out() -> Result<(), Failure> {
    post("/desk/api/sign-out", &()).await.map(|_| ())
}

async fn read<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, Failure> {
    let answer = request.send().await.map_err(|_| Failure::Network)?;
    parse(judge(answer).await?).await
}

async fn post(address: &str, body: &impl Serialize) -> Result<Response, Failure> {
    let body = serde_json::to_string(body).map_err(|_| Failure::Network)?;
    let request = Request::post(address).header("content-type", "application/json").body(body);
    let answer = request.map_err(|_| Failure::Network)?.send().await.map_err(|_| Failure::Network)?;
    judge(answer).await
}

/// Any status but 200 to 299 carries a trouble; one that does not (a proxy's page) is told by its number.
async fn judge(answer: Response) -> Result<Response, Failure> {
    if answer.ok() {
        return Ok(answer);
    }
    let status = answer.status();
    let told = answer.text().await.ok().and_then(|text| serde_json::from_str(&text).ok());
    Err(Failure::Trouble(told.unwrap_or_else(|| Trouble {
        code: code(status),
        text: format!("The desk answered with status {status}."),
        key: String::new(),
    })))
}

fn code(status: u16) -> Code {
    match status {
        401 | 403 => Code::Unauthorized,
        404 => Code::NotFound,
        429 => Code::TooMany,
        400..500 => Code::Invalid,
        _ => Code::Unavailable,
    }
}

async fn parse<T: DeserializeOwned>(answer: Response) -> Result<T, Failure> {
    let text = answer.text().await.map_err(|_| Failure::Network)?;
    serde_json::from_str(&text).map_err(|_| {
        let text = "Baton was updated. Reload this page.".to_owned();
        Failure::Trouble(Trouble { code: Code::Version, text, key: String::new() })
    })
}
