//! Webhooks as the tools send them, cut to what is read.

use super::*;
use expect_test::{Expect, expect};

fn heard(kind: &str, body: &str, answers: &[HttpResponse]) -> String {
    heard_with(kind, body, answers, ("x-chatwoot-delivery", "d-1"))
}

fn heard_with(kind: &str, body: &str, answers: &[HttpResponse], header: (&str, &str)) -> String {
    let site = site();
    let configured = site.backends.iter().find(|one| one.kind == kind).expect("all are configured");
    let headers = vec![(header.0.to_owned(), header.1.to_owned())];
    let arrived = Arrived { method: "POST".to_owned(), url: String::new(), headers, body: body.to_owned() };
    let backend = of_kind(kind).expect("it is in the registry");
    match backend.hear(&arrived, configured, &mut Talk::new(answers)) {
        Ok(Heard::News(all)) => all
            .iter()
            .map(|news| format!("{:?} {} {:?}", news.of, news.key, news.event))
            .collect::<Vec<_>>()
            .join("\n"),
        Ok(Heard::Nothing(why)) => format!("nothing: {why}"),
        Ok(Heard::Answer(words)) => format!("answer: {words}"),
        Ok(Heard::NotUnderstood(why)) => format!("not understood: {why}"),
        Err(Next::Send(request)) => format!("asks {} {}", request.method, request.url),
        Err(Next::Done(end)) => format!("{end:?}"),
    }
}

fn check(kind: &str, body: &Value, expected: Expect) {
    expected.assert_eq(&heard(kind, &body.to_string(), &[]));
}

