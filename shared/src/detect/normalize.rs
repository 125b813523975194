//! A message as the detectors read it: words in plain lower-case letters, each with its place in the original.
//!
//! Accents, width, ornament, zero-width characters, look-alike letters, letters set apart ("h u m a n"), letters
//! drawn out ("huuuman") and digits for letters ("hum4n") are folded away, so that every list of words is written
//! once and plainly. Absent on purpose: spelling correction and any word list; this file does not know what is said.

mod letters;

use letters::Role;

use super::Spoken;

/// A folded message.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    words: Vec<Word>,
}

/// One word, one Han or kana character, one emoji, or one mark that ends a clause.
#[derive(Clone, Debug)]
pub struct Word {
    from: u32,
    to: u32,
    /// Byte span in the original message.
    pub start: u32,
    pub end: u32,
    /// Ends a clause; its text is one of `. , ? !`.
    pub breaks: bool,
    /// Was drawn out: three or more equal letters in a row, of which two are kept.
    pub drawn_out: bool,
    /// Was put together from single letters, so that several words may hide in it.
    pub put_together: bool,
}

impl Folded {
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The folded letters of one word.
    pub fn text(&self, word: &Word) -> &str {
        self.text.get(word.from as usize..word.to as usize).unwrap_or_default()
    }

    /// So many words from a position, as the customer wrote them.
    pub fn spoken(&self, message: &str, at: u32, len: u32, weight: f32) -> Spoken {
        let word = |at: u32| self.words.get(at as usize);
        let start = word(at).map_or(0, |word| word.start);
        let end = word((at + len).saturating_sub(1)).map_or(start, |word| word.end);
        Spoken::in_message(message, start, end, weight)
    }

    /// The folded letters of the word at a position; empty past the end.
    pub fn at(&self, position: usize) -> &str {
        self.words.get(position).map_or("", |word| self.text(word))
    }
}

/// Folds a message. Total: any text, of any length, in time proportional to it.
pub fn fold(message: &str) -> Folded {
    let mut folding = Folding::default();
    for (at, c) in message.char_indices() {
        let (at, end) = (at as u32, (at + c.len_utf8()) as u32);
        match letters::role(c) {
            Role::Letter(letter) => folding.letter(letter, at, end),
            Role::Pair(first, second) => {
                folding.letter(first, at, end);
                folding.letter(second, at, end);
            }
            Role::Apostrophe => folding.apostrophe(),
            Role::Nothing => {}
            Role::Space => folding.finish_word(),
            Role::Alone(c) => folding.whole(c, at, end, Ends::Nothing),
            Role::Break(mark) => folding.whole(mark, at, end, Ends::Clause),
        }
    }
    folding.finish_word();
    folding.unmask_words_of_look_alikes();
    put_single_letters_together(folding.folded)
}

#[derive(PartialEq, Eq)]
enum Ends {
    Clause,
    Nothing,
}

#[derive(Default)]
struct Folding {
    folded: Folded,
    /// Letters of the word being read.
    letters: Vec<char>,
    start: u32,
    end: u32,
    has_latin: bool,
}

impl Folding {
    fn letter(&mut self, letter: char, at: u32, end: u32) {
        if self.letters.is_empty() {
            self.start = at;
        }
        self.end = end;
        self.letters.push(letter);
    }

    /// English drops it ("dont"), Romance articles split there ("l'agent").
    fn apostrophe(&mut self) {
        const PROCLITICS: [&str; 19] = [
            "l", "d", "j", "m", "t", "s", "n", "c", "qu", "un", "dell", "all", "nell", "sull", "dall",
            "quell", "com", "lorsqu", "jusqu",
        ];
        if self.letters.len() <= 6
            && PROCLITICS.iter().any(|clitic| clitic.chars().eq(self.letters.iter().copied()))
        {
            self.finish_word();
        }
    }

    fn whole(&mut self, c: char, start: u32, end: u32, ends: Ends) {
        self.finish_word();
        let from = self.folded.text.len() as u32;
        self.folded.text.push(c);
        let to = self.folded.text.len() as u32;
        let breaks = ends == Ends::Clause;
        self.folded.words.push(Word { from, to, start, end, breaks, drawn_out: false, put_together: false });
    }

    fn finish_word(&mut self) {
        if self.letters.is_empty() {
            return;
        }
        let latin = self.letters.iter().any(char::is_ascii_lowercase);
        self.has_latin |= latin;
        if latin {
            read_look_alikes(&mut self.letters);
            read_digits_as_letters(&mut self.letters);
        }
        let drawn_out = shorten_runs(&mut self.letters);
        let from = self.folded.text.len() as u32;
        self.folded.text.extend(self.letters.drain(..));
        let to = self.folded.text.len() as u32;
        let (start, end) = (self.start, self.end);
        self.folded.words.push(Word { from, to, start, end, breaks: false, drawn_out, put_together: false });
    }

    /// A word wholly of Cyrillic letters amid Latin ones, such as `сору`, is Latin too.
    fn unmask_words_of_look_alikes(&mut self) {
        if !self.has_latin {
            return;
        }
        for word in &mut self.folded.words {
            let text = self.folded.text.get(word.from as usize..word.to as usize).unwrap_or_default();
            if !text.starts_with(letters::may_pass_for_latin) {
                continue;
            }
            let Some(plain) = text.chars().map(letters::look_alike).collect::<Option<String>>() else {
                continue;
            };
            word.from = self.folded.text.len() as u32;
            self.folded.text.push_str(&plain);
            word.to = self.folded.text.len() as u32;
        }
    }
}

