//! Tables as text: CSV and its relatives, cut into records by hand so that a quote
//! that never closes costs one record and not the rest of the file.

use std::borrow::Cow;

use serde_json::Value;

use super::bytes::ByteStream;
use super::draft::{Draft, Layout, Slot, repeated_names};
use super::limits::CSV_QUOTE_RETRIES;
use super::lines::{AfterReplay, LineRead, Lines, excerpt, without_line_break};
use super::reader::Records;
use super::{ColumnMap, Counters, InputError, Item, Limits, Reject};

/// A table with a header row.
pub(crate) struct CsvText {
    name: String,
    cutter: Cutter,
    header: Vec<String>,
    slots: Vec<Vec<Slot>>,
    layout: Layout,
    limits: Limits,
    rows: u64,
}

impl CsvText {
    /// Reads the header; gives the notes on it. `delimiter` is told by the header where it is not given.
    ///
    /// # Errors
    /// When reading fails, or the header lacks a column that is needed or has it twice. An empty input has no
    /// header and no rows.
    pub(crate) fn open(
        name: &str,
        stream: ByteStream,
        delimiter: Option<u8>,
        map: &ColumnMap,
        limits: Limits,
    ) -> Result<(Self, Vec<String>), InputError> {
        let mut cutter = Cutter::new(Lines::new(stream, limits.record_bytes), limits.record_bytes);
        let mut layout = Layout::of(map);
        let found = cutter.next(delimiter).map_err(|fault| InputError::from_read(name, fault))?;
        let header: Vec<String> = match found {
            Cut::End | Cut::Bad(_) => Vec::new(),
            Cut::Record => cutter.cells().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect(),
        };
        let slots = if matches!(found, Cut::End) { Vec::new() } else { layout.resolve(&header, map, name)? };
        let notes = repeated_names(&header);
        Ok((Self { name: name.to_owned(), cutter, header, slots, layout, limits, rows: 0 }, notes))
    }

    fn item(&mut self, counters: &mut Counters) -> Item {
        self.rows += 1;
        let mut draft = Draft::new(&self.layout);
        let mut is_repaired = false;
        let mut warned = Counters::default();
        for (place, cell) in self.cutter.cells().enumerate() {
            let cell = String::from_utf8_lossy(cell);
            is_repaired |= matches!(cell, Cow::Owned(_));
            let slots = self.slots.get(place).map(Vec::as_slice).unwrap_or_default();
            if slots.is_empty() && cell.is_empty() {
                continue;
            }
            let beyond = format!("column_{}", place + 1);
            let name = self.header.get(place).filter(|name| !name.is_empty()).unwrap_or(&beyond);
            draft.put(slots.iter().copied(), name, Value::String(cell.into_owned()), &mut warned);
        }
        match draft.finish(self.rows, self.limits.text_bytes) {
            Ok(signal) => {
                counters.repaired += u64::from(is_repaired);
                counters.warnings += warned.warnings;
                Item::Signal(Box::new(signal))
            }
            Err(reason) => {
                let fields = self.cutter.cells().count();
                let columns = self.header.len();
                let counted = if fields == columns {
                    String::new()
                } else {
                    let noun = if fields == 1 { "field" } else { "fields" };
                    format!("; it has {fields} {noun}, the header {columns}")
                };
                self.reject(format!("{reason}{counted}"))
            }
        }
    }

    fn reject(&self, reason: String) -> Item {
        Item::Reject(Reject {
            unit: "line",
            line: self.cutter.first_line,
            reason,
            excerpt: excerpt(&self.cutter.first_bytes),
        })
    }
}

impl Records for CsvText {
    fn next_item(&mut self, counters: &mut Counters) -> Result<Option<Item>, InputError> {
        match self.cutter.next(None).map_err(|fault| InputError::from_read(&self.name, fault))? {
            Cut::End => Ok(None),
            Cut::Record => Ok(Some(self.item(counters))),
            Cut::Bad(reason) => {
                self.rows += 1;
                Ok(Some(self.reject(reason)))
            }
        }
    }
}

/// What was cut off the input.
enum Cut {
    End,
    Record,
    Bad(String),
}

/// Cuts records out of lines.
struct Cutter {
    lines: Lines,
    line: Vec<u8>,
    record: Record,
    record_limit: usize,
    retries_left: u32,
    first_line: u64,
    first_bytes: Vec<u8>,
}

