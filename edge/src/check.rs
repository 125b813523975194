//! Asks every tool whether what the site names there is still there: on the schedule of wrangler.toml. What is gone is
//! logged each time, and stands at the desk until it is back.

use crate::config;
use crate::desk;
use crate::http;
use futures_util::future::{Either, join_all, select};
use shared::destination::{self, Ask, Asking, Place};
use shared::site;
use shared::tool::Tool;
use std::pin::pin;
use std::time::Duration;
use worker::{Delay, Env, console_error, console_log};

/// For one tool, all its questions together.
const DEADLINE: Duration = Duration::from_secs(20);
/// Requests to one tool; one that wants more goes in circles.
const LONGEST: usize = 8;

pub async fn check(env: &Env) {
    let Ok(site) = config::site(env) else { return };
    let value = |name: &str| config::var(env, name);
    let places = destination::tools(&site).map(|tool| async {
        if let Some(place) = destination::unset(&site, tool, &value) {
            return vec![place];
        }
        match select(pin!(ask(env, tool)), pin!(Delay::from(DEADLINE))).await {
            Either::Left((places, _)) => places,
            Either::Right(_) => vec![destination::unknown(tool, "it did not answer in 20 seconds")],
        }
    });
    let places: Vec<Place> = join_all(places).await.into_iter().flatten().collect();
    for place in places.iter().filter(|place| place.is_gone()) {
        console_error!("a destination is gone: {}", place.line());
    }
    console_log!(
        "destinations checked: {} asked about, {} gone",
        places.len(),
        places.iter().filter(|place| place.is_gone()).count()
    );
    if let Err(fault) = desk::checked(env, &places).await {
        console_error!("the desk was not told about destinations: {}", fault.trouble().text);
    }
}

async fn ask(env: &Env, tool: &site::Backend) -> Vec<Place> {
    let value = |name: &str| config::var(env, name);
    let asking = Asking { tool: Tool(tool), value: &value };
    let mut answers = Vec::new();
    while answers.len() < LONGEST {
        match destination::next(&asking, &answers) {
            Ask::Done(places) => return places,
            Ask::Send(request) => match http::send(env, &request).await {
                Ok(answer) => answers.push(answer),
                Err(why) => return vec![destination::unknown(tool, &why)],
            },
        }
    }
    vec![destination::unknown(tool, "it asked for more requests than a check may take")]
}
