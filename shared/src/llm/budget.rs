//! What answers cost, and how much a conversation may.
//!
//! Every call that was made is an entry of the log, whatever became of its answer. At the limit models are not asked
//! any more; the embedded answerer and people cost nothing here and stay. Absent on purpose: budgets over many
//! conversations (visitor, day, site): no conversation knows of another.

use super::decode::Usage;
use crate::log::{Entry, Spent, What};
use crate::site::{Budget, Provider};

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub calls: u64,
    pub tokens: u64,
    pub micros: u64,
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
    fn at_the_limit_no_model_is_asked() {
        let what = What::Spent(call(Usage { input: 1_000, output: 100 }, 0, 0));
        let log: Vec<Entry> = (1..=4).map(|seq| Entry { seq, at: 0, what: what.clone() }).collect();
        let budget = |tokens, micros| Budget { tokens, micros };
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
