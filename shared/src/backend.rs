//! Support backends: where handoffs go. Each is a mapping, without I/O: ours to requests, responses to ours, a webhook
//! to ours. The edge sends and receives; secrets are names until then.
//!
//! A delivery may take several requests. A backend writes them as one straight line over a [`Talk`]: each `ask` gives
//! the answer if it is there already, or ends the line with the request to send; the edge sends it and starts the line
//! again with one answer more. A crash starts it with none: so whatever makes something is under the backend's own
//! idempotency key, or comes after a look-up that finds what an earlier try made.
//!
//! One backend a file. A new one is a file here and a line in [`BACKENDS`]; site checks, docs and contract tests find
//! it there.

mod chatwoot;
mod desk;
mod email;
mod freshdesk;
mod front;
mod helpscout;
mod hubspot;
mod intercom;
mod plain;
mod slack;
mod sunshine;
pub mod talk;
mod teams;
mod webhook;
mod zendesk;

use crate::attachment::{self, Links};
use crate::conversation::{Cargo, Conversation, DeliveryEnd, Event, Handoff, Home};
use crate::destination::{Asking, Found};
use crate::enrich::Known;
use crate::feedback;
use crate::http::{Arrived, Fill, FillKind, HttpRequest, HttpResponse};
use crate::log::{Ms, What};
use crate::packet::{Missing, Packet, Warning, packet, render};
use crate::parts::Attachment;
use crate::signature::Scheme;
use crate::site::{self, Site};
use crate::view;
use crate::wording::Wording;
use serde::{Deserialize, Serialize};

pub use talk::{Next, Talk, by_status};

/// What is brought, and how it is named over all tries.
pub struct Delivery<'a> {
    /// Stable over all tries at one backend
    pub key: &'a str,
    pub cargo: &'a Cargo,
    pub conversation: &'a Conversation,
    pub handoff: &'a Handoff,
    pub site: &'a Site,
    /// As configured
    pub backend: &'a site::Backend,
    /// What the team may say about it, signed; none where the Worker does not know its own address
    pub feedback: &'a [feedback::Link],
    /// Makes the links of its files; nothing where the Worker does not know its own address
    pub files: Option<Links<'a>>,
    /// Of an alarm: what is said before all else
    pub warning: Option<&'a Warning>,
}

/// A key of `site.toml`, and what the variable or secret it names holds.
pub type Setting = (&'static str, &'static str);

/// A support backend.
pub trait Backend: Sync {
    /// Its name in `site.toml`: `kind = "…"`
    fn kind(&self) -> &'static str;

    /// What it is, in a sentence, for the docs
    fn means(&self) -> &'static str;

    /// Settings it needs
    fn settings(&self) -> &'static [Setting];

    /// Settings it can do without
    fn options(&self) -> &'static [Setting] {
        &[]
    }

    /// Where each of our fields goes: ours, theirs
    fn mapping(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }

    /// Brings the cargo: what the backend calls the ticket, or, as the error, what to do next.
    fn deliver(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next>;

    /// What the backend calls the ticket of this handoff, if an earlier try made one. Looks, and makes nothing.
    fn find(&self, _delivery: &Delivery<'_>, _talk: &mut Talk<'_>) -> Result<Option<String>, Next> {
        Ok(None)
    }

    /// Whether what the settings name there is still there, and the key may go there. Looks, and makes nothing; empty
    /// where the tool cannot be asked.
    fn places(&self, _asking: &Asking<'_>, _talk: &mut Talk<'_>) -> Result<Vec<Found>, Next> {
        Ok(Vec::new())
    }

    /// Why it cannot be asked, where [`Backend::places`] asks nothing: for a person
    fn unasked(&self) -> &'static str {
        ""
    }

    /// Tells that the customer types, or has stopped; nothing where the tool takes no such thing.
    fn typing(&self, _delivery: &Delivery<'_>, _on: bool) -> Option<HttpRequest> {
        None
    }

    /// How webhooks of its own are signed, and the setting that names the secret, where it sends any
    fn signed_by(&self) -> Option<(Scheme, &'static str)> {
        None
    }

    /// What cannot be told through it, because its API has no way: for the docs
    fn cannot(&self) -> &'static [&'static str] {
        &[]
    }

    /// Hosts its files and pictures come from, besides its own address: a name, and whatever is below it.
    fn hosts(&self) -> &'static [&'static str] {
        &[]
    }

    /// What a verified webhook says. `talk` asks for what the webhook lacks.
    fn hear(
        &self,
        _arrived: &Arrived,
        _backend: &site::Backend,
        _talk: &mut Talk<'_>,
    ) -> Result<Heard, Next> {
        Ok(Heard::NotUnderstood("this backend sends no webhooks".to_owned()))
    }
}

