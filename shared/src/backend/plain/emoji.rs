//! Names of emoji as Slack writes them, of those that are common between people who help each other. A name that is
//! not here stays a name: it can be read.

const NAMES: &[(&str, &str)] = &[
    ("+1", "👍"),
    ("-1", "👎"),
    ("100", "💯"),
    ("alarm_clock", "⏰"),
    ("arrow_down", "⬇️"),
    ("arrow_left", "⬅️"),
    ("arrow_right", "➡️"),
    ("arrow_up", "⬆️"),
    ("bell", "🔔"),
    ("blush", "😊"),
    ("bow", "🙇"),
    ("bug", "🐛"),
    ("bulb", "💡"),
    ("calendar", "📅"),
    ("clap", "👏"),
    ("computer", "💻"),
    ("confetti_ball", "🎊"),
    ("confused", "😕"),
    ("credit_card", "💳"),
    ("crossed_fingers", "🤞"),
    ("cry", "😢"),
    ("disappointed", "😞"),
    ("email", "📧"),
    ("exclamation", "❗"),
    ("eyes", "👀"),
    ("face_palm", "🤦"),
    ("fire", "🔥"),
    ("folded_hands", "🙏"),
    ("gift", "🎁"),
    ("grimacing", "😬"),
    ("grin", "😁"),
    ("grinning", "😀"),
    ("handshake", "🤝"),
    ("heart", "❤️"),
    ("heart_eyes", "😍"),
    ("heavy_check_mark", "✔️"),
    ("hourglass", "⌛"),
    ("hugging_face", "🤗"),
    ("information_source", "ℹ️"),
    ("innocent", "😇"),
    ("joy", "😂"),
    ("key", "🔑"),
    ("laughing", "😆"),
    ("link", "🔗"),
    ("lock", "🔒"),
    ("mag", "🔍"),
    ("muscle", "💪"),
    ("no_entry", "⛔"),
    ("ok", "🆗"),
    ("ok_hand", "👌"),
    ("package", "📦"),
    ("paperclip", "📎"),
    ("party_popper", "🎉"),
    ("pensive", "😔"),
    ("phone", "☎️"),
    ("point_down", "👇"),
    ("point_left", "👈"),
    ("point_right", "👉"),
    ("point_up", "☝️"),
    ("pray", "🙏"),
    ("question", "❓"),
    ("raised_hand", "✋"),
    ("raised_hands", "🙌"),
    ("red_circle", "🔴"),
    ("relaxed", "☺️"),
    ("relieved", "😌"),
    ("rocket", "🚀"),
    ("rotating_light", "🚨"),
    ("see_no_evil", "🙈"),
    ("shrug", "🤷"),
    ("slightly_frowning_face", "🙁"),
    ("slightly_smiling_face", "🙂"),
    ("smile", "😄"),
    ("smiley", "😃"),
    ("smirk", "😏"),
    ("sob", "😭"),
    ("sparkles", "✨"),
    ("star", "⭐"),
    ("stuck_out_tongue", "😛"),
    ("sunglasses", "😎"),
    ("sunny", "☀️"),
    ("sweat_smile", "😅"),
    ("tada", "🎉"),
    ("thinking_face", "🤔"),
    ("thumbsdown", "👎"),
    ("thumbsup", "👍"),
    ("truck", "🚚"),
    ("unlock", "🔓"),
    ("upside_down_face", "🙃"),
    ("v", "✌️"),
    ("warning", "⚠️"),
    ("wave", "👋"),
    ("white_check_mark", "✅"),
    ("wink", "😉"),
    ("worried", "😟"),
    ("wrench", "🔧"),
    ("x", "❌"),
    ("zap", "⚡"),
];

/// A line with the emoji it names.
pub fn shown(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(':') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest[1..].find(':').map(|end| end + 1);
        match end.and_then(|end| sign(&rest[1..end]).map(|sign| (sign, end))) {
            Some((sign, end)) => {
                out.push_str(&sign);
                rest = &rest[end + 1..];
            }
            None => {
                out.push(':');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn sign(name: &str) -> Option<String> {
    // Tones run from 2 to 6, and stand right after what they color.
    if let Some(tone) = name.strip_prefix("skin-tone-") {
        let tone = tone.parse::<u32>().ok().filter(|tone| (2..=6).contains(tone))?;
        return char::from_u32(0x1F3FB + tone - 2).map(String::from);
    }
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, sign)| (*sign).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_once_and_in_order() {
        assert!(NAMES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
