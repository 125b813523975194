//! Reads what comes from outside: frames, replies, troubles, the list of unsent commands, the page's report.
//!
//! By hand, through [`Json`]: the derived readers of the same types are eighteen kilobytes (brotli) of the chat, a quarter
//! of its budget. `shared::wire` stays the one definition: its types are what comes out here, and a test writes a value
//! of every kind with serde and reads it back here, and what `write.rs` writes it reads back with serde.
//!
//! More forgiving than the derived readers, too: a frame of a kind not known here is passed over, so a newer Worker
//! does not silence an open chat.

use crate::json::{self, Json};
use shared::page::Page;
use shared::wire::{
    About, Arrangement, Attachment, Card, Choice, Code, Command, Contact, Field, Fields, Frame, Keyed,
    Notice, Reply, Shown, Slot, Source, Speaker, Status, Trouble, Way,
};

/// Any JSON; `Null` if it is none.
pub fn json(text: &str) -> Json {
    json::read(text)
}

/// A text of an object; empty if it has none.
pub fn text(value: &Json, key: &str) -> String {
    value.get(key).and_then(Json::as_str).unwrap_or_default().to_owned()
}

/// A list of texts.
pub fn texts(value: &Json, key: &str) -> Vec<String> {
    list(value, key, |item| item.as_str().map(str::to_owned))
}

fn number(value: &Json, key: &str) -> u64 {
    value.get(key).and_then(Json::as_u64).unwrap_or_default()
}

fn small(value: &Json, key: &str) -> u32 {
    number(value, key) as u32
}

fn list<T>(value: &Json, key: &str, read: impl Fn(&Json) -> Option<T>) -> Vec<T> {
    value.get(key).map(|value| all(value, read)).unwrap_or_default()
}

fn all<T>(value: &Json, read: impl Fn(&Json) -> Option<T>) -> Vec<T> {
    let mut found = Vec::new();
    for item in value.items() {
        found.extend(read(item));
    }
    found
}

/// The name and the content of a value of an enum: `"name"` or `{"name": content}`.
fn variant(value: &Json) -> Option<(&str, &Json)> {
    match value {
        Json::Text(name) => Some((name, &Json::Null)),
        Json::Object(fields) => fields.first().map(|(name, content)| (name.as_str(), content)),
        _ => None,
    }
}

/// `None`: not a reply at all.
pub fn reply(body: &str) -> Option<Reply> {
    let value = json(body);
    let v = value.get("v")?.as_u64()? as u32;
    Some(Reply { v, done: texts(&value, "done"), frames: list(&value, "frames", frame) })
}

pub fn frames(body: &str) -> Vec<Frame> {
    all(&json(body), frame)
}

fn frame(value: &Json) -> Option<Frame> {
    let (name, it) = variant(value)?;
    Some(match name {
        "shown" => {
            Frame::Shown { seq: number(it, "seq"), at: number(it, "at"), entry: shown(it.get("entry")?)? }
        }
        "delta" => Frame::Delta { turn: small(it, "turn"), n: small(it, "n"), text: text(it, "text") },
        "partial" => {
            Frame::Partial { turn: small(it, "turn"), pieces: small(it, "pieces"), text: text(it, "text") }
        }
        "status" => Frame::Status(Status {
            at: number(it, "at"),
            speaker: speaker(it.get("speaker")?)?,
            reference: text(it, "reference"),
            answering: it.get("answering").and_then(Json::as_u64).map(|turn| turn as u32),
            promise: text(it, "promise"),
            waiting: text(it, "waiting"),
            ways: list(it, "ways", way),
            slots: list(it, "slots", |it| Some(Slot { at: number(it, "at"), text: text(it, "text") })),
            replies: texts(it, "replies"),
        }),
        "typing" => Frame::Typing { name: text(it, "name") },
        "done" => Frame::Done { keys: texts(it, "keys") },
        "trouble" => Frame::Trouble(read_trouble(it)?),
        _ => return None,
    })
}

fn shown(value: &Json) -> Option<Shown> {
    let (entry, it) = variant(value)?;
    let (words, name) = (text(it, "text"), text(it, "name"));
    Some(match entry {
        "customer" => Shown::Customer { key: text(it, "key"), text: words },
        "assistant" => {
            Shown::Assistant { turn: small(it, "turn"), text: words, sources: list(it, "sources", source) }
        }
        "withdrawn" => Shown::Withdrawn { turn: small(it, "turn") },
        "person" => Shown::Person { name, text: words, picture: text(it, "picture") },
        "attached" => Shown::Attached {
            key: text(it, "key"),
            name,
            file: attachment(it.get("file")?),
            url: text(it, "url"),
        },
        "survey" => Shown::Survey {
            survey: small(it, "survey"),
            about: if text(it, "about") == "person" { About::Person } else { About::Assistant },
            name,
            open: it.get("open")?.as_bool()?,
        },
        "card" => Shown::Card { turn: small(it, "turn"), card: card(it.get("card")?) },
        "offer" => Shown::Offer { text: words, choices: list(it, "choices", choice) },
        "handed-over" => Shown::HandedOver { reference: text(it, "reference"), text: words },
        "joined" => Shown::Joined { name, text: words, picture: text(it, "picture") },
        "corrected" => Shown::Corrected { of: number(it, "of"), text: words },
        "notice" => Shown::Notice { kind: notice(&text(it, "kind"))?, text: words },
        _ => return None,
    })
}

