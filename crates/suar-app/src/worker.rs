//! Work that is done apart from requests: by one worker in one program at a time.

use std::fs::File;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use suar_signal::JobId;
use suar_store::{Job, JobKind};

use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::folder::WORKER_LOCK;

/// Attempts after which work is given up.
const MOST_ATTEMPTS: u32 = 5;
/// How long the worker sleeps when nothing waits.
const NAP: Duration = Duration::from_millis(250);
/// Posts that are dropped in one go.
const DROPPED_AT_ONCE: u32 = 10_000;

/// The right to work on the jobs of a data folder; held by one program at a time, also beyond its crash.
#[derive(Debug)]
pub struct Worker {
    app: App,
    _lock: File,
}

impl App {
    /// Becomes the worker, unless another program is.
    ///
    /// # Errors
    /// When the lock file can't be made or the store fails.
    pub async fn become_worker(&self) -> AppResult<Option<Worker>> {
        let fault = |source| AppError::Disk { what: "lock the data folder", source };
        let lock = File::create(self.folder().join(WORKER_LOCK)).map_err(fault)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(std::fs::TryLockError::WouldBlock) => return Ok(None),
            Err(std::fs::TryLockError::Error(source)) => return Err(fault(source)),
        }
        let mut unit = self.store().write().await?;
        unit.jobs().recover().await?;
        unit.save().await?;
        self.drop_broken_uploads();
        Ok(Some(Worker { app: self.clone(), _lock: lock }))
    }

    /// How many posts are kept.
    pub async fn count_posts(&self) -> AppResult<u64> {
        Ok(self.store().read().await?.signals().count().await?)
    }

    /// How many pieces of work of a kind wait or are under way.
    pub async fn count_open_jobs(&self, kind: JobKind) -> AppResult<u64> {
        Ok(self.store().read().await?.jobs().count_open(kind).await?)
    }
}

impl Worker {
    /// Works until everything that is due is done.
    pub async fn work_off(&self) -> AppResult<()> {
        while self.work_once().await? {}
        Ok(())
    }

    /// Works for as long as the program runs.
    pub async fn work(&self) {
        loop {
            let worked = match self.tidy().await {
                Ok(()) => self.work_once().await,
                Err(fault) => Err(fault),
            };
            match worked {
                Ok(true) => {}
                Ok(false) => tokio::time::sleep(NAP).await,
                Err(fault) => {
                    tracing::error!(fault = %fault, "the worker could not work");
                    tokio::time::sleep(NAP * 20).await;
                }
            }
        }
    }

    /// Does the next piece of work that is due; says whether there was one.
    pub async fn work_once(&self) -> AppResult<bool> {
        let mut unit = self.app.store().write().await?;
        let job = unit.jobs().take(self.app.now()).await?;
        unit.save().await?;
        let Some(job) = job else { return Ok(false) };
        let outcome = match job.kind {
            JobKind::Import => self.app.read_import(&job.subject).await,
            JobKind::Weave => self.app.weave().await,
            JobKind::DropLow => self.app.drop_low().await,
        };
        self.end(&job, outcome).await?;
        Ok(true)
    }

    async fn end(&self, job: &Job, outcome: AppResult<()>) -> AppResult<()> {
        let now = self.app.now();
        let mut unit = self.app.store().write().await?;
        match outcome {
            Ok(()) => unit.jobs().end(job.id, None, now).await?,
            Err(fault) => {
                tracing::error!(job.kind = job.kind.name(), fault = %fault, "a piece of work failed");
                if job.attempts >= MOST_ATTEMPTS {
                    unit.jobs().end(job.id, Some(&fault.to_string()), now).await?;
                } else {
                    unit.jobs().put_back(job, &fault.to_string(), now + back_off(job.attempts)).await?;
                }
            }
        }
        Ok(unit.save().await?)
    }

    /// Opens what was put off, and once a day drops what nobody needs.
    async fn tidy(&self) -> AppResult<()> {
        let now = self.app.now();
        let mut unit = self.app.store().read().await?;
        let dropped = unit.jobs().find_last_done(JobKind::DropLow).await?;
        let waits = unit.jobs().count_open(JobKind::DropLow).await? > 0;
        let sleepers = unit.leads().count_due(now).await?;
        drop(unit);
        let is_old = |last: Timestamp| now.duration_since(last) > SignedDuration::from_hours(24);
        let is_due = !waits && dropped.is_none_or(is_old);
        if sleepers == 0 && !is_due {
            return Ok(());
        }
        let mut unit = self.app.store().write().await?;
        unit.leads().wake(now).await?;
        if is_due {
            unit.jobs().add(self.app.new_id(JobId::new)?, (JobKind::DropLow, ""), now).await?;
        }
        Ok(unit.save().await?)
    }
}

impl App {
    /// Drops posts of band low that belong to nothing and are old enough, and what uploads have left.
    async fn drop_low(&self) -> AppResult<()> {
        self.drop_broken_uploads();
        let before = self.now() - SignedDuration::from_hours(24 * i64::from(self.limits().low_days));
        loop {
            let mut unit = self.store().write().await?;
            let dropped = unit.signals().drop_low(before, DROPPED_AT_ONCE).await?;
            unit.save().await?;
            if dropped < u64::from(DROPPED_AT_ONCE) {
                return Ok(());
            }
        }
    }
}

/// Seconds until work that failed is tried again: 2, 4, 8 and so on.
fn back_off(attempts: u32) -> SignedDuration {
    SignedDuration::from_secs(1 << attempts.min(10))
}
