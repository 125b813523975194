//! Files that customer and people give each other: what they are, what the owner allows, the links that lead to them.
//!
//! What a file is, its first bytes say; name and declared type are a stranger's words. The record ([`Attachment`]) stands in
//! the log, in frames and packets; the bytes stand beside the log, under its id, and go when the conversation does. Whoever
//! is not in the conversation gets a link signed with the conversation's own key, which has an end.
//! Absent: storing, serving, that key, the clock.

use crate::log::{Entry, Ms, What};
pub use crate::parts::Attachment;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// What can be sent at all: the owner's word, the media type, what people call it. All of them can be shown without
/// running anything of theirs; an SVG or an HTML page could not.
pub const KINDS: [(&str, &str, &str); 5] = [
    ("png", "image/png", "PNG"),
    ("jpeg", "image/jpeg", "JPEG"),
    ("gif", "image/gif", "GIF"),
    ("webp", "image/webp", "WebP"),
    ("pdf", "application/pdf", "PDF"),
];

/// How long a link in a ticket works: as long as those for feedback.
const TICKET: Ms = 60 * 86_400_000;
/// How long a link in the customer's own chat works. A chat that stays open longer asks for its frames again.
const CHAT: Ms = 7 * 86_400_000;
/// The longest name kept, in bytes.
const NAME: usize = 120;

/// What the owner allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Words of [`KINDS`]; none: nobody can send files
    pub kinds: Vec<String>,
    /// The largest file, in bytes
    pub bytes: u64,
    /// The most files of the customer in one conversation
    pub most: u32,
}

impl Default for Rules {
    fn default() -> Self {
        let kinds = KINDS.iter().map(|(word, ..)| (*word).to_owned()).collect();
        Self { kinds, bytes: 8 << 20, most: 20 }
    }
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The site takes no files
    Off,
    Empty,
    TooLarge,
    /// None of the kinds that may be sent
    Kind,
    /// There are as many as the owner allows
    TooMany,
}

impl Rules {
    /// Media types that may be sent, as an `<input>` takes them.
    pub fn media(&self) -> Vec<&'static str> {
        KINDS.iter().filter(|kind| self.kinds.iter().any(|word| word == kind.0)).map(|kind| kind.1).collect()
    }

    /// The record of a customer's file, or why it is not taken. `name` as the sender wrote it.
    pub fn take(&self, log: &[Entry], id: &str, name: &str, bytes: &[u8]) -> Result<Attachment, Refused> {
        if self.kinds.is_empty() {
            return Err(Refused::Off);
        }
        let sent = log.iter().filter(|entry| matches!(entry.what, What::CustomerAttached { .. })).count();
        if sent >= self.most as usize {
            return Err(Refused::TooMany);
        }
        let file = self.read(id, name, bytes)?;
        if !self.media().contains(&file.kind.as_str()) {
            return Err(Refused::Kind);
        }
        Ok(file)
    }

    /// The same of one that a person of the team sends: every kind that can be shown, and no count.
    pub fn read(&self, id: &str, name: &str, bytes: &[u8]) -> Result<Attachment, Refused> {
        if bytes.is_empty() {
            return Err(Refused::Empty);
        }
        if bytes.len() as u64 > self.bytes {
            return Err(Refused::TooLarge);
        }
        let kind = sniff(bytes).ok_or(Refused::Kind)?;
        let (width, height) = pixels(kind, bytes).unwrap_or_default();
        Ok(Attachment {
            id: id.to_owned(),
            name: called(name, kind),
            kind: kind.to_owned(),
            bytes: bytes.len() as u64,
            width,
            height,
        })
    }
}

/// The media type that the first bytes show; nothing for what is not on the list.
pub fn sniff(bytes: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if starts(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if starts(b"\xff\xd8\xff") {
        Some("image/jpeg")
    } else if starts(b"GIF87a") || starts(b"GIF89a") {
        Some("image/gif")
    } else if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some("image/webp")
    } else if starts(b"%PDF-") {
        // A PDF may have rubbish before its head; one that has is not shown as one by nosniff readers either.
        Some("application/pdf")
    } else {
        None
    }
}

