//! Handing over to people: committed at once, confirmed when confirmed, never twice; and what people then do.

use super::assistant::Look;
use super::outbox::{Cargo, Parcel};
use super::waiting::NEWS;
use super::{Draft, Handoff, Mode};
use crate::feedback::{self, Verdict};
use crate::log::{Entry, What};
use crate::parts::Contact;
use crate::policy::{self, Decision, Layer, Outcome, Priority, Reason};
use crate::reading;
use crate::routing::{self, Routed};
use crate::team::Team;

impl Draft<'_> {
    /// The decision that the button is: no rule is asked, no question is put. How soon a person should look is asked.
    pub(super) fn by_button(&self) -> Decision {
        let policy = &self.world.site.policy;
        Decision {
            outcome: Outcome::Transfer,
            action: None,
            rule: "human-button".to_owned(),
            layer: Layer::UserRequested,
            reason: Reason::UserRequestedAgent,
            because: "the customer pressed the human button".to_owned(),
            priority: policy::raised(policy, Priority::Normal, &self.findings(Look::default())),
            evidence: Vec::new(),
            passed_over: Vec::new(),
            policy: policy.version.clone(),
        }
    }

    /// Commits a handoff: from here on the assistant is silent and the packet is on its way.
    pub(super) fn hand_over(&mut self, decision: Decision, words: &str) {
        self.drop_form();
        let number = self.next.handoffs.len() as u32 + 1;
        let reference = reference(&self.next.id, number);
        let said = self.rule_words(&decision);
        let promise = self.say(words, &[("reference", &reference)]);
        let mut text = said.map_or(promise.clone(), |said| format!("{said}\n\n{promise}"));
        if self.must_verify() {
            text = format!("{text}\n\n{}", self.say("verify-you", &[]));
        }
        let seq = self.log(What::HandedOver { handoff: number, reference: reference.clone(), text });
        let (routed, route) = self.route();
        let queue = self.world.site.routing.queue(&routed.queue);
        let hours = queue.hours.as_ref().or(self.world.site.opening.as_ref());
        let by = queue.reply_within.and_then(|minutes| hours?.after(self.world.now, minutes.into()));
        let mut decision = decision;
        if let Some(least) = queue.priority {
            decision.priority = decision.priority.min(least);
        }
        self.next.handoffs.push(Handoff {
            number,
            reference,
            seq,
            at: self.world.now,
            decision,
            routed: Some(routed),
            route,
            home: None,
            confirmed: None,
            by,
            wish: None,
            booking: None,
            told: None,
            asked_for_address: false,
            form: None,
            closed: false,
            looking: None,
            wording: None,
        });
        // The place in line of an earlier handoff is not this one's.
        if let Some(team) = &mut self.next.team {
            team.ahead = None;
        }
        self.next.mode = Mode::Handing;
        self.post(Parcel::new(number, Cargo::Packet, self.world.now));
        self.set_alarm(number);
        self.beside();
        self.ask_details();
        self.word();
    }

    /// Whether a person will want to know that it is the customer: it is about an account or its money, and the site does
    /// not vouch for them. Said before, so that being asked is no surprise (L11).
    fn must_verify(&self) -> bool {
        const ABOUT_ACCOUNTS: [&str; 4] =
            ["account-access", "fraud-or-security", "data-privacy", "billing-dispute"];
        let log = &self.next.log;
        let since = log
            .iter()
            .rposition(|entry| matches!(entry.what, What::HandedOver { .. } | What::Closed { .. }))
            .map_or(0, |at| at + 1);
        self.next.identity.is_none()
            && log[since..].iter().any(|entry| match &entry.what {
                What::Read { reading } => {
                    reading.risks.iter().any(|risk| ABOUT_ACCOUNTS.contains(&risk.topic.as_str()))
                }
                _ => false,
            })
    }

    /// The queue, and the backends in the order they are tried: the queue's own first.
    fn route(&self) -> (Routed, Vec<String>) {
        let site = self.world.site;
        let said = self.next.log.iter().rev().find_map(|entry| match &entry.what {
            What::Read { reading } => Some(&**reading),
            _ => None,
        });
        let findings = self.findings(Look { said, ..Look::default() });
        let hours = site.opening.as_ref();
        let routed =
            routing::route(&site.routing, &site.policy, &findings, hours, self.news(), self.world.now);
        let alarm = site.handoff.alarm.as_ref().map(|alarm| &alarm.backend);
        let mut route: Vec<String> =
            self.world.backends.iter().filter(|name| Some(*name) != alarm).cloned().collect();
        let first = site.routing.queue(&routed.queue).backend.as_deref();
        // A stable sort: the others stay in the site's order.
        route.sort_by_key(|name| first != Some(name.as_str()));
        (routed, route)
    }

    /// What the desk told, while it is news.
    pub(super) fn news(&self) -> Option<&Team> {
        let fresh = self.world.now.saturating_sub(self.next.team_at) <= NEWS;
        self.next.team.as_ref().filter(|_| fresh)
    }

    /// The customer asks again: people have it already, and nothing is doubled.
    pub(super) fn remind(&mut self) {
        let Some(handoff) = self.next.open_handoff() else {
            return self.ignore("asked-for-person", "people have it without a handoff");
        };
        let (number, reference) = (handoff.number, handoff.reference.clone());
        let text = match &self.next.mode {
            Mode::WithPerson { name } => self.say("already-with-person", &[("name", name)]),
            _ => self.say("already-handed-over", &[("reference", &reference)]),
        };
        self.log(What::Reminded { handoff: number, reference, text });
    }

    pub(super) fn keep_contact(&mut self, contact: Contact) {
        let known = &mut self.next.contact;
        for (old, new) in [
            (&mut known.name, contact.name),
            (&mut known.email, contact.email),
            (&mut known.phone, contact.phone),
        ] {
            if !new.trim().is_empty() {
                *old = new.trim().to_owned();
            }
        }
    }

    /// What the message says of how to reach its writer, and was not known, is known from now on. Given back where it is
    /// still to be sent after a handoff that is waited for.
    pub(super) fn says_contact(&mut self, text: &str) -> Option<Contact> {
        let known = &self.next.contact;
        let mut said = reading::contact(text);
        for (old, new) in
            [(&known.name, &mut said.name), (&known.email, &mut said.email), (&known.phone, &mut said.phone)]
        {
            // What was typed into a field for it is surer.
            if !old.is_empty() {
                new.clear();
            }
        }
        if said.is_empty() {
            return None;
        }
        if matches!(self.next.mode, Mode::Handing | Mode::Waiting) {
            return Some(said);
        }
        self.keep_contact(said.clone());
        self.log(What::CustomerLeft { contact: said });
        None
    }

    pub(super) fn left(&mut self, contact: Contact) {
        if contact.is_empty() {
            return self.ignore("left", "no address was given");
        }
        self.keep_contact(contact.clone());
        let seq = self.log(What::CustomerLeft { contact });
        if let Some(handoff) = self.next.open_handoff() {
            let (number, reference) = (handoff.number, handoff.reference.clone());
            let text = self.say("contact-added", &[("reference", &reference)]);
            self.log(What::AddressNoted { handoff: number, text });
            self.post(Parcel::new(number, Cargo::Contact { seq }, self.world.now));
        }
    }

    /// Sends the customer's newest words after the packet, where people have the conversation.
    pub(super) fn relay_last(&mut self) {
        let said =
            |entry: &&Entry| matches!(entry.what, What::CustomerSaid { .. } | What::CustomerAttached { .. });
        let Some(seq) = self.next.log.iter().rev().find(said).map(|entry| entry.seq) else { return };
        if let Some(number) = self.next.open_handoff().map(|handoff| handoff.number) {
            self.post(Parcel::new(number, Cargo::Said { seq }, self.world.now));
        }
    }

    pub(super) fn claimed(&mut self, name: &str) {
        if self.next.handoffs.is_empty() {
            return self.ignore("person-claimed", "it was never handed over");
        }
        if self.next.mode == (Mode::WithPerson { name: name.to_owned() }) {
            return self.ignore("person-claimed", "this person has it already");
        }
        if let Mode::Answering { turn, .. } = self.next.mode {
            self.drop_answer(turn, "a person took over");
        }
        if let Some(last) = self.next.handoffs.last_mut() {
            last.closed = false;
        }
        let text = self.say("joined", &[("name", name)]);
        let picture = self.face(name);
        self.log(What::PersonJoined { name: name.to_owned(), text, picture });
        if let Some(number) = self.next.open_handoff().map(|handoff| handoff.number) {
            self.post(Parcel::new(number, Cargo::Claimed, self.world.now));
        }
        self.next.mode = Mode::WithPerson { name: name.to_owned() };
    }

    /// `message`: what the backend calls these words; empty where they were said at the desk.
    pub(super) fn said_as(&mut self, name: String, text: String, message: String) {
        if self.speaks(&name, "person-said") {
            let picture = self.face(&name);
            self.log(What::PersonSaid { name, text, picture, message });
        }
    }

    /// A person says or gives something, and so takes what nobody has. False: there is nothing to take.
    pub(super) fn speaks(&mut self, name: &str, event: &str) -> bool {
        if self.next.handoffs.is_empty() {
            self.ignore(event, "it was never handed over");
            return false;
        }
        if self.next.mode != (Mode::WithPerson { name: name.to_owned() }) {
            self.claimed(name);
        }
        true
    }

    pub(super) fn person_closed(&mut self, name: String) {
        if !self.next.is_with_people() {
            return self.ignore("person-closed", "no person has it");
        }
        let text = self.say("closed-by-person", &[("name", &name)]);
        self.close(name, text);
    }

    pub(super) fn handed_back(&mut self, name: String) {
        if !self.next.is_with_people() {
            return self.ignore("person-handed-back", "no person has it");
        }
        let text = self.say("handed-back", &[("name", &name)]);
        self.log(What::HandedBack { name, text });
        self.finish();
        self.next.mode = Mode::Listening;
        self.ask_how_it_was(false);
    }

    /// What the team says about a handoff: kept, and nothing follows from it by itself.
    pub(super) fn judged(&mut self, handoff: u32, verdict: Verdict, mut note: String) {
        let Some(known) = self.next.handoffs.iter().find(|known| known.number == handoff) else {
            return self.ignore("feedback-given", "there is no such handoff");
        };
        let reference = known.reference.clone();
        crate::page::cut(&mut note, feedback::NOTE);
        self.log(What::FeedbackGiven { handoff, reference, verdict, note: note.trim().to_owned() });
    }

    pub(super) fn close(&mut self, name: String, text: String) {
        self.log(What::Closed { name, text });
        self.finish();
        self.next.mode = Mode::Closed;
        self.ask_how_it_was(true);
    }

    /// Ends the open handoff, and tells its backend. A packet still on its way is delivered first.
    fn finish(&mut self) {
        self.drop_act("the conversation was closed or given back");
        self.skip_details();
        self.free_slot();
        let now = self.world.now;
        let Some(handoff) = self.next.handoffs.last_mut().filter(|handoff| !handoff.closed) else { return };
        handoff.closed = true;
        let number = handoff.number;
        self.post(Parcel::new(number, Cargo::Closed, now));
    }
}

/// A reference people can read to each other: six characters of the conversation's id in Crockford's base 32 (no
/// I, L, O, U) and the number of the handoff. It names, it gives no access.
pub(super) fn reference(id: &str, number: u32) -> String {
    const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let bits = u64::from_str_radix(id.get(..8).unwrap_or("0"), 16).unwrap_or(0);
    let digit = |i: u32| char::from(DIGITS[((bits >> (5 * i)) & 31) as usize]);
    let code: String = (0..6).map(digit).collect();
    format!("{}-{}-{number}", &code[..3], &code[3..])
}