fn read_look_alikes(letters: &mut [char]) {
    for letter in letters {
        if let Some(latin) = letters::look_alike(*letter) {
            *letter = latin;
        }
    }
}

/// `hum4n` is `human`: a digit counts as a letter only between letters.
fn read_digits_as_letters(letters: &mut [char]) {
    for i in 1..letters.len().saturating_sub(1) {
        if letters[i - 1].is_ascii_lowercase() && letters[i + 1].is_ascii_lowercase() {
            letters[i] = match letters[i] {
                '0' => 'o',
                '1' => 'i',
                '3' => 'e',
                '4' => 'a',
                '5' => 's',
                '7' => 't',
                other => other,
            };
        }
    }
}

/// Keeps two of three or more equal letters in a row (not digits); says whether there were such.
fn shorten_runs(letters: &mut Vec<char>) -> bool {
    let before = letters.len();
    let mut run = 0;
    let mut last = '\0';
    letters.retain(|&letter| {
        run = if letter == last && !letter.is_ascii_digit() { run + 1 } else { 1 };
        last = letter;
        run <= 2
    });
    letters.len() < before
}

/// Four or more single letters in a row are one word, with stops between them or not.
fn put_single_letters_together(folded: Folded) -> Folded {
    let Folded { mut text, words } = folded;
    let single = |text: &str, word: &Word| {
        let letters = text.get(word.from as usize..word.to as usize).unwrap_or_default();
        !word.breaks
            && letters.len() <= 3
            && letters.chars().count() == 1
            && letters.starts_with(is_alphabetic)
    };
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    let mut i = 0;
    while i < words.len() {
        let (mut end, mut count) = (i, 0);
        while end < words.len() {
            if single(&text, &words[end]) {
                // Two spaces between letters that are set apart by one are the end of a word.
                if end > i && words[end].start - words[end - 1].end > 2 {
                    break;
                }
                count += 1;
            } else if !(end > i && is_stop_between_letters(&text, &words, end, single)) {
                break;
            }
            end += 1;
        }
        if count >= 4 {
            let from = text.len();
            for word in &words[i..end] {
                if !word.breaks {
                    text.extend_from_within(word.from as usize..word.to as usize);
                }
            }
            out.push(Word {
                from: from as u32,
                to: text.len() as u32,
                start: words[i].start,
                end: words[end - 1].end,
                breaks: false,
                drawn_out: false,
                put_together: true,
            });
            i = end;
        } else {
            out.push(words[i].clone());
            i += 1;
        }
    }
    Folded { text, words: out }
}

fn is_stop_between_letters(
    text: &str,
    words: &[Word],
    at: usize,
    single: impl Fn(&str, &Word) -> bool,
) -> bool {
    let stop = &words[at];
    let touching = words[at - 1].end == stop.start;
    stop.breaks
        && touching
        && words.get(at + 1).is_some_and(|next| next.start == stop.end && single(text, next))
}

fn is_alphabetic(c: char) -> bool {
    c.is_ascii_lowercase() || ('\u{370}'..'\u{2000}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(message: &str, expected: &str) {
        let folded = fold(message);
        let words: Vec<&str> = folded.words().iter().map(|word| folded.text(word)).collect();
        assert_eq!(words.join(" "), expected, "{message}");
    }

    #[test]
    fn accents_width_and_ornament_fall_away() {
        check("Möchte STRASSE straße", "mochte strasse strasse");
        check("ＨＵＭＡＮ 𝐡𝐮𝐦𝐚𝐧 ⓗⓤⓜⓐⓝ", "human human human");
        check("İstanbul ırmak żółć ﬁn", "istanbul irmak zolc fin");
    }

    #[test]
    fn tricks_with_letters_do_not_hide_a_word() {
        check("tаlk to аgent", "talk to agent");
        check("hu\u{200b}man h\u{ad}uman", "human human");
        check("I want a h u m a n", "i want ahuman");
        check("h.u.m.a.n", "human");
        check("w a n t   h u m a n", "want human");
        check("huuuuman hum4n", "huuman human");
    }

    #[test]
    fn other_scripts_stay_themselves() {
        check("Привет, мир", "привет , мир");
        check("人工客服！", "人 工 客 服 !");
        check("أُريدُ التحدّث", "اريد التحدث");
    }

    #[test]
    fn apostrophes_join_english_and_split_articles() {
        check("I don't l'agent qu'un can’t", "i dont l agent qu un cant");
    }

    #[test]
    fn every_word_knows_its_place_in_the_original() {
        let message = "Ich möchte Straße — tаlk";
        let folded = fold(message);
        let originals: Vec<&str> =
            folded.words().iter().map(|word| &message[word.start as usize..word.end as usize]).collect();
        assert_eq!(originals, ["Ich", "möchte", "Straße", "tаlk"]);
    }

    #[test]
    fn anything_folds_without_panic() {
        for message in [
            "",
            " ",
            "\u{200b}",
            "🙂🙂🙂",
            "a b",
            "...",
            "'",
            "\u{301}\u{301}",
            "ﬃ1a2b",
            &"a ".repeat(50_000),
        ] {
            fold(message);
        }
    }
}
