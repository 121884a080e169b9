//! Reading a file that was brought in, batch by batch: each batch and how far it is are kept together,
//! so that an interruption loses nothing and doubles nothing.

use std::sync::Arc;
use std::time::Duration;

use rayon::prelude::*;
use serde_json::json;
use suar_detect::Detector;
use suar_policy::{Action, Actor};
use suar_signal::{ImportId, JobId, Signal};
use suar_source::{Counters, InputError, InputOptions, Item, Limits, SignalReader, open_reader};
use suar_store::{Import, ImportState, JobKind, KeptReject, NewSignal};
use tokio::sync::mpsc;

use crate::app::{Act, App, record};
use crate::error::{AppError, AppResult};
use crate::imports::ReadingHints;
use crate::reading::read;

const BATCH_RECORDS: usize = 1024;
const BATCH_BYTES: usize = 4 << 20;
/// Batches that may wait to be kept.
const BATCHES_AHEAD: usize = 2;
/// The longest text of a post, in bytes. The longest post that a platform takes, Facebook's 63,206 characters, fits.
const POST_BYTES: usize = 256 << 10;
/// How often one looks whether an import was stopped while a batch is under way.
const LOOK: Duration = Duration::from_secs(1);

/// Records that were read, and how far the file is.
struct Batch {
    posts: Vec<NewSignal>,
    rejects: Vec<KeptReject>,
    records: u64,
    counters: Counters,
    bytes_read: u64,
}

impl App {
    /// Reads an import to its end, from where it was.
    pub(crate) async fn read_import(&self, subject: &str) -> AppResult<()> {
        let id: ImportId = subject.parse().map_err(|_| AppError::Internal("a job names no import"))?;
        let Some(import) = self.start_reading(id).await? else { return Ok(()) };
        let (sender, mut receiver) = mpsc::channel(BATCHES_AHEAD);
        let producing = {
            let (file, detector) = (self.incoming_file(id), Arc::clone(self.detector()));
            let import = import.clone();
            tokio::task::spawn_blocking(move || read_batches(&file, &import, &detector, &sender))
        };
        loop {
            // Returning drops the receiver, and that ends the reading within a post.
            match tokio::time::timeout(LOOK, receiver.recv()).await {
                Err(_) if self.is_reading(id).await? => {}
                Err(_) => return Ok(()),
                Ok(None) => break,
                Ok(Some(batch)) => {
                    if !self.keep_batch(id, batch?).await? {
                        return Ok(());
                    }
                }
            }
        }
        let end = producing.await.map_err(|_| AppError::Internal("reading a file broke off"))?;
        self.end_reading(id, end.err()).await
    }

    async fn start_reading(&self, id: ImportId) -> AppResult<Option<Import>> {
        let mut unit = self.store().write().await?;
        let Some(mut import) = unit.imports().find(id).await? else { return Ok(None) };
        if !matches!(import.state, ImportState::Waiting | ImportState::Reading) {
            return Ok(None);
        }
        import.state = ImportState::Reading;
        unit.imports().update(&import).await?;
        unit.save().await?;
        Ok(Some(import))
    }

    /// Whether nobody has stopped an import.
    async fn is_reading(&self, id: ImportId) -> AppResult<bool> {
        let import = self.store().read().await?.imports().find(id).await?;
        Ok(import.is_some_and(|import| import.state == ImportState::Reading))
    }

    /// Keeps a batch; says whether to go on.
    async fn keep_batch(&self, id: ImportId, batch: Batch) -> AppResult<bool> {
        let mut unit = self.store().write().await?;
        let Some(mut import) = unit.imports().find(id).await? else { return Ok(false) };
        if import.state != ImportState::Reading {
            return Ok(false);
        }
        let added = unit.signals().add(Some(id), self.now(), &batch.posts).await?.len() as u64;
        unit.imports().add_rejects(id, &batch.rejects).await?;
        let progress = &mut import.progress;
        progress.position += batch.records;
        progress.added += added;
        progress.known += batch.posts.len() as u64 - added;
        progress.rejected += batch.rejects.len() as u64;
        // Counted over the whole file by whoever reads it.
        progress.skipped = batch.counters.skipped;
        progress.repaired = batch.counters.repaired;
        progress.bytes_read = batch.bytes_read;
        unit.imports().update(&import).await?;
        unit.save().await?;
        Ok(true)
    }

