//! The desk's tables: cards of handoffs, tickets of other backends, sessions, wrong passwords.

use crate::store::{json, migrate, parse};
use serde::{Deserialize, Serialize};
use shared::llm::budget::{Sum, Sums};
use shared::policy::{Priority, Words};
use shared::tracker::{Issue, NAMED, Seen};
use shared::wire::desk::{Card, Listing};
use worker::{Result, SqlStorage, SqlStorageValue, Storage};

const MIGRATIONS: &[&str] = &[
    "CREATE TABLE card (conversation TEXT, reference TEXT, urgency INTEGER NOT NULL, at INTEGER NOT NULL,
       closed_at INTEGER, json TEXT NOT NULL, PRIMARY KEY (conversation, reference)) WITHOUT ROWID;
     CREATE INDEX card_open ON card (closed_at, urgency, at);
     CREATE TABLE session (token TEXT PRIMARY KEY, name TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
     CREATE TABLE failure (at INTEGER NOT NULL);",
    // Which conversation a ticket of a backend belongs to: for webhooks that know only their own names.
    "CREATE TABLE ticket (backend TEXT, ticket TEXT, conversation TEXT NOT NULL, at INTEGER NOT NULL,
       PRIMARY KEY (backend, ticket)) WITHOUT ROWID;",
    // Faults reported to a tracker: the issue once there is one, who may report now, and which conversations saw it.
    "CREATE TABLE fault (tracker TEXT, fingerprint TEXT, issue TEXT, holder TEXT NOT NULL, until INTEGER NOT NULL,
       PRIMARY KEY (tracker, fingerprint)) WITHOUT ROWID;
     CREATE TABLE fault_seen (tracker TEXT, fingerprint TEXT, conversation TEXT, at INTEGER NOT NULL, seen TEXT NOT NULL,
       PRIMARY KEY (tracker, fingerprint, conversation)) WITHOUT ROWID;",
    // What models cost, by day (since 1970) and visitor (a hash).
    "CREATE TABLE spent (day INTEGER, visitor TEXT, calls INTEGER NOT NULL, tokens INTEGER NOT NULL, micros INTEGER NOT NULL,
       PRIMARY KEY (day, visitor)) WITHOUT ROWID;",
    // What waiting customers were told of the team, and how long others waited.
    "ALTER TABLE card ADD COLUMN told TEXT NOT NULL DEFAULT '';
     CREATE TABLE wait (at INTEGER NOT NULL, queue TEXT NOT NULL, ms INTEGER NOT NULL);
     CREATE INDEX wait_at ON wait (at);",
    // What each conversation could not deliver yet, and up to which position of its log that is known.
    "CREATE TABLE undelivered (conversation TEXT PRIMARY KEY, seq INTEGER NOT NULL, at INTEGER NOT NULL, json TEXT NOT NULL)
       WITHOUT ROWID;",
    // Destinations that were gone when they were looked at last.
    "CREATE TABLE gone (tool TEXT, what TEXT, why TEXT NOT NULL, since INTEGER NOT NULL, at INTEGER NOT NULL,
       PRIMARY KEY (tool, what)) WITHOUT ROWID;",
    // Times to be called, and whose they are.
    "CREATE TABLE booking (conversation TEXT, handoff INTEGER, queue TEXT NOT NULL, at INTEGER NOT NULL,
       PRIMARY KEY (conversation, handoff)) WITHOUT ROWID;
     CREATE INDEX booking_at ON booking (queue, at);",
];

/// Days whose spending is kept: this month and the last.
const DAYS: u64 = 62;

const DAY: u64 = 86_400_000;

/// Wrong passwords allowed in five minutes, for everybody together: the desk has one password.
const FAILURES: f64 = 10.0;

pub struct Index {
    pub(super) sql: SqlStorage,
}

/// A ticket of a backend, and the conversation it belongs to; to ask for that, it is empty.
#[derive(Serialize, Deserialize)]
pub struct Ticket {
    pub backend: String,
    pub ticket: String,
    #[serde(default)]
    pub conversation: String,
}

/// A fault that a conversation is about to report, or has.
#[derive(Serialize, Deserialize)]
pub struct Fault {
    pub tracker: String,
    pub fingerprint: String,
    pub conversation: String,
    pub seen: Seen,
    /// The issue, once it was made or renewed
    pub issue: Option<Issue>,
}

