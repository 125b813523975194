//! it.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar { code: "it", words: &[], asks: &[], never: &[] };
