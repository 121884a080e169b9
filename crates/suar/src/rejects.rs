//! What could not be read: never fatal, never silent.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::input::Reject;
use crate::output::{Destination, OutputFile};

/// Takes rejects to a file, or to standard error.
pub(crate) struct RejectLog {
    file: Option<OutputFile>,
    shown: u64,
    quiet: bool,
}

#[derive(Serialize)]
struct RejectRow<'reject> {
    source: &'reject str,
    unit: &'reject str,
    number: u64,
    reason: &'reject str,
    excerpt: &'reject str,
}

/// On standard error so many are shown one by one; the rest is counted.
const MOST_SHOWN: u64 = 50;

impl RejectLog {
    /// Opens the log.
    pub(crate) fn create(path: Option<&Path>, quiet: bool) -> Result<Self> {
        let file = match path {
            Some(path) => {
                Some(OutputFile::create(&Destination::Path(path.to_path_buf())).context("cannot write the rejects")?)
            }
            None => None,
        };
        Ok(Self { file, shown: 0, quiet })
    }

    /// Notes one.
    pub(crate) fn add(&mut self, source: &str, reject: &Reject, messages: &mut dyn Write) -> Result<()> {
        let Some(file) = &mut self.file else {
            self.shown += 1;
            if self.shown <= MOST_SHOWN && !self.quiet {
                writeln!(messages, "{source}: {reject}").context("cannot write to standard error")?;
            } else if self.shown == MOST_SHOWN + 1 && !self.quiet {
                writeln!(messages, "more rejects follow; --rejects FILE keeps them all")
                    .context("cannot write to standard error")?;
            }
            return Ok(());
        };
        let row = RejectRow {
            source,
            unit: reject.unit,
            number: reject.line,
            reason: &reject.reason,
            excerpt: &reject.excerpt,
        };
        serde_json::to_writer(&mut *file, &row).context("cannot write the rejects")?;
        file.write_all(b"\n").context("cannot write the rejects")
    }

    /// Puts the file in its place.
    pub(crate) fn finish(self) -> Result<()> {
        match self.file {
            Some(file) => file.commit().context("cannot write the rejects"),
            None => Ok(()),
        }
    }
}
