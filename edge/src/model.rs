//! Asking a model: its stream through the core's decoder and reader to the customer, piece by piece.
//!
//! The core says what to send, what the bytes mean and what may be shown; here is only the waiting: for bytes, for the
//! deadline, and for the moment at which nobody wants the answer any more. Leaving drops the response, which aborts the
//! call. One breaker per provider and isolate. The call itself may have begun before: [`ahead`].

pub mod ahead;

use crate::config;
use crate::conversation::{Once, Room};
use crate::generate::{push, start, wanted};
use crate::http::Opened;
use crate::purse;
use futures_channel::oneshot::Receiver;
use futures_util::StreamExt as _;
use futures_util::future::{Either, select};
use shared::conversation::{AnswerEnd, Event};
use shared::http::HttpResponse;
use shared::llm::answer::{Reader, Verdict};
use shared::llm::breaker::Breaker;
use shared::llm::decode::{Blame, Decoder, Fault, News};
use shared::llm::{self, budget};
use shared::prompt;
use shared::site;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::time::Duration;
use worker::{Delay, console_error, console_warn};

thread_local! {
    static BREAKERS: RefCell<BTreeMap<String, Breaker>> = const { RefCell::new(BTreeMap::new()) };
}

fn breaker<T>(name: &str, then: impl FnOnce(&mut Breaker) -> T) -> T {
    BREAKERS.with_borrow_mut(|all| then(all.entry(name.to_owned()).or_default()))
}

/// How a call ended.
enum End {
    Read(Verdict),
    /// It wants an action taken
    Called {
        name: String,
        arguments: String,
    },
    Failed(Fault),
    /// Nobody wants it any more
    Left,
}

/// Nothing if the turn was overtaken.
pub async fn ask(room: &Rc<Room>, turn: u32, provider: &site::Provider) -> Option<AnswerEnd> {
    let failed = |why: String| Some(AnswerEnd::Failed { why: format!("{}: {why}", provider.name) });
    let ahead = room.ahead.borrow_mut().take();
    let begun = match ahead.filter(|begun| begun.turn == turn && begun.pass.provider == provider.name) {
        Some(begun) => Ok(Ok(begun)),
        None => {
            if let Err(why) = purse::affords(room).await {
                return failed(format!("not asked, {why}"));
            }
            if !wanted(room, turn) {
                return None;
            }
            room.with(|conversation, site| ahead::begin(&room.env, conversation, site, turn, provider))
        }
    };
    let ahead::Begun { composed, opening, at_once, seconds, pass, .. } = match begun {
        Ok(Ok(begun)) => begun,
        Ok(Err(why)) => return failed(why),
        Err(fault) => return failed(fault.trouble().text),
    };
    let Some(kind) = llm::of_kind(&provider.kind) else { return failed("there is no such kind".to_owned()) };
    // What its answer will be held against is made ready while the model thinks.
    let made = room
        .with(|conversation, site| (composed.reader(site, conversation), prompt::around(conversation, site)));
    let (reader, (before, after)) = match made {
        Ok(made) => made,
        Err(fault) => return failed(fault.trouble().text),
    };
    let mut call = Call {
        room,
        turn,
        reader,
        before: before.clone(),
        decoder: Decoder::new(kind.protocol()),
        letters: 0,
        answered: false,
        gone: start(room, turn),
        deadline: Box::pin(Delay::from(Duration::from_secs(seconds.into()))),
        seconds,
    };
    let opened = match at_once {
        Some(opened) => Ok(opened),
        None => call.within(opening).await,
    };
    let end = match opened {
        Ok(Ok(opened)) => call.read(opened).await,
        Ok(Err(why)) => End::Failed(Fault::new(Blame::Broken, why)),
        Err(end) => end,
    };
    match &end {
        End::Read(_) | End::Called { .. } => pass.tell(Breaker::worked),
        End::Failed(fault) => pass.tell(|breaker| breaker.failed(config::now(), fault.blame)),
        End::Left => drop(pass),
    }
    if call.answered {
        let spent = budget::spent(turn, provider, call.decoder.usage(), composed.size(), call.letters);
        purse::spent(room, &spent);
        if let Err(fault) = room.take(Event::Spent { spent }, Once::Free) {
            console_error!("the cost of answer {turn} could not be kept: {}", fault.trouble().text);
        }
    }
    match end {
        End::Left => None,
        End::Failed(fault) => failed(fault.why),
        // Arguments that are no JSON are none: the customer is asked for what is missing.
        End::Called { name, arguments } => {
            let arguments = serde_json::from_str(&arguments).unwrap_or_else(|_| {
                console_warn!("answer {turn}: {}: its arguments for `{name}` cannot be read", provider.name);
                BTreeMap::new()
            });
            Some(AnswerEnd::Acts { action: name, arguments })
        }
        End::Read(Verdict::Answered { text, sources }) => {
            if !after.is_empty() {
                push(room, turn, &after);
            }
            Some(AnswerEnd::Answered { text: format!("{before}{text}{after}"), sources })
        }
        End::Read(Verdict::NoSource) => Some(AnswerEnd::NoSource),
        End::Read(Verdict::ClaimedAction { sentence }) => Some(AnswerEnd::ClaimedAction { claim: sentence }),
        End::Read(Verdict::Ungrounded { sentence, why }) => {
            Some(AnswerEnd::Ungrounded { why: format!("{}: {why}: “{sentence}”", provider.name) })
        }
        End::Read(Verdict::Empty) => failed("its answer was empty".to_owned()),
    }
}