#[test]
fn slack_replies_with_the_mark_go_to_the_customer_and_nothing_else() {
    check("slack", &json!({ "type": "url_verification", "challenge": "c1" }), expect!["answer: c1"]);
    let event = |more: Value| {
        let mut event =
            json!({ "type": "message", "channel": "C1", "user": "U1", "ts": "1.2", "thread_ts": "1.1" });
        for (key, value) in more.as_object().into_iter().flatten() {
            event[key] = value.clone();
        }
        json!({ "type": "event_callback", "event_id": "E1", "event": event })
    };
    let user = answer(200, &[], r#"{"ok":true,"user":{"profile":{"display_name":"Sarah"}}}"#);
    let reply =
        event(json!({ "text": "&gt; It is <https://a.example/x|on its way> &amp; soon\n&gt; there" }));
    check("slack", &reply, expect!["asks GET {var:SLACK_URL}/users.info?user=U1"]);
    expect![[r#"Ticket("1.1") C1:1.2 PersonSaid { name: "Sarah", text: "It is on its way (https://a.example/x) & soon\nthere" }"#]]
        .assert_eq(&heard("slack", &reply.to_string(), std::slice::from_ref(&user)));
    // A name that cannot be had is no reason to lose the words.
    let nameless = answer(503, &[], "");
    expect![[r#"Ticket("1.1") C1:1.2 PersonClosed { name: "Support" }"#]].assert_eq(&heard(
        "slack",
        &event(json!({ "text": "!close" })).to_string(),
        &[nameless],
    ));
    check(
        "slack",
        &event(json!({ "text": "who takes it?" })),
        expect!["nothing: it stays in the team: it does not begin with `>`"],
    );
    check(
        "slack",
        &event(json!({ "text": "> x", "bot_id": "B1" })),
        expect!["nothing: a bot wrote it, or it is an edit"],
    );
    check(
        "slack",
        &event(json!({ "text": "> x", "subtype": "message_changed" })),
        expect!["nothing: a bot wrote it, or it is an edit"],
    );
    check(
        "slack",
        &event(json!({ "text": "> x", "thread_ts": "" })),
        expect!["nothing: it is not a reply in a thread"],
    );
}

#[test]
fn zendesk_public_comments_of_staff_come_back() {
    let comment = |public: bool, staff: bool| {
        json!({
            "type": "zen:event-type:ticket.comment_added", "id": "w1",
            "detail": { "external_id": "0123456789abcdef0123456789abcdef.1", "id": "5" },
            "event": { "comment": { "author": { "is_staff": staff, "name": "Sarah" }, "body": "On its way.", "is_public": public } },
        })
    };
    check(
        "zendesk",
        &comment(true, true),
        expect![[
            r#"Conversation("0123456789abcdef0123456789abcdef") w1 PersonSaid { name: "Sarah", text: "On its way." }"#
        ]],
    );
    check(
        "zendesk",
        &comment(false, true),
        expect!["nothing: an internal note, or the customer's own words"],
    );
    check(
        "zendesk",
        &comment(true, false),
        expect!["nothing: an internal note, or the customer's own words"],
    );
    let solved = json!({
        "type": "zen:event-type:ticket.status_changed", "id": "w2",
        "detail": { "external_id": "0123456789abcdef0123456789abcdef.1" }, "event": { "current": "SOLVED" },
    });
    check(
        "zendesk",
        &solved,
        expect![[r#"Conversation("0123456789abcdef0123456789abcdef") w2 PersonClosed { name: "Support" }"#]],
    );
    check(
        "zendesk",
        &json!({ "type": "x", "detail": { "external_id": null } }),
        expect!["nothing: the ticket is not one of ours"],
    );
}

#[test]
fn chatwoot_messages_of_agents_come_back_and_ours_do_not() {
    let message = |kind: &str, private: bool, sender: &str| {
        json!({
            "event": "message_created", "id": 41, "message_type": kind, "private": private, "content": "On its way.",
            "sender": { "type": sender, "name": "Sarah" }, "attachments": [{ "data_url": "https://cw.example/a.png" }],
            "conversation": { "id": 9, "custom_attributes": { "baton_conversation": "0123456789abcdef0123456789abcdef" } },
        })
    };
    check(
        "chatwoot",
        &message("outgoing", false, "user"),
        expect![[
            r#"Conversation("0123456789abcdef0123456789abcdef") message-41 PersonSaid { name: "Sarah", text: "On its way.\nhttps://cw.example/a.png" }"#
        ]],
    );
    check(
        "chatwoot",
        &message("outgoing", true, "user"),
        expect!["nothing: the customer's own words, or an internal note"],
    );
    check(
        "chatwoot",
        &message("incoming", false, "contact"),
        expect!["nothing: the customer's own words, or an internal note"],
    );
    check("chatwoot", &message("outgoing", false, "agent_bot"), expect!["nothing: a bot wrote it"]);
    let closed = json!({
        "event": "conversation_status_changed", "status": "resolved", "meta": { "assignee": { "name": "Sarah" } },
        "custom_attributes": { "baton_conversation": "0123456789abcdef0123456789abcdef" },
    });
    check(
        "chatwoot",
        &closed,
        expect![[
            r#"Conversation("0123456789abcdef0123456789abcdef") closed-d-1 PersonClosed { name: "Sarah" }"#
        ]],
    );
}

#[test]
fn intercom_replies_come_back_as_plain_words() {
    let replied = |topic: &str, author: &str, part: &str| {
        json!({
            "type": "notification_event", "id": "notif_1", "topic": topic,
            "data": { "item": { "id": "77", "conversation_parts": { "conversation_parts": [
                { "id": "p1", "part_type": part, "body": "<p>On its <b>way</b> &amp; soon</p>", "author": { "type": author, "name": "Sarah" } },
            ]}}},
        })
    };
    check(
        "intercom",
        &replied("conversation.admin.replied", "admin", "comment"),
        expect![[r#"Ticket("77") p1 PersonSaid { name: "Sarah", text: "On its way & soon" }"#]],
    );
    check(
        "intercom",
        &replied("conversation.admin.closed", "admin", "close"),
        expect![[r#"
        Ticket("77") p1 PersonSaid { name: "Sarah", text: "On its way & soon" }
        Ticket("77") p1-closed PersonClosed { name: "Sarah" }"#]],
    );
    check(
        "intercom",
        &replied("conversation.admin.replied", "bot", "comment"),
        expect!["nothing: a bot or an internal note"],
    );
    check(
        "intercom",
        &replied("conversation.admin.noted", "admin", "note"),
        expect!["nothing: neither a reply nor the end"],
    );
}

#[test]
fn sunshine_tells_several_at_once_and_ours_are_dropped() {
    let message = |id: &str, author: &str, source: &str| {
        json!({ "id": id, "type": "conversation:message", "payload": {
            "conversation": { "id": "c-1" },
            "message": { "author": { "type": author, "displayName": "Sarah" }, "source": { "type": source }, "content": { "type": "text", "text": "On its way." } },
        }})
    };
    let closed = json!({ "id": "e5", "type": "switchboard:passControl", "payload": { "conversation": { "id": "c-1" }, "reason": "ticketClosed" } });
    let events = json!({ "events": [message("e1", "business", "zd:agentWorkspace"), message("e2", "business", "api:conversations"), message("e3", "user", "api:conversations"), closed] });
    check(
        "sunshine",
        &events,
        expect![[r#"
        Ticket("c-1") e1 PersonSaid { name: "Sarah", text: "On its way." }
        Ticket("c-1") e5 PersonClosed { name: "Support" }"#]],
    );
}

#[test]
fn help_scout_replies_of_people_come_back_in_order_and_notes_do_not() {
    let thread = |id: u64, kind: &str, by: &str, text: &str| {
        json!({
            "id": id, "type": kind, "state": "published", "body": text,
            "createdBy": { "id": 4, "type": by, "first": "Sarah", "last": "Bird" },
        })
    };
    let conversation = |threads: Value| json!({ "id": 8, "number": 12, "status": "active", "_embedded": { "threads": threads } });
    let event = ("x-helpscout-event", "convo.agent.reply.created");
    let threads = json!([
        thread(3, "message", "user", "<p>It is <b>on its way</b></p>"),
        thread(2, "message", "user", "Hello"),
        thread(1, "customer", "customer", "Where is it?"),
        thread(4, "note", "user", "a secret"),
    ]);
    expect![[r#"
        Ticket("8") 2 PersonSaid { name: "Sarah Bird", text: "Hello" }
        Ticket("8") 3 PersonSaid { name: "Sarah Bird", text: "It is on its way" }"#]]
    .assert_eq(&heard_with("helpscout", &conversation(threads).to_string(), &[], event));
    let draft = json!([{ "id": 5, "type": "message", "state": "draft", "body": "x", "createdBy": { "type": "user" } }]);
    expect!["nothing: no published reply of a person"].assert_eq(&heard_with(
        "helpscout",
        &conversation(draft).to_string(),
        &[],
        event,
    ));
    let closed = json!({ "id": 8, "status": "closed", "closedAt": "2026-01-02T03:04:05Z", "closedByUser": { "first": "Sarah" } });
    expect![[r#"Ticket("8") closed-2026-01-02T03:04:05Z PersonClosed { name: "Sarah" }"#]]
        .assert_eq(&heard_with("helpscout", &closed.to_string(), &[], ("x-helpscout-event", "convo.status")));
    expect!["not understood: `id` is missing: use webhooks with the whole payload, not notifications"]
        .assert_eq(&heard_with("helpscout", "{}", &[], event));
}

#[test]
fn front_messages_of_teammates_come_back_and_its_challenge_is_answered() {
    let event = |kind: &str, inbound: bool, source: &str| {
        json!({ "type": "x", "authorization": { "id": "cmp_1" }, "payload": {
            "id": "evt_1", "type": kind, "conversation": { "id": "cnv_1" },
            "source": { "_meta": { "type": source }, "data": { "first_name": "Sarah", "last_name": "" } },
            "target": { "_meta": { "type": "message" }, "data": {
                "id": "msg_1", "is_inbound": inbound, "body": "<p>On its way.</p>", "text": "On its way.",
                "author": { "first_name": "Sarah", "last_name": "Bird" },
            }},
        }})
    };
    check(
        "front",
        &event("outbound", false, "teammate"),
        expect![[r#"Ticket("cnv_1") evt_1 PersonSaid { name: "Sarah Bird", text: "On its way." }"#]],
    );
    check("front", &event("outbound", true, "teammate"), expect!["nothing: the customer's own words"]);
    check(
        "front",
        &event("archive", false, "teammate"),
        expect![[r#"Ticket("cnv_1") evt_1 PersonClosed { name: "Sarah" }"#]],
    );
    check("front", &event("archive", false, "api"), expect!["nothing: we archived it"]);
    check("front", &event("comment", false, "teammate"), expect!["nothing: neither a reply nor the end"]);
    expect!["answer: c-9"].assert_eq(&heard_with(
        "front",
        "{\"type\":\"sync\"}",
        &[],
        ("x-front-challenge", "c-9"),
    ));
}

#[test]
fn a_webhook_of_anything_at_all_is_understood_or_not_and_never_a_panic() {
    let bodies = [
        "",
        "null",
        "[]",
        "{}",
        "7",
        "{\"event\":7,\"events\":[7,{}],\"data\":[]}",
        "<html>",
        &"[".repeat(5_000),
    ];
    for backend in BACKENDS {
        for body in bodies {
            heard(backend.kind(), body, &[yes()]);
        }
    }
}
