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

    /// The hash of an officer's password, with its parameters.
    pub async fn find_password_hash(&mut self, id: OfficerId) -> Result<Option<String>> {
        let row = sqlx::query("SELECT password_hash FROM officer WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&mut *self.0)
            .await?;
        row.map(|row| Columns::new("officer", &row).get("password_hash")).transpose()
    }

    /// Keeps the hash of a new password.
    pub async fn set_password_hash(&mut self, id: OfficerId, hash: &str) -> Result<()> {
        sqlx::query("UPDATE officer SET password_hash = $2 WHERE id = $1")
            .bind(id.to_string())
            .bind(hash)
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
