//! The assistant's turns: consider what the customer said, answer, give up honestly.

use super::{AnswerEnd, Draft, Effect, Mode};
use crate::detect::courtesy;
use crate::knowledge;
use crate::log::{Found, Ms, What};
use crate::parts::Choice;
use crate::policy::{self, Decision, Finding, Outcome};
use crate::prompt;
use crate::reading::{self, Reading};
use crate::signal::{self, Ended, Scene, Search};

/// How long a question may wait for its answer, in milliseconds, whoever is asked on the way.
const ANSWER_DEADLINE: Ms = 40_000;
/// With less than this left, no further model is asked but the last provider, who asks nobody.
const LEAST: Ms = 4_000;
/// What the last has in any case.
const LAST: Ms = 10_000;

/// What a decision is about, besides the conversation.
#[derive(Clone, Copy, Default)]
pub(super) struct Look<'l> {
    pub said: Option<&'l Reading>,
    pub search: Option<&'l Search>,
    pub ended: Option<Ended>,
    pub claim: Option<&'l str>,
}

impl Draft<'_> {
    /// A new turn: search, look, decide, and do what was decided.
    pub(super) fn consider(&mut self, said: &Reading) {
        self.next.turn += 1;
        let words = self.next.log.iter().rev().find_map(|entry| match &entry.what {
            What::CustomerSaid { text, .. } => Some(text.clone()),
            _ => None,
        });
        let words = words.unwrap_or_default();
        // What a person is needed for is more than a courtesy.
        let plain = said.person.is_none() && said.mentions.is_empty() && said.did_not_help.is_none();
        if let Some(courtesy) = courtesy::courtesy(&words).filter(|_| plain)
            && self.be_courteous(courtesy)
        {
            return;
        }
        if self.news().is_none() && self.world.site.asks_team() {
            self.effects.push(Effect::LookAtTeam);
        }
        let meant = self.meant(&words, said);
        // Whether an article answers it does not matter for what is to be done.
        let (search, found) = meant.is_none().then(|| self.search()).unzip();
        let look = Look { said: Some(said), search: search.as_ref(), ..Look::default() };
        let decision = self.decide(look, &self.declined());
        self.next.template = found.as_ref().and_then(|found| self.template(look, found));
        match (decision.outcome, meant) {
            (Outcome::Transfer, _) => self.hand_over(decision, "handed-over"),
            (Outcome::Answer, _) if self.rule_acts(decision.action.as_deref(), &words) => {}
            // Who asks for exactly this says more than a rule that would only offer a person.
            (Outcome::Answer | Outcome::Offer, Some(meant)) => self.pursue(meant),
            // An attempt to give the assistant orders is not kept for it to answer later.
            (Outcome::Offer, None) => self.offer(&decision, said.injection.is_none()),
            (Outcome::Answer, None) if found.as_ref().is_some_and(|found| self.ask_back(found)) => {}
            (Outcome::Answer, None) => self.answer(),
        }
    }

    /// The words that stand around an answer from the best article, if the policy has any for now.
    fn template(&self, look: Look<'_>, found: &knowledge::Found) -> Option<String> {
        let (policy, best) = (&self.world.site.policy, found.hits.first()?);
        if policy.templates.is_empty() {
            return None;
        }
        policy::template(policy, &self.findings(look), &best.id).map(|template| template.id.clone())
    }

    /// Starts making an answer for a new turn number, so that whatever an earlier try reports is late.
    pub(super) fn answer(&mut self) {
        self.next.turn += 1;
        self.generate(0, self.world.now + ANSWER_DEADLINE);
    }

    fn generate(&mut self, provider: usize, due: Ms) {
        let turn = self.next.turn;
        self.next.mode = Mode::Answering { turn, provider, due };
        let name = self.world.providers.get(provider).cloned().unwrap_or_default();
        self.effects.push(Effect::Generate { turn, provider: name });
    }

    pub(super) fn answer_ended(&mut self, turn: u32, end: AnswerEnd) {
        let Mode::Answering { turn: running, provider, due } = self.next.mode else {
            return self.ignore("answer-ended", "no answer is being made");
        };
        if running != turn {
            return self.ignore("answer-ended", "it belongs to an earlier turn");
        }
        match end {
            AnswerEnd::Answered { text, sources } if !text.trim().is_empty() => {
                if let Some(claim) = reading::claims_action(&text) {
                    return self.withhold(turn, &claim);
                }
                let provider = self.world.providers.get(provider).cloned().unwrap_or_default();
                let replies = self.replies_to(&text, &sources);
                self.log(What::AssistantSaid { turn, text, sources, provider, replies });
                self.next.mode = Mode::Listening;
            }
            AnswerEnd::Asked { text, replies } => {
                let provider = self.world.providers.get(provider).cloned().unwrap_or_default();
                self.says(text, replies, provider);
            }
            AnswerEnd::SaidBefore => {
                // Said again, it helps as little.
                self.log(What::AnswerDropped { turn, why: "it is the answer before, once more".to_owned() });
                let text = self.say("nothing-new", &[]);
                self.give_up(turn, text, Ended::NoSource);
            }
            AnswerEnd::NoSource => {
                let text = self.say(self.no_source(), &[]);
                self.give_up(turn, text, Ended::NoSource);
            }
            AnswerEnd::Ungrounded { why } => {
                // Withheld, and said so. Another provider is not asked: where a model strays, the sources are thin.
                self.log(What::AnswerDropped { turn, why: format!("withheld: {why}") });
                let text = self.say(self.no_source(), &[]);
                self.give_up(turn, text, Ended::NoSource);
            }
            AnswerEnd::Acts { action, arguments } => {
                self.log(What::AnswerDropped { turn, why: format!("it asked for the action `{action}`") });
                if !self.model_acts(&action, &arguments) {
                    self.try_next(turn, provider, due, "there is no such action");
                }
            }
            AnswerEnd::ClaimedAction { claim } => self.withhold(turn, &claim),
            AnswerEnd::Answered { .. } => self.try_next(turn, provider, due, "the answer was empty"),
            AnswerEnd::Failed { why } => self.try_next(turn, provider, due, &why),
        }
    }

    fn try_next(&mut self, turn: u32, provider: usize, due: Ms, why: &str) {
        self.log(What::AnswerDropped { turn, why: why.to_owned() });
        let (now, last) = (self.world.now, self.world.providers.len().saturating_sub(1));
        if provider >= last {
            let text = self.say("failed", &[]);
            return self.give_up(turn, text, Ended::Failed);
        }
        self.next.turn += 1;
        match if due < now + LEAST { last } else { provider + 1 } {
            next if next == last => self.generate(next, due.max(now + LAST)),
            next => self.generate(next, due),
        }
    }

    /// An answer that says it did something is not shown: the assistant can do nothing but answer.
    fn withhold(&mut self, turn: u32, claim: &str) {
        self.log(What::AnswerDropped { turn, why: format!("it claimed an action: “{claim}”") });
        let text = self.say("failed", &[]);
        self.conclude(turn, text, Ended::Withheld, Some(claim));
    }

    fn give_up(&mut self, turn: u32, text: String, ended: Ended) {
        self.conclude(turn, text, ended, None);
    }

    /// Says so, and lets the policy decide what now. Silence is not an option: without a rule, the choice is offered.
    fn conclude(&mut self, turn: u32, text: String, ended: Ended, claim: Option<&str>) {
        self.log(What::AssistantGaveUp { turn, text });
        self.next.mode = Mode::Listening;
        let search = self.last_search();
        let look = Look { search: search.as_ref(), ended: Some(ended), claim, ..Look::default() };
        let decision = self.decide(look, &[]);
        match decision.outcome {
            Outcome::Transfer => self.hand_over(decision, "handed-over"),
            Outcome::Offer | Outcome::Answer => self.offer(&decision, false),
        }
    }

    pub(super) fn rated(&mut self, turn: u32, helped: bool, why: String) {
        let known = self
            .next
            .log
            .iter()
            .any(|entry| matches!(entry.what, What::AssistantSaid { turn: t, .. } if t == turn));
        if !known {
            return self.ignore("rated", "no answer has this turn");
        }
        // The reason comes after the rating, which has had its consequences.
        let again = self.next.log.iter().any(
            |entry| matches!(entry.what, What::CustomerRated { turn: t, helped: h, .. } if t == turn && h == helped),
        );
        self.log(What::CustomerRated { turn, helped, why });
        if helped || again || self.next.mode != Mode::Listening {
            return;
        }
        let search = self.last_search();
        let look = Look { search: search.as_ref(), ..Look::default() };
        let decision = self.decide(look, &self.declined());
        match decision.outcome {
            Outcome::Transfer => self.hand_over(decision, "handed-over"),
            Outcome::Offer => self.offer(&decision, false),
            Outcome::Answer => {}
        }
    }

    pub(super) fn stopped(&mut self, turn: u32, so_far: String) {
        let Mode::Answering { turn: running, provider, .. } = self.next.mode else {
            return self.ignore("stopped", "no answer is being made");
        };
        if running != turn {
            return self.ignore("stopped", "it belongs to an earlier turn");
        }
        self.log(What::CustomerStopped { turn });
        if so_far.trim().is_empty() {
            self.drop_answer(turn, "the customer stopped it");
        } else {
            self.effects.push(Effect::StopGenerating { turn });
            let provider = self.world.providers.get(provider).cloned().unwrap_or_default();
            let text = format!("{} …", so_far.trim_end());
            self.log(What::AssistantSaid { turn, text, sources: Vec::new(), provider, replies: Vec::new() });
        }
        self.next.mode = Mode::Listening;
    }

    /// Drops the running answer. The caller sets the next mode.
    pub(super) fn drop_answer(&mut self, turn: u32, why: &str) {
        // One that this very step began is not begun.
        self.effects
            .retain(|effect| !matches!(effect, Effect::Generate { turn: begun, .. } if *begun == turn));
        self.effects.push(Effect::StopGenerating { turn });
        self.log(What::AnswerDropped { turn, why: why.to_owned() });
        self.next.mode = Mode::Listening;
    }

    /// Both choices as equals.
    pub(super) fn offer(&mut self, decision: &Decision, pending: bool) {
        let turn = self.next.turn;
        let text = self.rule_words(decision).unwrap_or_else(|| {
            // Who is not there connects nobody now; and what was tried in vain is not offered once more.
            let key = match (pending, self.nobody().is_some()) {
                (true, false) => "offer",
                (true, true) => "offer-later",
                (false, false) => "offer-missed",
                (false, true) => "offer-missed-later",
            };
            self.say(key, &[])
        });
        self.log(What::Offered { turn, text, choices: vec![Choice::Person, Choice::Assistant] });
        self.next.mode = Mode::Offering { turn, pending };
    }

    /// What the rule itself wants said, in the customer's language or the site's first.
    pub(super) fn rule_words(&self, decision: &Decision) -> Option<String> {
        let site = self.world.site;
        let rule = site.policy.rules.iter().find(|rule| rule.id == decision.rule)?;
        let default = site.languages.first().map_or("en", String::as_str);
        let text = rule.say.get(&self.next.language).or_else(|| rule.say.get(default))?;
        Some(text.replace("{site}", &site.name).replace("{hours}", &site.hours_in(&self.next.language)))
    }

    /// Rules that offered the choice, where the customer chose the assistant.
    fn declined(&self) -> Vec<String> {
        let (mut decided, mut declined) = (None, Vec::new());
        for entry in &self.next.log {
            match &entry.what {
                What::Decided { decision, .. } => decided = Some(&decision.rule),
                What::CustomerChose { choice: Choice::Assistant } => declined.extend(decided.take().cloned()),
                _ => {}
            }
        }
        declined
    }

    pub(super) fn findings(&self, look: Look<'_>) -> Vec<Finding> {
        let nobody = self.nobody();
        signal::observe(&Scene {
            log: &self.next.log,
            now: self.world.now,
            said: look.said,
            page: self.next.page.as_ref(),
            identity: self.next.identity.as_ref(),
            country: &self.next.country,
            nobody: nobody.as_deref(),
            languages: &self.world.site.languages,
            search: look.search,
            ended: look.ended,
            claim: look.claim,
        })
    }

    pub(super) fn decide(&mut self, look: Look<'_>, declined: &[String]) -> Decision {
        let decision = policy::decide(&self.world.site.policy, &self.findings(look), declined);
        let (turn, versions) = (self.next.turn, self.world.site.versions.clone());
        self.log(What::Decided { turn, decision: Box::new(decision.clone()), versions });
        decision
    }

    fn search(&mut self) -> (Search, knowledge::Found) {
        let found = prompt::search(&self.next, self.world.site);
        let knowledge = &self.world.site.knowledge;
        let hits: Vec<Found> = prompt::titles(knowledge, &found)
            .take(5)
            .map(|(article, title, score)| Found { article, title, score })
            .collect();
        let search = Search {
            confidence: found.confidence,
            best: hits.first().map(|hit| hit.title.clone()),
            unknown_words: found.unknown_words.clone(),
        };
        self.log(What::Searched {
            turn: self.next.turn,
            query: found.effective_query.clone(),
            hits,
            confidence: found.confidence,
            unknown_words: found.unknown_words.clone(),
        });
        (search, found)
    }

    fn last_search(&self) -> Option<Search> {
        self.next.log.iter().rev().find_map(|entry| match &entry.what {
            What::Searched { hits, confidence, unknown_words, .. } => Some(Search {
                confidence: *confidence,
                best: hits.first().map(|hit| hit.title.clone()),
                unknown_words: unknown_words.clone(),
            }),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests;
