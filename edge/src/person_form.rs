//! `/person`: a plain HTML page and form, the way to a person that needs no script. The last floor of the widget, and
//! what a `<noscript>` link can point to.

use crate::config;
use crate::error::Fault;
use crate::random;
use crate::route;
use shared::lang::Words;
use shared::wire::{Code, Command, Contact, Frame, Keyed, Reply, Request as Asked, Shown, VERSION, is_token};
use worker::{Env, FormEntry, Request, Response};

pub async fn page(request: &Request, env: &Env) -> Result<Response, Fault> {
    let token = random::token()?;
    let site = config::site(env)?;
    let language = route::Visitor::of(request, &site).language;
    let words = site.words(&language);
    let say = |key: &str| escape(&words.say(&format!("shell.{key}"), &[]));
    let body = format!(
        "<h1>{}</h1><p>{}</p><form method=\"post\" action=\"/person?lang={language}\"><input type=\"hidden\" name=\"token\" value=\"{token}\">\
         <label>{}<textarea name=\"text\" rows=\"5\" maxlength=\"4000\" required></textarea></label>\
         <label>{}<input name=\"email\" type=\"email\" autocomplete=\"email\"></label>\
         <label>{}<input name=\"name\" autocomplete=\"name\"></label><button>{}</button></form>",
        say("form-title"),
        say("form-intro"),
        say("form-text"),
        say("form-email"),
        say("form-name"),
        say("form-send"),
    );
    html_in(&site.name, &language, direction(words), &body, 200)
}

pub async fn submit(mut request: Request, env: &Env) -> Result<Response, Fault> {
    let site = config::site(env)?;
    let visitor = route::Visitor::of(&request, &site);
    let language = visitor.language.clone();
    let words = site.words(&language);
    let form = request.form_data().await.map_err(|_| Fault::theirs(Code::Malformed, "this is not a form"))?;
    let field = |name: &str| match form.get(name) {
        Some(FormEntry::Field(text)) => text.trim().to_owned(),
        _ => String::new(),
    };
    let token = Some(field("token")).filter(|token| is_token(token)).map_or_else(random::token, Ok)?;
    let page = Some(field("url"))
        .filter(|url| !url.is_empty())
        .map(|url| shared::page::Page { url, ..Default::default() });
    let contact = Contact { name: field("name"), email: field("email"), phone: field("phone") };
    let text = field("text");
    // Sending the same form again is the same request: its key is made of what it says.
    let key = format!("form-{}", &random::hash(&format!("{token} {text}"))[..32]);
    let command = Command::Person { text, contact, page };
    let asked =
        Asked { v: VERSION, token: None, commands: vec![Keyed { key, command }], after: 0, have: None };
    let id = random::conversation_id(&token);
    let mut response =
        route::to_conversation(env, &id, "do", &serde_json::to_string(&asked)?, &visitor).await?;
    let text = response.text().await?;
    if response.status_code() != 200 {
        let trouble: shared::wire::Trouble = serde_json::from_str(&text)?;
        let body = format!(
            "<h1>{}</h1><p>{}</p>",
            escape(&words.say("shell.form-failed", &[])),
            escape(&trouble.text)
        );
        return html_in(&site.name, &language, direction(words), &body, trouble.code.status());
    }
    let reply: Reply = serde_json::from_str(&text)?;
    let reference = reply.frames.iter().rev().find_map(|frame| match frame {
        Frame::Shown { entry: Shown::HandedOver { reference, .. }, .. } => Some(reference.as_str()),
        _ => None,
    });
    let sent = words.say("shell.form-sent", &[("reference", reference.unwrap_or(""))]);
    html_in(
        &site.name,
        &language,
        direction(words),
        &format!("<h1>{}</h1><p>{}</p>", escape(&words.say("shell.title", &[])), escape(&sent)),
        200,
    )
}

fn direction(words: &Words) -> &str {
    words.0.get("shell.dir").map_or("ltr", String::as_str)
}

/// A page of ours without script, in English.
pub fn html(title: &str, body: &str, status: u16) -> Result<Response, Fault> {
    html_in(title, "en", "ltr", body, status)
}

fn html_in(title: &str, language: &str, direction: &str, body: &str, status: u16) -> Result<Response, Fault> {
    const STYLE: &str = ":root{color-scheme:light dark;--ground:light-dark(#fff,#17181b);--ink:light-dark(#1c1b1a,#ececec);\
        --soft:light-dark(#5d5a56,#a9a7a3);--line:light-dark(#8a8680,#74716c);--fill:light-dark(#f3f1ee,#232428)}\
        *{box-sizing:border-box}body{font:1.05rem/1.6 system-ui,sans-serif;max-width:34rem;margin:8vh auto;padding:0 1.2rem 2rem;color:var(--ink);background:var(--ground)}\
        h1{font-size:1.5rem;line-height:1.25;margin:0 0 .4rem;text-wrap:balance}p{margin:.4rem 0;text-wrap:pretty}.site,.soft{color:var(--soft)}.site{margin:0 0 1.5rem;font-weight:600}\
        label,fieldset{display:block;margin:1.2rem 0}fieldset{border:0;padding:0;display:grid;gap:.5rem}legend{padding:0 0 .5rem;font-weight:600}\
        textarea,input{display:block;width:100%;font:inherit;color:inherit;background:var(--ground);padding:.6rem .75rem;margin-top:.3rem;border:1px solid var(--line);border-radius:.6rem}\
        .pick{display:flex;align-items:center;gap:.75rem;min-height:48px;margin:0;padding:.4rem .9rem;border:1px solid var(--line);border-radius:.6rem;cursor:pointer}\
        .pick:has(:checked){background:var(--fill);border-color:var(--ink);box-shadow:inset 0 0 0 1px var(--ink)}.pick input{flex:none;width:1.15rem;height:1.15rem;margin:0;accent-color:var(--ink)}\
        :focus-visible{outline:2px solid var(--ink);outline-offset:2px}\
        button{font:inherit;font-weight:600;padding:.7rem 1.4rem;border:0;border-radius:.6rem;background:var(--ink);color:var(--ground);min-height:48px;cursor:pointer}\
        @media(max-width:30rem){body{margin:1.5rem auto}button{width:100%}}";
    let page = format!(
        "<!doctype html><html lang=\"{}\" dir=\"{}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{}</title><style>{STYLE}</style><main>{body}</main></html>",
        escape(language),
        escape(direction),
        escape(title)
    );
    let response = Response::from_html(page)?.with_status(status);
    response.headers().set("cache-control", "no-store")?;
    Ok(response)
}

pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
