//! Bug reports: when a handoff is about a technical fault, an issue in the team's tracker, beside the handoff and never
//! instead. One fault is one issue, however many customers have it.
//!
//! A fault is known by its fingerprint: its first error without what differs from one customer to the next, and the
//! page it stands on. Who has seen it is counted by the edge's index, which also lets only one report at a time through;
//! so a tracker needs to know only whether the issue is there. Each is one file, as with backends.

mod fault;
mod github;
mod jira;
mod linear;

use crate::backend::talk::{Next, Talk};
use crate::conversation::{Conversation, Handoff};
use crate::destination::{Asking, Found};
use crate::packet::render::{Form, escape, one_line};
use crate::packet::{Packet, packet};
use crate::page::{Page, path_of};
use crate::policy::Words as _;
use crate::site::Site;
use crate::tool::Tool;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A name of a setting, and what its variable holds.
pub type Setting = (&'static str, &'static str);

/// Where issues are kept.
pub trait Tracker: Sync {
    /// Its name in `site.toml`: `kind = "…"`
    fn kind(&self) -> &'static str;

    /// What it is, in a sentence, for the docs
    fn means(&self) -> &'static str;

    fn settings(&self) -> &'static [Setting];

    fn options(&self) -> &'static [Setting] {
        &[]
    }

    /// Whether the place of its issues is still there. Looks, and makes nothing.
    fn places(&self, asking: &Asking<'_>, talk: &mut Talk<'_>) -> Result<Vec<Found>, Next>;

    /// Makes the issue, or renews the one that is known or found.
    fn report(&self, bug: &Bug, tool: Tool<'_>, talk: &mut Talk<'_>) -> Result<Issue, Next>;
}

/// Every tracker there is, in the order of the docs.
pub const TRACKERS: &[&dyn Tracker] = &[&linear::Linear, &github::GitHub, &jira::Jira];

pub fn of_kind(kind: &str) -> Option<&'static dyn Tracker> {
    TRACKERS.iter().find(|tracker| tracker.kind() == kind).copied()
}

/// An issue as its tracker names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// What requests name it by
    pub id: String,
    /// What people call it, as in `LIN-12`
    pub name: String,
    pub url: String,
}

/// A fault, as far as it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bug {
    /// 16 hexadecimal digits: the same for the same fault
    pub fingerprint: String,
    pub title: String,
    /// Lines of plain text under headings; a tracker writes them in its own markup
    pub parts: Vec<(&'static str, Vec<String>)>,
    /// Handoffs that saw it, the newest last, with their links where there are any
    pub seen: Vec<Seen>,
    /// How many customers saw it
    pub count: usize,
    /// The issue, where it is known
    pub known: Option<Issue>,
}

/// One handoff that saw the fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub reference: String,
    /// The conversation at the desk
    pub link: Option<String>,
}

/// The handoffs an issue names; the others are in the count.
pub const NAMED: usize = 20;

/// Whether a handoff is about a technical fault: the page the customer was on showed an error of its own or its scripts
/// failed, or the rule that decided looked at that. A card that was refused is no fault.
pub fn is_fault(page: Option<&Page>, handoff: &Handoff) -> bool {
    let shown = page.is_some_and(|page| {
        !page.script_errors.is_empty() || page.errors.iter().any(|error| fault::is_technical(error))
    });
    let by_rule = ["visible-error", "error", "script-error"];
    let mut evidence = handoff.decision.evidence.iter();
    shown
        || evidence.any(|finding| {
            by_rule.contains(&finding.signal.as_str()) && fault::is_technical(&finding.evidence)
        })
}

/// The fault of a handoff; `seen` and `count` are the index's to say.
pub fn bug(conversation: &Conversation, handoff: &Handoff, site: &Site) -> Bug {
    let packet = packet(conversation, handoff, site);
    let page = packet.page.clone().unwrap_or_default();
    let shown = page.errors.iter().find(|error| fault::is_technical(error)).or(page.errors.first());
    let error = page.script_errors.first().or(shown).cloned();
    let error = error.unwrap_or_else(|| packet.escalation.because.clone());
    let path = page.path().to_owned();
    Bug {
        fingerprint: fingerprint(&error, &path),
        title: escape(&one_line(&format!("{error} ({path})")), Form::Plain, 200),
        parts: parts(&packet, &page),
        seen: Vec::new(),
        count: 0,
        known: None,
    }
}

