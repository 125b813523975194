//! The Desk object: the index of handoffs for agents, their sessions and who is present.
//!
//! It is never on the path of a message: agents talk to the conversation's own object. Conversations put and renew
//! their cards here through the outbox, so a card is never lost and putting it twice changes nothing.

mod booking;
mod index;
mod session;
mod team;
mod undelivered;

use crate::config;
use crate::error::Fault;
use crate::{files, http, random, route};
use index::{Index, Ticket};

pub use index::{Fault as Reported, Turn};
use shared::conversation::{Booked, Booking};
use shared::destination::Place;
use shared::http::HttpResponse;
use shared::llm::budget::{Sum, Sums};
use shared::site::Site;
use shared::team::Team;
use shared::view;
use shared::wire::desk::{Card, Listing, Me, SignIn};
use shared::wire::{BODY_LIMIT, Code};
use std::collections::BTreeMap;
use std::panic::{RefUnwindSafe, UnwindSafe};
pub use undelivered::Missing;
use worker::{
    DurableObject, Env, Error, Method, Request, RequestInit, Response, Result, State, WebSocket,
    WebSocketIncomingMessage, WebSocketPair, console_error, durable_object,
};

/// How long a session lasts, in seconds: a working day.
const SESSION: u64 = 12 * 3600;

#[durable_object]
pub struct Desk {
    state: State,
    env: Env,
    index: std::result::Result<Index, String>,
}

impl UnwindSafe for Desk {}
impl RefUnwindSafe for Desk {}

impl DurableObject for Desk {
    fn new(state: State, env: Env) -> Self {
        config::set_clock(&env);
        if let Ok(pair) = worker::worker_sys::WebSocketRequestResponsePair::new("ping", "pong") {
            state.set_websocket_auto_response(&pair);
        }
        let index = Index::new(&state.storage()).map_err(|error| error.to_string());
        Self { state, env, index }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        match self.serve(request).await {
            Ok(response) => Ok(response),
            Err(fault) => fault.response(),
        }
    }

    async fn alarm(&self) -> Result<Response> {
        // Never `Err`: the runtime's own retries would tell everybody again.
        if let Err(fault) = self.tell_waiting().await {
            console_error!("the desk's alarm: {}", fault.trouble().text);
        }
        Response::empty()
    }

    async fn websocket_message(&self, _socket: WebSocket, _message: WebSocketIncomingMessage) -> Result<()> {
        Ok(())
    }

    async fn websocket_close(
        &self,
        socket: WebSocket,
        _code: usize,
        _reason: String,
        _clean: bool,
    ) -> Result<()> {
        socket.close(Some(1000), Some("closed")).ok();
        self.tell(Some(&socket));
        Ok(())
    }

    async fn websocket_error(&self, _socket: WebSocket, _error: Error) -> Result<()> {
        Ok(())
    }
}

