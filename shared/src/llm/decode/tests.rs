//! What every protocol's tests share: a recorded stream read whole, byte by byte and cut at every place says the same,
//! and cut short it is a failure or what was already said, never a different answer.

use super::{Decoder, Fault, News, Protocol};
use expect_test::Expect;

fn read(protocol: Box<dyn Protocol>, chunks: &[&[u8]]) -> (Vec<News>, Decoder) {
    let mut decoder = Decoder::new(protocol);
    let mut news: Vec<News> = chunks.iter().flat_map(|chunk| decoder.feed(chunk)).collect();
    news.extend(decoder.finish());
    (news, decoder)
}

fn told(news: &[News], decoder: &Decoder) -> String {
    let mut lines: Vec<String> = news.iter().map(|item| format!("{item:?}")).collect();
    lines.push(format!("in {} out {}", decoder.usage().input, decoder.usage().output));
    lines.join("\n")
}

/// The pieces' text.
fn text(news: &[News]) -> String {
    let piece = |item: &News| match item {
        News::Piece(text) => Some(text.clone()),
        _ => None,
    };
    news.iter().filter_map(piece).collect()
}

/// One recorded stream.
pub fn check(protocol: fn() -> Box<dyn Protocol>, stream: &str, expected: Expect) {
    let bytes = stream.as_bytes();
    let (news, decoder) = read(protocol(), &[bytes]);
    let whole = told(&news, &decoder);
    expected.assert_eq(&whole);
    let single: Vec<&[u8]> = bytes.chunks(1).collect();
    let (by_byte, decoder) = read(protocol(), &single);
    assert_eq!(told(&by_byte, &decoder), whole, "byte by byte");
    for cut in 0..bytes.len() {
        let (in_two, decoder) = read(protocol(), &[&bytes[..cut], &bytes[cut..]]);
        assert_eq!(told(&in_two, &decoder), whole, "cut at {cut}");
        // The connection breaks here.
        let (broken, _) = read(protocol(), &[&bytes[..cut]]);
        assert!(text(&news).starts_with(&text(&broken)), "broken at {cut}: other text");
        let over = |item: &&News| matches!(item, News::Ended(_) | News::Failed(_) | News::Called { .. });
        let ends = broken.iter().filter(over).count();
        assert_eq!(ends, 1, "broken at {cut}: {ends} ends");
        let last = broken.last();
        let sound = last == news.last() || last == Some(&News::Failed(Fault::cut()));
        assert!(sound, "broken at {cut}: {last:?}");
    }
}

#[test]
fn a_stream_without_end_is_left() {
    let mut decoder = Decoder::new(super::super::of_kind("openai-chat").expect("it is there").protocol());
    let event = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n".repeat(10_000);
    let mut failed = false;
    for _ in 0..20 {
        failed |= decoder.feed(event.as_bytes()).iter().any(|item| matches!(item, News::Failed(_)));
    }
    assert!(failed, "ten megabytes were read");
    assert!(decoder.feed(event.as_bytes()).is_empty(), "after the end there is nothing");
}
