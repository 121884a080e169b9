use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use suar_signal::{ImportId, OfficerId};

use crate::columns::{Columns, integer, millisecond};
use crate::error::Result;
use crate::store::UnitOfWork;

/// A file of posts, brought in or on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The id.
    pub id: ImportId,
    /// By whom; none: from the command line.
    pub officer: Option<OfficerId>,
    /// The name of the file, as it came.
    pub file_name: String,
    /// The hash of its content: the same file is not read twice.
    pub file_hash: [u8; 32],
    /// Its size.
    pub size_bytes: u64,
    /// The format, where it was named.
    pub format: Option<String>,
    /// Which columns hold what, where that was named.
    pub map: Option<String>,
    /// How it stands.
    pub state: ImportState,
    /// How far it is.
    pub progress: ImportProgress,
    /// Why it broke off.
    pub fault: Option<String>,
    /// Since when.
    pub begun_at: Timestamp,
    /// When it was done.
    pub ended_at: Option<Timestamp>,
}

/// How an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Waits for its turn, or to go on after an interruption.
    Waiting,
    /// Is being read.
    Reading,
    /// All was read.
    Done,
    /// Could not be read any further; what came before is kept.
    Failed,
    /// Was stopped by an officer; what came before is kept.
    Stopped,
}

impl ImportState {
    /// Every state.
    pub const ALL: [ImportState; 5] =
        [ImportState::Waiting, ImportState::Reading, ImportState::Done, ImportState::Failed, ImportState::Stopped];

    /// The name in the store, in texts and in the API.
    pub fn name(self) -> &'static str {
        match self {
            ImportState::Waiting => "waiting",
            ImportState::Reading => "reading",
            ImportState::Done => "done",
            ImportState::Failed => "failed",
            ImportState::Stopped => "stopped",
        }
    }

    /// The state of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        ImportState::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// How far an import is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportProgress {
    /// Records taken so far, rejects among them: where to go on.
    pub position: u64,
    /// Posts that are new.
    pub added: u64,
    /// Posts that were there before.
    pub known: u64,
    /// Records that can't be read.
    pub rejected: u64,
    /// Service messages that were passed over.
    pub skipped: u64,
    /// Posts with broken UTF-8, mended.
    pub repaired: u64,
    /// Bytes of the file that were read.
    pub bytes_read: u64,
}

/// A record that can't be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptReject {
    /// Its place among the rejects of the import, from 1.
    pub number: u64,
    /// What `line` counts.
    pub unit: String,
    /// Where it stands in the file.
    pub line: u64,
    /// Why, without a word of what it holds.
    pub reason: String,
}

/// The imports.
#[derive(Debug)]
pub struct Imports<'a>(&'a mut SqliteConnection);

impl UnitOfWork {
    /// The imports.
    pub fn imports(&mut self) -> Imports<'_> {
        Imports(self.connection())
    }
}

/// Rows in one statement: `SQLite` takes 32,766 values.
const ROWS_AT_ONCE: usize = 1000;

