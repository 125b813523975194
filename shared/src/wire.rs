//! What crosses the network between a browser and the Worker: commands up, frames down. Nothing else does.
//!
//! A client names its conversation by a token it made itself: 32 random bytes as 43 characters of base64url. The
//! conversation's id is the first half of the token's SHA-256 as 32 hexadecimal digits, so an id can stand in
//! addresses, tickets and logs without giving access, and opening a conversation needs no round trip.
//!
//! - `GET /api/welcome?lang=xx&path=/p` [`Welcome`]
//! - `POST /api/do` and `POST /api/listen`, [`Request`] up, [`Reply`] down. `listen` waits up to 20 s for news.
//! - `POST /api/typing`, a [`Request`] without commands: the customer types. Kept nowhere.
//! - `GET /ws?after=N`, a WebSocket with the subprotocols `baton.v1` and the token: every message down is a JSON list
//!   of [`Frame`]s, every message up a [`Request`] without token, or the text `ping`, answered by `pong`.
//! - `POST /api/file`, the bytes of a file ([`Files`]); `GET /file/…` by the signed link of a frame or a ticket.
//! - `POST /person`, a plain HTML form (`token`, `text`, `name`, `email`, `phone`, `url`): the way that needs no script.
//!
//! Any other status than 200 carries a [`Trouble`].
//!
//! Every command carries a client key that stays the same over all tries; the Worker does it once and answers every
//! try alike. Entries come with their position in the conversation's log; a client that was away names the last
//! position it saw and gets what follows, in order, without repeats.
//!
//! Bodies are JSON sent as `text/plain`, which needs no CORS preflight.

pub mod desk;

use crate::page::Page;
pub use crate::parts::{About, Arrangement, Attachment, Card, Choice, Contact, Field, Fields, Source};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of everything in this file. A Worker that meets another one answers [`Code::Version`].
pub const VERSION: u32 = 1;

/// The longest text of one message, in bytes of UTF-8.
pub const TEXT_LIMIT: usize = 8_000;

/// The longest body of one request, in bytes.
pub const BODY_LIMIT: usize = 64_000;

/// `POST /api/do`: commands of one conversation, done in order. `POST /api/listen`: none, and wait for news.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// [`VERSION`]
    pub v: u32,
    /// The conversation's token; absent on a socket after its first message, and for agents
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// What to do, in order
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<Keyed>,
    /// The last position seen; the reply holds the frames after it. 0 for all.
    #[serde(default)]
    pub after: u64,
    /// `POST /api/listen` only: how many `Delta`s of the running answer the client has, so that it is not told them again
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub have: Option<Have>,
}

/// How much of a running answer a client already shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Have {
    pub turn: u32,
    /// Pieces received
    pub pieces: u32,
}

/// A command with the key that makes it safe to send again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keyed {
    /// 1 to 40 characters of `[A-Za-z0-9_-]`, made by the client, the same over all tries
    pub key: String,
    #[serde(rename = "do")]
    pub command: Command,
}

/// What a customer can do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Says something. At most [`TEXT_LIMIT`] bytes, not blank.
    Say {
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        page: Option<Page>,
    },
    /// Presses the human button. With words and an address when it comes from the plain form.
    Person {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        #[serde(default, skip_serializing_if = "Contact::is_empty")]
        contact: Contact,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        page: Option<Page>,
    },
    /// Takes one of the choices offered.
    Choose { choice: Choice },
    /// Shows who the customer is: a proof the page got from the site's own server ([`crate::identity`]). One that is
    /// refused changes nothing; the customer stays who they say they are. Empty: nobody is signed in any more. A
    /// conversation of another customer answers [`Code::Unauthorized`]; begin a new one.
    Identify { token: String },
    /// Leaves an address; enriches the packet already sent.
    Leave { contact: Contact },
    /// Sends the form of a card, or says yes to it: no fields then.
    Fill {
        turn: u32,
        #[serde(default, skip_serializing_if = "Fields::is_empty")]
        fields: Fields,
    },
    /// Says no to a card.
    Cancel { turn: u32 },
    /// Picks what to do instead of waiting here.
    Arrange { how: Arrangement },
    /// Stops the running answer.
    Stop { turn: u32 },
    /// Says whether an answer helped.
    Rate {
        turn: u32,
        helped: bool,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        why: String,
    },
    /// Says how it was: 1 to 5, or 0 for nothing to say. Words may follow under the same number.
    Score {
        survey: u32,
        score: u8,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// Ends the conversation.
    End,
}