/// One call of a model.
struct Call<'a> {
    room: &'a Rc<Room>,
    turn: u32,
    reader: Reader,
    /// What stands before the answer, until it was shown
    before: String,
    decoder: Decoder,
    letters: usize,
    /// It began to answer, which costs
    answered: bool,
    gone: Receiver<()>,
    deadline: Pin<Box<Delay>>,
    seconds: u32,
}

impl Call<'_> {
    /// What a future brings, unless the deadline comes first, or nobody waits any more.
    async fn within<T>(&mut self, future: impl Future<Output = T>) -> Result<T, End> {
        match select(pin!(future), select(&mut self.deadline, &mut self.gone)).await {
            Either::Left((value, _)) => Ok(value),
            Either::Right((Either::Left(_), _)) => {
                let why = format!("it did not answer in {} seconds", self.seconds);
                Err(End::Failed(Fault::new(Blame::Broken, why)))
            }
            Either::Right((Either::Right(_), _)) => Err(End::Left),
        }
    }

    async fn read(&mut self, mut opened: Opened) -> End {
        if !(200..300).contains(&opened.status) {
            let status = opened.status;
            return match self.within(opened.whole()).await {
                Ok(answer) => {
                    let headers = Vec::new();
                    let response = answer.unwrap_or_else(|body| HttpResponse { status, headers, body });
                    End::Failed(llm::refusal(&response))
                }
                Err(end) => end,
            };
        }
        self.answered = true;
        loop {
            let news = match self.within(opened.bytes.next()).await {
                Ok(Some(Ok(bytes))) => self.decoder.feed(&bytes),
                Ok(Some(Err(_)) | None) => self.decoder.finish(),
                Err(end) => return end,
            };
            if !wanted(self.room, self.turn) {
                return End::Left;
            }
            for item in news {
                let read = match item {
                    News::Piece(text) => {
                        self.letters += text.chars().count();
                        self.reader.read(&text)
                    }
                    News::Ended(end) => self.reader.end(end),
                    News::Failed(fault) => return End::Failed(fault),
                    News::Called { name, arguments } => return End::Called { name, arguments },
                    News::Usage(_) => continue,
                };
                for piece in &read.pieces {
                    if !self.before.is_empty() {
                        push(self.room, self.turn, &std::mem::take(&mut self.before));
                    }
                    push(self.room, self.turn, piece);
                }
                if let Some(verdict) = read.verdict {
                    return End::Read(verdict);
                }
            }
        }
    }
}