impl Imports<'_> {
    /// Begins an import.
    pub async fn add(&mut self, import: &Import) -> Result<()> {
        sqlx::query(
            "INSERT INTO import (id, officer, file_name, file_hash, size_bytes, state, begun_at, format, map)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(import.id.to_string())
        .bind(import.officer.map(|officer| officer.to_string()))
        .bind(&import.file_name)
        .bind(import.file_hash.as_slice())
        .bind(integer(import.size_bytes))
        .bind(import.state.name())
        .bind(millisecond(import.begun_at))
        .bind(&import.format)
        .bind(&import.map)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    /// Keeps how an import stands.
    pub async fn update(&mut self, import: &Import) -> Result<()> {
        let progress = &import.progress;
        sqlx::query(
            "UPDATE import SET state = $2, position = $3, added = $4, known = $5, rejected = $6, skipped = $7,
                repaired = $8, bytes_read = $9, fault = $10, ended_at = $11 WHERE id = $1",
        )
        .bind(import.id.to_string())
        .bind(import.state.name())
        .bind(integer(progress.position))
        .bind(integer(progress.added))
        .bind(integer(progress.known))
        .bind(integer(progress.rejected))
        .bind(integer(progress.skipped))
        .bind(integer(progress.repaired))
        .bind(integer(progress.bytes_read))
        .bind(&import.fault)
        .bind(import.ended_at.map(millisecond))
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    /// The import of an id.
    pub async fn find(&mut self, id: ImportId) -> Result<Option<Import>> {
        let row =
            sqlx::query("SELECT * FROM import WHERE id = $1").bind(id.to_string()).fetch_optional(&mut *self.0).await?;
        row.map(|row| import_of(&Columns::new("import", &row))).transpose()
    }

    /// The import of a file with this content that neither failed nor was stopped.
    pub async fn find_by_hash(&mut self, hash: &[u8; 32]) -> Result<Option<Import>> {
        let row = sqlx::query(
            "SELECT * FROM import WHERE file_hash = $1 AND state IN ('waiting', 'reading', 'done') ORDER BY id LIMIT 1",
        )
        .bind(hash.as_slice())
        .fetch_optional(&mut *self.0)
        .await?;
        row.map(|row| import_of(&Columns::new("import", &row))).transpose()
    }

    /// The imports, the newest first.
    pub async fn list(&mut self, most: u32) -> Result<Vec<Import>> {
        let rows =
            sqlx::query("SELECT * FROM import ORDER BY id DESC LIMIT $1").bind(most).fetch_all(&mut *self.0).await?;
        rows.iter().map(|row| import_of(&Columns::new("import", row))).collect()
    }

    /// Keeps what can't be read.
    pub async fn add_rejects(&mut self, id: ImportId, rejects: &[KeptReject]) -> Result<()> {
        let id = id.to_string();
        for rows in rejects.chunks(ROWS_AT_ONCE) {
            let mut query = QueryBuilder::<Sqlite>::new("INSERT INTO reject (import, number, unit, line, reason) ");
            query.push_values(rows, |mut row, reject| {
                row.push_bind(&id)
                    .push_bind(integer(reject.number))
                    .push_bind(&reject.unit)
                    .push_bind(integer(reject.line))
                    .push_bind(&reject.reason);
            });
            query.build().execute(&mut *self.0).await?;
        }
        Ok(())
    }

    /// What can't be read, behind a place.
    pub async fn list_rejects(&mut self, id: ImportId, behind: u64, most: u32) -> Result<Vec<KeptReject>> {
        let rows = sqlx::query("SELECT * FROM reject WHERE import = $1 AND number > $2 ORDER BY number LIMIT $3")
            .bind(id.to_string())
            .bind(integer(behind))
            .bind(most)
            .fetch_all(&mut *self.0)
            .await?;
        let reject_of = |columns: Columns<'_>| -> Result<KeptReject> {
            Ok(KeptReject {
                number: columns.count("number")?,
                unit: columns.get("unit")?,
                line: columns.count("line")?,
                reason: columns.get("reason")?,
            })
        };
        rows.iter().map(|row| reject_of(Columns::new("reject", row))).collect()
    }
}

fn import_of(columns: &Columns<'_>) -> Result<Import> {
    let hash: Vec<u8> = columns.get("file_hash")?;
    Ok(Import {
        id: columns.parsed("id")?,
        officer: columns.parsed_if_any("officer")?,
        file_name: columns.get("file_name")?,
        file_hash: hash.try_into().map_err(|_| columns.fault("file_hash"))?,
        size_bytes: columns.count("size_bytes")?,
        format: columns.get("format")?,
        map: columns.get("map")?,
        state: columns.named("state", ImportState::from_name)?,
        progress: ImportProgress {
            position: columns.count("position")?,
            added: columns.count("added")?,
            known: columns.count("known")?,
            rejected: columns.count("rejected")?,
            skipped: columns.count("skipped")?,
            repaired: columns.count("repaired")?,
            bytes_read: columns.count("bytes_read")?,
        },
        fault: columns.get("fault")?,
        begun_at: columns.time("begun_at")?,
        ended_at: columns.time_if_any("ended_at")?,
    })
}
