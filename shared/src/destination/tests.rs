//! Over the registries: 1. what is there is called by its name, what is gone says why; 2. a tool that is away, a page or a
//! refusal never makes a place of it; 3. nothing that is asked changes anything, and secrets stay names.

use super::*;
use crate::backend::tests::{answer, site};
use crate::site::Alarm;
use expect_test::{Expect, expect};
use serde_json::json;

/// A tool of this kind with every setting, each named for itself.
fn tool(kind: &str) -> site::Backend {
    let keys = match (backend::of_kind(kind), tracker::of_kind(kind)) {
        (Some(kind), _) => [kind.settings(), kind.options()].concat(),
        (None, Some(kind)) => [kind.settings(), kind.options()].concat(),
        (None, None) => panic!("`{kind}` is in no registry"),
    };
    let settings = keys.iter().map(|(key, _)| ((*key).to_owned(), key.to_uppercase())).collect();
    site::Backend { name: kind.to_owned(), kind: kind.to_owned(), settings, leave_out: Vec::new() }
}

/// What these values and answers come to, with the requests that were made.
fn ask(kind: &str, values: &[(&str, &str)], answers: &[HttpResponse]) -> (Vec<String>, String) {
    let tool = tool(kind);
    let value = |name: &str| values.iter().find(|(of, _)| *of == name).map(|(_, value)| (*value).to_owned());
    let asking = Asking { tool: Tool(&tool), value: &value };
    let mut asked = Vec::new();
    loop {
        match next(&asking, &answers[..asked.len().min(answers.len())]) {
            Ask::Done(places) => {
                return (asked, places.iter().map(Place::line).collect::<Vec<_>>().join("\n"));
            }
            Ask::Send(request) => {
                assert!(asked.len() < answers.len(), "{kind} asks more: {} {}", request.method, request.url);
                asked.push(format!("{} {}", request.method, request.url));
            }
        }
    }
}

fn check(kind: &str, values: &[(&str, &str)], answers: &[Value], expected: Expect) {
    let answers: Vec<HttpResponse> = answers.iter().map(|body| answer(200, &[], &body.to_string())).collect();
    let (asked, told) = ask(kind, values, &answers);
    expected.assert_eq(&format!("{}\n{told}", asked.join("\n")));
}