fn parts(packet: &Packet, page: &Page) -> Vec<(&'static str, Vec<String>)> {
    let row = |label: &str, text: &str| (!text.is_empty()).then(|| format!("{label}: {text}"));
    let mut steps: Vec<String> = packet.trail.iter().map(|path| format!("Go to {}", path_of(path))).collect();
    if !page.url.is_empty() {
        steps.push(format!("Go to {}", page.url));
    }
    steps.push(format!("In the customer's words: {}", packet.summary.goal));
    let where_seen = [
        row("Page", &page.url),
        row("Title", &page.title),
        row("Feature", &page.feature),
        row("Viewport", &page.viewport),
        row("Browser", &page.browser),
        row("Language of the page", &page.language),
        row(
            "Assistant",
            &format!("policy {}, knowledge {}", packet.versions.policy, packet.versions.knowledge),
        ),
    ];
    let mut parts = vec![
        ("What happens", vec![packet.summary.blocker.clone(), packet.escalation.because.clone()]),
        ("Steps", steps),
        ("Errors the page shows", page.errors.clone()),
        ("Script errors", page.script_errors.clone()),
        ("Where", where_seen.into_iter().flatten().collect()),
        ("Priority of the first handoff", vec![packet.priority.word().to_owned()]),
    ];
    parts.retain(|(_, lines)| lines.iter().any(|line| !line.trim().is_empty()));
    parts
}

impl Bug {
    /// How many have it, and who.
    pub fn seen_lines(&self) -> Vec<String> {
        let customers = if self.count == 1 { "customer" } else { "customers" };
        let mut lines = vec![format!("{} {customers}", self.count)];
        let newest = &self.seen[self.seen.len().saturating_sub(NAMED)..];
        lines.extend(newest.iter().map(|seen| match &seen.link {
            Some(link) => format!("{} {link}", seen.reference),
            None => seen.reference.clone(),
        }));
        let before = self.count.saturating_sub(newest.len());
        if before > 0 {
            lines.push(format!("and {before} before them"));
        }
        lines
    }

    /// All of it as Markdown, in at most `limit` bytes. What a customer or a page wrote is only words.
    fn markdown(&self, limit: usize) -> String {
        let mut text = String::new();
        for (heading, lines) in &self.parts {
            text.push_str(&format!("### {heading}\n"));
            for line in lines {
                text.push_str(&format!("- {}\n", escape(&one_line(line), Form::Markdown, limit / 40)));
            }
            text.push('\n');
        }
        text.push_str("### Seen by\n");
        for line in self.seen_lines() {
            text.push_str(&format!("- {line}\n"));
        }
        crate::page::cut(&mut text, limit.saturating_sub(80));
        text.push_str(&format!("\nReported by Baton, fingerprint `{}`", self.fingerprint));
        text
    }
}

/// The same for the same fault: numbers, ids and quoted values differ from one customer to the next.
fn fingerprint(error: &str, path: &str) -> String {
    let plain = |text: &str| {
        let mut out = String::new();
        let mut quoted = None;
        for c in text.to_lowercase().chars() {
            match (quoted, c) {
                (Some(end), c) if c == end => quoted = None,
                (Some(_), _) => {}
                (None, '"' | '`') => quoted = Some(c),
                (None, '“') => quoted = Some('”'),
                (None, c) if c.is_ascii_digit() => {
                    if !out.ends_with('#') {
                        out.push('#');
                    }
                }
                (None, c) => out.push(c),
            }
        }
        one_line(&out)
    };
    // Segments with a digit name a thing; the others name a page.
    let named = |segment: &str| {
        if segment.bytes().any(|b| b.is_ascii_digit()) { "#".to_owned() } else { segment.to_owned() }
    };
    let path: Vec<String> = path.trim_end_matches('/').split('/').map(named).collect();
    let whole = format!("{} {}", plain(error), path.join("/").to_lowercase());
    Sha256::digest(whole.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
