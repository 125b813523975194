//! What a destination may not get (P20): parts of a handoff that `leave-out` of a `[[backend]]` names.
//!
//! They are taken out of the conversation before any backend sees it, so no mapping can forget to: where they stand, where
//! a decision or a queue quotes them as its evidence, in what was picked instead of waiting, and wherever an action or a
//! form repeats them. What the customer wrote in words stays: what must not be kept at all is `[redaction]`'s matter.

use crate::conversation::{Conversation, Wish};
use crate::identity::Identity;
use crate::log::What;
use crate::page::Page;
use crate::parts::Contact;
use crate::policy::{Decision, PassedOver, Value};
use crate::routing::Routed;

/// A part of a handoff that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Name,
    Email,
    Phone,
    /// The site's own id of the customer and the kind of account
    Account,
    /// Address, title and headings of the page
    Page,
    /// Pages visited before
    Trail,
    /// Errors the customer sees, and script errors
    Errors,
}

/// As `leave-out` writes them.
pub const PARTS: [(&str, Part); 7] = [
    ("name", Part::Name),
    ("email", Part::Email),
    ("phone", Part::Phone),
    ("account", Part::Account),
    ("page", Part::Page),
    ("trail", Part::Trail),
    ("errors", Part::Errors),
];

/// Said in the place of what quotes a part.
const KEPT_BACK: &str = "not told to this destination";

/// Names of the signals that look at a part, and so quote it.
fn signals(part: Part) -> &'static [&'static str] {
    match part {
        Part::Account => &["verified", "tier"],
        Part::Page => &["page", "visible-error"],
        Part::Errors => &["error", "visible-error"],
        Part::Name | Part::Email | Part::Phone | Part::Trail => &[],
    }
}

/// The conversation as a destination may see it.
pub fn keep_back(mut conversation: Conversation, leave_out: &[String]) -> Conversation {
    let parts: Vec<Part> =
        PARTS.iter().filter(|(name, _)| leave_out.iter().any(|out| out == name)).map(|(_, p)| *p).collect();
    let hidden: Vec<&str> = parts.iter().flat_map(|part| signals(*part)).copied().collect();
    repeated(&mut conversation, &parts);
    for handoff in &mut conversation.handoffs {
        decided(&mut handoff.decision, &hidden);
        if let Some(routed) = &mut handoff.routed {
            sent(routed, &hidden);
        }
        parts.iter().for_each(|part| wished(&mut handoff.wish, *part));
    }
    for entry in &mut conversation.log {
        match &mut entry.what {
            What::Decided { decision, .. } => decided(decision, &hidden),
            What::Arranged { wish, .. } => parts.iter().for_each(|part| wished(wish, *part)),
            _ => {}
        }
    }
    for part in &parts {
        contact(&mut conversation.contact, *part);
        if let Some(identity) = &mut conversation.identity {
            identified(identity, *part);
        }
        if let Some(seen) = &mut conversation.page {
            page(seen, *part);
        }
        for entry in &mut conversation.log {
            match &mut entry.what {
                What::CustomerLeft { contact: left } => contact(left, *part),
                What::PageSeen { page: seen } => page(seen, *part),
                What::CustomerMoved { page: seen, through, .. } => {
                    page(seen, *part);
                    match part {
                        Part::Page | Part::Trail => through.iter_mut().for_each(|one| one.path.clear()),
                        Part::Errors => through.iter_mut().for_each(|one| one.errors.clear()),
                        _ => {}
                    }
                }
                What::CustomerIdentified { identity } => identified(identity, *part),
                // What other tools know is about the account, whatever it says.
                What::Enriched { known, .. } if *part == Part::Account => known.clear(),
                _ => {}
            }
        }
    }
    conversation
}

/// Evidence that quotes what is hidden, and reasons that name it.
fn decided(decision: &mut Decision, hidden: &[&str]) {
    for finding in decision.evidence.iter_mut().filter(|finding| hidden.contains(&finding.signal.as_str())) {
        KEPT_BACK.clone_into(&mut finding.evidence);
        if let Value::Word(word) = &mut finding.value {
            word.clear();
        }
    }
    passed_over(&mut decision.passed_over, hidden);
}