    async fn end_reading(&self, id: ImportId, fault: Option<InputError>) -> AppResult<()> {
        let now = self.now();
        let mut unit = self.store().write().await?;
        let Some(mut import) = unit.imports().find(id).await? else { return Ok(()) };
        if import.state != ImportState::Reading {
            return Ok(());
        }
        import.state = if fault.is_some() { ImportState::Failed } else { ImportState::Done };
        import.fault = fault.map(|fault| fault.to_string());
        import.ended_at = Some(now);
        unit.imports().update(&import).await?;
        if import.progress.added > 0 {
            unit.jobs().add(self.new_id(JobId::new)?, (JobKind::Weave, ""), now).await?;
        }
        let progress = &import.progress;
        let detail = json!({
            "state": import.state.name(), "added": progress.added, "known": progress.known,
            "rejected": progress.rejected,
        });
        record(&mut unit, &Actor::public(), now, Act::new(Action::Import, "import", id).with(detail)).await?;
        unit.save().await?;
        if import.state == ImportState::Done {
            // Its posts are kept; the file itself has done its work.
            let fault = |source| AppError::Disk { what: "remove a file that was read", source };
            tokio::fs::remove_file(self.incoming_file(id)).await.map_err(fault)?;
        }
        Ok(())
    }
}

type Sender = mpsc::Sender<AppResult<Batch>>;

fn read_batches(
    file: &std::path::Path,
    import: &Import,
    detector: &Arc<Detector>,
    sender: &Sender,
) -> Result<(), InputError> {
    let mut reader = open(file, import)?;
    let mut passed = 0;
    let mut rejects = 0;
    loop {
        let items = reader.next_batch(BATCH_RECORDS, BATCH_BYTES)?;
        if items.is_empty() {
            return Ok(());
        }
        let mut batch = Batch {
            posts: Vec::new(),
            rejects: Vec::new(),
            records: 0,
            counters: reader.counters(),
            bytes_read: reader.bytes_read(),
        };
        let mut signals = Vec::with_capacity(items.len());
        for item in items {
            let is_new = passed >= import.progress.position;
            passed += 1;
            match item {
                Item::Signal(signal) if is_new => signals.push(*signal),
                Item::Reject(reject) => {
                    rejects += 1;
                    if is_new {
                        batch.rejects.push(kept(rejects, &reject));
                    }
                }
                Item::Signal(_) => {}
            }
        }
        batch.records = (signals.len() + batch.rejects.len()) as u64;
        if batch.records > 0 && !send(batch, signals, detector, sender) {
            return Ok(());
        }
    }
}

/// Has a batch read on all cores and hands it on; says whether anybody takes it.
fn send(mut batch: Batch, signals: Vec<Signal>, detector: &Arc<Detector>, sender: &Sender) -> bool {
    let is_wanted = || !sender.is_closed();
    let Some(posts) = while_wanted(signals, is_wanted, |signal| read(detector, signal)) else { return false };
    let batch = posts.into_iter().collect::<AppResult<Vec<NewSignal>>>().map(|posts| {
        batch.posts = posts;
        batch
    });
    sender.blocking_send(batch).is_ok()
}

/// Does a piece of work for each of many things on all cores; nothing when it is no longer wanted.
fn while_wanted<T: Send, R: Send>(
    things: Vec<T>,
    is_wanted: impl Fn() -> bool + Sync,
    work: impl Fn(T) -> R + Sync,
) -> Option<Vec<R>> {
    things.into_par_iter().map(|thing| is_wanted().then(|| work(thing))).collect()
}

fn open(file: &std::path::Path, import: &Import) -> Result<SignalReader, InputError> {
    let name = import.file_name.clone();
    let source = std::fs::File::open(file).map_err(|source| InputError::Open { name: name.clone(), source })?;
    let hints = ReadingHints { format: import.format.clone(), map: import.map.clone() };
    // They were parsed before the import was taken in.
    let (format, map) = hints.parse().unwrap_or_default();
    let limits = Limits { text_bytes: POST_BYTES, ..Limits::STANDARD };
    let options = InputOptions { format, map, limits };
    open_reader(Box::new(source), &name, &options)
}

fn kept(number: u64, reject: &suar_source::Reject) -> KeptReject {
    KeptReject { number, unit: reject.unit.to_owned(), line: reject.line, reason: reject.reason.clone() }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn work_that_nobody_wants_ends_within_a_thing() {
        let done = AtomicUsize::new(0);
        let work = |_| done.fetch_add(1, Ordering::Relaxed);
        let is_wanted = || done.load(Ordering::Relaxed) < 10;
        assert!(while_wanted((0..1000).collect(), is_wanted, work).is_none());
        assert!(done.into_inner() < 10 + rayon::current_num_threads() * 2);
        assert_eq!(while_wanted(vec![1, 2], || true, |thing| thing * 2), Some(vec![2, 4]));
    }
}
