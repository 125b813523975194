//! A conversation as one total, pure function: [`step`]. What may follow what is decided here and nowhere else.
//!
//! State, events and effects are plain data. An object can be evicted between asking a model and hearing back, so
//! whatever continues the work is in the state: the running answer has a turn and a deadline, every delivery is a
//! parcel in the outbox. The edge loads, steps, commits, and only then acts.
//!
//! Invariants, checked over random histories by [`crate::invariant`]:
//! 1. Total: news that makes no sense now is logged as ignored and changes nothing else.
//! 2. Deterministic: time is in the [`World`], ids are positions in the log, jitter is a hash.
//! 3. Whoever asks for a person has a handoff, and never two at once.
//! 4. From the handoff on, nothing of the assistant is shown until a person gives the conversation back.
//! 5. Late is harmless: an outcome names the turn or key it answers; a mismatch does nothing.

mod act;
mod assistant;
mod attached;
mod booking;
mod courtesy;
mod details;
mod event;
mod handoff;
mod keep;
mod language;
mod outbox;
mod reply;
mod side;
mod survey;
mod told;
mod undelivered;
mod waiting;
mod wording;

pub use act::Act;
pub use booking::{Asked, Booked, Booking};
pub use event::{AnswerEnd, DeliveryEnd, Effect, Event};
pub use outbox::{Cargo, Parcel, ParcelState};
pub use told::Face;
pub use waiting::Wish;

use crate::identity::Identity;
use crate::log::{Entry, Ms, What};
use crate::page::Page;
use crate::parts::{Choice, Contact};
use crate::policy::Decision;
use crate::promise::Promise;
use crate::reading::{self, Reading};
use crate::routing::Routed;
use crate::site::Site;
use crate::team::Team;
use serde::{Deserialize, Serialize};

/// Everything known about one conversation. The log is stored beside it, entry by entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conversation {
    /// 32 hexadecimal digits
    pub id: String,
    pub language: String,
    pub mode: Mode,
    /// Number of the latest turn of the assistant
    pub turn: u32,
    pub handoffs: Vec<Handoff>,
    pub outbox: Vec<Parcel>,
    pub contact: Contact,
    /// Agents' pictures, as their tools or the site told
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faces: Vec<Face>,
    /// Who the site says the customer is
    #[serde(default)]
    pub identity: Option<Identity>,
    /// The template of the running answer's words, if any
    #[serde(default)]
    pub template: Option<String>,
    /// The action that is open, if any
    #[serde(default)]
    pub act: Option<Act>,
    /// The page the customer was last seen on
    pub page: Option<Page>,
    /// Two letters (ISO 3166), as the network says; empty if unknown
    #[serde(default)]
    pub country: String,
    /// Who is there to take it, as the desk last told
    #[serde(default)]
    pub team: Option<Team>,
    /// When it told
    #[serde(default)]
    pub team_at: Ms,
    /// When what is told about waiting may no longer be true
    #[serde(default)]
    pub look_again: Option<Ms>,
    #[serde(skip)]
    pub log: Vec<Entry>,
}

/// Whose turn it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// The customer's, with the assistant
    Listening,
    /// The assistant's: an answer is being made
    Answering { turn: u32, provider: usize, due: Ms },
    /// The customer's, between the assistant and a person; `pending` if a question waits for the choice
    Offering { turn: u32, pending: bool },
    /// Handed over, not confirmed by any backend
    Handing,
    /// With the team; nobody has taken it
    Waiting,
    /// A person's
    WithPerson { name: String },
    /// Nobody's
    Closed,
}

