//! What of the log a customer may see, and how the desk sees it: from our records to the wire's types.

use crate::action::{Stage, schema};
use crate::attachment;
use crate::conversation::{Conversation, Handoff, Mode, Wish};
use crate::enrich::Known;
use crate::identity::Identity;
use crate::llm::budget;
use crate::log::{Entry, Ms, Passed, What};
use crate::packet::{Intent, Mood, NOTHING_YET, Packet, Tried, WHO, packet};
use crate::page::Page;
use crate::parts::{About, Contact};
use crate::policy::Words;
use crate::promise::Promise;
use crate::site::Site;
use crate::wire::desk::{Approval, Briefing, Card, Line, Opened, Who};
use crate::wire::{Frame, Notice, Shown, Speaker, Status};
use crate::wording::{Worded, Wording};

/// The frame of an entry, if a customer may see it.
pub fn frame(entry: &Entry) -> Option<Frame> {
    let shown = match &entry.what {
        What::CustomerSaid { key, text, .. } => Shown::Customer { key: key.clone(), text: text.clone() },
        What::CustomerAttached { key, file } => {
            Shown::Attached { key: key.clone(), name: String::new(), file: file.clone(), url: String::new() }
        }
        What::PersonAttached { name, file } => {
            Shown::Attached { key: String::new(), name: name.clone(), file: file.clone(), url: String::new() }
        }
        What::Surveyed { survey, about, name } => {
            Shown::Survey { survey: *survey, about: *about, name: name.clone(), open: true }
        }
        What::Scored { survey, about, name, .. } => {
            Shown::Survey { survey: *survey, about: *about, name: name.clone(), open: false }
        }
        What::AssistantSaid { turn, text, sources, .. } => {
            Shown::Assistant { turn: *turn, text: text.clone(), sources: sources.clone() }
        }
        What::AssistantGaveUp { turn, text } => {
            Shown::Assistant { turn: *turn, text: text.clone(), sources: Vec::new() }
        }
        What::Acted { turn, card, .. }
        | What::DetailsAsked { turn, card, .. }
        | What::DetailsGiven { turn, card, .. } => Shown::Card { turn: *turn, card: card.clone() },
        What::AnswerDropped { turn, .. } => Shown::Withdrawn { turn: *turn },
        What::Offered { text, choices, .. } => Shown::Offer { text: text.clone(), choices: choices.clone() },
        What::HandedOver { reference, text, .. } | What::Reminded { reference, text, .. } => {
            Shown::HandedOver { reference: reference.clone(), text: text.clone() }
        }
        What::AskedForAddress { text, .. } => {
            Shown::Notice { kind: Notice::LeaveAddress, text: text.clone() }
        }
        What::Confirmed { text, .. } => Shown::Notice { kind: Notice::Delivered, text: text.clone() },
        What::AddressNoted { text, .. } => Shown::Notice { kind: Notice::ContactAdded, text: text.clone() },
        What::Arranged { text, .. } => Shown::Notice { kind: Notice::Arranged, text: text.clone() },
        What::PersonJoined { name, text, picture } => {
            Shown::Joined { name: name.clone(), text: text.clone(), picture: picture.clone() }
        }
        What::PersonSaid { name, text, picture, .. } => {
            Shown::Person { name: name.clone(), text: text.clone(), picture: picture.clone() }
        }
        What::PersonCorrected { of, text, .. } => Shown::Corrected { of: *of, text: text.clone() },
        What::HandedBack { text, .. } => Shown::Notice { kind: Notice::HandedBack, text: text.clone() },
        What::Closed { text, .. } => Shown::Notice { kind: Notice::Closed, text: text.clone() },
        _ => return None,
    };
    Some(Frame::Shown { seq: entry.seq, at: entry.at, entry: shown })
}

/// What a customer who has seen everything up to `after` has missed. Words that were corrected since come as they are
/// now, words that were taken back do not come; who has seen them is told of the correction.
pub fn frames(log: &[Entry], after: u64) -> Vec<Frame> {
    let now = |seq: u64| {
        log.iter().rev().find_map(|entry| match &entry.what {
            What::PersonCorrected { of, text, .. } if *of == seq => Some(text),
            _ => None,
        })
    };
    let missed = log.iter().filter(|entry| entry.seq > after);
    missed
        .filter_map(|entry| match &entry.what {
            What::PersonCorrected { of, .. } if *of > after => None,
            _ => frame(entry),
        })
        .filter_map(|frame| match frame {
            Frame::Shown { seq, at, entry: Shown::Person { name, text, picture } } => {
                let text = now(seq).cloned().unwrap_or(text);
                let entry = Shown::Person { name, text, picture };
                (!matches!(&entry, Shown::Person { text, .. } if text.is_empty())).then_some(Frame::Shown {
                    seq,
                    at,
                    entry,
                })
            }
            frame => Some(frame),
        })
        .collect()
}

