//! Who customers say they are, in the chat itself: a name after the words that introduce one, an address, a telephone
//! number. Said is not proven: it is for the person who reads, who then need not ask for it again. What of it is claimed
//! as the writer's own is kept as their contact besides (`reading::contact`).

use crate::reading;
use crate::redact::{Settings, redact};

/// Name of the fact, and its value as written.
pub(super) fn told(text: &str) -> Vec<(&'static str, String)> {
    let name = reading::name(text).map(|name| ("name", name));
    let found = redact(text, &Settings::default()).found;
    let kinds = [("e-mail", "email address"), ("phone", "telephone number")];
    let rest = kinds.iter().flat_map(|(kind, fact)| {
        let all = found.iter().filter(|found| found.kind == *kind && !found.removed);
        all.map(|found| (*fact, text[found.start..found.end].to_owned())).collect::<Vec<_>>()
    });
    name.into_iter().chain(rest).collect()
}