fn sent(routed: &mut Routed, hidden: &[&str]) {
    if names(&routed.because, hidden) {
        KEPT_BACK.clone_into(&mut routed.because);
    }
    passed_over(&mut routed.passed_over, hidden);
}

fn passed_over(all: &mut [PassedOver], hidden: &[&str]) {
    for one in all.iter_mut().filter(|one| names(&one.why, hidden)) {
        KEPT_BACK.clone_into(&mut one.why);
    }
}

/// Whether a condition of one of these signals stands in a reason. A word that only looks like one is hidden as well.
fn names(reason: &str, hidden: &[&str]) -> bool {
    reason.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| hidden.contains(&word))
}

fn wished(wish: &mut Option<Wish>, part: Part) {
    match (wish, part) {
        (Some(Wish::Callback { phone, .. }), Part::Phone) => phone.clear(),
        (Some(Wish::Email { email }), Part::Email) => email.clear(),
        _ => {}
    }
}

/// What actions, forms and our own words to the customer repeat of a part: the line goes, or the value in it.
fn repeated(conversation: &mut Conversation, parts: &[Part]) {
    let (contact, identity) = (&conversation.contact, conversation.identity.as_ref());
    let mut values: Vec<String> = Vec::new();
    for part in parts {
        let (ours, theirs) = match part {
            Part::Name => (contact.name.as_str(), identity.map(|who| who.name.as_str())),
            Part::Email => (contact.email.as_str(), identity.map(|who| who.email.as_str())),
            Part::Phone => (contact.phone.as_str(), None),
            Part::Account => ("", identity.map(|who| who.id.as_str())),
            Part::Page | Part::Trail | Part::Errors => continue,
        };
        let told = [ours, theirs.unwrap_or("")].into_iter().filter(|value| value.chars().count() > 1);
        values.extend(told.map(str::to_owned));
    }
    if values.is_empty() {
        return;
    }
    let holds = |text: &str| values.iter().any(|value| text.contains(value.as_str()));
    let without = |text: &mut String| {
        for value in &values {
            *text = text.replace(value.as_str(), "…");
        }
    };
    for entry in &mut conversation.log {
        match &mut entry.what {
            What::Acted { arguments, card, why, .. } => {
                arguments.retain(|_, value| !holds(&value.to_string()));
                card.rows.retain(|(_, value)| !holds(value));
                card.fields.clear();
                without(&mut card.text);
                without(why);
            }
            What::DetailsGiven { details, card, .. } => {
                details.retain(|(_, value)| !holds(value));
                card.rows.retain(|(_, value)| !holds(value));
            }
            What::Arranged { text, .. } | What::AddressNoted { text, .. } => without(text),
            _ => {}
        }
    }
}

fn identified(identity: &mut Identity, part: Part) {
    match part {
        Part::Name => identity.name.clear(),
        Part::Email => identity.email.clear(),
        Part::Account => {
            identity.id.clear();
            identity.tier.clear();
        }
        Part::Phone | Part::Page | Part::Trail | Part::Errors => {}
    }
}

fn contact(contact: &mut Contact, part: Part) {
    match part {
        Part::Name => contact.name.clear(),
        Part::Email => contact.email.clear(),
        Part::Phone => contact.phone.clear(),
        Part::Account | Part::Page | Part::Trail | Part::Errors => {}
    }
}

