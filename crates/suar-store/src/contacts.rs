use jiff::civil::Date;
use sqlx::SqliteConnection;
use suar_signal::OfficerId;

use crate::columns::Columns;
use crate::error::Result;
use crate::store::UnitOfWork;

/// Which help contacts were confirmed.
#[derive(Debug)]
pub struct Contacts<'a>(&'a mut SqliteConnection);

impl UnitOfWork {
    /// Which help contacts were confirmed.
    pub fn contacts(&mut self) -> Contacts<'_> {
        Contacts(self.connection())
    }
}

impl Contacts<'_> {
    /// On which day each help contact was last confirmed.
    pub async fn list_confirmed(&mut self) -> Result<Vec<(String, Date)>> {
        let rows = sqlx::query("SELECT id, confirmed_on FROM contact ORDER BY id").fetch_all(&mut *self.0).await?;
        let contact_of = |columns: Columns<'_>| Ok((columns.get("id")?, columns.parsed("confirmed_on")?));
        rows.iter().map(|row| contact_of(Columns::new("contact", row))).collect()
    }

    /// Keeps that a help contact holds.
    pub async fn confirm(&mut self, id: &str, on: Date, officer: OfficerId) -> Result<()> {
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
    pub async fn doubt(&mut self, id: &str) -> Result<()> {
        sqlx::query("DELETE FROM contact WHERE id = $1").bind(id).execute(&mut *self.0).await?;
        Ok(())
    }
}
