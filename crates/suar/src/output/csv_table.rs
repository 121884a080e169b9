use std::borrow::Cow;
use std::io;

use super::row::{COLUMNS, FlatValue, rounded};
use super::{OutputError, OutputFile, OutputRow, Sink};

/// Writes the flat columns as CSV.
pub(crate) struct CsvTable {
    name: String,
    writer: csv::Writer<OutputFile>,
}

impl CsvTable {
    pub(crate) fn new(file: OutputFile) -> Result<Self, OutputError> {
        let name = file.name().to_owned();
        let mut table = Self { name, writer: csv::Writer::from_writer(file) };
        let written = table.writer.write_record(COLUMNS);
        written.map_err(|fault| table.fault(io_error(fault)))?;
        Ok(table)
    }

    fn fault(&self, source: io::Error) -> OutputError {
        OutputError::Write { name: self.name.clone(), source }
    }
}

impl Sink for CsvTable {
    fn write(&mut self, row: &OutputRow) -> Result<(), OutputError> {
        let cells = row.flat().map(|value| match value {
            FlatValue::Text(text) => text.unwrap_or_default(),
            FlatValue::Number(number) => number.map(|number| rounded(number).to_string()).unwrap_or_default(),
        });
        let written = self.writer.write_record(cells.iter().map(|cell| without_formula(cell).into_owned()));
        written.map_err(|fault| self.fault(io_error(fault)))
    }

    fn flush(&mut self) -> Result<(), OutputError> {
        self.writer.flush().map_err(|fault| self.fault(fault))
    }

    fn finish(self: Box<Self>) -> Result<(), OutputError> {
        let Self { name, writer } = *self;
        let file = writer.into_inner().map_err(|fault| OutputError::Write { name, source: fault.into_error() })?;
        file.commit()
    }
}

/// What the system said, where it did: a closed pipe must be told apart.
fn io_error(fault: csv::Error) -> io::Error {
    if !fault.is_io_error() {
        return fault.into();
    }
    match fault.into_kind() {
        csv::ErrorKind::Io(source) => source,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A cell that a spreadsheet takes as text and not as a formula.
pub(crate) fn without_formula(cell: &str) -> Cow<'_, str> {
    let is_risky =
        matches!(cell.chars().next(), Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'));
    if !is_risky || cell.split(';').all(is_number) {
        return Cow::Borrowed(cell);
    }
    Cow::Owned(format!("'{cell}"))
}

/// A sign and digits, with at most one decimal point: `+6281200001234`, `-100.5`.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(whole) && is_digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_numbers_left_alone() {
        for cell in ["=HYPERLINK(\"x\")", "+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "\t=1", "＝1", "+62;=1"] {
            assert_eq!(without_formula(cell), format!("'{cell}"), "{cell}");
        }
        for cell in ["", "Poipet", "+6281200001234", "+62812;+62813", "-100123", "-0.5", "https://t.me/x"] {
            assert_eq!(without_formula(cell), cell);
        }
    }
}