fn attachment(it: &Json) -> Attachment {
    Attachment {
        id: text(it, "id"),
        name: text(it, "name"),
        kind: text(it, "kind"),
        bytes: number(it, "bytes"),
        width: small(it, "width"),
        height: small(it, "height"),
    }
}

fn card(it: &Json) -> Card {
    let row = |row: &Json| {
        let text = |at: usize| Some(row.items().get(at)?.as_str()?.to_owned());
        Some((text(0)?, text(1)?))
    };
    let field = |it: &Json| {
        Some(Field {
            name: text(it, "name"),
            label: text(it, "label"),
            kind: text(it, "kind"),
            value: text(it, "value"),
            hint: text(it, "hint"),
            options: texts(it, "options"),
            optional: it.get("optional").is_some(),
        })
    };
    Card {
        title: text(it, "title"),
        text: text(it, "text"),
        rows: list(it, "rows", row),
        fields: list(it, "fields", field),
        state: text(it, "state"),
        go: text(it, "go"),
        cancel: text(it, "cancel"),
    }
}

fn source(it: &Json) -> Option<Source> {
    Some(Source {
        article: text(it, "article"),
        title: text(it, "title"),
        heading: text(it, "heading"),
        passage: text(it, "passage"),
    })
}

fn choice(value: &Json) -> Option<Choice> {
    match value.as_str()? {
        "person" => Some(Choice::Person),
        "assistant" => Some(Choice::Assistant),
        _ => None,
    }
}

fn way(value: &Json) -> Option<Way> {
    match value.as_str()? {
        "wait" => Some(Way::Wait),
        "callback" => Some(Way::Callback),
        "email" => Some(Way::Email),
        "ticket" => Some(Way::Ticket),
        _ => None,
    }
}

fn arrangement(value: &Json) -> Option<Arrangement> {
    let (name, it) = variant(value)?;
    Some(match name {
        "wait" => Arrangement::Wait,
        "callback" => Arrangement::Callback { at: number(it, "at"), phone: text(it, "phone") },
        "email" => Arrangement::Email { email: text(it, "email") },
        "ticket" => Arrangement::Ticket,
        _ => return None,
    })
}

fn notice(name: &str) -> Option<Notice> {
    Some(match name {
        "delivered" => Notice::Delivered,
        "leave-address" => Notice::LeaveAddress,
        "contact-added" => Notice::ContactAdded,
        "arranged" => Notice::Arranged,
        "handed-back" => Notice::HandedBack,
        "closed" => Notice::Closed,
        _ => return None,
    })
}

fn speaker(value: &Json) -> Option<Speaker> {
    let (name, it) = variant(value)?;
    Some(match name {
        "assistant" => Speaker::Assistant,
        "team" => Speaker::Team,
        "person" => Speaker::Person { name: text(it, "name") },
        "nobody" => Speaker::Nobody,
        _ => return None,
    })
}

pub fn trouble(body: &str) -> Option<Trouble> {
    read_trouble(&json(body))
}

fn read_trouble(it: &Json) -> Option<Trouble> {
    let code = match it.get("code")?.as_str()? {
        "malformed" => Code::Malformed,
        "version" => Code::Version,
        "unauthorized" => Code::Unauthorized,
        "origin" => Code::Origin,
        "unknown" => Code::Unknown,
        "not-found" => Code::NotFound,
        "method" => Code::Method,
        "expired" => Code::Expired,
        "too-large" => Code::TooLarge,
        "invalid" => Code::Invalid,
        "too-many" => Code::TooMany,
        "unavailable" => Code::Unavailable,
        _ => Code::Internal,
    };
    Some(Trouble { code, text: text(it, "text"), key: text(it, "key") })
}

/// The list embed.js and `store` keep.
pub fn unsent(body: &str) -> Vec<Keyed> {
    all(&json(body), |it| Some(Keyed { key: text(it, "key"), command: command(it.get("do")?)? }))
}

/// One command as it is written.
pub fn a_command(text: &str) -> Option<Command> {
    command(&json(text))
}

