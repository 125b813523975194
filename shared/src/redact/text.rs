//! A text made easy to search: one byte a character, with the words around any place in it.
//!
//! Lowercase, accents and full-width forms folded, every space a space, every dash a dash; so that a number typed on
//! a phone in Japan is found by the rule written for one typed in Ohio. Places are indexes of characters; only
//! [`Text::bytes`] speaks of the source again. Absent on purpose: what a word means.

use std::ops::Range;

/// Characters to either side in which words are looked for.
const SIGHT: usize = 100;
/// A letter of another script.
const LETTER: u8 = 0xc0;
/// Anything else.
const OTHER: u8 = 0xc1;

pub struct Text<'a> {
    pub source: &'a str,
    /// One byte a character
    pub folded: Vec<u8>,
    /// Byte offset of each character, and the length of the source at the end
    at: Vec<usize>,
    /// Every run of digits
    pub digits: Vec<Range<usize>>,
}

impl<'a> Text<'a> {
    pub fn new(source: &'a str) -> Self {
        let mut folded = Vec::with_capacity(source.len());
        let mut at = Vec::with_capacity(source.len() + 1);
        for (offset, c) in source.char_indices() {
            folded.push(fold(c));
            at.push(offset);
        }
        at.push(source.len());
        let mut digits: Vec<Range<usize>> = Vec::new();
        for (i, byte) in folded.iter().enumerate() {
            if byte.is_ascii_digit() {
                match digits.last_mut() {
                    Some(run) if run.end == i => run.end += 1,
                    _ => digits.push(i..i + 1),
                }
            }
        }
        Self { source, folded, at, digits }
    }

    /// The place in bytes of the source.
    pub fn bytes(&self, place: &Range<usize>) -> Range<usize> {
        self.at[place.start]..self.at[place.end]
    }

    pub fn len(&self) -> usize {
        self.folded.len()
    }

    /// The character there; a space beyond either end.
    pub fn byte(&self, i: usize) -> u8 {
        self.folded.get(i).copied().unwrap_or(b' ')
    }

    /// The character before; a space at the start.
    pub fn before(&self, i: usize) -> u8 {
        i.checked_sub(1).map_or(b' ', |i| self.byte(i))
    }

    /// Whether these words stand here.
    pub fn starts(&self, i: usize, words: &[u8]) -> bool {
        self.folded.get(i..).is_some_and(|rest| rest.starts_with(words))
    }

    /// The first place from `i` on whose character does not fit.
    pub fn skip(&self, mut i: usize, fits: impl Fn(u8) -> bool) -> usize {
        while self.folded.get(i).is_some_and(|&byte| fits(byte)) {
            i += 1;
        }
        i
    }

    /// The digits of a place, without what stands between them.
    pub fn number(&self, place: &Range<usize>) -> Vec<u8> {
        self.folded[place.clone()].iter().filter(|b| b.is_ascii_digit()).map(|b| b - b'0').collect()
    }

    /// Whether no letter and no digit touches the place.
    pub fn stands_alone(&self, place: &Range<usize>) -> bool {
        !is_word(self.before(place.start)) && !is_word(self.byte(place.end))
    }

    /// What stands between spaces here, at most two hundred characters to either side.
    pub fn token(&self, place: &Range<usize>) -> &[u8] {
        let space = |byte: &u8| matches!(byte, b' ' | b'\n');
        let least = place.start.saturating_sub(200);
        let most = (place.end + 200).min(self.len());
        let start =
            self.folded[least..place.start].iter().rposition(space).map_or(least, |at| least + at + 1);
        let end = self.folded[place.end..most].iter().position(space).map_or(most, |at| place.end + at);
        &self.folded[start..end]
    }

    /// Whether the text holds no word besides this place.
    pub fn is_all(&self, place: &Range<usize>) -> bool {
        let quiet = |part: &[u8]| !part.iter().copied().any(is_word);
        quiet(&self.folded[..place.start]) && quiet(&self.folded[place.end..])
    }