/// The words of a person in a frame.
#[cfg(test)]
pub fn person_words(frame: &Frame) -> Option<String> {
    match frame {
        Frame::Shown { entry: Shown::Person { text, .. }, .. } => Some(text.clone()),
        _ => None,
    }
}

/// Who is speaking, and what is true about waiting.
pub fn status(conversation: &Conversation, site: &Site, now: Ms) -> Status {
    let speaker = match &conversation.mode {
        Mode::Listening | Mode::Answering { .. } | Mode::Offering { .. } => Speaker::Assistant,
        Mode::Handing | Mode::Waiting => Speaker::Team,
        Mode::WithPerson { name } => Speaker::Person { name: name.clone() },
        Mode::Closed => Speaker::Nobody,
    };
    let reference = conversation.open_handoff().map(|handoff| handoff.reference.clone()).unwrap_or_default();
    let (ways, slots) = conversation.ways(site, now);
    let waiting = conversation.promise(site, now).map(|promise| promise.mode().to_owned());
    let answering = match conversation.mode {
        Mode::Answering { turn, .. } => Some(turn),
        _ => None,
    };
    Status {
        at: now,
        speaker,
        reference,
        answering,
        promise: conversation.promise_words(site, now),
        waiting: waiting.unwrap_or_default(),
        ways,
        slots,
        replies: conversation.replies(),
    }
}

/// A handoff in the desk's list.
pub fn card(conversation: &Conversation, handoff: &Handoff, packet: &Packet) -> Card {
    let agent = match &conversation.mode {
        Mode::WithPerson { name } => Some(name.clone()),
        _ => None,
    };
    Card {
        conversation: conversation.id.clone(),
        reference: handoff.reference.clone(),
        priority: packet.priority.word().to_owned(),
        reason: packet.escalation.reason.word().to_owned(),
        goal: packet.summary.goal.clone(),
        who: who(&packet.customer.claimed),
        page: packet.page.as_ref().map(|page| page.path().to_owned()).unwrap_or_default(),
        queue: packet.routing.as_ref().map(|routed| routed.queue.clone()).unwrap_or_default(),
        language: packet.language.clone(),
        at: packet.at,
        wish: handoff.wish.as_ref().map(|wish| wish_words(Some(wish))).unwrap_or_default(),
        by: handoff.by,
        agent,
        closed_at: None,
    }
}

/// A handed-over conversation as an agent sees it; nothing if it never was handed over.
pub fn opened(conversation: &Conversation, site: &Site, now: Ms) -> Option<Opened> {
    let handoff = conversation.handoffs.last()?;
    let packet = packet(conversation, handoff, site);
    Some(Opened {
        card: card(conversation, handoff, &packet),
        briefing: with_cost(with_details(briefing(&packet), conversation, handoff), conversation),
        lines: conversation.log.iter().filter_map(line).collect(),
        status: status(conversation, site, now),
        approval: approval(conversation),
    })
}

/// What the customer added after the handoff, with the rest of what is known.
fn with_details(mut briefing: Briefing, conversation: &Conversation, handoff: &Handoff) -> Briefing {
    for entry in &conversation.log {
        if let What::DetailsGiven { handoff: of, details, .. } = &entry.what
            && *of == handoff.number
        {
            briefing.facts.extend(details.iter().cloned());
        }
    }
    briefing
}

/// What the conversation cost so far, where a model was asked.
fn with_cost(mut briefing: Briefing, conversation: &Conversation) -> Briefing {
    let sum = budget::sum(&conversation.log);
    if sum.calls > 0 {
        briefing.facts.push(("Cost".to_owned(), cost(sum)));
    }
    briefing
}

/// A sum as people read it.
pub fn cost(sum: budget::Sum) -> String {
    let answers = if sum.calls == 1 { "1 answer" } else { &format!("{} answers", sum.calls) };
    format!("{:.4} for {answers}, {} tokens", sum.micros as f64 / 1e6, sum.tokens)
}

