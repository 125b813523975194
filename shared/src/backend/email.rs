//! E-mail to the team, by Resend, Postmark or SendGrid: a mail per handoff, later words in the same thread. One way;
//! `reply-to` is the customer's address where they left one, so an answer reaches them.
//!
//! Mapping after the services' OpenAPI (`POST /emails`, `POST /email`, `POST /v3/mail/send`). Resend takes an
//! `Idempotency-Key`; the others have none, but the mail's `Message-ID` is our key, and mail programs show a message
//! they have once only.

use super::talk::{Next, Talk, by_words, impossible, success};
use super::{Backend, Delivery, Setting, Words};
use crate::conversation::{Cargo, DeliveryEnd};
use crate::destination::{self, Asking, Found, State};
use crate::http::{FillKind, HttpRequest};
use crate::packet::render::{self, Form};
use crate::policy::Words as _;
use serde_json::{Value, json};

/// E-mail by one of the services.
pub struct Email(pub Service);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    Resend,
    Postmark,
    SendGrid,
}

const RESEND: &str = "https://api.resend.com";
const POSTMARK: &str = "https://api.postmarkapp.com";
const SENDGRID: &str = "https://api.sendgrid.com";

/// Far below what the services take (10 MB and more); a person reads it.
const MAIL: usize = 200_000;

impl Backend for Email {
    fn kind(&self) -> &'static str {
        match self.0 {
            Service::Resend => "resend",
            Service::Postmark => "postmark",
            Service::SendGrid => "sendgrid",
        }
    }

    fn means(&self) -> &'static str {
        match self.0 {
            Service::Resend => {
                "E-mail to the team by Resend, one way; a reply goes to the customer's address."
            }
            Service::Postmark => {
                "E-mail to the team by Postmark, one way; a reply goes to the customer's address."
            }
            Service::SendGrid => {
                "E-mail to the team by SendGrid, one way; a reply goes to the customer's address."
            }
        }
    }

    fn settings(&self) -> &'static [Setting] {
        &[
            ("key", "the API key (Postmark: the server token)"),
            ("from", "the sender's address, of a domain the service knows"),
            ("to", "the team's address"),
        ]
    }

    fn options(&self) -> &'static [Setting] {
        &[("url", "another address of the service, as in `https://api.eu.sendgrid.com`")]
    }

    fn mapping(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("goal, reference", "subject"),
            ("briefing, transcript", "text and HTML"),
            ("priority", "header `X-Priority`: 1 urgent, 2 high, 3 normal, 5 low"),
            ("customer's address", "reply-to"),
            (
                "delivery key",
                "`Message-ID`; the packet's is in `References` of later mails; Resend also `Idempotency-Key`",
            ),
        ]
    }

    /// The key only: whether anybody reads the team's address, no service knows.
    fn places(&self, asking: &Asking<'_>, talk: &mut Talk<'_>) -> Result<Vec<Found>, Next> {
        let tool = asking.tool;
        let get = |usual: &str, path: &str| HttpRequest::new("GET", format!("{}{path}", tool.base(usual)));
        let bearer =
            |request: HttpRequest| request.with("authorization", format!("Bearer {}", tool.secret("key")));
        let state = match self.0 {
            Service::Resend => {
                let answer = talk.ask_any(bearer(get(RESEND, "/domains")))?;
                // A key that may only send may not look around, and says so: that is all that is needed.
                if answer.body.contains("restricted_api_key") {
                    State::There("a key that may send".to_owned())
                } else {
                    destination::state(answer, |_| State::There("the key works".to_owned()))
                }
            }
            Service::Postmark => {
                let request = get(POSTMARK, "/server").with("x-postmark-server-token", tool.secret("key"));
                destination::state(talk.ask_any(request)?, |value| destination::there(&value["Name"]))
            }
            Service::SendGrid => {
                destination::state(talk.ask_any(bearer(get(SENDGRID, "/v3/scopes")))?, |value| {
                    let scopes = value["scopes"].as_array();
                    match scopes.is_some_and(|all| all.contains(&json!("mail.send"))) {
                        true => State::There("a key that may send".to_owned()),
                        false => destination::gone("the key may not send: give it the scope `mail.send`"),
                    }
                })
            }
        };
        Ok(vec![("key", state)])
    }

    fn deliver(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
        let packet = delivery.packet();
        let subject = render::title(&packet, 180);
        let (text, html) = match (delivery.cargo, delivery.words()) {
            (Cargo::Packet, _) => {
                (render::note(&packet, Form::Plain, MAIL), render::note(&packet, Form::Html, MAIL))
            }
            (_, Some((_, words))) => {
                let head = if matches!(words, Words::Said(_)) { "The customer wrote:\n\n" } else { "" };
                let text = format!("{head}{}", words.text());
                (render::escape(&text, Form::Plain, MAIL), render::escape(&text, Form::Html, MAIL))
            }
            _ => return Ok(String::new()),
        };
        let mail = Mail { subject, text, html, thread: thread(delivery), priority: packet.priority.word() };
        let answer = talk.ask_any(self.request(delivery, &mail))?;
        match self.0 {
            Service::SendGrid => match by_words(answer) {
                DeliveryEnd::Accepted { .. } => Ok(answer.header("x-message-id").unwrap_or("").to_owned()),
                end => Err(Next::Done(end)),
            },
            Service::Resend => {
                let id = success(answer)?["id"].as_str().unwrap_or("").to_owned();
                if id.is_empty() {
                    Err(impossible("it took the mail without an id: check the address"))
                } else {
                    Ok(id)
                }
            }
            // 200 with a code that is not 0 is a no.
            Service::Postmark => match success(answer)? {
                said if said["ErrorCode"] == json!(0) => {
                    Ok(said["MessageID"].as_str().unwrap_or("").to_owned())
                }
                said => {
                    Err(impossible(&format!("it said no with code {}: check the sender", said["ErrorCode"])))
                }
            },
        }
    }
}

