use std::io::{self, Write};

use suar_signal::Band;
use suar_text::clean_line;

use super::terminal::fit;
use super::{OutputError, OutputFile, OutputRow, Paint, Sink, TableOptions};

/// Widths of the columns that do not grow.
const ID: usize = 14;
const BAND: usize = 8;
const KIND: usize = 10;
const RISK: usize = 4;
const CONTACT: usize = 22;
/// Two spaces between six columns.
const GAPS: usize = 10;
const LEAST_SIGNS: usize = 16;
const USUAL_WIDTH: usize = 100;

/// Writes a table for reading.
pub(crate) struct Table {
    file: OutputFile,
    paint: Paint,
    signs: usize,
}

impl Table {
    pub(crate) fn new(file: OutputFile, options: TableOptions) -> Result<Self, OutputError> {
        let fixed = ID + BAND + KIND + RISK + CONTACT + GAPS;
        let signs = options.columns.unwrap_or(USUAL_WIDTH).saturating_sub(fixed).max(LEAST_SIGNS);
        let mut table = Self { file, paint: options.paint, signs };
        let head = table.line(["ID", "BAND", "KIND", "RISK", "SIGNS", "CONTACT"], None);
        table.write_line(&head)?;
        Ok(table)
    }

    fn line(&self, cells: [&str; 6], band: Option<Band>) -> String {
        let [id, band_name, kind, risk, signs, contact] = cells;
        let band_cell = self.colored(&fit(band_name, BAND), band);
        let line = format!(
            "{}  {}  {}  {}  {}  {}",
            fit(&clean_line(id), ID),
            band_cell,
            fit(kind, KIND),
            fit(risk, RISK),
            fit(&clean_line(signs), self.signs),
            fit(&clean_line(contact), CONTACT),
        );
        line.trim_end().to_owned()
    }

    fn colored(&self, cell: &str, band: Option<Band>) -> String {
        let code = match band {
            Some(Band::Urgent) => "1;31",
            Some(Band::High) => "31",
            Some(Band::Medium) => "33",
            Some(Band::Low) => "2",
            None => "1",
        };
        self.paint.set_off(cell, code)
    }

    fn write_line(&mut self, line: &str) -> Result<(), OutputError> {
        let written: io::Result<()> = writeln!(self.file, "{line}");
        written.map_err(|fault| self.file.fault(fault))
    }
}

impl Sink for Table {
    fn write(&mut self, row: &OutputRow) -> Result<(), OutputError> {
        // A shape beside the word, so that the bands can be told apart without colour.
        let band = match row.band {
            Band::Low => "· low",
            Band::Medium => "● medium",
            Band::High => "▲ high",
            Band::Urgent => "■ urgent",
        };
        let risk = format!("{:.2}", row.risk);
        let signs = row.indicators.join(", ");
        let contact = contact_of(row);
        let line = self.line([&row.id, band, row.kind.name(), &risk, &signs, &contact], Some(row.band));
        self.write_line(&line)
    }

    fn flush(&mut self) -> Result<(), OutputError> {
        self.file.flush().map_err(|fault| self.file.fault(fault))
    }

    fn finish(self: Box<Self>) -> Result<(), OutputError> {
        self.file.commit()
    }
}

/// The first way to reach whoever posted, and how many more there are.
fn contact_of(row: &OutputRow) -> String {
    let ways = || row.phones.iter().chain(&row.handles).chain(&row.emails).chain(&row.urls);
    match (ways().next(), ways().count().saturating_sub(1)) {
        (None, _) => String::new(),
        (Some(first), 0) => first.clone(),
        (Some(first), more) => format!("{first} +{more}"),
    }
}
