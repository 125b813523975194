//! Asking other tools about a customer: all at once, under one deadline. What is not there by then says so.

use crate::config;
use crate::conversation::{Once, Room};
use crate::http;
use futures_util::future::{Either, join_all, select};
use shared::backend::talk::{Next, Talk};
use shared::conversation::{DeliveryEnd, Event};
use shared::enrich::{self, Fact, Known, Who};
use shared::site;
use shared::tool::Tool;
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;
use worker::{Delay, console_error, console_log};

/// Requests to one tool; an enricher that wants more goes in circles.
const LONGEST: usize = 6;

pub async fn look_up(room: &Rc<Room>, handoff: u32) {
    let Ok(site) = config::site(&room.env) else { return };
    let now = config::now();
    let Ok(Ok(who)) = room.with(|conversation, site| enrich::who(conversation, site.enrichment, now)) else {
        return;
    };
    let deadline = site.enrichment.deadline;
    let asked = site.enrichers.iter().map(|configured| async {
        let (asked, end) = (ask(room, configured, &who), Delay::from(Duration::from_secs(deadline)));
        let told = match select(pin!(asked), pin!(end)).await {
            Either::Left((told, _)) => told,
            Either::Right(_) => Err(format!("it did not answer in {deadline} seconds")),
        };
        let source = configured.name.clone();
        match told {
            Ok(facts) if facts.is_empty() => {
                Known { source, facts, why: "it knows nobody of this address".to_owned() }
            }
            Ok(facts) => Known { source, facts, why: String::new() },
            Err(why) => {
                console_error!("`{source}` was asked about a customer: {why}");
                Known { source, facts: Vec::new(), why }
            }
        }
    });
    let known = join_all(asked).await;
    console_log!(
        "asked about a customer: {} of {} answered",
        known.iter().filter(|one| one.why.is_empty()).count(),
        known.len()
    );
    if let Err(fault) = room.take(Event::Enriched { handoff, known }, Once::Free) {
        console_error!("what is known of a customer could not be kept: {}", fault.trouble().text);
    }
}

async fn ask(room: &Rc<Room>, configured: &site::Backend, who: &Who) -> Result<Vec<Fact>, String> {
    let kind = enrich::of_kind(&configured.kind).ok_or("no such kind of enricher")?;
    if let Some(name) = configured.settings.values().find(|name| config::var(&room.env, name).is_none()) {
        return Err(format!("variable `{name}` is not set"));
    }
    let mut answers = Vec::new();
    while answers.len() < LONGEST {
        match kind.look(who, Tool(configured), &mut Talk::new(&answers)) {
            Ok(facts) => return Ok(facts),
            Err(Next::Done(DeliveryEnd::Refused { why, .. } | DeliveryEnd::Impossible { why })) => {
                return Err(why);
            }
            Err(Next::Done(DeliveryEnd::Accepted { .. })) => return Ok(Vec::new()),
            Err(Next::Send(request)) => answers.push(http::send(&room.env, &request).await?),
        }
    }
    Err("it asked for more requests than a look-up may take".to_owned())
}
