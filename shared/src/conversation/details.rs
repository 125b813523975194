//! After the handoff: an optional form of the queue. It never holds anything up: the packet is on its way before the
//! card is shown, whatever is filled in follows it as late news, and skipping it is as good as filling it in.
//!
//! What the customer said already, or the site vouches for, is not asked again.

use super::outbox::{Cargo, Parcel};
use super::{Draft, Handoff};
use crate::action::{self, Arguments, Claim, Parameter, Stage, schema};
use crate::log::What;
use crate::parts::{Card, Field};
use crate::redact::{self, redact};
use crate::site::Site;
use serde_json::Value;
use std::collections::BTreeMap;

impl Draft<'_> {
    /// Shows the form of the queue, where it has one and something of it is not known yet.
    pub(super) fn ask_details(&mut self) {
        let site = self.world.site;
        let Some(handoff) = self.next.handoffs.last() else { return };
        let number = handoff.number;
        if self.to_ask(asked(handoff, site)).is_empty() {
            return;
        }
        self.next.turn += 1;
        let turn = self.next.turn;
        let text = self.say("details-text", &[]);
        let card = self.form(number, &Arguments::new(), text);
        if let Some(handoff) = self.next.handoffs.last_mut() {
            handoff.form = Some(turn);
        }
        self.log(What::DetailsAsked { handoff: number, turn, card });
    }

    /// Fields whose value nobody has told yet.
    fn to_ask<'p>(&self, fields: &'p [Parameter]) -> Vec<&'p Parameter> {
        let identity = self.next.identity.as_ref();
        let vouched = |field: &Parameter| {
            let claim = match (field.from, identity) {
                (Some(Claim::Id), Some(identity)) => &identity.id,
                (Some(Claim::Email), Some(identity)) => &identity.email,
                (Some(Claim::Name), Some(identity)) => &identity.name,
                _ => return false,
            };
            field.schema.read(claim).is_some()
        };
        let told = |field: &Parameter| {
            self.next.log.iter().any(|entry| match &entry.what {
                What::CustomerSaid { text, .. } => field.schema.find(text).is_some(),
                _ => false,
            })
        };
        fields.iter().filter(|field| !vouched(field) && !told(field)).collect()
    }

    fn form(&self, handoff: u32, given: &Arguments, text: String) -> Card {
        let language = self.next.language.as_str();
        let handoff = self.next.handoffs.iter().find(|one| one.number == handoff);
        let fields = handoff.map_or(&[][..], |handoff| asked(handoff, self.world.site));
        let fields = self.to_ask(fields).into_iter();
        Card {
            title: self.say("details-title", &[]),
            text,
            fields: fields.map(|field| ask(field, given, language)).collect(),
            state: Stage::Form.word().to_owned(),
            go: self.world.site.words(language).say("chat.leave-send", &[]),
            cancel: self.say("details-skip", &[]),
            ..Card::default()
        }
    }

    /// The customer filled in the form of a handoff, if this turn is its. What does not fit is asked again, once more.
    pub(super) fn details_filled(&mut self, turn: u32, fields: &BTreeMap<String, String>) -> bool {
        let site = self.world.site;
        let Some(handoff) = self.next.handoffs.last_mut().filter(|one| one.form == Some(turn)) else {
            return false;
        };
        let number = handoff.number;
        let reference = handoff.reference.clone();
        let (mut given, mut wrong) = (Arguments::new(), Vec::new());
        for field in asked(handoff, site) {
            let Some(text) = fields.get(&field.name).map(|text| text.trim()).filter(|text| !text.is_empty())
            else {
                continue;
            };
            match field.schema.read(text).filter(may_be_kept) {
                Some(value) => drop(given.insert(field.name.clone(), value)),
                None => wrong.push(action::told(&field.title, &self.next.language).to_owned()),
            }
        }
        if !wrong.is_empty() {
            let text = self.say("action-check", &[("fields", &wrong.join(", "))]);
            let card = self.form(number, &given, text);
            self.log(What::DetailsAsked { handoff: number, turn, card });
            return true;
        }
        if given.is_empty() {
            self.skip_details();
            return true;
        }
        let handoff = self.next.handoffs.last().map_or(&[][..], |handoff| asked(handoff, site));
        let row = |language: &str| -> Vec<(String, String)> {
            let said = |field: &Parameter| {
                let value = given.get(&field.name).map(schema::text)?;
                Some((action::told(&field.title, language).to_owned(), value))
            };
            handoff.iter().filter_map(said).collect()
        };
        let details = row("en");
        let card = Card {
            title: self.say("details-added", &[("reference", &reference)]),
            rows: row(&self.next.language),
            state: Stage::Done.word().to_owned(),
            ..Card::default()
        };
        self.close_form();
        let seq = self.log(What::DetailsGiven { handoff: number, turn, details, card });
        self.post(Parcel::new(number, Cargo::Late { seq }, self.world.now));
        true
    }

    /// The customer skips it, if this turn is its.
    pub(super) fn details_skipped(&mut self, turn: u32) -> bool {
        let is_it = self.next.handoffs.last().is_some_and(|handoff| handoff.form == Some(turn));
        if is_it {
            self.skip_details();
        }
        is_it
    }

    /// The form goes: it was skipped, or the handoff is over.
    pub(super) fn skip_details(&mut self) {
        let Some((number, turn)) = self.next.handoffs.last().and_then(|one| Some((one.number, one.form?)))
        else {
            return;
        };
        self.close_form();
        let card = Card {
            text: self.say("details-skipped", &[]),
            state: Stage::Canceled.word().to_owned(),
            ..Card::default()
        };
        self.log(What::DetailsAsked { handoff: number, turn, card });
    }

    fn close_form(&mut self) {
        if let Some(handoff) = self.next.handoffs.last_mut() {
            handoff.form = None;
        }
    }
}

