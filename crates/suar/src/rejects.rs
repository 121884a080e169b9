//! What could not be read: never fatal, never silent.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;
use suar_source::Reject;

use crate::output::{Destination, OutputFile};

/// Takes rejects to a file, or to standard error.
pub(crate) struct RejectLog {
    file: Option<OutputFile>,
}

#[derive(Serialize)]
struct RejectRow<'reject> {
    source: &'reject str,
    unit: &'reject str,
    number: u64,
    reason: &'reject str,
    excerpt: &'reject str,
}

impl RejectLog {
    /// Opens the log.
    pub(crate) fn create(path: Option<&Path>) -> Result<Self> {
        let file = match path {
            Some(path) => {
                Some(OutputFile::create(&Destination::Path(path.to_path_buf())).context("cannot write the rejects")?)
            }
            None => None,
        };
        Ok(Self { file })
    }

    /// Notes one.
    pub(crate) fn add(&mut self, source: &str, reject: &Reject, messages: &mut dyn Write) -> Result<()> {
        let Some(file) = &mut self.file else {
            return writeln!(messages, "{source}: {reject}").context("cannot write to standard error");
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
