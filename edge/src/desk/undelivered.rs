//! What conversations could not deliver, and destinations that are gone, for the team to see. A conversation tells its whole list each time; of two that
//! cross on their way the older one is dropped.

use super::index::{Index, integer};
use crate::store::{json, parse};
use serde::{Deserialize, Serialize};
use shared::destination::{Place, State};
use shared::policy::{Priority, Words as _};
use shared::wire::desk::{Gone, Undelivered};
use worker::Result;

/// The most that is shown; the rest moves up when something of these arrives.
const SHOWN: usize = 200;

/// What a conversation has not delivered; an empty list when all arrived.
#[derive(Serialize, Deserialize)]
pub struct Missing {
    pub conversation: String,
    /// The last position of its log
    pub seq: u64,
    pub list: Vec<Undelivered>,
}

impl Index {
    /// Keeps the list, if it is newer than the one known. An empty one is kept as well, so that none before it comes
    /// back; after `keep` milliseconds all of it is forgotten, as the conversation is.
    pub fn undelivered(&self, told: &Missing, now: u64, keep: u64) -> Result<()> {
        self.sql.exec("DELETE FROM undelivered WHERE at < ?", vec![integer(now.saturating_sub(keep))])?;
        self.sql.exec(
            "INSERT INTO undelivered VALUES (?1, ?2, ?3, ?4) ON CONFLICT (conversation)
             DO UPDATE SET seq = ?2, at = ?3, json = ?4 WHERE ?2 >= seq",
            vec![
                told.conversation.as_str().into(),
                integer(told.seq),
                integer(now),
                json(&told.list)?.into(),
            ],
        )?;
        Ok(())
    }

    /// All that is missing: handoffs before the rest, the most urgent first, then the oldest.
    pub fn all_undelivered(&self) -> Result<Vec<Undelivered>> {
        #[derive(Deserialize)]
        struct Row {
            json: String,
        }
        let rows: Vec<Row> = self
            .sql
            .exec("SELECT json FROM undelivered WHERE json <> '[]' ORDER BY at DESC LIMIT 1000", None)?
            .to_array()?;
        let mut all: Vec<Undelivered> = Vec::new();
        for row in rows {
            all.extend(parse::<Vec<Undelivered>>(&row.json)?);
        }
        let urgency = |one: &Undelivered| Priority::WORDS.iter().position(|(word, _)| *word == one.priority);
        all.sort_by_key(|one| (!one.parcel.ends_with(".packet"), urgency(one), one.since));
        all.truncate(SHOWN);
        Ok(all)
    }

    /// Keeps what was found. A tool that could not be asked is as it was: that it is away says nothing about its places.
    pub fn checked(&self, places: &[Place], now: u64) -> Result<()> {
        for place in places {
            let key = || vec![place.tool.as_str().into(), place.what.as_str().into()];
            match &place.state {
                State::Gone(why) => {
                    let values = [vec![why.as_str().into(), integer(now)], key()].concat();
                    self.sql.exec(
                        "INSERT INTO gone VALUES (?3, ?4, ?1, ?2, ?2) ON CONFLICT (tool, what) DO UPDATE SET why = ?1, at = ?2",
                        values,
                    )?;
                }
                State::There(_) => {
                    self.sql.exec("DELETE FROM gone WHERE tool = ? AND what = ?", key())?;
                }
                State::Unknown(_) => {}
            }
        }
        // What nobody names any more is nobody's trouble.
        let tools: Vec<&str> = places.iter().map(|place| place.tool.as_str()).collect();
        for known in self.gone()? {
            if !tools.contains(&known.tool.as_str()) {
                self.sql.exec("DELETE FROM gone WHERE tool = ?", vec![known.tool.as_str().into()])?;
            }
        }
        Ok(())
    }

    pub fn gone(&self) -> Result<Vec<Gone>> {
        #[derive(Deserialize)]
        struct Row {
            tool: String,
            what: String,
            why: String,
            since: f64,
        }
        let rows: Vec<Row> = self
            .sql
            .exec("SELECT tool, what, why, since FROM gone ORDER BY since LIMIT 50", None)?
            .to_array()?;
        let gone = |row: Row| Gone { tool: row.tool, what: row.what, why: row.why, since: row.since as u64 };
        Ok(rows.into_iter().map(gone).collect())
    }
}
