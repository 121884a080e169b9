use std::io::Write;

use super::{OutputError, OutputFile, OutputRow, Sink};

/// Writes the objects as they were made, one a line.
pub(crate) struct JsonLines {
    file: OutputFile,
}

impl JsonLines {
    pub(crate) fn new(file: OutputFile) -> Self {
        Self { file }
    }
}

impl Sink for JsonLines {
    fn write(&mut self, row: &OutputRow) -> Result<(), OutputError> {
        let written = self.file.write_all(row.json.as_bytes()).and_then(|()| self.file.write_all(b"\n"));
        written.map_err(|fault| self.file.fault(fault))
    }

    fn flush(&mut self) -> Result<(), OutputError> {
        self.file.flush().map_err(|fault| self.file.fault(fault))
    }

    fn finish(self: Box<Self>) -> Result<(), OutputError> {
        self.file.commit()
    }
}
