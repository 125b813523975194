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
            .map(|news| {
                let told = match &news.told {
                    Told::Event(event) => format!("{event:?}"),
                    typing => format!("{typing:?}"),
                };
                [format!("{:?}", news.of), news.key.clone(), told, news.picture.clone()]
                    .join(" ")
                    .trim()
                    .to_owned()
            })
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
    expect![[r#"Ticket("1.1") C1:1.2 PersonSaid { name: "Sarah", text: "It is [on its way](https://a.example/x) & soon\nthere" }"#]]
        .assert_eq(&heard("slack", &reply.to_string(), std::slice::from_ref(&user)));
    // A name that cannot be had is no reason to lose the words.
    let nameless = answer(503, &[], "");
    expect![[r#"Ticket("1.1") C1:1.2 PersonClosed { name: "Support" }"#]].assert_eq(&heard(
        "slack",
        &event(json!({ "text": "!close" })).to_string(),
        &[nameless],
    ));
    let edited = |before: &str, after: &str| {
        let message = |text: &str| json!({ "user": "U1", "text": text, "ts": "1.2", "thread_ts": "1.1" });
        json!({ "type": "event_callback", "event": {
            "type": "message", "subtype": "message_changed", "channel": "C1", "ts": "1.9",
            "message": message(after), "previous_message": message(before),
        }})
    };
    let with = |body: &Value, expected: Expect| {
        let sarah = r#"{"ok":true,"user":{"profile":{"display_name":"Sarah","image_72":"https://avatars.slack-edge.com/s.png"}}}"#;
        expected.assert_eq(&heard("slack", &body.to_string(), &[answer(200, &[], sarah)]));
    };
    with(
        &event(json!({ "text": "> Hello :wave:" })),
        expect![[
            r#"Ticket("1.1") C1:1.2 PersonSaid { name: "Sarah", text: "Hello 👋" } https://avatars.slack-edge.com/s.png"#
        ]],
    );
    with(
        &edited("&gt; On Tusday", "&gt; On Tuesday"),
        expect![[
            r#"Ticket("1.1") C1:1.9:message_changed PersonCorrected { message: "C1:1.2", text: "On Tuesday" }"#
        ]],
    );
    with(
        &edited("&gt; On Tuesday", "On Tuesday"),
        expect![[r#"Ticket("1.1") C1:1.9:message_changed PersonCorrected { message: "C1:1.2", text: "" }"#]],
    );
    with(
        &edited("note", "&gt; now for the customer"),
        expect![[
            r#"Ticket("1.1") C1:1.2 PersonSaid { name: "Sarah", text: "now for the customer" } https://avatars.slack-edge.com/s.png"#
        ]],
    );
    with(&edited("note", "other note"), expect!["nothing: it stays in the team: it does not begin with `>`"]);
    let deleted = json!({ "type": "event_callback", "event": {
        "type": "message", "subtype": "message_deleted", "channel": "C1", "ts": "1.9",
        "previous_message": { "user": "U1", "text": "&gt; oops", "ts": "1.2", "thread_ts": "1.1" },
    }});
    with(
        &deleted,
        expect![[r#"Ticket("1.1") C1:1.9:message_deleted PersonCorrected { message: "C1:1.2", text: "" }"#]],
    );
    with(
        &event(json!({ "text": "!back" })),
        expect![[r#"Ticket("1.1") C1:1.2 PersonHandedBack { name: "Sarah" }"#]],
    );
    let mentions = event(json!({ "text": "> <@U7> looks into it" }));
    with(&mentions, expect!["asks GET {var:SLACK_URL}/users.info?user=U7"]);
    check(
        "slack",
        &event(json!({ "text": "who takes it?" })),
        expect!["nothing: it stays in the team: it does not begin with `>`"],
    );
    check("slack", &event(json!({ "text": "> x", "bot_id": "B1" })), expect!["nothing: a bot wrote it"]);
    check(
        "slack",
        &event(json!({ "text": "> x", "subtype": "message_changed" })),
        expect!["nothing: it is not a reply in a thread"],
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
            r#"Both { conversation: "0123456789abcdef0123456789abcdef", ticket: "5" } w1 PersonSaid { name: "Sarah", text: "On its way." }"#
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
        expect![[
            r#"Both { conversation: "0123456789abcdef0123456789abcdef", ticket: "" } w2 PersonClosed { name: "Support" }"#
        ]],
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
            r#"Both { conversation: "0123456789abcdef0123456789abcdef", ticket: "9" } message-41 PersonSaid { name: "Sarah", text: "On its way.\nhttps://cw.example/a.png" }"#
        ]],
    );
    check("chatwoot", &message("outgoing", true, "user"), expect!["nothing: an internal note"]);
    check(
        "chatwoot",
        &message("incoming", false, "contact"),
        expect!["nothing: the customer's own words, or news of Chatwoot's own"],
    );
    check("chatwoot", &message("outgoing", false, "agent_bot"), expect!["nothing: a bot wrote it"]);
    let mut pictured = message("outgoing", false, "user");
    pictured["sender"]["id"] = json!(3);
    pictured["content"] = json!("**On** its way \\\nsee <https://a.example>");
    pictured["attachments"] = Value::Null;
    pictured["conversation"]["meta"] =
        json!({ "assignee": { "id": 3, "thumbnail": "https://cw.example/3.png" } });
    check(
        "chatwoot",
        &pictured,
        expect![[
            r#"Both { conversation: "0123456789abcdef0123456789abcdef", ticket: "9" } message-41 PersonSaid { name: "Sarah", text: "**On** its way\nsee <https://a.example>" } https://cw.example/3.png"#
        ]],
    );
    let mut updated = message("outgoing", false, "user");
    updated["event"] = json!("message_updated");
    updated["content_attributes"] = json!({ "deleted": true });
    check(
        "chatwoot",
        &updated,
        expect![[
            r#"Both { conversation: "0123456789abcdef0123456789abcdef", ticket: "9" } message-41-now-9ce484222325 PersonCorrected { message: "message-41", text: "" }"#
        ]],
    );
    let mut note = message("outgoing", true, "user");
    note["content"] = json!("!back");
    check(
        "chatwoot",
        &note,
        expect![[
            r#"Both { conversation: "0123456789abcdef0123456789abcdef", ticket: "9" } message-41 PersonHandedBack { name: "Sarah" }"#
        ]],
    );
    let types = |who: &str, private: bool| {
        json!({
            "event": "conversation_typing_on", "user": { "type": who, "name": "Sarah" }, "is_private": private,
            "conversation": { "id": 9, "custom_attributes": { "baton_conversation": "0123456789abcdef0123456789abcdef" } },
        })
    };
    check(
        "chatwoot",
        &types("user", false),
        expect![[
            r#"Both { conversation: "0123456789abcdef0123456789abcdef", ticket: "9" }  Typing { name: "Sarah", on: true }"#
        ]],
    );
    check(
        "chatwoot",
        &types("user", true),
        expect!["nothing: the customer types, or somebody writes a note"],
    );
    check(
        "chatwoot",
        &types("contact", false),
        expect!["nothing: the customer types, or somebody writes a note"],
    );
    let pending = json!({
        "event": "conversation_status_changed", "status": "pending", "id": 9,
        "custom_attributes": { "baton_conversation": "0123456789abcdef0123456789abcdef" },
    });
    check(
        "chatwoot",
        &pending,
        expect![[
            r#"Both { conversation: "0123456789abcdef0123456789abcdef", ticket: "9" } pending-9-d-1 PersonHandedBack { name: "Support" }"#
        ]],
    );
    let closed = json!({
        "event": "conversation_status_changed", "status": "resolved", "meta": { "assignee": { "name": "Sarah" } },
        "custom_attributes": { "baton_conversation": "0123456789abcdef0123456789abcdef" },
    });
    check(
        "chatwoot",
        &closed,
        expect![[
            r#"Both { conversation: "0123456789abcdef0123456789abcdef", ticket: "" } resolved--d-1 PersonClosed { name: "Sarah" }"#
        ]],
    );
}

#[test]
fn intercom_replies_come_back_with_a_picture_and_a_note_gives_back() {
    let replied = |topic: &str, author: &str, part: &str| {
        json!({
            "type": "notification_event", "id": "notif_1", "topic": topic,
            "data": { "item": { "id": "77", "conversation_parts": { "conversation_parts": [
                { "id": "p1", "part_type": part, "body": "<p>On its <b>way</b> &amp; soon</p>", "author": { "type": author, "id": 5, "name": "Sarah" } },
            ]}}},
        })
    };
    let reply = replied("conversation.admin.replied", "admin", "comment");
    check("intercom", &reply, expect!["asks GET {var:INTERCOM_URL}/admins?display_avatar=true"]);
    let admins =
        r#"{"admins":[{"id":"5","avatar":{"image_url":"https://static.intercomassets.com/sarah.png"}}]}"#;
    let admins = [answer(200, &[], admins)];
    let with =
        |body: &Value, expected: Expect| expected.assert_eq(&heard("intercom", &body.to_string(), &admins));
    with(
        &reply,
        expect![[
            r#"Ticket("77") p1 PersonSaid { name: "Sarah", text: "On its **way** & soon" } https://static.intercomassets.com/sarah.png"#
        ]],
    );
    with(
        &replied("conversation.admin.closed", "admin", "close"),
        expect![[r#"
        Ticket("77") p1 PersonSaid { name: "Sarah", text: "On its **way** & soon" } https://static.intercomassets.com/sarah.png
        Ticket("77") p1-closed PersonClosed { name: "Sarah" }"#]],
    );
    // A picture that cannot be had is no reason to lose the words.
    expect![[r#"Ticket("77") p1 PersonSaid { name: "Sarah", text: "On its **way** & soon" }"#]]
        .assert_eq(&heard("intercom", &reply.to_string(), &[answer(503, &[], "")]));
    let note = |words: &str| {
        let mut body = replied("conversation.admin.noted", "admin", "note");
        body["data"]["item"]["conversation_parts"]["conversation_parts"][0]["body"] = json!(words);
        body
    };
    check(
        "intercom",
        &note("<p>!back</p>"),
        expect![[r#"Ticket("77") p1 PersonHandedBack { name: "Sarah" }"#]],
    );
    check("intercom", &note("<p>who takes it?</p>"), expect!["nothing: a bot or an internal note"]);
    let redacted = json!({ "topic": "conversation_part.redacted", "id": "notif_2", "data": { "item": {
        "type": "conversation_part_redacted", "conversation_id": "77",
        "conversation_part": { "id": "p1", "author": { "type": "admin", "name": "Sarah" } },
    }}});
    check(
        "intercom",
        &redacted,
        expect![[r#"Ticket("77") p1-redacted PersonCorrected { message: "p1", text: "" }"#]],
    );
    check(
        "intercom",
        &replied("conversation.admin.replied", "bot", "comment"),
        expect!["nothing: a bot or an internal note"],
    );
    check(
        "intercom",
        &replied("conversation.admin.noted", "admin", "note"),
        expect!["nothing: a bot or an internal note"],
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
    let of = |more: Value| {
        let mut event = json!({ "id": "e6", "payload": { "conversation": { "id": "c-1" } } });
        for (key, value) in more["payload"].as_object().into_iter().flatten() {
            event["payload"][key] = value.clone();
        }
        event["type"] = more["type"].clone();
        json!({ "events": [event] })
    };
    let types = |author: &str, kind: &str| {
        of(json!({ "type": "conversation:typing", "payload": { "activity": {
            "type": kind, "author": { "type": author, "displayName": "Sarah" }, "source": { "type": "zd:agentWorkspace" },
        }}}))
    };
    check(
        "sunshine",
        &types("business", "typing:start"),
        expect![[r#"Ticket("c-1")  Typing { name: "Sarah", on: true }"#]],
    );
    check(
        "sunshine",
        &types("business", "typing:stop"),
        expect![[r#"Ticket("c-1")  Typing { name: "Sarah", on: false }"#]],
    );
    check("sunshine", &types("user", "typing:start"), expect!["nothing: nothing a person said or ended"]);
    let control = |kind: &str, holder: &str| {
        of(json!({ "type": kind, "payload": { "conversation": {
            "id": "c-1", "activeSwitchboardIntegration": { "integrationType": holder },
        }}}))
    };
    check(
        "sunshine",
        &control("switchboard:passControl", "zd:agentWorkspace"),
        expect!["nothing: nothing a person said or ended"],
    );
    check(
        "sunshine",
        &control("switchboard:passControl", "custom"),
        expect![[r#"Ticket("c-1") e6 PersonHandedBack { name: "Support" }"#]],
    );
    check(
        "sunshine",
        &control("switchboard:releaseControl", ""),
        expect![[r#"Ticket("c-1") e6 PersonHandedBack { name: "Support" }"#]],
    );
    let card = of(json!({ "type": "conversation:message", "payload": { "message": {
        "author": { "type": "business", "displayName": "Sarah", "avatarUrl": "https://acme.zendesk.com/s.png" },
        "source": { "type": "zd:agentWorkspace" },
        "content": { "type": "carousel", "items": [{ "title": "Lamp *new*", "description": "60 W", "actions": [
            { "type": "link", "text": "Open", "uri": "https://shop.example/lamp" },
            { "type": "link", "text": "Bad", "uri": "javascript:x" },
        ]}]},
    }}}));
    check(
        "sunshine",
        &card,
        expect![[
            r#"Ticket("c-1") e6 PersonSaid { name: "Sarah", text: "Lamp \\*new\\*\n60 W\n[Open](https://shop.example/lamp)\nBad" } https://acme.zendesk.com/s.png"#
        ]],
    );
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
        Ticket("8") 3 PersonSaid { name: "Sarah Bird", text: "It is **on its way**" }"#]]
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

#[test]
fn files_are_fetched_from_the_tool_s_own_hosts_and_nowhere_else() {
    let hosts = ["slack-edge.com", "gravatar.com"];
    let own = "http://127.0.0.1:4010/api";
    let check = |url: &str, may: bool| assert_eq!(may_fetch(&hosts, own, url), may, "{url}");
    check("https://avatars.slack-edge.com/2026/a.png?s=72", true);
    check("https://slack-edge.com", true);
    check("http://127.0.0.1:4010/faces/1.png", true);
    check("http://127.0.0.1:4011/faces/1.png", false);
    check("http://avatars.slack-edge.com/a.png", false);
    check("https://evilslack-edge.com/a.png", false);
    check("https://slack-edge.com.evil.example/", false);
    check("https://evil.example\\@slack-edge.com/", false);
    check("https://user@slack-edge.com/", false);
    check("https://evil.example#@slack-edge.com/", false);
    check("https://slack-edge.com/{secret:TOKEN}", false);
    check("https://169.254.169.254/latest/meta-data", false);
    check("https://localhost/", false);
    check("file:///etc/passwd", false);
    check("//slack-edge.com/x", false);
    check("https://slack-edge.com/a b", false);
    check("", false);
}
