//! The page behind the feedback links of a ticket. Opening it shows it and nothing else, because mail programs and chat
//! tools open links by themselves; what is sent from it is recorded by the conversation, which has the key.

use crate::conversation::Judged;
use crate::error::Fault;
use crate::person_form::{escape, html};
use crate::{http, route};
use shared::feedback::{NOTE, Verdict};
use shared::policy::Words as _;
use shared::site::Site;
use shared::wire::{Code, Trouble};
use worker::{Env, Request, Response, Url};

/// A note of [`NOTE`] bytes with every byte escaped, and a verdict.
const LIMIT: usize = 4_000;

pub async fn page(request: &Request, env: &Env, site: &Site, path: [&str; 3]) -> Result<Response, Fault> {
    let asked = read(&request.url()?, path)?;
    let chosen = asked.verdict;
    match tell(env, &asked).await? {
        Ok(reference) => {
            let choices: String = Verdict::WORDS
                .iter()
                .map(|(word, verdict)| {
                    let checked = if *verdict == chosen { " checked" } else { "" };
                    format!(
                        "<label class=\"pick\"><input type=\"radio\" name=\"verdict\" value=\"{word}\"{checked}><span>{}</span></label>",
                        verdict.means()
                    )
                })
                .collect();
            let body = format!(
                "<p class=\"site\">{}</p><h1>Feedback on handoff {}</h1><p class=\"soft\">For whoever improves the assistant. Nothing is recorded until you send it.</p>\
                 <form method=\"post\"><fieldset><legend>What was wrong?</legend>{choices}</fieldset>\
                 <label>What should have happened? <span class=\"soft\">(optional)</span><textarea name=\"note\" rows=\"4\" maxlength=\"{NOTE}\"></textarea></label>\
                 <button>Send feedback</button></form>",
                escape(&site.name),
                escape(&reference)
            );
            safe(html(&site.name, &body, 200)?)
        }
        Err(trouble) => refusal(site, &trouble),
    }
}

pub async fn record(
    mut request: Request,
    env: &Env,
    site: &Site,
    path: [&str; 3],
) -> Result<Response, Fault> {
    let mut asked = read(&request.url()?, path)?;
    let body = http::text(&mut request, LIMIT).await?;
    let form = Url::parse(&format!("https://form/?{body}"))
        .map_err(|_| Fault::theirs(Code::Malformed, "this is not a form"))?;
    for (name, value) in form.query_pairs() {
        match name.as_ref() {
            "verdict" => asked.verdict = verdict(&value)?,
            "note" => asked.note = value.trim().to_owned(),
            _ => {}
        }
    }
    asked.confirmed = true;
    match tell(env, &asked).await? {
        Ok(reference) => {
            let body = format!(
                "<p class=\"site\">{}</p><h1>Recorded. Thank you.</h1><p>“{}” stands in the conversation of handoff {} now, for whoever improves the assistant. You can close this page.</p>",
                escape(&site.name),
                escape(asked.verdict.means()),
                escape(&reference)
            );
            safe(html(&site.name, &body, 200)?)
        }
        Err(trouble) => refusal(site, &trouble),
    }
}

fn read(url: &Url, [conversation, handoff, word]: [&str; 3]) -> Result<Judged, Fault> {
    let query =
        |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let incomplete =
        || Fault::theirs(Code::Invalid, "this link is not complete: open it from the ticket again");
    if conversation.len() != 32 || !conversation.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(incomplete());
    }
    Ok(Judged {
        conversation: conversation.to_owned(),
        handoff: handoff.parse().map_err(|_| incomplete())?,
        verdict: verdict(word)?,
        until: query("until").and_then(|until| until.parse().ok()).ok_or_else(incomplete)?,
        sign: query("sign").ok_or_else(incomplete)?,
        note: String::new(),
        confirmed: false,
    })
}

fn verdict(word: &str) -> Result<Verdict, Fault> {
    let known = Verdict::WORDS.iter().find(|(known, _)| *known == word);
    known.map(|(_, verdict)| *verdict).ok_or_else(|| Fault::theirs(Code::Invalid, "no such feedback"))
}

/// The reference of the handoff, or what the conversation had against it.
async fn tell(env: &Env, asked: &Judged) -> Result<Result<String, Trouble>, Fault> {
    let body = serde_json::to_string(asked)?;
    let mut told =
        route::to_conversation(env, &asked.conversation, "feedback", &body, &route::Visitor::default())
            .await?;
    let text = told.text().await?;
    Ok(if told.status_code() == 200 { Ok(text) } else { Err(serde_json::from_str(&text)?) })
}

fn refusal(site: &Site, trouble: &Trouble) -> Result<Response, Fault> {
    let body = format!(
        "<p class=\"site\">{}</p><h1>This link does not work</h1><p>{}.</p>",
        escape(&site.name),
        escape(&sentence(&trouble.text))
    );
    safe(html(&site.name, &body, trouble.code.status())?)
}

/// A message as a sentence of a page.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), chars.as_str()))
}

/// The address holds the signature: it goes nowhere else.
fn safe(response: Response) -> Result<Response, Fault> {
    response.headers().set("referrer-policy", "no-referrer")?;
    response.headers().set("x-robots-tag", "noindex")?;
    response.headers().set("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")?;
    Ok(response)
}
