//! Readings put down on disk between two passes, so that memory does not grow with the input.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use suar_detect::Reading;
use suar_signal::Signal;

const BUFFER_BYTES: usize = 256 << 10;

/// The parts of a post that a report shows.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct ShownPost {
    pub(crate) text: String,
    pub(crate) channel: Option<String>,
    pub(crate) time: Option<jiff::Timestamp>,
}

impl ShownPost {
    pub(crate) fn of(signal: &Signal) -> Self {
        Self { text: signal.text.clone(), channel: signal.channel.clone(), time: signal.time }
    }
}

/// Takes readings, one after the other.
pub(crate) struct Spool {
    file: BufWriter<File>,
}

impl Spool {
    /// A file that nobody else sees and that goes away by itself.
    pub(crate) fn create() -> Result<Self> {
        let file = tempfile::tempfile().context("cannot make a temporary file; TMPDIR names a folder for it")?;
        Ok(Self { file: BufWriter::with_capacity(BUFFER_BYTES, file) })
    }

    /// Puts one line down.
    pub(crate) fn add(&mut self, json: &str) -> Result<()> {
        self.file
            .write_all(json.as_bytes())
            .and_then(|()| self.file.write_all(b"\n"))
            .context("cannot write the temporary file")
    }

    /// Goes back to the beginning.
    pub(crate) fn rewind(self) -> Result<SpoolReader> {
        let mut file = self.file.into_inner().context("cannot write the temporary file")?;
        file.seek(SeekFrom::Start(0)).context("cannot read the temporary file")?;
        Ok(SpoolReader { file: BufReader::with_capacity(BUFFER_BYTES, file), line: String::new() })
    }
}

/// Gives the lines back.
pub(crate) struct SpoolReader {
    file: BufReader<File>,
    line: String,
}

impl SpoolReader {
    /// The next line; `None` at the end.
    pub(crate) fn next_line(&mut self) -> Result<Option<&str>> {
        self.line.clear();
        let length = self.file.read_line(&mut self.line).context("cannot read the temporary file")?;
        Ok((length > 0).then(|| self.line.trim_end_matches('\n')))
    }

    /// The next reading.
    pub(crate) fn next_reading(&mut self) -> Result<Option<Reading>> {
        match self.next_line()? {
            Some(line) => Ok(Some(serde_json::from_str(line).context("the temporary file was changed")?)),
            None => Ok(None),
        }
    }
}
