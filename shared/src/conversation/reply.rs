//! What a customer may answer by one press: which article is meant, where two tie; and more, where an answer was short.

use super::{Conversation, Draft, Mode};
use crate::knowledge::Found;
use crate::log::What;
use crate::parts::Source;
use crate::prompt;
use crate::site::Length;

/// Below this mood a plain "I could not find this" sounds cold.
const UNHAPPY: f32 = -0.5;

impl Conversation {
    /// What can be pressed now; nothing once anything else was said.
    pub fn replies(&self) -> Vec<String> {
        if self.mode != Mode::Listening {
            return Vec::new();
        }
        let newest = self.log.iter().rev().find_map(|entry| match &entry.what {
            What::AssistantSaid { replies, .. } => Some(replies.clone()),
            What::CustomerSaid { .. }
            | What::AssistantGaveUp { .. }
            | What::Offered { .. }
            | What::HandedBack { .. }
            | What::Acted { .. } => Some(Vec::new()),
            _ => None,
        });
        newest.unwrap_or_default()
    }

    /// Whether the answer before said just this, to other words of the customer.
    pub fn has_said(&self, text: &str) -> bool {
        let (mut asked, mut newest, mut said) = (Vec::new(), None, None);
        for entry in &self.log {
            match &entry.what {
                What::CustomerSaid { text, .. } => asked.push(text),
                What::AssistantSaid { text, sources, .. } if !sources.is_empty() => {
                    (newest, said) = (asked.last().copied(), Some(text));
                }
                _ => {}
            }
        }
        // What stands around an answer changes with the mood.
        said.is_some_and(|said| said.ends_with(text) || text.ends_with(said.as_str()))
            && asked.last().copied() != newest
    }
}

