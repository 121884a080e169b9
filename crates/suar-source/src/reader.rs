use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use suar_signal::Signal;
use suar_text::clean_line;

use super::{Format, InputError};

/// What an input holds, in its order.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A post.
    Signal(Box<Signal>),
    /// Something that should have been a post and cannot be read.
    Reject(Reject),
}

/// A record that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// What `number` counts: `line`, `row` or `message`.
    pub unit: &'static str,
    /// Where it stands; the first is 1.
    pub line: u64,
    /// Why it cannot be read, without a word of what it holds.
    pub reason: String,
    /// How it begins, as received: somebody's words, so for the file of rejects alone.
    pub excerpt: String,
}

/// Shows a reject on one line: where and why, and nothing of what it holds.
impl std::fmt::Display for Reject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}: {}", self.unit, self.line, clean_line(&self.reason))
    }
}

/// What happened while an input was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Posts that were read.
    pub read: u64,
    /// Records that could not be read.
    pub rejected: u64,
    /// Service and system messages, and messages without words, left out.
    pub skipped: u64,
    /// Posts in which broken UTF-8 was replaced.
    pub repaired: u64,
    /// Optional fields that could not be understood and were kept as `extra`.
    pub warnings: u64,
}

impl Counters {
    /// The sum over two inputs.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            read: self.read + other.read,
            rejected: self.rejected + other.rejected,
            skipped: self.skipped + other.skipped,
            repaired: self.repaired + other.repaired,
            warnings: self.warnings + other.warnings,
        }
    }
}

/// One format's way of finding the next item.
pub(crate) trait Records: Send {
    fn next_item(&mut self, counters: &mut Counters) -> Result<Option<Item>, InputError>;

    /// What is worth saying once all was read.
    fn closing_notes(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Reads the posts of one input.
pub struct SignalReader {
    pub(crate) records: Box<dyn Records>,
    pub(crate) format: Format,
    pub(crate) notes: Vec<String>,
    pub(crate) bytes_read: Arc<AtomicU64>,
    pub(crate) bytes_total: Option<u64>,
    pub(crate) state: ReaderState,
}

/// Where a reader stands.
#[derive(Default)]
pub(crate) struct ReaderState {
    counters: Counters,
    fault: Option<InputError>,
    is_done: bool,
}

impl SignalReader {
    /// The next items in input order: at most `limit_posts`, and no more once they hold
    /// `limit_bytes` of text. Empty at the end.
    ///
    /// # Errors
    /// When nothing more can be read; all that came before has been given by then.
    pub fn next_batch(&mut self, limit_posts: usize, limit_bytes: usize) -> Result<Vec<Item>, InputError> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < limit_posts.max(1) && (batch.is_empty() || bytes < limit_bytes) {
            match self.next_item() {
                Ok(Some(item)) => {
                    bytes += weight_of(&item);
                    batch.push(item);
                }
                Ok(None) => break,
                Err(fault) if batch.is_empty() => return Err(fault),
                Err(fault) => {
                    self.state.fault = Some(fault);
                    break;
                }
            }
        }
        Ok(batch)
    }

    /// What happened so far.
    pub fn counters(&self) -> Counters {
        self.state.counters
    }

    /// The format that is being read.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Choices that were made for the reader's sake and are worth saying: the order of
    /// day and month, columns that are not carried over; at the end also keys that no line had.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Bytes taken from the source so far, before unpacking.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read.load(Ordering::Relaxed)
    }

    /// Bytes that the source holds, if it is a file.
    pub fn bytes_total(&self) -> Option<u64> {
        self.bytes_total
    }

    fn next_item(&mut self) -> Result<Option<Item>, InputError> {
        if let Some(fault) = self.state.fault.take() {
            return Err(fault);
        }
        if self.state.is_done {
            return Ok(None);
        }
        let item = self.records.next_item(&mut self.state.counters);
        match &item {
            Ok(Some(Item::Signal(_))) => self.state.counters.read += 1,
            Ok(Some(Item::Reject(_))) => self.state.counters.rejected += 1,
            Ok(None) => {
                self.state.is_done = true;
                self.notes.extend(self.records.closing_notes());
            }
            Err(_) => self.state.is_done = true,
        }
        item
    }
}

fn weight_of(item: &Item) -> usize {
    match item {
        Item::Signal(signal) => signal.text.len(),
        Item::Reject(reject) => reject.excerpt.len() + reject.reason.len(),
    }
}
