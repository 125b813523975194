//! nl.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar { code: "nl", words: &[], asks: &[], never: &[] };
