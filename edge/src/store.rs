//! The SQLite of a conversation's object: the truth of a conversation.
//!
//! State, log and the keys of commands done are written in one synchronous block. Migrations are ordered and each runs
//! once. What a query returns is read into typed rows; `cursor.one()` is never called, it hangs on no row.

mod files;

use serde::{Deserialize, Serialize};
use shared::conversation::Conversation;
use shared::log::{Entry, What};
use wasm_bindgen::prelude::*;
use worker::{Result, SqlStorage, SqlStorageValue, Storage};

/// Each runs once, in order; never edited after it was released.
const MIGRATIONS: &[&str] = &[
    "CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL, touched INTEGER NOT NULL);
     CREATE TABLE log (seq INTEGER PRIMARY KEY, json TEXT NOT NULL);
     CREATE TABLE done (key TEXT PRIMARY KEY) WITHOUT ROWID;",
    // What is kept beside the state and never leaves: the key of the feedback links.
    "CREATE TABLE kept (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;",
    // Files, in pieces.
    "CREATE TABLE piece (file TEXT NOT NULL, n INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (file, n)) WITHOUT ROWID;",
];

/// Access to the tables.
pub struct Store {
    storage: Storage,
    sql: SqlStorage,
}

#[derive(Deserialize)]
struct Json {
    json: String,
}

#[derive(Deserialize)]
struct Count {
    n: u32,
}

/// What is stored of a conversation.
pub enum Stored {
    /// Nothing yet
    Nothing,
    Conversation(Box<Conversation>),
    /// It was deleted after its retention time
    Expired,
}

impl Store {
    pub fn new(storage: Storage) -> Result<Self> {
        let sql = storage.sql();
        let store = Self { storage, sql };
        migrate(&store.sql, &store.storage, MIGRATIONS)?;
        Ok(store)
    }

    pub fn load(&self) -> Result<Stored> {
        let rows: Vec<Json> = self.sql.exec("SELECT json FROM state", None)?.to_array()?;
        let Some(row) = rows.into_iter().next() else { return Ok(Stored::Nothing) };
        if row.json.is_empty() {
            return Ok(Stored::Expired);
        }
        let mut conversation: Conversation = parse(&row.json)?;
        let rows: Vec<Json> = self.sql.exec("SELECT json FROM log ORDER BY seq", None)?.to_array()?;
        conversation.log = rows.iter().map(|row| parse::<Entry>(&row.json)).collect::<Result<_>>()?;
        Ok(Stored::Conversation(Box::new(conversation)))
    }

    /// When it was last written, in milliseconds since 1970; nothing if it never was.
    pub fn touched(&self) -> Result<Option<u64>> {
        #[derive(Deserialize)]
        struct Row {
            touched: f64,
        }
        let rows: Vec<Row> = self.sql.exec("SELECT touched FROM state", None)?.to_array()?;
        Ok(rows.first().map(|row| row.touched as u64))
    }

    /// Whether a command with this key was done.
    pub fn was_done(&self, key: &str) -> Result<bool> {
        let rows: Vec<Count> =
            self.sql.exec("SELECT count(*) AS n FROM done WHERE key = ?", vec![key.into()])?.to_array()?;
        Ok(rows.first().is_some_and(|row| row.n > 0))
    }

    /// Writes a step: the state, its new entries, the key of the command that caused it. All or nothing.
    pub fn commit(&self, next: &Conversation, new: &[Entry], key: Option<&str>, now: u64) -> Result<()> {
        let lives = lives(new);
        let state = json(next)?;
        let entries = new.iter().map(|entry| Ok((entry.seq, json(entry)?))).collect::<Result<Vec<_>>>()?;
        transaction(&self.storage, || {
            let sql = &self.sql;
            let touched = SqlStorageValue::Integer(now as i64);
            sql.exec(
                "INSERT INTO state VALUES (1, ?1, ?2) ON CONFLICT (one) DO UPDATE SET json = ?1,
                 touched = CASE ?3 WHEN 1 THEN ?2 ELSE touched END",
                vec![state.as_str().into(), touched, SqlStorageValue::Integer(lives.into())],
            )?;
            for (seq, json) in &entries {
                let seq = SqlStorageValue::Integer(*seq as i64);
                sql.exec("INSERT INTO log VALUES (?, ?)", vec![seq, json.as_str().into()])?;
            }
            if let Some(key) = key {
                sql.exec("INSERT INTO done VALUES (?)", vec![key.into()])?;
            }
            Ok(())
        })
    }

