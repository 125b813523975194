//! The language of a conversation: the page's at first, then the one the customer writes in, where the site speaks it.
//!
//! One word is not enough to go by: "hallo" is German, and Dutch, and what a Swede writes to a German shop.

use super::{Conversation, Draft};
use crate::log::What;
use crate::reading::Reading;

/// How sure a message must be. Of 6,900 English messages nine are taken for another language above it.
const SURE: f32 = 0.6;
/// How many words it must have, where a language has words.
const WORDS: usize = 3;

impl Draft<'_> {
    /// Goes on in the language of this message, if the site has it.
    pub(super) fn follow(&mut self, text: &str, reading: &Reading) {
        let Some(written) = language(text, reading) else { return };
        let site = &self.world.site.languages;
        if let Some(tag) = site.iter().find(|tag| base(tag) == written)
            && base(&self.next.language) != written
        {
            self.next.language.clone_from(tag);
        }
    }
}

impl Conversation {
    /// The language the customer writes in, as far as that is sure, also one the site does not speak.
    pub fn written_in(&self) -> &str {
        let mut said = "";
        let mut written = self.language.as_str();
        for entry in &self.log {
            match &entry.what {
                What::CustomerSaid { text, .. } => said = text,
                What::Read { reading } => written = language(said, reading).unwrap_or(written),
                _ => {}
            }
        }
        // As the site writes it, where it is the same: `pt-BR`.
        if base(&self.language) == written { &self.language } else { written }
    }
}

fn language<'r>(text: &str, reading: &'r Reading) -> Option<&'r str> {
    let (code, sure) = reading.language.as_ref()?;
    let spaced = !matches!(code.as_str(), "zh" | "ja");
    let enough = !spaced || text.split_whitespace().count() >= WORDS;
    (*sure >= SURE && enough).then_some(code.as_str())
}

fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use crate::conversation::Event;
    use crate::rehearsal::Rehearsal;
    use crate::site::{self, Files, Site};

    fn site() -> Site {
        site::compile(&Files {
            site: "name = \"Lamps\"\nhours = \"always\"\norigins = [\"*\"]\nlanguages = [\"en\", \"de\"]\n"
                .to_owned(),
            policy: include_str!("../../../site/policy.toml").to_owned(),
            persona: "Speak plainly.".to_owned(),
            knowledge: Vec::new(),
        })
        .unwrap_or_else(|problems| panic!("{}", problems[0]))
    }

    #[test]
    fn the_chat_speaks_as_the_customer_writes_and_the_packet_says_which_language_that_is() {
        let site = site();
        let mut rehearsal = Rehearsal::new("en");
        let mut languages = Vec::new();
        for (n, text) in [
            "hallo",
            "wo ist meine Bestellung geblieben?",
            "ok",
            "¿dónde está mi pedido, por favor?",
            "sorry, in English: where is my order?",
        ]
        .iter()
        .enumerate()
        {
            rehearsal.take(&site, Event::Said { key: n.to_string(), text: (*text).to_owned(), page: None });
            let conversation = &rehearsal.conversation;
            languages.push((conversation.language.clone(), conversation.written_in().to_owned()));
        }
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        // The site has no Spanish, so it goes on in the last language both have.
        assert_eq!(
            languages,
            [pair("en", "en"), pair("de", "de"), pair("de", "de"), pair("de", "es"), pair("en", "en")]
        );
    }
}
