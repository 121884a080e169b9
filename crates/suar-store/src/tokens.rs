use jiff::Timestamp;
use sqlx::SqliteConnection;
use suar_policy::Action;
use suar_signal::{OfficerId, TokenId};

use crate::columns::{Columns, millisecond};
use crate::error::Result;
use crate::store::UnitOfWork;

/// With what a program acts for an officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The id.
    pub id: TokenId,
    /// For whom.
    pub officer: OfficerId,
    /// What the officer calls it.
    pub name: String,
    /// All that it may be used for.
    pub actions: Vec<Action>,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when it holds.
    pub expires_at: Timestamp,
    /// When it was last used, to the hour.
    pub last_used_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// The tokens. Secrets come in as hashes only.
#[derive(Debug)]
pub struct Tokens<'a>(&'a mut SqliteConnection);

impl UnitOfWork {
    /// The tokens.
    pub fn tokens(&mut self) -> Tokens<'_> {
        Tokens(self.connection())
    }
}

impl Tokens<'_> {
    /// Keeps a token.
    pub async fn add(&mut self, token: &Token, secret_hash: &[u8; 32]) -> Result<()> {
        let actions: Vec<&str> = token.actions.iter().map(|action| action.name()).collect();
        sqlx::query(
            "INSERT INTO token (id, secret_hash, officer, name, actions, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(token.id.to_string())
        .bind(secret_hash.as_slice())
        .bind(token.officer.to_string())
        .bind(&token.name)
        .bind(actions.join(" "))
        .bind(millisecond(token.created_at))
        .bind(millisecond(token.expires_at))
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    /// The token of a secret, unless it was revoked or is over.
    pub async fn find(&mut self, secret_hash: &[u8; 32], now: Timestamp) -> Result<Option<Token>> {
        let row = sqlx::query("SELECT * FROM token WHERE secret_hash = $1 AND revoked_at IS NULL AND expires_at > $2")
            .bind(secret_hash.as_slice())
            .bind(millisecond(now))
            .fetch_optional(&mut *self.0)
            .await?;
        row.map(|row| token_of(&Columns::new("token", &row))).transpose()
    }

    /// All tokens of an officer, the newest first.
    pub async fn list(&mut self, officer: OfficerId) -> Result<Vec<Token>> {
        let rows = sqlx::query("SELECT * FROM token WHERE officer = $1 ORDER BY id DESC")
            .bind(officer.to_string())
            .fetch_all(&mut *self.0)
            .await?;
        rows.iter().map(|row| token_of(&Columns::new("token", row))).collect()
    }

    /// Notes that a token is in use.
    pub async fn touch(&mut self, id: TokenId, at: Timestamp) -> Result<()> {
        sqlx::query("UPDATE token SET last_used_at = $2 WHERE id = $1")
            .bind(id.to_string())
            .bind(millisecond(at))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    /// Revokes a token of an officer; says whether there was one.
    pub async fn revoke(&mut self, officer: OfficerId, id: TokenId, at: Timestamp) -> Result<bool> {
        let done =
            sqlx::query("UPDATE token SET revoked_at = $3 WHERE id = $1 AND officer = $2 AND revoked_at IS NULL")
                .bind(id.to_string())
                .bind(officer.to_string())
                .bind(millisecond(at))
                .execute(&mut *self.0)
                .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Revokes all tokens of an officer.
    pub async fn revoke_all(&mut self, officer: OfficerId, at: Timestamp) -> Result<()> {
        sqlx::query("UPDATE token SET revoked_at = $2 WHERE officer = $1 AND revoked_at IS NULL")
            .bind(officer.to_string())
            .bind(millisecond(at))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }
}

fn token_of(columns: &Columns<'_>) -> Result<Token> {
    let parse = |names: &str| names.split_whitespace().map(Action::from_name).collect::<Option<Vec<Action>>>();
    Ok(Token {
        id: columns.parsed("id")?,
        officer: columns.parsed("officer")?,
        name: columns.get("name")?,
        actions: columns.named("actions", parse)?,
        created_at: columns.time("created_at")?,
        expires_at: columns.time("expires_at")?,
        last_used_at: columns.time_if_any("last_used_at")?,
        revoked_at: columns.time_if_any("revoked_at")?,
    })
}
