//! What of a customer's words is kept: everything but what [`crate::redact`] removes. The one door into the log.
//!
//! Agents' words and the address a customer leaves on purpose are not touched.

use super::Draft;
use crate::help;
use crate::log::What;
use crate::page::Page;
use crate::redact::redact;

impl Draft<'_> {
    /// The customer's words enter the log. Returns them as they may be kept; nothing after this sees the others.
    pub(super) fn log_said(&mut self, key: String, text: &str) -> String {
        let clean = redact(text, &self.world.site.redaction);
        let redacted = clean.kinds();
        self.log(What::CustomerSaid { key, text: clean.text.clone(), redacted });
        clean.text
    }

    /// Words of the customer beside a message, such as why an answer did not help.
    pub(super) fn kept(&self, text: &str) -> String {
        redact(text, &self.world.site.redaction).text
    }

    /// A page within its limits. A form's error may repeat what was typed into it, and so may a selection.
    pub(super) fn kept_page(&self, mut page: Page) -> Page {
        let lists = [&mut page.headings, &mut page.errors, &mut page.script_errors];
        let texts = [&mut page.title, &mut page.selection];
        for text in lists.into_iter().flatten().chain(texts) {
            *text = self.kept(text);
        }
        if !help::is_named(&self.world.site.help, &page.help) {
            page.help.clear();
        }
        page.clean()
    }
}
