//! The Worker: load, step, commit, act. What it all means is decided in `shared`; an `if` on business meaning here is in
//! the wrong room.
//!
//! Order of reading: [`route`] (what arrives), [`conversation`] (the object that keeps one), [`store`] (its SQLite),
//! [`run`] (one arm per effect).

mod act;
mod booking;
mod check;
mod config;
mod conversation;
mod deliver;
mod demo;
mod desk;
mod error;
mod face;
mod feedback;
mod files;
mod generate;
mod hook;
mod http;
mod lookup;
mod model;
mod person_form;
mod probe;
mod purse;
mod random;
mod releases;
mod report;
mod route;
mod run;
mod store;
mod undelivered;
mod word;

use worker::{Context, Env, Request, Response, Result, ScheduleContext, ScheduledEvent, event};

#[event(fetch)]
async fn fetch(request: Request, env: Env, context: Context) -> Result<Response> {
    config::set_clock(&env);
    route::route(request, env, &context).await
}

/// The schedule of wrangler.toml: whether every destination is still there.
#[event(scheduled)]
async fn scheduled(_event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    config::set_clock(&env);
    config::refresh(&env).await;
    check::check(&env).await;
}
