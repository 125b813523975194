//! Zendesk Support: a ticket that starts with the packet as an internal note; public replies come back.
//!
//! Mapping after Zendesk's OpenAPI of the Support API and developer.zendesk.com ("Tickets", "Creating and updating
//! tickets", "Ticket events", "Verifying webhooks"). Creating is under `Idempotency-Key`, which lives two hours, and
//! after a search by `external_id`, which lives forever but lags. A first comment that is internal makes the ticket
//! start private: the requester gets no mail.
//!
//! Replies: a webhook in Admin Center subscribed to *Comment added* and *Status changed* of tickets, to `/hook/{name}`.

use super::talk::{Next, Talk, id, success};
use super::{Backend, Delivery, Heard, News, Of, Setting, Words, plain};
use crate::conversation::{Cargo, DeliveryEnd, Event};
use crate::destination::{self, Asking, Found, State};
use crate::http::{Arrived, FillKind, HttpRequest, Sign, encode};
use crate::packet::render::{self, Form};
use crate::policy::Words as _;
use crate::signature::Scheme;
use crate::site;
use serde_json::{Value, json};

pub struct Zendesk;

/// A comment holds 64 kB (65,535 bytes).
const COMMENT: usize = 60_000;

impl Backend for Zendesk {
    fn kind(&self) -> &'static str {
        "zendesk"
    }

    fn means(&self) -> &'static str {
        "Zendesk Support: a ticket per handoff with the packet as its first internal note; public replies of agents come back."
    }

    fn settings(&self) -> &'static [Setting] {
        &[
            ("url", "the address of your Zendesk, as in `https://acme.zendesk.com`"),
            ("email", "the e-mail address of the agent the token belongs to"),
            ("token", "an API token"),
        ]
    }

    fn options(&self) -> &'static [Setting] {
        &[
            ("webhook-secret", "the signing secret of the webhook; without it replies do not come back"),
            ("reason-field", "the id of a custom ticket field for the reason code"),
            ("group", "the id of the group new tickets go to"),
        ]
    }

    fn mapping(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("goal, reference", "`subject`"),
            ("briefing, transcript", "first `comment`, `public: false`"),
            ("priority", "`priority`: urgent, high, normal, low"),
            (
                "reason, layer, language",
                "`tags`; the reason also in `custom_fields`, where `reason-field` is set",
            ),
            ("customer", "`requester`, or a user of its own by `external_id` where there is no address"),
            ("conversation, number of the handoff", "`external_id`"),
            ("what the customer says later", "`comment` by the requester, `public: true`"),
            ("closed", "`status: solved`"),
        ]
    }

    fn places(&self, asking: &Asking<'_>, talk: &mut Talk<'_>) -> Result<Vec<Found>, Next> {
        let tool = asking.tool;
        let mut look = |path: &str, read: &dyn Fn(&Value) -> State| {
            let mut request = HttpRequest::new("GET", format!("{}/api/v2/{path}", tool.var("url")));
            let user = format!("{}/token", tool.var("email"));
            request.sign = Some(Sign::Basic { user, password: tool.secret("token") });
            Ok::<_, Next>(destination::state(talk.ask_any(request)?, read))
        };
        let token =
            look("users/me.json", &|value| match value.pointer("/user/role").and_then(Value::as_str) {
                Some("admin" | "agent") => destination::there(&value["user"]["name"]),
                _ => destination::gone("the key is no agent's: check `email` and `token`"),
            })?;
        let mut found = vec![("token", token)];
        if tool.has("group") {
            let path = format!("groups/{}.json", tool.var("group"));
            let group = look(&path, &|value| match value.pointer("/group/deleted") {
                Some(Value::Bool(true)) => destination::gone("the group is deleted"),
                _ => destination::there(&value["group"]["name"]),
            })?;
            found.push(("group", group));
        }
        if tool.has("reason-field") {
            let path = format!("ticket_fields/{}.json", tool.var("reason-field"));
            let field = look(&path, &|value| match value.pointer("/ticket_field/active") {
                Some(Value::Bool(false)) => destination::gone("the field is switched off"),
                _ => destination::there(&value["ticket_field"]["title"]),
            })?;
            found.push(("reason-field", field));
        }
        Ok(found)
    }

    fn deliver(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
        let ticket = delivery.ticket();
        match delivery.cargo {
            Cargo::Packet => packet(delivery, talk),
            Cargo::Said { .. } | Cargo::Contact { .. } | Cargo::Late { .. } | Cargo::Withdrawn => {
                let Some((_, words)) = delivery.words() else { return Ok(String::new()) };
                let path = format!("/api/v2/tickets/{ticket}");
                // The mark in the metadata of a comment cannot be set by us, so the words themselves are looked for,
                // from the newest on: within a conversation they come in order.
                let comments =
                    talk.ask(request(delivery, "GET", &format!("{path}/comments?sort_order=desc"), None))?;
                let (comment, by_customer) = match &words {
                    Words::Said(text) => (json!({ "body": text, "public": true }), true),
                    Words::Left(text) => (json!({ "body": text, "public": false }), false),
                };
                if is_there(&comments, delivery, words.text()) {
                    return Ok(String::new());
                }
                let mut comment = comment;
                if by_customer {
                    let shown = talk.ask(request(delivery, "GET", &path, None))?;
                    comment["author_id"] = shown["ticket"]["requester_id"].clone();
                }
                let body = json!({ "ticket": { "comment": comment } });
                talk.ask(request(delivery, "PUT", &path, Some(&body)))?;
                Ok(String::new())
            }
            Cargo::Claimed | Cargo::Bug | Cargo::Alarm => Ok(String::new()),
            Cargo::Closed => {
                let body = json!({ "ticket": { "status": "solved" } });
                let path = format!("/api/v2/tickets/{ticket}");
                let answer = talk.ask_any(request(delivery, "PUT", &path, Some(&body)))?;
                // Solving may need fields only an agent can fill, and a closed ticket cannot be changed: both are
                // the team's own business.
                if answer.status == 422 { Ok(String::new()) } else { success(answer).map(|_| String::new()) }
            }
        }
    }

    fn find(&self, delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<Option<String>, Next> {
        found(delivery, talk)
    }

    fn signed_by(&self) -> Option<(Scheme, &'static str)> {
        Some((Scheme::Zendesk, "webhook-secret"))
    }

    fn hear(&self, arrived: &Arrived, _: &site::Backend, _: &mut Talk<'_>) -> Result<Heard, Next> {
        Ok(read(&arrived.body))
    }
}