impl Command {
    /// What the page told about itself, where the command carries it.
    pub fn page(&self) -> Option<&Page> {
        match self {
            Command::Say { page, .. } | Command::Person { page, .. } => page.as_ref(),
            _ => None,
        }
    }

    /// The same, for what the Worker knows better than the page.
    pub fn page_mut(&mut self) -> Option<&mut Page> {
        match self {
            Command::Say { page, .. } | Command::Person { page, .. } => page.as_mut(),
            _ => None,
        }
    }
}

impl Keyed {
    /// What is wrong with a command that is well-formed JSON: the customer's side can mend it and send it again.
    pub fn check(&self) -> Result<(), Trouble> {
        let wrong = |code, text: &str| Err(Trouble { code, text: text.to_owned(), key: self.key.clone() });
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        if self.key.is_empty() || self.key.len() > 40 || !self.key.bytes().all(plain) {
            return wrong(Code::Invalid, "a key is 1 to 40 characters of `[A-Za-z0-9_-]`");
        }
        let (text, contact) = match &self.command {
            Command::Say { text, .. } if text.trim().is_empty() => {
                return wrong(Code::Invalid, "the message is empty: write something and send it again");
            }
            Command::Say { text, .. } => (text, None),
            Command::Person { text, contact, .. } => (text, Some(contact)),
            Command::Leave { contact } if contact.is_empty() => {
                return wrong(
                    Code::Invalid,
                    "no address was given: leave an e-mail, a phone number or a name",
                );
            }
            Command::Leave { contact } => (&contact.name, Some(contact)),
            Command::Rate { why, .. } => (why, None),
            Command::Score { score: 6.., .. } => {
                return wrong(Code::Invalid, "a score is 1 to 5, or 0 for none");
            }
            Command::Score { note, .. } => (note, None),
            Command::Arrange { how } => return how.check().map_err(|text| wrong_of(&self.key, text)),
            Command::Identify { token } if token.len() > TEXT_LIMIT => {
                return wrong(Code::TooLarge, "the identity token is too long");
            }
            Command::Fill { fields, .. } => {
                let long = |text: &String| text.len() > 2_000;
                if fields.0.len() > 40 || fields.0.iter().any(|(name, value)| long(name) || long(value)) {
                    return wrong(Code::TooLarge, "a field is too long: at most 2,000 bytes each");
                }
                return Ok(());
            }
            Command::Identify { .. }
            | Command::Choose { .. }
            | Command::Cancel { .. }
            | Command::Stop { .. }
            | Command::End => {
                return Ok(());
            }
        };
        if text.len() > TEXT_LIMIT {
            return wrong(Code::TooLarge, "the message is too long: send it in parts of at most 8,000 bytes");
        }
        if contact.is_some_and(|c| [&c.name, &c.email, &c.phone].iter().any(|field| field.len() > 200)) {
            return wrong(Code::TooLarge, "an address is too long: at most 200 bytes each");
        }
        if contact.is_some_and(|c| !c.email.is_empty() && !looks_like_email(&c.email)) {
            return wrong(
                Code::Invalid,
                "that does not look like an e-mail address: check it and send it again",
            );
        }
        Ok(())
    }
}

fn wrong_of(key: &str, text: &str) -> Trouble {
    Trouble { code: Code::Invalid, text: text.to_owned(), key: key.to_owned() }
}

impl Arrangement {
    /// What is wrong with it, and what to do next.
    fn check(&self) -> Result<(), &'static str> {
        match self {
            Arrangement::Email { email } if email.len() > 200 || !looks_like_email(email) => {
                Err("that does not look like an e-mail address: check it and send it again")
            }
            Arrangement::Callback { phone, .. } if !looks_like_phone(phone) => {
                Err("that does not look like a phone number: check it and send it again")
            }
            _ => Ok(()),
        }
    }
}

/// Five digits at least, and what people write between them.
fn looks_like_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-./()".contains(c);
    (5..=20).contains(&digits) && text.len() <= 40 && text.chars().all(plain)
}