/// What waits for an agent's yes or no.
fn approval(conversation: &Conversation) -> Option<Approval> {
    let act = conversation.act.as_ref().filter(|act| act.stage == Stage::Approval)?;
    let shown = |entry: &Entry| match &entry.what {
        What::Acted { turn, stage: Stage::Approval, card, .. } if *turn == act.turn => Some(card.clone()),
        _ => None,
    };
    let card = conversation.log.iter().rev().find_map(shown)?;
    Some(Approval { turn: act.turn, title: card.title, rows: card.rows })
}

/// An entry as a line of the desk's transcript.
pub fn line(entry: &Entry) -> Option<Line> {
    let (who, name, text) = match &entry.what {
        What::CustomerSaid { text, .. } => (Who::Customer, "", text.clone()),
        What::AssistantSaid { text, .. }
        | What::AssistantGaveUp { text, .. }
        | What::Offered { text, .. } => (Who::Assistant, "", text.clone()),
        What::CustomerAttached { file, .. } => (Who::Customer, "", file.name.clone()),
        What::PersonAttached { name, file } => (Who::Person, name.as_str(), file.name.clone()),
        What::PersonSaid { name, text, .. } => (Who::Person, name.as_str(), text.clone()),
        What::PersonCorrected { name, text, .. } if text.is_empty() => {
            (Who::System, "", format!("{name} took back what they said."))
        }
        What::PersonCorrected { name, text, .. } => {
            (Who::System, "", format!("{name} corrected what they said: “{text}”"))
        }
        What::CustomerAskedForPerson => (Who::System, "", "The customer asked for a person.".to_owned()),
        What::CustomerLeft { contact } => {
            (Who::System, "", format!("The customer left an address: {}.", who_is(contact)))
        }
        What::CustomerRated { turn, helped, why } => {
            let verdict = if *helped { "helped" } else { "did not help" };
            let why = if why.is_empty() { String::new() } else { format!(" “{why}”") };
            (Who::System, "", format!("The customer said answer {turn} {verdict}.{why}"))
        }
        What::Scored { about, name, score: score @ 1.., note, .. } => {
            (Who::System, "", scored(*about, name, *score, note))
        }
        What::Acted { card, stage, why, .. } if !stage.open() || *stage == Stage::Approval => {
            let why = if why.is_empty() { String::new() } else { format!(" ({why})") };
            let rows: Vec<String> =
                card.rows.iter().map(|(label, value)| format!("{label}: {value}")).collect();
            let said = [card.text.as_str(), &rows.join(", ")].join(" ");
            (Who::System, "", format!("{}, {}: {}{why}", card.title, stage.word(), said.trim()))
        }
        What::DetailsGiven { details, .. } => {
            (Who::System, "", format!("The customer added: {}.", details_line(details)))
        }
        What::Approved { name, .. } => (Who::System, "", format!("{name} approved it.")),
        What::Arranged { taken: true, wish, .. } => (Who::System, "", wish_words(wish.as_ref())),
        What::Promised { promise, .. } => {
            (Who::System, "", format!("The customer is told: {}.", promise_said(promise)))
        }
        What::HandedOver { reference, .. } => (Who::System, "", format!("Handed over as {reference}.")),
        What::Delivered { key, backend, .. } if key.contains(".packet.") => {
            (Who::System, "", format!("Delivered to {backend}."))
        }
        What::Delivered { key, backend, ticket } if key.contains(".withdrawn.") && !ticket.is_empty() => {
            (Who::System, "", format!("Withdrawn from {backend}: it had the handoff without saying so."))
        }
        What::DeliveryFailed { key, backend, why }
            if !key.contains(".withdrawn.") && !key.contains(".bug.") =>
        {
            (Who::System, "", format!("Delivery to {backend} failed: {why}."))
        }
        What::Reported { tracker, issue, .. } => {
            (Who::System, "", format!("Bug report at {tracker}: {issue}"))
        }
        What::Enriched { known, .. } => {
            let known: Vec<String> = known.iter().map(Known::line).collect();
            (Who::System, "", format!("Known of the customer: {}", known.join(" · ")))
        }
        What::Worded { wording, .. } if !wording.is_empty() => (Who::System, "", wording_words(wording)),
        What::CustomerMoved { page, through, .. } => (Who::System, "", moved_words(page, through)),
        What::CustomerIdentified { identity } => (Who::System, "", vouched_words(identity)),
        What::FeedbackGiven { reference, verdict, note, .. } => {
            let note = if note.is_empty() { String::new() } else { format!(" “{note}”") };
            (Who::System, "", format!("Feedback on {reference}: {}.{note}", verdict.means().to_lowercase()))
        }
        What::Delivered { key, backend, .. } if key.contains(".alarm.") => {
            (Who::System, "", format!("Alarm told to {backend}."))
        }
        What::RetryAsked { name, .. } => (Who::System, "", format!("{name} had a delivery tried again.")),
        What::UndeliveredLeft { name, .. } => {
            (Who::System, "", format!("{name} left a delivery that was given up."))
        }
        What::DeliveryAbandoned { key, why } if key.contains(".packet.") => (
            Who::System,
            "",
            format!("The handoff was given up: {why}. It can be tried again from the list."),
        ),
        What::DeliveryAbandoned { key, why } if key.contains(".bug.") => {
            (Who::System, "", format!("The fault could not be reported: {why}."))
        }
        What::PersonJoined { name, .. } => (Who::System, "", format!("{name} took the conversation.")),
        What::HandedBack { name, .. } => {
            (Who::System, "", format!("{name} handed it back to the assistant."))
        }
        What::Closed { name, .. } if name.is_empty() => {
            (Who::System, "", "Closed by the customer.".to_owned())
        }
        What::Closed { name, .. } => (Who::System, "", format!("Closed by {name}.")),
        _ => return None,
    };
    let file = match &entry.what {
        What::CustomerAttached { file, .. } | What::PersonAttached { file, .. } => Some(file.clone()),
        _ => None,
    };
    Some(Line { seq: entry.seq, at: entry.at, who, name: name.to_owned(), text, file })
}

