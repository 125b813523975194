//! `POST /hook/{backend}`: webhooks of support tools. Raw bytes are verified first; only then is anything read.
//! Whatever is refused has a line of its own in the log, with the sender's name and what was wrong.

mod known;

use crate::config;
use crate::conversation::Inbound;
use crate::error::Fault;
use crate::route::Visitor;
use crate::{desk, http, random, route};
use shared::backend::{self, Backend, Heard, News, Next, Of, Talk, Told};
use shared::conversation::{DeliveryEnd, Event, Home};
use shared::http::{Arrived, HttpResponse};
use shared::signature;
use shared::site;
use shared::wire::Code;
use worker::{Env, Request, Response, console_error, console_log};

/// The longest webhook that is read.
const LIMIT: usize = 256_000;
/// How often a backend may be asked for what a webhook lacks, such as a name.
const QUESTIONS: usize = 4;

pub async fn receive(request: Request, env: &Env, name: &str) -> Result<Response, Fault> {
    let told = take(request, env, name).await;
    if let Err(Fault::Theirs(trouble)) = &told {
        // The name is a stranger's until it is one of ours.
        let name: String = name.chars().filter(char::is_ascii_graphic).take(40).collect();
        console_error!("webhook of `{name}` refused: {}", trouble.text);
    }
    told
}

async fn take(mut request: Request, env: &Env, name: &str) -> Result<Response, Fault> {
    let site = config::site(env)?;
    let unknown = || Fault::theirs(Code::NotFound, "no backend of this name takes webhooks");
    let configured = site.backends.iter().find(|backend| backend.name == name).ok_or_else(unknown)?;
    let kind = backend::of_kind(&configured.kind).ok_or_else(unknown)?;
    let (scheme, secret) = kind.signed_by().ok_or_else(unknown)?;
    let variable = configured.settings.get(secret).ok_or_else(unknown)?;
    let secret = config::var(env, variable).ok_or_else(unknown)?;
    let arrived = Arrived {
        method: request.method().to_string(),
        url: request.url()?.to_string(),
        headers: request.headers().entries().map(|(name, value)| (name.to_lowercase(), value)).collect(),
        body: http::text(&mut request, LIMIT).await?,
    };
    signature::check(scheme, &secret, &arrived, config::now() / 1000)
        .map_err(|refused| Fault::theirs(Code::Unauthorized, refused.why()))?;
    match hear(env, kind, configured, &arrived).await {
        Heard::News(all) => tell(env, kind, configured, all).await,
        Heard::Answer(words) => Ok(Response::ok(words)?),
        Heard::Nothing(why) => {
            console_log!("webhook of `{name}`: nothing for a customer: {why}");
            Ok(Response::empty()?)
        }
        Heard::NotUnderstood(why) => {
            Err(Fault::theirs(Code::Invalid, format!("it is not understood: {why}")))
        }
    }
}

/// Where the owner says the tool is; empty where it has one address for everybody.
pub fn own_address(env: &Env, configured: &site::Backend) -> String {
    configured.settings.get("url").and_then(|name| config::var(env, name)).unwrap_or_default()
}

async fn hear(env: &Env, kind: &dyn Backend, configured: &site::Backend, arrived: &Arrived) -> Heard {
    let mut answers = Vec::new();
    while answers.len() < QUESTIONS {
        match kind.hear(arrived, configured, &mut Talk::new(&answers)) {
            Ok(heard) => return heard,
            Err(Next::Send(request)) => answers.push(known::ask(env, &request).await.unwrap_or_else(|why| {
                console_error!("a webhook of `{}` lacks something: {why}", configured.name);
                HttpResponse { status: 503, headers: Vec::new(), body: String::new() }
            })),
            Err(Next::Done(DeliveryEnd::Accepted { .. })) => return Heard::Nothing("it was done"),
            Err(Next::Done(DeliveryEnd::Refused { why, .. } | DeliveryEnd::Impossible { why })) => {
                return Heard::NotUnderstood(why);
            }
        }
    }
    Heard::NotUnderstood("it needs more questions than a webhook is worth".to_owned())
}

/// Tells each conversation its news, in order. The first failure is the answer: the sender tells all again, and what
/// was done is done once.
async fn tell(
    env: &Env,
    kind: &dyn Backend,
    configured: &site::Backend,
    all: Vec<News>,
) -> Result<Response, Fault> {
    let name = configured.name.as_str();
    let own = own_address(env, configured);
    for News { of, key, told, picture } in all {
        let ticket = of.ticket().to_owned();
        let conversation = match of {
            Of::Conversation(conversation) | Of::Both { conversation, .. } => conversation,
            Of::Ticket(ticket) => match desk::recall(env, name, &ticket).await? {
                Some(id) => id,
                None => {
                    console_log!("webhook of `{name}`: `{ticket}` is not one of our tickets");
                    continue;
                }
            },
        };
        if conversation.len() != 32 || !conversation.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(Fault::theirs(Code::Unknown, "it names no conversation of ours"));
        }
        let event = match told {
            Told::Event(event) => *event,
            told @ Told::Typing { .. } => {
                let body = serde_json::to_string(&told)?;
                let visitor = Visitor::default();
                if let Err(fault) =
                    route::to_conversation(env, &conversation, "typing", &body, &visitor).await
                {
                    console_error!("webhook of `{name}`: typing was not told: {}", fault.trouble().text);
                }
                continue;
            }
        };
        let picture = if backend::may_fetch(kind.hosts(), &own, &picture) {
            picture
        } else {
            if !picture.is_empty() {
                console_log!(
                    "webhook of `{name}`: a picture is not at one of the tool's own hosts, left out"
                );
            }
            String::new()
        };
        let (at, message) = (Home { backend: name.to_owned(), ticket }, key.chars().take(200).collect());
        let event = Event::Told { at, key: message, picture, event: Box::new(event) };
        // The key comes from outside; its hash has a form and a length we know.
        let key = format!("hook-{}", &random::hash(&format!("{name} {key}"))[..32]);
        let body = serde_json::to_string(&Inbound { key, event })?;
        let response =
            route::to_conversation(env, &conversation, "event", &body, &Visitor::default()).await?;
        if response.status_code() >= 300 {
            console_error!(
                "webhook of `{name}`: `{conversation}` did not take it: {}",
                response.status_code()
            );
            return Ok(response);
        }
    }
    Ok(Response::empty()?)
}