fn read(body: &str) -> Heard {
    let Ok(body) = serde_json::from_str::<Value>(body) else {
        return Heard::NotUnderstood(
            "the body is not JSON: subscribe the webhook to ticket events".to_owned(),
        );
    };
    let text = |pointer: &str| body.pointer(pointer).and_then(Value::as_str).unwrap_or("");
    let Some((conversation, _)) = text("/detail/external_id").split_once('.') else {
        return Heard::Nothing("the ticket is not one of ours");
    };
    let ticket = id(&body["detail"]["id"]).unwrap_or_default();
    let name = Some(text("/event/comment/author/name")).filter(|name| !name.is_empty()).unwrap_or("Support");
    let name = name.to_owned();
    let event = match text("/type") {
        "zen:event-type:ticket.comment_added" => {
            let is = |pointer: &str| body.pointer(pointer) == Some(&json!(true));
            let said = text("/event/comment/body").trim();
            let (public, staff) = (is("/event/comment/is_public"), is("/event/comment/author/is_staff"));
            if !staff || !public && said != "!back" {
                return Heard::Nothing("an internal note, or the customer's own words");
            }
            // Comments we write for the requester are not by staff; without a requester of its own they would be.
            if public {
                Event::PersonSaid { name, text: plain::from_markdown(said) }
            } else {
                Event::PersonHandedBack { name }
            }
        }
        "zen:event-type:ticket.status_changed" => {
            let status = text("/event/current").to_ascii_uppercase();
            if !matches!(status.as_str(), "SOLVED" | "CLOSED") {
                return Heard::Nothing("the ticket goes on");
            }
            Event::PersonClosed { name }
        }
        _ => return Heard::Nothing("not a comment and not the end"),
    };
    if matches!(&event, Event::PersonSaid { text, .. } if text.is_empty()) {
        return Heard::Nothing("the comment is empty");
    }
    let of = Of::Both { conversation: conversation.to_owned(), ticket };
    Heard::News(vec![News::new(of, text("/id"), event)])
}

