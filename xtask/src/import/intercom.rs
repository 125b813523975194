//! Articles of an Intercom help center, as `GET /articles` answers: one file a page. A translation is an article.

use super::{Found, Haul, html};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use url::Url;

pub fn read(files: &[(String, String)]) -> Result<Haul> {
    let mut haul = Haul::default();
    for (name, text) in files {
        let json: Value = serde_json::from_str(text).with_context(|| format!("{name} is not JSON"))?;
        let articles = match (&json["data"], &json) {
            (Value::Array(articles), _) | (_, Value::Array(articles)) => articles.clone(),
            _ if json["type"] == "article" => vec![json.clone()],
            _ => bail!("{name} has no `data` with articles: save what GET /articles answers, page by page"),
        };
        for article in &articles {
            let own = article["default_locale"].as_str().unwrap_or("");
            one(&mut haul, article, own, article);
            let translations = article["translated_content"].as_object().into_iter().flatten();
            for (language, translation) in
                translations.filter(|(tag, content)| *tag != own && content.is_object())
            {
                one(&mut haul, translation, language, article);
            }
        }
    }
    Ok(haul)
}

fn one(haul: &mut Haul, content: &Value, language: &str, article: &Value) {
    let text = |key: &str| content[key].as_str().unwrap_or("").trim().to_owned();
    let title = text("title");
    let address = Url::parse(&text("url")).ok();
    let id = article["id"].as_str().map_or_else(|| article["id"].to_string(), str::to_owned);
    let source = address.as_ref().map_or_else(|| format!("intercom:{id}:{language}"), Url::to_string);
    let told = if title.is_empty() { source.clone() } else { format!("“{title}”") };
    if content["state"] != "published" {
        return haul.skip(told, "not published");
    }
    let mut body = html::fragment(&text("body"), address.as_ref());
    let description = text("description");
    // The line under the title often says what the article is about, and nothing else does.
    if !description.is_empty() && !body.contains(&description) {
        body = format!("{description}\n\n{body}");
    }
    haul.found.push(Found {
        title,
        body,
        language: language.split('-').next().unwrap_or("").to_lowercase(),
        source,
        ..Found::default()
    });
}
