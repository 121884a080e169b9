use jiff::civil::Date;
use sqlx::SqliteConnection;
use suar_signal::OfficerId;

use crate::columns::Columns;
use crate::error::Result;
use crate::store::UnitOfWork;

/// What the installation keeps for itself.
#[derive(Debug)]
pub struct Settings<'a>(&'a mut SqliteConnection);

impl UnitOfWork {
    /// What the installation keeps for itself.
    pub fn settings(&mut self) -> Settings<'_> {
        Settings(self.connection())
    }
}

impl Settings<'_> {
    /// The value of a name.
    pub async fn find(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        let row = sqlx::query("SELECT name, value FROM setting WHERE name = $1")
            .bind(name)
            .fetch_optional(&mut *self.0)
            .await?;
        row.map(|row| Columns::new("setting", &row).get("value")).transpose()
    }

    /// On which day each help contact was last confirmed.
    pub async fn list_confirmed_contacts(&mut self) -> Result<Vec<(String, Date)>> {
        let rows = sqlx::query("SELECT id, confirmed_on FROM contact ORDER BY id").fetch_all(&mut *self.0).await?;
        let contact_of = |columns: Columns<'_>| Ok((columns.get("id")?, columns.parsed("confirmed_on")?));
        rows.iter().map(|row| contact_of(Columns::new("contact", row))).collect()
    }

    /// Keeps that a help contact holds.
    pub async fn confirm_contact(&mut self, id: &str, on: Date, officer: OfficerId) -> Result<()> {
        sqlx::query(
            "INSERT INTO contact (id, confirmed_on, officer) VALUES ($1, $2, $3)
             ON CONFLICT (id) DO UPDATE SET confirmed_on = $2, officer = $3",
        )
        .bind(id)
        .bind(on.to_string())
        .bind(officer.to_string())
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    /// Takes a confirmation back.
    pub async fn doubt_contact(&mut self, id: &str) -> Result<()> {
        sqlx::query("DELETE FROM contact WHERE id = $1").bind(id).execute(&mut *self.0).await?;
        Ok(())
    }

    /// Keeps a value under a name.
    pub async fn set(&mut self, name: &str, value: &[u8]) -> Result<()> {
        sqlx::query("INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2")
            .bind(name)
            .bind(value)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }
}
