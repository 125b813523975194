//! tr.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar { code: "tr", words: &[], asks: &[], never: &[] };
