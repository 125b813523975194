//! Actions in a conversation: asked for, filled in, confirmed, approved, done, or honestly not.
//!
//! One action is open at a time. It stands beside the [`Mode`](super::Mode): while its card waits or its call runs the
//! customer may go on talking. Whatever its end, there is one card for it, and what failed or may not be done is for
//! the policy (T6), as is what only a person may approve (T9).
//!
//! Invariants: a call runs only with every value checked, for a customer the site vouches for where it needs one, and
//! after the yes of the customer and of a person where it needs those; its key is the same over all tries.

use super::assistant::Look;
use super::{Draft, Effect, Mode};
use crate::action::{self, Action, Arguments, End, Parameter, Stage};
use crate::log::{Ms, What};
use crate::parts::Card;
use crate::policy::{Decision, Layer, Outcome, Priority, Reason};
use crate::reading::Reading;
use crate::redact::{self, redact};
use crate::signal::Ended;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Calls in one conversation, after which a person must do it: nobody needs so many, but who tries numbers does.
const MOST: usize = 20;
/// How often the customer may correct what the other side did not accept.
const TRIES: u32 = 3;
/// A call's own deadline comes first; this is for a call that never reported.
const GRACE: Ms = 2_000;

/// The open action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Act {
    /// The turn that asked for it: names its card
    pub turn: u32,
    pub action: String,
    pub arguments: Arguments,
    pub stage: Stage,
    /// When the call counts as failed
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Ms>,
    /// Tries that were declined
    #[serde(default)]
    pub tries: u32,
    #[serde(default)]
    pub confirmed: bool,
    #[serde(default)]
    pub approved: bool,
}

/// What a message means for actions.
pub(super) enum Meant {
    /// Values for the open form
    Fill(Arguments),
    /// A new action, with what the message says already
    Start(String, Arguments),
}

impl Act {
    fn new(turn: u32, action: &str, arguments: Arguments) -> Self {
        let (stage, action) = (Stage::Form, action.to_owned());
        Self { turn, action, arguments, stage, due: None, tries: 0, confirmed: false, approved: false }
    }

    /// The key of its call, the same over all tries.
    pub fn key(&self, conversation: &str) -> String {
        format!("{conversation}.act-{}-{}", self.turn, self.tries)
    }
}

