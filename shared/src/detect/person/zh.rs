//! zh.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar { code: "zh", words: &[], asks: &[], never: &[] };