impl Desk {
    async fn serve(&self, mut request: Request) -> std::result::Result<Response, Fault> {
        let index = self.index.as_ref().map_err(|why| Fault::Ours(format!("the desk's store: {why}")))?;
        let now = config::now();
        match request.path().trim_matches('/') {
            "put" => {
                let card = http::parse(&http::text(&mut request, BODY_LIMIT).await?)?;
                index.put(&card, self.counts(&card, now)?, now)?;
                self.tell(None);
                Ok(Response::empty()?)
            }
            "close" => {
                index.close(&http::parse(&http::text(&mut request, BODY_LIMIT).await?)?, now)?;
                self.tell(None);
                Ok(Response::empty()?)
            }
            "remember" => {
                index.remember(&http::parse(&http::text(&mut request, BODY_LIMIT).await?)?, now)?;
                Ok(Response::empty()?)
            }
            "team" => {
                let site = config::site(&self.env)?;
                Ok(Response::from_json(&self.team(index, &site, now)?)?)
            }
            "recall" => {
                let asked: Ticket = http::parse(&http::text(&mut request, BODY_LIMIT).await?)?;
                Ok(Response::ok(index.recall(&asked.backend, &asked.ticket)?.unwrap_or_default())?)
            }
            "fault/begin" => {
                let fault = http::parse(&http::text(&mut request, BODY_LIMIT).await?)?;
                Ok(Response::from_json(&index.begin_fault(&fault, now)?)?)
            }
            "fault/end" => {
                index.end_fault(&http::parse(&http::text(&mut request, BODY_LIMIT).await?)?)?;
                Ok(Response::empty()?)
            }
            "sign-in" => {
                let asked: SignIn = http::parse(&http::text(&mut request, BODY_LIMIT).await?)?;
                self.sign_in(index, asked, now)
            }
            "session" => {
                let token = http::text(&mut request, 100).await?;
                match index.session(&random::hash(&token), now)? {
                    Some(name) => Ok(Response::ok(name)?),
                    None => Err(Fault::theirs(Code::Unauthorized, "sign in first")),
                }
            }
            "sign-out" => {
                index.sign_out(&random::hash(&http::text(&mut request, 100).await?))?;
                Ok(Response::empty()?)
            }
            "undelivered" => {
                let told = http::parse(&http::text(&mut request, 2 * BODY_LIMIT).await?)?;
                let site = config::site(&self.env)?;
                index.undelivered(&told, now, u64::from(site.retention_days) * 86_400_000)?;
                self.tell(None);
                Ok(Response::empty()?)
            }
            "book" => {
                let asked = http::parse(&http::text(&mut request, BODY_LIMIT).await?)?;
                let booked = index.book(&asked, now)?;
                // Who is offered the same time hears that it is gone.
                self.changed();
                Ok(Response::from_json(&booked)?)
            }
            "checked" => {
                let places: Vec<Place> = http::parse(&http::text(&mut request, 2 * BODY_LIMIT).await?)?;
                index.checked(&places, now)?;
                self.tell(None);
                Ok(Response::empty()?)
            }
            "list" => Ok(Response::from_json(&self.listing(index, None)?)?),
            "spend" => {
                let asked: BTreeMap<String, Sum> =
                    http::parse(&http::text(&mut request, 16 * BODY_LIMIT).await?)?;
                for (visitor, sum) in asked.iter().filter(|(_, sum)| sum.calls > 0) {
                    index.spend(visitor, *sum, now)?;
                }
                // With no calls only the sums are asked for.
                if asked.values().any(|sum| sum.calls > 0) {
                    self.tell(None);
                }
                let sums = |visitor: &String| Ok((visitor.clone(), index.sums(visitor, now)?));
                let sums = asked.keys().map(sums).collect::<Result<BTreeMap<String, Sums>>>()?;
                Ok(Response::from_json(&sums)?)
            }
            "socket" => {
                let name = http::from_header(&request, route::AGENT_HEADER).unwrap_or_default();
                let pair = WebSocketPair::new()?;
                self.state.accept_websocket_with_tags(&pair.server, &["agent"]);
                pair.server.serialize_attachment(&name)?;
                self.tell(None);
                Ok(Response::from_websocket(pair.client)?)
            }
            _ => Err(Fault::theirs(Code::NotFound, "no such address")),
        }
    }

    fn sign_in(&self, index: &Index, asked: SignIn, now: u64) -> std::result::Result<Response, Fault> {
        let name = asked.name.trim();
        if name.is_empty() || name.chars().count() > 60 {
            return Err(Fault::theirs(
                Code::Invalid,
                "give the name customers will see, at most 60 characters",
            ));
        }
        if index.too_many_failures(now)? {
            return Err(Fault::theirs(Code::TooMany, "too many wrong passwords: wait five minutes"));
        }
        let password = config::var(&self.env, "DESK_PASSWORD").ok_or_else(|| {
            Fault::theirs(Code::Unavailable, "the desk has no password yet: set the secret `DESK_PASSWORD`")
        })?;
        if !random::same(&asked.password, &password) {
            index.note_failure(now)?;
            return Err(Fault::theirs(Code::Unauthorized, "that is not the desk's password"));
        }
        let token = random::token()?;
        index.sign_in(&random::hash(&token), name, now + SESSION * 1000)?;
        Ok(Response::ok(token)?)
    }

    /// Names of the agents with the desk open, each once.
    fn present(&self, but: Option<&WebSocket>) -> Vec<String> {
        let leaving: Option<&web_sys::WebSocket> = but.map(AsRef::as_ref);
        let mut names: Vec<String> = self
            .state
            .get_websockets_with_tag("agent")
            .iter()
            .filter(|socket| leaving.is_none_or(|gone| gone != AsRef::<web_sys::WebSocket>::as_ref(*socket)))
            .filter_map(|socket| socket.deserialize_attachment::<String>().ok().flatten())
            .collect();
        names.sort();
        names.dedup();
        names
    }

    fn listing(&self, index: &Index, leaving: Option<&WebSocket>) -> Result<Listing> {
        let mut listing = index.listing(self.present(leaving))?;
        listing.undelivered = index.all_undelivered()?;
        listing.gone = index.gone()?;
        let today = index.sums("", config::now())?.day;
        if today.calls > 0 {
            listing.spent = view::cost(today);
        }
        Ok(listing)
    }

