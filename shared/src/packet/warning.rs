//! What the second channel says before the packet: that nobody confirmed it, who was asked, and what each said.

use crate::conversation::{Conversation, Handoff};
use crate::site::Site;
use serde::{Deserialize, Serialize};

/// Why the team is told by a second channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Warning {
    /// In three words, for a title
    pub title: String,
    /// What happened, who was asked, and where to look
    pub text: String,
}

/// What is so now; `page` is the conversation's address at the desk, where it is known.
pub fn warning(conversation: &Conversation, handoff: &Handoff, site: &Site, page: Option<&str>) -> Warning {
    let asked = conversation.asked(handoff, site).into_iter().filter(|one| one.tries > 0).map(|one| {
        let times = if one.tries == 1 { "once".to_owned() } else { format!("{} times", one.tries) };
        format!("{} ({times}): {}", one.backend, one.answer)
    });
    let asked: Vec<String> = asked.collect();
    let asked = if asked.is_empty() { "nobody has answered".to_owned() } else { asked.join("; ") };
    let open = page.map(|page| format!(" {page}")).unwrap_or_default();
    if handoff.home.is_some() {
        let text = format!(
            "It fell back to the desk, and nobody there has taken it. Before: {asked}. Somebody should look.{open}"
        );
        return Warning { title: "Waiting at the desk only".to_owned(), text };
    }
    let text = format!(
        "This handoff is not confirmed anywhere: {asked}. It goes on being tried, and the customer was told so. Somebody should look.{open}"
    );
    Warning { title: "Not confirmed anywhere".to_owned(), text }
}
