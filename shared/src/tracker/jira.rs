//! Jira Cloud. Mapping after Atlassian's REST API version 3 ("Create issue", "Edit issue"); descriptions are documents
//! (Atlassian Document Format). Nothing is idempotent: an issue that is not known is searched by its label first.

use super::{Bug, Issue, Setting, Tracker};
use crate::backend::talk::{Next, Talk, id, success};
use crate::destination::{self, Asking, Found};
use crate::http::{FillKind, HttpRequest, Sign, encode};
use crate::packet::render::{Form, escape, one_line};
use crate::tool::Tool;
use serde_json::{Value, json};

pub struct Jira;

/// A description holds 32,767 characters; a line of it is cut long before.
const LINE: usize = 800;

impl Tracker for Jira {
    fn kind(&self) -> &'static str {
        "jira"
    }

    fn means(&self) -> &'static str {
        "Jira Cloud: an issue per fault with the labels `baton` and its fingerprint, renewed with every customer who has it."
    }

    fn settings(&self) -> &'static [Setting] {
        &[
            ("url", "the address of your Jira with `/rest`, as in `https://acme.atlassian.net/rest`"),
            ("email", "the e-mail address of the account the token belongs to"),
            ("token", "an API token"),
            ("project", "the id of the project, a number"),
            ("issue-type", "the id of the issue type, a number"),
        ]
    }

    fn options(&self) -> &'static [Setting] {
        &[("site", "the address people open, as in `https://acme.atlassian.net`, for links to issues")]
    }

    fn places(&self, asking: &Asking<'_>, talk: &mut Talk<'_>) -> Result<Vec<Found>, Next> {
        let tool = asking.tool;
        let url = format!("{}/api/3/issue/createmeta/{}/issuetypes", tool.var("url"), tool.var("project"));
        let answer = talk.ask_any(request("GET", &url, None, tool))?;
        let named = asking.named("issue-type");
        let kind = destination::state(answer, |value| {
            match destination::listed(&value["issueTypes"], "id", &named) {
                Some(one) => destination::there(&one["name"]),
                None => destination::gone("the project has no issue type of this id"),
            }
        });
        // What is asked of a project that is gone answers 404: then it is the project.
        let what = if matches!(kind, destination::State::Gone(_)) && answer.status >= 400 {
            "project"
        } else {
            "issue-type"
        };
        Ok(vec![(what, kind)])
    }

    fn report(&self, bug: &Bug, tool: Tool<'_>, talk: &mut Talk<'_>) -> Result<Issue, Next> {
        let base = tool.var("url");
        let label = format!("baton-{}", bug.fingerprint);
        let known = match &bug.known {
            Some(known) => Some(known.id.clone()),
            None => {
                let query = encode(&format!("labels = \"{label}\" ORDER BY created ASC"));
                let url = format!("{base}/api/3/search/jql?jql={query}&maxResults=1&fields=summary");
                let found = talk.ask(request("GET", &url, None, tool))?;
                let first = found["issues"].as_array().and_then(|all| all.first());
                first.map(|one| id(&one["key"])).transpose()?
            }
        };
        let fields = json!({ "summary": bug.title, "description": document(bug) });
        if let Some(key) = known {
            let body = json!({ "fields": fields });
            let answer =
                talk.ask_any(request("PUT", &format!("{base}/api/3/issue/{key}"), Some(&body), tool))?;
            success(answer)?;
            return Ok(issue(&key, tool));
        }
        let mut fields = fields;
        fields["labels"] = json!(["baton", label]);
        fields["project"] = json!({ "id": "" });
        fields["issuetype"] = json!({ "id": "" });
        let mut make =
            request("POST", &format!("{base}/api/3/issue"), Some(&json!({ "fields": fields })), tool);
        tool.fill(&mut make, "/fields/project/id", "project", FillKind::Text);
        tool.fill(&mut make, "/fields/issuetype/id", "issue-type", FillKind::Text);
        Ok(issue(&id(&talk.ask(make)?["key"])?, tool))
    }
}

fn issue(key: &str, tool: Tool<'_>) -> Issue {
    let url = if tool.has("site") { format!("{}/browse/{key}", tool.var("site")) } else { String::new() };
    Issue { id: key.to_owned(), name: key.to_owned(), url }
}

/// Headings and lists of plain text: nothing in it is markup.
fn document(bug: &Bug) -> Value {
    let text = |text: &str| json!({ "type": "text", "text": escape(&one_line(text), Form::Plain, LINE) });
    let mut content = Vec::new();
    let mut part = |heading: &str, lines: &[String]| {
        let items: Vec<Value> = lines
            .iter()
            .filter(|line| !line.trim().is_empty())
            .map(|line| json!({ "type": "listItem", "content": [{ "type": "paragraph", "content": [text(line)] }] }))
            .collect();
        content.push(json!({ "type": "heading", "attrs": { "level": 3 }, "content": [text(heading)] }));
        content.push(json!({ "type": "bulletList", "content": items }));
    };
    for (heading, lines) in &bug.parts {
        part(heading, lines);
    }
    part("Seen by", &bug.seen_lines());
    part("Reported by Baton, fingerprint", std::slice::from_ref(&bug.fingerprint));
    json!({ "type": "doc", "version": 1, "content": content })
}

fn request(method: &str, url: &str, body: Option<&Value>, tool: Tool<'_>) -> HttpRequest {
    let mut request = Tool::request(method, url, body).with("accept", "application/json");
    request.sign = Some(Sign::Basic { user: tool.var("email"), password: tool.secret("token") });
    request
}