    /// Whether how long this one waited says something about waiting: it came while people were there.
    fn counts(&self, card: &Card, now: u64) -> std::result::Result<bool, Fault> {
        let site = config::site(&self.env)?;
        let hours = site.routing.queue(&card.queue).hours.as_ref().or(site.opening.as_ref());
        let open = |at| hours.is_none_or(|hours| hours.opening(at).is_open());
        Ok(open(card.at) && open(now))
    }

    /// Sends the list to every open desk, and has those who wait told.
    fn tell(&self, leaving: Option<&WebSocket>) {
        self.changed();
        let Ok(index) = &self.index else { return };
        let Ok(listing) = self.listing(index, leaving) else { return };
        let Ok(text) = serde_json::to_string(&listing) else { return };
        for socket in self.state.get_websockets_with_tag("agent") {
            socket.send_with_str(&text).ok();
        }
    }
}

/// `/desk/api/…`: who asks is checked here, for the desk's own addresses and for the conversations behind it.
pub async fn route(
    mut request: Request,
    env: &Env,
    site: &Site,
    path: &[&str],
) -> std::result::Result<Response, Fault> {
    same_origin(&request)?;
    if let (Method::Post, ["sign-in"]) = (request.method(), path) {
        let secure = request.url()?.scheme() == "https";
        let body = http::text(&mut request, BODY_LIMIT).await?;
        let mut response = post(env, "sign-in", &body).await?;
        if response.status_code() != 200 {
            return Ok(response);
        }
        let token = response.text().await?;
        let name = http::parse::<SignIn>(&body)?.name.trim().to_owned();
        let response = Response::from_json(&Me { name, site: site.name.clone() })?;
        response.headers().set("set-cookie", &session::cookie(&token, SESSION, secure))?;
        return Ok(response);
    }
    let cookie = request.headers().get("cookie")?.unwrap_or_default();
    let token = session::token(&cookie).ok_or_else(|| Fault::theirs(Code::Unauthorized, "sign in first"))?;
    let mut who = post(env, "session", token).await?;
    if who.status_code() != 200 {
        return Ok(who);
    }
    let name = who.text().await?;
    let armored = http::to_header(&name);
    let agent = [(route::AGENT_HEADER, armored.as_str())];
    match (request.method(), path) {
        (Method::Get, ["me"]) => Ok(Response::from_json(&Me { name, site: site.name.clone() })?),
        (Method::Get, ["list"]) => post(env, "list", "").await,
        (Method::Get, ["socket"]) => {
            let mut inward = Request::new_with_init(
                "https://desk/socket",
                RequestInit::new().with_headers(request.headers().clone()),
            )?;
            inward.headers_mut()?.set(route::AGENT_HEADER, &armored)?;
            Ok(env.durable_object("DESK")?.get_by_name("main")?.fetch_with_request(inward).await?)
        }
        (Method::Post, ["sign-out"]) => {
            post(env, "sign-out", token).await?;
            let response = Response::empty()?;
            response.headers().set("set-cookie", &session::cookie("", 0, false))?;
            Ok(response)
        }
        (Method::Get, ["c", id]) if is_id(id) => route::forward(request, env, id, "agent", &agent).await,
        (Method::Get, ["c", id, "socket"]) if is_id(id) => {
            route::forward(request, env, id, "agent/socket", &agent).await
        }
        (Method::Post, ["c", id, "do"]) if is_id(id) => {
            let body = http::text(&mut request, BODY_LIMIT).await?;
            route::agent_post(env, id, &name, &body).await
        }
        (Method::Post, ["c", id, "file"]) if is_id(id) => {
            files::receive(request, env, site, files::From::Agent { name: &name, id }).await
        }
        (Method::Get, ["c", id, "file", file]) if is_id(id) => {
            files::serve(&request, env, id, file, files::From::Agent { name: &name, id }).await
        }
        _ => Err(Fault::theirs(Code::NotFound, "no such address")),
    }
}

/// A delivery to the desk, answered as a backend would.
pub async fn call(env: &Env, path: &str, body: &str) -> std::result::Result<HttpResponse, String> {
    let response = post(env, path, body).await.map_err(|fault| fault.trouble().text)?;
    Ok(HttpResponse { status: response.status_code(), headers: Vec::new(), body: String::new() })
}

