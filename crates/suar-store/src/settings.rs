use sqlx::SqliteConnection;

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