/// Something, an at sign, something with a dot: enough to catch a slip, and refuses nobody's real address.
fn looks_like_email(text: &str) -> bool {
    let text = text.trim();
    !text.contains(char::is_whitespace)
        && text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.split_once('.').is_some_and(|(a, b)| !a.is_empty() && !b.is_empty())
        })
}

/// Whether a text has the form of a token: 43 characters of base64url.
pub fn is_token(text: &str) -> bool {
    text.len() == 43 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// The answer to a [`Request`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    pub v: u32,
    /// The keys of the commands done (now or by an earlier try)
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub done: Vec<String>,
    /// What happened after the position the client named, in order
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frames: Vec<Frame>,
}

/// News for a client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Frame {
    /// An entry of the log that a customer may see. Positions rise; some are left out.
    Shown {
        seq: u64,
        /// Milliseconds since 1970
        at: u64,
        entry: Shown,
    },
    /// The `n`th piece (from 0) of a running answer
    Delta { turn: u32, n: u32, text: String },
    /// All of a running answer so far: its first `pieces` pieces
    Partial { turn: u32, pieces: u32, text: String },
    /// Who is speaking and what is true about waiting. Sent after a change and first on a new connection.
    Status(Status),
    /// Somebody (not the receiver) types
    Typing { name: String },
    /// The commands with these keys are done (sockets only)
    Done { keys: Vec<String> },
    /// This connection was refused or a command failed
    Trouble(Trouble),
}

/// What a customer may see of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// The customer's own words, with the key of the command that carried them
    Customer { key: String, text: String },
    /// A whole answer. Replaces the pieces of the same turn.
    Assistant {
        turn: u32,
        /// Markdown: paragraphs, lists, bold, code, links, `[1]` for the first source
        text: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        sources: Vec<Source>,
    },
    /// A running answer was dropped: whatever was shown of it goes.
    Withdrawn { turn: u32 },
    /// Words of a person
    Person {
        name: String,
        text: String,
        /// Path of a picture at the Worker; empty where there is none
        #[serde(default, skip_serializing_if = "String::is_empty")]
        picture: String,
    },
    /// A file: the customer's, with the key it was sent under, or a person's, by name
    Attached {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        key: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
        file: Attachment,
        /// Where it is, with a signature and an end; empty before the edge has signed it
        #[serde(default, skip_serializing_if = "String::is_empty")]
        url: String,
    },
    /// A question how it was, about the assistant or the person of this name. Closed, it replaces the one of its number.
    Survey {
        survey: u32,
        about: About,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
        open: bool,
    },
    /// The words at this position are these now; without any, they were taken back.
    Corrected { of: u64, text: String },
    /// Something done for the customer, or to be done. Replaces the card of the same turn.
    Card { turn: u32, card: Card },
    /// A choice between equals
    Offer { text: String, choices: Vec<Choice> },
    /// The conversation now belongs to a person: reference number and the promise
    HandedOver { reference: String, text: String },
    /// A person took it, by name
    Joined {
        name: String,
        text: String,
        /// As of [`Shown::Person`]
        #[serde(default, skip_serializing_if = "String::is_empty")]
        picture: String,
    },
    /// A sentence about the conversation itself (receipt, closed, …)
    Notice { kind: Notice, text: String },
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    /// The team has it: confirmed by their tool
    Delivered,
    /// It could not be brought to the team yet: please leave an address
    LeaveAddress,
    /// Contact details were added to the request
    ContactAdded,
    /// What the customer picked instead of waiting was noted
    Arranged,
    /// The person gave the conversation back to the assistant
    HandedBack,
    /// The conversation is over
    Closed,
}

/// Who is speaking, and what is true about waiting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// When this was so, in milliseconds since 1970. One that arrives after a newer one is old: an answer to a request
    /// and a frame of a socket may overtake each other.
    #[serde(default)]
    pub at: u64,
    pub speaker: Speaker,
    /// Reference number of the open handoff
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// The turn of the running answer
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answering: Option<u32>,
    /// What is true about waiting, in the customer's language
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub promise: String,
    /// Of what kind that is: `sending`, `stuck`, `live`, `queue`, `later`, `closed`, `callback`; empty if nobody waits
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub waiting: String,
    /// What the customer may pick instead of waiting here
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<Way>,
    /// When the customer can be called
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<Slot>,
    /// What the customer may say by one press
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<String>,
}

/// One thing a customer who waits may pick.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    Wait,
    Callback,
    Email,
    Ticket,
}

