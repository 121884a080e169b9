use jiff::Timestamp;
use sqlx::SqliteConnection;
use suar_signal::JobId;

use crate::columns::{Columns, millisecond};
use crate::error::Result;
use crate::store::UnitOfWork;

/// A kind of work that is done apart from a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobKind {
    /// Read a file that was brought in; the subject is the import.
    Import,
    /// Weave all posts anew and bring the leads up to date.
    Weave,
    /// Drop posts that nobody needs.
    DropLow,
}

impl JobKind {
    /// Every kind.
    pub const ALL: [JobKind; 3] = [JobKind::Import, JobKind::Weave, JobKind::DropLow];

    /// The name in the store.
    pub fn name(self) -> &'static str {
        match self {
            JobKind::Import => "import",
            JobKind::Weave => "weave",
            JobKind::DropLow => "drop_low",
        }
    }
}

/// A piece of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The id.
    pub id: JobId,
    /// What is to be done.
    pub kind: JobKind,
    /// To what; empty where there is only one.
    pub subject: String,
    /// How often it was begun.
    pub attempts: u32,
}

/// The work that waits.
#[derive(Debug)]
pub struct Jobs<'a>(&'a mut SqliteConnection);

impl UnitOfWork {
    /// The work that waits.
    pub fn jobs(&mut self) -> Jobs<'_> {
        Jobs(self.connection())
    }
}

impl Jobs<'_> {
    /// Adds work, unless the same already waits.
    pub async fn add(&mut self, id: JobId, (kind, subject): (JobKind, &str), due_at: Timestamp) -> Result<()> {
        sqlx::query(
            "INSERT INTO job (id, kind, subject, state, due_at, created_at) VALUES ($1, $2, $3, 'waiting', $4, $4)
             ON CONFLICT DO NOTHING",
        )
        .bind(id.to_string())
        .bind(kind.name())
        .bind(subject)
        .bind(millisecond(due_at))
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    /// Takes the next work that is due.
    pub async fn take(&mut self, now: Timestamp) -> Result<Option<Job>> {
        let row = sqlx::query(
            "UPDATE job SET state = 'running', attempts = attempts + 1
             WHERE id = (SELECT id FROM job WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at, id LIMIT 1)
             RETURNING id, kind, subject, attempts",
        )
        .bind(millisecond(now))
        .fetch_optional(&mut *self.0)
        .await?;
        row.map(|row| job_of(&Columns::new("job", &row))).transpose()
    }

    /// Notes that work is done, or given up.
    pub async fn end(&mut self, id: JobId, fault: Option<&str>, at: Timestamp) -> Result<()> {
        sqlx::query("UPDATE job SET state = $2, fault = $3, ended_at = $4 WHERE id = $1")
            .bind(id.to_string())
            .bind(if fault.is_some() { "failed" } else { "done" })
            .bind(fault)
            .bind(millisecond(at))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    /// Puts work back, to be tried again later.
    pub async fn put_back(&mut self, job: &Job, fault: &str, due_at: Timestamp) -> Result<()> {
        // The same may wait already: then this attempt is over.
        let waits = sqlx::query("SELECT id FROM job WHERE kind = $1 AND subject = $2 AND state = 'waiting'")
            .bind(job.kind.name())
            .bind(&job.subject)
            .fetch_optional(&mut *self.0)
            .await?;
        let state = if waits.is_some() { "failed" } else { "waiting" };
        sqlx::query("UPDATE job SET state = $2, fault = $3, due_at = $4 WHERE id = $1")
            .bind(job.id.to_string())
            .bind(state)
            .bind(fault)
            .bind(millisecond(due_at))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    /// Puts back what a worker that is no more had taken. To be called while no worker works.
    pub async fn recover(&mut self) -> Result<()> {
        sqlx::query(
            "DELETE FROM job WHERE state = 'running' AND EXISTS
                (SELECT 1 FROM job AS other
                 WHERE other.kind = job.kind AND other.subject = job.subject AND other.state = 'waiting')",
        )
        .execute(&mut *self.0)
        .await?;
        sqlx::query("UPDATE job SET state = 'waiting' WHERE state = 'running'").execute(&mut *self.0).await?;
        Ok(())
    }

    /// How many pieces of a kind wait or are under way.
    pub async fn count_open(&mut self, kind: JobKind) -> Result<u64> {
        let row =
            sqlx::query("SELECT 0, count(*) AS jobs FROM job WHERE kind = $1 AND state IN ('waiting', 'running')")
                .bind(kind.name())
                .fetch_one(&mut *self.0)
                .await?;
        Columns::new("job", &row).count("jobs")
    }

    /// When work of a kind was last done.
    pub async fn find_last_done(&mut self, kind: JobKind) -> Result<Option<Timestamp>> {
        let row = sqlx::query("SELECT 0, max(ended_at) AS ended_at FROM job WHERE kind = $1 AND state = 'done'")
            .bind(kind.name())
            .fetch_one(&mut *self.0)
            .await?;
        Columns::new("job", &row).time_if_any("ended_at")
    }
}

fn job_of(columns: &Columns<'_>) -> Result<Job> {
    Ok(Job {
        id: columns.parsed("id")?,
        kind: columns.named("kind", |name| JobKind::ALL.into_iter().find(|kind| kind.name() == name))?,
        subject: columns.get("subject")?,
        attempts: columns.get("attempts")?,
    })
}
