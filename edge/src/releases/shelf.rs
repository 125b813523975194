//! The tables of publications: each with its text in pieces, since a row may have two megabytes; and what was served when.

use super::New;
use crate::store::{json, migrate, parse, transaction};
use serde::{Deserialize, Serialize};
use shared::page::cut;
use std::collections::BTreeMap;
use worker::{Result, SqlStorage, SqlStorageValue, Storage};

const MIGRATIONS: &[&str] =
    &["CREATE TABLE release (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, said_by TEXT NOT NULL,
         note TEXT NOT NULL, version TEXT NOT NULL, parts TEXT NOT NULL, bytes INTEGER NOT NULL);
       CREATE TABLE piece (release INTEGER, n INTEGER, text TEXT NOT NULL, PRIMARY KEY (release, n)) WITHOUT ROWID;
       CREATE TABLE served (seq INTEGER PRIMARY KEY AUTOINCREMENT, release INTEGER NOT NULL, at INTEGER NOT NULL,
         said_by TEXT NOT NULL, deployed TEXT NOT NULL);"];

/// Bytes of text in one row.
const PIECE: usize = 1_000_000;
/// So many of the last publications are kept, and any that is served.
const KEPT: u32 = 100;

pub struct Shelf {
    storage: Storage,
    sql: SqlStorage,
}

/// A publication, as it is listed.
#[derive(Serialize)]
pub struct Listed {
    release: u64,
    at: u64,
    by: String,
    note: String,
    version: String,
    bytes: u64,
    parts: BTreeMap<String, String>,
}

/// All that is kept, newest first.
#[derive(Serialize)]
pub struct Listing {
    /// What is served by a Worker that was deployed with the site of this version; 0 is that site itself
    serving: u64,
    deployed: String,
    releases: Vec<Listed>,
}

#[derive(Deserialize)]
struct Row {
    id: f64,
    at: f64,
    said_by: String,
    note: String,
    version: String,
    parts: String,
    bytes: f64,
}

/// What became of a publication.
#[derive(Serialize)]
pub struct Put {
    release: u64,
    version: String,
    /// Parts that differ from what was served before
    changed: Vec<String>,
    /// It was served already, and nothing was done
    same: bool,
}

impl Shelf {
    pub fn new(storage: Storage) -> Result<Self> {
        let sql = storage.sql();
        migrate(&sql, &storage, MIGRATIONS)?;
        Ok(Self { storage, sql })
    }

    /// The publication to serve over a deployed site; 0 is that site itself.
    pub fn current(&self, deployed: &str) -> Result<u64> {
        #[derive(Deserialize)]
        struct Last {
            release: f64,
            deployed: String,
        }
        let last: Vec<Last> = self
            .sql
            .exec("SELECT release, deployed FROM served ORDER BY seq DESC LIMIT 1", None)?
            .to_array()?;
        // A deploy with another site is newer than every publication over the one before.
        Ok(last.first().filter(|last| last.deployed == deployed).map_or(0, |last| last.release as u64))
    }

    pub fn text(&self, release: u64) -> Result<Option<String>> {
        #[derive(Deserialize)]
        struct Piece {
            text: String,
        }
        let pieces: Vec<Piece> = self
            .sql
            .exec("SELECT text FROM piece WHERE release = ? ORDER BY n", vec![integer(release)])?
            .to_array()?;
        Ok((!pieces.is_empty()).then(|| pieces.into_iter().map(|piece| piece.text).collect()))
    }

