use std::path::Path;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{SqlSafeStr, Sqlite, SqliteConnection, Transaction};

use crate::error::{Result, StoreError};

/// The steps by which the tables came to be; one that has been shipped is never changed.
const MIGRATIONS: [(i64, &str, &str); 2] = [
    (1, "begin", include_str!("../migrations/0001_begin.sql")),
    (2, "attempts", include_str!("../migrations/0002_attempts.sql")),
];

/// How many readers work side by side.
const READERS: u32 = 8;
/// How long one waits for another program that writes.
const PATIENCE: Duration = Duration::from_secs(30);

/// The database in a data folder. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl Store {
    /// Opens the database file, makes it where there is none, and brings its tables up to date.
    ///
    /// # Errors
    /// When the file can't be opened or is of a newer program.
    pub async fn open(file: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // Village offices lose power: what was acknowledged is on the disk.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .pragma("cache_size", "-65536")
            .pragma("temp_store", "memory")
            .pragma("mmap_size", "268435456");
        // One writer: others wait here in turn instead of failing at the lock.
        let writer = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        migrations().run(&writer).await?;
        let reading = options.pragma("query_only", "on");
        let readers = SqlitePoolOptions::new().max_connections(READERS).connect_with(reading).await?;
        Ok(Self { writer, readers })
    }

    /// Begins work that changes something; [`UnitOfWork::save`] keeps it, dropping undoes it.
    pub async fn write(&self) -> Result<UnitOfWork> {
        Ok(UnitOfWork { transaction: self.writer.begin_with("BEGIN IMMEDIATE").await? })
    }

    /// Begins work that only looks, at one moment's state.
    pub async fn read(&self) -> Result<UnitOfWork> {
        Ok(UnitOfWork { transaction: self.readers.begin().await? })
    }

    /// Closes the database after all work in hand.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

fn migrations() -> Migrator {
    let step = |(version, name, sql): (i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(MIGRATIONS.into_iter().map(step).collect())
}

/// What is done together or not at all. Repositories are reached from here, by subject.
#[derive(Debug)]
pub struct UnitOfWork {
    transaction: Transaction<'static, Sqlite>,
}

impl UnitOfWork {
    /// Keeps what was done. When this returns, it is on the disk.
    pub async fn save(self) -> Result<()> {
        Ok(self.transaction.commit().await?)
    }

    pub(crate) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }
}

/// Checks that the file holds together, as the database itself can tell.
impl UnitOfWork {
    /// The first faults that the database finds in its own file; none when all is well.
    pub async fn find_damage(&mut self) -> Result<Vec<String>> {
        let rows: Vec<(String,)> = sqlx::query_as("PRAGMA integrity_check(10)")
            .fetch_all(self.connection())
            .await
            .map_err(StoreError::from)?;
        Ok(rows.into_iter().map(|(line,)| line).filter(|line| line != "ok").collect())
    }
}