#[test]
fn what_is_there_is_called_by_its_name_and_what_is_gone_says_why() {
    check(
        "slack",
        &[],
        &[
            json!({ "ok": true, "team": "Acme" }),
            json!({ "ok": true, "channel": { "name": "support", "is_archived": true } }),
        ],
        expect![[r#"
            GET {var:URL}/auth.test
            GET {var:URL}/conversations.info?channel={var:CHANNEL}
            slack token: there: Acme
            slack channel: GONE: it is archived"#]],
    );
    check(
        "slack",
        &[],
        &[json!({ "ok": true, "team": "Acme" }), json!({ "ok": false, "error": "missing_scope" })],
        expect![[r#"
            GET {var:URL}/auth.test
            GET {var:URL}/conversations.info?channel={var:CHANNEL}
            slack token: there: Acme
            slack channel: unknown: it said: missing_scope"#]],
    );
    check(
        "zendesk",
        &[],
        &[
            json!({ "user": { "role": "agent", "name": "Bot" } }),
            json!({ "group": { "name": "Billing", "deleted": true } }),
            json!({ "ticket_field": { "title": "Reason", "active": true } }),
        ],
        expect![[r#"
            GET {var:URL}/api/v2/users/me.json
            GET {var:URL}/api/v2/groups/{var:GROUP}.json
            GET {var:URL}/api/v2/ticket_fields/{var:REASON-FIELD}.json
            zendesk token: there: Bot
            zendesk group: GONE: the group is deleted
            zendesk reason-field: there: Reason"#]],
    );
    check(
        "sunshine",
        &[("SWITCHBOARD", "agents")],
        &[
            json!({ "integrations": [] }),
            json!({ "switchboards": [{ "id": "sb1" }] }),
            json!({ "switchboardIntegrations": [{ "name": "bot" }] }),
        ],
        expect![[r#"
            GET {var:URL}/v2/apps/{var:APP}/integrations
            GET {var:URL}/v2/apps/{var:APP}/switchboards
            GET {var:URL}/v2/apps/{var:APP}/switchboards/sb1/switchboardIntegrations
            sunshine app: there: the key works
            sunshine switchboard: GONE: no integration of the switchboard has this name"#]],
    );
    check(
        "chatwoot",
        &[("INBOX", "abc")],
        &[json!({ "payload": [{ "name": "Shop", "inbox_identifier": "abc" }] })],
        expect![[r#"
            GET {var:URL}/api/v1/accounts/{var:ACCOUNT}/inboxes
            chatwoot inbox: there: Shop"#]],
    );
    check(
        "intercom",
        &[("ADMIN", "7")],
        &[json!({ "admins": [{ "id": "8", "name": "Sarah" }] })],
        expect![[r#"
            GET {var:URL}/admins
            intercom admin: GONE: no admin of the workspace has this id"#]],
    );
    check(
        "freshdesk",
        &[],
        &[json!({ "contact": { "name": "Sarah" } })],
        expect![[r#"
        GET {var:URL}/api/v2/agents/me
        freshdesk key: there: Sarah"#]],
    );
    let pipelines =
        json!({ "results": [{ "id": "0", "label": "Support", "stages": [{ "id": "1", "label": "New" }] }] });
    check(
        "hubspot",
        &[("PIPELINE", "0"), ("STAGE", "1"), ("CLOSED-STAGE", "9")],
        &[pipelines],
        expect![[r#"
        GET {var:URL}/crm/v3/pipelines/tickets
        hubspot pipeline: there: Support
        hubspot stage: there: New
        hubspot closed-stage: GONE: the pipeline has no stage of this id"#]],
    );
    check(
        "helpscout",
        &[],
        &[json!({ "access_token": "t" }), json!({ "name": "Shop" })],
        expect![[r#"
        POST {var:URL}/v2/oauth2/token
        GET {var:URL}/v2/mailboxes/{var:MAILBOX}
        helpscout app-id: there: the key works
        helpscout mailbox: there: Shop"#]],
    );
    check(
        "front",
        &[],
        &[json!({ "name": "Chat", "type": "smtp" })],
        expect![[r#"
        GET {var:URL}/channels/{var:CHANNEL}
        front channel: GONE: it is not a custom channel, so it takes no messages from here"#]],
    );
    check(
        "postmark",
        &[],
        &[json!({ "Name": "Shop" })],
        expect![[r#"
        GET {var:URL}/server
        postmark key: there: Shop"#]],
    );
    check(
        "sendgrid",
        &[],
        &[json!({ "scopes": ["alerts.read"] })],
        expect![[r#"
        GET {var:URL}/v3/scopes
        sendgrid key: GONE: the key may not send: give it the scope `mail.send`"#]],
    );
    check(
        "resend",
        &[],
        &[json!({ "name": "restricted_api_key" })],
        expect![[r#"
        GET {var:URL}/domains
        resend key: there: a key that may send"#]],
    );
    check(
        "webhook",
        &[],
        &[Value::Null],
        expect![[r#"
        POST {var:URL}
        webhook url: there: it took a signed ping"#]],
    );
    let told = |status| ask("webhook", &[], &[answer(status, &[], "")]).1;
    expect!["webhook secret: GONE: it refused a signed ping: is this its secret?"].assert_eq(&told(401));
    expect!["webhook url: GONE: it answered 404: check its address and ids"].assert_eq(&told(404));
    expect!["webhook url: unknown: it answered 422 to a signed `ping`: let it answer 200 to types it does not know"].assert_eq(&told(422));
    check(
        "github",
        &[],
        &[json!({ "full_name": "acme/shop", "has_issues": false })],
        expect![[r#"
        GET {var:URL}/repos/{var:REPOSITORY}
        github repository: GONE: the repository has its issues switched off"#]],
    );
    check(
        "linear",
        &[],
        &[json!({ "data": { "team": { "name": "Web" } } })],
        expect![[r#"
        POST {var:URL}
        linear team: there: Web"#]],
    );
    check(
        "jira",
        &[("ISSUE-TYPE", "10001")],
        &[json!({ "issueTypes": [{ "id": "10001", "name": "Bug" }] })],
        expect![[r#"
            GET {var:URL}/api/3/issue/createmeta/{var:PROJECT}/issuetypes
            jira issue-type: there: Bug"#]],
    );
}

#[test]
fn what_is_not_an_answer_makes_no_place_of_anything() {
    let answers = [
        answer(200, &[], "<!doctype html>"),
        answer(200, &[], "[]"),
        answer(200, &[], "null"),
        answer(302, &[], ""),
        answer(401, &[], "{}"),
        answer(404, &[], "{}"),
        answer(429, &[("retry-after", "3")], "{}"),
        answer(503, &[], ""),
    ];
    let kinds = backend::BACKENDS.iter().map(|one| one.kind());
    let kinds: Vec<&str> = kinds.chain(tracker::TRACKERS.iter().map(|one| one.kind())).collect();
    for kind in kinds {
        for odd in &answers {
            let (asked, told) = ask(kind, &[], &vec![odd.clone(); 6]);
            for line in told.lines() {
                let away = matches!(odd.status, 429 | 503);
                assert!(!away || line.contains(": unknown: "), "{kind} {}: {line}", odd.status);
                // An empty list or nothing at all is an answer only where a name is all that is missing.
                assert!(odd.status == 200 || !line.contains(": there: "), "{kind} {}: {line}", odd.status);
            }
            for request in asked {
                let looks = request.starts_with("GET ")
                    || ["/oauth2/token", "graphql", "{var:URL}"].iter().any(|end| request.ends_with(end));
                assert!(looks, "{kind} would change something: {request}");
            }
        }
    }
}

#[test]
fn a_tool_is_asked_or_says_why_it_cannot_be() {
    for kind in backend::BACKENDS.iter().map(|one| one.kind()) {
        let (asked, _) = ask(kind, &[], &vec![answer(503, &[], ""); 6]);
        let why = unasked(&tool(kind));
        assert_eq!(asked.is_empty(), why.contains(' '), "`{kind}`: {asked:?}, {why}");
    }
}

#[test]
fn a_tool_that_is_not_set_up_matters_where_somebody_counts_on_it() {
    let site = site();
    let slack = site.backends.iter().find(|one| one.kind == "slack").expect("all are configured");
    let none = |_: &str| None;
    expect!["slack variables: unknown: `SLACK_CHANNEL`, `SLACK_DESK`, `SLACK_SIGNING-SECRET`, `SLACK_TOKEN`, `SLACK_URL` is not set, so it is left out"].assert_eq(&unset(&site, slack, &none).map(|place| place.line()).unwrap_or_default());
    let mut counting = site.clone();
    counting.handoff.alarm = Some(Alarm { backend: "slack".to_owned(), after: 60 });
    let told = unset(&counting, slack, &none).expect("it is not set");
    assert!(
        told.is_gone() && told.line().ends_with("and `alarm` counts on it: set it, or name another"),
        "{}",
        told.line()
    );
    assert_eq!(unset(&site, slack, &|_| Some("x".to_owned())), None);
}
