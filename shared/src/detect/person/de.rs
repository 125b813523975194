//! de.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar { code: "de", words: &[], asks: &[], never: &[] };