struct Mail {
    subject: String,
    text: String,
    html: String,
    /// Names and values of the mail's own headers
    thread: Vec<(&'static str, String)>,
    priority: &'static str,
}

/// Our key as the mail's id; later mails name the packet's, so that programs show one thread.
fn thread(delivery: &Delivery<'_>) -> Vec<(&'static str, String)> {
    let id = |key: &str| format!("<{key}@baton.invalid>");
    let mut headers = vec![("Message-ID", id(delivery.key))];
    if *delivery.cargo != Cargo::Packet {
        let packet = format!("{}.packet.{}", delivery.external_id(), delivery.backend.name);
        headers.push(("In-Reply-To", id(&packet)));
        headers.push(("References", id(&packet)));
    }
    headers
}

impl Email {
    fn request(&self, delivery: &Delivery<'_>, mail: &Mail) -> HttpRequest {
        let priority = match mail.priority {
            "urgent" => "1",
            "high" => "2",
            "low" => "5",
            _ => "3",
        };
        let mut headers = mail.thread.clone();
        headers.push(("X-Priority", priority.to_owned()));
        let customer = address(&delivery.conversation.contact.email);
        match self.0 {
            Service::Resend => {
                let mut body = json!({
                    "from": "", "to": [""], "subject": mail.subject, "text": mail.text, "html": mail.html,
                    "headers": object(&headers),
                });
                if let Some(customer) = customer {
                    body["reply_to"] = json!(customer);
                }
                self.post(delivery, RESEND, "/emails", &body, ["/from", "/to/0"])
                    .with("authorization", format!("Bearer {}", delivery.secret("key")))
                    .with("idempotency-key", delivery.key)
            }
            Service::Postmark => {
                // Without it Postmark writes a Message-ID of its own.
                headers.push(("X-PM-KeepID", "true".to_owned()));
                let headers: Vec<Value> =
                    headers.iter().map(|(name, value)| json!({ "Name": name, "Value": value })).collect();
                let mut body = json!({
                    "From": "", "To": "", "Subject": mail.subject, "TextBody": mail.text, "HtmlBody": mail.html,
                    "Headers": headers, "Metadata": { "baton": delivery.handoff.reference },
                });
                if let Some(customer) = customer {
                    body["ReplyTo"] = json!(customer);
                }
                self.post(delivery, POSTMARK, "/email", &body, ["/From", "/To"])
                    .with("accept", "application/json")
                    .with("x-postmark-server-token", delivery.secret("key"))
            }
            Service::SendGrid => {
                let mut body = json!({
                    "personalizations": [{ "to": [{ "email": "" }] }],
                    "from": { "email": "" },
                    "subject": mail.subject,
                    "content": [
                        { "type": "text/plain", "value": mail.text },
                        { "type": "text/html", "value": mail.html },
                    ],
                    "headers": object(&headers),
                });
                if let Some(customer) = customer {
                    body["reply_to"] = json!({ "email": customer });
                }
                let places = ["/from/email", "/personalizations/0/to/0/email"];
                self.post(delivery, SENDGRID, "/v3/mail/send", &body, places)
                    .with("authorization", format!("Bearer {}", delivery.secret("key")))
            }
        }
    }

    fn post(
        &self,
        delivery: &Delivery<'_>,
        usual: &str,
        path: &str,
        body: &Value,
        [from, to]: [&str; 2],
    ) -> HttpRequest {
        let mut request = HttpRequest::json("POST", format!("{}{path}", delivery.base(usual)), body);
        delivery.fill(&mut request, from, "from", FillKind::Text);
        delivery.fill(&mut request, to, "to", FillKind::Text);
        request
    }
}

fn object(headers: &[(&str, String)]) -> Value {
    headers.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect()
}

/// An address a mail may be answered to: one, plain, and no trick with headers.
fn address(text: &str) -> Option<&str> {
    let (local, domain) = text.split_once('@')?;
    let plain = |part: &str| {
        !part.is_empty()
            && part.len() < 120
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_+'".contains(&b))
    };
    (plain(local) && plain(domain) && domain.contains('.')).then_some(text)
}
