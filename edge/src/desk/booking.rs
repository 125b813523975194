//! Times to be called, counted: one object, so no two requests are counted at once.

use super::index::{Index, integer};
use serde::Deserialize;
use shared::conversation::{Booked, Booking};
use shared::log::Ms;
use worker::Result;

impl Index {
    /// Gives the slot to this handoff, if fewer than may have it do, in the place of any it had; without a slot, takes
    /// back what it had. A no changes nothing.
    pub fn book(&self, asked: &Booking, now: Ms) -> Result<Booked> {
        self.sql.exec("DELETE FROM booking WHERE at < ?", vec![integer(now.saturating_sub(86_400_000))])?;
        let whose = || vec![asked.conversation.as_str().into(), integer(asked.handoff.into())];
        let Some(at) = asked.at else {
            self.sql.exec("DELETE FROM booking WHERE conversation = ? AND handoff = ?", whose())?;
            return Ok(Booked { yes: false, full: self.full(&asked.queue, asked.most, now)? });
        };
        #[derive(Deserialize)]
        struct Count {
            n: f64,
        }
        let key = [vec![asked.queue.as_str().into(), integer(at)], whose()].concat();
        let others: Vec<Count> = self
            .sql
            .exec(
                "SELECT count(*) AS n FROM booking WHERE queue = ?1 AND at = ?2 AND NOT (conversation = ?3 AND handoff = ?4)",
                key.clone(),
            )?
            .to_array()?;
        let yes = others.first().is_none_or(|row| (row.n as u32) < asked.most);
        if yes {
            self.sql.exec(
                "INSERT INTO booking VALUES (?3, ?4, ?1, ?2) ON CONFLICT (conversation, handoff) DO UPDATE SET queue = ?1, at = ?2",
                key,
            )?;
        }
        Ok(Booked { yes, full: self.full(&asked.queue, asked.most, now)? })
    }

    /// Slots of a queue that as many have as may have one.
    pub fn full(&self, queue: &str, most: u32, now: Ms) -> Result<Vec<Ms>> {
        #[derive(Deserialize)]
        struct Row {
            at: f64,
        }
        let rows: Vec<Row> = self
            .sql
            .exec(
                "SELECT at FROM booking WHERE queue = ? AND at > ? GROUP BY at HAVING count(*) >= ? ORDER BY at LIMIT 100",
                vec![queue.into(), integer(now), integer(most.into())],
            )?
            .to_array()?;
        Ok(rows.into_iter().map(|row| row.at as Ms).collect())
    }
}
