//! Writing results: lines, tables, columns, and a report that a person reads.
//!
//! Rows are written as they come and nothing is kept back but a buffer; Parquet holds one
//! row group. A file appears under its name only when it is whole.

use std::io::IsTerminal;

mod csv_table;
mod destination;
mod error;
mod harmless;
pub mod html;
mod json_lines;
mod parquet_file;
mod row;
mod table;
mod target;
pub mod terminal;

use csv_table::CsvTable;
use json_lines::JsonLines;
use parquet_file::ParquetFile;
use table::Table;

pub use destination::{Destination, OutputFile};
pub use error::OutputError;
pub use row::OutputRow;
pub(crate) use target::{Target, refuse_shared};

/// The form that rows are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputFormat {
    /// One JSON object a line.
    JsonLines,
    /// A flat table; see [`row_columns`].
    Csv,
    /// The same columns, and the whole object as `json`.
    Parquet,
    /// A table for reading on a terminal.
    Table,
}

/// How words are set off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paint {
    /// By signs alone.
    #[default]
    Plain,
    /// By the colours of a terminal.
    Colored,
}

impl Paint {
    /// Colours where standard output is a terminal.
    pub(crate) fn of_stdout() -> Self {
        if std::io::stdout().is_terminal() { Self::Colored } else { Self::Plain }
    }

    /// A text set off by a terminal's code, or as it is.
    pub(crate) fn set_off(self, text: &str, code: &str) -> String {
        match self {
            Self::Colored => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            Self::Plain => text.to_owned(),
        }
    }
}

/// How a table is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableOptions {
    /// How bands are set off.
    pub paint: Paint,
    /// How many columns the terminal has; 100 when nobody knows.
    pub columns: Option<usize>,
}

/// Takes rows, in order.
pub trait Sink: Send {
    /// Writes a row.
    fn write(&mut self, row: &OutputRow) -> Result<(), OutputError>;

    /// Hands over what is buffered, so that whoever reads along sees it.
    fn flush(&mut self) -> Result<(), OutputError>;

    /// Writes what is left and puts the file in its place.
    fn finish(self: Box<Self>) -> Result<(), OutputError>;
}

/// Opens a sink.
///
/// # Errors
/// When the file cannot be made or its beginning cannot be written.
pub fn create_sink(
    destination: &Destination,
    format: OutputFormat,
    options: TableOptions,
) -> Result<Box<dyn Sink>, OutputError> {
    let file = match format {
        OutputFormat::Table => OutputFile::create_styled(destination)?,
        OutputFormat::JsonLines | OutputFormat::Csv | OutputFormat::Parquet => OutputFile::create(destination)?,
    };
    sink_into(file, format, options)
}

/// Opens a sink over a file that is open already.
///
/// # Errors
/// When its beginning cannot be written.
pub fn sink_into(file: OutputFile, format: OutputFormat, options: TableOptions) -> Result<Box<dyn Sink>, OutputError> {
    Ok(match format {
        OutputFormat::JsonLines => Box::new(JsonLines::new(file)),
        OutputFormat::Csv => Box::new(CsvTable::new(file)?),
        OutputFormat::Parquet => Box::new(ParquetFile::new(file)?),
        OutputFormat::Table => Box::new(Table::new(file, options)?),
    })
}

/// The columns of the CSV output, in order. Lists are joined by `;` (one within an item is
/// written `%3B`). A cell that a spreadsheet would run as a formula, because it begins with
/// `=`, `+`, `-`, `@` or a control character, begins with an apostrophe; plain numbers and
/// lists of phone numbers do not need one. The JSON Lines output has every value unchanged.
pub fn row_columns() -> &'static [&'static str] {
    &row::COLUMNS
}