impl Cutter {
    fn new(lines: Lines, record_limit: usize) -> Self {
        Self {
            lines,
            line: Vec::new(),
            record: Record::default(),
            record_limit,
            retries_left: CSV_QUOTE_RETRIES,
            first_line: 0,
            first_bytes: Vec::new(),
        }
    }

    fn cells(&self) -> impl Iterator<Item = &[u8]> {
        self.record.cells()
    }

    /// The next record that is not blank. The first call settles the delimiter.
    fn next(&mut self, delimiter: Option<u8>) -> std::io::Result<Cut> {
        loop {
            let read = self.lines.read(&mut self.line)?;
            self.first_line = self.lines.number();
            match read {
                LineRead::End => return Ok(Cut::End),
                LineRead::TooLong => {
                    self.first_bytes.clone_from(&self.line);
                    return Ok(Cut::Bad(format!(
                        "the line is longer than the {} bytes that a record may have",
                        self.record_limit
                    )));
                }
                LineRead::Whole if without_line_break(&self.line).is_empty() => {}
                LineRead::Whole => break,
            }
        }
        if self.record.delimiter == 0 {
            self.record.delimiter = delimiter.unwrap_or_else(|| likely_delimiter(&self.line));
        }
        self.first_bytes.clear();
        self.first_bytes.extend_from_slice(self.line.get(..self.line.len().min(512)).unwrap_or_default());
        self.record.clear();
        Ok(if self.record.feed(&self.line) { Cut::Record } else { self.follow_quote() })
    }

    /// Reads on until the open quote closes, or gives the lines after the first one back.
    fn follow_quote(&mut self) -> Cut {
        let mut length = self.line.len();
        let mut following = Vec::new();
        let mut after = None;
        while self.retries_left > 0 && length <= self.record_limit {
            match self.lines.read(&mut self.line) {
                Ok(LineRead::Whole) => {}
                Ok(LineRead::End) => break,
                Ok(LineRead::TooLong) => {
                    after = Some(AfterReplay::TooLong(std::mem::take(&mut self.line)));
                    break;
                }
                Err(fault) => {
                    after = Some(AfterReplay::Fault(fault));
                    break;
                }
            }
            length += self.line.len();
            following.extend_from_slice(&self.line);
            if length <= self.record_limit && self.record.feed(&self.line) {
                return Cut::Record;
            }
        }
        self.retries_left = self.retries_left.saturating_sub(1);
        self.lines.replay(following, self.first_line, after);
        Cut::Bad("a quote that opens in this line does not close".to_owned())
    }
}

/// The cells of one record.
#[derive(Default)]
struct Record {
    delimiter: u8,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    state: CellState,
}

/// Where in a cell the next byte stands.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum CellState {
    #[default]
    Start,
    Plain,
    Quoted,
    AfterQuote,
}

impl Record {
    fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
        self.state = CellState::Start;
    }

    /// Takes in a line; `true` when the record ends with it.
    fn feed(&mut self, line: &[u8]) -> bool {
        let content = without_line_break(line);
        for byte in content {
            self.step(*byte);
        }
        if self.state == CellState::Quoted {
            self.bytes.extend_from_slice(line.get(content.len()..).unwrap_or_default());
            return false;
        }
        self.end_cell();
        true
    }

    fn step(&mut self, byte: u8) {
        match self.state {
            CellState::Start if byte == b'"' => self.state = CellState::Quoted,
            CellState::Quoted if byte == b'"' => self.state = CellState::AfterQuote,
            CellState::AfterQuote if byte == b'"' => {
                self.bytes.push(byte);
                self.state = CellState::Quoted;
            }
            CellState::Quoted => self.bytes.push(byte),
            _ if byte == self.delimiter => self.end_cell(),
            _ => {
                self.bytes.push(byte);
                self.state = CellState::Plain;
            }
        }
    }

    fn end_cell(&mut self) {
        self.ends.push(self.bytes.len());
        self.state = CellState::Start;
    }

    fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.bytes.get(start..*end).unwrap_or_default())
    }
}

/// The sign that parts the header into most columns; the comma when none does.
fn likely_delimiter(header: &[u8]) -> u8 {
    let mut best = (1, b',');
    for delimiter in [b',', b';', b'\t'] {
        let mut record = Record { delimiter, ..Record::default() };
        record.feed(header);
        let columns = record.cells().count();
        if columns > best.0 {
            best = (columns, delimiter);
        }
    }
    best.1
}
