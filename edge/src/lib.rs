//! The Worker: load, step, commit, act. What it all means is decided in `shared`; an `if` on business meaning here is in
//! the wrong room.
//!
//! Order of reading: [`route`] (what arrives), [`conversation`] (the object that keeps one), [`store`] (its SQLite),
//! [`run`] (one arm per effect).

mod act;
mod config;
mod conversation;
mod deliver;
mod demo;
mod desk;
mod error;
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

use worker::{Context, Env, Request, Response, Result, event};

#[event(fetch)]
async fn fetch(request: Request, env: Env, context: Context) -> Result<Response> {
    config::set_clock(&env);
    route::route(request, env, &context).await
}
