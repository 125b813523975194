//! What answers cost, and how much a conversation may.
//!
//! Every call that was made is an entry of the log, whatever became of its answer. At the limit models are not asked
//! any more; the embedded answerer and people cost nothing here and stay. What many conversations cost together no
//! conversation knows: the desk's object counts it ([`Sums`]). Absent on purpose: the counting, and a clock.

use super::decode::Usage;
use crate::log::{Entry, Ms, Spent, What};
use crate::site::{Budget, Limit, Provider};
use serde::{Deserialize, Serialize};

/// Letters a token has. English has about four; others have fewer, so that this errs to the dear side for them only
/// where a price is already an estimate.
const LETTERS: u64 = 4;

/// What a call cost, from what the provider told, filled up from the letters that went out and came in.
pub fn spent(turn: u32, provider: &Provider, told: Usage, asked: usize, said: usize) -> Spent {
    let or_guess =
        |told: u64, letters: usize| if told > 0 { told } else { (letters as u64).div_ceil(LETTERS) };
    let (input, output) = (or_guess(told.input, asked), or_guess(told.output, said));
    let estimated = told.input == 0 || (told.output == 0 && output > 0);
    // A price per million tokens is a price in millionths per token.
    let micros = (input as f64 * provider.price.input + output as f64 * provider.price.output).ceil() as u64;
    Spent { turn, provider: provider.name.clone(), input, output, micros, estimated }
}

/// What a conversation cost so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sum {
    pub calls: u64,
    pub tokens: u64,
    pub micros: u64,
}

impl Sum {
    pub fn add(&mut self, other: Self) {
        self.calls += other.calls;
        self.tokens += other.tokens;
        self.micros += other.micros;
    }
}

/// What was spent beyond one conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sums {
    /// By this visitor, today
    pub visitor: Sum,
    /// By everybody, today
    pub day: Sum,
    /// By everybody, this month
    pub month: Sum,
}

/// Whether anything beyond the conversation is limited: else nobody needs to be asked.
pub fn is_shared(budget: Budget) -> bool {
    [budget.visitor, budget.day, budget.month].iter().any(|limit| *limit != Limit::default())
}

/// Whether the site still pays for an answer; else a sentence for the log.
pub fn affords(budget: Budget, sums: &Sums) -> Result<(), String> {
    let all = [
        ("visitor's day", budget.visitor, sums.visitor),
        ("day", budget.day, sums.day),
        ("month", budget.month, sums.month),
    ];
    for (whose, limit, sum) in all {
        if limit.tokens.is_some_and(|most| sum.tokens >= most)
            || limit.micros.is_some_and(|most| sum.micros >= most)
        {
            let (money, tokens) = (sum.micros as f64 / 1e6, sum.tokens);
            return Err(format!("the {whose}'s budget is used up ({money:.4}, {tokens} tokens)"));
        }
    }
    Ok(())
}

/// Messages a customer may send in a minute where the site says nothing: three times as many as anybody types.
const MESSAGES: u32 = 20;

/// Whether the customer writes faster than anybody reads. Never asked about the human button.
pub fn too_fast(budget: Budget, log: &[Entry], now: Ms) -> bool {
    let said =
        |entry: &&Entry| matches!(entry.what, What::CustomerSaid { .. } | What::CustomerAttached { .. });
    let recent = log.iter().rev().take_while(|entry| entry.at + 60_000 > now).filter(said).count();
    recent >= budget.messages.unwrap_or(MESSAGES) as usize
}

/// Adds up the log.
pub fn sum(log: &[Entry]) -> Sum {
    log.iter().fold(Sum::default(), |sum, entry| match &entry.what {
        What::Spent(spent) => Sum {
            calls: sum.calls + 1,
            tokens: sum.tokens + spent.input + spent.output,
            micros: sum.micros + spent.micros,
        },
        _ => sum,
    })
}

/// Whether a model may be asked; else a sentence for the log.
pub fn allows(budget: Budget, log: &[Entry]) -> Result<(), String> {
    let sum = sum(log);
    if budget.tokens.is_some_and(|most| sum.tokens >= most) {
        return Err(format!("the conversation's budget of tokens is used up ({})", sum.tokens));
    }
    if budget.micros.is_some_and(|most| sum.micros >= most) {
        let money = sum.micros as f64 / 1e6;
        return Err(format!("the conversation's budget is used up ({money:.4})"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(told: Usage, asked: usize, said: usize) -> Spent {
        spent(3, &super::super::tests::configured("openai-chat", ""), told, asked, said)
    }

    #[test]
    fn prices_are_per_million_tokens() {
        let spent = call(Usage { input: 812, output: 90 }, 0, 0);
        assert_eq!((spent.micros, spent.estimated), (383, false));
    }

    #[test]
    fn what_the_provider_does_not_tell_is_counted_from_the_letters() {
        let spent = call(Usage::default(), 4_000, 81);
        assert_eq!((spent.input, spent.output, spent.estimated), (1_000, 21, true));
        let refused = call(Usage { input: 10, output: 0 }, 40, 0);
        assert_eq!((refused.output, refused.estimated), (0, false));
    }

    #[test]
    fn what_many_conversations_spend_is_limited_by_visitor_day_and_month() {
        let sum = |micros| Sum { calls: 1, tokens: 10 * micros, micros };
        let sums = Sums { visitor: sum(10), day: sum(100), month: sum(1_000) };
        let none = Budget::default();
        assert!(!is_shared(none) && affords(none, &sums).is_ok());
        let limit = |tokens, micros| Limit { tokens, micros };
        for (budget, fits) in [
            (Budget { visitor: limit(None, Some(11)), ..none }, true),
            (Budget { visitor: limit(None, Some(10)), ..none }, false),
            (Budget { day: limit(Some(1_000), None), ..none }, false),
            (Budget { month: limit(Some(10_001), Some(1_001)), ..none }, true),
            (Budget { month: limit(None, Some(0)), ..none }, false),
        ] {
            assert_eq!((is_shared(budget), affords(budget, &sums).is_ok()), (true, fits), "{budget:?}");
        }
    }

    #[test]
    fn who_writes_too_fast_may_go_on_after_a_while() {
        let said = |at| Entry {
            seq: at,
            at,
            what: What::CustomerSaid { key: String::new(), text: String::new(), redacted: Vec::new() },
        };
        let log: Vec<Entry> = (1..=20).map(|i| said(i * 1_000)).collect();
        assert!(too_fast(Budget::default(), &log, 20_000));
        assert!(!too_fast(Budget::default(), &log[1..], 20_000));
        assert!(!too_fast(Budget::default(), &log, 61_500));
        assert!(too_fast(Budget { messages: Some(2), ..Budget::default() }, &log, 79_000 - 1_000));
    }

    #[test]
    fn at_the_limit_no_model_is_asked() {
        let what = What::Spent(call(Usage { input: 1_000, output: 100 }, 0, 0));
        let log: Vec<Entry> = (1..=4).map(|seq| Entry { seq, at: 0, what: what.clone() }).collect();
        let budget = |tokens, micros| Budget { tokens, micros, ..Budget::default() };
        assert_eq!(sum(&log), Sum { calls: 4, tokens: 4_400, micros: 1_800 });
        assert_eq!(allows(budget(None, None), &log), Ok(()));
        assert_eq!(allows(budget(Some(4_401), Some(1_801)), &log), Ok(()));
        assert!(allows(budget(Some(4_400), None), &log).is_err());
        assert_eq!(
            allows(budget(None, Some(1_800)), &log),
            Err("the conversation's budget is used up (0.0018)".to_owned())
        );
    }
}
