//! What one character becomes: plain lower-case letters, a digit, a break, or nothing.
//!
//! Absent on purpose: the Unicode tables of `std` and of any crate. The widget pays for every kilobyte, and the
//! languages we detect need only these ranges; what is not listed passes through unchanged.

/// What a character is for the detectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Part of a word; the folded letter.
    Letter(char),
    /// Two letters from one, as in `ß`.
    Pair(char, char),
    /// A word by itself: Han, kana, emoji.
    Alone(char),
    /// Ends a clause: full stop, comma, question mark and their relatives, folded to one of `. , ? !`.
    Break(char),
    /// An apostrophe inside a word.
    Apostrophe,
    /// Separates words and nothing else.
    Space,
    /// Invisible: zero-width, variation selector, vowel mark. The word goes on as if it were not there.
    Nothing,
}

/// Latin letters with marks, U+00C0 to U+024F, without them.
const LATIN: &[u8; 400] = b"aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuytyaaaaaaccccccccdddd\
eeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkk.llllllllllnnnnnn.nnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
...............e.ff.............oo.............uu...................dddlllnnnaaiioouuuuuuuuuu.aaaaaa..ggkkoooo\
..jdddgg..nnaaaaooaaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................";

/// The same for U+1E00 to U+1EFF.
const LATIN_MORE: &[u8; 256] =
    b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssss\
ssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas..s.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeee\
iiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

/// Half-width katakana U+FF66 to U+FF9D at their usual width.
const KATAKANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

pub fn role(c: char) -> Role {
    match c {
        'a'..='z' | '0'..='9' => Role::Letter(c),
        'A'..='Z' => Role::Letter(c.to_ascii_lowercase()),
        '\'' | '’' | '‘' | 'ʼ' | '´' | '`' | '＇' => Role::Apostrophe,
        '.' | ';' | ':' | '\n' | '(' | ')' | '[' | ']' | '{' | '}' | '"' | '…' | '“' | '”' | '«' | '»' => {
            Role::Break('.')
        }
        ',' => Role::Break(','),
        '?' | '¿' => Role::Break('?'),
        '!' | '¡' => Role::Break('!'),
        _ if c.is_ascii() => Role::Space,
        _ => beyond_ascii(c),
    }
}

