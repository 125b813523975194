//! Writes what goes to the Worker and into the list of unsent commands, as serde would (`read.rs` compares the two).
//!
//! By hand for the same reason as reading: serde's writers of the same types are two kilobytes (brotli).

use crate::json::Writer;
use shared::page::Page;
use shared::wire::{Arrangement, Choice, Command, Contact, Keyed, Request};

/// The body of a request.
pub fn request(request: &Request) -> String {
    let mut out = Writer::default();
    out.open('{');
    out.name("v");
    out.number(request.v.into());
    out.field("token", request.token.as_deref().unwrap_or_default());
    out.name("commands");
    commands(&mut out, &request.commands);
    out.name("after");
    out.number(request.after);
    if let Some(have) = request.have {
        out.name("have");
        out.open('{');
        out.name("turn");
        out.number(have.turn.into());
        out.name("pieces");
        out.number(have.pieces.into());
        out.close('}');
    }
    out.close('}');
    out.0
}

/// The list embed.js and `store` keep.
pub fn unsent(all: &[Keyed]) -> String {
    let mut out = Writer::default();
    commands(&mut out, all);
    out.0
}

fn commands(out: &mut Writer, all: &[Keyed]) {
    out.open('[');
    for Keyed { key, command: what } in all {
        out.open('{');
        out.name("key");
        out.text(key);
        out.name("do");
        command(out, what);
        out.close('}');
    }
    out.close(']');
}

/// `{"name": {fields}}`.
fn inside(out: &mut Writer, name: &str, fields: impl FnOnce(&mut Writer)) {
    out.open('{');
    out.name(name);
    out.open('{');
    fields(out);
    out.close('}');
    out.close('}');
}

fn command(out: &mut Writer, command: &Command) {
    match command {
        Command::Say { text, page: about } => inside(out, "say", |out| {
            out.name("text");
            out.text(text);
            page(out, about.as_ref());
        }),
        Command::Person { text, contact: left, page: about } => inside(out, "person", |out| {
            out.field("text", text);
            contact(out, left);
            page(out, about.as_ref());
        }),
        Command::Choose { choice } => inside(out, "choose", |out| {
            out.field(
                "choice",
                match choice {
                    Choice::Person => "person",
                    Choice::Assistant => "assistant",
                },
            );
        }),
        Command::Identify { token } => inside(out, "identify", |out| {
            // Also an empty one: it says that nobody is signed in.
            out.name("token");
            out.text(token);
        }),
        Command::Leave { contact: left } => inside(out, "leave", |out| contact(out, left)),
        Command::Fill { turn, fields } => inside(out, "fill", |out| {
            out.name("turn");
            out.number((*turn).into());
            out.name("fields");
            out.open('{');
            for (name, value) in &fields.0 {
                out.name(name);
                out.text(value);
            }
            out.close('}');
        }),
        Command::Cancel { turn } => inside(out, "cancel", |out| {
            out.name("turn");
            out.number((*turn).into());
        }),
        Command::Arrange { how } => inside(out, "arrange", |out| {
            out.name("how");
            match how {
                Arrangement::Wait => out.text("wait"),
                Arrangement::Ticket => out.text("ticket"),
                Arrangement::Email { email } => inside(out, "email", |out| out.field("email", email)),
                Arrangement::Callback { at, phone } => inside(out, "callback", |out| {
                    out.name("at");
                    out.number(*at);
                    out.field("phone", phone);
                }),
            }
        }),
        Command::Score { survey, score, note } => inside(out, "score", |out| {
            out.name("survey");
            out.number((*survey).into());
            out.name("score");
            out.number((*score).into());
            out.field("note", note);
        }),
        Command::Stop { turn } => inside(out, "stop", |out| {
            out.name("turn");
            out.number((*turn).into());
        }),
        Command::Rate { turn, helped, why } => inside(out, "rate", |out| {
            out.name("turn");
            out.number((*turn).into());
            out.name("helped");
            out.bool(*helped);
            out.field("why", why);
        }),
        Command::End => out.text("end"),
    }
}

fn contact(out: &mut Writer, contact: &Contact) {
    if !contact.is_empty() {
        out.name("contact");
        out.open('{');
        out.field("name", &contact.name);
        out.field("email", &contact.email);
        out.field("phone", &contact.phone);
        out.close('}');
    }
}

fn page(out: &mut Writer, page: Option<&Page>) {
    let Some(page) = page else { return };
    out.name("page");
    out.open('{');
    for (name, text) in [
        ("url", &page.url),
        ("title", &page.title),
        ("language", &page.language),
        ("feature", &page.feature),
        ("help", &page.help),
        ("selection", &page.selection),
        ("viewport", &page.viewport),
    ] {
        out.field(name, text);
    }
    for (name, all) in [
        ("headings", &page.headings),
        ("errors", &page.errors),
        ("script_errors", &page.script_errors),
        ("trail", &page.trail),
    ] {
        if !all.is_empty() {
            out.name(name);
            out.open('[');
            all.iter().for_each(|text| out.text(text));
            out.close(']');
        }
    }
    out.close('}');
}