/// What a webhook said.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    News(Vec<News>),
    /// Nothing for a customer, and why: an echo of ours, an internal note, a bot
    Nothing(&'static str),
    /// The sender wants these words back
    Answer(String),
    /// It makes no sense; a sentence for a person
    NotUnderstood(String),
}

/// One thing a person did at a backend.
#[derive(Clone, Debug, PartialEq)]
pub struct News {
    pub of: Of,
    /// The same when it is told again: it is done once. Of words, what corrections name them by
    pub key: String,
    pub told: Told,
    /// Where the person's picture is, where the backend says so
    pub picture: String,
}

/// What it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Told {
    /// Something the conversation keeps
    Event(Box<Event>),
    /// Somebody types, or has stopped: shown for a moment, and kept nowhere
    Typing { name: String, on: bool },
}

impl News {
    pub fn new(of: Of, key: impl Into<String>, event: Event) -> Self {
        Self { of, key: key.into(), told: Told::Event(Box::new(event)), picture: String::new() }
    }

    pub fn typing(of: Of, name: String, on: bool) -> Self {
        Self { of, key: String::new(), told: Told::Typing { name, on }, picture: String::new() }
    }

    /// With the address of the person's picture; empty where there is none.
    pub fn with_picture(mut self, picture: &str) -> Self {
        picture.trim().clone_into(&mut self.picture);
        self
    }
}

/// Which conversation is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    Conversation(String),
    /// What the backend calls it, where it knows no name of ours
    Ticket(String),
    /// Both names: news of an earlier handoff are told from those of this one
    Both {
        conversation: String,
        ticket: String,
    },
}

impl Of {
    /// What the backend calls it; empty where it did not say.
    pub fn ticket(&self) -> &str {
        match self {
            Of::Conversation(_) => "",
            Of::Ticket(ticket) | Of::Both { ticket, .. } => ticket,
        }
    }
}

/// Every backend there is, in the order of the docs.
pub const BACKENDS: &[&dyn Backend] = &[
    &desk::Desk,
    &webhook::Webhook,
    &slack::Slack,
    &zendesk::Zendesk,
    &sunshine::Sunshine,
    &chatwoot::Chatwoot,
    &intercom::Intercom,
    &freshdesk::Freshdesk,
    &hubspot::HubSpot,
    &helpscout::HelpScout,
    &front::Front,
    &teams::Teams,
    &email::Email(email::Service::Resend),
    &email::Email(email::Service::Postmark),
    &email::Email(email::Service::SendGrid),
];

/// The backend of a kind.
pub fn of_kind(kind: &str) -> Option<&'static dyn Backend> {
    BACKENDS.iter().find(|backend| backend.kind() == kind).copied()
}

/// What to do next, given the answers so far. Total.
pub fn next(backend: &dyn Backend, delivery: &Delivery<'_>, answers: &[HttpResponse]) -> Next {
    let talk = &mut Talk::new(answers);
    let end = match delivery.cargo {
        Cargo::Withdrawn => withdraw(backend, delivery, talk),
        // A packet like any other, with the warning on top; its ticket is no home of the handoff.
        Cargo::Alarm => backend.deliver(&Delivery { cargo: &Cargo::Packet, ..*delivery }, talk),
        _ => backend.deliver(delivery, talk),
    };
    match end {
        Ok(ticket) => Next::Done(DeliveryEnd::Accepted { ticket }),
        Err(next) => next,
    }
}

