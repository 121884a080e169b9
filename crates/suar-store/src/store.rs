use std::path::Path;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{SqlSafeStr, Sqlite, SqliteConnection, Transaction};

use crate::error::Result;

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
    /// Opens the database file, makes it where there is none, and brings its tables up to date. Nobody but its
    /// owner can read it from then on.
    ///
    /// # Errors
    /// When the file can't be opened or is of a newer program.
    pub async fn open(file: &Path) -> Result<Self> {
        #[cfg(unix)]
        make_private(file).map_err(sqlx::Error::Io)?;
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

/// Makes the file for its owner alone before `SQLite` opens it: the files that `SQLite` puts beside it take over its
/// mode. One that others could read loses that, without asking: it holds what was written by and about
/// people in distress, and whoever is to read some of it is given an export.
#[cfg(unix)]
fn make_private(file: &Path) -> std::io::Result<()> {
    use std::io::ErrorKind;
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};

    match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        made => return made.map(drop),
    }
    for ending in ["", "-wal", "-shm"] {
        let mut path = file.as_os_str().to_owned();
        path.push(ending);
        let metadata = match std::fs::metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            found => found?,
        };
        let mut permissions = metadata.permissions();
        if permissions.mode().trailing_zeros() >= 6 {
            continue;
        }
        permissions.set_mode(0o600);
        match std::fs::set_permissions(&path, permissions) {
            // Only the owner can, and does so at the next start.
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {}
            // SQLite of another program took it away meanwhile.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            done => done?,
        }
    }
    Ok(())
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

/// What `SQLite` calls a file that is malformed.
const CORRUPT: &str = "11";

/// Checks that the file holds together, as the database itself can tell.
impl UnitOfWork {
    /// The first faults that the database finds in its own file; none when all is well.
    pub async fn find_damage(&mut self) -> Result<Vec<String>> {
        let rows = sqlx::query_as("PRAGMA integrity_check(10)").fetch_all(self.connection()).await;
        match rows.map(faults_in) {
            // It stumbled over the damage itself, and said no more than that.
            Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some(CORRUPT) => {
                let damaged = self.find_damaged_tables().await?;
                Ok(if damaged.is_empty() { vec![error.to_string()] } else { damaged })
            }
            faults => Ok(faults?),
        }
    }

    async fn find_damaged_tables(&mut self) -> Result<Vec<String>> {
        let tables: Vec<(String,)> =
            sqlx::query_as("SELECT name FROM sqlite_schema WHERE type = 'table'").fetch_all(self.connection()).await?;
        let mut damaged = Vec::new();
        for (table,) in tables {
            let rows = sqlx::query_as("SELECT * FROM pragma_integrity_check($1)").bind(&table);
            let faults = match rows.fetch_all(self.connection()).await.map(faults_in) {
                Err(sqlx::Error::Database(error)) => vec![error.message().to_owned()],
                faults => faults?,
            };
            damaged.extend(faults.into_iter().map(|fault| format!("table {table}: {fault}")));
        }
        Ok(damaged)
    }
}

fn faults_in(rows: Vec<(String,)>) -> Vec<String> {
    rows.into_iter().map(|(line,)| line).filter(|line| line != "ok").collect()
}