impl Draft<'_> {
    /// Asks which article is meant, where the question fits two alike. Whether it did.
    pub(super) fn ask_back(&mut self, found: &Found) -> bool {
        let Some((text, replies)) = prompt::ask_back(&self.next, self.world.site, found) else {
            return false;
        };
        self.says(text, replies, "baton".to_owned());
        true
    }

    /// Says something without a source: a question back, a courtesy.
    pub(super) fn says(&mut self, text: String, replies: Vec<String>, provider: String) {
        let turn = self.next.turn;
        self.log(What::AssistantSaid { turn, text, sources: Vec::new(), provider, replies });
        self.next.mode = Mode::Listening;
    }

    /// The words for finding nothing, as the customer feels.
    pub(super) fn no_source(&self) -> &'static str {
        let mood = self.next.log.iter().rev().find_map(|entry| match &entry.what {
            What::Read { reading } => Some(reading.mood),
            _ => None,
        });
        if mood.is_some_and(|mood| mood < UNHAPPY) { "no-source-sorry" } else { "no-source" }
    }

    /// What may be pressed below an answer: more, where answers are short and its article has more.
    pub(super) fn replies_to(&self, text: &str, sources: &[Source]) -> Vec<String> {
        let site = self.world.site;
        let Some(source) = sources.first().filter(|_| site.answers.length == Length::Short) else {
            return Vec::new();
        };
        if prompt::has_more(&self.next, site, &source.article, text) {
            vec![self.say("more", &[])]
        } else {
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::conversation::{Conversation, Event};
    use crate::log::What;
    use crate::rehearsal::Rehearsal;
    use crate::site::{self, Files, Site};
    use expect_test::{Expect, expect};

    /// Two articles that a short question fits alike. Every other line of each is the same.
    fn site(settings: &str) -> Site {
        let article = |id: &str, of: &str| {
            let text = format!(
                "---\ntitle: Clean {of} of a lamp\nlanguage: en\n---\n## Steps\n\n1. Switch the lamp off.\n2. Wipe {of} with a dry cloth.\n\n## How often\n\nTwice a year is enough for {of}.\n"
            );
            (format!("knowledge/{id}.md"), text.into_bytes())
        };
        site::compile(&Files {
            site: format!("name = \"Lamps\"\nhours = \"always\"\norigins = [\"*\"]\nlanguages = [\"en\", \"de\"]\n{settings}"),
            policy: include_str!("../../../site/policy.toml").to_owned(),
            persona: "Speak plainly.".to_owned(),
            knowledge: vec![article("glass", "the glass"), article("foot", "the foot")],
        })
        .unwrap_or_else(|problems| panic!("{}", problems[0]))
    }

    fn newest(conversation: &Conversation) -> String {
        let said = conversation.log.iter().rev().find_map(|entry| match &entry.what {
            What::AssistantSaid { text, sources, .. } => {
                let sources: Vec<&str> = sources.iter().map(|source| source.article.as_str()).collect();
                Some(format!("{text}\n{sources:?}"))
            }
            What::AssistantGaveUp { text, .. } => Some(text.clone()),
            _ => None,
        });
        format!("{}\n{:?}\n", said.unwrap_or_default(), conversation.replies())
    }

    fn check(settings: &str, language: &str, said: &[&str], expected: Expect) {
        let site = site(settings);
        let mut rehearsal = Rehearsal::new(language);
        let mut told = String::new();
        for (n, text) in said.iter().enumerate() {
            rehearsal.take(&site, Event::Said { key: n.to_string(), text: (*text).to_owned(), page: None });
            told.push_str(&format!("> {text}\n{}", newest(&rehearsal.conversation)));
        }
        expected.assert_eq(&told);
    }

    #[test]
    fn where_two_articles_tie_it_is_asked_which_one_and_the_pressed_one_answers() {
        check(
            "",
            "en",
            &["clean lamp", "Clean the foot of a lamp", "tell me more!", "more"],
            expect![[r#"
            > clean lamp
            I want to be sure that I understood. Is it about **Clean the foot of a lamp** or **Clean the glass of a lamp**?
            []
            ["Clean the foot of a lamp", "Clean the glass of a lamp"]
            > Clean the foot of a lamp
            **Clean the foot of a lamp** [1]

            1. Switch the lamp off.
            2. Wipe the foot with a dry cloth.
            ["foot"]
            ["Tell me more"]
            > tell me more!
            **Clean the foot of a lamp** [1]

            **How often**

            Twice a year is enough for the foot.
            ["foot"]
            []
            > more
            That is all our help articles say about this.
            []
            []
        "#]],
        );
    }

    #[test]
    fn it_is_not_asked_twice_in_a_row_nor_where_the_site_does_not_want_it() {
        check(
            "",
            "en",
            &["clean lamp", "the lamp"],
            expect![[r#"
            > clean lamp
            I want to be sure that I understood. Is it about **Clean the foot of a lamp** or **Clean the glass of a lamp**?
            []
            ["Clean the foot of a lamp", "Clean the glass of a lamp"]
            > the lamp
            **Clean the foot of a lamp** [1]

            1. Switch the lamp off.
            2. Wipe the foot with a dry cloth.
            ["foot"]
            ["Tell me more"]
        "#]],
        );
        check(
            "[answers]\nask-back = false\nlength = \"full\"\n",
            "en",
            &["clean lamp"],
            expect![[r#"
            > clean lamp
            **Clean the foot of a lamp** [1]

            1. Switch the lamp off.
            2. Wipe the foot with a dry cloth.
            ["foot"]
            []
        "#]],
        );
    }

    #[test]
    fn it_asks_and_offers_more_in_the_customers_language() {
        check(
            "",
            "de",
            &["clean lamp", "Clean the glass of a lamp", "Mehr dazu", "Mehr dazu"],
            expect![[r#"
                > clean lamp
                Ich möchte sicher sein, dass ich richtig verstanden habe. Geht es um **Clean the foot of a lamp** oder **Clean the glass of a lamp**?
                []
                ["Clean the foot of a lamp", "Clean the glass of a lamp"]
                > Clean the glass of a lamp
                **Clean the glass of a lamp** [1]

                1. Switch the lamp off.
                2. Wipe the glass with a dry cloth.
                ["glass"]
                ["Mehr dazu"]
                > Mehr dazu
                **Clean the glass of a lamp** [1]

                **How often**

                Twice a year is enough for the glass.
                ["glass"]
                []
                > Mehr dazu
                Mehr steht dazu nicht in unseren Hilfeartikeln.
                []
                []
            "#]],
        );
    }

    #[test]
    fn an_answer_is_opened_in_the_tone_of_the_moment() {
        let urgent = &["it is very urgent, how do I clean the glass of a lamp?"];
        check(
            "[answers]\nlength = \"full\"\n",
            "en",
            urgent,
            expect![[r#"
            > it is very urgent, how do I clean the glass of a lamp?
            I can see that this is urgent.

            **Clean the glass of a lamp** [1]

            1. Switch the lamp off.
            2. Wipe the glass with a dry cloth.
            ["glass"]
            []
        "#]],
        );
        check(
            "[answers]\nlength = \"full\"\n",
            "de",
            urgent,
            expect![[r#"
            > it is very urgent, how do I clean the glass of a lamp?
            Ich sehe, dass es eilt.

            **Clean the glass of a lamp** [1]

            1. Switch the lamp off.
            2. Wipe the glass with a dry cloth.
            ["glass"]
            []
        "#]],
        );
    }
}