/// One handing over to people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Handoff {
    /// From 1
    pub number: u32,
    /// What the customer and the team call it, as in `K7M-3QX-1`
    pub reference: String,
    /// Position in the log: the packet holds what is before
    pub seq: u64,
    pub at: Ms,
    pub decision: Decision,
    /// Which queue, and why
    #[serde(default)]
    pub routed: Option<Routed>,
    /// Names of the backends, in the order they are tried
    pub route: Vec<String>,
    /// Where it lives, once confirmed
    pub home: Option<Home>,
    /// Since when
    #[serde(default)]
    pub confirmed: Option<Ms>,
    /// When a person answers at the latest, as the owner promises
    #[serde(default)]
    pub by: Option<Ms>,
    /// What the customer picked instead of waiting here
    #[serde(default)]
    pub wish: Option<Wish>,
    /// A time to be called that the desk was asked for
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking: Option<Asked>,
    /// What was last told about waiting
    #[serde(default)]
    pub told: Option<Promise>,
    pub asked_for_address: bool,
    /// The turn of its form, while it may be filled in
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<u32>,
    pub closed: bool,
    /// Until when other tools may say what they know of the customer, while they are asked
    #[serde(default)]
    pub looking: Option<Ms>,
    /// Until when a model may word it, while it is asked
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Ms>,
}

/// A confirmed place of a handoff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    pub backend: String,
    /// What the backend calls it
    pub ticket: String,
}

/// What `step` may look at besides the conversation.
pub struct World<'a> {
    pub now: Ms,
    pub site: &'a Site,
    /// Names of the backends whose settings are present here, in the site's order
    pub backends: &'a [String],
    /// Names of the providers, in the order they are tried; the last needs nobody else
    pub providers: &'a [String],
    /// Names of the actions whose secrets are present here
    pub actions: &'a [String],
}

/// What follows: the next state (with the log grown), how many entries are new, and what to do after committing.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub next: Conversation,
    pub new: usize,
    pub effects: Vec<Effect>,
}

impl Step {
    /// The entries this step added.
    pub fn log(&self) -> &[Entry] {
        &self.next.log[self.next.log.len() - self.new..]
    }
}

impl Conversation {
    /// A conversation nobody has said anything in.
    pub fn new(id: &str, language: &str) -> Self {
        Self {
            id: id.to_owned(),
            language: language.to_owned(),
            mode: Mode::Listening,
            turn: 0,
            handoffs: Vec::new(),
            outbox: Vec::new(),
            contact: Contact::default(),
            faces: Vec::new(),
            identity: None,
            template: None,
            act: None,
            page: None,
            country: String::new(),
            team: None,
            team_at: 0,
            look_again: None,
            log: Vec::new(),
        }
    }

    /// The handoff people are working on, if any.
    pub fn open_handoff(&self) -> Option<&Handoff> {
        self.handoffs.last().filter(|handoff| !handoff.closed)
    }

    /// Whether it is another customer's than the one who shows this: then nothing of it is for them. `None`: nobody is
    /// signed in any more, as on a computer that others use, too.
    pub fn is_anothers(&self, shown: Option<&Identity>) -> bool {
        self.identity.as_ref().is_some_and(|known| shown.is_none_or(|shown| shown.id != known.id))
    }

    /// Whether people have it (and the assistant is silent).
    pub fn is_with_people(&self) -> bool {
        matches!(self.mode, Mode::Handing | Mode::Waiting | Mode::WithPerson { .. })
    }
}

/// A step being made: the state so far, and what it will do.
struct Draft<'a> {
    next: Conversation,
    world: &'a World<'a>,
    effects: Vec<Effect>,
}

/// What follows from an event. Total: any event in any state.
pub fn step(conversation: &Conversation, event: Event, world: &World<'_>) -> Step {
    advance(conversation.clone(), event, world)
}

/// The same where nobody needs the conversation as it was: its log, the largest part, is not copied.
pub fn advance(conversation: Conversation, event: Event, world: &World<'_>) -> Step {
    #[cfg(debug_assertions)]
    let was = conversation.clone();
    let (before, undelivered) = (conversation.log.len(), conversation.undelivered(world.site));
    let mut draft = Draft { next: conversation, world, effects: Vec::new() };
    draft.take(event);
    draft.pump();
    draft.promise();
    draft.tell_undelivered(&undelivered);
    let new = draft.next.log.len() - before;
    let step = Step { next: draft.next, new, effects: draft.effects };
    #[cfg(debug_assertions)]
    assert_eq!(crate::invariant::broken(&was, &step), None);
    step
}

