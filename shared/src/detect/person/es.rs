//! es.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar { code: "es", words: &[], asks: &[], never: &[] };
