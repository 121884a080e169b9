//! Reads an input in batches on a thread of its own and hands each post, in order, to the
//! work of all cores.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use anyhow::{Context, Result};
use clap::Args;
use rayon::prelude::*;
use suar_signal::Signal;
use suar_source::{ColumnMap, Counters, Format, InputError, InputOptions, Item, SignalReader, Source, open};

use crate::cli::{CommonArguments, Outcome};
use crate::noun::{Noun, POSTS};
use crate::output::{Target, refuse_shared};
use crate::progress::Progress;
use crate::rejects::RejectLog;

/// Posts in a batch, and the most bytes of text that a batch holds.
const BATCH_POSTS: usize = 1024;
const BATCH_BYTES: usize = 4 << 20;
/// Batches that may wait for the cores.
const BATCHES_AHEAD: usize = 2;

/// What is read, and how.
#[derive(Args, Clone, Debug)]
pub(crate) struct InputArguments {
    /// Files of posts, or `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<OsString>,
    /// The format, where it can't be told: jsonl, csv, tsv, parquet, telegram or whatsapp
    #[arg(long, value_name = "FORMAT")]
    pub(crate) input_format: Option<String>,
    /// Which columns hold what: text=title+body,id=nr; id=# numbers the rows
    #[arg(long, value_name = "MAP")]
    pub(crate) map: Option<String>,
    /// Keep what can't be read in this file, with how it begins [default: place and reason on standard error]
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,
}

impl InputArguments {
    /// Refuses to write over a file that is still to be read, or two results into one file.
    pub(crate) fn check_targets(&self, targets: &[Target<'_>]) -> Result<()> {
        let rejects = Target::new("--rejects", self.rejects.as_deref());
        let targets: Vec<Target<'_>> = targets.iter().copied().chain([rejects]).collect();
        for target in &targets {
            self.refuse_overwriting(target)?;
        }
        Ok(refuse_shared(&targets)?)
    }

    fn refuse_overwriting(&self, target: &Target<'_>) -> Result<()> {
        let Some(target) = target.file() else {
            return Ok(());
        };
        for file in self.files.iter().filter(|file| *file != "-") {
            if Path::new(file).canonicalize().is_ok_and(|path| path == target) {
                return Err(InputError::WouldOverwrite { name: target.display().to_string() }.into());
            }
        }
        Ok(())
    }

    /// Refuses to begin where an input is not there: half a result would look like a whole one.
    fn check_inputs(&self) -> Result<(), InputError> {
        for file in self.files.iter().filter(|file| *file != "-") {
            let path = Path::new(file);
            path.metadata().map_err(|source| InputError::Open { name: path.display().to_string(), source })?;
        }
        Ok(())
    }

    fn options(&self) -> Result<InputOptions, InputError> {
        let format = self.input_format.as_deref().map(str::parse::<Format>).transpose()?;
        let map = self.map.as_deref().map(str::parse::<ColumnMap>).transpose()?.unwrap_or_default();
        Ok(InputOptions { format, map, ..InputOptions::default() })
    }
}

/// Maps every post with `work` on all cores and hands the results to `take`, in input order.
///
/// # Errors
/// When an input can't be read any further, or `take` fails. What came before has been taken;
/// see [`is_worth_writing`].
pub(crate) fn for_each_post<T: Send>(
    arguments: &InputArguments,
    common: &CommonArguments,
    work: impl Fn(Signal) -> T + Sync,
    mut take: impl FnMut(Vec<T>) -> Result<()>,
) -> Result<Counters> {
    let options = arguments.options()?;
    arguments.check_inputs()?;
    let mut rejects = RejectLog::create(arguments.rejects.as_deref())?;
    let mut sum = Counters::default();
    let end = arguments.files.iter().try_for_each(|file| -> Result<()> {
        let source = Source::from_argument(file);
        sum = sum.plus(read_source(&source, &options, common, &mut rejects, &work, &mut take)?);
        Ok(())
    });
    // Also where an input broke off: no reject is silent.
    rejects.finish()?;
    end?;
    report_counters(&sum, common);
    Ok(sum)
}

/// Whether there is something to write: all was read, or an input broke off behind posts that were.
pub(crate) fn is_worth_writing(end: &Result<Counters>, taken: usize) -> bool {
    match end {
        Ok(_) => true,
        Err(fault) => taken > 0 && fault.downcast_ref::<InputError>().is_some(),
    }
}

/// The outcome of a command that read posts.
pub(crate) fn outcome_of(counters: &Counters) -> Outcome {
    if counters.rejected > 0 { Outcome::SomeRejected } else { Outcome::Done }
}

struct Batch {
    items: Vec<Item>,
    bytes_read: u64,
    posts: u64,
}

#[expect(clippy::too_many_arguments, reason = "one call, split off to keep both functions readable")]
fn read_source<T: Send>(
    source: &Source,
    options: &InputOptions,
    common: &CommonArguments,
    rejects: &mut RejectLog,
    work: &(impl Fn(Signal) -> T + Sync),
    take: &mut impl FnMut(Vec<T>) -> Result<()>,
) -> Result<Counters> {
    let mut reader = open(source, options)?;
    let progress = if common.quiet { Progress::hidden() } else { Progress::new(&source.name(), reader.bytes_total()) };
    let (counters, notes, end) = std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(BATCHES_AHEAD);
        let reading = scope.spawn(move || {
            let end = read_batches(&mut reader, &sender);
            (reader.counters(), reader.notes().to_vec(), end)
        });
        let taken = work_through(&source.name(), receiver, &progress, rejects, work, take);
        let joined = reading.join().map_err(|_| anyhow::anyhow!("reading {} broke off", source.name()));
        taken?;
        joined
    })?;
    progress.finish();
    if !common.quiet {
        for note in notes {
            say(&format!("{}: {note}", source.name()));
        }
    }
    end?;
    Ok(counters)
}