fn packet(delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<String, Next> {
    if let Some(ticket) = found(delivery, talk)? {
        return Ok(ticket);
    }
    let packet = delivery.packet();
    let contact = &packet.customer.claimed;
    let name = if contact.name.is_empty() {
        format!("Visitor {}", packet.reference)
    } else {
        render::escape(&render::one_line(&contact.name), Form::Plain, 100)
    };
    let mut ticket = json!({
        "subject": render::title(&packet, 150),
        "comment": { "html_body": render::note(&packet, Form::Html, COMMENT), "public": false },
        "external_id": delivery.external_id(),
        "priority": packet.priority.word(),
        "tags": [
            "baton", packet.escalation.reason.word(), packet.escalation.layer.word(),
            format!("lang-{}", packet.language),
        ],
    });
    if contact.email.is_empty() {
        // By `external_id` only: by an address, somebody else's name could be overwritten by a stranger.
        let user =
            json!({ "user": { "name": name, "external_id": delivery.conversation.id, "role": "end-user" } });
        let user = talk.ask(request(delivery, "POST", "/api/v2/users/create_or_update", Some(&user)))?;
        ticket["requester_id"] = user["user"]["id"].clone();
    } else {
        ticket["requester"] = json!({ "name": name, "email": contact.email });
    }
    if delivery.has("reason-field") {
        ticket["custom_fields"] = json!([{ "id": 0, "value": packet.escalation.reason.word() }]);
    }
    if delivery.has("group") {
        ticket["group_id"] = json!(0);
    }
    let mut create = request(delivery, "POST", "/api/v2/tickets", Some(&json!({ "ticket": ticket })))
        .with("idempotency-key", delivery.key);
    delivery.fill(&mut create, "/ticket/custom_fields/0/id", "reason-field", FillKind::Number);
    delivery.fill(&mut create, "/ticket/group_id", "group", FillKind::Number);
    let answer = talk.ask_any(create)?;
    if answer.status == 400 && answer.body.to_ascii_lowercase().contains("idempot") {
        // An earlier try made it with other details (an address came in between); the search will find it soon.
        return Err(Next::Done(DeliveryEnd::Refused {
            why: "it has the ticket from an earlier try and does not name it yet".to_owned(),
            after: Some(20_000),
        }));
    }
    id(&success(answer)?["ticket"]["id"])
}

/// The ticket of this handoff, by our name for it.
fn found(delivery: &Delivery<'_>, talk: &mut Talk<'_>) -> Result<Option<String>, Next> {
    let query = format!("type:ticket external_id:{}", delivery.external_id());
    let search = format!("/api/v2/search?query={}", encode(&query));
    let found = talk.ask(request(delivery, "GET", &search, None))?;
    let mut results = found["results"].as_array().into_iter().flatten();
    let ours = results.find(|ticket| ticket["external_id"] == json!(delivery.external_id()));
    Ok(ours.and_then(|ticket| id(&ticket["id"]).ok()))
}

/// Whether these words stand in a comment that is not older than they are.
fn is_there(comments: &Value, delivery: &Delivery<'_>, text: &str) -> bool {
    let since = delivery.words().map_or(0, |(at, _)| at);
    comments["comments"].as_array().is_some_and(|comments| {
        comments.iter().any(|comment| {
            let at = comment["created_at"].as_str().and_then(crate::date::from_iso).unwrap_or(0);
            let said = comment["plain_body"].as_str().or(comment["body"].as_str()).unwrap_or("");
            at + 1000 >= since && render::one_line(said) == render::one_line(text)
        })
    })
}

fn request(delivery: &Delivery<'_>, method: &str, path: &str, body: Option<&Value>) -> HttpRequest {
    let url = format!("{}{path}", delivery.var("url"));
    let mut request = match body {
        Some(body) => HttpRequest::json(method, url, body),
        None => HttpRequest::new(method, url),
    };
    request.sign = Some(Sign::Basic {
        user: format!("{}/token", delivery.var("email")),
        password: delivery.secret("token"),
    });
    request
}
