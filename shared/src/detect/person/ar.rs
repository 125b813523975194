//! ar.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar { code: "ar", words: &[], asks: &[], never: &[] };
