//! GitHub Issues. Mapping after GitHub's OpenAPI ("Create an issue", "Update an issue", "Search issues and pull
//! requests"). Nothing is idempotent: an issue that is not known is searched by its fingerprint first.

use super::{Bug, Issue, Setting, Tracker};
use crate::backend::talk::{Next, Talk, id};
use crate::destination::{self, Asking, Found};
use crate::http::{HttpRequest, encode};
use crate::tool::Tool;
use serde_json::{Value, json};

pub struct GitHub;

const API: &str = "https://api.github.com";
/// A body holds 65,536 characters.
const BODY: usize = 60_000;

impl Tracker for GitHub {
    fn kind(&self) -> &'static str {
        "github"
    }

    fn means(&self) -> &'static str {
        "GitHub Issues: an issue per fault with the label `baton`, renewed with every customer who has it."
    }

    fn settings(&self) -> &'static [Setting] {
        &[
            ("token", "a fine-grained token that may read and write issues of the repository"),
            ("repository", "the repository, as in `acme/shop`"),
        ]
    }

    fn options(&self) -> &'static [Setting] {
        &[("url", "another address of the API, as in `https://github.example/api/v3`")]
    }

    fn places(&self, asking: &Asking<'_>, talk: &mut Talk<'_>) -> Result<Vec<Found>, Next> {
        let tool = asking.tool;
        let url = format!("{}/repos/{}", tool.base(API), tool.var("repository"));
        let repository =
            destination::state(talk.ask_any(request("GET", &url, None, tool))?, |value| {
                match (&value["archived"], &value["has_issues"]) {
                    (Value::Bool(true), _) => destination::gone("the repository is archived"),
                    (_, Value::Bool(false)) => {
                        destination::gone("the repository has its issues switched off")
                    }
                    _ => destination::there(&value["full_name"]),
                }
            });
        Ok(vec![("repository", repository)])
    }

    fn report(&self, bug: &Bug, tool: Tool<'_>, talk: &mut Talk<'_>) -> Result<Issue, Next> {
        let repository = format!("{}/repos/{}/issues", tool.base(API), tool.var("repository"));
        let known = match &bug.known {
            Some(known) => Some(known.clone()),
            None => {
                let query = format!("is:issue in:body {} repo:", bug.fingerprint);
                let url = format!(
                    "{}/search/issues?q={}{}",
                    tool.base(API),
                    encode(&query),
                    tool.var("repository")
                );
                let found = talk.ask(request("GET", &url, None, tool))?;
                found["items"].as_array().and_then(|all| all.first()).map(issue).transpose()?
            }
        };
        let body = json!({ "title": bug.title, "body": bug.markdown(BODY) });
        let answer = match known {
            Some(known) => {
                talk.ask(request("PATCH", &format!("{repository}/{}", known.id), Some(&body), tool))?
            }
            None => {
                let mut body = body;
                body["labels"] = json!(["baton", "bug"]);
                talk.ask(request("POST", &repository, Some(&body), tool))?
            }
        };
        issue(&answer)
    }
}

fn issue(value: &Value) -> Result<Issue, Next> {
    let number = id(&value["number"])?;
    let url = value["html_url"].as_str().unwrap_or("").to_owned();
    Ok(Issue { name: format!("#{number}"), id: number, url })
}

fn request(method: &str, url: &str, body: Option<&Value>, tool: Tool<'_>) -> HttpRequest {
    Tool::request(method, url, body)
        .with("authorization", format!("Bearer {}", tool.secret("token")))
        .with("accept", "application/json")
        .with("x-github-api-version", "2022-11-28")
        .with("user-agent", "baton")
}