/// Details as one line.
pub fn details_line(details: &[(String, String)]) -> String {
    details.iter().map(|(label, value)| format!("{label}: {value}")).collect::<Vec<_>>().join(", ")
}

/// A score in words, for the team.
pub fn scored(about: About, name: &str, score: u8, note: &str) -> String {
    let whom = match about {
        About::Assistant => "the assistant",
        About::Person => name,
    };
    let note = if note.is_empty() { String::new() } else { format!(" \u{201c}{note}\u{201d}") };
    format!("The customer gives {whom} {score} of 5.{note}")
}

/// A promise as the desk's transcript has it.
fn promise_said(promise: &Promise) -> &'static str {
    match promise {
        Promise::Sending => "it is on its way to the team",
        Promise::Stuck => "it has not reached the team yet",
        Promise::Live => "somebody is free, connecting",
        Promise::Queue { .. } => "in line",
        Promise::Later { .. } => "a person answers later",
        Promise::Closed { .. } => "nobody works now, a person answers later",
        Promise::Callback { .. } => "a person calls",
    }
}

/// What a model worded, as a note: each sentence with the messages it comes from, then the translation.
pub fn wording_words(wording: &Wording) -> String {
    let mut lines = Vec::new();
    if !wording.sentences.is_empty() {
        lines.push("In short, worded by a model, each sentence found in the messages it names:".to_owned());
        lines.extend(wording.sentences.iter().map(sentence_words));
    }
    if let Some(translation) = &wording.translation {
        let language = &translation.language;
        lines.push(format!(
            "Translated by a machine into `{language}`; the customer's own words stand above:"
        ));
        lines.extend(translation.lines.iter().map(|(_, line)| format!("- {line}")));
    }
    lines.join("\n")
}

fn sentence_words(sentence: &Worded) -> String {
    let seqs: Vec<String> = sentence.seqs.iter().map(u64::to_string).collect();
    format!("- {} (message {})", sentence.text, seqs.join(", "))
}

/// Where the customer is now.
pub fn moved_words(page: &Page, through: &[Passed]) -> String {
    let passed: Vec<String> = through.iter().map(passed_words).filter(|text| !text.is_empty()).collect();
    match (now_words(page), passed.is_empty()) {
        (now, true) => now,
        (now, false) if now.is_empty() => format!("The customer came through {}", passed.join(", then ")),
        (now, false) => format!("{now} (came through {})", passed.join(", then ")),
    }
}

