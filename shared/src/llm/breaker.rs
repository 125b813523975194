//! Leaving alone a provider that fails, so that customers do not wait for what will not come.
//!
//! Closed: everybody asks. Open until a time: nobody does. After that time one question is let through as a probe; its
//! end closes the breaker or opens it for twice as long. Time is an argument. Absent on purpose: any sharing between
//! isolates; each learns by itself, within a few questions.

use super::decode::Blame;
use crate::log::Ms;

/// Failures in a row that open it. One may be chance, three are not.
const FAILURES: u32 = 3;
/// How long it stays open at first, and at most.
const SHORTEST: Ms = 15_000;
const LONGEST: Ms = 5 * 60_000;
/// A wrong key or model mends only by a deployment, which starts a new isolate, or by a change at the provider's.
const SETUP: Ms = 60_000;
/// A probe that never reported is forgotten.
const PROBE: Ms = 60_000;

/// One provider's breaker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breaker {
    failures: u32,
    /// Times it opened in a row
    opened: u32,
    open_until: Ms,
    /// When the probe left
    probing: Option<Ms>,
}

impl Breaker {
    /// Whether a question may go out; else how many milliseconds it will not. Whoever is let through reports the end.
    pub fn ask(&mut self, now: Ms) -> Result<(), Ms> {
        if now < self.open_until {
            return Err(self.open_until - now);
        }
        if self.opened == 0 {
            return Ok(());
        }
        match self.probing {
            Some(left) if now < left + PROBE => Err(left + PROBE - now),
            _ => {
                self.probing = Some(now);
                Ok(())
            }
        }
    }

    /// It answered, if only to decline.
    pub fn worked(&mut self) {
        *self = Self::default();
    }

    /// The one who was let through gave up: nothing was learnt.
    pub fn left(&mut self) {
        self.probing = None;
    }

    /// It failed.
    pub fn failed(&mut self, now: Ms, blame: Blame) {
        let probe = self.probing.take().is_some();
        let pause = match blame {
            Blame::Declined => return self.worked(),
            Blame::Busy(Some(after)) => after.clamp(1_000, LONGEST),
            Blame::Setup => SETUP,
            Blame::Busy(None) | Blame::Broken => {
                self.failures += 1;
                if !probe && self.failures < FAILURES {
                    return;
                }
                (SHORTEST << self.opened.min(5)).min(LONGEST)
            }
        };
        self.failures = 0;
        self.opened += 1;
        self.open_until = self.open_until.max(now + pause);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_failures_in_a_row_open_it_and_a_probe_decides() {
        let mut breaker = Breaker::default();
        for now in 0..3 {
            assert_eq!(breaker.ask(now), Ok(()));
            breaker.failed(now, Blame::Broken);
        }
        assert_eq!(breaker.ask(1_000), Err(SHORTEST + 2 - 1_000));
        let later = SHORTEST + 2;
        assert_eq!(breaker.ask(later), Ok(()), "the probe");
        assert!(breaker.ask(later + 1).is_err(), "nobody else meanwhile");
        breaker.failed(later + 2, Blame::Broken);
        assert!(breaker.ask(later + 2 + SHORTEST).is_err(), "twice as long");
        let again = later + 2 + 2 * SHORTEST;
        assert_eq!(breaker.ask(again), Ok(()));
        breaker.worked();
        assert_eq!((breaker.ask(again + 1), breaker.ask(again + 1)), (Ok(()), Ok(())));
    }

    #[test]
    fn a_success_between_failures_is_forgiving() {
        let mut breaker = Breaker::default();
        for now in 0..10 {
            assert_eq!(breaker.ask(now), Ok(()));
            breaker.failed(now, Blame::Broken);
            assert_eq!(breaker.ask(now), Ok(()));
            breaker.worked();
        }
    }

    #[test]
    fn a_named_pause_is_kept_within_limits_and_a_wrong_key_is_not_tried_by_everybody() {
        let mut breaker = Breaker::default();
        breaker.failed(0, Blame::Busy(Some(7_000)));
        assert_eq!((breaker.ask(6_999), breaker.ask(7_000)), (Err(1), Ok(())));
        let mut breaker = Breaker::default();
        breaker.failed(0, Blame::Busy(Some(3_600_000)));
        assert_eq!(breaker.ask(LONGEST), Ok(()), "an hour is not believed");
        let mut breaker = Breaker::default();
        breaker.failed(0, Blame::Setup);
        assert!(breaker.ask(SETUP - 1).is_err());
    }

    #[test]
    fn a_probe_that_never_reports_does_not_hold_it_open_for_ever() {
        let mut breaker = Breaker::default();
        breaker.failed(0, Blame::Setup);
        assert_eq!(breaker.ask(SETUP), Ok(()));
        assert!(breaker.ask(SETUP + PROBE - 1).is_err());
        assert_eq!(breaker.ask(SETUP + PROBE), Ok(()));
        breaker.left();
        assert_eq!(
            breaker.ask(SETUP + PROBE + 1),
            Ok(()),
            "a probe that was called off lets the next one go"
        );
    }

    #[test]
    fn declining_is_working() {
        let mut breaker = Breaker::default();
        for _ in 0..5 {
            breaker.failed(0, Blame::Declined);
        }
        assert_eq!(breaker.ask(0), Ok(()));
    }
}