/// A backend that was left for another may have a ticket all the same: a note there says where it went, and it is
/// closed, so that no customer stands in two lists.
fn withdraw(backend: &dyn Backend, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
    let Some(ticket) = backend.find(delivery, talk)? else { return Ok(String::new()) };
    let mut handoff = delivery.handoff.clone();
    handoff.home = Some(Home { backend: delivery.backend.name.clone(), ticket: ticket.clone() });
    handoff.closed = true;
    let there = Delivery { handoff: &handoff, ..*delivery };
    backend.deliver(&there, talk)?;
    let key = format!("{}.closed", delivery.key);
    backend.deliver(&Delivery { key: &key, cargo: &Cargo::Closed, ..there }, talk)?;
    Ok(ticket)
}

/// Whether a picture or file may be fetched from this address: only from the tool itself, at the address the owner gave
/// (`own`) or at one of its hosts by `https`. Anything a parser could read in two ways is refused.
pub fn may_fetch(hosts: &[&str], own: &str, url: &str) -> bool {
    let plain = |b: u8| b.is_ascii_graphic() && !b"{}<>\"\\^`|".contains(&b);
    if url.len() > 2_000 || !url.bytes().all(plain) {
        return false;
    }
    let origin = |url: &str| {
        let (scheme, rest) = url.split_once("://")?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let host = rest[..end].to_ascii_lowercase();
        let named =
            !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:".contains(&b));
        named.then(|| (scheme.to_ascii_lowercase(), host))
    };
    let Some((scheme, host)) = origin(url) else { return false };
    if origin(own).is_some_and(|own| own == (scheme.clone(), host.clone())) {
        return true;
    }
    let below =
        |known: &&str| host.strip_suffix(*known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    scheme == "https" && hosts.iter().any(below)
}

/// A name for one setting in a request: the edge puts the value there.
pub fn placed(backend: &site::Backend, place: &str, key: &str) -> Option<String> {
    backend.settings.get(key).map(|name| format!("{{{place}:{name}}}"))
}

/// The tool's public address, or another the owner names: a region, a proxy, a test.
pub fn base(backend: &site::Backend, usual: &str) -> String {
    placed(backend, "var", "url").unwrap_or_else(|| usual.to_owned())
}

impl Delivery<'_> {
    pub fn packet(&self) -> Packet {
        let mut packet = packet(self.conversation, self.handoff, self.site);
        // The same over all tries: what other tools know may come between two, and has a note of its own.
        packet.known = Vec::new();
        packet.wording = Wording::default();
        packet.feedback = self.feedback.to_vec();
        for given in &mut packet.attachments {
            given.url = self.files.map(|links| links.ticket(&given.file, given.at)).unwrap_or_default();
        }
        packet.warning = self.warning.cloned();
        for part in &self.backend.leave_out {
            // Read off what the customer wrote, which stays; but not named again.
            let of = match part.as_str() {
                "email" => "email address",
                "phone" => "telephone number",
                part => part,
            };
            packet.collected.retain(|one| one.name != of);
            let why = "the site does not give it to this destination".to_owned();
            packet.missing.retain(|missing| missing.field != *part);
            packet.missing.push(Missing { field: part.clone(), why });
        }
        packet
    }

    /// The value of a setting, filled in by the edge.
    fn var(&self, key: &str) -> String {
        placed(self.backend, "var", key).unwrap_or_default()
    }

    fn secret(&self, key: &str) -> String {
        placed(self.backend, "secret", key).unwrap_or_default()
    }

    fn base(&self, usual: &str) -> String {
        base(self.backend, usual)
    }

    /// Puts the value of a setting, where it is set, into the body at a place that is there already.
    fn fill(&self, request: &mut HttpRequest, at: &str, key: &str, kind: FillKind) {
        if let Some(variable) = self.backend.settings.get(key) {
            request.fills.push(Fill { at: at.to_owned(), variable: variable.clone(), kind });
        }
    }

    /// Whether an option is set.
    fn has(&self, key: &str) -> bool {
        self.backend.settings.contains_key(key)
    }

    /// What the backend called the packet's ticket.
    fn ticket(&self) -> &str {
        self.handoff.home.as_ref().map_or("", |home| home.ticket.as_str())
    }

    /// The key the packet of this handoff has at this backend, whatever is brought now.
    fn packet_key(&self) -> String {
        match self.cargo {
            Cargo::Packet => self.key.to_owned(),
            _ => format!("{}.{}.packet.{}", self.conversation.id, self.handoff.number, self.backend.name),
        }
    }

    /// The handoff's own name at a backend: one per handoff, the same over all tries.
    fn external_id(&self) -> String {
        format!("{}.{}", self.conversation.id, self.handoff.number)
    }

    /// What the customer wrote, or the address they left: the position's time, and the words.
    fn words(&self) -> Option<(Ms, Words)> {
        if let Cargo::Late { seq } = self.cargo {
            let entry = self.conversation.log.iter().find(|entry| entry.seq == *seq)?;
            let text = match &entry.what {
                What::Enriched { known, .. } if !known.is_empty() => {
                    let lines: Vec<String> = known.iter().map(Known::line).collect();
                    format!("What is known of the customer:\n{}", lines.join("\n"))
                }
                What::Reported { issue, .. } => format!("Bug report: {issue}"),
                What::DetailsGiven { details, .. } => {
                    format!("The customer added: {}", view::details_line(details))
                }
                What::Scored { about, name, score, note, .. } => view::scored(*about, name, *score, note),
                What::Worded { wording, .. } => view::wording_words(wording),
                What::CustomerMoved { page, through, .. } => match view::moved_words(page, through) {
                    words if words.is_empty() => return None,
                    words => words,
                },
                What::CustomerIdentified { identity } => view::vouched_words(identity),
                What::CustomerEnded => "The customer ended the conversation.".to_owned(),
                _ => return None,
            };
            return Some((entry.at, Words::Left(render::escape(&text, render::Form::Plain, WORDS))));
        }
        if *self.cargo == Cargo::Withdrawn {
            let text = format!(
                "Nothing is to be done here: {} was taken elsewhere, because no confirmation came from here in time.",
                self.handoff.reference
            );
            return Some((self.handoff.at, Words::Left(text)));
        }
        let (Cargo::Said { seq } | Cargo::Contact { seq }) = self.cargo else { return None };
        let entry = self.conversation.log.iter().find(|entry| entry.seq == *seq)?;
        let words = match &entry.what {
            What::CustomerSaid { text, .. } => Words::Said(render::escape(text, render::Form::Plain, WORDS)),
            // A backend that can take the file itself does; to every other its link says where it is.
            What::CustomerAttached { file, .. } => {
                let url = self.files.map(|links| links.ticket(file, entry.at)).unwrap_or_default();
                Words::Said(render::escape(&attachment::line(file, &url), render::Form::Plain, WORDS))
            }
            What::Arranged { wish, .. } => {
                let told = view::wish_words(wish.as_ref());
                Words::Left(render::escape(&told, render::Form::Plain, WORDS))
            }
            What::CustomerLeft { contact } => {
                let left = [contact.name.as_str(), &contact.email, &contact.phone];
                let left: Vec<&str> = left.into_iter().filter(|text| !text.is_empty()).collect();
                let left = format!("The customer left an address: {}", left.join(", "));
                Words::Left(render::escape(&render::one_line(&left), render::Form::Plain, WORDS))
            }
            _ => return None,
        };
        Some((entry.at, words))
    }

    /// The file of `Cargo::Said`, if the customer gave one, with its signed link where there is one.
    pub fn file(&self) -> Option<(&Attachment, String)> {
        let Cargo::Said { seq } = self.cargo else { return None };
        let entry = self.conversation.log.iter().find(|entry| entry.seq == *seq)?;
        let What::CustomerAttached { file, .. } = &entry.what else { return None };
        Some((file, self.files.map(|links| links.ticket(file, entry.at)).unwrap_or_default()))
    }

    /// The desk's page of this conversation, where the owner says at which address the desk is.
    fn desk_page(&self) -> Option<String> {
        let desk = placed(self.backend, "var", "desk")?;
        Some(format!("{desk}/desk/#c/{}", self.conversation.id))
    }
}

/// What is said at once is at most 8,000 bytes on the wire; no tool's limit of a message is below that.
const WORDS: usize = 10_000;

/// What follows a packet, without control characters: a tool that drops them would not be recognized by its words.
enum Words {
    /// For the thread the customer is in
    Said(String),
    /// For the team
    Left(String),
}

impl Words {
    fn text(&self) -> &str {
        match self {
            Words::Said(text) | Words::Left(text) => text,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