    /// Keeps a publication and serves it from now on.
    pub fn put(&self, new: &New, text: &str, now: u64) -> Result<Put> {
        let current = self.current(&new.deployed)?;
        let before = self.row(current)?;
        if let Some(before) = before.as_ref().filter(|row| row.version == new.version) {
            return Ok(Put {
                release: current,
                version: before.version.clone(),
                changed: Vec::new(),
                same: true,
            });
        }
        let old: BTreeMap<String, String> =
            before.map(|row| parse(&row.parts)).transpose()?.unwrap_or_default();
        let changed = new
            .parts
            .iter()
            .filter(|(part, hash)| old.get(*part) != Some(*hash))
            .map(|(part, _)| part.clone());
        let changed = changed.collect();
        let mut release = 0;
        transaction(&self.storage, || {
            self.sql.exec(
                "INSERT INTO release (at, said_by, note, version, parts, bytes) VALUES (?, ?, ?, ?, ?, ?)",
                vec![
                    integer(now),
                    new.by.as_str().into(),
                    new.note.as_str().into(),
                    new.version.as_str().into(),
                    json(&new.parts)?.into(),
                    integer(text.len() as u64),
                ],
            )?;
            release = self.last()?;
            for (n, piece) in pieces(text).into_iter().enumerate() {
                let row = vec![integer(release), integer(n as u64), piece.into()];
                self.sql.exec("INSERT INTO piece VALUES (?, ?, ?)", row)?;
            }
            self.note(release, &new.by, &new.deployed, now)?;
            self.sql.exec(
                "DELETE FROM piece WHERE release NOT IN (SELECT id FROM release ORDER BY id DESC LIMIT ?1)
                   AND release NOT IN (SELECT release FROM served ORDER BY seq DESC LIMIT 1)",
                vec![integer(u64::from(KEPT))],
            )?;
            self.sql.exec("DELETE FROM release WHERE id NOT IN (SELECT release FROM piece)", None)?;
            Ok(())
        })?;
        Ok(Put { release, version: new.version.clone(), changed, same: false })
    }

    /// Serves a publication from now on, or with 0 what was deployed.
    pub fn serve(&self, release: u64, by: &str, deployed: &str, now: u64) -> Result<()> {
        self.note(release, by, deployed, now)
    }

    pub fn list(&self, deployed: &str) -> Result<Listing> {
        let rows: Vec<Row> = self.sql.exec("SELECT * FROM release ORDER BY id DESC", None)?.to_array()?;
        let listed = |row: Row| {
            Ok(Listed {
                release: row.id as u64,
                at: row.at as u64,
                by: row.said_by,
                note: row.note,
                version: row.version,
                bytes: row.bytes as u64,
                parts: parse(&row.parts)?,
            })
        };
        let releases = rows.into_iter().map(listed).collect::<Result<_>>()?;
        Ok(Listing { serving: self.current(deployed)?, deployed: deployed.to_owned(), releases })
    }

    fn row(&self, release: u64) -> Result<Option<Row>> {
        let rows: Vec<Row> =
            self.sql.exec("SELECT * FROM release WHERE id = ?", vec![integer(release)])?.to_array()?;
        Ok(rows.into_iter().next())
    }

    fn last(&self) -> Result<u64> {
        #[derive(Deserialize)]
        struct Last {
            id: f64,
        }
        let rows: Vec<Last> = self.sql.exec("SELECT max(id) AS id FROM release", None)?.to_array()?;
        Ok(rows.first().map_or(0, |row| row.id as u64))
    }

    fn note(&self, release: u64, by: &str, deployed: &str, now: u64) -> Result<()> {
        let row = vec![integer(release), integer(now), by.into(), deployed.into()];
        self.sql.exec("INSERT INTO served (release, at, said_by, deployed) VALUES (?, ?, ?, ?)", row)?;
        Ok(())
    }
}

fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut piece = rest.chars().take(PIECE).collect::<String>();
        cut(&mut piece, PIECE);
        rest = &rest[piece.len()..];
        pieces.push(piece);
    }
    pieces
}

fn integer(n: u64) -> SqlStorageValue {
    SqlStorageValue::Integer(n as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_the_text_and_none_is_longer_than_a_row() {
        for text in ["", "short", &"é漢".repeat(500_000)] {
            let pieces = pieces(text);
            assert_eq!(pieces.concat(), text);
            assert!(pieces.iter().all(|piece| piece.len() <= PIECE));
        }
    }
}