/// Whether a fault may be reported now, and what is known of it.
#[derive(Serialize, Deserialize)]
pub struct Turn {
    pub yours: bool,
    pub issue: Option<Issue>,
    /// The newest conversations that saw it
    pub seen: Vec<Seen>,
    pub count: usize,
}

/// How long a report may take before another may begin: longer than a delivery, whose end may be lost.
const TURN: u64 = 20_000;

#[derive(Deserialize)]
struct Count {
    n: f64,
}

impl Index {
    pub fn new(storage: &Storage) -> Result<Self> {
        let sql = storage.sql();
        migrate(&sql, storage, MIGRATIONS)?;
        Ok(Self { sql })
    }

    /// Puts or renews a card. A card that is put is open. Where somebody has taken it now, how long it waited is kept,
    /// if that `counts`.
    pub fn put(&self, card: &Card, counts: bool, now: u64) -> Result<()> {
        if counts && card.agent.is_some() && self.waits_still(card)? {
            self.sql.exec(
                "INSERT INTO wait VALUES (?, ?, ?)",
                vec![integer(now), card.queue.as_str().into(), integer(now.saturating_sub(card.at))],
            )?;
        }
        let urgency = Priority::WORDS.iter().position(|(word, _)| *word == card.priority).unwrap_or(2);
        self.sql.exec(
            "INSERT INTO card (conversation, reference, urgency, at, closed_at, json) VALUES (?1, ?2, ?3, ?4, NULL, ?5) ON CONFLICT (conversation, reference)
             DO UPDATE SET urgency = ?3, at = ?4, closed_at = NULL, json = ?5",
            vec![
                card.conversation.as_str().into(),
                card.reference.as_str().into(),
                integer(urgency as u64),
                integer(card.at),
                json(card)?.into(),
            ],
        )?;
        Ok(())
    }

    fn waits_still(&self, card: &Card) -> Result<bool> {
        let rows: Vec<Count> = self
            .sql
            .exec(
                "SELECT count(*) AS n FROM card WHERE conversation = ? AND reference = ? AND closed_at IS NULL
                 AND json_extract(json, '$.agent') IS NULL",
                vec![card.conversation.as_str().into(), card.reference.as_str().into()],
            )?
            .to_array()?;
        Ok(rows.first().is_some_and(|row| row.n > 0.0))
    }

    /// Queue and milliseconds of what was taken since then; older ones are forgotten.
    pub fn waits(&self, since: u64) -> Result<Vec<(String, u64)>> {
        #[derive(Deserialize)]
        struct Row {
            queue: String,
            ms: f64,
        }
        self.sql.exec("DELETE FROM wait WHERE at < ?", vec![integer(since)])?;
        let rows: Vec<Row> =
            self.sql.exec("SELECT queue, ms FROM wait ORDER BY at DESC LIMIT 200", None)?.to_array()?;
        Ok(rows.into_iter().map(|row| (row.queue, row.ms as u64)).collect())
    }

    /// The mark of what the customer behind a card was last told of the team.
    pub fn told(&self, card: &Card) -> Result<String> {
        #[derive(Deserialize)]
        struct Row {
            told: String,
        }
        let key = vec![card.conversation.as_str().into(), card.reference.as_str().into()];
        let rows: Vec<Row> = self
            .sql
            .exec("SELECT told FROM card WHERE conversation = ? AND reference = ?", key)?
            .to_array()?;
        Ok(rows.into_iter().next().map(|row| row.told).unwrap_or_default())
    }

    pub fn note_told(&self, card: &Card, mark: &str) -> Result<()> {
        self.sql.exec(
            "UPDATE card SET told = ?3 WHERE conversation = ?1 AND reference = ?2",
            vec![card.conversation.as_str().into(), card.reference.as_str().into(), mark.into()],
        )?;
        Ok(())
    }

    pub fn close(&self, card: &Card, now: u64) -> Result<()> {
        self.sql.exec(
            "UPDATE card SET closed_at = ?3, json = ?4 WHERE conversation = ?1 AND reference = ?2",
            vec![
                card.conversation.as_str().into(),
                card.reference.as_str().into(),
                integer(now),
                json(&Card { closed_at: Some(now), ..card.clone() })?.into(),
            ],
        )?;
        Ok(())
    }