fn page(page: &mut Page, part: Part) {
    match part {
        Part::Page => {
            page.url.clear();
            page.title.clear();
            page.headings.clear();
            page.feature.clear();
            page.help.clear();
            page.selection.clear();
        }
        Part::Trail => page.trail.clear(),
        Part::Errors => {
            page.errors.clear();
            page.script_errors.clear();
        }
        Part::Name | Part::Email | Part::Phone | Part::Account => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::Handoff;
    use crate::log::{Entry, Passed, Versions};
    use crate::parts::Card;
    use crate::policy::{Finding, Layer, Outcome, Priority, Reason};

    #[test]
    fn what_a_destination_may_not_get_stands_nowhere_in_what_it_sees() {
        let secret = |what: &str| format!("secret-{what}");
        let left = Contact { name: secret("name"), email: secret("email"), phone: secret("phone") };
        let seen = Page {
            url: secret("url"),
            title: secret("title"),
            trail: vec![secret("trail")],
            errors: vec![secret("error")],
            script_errors: vec![secret("script")],
            ..Page::default()
        };
        let mut conversation = Conversation::new("0123456789abcdef0123456789abcdef", "en");
        conversation.contact = left.clone();
        conversation.identity = Some(Identity {
            id: secret("id"),
            email: secret("email"),
            name: secret("name"),
            tier: secret("tier"),
        });
        conversation.page = Some(seen.clone());
        let finding = |signal: &str, value: &str, evidence: &str| Finding {
            signal: signal.to_owned(),
            value: Value::Word(value.to_owned()),
            evidence: evidence.to_owned(),
        };
        let over = |why: &str| vec![PassedOver { rule: "r".to_owned(), why: why.to_owned() }];
        let decision = Decision {
            outcome: Outcome::Transfer,
            action: None,
            rule: "r".to_owned(),
            layer: Layer::BusinessRule,
            reason: Reason::SensitiveAccountIssue,
            because: "a trade customer".to_owned(),
            priority: Priority::Normal,
            evidence: vec![
                finding("tier", "secret-tier", "account: secret-tier"),
                finding("verified", "", "signed in as secret-id"),
                finding("page", "/secret-url", "on /secret-url"),
                finding("error", "secret-error", "the page shows “secret-error”"),
                finding("visible-error", "", "/secret-url shows “secret-error”"),
                finding("risk", "refund", "“my money back”"),
            ],
            passed_over: over("`page matches /a/*`: it is /secret-url"),
            policy: "1".to_owned(),
        };
        let wish = Wish::Callback { phone: secret("phone"), from: 1, to: 2, when: String::new(), slot: true };
        let log = [
            What::CustomerLeft { contact: left },
            What::PageSeen { page: seen.clone() },
            What::CustomerMoved {
                handoff: 1,
                page: seen,
                through: vec![Passed { path: secret("through"), errors: vec![secret("error")] }],
            },
            What::Decided { turn: 1, decision: Box::new(decision.clone()), versions: Versions::default() },
            What::Arranged {
                handoff: 1,
                wish: Some(wish.clone()),
                taken: true,
                text: "Noted: a person calls secret-phone.".to_owned(),
            },
            What::Arranged {
                handoff: 1,
                wish: Some(Wish::Email { email: secret("email") }),
                taken: true,
                text: "Noted: the team will answer to secret-email.".to_owned(),
            },
            What::DetailsGiven {
                handoff: 1,
                turn: 1,
                details: vec![
                    ("Your address".to_owned(), secret("email")),
                    ("Since".to_owned(), "May".to_owned()),
                ],
                card: Card::default(),
            },
        ];
        conversation.handoffs.push(Handoff {
            number: 1,
            reference: "R-1".to_owned(),
            seq: 1,
            at: 1,
            decision,
            routed: Some(Routed {
                queue: "trade".to_owned(),
                because: "tier is secret-tier (account: secret-tier)".to_owned(),
                passed_over: over("`error matches secret-error`: nothing found"),
                routing: "1".to_owned(),
            }),
            route: Vec::new(),
            home: None,
            confirmed: None,
            by: None,
            wish: Some(wish),
            booking: None,
            told: None,
            asked_for_address: false,
            form: None,
            closed: false,
            looking: None,
            wording: None,
        });
        conversation.log = log.into_iter().zip(1..).map(|(what, seq)| Entry { seq, at: seq, what }).collect();
        let all: Vec<String> = PARTS.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(keep_back(conversation.clone(), &[]), conversation);
        let kept = keep_back(conversation, &all);
        // The log is kept beside the state, and is no part of its JSON.
        let text = format!(
            "{} {}",
            serde_json::to_string(&kept).unwrap(),
            serde_json::to_string(&kept.log).unwrap()
        );
        assert!(!text.contains("secret"), "{text}");
        for stays in ["my money back", "May", "a trade customer", "not told to this destination"] {
            assert!(text.contains(stays), "{stays}: {text}");
        }
        assert!(kept.identity.is_some(), "that the site vouches for the customer may be known");
    }
}
