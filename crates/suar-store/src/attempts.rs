use jiff::Timestamp;
use sqlx::SqliteConnection;

use crate::columns::{Columns, millisecond};
use crate::error::Result;
use crate::store::UnitOfWork;

/// Attempts to sign in by one name since the last one that succeeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempts {
    /// How many there were.
    pub failed: u32,
    /// Until when no password is looked at.
    pub locked_until: Option<Timestamp>,
    /// When the last one was.
    pub last_at: Timestamp,
}

/// What was tried by which name. Names come in as hashes only: people type passwords into the wrong field.
#[derive(Debug)]
pub struct AttemptCounts<'a>(&'a mut SqliteConnection);

impl UnitOfWork {
    /// The attempts to sign in.
    pub fn attempts(&mut self) -> AttemptCounts<'_> {
        AttemptCounts(self.connection())
    }
}

impl AttemptCounts<'_> {
    /// The attempts by a name.
    pub async fn find(&mut self, name_hash: &[u8; 32]) -> Result<Option<Attempts>> {
        let row = sqlx::query("SELECT failed, locked_until, last_at FROM sign_in_attempt WHERE name_hash = $1")
            .bind(name_hash.as_slice())
            .fetch_optional(&mut *self.0)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let columns = Columns::new("sign_in_attempt", &row);
        Ok(Some(Attempts {
            failed: columns.get("failed")?,
            locked_until: columns.time_if_any("locked_until")?,
            last_at: columns.time("last_at")?,
        }))
    }

    /// Keeps the attempts by a name.
    pub async fn put(&mut self, name_hash: &[u8; 32], attempts: Attempts) -> Result<()> {
        sqlx::query(
            "INSERT INTO sign_in_attempt (name_hash, failed, locked_until, last_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (name_hash) DO UPDATE SET failed = $2, locked_until = $3, last_at = $4",
        )
        .bind(name_hash.as_slice())
        .bind(attempts.failed)
        .bind(attempts.locked_until.map(millisecond))
        .bind(millisecond(attempts.last_at))
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    /// Forgets the attempts by a name.
    pub async fn forget(&mut self, name_hash: &[u8; 32]) -> Result<()> {
        sqlx::query("DELETE FROM sign_in_attempt WHERE name_hash = $1")
            .bind(name_hash.as_slice())
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    /// Forgets attempts of which the last was before a time.
    pub async fn forget_before(&mut self, time: Timestamp) -> Result<()> {
        sqlx::query("DELETE FROM sign_in_attempt WHERE last_at < $1")
            .bind(millisecond(time))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }
}
