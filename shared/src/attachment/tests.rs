//! Files: what they are by their bytes, safe names, what the owner allows, links with an end.

use super::*;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x40\0\0\0\xf0\x08\x02";

#[test]
fn what_a_file_is_its_bytes_say_and_never_its_name() {
    for (bytes, wanted) in [
        (PNG, Some("image/png")),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Some("image/jpeg")),
        (b"GIF89a\x02\0\x03\0", Some("image/gif")),
        (b"RIFF\x10\0\0\0WEBPVP8 ", Some("image/webp")),
        (b"%PDF-1.7\n", Some("application/pdf")),
        (b"<svg onload=alert(1)>", None),
        (b"<!doctype html><script>", None),
        (b"MZ\x90\0", None),
        (b"RIFF\x10\0\0\0WAVE", None),
        (b"", None),
    ] {
        assert_eq!(sniff(bytes), wanted, "{bytes:?}");
    }
    let rules = Rules::default();
    assert_eq!(rules.take(&[], "i", "photo.png", b"<script>alert(1)</script>"), Err(Refused::Kind));
    let named_otherwise = rules.take(&[], "i", "run-me.exe", PNG).expect("it is a picture");
    assert_eq!(
        (named_otherwise.kind.as_str(), named_otherwise.name.as_str()),
        ("image/png", "run-me.exe.png")
    );
}

#[test]
fn the_place_of_a_picture_is_known_before_it_arrives() {
    let jpeg = b"\xff\xd8\xff\xe0\0\x06JFIF\xff\xc4\0\x03\0\xff\xc2\0\x11\x08\x00\xf0\x01\x40\x03";
    let webp = |rest: &[u8]| [b"RIFF\x40\0\0\0WEBP", rest].concat();
    for (kind, bytes, wanted) in [
        ("image/png", PNG.to_vec(), Some((320, 240))),
        ("image/jpeg", jpeg.to_vec(), Some((320, 240))),
        ("image/jpeg", jpeg[..12].to_vec(), None),
        ("image/gif", b"GIF89a\x40\x01\xf0\x00".to_vec(), Some((320, 240))),
        ("image/webp", webp(b"VP8X\x0a\0\0\0\0\0\0\0\x3f\x01\0\xef\0\0"), Some((320, 240))),
        ("image/webp", webp(b"VP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\x40\x01\xf0\x00"), Some((320, 240))),
        ("image/webp", webp(b"VP8L\x0a\0\0\0\x2f\x3f\xc1\x3b\x00"), Some((320, 240))),
        ("application/pdf", b"%PDF-1.7".to_vec(), None),
    ] {
        assert_eq!(pixels(kind, &bytes), wanted, "{kind}");
        for end in 0..bytes.len() {
            let _ = pixels(kind, &bytes[..end]);
        }
    }
}

#[test]
fn a_name_leads_nowhere_and_hides_nothing() {
    for (name, wanted) in [
        ("shot.png", "shot.png"),
        ("../../etc/passwd", "passwd.png"),
        ("C:\\Users\\me\\Shot.PNG", "Shot.PNG"),
        ("exe\u{202e}gnp.png", "exegnp.png"),
        ("", "file.png"),
        ("...", "file.png"),
        ("a\"; filename=\"b.html", "a; filename=b.html.png"),
        ("line\nbreak.png", "linebreak.png"),
    ] {
        assert_eq!(called(name, "image/png"), wanted, "{name:?}");
    }
    assert_eq!(called("photo.jpg", "image/jpeg"), "photo.jpg");
    assert!(called(&"ä".repeat(500), "application/pdf").len() <= NAME);
}

#[test]
fn what_the_owner_does_not_allow_is_not_taken_and_the_reason_is_told() {
    let rules = Rules { kinds: vec!["pdf".to_owned()], bytes: 40, most: 1 };
    assert_eq!(rules.take(&[], "i", "a.png", PNG), Err(Refused::Kind));
    assert_eq!(rules.take(&[], "i", "a.pdf", &[b'x'; 41]), Err(Refused::TooLarge));
    assert_eq!(rules.take(&[], "i", "a.pdf", b""), Err(Refused::Empty));
    let file = rules.take(&[], "i", "a.pdf", b"%PDF-1.7").expect("it may be sent");
    let what = What::CustomerAttached { key: "k".to_owned(), file };
    let log = [Entry { seq: 1, at: 0, what }];
    assert_eq!(rules.take(&log, "j", "b.pdf", b"%PDF-1.7"), Err(Refused::TooMany));
    let off = Rules { kinds: Vec::new(), ..rules };
    assert_eq!(off.take(&[], "i", "a.pdf", b"%PDF-1.7"), Err(Refused::Off));
}

#[test]
fn a_link_is_good_for_its_file_and_its_time_only() {
    let file = Rules::default().read("f1", "a.png", PNG).expect("a picture");
    let links = Links { address: "https://chat.example/", key: b"key", conversation: "c1" };
    let url = links.ticket(&file, 1_000);
    assert_eq!(url, links.ticket(&file, 1_000), "the same over all tries");
    assert_eq!(links.chat(&file, 10), links.chat(&file, 80_000_000), "the same all day");
    let (head, query) = url.split_once('?').expect("it has a query");
    assert_eq!(head, "https://chat.example/file/c1/f1");
    let (until, sign) = query.trim_start_matches("until=").split_once("&sign=").expect("it is signed");
    let until: u64 = until.parse().expect("a number");
    assert!(check(b"key", "c1", "f1", until, sign, 2_000));
    for (key, conversation, id, until, sign, now) in [
        (b"yek", "c1", "f1", until, sign, 2_000),
        (b"key", "c2", "f1", until, sign, 2_000),
        (b"key", "c1", "f2", until, sign, 2_000),
        (b"key", "c1", "f1", until + 1, sign, 2_000),
        (b"key", "c1", "f1", until, "", 2_000),
        (b"key", "c1", "f1", until, &sign[..4], 2_000),
        (b"key", "c1", "f1", until, sign, 1_000 + TICKET + 2_000),
    ] {
        assert!(!check(key, conversation, id, until, sign, now), "{conversation} {id} {until} {sign} {now}");
    }
}