fn read_batches(reader: &mut SignalReader, sender: &SyncSender<Batch>) -> Result<(), InputError> {
    loop {
        let items = reader.next_batch(BATCH_POSTS, BATCH_BYTES)?;
        let is_last = items.is_empty();
        let batch = Batch { items, bytes_read: reader.bytes_read(), posts: reader.counters().read };
        // The other end goes away when writing fails; then there is nothing left to do here.
        if is_last || sender.send(batch).is_err() {
            return Ok(());
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "one call, split off to keep both functions readable")]
fn work_through<T: Send>(
    name: &str,
    receiver: Receiver<Batch>,
    progress: &Progress,
    rejects: &mut RejectLog,
    work: &(impl Fn(Signal) -> T + Sync),
    take: &mut impl FnMut(Vec<T>) -> Result<()>,
) -> Result<()> {
    for batch in receiver {
        let mut signals = Vec::with_capacity(batch.items.len());
        for item in batch.items {
            match item {
                Item::Signal(signal) => signals.push(*signal),
                Item::Reject(reject) => rejects.add(name, &reject, &mut std::io::stderr())?,
            }
        }
        take(signals.into_par_iter().map(work).collect())?;
        progress.update(batch.bytes_read, batch.posts);
    }
    Ok(())
}

fn report_counters(counters: &Counters, common: &CommonArguments) {
    if common.quiet {
        return;
    }
    let mut parts = vec![format!("{} read", POSTS.counted(counters.read))];
    for (count, what) in [
        (counters.rejected, Noun::same("rejected")),
        (counters.skipped, Noun::new("service message skipped", "service messages skipped")),
        (counters.repaired, Noun::same("with broken UTF-8 mended")),
        (
            counters.warnings,
            Noun::new("field not understood and kept as extra", "fields not understood and kept as extra"),
        ),
    ] {
        if count > 0 {
            parts.push(what.counted(count));
        }
    }
    say(&parts.join(", "));
}

/// Says something on standard error; if nobody listens there, nothing is lost.
pub(crate) fn say(message: &str) {
    let text = suar_text::clean_line(message);
    drop(writeln!(std::io::stderr(), "{text}").context("nobody listens"));
}