/// Asks for the turn to report a fault.
pub async fn begin_fault(env: &Env, fault: &Reported) -> std::result::Result<Turn, String> {
    let body = serde_json::to_string(fault).map_err(|error| error.to_string())?;
    let mut response = post(env, "fault/begin", &body).await.map_err(|fault| fault.trouble().text)?;
    let text = response.text().await.map_err(|error| error.to_string())?;
    serde_json::from_str(&text).map_err(|_| format!("the desk answered {}", response.status_code()))
}

/// Ends the turn. If that is lost, the turn ends by itself.
pub async fn end_fault(env: &Env, fault: &Reported) {
    if let Ok(body) = serde_json::to_string(fault)
        && let Err(fault) = post(env, "fault/end", &body).await
    {
        console_error!("the turn of a bug report was not ended: {}", fault.trouble().text);
    }
}

/// Adds what answers cost, by visitor, and tells what was spent in all.
pub async fn spend(
    env: &Env,
    sums: &BTreeMap<String, Sum>,
) -> std::result::Result<BTreeMap<String, Sums>, Fault> {
    let mut response = post(env, "spend", &serde_json::to_string(sums)?).await?;
    if response.status_code() != 200 {
        return Err(Fault::Ours("the desk does not count".to_owned()));
    }
    http::parse(&response.text().await?)
}

/// Asks for a time to be called, or gives one back.
pub async fn book(env: &Env, asked: &Booking) -> std::result::Result<Booked, Fault> {
    let mut response = post(env, "book", &serde_json::to_string(asked)?).await?;
    if response.status_code() != 200 {
        return Err(Fault::Ours(format!("the desk answered {}", response.status_code())));
    }
    http::parse(&response.text().await?)
}

/// Keeps what destinations were found to be.
pub async fn checked(env: &Env, places: &[Place]) -> std::result::Result<(), Fault> {
    match post(env, "checked", &serde_json::to_string(places)?).await?.status_code() {
        200 => Ok(()),
        status => Err(Fault::Ours(format!("the desk answered {status}"))),
    }
}

/// Keeps what a conversation could not deliver.
pub async fn undelivered(env: &Env, missing: &Missing) -> std::result::Result<(), Fault> {
    match post(env, "undelivered", &serde_json::to_string(missing)?).await?.status_code() {
        200 => Ok(()),
        status => Err(Fault::Ours(format!("the desk answered {status}"))),
    }
}

/// Who is there, for a conversation that asks.
pub async fn team(env: &Env) -> std::result::Result<Team, Fault> {
    let mut response = post(env, "team", "").await?;
    if response.status_code() != 200 {
        return Err(Fault::Ours(format!("the desk answered {}", response.status_code())));
    }
    Ok(response.json().await?)
}

/// Keeps which conversation a backend's ticket belongs to.
pub async fn remember(
    env: &Env,
    backend: &str,
    ticket: &str,
    conversation: &str,
) -> std::result::Result<(), String> {
    let ticket = Ticket {
        backend: backend.to_owned(),
        ticket: ticket.to_owned(),
        conversation: conversation.to_owned(),
    };
    let body = serde_json::to_string(&ticket).map_err(|error| error.to_string())?;
    match post(env, "remember", &body).await {
        Ok(response) if response.status_code() == 200 => Ok(()),
        Ok(response) => Err(format!("the desk answered {}", response.status_code())),
        Err(fault) => Err(fault.trouble().text),
    }
}

/// The conversation a backend's ticket belongs to.
pub async fn recall(env: &Env, backend: &str, ticket: &str) -> std::result::Result<Option<String>, Fault> {
    let ticket =
        Ticket { backend: backend.to_owned(), ticket: ticket.to_owned(), conversation: String::new() };
    let mut response = post(env, "recall", &serde_json::to_string(&ticket)?).await?;
    if response.status_code() != 200 {
        return Err(Fault::Ours("the desk's index does not answer".to_owned()));
    }
    Ok(Some(response.text().await?).filter(|id| !id.is_empty()))
}

async fn post(env: &Env, path: &str, body: &str) -> std::result::Result<Response, Fault> {
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_body(Some(body.into()));
    let request = Request::new_with_init(&format!("https://desk/{path}"), &init)?;
    Ok(env.durable_object("DESK")?.get_by_name("main")?.fetch_with_request(request).await?)
}

/// A page of another site may not act in an agent's name, whatever cookie its browser adds.
fn same_origin(request: &Request) -> std::result::Result<(), Fault> {
    let Some(origin) = request.headers().get("origin")? else { return Ok(()) };
    if origin == request.url()?.origin().ascii_serialization() {
        return Ok(());
    }
    Err(Fault::theirs(Code::Origin, "the desk is used from its own page only"))
}

pub fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit())
}
