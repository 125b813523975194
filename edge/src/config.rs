//! What the Worker was deployed with: the compiled site, and which of its backends have their variables here.
//!
//! The site is parsed once per isolate. It was checked when it was compiled; text that is not a site is a broken
//! deployment, and every request says so.

use crate::error::Fault;
use shared::llm;
use shared::site::Site;
use std::cell::OnceCell;
use std::rc::Rc;
use worker::{Env, js_sys};

thread_local! {
    static SITE: OnceCell<Rc<Site>> = const { OnceCell::new() };
}

/// The site this Worker serves.
pub fn site(env: &Env) -> Result<Rc<Site>, Fault> {
    SITE.with(|cell| match cell.get() {
        Some(site) => Ok(site.clone()),
        None => {
            let text = env.var("SITE")?.to_string();
            let site: Site = serde_json::from_str(&text)
                .map_err(|error| Fault::Ours(format!("`site.json` is not a site: {error}")))?;
            Ok(cell.get_or_init(|| Rc::new(site)).clone())
        }
    })
}

/// A variable or secret, if it is set and not blank.
pub fn var(env: &Env, name: &str) -> Option<String> {
    env.var(name).ok().map(|value| value.to_string()).filter(|value| !value.trim().is_empty())
}

/// Names of the backends whose every setting is present, in the site's order.
pub fn backends(env: &Env, site: &Site) -> Vec<String> {
    let ready =
        |backend: &&shared::site::Backend| backend.settings.values().all(|name| var(env, name).is_some());
    site.backends.iter().filter(ready).map(|backend| backend.name.clone()).collect()
}

/// Names of the providers whose every secret and binding is present, in the site's order.
pub fn providers(env: &Env, site: &Site) -> Vec<String> {
    let ready = |provider: &&shared::site::Provider| {
        let binding = llm::of_kind(&provider.kind).and_then(|kind| kind.binding(provider));
        provider.secrets().iter().all(|name| var(env, name).is_some())
            && binding.is_none_or(|name| has_binding(env, name))
    };
    site.providers.iter().filter(ready).map(|provider| provider.name.clone()).collect()
}

fn has_binding(env: &Env, name: &str) -> bool {
    js_sys::Reflect::has(env, &name.into()).unwrap_or(false)
}

/// Now, in milliseconds since 1970.
pub fn now() -> u64 {
    worker::Date::now().as_millis()
}
