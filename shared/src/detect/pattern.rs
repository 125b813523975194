//! Short patterns over classes of words: "a word for *speak*, up to one word between, a word for *agent*".
//!
//! A pattern is text: a letter is a class of the grammar, `?` and `*` after it mean it may be missing or come again,
//! a digit is so many words of any kind, `^` and `$` are where a clause begins and ends. Nothing matches across a
//! mark that ends a clause. Absent on purpose: alternatives and captures; a second pattern says it as well.

use super::lexicon::Hit;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    One(u8),
    MayMiss(u8),
    Any(u8),
    Gap(u8),
    Start,
    End,
}

#[derive(Clone, Debug)]
pub struct Pattern {
    items: Vec<Item>,
    /// The classes it cannot match without, one bit each.
    needs: u128,
}

/// The classes of some hits, one bit each.
pub fn classes_of(hits: &[Hit]) -> u128 {
    hits.iter().fold(0, |classes, hit| classes | 1 << (hit.tag & 0x7F))
}

impl Pattern {
    pub fn new(written: &str) -> Pattern {
        let item = |word: &str| {
            let bytes = word.as_bytes();
            match (bytes[0], bytes.get(1)) {
                (b'^', _) => Item::Start,
                (b'$', _) => Item::End,
                (digit @ b'0'..=b'9', _) => Item::Gap(digit - b'0'),
                (class, Some(b'?')) => Item::MayMiss(class),
                (class, Some(b'*')) => Item::Any(class),
                (class, _) => Item::One(class),
            }
        };
        let items: Vec<Item> = written.split_ascii_whitespace().map(item).collect();
        let needs = items.iter().fold(0, |needs, item| match item {
            Item::One(class) => needs | 1 << (class & 0x7F),
            _ => needs,
        });
        Pattern { items, needs }
    }

    /// Whether all it needs is there; cheaper than trying.
    pub fn may_match(&self, classes: u128) -> bool {
        self.needs != 0 && self.needs & !classes == 0
    }

    /// All matches as spans of words. `hits` are those of one language, with classes as tags, sorted by place;
    /// `breaks` says for each word whether it ends a clause.
    pub fn matches(&self, hits: &[Hit], breaks: &[bool], mut found: impl FnMut(usize, usize)) {
        let text = Tagged { hits, breaks };
        if let [Item::One(class), rest @ ..] = self.items.as_slice() {
            for hit in hits.iter().filter(|hit| hit.tag == u16::from(*class)) {
                if let Some(end) = text.end_of_match(rest, (hit.at + hit.len) as usize) {
                    found(hit.at as usize, end);
                }
            }
        } else {
            for at in 0..breaks.len() {
                if (at == 0 || breaks[at - 1])
                    && !breaks[at]
                    && let Some(end) = text.end_of_match(&self.items, at)
                {
                    found(at, end);
                }
            }
        }
    }
}

struct Tagged<'a> {
    hits: &'a [Hit],
    breaks: &'a [bool],
}

impl Tagged<'_> {
    fn ends_of(&self, class: u8, at: usize) -> impl Iterator<Item = usize> {
        let from = self.hits.partition_point(|hit| (hit.at as usize) < at);
        self.hits[from..]
            .iter()
            .take_while(move |hit| hit.at as usize == at)
            .filter(move |hit| hit.tag == u16::from(class))
            .map(|hit| (hit.at + hit.len) as usize)
    }

    fn is_break(&self, at: usize) -> bool {
        self.breaks.get(at).copied().unwrap_or(true)
    }

    /// Where the items end if they match from `at`. Depth and width are bounded by the pattern, not the text.
    fn end_of_match(&self, items: &[Item], at: usize) -> Option<usize> {
        let Some((item, rest)) = items.split_first() else { return Some(at) };
        match *item {
            Item::Start => (at == 0 || self.is_break(at - 1)).then(|| self.end_of_match(rest, at))?,
            Item::End => self.is_break(at).then(|| self.end_of_match(rest, at))?,
            Item::One(class) => self.ends_of(class, at).find_map(|end| self.end_of_match(rest, end)),
            Item::MayMiss(class) => self
                .ends_of(class, at)
                .find_map(|end| self.end_of_match(rest, end))
                .or_else(|| self.end_of_match(rest, at)),
            Item::Any(class) => self.end_of_repeats(class, rest, at, 4),
            Item::Gap(up_to) => (at..=at + usize::from(up_to))
                .take_while(|&to| to == at || !self.is_break(to - 1))
                .find_map(|to| self.end_of_match(rest, to)),
        }
    }

    fn end_of_repeats(&self, class: u8, rest: &[Item], at: usize, left: u8) -> Option<usize> {
        if left > 0 {
            let more =
                self.ends_of(class, at).find_map(|end| self.end_of_repeats(class, rest, end, left - 1));
            if more.is_some() {
                return more;
            }
        }
        self.end_of_match(rest, at)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{lexicon::Lexicon, normalize::fold};
    use super::*;

    fn check(pattern: &str, message: &str, expected: &[(usize, usize)]) {
        let classes =
            [(u16::from(b'S'), "talk, speak"), (u16::from(b'D'), "to, a, the"), (u16::from(b'N'), "agent")];
        let folded = fold(message);
        let hits = Lexicon::new(classes.into_iter()).find(&folded);
        let breaks: Vec<bool> = folded.words().iter().map(|word| word.breaks).collect();
        let mut found = Vec::new();
        Pattern::new(pattern).matches(&hits, &breaks, |from, to| found.push((from, to)));
        assert_eq!(found, expected, "{message}");
    }

    #[test]
    fn classes_repeat_may_miss_and_leave_gaps() {
        check("S D* N", "talk to the agent", &[(0, 4)]);
        check("S 1 D* N", "let me talk wth an agent", &[]);
        check("S 2 D* N", "let me talk wth an agent", &[(2, 6)]);
        check("S D? N", "talk to the agent", &[]);
    }

    #[test]
    fn nothing_matches_across_a_clause() {
        check("S 3 N", "we had a talk. The agent left", &[]);
        check("^ D* N $", "no, the agent", &[(2, 4)]);
        check("^ D* N $", "the agent left", &[]);
    }
}