    /// Notes that a conversation saw a fault, and gives it the turn to report it, one at a time.
    pub fn begin_fault(&self, fault: &Fault, now: u64) -> Result<Turn> {
        #[derive(Deserialize)]
        struct Row {
            issue: Option<String>,
            holder: String,
            until: f64,
        }
        #[derive(Deserialize)]
        struct SeenRow {
            seen: String,
        }
        let (tracker, fingerprint) = (fault.tracker.as_str(), fault.fingerprint.as_str());
        self.sql.exec(
            "INSERT OR IGNORE INTO fault_seen VALUES (?, ?, ?, ?, ?)",
            vec![
                tracker.into(),
                fingerprint.into(),
                fault.conversation.as_str().into(),
                integer(now),
                json(&fault.seen)?.into(),
            ],
        )?;
        self.sql.exec(
            "INSERT OR IGNORE INTO fault VALUES (?, ?, NULL, '', 0)",
            vec![tracker.into(), fingerprint.into()],
        )?;
        let key = || vec![tracker.into(), fingerprint.into()];
        let rows: Vec<Row> = self
            .sql
            .exec("SELECT issue, holder, until FROM fault WHERE tracker = ? AND fingerprint = ?", key())?
            .to_array()?;
        let row = rows.into_iter().next();
        let free =
            row.as_ref().is_none_or(|row| row.holder == fault.conversation || (row.until as u64) <= now);
        if free {
            self.sql.exec(
                "UPDATE fault SET holder = ?3, until = ?4 WHERE tracker = ?1 AND fingerprint = ?2",
                vec![
                    tracker.into(),
                    fingerprint.into(),
                    fault.conversation.as_str().into(),
                    integer(now + TURN),
                ],
            )?;
        }
        let counts: Vec<Count> = self
            .sql
            .exec("SELECT count(*) AS n FROM fault_seen WHERE tracker = ? AND fingerprint = ?", key())?
            .to_array()?;
        let newest: Vec<SeenRow> = self
            .sql
            .exec(
                "SELECT seen FROM fault_seen WHERE tracker = ?1 AND fingerprint = ?2 ORDER BY at DESC, conversation LIMIT ?3",
                vec![tracker.into(), fingerprint.into(), integer(NAMED as u64)],
            )?
            .to_array()?;
        let seen = newest.iter().rev().map(|row| parse(&row.seen)).collect::<Result<_>>()?;
        let issue = row.and_then(|row| row.issue).map(|issue| parse(&issue)).transpose()?;
        Ok(Turn { yours: free, issue, seen, count: counts.first().map_or(0, |row| row.n as usize) })
    }

    /// Ends the turn, and keeps the issue if there is one now.
    pub fn end_fault(&self, fault: &Fault) -> Result<()> {
        let issue = fault.issue.as_ref().map(json).transpose()?;
        self.sql.exec(
            "UPDATE fault SET until = 0, holder = '', issue = coalesce(?4, issue)
             WHERE tracker = ?1 AND fingerprint = ?2 AND holder = ?3",
            vec![
                fault.tracker.as_str().into(),
                fault.fingerprint.as_str().into(),
                fault.conversation.as_str().into(),
                issue.map_or(SqlStorageValue::Null, |issue| issue.as_str().into()),
            ],
        )?;
        Ok(())
    }

    /// Open cards by urgency, then the oldest first; the last fifty that were closed.
    pub fn listing(&self, agents: Vec<String>) -> Result<Listing> {
        #[derive(Deserialize)]
        struct Row {
            json: String,
        }
        let cards = |query: &str| -> Result<Vec<Card>> {
            let rows: Vec<Row> = self.sql.exec(query, None)?.to_array()?;
            rows.iter().map(|row| parse(&row.json)).collect()
        };
        Ok(Listing {
            open: cards("SELECT json FROM card WHERE closed_at IS NULL ORDER BY urgency, at LIMIT 500")?,
            closed: cards(
                "SELECT json FROM card WHERE closed_at IS NOT NULL ORDER BY closed_at DESC LIMIT 50",
            )?,
            agents,
            spent: String::new(),
            undelivered: Vec::new(),
            gone: Vec::new(),
        })
    }

    /// Adds what an answer cost.
    pub fn spend(&self, visitor: &str, sum: Sum, now: u64) -> Result<()> {
        let day = now / DAY;
        self.sql.exec(
            "INSERT INTO spent VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (day, visitor)
             DO UPDATE SET calls = calls + ?3, tokens = tokens + ?4, micros = micros + ?5",
            vec![integer(day), visitor.into(), integer(sum.calls), integer(sum.tokens), integer(sum.micros)],
        )?;
        self.sql.exec("DELETE FROM spent WHERE day < ?", vec![integer(day.saturating_sub(DAYS))])?;
        Ok(())
    }