/// What the queue of a handoff asks for.
fn asked<'s>(handoff: &Handoff, site: &'s Site) -> &'s [Parameter] {
    let queue = handoff.routed.as_ref().map_or("", |routed| routed.queue.as_str());
    &site.routing.queue(queue).ask
}

/// Nothing is needed, so nothing is picked for the customer either.
fn ask(field: &Parameter, given: &Arguments, language: &str) -> Field {
    let mut field = action::field(field, given, language);
    if !field.options.is_empty() {
        field.options.insert(0, String::new());
    }
    field.optional = true;
    field
}

/// A card number is no detail for a ticket.
fn may_be_kept(value: &Value) -> bool {
    redact(&schema::text(value), &redact::Settings::default()).kinds().is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::{Conversation, DeliveryEnd, Event, Mode, Step, World, step};
    use super::*;
    use crate::parts::Contact;
    use crate::site::{self, Files};
    use expect_test::expect;
    use std::sync::OnceLock;

    fn site() -> &'static Site {
        static SITE: OnceLock<Site> = OnceLock::new();
        SITE.get_or_init(|| {
            let head = "name = \"Lamps\"\nhours = \"Monday to Friday\"\norigins = [\"*\"]\nlanguages = [\"en\", \"de\"]\n\n[[queue]]\nname = \"team\"\n";
            let ask = "\n[[queue.ask]]\nname = \"order\"\ntitle = { en = \"Order number\", de = \"Bestellnummer\" }\nschema = { type = \"string\", pattern = \"DK-[0-9]{5}\" }\nexample = \"DK-20441\"\n\n[[queue.ask]]\nname = \"since\"\ntitle = \"Since when\"\n";
            site::compile(&Files {
                site: [head, ask].concat(),
                policy: include_str!("../../../site/policy.toml").to_owned(),
                persona: "Plain.".to_owned(),
                knowledge: Vec::new(),
            })
            .unwrap_or_else(|problems| panic!("{problems:?}"))
        })
    }

    fn take(conversation: &Conversation, event: Event) -> Step {
        let (backends, providers) = (["desk".to_owned()], ["extractive".to_owned()]);
        let world =
            World { now: 1_000, site: site(), backends: &backends, providers: &providers, actions: &[] };
        step(conversation, event, &world)
    }

    fn handed_over(text: &str, language: &str) -> Conversation {
        let start = Conversation::new("0123456789abcdef0123456789abcdef", language);
        let contact = Contact::default();
        take(
            &start,
            Event::AskedForPerson { key: "k".to_owned(), text: text.to_owned(), contact, page: None },
        )
        .next
    }

    fn filled(conversation: &Conversation, turn: u32, fields: &[(&str, &str)]) -> Step {
        let fields = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        take(conversation, Event::Filled { turn, fields })
    }

    fn shown(step: &Step) -> String {
        let card = step.log().iter().find_map(|entry| match crate::view::frame(entry) {
            Some(crate::wire::Frame::Shown { entry: crate::wire::Shown::Card { card, .. }, .. }) => {
                Some(card)
            }
            _ => None,
        });
        card.map_or("nothing".to_owned(), |card| {
            let fields: Vec<String> =
                card.fields.iter().map(|f| format!("[{} {}]", f.label, f.value)).collect();
            let rows: Vec<String> =
                card.rows.iter().map(|(label, value)| format!("{label}={value}")).collect();
            format!("{} {}“{}” {} {}", card.state, card.title, card.text, fields.join(""), rows.join(" "))
        })
    }

    #[test]
    fn the_form_comes_after_the_packet_and_what_is_filled_in_follows_it() {
        let asked = handed_over("My lamp hums", "en");
        assert_eq!(asked.outbox[0].cargo, Cargo::Packet, "nothing waits for the form");
        let turn = asked.handoffs[0].form.expect("the form is shown");
        let wrong = filled(&asked, turn, &[("order", "20441"), ("since", "yesterday")]);
        expect!["form A few details, if you like“Please check: Order number.” [Order number ][Since when yesterday] "]
            .assert_eq(&shown(&wrong));
        let right = filled(&wrong.next, turn, &[("order", "dk-20441"), ("since", "yesterday")]);
        expect!["done Added to 7BH-6J0-1.“”  Order number=DK-20441 Since when=yesterday"]
            .assert_eq(&shown(&right));
        assert!(right.next.outbox.iter().any(|one| matches!(one.cargo, Cargo::Late { .. })));
        assert_eq!(
            shown(&filled(&right.next, turn, &[("since", "today")])),
            "nothing",
            "it is filled in once"
        );
    }

    #[test]
    fn it_is_skipped_by_a_press_or_by_sending_nothing_and_goes_with_the_handoff() {
        let asked = handed_over("My lamp hums", "de");
        let turn = asked.handoffs[0].form.expect("the form is shown");
        for event in [Event::Canceled { turn }, Event::Filled { turn, fields: BTreeMap::new() }, Event::Ended]
        {
            let skipped = take(&asked, event);
            assert!(shown(&skipped).starts_with("canceled "), "{}", shown(&skipped));
            assert_eq!(skipped.next.handoffs[0].form, None);
            let given = |entry: &crate::log::Entry| matches!(entry.what, What::DetailsGiven { .. });
            assert!(!skipped.next.log.iter().any(given), "nothing was given, so nothing follows");
        }
    }

    #[test]
    fn what_was_said_is_not_asked_and_a_form_with_nothing_to_ask_is_not_shown() {
        let said = handed_over("Where is DK-20441?", "en");
        let labels = said.log.iter().find_map(|entry| match &entry.what {
            What::DetailsAsked { card, .. } => {
                Some(card.fields.iter().map(|field| field.label.clone()).collect::<Vec<_>>())
            }
            _ => None,
        });
        assert_eq!(labels, Some(vec!["Since when".to_owned()]));
    }

    #[test]
    fn a_card_number_is_no_detail() {
        let asked = handed_over("My lamp hums", "en");
        let turn = asked.handoffs[0].form.expect("the form is shown");
        let step = filled(&asked, turn, &[("since", "4111 1111 1111 1111")]);
        assert!(shown(&step).starts_with("form "), "{}", shown(&step));
        assert!(!serde_json::to_string(step.log()).unwrap_or_default().contains("4111"));
        assert_eq!(step.next.mode, Mode::Handing);
        let key = step.next.outbox[0].key(&step.next.id, "desk");
        let end = DeliveryEnd::Accepted { ticket: String::new() };
        assert_eq!(take(&step.next, Event::DeliveryEnded { key, end }).next.mode, Mode::Waiting);
    }
}
