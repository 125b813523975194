//! An action to its request, and what came back to how it ended.
//!
//! Nobody can turn the call to another address: the scheme and host of the request are those of the file, a value is
//! percent-encoded into the path or the query, or stands in a JSON body by its place, and a value that would be a step
//! in the path (`..`) is refused. The edge follows no redirect. What comes back is read only where the file points, and
//! only as short plain text.

use super::{Action, Arguments, End, schema};
use crate::http::{HttpRequest, HttpResponse, Sign, encode};
use serde_json::Value;
use std::collections::BTreeMap;

/// The longest answer that is read, in bytes.
pub const ANSWER_LIMIT: usize = 60_000;

/// The longest value a card shows, in bytes.
const VALUE_LIMIT: usize = 300;

/// The request, or why these values cannot be sent. `key` stays the same over all tries.
pub fn request(action: &Action, arguments: &Arguments, key: &str) -> Result<HttpRequest, String> {
    let (address, query) = action.url.split_once('?').unwrap_or((&action.url, ""));
    let mut used: Vec<&str> = Vec::new();
    let path = filled(action, address, arguments, &mut used)?;
    if steps(address)
        .zip(steps(&path))
        .any(|(written, made)| written != made && matches!(made, "" | "." | ".."))
    {
        return Err("a value cannot be a part of the address".to_owned());
    }
    let mut query = filled(action, query, arguments, &mut used)?;
    let rest: Vec<(&String, &Value)> = arguments
        .iter()
        .filter(|(name, _)| action.parameter(name).is_some() && !used.contains(&name.as_str()))
        .collect();
    let mut body = String::new();
    if action.method == "GET" {
        for (name, value) in rest {
            let gap = if query.is_empty() { "" } else { "&" };
            query.push_str(&format!("{gap}{}={}", encode(name), encode(&schema::text(value))));
        }
    } else {
        body = serde_json::to_string(&rest.into_iter().collect::<BTreeMap<_, _>>()).unwrap_or_default();
    }
    let url = if query.is_empty() { path } else { format!("{path}?{query}") };
    let mut request =
        HttpRequest::new(&action.method, url).with("accept", "application/json").with("idempotency-key", key);
    if !body.is_empty() {
        request = request.with("content-type", "application/json");
        request.body = body;
    }
    if let Some(secret) = &action.key {
        request = request.with("authorization", format!("Bearer {{secret:{secret}}}"));
    }
    let (secret, id) = (action.sign.clone(), key.to_owned());
    request.sign = secret.map(|secret| Sign::StandardWebhooks { secret, id });
    Ok(request)
}

/// The segments of the path.
fn steps(address: &str) -> impl Iterator<Item = &str> {
    address.split_once("://").map_or(address, |(_, rest)| rest).split('/').skip(1)
}

/// A template with its values, each encoded.
fn filled<'a>(
    action: &'a Action,
    template: &'a str,
    arguments: &Arguments,
    used: &mut Vec<&'a str>,
) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').ok_or("its address has an open brace")?;
        let value = arguments.get(name).ok_or_else(|| format!("`{name}` is not known"))?;
        used.extend(action.parameter(name).map(|parameter| parameter.name.as_str()));
        out.push_str(before);
        out.push_str(&encode(&schema::text(value)));
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

/// How the call ended. The error of a call that came to nothing is a sentence for the log.
pub fn end(action: &Action, answer: Result<HttpResponse, String>) -> End {
    let answer = match answer {
        Ok(answer) => answer,
        Err(why) => return End::Failed { why },
    };
    let why = format!("it answered {}", answer.status);
    match answer.status {
        200..300 => done(action, &answer),
        400 | 404 | 409 | 410 | 422 => {
            let pointer = action.reason.as_deref();
            let reason = pointer.and_then(|pointer| Some(shown(answer.value()?.pointer(pointer)?)));
            End::Declined { reason: reason.unwrap_or_default(), why }
        }
        401 | 403 => End::Forbidden { why },
        300..400 => End::Failed { why: format!("{why}, and a redirect is not followed") },
        _ => End::Failed { why },
    }
}

fn done(action: &Action, answer: &HttpResponse) -> End {
    let failed = |why: &str| End::Failed { why: why.to_owned() };
    if answer.body.len() >= ANSWER_LIMIT {
        return failed("it answered far too much");
    }
    if answer.body.trim().is_empty() {
        return End::Done { values: BTreeMap::new() };
    }
    let kind = answer.header("content-type").unwrap_or_default().to_lowercase();
    let Some(value) = answer.value().filter(|_| kind.contains("json")) else {
        return failed("it answered something else than JSON");
    };
    let shown = |pointer: &str| Some((pointer.to_owned(), value.pointer(pointer).map(shown)?));
    End::Done { values: action.pointers().into_iter().filter_map(shown).collect() }
}

/// A value of the answer as plain text of one line. What is no plain value shows nothing.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(_) | Value::Bool(_) => value.to_string(),
        _ => String::new(),
    };
    let mut text = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    crate::page::cut(&mut text, VALUE_LIMIT);
    text
}
