//! Linear. Mapping after Linear's GraphQL schema (`issueCreate`, `issueUpdate`, `issue`). An issue may have a UUID of our
//! own: it is made of the fingerprint, so that the same fault cannot be made twice, whoever crashed in between.

use super::{Bug, Issue, Setting, Tracker};
use crate::backend::talk::{Next, Talk, impossible, refused, success};
use crate::destination::{self, Asking, Found};
use crate::http::{FillKind, HttpRequest, HttpResponse};
use crate::tool::Tool;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

pub struct Linear;

const API: &str = "https://api.linear.app/graphql";
/// Far below what a description holds.
const BODY: usize = 60_000;
const FIELDS: &str = "success issue { id identifier url }";

impl Tracker for Linear {
    fn kind(&self) -> &'static str {
        "linear"
    }

    fn means(&self) -> &'static str {
        "Linear: an issue per fault in a team, renewed with every customer who has it."
    }

    fn settings(&self) -> &'static [Setting] {
        &[("token", "a personal API key"), ("team", "the id of the team, a UUID")]
    }

    fn options(&self) -> &'static [Setting] {
        &[("url", "another address of the API")]
    }

    fn places(&self, asking: &Asking<'_>, talk: &mut Talk<'_>) -> Result<Vec<Found>, Next> {
        let tool = asking.tool;
        let body = json!({ "query": "query($id: String!) { team(id: $id) { id name } }", "variables": { "id": "" } });
        let mut ask = request(&body, tool);
        tool.fill(&mut ask, "/variables/id", "team", FillKind::Text);
        let team = destination::state(talk.ask_any(ask)?, |value| match value.pointer("/data/team/name") {
            Some(name) => destination::there(name),
            None => destination::gone("no team of the workspace has this id"),
        });
        Ok(vec![("team", team)])
    }

    fn report(&self, bug: &Bug, tool: Tool<'_>, talk: &mut Talk<'_>) -> Result<Issue, Next> {
        let id = uuid(&bug.fingerprint, tool);
        let input = json!({ "title": bug.title, "description": bug.markdown(BODY) });
        let renew = json!({
            "query": format!("mutation($id: String!, $input: IssueUpdateInput!) {{ done: issueUpdate(id: $id, input: $input) {{ {FIELDS} }} }}"),
            "variables": { "id": id, "input": input },
        });
        if bug.known.is_none() {
            let mut input = input;
            input["id"] = json!(id);
            input["teamId"] = json!("");
            let make = json!({
                "query": format!("mutation($input: IssueCreateInput!) {{ done: issueCreate(input: $input) {{ {FIELDS} }} }}"),
                "variables": { "input": input },
            });
            let mut make = request(&make, tool);
            tool.fill(&mut make, "/variables/input/teamId", "team", FillKind::Text);
            let answer = talk.ask_any(make)?;
            // An earlier try made it: our own id is taken.
            let taken = answer.body.contains("already exists") || answer.body.contains("not unique");
            if !taken {
                return issue(answer);
            }
        }
        issue(talk.ask_any(request(&renew, tool))?)
    }
}

/// GraphQL says 200 with `errors` where others have a status, and 400 with a code for too many.
fn issue(answer: &HttpResponse) -> Result<Issue, Next> {
    let body = success(answer)?;
    if let Some(error) = body.pointer("/errors/0/message").and_then(Value::as_str) {
        let error: String = error.chars().filter(|c| !c.is_control()).take(120).collect();
        let code = body.pointer("/errors/0/extensions/code").and_then(Value::as_str).unwrap_or("");
        return Err(match code {
            "RATELIMITED" | "INTERNAL_SERVER_ERROR" => refused(&format!("it said: {error}")),
            _ => impossible(&format!("it said no: {error}: check the key and the team's id")),
        });
    }
    let text = |key: &str| body.pointer(&format!("/data/done/issue/{key}")).and_then(Value::as_str);
    match (text("id"), text("identifier"), text("url")) {
        (Some(id), Some(name), url) => {
            Ok(Issue { id: id.to_owned(), name: name.to_owned(), url: url.unwrap_or("").to_owned() })
        }
        _ => Err(refused("it answered without an issue")),
    }
}

/// A version 4 UUID made of the fingerprint and the team's variable: two teams may have the same fault.
fn uuid(fingerprint: &str, tool: Tool<'_>) -> String {
    let hash = Sha256::digest(format!("{fingerprint} {}", tool.var("team")).as_bytes());
    let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-4{}-a{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..32])
}

fn request(body: &Value, tool: Tool<'_>) -> HttpRequest {
    Tool::request("POST", &tool.base(API), Some(body)).with("authorization", tool.secret("token"))
}