fn beyond_ascii(c: char) -> Role {
    let code = c as u32;
    match code {
        0xC6 | 0xE6 => Role::Pair('a', 'e'),
        0xDF | 0x1E9E => Role::Pair('s', 's'),
        0x152 | 0x153 => Role::Pair('o', 'e'),
        0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x180E | 0x3164 | 0xFEFF => Role::Nothing,
        0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xE0000..=0xE0FFF => {
            Role::Nothing
        }
        0x300..=0x36F | 0x1F3FB..=0x1F3FF => Role::Nothing,
        0xD7 | 0xF7 => Role::Space,
        0xAA => Role::Letter('a'),
        0xBA => Role::Letter('o'),
        0xC0..=0x24F => latin(LATIN[(code - 0xC0) as usize], c),
        0x1E00..=0x1EFF => latin(LATIN_MORE[(code - 0x1E00) as usize], c),
        0x391..=0x3A9 | 0x410..=0x42F => shifted(code, 0x20),
        0x400..=0x40F => shifted(code, 0x50),
        // Arabic: the forms of alef, the final letters, tatweel and vowel marks; Persian keyboards' kaf and yeh.
        0x622 | 0x623 | 0x625 | 0x671 => Role::Letter('ا'),
        0x629 => Role::Letter('ه'),
        0x649 | 0x6CC => Role::Letter('ي'),
        0x6A9 => Role::Letter('ك'),
        0x640 | 0x64B..=0x65F | 0x670 => Role::Nothing,
        0x60C => Role::Break(','),
        0x61F => Role::Break('?'),
        0x61B | 0x6D4 | 0x964 | 0x965 => Role::Break('.'),
        0x660..=0x669 => digit(code - 0x660),
        0x6F0..=0x6F9 => digit(code - 0x6F0),
        // Devanagari: nukta is often left out, candrabindu often written as anusvara.
        0x93C => Role::Nothing,
        0x901 => Role::Letter('ं'),
        0x958..=0x95F => Role::Letter(['क', 'ख', 'ग', 'ज', 'ड', 'ढ', 'फ', 'य'][(code - 0x958) as usize]),
        0x966..=0x96F => digit(code - 0x966),
        0x3001 | 0xFF0C | 0xFF64 => Role::Break(','),
        0x3002 | 0xFF61 | 0x300C..=0x300F => Role::Break('.'),
        0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3134F => {
            Role::Alone(c)
        }
        0xFF01..=0xFF5E => match char::from_u32(code - 0xFEE0) {
            Some(plain) => role(plain),
            None => Role::Space,
        },
        0xFF66..=0xFF9D => Role::Alone(KATAKANA.chars().nth((code - 0xFF66) as usize).unwrap_or(c)),
        0xFB00..=0xFB04 => Role::Pair('f', ['f', 'i', 'l', 'i', 'l'][(code - 0xFB00) as usize]),
        0xFB05 | 0xFB06 => Role::Pair('s', 't'),
        // Letters dressed up as mathematics, circles or squares.
        0x1D400..=0x1D6A3 => nth_letter((code - 0x1D400) % 26),
        0x1D7CE..=0x1D7FF => digit((code - 0x1D7CE) % 10),
        0x24B6..=0x24E9 => nth_letter((code - 0x24B6) % 26),
        0x1F130..=0x1F149 => nth_letter(code - 0x1F130),
        0x1F150..=0x1F169 => nth_letter(code - 0x1F150),
        0x1F170..=0x1F189 => nth_letter(code - 0x1F170),
        0x1F1E6..=0x1F1FF => nth_letter(code - 0x1F1E6),
        0x2600..=0x27BF | 0x2B00..=0x2BFF | 0x1F000..=0x1FAFF => Role::Alone(c),
        0x80..=0xBF | 0x2000..=0x2BFF | 0x3000..=0x303F | 0xE000..=0xF8FF => Role::Space,
        _ => Role::Letter(c),
    }
}

fn latin(plain: u8, c: char) -> Role {
    if plain == b'.' { Role::Letter(c) } else { Role::Letter(plain as char) }
}

fn shifted(code: u32, by: u32) -> Role {
    char::from_u32(code + by).map_or(Role::Space, Role::Letter)
}

fn digit(n: u32) -> Role {
    nth_from('0', n)
}

fn nth_letter(n: u32) -> Role {
    nth_from('a', n)
}

fn nth_from(first: char, n: u32) -> Role {
    char::from_u32(first as u32 + n).map_or(Role::Space, Role::Letter)
}

/// The Latin letter that a Cyrillic or Greek one looks like.
pub fn look_alike(c: char) -> Option<char> {
    Some(match c {
        'а' | 'α' => 'a',
        'е' | 'ё' | 'ε' => 'e',
        'о' | 'ο' | 'σ' => 'o',
        'р' | 'ρ' => 'p',
        'с' | 'ϲ' => 'c',
        'у' | 'γ' | 'υ' => 'y',
        'х' | 'χ' => 'x',
        'і' | 'ι' | 'ї' => 'i',
        'ј' => 'j',
        'ѕ' => 's',
        'һ' | 'н' => 'h',
        'к' | 'κ' => 'k',
        'м' => 'm',
        'т' | 'τ' => 't',
        'в' | 'β' => 'b',
        'п' | 'η' => 'n',
        'ԁ' => 'd',
        'ԛ' => 'q',
        'ԝ' | 'ω' => 'w',
        'ν' => 'v',
        'ӏ' => 'l',
        'г' => 'r',
        _ => return None,
    })
}

/// Whether the letter belongs to a script whose letters pass for Latin ones.
pub fn may_pass_for_latin(c: char) -> bool {
    ('\u{370}'..='\u{52F}').contains(&c)
}
