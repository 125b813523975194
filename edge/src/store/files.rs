//! Files of a conversation, beside its log. In pieces: a row holds two megabytes at most.

use super::{Count, Store, transaction};
use worker::{Result, SqlStorageValue};

/// Bytes of a piece.
const PIECE: usize = 1 << 20;

impl Store {
    /// Keeps the bytes under an id; again under the same id, they are kept once.
    pub fn put_file(&self, id: &str, bytes: &[u8]) -> Result<()> {
        transaction(&self.storage, || {
            self.sql.exec("DELETE FROM piece WHERE file = ?", vec![id.into()])?;
            for (n, piece) in bytes.chunks(PIECE).enumerate() {
                let n = SqlStorageValue::Integer(n as i64);
                self.sql
                    .exec("INSERT INTO piece VALUES (?, ?, ?)", vec![id.into(), n, piece.to_vec().into()])?;
            }
            Ok(())
        })
    }

    /// The bytes; nothing if there are none under this id.
    pub fn file(&self, id: &str) -> Result<Option<Vec<u8>>> {
        let pieces: Vec<Count> =
            self.sql.exec("SELECT count(*) AS n FROM piece WHERE file = ?", vec![id.into()])?.to_array()?;
        if pieces.first().is_none_or(|pieces| pieces.n == 0) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        for row in self.sql.exec("SELECT bytes FROM piece WHERE file = ? ORDER BY n", vec![id.into()])?.raw()
        {
            for value in row? {
                if let SqlStorageValue::Blob(piece) = value {
                    bytes.extend_from_slice(&piece);
                }
            }
        }
        Ok(Some(bytes))
    }
}
