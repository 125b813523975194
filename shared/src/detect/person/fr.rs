//! fr.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar { code: "fr", words: &[], asks: &[], never: &[] };
