//! What the Worker serves: the site it was deployed with or a published one, and which of its backends have their
//! variables here.
//!
//! A site is parsed once per isolate. Whether a newer one was published is asked of [`crate::releases`] again and again:
//! a request that finds the last answer old asks on the side, one that finds it too old waits for it. So a publication
//! is everywhere within [`TOO_OLD`], and a store that is silent costs nobody more than [`PATIENCE`].

use crate::error::Fault;
use crate::releases::{self, Current};
use futures_util::future::{Either, select};
use shared::llm;
use shared::site::{Site, artifact};
use std::cell::{Cell, OnceCell, RefCell};
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;
use worker::{Delay, Env, console_error, console_log, js_sys};

thread_local! {
    static DEPLOYED: OnceCell<Rc<Site>> = const { OnceCell::new() };
    static SERVED: RefCell<Served> = const { RefCell::new(Served { site: None, release: 0, checked: 0 }) };
    static READY: RefCell<Option<(u64, Rc<Ready>)>> = const { RefCell::new(None) };
    static AHEAD: Cell<u64> = const { Cell::new(0) };
}

/// What this isolate serves.
struct Served {
    /// Nothing: the deployed
    site: Option<Rc<Site>>,
    /// Its number; 0 is the deployed
    release: u64,
    /// When it was asked for last, in milliseconds since 1970
    checked: u64,
}

/// After so many milliseconds it is asked again, on the side.
const OLD: u64 = 20_000;
/// After so many it is asked before anything is answered.
const TOO_OLD: u64 = 45_000;
/// How long anybody waits for the answer.
const PATIENCE: Duration = Duration::from_millis(2_000);

/// How recent what we know about publications is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Age {
    Fresh,
    Old,
    TooOld,
}

/// The site this Worker serves.
pub fn site(env: &Env) -> Result<Rc<Site>, Fault> {
    match SERVED.with_borrow(|served| served.site.clone()) {
        Some(site) => Ok(site),
        None => deployed(env),
    }
}

/// The site this Worker was deployed with. Text that is not a site is a broken deployment, and every request says so.
pub fn deployed(env: &Env) -> Result<Rc<Site>, Fault> {
    DEPLOYED.with(|cell| match cell.get() {
        Some(site) => Ok(site.clone()),
        None => {
            let text = env.var("SITE")?.to_string();
            let site = artifact::load(&text, None)
                .map_err(|error| Fault::Ours(format!("`site.json` is not a site: {error}")))?;
            Ok(cell.get_or_init(|| Rc::new(site)).clone())
        }
    })
}

/// The number of the publication that is served; 0 is what was deployed.
pub fn release() -> u64 {
    SERVED.with_borrow(|served| served.release)
}

/// Whether it is time to ask for publications.
pub fn age() -> Age {
    let since = now().saturating_sub(SERVED.with_borrow(|served| served.checked));
    match since {
        0..OLD => Age::Fresh,
        OLD..TOO_OLD => Age::Old,
        _ => Age::TooOld,
    }
}

/// The next request asks before it answers.
pub fn forget_age() {
    SERVED.with_borrow_mut(|served| served.checked = 0);
}

/// Asks what is to be served, and serves it. What goes wrong leaves everything as it is, and is logged.
pub async fn refresh(env: &Env) {
    // Before asking, so that those who come meanwhile do not ask too.
    SERVED.with_borrow_mut(|served| served.checked = now());
    let asked = async {
        let deployed = deployed(env)?;
        let current = releases::current(env, &artifact::version(&deployed), release()).await?;
        Ok::<_, Fault>((deployed, current))
    };
    match select(pin!(asked), pin!(Delay::from(PATIENCE))).await {
        Either::Left((Ok((deployed, current)), _)) => serve(current, &deployed),
        Either::Left((Err(fault), _)) => {
            console_error!("publications cannot be read: {}", fault.trouble().text);
        }
        Either::Right(_) => console_error!("publications cannot be read: no answer in time"),
    }
}

fn serve(current: Current, deployed: &Site) {
    let (site, release) = match current {
        Current::Same => return,
        Current::Deployed => (None, 0),
        Current::Published { release, text } => match artifact::load(&text, Some(deployed)) {
            Ok(site) => (Some(Rc::new(site)), release),
            Err(error) => {
                console_error!(
                    "publication {release} is not a site of this version, the deployed is served: {error}"
                );
                (None, release)
            }
        },
    };
    console_log!(
        "now serving {}",
        if release == 0 { "what was deployed".to_owned() } else { format!("publication {release}") }
    );
    SERVED.with_borrow_mut(|served| {
        served.site = site;
        served.release = release;
    });
}

/// A variable or secret, if it is set and not blank.
pub fn var(env: &Env, name: &str) -> Option<String> {
    env.var(name).ok().map(|value| value.to_string()).filter(|value| !value.trim().is_empty())
}

/// Where this Worker is reached from outside, if the owner says so: links in tickets lead there.
pub fn address(env: &Env) -> Option<String> {
    let address = var(env, "BATON_ADDRESS")?.trim().trim_end_matches('/').to_owned();
    (address.starts_with("https://") || address.starts_with("http://")).then_some(address)
}

/// What of a site can be used here: by name, in the site's order.
pub struct Ready {
    /// Backends whose every setting is present
    pub backends: Vec<String>,
    /// Providers whose every secret and binding is present
    pub providers: Vec<String>,
    /// Actions whose every secret is present
    pub actions: Vec<String>,
}

/// What can be used here of the site that is served. Variables change by a deployment alone, so it is looked at once.
pub fn ready(env: &Env, site: &Site) -> Rc<Ready> {
    let release = release();
    if let Some((_, ready)) = READY.with_borrow(Clone::clone).filter(|(of, _)| *of == release) {
        return ready;
    }
    let has = |name: &String| var(env, name).is_some();
    let backend = |backend: &&shared::site::Backend| backend.settings.values().all(has);
    let provider = |provider: &&shared::site::Provider| {
        let binding = llm::of_kind(&provider.kind).and_then(|kind| kind.binding(provider));
        provider.secrets().iter().all(|name| var(env, name).is_some())
            && binding.is_none_or(|name| has_binding(env, name))
    };
    let action = |action: &&shared::action::Action| action.secrets().all(|name| var(env, name).is_some());
    let ready = Rc::new(Ready {
        backends: site.backends.iter().filter(backend).map(|backend| backend.name.clone()).collect(),
        providers: site.providers.iter().filter(provider).map(|provider| provider.name.clone()).collect(),
        actions: site.actions.iter().filter(action).map(|action| action.name.clone()).collect(),
    });
    READY.set(Some((release, ready.clone())));
    ready
}

fn has_binding(env: &Env, name: &str) -> bool {
    js_sys::Reflect::has(env, &name.into()).unwrap_or(false)
}

/// Now, in milliseconds since 1970; in a rehearsal, as far ahead as `set_clock` read.
pub fn now() -> u64 {
    worker::Date::now().as_millis() + AHEAD.get()
}

/// Reads `CLOCK_AHEAD_SECONDS`: how far ahead of the real time everything here shall believe to be. For rehearsals of
/// what is said next week or on a holiday; never set where customers are.
pub fn set_clock(env: &Env) {
    let Some(text) = var(env, "CLOCK_AHEAD_SECONDS") else { return };
    match text.trim().parse::<u32>() {
        Ok(seconds) => AHEAD.set(u64::from(seconds) * 1000),
        Err(_) => worker::console_error!(
            "CLOCK_AHEAD_SECONDS is `{text}`, which is not a number of seconds; the real time is used"
        ),
    }
}
