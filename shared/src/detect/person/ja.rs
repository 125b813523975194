//! ja.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar { code: "ja", words: &[], asks: &[], never: &[] };