    /// The key that signs this conversation's feedback links: made when it is first asked for, the same ever after.
    pub fn feedback_key(&self, fresh: &str) -> Result<String> {
        #[derive(Deserialize)]
        struct Row {
            value: String,
        }
        self.sql.exec("INSERT OR IGNORE INTO kept VALUES ('feedback', ?)", vec![fresh.into()])?;
        let rows: Vec<Row> =
            self.sql.exec("SELECT value FROM kept WHERE name = 'feedback'", None)?.to_array()?;
        Ok(rows.into_iter().next().map(|row| row.value).unwrap_or_default())
    }

    /// Deletes everything but the fact that it was deleted.
    pub fn expire(&self, now: u64) -> Result<()> {
        transaction(&self.storage, || {
            self.sql.exec("DELETE FROM log", None)?;
            self.sql.exec("DELETE FROM done", None)?;
            self.sql.exec("DELETE FROM kept", None)?;
            self.sql.exec("DELETE FROM piece", None)?;
            let touched = SqlStorageValue::Integer(now as i64);
            self.sql.exec("UPDATE state SET json = '', touched = ?", vec![touched])?;
            Ok(())
        })
    }
}

/// Whether these entries keep a conversation: news of the team is no life of it, its retention goes on.
pub fn lives(new: &[Entry]) -> bool {
    new.iter().any(|entry| !matches!(entry.what, What::Promised { .. }))
}

/// Brings tables up to date, once a version.
pub fn migrate(sql: &SqlStorage, storage: &Storage, migrations: &[&str]) -> Result<()> {
    // Asked first: what might write holds up whatever is sent next, even where it changes nothing.
    let known: Vec<Count> =
        sql.exec("SELECT count(*) AS n FROM sqlite_master WHERE name = 'migration'", None)?.to_array()?;
    if known.first().is_none_or(|row| row.n == 0) {
        sql.exec("CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY)", None)?;
    }
    let have: Vec<Count> =
        sql.exec("SELECT coalesce(max(version), 0) AS n FROM migration", None)?.to_array()?;
    let have = have.first().map_or(0, |row| row.n as usize);
    for (i, migration) in migrations.iter().enumerate().skip(have) {
        transaction(storage, || {
            sql.exec(migration, None)?;
            sql.exec("INSERT INTO migration VALUES (?)", vec![SqlStorageValue::Integer(i as i64 + 1)])?;
            Ok(())
        })?;
    }
    Ok(())
}

#[wasm_bindgen]
extern "C" {
    type Transactions;

    #[wasm_bindgen(method, catch, js_name = transactionSync)]
    fn transaction_sync(
        this: &Transactions,
        f: &ScopedClosure<'_, dyn FnMut() -> std::result::Result<JsValue, JsValue>>,
    ) -> std::result::Result<JsValue, JsValue>;
}

/// One synchronous transaction, rolled back on `Err`. The crate does not wrap `transactionSync` yet.
pub fn transaction(storage: &Storage, mut work: impl FnMut() -> Result<()>) -> Result<()> {
    let mut run =
        || work().map(|()| JsValue::UNDEFINED).map_err(|error| JsValue::from_str(&error.to_string()));
    let closure = ScopedClosure::borrow_mut_assert_unwind_safe(&mut run);
    let raw: &JsValue = storage.as_raw().as_ref();
    raw.unchecked_ref::<Transactions>().transaction_sync(&closure)?;
    Ok(())
}

pub fn json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| worker::Error::RustError(error.to_string()))
}

pub fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text)
        .map_err(|error| worker::Error::RustError(format!("stored text is not readable: {error}")))
}
