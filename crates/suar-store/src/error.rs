/// Why the store could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database said no.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("the tables could not be brought up to date")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// What is kept contradicts itself.
    #[error("table {table}, column {column}, row {id}: not a value that this program wrote")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row.
        id: String,
    },
    /// Something that had to be there is not.
    #[error("no {what} {id}")]
    Missing {
        /// What was looked for.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// A value could not be written down.
    #[error("a value could not be written down")]
    Encoding(#[from] serde_json::Error),
}

impl StoreError {
    /// Whether a row was refused because one like it is there.
    pub fn is_taken(&self) -> bool {
        let StoreError::Database(sqlx::Error::Database(error)) = self else { return false };
        error.is_unique_violation()
    }
}

/// A shorthand for what the store answers.
pub type Result<T> = std::result::Result<T, StoreError>;