fn passed_words(passed: &Passed) -> String {
    match (passed.path.as_str(), passed.errors.join(" · ")) {
        (path, errors) if errors.is_empty() => path.to_owned(),
        ("", errors) => format!("a page with the error: {errors}"),
        (path, errors) => format!("{path}, with the error: {errors}"),
    }
}

fn now_words(page: &Page) -> String {
    let place = match (page.title.is_empty(), page.url.is_empty()) {
        (false, false) => format!("{} — {}", page.title, page.url),
        _ => format!("{}{}", page.title, page.url),
    };
    let errors = page.errors.join(" · ");
    match (place.is_empty(), errors.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!("The customer is now on: {place}"),
        (true, false) => format!("The customer now sees an error: {errors}"),
        (false, false) => format!("The customer is now on: {place}, and sees an error: {errors}"),
    }
}

/// Who the site says the customer is.
pub fn vouched_words(identity: &Identity) -> String {
    let known = [identity.name.as_str(), &identity.email, &identity.id, &identity.tier];
    let known: Vec<&str> = known.into_iter().filter(|text| !text.is_empty()).collect();
    let who = if known.is_empty() { String::new() } else { format!(": {}", known.join(", ")) };
    format!("The site now vouches for the customer{who}.")
}

/// A wish for the team, in English as the rest of what backends get.
pub fn wish_words(wish: Option<&Wish>) -> String {
    match wish {
        None => "The customer waits in the chat after all.".to_owned(),
        Some(Wish::Ticket) => "The customer does not wait; an answer in the chat, whenever.".to_owned(),
        Some(Wish::Email { email }) if email.is_empty() => {
            "The customer does not wait; please answer by e-mail.".to_owned()
        }
        Some(Wish::Callback { phone, when, .. }) if phone.is_empty() => format!("Call the customer: {when}."),
        Some(Wish::Email { email }) => format!("The customer does not wait; please answer to {email}."),
        Some(Wish::Callback { phone, when, .. }) => format!("Call the customer at {phone}: {when}."),
    }
}

/// The packet for a reader with fifteen seconds.
pub fn briefing(packet: &Packet) -> Briefing {
    let mut facts = Vec::new();
    let mut fact = |label: &str, value: String| {
        if !value.is_empty() {
            facts.push((label.to_owned(), value));
        }
    };
    fact("Reference", packet.reference.clone());
    fact("Customer", customer(packet));
    if let Some(page) = &packet.page {
        fact(
            "Page",
            if page.title.is_empty() { page.url.clone() } else { format!("{} — {}", page.title, page.url) },
        );
        fact("Visible error", page.errors.join(" · "));
        fact("Script errors", page.script_errors.join(" · "));
        fact("Feature", page.feature.clone());
        fact("Took the offer", page.help.clone());
    }
    fact("Urgency", packet.priority.word().to_owned());
    fact("Mood", mood(&packet.mood));
    for known in &packet.known {
        fact("Known", known.line());
    }
    for (name, values) in collected(packet) {
        fact(&capital(name), values.join(", "));
    }
    fact("About", about(&packet.intent));
    fact("Wish", packet.wish.as_ref().map(|wish| wish_words(Some(wish))).unwrap_or_default());
    fact("Requested", packet.summary.requested.clone());
    for action in &packet.actions {
        let label = if action.stage == Stage::Approval { "Waits for approval" } else { "Action" };
        let values: Vec<String> =
            action.arguments.iter().map(|(name, value)| format!("{name} {}", schema::text(value))).collect();
        fact(label, format!("{} ({}): {}", action.title, action.stage.word(), values.join(", ")));
    }
    for said in &packet.scores {
        fact("Score", scored(said.about, &said.name, said.score, &said.note));
    }
    for given in &packet.attachments {
        fact("File", attachment::line(&given.file, &given.url));
    }
    fact("Visited before", packet.trail.join(" → "));
    fact("Language", packet.language.clone());
    if let Some(routed) = &packet.routing {
        fact("Queue", format!("{}: {}", routed.queue, routed.because));
    }
    fact("Reason", format!("{} ({})", packet.escalation.reason.word(), packet.escalation.layer.word()));
    fact("Rule", format!("{} (policy {})", packet.escalation.rule, packet.versions.policy));
    let said = |tried: &Tried| format!("{}: {}.", tried.what, tried.outcome);
    let tried: Vec<String> = packet.summary.tried.iter().map(said).collect();
    // What was tried last stands there already, and why it was handed over below.
    let blocker = &packet.summary.blocker;
    let again = blocker == NOTHING_YET
        || tried.last() == Some(blocker)
        || blocker.contains(packet.escalation.because.as_str());
    // What has a row of its own is no gap, and that no error was seen is none either.
    let told = ["customer", "tried", "page", "visible error"];
    let missing = packet.missing.iter().filter(|one| !told.contains(&one.field.as_str()));
    let missing = missing.map(|one| format!("{}: {}", one.field, one.why)).collect();
    Briefing {
        goal: packet.summary.goal.clone(),
        tried,
        blocker: if again { String::new() } else { blocker.clone() },
        why: packet.escalation.because.clone(),
        evidence: packet.escalation.evidence.iter().map(|finding| finding.evidence.clone()).collect(),
        facts,
        sources: packet.sources.iter().map(|source| source.title.clone()).collect(),
        short: packet.wording.sentences.iter().map(|sentence| sentence.text.clone()).collect(),
        translated: packet
            .wording
            .translation
            .iter()
            .flat_map(|all| all.lines.iter().map(|(_, line)| line.clone()))
            .collect(),
        translated_into: packet
            .wording
            .translation
            .as_ref()
            .map(|all| all.language.clone())
            .unwrap_or_default(),
        missing,
    }
}

