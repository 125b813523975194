//! hi.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar { code: "hi", words: &[], asks: &[], never: &[] };