impl Draft<'_> {
    fn take(&mut self, event: Event) {
        match event {
            Event::Said { key, text, page } => {
                self.see(page);
                let text = self.log_said(key, &text);
                let reading = self.read(&text);
                let late = self.says_contact(&text);
                self.said(&reading);
                if let Some(contact) = late {
                    self.left(contact);
                }
            }
            Event::AskedForPerson { key, text, contact, page } => {
                self.see(page);
                self.keep_contact(contact);
                if !text.trim().is_empty() {
                    let text = self.log_said(key, &text);
                    self.read(&text);
                    self.relay_last();
                }
                self.log(What::CustomerAskedForPerson);
                self.asked_for_person();
            }
            Event::Attached { key, file } => self.attached(key, file),
            Event::Chose { choice } => self.chose(choice),
            Event::Left { contact } => self.left(contact),
            Event::Filled { turn, fields } => self.filled(turn, &fields),
            Event::Canceled { turn } => self.canceled(turn),
            Event::Arranged { how } => self.arranged(how),
            Event::TeamSeen { team } => self.team_seen(team),
            Event::Booked { handoff, booked } => self.booked(handoff, booked),
            Event::Identified { identity } => self.identified(identity),
            Event::SignedOut => self.signed_out(),
            Event::NotIdentified { why } => self.ignore("identified", &why),
            Event::Stopped { turn, so_far } => self.stopped(turn, so_far),
            Event::Rated { turn, helped, why } => self.rated(turn, helped, self.kept(&why)),
            Event::Scored { survey, score, note } => self.scored(survey, score, &note),
            Event::Ended => self.ended(),
            Event::AnswerEnded { turn, end } => self.answer_ended(turn, end),
            Event::Spent { spent } => {
                self.log(What::Spent(spent));
            }
            Event::DeliveryEnded { key, end } => self.delivery_ended(&key, end),
            Event::ActionEnded { turn, end } => self.action_ended(turn, end),
            Event::PersonApproved { name, turn, yes } => self.approved(&name, turn, yes),
            Event::PersonClaimed { name } => self.claimed(&name),
            Event::PersonAttached { name, file } => self.person_attached(name, file),
            Event::PersonSaid { name, text } => self.said_as(name, text, String::new()),
            Event::PersonCorrected { message, text } => self.corrected(&message, text),
            Event::Told { at, key, picture, event } => self.told(at, key, picture, *event),
            Event::PersonClosed { name } => self.person_closed(name),
            Event::PersonHandedBack { name } => self.handed_back(name),
            Event::RetryAsked { parcel, name } => self.retry(&parcel, &name),
            Event::UndeliveredLeft { parcel, name } => self.leave_undelivered(&parcel, &name),
            Event::FeedbackGiven { handoff, verdict, note } => self.judged(handoff, verdict, note),
            Event::Enriched { handoff, known } => self.enriched(handoff, known),
            Event::Worded { handoff, wording } => self.worded(handoff, wording),
            Event::Ticked => self.ticked(),
            Event::Woke => self.woke(),
        }
    }

    /// Reads a message, once; the log keeps what was read.
    fn read(&mut self, text: &str) -> Reading {
        let reading = reading::read(text, &self.world.site.policy.vocabulary);
        self.log(What::Read { reading: Box::new(reading.clone()) });
        self.follow(text, &reading);
        reading
    }

    /// The customer said something; it stands in the log.
    fn said(&mut self, reading: &Reading) {
        match self.next.mode.clone() {
            Mode::Answering { turn, .. } => {
                self.drop_answer(turn, "the customer said more");
                self.consider(reading);
            }
            Mode::Listening | Mode::Offering { .. } => self.consider(reading),
            Mode::Closed => {
                self.next.mode = Mode::Listening;
                self.consider(reading);
            }
            Mode::Handing | Mode::Waiting => {
                self.relay_last();
                if reading.person.is_some() {
                    self.remind();
                }
            }
            Mode::WithPerson { .. } => self.relay_last(),
        }
    }

    /// The customer pressed the human button. Never argued with, never done twice.
    fn asked_for_person(&mut self) {
        match self.next.mode.clone() {
            Mode::Answering { turn, .. } => {
                self.drop_answer(turn, "the customer asked for a person");
                self.hand_over(self.by_button(), "handed-over-button");
            }
            Mode::Listening | Mode::Offering { .. } | Mode::Closed => {
                self.hand_over(self.by_button(), "handed-over-button");
            }
            Mode::Handing | Mode::Waiting | Mode::WithPerson { .. } => self.remind(),
        }
    }

    fn chose(&mut self, choice: Choice) {
        self.log(What::CustomerChose { choice });
        match (choice, self.next.mode.clone()) {
            (Choice::Person, _) => {
                self.log(What::CustomerAskedForPerson);
                self.asked_for_person();
            }
            (Choice::Assistant, Mode::Offering { pending: true, .. }) => self.answer(),
            (Choice::Assistant, Mode::Offering { .. }) => {
                let text = self.say("keep-trying", &[]);
                self.says(text, Vec::new(), "baton".to_owned());
            }
            (Choice::Assistant, _) => self.ignore("chose", "nothing was offered"),
        }
    }

    fn ended(&mut self) {
        if self.next.mode == Mode::Closed {
            return self.ignore("ended", "it is closed already");
        }
        if let Mode::Answering { turn, .. } = self.next.mode {
            self.drop_answer(turn, "the customer ended the conversation");
        }
        let seq = self.log(What::CustomerEnded);
        self.late(seq);
        let text = self.say("closed-by-customer", &[]);
        self.close(String::new(), text);
    }

    /// Deadlines: an answer that never came has failed; a delivery that never reported has, too.
    fn ticked(&mut self) {
        if let Mode::Answering { turn, due, .. } = self.next.mode
            && due <= self.world.now
        {
            self.effects.push(Effect::StopGenerating { turn });
            self.answer_ended(turn, AnswerEnd::Failed { why: "no answer before the deadline".to_owned() });
        }
        self.expire_act();
        self.expire_deliveries();
        self.expire_looking();
        self.expire_booking();
    }

    /// After a crash nothing runs: the answer is made anew, under a new turn; deliveries go again under the same keys.
    fn woke(&mut self) {
        if let Mode::Answering { turn, .. } = self.next.mode {
            self.log(What::AnswerDropped { turn, why: "interrupted; made anew".to_owned() });
            self.answer();
        }
        self.resume_act();
        self.resend();
        self.look_again();
        self.tell_again();
        self.book_again();
        self.word_again();
    }

    fn identified(&mut self, identity: Identity) {
        if self.next.identity.as_ref() != Some(&identity) {
            let seq = self.log(What::CustomerIdentified { identity: identity.clone() });
            self.next.identity = Some(identity);
            self.late(seq);
            self.look_up_again();
        }
    }

    /// What was said stays; what is only for who is signed in goes.
    fn signed_out(&mut self) {
        if self.next.identity.take().is_none() {
            return self.ignore("signed-out", "nobody was signed in");
        }
        self.drop_act("the customer signed out");
        self.log(What::CustomerSignedOut);
    }

    fn see(&mut self, page: Option<Page>) {
        let Some(mut page) = page.map(|page| self.kept_page(page)) else { return };
        // A socket does not say which browser it is of; an earlier request did.
        if let Some(before) = self.next.page.as_ref().filter(|_| page.browser.is_empty()) {
            page.browser.clone_from(&before.browser);
        }
        // An offer that was taken leads the whole conversation, whatever page the customer goes on to.
        if let Some(before) = self.next.page.as_ref().filter(|_| page.help.is_empty()) {
            page.help.clone_from(&before.help);
        }
        if self.next.page.as_ref() != Some(&page) {
            self.log(What::PageSeen { page: page.clone() });
            let before = self.next.page.replace(page);
            self.moved(before);
        }
    }

    fn log(&mut self, what: What) -> u64 {
        let seq = self.next.log.last().map_or(1, |entry| entry.seq + 1);
        self.next.log.push(Entry { seq, at: self.world.now, what });
        seq
    }

    fn ignore(&mut self, event: &str, why: &str) {
        self.log(What::Ignored { event: event.to_owned(), why: why.to_owned() });
    }

    /// A sentence of Baton's own in the customer's language.
    fn say(&self, key: &str, fill: &[(&str, &str)]) -> String {
        self.world.site.say(&self.next.language, key, fill)
    }
}

#[cfg(test)]
pub(crate) mod tests;
