//! JSON as the chat reads and writes it: a value, a reader, and the few strokes of a writer.
//!
//! By hand, because a general reader is six kilobytes (brotli) of the download: it has maps, exact fractions and errors
//! with places, and nobody here asks for any of them. What this one cannot read is no JSON to the chat. Numbers are
//! whole and not negative, as all numbers of the wire are; others read as nothing.

/// Any value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Json {
    #[default]
    Null,
    Bool(bool),
    Number(u64),
    Text(String),
    List(Vec<Json>),
    /// In the order they came
    Object(Vec<(String, Json)>),
}

/// Lists in lists. The wire needs seven; a hostile answer must not make the stack grow.
const DEEPEST: u32 = 24;

impl Json {
    /// `None` for what is no object or has no such field.
    pub fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(fields) => fields.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Json::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Json::Bool(is) => Some(*is),
            _ => None,
        }
    }

    pub fn items(&self) -> &[Json] {
        match self {
            Json::List(items) => items,
            _ => &[],
        }
    }
}

/// `Null` if it is no JSON.
pub fn read(text: &str) -> Json {
    let mut reader = Reader { text, at: 0 };
    reader.value(0).filter(|_| reader.peek() == 0).unwrap_or_default()
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    /// The next byte that is no space; 0 at the end.
    fn peek(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if *byte > b' ' {
                return *byte;
            }
            self.at += 1;
        }
        0
    }

    fn takes(&mut self, byte: u8) -> bool {
        let is = self.peek() == byte;
        self.at += usize::from(is);
        is
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        let is = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        self.at += word.len();
        is.then_some(value)
    }

    fn value(&mut self, depth: u32) -> Option<Json> {
        match self.peek() {
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'"' => self.string().map(Json::Text),
            open @ (b'[' | b'{') if depth < DEEPEST => {
                self.at += 1;
                let (mut items, mut fields) = (Vec::new(), Vec::new());
                let close = open + 2; // in ASCII, of both
                let mut more = !self.takes(close);
                while more {
                    if open == b'{' {
                        let name = (self.peek() == b'"').then(|| self.string())??;
                        fields.push((name, self.takes(b':').then(|| self.value(depth + 1))??));
                    } else {
                        items.push(self.value(depth + 1)?);
                    }
                    more = self.takes(b',');
                    if !more && !self.takes(close) {
                        return None;
                    }
                }
                Some(if open == b'{' { Json::Object(fields) } else { Json::List(items) })
            }
            b'-' | b'0'..=b'9' => Some(self.number()),
            _ => None,
        }
    }

    fn number(&mut self) -> Json {
        let start = self.at;
        let (mut number, mut whole) = (0u64, true);
        while let Some(byte) = self.text.as_bytes().get(self.at) {
            match byte {
                b'0'..=b'9' => number = number.wrapping_mul(10).wrapping_add(u64::from(byte - b'0')),
                b'-' | b'+' | b'.' | b'e' | b'E' => whole = false,
                _ => break,
            }
            self.at += 1;
        }
        // More digits than fit have no meaning on the wire.
        if whole && self.at - start < 20 { Json::Number(number) } else { Json::Null }
    }

    /// From the quote that begins it.
    fn string(&mut self) -> Option<String> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let start = self.at;
            let bytes = self.text.as_bytes();
            while !matches!(bytes.get(self.at)?, b'"' | b'\\') {
                self.at += 1;
            }
            // Both ends stand beside an ASCII sign, so no letter is cut.
            out.push_str(self.text.get(start..self.at)?);
            self.at += 2;
            if bytes[self.at - 2] == b'"' {
                self.at -= 1;
                return Some(out);
            }
            match *bytes.get(self.at - 1)? {
                b'n' => out.push('\n'),
                b't' => out.push('\t'),
                b'r' => out.push('\r'),
                b'b' => out.push('\u{8}'),
                b'f' => out.push('\u{c}'),
                b'u' => {
                    let mut code = self.four()?;
                    // A letter beyond the first plane is written as two halves.
                    if code & 0xfc00 == 0xd800 && self.text.as_bytes().get(self.at) == Some(&b'\\') {
                        self.at += 2;
                        code = 0x1_0000 + ((code & 0x3ff) << 10) + (self.four()? & 0x3ff);
                    }
                    out.push(char::from_u32(code).unwrap_or('\u{fffd}'));
                }
                sign @ (b'"' | b'\\' | b'/') => out.push(char::from(sign)),
                _ => return None,
            }
        }
    }

    fn four(&mut self) -> Option<u32> {
        let mut code = 0;
        for _ in 0..4 {
            code = code * 16 + char::from(*self.text.as_bytes().get(self.at)?).to_digit(16)?;
            self.at += 1;
        }
        Some(code)
    }
}