fn command(value: &Json) -> Option<Command> {
    let (name, it) = variant(value)?;
    Some(match name {
        "say" => Command::Say { text: text(it, "text"), page: it.get("page").map(page) },
        "person" => Command::Person {
            text: text(it, "text"),
            contact: it.get("contact").map(contact).unwrap_or_default(),
            page: it.get("page").map(page),
        },
        "choose" => Command::Choose { choice: choice(it.get("choice")?)? },
        "arrange" => Command::Arrange { how: arrangement(it.get("how")?)? },
        "leave" => Command::Leave { contact: contact(it.get("contact")?) },
        "fill" => {
            let fields = match it.get("fields") {
                Some(Json::Object(fields)) => fields.as_slice(),
                _ => &[],
            };
            let mut all = Fields::default();
            for (name, value) in fields {
                all.0.push((name.clone(), value.as_str()?.to_owned()));
            }
            Command::Fill { turn: small(it, "turn"), fields: all }
        }
        "cancel" => Command::Cancel { turn: small(it, "turn") },
        "stop" => Command::Stop { turn: small(it, "turn") },
        "rate" => Command::Rate {
            turn: small(it, "turn"),
            helped: it.get("helped")?.as_bool()?,
            why: text(it, "why"),
        },
        "score" => Command::Score {
            survey: small(it, "survey"),
            score: number(it, "score") as u8,
            note: text(it, "note"),
        },
        "end" => Command::End,
        _ => return None,
    })
}

fn contact(it: &Json) -> Contact {
    Contact { name: text(it, "name"), email: text(it, "email"), phone: text(it, "phone") }
}

