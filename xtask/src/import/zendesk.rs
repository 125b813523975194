//! Articles of a Zendesk help center, as `GET /api/v2/help_center/{locale}/articles.json` answers: one file a page.

use super::{Found, Haul, html};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use url::Url;

pub fn read(files: &[(String, String)]) -> Result<Haul> {
    let mut haul = Haul::default();
    for (name, text) in files {
        let json: Value = serde_json::from_str(text).with_context(|| format!("{name} is not JSON"))?;
        let articles = match (&json["articles"], &json) {
            (Value::Array(articles), _) | (_, Value::Array(articles)) => articles.clone(),
            (_, Value::Object(one)) if one.contains_key("article") => vec![one["article"].clone()],
            _ => bail!(
                "{name} has no `articles`: save what GET /api/v2/help_center/articles.json answers, page by page"
            ),
        };
        for article in &articles {
            one(&mut haul, article);
        }
    }
    Ok(haul)
}

fn one(haul: &mut Haul, article: &Value) {
    let text = |key: &str| article[key].as_str().unwrap_or("").trim().to_owned();
    let title = if text("title").is_empty() { text("name") } else { text("title") };
    let address = Url::parse(&text("html_url")).ok();
    let source = address.as_ref().map_or_else(|| format!("zendesk:{}", article["id"]), Url::to_string);
    let told = if title.is_empty() { source.clone() } else { format!("“{title}”") };
    if article["draft"] == true {
        return haul.skip(told, "a draft");
    }
    if !article["user_segment_id"].is_null() {
        return haul.skip(told, "not for everybody: it has a user segment; the chat would show it to anyone");
    }
    if article["outdated"] == true {
        return haul.skip(told, "marked as outdated; the translation is older than its original");
    }
    let mut intents: Vec<String> = article["label_names"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    // A label is a way to ask when it is more than a keyword.
    intents.retain(|label| label.split_whitespace().count() >= 3);
    haul.found.push(Found {
        body: html::fragment(&text("body"), address.as_ref()),
        language: text("locale").split('-').next().unwrap_or("").to_lowercase(),
        title,
        source,
        intents,
        ..Found::default()
    });
}