/// JSON being written.
#[derive(Default)]
pub struct Writer(pub String);

impl Writer {
    /// Between two items, and after `{` and `[` nothing.
    fn comma(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with(['{', '[', ':']) {
            self.0.push(',');
        }
    }

    pub fn open(&mut self, sign: char) {
        self.comma();
        self.0.push(sign);
    }

    pub fn close(&mut self, sign: char) {
        self.0.push(sign);
    }

    pub fn name(&mut self, name: &str) {
        self.text(name);
        self.0.push(':');
    }

    pub fn text(&mut self, text: &str) {
        self.comma();
        self.0.push('"');
        for letter in text.chars() {
            match letter {
                '"' | '\\' => {
                    self.0.push('\\');
                    self.0.push(letter);
                }
                '\n' => self.0.push_str("\\n"),
                ..' ' => {
                    let code = letter as u8;
                    self.0.push_str(if code < 16 { "\\u000" } else { "\\u001" });
                    self.0.push(char::from(b"0123456789abcdef"[usize::from(code & 15)]));
                }
                _ => self.0.push(letter),
            }
        }
        self.0.push('"');
    }

    pub fn number(&mut self, number: u64) {
        self.comma();
        self.0.push_str(&number.to_string());
    }

    pub fn bool(&mut self, is: bool) {
        self.comma();
        self.0.push_str(if is { "true" } else { "false" });
    }

    /// A field with a text, left out if that is empty.
    pub fn field(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.name(name);
            self.text(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// The same as serde's, as far as ours goes.
    fn same(ours: &Json, value: &Value) -> bool {
        match (ours, value) {
            (Json::Null, Value::Null) => true,
            (Json::Bool(a), Value::Bool(b)) => a == b,
            (Json::Number(a), Value::Number(b)) => b.as_u64() == Some(*a),
            (Json::Null, Value::Number(b)) => b.as_u64().is_none(),
            (Json::Text(a), Value::String(b)) => a == b,
            (Json::List(a), Value::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
            }
            (Json::Object(a), Value::Object(b)) => {
                a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| same(a, b)))
            }
            _ => false,
        }
    }

    #[test]
    fn what_serde_reads_is_read_the_same() {
        for text in [
            "null",
            "true",
            " [ ] ",
            "{}",
            "[1,2 , 3]",
            "18446744073709551615",
            "-1",
            "1.5e3",
            "0",
            r#"{"a":[{"b":"c"},null,false],"d":{"e":12}}"#,
            r#""\u00e9\ud83d\ude00\n\t\\\/\"\b\f\r""#,
            "\"é😀\"",
            r#"{"":"","a b":[[[[]]]]}"#,
        ] {
            let value: Value = serde_json::from_str(text).unwrap();
            // Twenty digits are none of ours.
            assert!(same(&read(text), &value) || text.len() == 20, "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn what_is_no_json_is_nothing_and_nothing_traps() {
        let whole = r#"{"a":[1,"b\u00e9é",true,{"c":null}]}"#;
        for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            assert_eq!(read(&whole[..end]), Json::Null, "{}", &whole[..end]);
        }
        for text in [
            "<html>",
            "{a:1}",
            "[1,]",
            "[1 2]",
            "\"\\x\"",
            "\"\\u12",
            "nul",
            "{\"a\"}",
            "1 2",
            "\"\\ud83d\\\"",
        ] {
            assert_eq!(read(text), Json::Null, "{text}");
        }
        assert_eq!(read(&"[".repeat(100_000)), Json::Null);
        assert_eq!(read(r#""\ud83dx""#), Json::Text("\u{fffd}x".into()));
    }

    #[test]
    fn any_text_that_is_written_is_read_back_by_serde_and_here() {
        let text: String =
            (0..0x300).filter_map(char::from_u32).chain("😀\u{2028}\u{202e}".chars()).collect();
        let mut out = Writer::default();
        out.open('[');
        out.text(&text);
        out.open('{');
        out.name("n");
        out.number(u64::MAX);
        out.field("empty", "");
        out.field("b", "c");
        out.close('}');
        out.bool(true);
        out.close(']');
        let value: Value = serde_json::from_str(&out.0).unwrap();
        assert_eq!(value, serde_json::json!([text, { "n": u64::MAX, "b": "c" }, true]));
        assert_eq!(read(&out.0).items()[0].as_str(), Some(text.as_str()));
    }
}
