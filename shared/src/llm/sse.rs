//! Server-sent events out of bytes, as they come: the framing that all streaming providers share.
//!
//! Bytes go in by [`Events::feed`] in any cut, whole events come out; a line is turned into text only once it is whole,
//! so that no character is ever cut. By the standard (WHATWG HTML, 9.2.6), with one leniency: an event that the end of
//! the stream cut short of its blank line is handed out by [`Events::finish`], because some servers end so. Absent on
//! purpose: `id` and `retry`; nobody reconnects to a model.

/// What one event said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// `event:`; empty where there was none
    pub kind: String,
    /// All `data:` lines, joined by line feeds
    pub data: String,
}

/// An event may not be longer: `response.completed` repeats the whole answer and all instructions, and is the longest.
pub const EVENT_LIMIT: usize = 1_000_000;

/// An event was longer than [`EVENT_LIMIT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

/// The state between two chunks.
#[derive(Clone, Debug, Default)]
pub struct Events {
    line: Vec<u8>,
    event: Event,
    has_data: bool,
    /// The last byte was a carriage return: a line feed now belongs to it
    after_return: bool,
    begun: bool,
}

impl Events {
    /// Takes bytes, hands out the events they complete.
    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<Event>) -> Result<(), TooLong> {
        for byte in bytes {
            let follows_return = std::mem::replace(&mut self.after_return, *byte == b'\r');
            match byte {
                b'\n' if follows_return => {}
                b'\n' | b'\r' => self.end_line(out),
                _ => self.line.push(*byte),
            }
            if self.line.len() + self.event.data.len() > EVENT_LIMIT {
                return Err(TooLong);
            }
        }
        Ok(())
    }

    /// The stream ended: what an event without its blank line said, if anything.
    pub fn finish(&mut self, out: &mut Vec<Event>) {
        if !self.line.is_empty() {
            self.end_line(out);
        }
        self.dispatch(out);
    }

    fn end_line(&mut self, out: &mut Vec<Event>) {
        let bytes = std::mem::take(&mut self.line);
        let text = String::from_utf8_lossy(&bytes);
        let line = if self.begun { &*text } else { text.trim_start_matches('\u{feff}') };
        self.begun = true;
        if line.is_empty() {
            return self.dispatch(out);
        }
        // A line that begins with a colon is a comment: its field name is empty.
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.event.kind),
            "data" => {
                if self.has_data {
                    self.event.data.push('\n');
                }
                self.event.data.push_str(value);
                self.has_data = true;
            }
            _ => {}
        }
    }

    fn dispatch(&mut self, out: &mut Vec<Event>) {
        let event = std::mem::take(&mut self.event);
        if std::mem::take(&mut self.has_data) {
            out.push(event);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    /// Whole, byte by byte and cut in two at every place: the same events.
    fn check(bytes: &[u8], expected: Expect) {
        let read = |chunks: &[&[u8]]| {
            let (mut events, mut out) = (Events::default(), Vec::new());
            for chunk in chunks {
                events.feed(chunk, &mut out).expect("fixtures are short");
            }
            events.finish(&mut out);
            out.iter().map(|e| format!("{}|{}", e.kind, e.data)).collect::<Vec<_>>().join("\n")
        };
        let whole = read(&[bytes]);
        expected.assert_eq(&whole);
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(read(&single), whole, "byte by byte");
        for cut in 0..bytes.len() {
            assert_eq!(read(&[&bytes[..cut], &bytes[cut..]]), whole, "cut at {cut}");
        }
    }

    #[test]
    fn events_come_out_whatever_the_cut() {
        check(
            "\u{feff}data: one\n\n: a comment\nevent: delta\ndata:{\"text\":\"é漢🪔\"}\nid: 7\n\n".as_bytes(),
            expect![[r#"
                |one
                delta|{"text":"é漢🪔"}"#]],
        );
    }

    #[test]
    fn all_three_line_ends_and_data_of_several_lines_are_understood() {
        check(
            b"data: a\r\ndata: b\r\n\r\ndata: c\r\rdata: d\n\n",
            expect![[r#"
            |a
            b
            |c
            |d"#]],
        );
    }

    #[test]
    fn an_event_without_data_is_none_and_the_last_may_lack_its_blank_line() {
        check(b"event: ping\n\ndata: [DONE]", expect!["|[DONE]"]);
    }

    #[test]
    fn an_event_without_end_is_refused_before_it_fills_the_memory() {
        let (mut events, mut out) = (Events::default(), Vec::new());
        let long = vec![b'x'; 300_000];
        let told: Vec<bool> = (0..4).map(|_| events.feed(&long, &mut out).is_ok()).collect();
        assert_eq!(told, [true, true, true, false]);
    }
}