/// Width and height of an image, where its head tells.
fn pixels(kind: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    let big = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?).into());
    let small = |at: usize| Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?).into());
    match kind {
        "image/png" => {
            let side = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
            Some((side(16)?, side(20)?))
        }
        "image/gif" => Some((small(6)?, small(8)?)),
        "image/webp" if bytes.get(12..16) == Some(b"VP8 ") => {
            let side = |at: usize| small(at).map(|side: u32| side & 0x3fff);
            Some((side(26)?, side(28)?))
        }
        "image/webp" if bytes.get(12..16) == Some(b"VP8L") => {
            let bits = u32::from_le_bytes(bytes.get(21..25)?.try_into().ok()?);
            Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
        }
        "image/webp" if bytes.get(12..16) == Some(b"VP8X") => {
            let side = |at: usize| {
                let three = bytes.get(at..at + 3)?;
                Some(u32::from(three[0]) | u32::from(three[1]) << 8 | u32::from(three[2]) << 16)
            };
            Some((side(24)? + 1, side(27)? + 1))
        }
        "image/jpeg" => {
            // From marker to marker until the one that begins a frame.
            let mut at = 2;
            loop {
                let marker = *bytes.get(at + 1)?;
                if *bytes.get(at)? != 0xff {
                    return None;
                }
                if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
                    return Some((big(at + 7)?, big(at + 5)?));
                }
                at += 2 + big(at + 2)? as usize;
            }
        }
        _ => None,
    }
}

/// A name for people: no path, nothing that hides or turns letters round, an ending that is true.
fn called(name: &str, kind: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    let trick = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '"' | '<' | '>')
    };
    let plain: String = last.chars().filter(|c| !trick(*c)).collect();
    let mut stem = plain.trim().trim_matches('.').to_owned();
    let ending = KINDS.iter().find(|(_, media, _)| *media == kind).map_or("", |(word, ..)| *word);
    let told = stem.rsplit_once('.').map(|(_, told)| told.to_ascii_lowercase());
    let is = told.is_some_and(|told| told == ending || (ending == "jpeg" && told == "jpg"));
    let rest = is.then(|| stem.rsplit_once('.')).flatten();
    let (mut head, ending) = match rest {
        Some((head, told)) => (head.to_owned(), told.to_owned()),
        None => (std::mem::take(&mut stem), ending.to_owned()),
    };
    crate::page::cut(&mut head, NAME - ending.len() - 1);
    if head.is_empty() {
        head.push_str("file");
    }
    format!("{head}.{ending}")
}

/// Makes the links of one conversation's files. Nothing where the Worker does not know its own address.
#[derive(Clone, Copy, Debug)]
pub struct Links<'a> {
    pub address: &'a str,
    /// The conversation's own
    pub key: &'a [u8],
    pub conversation: &'a str,
}

impl Links<'_> {
    /// For a ticket: the same whenever it is made, given when the file was sent.
    pub fn ticket(&self, file: &Attachment, at: Ms) -> String {
        self.until(file, (at + TICKET) / 1000)
    }

    /// For the customer's own chat: the same all day, so that a browser need not load a picture twice.
    pub fn chat(&self, file: &Attachment, now: Ms) -> String {
        self.until(file, (now / 86_400_000 * 86_400_000 + CHAT) / 1000)
    }

    fn until(&self, file: &Attachment, until: u64) -> String {
        let (address, conversation, id) = (self.address.trim_end_matches('/'), self.conversation, &file.id);
        let sign = mac(self.key, conversation, id, until).map(|mac| mac.finalize().into_bytes());
        let sign = sign.map_or_else(String::new, |bytes| URL_SAFE_NO_PAD.encode(&bytes[..BYTES]));
        format!("{address}/file/{conversation}/{id}?until={until}&sign={sign}")
    }
}

/// Whether a link is one of ours and its time not over. `now` in milliseconds since 1970.
pub fn check(key: &[u8], conversation: &str, id: &str, until: u64, given: &str, now: Ms) -> bool {
    let Ok(given) = URL_SAFE_NO_PAD.decode(given) else { return false };
    let ours = mac(key, conversation, id, until).is_some_and(|mac| mac.verify_truncated_left(&given).is_ok());
    ours && given.len() == BYTES && now / 1000 <= until
}

/// Bytes of a signature: half of it is enough (RFC 2104, 5).
const BYTES: usize = 16;

fn mac(key: &[u8], conversation: &str, id: &str, until: u64) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(format!("file {conversation} {id} {until}").as_bytes());
    Some(mac)
}

/// A size as people read it.
pub fn size(bytes: u64) -> String {
    if bytes < 1 << 20 {
        format!("{} kB", bytes.div_ceil(1024))
    } else {
        format!("{:.1} MB", bytes as f64 / 1048576.0)
    }
}

/// A file in a line of text, for whoever can only show text.
pub fn line(file: &Attachment, url: &str) -> String {
    let told = format!("{} ({}, {})", file.name, file.kind, size(file.bytes));
    if url.is_empty() { format!("[file] {told}") } else { format!("[file] {told}: {url}") }
}

#[cfg(test)]
mod tests;
