//! Times to be called, counted: one object, so no two requests are counted at once.

use super::index::{Index, integer};
use serde::Deserialize;
use shared::conversation::{Booked, Booking};
use shared::log::Ms;
use worker::Result;

/// No slot is longer, in milliseconds.
const BEGUN: Ms = 4 * 3_600_000;

impl Index {
    /// Gives the slot to this handoff, if fewer than may have it do, in the place of any it had; where there are others as
    /// good, the first of them that is free. Without a slot, takes back what it had. A no changes nothing.
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
        let key = |at: Ms| [vec![asked.queue.as_str().into(), integer(at)], whose()].concat();
        let others = |at: Ms| -> Result<u32> {
            let rows: Vec<Count> = self
                .sql
                .exec(
                    "SELECT count(*) AS n FROM booking WHERE queue = ?1 AND at = ?2 AND NOT (conversation = ?3 AND handoff = ?4)",
                    key(at),
                )?
                .to_array()?;
            Ok(rows.first().map_or(0, |row| row.n as u32))
        };
        let mut yes = false;
        for at in std::iter::once(at).chain(asked.or.iter().copied()) {
            if others(at)? < asked.most {
                self.sql.exec(
                    "INSERT INTO booking VALUES (?3, ?4, ?1, ?2) ON CONFLICT (conversation, handoff) DO UPDATE SET queue = ?1, at = ?2",
                    key(at),
                )?;
                yes = true;
                break;
            }
        }
        Ok(Booked { yes, full: self.full(&asked.queue, asked.most, now)? })
    }

    /// Slots of a queue that as many have as may have one, those that have begun among them: a call as soon as possible
    /// may be in one.
    pub fn full(&self, queue: &str, most: u32, now: Ms) -> Result<Vec<Ms>> {
        #[derive(Deserialize)]
        struct Row {
            at: f64,
        }
        let rows: Vec<Row> = self
            .sql
            .exec(
                "SELECT at FROM booking WHERE queue = ? AND at > ? GROUP BY at HAVING count(*) >= ? ORDER BY at LIMIT 100",
                vec![queue.into(), integer(now.saturating_sub(BEGUN)), integer(most.into())],
            )?
            .to_array()?;
        Ok(rows.into_iter().map(|row| row.at as Ms).collect())
    }
}
