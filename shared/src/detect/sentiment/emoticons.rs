//! Faces made of punctuation, shouting, and marks in a row: what folding takes away.

use super::words;
use crate::detect::lexicon::Hit;
use crate::detect::normalize::Folded;

const FACES: [(&str, u16); 18] = [
    (":)", words::SMILE),
    (":-)", words::SMILE),
    (":D", words::SMILE),
    (":-D", words::SMILE),
    (";)", words::SMILE),
    (";-)", words::SMILE),
    ("=)", words::SMILE),
    ("<3", words::SMILE),
    (":p", words::SMILE),
    (":P", words::SMILE),
    ("^^", words::SMILE),
    (":(", words::FROWN),
    (":-(", words::FROWN),
    ("=(", words::FROWN),
    (":'(", words::FROWN),
    (":/", words::FROWN),
    (">:(", words::FROWN),
    ("D:", words::FROWN),
];

/// Adds what it finds as hits on the word before.
pub(super) fn find(message: &str, folded: &Folded, hits: &mut Vec<Hit>) {
    let before = |offset: usize| {
        let at = folded.words().partition_point(|word| (word.start as usize) < offset).saturating_sub(1);
        at as u32
    };
    // Faces stand at the end, if anywhere; a long text is not searched for all of them.
    let from = message.len().saturating_sub(400);
    let end = message.get(from..).map_or(0, |_| from);
    let tail = message.get(end..).unwrap_or_default();
    if tail.bytes().any(|b| matches!(b, b':' | b';' | b'=' | b'<' | b'^')) {
        for (face, tag) in FACES {
            for (at, _) in tail.match_indices(face) {
                let follows_url = face == ":/" && tail[at..].starts_with("://");
                if !follows_url {
                    hits.push(Hit { tag, at: before(end + at), len: 1 });
                }
            }
        }
    }
    if tail.contains("!!") || tail.contains("?!") || tail.contains("！！") {
        hits.push(Hit { tag: words::LOUD, at: before(message.len()), len: 1 });
    }
    if is_shouted(message) {
        hits.push(Hit { tag: words::LOUD, at: 0, len: 1 });
    }
    if tail.ends_with(['?', '？', '؟']) {
        hits.push(Hit { tag: words::ASKS, at: before(message.len()), len: 1 });
    }
}

/// Two words or more in capitals and nothing in small letters.
fn is_shouted(message: &str) -> bool {
    let capitals = message.bytes().take(400).filter(u8::is_ascii_uppercase).count();
    capitals >= 6
        && message.trim().contains(' ')
        && !message.bytes().take(400).any(|b| b.is_ascii_lowercase())
}
