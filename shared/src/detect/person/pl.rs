//! pl.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar { code: "pl", words: &[], asks: &[], never: &[] };
