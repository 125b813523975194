//! What a destination may not get (P20): parts of a handoff that `leave-out` of a `[[backend]]` names.
//!
//! They are taken out of the conversation before any backend sees it, so no mapping can forget to. What the customer
//! wrote in words stays: what must not be kept at all is `[redaction]`'s matter.

use crate::conversation::Conversation;
use crate::identity::Identity;
use crate::log::What;
use crate::page::Page;
use crate::parts::Contact;

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

/// The conversation as a destination may see it.
pub fn keep_back(mut conversation: Conversation, leave_out: &[String]) -> Conversation {
    let parts = PARTS.iter().filter(|(name, _)| leave_out.iter().any(|out| out == name));
    for (_, part) in parts {
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
                What::PageSeen { page: seen } | What::CustomerMoved { page: seen, .. } => page(seen, *part),
                What::CustomerIdentified { identity } => identified(identity, *part),
                // What other tools know is about the account, whatever it says.
                What::Enriched { known, .. } if *part == Part::Account => known.clear(),
                _ => {}
            }
        }
    }
    conversation
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
    use crate::log::Entry;

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
        let log = [What::CustomerLeft { contact: left }, What::PageSeen { page: seen }];
        conversation.log = log.into_iter().zip(1..).map(|(what, seq)| Entry { seq, at: seq, what }).collect();
        let all: Vec<String> = PARTS.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(keep_back(conversation.clone(), &[]), conversation);
        let kept = keep_back(conversation, &all);
        let text = serde_json::to_string(&kept).unwrap();
        assert!(!text.contains("secret"), "{text}");
        assert!(kept.identity.is_some(), "that the site vouches for the customer may be known");
    }
}
