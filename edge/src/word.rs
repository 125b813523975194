//! Asking a model to word a handoff, and to translate it: under a deadline each, and nobody waits for it.
//!
//! The core says what to ask and what of the answer is believed. Whatever happens here, the core hears of it: a model that
//! fails, hangs or lies leaves the packet as it was.

use crate::config;
use crate::conversation::{Once, Room};
use crate::http;
use crate::purse;
use futures_util::StreamExt as _;
use futures_util::future::{Either, select};
use shared::conversation::Event;
use shared::llm::decode::{Decoder, News};
use shared::llm::{self, Prompt, budget};
use shared::packet::{Packet, packet};
use shared::site::{Provider, Site};
use shared::wording::{self, Wording};
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;
use worker::{Delay, console_error, console_log};

/// The most that is read of an answer, in letters.
const LONGEST: usize = 6_000;

pub async fn word(room: &Rc<Room>, handoff: u32) {
    let wording = match worded(room, handoff).await {
        Ok(wording) => wording,
        Err(why) => {
            console_error!("handoff {handoff} was not worded: {why}");
            Wording::default()
        }
    };
    // What they were stands in the record: a model's words repeat the customer's.
    console_log!(
        "handoff {handoff} was worded: {} sentences kept, {} lines dropped",
        wording.sentences.len(),
        wording.dropped.len()
    );
    if let Err(fault) = room.take(Event::Worded { handoff, wording }, Once::Free) {
        console_error!("the words for handoff {handoff} could not be kept: {}", fault.trouble().text);
    }
}

async fn worded(room: &Rc<Room>, number: u32) -> Result<Wording, String> {
    let site = config::site(&room.env).map_err(|fault| fault.trouble().text)?;
    let ready = config::ready(&room.env, &site);
    let provider = site.model(&ready.providers).ok_or("no model is there")?;
    let known = room.with(|conversation, site| {
        let handoff = conversation.handoffs.iter().find(|handoff| handoff.number == number)?;
        Some(packet(conversation, handoff, site))
    });
    let packet = known.ok().flatten().ok_or("there is no such handoff")?;
    let mut wording = Wording::default();
    if let Some(prompt) = wording::ask(&packet) {
        let written = ask(room, &site, provider, &prompt).await?;
        (wording.sentences, wording.dropped) = wording::read(&packet, &site, &written);
    }
    if let Err(why) = translate(room, &site, provider, &packet, &mut wording).await {
        wording.dropped.push(format!("the translation: {why}"));
    }
    Ok(wording)
}

async fn translate(
    room: &Rc<Room>,
    site: &Site,
    provider: &Provider,
    packet: &Packet,
    wording: &mut Wording,
) -> Result<(), String> {
    let queue = packet.routing.as_ref().map_or("", |routed| routed.queue.as_str());
    let Some(language) = site.agents_read(queue, &packet.language) else { return Ok(()) };
    let lines = wording::lines(packet, &wording.sentences);
    let Some(prompt) = wording::ask_translation(&lines, language) else { return Ok(()) };
    let written = ask(room, site, provider, &prompt).await?;
    let (translation, dropped) = wording::read_translation(&lines, language, &written);
    wording.translation = translation;
    wording.dropped.extend(dropped);
    Ok(())
}

/// What the model writes, whole.
async fn ask(room: &Rc<Room>, site: &Site, provider: &Provider, prompt: &Prompt) -> Result<String, String> {
    room.with(|conversation, site| budget::allows(site.budget, &conversation.log))
        .map_err(|fault| fault.trouble().text)??;
    purse::affords(room).await?;
    let kind = llm::of_kind(&provider.kind).ok_or("there is no such kind of provider")?;
    let request = kind.request(provider, prompt).ok_or("it is asked nothing")?;
    let mut decoder = Decoder::new(kind.protocol());
    let mut written = String::new();
    let seconds = site.handoff.wording;
    let reading = async {
        let mut opened = http::open(&room.env, &request).await?;
        if !(200..300).contains(&opened.status) {
            return Err(format!("it answered {}", opened.status));
        }
        loop {
            let news = match opened.bytes.next().await {
                Some(Ok(bytes)) => decoder.feed(&bytes),
                Some(Err(_)) | None => decoder.finish(),
            };
            for item in news {
                match item {
                    News::Piece(text) => written.push_str(&text),
                    News::Ended(_) => return Ok(()),
                    News::Failed(fault) => return Err(fault.why),
                    News::Called { .. } => return Err("it wants something done instead".to_owned()),
                    News::Usage(_) => {}
                }
            }
            if written.len() > LONGEST {
                return Err("it writes without an end".to_owned());
            }
        }
    };
    let end = match select(pin!(reading), pin!(Delay::from(Duration::from_secs(seconds)))).await {
        Either::Left((end, _)) => end,
        Either::Right(_) => Err(format!("it was not done in {seconds} seconds")),
    };
    let asked = prompt.system.chars().count()
        + prompt.messages.iter().map(|one| one.text.chars().count()).sum::<usize>();
    let turn = room.with(|conversation, _| conversation.turn).unwrap_or(0);
    let spent = budget::spent(turn, provider, decoder.usage(), asked, written.chars().count());
    purse::spent(room, &spent);
    if let Err(fault) = room.take(Event::Spent { spent }, Once::Free) {
        console_error!("what wording a handoff cost could not be kept: {}", fault.trouble().text);
    }
    end.map(|()| written)
}