/// A time at which the customer can be called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Milliseconds since 1970; 0 for as soon as possible
    pub at: u64,
    /// In the customer's language
    pub text: String,
}

/// Who answers the next message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Speaker {
    Assistant,
    /// Handed over; nobody has taken it yet
    Team,
    /// This person
    Person {
        name: String,
    },
    /// Nobody: the conversation is over. A new message starts again.
    Nobody,
}

/// `GET /api/welcome?lang=xx&path=/p`: what an empty chat shows. No conversation is made by it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Welcome {
    pub v: u32,
    /// The language of `words`, as in `en`
    pub language: String,
    /// The assistant's greeting
    pub greeting: String,
    /// Questions that fit the page
    pub suggestions: Vec<String>,
    /// What is true about reaching a person now
    pub person: String,
    /// What the visitor may send besides words; absent where that is nothing
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub files: Option<Files>,
    /// Every word of the chat, by key (`shared/src/lang/*.toml`, section `[chat]`)
    pub words: BTreeMap<String, String>,
}

/// Files that can be sent. `POST /api/file` takes one: the bytes as the body, and the headers `authorization: Bearer TOKEN`,
/// `x-baton-key` (as [`Keyed::key`]) and `x-baton-name` (percent-encoded). Answered by a [`Reply`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files {
    /// Media types, as in `image/png`
    pub kinds: Vec<String>,
    /// The largest, in bytes
    pub bytes: u64,
}

/// What went wrong, for a program and for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    pub code: Code,
    /// One sentence, with what to do next
    pub text: String,
    /// The command it is about
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
}

/// Whose fault, and of what kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// 400: not JSON, an unknown field, a wrong type
    Malformed,
    /// 409: another [`VERSION`]; reload the page
    Version,
    /// 401: no token, a malformed token, a wrong password, an ended session
    Unauthorized,
    /// 403: this origin is not one of the site's
    Origin,
    /// 404: no such conversation
    Unknown,
    /// 404: no such address
    NotFound,
    /// 405
    Method,
    /// 410: the conversation was deleted after its retention time
    Expired,
    /// 413: the body or the text is too long
    TooLarge,
    /// 422: well-formed, but cannot be done
    Invalid,
    /// 422: no more of it is taken in this conversation
    Full,
    /// 429: too many requests; wait
    TooMany,
    /// 500: ours
    Internal,
    /// 503: ours, for a moment
    Unavailable,
}

impl Code {
    /// The HTTP status it is sent with.
    pub fn status(self) -> u16 {
        match self {
            Code::Malformed => 400,
            Code::Unauthorized => 401,
            Code::Origin => 403,
            Code::Unknown | Code::NotFound => 404,
            Code::Method => 405,
            Code::Version => 409,
            Code::Expired => 410,
            Code::TooLarge => 413,
            Code::Invalid | Code::Full => 422,
            Code::TooMany => 429,
            Code::Internal => 500,
            Code::Unavailable => 503,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(json: &str) -> String {
        match serde_json::from_str::<Keyed>(json) {
            Ok(keyed) => keyed.check().map_or_else(|trouble| trouble.text, |()| "fine".to_owned()),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_command_that_cannot_be_done_says_why() {
        for (json, wanted) in [
            (r#"{"key":"a1","do":{"say":{"text":"Hello"}}}"#, "fine"),
            (r#"{"key":"a1","do":"end"}"#, "fine"),
            (r#"{"key":"a 1","do":"end"}"#, "a key is"),
            (r#"{"key":"a1","do":{"say":{"text":"  "}}}"#, "empty"),
            (r#"{"key":"a1","do":{"leave":{"contact":{"email":"x@y"}}}}"#, "e-mail address"),
            (r#"{"key":"a1","do":{"leave":{"contact":{}}}}"#, "no address"),
            (r#"{"key":"a1","do":{"sing":{}}}"#, "unknown variant"),
            (r#"{"key":"a1","do":"end","extra":1}"#, "unknown field"),
        ] {
            assert!(told(json).contains(wanted), "{json}: {}", told(json));
        }
        let long = format!(r#"{{"key":"a1","do":{{"say":{{"text":"{}"}}}}}}"#, "x".repeat(TEXT_LIMIT + 1));
        assert!(told(&long).contains("too long"));
    }
}