/// Who it is and how sure that is: the site's word, what was left in a form, what was said in the chat.
fn customer(packet: &Packet) -> String {
    let listed = |all: &[&str]| -> String {
        all.iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join(", ")
    };
    let known = match &packet.customer.account {
        Some(account) => listed(&[&account.name, &account.email, &account.id, &account.tier]),
        None => who_is(&packet.customer.claimed),
    };
    let verified = if packet.customer.verified { "verified by the site" } else { "not verified" };
    let said: Vec<String> = packet
        .collected
        .iter()
        .filter(|one| WHO.contains(&one.name.as_str()) && !known.contains(&one.value))
        .map(|one| match one.name.as_str() {
            "account number" => format!("account {}", one.value),
            _ => one.value.clone(),
        })
        .collect();
    match (known.is_empty(), said.is_empty()) {
        (false, true) => format!("{known} ({verified})"),
        (false, false) => format!("{known} ({verified}); in the chat: {}", said.join(", ")),
        (true, false) => format!("{} (said in the chat; {verified})", said.join(", ")),
        (true, true) if packet.customer.verified => format!("known to the site ({verified})"),
        (true, true) => "not known".to_owned(),
    }
}

/// What was told, by name: several numbers of a kind in one line. Who it is stands elsewhere.
fn collected(packet: &Packet) -> Vec<(&str, Vec<&str>)> {
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    for one in packet.collected.iter().filter(|one| !WHO.contains(&one.name.as_str())) {
        match all.iter_mut().find(|(name, _)| *name == one.name) {
            Some((_, values)) => values.push(&one.value),
            None => all.push((&one.name, vec![&one.value])),
        }
    }
    all
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), chars.as_str()))
}

/// Topics and areas, then the nearest article.
fn about(intent: &Intent) -> String {
    let mut words: Vec<String> = intent.topics.iter().chain(&intent.areas).cloned().collect();
    words.dedup();
    let sure = |sure: f32| format!(" ({:.0} % likely to answer)", f64::from(sure) * 100.0);
    let sure = intent.nearest_confidence.map(sure).unwrap_or_default();
    let article = intent.nearest_article.as_ref().map(|title| format!("near “{title}”{sure}"));
    [words.join(", "), article.unwrap_or_default()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("; ")
}

/// How it went, message by message, where it did not stay even.
fn mood(turns: &[Mood]) -> String {
    let word = |turn: &Mood| match turn.mood {
        _ if turn.angry => "angry",
        mood if mood < -0.25 => "unhappy",
        mood if mood > 0.25 => "pleased",
        _ => "calm",
    };
    let mut words: Vec<&str> = turns.iter().map(word).collect();
    words.dedup();
    match words.as_slice() {
        [] | ["calm"] => String::new(),
        _ => words.join(" → "),
    }
}

fn who(contact: &Contact) -> String {
    [&contact.name, &contact.email, &contact.phone]
        .into_iter()
        .find(|s| !s.is_empty())
        .cloned()
        .unwrap_or_default()
}

fn who_is(contact: &Contact) -> String {
    [contact.name.as_str(), &contact.email, &contact.phone]
        .into_iter()
        .filter(|s| !s.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