pub fn page(it: &Json) -> Page {
    Page {
        url: text(it, "url"),
        title: text(it, "title"),
        language: text(it, "language"),
        headings: texts(it, "headings"),
        errors: texts(it, "errors"),
        script_errors: texts(it, "script_errors"),
        feature: text(it, "feature"),
        help: text(it, "help"),
        selection: text(it, "selection"),
        trail: texts(it, "trail"),
        browser: String::new(),
        viewport: text(it, "viewport"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write;
    use shared::wire::{Have, Request};

    fn s(text: &str) -> String {
        text.to_owned()
    }

    fn a_page() -> Page {
        Page {
            url: s("https://a.example/b"),
            title: s("t"),
            language: s("en"),
            headings: vec![s("h")],
            errors: vec![s("e")],
            script_errors: vec![s("se")],
            feature: s("f"),
            help: s("he"),
            selection: s("s"),
            trail: vec![s("/x")],
            browser: String::new(),
            viewport: s("1x2"),
        }
    }

    #[test]
    fn every_frame_that_serde_writes_is_read_back() {
        let entries = vec![
            Shown::Customer { key: s("k"), text: s("t") },
            Shown::Assistant {
                turn: 3,
                text: s("t"),
                sources: vec![Source { article: s("a"), title: s("t"), heading: s("h"), passage: s("p") }],
            },
            Shown::Withdrawn { turn: 2 },
            Shown::Person { name: s("n"), text: s("t"), picture: s("p") },
            Shown::Offer { text: s("t"), choices: vec![Choice::Person, Choice::Assistant] },
            Shown::Card {
                turn: 4,
                card: Card {
                    title: s("t"),
                    text: s("x"),
                    rows: vec![(s("l"), s("v"))],
                    fields: vec![Field {
                        name: s("n"),
                        label: s("l"),
                        kind: s("email"),
                        value: s("v"),
                        hint: s("h"),
                        options: vec![s("o")],
                        optional: true,
                    }],
                    state: s("form"),
                    go: s("g"),
                    cancel: s("c"),
                },
            },
            Shown::HandedOver { reference: s("r"), text: s("t") },
            Shown::Survey { survey: 2, about: About::Person, name: s("n"), open: true },
            Shown::Survey { survey: 3, about: About::Assistant, name: s(""), open: false },
            Shown::Attached {
                key: s("k"),
                name: s("n"),
                file: Attachment {
                    id: s("i"),
                    name: s("f.png"),
                    kind: s("image/png"),
                    bytes: 9,
                    width: 2,
                    height: 3,
                },
                url: s("https://u"),
            },
            Shown::Joined { name: s("n"), text: s("t"), picture: s("p") },
            Shown::Corrected { of: 3, text: s("t") },
            Shown::Notice { kind: Notice::Delivered, text: s("t") },
            Shown::Notice { kind: Notice::LeaveAddress, text: s("t") },
            Shown::Notice { kind: Notice::ContactAdded, text: s("t") },
            Shown::Notice { kind: Notice::Arranged, text: s("t") },
            Shown::Notice { kind: Notice::HandedBack, text: s("t") },
            Shown::Notice { kind: Notice::Closed, text: s("t") },
        ];
        let mut all: Vec<Frame> = entries
            .into_iter()
            .zip(1..)
            .map(|(entry, seq)| Frame::Shown { seq, at: 1_800_000_000_000, entry })
            .collect();
        for speaker in [Speaker::Assistant, Speaker::Team, Speaker::Person { name: s("n") }, Speaker::Nobody]
        {
            all.push(Frame::Status(Status {
                at: 1_800_000_000_000,
                speaker,
                reference: s("r"),
                answering: Some(4),
                promise: s("p"),
                waiting: s("queue"),
                ways: vec![Way::Wait, Way::Callback, Way::Email, Way::Ticket],
                slots: vec![Slot { at: 0, text: s("soon") }, Slot { at: 1_800_000_000_000, text: s("t") }],
                replies: vec![s("more"), s("other")],
            }));
        }
        all.extend([
            Frame::Delta { turn: 1, n: 2, text: s("x") },
            Frame::Partial { turn: 1, pieces: 2, text: s("xy") },
            Frame::Typing { name: s("n") },
            Frame::Done { keys: vec![s("k")] },
        ]);
        for code in [
            Code::Malformed,
            Code::Version,
            Code::Unauthorized,
            Code::Origin,
            Code::Unknown,
            Code::NotFound,
            Code::Method,
            Code::Expired,
            Code::TooLarge,
            Code::Invalid,
            Code::TooMany,
            Code::Internal,
            Code::Unavailable,
        ] {
            all.push(Frame::Trouble(Trouble { code, text: s("t"), key: s("k") }));
        }
        assert_eq!(frames(&serde_json::to_string(&all).unwrap()), all);
        let whole = Reply { v: 1, done: vec![s("k")], frames: all };
        assert_eq!(reply(&serde_json::to_string(&whole).unwrap()), Some(whole));
    }

    #[test]
    fn every_command_that_serde_writes_is_read_back() {
        let contact = Contact { name: s("n"), email: s("e"), phone: s("p") };
        let commands = [
            Command::Say { text: s("t"), page: Some(a_page()) },
            Command::Say { text: s("t"), page: None },
            Command::Person { text: s("t"), contact: contact.clone(), page: Some(a_page()) },
            Command::Person { text: s(""), contact: Contact::default(), page: None },
            Command::Choose { choice: Choice::Person },
            Command::Leave { contact },
            Command::Score { survey: 2, score: 4, note: s("n") },
            Command::Fill { turn: 7, fields: Fields(vec![(s("a"), s("b"))]) },
            Command::Fill { turn: 7, fields: Fields::default() },
            Command::Cancel { turn: 7 },
            Command::Arrange { how: Arrangement::Wait },
            Command::Arrange { how: Arrangement::Ticket },
            Command::Arrange { how: Arrangement::Email { email: s("e") } },
            Command::Arrange { how: Arrangement::Callback { at: 0, phone: s("1") } },
            Command::Arrange { how: Arrangement::Callback { at: 1_800_000_000_000, phone: s("1") } },
            Command::Stop { turn: 7 },
            Command::Rate { turn: 7, helped: true, why: s("w") },
            Command::End,
        ];
        let all: Vec<Keyed> = commands.into_iter().map(|command| Keyed { key: s("k"), command }).collect();
        assert_eq!(unsent(&serde_json::to_string(&all).unwrap()), all);
        assert_eq!(serde_json::from_str::<Vec<Keyed>>(&write::unsent(&all)).unwrap(), all);
        let have = Some(Have { turn: 3, pieces: 4 });
        for (token, have) in [(Some(s("t")), have), (None, None)] {
            let asked = Request { v: 1, token, commands: all.clone(), after: 7, have };
            assert_eq!(serde_json::from_str::<Request>(&write::request(&asked)).unwrap(), asked);
        }
    }

    #[test]
    fn what_embed_js_writes_is_read() {
        let list =
            unsent(r#"[{"key":"a","do":{"say":{"text":"hi"}}},{"key":"b","do":{"person":{}}},7,{"do":{}}]"#);
        assert_eq!(list.len(), 2);
        assert!(matches!(&list[1].command, Command::Person { text, page: None, .. } if text.is_empty()));
    }

    #[test]
    fn what_is_not_known_or_not_json_is_passed_over() {
        assert_eq!(
            frames(r#"[{"sparkle":{}},{"typing":{"name":"n"}},null,{"shown":{"seq":1}}]"#),
            [Frame::Typing { name: s("n") }]
        );
        assert_eq!(reply("<html>"), None);
        assert_eq!(reply("[]"), None);
        assert_eq!(trouble("<html>"), None);
        assert!(frames("{").is_empty() && unsent("").is_empty());
    }
}
