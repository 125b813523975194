//! pt.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar { code: "pt", words: &[], asks: &[], never: &[] };