impl Draft<'_> {
    /// What the customer's words mean for actions, if anything. Orders to the assistant mean nothing.
    pub(super) fn meant(&self, words: &str, said: &Reading) -> Option<Meant> {
        if said.injection.is_some() || self.next.act.as_ref().is_some_and(|act| act.stage == Stage::Running) {
            return None;
        }
        if let Some(action) = action::meant(self.world.site, self.world.actions, words, said.wants_it_done) {
            let arguments = action.found(words, &Arguments::new());
            return Some(Meant::Start(action.name.clone(), arguments));
        }
        let act = self.next.act.as_ref().filter(|act| act.stage == Stage::Form)?;
        let found = self.action(&act.action)?.found(words, &act.arguments);
        (!found.is_empty()).then_some(Meant::Fill(found))
    }

    pub(super) fn pursue(&mut self, meant: Meant) {
        self.next.mode = Mode::Listening;
        match meant {
            Meant::Start(name, arguments) => self.begin(&name, arguments, Vec::new()),
            Meant::Fill(found) => {
                if let Some(mut act) = self.next.act.take() {
                    act.arguments.extend(found);
                    self.go_on(act, &[]);
                }
            }
        }
    }

    /// A rule asks for it. Whether it can be done here.
    pub(super) fn rule_acts(&mut self, name: Option<&str>, words: &str) -> bool {
        let Some(action) = name.and_then(|name| self.action(name)) else { return false };
        let (name, arguments) = (action.name.clone(), action.found(words, &Arguments::new()));
        self.next.mode = Mode::Listening;
        self.begin(&name, arguments, Vec::new());
        true
    }

    /// A model asks for it, with what it took from the conversation.
    pub(super) fn model_acts(&mut self, name: &str, given: &BTreeMap<String, Value>) -> bool {
        let Some(action) = self.action(name) else { return false };
        let (arguments, wrong) = action.checked(given);
        let (name, wrong) = (action.name.clone(), names(&wrong));
        self.next.mode = Mode::Listening;
        self.next.turn += 1;
        self.begin(&name, arguments, wrong);
        true
    }

    fn action(&self, name: &str) -> Option<&Action> {
        action::named(self.world.site, self.world.actions, name)
    }

    fn begin(&mut self, name: &str, arguments: Arguments, wrong: Vec<String>) {
        self.drop_act("another one was asked for");
        self.go_on(Act::new(self.next.turn, name, arguments), &wrong);
    }

    /// The next stage of an action, whatever it still needs.
    fn go_on(&mut self, mut act: Act, wrong: &[String]) {
        let Some(action) = self.action(&act.action).cloned() else {
            return self.stand(
                act,
                Stage::Canceled,
                self.say("action-canceled", &[]),
                "it is not there any more",
            );
        };
        action.vouched(&mut act.arguments, self.next.identity.as_ref());
        // What must not be kept is no value either: a card number is asked for by no form here.
        act.arguments.retain(|_, value| may_be_kept(value));
        if action.needs_identity && self.next.identity.is_none() {
            let text = self.say("action-sign-in", &[]);
            self.stand(act, Stage::Forbidden, text, "the customer is not signed in");
            return self.after(Ended::ActionForbidden);
        }
        let missing = names(&action.missing(&act.arguments));
        if !missing.is_empty() || !wrong.is_empty() {
            let title =
                |name: &String| action.parameter(name).map(|p| action::told(&p.title, &self.next.language));
            let listed: Vec<&str> = wrong.iter().filter_map(title).collect();
            let text = match listed.is_empty() {
                true => self.say("action-needs", &[]),
                false => self.say("action-check", &[("fields", &listed.join(", "))]),
            };
            return self.stand(act, Stage::Form, text, "");
        }
        if let Some(question) = action.confirm.as_ref().filter(|_| !act.confirmed) {
            let text = action::told(question, &self.next.language).to_owned();
            return self.stand(act, Stage::Confirm, text, "");
        }
        if action.needs_approval && !act.approved {
            let text = self.say("action-approval", &[]);
            self.stand(act, Stage::Approval, text, "");
            return self.hand_over(by_approval(&self.world.site.policy.version, &action), "handed-over");
        }
        let started = |what: &What| matches!(what, What::Acted { stage: Stage::Running, .. });
        if self.next.log.iter().filter(|entry| started(&entry.what)).count() >= MOST {
            let text = self.say("action-failed", &[]);
            self.stand(act, Stage::Forbidden, text, "there were too many in this conversation");
            return self.after(Ended::ActionForbidden);
        }
        act.due = Some(self.world.now + Ms::from(action.deadline) * 1_000 + GRACE);
        let text = self.say("action-running", &[]);
        let (turn, key) = (act.turn, act.key(&self.next.id));
        self.stand(act, Stage::Running, text, "");
        self.effects.push(Effect::Act { turn, key });
    }

    /// Brings the open action to a stage and shows its card.
    fn stand(&mut self, mut act: Act, stage: Stage, text: String, why: &str) {
        let language = self.next.language.clone();
        let say = |key: &str| self.world.site.say(&language, key, &[]);
        let card = match self.world.site.actions.iter().find(|action| action.name == act.action) {
            Some(action) => action.card(stage, &act.arguments, text, &say, &language),
            None => {
                Card { title: act.action.clone(), text, state: stage.word().to_owned(), ..Card::default() }
            }
        };
        act.stage = stage;
        self.record(&act, card, why);
        self.next.act = stage.open().then_some(act);
    }

    fn record(&mut self, act: &Act, card: Card, why: &str) {
        let (turn, action, stage) = (act.turn, act.action.clone(), act.stage);
        let (arguments, why) = (act.arguments.clone(), why.to_owned());
        self.log(What::Acted { turn, action, stage, arguments, card, why });
    }

    /// The customer filled in the form or pressed yes: of the card that stands, and of no older one.
    pub(super) fn filled(&mut self, turn: u32, fields: &BTreeMap<String, String>) {
        if self.details_filled(turn, fields) {
            return;
        }
        let waits = |act: &Act| act.turn == turn && matches!(act.stage, Stage::Form | Stage::Confirm);
        let Some(mut act) = self.next.act.take_if(|act| waits(act)) else {
            return self.ignore("filled", "no such card waits for the customer");
        };
        if act.stage == Stage::Confirm {
            act.confirmed = true;
            return self.go_on(act, &[]);
        }
        let given = fields.iter().map(|(name, text)| (name.clone(), Value::String(text.clone()))).collect();
        let (good, wrong) = self
            .action(&act.action)
            .map(|action| action.checked(&given))
            .map(|(good, wrong)| (good, names(&wrong)))
            .unwrap_or_default();
        for name in &wrong {
            act.arguments.remove(name);
        }
        act.arguments.extend(good);
        self.go_on(act, &wrong);
    }

    pub(super) fn canceled(&mut self, turn: u32) {
        if self.details_skipped(turn) {
            return;
        }
        let waits = |act: &Act| act.turn == turn && matches!(act.stage, Stage::Form | Stage::Confirm);
        match self.next.act.take_if(|act| waits(act)) {
            Some(act) => self.stand(act, Stage::Canceled, self.say("action-canceled", &[]), "the customer"),
            None => self.ignore("canceled", "no such card waits for the customer"),
        }
    }

    /// A person said yes or no to what only a person may approve.
    pub(super) fn approved(&mut self, name: &str, turn: u32, yes: bool) {
        let waits = |act: &Act| act.turn == turn && act.stage == Stage::Approval;
        let Some(mut act) = self.next.act.take_if(|act| waits(act)) else {
            return self.ignore("approved", "nothing waits for approval under this turn");
        };
        if self.next.mode != (Mode::WithPerson { name: name.to_owned() }) {
            self.claimed(name);
        }
        if !yes {
            let text = self.say("action-refused", &[("name", name)]);
            return self.stand(act, Stage::Canceled, text, &format!("{name} did not approve it"));
        }
        act.approved = true;
        self.log(What::Approved { turn, name: name.to_owned() });
        self.go_on(act, &[]);
    }

    /// What came of a call.
    pub(super) fn action_ended(&mut self, turn: u32, end: End) {
        let runs = |act: &Act| act.turn == turn && act.stage == Stage::Running;
        let Some(mut act) = self.next.act.take_if(|act| runs(act)) else {
            return self.ignore("action-ended", "no such call is under way");
        };
        let failed = self.say("action-failed", &[]);
        match end {
            End::Done { values } => {
                let language = &self.next.language;
                let action = self.world.site.actions.iter().find(|action| action.name == act.action);
                let card = action.map(|action| action.finished(&act.arguments, &values, language));
                act.stage = Stage::Done;
                self.record(&act, card.unwrap_or_default(), "");
            }
            End::Declined { reason, why } => {
                act.tries += 1;
                let declined = if reason.is_empty() { self.say("action-declined", &[]) } else { reason };
                let asks = self.action(&act.action).is_some_and(|action| !action.parameters.is_empty());
                if act.tries < TRIES && asks && !self.next.is_with_people() {
                    (act.confirmed, act.due) = (false, None);
                    return self.stand(act, Stage::Form, declined, &why);
                }
                self.stand(act, Stage::Failed, declined, &why);
                self.after(Ended::ActionFailed);
            }
            End::Forbidden { why } => {
                self.stand(act, Stage::Forbidden, failed, &why);
                self.after(Ended::ActionForbidden);
            }
            End::Failed { why } => {
                self.stand(act, Stage::Failed, failed, &why);
                self.after(Ended::ActionFailed);
            }
        }
    }

    /// What did not happen is the policy's: silence and pretending are no options. People who have it see it anyway.
    fn after(&mut self, ended: Ended) {
        if self.next.is_with_people() || self.next.mode == Mode::Closed {
            return;
        }
        if let Mode::Answering { turn, .. } = self.next.mode {
            self.drop_answer(turn, "an action ended");
        }
        self.next.mode = Mode::Listening;
        let decision = self.decide(Look { ended: Some(ended), ..Look::default() }, &[]);
        match decision.outcome {
            Outcome::Transfer => self.hand_over(decision, "handed-over"),
            Outcome::Offer | Outcome::Answer => self.offer(&decision, false),
        }
    }

    /// What waits for the customer or for approval does not outlast what it was part of. A call under way goes on.
    pub(super) fn drop_act(&mut self, why: &str) {
        if let Some(act) = self.next.act.take_if(|act| act.stage != Stage::Running) {
            self.stand(act, Stage::Canceled, self.say("action-canceled", &[]), why);
        }
    }

    /// From the handoff on the assistant asks for nothing.
    pub(super) fn drop_form(&mut self) {
        if self.next.act.as_ref().is_some_and(|act| act.stage != Stage::Approval) {
            self.drop_act("people have it now");
        }
    }

    pub(super) fn expire_act(&mut self) {
        let late = |act: &&Act| act.due.is_some_and(|due| due <= self.world.now);
        if let Some(turn) = self.next.act.as_ref().filter(late).map(|act| act.turn) {
            self.action_ended(turn, End::Failed { why: "no answer before the deadline".to_owned() });
        }
    }

    /// After a crash nobody knows whether the call went out: it goes again under the same key.
    pub(super) fn resume_act(&mut self) {
        let id = self.next.id.clone();
        if let Some(act) = self.next.act.as_mut().filter(|act| act.stage == Stage::Running) {
            let action = self.world.site.actions.iter().find(|action| action.name == act.action);
            let seconds = action.map_or(1, |action| action.deadline);
            act.due = Some(self.world.now + Ms::from(seconds) * 1_000 + GRACE);
            self.effects.push(Effect::Act { turn: act.turn, key: act.key(&id) });
        }
    }
}

fn may_be_kept(value: &Value) -> bool {
    redact(&action::schema::text(value), &redact::Settings::default()).kinds().is_empty()
}

fn names(parameters: &[&Parameter]) -> Vec<String> {
    parameters.iter().map(|parameter| parameter.name.clone()).collect()
}

fn by_approval(policy: &str, action: &Action) -> Decision {
    Decision {
        outcome: Outcome::Transfer,
        action: Some(action.name.clone()),
        rule: "action-needs-approval".to_owned(),
        layer: Layer::BusinessRule,
        reason: Reason::ToolOrSystemAction,
        because: format!("a person has to approve: {}", action.title("en")),
        priority: Priority::Normal,
        evidence: Vec::new(),
        passed_over: Vec::new(),
        policy: policy.to_owned(),
    }
}

#[cfg(test)]
mod tests;