    /// How far the nearest fitting word is: twice the number of telling words between, plus one for a word that comes
    /// after. Seven words are looked at before, four after; the end of a sentence counts as two.
    pub fn nearest(&self, place: &Range<usize>, fits: impl Fn(&[u8]) -> bool) -> Option<usize> {
        let (first, last) = (place.start.saturating_sub(SIGHT), (place.end + SIGHT).min(self.len()));
        let (mut i, mut far, mut best) = (place.start, 0, None);
        for _ in 0..7 {
            while i > first && !is_letter(self.before(i)) {
                far += self.ends_sentence(i - 1);
                i -= 1;
            }
            let end = i;
            while i > first && is_letter(self.before(i)) {
                i -= 1;
            }
            let word = &self.folded[i..end];
            if word.is_empty() {
                break;
            }
            if fits(word) {
                best = Some(far);
                break;
            }
            far += cost(word);
        }
        let (mut i, mut far) = (place.end, 1);
        for _ in 0..4 {
            while i < last && !is_letter(self.byte(i)) {
                far += self.ends_sentence(i);
                i += 1;
            }
            let end = self.skip(i, is_letter);
            let word = &self.folded[i..end];
            if word.is_empty() || best.is_some_and(|best| best <= far) {
                break;
            }
            if fits(word) {
                return Some(far);
            }
            far += cost(word);
            i = end;
        }
        best
    }

    fn ends_sentence(&self, i: usize) -> usize {
        let ends =
            matches!(self.byte(i), b'.' | b'!' | b'?' | b';') && matches!(self.byte(i + 1), b' ' | b'\n');
        if ends { 4 } else { 0 }
    }
}

/// Words that tell nothing are no distance.
fn cost(word: &[u8]) -> usize {
    const QUIET: &[&str] = &[
        "number", "numbers", "num", "no", "nr", "is", "was", "my", "the", "a", "an", "for", "this", "of",
        "it", "its", "s", "id", "code", "with", "on", "to", "from", "here", "numero", "nummer", "number's",
        "de", "mi", "mon", "meine", "ist", "es",
    ];
    if QUIET.iter().any(|quiet| quiet.as_bytes() == word) { 0 } else { 2 }
}

pub fn is_letter(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte == LETTER
}

pub fn is_word(byte: u8) -> bool {
    is_letter(byte) || byte.is_ascii_digit()
}

fn fold(c: char) -> u8 {
    if c.is_ascii() {
        return match c as u8 {
            b'\r' => b'\n',
            b'\t' => b' ',
            byte => byte.to_ascii_lowercase(),
        };
    }
    match c {
        'à'..='å' | 'À'..='Å' | 'ą' => b'a',
        'ç' | 'Ç' | 'č' | 'ć' => b'c',
        'è'..='ë' | 'È'..='Ë' | 'ę' | 'ě' => b'e',
        'ì'..='ï' | 'Ì'..='Ï' => b'i',
        'ñ' | 'Ñ' | 'ń' => b'n',
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' => b'o',
        'ù'..='ü' | 'Ù'..='Ü' => b'u',
        'ß' | 'š' | 'ś' => b's',
        'ł' | 'Ł' => b'l',
        'ž' | 'ż' | 'ź' => b'z',
        '０'..='９' => b'0' + (c as u32 - '０' as u32) as u8,
        '٠'..='٩' => b'0' + (c as u32 - '٠' as u32) as u8,
        '۰'..='۹' => b'0' + (c as u32 - '۰' as u32) as u8,
        'Ａ'..='Ｚ' => b'a' + (c as u32 - 'Ａ' as u32) as u8,
        'ａ'..='ｚ' => b'a' + (c as u32 - 'ａ' as u32) as u8,
        '＠' => b'@',
        '：' => b':',
        '＝' => b'=',
        '．' => b'.',
        '＋' => b'+',
        '‘' | '’' => b'\'',
        '“' | '”' | '„' | '«' | '»' => b'"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '－' | 'ー' | '\u{ad}' => b'-',
        // Spaces of no width hide a number from a pattern as well as from the eye.
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => b' ',
        '\u{2028}' | '\u{2029}' | '\u{85}' => b'\n',
        _ if c.is_whitespace() => b' ',
        _ if c.is_alphabetic() => LETTER,
        _ => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_told_with_its_distance() {
        let source = "I paid for order number 42 with my card";
        let text = Text::new(source);
        let place = text.digits[0].clone();
        let far = |word: &str| text.nearest(&place, |w| w == word.as_bytes());
        assert_eq!((far("order"), far("card"), far("paid"), far("cash")), (Some(0), Some(1), Some(2), None));
        assert_eq!(&source[text.bytes(&place)], "42");
    }

    #[test]
    fn other_digits_spaces_and_dashes_are_folded_and_places_stay_true() {
        let text = Text::new("Größe\u{a0}４２–7");
        assert_eq!(text.folded, b"grose 42-7");
        assert_eq!(text.digits, [6..8, 9..10]);
        assert_eq!(&text.source[text.bytes(&(6..8))], "４２");
    }
}
