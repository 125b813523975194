//! What is no question: greetings, thanks, "are you a robot?", "ok", and a yes or no to what was asked last.
//!
//! Answered in kind, by the words of the language files alone; not searched for, and no miss.

use super::{Draft, Mode};
use crate::detect::courtesy::Courtesy;
use crate::log::What;
use crate::parts::Choice;
use crate::prompt;

impl Draft<'_> {
    /// Answers a message that is no question. `false`: it is one after all, and nothing was done.
    pub(super) fn be_courteous(&mut self, courtesy: Courtesy) -> bool {
        let offered = matches!(self.next.mode, Mode::Offering { .. });
        let asked_back = prompt::asked_about_one(&self.next, self.world.site);
        let (key, suggests) = match courtesy {
            Courtesy::Yes if offered => return self.takes(Choice::Person),
            Courtesy::No if offered => return self.takes(Choice::Assistant),
            // "Is it about …?" – "Yes": the article is looked up.
            Courtesy::Yes if asked_back => return false,
            Courtesy::Greeting => ("courtesy-greeting", false),
            Courtesy::Thanks => ("courtesy-thanks", false),
            Courtesy::Goodbye => ("courtesy-goodbye", false),
            Courtesy::Present => ("courtesy-present", false),
            Courtesy::Who => ("courtesy-who", false),
            Courtesy::Able => ("courtesy-able", true),
            Courtesy::Opening => ("courtesy-opening", true),
            Courtesy::Ok | Courtesy::Yes if self.answered() => ("courtesy-ok", false),
            Courtesy::Ok | Courtesy::Yes => ("courtesy-opening", true),
            // To "Is there anything else?"
            Courtesy::No if self.answered() && !asked_back && !self.newest_is_answer() => {
                ("courtesy-goodbye", false)
            }
            Courtesy::No | Courtesy::Aside => ("keep-trying", false),
        };
        let text = self.say(key, &[]);
        // The same once more leads nowhere: then it is looked at like any other message.
        let leads = matches!(
            courtesy,
            Courtesy::Present | Courtesy::Able | Courtesy::Opening | Courtesy::Aside | Courtesy::No
        );
        if leads && self.newest().is_some_and(|(said, _)| *said == text) {
            return false;
        }
        let replies = if suggests {
            let path = self.next.page.as_ref().map_or("/", |page| page.path());
            prompt::suggestions(self.world.site, path)
        } else {
            Vec::new()
        };
        self.says(text, replies, "baton".to_owned());
        true
    }

    fn takes(&mut self, choice: Choice) -> bool {
        self.chose(choice);
        true
    }

    /// The newest words of the assistant, and how many sources they rest on.
    fn newest(&self) -> Option<(&String, usize)> {
        self.next.log.iter().rev().find_map(|entry| match &entry.what {
            What::AssistantSaid { text, sources, .. } => Some((text, sources.len())),
            _ => None,
        })
    }

    fn newest_is_answer(&self) -> bool {
        self.newest().is_some_and(|(_, sources)| sources > 0)
    }

    /// Whether any question was answered so far.
    fn answered(&self) -> bool {
        let answer = |what: &What| matches!(what, What::AssistantSaid { sources, .. } if !sources.is_empty());
        self.next.log.iter().any(|entry| answer(&entry.what))
    }
}

#[cfg(test)]
mod tests;
