use jiff::Timestamp;
use sqlx::SqliteConnection;
use suar_policy::Role;
use suar_signal::OfficerId;

use crate::columns::{Columns, millisecond};
use crate::error::Result;
use crate::store::UnitOfWork;

/// Somebody who works with the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// The id.
    pub id: OfficerId,
    /// The name typed at sign-in.
    pub name: String,
    /// The name that colleagues read.
    pub display_name: String,
    /// What they are.
    pub role: Role,
    /// The region that they work for; none: the whole country.
    pub region: Option<String>,
    /// Since when.
    pub created_at: Timestamp,
    /// When the account was closed.
    pub closed_at: Option<Timestamp>,
}

/// What sign-in looks at.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The hash of the password, with its parameters.
    pub password_hash: String,
    /// Wrong passwords since the last right one.
    pub failed_attempts: u32,
    /// Until when no password is looked at.
    pub locked_until: Option<Timestamp>,
}

/// Not even a hash goes into a log.
impl std::fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Credentials(***)")
    }
}

/// The accounts.
#[derive(Debug)]
pub struct Officers<'a>(&'a mut SqliteConnection);

impl UnitOfWork {
    /// The accounts.
    pub fn officers(&mut self) -> Officers<'_> {
        Officers(self.connection())
    }
}

const COLUMNS: &str = "id, name, display_name, role, region, created_at, closed_at";

impl Officers<'_> {
    /// Adds an account.
    ///
    /// # Errors
    /// [`is_taken`](crate::StoreError::is_taken) when the name is.
    pub async fn add(&mut self, officer: &Officer, password_hash: &str) -> Result<()> {
        sqlx::query(
            "INSERT INTO officer (id, name, display_name, role, region, password_hash, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(officer.id.to_string())
        .bind(&officer.name)
        .bind(&officer.display_name)
        .bind(officer.role.name())
        .bind(&officer.region)
        .bind(password_hash)
        .bind(millisecond(officer.created_at))
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    /// The account of an id.
    pub async fn find(&mut self, id: OfficerId) -> Result<Option<Officer>> {
        let sql = sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM officer WHERE id = $1"));
        let row = sqlx::query(sql).bind(id.to_string()).fetch_optional(&mut *self.0).await?;
        row.map(|row| officer_of(&Columns::new("officer", &row))).transpose()
    }

    /// The account of a name.
    pub async fn find_by_name(&mut self, name: &str) -> Result<Option<Officer>> {
        let sql = sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM officer WHERE name = $1"));
        let row = sqlx::query(sql).bind(name).fetch_optional(&mut *self.0).await?;
        row.map(|row| officer_of(&Columns::new("officer", &row))).transpose()
    }

    /// All accounts, by name.
    pub async fn list(&mut self) -> Result<Vec<Officer>> {
        let sql = sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM officer ORDER BY name"));
        let rows = sqlx::query(sql).fetch_all(&mut *self.0).await?;
        rows.iter().map(|row| officer_of(&Columns::new("officer", row))).collect()
    }

    /// What sign-in looks at.
    pub async fn find_credentials(&mut self, id: OfficerId) -> Result<Option<Credentials>> {
        let row = sqlx::query("SELECT id, password_hash, failed_attempts, locked_until FROM officer WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&mut *self.0)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let columns = Columns::new("officer", &row);
        Ok(Some(Credentials {
            password_hash: columns.get("password_hash")?,
            failed_attempts: columns.get("failed_attempts")?,
            locked_until: columns.time_if_any("locked_until")?,
        }))
    }

    /// Keeps what sign-in looks at.
    pub async fn set_credentials(&mut self, id: OfficerId, credentials: &Credentials) -> Result<()> {
        sqlx::query("UPDATE officer SET password_hash = $2, failed_attempts = $3, locked_until = $4 WHERE id = $1")
            .bind(id.to_string())
            .bind(&credentials.password_hash)
            .bind(credentials.failed_attempts)
            .bind(credentials.locked_until.map(millisecond))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    /// Closes an account; it stays, so that what was done keeps its name.
    pub async fn close(&mut self, id: OfficerId, at: Timestamp) -> Result<()> {
        sqlx::query("UPDATE officer SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL")
            .bind(id.to_string())
            .bind(millisecond(at))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }
}

fn officer_of(columns: &Columns<'_>) -> Result<Officer> {
    Ok(Officer {
        id: columns.parsed("id")?,
        name: columns.get("name")?,
        display_name: columns.get("display_name")?,
        role: columns.named("role", Role::from_name)?,
        region: columns.get("region")?,
        created_at: columns.time("created_at")?,
        closed_at: columns.time_if_any("closed_at")?,
    })
}
