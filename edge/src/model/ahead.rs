//! A model is asked a moment before the step that wants it is on the disk.
//!
//! What leaves an object waits until everything written before is safe: right for whatever changes something, and some
//! milliseconds lost for a question that changes nothing. So the call begins before the step is written. Nothing of its
//! answer is shown before; if the step cannot be kept, or nobody comes for the call, dropping it ends it. After a crash the
//! question is asked anew, as any running answer is.

use super::breaker;
use crate::conversation::Room;
use crate::http::{self, Opened};
use crate::{config, purse};
use futures_util::FutureExt as _;
use futures_util::future::LocalBoxFuture;
use shared::conversation::{Conversation, Effect, Mode, Step};
use shared::llm::breaker::Breaker;
use shared::llm::{self, EXTRACTIVE, budget};
use shared::prompt::{self, Composed};
use shared::site::{Provider, Site};
use worker::Env;

/// A call under way.
pub struct Begun {
    pub turn: u32,
    pub composed: Composed,
    pub opening: LocalBoxFuture<'static, Result<Opened, String>>,
    /// What was there before anybody waited: a fault of ours
    pub at_once: Option<Result<Opened, String>>,
    pub seconds: u32,
    pub pass: Pass,
}

/// The breaker let one through and is told what became of it; of one that is dropped, that it left.
pub struct Pass {
    pub provider: String,
    told: bool,
}

impl Pass {
    pub fn tell(mut self, what: impl FnOnce(&mut Breaker)) {
        self.told = true;
        breaker(&self.provider, what);
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        if !self.told {
            breaker(&self.provider, Breaker::left);
        }
    }
}

/// The call that a step wants, if a model may be asked without asking anybody else first.
pub fn of(room: &Room, step: &Step, site: &Site) -> Option<Begun> {
    let (turn, name) = step.effects.iter().find_map(|effect| match effect {
        Effect::Generate { turn, provider } => Some((*turn, provider)),
        _ => None,
    })?;
    let provider = site.providers.iter().find(|one| one.name == *name && one.kind != EXTRACTIVE)?;
    purse::known(room, &step.next, site)?.ok()?;
    begin(&room.env, &step.next, site, turn, provider).ok()
}

/// Asks. The error is a sentence for the log.
pub fn begin(
    env: &Env,
    conversation: &Conversation,
    site: &Site,
    turn: u32,
    provider: &Provider,
) -> Result<Begun, String> {
    let not_asked = |why: String| format!("not asked, {why}");
    budget::allows(site.budget, &conversation.log).map_err(not_asked)?;
    let kind = llm::of_kind(&provider.kind).ok_or("there is no such kind")?;
    breaker(&provider.name, |breaker| breaker.ask(config::now()))
        .map_err(|ms| not_asked(format!("it failed before; again in {} s", ms.div_ceil(1000))))?;
    let pass = Pass { provider: provider.name.clone(), told: false };
    let composed = prompt::compose(conversation, site, &config::ready(env, site).actions);
    let Mode::Answering { due, .. } = conversation.mode else {
        return Err("it is not wanted any more".to_owned());
    };
    // A second of the question's own time is left for whoever is asked next.
    let left = due.saturating_sub(config::now()) / 1000;
    let seconds = provider.deadline.min(u32::try_from(left).unwrap_or(0).saturating_sub(1));
    let request = kind.request(provider, &composed.prompt).ok_or("it is asked nothing")?;
    let env = env.clone();
    let mut opening = async move { http::open(&env, &request).await }.boxed_local();
    let at_once = (&mut opening).now_or_never();
    Ok(Begun { turn, composed, opening, at_once, seconds, pass })
}
