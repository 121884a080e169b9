use jiff::Timestamp;
use sqlx::SqliteConnection;
use suar_signal::{OfficerId, SessionId};

use crate::columns::{Columns, millisecond};
use crate::error::Result;
use crate::store::UnitOfWork;

/// An officer signed in at one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The id.
    pub id: SessionId,
    /// Whose.
    pub officer: OfficerId,
    /// The device, as its browser calls itself.
    pub device: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was last used.
    pub last_seen_at: Timestamp,
    /// Until when it holds.
    pub expires_at: Timestamp,
}

/// The sessions. Secrets come in as hashes only.
#[derive(Debug)]
pub struct Sessions<'a>(&'a mut SqliteConnection);

impl UnitOfWork {
    /// The sessions.
    pub fn sessions(&mut self) -> Sessions<'_> {
        Sessions(self.connection())
    }
}

impl Sessions<'_> {
    /// Begins a session.
    pub async fn add(&mut self, session: &Session, secret_hash: &[u8; 32]) -> Result<()> {
        sqlx::query(
            "INSERT INTO session (id, secret_hash, officer, device, created_at, last_seen_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(session.id.to_string())
        .bind(secret_hash.as_slice())
        .bind(session.officer.to_string())
        .bind(&session.device)
        .bind(millisecond(session.created_at))
        .bind(millisecond(session.last_seen_at))
        .bind(millisecond(session.expires_at))
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    /// The session of a secret, unless it was ended or is over.
    pub async fn find(&mut self, secret_hash: &[u8; 32], now: Timestamp) -> Result<Option<Session>> {
        let row = sqlx::query(
            "SELECT id, officer, device, created_at, last_seen_at, expires_at FROM session
             WHERE secret_hash = $1 AND ended_at IS NULL AND expires_at > $2",
        )
        .bind(secret_hash.as_slice())
        .bind(millisecond(now))
        .fetch_optional(&mut *self.0)
        .await?;
        row.map(|row| session_of(&Columns::new("session", &row))).transpose()
    }

    /// The sessions of an officer that hold, the last used first.
    pub async fn list(&mut self, officer: OfficerId, now: Timestamp) -> Result<Vec<Session>> {
        let rows = sqlx::query(
            "SELECT id, officer, device, created_at, last_seen_at, expires_at FROM session
             WHERE officer = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY last_seen_at DESC, id",
        )
        .bind(officer.to_string())
        .bind(millisecond(now))
        .fetch_all(&mut *self.0)
        .await?;
        rows.iter().map(|row| session_of(&Columns::new("session", row))).collect()
    }

    /// Notes that a session is in use.
    pub async fn touch(&mut self, id: SessionId, at: Timestamp) -> Result<()> {
        sqlx::query("UPDATE session SET last_seen_at = $2 WHERE id = $1")
            .bind(id.to_string())
            .bind(millisecond(at))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    /// Ends a session of an officer; says whether there was one.
    pub async fn end(&mut self, officer: OfficerId, id: SessionId, at: Timestamp) -> Result<bool> {
        let done = sqlx::query("UPDATE session SET ended_at = $3 WHERE id = $1 AND officer = $2 AND ended_at IS NULL")
            .bind(id.to_string())
            .bind(officer.to_string())
            .bind(millisecond(at))
            .execute(&mut *self.0)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Ends all sessions of an officer but one.
    pub async fn end_others(&mut self, officer: OfficerId, kept: Option<SessionId>, at: Timestamp) -> Result<()> {
        sqlx::query("UPDATE session SET ended_at = $3 WHERE officer = $1 AND id IS NOT $2 AND ended_at IS NULL")
            .bind(officer.to_string())
            .bind(kept.map(|id| id.to_string()))
            .bind(millisecond(at))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }
}

fn session_of(columns: &Columns<'_>) -> Result<Session> {
    Ok(Session {
        id: columns.parsed("id")?,
        officer: columns.parsed("officer")?,
        device: columns.get("device")?,
        created_at: columns.time("created_at")?,
        last_seen_at: columns.time("last_seen_at")?,
        expires_at: columns.time("expires_at")?,
    })
}