    /// What was spent today by a visitor and by all, and by all this month.
    pub fn sums(&self, visitor: &str, now: u64) -> Result<Sums> {
        let day = now / DAY;
        // The day of the month tells how long ago its first was.
        let today = shared::date::iso(now);
        let since =
            today.get(8..10).and_then(|day| day.parse::<u64>().ok()).map_or(0, |n| n.saturating_sub(1));
        let sum = |from: u64, whose: &str| -> Result<Sum> {
            #[derive(Deserialize)]
            struct Row {
                calls: f64,
                tokens: f64,
                micros: f64,
            }
            let rows: Vec<Row> = self.sql.exec(
                "SELECT coalesce(sum(calls), 0) AS calls, coalesce(sum(tokens), 0) AS tokens, coalesce(sum(micros), 0) AS micros
                 FROM spent WHERE day >= ?1 AND (?2 = '' OR visitor = ?2)",
                vec![integer(from), whose.into()],
            )?.to_array()?;
            let row = rows.first();
            let of = |get: fn(&Row) -> f64| row.map_or(0, |row| get(row) as u64);
            Ok(Sum { calls: of(|row| row.calls), tokens: of(|row| row.tokens), micros: of(|row| row.micros) })
        };
        let visitor = if visitor.is_empty() { Sum::default() } else { sum(day, visitor)? };
        Ok(Sums { visitor, day: sum(day, "")?, month: sum(day - since, "")? })
    }

    /// Keeps whose ticket this is. Kept twice, it is kept once.
    pub fn remember(&self, ticket: &Ticket, now: u64) -> Result<()> {
        self.sql.exec(
            "INSERT OR REPLACE INTO ticket VALUES (?, ?, ?, ?)",
            vec![
                ticket.backend.as_str().into(),
                ticket.ticket.as_str().into(),
                ticket.conversation.as_str().into(),
                integer(now),
            ],
        )?;
        Ok(())
    }

    /// The conversation behind a ticket, if it is one of ours.
    pub fn recall(&self, backend: &str, ticket: &str) -> Result<Option<String>> {
        #[derive(Deserialize)]
        struct Row {
            conversation: String,
        }
        let rows: Vec<Row> = self
            .sql
            .exec(
                "SELECT conversation FROM ticket WHERE backend = ? AND ticket = ?",
                vec![backend.into(), ticket.into()],
            )?
            .to_array()?;
        Ok(rows.into_iter().next().map(|row| row.conversation))
    }

    pub fn sign_in(&self, token: &str, name: &str, until: u64) -> Result<()> {
        self.sql
            .exec("INSERT INTO session VALUES (?, ?, ?)", vec![token.into(), name.into(), integer(until)])?;
        Ok(())
    }

    /// The name behind a session that has not ended.
    pub fn session(&self, token: &str, now: u64) -> Result<Option<String>> {
        #[derive(Deserialize)]
        struct Row {
            name: String,
        }
        self.sql.exec("DELETE FROM session WHERE until <= ?", vec![integer(now)])?;
        let rows: Vec<Row> =
            self.sql.exec("SELECT name FROM session WHERE token = ?", vec![token.into()])?.to_array()?;
        Ok(rows.into_iter().next().map(|row| row.name))
    }

    pub fn sign_out(&self, token: &str) -> Result<()> {
        self.sql.exec("DELETE FROM session WHERE token = ?", vec![token.into()])?;
        Ok(())
    }

    pub fn note_failure(&self, now: u64) -> Result<()> {
        self.sql.exec("INSERT INTO failure VALUES (?)", vec![integer(now)])?;
        Ok(())
    }

    pub fn too_many_failures(&self, now: u64) -> Result<bool> {
        self.sql.exec("DELETE FROM failure WHERE at < ?", vec![integer(now.saturating_sub(5 * 60_000))])?;
        let rows: Vec<Count> = self.sql.exec("SELECT count(*) AS n FROM failure", None)?.to_array()?;
        Ok(rows.first().is_some_and(|row| row.n >= FAILURES))
    }
}

pub(super) fn integer(n: u64) -> SqlStorageValue {
    SqlStorageValue::Integer(n as i64)
}
